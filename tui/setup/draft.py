"""What the set-up has to remember between two sittings and does not belong into the configuration."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from tui.config.replace import replace_file
from tui.errors import DurchwahlError
from tui.paths import ensure_private
from tui.untrusted import clean

_MAX_BYTES: Final = 64 * 1024
_MAX_TEXT: Final = 1000
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Greeted:
    """Somebody has opened the test URL: which, from where, when (epoch seconds), with what program."""

    url: str
    peer: str
    at: float
    agent: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """`phone` is the device that is being set up, "" for none yet, "+" for a new one. `host`, `vendor` and
    `mac` are those of one that is not in the configuration yet. `typed` is what was filled in and could not
    be kept, by field; never a password. `wanted` are the components that were chosen, None: not asked yet.
    `declined`: steps that the user passed over.
    """

    phone: str = ""
    host: str = ""
    vendor: str = ""
    mac: str = ""
    typed: Mapping[str, str] = field(default_factory=dict)
    wanted: tuple[str, ...] | None = None
    declined: tuple[str, ...] = ()
    greeted: Greeted | None = None


def load(path: Path) -> Draft:
    """What `path` says. What cannot be understood is as if it were not there: nothing in it is dear."""
    try:
        with path.open("rb") as file:
            data = json.loads(file.read(_MAX_BYTES))
    except (OSError, ValueError, RecursionError):
        return Draft()
    return _read(data) if isinstance(data, dict) else Draft()


def save(path: Path, draft: Draft) -> None:
    """Keeps it, for this user alone. A disk that does not take it is logged: the set-up goes on."""
    typed = {name: text[:_MAX_TEXT] for name, text in draft.typed.items()}
    data: dict[str, object] = {
        "phone": draft.phone,
        "host": draft.host,
        "vendor": draft.vendor,
        "mac": draft.mac,
        "typed": typed,
        "wanted": None if draft.wanted is None else list(draft.wanted),
        "declined": list(draft.declined),
    }
    if draft.greeted is not None:
        seen = draft.greeted
        data["greeted"] = {"url": seen.url, "peer": seen.peer, "at": seen.at, "agent": seen.agent}
    try:
        ensure_private(path.parent)
        replace_file(path, json.dumps(data, ensure_ascii=False, indent=1).encode())
    except DurchwahlError as error:
        _log.warning("The set-up's draft was not kept: %s", error.key)


def without_typed(draft: Draft, names: Mapping[str, str]) -> Draft:
    """`draft` once the fields `names` have been kept for good."""
    return replace(draft, typed={name: text for name, text in draft.typed.items() if name not in names})


def _read(data: Mapping[str, Any]) -> Draft:
    typed = data.get("typed")
    wanted = data.get("wanted")
    phone, host, vendor, mac = (_text(data.get(name)) for name in ("phone", "host", "vendor", "mac"))
    return Draft(
        phone,
        host,
        vendor,
        mac,
        typed={_text(name): _text(text) for name, text in typed.items()} if isinstance(typed, dict) else {},
        wanted=_texts(wanted) if isinstance(wanted, list) else None,
        declined=_texts(data.get("declined")),
        greeted=_greeted(data.get("greeted")),
    )


def _greeted(data: Any) -> Greeted | None:
    if not isinstance(data, dict) or not isinstance(data.get("at"), int | float):
        return None
    return Greeted(
        _text(data.get("url")), _text(data.get("peer")), float(data["at"]), _text(data.get("agent"))
    )


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(_text(item) for item in value[:100]) if isinstance(value, list) else ()


def _text(value: Any) -> str:
    return clean(value, _MAX_TEXT) if isinstance(value, str) else ""
