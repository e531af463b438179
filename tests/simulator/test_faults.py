"""Misbehaviour on command, and that a broken receiver never stops a phone."""

from __future__ import annotations

import asyncio
from random import Random

import httpx
import pytest

from tests.simulator.conftest import OfficeMaker
from tests.simulator.sink import Sink
from tui.simulator.faults import Faults, decide
from tui.simulator.office import Office


async def three_calls(office: Office) -> None:
    """Three answered calls at phone s: nine events."""
    phone = office.phone("s")
    for _ in range(3):
        office.party("02214710001").call("22")
        await phone.wait_for("ringing")
        phone.answer()
        phone.hang_up()
        await office.settled()


WHOLE = ["incoming", "connected", "disconnected"] * 3


async def test_events_can_be_lost(office: Office, sink: Sink) -> None:
    office.phone("s").faults.lose_events = {"connected"}
    office.phone("s").faults.lose_next = 1
    await three_calls(office)
    assert sink.events("s") == [event for event in WHOLE[1:] if event != "connected"]
    assert office.phone("s").happened == WHOLE
    assert [one.problem for one in office.phone("s").sent].count("lost on purpose") == 4


async def test_events_can_be_repeated(office: Office, sink: Sink) -> None:
    office.phone("s").faults.repeat = 1.0
    await three_calls(office)
    assert sink.events("s") == [event for event in WHOLE for _ in range(2)]


async def test_events_can_be_reordered(office: Office, sink: Sink) -> None:
    phone = office.phone("s")
    office.party("02214710001").call("22")
    await phone.wait_for("ringing")
    await office.settled()
    phone.faults.reorder = 1.0
    phone.answer()
    phone.hang_up()
    await office.settled()
    assert sink.events("s") == ["incoming", "disconnected", "connected"]


async def test_a_held_back_event_comes_in_the_end(office: Office, sink: Sink) -> None:
    office.phone("s").faults.reorder = 1.0
    office.party("02214710001").call("22")
    await office.phone("s").wait_for("ringing")
    await office.settled()
    assert sink.events("s") == ["incoming"]


async def test_the_same_seed_gives_the_same_faults(make_office: OfficeMaker, sink: Sink) -> None:
    runs = []
    for seed in (7, 7, 8):
        sink.arrived.clear()
        office = await make_office(seed=seed, s={"faults": {"lose": 0.4, "repeat": 0.3, "delay": 0.001}})
        await three_calls(office)
        runs.append(sink.events("s"))
        await office.stop()
    assert runs[0] == runs[1] != runs[2]
    assert runs[0] != WHOLE


def test_one_knob_does_not_move_the_others() -> None:
    rng, other = Random(5), Random(5)  # noqa: S311
    few = [decide(Faults(lose=0.3), "x", rng) for _ in range(200)]
    many = [decide(Faults(lose=0.3, repeat=0.5, delay=1.0), "x", other) for _ in range(200)]
    assert [one.times == 0 for one in few] == [one.times == 0 for one in many]
    assert 30 < [one.times for one in few].count(0) < 90
    assert {one.delay for one in few} == {0.0}
    assert all(0.0 <= one.delay < 1.0 for one in many)


@pytest.mark.parametrize("name", ["s", "y"])
async def test_hang(office: Office, http: httpx.AsyncClient, name: str) -> None:
    phone = office.phone(name)
    phone.faults.hang = True
    with pytest.raises(httpx.ReadTimeout):
        await http.get(phone.url, timeout=0.1)
    await asyncio.wait_for(office.stop(), 3.0)


@pytest.mark.parametrize("name", ["s", "y"])
async def test_drop_fail_and_recover(office: Office, http: httpx.AsyncClient, name: str) -> None:
    phone = office.phone(name)
    phone.faults.drop_next = 1
    phone.faults.fail_next = 1
    with pytest.raises(httpx.RemoteProtocolError):
        await http.get(phone.url)
    assert (await http.get(phone.url)).status_code == 500
    assert (await http.get(phone.url)).status_code == 200
    assert [one.status for one in phone.requests] == [0, 500, 200]


async def test_unplugged_refuses_and_comes_back_on_the_same_port(
    office: Office, http: httpx.AsyncClient
) -> None:
    phone = office.phone("s")
    url = phone.url
    office.party("02214710001").call("22")
    await phone.wait_for("ringing")
    await phone.unplug()
    assert phone.calls == []
    with pytest.raises(httpx.ConnectError):
        await http.get(url)
    await phone.plug_in()
    assert phone.url == url
    assert (await http.get(url)).status_code == 200
    assert phone.happened == ["incoming", "setup", "log_on"]


async def test_reboot_in_a_call(make_office: OfficeMaker, sink: Sink, http: httpx.AsyncClient) -> None:
    office = await make_office(s={"boot_seconds": 0.1})
    phone = office.phone("s")
    office.party("02214710001").call("22")
    await phone.wait_for("ringing")
    phone.answer()
    await office.settled()
    phone.reboot()
    assert office.party("02214710001").state == "idle"
    with pytest.raises(httpx.RemoteProtocolError):
        await http.get(phone.url)
    await phone.wait_for_event("log_on")
    assert sink.events("s") == ["incoming", "connected", "setup", "log_on"]


async def test_nobody_listens(make_office: OfficeMaker) -> None:
    office = await make_office(s={"events_base": "http://127.0.0.1:9/x"})
    await three_calls(office)
    assert [one.status for one in office.phone("s").sent] == [0] * 9
    assert all(one.problem for one in office.phone("s").sent)


async def test_a_mute_receiver_delays_but_does_not_stop(make_office: OfficeMaker, sink: Sink) -> None:
    office = await make_office(s={"event_timeout": 0.1})
    phone = office.phone("s")
    sink.mute = True
    await three_calls(office)
    assert [one.problem for one in phone.sent] == ["no answer in time"] * 9
    sink.mute = False
    await three_calls(office)
    assert [one.status for one in phone.sent[9:]] == [200] * 9
