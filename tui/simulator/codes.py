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


class CodeKind(StrEnum):
    """What a dialled code asks the exchange for."""

    WITHHOLD = "withhold"
    PARK = "park"
    RETRIEVE = "retrieve"
    PICK_UP = "pick-up"
    FORWARD = "forward"


@dataclass(frozen=True, slots=True)
class Code:
    """`target`: number, slot or "" (switch off); `detail`: kind of forward, "" for all of them."""

    kind: CodeKind
    target: str
    detail: str = ""


_PLAIN = (
    (re.compile(r"\*31\*(.+)"), CodeKind.WITHHOLD),
    (re.compile(r"\*97\*([1-9])"), CodeKind.PARK),
    (re.compile(r"\*98\*([1-9])"), CodeKind.RETRIEVE),
    (re.compile(r"\*99\*(.+)"), CodeKind.PICK_UP),
)
_FORWARD_ON = (
    (re.compile(r"\*72\*(.+)"), "always"),
    (re.compile(r"\*90\*(.+)"), "busy"),
    (re.compile(r"\*92\*\d+\*(.+)"), "no-answer"),
    (re.compile(r"\*93\*(.+)"), "not-registered"),
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
            return Code(CodeKind.FORWARD, found[1], detail)
    if dialled in _FORWARD_OFF:
        return Code(CodeKind.FORWARD, "", _FORWARD_OFF[dialled])
    return None
