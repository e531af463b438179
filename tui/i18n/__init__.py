"""The two catalogues. Each area has a file with its keys, its English and its German side by side."""

from __future__ import annotations

import locale
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from tui.i18n import (
    app,
    calling,
    cli,
    commands,
    config,
    contacts,
    desktop,
    dialing,
    discovery,
    features,
    firewall,
    history,
    installing,
    journal,
    pane,
    people,
    phonebook,
    phones,
    recording,
    remedies,
    server,
    setup_cli,
    setup_device,
    setup_events,
    setup_fields,
    setup_first,
    setup_linking,
    setup_steps,
    simulator,
    sources,
    steps,
    switchboard,
)

LANGUAGES: Final = ("de", "en")

_EN: dict[str, str] = {}
_DE: dict[str, str] = {}
_AREAS = (
    app,
    calling,
    cli,
    commands,
    config,
    contacts,
    desktop,
    dialing,
    discovery,
    features,
    firewall,
    history,
    installing,
    journal,
    pane,
    people,
    phonebook,
    phones,
    recording,
    remedies,
    server,
    setup_cli,
    setup_device,
    setup_events,
    setup_fields,
    setup_first,
    setup_linking,
    setup_steps,
    simulator,
    sources,
    steps,
    switchboard,
)
for _area in _AREAS:
    _EN.update({key: str(text) for key, text in _area.EN.items()})
    _DE.update({key: str(text) for key, text in _area.DE.items()})

_current = _EN


def use(language: str) -> None:
    """Speak `language` ("de" or "en") from now on. Chosen once, before the app is imported."""
    global _current
    _current = {"en": _EN, "de": _DE}[language]


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """`language` for what is said inside, where it is one of ours. Nothing may be awaited meanwhile."""
    global _current
    before = _current
    if language in LANGUAGES:
        use(language)
    try:
        yield
    finally:
        _current = before


def language() -> str:
    """The language in use."""
    return "de" if _current is _DE else "en"


def detect() -> str:
    """The language of the environment: German where it says German, else English."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name)
        if value:
            return "de" if value.lower().startswith("de") else "en"
    try:
        system = locale.getlocale()[0] or ""
    except ValueError:
        system = ""
    return "de" if system.lower().startswith(("de", "german")) else "en"


def say(key: str, **values: object) -> str:
    """The text of `key` in the current language with its placeholders filled. Values are never parsed."""
    return _current[key].format(**values)


def catalogues() -> dict[str, dict[str, str]]:
    """Both catalogues whole, for the test that holds them against each other."""
    return {"en": dict(_EN), "de": dict(_DE)}
