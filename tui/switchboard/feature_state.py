"""How a feature stands: in the phone as it says itself, in the PBX as it was told from here."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from tui.calls.states import PhoneState
from tui.phones.driver import Feature, Wish

if TYPE_CHECKING:
    from tui.phones.memory import CodeSent


class Where(StrEnum):
    """Who forwards: the phone itself, or the PBX before it reaches the phone."""

    PHONE = "phone"
    PBX = "pbx"


@dataclass(frozen=True, slots=True)
class FeatureState:
    """One feature in one place. `on` None: unknown.

    In the phone it is what the phone says. In the PBX, which cannot be asked, it is what it was told from
    here, `at` that time (epoch seconds; None: nothing was told).
    """

    feature: Feature
    where: Where
    on: bool | None
    target: str = ""
    seconds: int | None = None
    at: float | None = None


def place_of(feature: Feature) -> Where:
    """Where a feature is switched when the user does not say. No phone knows of not being registered."""
    return Where.PBX if feature is Feature.NOT_REGISTERED else Where.PHONE


def fits(state: PhoneState, wish: Wish, *, loosely: bool = False) -> bool:
    """Whether the phone's state is as wished. `loosely`: what it leaves open does not count against it."""
    which = wish.feature.value
    if wish.feature is Feature.DND:
        return state.dnd is wish.on
    if not wish.on:
        return which not in state.forwards and (which in state.told or loosely)
    if which in state.forwards:
        there = _digits(state.forwards[which])
        return there == _digits(wish.target) or (loosely and not there)
    unnamed = state.forwards.get("")
    return loosely and unnamed is not None and _digits(unnamed) in ("", _digits(wish.target))


def _digits(target: str) -> str:
    """A target as phones write it: sip:0221…@pbx is where 0221… leads."""
    return target.removeprefix("sip:").partition("@")[0]


def in_phone(state: PhoneState, feature: Feature) -> FeatureState:
    which = feature.value
    on = which in state.forwards if which in state.told else None
    seconds = state.no_answer_seconds if feature is Feature.NO_ANSWER and on else None
    return FeatureState(feature, Where.PHONE, on, state.forwards.get(which, ""), seconds)


def in_pbx(feature: Feature, sent: CodeSent | None) -> FeatureState:
    if sent is None:
        return FeatureState(feature, Where.PBX, None)
    return FeatureState(feature, Where.PBX, bool(sent.target), sent.target, sent.seconds or None, sent.at)
