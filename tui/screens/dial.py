"""The dial field: types ahead over contacts and dialled numbers, shows what will be dialled."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content

from tui.calls.facts import Identity
from tui.dialing.number import Number
from tui.dialing.reading import read_typed
from tui.i18n import say
from tui.screens.entries import number_entries
from tui.screens.live import Dialog, over
from tui.screens.suggestions import Suggestions, preview, target
from tui.switchboard.offers import Offer
from tui.widgets.number_picker import NumberPicker

_LOOK = 1.0  # seconds in which a number that came by itself is not dialled by a key that was under way


class DialScreen(Dialog[None]):
    """Enter dials the highlighted entry, or what is typed when nothing is highlighted."""

    BINDINGS = [
        Binding("f2", "next_identity", show=False),
        Binding("f3", "next_phone", show=False),
        Binding("f4", "suppress", show=False),
    ]

    def __init__(self, text: str = "", phone: str | None = None, offer: Offer | None = None) -> None:
        """`offer`: what came from outside; Enter dials it only once somebody can have looked at it."""
        super().__init__()
        self._offer = offer
        self._ripe = 0.0
        self._initial = text
        self._wanted = phone
        self._suppress = False
        self._phone = 0  # of the configured ones, the one that is to dial
        self._identity = ""  # the address of the line that is to dial; "": the phone's own choice

    def compose(self) -> ComposeResult:
        if self._wanted in self._phones:
            self._phone = self._phones.index(self._wanted)
        self._suggestions = Suggestions(self.face)
        plan = self.face.office.plan
        offered: list[Number] = []
        if self._offer is not None:
            self._ripe = self.face.switchboard.now() + _LOOK
            offered = [read_typed(text, plan) for text in self._offer.numbers]
        yield from over()
        with Vertical(classes="-dialog", id="dialog") as dialog:
            offer = self._offer
            dialog.border_title = say("dial_title") if offer is None else say(f"offer_title_{offer.source}")
            yield NumberPicker(
                self._suggestions.entries,
                self._suggestions.is_number,
                text=self._initial,
                placeholder=say("dial_placeholder"),
                separator=self.face.office.glyphs.separator,
                find=self._suggestions.numbers,
                offered=number_entries(offered, plan),
            )

    def on_mount(self) -> None:
        self._keys()
        self.run_worker(self._load(), group="dial-history", exit_on_error=False)

    async def _load(self) -> None:
        await self._suggestions.load()
        self.query_one(NumberPicker).renew()

    @on(NumberPicker.Changed)
    def _preview(self) -> None:
        """The line that says exactly what Enter will dial, where, and by which line."""
        picker = self.query_one(NumberPicker)
        text = picker.text
        if not text:
            picker.say(Content(""))
            return
        found = target(self.face, text, suppress=self._suppress)
        will = f"{say('dial_will', number=found.digits)} {say('dial_on', phone=self._dialler)}"
        if self._identity:
            will += " " + say("dial_as", line=self._identity.partition("@")[0])
        hidden = say("dial_suppressed") if self._suppress else ""
        picker.say(preview(self.face, found, will, hidden))

    @on(NumberPicker.Submitted)
    def _dial(self, message: NumberPicker.Submitted) -> None:
        """Dials what the preview says. What cannot be dialled leaves the field as it is."""
        if not message.text:
            return
        if self.face.switchboard.now() < self._ripe:  # the key was meant for what was here before
            self.notify(say("offer_look"), severity="warning", markup=False)
            return
        found = target(self.face, message.text, suppress=self._suppress)
        if found.problem:
            self.notify(found.problem, severity="warning", markup=False)
            return
        self.face.operator.dial(message.text, self._dialler, suppress=self._suppress, identity=self._identity)
        self.dismiss()

    @property
    def _phones(self) -> list[str]:
        return list(self.face.switchboard.config.phones)

    @property
    def _dialler(self) -> str:
        return self._phones[self._phone]

    @property
    def _identities(self) -> tuple[Identity, ...]:
        return self.face.switchboard.status(self._dialler).state.identities

    def _keys(self) -> None:
        """What can be chosen here: where there is no choice, its key is not named."""
        keys = [say("keys_dial"), say("keys_choose")]
        if len(self._identities) > 1:
            keys.append(say("keys_identity"))
        if len(self._phones) > 1:
            keys.append(say("keys_phone"))
        keys += [say("keys_suppress"), say("keys_back")]
        self.query_one("#dialog").border_subtitle = "   ".join(keys)

    def action_next_phone(self) -> None:
        """The next of the configured phones dials, by its own choice of line."""
        self._phone = (self._phone + 1) % len(self._phones)
        self._identity = ""
        self._keys()
        self._preview()

    def action_next_identity(self) -> None:
        """The next of the phone's lines dials; behind the last one the phone chooses again."""
        addresses = ["", *(one.address for one in self._identities)]
        if len(addresses) > 2:
            at = addresses.index(self._identity) if self._identity in addresses else 0
            self._identity = addresses[(at + 1) % len(addresses)]
            self._preview()

    def action_suppress(self) -> None:
        self._suppress = not self._suppress
        self._preview()
