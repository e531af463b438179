"""The counting of connections and requests, with a clock that stands still."""

from __future__ import annotations

from tui.server.traffic import Limits, Traffic


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_connections_are_counted_per_peer_and_in_all() -> None:
    traffic = Traffic(Limits(connections=3, connections_per_peer=2), Clock())
    assert [traffic.enter("a"), traffic.enter("a"), traffic.enter("a")] == [True, True, False]
    assert traffic.crowds("a")
    assert not traffic.crowds("b")
    assert [traffic.enter("b"), traffic.enter("b")] == [True, False]
    traffic.leave("a")
    assert traffic.enter("b")


def test_a_bucket_empties_and_fills_again() -> None:
    clock = Clock()
    traffic = Traffic(Limits(requests_per_second=10, burst=5), clock)
    assert [traffic.admit("a") for _ in range(6)] == [True] * 5 + [False]
    assert traffic.admit("b")
    clock.now += 0.1
    assert [traffic.admit("a"), traffic.admit("a")] == [True, False]
    clock.now += 3600
    assert [traffic.admit("a") for _ in range(6)] == [True] * 5 + [False]


def test_the_memory_for_peers_is_bounded_and_forgets_the_harmless_first() -> None:
    clock = Clock()
    traffic = Traffic(Limits(requests_per_second=1, burst=2), clock)
    for number in range(1000):
        traffic.admit(f"old{number}")
    clock.now += 10
    assert [traffic.admit("busy"), traffic.admit("busy"), traffic.admit("busy")] == [True, True, False]
    for number in range(900):
        traffic.admit(f"new{number}")
    assert not traffic.admit("busy")
    for number in range(5000):
        traffic.admit(f"flood{number}")
    assert len(traffic._buckets) <= 1024


async def test_quiet_waits_for_the_last_answer() -> None:
    traffic = Traffic(Limits(), Clock())
    await traffic.quiet(0.0)
    traffic.begin()
    await traffic.quiet(0.0)  # gives up in time
    assert traffic.pending == 1
