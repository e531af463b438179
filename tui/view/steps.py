"""The steps of the set-up as they are listed: what stands at each, and how it is drawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from rich.cells import cell_len

from tui.setup.model import Chapter, State
from tui.view.glyphs import Glyphs

_GAPS = (2, 1)  # cells between two chapters of the strip, as it has room


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step in the list. `state` is None until it was looked at; `here`: it is the one that is shown."""

    number: int
    title: str
    chapter: Chapter
    state: State | None = None
    here: bool = False


def mark(row: StepRow, glyphs: Glyphs) -> tuple[str, str]:
    """The glyph before a step and its style."""
    if row.here:
        return glyphs.chosen, "bold $accent"
    return state_mark(row.state, glyphs)


def state_mark(state: State | None, glyphs: Glyphs) -> tuple[str, str]:
    """The glyph of a state and its style."""
    match state:
        case State.DONE:
            return glyphs.done, "$success"
        case State.ATTENTION:
            return glyphs.warning, "bold $error"
        case State.SKIPPED:
            return glyphs.passed, "$text-disabled"
        case _:
            return glyphs.todo, "$text-muted"


def chapters(rows: Sequence[StepRow]) -> Iterator[tuple[Chapter, list[StepRow]]]:
    """The rows of each chapter, in their order."""
    for chapter, inside in groupby(rows, key=lambda row: row.chapter):
        yield chapter, list(inside)


@dataclass(frozen=True, slots=True)
class Strip:
    """A piece of the strip: a chapter's name, or the glyph of a step (`number`), at the cell `at`."""

    at: int
    text: str
    style: str
    number: int = 0


def strip(rows: Sequence[StepRow], glyphs: Glyphs, width: int) -> list[Strip]:
    """All steps on one line: a glyph for each behind its chapter's name. Where the line is too short for
    all names, only that of the chapter one is in is said."""
    for gap in _GAPS:
        pieces = _strip(rows, glyphs, gap, names=True)
        if not pieces or pieces[-1].at + cell_len(pieces[-1].text) <= width:
            return pieces
    return _strip(rows, glyphs, _GAPS[0], names=False)


def _strip(rows: Sequence[StepRow], glyphs: Glyphs, gap: int, *, names: bool) -> list[Strip]:
    pieces: list[Strip] = []
    at = 0
    for chapter, inside in chapters(rows):
        here = any(row.here for row in inside)
        if names or here:
            pieces.append(Strip(at, chapter.heading, "bold" if here else "$text-muted"))
            at += cell_len(chapter.heading) + 1
        for row in inside:
            glyph, style = mark(row, glyphs)
            pieces.append(Strip(at, glyph, style, row.number))
            at += cell_len(glyph)
        at += gap
    return pieces
