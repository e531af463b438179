"""The keys of a Yealink and what they do in each state (Yealink administrator's guide, Action URI)."""

from __future__ import annotations

import re
from collections.abc import Callable

from tui.simulator.call import Leg, LegState
from tui.simulator.device import Device
from tui.simulator.drawing import Drawing
from tui.simulator.happening import Happening, Report
from tui.simulator.profile import PhoneProfile

_TOUCH = re.compile(r"T48\w*|T49G|T57W")
_NO_OK = re.compile(r"T57W|CP925|CP935W")
_NO_ENTER = re.compile(r"T48\w*|T57W")
_T5 = re.compile(r"T5[3-8]\w*")
_NEW = frozenset({"ASW", "UNHOLD", "SWAP", "SPLIT"})  # firmware before V80 has not heard of them
_DRAWING = frozenset({"F_TRANSFER", "F_CONFERENCE", "RD"})
_PLAIN = frozenset(
    str.split(
        "OK ENTER X CANCEL SPEAKER HEADSET MUTE VOLUME_UP VOLUME_DOWN F_HOLD HOLD UNHOLD F_TRANSFER "
        "F_CONFERENCE ANSWER ASW CALLEND CallEnd OFFHOOK ONHOOK POUND F1 F2 F3 F4 UP DOWN LEFT RIGHT "
        "BACK_IDLE MSG RD SWAP SPLIT"
    )
)
_DIGITS = {**{digit: digit for digit in "0123456789*"}, "POUND": "#", "#": "#"}


def touch_model(model: str) -> bool:
    """Models that take no chains of keys."""
    return _TOUCH.fullmatch(model) is not None


def known_key(key: str) -> bool:
    """Is `key` a documented key, written exactly so? Feature values (DNDOn, BTrans=…) are not keys."""
    if key in _PLAIN or key in _DIGITS:
        return True
    found = re.fullmatch(r"([LD])([1-9]\d?)", key)
    return found is not None and int(found[2]) <= (29 if found[1] == "L" else 10)


class YealinkKeys:
    """Key presses of one phone."""

    def __init__(
        self, device: Device, profile: PhoneProfile, report: Report, now: Callable[[], float]
    ) -> None:
        self._device = device
        self._profile = profile
        self._model = profile.model_name
        self._report = report
        self._drawing = Drawing(now, profile.draw_seconds)
        self.typed = ""
        self._sending: Leg | None = None  # the transfer key was pressed for this call
        self._conferring = False
        self._listing = False  # the list of dialled numbers is open
        self.last_dialled = ""

    @property
    def transferring(self) -> bool:
        """The transfer key was pressed and the phone waits for a target."""
        return self._sending is not None and self._sending.alive

    @property
    def _deflecting(self) -> bool:
        return self._sending is not None and self._sending.state is LegState.RINGING

    def reset(self) -> None:
        self.typed, self._sending, self._conferring, self._listing = "", None, False, False

    def press(self, key: str, means: str = "speaker") -> bool:
        """One key press. False: it had no effect in this state or on this model."""
        if self._drawing.busy or (self._profile.old_firmware and key in _NEW):
            return False
        if key in _DIGITS:
            return self._digit(_DIGITS[key])
        effect = self._act(key, means)
        if effect and key in _DRAWING:
            self._drawing.begin()
        return effect

    def _act(self, key: str, means: str) -> bool:
        device = self._device
        actions: dict[str, Callable[[], bool]] = {
            "OK": lambda: not _NO_OK.fullmatch(self._model) and self._ok(means),
            "ENTER": lambda: not _NO_ENTER.fullmatch(self._model) and self._enter(means),
            "ANSWER": lambda: not _T5.fullmatch(self._model) and device.answer(means=means),
            "ASW": lambda: device.answer(means=means),
            "X": self._cancel,
            "CANCEL": self._cancel,
            "CALLEND": device.hang_up,
            "CallEnd": device.hang_up,
            "SPEAKER": lambda: self._audio("speaker"),
            "HEADSET": lambda: self._audio("headset"),
            "MUTE": device.mute,
            "VOLUME_UP": lambda: device.switches.turn(1),
            "VOLUME_DOWN": lambda: device.switches.turn(-1),
            "F_HOLD": device.toggle_hold,
            "HOLD": device.hold,
            "UNHOLD": device.resume,
            "F_TRANSFER": self._transfer,
            "F_CONFERENCE": self._confer,
            "SWAP": device.swap,
            "SPLIT": device.split,
            "OFFHOOK": self._off_hook,
            "ONHOOK": self._on_hook,
            "UP": lambda: self._move(-1),
            "DOWN": lambda: self._move(1),
            "BACK_IDLE": self._back,
            "RD": lambda: self._redial(means),
        }
        if key in actions:
            return bool(actions[key]())
        return self._line_key(key) if key.startswith("L") and key[1:].isdigit() else False

    def act(self, verb: str, leg: Leg) -> bool:
        """ASW, CANCEL, HOLD or UNHOLD on one call. A T5x passes over HOLD with an id, old firmware all."""
        device = self._device
        if self._drawing.busy or self._profile.old_firmware:
            return False
        if verb in ("HOLD", "UNHOLD"):
            if _T5.fullmatch(self._model):
                return False
            return device.hold(leg) if verb == "HOLD" else device.resume(leg)
        if verb == "ASW":
            return device.answer(leg)
        return device.reject(leg) or device.hang_up(leg)

    def dial(self, number: str, line: str = "", means: str = "speaker") -> bool:
        """A number from the remote control or the keypad: a call, or the target of a transfer."""
        if self._drawing.busy:
            return False
        device, transferring, conferring = self._device, self.transferring, self._conferring
        leg, ringing = self._sending, self._deflecting
        self.reset()
        self._conferring = conferring
        if ringing:
            return device.deflect(number, leg)
        if transferring:
            # As on the phone: the transfer key asked for a number, this one is called first.
            return self.consult(number)
        leg = device.dial(number, line, means)
        if leg is not None:
            self.last_dialled = number
        return leg is not None

    def consult(self, number: str) -> bool:
        """ATrans, or the transfer key and a number: it is called while the call waits."""
        if self._drawing.busy or self._device.consult(number) is None:
            return False
        self._drawing.begin()
        return True

    def blind(self, number: str) -> bool:
        """BTrans; firmware before V80 does not know it."""
        if self._drawing.busy or self._profile.old_firmware:
            return False
        return self._device.blind_transfer(number)

    def _digit(self, digit: str) -> bool:
        device = self._device
        if device.active is not None and not self.transferring:
            return device.dtmf(digit)
        if device.ringing is not None and not self._deflecting:
            return False
        self.typed = (self.typed + digit)[:64]
        return True

    def _ok(self, means: str) -> bool:
        if self._device.ringing is not None and not self._deflecting:
            self.reset()
            return self._device.answer(means=means)
        return self._send(means)

    def _enter(self, means: str) -> bool:
        """The soft key answers too, but not on a T5x."""
        if self._device.ringing is not None and not self._deflecting:
            return not _T5.fullmatch(self._model) and self._device.answer(means=means)
        return self._send(means)

    def _redial(self, means: str) -> bool:
        """The list of dialled numbers, where OK or another press dials the last one, or it at once."""
        if not self.last_dialled:
            return False
        if self._profile.redial_list and not self._listing:
            self._listing = True
            return True
        return self.dial(self.last_dialled, means=means)

    def _send(self, means: str) -> bool:
        if self._listing:
            return self.dial(self.last_dialled, means=means)
        return bool(self.typed) and self.dial(self.typed, means=means)

    def _cancel(self) -> bool:
        """Refuses what rings, drops a consultation, ends what is selected."""
        device = self._device
        if device.ringing is not None and not self._deflecting:
            self.reset()
            return device.reject()
        if self.transferring or self._listing or self.typed:
            self.reset()
            return True
        return device.hang_up(device.dialing or device.active or device.selected)

    def _transfer(self) -> bool:
        """With a held call and another one: join them. Else, with a number typed: transfer. Else: ask.

        A ringing call is sent on unanswered.
        """
        device = self._device
        target, transferring = self.typed, self.transferring
        if device.ringing is not None:
            return self._deflect(device.ringing)
        if device.held is not None and (device.active is not None or device.dialing is not None):
            self._sending = None
            return device.complete_transfer()
        if transferring and target:
            self.reset()
            return device.blind_transfer(target)
        leg = device.active or device.held
        if leg is None:
            return False
        device.hold()
        self._sending = leg
        return True

    def _deflect(self, ringing: Leg) -> bool:
        """The first press asks where to, the next one sends it there."""
        target, asked = self.typed, self._deflecting
        if asked and target:
            self.reset()
            return self._device.deflect(target, ringing)
        self._sending = ringing
        return True

    def _confer(self) -> bool:
        """A key press, no more: the first one asks whom, the next one joins the two calls."""
        device = self._device
        talking = [leg for leg in device.legs if leg.state is LegState.TALKING]
        if not talking or not self._profile.local_conference:
            return False
        if self._conferring and len(talking) >= 2:
            self._conferring = False
            return device.conference()
        if len(talking) == 1:
            device.hold()
        self._conferring = True
        return True

    def _audio(self, means: str) -> bool:
        device = self._device
        self._report(Happening.SPEAKER if means == "speaker" else Happening.HEADSET, None, "")
        if device.ringing is not None:
            return device.answer(means=means)
        if device.legs:
            return False
        if device.hook:
            device.put_down()
        else:
            device.lift(means)
        return True

    def _off_hook(self) -> bool:
        device = self._device
        if device.ringing is not None:
            return device.answer(means="handset")
        if device.hook == "handset":
            return False
        device.lift("handset")
        self._send("handset")
        return True

    def _on_hook(self) -> bool:
        self.reset()
        if self._device.hook:
            self._device.put_down()
            return True
        return self._device.hang_up()

    def _back(self) -> bool:
        had = bool(self.typed) or self.transferring or self._listing
        self.reset()
        return had

    def _move(self, step: int) -> bool:
        legs, selected = self._device.legs, self._device.selected
        if len(legs) < 2 or selected is None:
            return False
        self._device.select(legs[(legs.index(selected) + step) % len(legs)])
        return True

    def _line_key(self, key: str) -> bool:
        """A line key shows that call; a free one opens the line."""
        index = int(key[1:]) - 1
        legs = self._device.legs
        if index < len(legs):
            leg = legs[index]
            if leg.state is LegState.RINGING:
                return self._device.answer(leg)
            if leg.on_hold:
                return self._device.resume(leg)
            self._device.select(leg)
            return True
        if not legs and not self._device.hook:
            self._device.lift("speaker")
            return True
        return False
