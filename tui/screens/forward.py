"""Call forwarding: in the phone and in the PBX, which know nothing of each other."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, Static

from tui.errors import DurchwahlError
from tui.i18n import say
from tui.i18n.formats import moment
from tui.phones.driver import Feature, Wish
from tui.screens.live import Dialog, over
from tui.screens.suggestions import Suggestions, Target, preview
from tui.switchboard import feature_codes
from tui.switchboard.feature_state import FeatureState, Where
from tui.view.frame import View
from tui.view.wording import dialled, divert_name, place_name
from tui.widgets.forward_grid import ForwardGrid, GridCell, GridRow
from tui.widgets.number_picker import NumberPicker

KINDS: Final = (Feature.ALWAYS, Feature.BUSY, Feature.NO_ANSWER, Feature.NOT_REGISTERED)
PLACES: Final = tuple(Where)
_PLAIN: Final = 20  # seconds, where none are known


class ForwardScreen(Dialog[None]):
    """Space switches the chosen forward, Enter asks for its target first."""

    CSS = """
    ForwardScreen #editor { height: auto; display: none; margin: 1 0 0 0; }
    ForwardScreen.-editing #editor { display: block; }
    ForwardScreen #time { height: 1; display: none; margin: 1 0 0 0; }
    ForwardScreen.-timed #time { display: block; }
    ForwardScreen #time Static { width: auto; padding: 0 1; }
    ForwardScreen #time Input { width: 1fr; }
    ForwardScreen #why { height: auto; min-height: 1; margin: 1 0 0 0; padding: 0 1; color: $text-muted; }
    ForwardScreen.-editing #why { display: none; }
    """
    BINDINGS = [
        Binding("escape", "leave", show=False),
        Binding("f2", "voicemail", show=False),
        Binding("f3", "next_phone", show=False),
    ]

    def __init__(self, phone: str) -> None:
        super().__init__()
        self._phone = phone
        self._typed: dict[tuple[str, Feature, Where], str] = {}  # targets given here, as they were typed

    def compose(self) -> ComposeResult:
        self._suggestions = Suggestions(self.face)
        yield from over()
        with Vertical(classes="-dialog", id="dialog"):
            yield ForwardGrid([place_name(where) for where in PLACES])
            yield Static(id="why")
            with Vertical(id="editor"):
                yield Static(id="asked")
                yield NumberPicker(
                    self._suggestions.entries,
                    self._suggestions.is_number,
                    placeholder=say("divert_placeholder"),
                    separator=self.face.office.glyphs.separator,
                )
                with Horizontal(id="time"):
                    yield Static(say("divert_seconds"))
                    yield Input(placeholder=say("divert_usual"), id="seconds", max_length=3, type="integer")

    def on_mount(self) -> None:
        self.watch(self.app, "view", self._follow, init=False)
        self._show()
        self.query_one(ForwardGrid).focus()
        self.run_worker(self._load(), group="dial-history", exit_on_error=False)

    async def _load(self) -> None:
        await self._suggestions.load()
        self.query_one(NumberPicker).renew()

    def _follow(self, view: View) -> None:
        self._show()

    # what is known

    @property
    def _chosen(self) -> tuple[Feature, Where]:
        row, column = self.query_one(ForwardGrid).at
        return KINDS[row], PLACES[column]

    @property
    def _editing(self) -> bool:
        return self.has_class("-editing")

    def _state(self, feature: Feature, where: Where) -> FeatureState | None:
        states = self.face.switchboard.features.states(self._phone)
        return next((one for one in states if (one.feature, one.where) == (feature, where)), None)

    def _why_not(self, feature: Feature, where: Where) -> str:
        return self.face.switchboard.features.why_not(feature, where, self._phone)

    def _show(self) -> None:
        rows = []
        for feature in KINDS:
            name = divert_name(feature)
            rows.append(GridRow(name, tuple(self._cell(feature, where) for where in PLACES)))
        self.query_one(ForwardGrid).show(rows)
        dialog = self.query_one("#dialog")
        dialog.border_title = Content(say("divert_title", phone=self._phone))
        dialog.border_subtitle = self._keys()
        self._moved()

    def _cell(self, feature: Feature, where: Where) -> GridCell:
        """How it stands, also where it cannot be switched now."""
        able = not self._why_not(feature, where)
        glyphs = self.face.office.glyphs
        state = self._state(feature, where)
        if state is None or state.on is None:
            unknown = "feature_not_known" if where is Where.PHONE else "divert_untold"
            return GridCell(say(unknown if able else "divert_impossible"), able=able)
        told = f" {moment(state.at, self.face.switchboard.now())}" if where is Where.PBX and state.at else ""
        if not state.on:
            return GridCell(f"{glyphs.other} {say('feature_off')}{told}", able=able)
        where_to = dialled(state.target, self.face.office.plan) if state.target else say("feature_on")
        return GridCell(f"{glyphs.chosen} {glyphs.arrow} {where_to}{told}", True, able)

    @on(ForwardGrid.Moved)
    def _moved(self) -> None:
        """The line below: what is known of the chosen one in full, and why it cannot be switched."""
        feature, where = self._chosen
        reason, state = self._why_not(feature, where), self._state(feature, where)
        known = state is not None and state.on is not None
        said = [self._known(feature, where)] if known or not reason else []
        self.query_one("#why", Static).update(Content("\n".join([*said, *([reason] if reason else [])])))

    def _known(self, feature: Feature, where: Where) -> str:
        state = self._state(feature, where)
        if state is None or state.on is None:
            return say("divert_unknown_phone" if where is Where.PHONE else "divert_unknown_pbx")
        words = [say("feature_on" if state.on else "feature_off")]
        if state.on and state.target:
            words.append(say("divert_to", target=dialled(state.target, self.face.office.plan)))
        if state.on and state.seconds:
            words.append(say("pane_after", seconds=state.seconds))
        if where is Where.PBX and state.at:
            words.append(say("pane_told", at=moment(state.at, self.face.switchboard.now())))
        return ", ".join(words)

    def _keys(self) -> str:
        if self._editing:
            keys = [say("keys_forward")]
            if self._chosen[0] is Feature.NO_ANSWER:
                keys.append(say("keys_seconds"))
            if self.face.switchboard.config.codes.voicemail:
                keys.append(say("keys_voicemail"))
        else:
            keys = [say("keys_switch"), say("keys_target")]
            if len(self.face.switchboard.config.phones) > 1:
                keys.append(say("keys_phone"))
        return "   ".join([*keys, say("keys_back")])

    # what is wanted

    @on(ForwardGrid.Switched)
    def _switch(self) -> None:
        """Off what is on. On, to the last target; where none is known, it is asked for."""
        feature, where = self._chosen
        state = self._state(feature, where)
        if not self._able():
            return
        if state is not None and state.on:
            self._wish(Wish(feature, False))
            return
        known = self._typed.get((self._phone, feature, where)) or (state.target if state else "")
        if known:
            self._wish(Wish(feature, True, known, self._known_seconds(state)))
        else:
            self._edit()

    @on(ForwardGrid.Edited)
    def _edit(self) -> None:
        if not self._able():
            return
        feature, where = self._chosen
        state = self._state(feature, where)
        self.add_class("-editing")
        self.set_class(feature is Feature.NO_ANSWER, "-timed")
        kind, place = divert_name(feature), place_name(where)
        self.query_one("#asked", Static).update(
            Content.styled(say("divert_asked", kind=kind, place=place), "bold")
        )
        picker = self.query_one(NumberPicker)
        picker.set_text(self._typed.get((self._phone, feature, where)) or (state.target if state else ""))
        self.query_one("#seconds", Input).value = str(self._known_seconds(state))
        picker.query_one(Input).focus()
        self._show()

    def _able(self) -> bool:
        reason = self._why_not(*self._chosen)
        if reason:
            self.notify(reason, severity="warning", markup=False)
        return not reason

    @staticmethod
    def _known_seconds(state: FeatureState | None) -> int:
        return (state.seconds if state else None) or _PLAIN

    @on(NumberPicker.Changed)
    def _preview(self, message: NumberPicker.Changed) -> None:
        picker = self.query_one(NumberPicker)
        if not message.text:
            picker.say(Content.styled(say("divert_how"), "$text-muted"))
            return
        digits, problem = self._target(message.text)
        written = "" if problem else dialled(digits, self.face.office.plan)
        found = Target(digits, problem, written if written != digits else "")
        picker.say(preview(self.face, found, say("divert_will", number=digits)))

    def _target(self, text: str) -> tuple[str, str]:
        """What goes to the phone or into the PBX's code for `text`, or why it cannot."""
        config, read = self.face.switchboard.config, self.face.switchboard.orders.read
        in_code = self._chosen[1] is Where.PBX
        try:
            return feature_codes.target(text, config.codes, config.dialing, read, digits=in_code), ""
        except DurchwahlError as error:
            return "", str(error)

    @on(NumberPicker.Submitted)
    def _submitted(self, message: NumberPicker.Submitted) -> None:
        self._set(message.text)

    @on(Input.Submitted, "#seconds")
    def _timed(self) -> None:
        self._set(self.query_one(NumberPicker).text)

    def _set(self, text: str) -> None:
        """Switches it on. What cannot be leaves the fields as they are."""
        if not text:
            return
        feature, where = self._chosen
        seconds = self._seconds() if feature is Feature.NO_ANSWER else 0
        _, problem = self._target(text)
        if seconds is None:
            problem = problem or say("forward_seconds", most=feature_codes.MOST_SECONDS)
        if problem or seconds is None:
            self.notify(problem, severity="warning", markup=False)
            return
        self._typed[(self._phone, feature, where)] = text
        self._wish(Wish(feature, True, text, seconds))
        self._close()

    def _seconds(self) -> int | None:
        """What is typed, 0 for the phone's own; None for what cannot be."""
        text = self.query_one("#seconds", Input).value.strip()
        if not text:
            return 0
        return int(text) if text.isdecimal() and 0 < int(text) <= feature_codes.MOST_SECONDS else None

    def _wish(self, wish: Wish) -> None:
        if wish.feature is not Feature.NO_ANSWER:
            wish = replace(wish, seconds=0)
        self.face.operator.wish(wish, self._chosen[1], self._phone)

    # moving about

    def _close(self) -> None:
        self.remove_class("-editing", "-timed")
        self.query_one(ForwardGrid).focus()
        self._show()

    def action_leave(self) -> None:
        """Escape: out of the field first, then out of the screen."""
        if self._editing:
            self._close()
        else:
            self.dismiss()

    def action_voicemail(self) -> None:
        """The PBX's mailbox as the target."""
        box = self.face.switchboard.config.codes.voicemail
        if self._editing and box:
            self.query_one(NumberPicker).set_text(box)

    def action_next_phone(self) -> None:
        names = list(self.face.switchboard.config.phones)
        if not self._editing and len(names) > 1:
            self._phone = names[(names.index(self._phone) + 1) % len(names)]
            self._show()
