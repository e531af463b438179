"""German numbers that belong to nobody's desk: service numbers and the short ones.

Source: Bundesnetzagentur, number plan and the lists of the single ranges.
"""

from __future__ import annotations

import re

from tui.dialing.number import NumberKind

# 115 authorities, 116xxx helplines, 118xx and 1180xx directories, 19222 patient transport. Dialled as they
# are, without the trunk's 0.
_SHORT = re.compile(r"115|116\d{3}|118(?:[1-9]\d|0\d\d)|19222")

_RANGES: tuple[tuple[re.Pattern[str], NumberKind], ...] = (
    (re.compile(r"800\d{4,12}"), NumberKind.TOLL_FREE),
    (re.compile(r"900\d{4,12}"), NumberKind.PREMIUM),
    (re.compile(r"180\d{4,12}"), NumberKind.SHARED_COST),
    (re.compile(r"137\d{4,12}"), NumberKind.SHARED_COST),  # mass traffic, 0137
    (re.compile(r"700\d{4,12}"), NumberKind.SERVICE),  # personal numbers
    (re.compile(r"32\d{5,12}"), NumberKind.VOIP),  # national subscriber numbers
    (re.compile(r"1(?:8[1-9]|9[0-9])\d{4,12}"), NumberKind.SERVICE),  # user groups, on-line services
)

# 010xy and 0100yy, then the number: call-by-call, which says nothing of the party.
_CALL_BY_CALL = re.compile(r"010(?:0\d{2}|[1-9]\d)(0[1-9]\d{4,})")


def is_short_service(digits: str) -> bool:
    return _SHORT.fullmatch(digits) is not None


def german_kind(national: str) -> NumberKind | None:
    """The kind of a German number without its 0 ("8001234567"); None where its range says nothing."""
    for shape, kind in _RANGES:
        if shape.fullmatch(national):
            return kind
    return None


def without_carrier(digits: str) -> str:
    """`digits` without a call-by-call code in front: "010330221471122" → "0221471122"."""
    found = _CALL_BY_CALL.fullmatch(digits)
    return found[1] if found else digits
