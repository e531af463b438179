"""What the running instance does for `phone dnd`, `phone forward`, `phone status` and `phone screen`."""

from __future__ import annotations

import asyncio
import base64
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from tui.control.protocol import LINE_LIMIT
from tui.errors import DurchwahlError, UsageError
from tui.i18n import speaking
from tui.phones.driver import Feature, Wish
from tui.switchboard.features import FeatureDone, Features, Where
from tui.switchboard.stream import feature_json, status_json
from tui.switchboard.switchboard import Switchboard
from tui.untrusted import clean

if TYPE_CHECKING:
    from tui.control.requests import Fields, Tell

ANSWER_LIMIT: Final = (
    LINE_LIMIT * 12
)  # bytes of an answer that the client reads in one line, with room to spare


async def wish(core: Switchboard, given: Fields, tell: Tell) -> dict[str, Any]:
    """Switches one feature, or with "feature": "off" all forwards of the place "where"."""
    phone = core.orders.phone(given.name("phone")).name
    word, place = given.text("feature", 32), given.text("where", 32)
    if place not in list(Where) or word not in (*Feature, "off"):
        raise UsageError("control_unknown", word=clean(f"{word} {place}", 40))
    done: Sequence[FeatureDone]
    if word == "off":
        done = await core.features.forwards_off(Where(place), phone)
    else:
        target, seconds = given.text("target", 256, ""), int(given.seconds("seconds"))
        wanted = Wish(Feature(word), given.flag("on"), target, seconds)
        done = [await core.features.wish(wanted, Where(place), phone)]
    with speaking(given.text("lang", 8, "")):
        return done_json(core.features, done)


async def status(core: Switchboard, given: Fields, tell: Tell) -> dict[str, Any]:
    """What is known of one phone or of all."""
    named = given.name("phone")
    names = [*core.config.phones] if named is None else [core.orders.phone(named).name]
    now = core.now()
    phones = []
    for name in names:
        calls = [core.callers.record(call) for call in core.board.calls(name)]
        phones.append(status_json(core.status(name), core.features.states(name), calls, now))
    return {"phones": phones}


async def picture(core: Switchboard, given: Fields, tell: Tell) -> dict[str, Any]:
    """The phone's screen as a PNG file in base64: what the phone sent ends here."""
    from tui.view.picture import decode, encode

    phone = core.orders.phone(given.name("phone")).name
    data = await core.picture(phone)
    tidy = await asyncio.to_thread(lambda: encode(decode(data), "PNG"))
    coded = base64.b64encode(tidy).decode()
    if len(coded) > ANSWER_LIMIT:
        raise DurchwahlError("picture_too_large")
    return {"phone": phone, "png": coded}


def done_json(features: Features, done: Sequence[FeatureDone]) -> dict[str, Any]:
    """What became of it, how it stands there now, and how in the other place. In the current language."""
    phone, where = done[0].phone, done[0].where
    meant = {one.feature for one in done}
    states = [state for state in features.states(phone) if state.feature in meant]
    advice = list(dict.fromkeys(one.advice for one in done if one.advice))
    return {
        "phone": phone,
        "where": where.value,
        "confirmed": all(one.confirmed for one in done),
        "failed": any(one.failed for one in done),
        "advice": " ".join(advice) or None,
        "features": [feature_json(state) for state in states if state.where is where],
        "elsewhere": [feature_json(state) for state in states if state.where is not where],
    }
