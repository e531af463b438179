"""The twelve keys of a telephone, for the mouse and for the eye."""

from __future__ import annotations

from dataclasses import dataclass

from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.widget import Widget

_ROWS = ("123", "456", "789", "*0#")
_LETTERS = {"2": "abc", "3": "def", "4": "ghi", "5": "jkl", "6": "mno", "7": "pqrs", "8": "tuv", "9": "wxyz"}
_WIDTH = 14  # cells for a key


class Keypad(Widget):
    """Posts `Pressed` for the key that is clicked."""

    DEFAULT_CSS = "Keypad { height: 8; width: 42; margin: 1 0 0 0; }"

    @dataclass
    class Pressed(Message):
        """A key was clicked."""

        tone: str

    def render(self) -> Content:
        rows = []
        for row in _ROWS:
            keys = [
                Content.assemble(
                    "    ", (tone, "bold $accent"), " ", (f"{_LETTERS.get(tone, ''):8}", "$text-muted")
                )
                for tone in row
            ]
            rows.append(Content("").join(keys))
        return Content("\n\n").join(rows)

    def on_click(self, event: Click) -> None:
        row, column = event.y // 2, event.x // _WIDTH
        if row < len(_ROWS) and column < len(_ROWS[row]):
            self.post_message(self.Pressed(_ROWS[row][column]))
