"""Finds in a text what has to be masked: addresses, numbers, names, ids. Lengths and punctuation stay."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from tui.dialing.number import DialPlan
from tui.recording.draw import Draw, survives
from tui.recording.hosts import Hosts
from tui.recording.numbers import Numbers
from tui.recording.vocabulary import (
    COUNT,
    ID,
    KEY,
    MAC,
    MACHINE,
    PAGE,
    REASON,
    REASONS,
    SCHEMES,
    SETTING,
    TECHNICAL,
    VARIABLES,
    WITHHELD,
)
from tui.recording.words import Words

_HEX: Final = "[0-9A-Fa-f]"
_OCTET: Final = r"(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])"
_FOUND: Final = re.compile(
    "|".join(
        (
            r"(?P<variable>\$[A-Za-z][\w-]*)",
            rf"(?P<mac>(?<![^\W_])(?:{_HEX}{{2}}[:-]){{5}}{_HEX}{{2}}(?![^\W_])|(?<![^\W_]){_HEX}{{12}}(?![^\W_]))",
            rf"(?P<v4>(?<![^\W_])(?<!\.){_OCTET}(?:\.{_OCTET}){{3}}(?![^\W_])(?!\.[0-9]))",
            rf"(?P<v6>(?<![^\W_:])(?=[0-9A-Fa-f:]*:[0-9A-Fa-f:]*:)(?:{_HEX}{{1,4}}|:)(?::{_HEX}{{0,4}}){{2,7}}(?:%\w+)?(?![^\W_]))",
            r"(?P<host>(?<=@)[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?"
            r"|(?<![^\W_])(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.){1,10}[A-Za-z]{2,24}(?![^\W_])(?!\.[A-Za-z]))",
            r"(?P<code>(?<![0-9*#])[*#]{1,2}[0-9]{1,3}(?![0-9]))",
            r"(?P<number>(?<![^\W_])\+?[0-9](?:[ \u00a0./()-]{0,3}[0-9])*(?![^\W_]))",
            r"(?P<word>[^\W_]+)",
        )
    )
)
_DIGITS: Final = re.compile(r"[0-9]+")
_MOST_DIGITS: Final = 20  # more than fifteen of E.164 and what is dialled before it: several numbers
_STEM: Final = re.compile(r"([^\W\d_]+)([0-9]{0,3})")
_MODEL: Final = re.compile(r"snom\w{2,4}|(?:[cdmtw]|cp|vp)[0-9]{2,3}[a-z]{0,2}|mp|e2", re.IGNORECASE)
_SMALL_ID: Final = re.compile("[0-9]{4,8}")  # how Yealink numbers its calls

_COUNTS: Final = frozenset({COUNT, REASON, MACHINE})  # where few digits are nobody's number


class Tokens:
    """`prefixes` are the makers' MAC prefixes, `theirs` the words of their events and settings: both stay."""

    def __init__(
        self,
        draw: Draw,
        plan: DialPlan,
        words: Words,
        hosts: Hosts,
        prefixes: frozenset[str],
        theirs: frozenset[str],
    ) -> None:
        self.technical = TECHNICAL | theirs
        self._keeps: dict[int, frozenset[str]] = {
            REASON: WITHHELD | SCHEMES | REASONS,
            SETTING: WITHHELD | SCHEMES | REASONS | self.technical,
            PAGE: WITHHELD | SCHEMES | REASONS | self.technical,
            COUNT: self.technical,
            KEY: self.technical,
            MACHINE: self.technical,
        }
        self.numbers = Numbers(draw, plan)
        self.hosts = hosts
        self._draw = draw
        self._words = words
        self._prefixes = prefixes
        self._macs: dict[str, str] = {}

    def text(self, text: str, sort: int) -> str:
        """`text` masked, as long as it was. `sort` is what kind of value it is (`vocabulary.PARAMETERS`)."""
        return _FOUND.sub(lambda found: self._one(found, sort), text)

    def machine(self, text: str) -> str:
        """Model, firmware, User-Agent: versions stay, and what is known of makers and months."""
        return self.text(text, MACHINE)

    def _one(self, found: re.Match[str], sort: int) -> str:
        text, kind = found[0], found.lastgroup or ""
        if kind == "v4" and sort == MACHINE and not text.startswith("192.168."):
            return text  # a version, which looks the same
        if kind == "mac" and not (sort == MAC or self._is_mac(text)):
            kind = "number" if text.isdigit() else "word"
        counted = sort == ID and kind in ("host", "number", "word") and "." not in text
        if counted or (sort == KEY and kind == "number"):
            return _each(text, self._id)
        make: Callable[[str, re.Match[str], int], str] = getattr(self, f"_{kind}")
        return make(text, found, sort)

    def _variable(self, text: str, found: re.Match[str], sort: int) -> str:
        """What a phone did not fill in."""
        if text[1:].lower() in VARIABLES:
            return text
        return "$" + re.sub(r"[^\W_]+", lambda word: self._words.mask(word[0]), text[1:])

    def _is_mac(self, text: str) -> bool:
        plain = re.sub("[:-]", "", text).lower()
        return len(plain) < len(text) or plain[:6] in self._prefixes

    def _mac(self, text: str, found: re.Match[str], sort: int) -> str:
        return self._hardware(text)

    def _hardware(self, text: str) -> str:
        """A MAC address: the half that names the maker stays."""
        plain = re.sub("[:-]", "", text).lower()
        if plain not in self._macs:
            for attempt in range(50):
                chars = plain[:6] + "".join(
                    "0123456789"[self._draw.number("mac", 10, plain, at, attempt)]
                    if char.isdigit()
                    else "abcdef"[self._draw.number("mac", 6, plain, at, attempt)]
                    for at, char in enumerate(plain[6:])
                )
                if not survives(plain[6:], chars[6:]) and not survives(plain[3:], chars[3:]):
                    break
            self._macs[plain] = chars
        made = iter(self._macs[plain])
        return "".join(
            char if char in ":-" else next(made).upper() if char.isupper() else next(made) for char in text
        )

    def _v4(self, text: str, found: re.Match[str], sort: int) -> str:
        return self.hosts.mask(text)

    def _v6(self, text: str, found: re.Match[str], sort: int) -> str:
        address, zone, name = text.partition("%")
        return self.hosts.mask(address) + zone + self._words.mask(name)

    def _host(self, text: str, found: re.Match[str], sort: int) -> str:
        if sort in self._keeps and all(self._known(word, sort) for word in re.findall(r"[^\W_]+", text)):
            return text
        return self.hosts.mask(text)

    def _code(self, text: str, found: re.Match[str], sort: int) -> str:
        """The code of a feature, "*21": what it does, not to whom."""
        return text

    def _number(self, text: str, found: re.Match[str], sort: int) -> str:
        digits = re.sub(r"[^+0-9]", "", text)
        if (sort in _COUNTS and len(digits) < 4) or sort == MACHINE or len(digits) > _MOST_DIGITS:
            return _DIGITS.sub(lambda run: self._run(run[0]), text)
        made = _spread(text, self.numbers.mask(digits))
        for attempt in range(50):
            if not _survives(text, made):
                break
            made = _spread(text, self._other(digits, attempt))
        return made

    def _other(self, digits: str, attempt: int) -> str:
        """For digits that are grouped as no number is."""
        plus = "+" if digits.startswith("+") else ""
        return plus + self._draw.digits("other", len(digits) - len(plus), digits, attempt)

    def _run(self, run: str) -> str:
        """Digits of no number: short ones stay."""
        if len(run) < 4:
            return run
        if len(run) == 12 and self._is_mac(run):
            return self._hardware(run)
        made = run
        for attempt in range(50):
            made = self._draw.digits("run", len(run), run, attempt)
            if not survives(run, made):
                break
        return made

    def _word(self, text: str, found: re.Match[str], sort: int) -> str:
        after = found.string[found.end() : found.end() + 1]
        if text.lower() in (SCHEMES if after == ":" else ()) or text.lower() in WITHHELD:
            return text
        entity = after == ";" and found.string[found.start() - 1 : found.start()] == "&"
        if entity and text.lower() in self.technical:
            return text
        return text if sort in self._keeps and self._known(text, sort) else self._words.mask(text)

    def _known(self, word: str, sort: int) -> bool:
        lower = word.lower()
        if lower.isdigit():
            return len(lower) < 4
        stem = _STEM.fullmatch(lower)
        if lower in self._keeps[sort]:
            return True
        if stem is not None and stem[1] in self._keeps[sort]:
            return True
        return sort in (MACHINE, PAGE) and _MODEL.fullmatch(lower) is not None

    def _id(self, part: str) -> str:
        """A part of a phone's own id for a call. Yealink counts its calls, which is worth knowing: these are
        moved by the same distance all."""
        if not _SMALL_ID.fullmatch(part):
            return part if len(part) < 4 and part.isdigit() else self._words.mask(part)
        low = 10 ** (len(part) - 1)
        if part.startswith("0"):
            return self._run(part)
        span = 9 * low
        distance = 1 + self._draw.number("ids", span - 1, len(part))
        return str(low + (int(part) - low + distance) % span)


def _each(text: str, change: Callable[[str], str]) -> str:
    return re.sub(r"[^\W_]+", lambda part: change(part[0]), text)


def _spread(text: str, digits: str) -> str:
    """`digits` where those of `text` are."""
    made = iter(digits)
    return "".join(next(made) if char == "+" or "0" <= char <= "9" else char for char in text)


def _survives(text: str, masked: str) -> bool:
    """As `survives`, but for the way abroad, which is not part of any number."""
    return any(run in masked and run not in ("0049", "00049") for run in re.findall("[0-9]{4,}", text))
