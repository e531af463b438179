"""Memory, pauses and states around a source that is asked for numbers."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest

from tests.sources.conftest import PLAN, number
from tui.contacts.model import Contact, PhoneNumber
from tui.dialing.number import Number
from tui.dialing.reading import read_remote
from tui.sources.asking import Asking
from tui.sources.errors import SourceError, pause
from tui.sources.rows import having
from tui.sources.source import Health
from tui.sources.spellings import filled, spellings

ANNA = Contact(0, "Anna", numbers=(PhoneNumber("0221 998877"),))


class Stub:
    """Knows one number, fails on demand, and counts."""

    name, timeout, cache = "crm", 0.2, 60.0

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.fault: SourceError | None = None
        self.gate: asyncio.Event | None = None
        self.begun = asyncio.Event()

    async def look_up(self, number: Number) -> Sequence[Contact]:
        self.asked.append(number.key or "")
        self.begun.set()
        if self.gate is not None:
            await self.gate.wait()
        if self.fault is not None:
            raise self.fault
        return [ANNA] if number.key == "+49221998877" else []

    async def aclose(self) -> None:
        pass


def _made() -> tuple[Stub, Asking, list[float]]:
    stub, clock = Stub(), [1000.0]
    return stub, Asking(stub, "http", lambda: clock[0]), clock


async def test_an_answer_is_remembered_for_its_time_and_nobody_for_less() -> None:
    stub, asking, clock = _made()
    stub.cache = 3600.0
    for _ in range(3):
        assert await asking.look_up(number("0221 998877")) == (ANNA,)
        assert await asking.look_up(number("0221 112233")) == ()
    assert len(stub.asked) == 2
    clock[0] += 301
    await asking.look_up(number("0221 998877"))
    await asking.look_up(number("0221 112233"))
    assert stub.asked[2:] == ["+49221112233"]
    clock[0] += 3600
    await asking.look_up(number("0221 998877"))
    assert len(stub.asked) == 4


async def test_what_it_answered_can_be_forgotten() -> None:
    stub, asking, _ = _made()
    await asking.look_up(number("0221 998877"))
    asking.forget()
    await asking.look_up(number("0221 998877"))
    assert len(stub.asked) == 2


async def test_its_memory_is_bounded() -> None:
    stub, asking, _ = _made()
    for at in range(2100):
        await asking.look_up(number(f"0221 {100000 + at}"))
    stub.asked.clear()
    await asking.look_up(number("0221 100000"))
    await asking.look_up(number("0221 102099"))
    assert stub.asked == ["+49221100000"]


@pytest.mark.parametrize("text", ["anonymous", "sip:anonymous@anonymous.invalid", "unknown", "112", "Anna"])
async def test_a_withheld_number_is_never_looked_up(text: str) -> None:
    stub, asking, _ = _made()
    assert await asking.look_up(read_remote(text, PLAN)) == ()
    assert not stub.asked


async def test_the_same_number_is_asked_once_at_a_time() -> None:
    stub, asking, _ = _made()
    stub.gate = asyncio.Event()
    both = asyncio.gather(*(asking.look_up(number("0221 998877")) for _ in range(5)))
    await stub.begun.wait()
    stub.gate.set()
    assert await both == [(ANNA,)] * 5
    assert len(stub.asked) == 1


async def test_after_a_failure_it_is_left_alone_for_longer_and_longer() -> None:
    stub, asking, clock = _made()
    stub.fault = SourceError("source_unreachable", cause="unreachable", source="crm", reason="x")
    waits = []
    for _ in range(8):
        with pytest.raises(SourceError) as failed:
            await asking.look_up(number("0221 998877"))
        assert failed.value.cause == "unreachable"
        assert asking.state.health is Health.FAILED
        assert "crm cannot be reached (x)" in asking.state.problem
        assert asking.state.retry_at is not None
        waits.append(asking.state.retry_at - clock[0])
        with pytest.raises(SourceError) as left:
            await asking.look_up(number("0221 998877"))
        assert left.value.cause == "paused"
        clock[0] = asking.state.retry_at
    assert waits == [5, 10, 20, 40, 80, 160, 300, 300]
    assert len(stub.asked) == 8
    stub.fault = None
    assert await asking.look_up(number("0221 998877")) == (ANNA,)
    assert asking.state.health is Health.READY
    assert asking.state.problem == ""


async def test_a_source_that_keeps_no_time_is_broken_off() -> None:
    stub, asking, _ = _made()
    stub.gate = asyncio.Event()
    with pytest.raises(SourceError) as late:
        await asking.look_up(number("0221 998877"))
    assert late.value.cause == "timeout"


async def test_closing_gives_up_what_is_asked() -> None:
    stub, asking, _ = _made()
    stub.gate = asyncio.Event()
    waiting = asyncio.ensure_future(asking.look_up(number("0221 998877")))
    await stub.begun.wait()
    await asking.aclose()
    with pytest.raises(asyncio.CancelledError):
        await waiting


def test_a_wrong_password_waits_for_somebody() -> None:
    assert pause("password", 1) == pause("password", 9) == 3600


@pytest.mark.parametrize(
    ("text", "e164", "national", "digits", "extension"),
    [
        ("0221 998877", "+49221998877", "0221998877", "49221998877", ""),
        ("+43 1 58858", "+43158858", "0043158858", "43158858", ""),
        ("0221 4711-22", "+49221471122", "0221471122", "49221471122", "22"),
        ("22", "", "", "22", "22"),
    ],
)
def test_a_number_is_spelt(text: str, e164: str, national: str, digits: str, extension: str) -> None:
    spelt = spellings(number(text), PLAN)
    assert spelt == {"e164": e164, "national": national, "digits": digits, "extension": extension}


def test_a_template_without_its_spelling_is_not_filled() -> None:
    spelt = spellings(number("22"), PLAN)
    assert filled("x/{extension}", spelt) == "x/22"
    assert filled("x/{e164}", spelt) is None


def test_the_number_that_was_asked_for_is_one_of_the_contacts() -> None:
    assert having(ANNA, number("+49 221 998877"), PLAN) is ANNA
    added = having(ANNA, number("0171 3920001"), PLAN)
    assert [one.raw for one in added.numbers] == ["+491713920001", "0221 998877"]
