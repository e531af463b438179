"""Identities that come and go at the PBX, and what the PBX does with calls for those that are away."""

from __future__ import annotations

import httpx
import pytest

from tests.simulator.conftest import OfficeMaker
from tests.simulator.sink import Sink
from tui.simulator.office import Office

OUTSIDE = "02214710001"


@pytest.mark.parametrize("failed", [False, True])
@pytest.mark.parametrize("name", ["s", "y"])
async def test_who_is_not_registered_neither_calls_nor_is_called(
    office: Office, sink: Sink, name: str, failed: bool
) -> None:
    phone, party = office.phone(name), office.party(OUTSIDE)
    phone.lose_registration(failed=failed)
    await phone.wait_until_sent()
    event = {"s": ("log_off", "reg_failed"), "y": ("unregistered", "register_failed")}[name][failed]
    assert sink.events(name) == [event]
    assert not phone.dial("24")
    party.call(phone.number)
    await party.wait_for("idle")
    assert phone.happened == [event]
    phone.register()
    party.call(phone.number)
    await phone.wait_for("ringing")


async def test_a_snom_logs_lines_off_and_on(make_office: OfficeMaker, http: httpx.AsyncClient) -> None:
    office = await make_office(s={"lines": ("26", "27")})
    phone = office.phone("s")
    url = f"{phone.url}/command.htm"
    await http.get(f"{url}?LOGOFFLINE=2")
    assert phone.device.switches.registered == {"22", "27"}
    await http.get(f"{url}?number=24&outgoing_uri=26@pbx.example")
    assert phone.calls == []
    await http.get(f"{url}?LOGOFFALL")
    assert phone.device.switches.registered == set()
    await http.get(f"{url}?REREGISTER=2")
    assert phone.device.switches.registered == {"26"}
    assert phone.happened == ["log_off"] * 4 + ["log_on"]
    assert (await http.get(f"{url}?REREGISTER=4")).status_code == 200
    assert phone.requests[-1].outcome == "ignored"


@pytest.mark.parametrize("away", ["unregistered", "unplugged", "rebooting"])
async def test_forward_when_not_registered(make_office: OfficeMaker, away: str) -> None:
    office = await make_office(announce_seconds=0.01, s={"boot_seconds": 60.0})
    s, t = office.phone("s"), office.phone("t")
    s.dial("*93*24")
    await s.wait_for("talking")
    await s.wait_for("idle")
    office.party(OUTSIDE).call("22")
    await s.wait_for("ringing")
    assert t.calls == []
    office.party(OUTSIDE).hang_up()
    if away == "unregistered":
        s.lose_registration()
    elif away == "unplugged":
        await s.unplug()
    else:
        s.reboot()
    office.party(OUTSIDE).call("22")
    await t.wait_for("ringing")


async def test_the_seconds_of_the_exchange_count(make_office: OfficeMaker) -> None:
    office = await make_office(announce_seconds=0.01)
    s, t = office.phone("s"), office.phone("t")
    s.dial("*92*15*24")
    await s.wait_for("talking")
    await s.wait_for("idle")
    assert (office.exchange.forwards["22"], office.exchange.forward_seconds["22"]) == (
        {"no-answer": "24"},
        15.0,
    )
    office.exchange.forward_seconds["22"] = 0.02
    office.party(OUTSIDE).call("22")
    await s.wait_for("ringing")
    await t.wait_for("ringing")
    assert s.calls == []
    assert s.happened[-1] == "missed"
    t.answer()
    await office.party(OUTSIDE).wait_for("talking")
    assert not office.exchange.ringing()


async def test_no_answer_of_a_number_that_was_forwarded_to(make_office: OfficeMaker) -> None:
    """The rule of the number where it rings counts, not that of the one that was dialled."""
    office = await make_office()
    exchange = office.exchange
    exchange.forwards = {"22": {"always": "23"}, "23": {"no-answer": "24"}}
    exchange.forward_seconds = {"23": 0.02}
    office.party(OUTSIDE).call("22")
    await office.phone("t").wait_for("ringing")
    assert office.phone("s").happened == []
    assert "missed_call" in office.phone("y").happened


async def test_after_a_reboot_it_is_registered_again(office: Office) -> None:
    phone = office.phone("s")
    phone.lose_registration()
    phone.reboot()
    await phone.wait_for_event("log_on")
    assert phone.dial("24")
