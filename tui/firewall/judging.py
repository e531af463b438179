"""Walks through chains of rules with what is known of a connection, and tells what may become of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from tui.firewall.model import Access

_DEEPEST: Final = 64  # chains within chains; the kernel allows 16


class Sure(Enum):
    """Whether a condition holds for the connection."""

    YES = auto()
    NO = auto()
    MAYBE = auto()


class Effect(Enum):
    """What a rule does when its conditions hold."""

    ACCEPT = auto()
    DROP = auto()
    RETURN = auto()
    JUMP = auto()
    GOTO = auto()
    NOTHING = auto()
    OPAQUE = auto()  # anything at all


class Fate(Enum):
    """What may become of a connection in a chain."""

    ACCEPT = auto()
    DROP = auto()
    FALL = auto()  # neither; whoever called the chain goes on


@dataclass(frozen=True, slots=True)
class Line:
    """A rule, with its conditions already held against the connection. `target` is a chain."""

    sure: Sure
    effect: Effect
    target: str = ""


Chains = Mapping[str, Sequence[Line]]
_EITHER: Final = frozenset({Fate.ACCEPT, Fate.DROP})
_ENDS: Final = {
    Effect.ACCEPT: frozenset({Fate.ACCEPT}),
    Effect.DROP: frozenset({Fate.DROP}),
    Effect.RETURN: frozenset({Fate.FALL}),
    Effect.NOTHING: frozenset[Fate](),
    Effect.OPAQUE: _EITHER,
}


def every(answers: Iterable[Sure]) -> Sure:
    """Whether all conditions hold."""
    found = set(answers)
    if Sure.NO in found:
        return Sure.NO
    return Sure.MAYBE if Sure.MAYBE in found else Sure.YES


def opposite(answer: Sure) -> Sure:
    """Whether the condition does not hold."""
    return {Sure.YES: Sure.NO, Sure.NO: Sure.YES, Sure.MAYBE: Sure.MAYBE}[answer]


def fates(chains: Chains, entry: str) -> frozenset[Fate]:
    """Everything that may become of the connection from the chain `entry` on.

    Each chain is walked once, as the connection is the same wherever it comes from.
    """
    known: dict[str, frozenset[Fate]] = {}

    def walk(name: str, depth: int) -> frozenset[Fate]:
        if name not in known:
            if depth > _DEEPEST or name not in chains:
                return _EITHER | {Fate.FALL}
            known[name] = _EITHER | {Fate.FALL}  # for a chain that leads back to itself, which is not allowed
            known[name] = through(chains[name], depth)
        return known[name]

    def through(lines: Sequence[Line], depth: int) -> frozenset[Fate]:
        found: frozenset[Fate] = frozenset()
        for line in lines:
            if line.sure is Sure.NO:
                continue
            on = line.sure is Sure.MAYBE or line.effect in (Effect.NOTHING, Effect.OPAQUE)
            ends = _ENDS.get(line.effect)
            if ends is None:
                ends = walk(line.target, depth + 1)
                if line.effect is Effect.JUMP and Fate.FALL in ends:
                    ends, on = ends - {Fate.FALL}, True
            found |= ends
            if not on:
                return found
        return found | {Fate.FALL}

    return walk(entry, 0)


def verdict(found: frozenset[Fate], policy: Access) -> Access:
    """What `found` comes to where `policy` holds for what no rule decides."""
    accesses = {
        {Fate.ACCEPT: Access.OPEN, Fate.DROP: Access.CLOSED, Fate.FALL: policy}[fate] for fate in found
    }
    return accesses.pop() if len(accesses) == 1 else Access.UNKNOWN
