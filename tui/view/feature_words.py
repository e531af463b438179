"""What is said about do not disturb and forwards: their names, and how each stands in each place."""

from __future__ import annotations

from typing import Final

from tui.i18n import say
from tui.i18n.formats import moment
from tui.phones.driver import Feature
from tui.switchboard.feature_state import FeatureState, Where
from tui.untrusted import clean

_NAMES: Final = {
    Feature.DND: "feature_dnd",
    Feature.ALWAYS: "feature_always",
    Feature.BUSY: "feature_busy",
    Feature.NO_ANSWER: "feature_no_answer",
    Feature.NOT_REGISTERED: "feature_not_registered",
}


def feature_name(feature: Feature) -> str:
    """The feature's name in the current language."""
    return say(_NAMES[feature])


def feature_stands(state: FeatureState, now: float) -> str:
    """How a feature stands: off, on, or where to; for the PBX with when it was told. `now` in epoch s."""
    if state.on is None:
        return say("feature_not_told" if state.where is Where.PBX else "feature_not_known")
    if not state.on:
        stands = say("feature_off")
    elif state.feature is Feature.DND:
        stands = say("feature_on")
    else:
        target = clean(state.target, 40) or "?"
        stands = say("feature_to", target=target)
        if state.seconds:
            stands = say("feature_to_after", target=target, seconds=state.seconds)
    if state.at is None:
        return stands
    return say("feature_told_at", stands=stands, at=moment(state.at, now))
