"""The list of calls: as quick with a million rows as with ten, because it only knows those in view."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from textwrap import wrap

from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding
from textual.events import Click
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.calls.states import Outcome
from tui.journal.record import CallRecord
from tui.view.columns import Cell, fit

Renderer = Callable[[CallRecord, int], tuple[Cell, ...]]  # a record and the width → its columns

PAGE = 100  # rows that are fetched at once
_KEPT = 30  # pages that are kept


class CallLog(ScrollView, can_focus=True, inherit_bindings=False):
    """Rows come in by `fill`, live changes by `put`; what is missing is asked for with `Wanted`."""

    COMPONENT_CLASSES = {"log--dim", "log--missed", "log--live", "log--cursor", "log--cursor-blurred"}
    DEFAULT_CSS = """
    CallLog { height: 1fr; scrollbar-size-vertical: 1; overflow-x: hidden; background: $background; }
    CallLog > .log--dim { color: $text-muted; }
    CallLog > .log--missed { color: $error; }
    CallLog > .log--live { color: $accent; text-style: bold; }
    CallLog > .log--cursor { background: $cursor-row; }
    CallLog > .log--cursor-blurred { background: $panel; }
    """
    BINDINGS = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home", "jump(0)", show=False),
        Binding("end", "jump(-1)", show=False),
    ]

    total = reactive(0)
    cursor = reactive(0)

    @dataclass
    class Wanted(Message):
        """Rows from `offset` on are in view and not known."""

        offset: int

    @dataclass
    class Opened(Message):
        """The row was double-clicked."""

        record: CallRecord

    @dataclass
    class Moved(Message):
        """Another row is selected, or none."""

        record: CallRecord | None

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._rows: dict[int, CallRecord] = {}
        self._asked: set[int] = set()
        self._cells: Renderer | None = None
        self._base = Style()
        self.empty_text = ""

    def draw_with(self, cells: Renderer) -> None:
        """`cells` turns a record into its columns."""
        self._cells = cells

    # data in

    def reset(self, total: int) -> None:
        """Other rows altogether: the filter changed or the journal was opened."""
        self._rows.clear()
        self._asked.clear()
        self.total = total
        self.cursor = 0
        self.scroll_to(y=0, animate=False)
        self.refresh()
        self.post_message(self.Moved(self.selected))

    def fill(self, offset: int, rows: list[CallRecord]) -> None:
        """The rows from `offset` on, as they were asked for."""
        self._asked.discard(offset)
        if len(self._rows) > PAGE * _KEPT:
            near = range(int(self.scroll_y) - PAGE * 2, int(self.scroll_y) + PAGE * 3)
            self._rows = {index: row for index, row in self._rows.items() if index in near}
        for index, row in enumerate(rows, offset):
            self._rows[index] = row
        self.refresh()
        self.post_message(self.Moved(self.selected))

    def put(self, record: CallRecord, *, new: bool) -> None:
        """A call changed, or is the newest one. The selected row stays selected, unless it is the top one."""
        index = next((at for at, row in self._rows.items() if row.call.id == record.call.id), None)
        if index is not None:
            self._rows[index] = record
            self._refresh_row(index)
        elif new:
            self._rows = {at + 1: row for at, row in self._rows.items()}
            self._rows[0] = record
            self._asked.clear()
            self.total += 1
            if self.cursor > 0:
                self.cursor += 1
                self.scroll_to(y=self.scroll_y + 1, animate=False)
            self.refresh()
        self.post_message(self.Moved(self.selected))

    def tick(self) -> None:
        """A second passed: the rows of open calls show it."""
        for index, row in self._rows.items():
            if row.call.open:
                self._refresh_row(index)

    @property
    def selected(self) -> CallRecord | None:
        """The record under the cursor, if it is known."""
        return self._rows.get(self.cursor)

    def known(self) -> list[CallRecord]:
        """The rows that are held right now, the newest first."""
        return [self._rows[index] for index in sorted(self._rows)]

    # drawing

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines in view; what they have in common is worked out once for all of them."""
        self._base = self.rich_style
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        index = y + int(self.scroll_y)
        if index >= self.total:
            return self._empty(y, width)
        row = self._rows.get(index)
        if row is None or self._cells is None:
            self._ask(index)
            return Strip.blank(width, self._base)
        style = self._base + self._row_style(row)
        if index == self.cursor:
            style += self._background("log--cursor" if self.has_focus else "log--cursor-blurred")
        cells = self._cells(row, width)
        return Strip(self._segments(row, fit(cells, width), len(cells[-2].text.strip()), style), width)

    def _segments(self, row: CallRecord, text: str, tail: int, style: Style) -> list[Segment]:
        """The whole line in `style`; of a missed call the sign and the word at its end stand out."""
        if row.call.open or row.call.outcome is not Outcome.MISSED:
            return [Segment(text, style)]
        missed = style + self._foreground("log--missed")
        body = len(text.rstrip()) - tail
        return [Segment(text[:3], missed), Segment(text[3:body], style), Segment(text[body:], missed)]

    def _row_style(self, row: CallRecord) -> Style:
        if row.call.open:
            return self._foreground("log--live")
        seen = row.call.answered is not None or row.call.outcome is Outcome.MISSED
        return Style() if seen else self._foreground("log--dim")

    def _foreground(self, name: str) -> Style:
        style = self.get_component_rich_style(name, partial=True)
        return Style(color=style.color, bold=style.bold)

    def _background(self, name: str) -> Style:
        style = self.get_component_rich_style(name)
        return Style(bgcolor=style.bgcolor, color=style.color if style.bold else None)

    def _empty(self, y: int, width: int) -> Strip:
        lines = _wrapped(self.empty_text, max(10, width - 6)) if self.total == 0 else []
        if 0 < y <= len(lines):
            text = fit((Cell("", 2), Cell(lines[y - 1], 0, grows=True)), width)
            return Strip([Segment(text, self._base + self._foreground("log--dim"))], width)
        return Strip.blank(width, self._base)

    def _ask(self, index: int) -> None:
        offset = index - index % PAGE
        if offset not in self._asked:
            self._asked.add(offset)
            self.post_message(self.Wanted(offset))

    def _refresh_row(self, index: int) -> None:
        self.refresh(Region(0, index - int(self.scroll_y), self.size.width, 1))

    # moving about

    def watch_total(self, total: int) -> None:
        self.virtual_size = Size(self.size.width, total)

    def on_resize(self) -> None:
        self.virtual_size = Size(self.size.width, self.total)

    def validate_cursor(self, cursor: int) -> int:
        return max(0, min(cursor, self.total - 1))

    def watch_cursor(self, cursor: int) -> None:
        top = int(self.scroll_y)
        if cursor < top:
            self.scroll_to(y=cursor, animate=False)
        elif self.size.height and cursor >= top + self.size.height:
            self.scroll_to(y=cursor - self.size.height + 1, animate=False)
        self.refresh()
        self.post_message(self.Moved(self.selected))

    def action_move(self, step: int) -> None:
        self.cursor += step

    def action_page(self, step: int) -> None:
        self.cursor += step * max(1, self.size.height - 1)

    def action_jump(self, to: int) -> None:
        self.cursor = self.total - 1 if to < 0 else to

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    def on_click(self, event: Click) -> None:
        self.cursor = int(self.scroll_y) + event.y
        record = self.selected
        if event.chain == 2 and record is not None:
            self.post_message(self.Opened(record))


@lru_cache(maxsize=8)
def _wrapped(text: str, width: int) -> list[str]:
    return wrap(text, width)
