"""A calm line over what is open: the phone waits for its user."""

from __future__ import annotations

from textual.content import Content
from textual.widget import Widget


class Banner(Widget):
    """Takes room while there is something to say, and never the keyboard."""

    DEFAULT_CSS = """
    Banner {
        height: auto; display: none; padding: 0 1;
        background: $panel; color: $accent; text-style: bold;
    }
    Banner.-shown { display: block; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._text = ""

    def show(self, text: str) -> None:
        """Says `text`; "" takes the banner away."""
        if text != self._text:
            self._text = text
            self.set_class(bool(text), "-shown")
            self.refresh(layout=True)

    def render(self) -> Content:
        return Content(self._text)
