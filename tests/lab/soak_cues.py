"""When a step of a play makes sense, and when SIP shows that it was done."""

from __future__ import annotations

from collections.abc import Callable

from tests.lab.baresip import FarEnd
from tests.lab.soak_plan import Act, Step
from tests.lab.soak_truth import Leg, Track

Sign = Callable[[], bool]


def ringing(leg: Leg) -> bool:
    """Whether somebody can hear it ring: what do not disturb turns away is never reported."""
    return leg.ringing and bool(leg.reports)


def active(leg: Leg) -> bool:
    """Whether somebody talks, or could."""
    return leg.connected is not None and leg.open and not leg.held


def held(leg: Leg) -> bool:
    """Whether it waits here."""
    return leg.connected is not None and leg.open and leg.held


def cue(track: Callable[[], Track], step: Step) -> tuple[Sign, Sign]:
    """The situation that the step needs, and what shows that it was done, compared with now.

    `track` gives what SIP has shown of the phone by then.
    """

    def any_is(fits: Callable[[Leg], bool]) -> Sign:
        return lambda: any(fits(leg) for leg in track().open)

    def none_is(fits: Callable[[Leg], bool], before: list[Leg]) -> Sign:
        return lambda: track() is not None and any(not fits(leg) for leg in before)

    def two() -> bool:
        return any_is(active)() and any_is(held)()

    now = track()
    count, legs = len(now.legs), now.open
    rings, runs, waits = ([leg for leg in legs if fits(leg)] for fits in (ringing, active, held))
    match step.act:
        case Act.DIAL | Act.CONSULT:
            begins = lambda: any(not leg.incoming for leg in track().legs[count:])  # noqa: E731
            return (any_is(active) if step.act is Act.CONSULT else lambda: True), begins
        case Act.ANSWER | Act.REJECT | Act.DEFLECT:
            return any_is(ringing), none_is(ringing, rings)
        case Act.HANG_UP | Act.RETURN:
            return any_is(lambda leg: True), none_is(lambda leg: leg.open, legs)
        case Act.HOLD:
            return any_is(active), none_is(active, runs)
        case Act.RESUME:
            return any_is(held), none_is(held, waits)
        case Act.SWAP:
            return two, none_is(held, waits)
        case Act.CONFER:
            return two, lambda: sum(map(active, track().open)) > 1 or any(not leg.open for leg in legs)
        case Act.COMPLETE | Act.TRANSFER:
            needed = two if step.act is Act.COMPLETE else any_is(active)
            return needed, none_is(lambda leg: not leg.transfer, legs)
        case Act.DND_ON | Act.DND_OFF:
            return lambda: True, lambda: True
        case _:
            return any_is(active), lambda: True


def far_calls(far: FarEnd, only: str = "") -> set[str]:
    """The ids of the open calls; `only`: those of which that event was the last but for the sound's."""
    state: dict[str, str] = {}
    for event in far.events:
        call = event.details.get("id")
        if not call or not event.type.startswith("CALL_") or event.type.endswith(("_SDP", "RTCP")):
            continue
        if event.type == "CALL_CLOSED":
            state.pop(call, None)
        else:
            state[call] = event.type
    return {call for call, last in state.items() if not only or last == only}
