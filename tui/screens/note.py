"""A note to a call."""

from __future__ import annotations

from typing import cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from tui.i18n import say
from tui.journal.record import CallRecord
from tui.screens.live import follow
from tui.view.face import Face
from tui.view.wording import party
from tui.widgets.caller_card import CallerCard


class NoteScreen(ModalScreen[None]):
    """One line; Enter saves. An empty line removes the note."""

    BINDINGS = [Binding("escape", "dismiss", show=False)]

    def __init__(self, record: CallRecord) -> None:
        super().__init__()
        self._record = record

    @property
    def _app(self) -> Face:
        return cast("Face", self.app)

    def compose(self) -> ComposeResult:
        office = self._app.office
        yield CallerCard()
        with Vertical(classes="-dialog") as dialog:
            record = self._app.switchboard.callers.with_contact(self._record)
            who = party(record, office.plan, office.glyphs.separator)
            dialog.border_title = say("note_title", party=who).replace("[", "\\[")
            dialog.border_subtitle = say("note_keys")
            yield Input(
                self._record.note, placeholder=say("note_placeholder"), max_length=1000, select_on_focus=False
            )

    def on_mount(self) -> None:
        follow(self)
        self.run_worker(self._load(), group="note", exit_on_error=False)

    async def _load(self) -> None:
        """The note as it stands in the journal: the row that was selected may be older."""
        stored = await self._app.switchboard.journal.get(self._record.call.id)
        field = self.query_one(Input)
        if stored is not None and field.value == self._record.note:
            field.value = " ".join(stored.note.split())
            field.cursor_position = len(field.value)

    @on(Input.Submitted)
    def _submitted(self, message: Input.Submitted) -> None:
        self._app.keep_note(self._record.call.id, message.value)
        self.dismiss()
