"""The lines of a trace as values, and their form as JSON objects."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final

from tui.dialing.number import DialPlan
from tui.recording.escape import escaped, unescaped

FORMAT: Final = 1
TOKEN: Final = b"TOKEN"  # stands where a phone's secret token was
STARRED: Final = b"***"  # stands where any other secret was

_LATEST: Final = 253_402_214_400.0  # the year 9999, with which Python's calendar ends
_PHONES: Final = 1000


@dataclass(frozen=True, slots=True)
class Opening:
    """The first line. `program` is name and version, `phones` maps the names to the makers' words.

    `thorough` are the phones with our own action URLs, which ask for every event.
    """

    at: float
    program: str
    masked: bool
    plan: DialPlan = field(default_factory=DialPlan)
    phones: Mapping[str, str] = field(default_factory=dict)
    thorough: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class About:
    """What a phone said that it is, once that is known."""

    at: float
    phone: str
    vendor: str
    model: str = ""
    firmware: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """A request to our server. `line` is its request line, `headers` those that matter, `status` our answer.

    `seq` is the journal's number of the event that it became, 0 if it became none. `phone` is "" for a
    request that leads to no phone of ours.
    """

    at: float
    phone: str
    vendor: str
    method: str
    line: bytes
    headers: tuple[tuple[str, bytes], ...] = ()
    peer: str = ""
    status: int = 200
    seq: int = 0


@dataclass(frozen=True, slots=True)
class Command:
    """A request of ours to a phone. `at` is when it was sent, `seconds` how long the answer took.

    `login` is the scheme of the login that was sent. `status` is 0 where no answer came, and `fault` then
    says why. `body` is the beginning of the answer's text, `size` how much of it came.
    """

    at: float
    phone: str
    target: bytes
    login: str = ""
    seconds: float = 0.0
    status: int = 0
    fault: str = ""
    headers: tuple[tuple[str, bytes], ...] = ()
    body: bytes = b""
    size: int = 0


@dataclass(frozen=True, slots=True)
class Own:
    """What we did and wrote to the journal among the phone's reports, as `tui.phones.decoding.own` has it."""

    at: float
    phone: str
    event: str
    call_id: str = ""
    remote: str = ""
    target: str = ""
    seq: int = 0


@dataclass(frozen=True, slots=True)
class Ending:
    """The last line of a recording that was ended in good order."""

    at: float


Line = Opening | About | Report | Command | Own | Ending
_KINDS: Final[dict[str, type[Line]]] = {
    "trace": Opening,
    "phone": About,
    "report": Report,
    "command": Command,
    "own": Own,
    "end": Ending,
}
_WORDS: Final = {kind: word for word, kind in _KINDS.items()}


def as_json(line: Line) -> dict[str, Any]:
    """`line` as a JSON object. `at` is for people, `epoch` has every digit of the time."""
    made: dict[str, Any] = {"type": _WORDS[type(line)]}
    if isinstance(line, Opening):
        made["format"] = FORMAT
    made |= {"at": _local(line.at), "epoch": line.at}
    for name in line.__slots__:
        value = getattr(line, name)
        if name == "plan":
            made["dialing"] = _plan_as_json(value)
        elif name != "at":
            made[name] = _as_json(value)
    return made


def from_json(told: object) -> Line | None:
    """The line of a JSON object, None for a type that is not known. Raises `ValueError` for a wrong form."""
    if not isinstance(told, dict):
        raise ValueError("not an object")
    kind = _KINDS.get(told["type"]) if isinstance(told.get("type"), str) else None
    if kind is None:
        return None
    if kind is Opening and told.get("format") != FORMAT:
        raise ValueError("another format")
    values: dict[str, Any] = {"at": _time(told)}
    for name, annotation in kind.__annotations__.items():
        word = "dialing" if name == "plan" else name
        if name != "at" and word in told:
            values[name] = _READ[annotation](told[word])
    try:
        return kind(**values)
    except TypeError:
        raise ValueError("something is missing") from None


def _as_json(value: object) -> object:
    if isinstance(value, bytes):
        return escaped(value)
    if isinstance(value, tuple):
        return [one if isinstance(one, str) else [one[0], escaped(one[1])] for one in value]
    return dict(value) if isinstance(value, Mapping) else value


def _plan_as_json(plan: DialPlan) -> dict[str, Any]:
    return {
        name: list(value) if isinstance(value := getattr(plan, name), tuple) else value
        for name in plan.__slots__
    }


def _local(at: float) -> str:
    return datetime.fromtimestamp(at, UTC).astimezone().isoformat(timespec="milliseconds")


def _time(told: Mapping[str, Any]) -> float:
    """`epoch`, else `at`: a trace written by hand need not have both."""
    if "epoch" in told:
        at = _number(told["epoch"])
    else:
        moment = datetime.fromisoformat(_text(told.get("at")))
        if moment.tzinfo is None:
            raise ValueError("a time without its offset")
        at = moment.timestamp()
    if not 0.0 <= at <= _LATEST:
        raise ValueError("no time of ours")
    return at


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("not a text")
    value.encode()  # raises UnicodeEncodeError, a ValueError, for half a character
    return value


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise ValueError("not a number")
    return float(value)


def _whole(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 2**53:
        raise ValueError("not a whole number")
    return value


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError("neither true nor false")
    return value


def _headers(value: object) -> tuple[tuple[str, bytes], ...]:
    if not isinstance(value, list):
        raise ValueError("not a list")
    found = []
    for pair in value:
        if not isinstance(pair, list) or len(pair) != 2:
            raise ValueError("not a pair")
        found.append((_text(pair[0]), unescaped(_text(pair[1]))))
    return tuple(found)


def _names(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or len(value) > _PHONES:
        raise ValueError("no names")
    return tuple(map(_text, value))


def _phones(value: object) -> dict[str, str]:
    if not isinstance(value, dict) or len(value) > _PHONES:
        raise ValueError("no phones")
    return {_text(name): _text(vendor) for name, vendor in value.items()}


def _plan(value: object) -> DialPlan:
    if not isinstance(value, dict):
        raise ValueError("no dial plan")
    texts = {
        name: _text(value[name])
        for name in ("country", "area_code", "company_number", "outside_prefix", "suppress_code")
        if name in value
    }
    lengths = value.get("extension_digits", [2, 3])
    if not isinstance(lengths, list) or not all(1 <= _whole(length) <= 15 for length in lengths):
        raise ValueError("no lengths")
    return DialPlan(**texts, extension_digits=tuple(lengths))


_READ: Final[dict[str, Any]] = {
    "str": _text,
    "bytes": lambda value: unescaped(_text(value)),
    "int": _whole,
    "float": _number,
    "bool": _flag,
    "DialPlan": _plan,
    "Mapping[str, str]": _phones,
    "tuple[str, ...]": _names,
    "tuple[tuple[str, bytes], ...]": _headers,
}
