"""Who is calling: raised over whatever is open, without taking the keyboard away from anyone."""

from __future__ import annotations

from dataclasses import dataclass

from rich.cells import cell_len
from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.widget import Widget

from tui.view.columns import cut
from tui.view.parts import Card, Hint
from tui.widgets.hint_line import hint_content


class CallerCard(Widget):
    """Takes room at the top while there is a card, none otherwise."""

    DEFAULT_CSS = """
    CallerCard {
        dock: top; height: auto; max-height: 11; display: none; margin: 1 0 0 0;
        border: round $primary; border-title-color: $text; border-subtitle-color: $text-muted;
        background: $surface; padding: 0 1;
    }
    CallerCard.-raised { display: block; }
    CallerCard.-ringing { border: heavy $accent; border-title-color: $accent; border-title-style: bold; }
    """

    @dataclass
    class Clicked(Message):
        """The card was clicked."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._card: Card | None = None
        self._keys: tuple[tuple[Hint, ...], int] = ((), 0)  # what is on the frame, and its width

    def show(self, card: Card | None) -> None:
        """Raises the card, changes it, or puts it away (None)."""
        if card == self._card:
            return
        same_height = self._card is not None and card is not None and len(card.lines) == len(self._card.lines)
        self._card = card
        self.set_class(card is not None, "-raised")
        self.set_class(card is not None and card.ringing, "-ringing")
        if card is not None:
            self.border_title = Content(card.title)
            self._show_keys()
        self.refresh(layout=not same_height)

    def on_resize(self) -> None:
        self._show_keys()

    def _show_keys(self) -> None:
        """On the frame, as many as fit there."""
        if self._card is None:
            return
        room = max(20, self.app.size.width - 8)
        if (self._card.keys, room) != self._keys:
            self._keys = (self._card.keys, room)
            self.border_subtitle = hint_content(self._card.keys, room, 3)

    def render(self) -> Content:
        card = self._card
        if card is None:
            return Content("")
        width = self.content_size.width
        headline = cut(card.headline, max(1, width - cell_len(card.state) - 2))
        top = Content.assemble((headline, "bold"), "  ", (card.state, "$accent"))
        lines = [Content.styled(cut(text, width), style) for text, style in card.lines]
        return Content("\n").join([top, *lines])

    def on_click(self, event: Click) -> None:
        event.stop()
        self.post_message(self.Clicked())
