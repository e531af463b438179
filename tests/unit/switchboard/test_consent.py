"""A phone asks its user: the command is repeated until there is an answer, and never longer than it makes sense."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from tests.unit.switchboard.core import until
from tui.errors import DurchwahlError, PhoneError
from tui.switchboard.consent import Consents, consent_text
from tui.switchboard.notices import ConsentNotice


def refusal(cause: str = "consent") -> PhoneError:
    return PhoneError("phone_cannot", cause=cause, phone="desk")


@dataclass
class Scene:
    """Consents that lose no time, and a phone that refuses as long as `says` is told to."""

    patience: float = 5.0
    says: list[PhoneError | None] = field(default_factory=list)
    tries: int = 0
    told: list[tuple[str, bool, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.consents = Consents(self.look, every=0.01, patience=self.patience)

    def look(self, notice: ConsentNotice) -> None:
        assert notice.text == consent_text(notice.phone, notice.cause)
        self.told.append((notice.phone, notice.waiting, notice.cause))

    async def send(self) -> None:
        """Refuses with what `says` has next; for ever with the last one."""
        self.tries += 1
        error = self.says.pop(0) if len(self.says) > 1 else self.says[0]
        if error is not None:
            raise error

    async def insist(self, sensible: Callable[[], bool] = lambda: True) -> None:
        await self.consents.insist("desk", self.send, sensible)


async def test_a_phone_that_obeys_is_told_once_and_nobody_else_anything() -> None:
    scene = Scene(says=[None])
    await scene.insist()
    assert (scene.tries, scene.told) == (1, [])


@pytest.mark.parametrize("cause", ["consent", "allow-list"])
async def test_it_is_repeated_until_somebody_presses_ok(cause: str) -> None:
    scene = Scene(says=[refusal(cause), refusal(cause), refusal(cause), None])
    await scene.insist()
    assert scene.tries == 4
    assert scene.told == [("desk", True, cause), ("desk", False, cause)]
    assert not scene.consents.waiting("desk")


@pytest.mark.parametrize("cause", ["password", "locked", "timeout", "hidden-tags", "unreachable"])
async def test_any_other_refusal_is_final_at_once_and_in_the_middle(cause: str) -> None:
    for before in ([], [refusal()]):
        scene = Scene(says=[*before, refusal(cause), None])
        with pytest.raises(PhoneError) as told:
            await scene.insist()
        assert told.value.cause == cause
        assert scene.tries == len(before) + 1  # never once more: phones lock themselves
        assert not scene.consents.waiting("desk")


async def test_nobody_comes() -> None:
    scene = Scene(patience=0.05, says=[refusal()])
    with pytest.raises(PhoneError) as told:
        await scene.insist()
    assert told.value.cause == "consent"
    assert scene.tries > 1
    assert scene.told[-1] == ("desk", False, "consent")


async def test_the_user_gives_up() -> None:
    scene = Scene(says=[refusal()])
    waiting = asyncio.ensure_future(scene.insist())
    await until(lambda: scene.consents.waiting("desk"))
    scene.consents.give_up("side")  # another phone
    assert scene.consents.waiting("desk")
    scene.consents.give_up("desk")
    assert not scene.consents.waiting("desk")
    before = scene.tries
    with pytest.raises(DurchwahlError) as told:
        await waiting
    assert told.value.key == "consent_given_up"
    assert scene.tries == before
    assert scene.told == [("desk", True, "consent"), ("desk", False, "consent")]


async def test_the_call_is_over_meanwhile() -> None:
    scene, rings = Scene(says=[refusal()]), [True]
    waiting = asyncio.ensure_future(scene.insist(lambda: rings[0]))
    await until(lambda: scene.tries > 1)
    rings[0] = False
    before = scene.tries
    with pytest.raises(DurchwahlError) as told:
        await waiting
    assert told.value.key == "consent_needless"
    assert scene.tries == before


async def test_what_stirs_is_looked_at_at_once() -> None:
    scene, rings = Scene(says=[refusal()]), [True]
    scene.consents = Consents(scene.look, every=3600, patience=7200)
    waiting = asyncio.ensure_future(scene.insist(lambda: rings[0]))
    await until(lambda: scene.consents.waiting("desk"))
    rings[0] = False
    scene.consents.stir("desk")
    async with asyncio.timeout(5):
        with pytest.raises(DurchwahlError):
            await waiting
    assert scene.tries == 1


async def test_a_newer_command_takes_the_place_of_an_older_one() -> None:
    """Whoever asked to answer and then to reject must not have the call answered once OK was pressed."""
    older, newer = Scene(says=[refusal()]), Scene(says=[refusal(), refusal(), None])
    newer.consents = older.consents
    first = asyncio.ensure_future(older.insist())
    await until(lambda: older.tries > 1)
    second = asyncio.ensure_future(newer.insist())
    with pytest.raises(DurchwahlError) as told:
        await first
    assert told.value.key == "consent_overtaken"
    before = older.tries
    await second
    assert older.tries == before
    # the end of the one is told before the beginning of the other, so that the last word is true
    assert [waiting for _, waiting, _ in older.told] == [True, False, True, False]


async def test_what_waits_never_follows_a_newer_command_that_was_taken() -> None:
    """Somebody has pressed OK meanwhile: the number that was dialled first must not be dialled after all."""
    scene = Scene(says=[refusal()])
    first = asyncio.ensure_future(scene.insist())
    await until(lambda: scene.consents.waiting("desk"))

    async def taken() -> None:
        assert not scene.consents.waiting("desk")

    await scene.consents.insist("desk", taken, lambda: True)
    before = scene.tries
    with pytest.raises(DurchwahlError) as told:
        await first
    assert told.value.key == "consent_overtaken"
    assert scene.tries == before


async def test_nor_one_that_began_to_wait_while_the_newer_one_was_under_way() -> None:
    scene, asked, taken = Scene(says=[refusal()]), asyncio.Event(), asyncio.Event()

    async def refused_late() -> None:
        await asked.wait()
        await scene.send()

    async def taken_late() -> None:
        await taken.wait()

    first = asyncio.ensure_future(scene.consents.insist("desk", refused_late, lambda: True))
    second = asyncio.ensure_future(scene.consents.insist("desk", taken_late, lambda: True))
    await asyncio.sleep(0)
    asked.set()
    await until(lambda: scene.consents.waiting("desk"))
    taken.set()
    await second
    with pytest.raises(DurchwahlError):
        await first


async def test_an_emergency_call_waits_on_whatever_is_asked_meanwhile() -> None:
    scene = Scene(says=[refusal()])
    urgent = asyncio.ensure_future(scene.consents.insist("desk", scene.send, lambda: True, urgent=True))
    await until(lambda: scene.consents.waiting("desk"))

    async def refused() -> None:
        raise refusal()

    with pytest.raises(PhoneError) as told:
        await scene.consents.insist("desk", refused, lambda: True)
    assert told.value.cause == "consent"
    assert scene.consents.waiting("desk")
    scene.says = [None]
    await urgent
    assert scene.told == [("desk", True, "consent"), ("desk", False, "consent")]


async def test_two_phones_wait_for_themselves() -> None:
    scene = Scene(says=[refusal()])
    waiting = [
        asyncio.ensure_future(scene.consents.insist(phone, scene.send, lambda: True))
        for phone in ("desk", "side")
    ]
    await until(lambda: scene.consents.waiting("desk") and scene.consents.waiting("side"))
    scene.consents.give_up("desk")
    with pytest.raises(DurchwahlError):
        await waiting[0]
    assert scene.consents.waiting("side")
    scene.says = [None]
    await waiting[1]


async def test_a_cancelled_command_waits_no_longer() -> None:
    scene = Scene(says=[refusal()])
    waiting = asyncio.ensure_future(scene.insist())
    await until(lambda: scene.consents.waiting("desk"))
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert not scene.consents.waiting("desk")
    assert scene.told[-1] == ("desk", False, "consent")


async def test_whoever_gives_up_while_being_told_is_heard() -> None:
    scene = Scene(says=[refusal()])

    def look(notice: ConsentNotice) -> None:
        if notice.waiting:
            scene.consents.give_up(notice.phone)

    scene.consents = Consents(look, every=3600, patience=7200)
    async with asyncio.timeout(5):
        with pytest.raises(DurchwahlError) as told:
            await scene.insist()
    assert told.value.key == "consent_given_up"
