"""What a simulated phone shows: its number, what it is set to, its calls, and the question it asks."""

from __future__ import annotations

import re
from typing import Final, Protocol

from tui.simulator.call import Leg, LegState
from tui.simulator.picture import LINE, Picture, bmp
from tui.simulator.profile import PhoneProfile
from tui.simulator.unit import Unit

# Model → width, height, colours. First match counts; the rest have a small screen of two colours.
_SCREENS: Final = (
    (re.compile(r"D7\d\d|D3[78]\d|82[01]|870"), (320, 240, True)),
    (re.compile(r"T4[68]\w*|T49G|T5[4-8]\w*|T29G|CP9\d\d\w*"), (480, 272, True)),
    (re.compile(r"T53\w*|T4[0-3]\w*"), (360, 160, False)),
)
_SMALL: Final = (192, 96, False)
_WORDS: Final = {LegState.RINGING: "RINGING", LegState.DIALING: "DIALING", LegState.TALKING: "TALKING"}


class Typing(Protocol):
    """What the keys have to do with the screen."""

    typed: str

    @property
    def transferring(self) -> bool: ...


def lines_of(unit: Unit, keys: Typing, asking: str = "") -> list[str]:
    """The text on the screen from the top; `asking` is the address that the phone asks about."""
    device = unit.device
    head = " ".join((device.number, device.display_name)).strip()
    if asking:
        return [head, "ALLOW REMOTE CONTROL?", asking, "OK: YES   X: NO"]
    lines = [head, _switches(unit)]
    lines += [_call(leg, selected=leg is device.selected) for leg in device.legs]
    if keys.transferring:
        lines.append(f"TRANSFER TO: {keys.typed}_")
    elif keys.typed:
        lines.append(f"DIAL: {keys.typed}_")
    return lines


def _switches(unit: Unit) -> str:
    device, switches = unit.device, unit.device.switches
    words = ["DND"] if device.dnd else []
    words += [f"FWD {kind} {one.target}" for kind, one in switches.forwards.items() if one.on]
    words += ["MUTED"] if device.muted else []
    words += [] if switches.registered else ["NOT REGISTERED"]
    return ", ".join(words)


def _call(leg: Leg, *, selected: bool) -> str:
    word = "ON HOLD" if leg.state is LegState.TALKING and leg.on_hold else _WORDS.get(leg.state, "")
    party = f"{leg.remote.number} {leg.remote.name}".strip()
    return f"{'>' if selected else ' '}{'CONF. ' if leg.conference else ''}{word} {party}"


def picture_of(unit: Unit, keys: Typing, asking: str = "") -> bytes:
    """The screen as the bitmap that the phone's web server gives out."""
    width, height, colours = size_of(unit.profile)
    picture = Picture(width, height)
    scale = 2 if width >= 320 else 1
    step = LINE * scale
    for place, line in enumerate(lines_of(unit, keys, asking)):
        picture.write(line, 2 * scale, scale + place * step, scale)
    picture.invert(0, step)
    return bmp(picture, colours=colours)


def size_of(profile: PhoneProfile) -> tuple[int, int, bool]:
    """Width and height in dots, and whether it shows colours."""
    return next((size for form, size in _SCREENS if form.fullmatch(profile.model_name)), _SMALL)
