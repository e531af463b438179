"""The keys of a Snom desk phone and what they do in each state (Snom: "Remote phone control")."""

from __future__ import annotations

from collections.abc import Callable

from tui.simulator.device import Device

_PLAIN = frozenset(
    str.split(
        "CANCEL ENTER OFFHOOK ONHOOK LEFT RIGHT UP DOWN VOLUME_UP VOLUME_DOWN REDIAL MENU SPEAKER HEADSET "
        "TRANSFER F_HOLD MUTE DND REC F1 F2 F3 F4 DISCONNECT"
    )
)
_FIRMWARE = frozenset(str.split("F_TRANSFER F_CONFERENCE F_MUTE F_DND F_OK F_CANCEL"))
_DIGITS = frozenset("0123456789*#")
_DRAWING = frozenset({"TRANSFER", "F_HOLD", "F_CONFERENCE", "ENTER", "CANCEL"})
_SAME = {"F_TRANSFER": "TRANSFER", "F_MUTE": "MUTE", "F_DND": "DND", "F_OK": "ENTER", "F_CANCEL": "CANCEL"}


def known_key(key: str, *, firmware_keys: bool = True) -> bool:
    """Is `key` in the documented table? Upper case, exactly as written."""
    if key in _PLAIN or key in _DIGITS or (firmware_keys and key in _FIRMWARE):
        return True
    if key.startswith("EK"):
        return key[2:].isdigit() and len(key) <= 4
    return key.startswith("P") and key[1:].isdigit() and 1 <= int(key[1:]) <= 48 and key[1] != "0"


class SnomKeys:
    """Key presses of one phone. `now` is monotonic time in seconds, for the redraw after a key."""

    def __init__(self, device: Device, now: Callable[[], float], draw_seconds: float = 0.0) -> None:
        self._device = device
        self._now = now
        self._draw = draw_seconds
        self._drawn_at = float("-inf")
        self._typed = ""
        self._transferring = False
        self.last_dialled = ""

    @property
    def transferring(self) -> bool:
        """The transfer key was pressed and the phone waits for a target."""
        return self._transferring

    def reset(self) -> None:
        self._typed, self._transferring = "", False

    def press(self, key: str, means: str = "speaker") -> bool:
        """One key press. False: it had no effect in this state."""
        if self._now() < self._drawn_at:
            return False
        name = _SAME.get(key, key)
        if name in _DIGITS:
            return self._digit(name)
        if name in _DRAWING:
            self._drawn_at = self._now() + self._draw
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
            "REDIAL": lambda: bool(self.last_dialled) and self.dial(self.last_dialled, means=means),
            "UP": lambda: self._move(-1),
            "DOWN": lambda: self._move(1),
        }
        action = actions.get(name)
        return action() if action is not None else False

    def dial(self, number: str, line: str = "", means: str = "speaker") -> bool:
        """A number from the remote control or the keypad: a call, or the target of a transfer."""
        if self._now() < self._drawn_at:
            return False
        self._typed = ""
        if self._transferring:
            self._transferring = False
            return self._device.blind_transfer(number)
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

    def _enter(self, means: str) -> bool:
        if self._device.ringing is not None:
            self.reset()
            return self._device.answer(means=means)
        if self._transferring and not self._typed:
            self._transferring = False
            return self._device.complete_transfer()
        return bool(self._typed) and self.dial(self._typed, means=means)

    def _off_hook(self, means: str) -> bool:
        device = self._device
        if device.ringing is not None:
            return device.answer(means=means)
        if device.hook == means:
            return False
        device.lift(means)
        if self._typed:
            self.dial(self._typed, means=means)
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
        if self._transferring or self._typed:
            self.reset()
            return True
        if device.ringing is not None:
            return device.reject()
        return device.hang_up(device.selected)

    def _transfer(self) -> bool:
        """With a call on hold and another one: ready to join them (ENTER); else asks for a target."""
        device = self._device
        if device.active is None and device.held is None:
            return False
        self._typed = ""
        self._transferring = True
        return True

    def _move(self, step: int) -> bool:
        legs = self._device.legs
        selected = self._device.selected
        if len(legs) < 2 or selected is None:
            return False
        self._device.select(legs[(legs.index(selected) + step) % len(legs)])
        return True
