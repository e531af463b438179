"""The exchange: numbers, groups, forwards, feature codes, and a random walk that must leave nothing behind."""

from __future__ import annotations

import asyncio
import random

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.simulator.conftest import OfficeMaker
from tui.simulator.codes import canonical
from tui.simulator.office import Office, OfficePlan
from tui.simulator.party import Behaviour, PartyPlan
from tui.simulator.profile import PhoneProfile


@pytest.mark.parametrize(
    ("dialled", "plain"),
    [
        ("+49 221 4710-001", "02214710001"),
        ("0049 221 4710001", "02214710001"),
        ("0221/4710 001", "02214710001"),
        ("+44 20 7946", "0044207946"),
        ("22", "22"),
        ("*31*0221", "*31*0221"),
    ],
)
def test_spellings_of_a_number_meet(dialled: str, plain: str) -> None:
    assert canonical(dialled) == plain


@pytest.mark.parametrize("dialled", ["02214710001", "002214710001", "+492214710001", "0+492214710001"])
async def test_a_party_is_found_with_and_without_outside_prefix(office: Office, dialled: str) -> None:
    party = office.party("02214710001", PartyPlan(Behaviour.NEVER))
    office.phone("s").dial(dialled)
    await party.wait_for("ringing")


async def test_two_phones_over_http_from_dialling_to_hanging_up(
    office: Office, http: httpx.AsyncClient
) -> None:
    s, y = office.phone("s"), office.phone("y")
    assert (await http.get(f"{s.url}/command.htm?number=23")).status_code == 302
    await y.wait_for("ringing")
    assert y.calls[0].remote.name == "Phone s"
    assert (await http.get(f"{y.url}/servlet?key=OK")).status_code == 200
    await s.wait_for("talking")
    assert s.calls[0].remote.name == "Phone y"
    assert (await http.get(f"{y.url}/servlet?key=F_HOLD")).status_code == 200
    assert y.state == "held"
    assert s.calls[0].remote_hold
    assert (await http.get(f"{s.url}/command.htm?RELEASE_ALL_CALLS")).status_code == 200
    await y.wait_for("idle")


async def test_two_phones_with_one_number_ring_together(make_office: OfficeMaker) -> None:
    office = await make_office(t={"number": "22"})
    office.party("02214710001").call("22")
    await office.phone("s").wait_for("ringing")
    await office.phone("t").wait_for("ringing")
    office.phone("s").reject()
    assert office.party("02214710001").state == "dialing"
    office.phone("t").reject()
    assert office.party("02214710001").state == "idle"


async def test_group_ignores_forwards_and_dnd_of_members(make_office: OfficeMaker) -> None:
    office = await make_office(groups={"20": ("s", "y", "z")})
    office.phone("s").device.set_forward("always", True, "24")
    office.phone("z").device.set_dnd(True)
    office.party("02214710001").call("20")
    await office.phone("y").wait_for("ringing")
    assert office.phone("t").state == office.phone("s").state == office.phone("z").state == "idle"


async def test_forwards_in_a_circle_end(office: Office) -> None:
    office.phone("s").device.set_forward("always", True, "23")
    office.phone("y").device.set_forward("always", True, "22")
    party = office.party("02214710001")
    party.call("22")
    await party.wait_for("idle")


async def test_without_call_waiting_it_is_busy(make_office: OfficeMaker) -> None:
    office = await make_office(s={"call_waiting": False})
    office.party("02214710001").call("22")
    await office.phone("s").wait_for("ringing")
    office.party("02214710002").call("22")
    await office.party("02214710002").wait_for("idle")
    assert len(office.phone("s").calls) == 1


async def test_every_line_taken(make_office: OfficeMaker) -> None:
    office = await make_office(s={"max_calls": 2})
    for last in "123":
        office.party(f"0221471000{last}").call("22")
    await office.party("02214710003").wait_for("idle")
    assert len(office.phone("s").calls) == 2
    assert not office.phone("s").dial("23")


async def test_withheld_number_but_not_from_a_colleague(office: Office) -> None:
    party = office.party("02214710001", PartyPlan(Behaviour.NEVER))
    office.phone("s").dial("*31*02214710001")
    await party.wait_for("ringing")
    assert party.leg is not None
    assert party.leg.remote.number == "anonymous"
    office.phone("t").dial("*31*23")
    await office.phone("y").wait_for("ringing")
    assert office.phone("y").calls[0].remote.number == "24"


async def test_park_and_retrieve(office: Office) -> None:
    s, party = office.phone("s"), office.party("02214710001")
    party.call("22")
    await s.wait_for("ringing")
    s.answer()
    s.device.blind_transfer("*97*3")
    await s.wait_for("idle")
    assert party.state == "talking"
    office.phone("y").dial("*98*3")
    await office.phone("y").wait_for("talking")
    office.phone("y").hang_up()
    assert party.state == "idle"
    office.phone("y").dial("*98*3")
    await office.phone("y").wait_for("idle")


async def test_pick_up_a_call_that_rings_elsewhere(office: Office) -> None:
    party = office.party("02214710001")
    party.call("22")
    await office.phone("s").wait_for("ringing")
    office.phone("y").dial("*99*22")
    await office.phone("y").wait_for("talking")
    assert party.state == "talking"
    assert office.phone("s").calls == []
    assert office.phone("s").happened == ["incoming", "missed"]


@pytest.mark.parametrize(
    ("code", "off"), [("*72*24", "#72"), ("*90*24", "#90"), ("*92*30*24", "#92"), ("*72*24", "#96")]
)
async def test_forward_in_the_exchange(make_office: OfficeMaker, code: str, off: str) -> None:
    office = await make_office(ring_seconds=0.05, announce_seconds=0.01)
    s, t = office.phone("s"), office.phone("t")
    for dialled in (code, off, code):
        s.dial(dialled)
        await s.wait_for("talking")
        await s.wait_for("idle")
    if code.startswith("*90"):
        s.device.set_dnd(True)
    office.party("02214710001").call("22")
    await t.wait_for("ringing")
    assert s.happened.count("incoming") == (1 if code.startswith("*92") else 0)
    assert s.calls == []


WEIGHTS = {
    **{"dial": 8, "call": 6, "answer": 8, "reject": 1, "hang_up": 1, "hold": 2, "resume": 2, "toggle": 1},
    **{"swap": 2, "blind": 4, "consult": 4, "complete": 6, "conference": 3, "split": 1, "party_answer": 4},
    **{"party_hang_up": 1, "party_hold": 1, "dnd": 1, "forward": 1, "reboot": 1, "turn": 5},
    **{"deflect": 4, "unregister": 1, "register": 2, "late": 1},
}
NUMBERS = ["22", "23", "24", "20"]


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32))
def test_whatever_happens_both_ends_agree_and_nothing_is_left(seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311
    names, weights = list(WEIGHTS), list(WEIGHTS.values())
    acts = rng.choices(names, weights, k=200)
    asyncio.run(_walk([(act, rng.randrange(4), rng.randrange(4)) for act in acts]))


async def _walk(acts: list[tuple[str, int, int]]) -> None:
    vendors = ("snom", "yealink", "snom")
    phones = {
        n: PhoneProfile(vendor, n, boot_seconds=0.0) for n, vendor in zip(NUMBERS, vendors, strict=False)
    }
    plan = OfficePlan(phones=phones, groups={"20": ("22", "24")}, unknown=PartyPlan(Behaviour.NEVER))
    office = Office(plan)
    try:
        for act, who, target in acts:
            _do(office, act, who, target)
            await asyncio.sleep(0)
            _agree(office)
        await asyncio.sleep(0)
        for phone in office.phones.values():
            while phone.calls:
                assert phone.device.reject() or phone.device.hang_up()
        for party in office.parties.values():
            while party.leg is not None:
                party.hang_up()
        await asyncio.sleep(0)
        _agree(office)
        assert not any(phone.calls or phone.device.hook for phone in office.phones.values())
        assert not office.exchange.ringing()
    finally:
        await office.stop()


def _do(office: Office, act: str, who: int, target: int) -> None:
    phone = office.phones[NUMBERS[who % 3]]
    device, number = phone.device, NUMBERS[target]
    party = office.party(f"0221471000{target}")
    match act:
        case "dial":
            device.dial(number if who else f"0221471000{target}")
        case "call":
            party.call(NUMBERS[who])
        case "answer" | "reject" | "hang_up" | "hold" | "resume" | "swap" | "conference" | "split":
            getattr(device, act)()
        case "toggle":
            device.toggle_hold()
        case "blind":
            device.blind_transfer(number)
        case "consult":
            device.consult(number)
        case "complete":
            device.complete_transfer()
        case "party_answer":
            party.answer()
        case "party_hang_up":
            party.hang_up()
        case "party_hold":
            party.hold(bool(who % 2))
        case "dnd":
            device.set_dnd(not device.dnd)
        case "forward":
            device.set_forward("always", bool(who), number)
        case "reboot":
            phone.reboot()
        case "deflect":
            device.deflect(number)
        case "unregister":
            phone.lose_registration(failed=bool(target % 2))
        case "register":
            phone.register()
        case "late":
            office.exchange.forwards = {NUMBERS[who]: {"no-answer": number, "not-registered": "24"}}
            office.exchange.forward_seconds = {NUMBERS[who]: 0.0}


def _agree(office: Office) -> None:
    """Peers point at each other, only living ends are kept, and phones know when nothing is left."""
    ends = [leg for phone in office.phones.values() for leg in phone.calls]
    ends += [leg for party in office.parties.values() for leg in party.legs if leg.alive]
    for leg in ends:
        assert leg.alive
        if leg.peer is not None:
            assert leg.peer.peer is leg
            assert leg.peer.alive
        elif leg.state == "talking":
            assert leg.attempt is not None  # was transferred and waits for an answer
    for phone in office.phones.values():
        talking = [leg for leg in phone.calls if leg.state == "talking" and not leg.on_hold]
        assert len(talking) <= 1 or all(leg.conference for leg in talking)
