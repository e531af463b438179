"""Whom a call is transferred to: with consultation, blind, or, while it still rings, unanswered."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.events import Click
from textual.widgets import Static

from tui.calls.states import CallState
from tui.i18n import say
from tui.journal.record import CallRecord
from tui.phones.driver import Order
from tui.screens.live import Dialog, over
from tui.screens.suggestions import Suggestions, Target, preview, target
from tui.view.frame import View
from tui.view.wording import party
from tui.widgets.number_picker import NumberPicker


class Kind(StrEnum):
    """The kinds of transfer, in the words of the orders."""

    CONSULT = "consult"
    TRANSFER = "transfer"
    DEFLECT = "deflect"


_NAMES: Final = {
    Kind.CONSULT: "transfer_kind_consult",
    Kind.TRANSFER: "transfer_kind_transfer",
    Kind.DEFLECT: "transfer_kind_deflect",
}
_HOW: Final = {
    Kind.CONSULT: "transfer_how_consult",
    Kind.TRANSFER: "transfer_how_transfer",
    Kind.DEFLECT: "transfer_how_deflect",
}
_WILL: Final = {
    Kind.CONSULT: "transfer_will_consult",
    Kind.TRANSFER: "transfer_will_transfer",
    Kind.DEFLECT: "transfer_will_deflect",
}
_KEYS: Final = {
    Kind.CONSULT: "keys_consult",
    Kind.TRANSFER: "keys_transfer",
    Kind.DEFLECT: "keys_deflect",
}
_OF_A_RUNNING_CALL: Final = (Kind.CONSULT, Kind.TRANSFER)


class TransferScreen(Dialog[None]):
    """Enter does the likelier kind: colleagues are asked first, other numbers get the call blind, since not
    every phone can consult outside. F4 takes the other kind. The screen goes with its call."""

    CSS = "TransferScreen #kinds { height: 1; padding: 0 1; }"
    BINDINGS = [Binding("f4", "other_kind", show=False)]

    def __init__(self, record: CallRecord) -> None:
        super().__init__()
        self._record = record
        self._picked: Kind | None = None  # by the user, who is not overruled

    def compose(self) -> ComposeResult:
        office = self.face.office
        self._suggestions = Suggestions(self.face)
        yield from over()
        with Vertical(classes="-dialog", id="dialog"):
            yield Static(id="kinds")
            yield NumberPicker(
                self._suggestions.entries,
                self._suggestions.is_number,
                placeholder=say("transfer_placeholder"),
                separator=office.glyphs.separator,
            )

    def on_mount(self) -> None:
        self.watch(self.app, "view", self._follow, init=False)
        self._show()
        self.run_worker(self._load(), group="dial-history", exit_on_error=False)

    async def _load(self) -> None:
        await self._suggestions.load()
        self.query_one(NumberPicker).renew()

    def _follow(self, view: View) -> None:
        """The call may be answered or end meanwhile."""
        records = self.face.live.records
        now = next((one for one in records if one.call.id == self._record.call.id), None)
        if now is None:
            if self.is_current:
                self.dismiss()
                self.notify(say("transfer_over"), severity="warning", markup=False)
        elif now.call.state is not self._record.call.state:
            self._record = now
            self._show()

    # which kind

    def _why_not(self, kind: Kind) -> str:
        return self.face.switchboard.orders.why_not(Order(kind.value), self._record.call.phone)

    def _kinds(self) -> tuple[Kind, ...]:
        """The kinds that this call and this phone allow."""
        if self._record.call.state is CallState.RINGING:
            return (Kind.DEFLECT,)
        able = tuple(kind for kind in _OF_A_RUNNING_CALL if not self._why_not(kind))
        return able or (Kind.TRANSFER,)

    def _kind(self, found: Target | None) -> Kind:
        kinds = self._kinds()
        if self._picked in kinds:
            return self._picked
        likely = Kind.CONSULT if found is None or found.inside or found.problem else Kind.TRANSFER
        return likely if likely in kinds else kinds[0]

    def action_other_kind(self) -> None:
        kinds = self._kinds()
        if len(kinds) > 1:
            now = self._kind(self._target())
            self._picked = kinds[(kinds.index(now) + 1) % len(kinds)]
            self._show()
        elif self._record.call.state is not CallState.RINGING:
            lacking = next(kind for kind in _OF_A_RUNNING_CALL if kind not in kinds)
            self.notify(self._why_not(lacking), severity="warning", markup=False)

    @on(Click, "#kinds")
    def _clicked(self) -> None:
        self.action_other_kind()

    # what will happen

    def _target(self) -> Target | None:
        text = self.query_one(NumberPicker).text
        return target(self.face, text) if text else None

    @on(NumberPicker.Changed)
    def _show(self) -> None:
        picker = self.query_one(NumberPicker)
        found = self._target()
        kind = self._kind(found)
        self.query_one("#kinds", Static).update(self._kind_line(kind))
        who = party(self._record, self.face.office.plan, self.face.office.glyphs.separator)
        title = "deflect_title" if kind is Kind.DEFLECT else "transfer_title"
        self.query_one("#dialog").border_title = Content(say(title, party=who))
        keys = [say(_KEYS[kind]), say("keys_choose")]
        if len(self._kinds()) > 1:
            keys.append(say("keys_kind"))
        self.query_one("#dialog").border_subtitle = "   ".join([*keys, say("keys_back")])
        if found is None:
            picker.say(Content.styled(say(_HOW[kind]), "$text-muted"))
        else:
            picker.say(preview(self.face, found, say(_WILL[kind], number=found.digits)))

    def _kind_line(self, chosen: Kind) -> Content:
        """All kinds side by side, the one that Enter does marked by sign and weight."""
        glyphs = self.face.office.glyphs
        if chosen is Kind.DEFLECT:
            return Content.styled(f"{glyphs.chosen} {say(_NAMES[chosen])}", "bold")
        able = self._kinds()
        parts = []
        for kind in _OF_A_RUNNING_CALL:
            sign = glyphs.chosen if kind is chosen else glyphs.other
            style = "bold" if kind is chosen else "$text-muted" if kind in able else "$text-disabled"
            parts.append(Content.styled(f"{sign} {say(_NAMES[kind])}", style))
        return Content("    ").join(parts)

    @on(NumberPicker.Submitted)
    def _transfer(self, message: NumberPicker.Submitted) -> None:
        if not message.text:
            return
        found = target(self.face, message.text)
        kind = self._kind(found)
        reason = found.problem or self._why_not(kind)
        if reason:
            self.notify(reason, severity="warning", markup=False)
            return
        call = self._record.call
        self.dismiss()
        self.face.operator.order(Order(kind.value), call.phone, call=call.id, argument=message.text)
