"""Feature codes that the exchange understands, as a Cloud PBX of the NGCP kind has them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


def canonical(number: str) -> str:
    """A number without separators and in national form, so that its spellings meet."""
    digits = "".join(char for char in number if char.isdigit() or char in "+*#")
    for prefix in ("+49", "0049"):
        if digits.startswith(prefix):
            return "0" + digits[len(prefix) :]
    return "00" + digits[1:] if digits.startswith("+") else digits


def is_outside(number: str) -> bool:
    """Is it a number of the public network? Those within the PBX have at most four digits, and no 0 first."""
    plain = canonical(number)
    return len(plain) > 4 or plain.startswith("0")


class CodeKind(StrEnum):
    """What a dialled code asks the exchange for."""

    WITHHOLD = "withhold"
    PARK = "park"
    RETRIEVE = "retrieve"
    PICK_UP = "pick-up"
    FORWARD = "forward"
    CALL_BACK = "call-back"  # the last caller
    REDIAL = "redial"


@dataclass(frozen=True, slots=True)
class Code:
    """`target`: number, slot or "" (switch off); `detail`: kind of forward, "" for all of them.

    `seconds`: how long it rings before a "no-answer" forward.
    """

    kind: CodeKind
    target: str
    detail: str = ""
    seconds: float = 0.0


_PLAIN = (
    (re.compile(r"\*31\*(.+)"), CodeKind.WITHHOLD),
    (re.compile(r"\*97\*([1-9])"), CodeKind.PARK),
    (re.compile(r"\*98\*([1-9])"), CodeKind.RETRIEVE),
    (re.compile(r"\*99\*(.+)"), CodeKind.PICK_UP),
    (re.compile(r"\*74\*?()"), CodeKind.CALL_BACK),  # the provider's page leaves the last star open
    (re.compile(r"\*95\*?()"), CodeKind.REDIAL),
)
_FORWARD_ON = (
    (re.compile(r"\*72\*(?P<target>.+)"), "always"),
    (re.compile(r"\*90\*(?P<target>.+)"), "busy"),
    (re.compile(r"\*92\*(?P<seconds>\d{1,3})\*(?P<target>.+)"), "no-answer"),
    (re.compile(r"\*93\*(?P<target>.+)"), "not-registered"),
)
_FORWARD_OFF = {
    "#72": "always",
    "#90": "busy",
    "#92": "no-answer",
    "#93": "not-registered",
    "#96": "",
}


def parse_code(dialled: str) -> Code | None:
    """The code that was dialled, or None for a number."""
    for pattern, kind in _PLAIN:
        if found := pattern.fullmatch(dialled):
            return Code(kind, found[1])
    for pattern, detail in _FORWARD_ON:
        if found := pattern.fullmatch(dialled):
            seconds = found.groupdict().get("seconds") or "0"
            return Code(CodeKind.FORWARD, found["target"], detail, float(seconds))
    if dialled in _FORWARD_OFF:
        return Code(CodeKind.FORWARD, "", _FORWARD_OFF[dialled])
    return None
