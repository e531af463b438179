"""What is wrong with a record of a file, kept as a text's key until somebody reads it."""

from __future__ import annotations

from dataclasses import dataclass

from tui.untrusted import clean

MAX_PROBLEMS = 1000  # per file; what comes after is counted only


@dataclass(frozen=True, slots=True)
class Problem:
    """`line` counts from 1, 0 means the whole file. `contact` is its name or ""; `key` names a text of the
    catalogue and `values` fill it; `file` is the file's name where several were read."""

    line: int
    contact: str
    key: str
    values: tuple[tuple[str, object], ...] = ()
    file: str = ""

    @property
    def text(self) -> str:
        """The sentence, in the language in use."""
        from tui.i18n import say  # read many files, show few problems

        return say(self.key, **dict(self.values))

    def __str__(self) -> str:
        """cards.vcf:12: Anna Müller: what is wrong."""
        place = self.file + (f":{self.line}" if self.line else "")
        return ": ".join(part for part in (place, self.contact, self.text) if part)


def problem(line: int, contact: str, key: str, **values: object) -> Problem:
    """The text `key` applies at `line`; values that are strings are made harmless."""
    harmless = ((name, clean(value) if isinstance(value, str) else value) for name, value in values.items())
    return Problem(line, contact, key, tuple(harmless))
