"""What the soak does, drawn from its seed before anything happens.

A play is a short piece for a few phones. Every one has a chance of its own, made of the seed and its number: so
play 137 of seed 5 is the same whatever became of the plays before it, and can be given alone.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

FAR: Final = ("f1", "f2", "f3")
NOBODY: Final = "99"  # an extension that does not exist
_OUTAGE_EVERY: Final = 120  # plays
_OUTAGE_AT: Final = 41  # … the first one


class Act(StrEnum):
    """What somebody does."""

    DIAL = "dial"  # `to`
    ANSWER = "answer"
    REJECT = "reject"
    HANG_UP = "hang-up"
    HOLD = "hold"
    RESUME = "resume"
    SWAP = "swap"
    MUTE = "mute"
    UNMUTE = "unmute"
    DIGITS = "digits"  # `to` are they
    TRANSFER = "transfer"  # `to`, blind
    CONSULT = "consult"  # `to`
    COMPLETE = "complete"
    RETURN = "return"
    DEFLECT = "deflect"  # `to`
    CONFER = "confer"
    DND_ON = "dnd-on"
    DND_OFF = "dnd-off"
    WAIT = "wait"
    POWER_CUT = "power-cut"
    POWER_BACK = "power-back"
    SERVER_GONE = "server-gone"  # the telephone system
    SERVER_BACK = "server-back"


@dataclass(frozen=True, slots=True)
class Step:
    """`who` does `act` after `pause` seconds; `command`: by the program's command, else by hand."""

    who: str
    act: Act
    to: str = ""
    command: bool = False
    pause: float = 0.0


@dataclass(frozen=True, slots=True)
class Trouble:
    """What goes wrong at the phones of a play. Chances from 0 to 1; `late`, `slow` in seconds; `hangs`: the web
    server takes no command."""

    phones: tuple[str, ...]
    lost: float = 0.0
    repeated: float = 0.0
    late: float = 0.0
    slow: float = 0.0
    hangs: bool = False
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Play:
    """`cast`: the phones and far ends that nobody else uses meanwhile. `strict`: each step needs its situation;
    else whatever the situation is, it is tried."""

    number: int
    kind: str
    cast: tuple[str, ...]
    steps: tuple[Step, ...]
    trouble: Trouble | None = None
    strict: bool = True


def phones(count: int) -> tuple[str, ...]:
    """The names of so many phones: p1, p2 and so on."""
    return tuple(f"p{number}" for number in range(1, count + 1))


def number_of(name: str) -> str:
    """What is dialled for a phone or a far end; anything else is dialled as it is."""
    if name[:1] == "p":
        return f"2{name[1:]}"
    return f"02214711{name[1:].zfill(2)}" if name[:1] == "f" else name


def draw(seed: int, number: int, count: int, faults: bool) -> Play:
    """Play `number` (from 0) of the soak with that seed and so many phones."""
    hand = _Hand(random.Random(f"{seed}/{number}"), phones(count))  # noqa: S311 - no secrets
    if faults and number % _OUTAGE_EVERY == _OUTAGE_AT:
        return Play(number, "outage", (*hand.phones, *FAR), tuple(_outage(hand)))
    kinds = {**_KINDS, **(_FAULTY_KINDS if faults else {})}
    kind = hand.of({name: weight for name, (weight, _) in kinds.items()})
    steps = tuple(kinds[kind][1](hand))
    cast = tuple(sorted(hand.cast))
    trouble = _trouble(hand, [name for name in cast if name in hand.phones]) if faults else None
    return Play(number, kind, cast, steps, trouble, strict=kind != "muddle")


def digest(plays: Sequence[Play]) -> str:
    """Short, and the same where the same was decided."""
    return hashlib.sha256("\n".join(map(repr, plays)).encode()).hexdigest()[:16]


@dataclass(slots=True)
class _Hand:
    """Draws, and remembers who is in the play."""

    chance: random.Random
    phones: tuple[str, ...]
    cast: set[str] = field(default_factory=set)

    def of(self, weights: dict[str, int]) -> str:
        return self.chance.choices(list(weights), list(weights.values()))[0]

    def yes(self, chance: float) -> bool:
        return self.chance.random() < chance

    def phone(self) -> str:
        """One that is not in the play yet."""
        return self._enters(self.chance.choice([one for one in self.phones if one not in self.cast]))

    def party(self, far: float = 0.35) -> str:
        """A phone, or somebody outside."""
        if self.yes(far):
            return self._enters(self.chance.choice([one for one in FAR if one not in self.cast]))
        return self.phone()

    def _enters(self, name: str) -> str:
        self.cast.add(name)
        return name

    def step(self, who: str, act: Act, to: str = "", *, least: float = 0.05, most: float = 1.0) -> Step:
        """By command or by hand, as chance will have it; somebody outside has no program."""
        command = who in self.phones and self.yes(0.5)
        return Step(who, act, to, command, self.pause(least, most))

    def pause(self, least: float, most: float) -> float:
        """Mostly short, and now and then as long as may be."""
        return round(least + (most - least) * float(self.chance.random() ** 2.5), 2)


Steps = Iterator[Step]


def _talk(hand: _Hand, one: str, two: str) -> Steps:
    """`one` calls `two`, and they talk."""
    yield hand.step(one, Act.DIAL, two)
    yield hand.step(two, Act.ANSWER, most=2.0)


def _chat(hand: _Hand, one: str, two: str, most: int = 3) -> Steps:
    """What two do who talk to each other."""
    for _ in range(hand.chance.randint(0, most)):
        who = hand.chance.choice([name for name in (one, two) if name in hand.phones])
        match hand.of({"hold": 5, "digits": 2, "mute": 2, "wait": 2}):
            case "hold":
                yield hand.step(who, Act.HOLD)
                yield hand.step(who, Act.RESUME, most=2.0)
            case "digits":
                yield hand.step(
                    who, Act.DIGITS, "".join(hand.chance.choices("0123456789*#", k=hand.chance.randint(1, 4)))
                )
            case "mute":
                yield hand.step(who, Act.MUTE)
                yield hand.step(who, Act.UNMUTE)
            case _:
                yield Step(who, Act.WAIT, pause=hand.pause(0.5, 4.0))


def _plain(hand: _Hand) -> Steps:
    pair = [hand.phone(), hand.party()]
    hand.chance.shuffle(pair)
    one, two = pair
    yield hand.step(one, Act.DIAL, hand.of({two: 12, NOBODY: 1}))
    match hand.of({"answer": 6, "reject": 2, "give up": 2}):
        case "answer":
            yield hand.step(two, Act.ANSWER, most=4.0)
            yield from _chat(hand, one, two)
            yield hand.step(hand.chance.choice(pair), Act.HANG_UP)
        case "reject":
            yield hand.step(two, Act.REJECT, most=4.5)
        case _:
            yield hand.step(one, Act.HANG_UP, least=0.5, most=4.0)


def _waiting(hand: _Hand) -> Steps:
    """A second call comes in during a conversation."""
    me, first, second = hand.phone(), hand.party(), hand.party()
    yield from _talk(hand, *hand.chance.sample([me, first], 2))
    yield hand.step(second, Act.DIAL, me)
    match hand.of({"answer": 6, "reject": 2, "give up": 2}):
        case "answer":
            yield hand.step(me, Act.ANSWER, most=3.0)
            for _ in range(hand.chance.randint(0, 2)):
                yield hand.step(me, Act.SWAP)
            yield hand.step(hand.chance.choice([me, first, second]), Act.HANG_UP)
        case "reject":
            yield hand.step(me, Act.REJECT, most=4.0)
        case _:
            yield hand.step(second, Act.HANG_UP, most=3.0)
    yield hand.step(hand.chance.choice([me, first]), Act.HANG_UP)


def _blind(hand: _Hand) -> Steps:
    me, first, target = hand.phone(), hand.party(), hand.party(0.2)
    yield from _talk(hand, *hand.chance.sample([me, first], 2))
    yield from _chat(hand, me, first, 1)
    yield hand.step(me, Act.TRANSFER, hand.of({target: 8, NOBODY: 1}))
    yield hand.step(target, hand.chance.choices([Act.ANSWER, Act.REJECT], [4, 1])[0], most=2.0)
    yield hand.step(hand.chance.choice([first, target]), Act.HANG_UP)


def _attended(hand: _Hand) -> Steps:
    """Among desk phones: the far ends' make does not know Replaces."""
    me, first, target = hand.phone(), hand.phone(), hand.phone()
    yield from _talk(hand, *hand.chance.sample([me, first], 2))
    yield hand.step(me, Act.CONSULT, target)
    yield hand.step(target, hand.chance.choices([Act.ANSWER, Act.REJECT], [6, 1])[0], most=2.0)
    if hand.yes(0.25):
        yield hand.step(me, Act.SWAP)
        yield hand.step(me, Act.SWAP)
    yield hand.step(me, hand.chance.choices([Act.COMPLETE, Act.RETURN], [3, 1])[0])
    yield hand.step(hand.chance.choice([first, target]), Act.HANG_UP)


def _conference(hand: _Hand) -> Steps:
    me, first, target = hand.phone(), hand.party(), hand.party(0.2)
    yield from _talk(hand, *hand.chance.sample([me, first], 2))
    yield hand.step(me, Act.CONSULT, target)
    yield hand.step(target, Act.ANSWER, most=2.0)
    yield hand.step(me, Act.CONFER)
    yield Step(me, Act.WAIT, pause=hand.pause(0.5, 2.5))
    yield hand.step(hand.chance.choice([me, first, target]), Act.HANG_UP)
    yield hand.step(me, Act.HANG_UP)


def _deflect(hand: _Hand) -> Steps:
    me, caller, target = hand.phone(), hand.party(), hand.party(0.2)
    yield hand.step(caller, Act.DIAL, me)
    yield hand.step(me, Act.DEFLECT, target, most=2.0)
    yield hand.step(target, hand.chance.choices([Act.ANSWER, Act.REJECT], [4, 1])[0], most=2.0)
    yield hand.step(hand.chance.choice([caller, target]), Act.HANG_UP)


def _dnd(hand: _Hand) -> Steps:
    me, caller = hand.phone(), hand.party()
    yield hand.step(me, Act.DND_ON)
    yield hand.step(caller, Act.DIAL, me)
    if hand.yes(0.5):
        yield hand.step(me, Act.DIAL, hand.party(0.3))
        yield Step(me, Act.HANG_UP, pause=1.0)
    yield hand.step(me, Act.DND_OFF)


def _muddle(hand: _Hand) -> Steps:
    """Whatever comes to their minds, whether it makes sense or not."""
    people = [hand.phone(), hand.phone(), hand.phone()]
    weights = {Act.DIAL: 6, Act.ANSWER: 6, Act.REJECT: 1, Act.HANG_UP: 2, Act.HOLD: 2, Act.RESUME: 2, Act.SWAP: 1,
               Act.MUTE: 1, Act.TRANSFER: 1, Act.CONSULT: 1, Act.COMPLETE: 1, Act.RETURN: 1, Act.DEFLECT: 1,
               Act.CONFER: 1, Act.DIGITS: 1}  # fmt: skip
    for _ in range(hand.chance.randint(8, 16)):
        who = hand.chance.choice(people)
        act = Act(hand.of({act.value: weight for act, weight in weights.items()}))
        to = hand.chance.choice([other for other in people if other != who])
        yield hand.step(who, act, "7" if act is Act.DIGITS else to)


def _cut(hand: _Hand) -> Steps:
    """A phone loses its power: while it rings, dials, talks or holds."""
    me, other = hand.phone(), hand.party()
    pair = hand.chance.sample([me, other], 2)
    yield hand.step(pair[0], Act.DIAL, pair[1])
    if hand.yes(0.7):
        yield hand.step(pair[1], Act.ANSWER)
        if hand.yes(0.3):
            yield hand.step(me, Act.HOLD)
    yield Step(me, Act.POWER_CUT, pause=hand.pause(0.1, 2.0))
    if hand.yes(0.5):
        yield hand.step(other, Act.HANG_UP)
    yield Step(me, Act.POWER_BACK, pause=hand.pause(0.1, 2.0))
    if hand.yes(0.5):
        yield hand.step(me, Act.DIAL, hand.party())
        yield hand.step(me, Act.HANG_UP)


def _outage(hand: _Hand) -> Steps:
    """The telephone system goes in the middle of conversations, and comes back."""
    people = list(hand.phones)
    hand.chance.shuffle(people)
    pairs = [(people[at], people[at + 1]) for at in range(0, len(people) - 1, 2)]
    for one, two in pairs[:-1]:
        yield from _talk(hand, one, two)
    yield Step(people[0], Act.SERVER_GONE, pause=0.5)
    for one, two in pairs[:-1]:
        yield hand.step(hand.chance.choice([one, two]), hand.chance.choice([Act.HANG_UP, Act.WAIT]))
    yield hand.step(pairs[-1][0], Act.DIAL, pairs[-1][1])
    yield hand.step(pairs[-1][0], Act.HANG_UP, least=1.0, most=2.0)
    yield Step(people[0], Act.SERVER_BACK, pause=hand.pause(0.5, 3.0))
    for one, two in pairs[:-1]:
        yield hand.step(hand.chance.choice([one, two]), Act.HANG_UP)


def _trouble(hand: _Hand, phones: Sequence[str]) -> Trouble | None:
    """Half of the plays have none; the others have it at one phone or at all."""
    if hand.yes(0.5):
        return None
    met = tuple(phones) if hand.yes(0.5) else (hand.chance.choice(phones),)
    chance = hand.chance
    which = hand.of({"lost": 4, "repeated": 2, "late": 2, "all": 2, "slow": 1, "hangs": 1})
    return Trouble(
        met,
        lost=round(chance.uniform(0.1, 0.5), 2) if which in ("lost", "all") else 0.0,
        repeated=round(chance.uniform(0.2, 0.9), 2) if which in ("repeated", "all") else 0.0,
        late=round(chance.uniform(0.1, 1.2), 2) if which in ("late", "all") else 0.0,
        slow=round(chance.uniform(0.5, 2.0), 2) if which == "slow" else 0.0,
        hangs=which == "hangs",
        seed=chance.randrange(1 << 30),
    )


_KINDS: Final[dict[str, tuple[int, Callable[[_Hand], Steps]]]] = {
    "plain": (30, _plain),
    "waiting": (14, _waiting),
    "blind": (12, _blind),
    "attended": (12, _attended),
    "conference": (6, _conference),
    "deflect": (8, _deflect),
    "dnd": (5, _dnd),
    "muddle": (8, _muddle),
}
_FAULTY_KINDS: Final[dict[str, tuple[int, Callable[[_Hand], Steps]]]] = {"cut": (6, _cut)}
