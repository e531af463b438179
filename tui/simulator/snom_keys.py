"""The keys of a Snom desk phone and what they do in each state (Snom: "Remote phone control")."""

from __future__ import annotations

from collections.abc import Callable

from tui.simulator.call import Leg, LegState
from tui.simulator.device import Device
from tui.simulator.drawing import Drawing
from tui.simulator.profile import PhoneProfile

_PLAIN = frozenset(
    str.split(
        "CANCEL ENTER OFFHOOK ONHOOK LEFT RIGHT UP DOWN VOLUME_UP VOLUME_DOWN REDIAL MENU SPEAKER HEADSET "
        "TRANSFER F_HOLD MUTE DND REC F1 F2 F3 F4 DISCONNECT"
    )
)
_FIRMWARE = frozenset(str.split("F_TRANSFER F_CONFERENCE F_MUTE F_DND F_OK F_CANCEL"))
_DIGITS = frozenset("0123456789*#")
_DRAWING = frozenset({"TRANSFER", "F_HOLD", "F_CONFERENCE", "ENTER", "CANCEL", "REDIAL"})
_SAME = {"F_TRANSFER": "TRANSFER", "F_MUTE": "MUTE", "F_DND": "DND", "F_OK": "ENTER", "F_CANCEL": "CANCEL"}


def known_key(key: str) -> bool:
    """Is `key` in the documented table? Upper case, exactly as written."""
    if key in _PLAIN or key in _DIGITS or key in _FIRMWARE:
        return True
    if key.startswith("EK"):
        return key[2:].isdigit() and len(key) <= 4
    return key.startswith("P") and key[1:].isdigit() and 1 <= int(key[1:]) <= 48 and key[1] != "0"


class SnomKeys:
    """Key presses of one phone. `now` is monotonic time in seconds, for the redraw after a key."""

    def __init__(self, device: Device, now: Callable[[], float], profile: PhoneProfile) -> None:
        self._device = device
        self._profile = profile
        self._drawing = Drawing(now, profile.draw_seconds)
        self.typed = ""
        self._sending: Leg | None = None  # the transfer key was pressed for this call
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
        self.typed, self._sending, self._listing = "", None, False

    def press(self, key: str, means: str = "speaker") -> bool:
        """One key press. False: it had no effect in this state."""
        if self._drawing.busy or (key in _FIRMWARE and not self._profile.firmware_keys):
            return False
        name = _SAME.get(key, key)
        if name in _DIGITS:
            return self._digit(name)
        effect = self._act(name, means)
        if effect and name in _DRAWING:
            self._drawing.begin()
        return effect

    def _act(self, name: str, means: str) -> bool:
        device = self._device
        actions: dict[str, Callable[[], bool]] = {
            "ENTER": lambda: self._enter(means),
            "OFFHOOK": lambda: self._off_hook("handset"),
            "ONHOOK": self._on_hook,
            "SPEAKER": lambda: self._audio("speaker"),
            "HEADSET": lambda: self._audio("headset"),
            "CANCEL": self._cancel,
            "DISCONNECT": lambda: device.hang_up(),
            "TRANSFER": self._transfer,
            "F_HOLD": device.toggle_hold,
            "F_CONFERENCE": device.conference,
            "MUTE": device.mute,
            "DND": lambda: device.set_dnd(not device.dnd),
            "REDIAL": lambda: self._redial(means),
            "VOLUME_UP": lambda: device.switches.turn(1),
            "VOLUME_DOWN": lambda: device.switches.turn(-1),
            "UP": lambda: self._move(-1),
            "DOWN": lambda: self._move(1),
        }
        if name in actions:
            return actions[name]()
        return name.startswith("P") and name[1:].isdigit() and self._line_key(int(name[1:]) - 1)

    def dial(self, number: str, line: str = "", means: str = "speaker") -> bool:
        """A number from the remote control or the keypad: a call, or the target of a transfer."""
        if self._drawing.busy:
            return False
        device, transferring, ringing = self._device, self.transferring, self._deflecting
        leg = self._sending
        self.reset()
        if ringing:
            done = device.deflect(number, leg)
        elif transferring:
            done = device.blind_transfer(number)
        elif done := device.dial(number, line, means) is not None:
            self.last_dialled = number
        if done:
            self._drawing.begin()
        return done

    def _digit(self, digit: str) -> bool:
        device = self._device
        if device.active is not None and not self.transferring:
            return device.dtmf(digit)
        if device.ringing is not None and not self._deflecting:
            return False
        self.typed = (self.typed + digit)[:64]
        return True

    def _enter(self, means: str) -> bool:
        if self._device.ringing is not None and not self._deflecting:
            self.reset()
            return self._device.answer(means=means)
        if self._listing:
            return self.dial(self.last_dialled, means=means)
        if self.transferring and not self.typed:
            self._sending = None
            return self._device.complete_transfer()
        return bool(self.typed) and self.dial(self.typed, means=means)

    def _off_hook(self, means: str) -> bool:
        device = self._device
        if device.ringing is not None:
            return device.answer(means=means)
        if device.hook == means:
            return False
        device.lift(means)
        if self.typed:
            self.dial(self.typed, means=means)
        return True

    def _on_hook(self) -> bool:
        device = self._device
        self.reset()
        if device.hook == "handset":
            device.put_down()
            return True
        return device.hang_up()

    def _audio(self, means: str) -> bool:
        """Speaker or headset key: answers; without a call it opens and closes the line."""
        device = self._device
        if device.ringing is not None:
            return device.answer(means=means)
        if device.legs:
            return False
        if device.hook:
            device.put_down()
        else:
            device.lift(means)
        return True

    def _cancel(self) -> bool:
        """The X key: leaves the transfer, refuses what rings, ends what is selected."""
        device = self._device
        if device.ringing is not None and not self._deflecting:
            self.reset()
            return device.reject()
        if self.transferring or self._listing or self.typed:
            self.reset()
            return True
        return device.hang_up(device.selected)

    def _transfer(self) -> bool:
        """With a call on hold and another one: ready to join them (ENTER); else asks for a target.

        A ringing call is sent on unanswered. The D715 has no blind transfer: a single call stays.
        """
        device = self._device
        leg = device.ringing or device.active or device.held
        if leg is None or (
            leg.state is LegState.TALKING and len(device.legs) == 1 and self._profile.model_name == "D715"
        ):
            return False
        self.reset()
        self._sending = leg
        return True

    def _redial(self, means: str) -> bool:
        """The list of dialled numbers, where ENTER dials the last one, or that number at once."""
        if not self.last_dialled:
            return False
        if self._profile.redial_list and not self._listing:
            self._listing = True
            return True
        return self.dial(self.last_dialled, means=means)

    def _line_key(self, index: int) -> bool:
        """The first function keys are the lines: the key of a call shows it, takes it, or resumes it."""
        legs = self._device.legs
        if not 0 <= index < len(legs):
            return False
        leg = legs[index]
        if leg.state is LegState.RINGING:
            return self._device.answer(leg)
        if leg.on_hold:
            return self._device.resume(leg)
        self._device.select(leg)
        return True

    def _move(self, step: int) -> bool:
        legs = self._device.legs
        selected = self._device.selected
        if len(legs) < 2 or selected is None:
            return False
        self._device.select(legs[(legs.index(selected) + step) % len(legs)])
        return True
