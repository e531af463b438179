"""An office described in TOML: every key checked, every mistake named."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any, Final

from tui.errors import UsageError
from tui.simulator.faults import Faults
from tui.simulator.office import OfficePlan
from tui.simulator.party import Behaviour, PartyPlan
from tui.simulator.pnp import parse_address
from tui.simulator.profile import ENCODINGS, REMOTE_CONTROL, VENDORS, PhoneProfile
from tui.simulator.sender import parse_url
from tui.simulator.settings import event_settings
from tui.simulator.web import tls_context

Check = Callable[[object], bool]


def _text(value: object) -> bool:
    return isinstance(value, str)


def _number(value: object) -> bool:
    return isinstance(value, str) and bool(value) and all(char in "0123456789+*#" for char in value)


def _seconds(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 86_400


def _switch(value: object) -> bool:
    return isinstance(value, bool)


def _port(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 65_535


def _count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= 64


def _numbers(value: object) -> bool:
    return isinstance(value, list) and all(_number(one) for one in value)


def _texts(value: object) -> bool:
    return isinstance(value, list) and all(_text(one) for one in value)


def _table(value: object) -> bool:
    return isinstance(value, dict) and all(_text(one) for one in value.values())


def _faults(value: object) -> bool:
    return isinstance(value, dict)


def _address(value: object) -> bool:
    return isinstance(value, str) and (not value or parse_address(value) is not None)


def _mac(value: object) -> bool:
    return isinstance(value, str) and len([c for c in value.lower() if c in "0123456789abcdef"]) == 12


def one_of(*words: str | int) -> tuple[Check, str]:
    """A check for one of `words`, and how to say it."""
    said = (f'"{word}"' if isinstance(word, str) else str(word) for word in words)
    return (lambda value: value in words and not isinstance(value, bool)), " | ".join(said)


_FORMS: Final[dict[str, tuple[Check, str]]] = {
    "text": (_text, '"…"'),
    "number": (_number, '"0-9 + * #"'),
    "seconds": (_seconds, "0…86400"),
    "switch": (_switch, "true | false"),
    "port": (_port, "0…65535"),
    "count": (_count, "1…64"),
    "numbers": (_numbers, '["22", "23"]'),
    "texts": (_texts, '["…", "…"]'),
    "table": (_table, '{ name = "…" }'),
    "faults": (_faults, "{ lose = 0.1, delay = 2.0 }"),
    "address": (_address, '"224.0.1.75:5060"'),
    "mac": (_mac, '"000413…" (12 hex)'),
}

_SWITCHES: Final = (
    "percent_encode",
    "call_waiting",
    "announce_boot",
    "old_firmware",
    "old_paths_only",
    "https_only",
    "web",
    "pnp_oem",
    "phonecfg",
    "local_conference",
    "redial_list",
    "numbered_settings",
    "attended_outside",
    "keep_alive_only",
    "firmware_keys",
    "disconnected_after_missed",
    "terminated_after_reject",
    "dnd_allowed",
)
_TIMES: Final = (
    "boot_seconds",
    "think_seconds",
    "draw_seconds",
    "prompt_after",
    "lock_seconds",
    "event_timeout",
)
PHONE: Final[dict[str, tuple[Check, str]]] = {
    "vendor": _FORMS["text"],
    "port": _FORMS["port"],
    "number": _FORMS["number"],
    "display_name": _FORMS["text"],
    "user": _FORMS["text"],
    "password": _FORMS["text"],
    "auth": one_of("basic", "digest"),
    "remote_control": _FORMS["text"],
    "events": _FORMS["table"],
    "events_base": _FORMS["text"],
    "lines": _FORMS["numbers"],
    "model": _FORMS["text"],
    "mac": _FORMS["mac"],
    "encoding": one_of(*ENCODINGS),
    "faults": _FORMS["faults"],
    "settings": _FORMS["table"],
    "provisioned_settings": _FORMS["table"],
    "certificate": _FORMS["text"],
    "https_port": _FORMS["port"],
    "announce_pnp": _FORMS["address"],
    "firmware": _FORMS["text"],
    "feature_mode": one_of("phone", "account"),
    "forbidden_status": one_of(403, 200),
    "hidden_tags_status": one_of(403, 401, 400, 200),
    "locked_settings": _FORMS["texts"],
    "max_calls": _FORMS["count"],
    **dict.fromkeys(_SWITCHES, _FORMS["switch"]),
    **dict.fromkeys(_TIMES, _FORMS["seconds"]),
}
_PARTY: Final = {
    "behaviour": one_of(*(behaviour.value for behaviour in Behaviour)),
    "after": _FORMS["seconds"],
    "hangs_up_after": _FORMS["seconds"],
    "display_name": _FORMS["text"],
}
_GROUP: Final = {"members": _FORMS["texts"]}
_OFFICE: Final = {
    "unknown": _PARTY["behaviour"],
    "unknown_after": _FORMS["seconds"],
    "outside_prefix": _FORMS["text"],
    "host": _FORMS["text"],
    "ring_seconds": _FORMS["seconds"],
    "announce_seconds": _FORMS["seconds"],
    "hides_hold": _FORMS["switch"],
    "seed": (lambda value: isinstance(value, int) and not isinstance(value, bool), "1, 2, 3, …"),
}
_SECTIONS: Final = ("phone", "party", "group", "office")
_PROMPT_AFTER: Final = 3.0  # in a file nobody stands at the phone: someone presses OK after this


def read_office(path: Path) -> OfficePlan:
    """The office in a TOML file; UsageError naming what is wrong."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "UTF-8"
        raise UsageError("simulator_no_file", file=str(path), reason=reason) from error
    return parse_office(text, str(path))


def parse_office(text: str, file: str = "TOML") -> OfficePlan:
    """The office in a TOML text; `file` is its name in messages."""
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError("simulator_bad_toml", file=file, reason=str(error)) from error
    _known(document, _SECTIONS, "", file)
    sections = {name: _section(document, name, file) for name in _SECTIONS}
    phones = {name: _phone(name, table, file) for name, table in _tables(sections["phone"], "phone", file)}
    if not phones:
        raise UsageError("simulator_no_phones", file=file)
    _distinct_ports(phones)
    parties = {}
    for number, table in _tables(sections["party"], "party", file):
        where = f'party."{number}"'
        _check(table, _PARTY, where, file)
        parties[number] = _plan(table)
    groups = {}
    for number, table in _tables(sections["group"], "group", file):
        where = f'group."{number}"'
        _check(table, _GROUP, where, file)
        groups[number] = _members(table, phones, where)
    return _assemble(sections["office"], phones, parties, groups, file)


def _assemble(
    office: dict[str, Any],
    phones: Mapping[str, PhoneProfile],
    parties: Mapping[str, PartyPlan],
    groups: Mapping[str, tuple[str, ...]],
    file: str,
) -> OfficePlan:
    _check(office, _OFFICE, "office", file)
    settings = dict(office)
    unknown = PartyPlan(
        behaviour=Behaviour(settings.pop("unknown", Behaviour.ANSWERS.value)),
        after=float(settings.pop("unknown_after", 3.0)),
    )
    return OfficePlan(phones=phones, parties=parties, groups=groups, unknown=unknown, **settings)


def _section(document: dict[str, Any], name: str, file: str) -> dict[str, Any]:
    section = document.get(name, {})
    if not isinstance(section, dict):
        raise UsageError("simulator_bad_value", setting=name, value=section, expected=f"[{name}]")
    return section


def _tables(section: dict[str, Any], name: str, file: str) -> Iterable[tuple[str, dict[str, Any]]]:
    for key, table in section.items():
        if not isinstance(table, dict):
            raise UsageError(
                "simulator_bad_value", setting=f"{name}.{key}", value=table, expected=f"[{name}.{key}]"
            )
        yield key, table


def _phone(name: str, table: dict[str, Any], file: str) -> PhoneProfile:
    where = f"phone.{name}"
    values = phone_values(table, where, file)
    for needed in ("vendor", "number"):
        if needed not in table:
            raise UsageError("simulator_missing_key", file=file, setting=f"{where}.{needed}")
    values.setdefault("prompt_after", _PROMPT_AFTER)
    if values.get("certificate"):  # beside the file that names it
        values["certificate"] = str(Path(file).parent / values["certificate"])
    profile = PhoneProfile(name=name, **values)
    check_profile(profile, where)
    return profile


def phone_values(table: dict[str, Any], where: str, file: str) -> dict[str, Any]:
    """The keys of one phone, each checked for itself, as PhoneProfile takes them."""
    _check(table, PHONE, where, file)
    return {key: tuple(value) if isinstance(value, list) else value for key, value in table.items()}


def check_profile(profile: PhoneProfile, where: str) -> None:
    """What one key alone does not show: vendor, permission, events, faults. UsageError if it is wrong.

    `where` is the section for the message, "--" for options.
    """
    if profile.vendor not in VENDORS:
        raise UsageError("simulator_unknown_vendor", vendor=profile.vendor)
    allowed, said = one_of(*REMOTE_CONTROL[profile.vendor])
    word = profile.remote_control
    if not allowed(word):
        label = _label(where, "remote_control")
        raise UsageError("simulator_bad_value", setting=label, value=repr(word), expected=said)
    known = event_settings(profile.vendor)
    label = _label(where, "events")
    for event, url in profile.events.items():
        if event not in known:
            near, vendor = _nearest(event, known), profile.vendor
            raise UsageError(
                "simulator_unknown_event", setting=label, vendor=vendor, event=event, nearest=near
            )
        if parse_url(url) is None:
            raise UsageError("simulator_bad_url", setting=f"{label}.{event}", url=url)
    if profile.events_base and parse_url(profile.events_base) is None:
        label = "--events" if where == "--" else _label(where, "events_base")
        raise UsageError("simulator_bad_url", setting=label, url=profile.events_base)
    _check_web(profile, where)
    _check_faults(profile.faults, f"{where}.faults")


def _check_web(profile: PhoneProfile, where: str) -> None:
    """A certificate must be one, and a Yealink with https only has nothing to show without."""
    if profile.certificate:
        tls_context(profile.certificate)
    elif profile.https_only and profile.vendor == "yealink":
        label, expected = _label(where, "certificate"), '"file.pem"'
        raise UsageError("simulator_bad_value", setting=label, value='""', expected=expected)


def _label(where: str, key: str) -> str:
    return f"--{key.replace('_', '-')}" if where == "--" else f"{where}.{key}"


def _check_faults(faults: Mapping[str, object], where: str) -> None:
    kinds = {field.name: field.type for field in fields(Faults)}
    forms = {
        name: _FORMS["switch"]
        if kind == "bool"
        else _FORMS["texts"]
        if kind.startswith("set")
        else _FORMS["seconds"]
        for name, kind in ((name, str(kind)) for name, kind in kinds.items())
    }
    _check(dict(faults), forms, where, "faults")


def _check(table: dict[str, Any], forms: Mapping[str, tuple[Check, str]], where: str, file: str) -> None:
    _known(table, forms, where, file)
    for key, value in table.items():
        valid, said = forms[key]
        if not valid(value):
            shown = "***" if key == "password" else repr(value)
            raise UsageError("simulator_bad_value", setting=f"{where}.{key}", value=shown, expected=said)


def _known(table: Mapping[str, object], names: Iterable[str], where: str, file: str) -> None:
    known = list(names)
    for key in table:
        if key not in known:
            dotted = f"{where}.{key}" if where else key
            raise UsageError("simulator_unknown_key", file=file, setting=dotted, nearest=_nearest(key, known))


def _nearest(word: str, known: Iterable[str]) -> str:
    names = list(known)
    return (difflib.get_close_matches(word, names, n=1, cutoff=0.0) or names)[0]


def _plan(table: dict[str, Any]) -> PartyPlan:
    values = dict(table)
    values["behaviour"] = Behaviour(values.get("behaviour", Behaviour.ANSWERS.value))
    return PartyPlan(**values)


def _members(table: dict[str, Any], phones: Mapping[str, PhoneProfile], where: str) -> tuple[str, ...]:
    members = tuple(table.get("members", ()))
    for member in members:
        if member not in phones:
            raise UsageError(
                "simulator_unknown_phone", setting=f"{where}.members", phone=member, known=", ".join(phones)
            )
    return members


def _distinct_ports(phones: Mapping[str, PhoneProfile]) -> None:
    taken: dict[int, str] = {}
    for name, profile in phones.items():
        for port in (one for one in (profile.port, profile.https_port) if one):
            if port in taken:
                raise UsageError("simulator_same_name", port=port, first=taken[port], second=name)
            taken[port] = name
