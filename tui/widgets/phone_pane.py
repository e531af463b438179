"""The phones: what each is, what its lines do, and all that it can do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.events import Click
from textual.geometry import Region, Size
from textual.message import Message
from textual.widget import Widget

from tui.view.columns import Cell, cut, fit
from tui.view.parts import Line, Panel
from tui.widgets.hint_line import hint_at, hint_content

_KEY = 5  # cells for a function's key
_NAME = 15  # … and for what it is called


class LiveLines(Widget):
    """The open calls on top of the screen where the phone pane is not in sight. As high as it has lines."""

    DEFAULT_CSS = "LiveLines { height: auto; max-height: 6; }"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._lines: tuple[Line, ...] = ()

    def show(self, lines: Sequence[Line]) -> None:
        lines = tuple(lines)
        if lines != self._lines:
            taller = len(lines) != len(self._lines)
            self._lines = lines
            self.refresh(layout=taller)

    def render(self) -> Content:
        return Content("\n").join([_line(line, self.content_size.width)[0] for line in self._lines])


class PhonePane(VerticalScroll, inherit_bindings=False):
    """Calm while the work is elsewhere: the phones, and the keys of what they can do on one line. With the
    focus, or as a pane of its own, it is the whole list: up and down choose, Enter runs."""

    DEFAULT_CSS = """
    PhonePane { height: auto; max-height: 100%; padding: 0; scrollbar-size-vertical: 1; }
    """
    FOCUS_ON_CLICK = False  # it grows with the focus: what was clicked would be elsewhere
    BINDINGS = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("pageup", "move(-8)", show=False),
        Binding("pagedown", "move(8)", show=False),
        Binding("home", "move(-999)", show=False),
        Binding("end", "move(999)", show=False),
        Binding("enter", "run", show=False),
    ]

    @dataclass
    class Chosen(Message):
        """The command `id` is to run for `phone` ("": for the one that it fits)."""

        id: str
        phone: str

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._panel = Panel()
        self._whole = False
        self._cursor = ("", "", "")  # the spot of a line

    def compose(self) -> ComposeResult:
        yield _Rows()

    @property
    def open(self) -> bool:
        """Whether the whole list is shown."""
        return self._whole or self.has_focus

    @property
    def phone(self) -> str:
        """The phone that the cursor is on, "" while the list is not shown."""
        return self._at(self._runnable()) if self.open else ""

    def show(self, panel: Panel) -> None:
        if panel != self._panel:
            self._panel = panel
            self._draw()

    def show_whole(self, whole: bool) -> None:
        """The whole list, whether it has the focus or not."""
        if whole is not self._whole:
            self._whole = whole
            self._draw()

    def on_focus(self) -> None:
        self.call_later(self._draw)  # when it has the focus

    def on_blur(self) -> None:
        self.call_later(self._draw)
        self.scroll_home(animate=False)

    # the cursor

    def _runnable(self) -> list[Line]:
        return [line for line in self._panel.all if line.run]

    def _place(self, lines: Sequence[Line]) -> int:
        """Where among `lines` the cursor is; on the first where it is on none."""
        found = (at for at, line in enumerate(lines) if line.spot == self._cursor)
        return next(found, 0)

    def _at(self, lines: Sequence[Line]) -> str:
        return lines[self._place(lines)].phone if lines else ""

    def action_move(self, step: int) -> None:
        lines = self._runnable()
        if not lines:
            return
        to = lines[max(0, min(len(lines) - 1, self._place(lines) + step))]
        self._cursor = to.spot
        self._draw()

    def action_run(self) -> None:
        lines = self._runnable()
        if lines:
            line = lines[self._place(lines)]
            self.post_message(self.Chosen(line.run, line.phone))

    @on(Click)
    def _clicked(self, event: Click) -> None:
        rows = self.query_one(_Rows)
        line, hint = rows.under(event.screen_x - rows.region.x, event.screen_y - rows.region.y)
        if hint:
            self.post_message(self.Chosen(hint, ""))
        elif line is not None and line.run:
            self._cursor = line.spot
            self._draw()
            self.post_message(self.Chosen(line.run, line.phone))
        else:
            self.focus()

    def _draw(self) -> None:
        if not self.is_mounted:
            return
        rows = self.query_one(_Rows)
        lines = self._runnable()
        chosen = lines[self._place(lines)] if lines and self.has_focus else None
        rows.show(self._panel, chosen, whole=self.open)
        if chosen is not None:
            self.call_after_refresh(self._follow)

    def _follow(self) -> None:
        """Keeps the cursor in sight, and with the first function what stands above it."""
        rows = self.query_one(_Rows)
        at = rows.cursor_line
        if at is None:
            return
        lines = self._runnable()
        if lines and self._place(lines) == 0:
            self.scroll_home(animate=False)
        self.scroll_to_region(Region(0, at, 1, 1), animate=False)


class _Rows(Widget):
    """The text itself, as high as it is."""

    DEFAULT_CSS = "_Rows { height: auto; width: 1fr; padding: 0 1; }"

    def __init__(self) -> None:
        super().__init__()
        self._panel = Panel()
        self._chosen: Line | None = None
        self._whole = False
        self._drawn: list[tuple[Line | None, Content]] = []
        self._width = 0

    def show(self, panel: Panel, chosen: Line | None, *, whole: bool) -> None:
        before = len(self._drawn)
        self._panel, self._chosen, self._whole = panel, chosen, whole
        self._drawn = self._draw(self._width) if self._width else []
        self.refresh(layout=len(self._drawn) != before or not self._width)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        self._width = width
        self._drawn = self._draw(width)
        return len(self._drawn)

    def render(self) -> Content:
        if self.content_size.width != self._width:
            self._width = self.content_size.width
            self._drawn = self._draw(self._width)
        return Content("\n").join([content for _, content in self._drawn])

    @property
    def cursor_line(self) -> int | None:
        return next((at for at, (line, _) in enumerate(self._drawn) if line and line is self._chosen), None)

    def under(self, x: int, y: int) -> tuple[Line | None, str]:
        """The line under these cells, and the command of the hint there."""
        if not 0 <= y < len(self._drawn):
            return None, ""
        line, _ = self._drawn[y]
        if line is None:
            hint = hint_at(self._panel.hints, self._width, x - self.styles.padding.left)
            return None, hint.id if hint else ""
        return line, ""

    def _draw(self, width: int) -> list[tuple[Line | None, Content]]:
        lines = self._panel.all if self._whole else self._panel.calm
        drawn: list[tuple[Line | None, Content]] = []
        for line in lines:
            contents = _line(line, width)
            if line is self._chosen:
                contents = [content.stylize("on $cursor-row") for content in contents]
            drawn += [(line, content) for content in contents]
        if not self._whole and self._panel.hints:
            drawn.append((None, hint_content(self._panel.hints, width)))
        return drawn


def _line(line: Line, width: int) -> list[Content]:
    """One line of the screen, or as many as a sentence takes."""
    if line.run:
        return [_function(line, width)]
    if not line.left and not line.right:
        return _sentence(line, width)
    right = min(22, cell_len(line.right))
    left = max(12, min(cell_len(line.left), width // 3))
    cells = [Cell(line.glyph, 1), Cell(line.left, left), Cell(line.middle, 0, grows=True)]
    if line.right:
        cells.append(Cell(line.right, right, right=True))
    return [Content.styled(fit(cells, width), line.style)]


def _function(line: Line, width: int) -> Content:
    key = "bold $accent" if line.possible else "$text-disabled"
    said = line.style if line.possible and line.style else "$text-muted"
    name = max(_NAME, min(cell_len(line.left), width // 2))
    return Content.assemble(
        (cut(line.glyph, _KEY, right=True), key),
        "  ",
        (cut(line.left, name), line.style),
        " ",
        (cut(line.middle, max(0, width - _KEY - name - 3)), said),
    )


def _sentence(line: Line, width: int) -> list[Content]:
    parts = wrap(line.middle, max(10, width - 2)) or [""]
    signs = [line.glyph, *[""] * (len(parts) - 1)]
    rows = (
        fit((Cell(sign, 1), Cell(part, 0, grows=True)), width)
        for sign, part in zip(signs, parts, strict=True)
    )
    return [Content.styled(row, line.style) for row in rows]
