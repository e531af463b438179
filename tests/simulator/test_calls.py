"""Two calls at once, transfers and conferences by key, of both makers."""

from __future__ import annotations

import httpx
import pytest

from tests.simulator.clock import Clock
from tests.simulator.conftest import OfficeMaker
from tui.simulator.office import Office
from tui.simulator.party import Behaviour, PartyPlan
from tui.simulator.phone import SimulatedPhone

OUTSIDE = ("02214710001", "02214710002")


async def ring(office: Office, phone: SimulatedPhone, caller: str = OUTSIDE[0]) -> None:
    office.party(caller).call(phone.number)
    await phone.wait_for("ringing")


async def two_calls(office: Office, phone: SimulatedPhone) -> None:
    """The first is held, the second is heard."""
    for caller in OUTSIDE:
        await ring(office, phone, caller)
        phone.answer()


def heard(phone: SimulatedPhone) -> list[str]:
    return [leg.remote.number for leg in phone.calls if leg.state == "talking" and not leg.on_hold]


async def send(http: httpx.AsyncClient, phone: SimulatedPhone, *queries: str) -> list[str]:
    """Command by command; what each came to."""
    path = "/command.htm?" if phone.profile.vendor == "snom" else "/servlet?"
    for query in queries:
        assert (await http.get(phone.url + path + query)).status_code in (200, 302)
    return [one.outcome for one in phone.requests[-len(queries) :]]


@pytest.mark.parametrize("queries", [("key=DOWN", "key=F_HOLD"), ("key=P1",), ("key=UP;F_HOLD",)])
async def test_a_snom_toggles_between_calls(
    office: Office, http: httpx.AsyncClient, queries: tuple[str, ...]
) -> None:
    phone = office.phone("s")
    await two_calls(office, phone)
    await send(http, phone, *queries)
    assert heard(phone) == [OUTSIDE[0]]
    assert office.party(OUTSIDE[1]).state == "held"


async def test_the_hold_key_of_two_calls_holds_both(office: Office, http: httpx.AsyncClient) -> None:
    """There is no toggling in it: the other call has to be chosen first."""
    for name in ("s", "y"):
        phone = office.phone(name)
        await two_calls(office, phone)
        await send(http, phone, "key=F_HOLD")
        assert heard(phone) == []
        await send(http, phone, "key=F_HOLD")
        assert heard(phone) == [OUTSIDE[1]]
        phone.hang_up()
        phone.hang_up()


@pytest.mark.parametrize("queries", [("key=SWAP",), ("key=UP", "key=F_HOLD"), ("key=L1",)])
async def test_a_yealink_toggles_between_calls(
    office: Office, http: httpx.AsyncClient, queries: tuple[str, ...]
) -> None:
    phone = office.phone("y")
    await two_calls(office, phone)
    await send(http, phone, *queries)
    assert heard(phone) == [OUTSIDE[0]]


DEFLECT = {
    "s": ("key=TRANSFER", "number=24"),
    "t": ("key=F_TRANSFER", "key=2;2;ENTER"),
    "y": ("key=F_TRANSFER", "key=2;4", "key=F_TRANSFER"),
    "z": ("key=F_TRANSFER", "key=2;4;OK"),
}


@pytest.mark.parametrize("name", sorted(DEFLECT))
async def test_a_ringing_call_is_sent_on(office: Office, http: httpx.AsyncClient, name: str) -> None:
    phone, other = office.phone(name), office.phone("s" if name == "t" else "t")
    await ring(office, phone)
    leg = phone.calls[0]
    await send(http, phone, *DEFLECT[name])
    await other.wait_for("ringing")
    assert other.calls[0].remote.number == OUTSIDE[0]
    assert (leg.reason, leg.answered, phone.calls) == ("forwarded", False, [])
    other.answer()
    await office.party(OUTSIDE[0]).wait_for("talking")
    told = "forward_incoming_call" in phone.happened
    assert told is (phone.profile.vendor == "yealink")


@pytest.mark.parametrize("name", ["s", "y"])
async def test_leaving_the_transfer_leaves_the_call_ringing(
    office: Office, http: httpx.AsyncClient, name: str
) -> None:
    phone = office.phone(name)
    await ring(office, phone)
    await send(http, phone, "key=F_TRANSFER", "key=CANCEL")
    assert phone.state == "ringing"
    await send(http, phone, "key=CANCEL")
    assert phone.state == "idle"


@pytest.mark.parametrize("name", ["s", "y"])
async def test_a_call_that_comes_meanwhile_takes_the_screen(
    office: Office, http: httpx.AsyncClient, name: str
) -> None:
    """The transfer was begun with another call: the OK key is for the one that rings."""
    phone = office.phone(name)
    await ring(office, phone)
    phone.answer()
    await send(http, phone, "key=F_TRANSFER")
    await ring(office, phone, OUTSIDE[1])
    await send(http, phone, "key=F_OK" if name == "s" else "key=OK")
    assert heard(phone) == [OUTSIDE[1]]


async def test_d715_has_no_blind_transfer(make_office: OfficeMaker, http: httpx.AsyncClient) -> None:
    office = await make_office(s={"model": "D715"})
    phone = office.phone("s")
    await ring(office, phone)
    phone.answer()
    assert await send(http, phone, "key=TRANSFER") == ["ignored"]
    await send(http, phone, "number=24")  # so this is a second call
    await office.phone("t").wait_for("ringing")
    office.phone("t").answer()
    await phone.wait_for(lambda one: len(heard(one)) == 1)
    await send(http, phone, "key=TRANSFER", "key=ENTER")
    await phone.wait_for("idle")
    assert office.party(OUTSIDE[0]).state == "talking"


@pytest.mark.parametrize("name", ["s", "y"])
async def test_no_attended_transfer_to_an_outside_number(
    make_office: OfficeMaker, http: httpx.AsyncClient, name: str
) -> None:
    office = await make_office(**{name: {"attended_outside": False}})
    phone = office.phone(name)
    await two_calls(office, phone)
    await send(http, phone, *(("key=TRANSFER", "key=ENTER") if name == "s" else ("key=F_TRANSFER",)))
    assert len(phone.calls) == 2
    office.party(OUTSIDE[1]).hang_up()
    await send(http, phone, "number=24")
    await office.phone("t").wait_for("ringing")
    await send(http, phone, *(("key=TRANSFER", "key=ENTER") if name == "s" else ("key=F_TRANSFER",)))
    await phone.wait_for("idle")


@pytest.mark.parametrize("name", ["s", "y"])
async def test_the_redial_key_may_open_a_list(
    make_office: OfficeMaker, http: httpx.AsyncClient, name: str
) -> None:
    key, enter = ("REDIAL", "ENTER") if name == "s" else ("RD", "OK")
    for listing in (False, True):
        office = await make_office(**{name: {"redial_list": listing}})
        phone = office.phone(name)
        assert await send(http, phone, f"key={key}") == ["ignored"]
        await send(http, phone, "number=24", "key=CANCEL")
        assert phone.calls == []
        await send(http, phone, f"key={key}")
        assert len(phone.calls) == (0 if listing else 1)
        await send(http, phone, f"key={enter}")
        assert [leg.dialled for leg in phone.calls] == ["24"]
        await office.stop()


@pytest.mark.parametrize("name", ["s", "y"])
async def test_volume_and_its_ends(office: Office, http: httpx.AsyncClient, name: str) -> None:
    phone = office.phone(name)
    assert await send(http, phone, *["key=VOLUME_UP"] * 8) == ["accepted"] * 7 + ["ignored"]
    assert await send(http, phone, "key=VOLUME_DOWN") == ["accepted"]
    assert phone.device.switches.volume == 14


async def test_a_yealink_loses_keys_while_it_draws(make_office: OfficeMaker, http: httpx.AsyncClient) -> None:
    clock = Clock()
    office = await make_office(now=clock, y={"draw_seconds": 2.0})
    phone = office.phone("y")
    await ring(office, phone)
    phone.answer()
    await send(http, phone, "key=ATrans=25")
    await office.phone("z").wait_for("ringing")
    assert await send(http, phone, "key=F_TRANSFER", "key=ATrans=24", "key=BTrans=24") == ["ignored"] * 3
    clock.time += 2.0
    assert await send(http, phone, "key=F_TRANSFER") == ["accepted"]
    assert phone.calls == []


OLD = ["ASW", "UNHOLD", "SWAP", "BTrans=25", "ATrans=25", "ASW:32769", "HOLD:32769", "UNHOLD:32769"]


@pytest.mark.parametrize("key", OLD)
async def test_old_yealinks_pass_over_what_came_later(
    make_office: OfficeMaker, http: httpx.AsyncClient, key: str
) -> None:
    office = await make_office(y={"old_firmware": True})
    phone = office.phone("y")
    await ring(office, phone)
    if not key.startswith("ASW"):
        phone.answer()
    if key == "UNHOLD":
        phone.hold()
    state = phone.state
    assert await send(http, phone, f"key={key}") == ["ignored"]
    assert (phone.state, len(phone.calls)) == (state, 1)


async def test_old_yealinks_transfer_by_key(make_office: OfficeMaker, http: httpx.AsyncClient) -> None:
    office = await make_office(y={"old_firmware": True})
    phone = office.phone("y")
    await ring(office, phone)
    phone.answer()
    await send(http, phone, "key=F_TRANSFER", "key=2", "key=5", "key=F_TRANSFER")
    await office.phone("z").wait_for("ringing")
    await phone.wait_for("idle")


@pytest.mark.parametrize("digits", ["Key=12&Duration=100", "key=1;2", "key=1"])
async def test_tones_of_an_old_yealink(
    make_office: OfficeMaker, http: httpx.AsyncClient, digits: str
) -> None:
    office = await make_office(y={"old_firmware": True})
    phone, party = office.phone("y"), office.party(OUTSIDE[0])
    await ring(office, phone)
    phone.answer()
    await send(http, phone, digits)
    assert party.leg is not None
    assert party.leg.digits == {"K": "", "k": digits.partition("=")[2].replace(";", "")}[digits[0]]


async def test_conference_has_to_be_enabled(make_office: OfficeMaker, http: httpx.AsyncClient) -> None:
    office = await make_office(y={"local_conference": False})
    phone = office.phone("y")
    await two_calls(office, phone)
    assert await send(http, phone, "key=F_CONFERENCE", "key=F_CONFERENCE") == ["ignored"] * 2
    assert len(heard(phone)) == 1


async def test_call_back_and_redial_of_the_exchange(office: Office) -> None:
    s, y, party = office.phone("s"), office.phone("y"), office.party(OUTSIDE[0], PartyPlan(Behaviour.NEVER))
    s.dial("*74*")
    await s.wait_for("idle")  # nobody has called
    y.dial("22")
    await s.wait_for("ringing")
    y.hang_up()
    for code in ("*74*", "*74"):
        s.dial(code)
        await y.wait_for("ringing")
        s.hang_up()
    s.dial(OUTSIDE[0])
    await party.wait_for("ringing")
    s.hang_up()
    s.dial("*95*")
    await party.wait_for("ringing")
