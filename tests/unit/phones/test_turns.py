"""Whose turn it is."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.phones.turns import Turns


class Line:
    """Some who want their turn, and those who had it."""

    def __init__(self, urgent: Iterable[bool] = ()) -> None:
        self.turns = Turns()
        self.had: list[int] = []
        self.inside = 0
        self.go_on = asyncio.Event()
        self.tasks = [asyncio.ensure_future(self.take(one, urgent=how)) for one, how in enumerate(urgent)]

    async def take(self, one: int, *, urgent: bool = False) -> None:
        async with self.turns.turn(urgent=urgent):
            assert self.inside == 0
            self.inside += 1
            self.had.append(one)
            await self.go_on.wait()
            await asyncio.sleep(0)
            self.inside -= 1


@given(st.lists(st.tuples(st.booleans(), st.booleans()), max_size=12))
def test_each_has_its_turn_the_urgent_first_and_who_has_left_takes_none(who: list[tuple[bool, bool]]) -> None:
    """Of each: whether it is urgent, and whether it is cancelled while it waits."""

    async def scenario() -> list[int]:
        line = Line([False, *(urgent for urgent, _ in who)])
        await asyncio.sleep(0)
        for task, (_, leaves) in zip(line.tasks[1:], who, strict=True):
            if leaves:
                task.cancel()
        line.go_on.set()
        await asyncio.gather(*line.tasks, return_exceptions=True)
        await asyncio.wait_for(line.take(99), 1)  # nobody keeps it
        return line.had

    stay = [(one, urgent) for one, (urgent, leaves) in enumerate(who, 1) if not leaves]
    wanted = [one for one, urgent in stay if urgent] + [one for one, urgent in stay if not urgent]
    assert asyncio.run(scenario()) == [0, *wanted, 99]


async def test_one_that_is_cancelled_as_its_turn_comes_passes_it_on() -> None:
    line = Line()
    line.go_on.set()
    async with line.turns.turn():
        waiting = [asyncio.ensure_future(line.take(one)) for one in (1, 2)]
        await asyncio.sleep(0)
    waiting[0].cancel()  # it has not noticed yet
    await asyncio.gather(*waiting, return_exceptions=True)
    assert line.had == [2]


async def test_a_failure_ends_the_turn() -> None:
    turns = Turns()
    with pytest.raises(ZeroDivisionError):
        async with turns.turn():
            raise ZeroDivisionError
    async with asyncio.timeout(1), turns.turn():
        pass
