"""What a phone is set to besides its calls: do not disturb, forwards, call waiting, volume, registration."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from tui.simulator.happening import FORWARDS, Forward, Happening, Report

LOUDEST: Final = 15


class Switches:
    """The switches of one phone. `numbers` are its identities; `report` is told of every change."""

    def __init__(self, numbers: list[str], report: Report, *, call_waiting: bool = True) -> None:
        self.dnd = False
        self.call_waiting = call_waiting
        self.forwards = {kind: Forward() for kind in FORWARDS}
        self.volume = 8  # 0…LOUDEST
        self.registered = set(numbers)
        self._numbers = numbers
        self._report = report

    def set_dnd(self, on: bool) -> bool:
        """False: it was so already."""
        if self.dnd is on:
            return False
        self.dnd = on
        self._report(Happening.DND_ON if on else Happening.DND_OFF, None, "")
        return True

    def set_forward(self, kind: str, on: bool, target: str = "", seconds: float | None = None) -> bool:
        """Switch a forward of the phone; `kind` is always, busy or no-answer."""
        forward = self.forwards[kind]
        changed = forward.on is not on or (on and forward.target != target)
        forward.on = on
        if on:
            forward.target = target
        if seconds is not None:
            forward.seconds = seconds
        if changed:
            self._report(Happening.FORWARD_ON if on else Happening.FORWARD_OFF, None, kind)
        return changed

    def set_call_waiting(self, on: bool) -> bool:
        """False: it was so already."""
        if self.call_waiting is on:
            return False
        self.call_waiting = on
        self._report(Happening.WAITING_ON if on else Happening.WAITING_OFF, None, "")
        return True

    def turn(self, step: int) -> bool:
        """Louder (1) or quieter (-1); False at either end."""
        volume = min(max(self.volume + step, 0), LOUDEST)
        changed, self.volume = volume != self.volume, volume
        return changed

    def register(self, numbers: Iterable[str] = ()) -> None:
        """The PBX takes these identities, or all of them; it is told even if nothing changes."""
        for number in numbers or self._numbers:
            self.registered.add(number)
            self._report(Happening.REGISTERED, None, number)

    def unregister(self, numbers: Iterable[str] = (), *, failed: bool = False) -> None:
        """These identities, or all, are no longer at the PBX: logged off, or refused when they renewed."""
        for number in numbers or self._numbers:
            self.registered.discard(number)
            self._report(Happening.REGISTER_FAILED if failed else Happening.UNREGISTERED, None, number)
