"""Whose ringing call is picked up."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from tui.i18n import say
from tui.screens.live import Dialog, over
from tui.screens.suggestions import Suggestions, preview, target
from tui.widgets.number_picker import NumberPicker


class PickUpScreen(Dialog[None]):
    """The phone `phone` takes a call that rings at another extension."""

    def __init__(self, phone: str) -> None:
        super().__init__()
        self._phone = phone

    def compose(self) -> ComposeResult:
        self._suggestions = Suggestions(self.face)
        yield from over()
        with Vertical(classes="-dialog", id="dialog") as dialog:
            dialog.border_title = Content(say("pick_up_title", phone=self._phone))
            dialog.border_subtitle = "   ".join((say("keys_pick_up"), say("keys_choose"), say("keys_back")))
            yield NumberPicker(
                self._suggestions.entries,
                self._suggestions.is_number,
                placeholder=say("pick_up_placeholder"),
                separator=self.face.office.glyphs.separator,
            )

    @on(NumberPicker.Changed)
    def _preview(self, message: NumberPicker.Changed) -> None:
        picker = self.query_one(NumberPicker)
        if not message.text:
            picker.say(Content.styled(say("pick_up_how"), "$text-muted"))
            return
        found = target(self.face, message.text)
        picker.say(preview(self.face, found, say("pick_up_will", number=found.digits)))

    @on(NumberPicker.Submitted)
    def _pick_up(self, message: NumberPicker.Submitted) -> None:
        if not message.text:
            return
        found = target(self.face, message.text)
        if found.problem:
            self.notify(found.problem, severity="warning", markup=False)
            return
        self.face.operator.pick_up(message.text, self._phone)
        self.dismiss()
