"""One question before something that cannot be taken back."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, Static

from tui.i18n import say
from tui.screens.live import Dialog, over


class ConfirmScreen(Dialog[bool]):
    """Enter or `y` does it, Escape or `n` leaves everything as it is. False and None both mean no."""

    CSS = """
    ConfirmScreen .-dialog { width: 64; }
    ConfirmScreen Static { height: auto; padding: 0 1; }
    ConfirmScreen Horizontal { height: 1; margin: 1 0 0 0; padding: 0 1; }
    ConfirmScreen Button { height: 1; min-width: 8; border: none; margin: 0 2 0 0; }
    """
    BINDINGS = [
        Binding("enter,y,j", "answer(True)", show=False, priority=True),
        Binding("n", "answer(False)", show=False),
    ]

    def __init__(self, title: str, question: str, verb: str) -> None:
        """`verb` is what Enter does, in a word."""
        super().__init__()
        self._words = (title, question, verb)

    def compose(self) -> ComposeResult:
        title, question, verb = self._words
        yield from over()
        with Vertical(classes="-dialog") as dialog:
            dialog.border_title = Content(title)
            dialog.border_subtitle = Content(f"{say('keys_confirm', verb=verb)}   {say('keys_back')}")
            yield Static(Content(question))
            with Horizontal():
                yield Button(Content(verb), id="yes", variant="warning")
                yield Button(Content(say("confirm_no")), id="no")

    @on(Button.Pressed)
    def _pressed(self, message: Button.Pressed) -> None:
        self.dismiss(message.button.id == "yes")

    def action_answer(self, yes: bool) -> None:
        """Enter on the button that leaves everything as it is means that."""
        focused = self.focused
        self.dismiss(yes and not (focused is not None and focused.id == "no"))
