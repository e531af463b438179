"""A phone that cannot be told to dial: the number for the fingers, the clipboard and other programs."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from tui.i18n import say
from tui.screens.live import Dialog, over


class ByHandScreen(Dialog[None]):
    """`reason` says why the phone cannot. The number is on the clipboard as soon as this is on the screen."""

    CSS = "ByHandScreen Static { height: auto; padding: 0 1; margin: 0 0 1 0; }"

    def __init__(self, number: str, written: str, link: str, reason: str) -> None:
        super().__init__()
        self._number = number
        self._written = written
        self._link = link
        self._reason = reason

    def compose(self) -> ComposeResult:
        yield from over()
        with Vertical(classes="-dialog") as dialog:
            dialog.border_title = say("offer_title")
            dialog.border_subtitle = "   ".join((say("keys_copy_again"), say("keys_back")))
            yield Static(Content.styled(self._reason, "$text-muted"))
            more = f"   {self._written}" if self._written not in ("", self._number) else ""
            yield Static(Content.assemble((self._number, "bold $accent"), more))
            yield Static(Content.assemble((self._link, Style(link=self._link, underline=True))))
            yield Static(Content.styled(say("offer_copied"), "$text-muted"))

    def on_mount(self) -> None:
        self.action_copy()

    def action_copy(self) -> None:
        """Asks the terminal to put the number onto the clipboard; not every terminal does."""
        self.app.copy_to_clipboard(self._number)

    BINDINGS = [("enter,c", "copy", "")]
