"""The keypad: each digit goes out as it is typed."""

from __future__ import annotations

from typing import Final

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.events import Key
from textual.widgets import Static

from tui.i18n import say
from tui.journal.record import CallRecord
from tui.screens.live import Dialog, over
from tui.view.frame import View
from tui.view.wording import party
from tui.widgets.keypad import Keypad

TONES: Final = frozenset("0123456789*#")
_SHOWN: Final = 40  # tones, the newest ones


class KeypadScreen(Dialog[None]):
    """Tones (DTMF) into one call. What the phone took is shown strong, what is on its way weak."""

    CSS = """
    KeypadScreen .-dialog { width: 46; }
    KeypadScreen #sent { height: 1; padding: 0 1; background: $panel; }
    """

    def __init__(self, record: CallRecord) -> None:
        super().__init__()
        self._record = record
        self._sent = ""
        self._waiting = ""

    def compose(self) -> ComposeResult:
        office = self.face.office
        yield from over()
        with Vertical(classes="-dialog") as dialog:
            who = party(self._record, office.plan, office.glyphs.separator)
            dialog.border_title = Content(say("keypad_title", party=who))
            dialog.border_subtitle = "   ".join((say("keys_tones"), say("keys_back")))
            yield Static(id="sent")
            yield Keypad()

    def on_mount(self) -> None:
        self.watch(self.app, "view", self._follow, init=False)
        self._show()

    def _follow(self, view: View) -> None:
        open_calls = {record.call.id for record in self.face.live.records}
        if self._record.call.id not in open_calls and self.is_current:
            self.dismiss()

    def on_key(self, event: Key) -> None:
        if event.character and event.character in TONES:
            event.stop()
            self._send(event.character)

    @on(Keypad.Pressed)
    def _pressed(self, message: Keypad.Pressed) -> None:
        self._send(message.tone)

    def _send(self, tone: str) -> None:
        self._waiting += tone
        self._show()
        self.face.operator.tones(tone, self._record.call.id, self._gone)

    def _gone(self, tones: str, taken: bool) -> None:
        """The phone took the oldest of the waiting tones, or refused them."""
        self._waiting = self._waiting.removeprefix(tones)
        if taken:
            self._sent += tones
        if self.is_mounted:
            self._show()

    def _show(self) -> None:
        sent, waiting = self._sent[-_SHOWN:], self._waiting[-_SHOWN:]
        if not sent and not waiting:
            line = Content.styled(say("keypad_nothing"), "$text-muted")
        else:
            line = Content.assemble(f"{say('keypad_sent')} ", (sent, "bold"), (waiting, "$text-disabled"))
        self.query_one("#sent", Static).update(line)
