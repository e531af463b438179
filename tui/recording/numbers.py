"""Fictional telephone numbers for real ones: same length, same number the same mask however it is written.

The numbers are those that the Bundesnetzagentur keeps free for films and the like ("Rufnummern für
Medienproduktionen"), as long as they last; where a number is shorter than those, their beginning.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from tui.dialing.number import DialPlan
from tui.recording.draw import Draw, shares

_LANDLINES: Final = ("3023125", "4066969", "6990009", "2214710", "8999998")
_MOBILE: Final = "17139200"
_KEPT: Final = frozenset({"110", "112"})  # emergency numbers are nobody's
_EXTENSION: Final = 4  # digits; longer ones only where the dial plan says so
_LONGEST_EXTENSION: Final = 5
_LEAST_WITH_CODE: Final = 11  # digits, "49" included, of a number that is written with a bare country code
_TRIES: Final = 40  # draws from the same numbers before others are taken


class Numbers:
    """Knows every number that it has masked, so that no two become one."""

    def __init__(self, draw: Draw, plan: DialPlan) -> None:
        self._draw = draw
        self._prefix = plan.outside_prefix
        area = plan.area_code if plan.area_code.isdigit() else ""
        company = plan.company_number if plan.company_number.isdigit() and area else ""
        self._area, self._trunk = area, area + company if company else ""
        others = [stem for stem in _LANDLINES if not area.startswith(stem[:2])]
        self._home = others[draw.number("home", len(others))]
        self._elsewhere = [stem for stem in _LANDLINES if stem != self._home]
        self._home_area = self._stretched(self._home, len(area))
        self._home_trunk = self._stretched(self._home, len(self._trunk))
        self._longest = max(_EXTENSION, *(n for n in plan.extension_digits if n <= _LONGEST_EXTENSION), 0)
        self._masks: dict[str, str] = {}
        self._used: set[str] = set()
        self._extensions: dict[int, dict[str, str]] = {}

    def plan(self, plan: DialPlan) -> DialPlan:
        """The dial plan by which the masked numbers are read as the real ones were."""
        company = self._home_trunk[len(self._area) :] if self._trunk else ""
        return replace(plan, country="DE", area_code=self._home_area, company_number=company)

    def mask(self, digits: str) -> str:
        """For digits, perhaps with "+" before them; as many characters. One digit alone says nothing."""
        if len(digits) < 2 or digits in _KEPT:
            return digits
        if len(digits) <= self._longest and not digits.startswith(("+", "0")):
            return self._extension(digits)
        lead, core, key = self._split(digits)
        if lead is not None:
            return lead + self._core(core, key)
        return self._core(self._area + core, self._area + core)[len(self._area) :]

    def _split(self, digits: str) -> tuple[str | None, str, str]:
        """What is to stand before the number itself (None for a local number), the number, and by what it is
        known. One abroad becomes one in Germany: no other country's are kept free here."""
        prefix = self._prefix
        for lead in ("+49", "0049", f"{prefix}0049"):
            if digits.startswith(lead):
                return lead, digits[len(lead) :], digits[len(lead) :]
        if digits.startswith("+"):
            return "+49"[: len(digits)], digits[3:], f"abroad {digits[1:]}"
        if prefix and digits.startswith(f"{prefix}0"):
            lead = f"{prefix}0"
        elif digits.startswith("00"):
            return "0049"[: len(digits)], digits[4:], f"abroad {digits[2:]}"
        elif digits.startswith("0"):
            lead = "0"
        elif digits.startswith("49") and len(digits) >= _LEAST_WITH_CODE:
            lead = "49"
        else:
            return None, digits, digits
        return lead, digits[len(lead) :], digits[len(lead) :]

    def _core(self, core: str, key: str) -> str:
        """The mask of a number without what is dialled before it."""
        known = self._masks.get(key)
        if known is None:
            known = self._masks[key] = self._fresh(core) if core else ""
            self._used.add(known)
        return known

    def _fresh(self, core: str) -> str:
        made = ""
        own = bool(self._area) and core.startswith(self._area)
        if self._trunk and core.startswith(self._trunk):
            behind = core[len(self._trunk) :]
            made = self._home_trunk + (
                self._extension(behind) if 1 < len(behind) <= self._longest else behind[:1]
            )
            if len(made) == len(core) and made not in self._used and not shares(core, made):
                return made
        for attempt in range(4 * _TRIES):
            made = self._candidate(core, attempt, own)
            if made not in self._used and made != core and not shares(f"0{core}", f"0{made}"):
                return made
        return made  # a short number of which all neighbours are taken

    def _candidate(self, core: str, attempt: int, own: bool) -> str:
        """First from the numbers that are kept free, then from anywhere in their towns."""
        stage, length = attempt // _TRIES, len(core)
        if own:
            begin = (self._home, self._home, self._home_area, self._home_area)[stage]
        elif stage == 0 and core[:1] == "1" and core[1:2] in tuple("567"):
            begin = _MOBILE
        else:
            stem = self._elsewhere[self._draw.number("stem", len(self._elsewhere), core, attempt)]
            begin = stem if stage < 2 else stem[:2] if stage == 2 else ""
        return (begin + self._draw.digits("core", length, core, attempt))[:length]

    def _stretched(self, stem: str, length: int) -> str:
        return (stem + self._draw.digits("stretch", length, stem))[:length]

    def _extension(self, digits: str) -> str:
        """Another one of as many digits, a leading 0 for a leading 0: all are dealt out anew, each once."""
        if digits in _KEPT:
            return digits
        dealt = self._extensions.get(len(digits))
        if dealt is None:
            dealt = self._extensions[len(digits)] = self._deal(len(digits))
        return dealt[digits]

    def _deal(self, length: int) -> dict[str, str]:
        chance = self._draw.many("deal", length)
        dealt: dict[str, str] = {}
        for first, last in ((0, 10 ** (length - 1)), (10 ** (length - 1), 10**length)):
            pool = [f"{number:0{length}d}" for number in range(first, last)]
            pool = [number for number in pool if number not in _KEPT]
            chance.shuffle(pool)
            dealt |= dict(zip(pool, [*pool[1:], pool[0]], strict=True))  # nobody keeps their own
        return dealt
