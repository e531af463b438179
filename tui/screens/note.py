"""A note to a call."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input

from tui.i18n import say
from tui.journal.record import CallRecord
from tui.screens.live import Dialog, over
from tui.view.wording import party


class NoteScreen(Dialog[None]):
    """One line; Enter saves. An empty line removes the note."""

    def __init__(self, record: CallRecord) -> None:
        super().__init__()
        self._record = record

    def compose(self) -> ComposeResult:
        office = self.face.office
        yield from over()
        with Vertical(classes="-dialog") as dialog:
            record = self.face.switchboard.callers.with_contact(self._record)
            who = party(record, office.plan, office.glyphs.separator)
            dialog.border_title = Content(say("note_title", party=who))
            dialog.border_subtitle = say("note_keys")
            yield Input(
                self._record.note, placeholder=say("note_placeholder"), max_length=1000, select_on_focus=False
            )

    def on_mount(self) -> None:
        self.run_worker(self._load(), group="note", exit_on_error=False)

    async def _load(self) -> None:
        """The note as it stands in the journal: the row that was selected may be older."""
        stored = await self.face.switchboard.journal.get(self._record.call.id)
        field = self.query_one(Input)
        if stored is not None and field.value == self._record.note:
            field.value = " ".join(stored.note.split())
            field.cursor_position = len(field.value)

    @on(Input.Submitted)
    def _submitted(self, message: Input.Submitted) -> None:
        self.face.keep_note(self._record.call.id, message.value)
        self.dismiss()
