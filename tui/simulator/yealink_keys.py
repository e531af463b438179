"""The keys of a Yealink and what they do in each state (Yealink administrator's guide, Action URI)."""

from __future__ import annotations

import re
from collections.abc import Callable

from tui.simulator.call import Leg, LegState
from tui.simulator.device import Device
from tui.simulator.happening import Happening, Report

_TOUCH = re.compile(r"T48\w*|T49G|T57W")
_NO_OK = re.compile(r"T57W|CP925|CP935W")
_NO_ENTER = re.compile(r"T48\w*|T57W")
_T5 = re.compile(r"T5[3-8]\w*")
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

    def __init__(self, device: Device, model: str, report: Report) -> None:
        self._device = device
        self._model = model
        self._report = report
        self._typed = ""
        self._transferring = False
        self._conferring = False
        self.last_dialled = ""

    def reset(self) -> None:
        self._typed, self._transferring, self._conferring = "", False, False

    def press(self, key: str, means: str = "speaker") -> bool:
        """One key press. False: it had no effect in this state or on this model."""
        if key in _DIGITS:
            return self._digit(_DIGITS[key])
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
            "RD": lambda: bool(self.last_dialled) and self.dial(self.last_dialled, means=means),
        }
        if key in actions:
            return bool(actions[key]())
        return self._line_key(key) if key.startswith("L") and key[1:].isdigit() else False

    def act(self, verb: str, leg: Leg) -> bool:
        """ASW, CANCEL, HOLD or UNHOLD on one call. A T5x passes over HOLD with an id."""
        device = self._device
        if verb in ("HOLD", "UNHOLD"):
            if _T5.fullmatch(self._model):
                return False
            return device.hold(leg) if verb == "HOLD" else device.resume(leg)
        if verb == "ASW":
            return device.answer(leg)
        return device.reject(leg) or device.hang_up(leg)

    def dial(self, number: str, line: str = "", means: str = "speaker") -> bool:
        """A number from the remote control or the keypad: a call, or the target of a transfer."""
        self._typed = ""
        if self._transferring:
            # As on the phone: the transfer key asked for a number, this one is called first.
            self._transferring = False
            return self._device.consult(number) is not None
        leg = self._device.dial(number, line, means)
        if leg is not None:
            self.last_dialled = number
        return leg is not None

    def _digit(self, digit: str) -> bool:
        device = self._device
        if device.active is not None and not self._transferring:
            return device.dtmf(digit)
        if device.ringing is not None:
            return False
        self._typed = (self._typed + digit)[:64]
        return True

    def _ok(self, means: str) -> bool:
        if self._device.ringing is not None:
            self.reset()
            return self._device.answer(means=means)
        return self._send(means)

    def _enter(self, means: str) -> bool:
        """The soft key answers too, but not on a T5x."""
        if self._device.ringing is not None:
            return not _T5.fullmatch(self._model) and self._device.answer(means=means)
        return self._send(means)

    def _send(self, means: str) -> bool:
        return bool(self._typed) and self.dial(self._typed, means=means)

    def _cancel(self) -> bool:
        """Refuses what rings, drops a consultation, ends what is selected."""
        device = self._device
        if device.ringing is not None:
            return device.reject()
        if self._transferring or self._typed:
            self.reset()
            return True
        return device.hang_up(device.dialing or device.active or device.selected)

    def _transfer(self) -> bool:
        """With a held call and another one: join them. Else, with a number typed: transfer. Else: ask."""
        device = self._device
        if device.held is not None and (device.active is not None or device.dialing is not None):
            self._transferring = False
            return device.complete_transfer()
        if self._transferring and self._typed:
            target, self._typed, self._transferring = self._typed, "", False
            return device.blind_transfer(target)
        if device.active is None and device.held is None:
            return False
        device.hold()
        self._transferring = True
        return True

    def _confer(self) -> bool:
        """A key press, no more: the first one asks whom, the next one joins the two calls."""
        device = self._device
        talking = [leg for leg in device.legs if leg.state is LegState.TALKING]
        if not talking:
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
        had = bool(self._typed) or self._transferring
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
