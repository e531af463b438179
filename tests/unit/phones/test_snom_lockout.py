"""How long a locked phone is left alone."""

from __future__ import annotations

import pytest

from tui.phones.lockout import Lockout


class Clock:
    now = 50.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_a_minute_from_when_it_was_seen(clock: Clock) -> None:
    lock = Lockout(clock)
    assert lock.left == 0
    lock.found()
    assert lock.left == 60
    clock.now += 45
    lock.found()  # still the same lock
    assert lock.left == 15
    clock.now += 15
    assert lock.left == 0


def test_twice_as_long_each_time_it_is_locked_still_and_an_hour_at_most(clock: Clock) -> None:
    lock = Lockout(clock)
    lengths = []
    for _ in range(9):
        lock.found()
        lengths.append(lock.left)
        clock.now += lock.left
    assert lengths == [60, 120, 240, 480, 960, 1920, 3600, 3600, 3600]


def test_over_is_over(clock: Clock) -> None:
    lock = Lockout(clock)
    lock.found()
    lock.over()
    assert lock.left == 0
    lock.found()
    assert lock.left == 60
