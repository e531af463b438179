"""Orders: what the phone is told, how often, and which call is meant."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from tests.phonebook.make import book_of
from tests.unit.switchboard.core import Core, running, until
from tui.contacts.formats.reader import read_file
from tui.errors import DurchwahlError, NotFoundError, PhoneError, UsageError
from tui.phones.driver import Order, Probe

ANNA, BERND = "02214710501", "02214710502"


async def test_what_the_phone_was_told_and_has_not_reported_is_not_told_again(tmp_path: Path) -> None:
    """A Snom is silent after a reject: a second press of the key would end the conversation that goes on."""
    async with running(tmp_path) as core:
        orders = core.switchboard.orders
        talking = await core.desk.ring(ANNA)
        await core.desk.report("connect", talking)
        ringing = await core.desk.ring(BERND)
        first = asyncio.ensure_future(orders.order(Order.REJECT))
        await until(lambda: bool(core.desk.sent))
        with pytest.raises(DurchwahlError) as told:
            await orders.order(Order.REJECT)
        assert told.value.key == "order_under_way"
        assert core.desk.sent == [f"reject {ringing}"]
        await core.desk.report("end", ringing)
        assert (await first).confirmed
        assert (await orders.order(Order.HANGUP)).confirmed
        assert core.desk.sent[1:] == [f"hangup {talking}"]


async def test_hold_is_a_toggle_and_pressed_twice_still_holds(tmp_path: Path) -> None:
    async with running(tmp_path) as core:
        call = await core.desk.ring(ANNA)
        await core.desk.report("connect", call)
        both = await asyncio.gather(
            *(core.switchboard.orders.order(Order.HOLD) for _ in range(2)), return_exceptions=True
        )
        assert [type(one).__name__ for one in both] == ["Done", "DurchwahlError"]
        assert core.desk.sent == [f"hold {call}"]
        assert (await core.switchboard.orders.order(Order.RESUME)).confirmed


async def test_an_order_that_failed_may_be_given_again(tmp_path: Path) -> None:
    async with running(tmp_path) as core:
        call = await core.desk.ring(ANNA)
        core.desk.error = PhoneError("phone_timeout", cause="timeout", phone="desk", seconds="5")
        with pytest.raises(PhoneError):
            await core.switchboard.orders.order(Order.ANSWER)
        core.desk.error = None
        assert (await core.switchboard.orders.order(Order.ANSWER)).confirmed
        assert core.desk.sent == [f"answer {call}"]


async def test_an_emergency_call_is_tried_although_the_password_was_refused(tmp_path: Path) -> None:
    async with running(tmp_path) as core:
        core.desk.error = PhoneError("phone_password_paused", cause="password", phone="desk")
        with pytest.raises(PhoneError):
            await core.switchboard.orders.dial("02214710501")
        assert (await core.switchboard.orders.dial("112")).confirmed
        assert core.desk.sent == ["dial 112"]


async def test_a_call_whose_answer_is_lost_was_dialled_all_the_same(tmp_path: Path) -> None:
    """Whoever was told that it failed would dial once more."""
    async with running(tmp_path) as core:
        dial = core.desk.dial

        async def lost(number: str, identity: str = "", *, urgent: bool = False) -> None:
            await dial(number, identity)
            raise PhoneError("phone_timeout", cause="timeout", phone="desk", seconds="5")

        core.desk.dial = lost  # type: ignore[method-assign]
        assert (await core.switchboard.orders.dial(ANNA)).confirmed
        assert core.desk.sent == [f"dial 0{ANNA}"]


async def test_a_phone_whose_password_cannot_be_read_says_so_and_stops_no_other(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir(mode=0o700)
    secrets = tmp_path / "data" / "secrets.toml"
    secrets.write_text("[phone.desk\n")
    secrets.chmod(0o600)
    core = Core(tmp_path)
    try:
        await core.switchboard.start(events_required=True)
        assert core.switchboard.url
        for name in ("desk", "side"):
            assert "secrets.toml" in core.switchboard.status(name).problem
        with pytest.raises(DurchwahlError) as told:
            await core.switchboard.orders.dial("112")
        assert told.value.key == "phone_not_ready"
    finally:
        await core.switchboard.stop()


async def test_before_the_phones_are_there_an_order_says_so(tmp_path: Path) -> None:
    core = Core(tmp_path)
    with pytest.raises(DurchwahlError) as told:
        await core.switchboard.orders.dial("112")
    assert told.value.key == "phone_not_ready"


ONE_CARD = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Anna Müller\r\nTEL:0221 4710-501\r\nEND:VCARD\r\n"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("", "dial_nothing"),
        (" \t", "dial_nothing"),
        ("-", "dial_no_number"),
        ("\u202e", "dial_nothing"),
        ("+49112", "dial_emergency_meant"),
        ("Bernd", "dial_nobody"),
        ("Notarzt 112", "dial_nobody"),
    ],
)
async def test_what_names_nobody_calls_nobody(tmp_path: Path, text: str, key: str) -> None:
    """The book has one contact, so that whatever finds everybody finds one."""
    cards = tmp_path / "one.vcf"
    cards.write_text(ONE_CARD, encoding="utf-8", newline="")
    async with running(tmp_path) as core:
        contacts = read_file(cards.read_bytes(), "one.vcf").contacts
        core.switchboard.callers.book = book_of(contacts, core.switchboard.config.dialing)
        assert core.switchboard.orders.plan("anna").dialled == "002214710501"
        with pytest.raises(UsageError if key != "dial_nobody" else NotFoundError) as told:
            core.switchboard.orders.plan(text)
        assert told.value.key == key


async def test_a_phone_that_takes_a_command_again_is_no_longer_complained_of(tmp_path: Path) -> None:
    """The question on a Yealink's display was answered: nothing but the next command shows that."""
    async with running(tmp_path) as core:
        core.side.says = Probe(False, cause="forbidden", text="press OK on the phone")
        await core.switchboard.presence.ask("side")
        assert core.switchboard.status("side").problem
        core.side.says = Probe(True, "T46U")
        assert (await core.switchboard.orders.dial("02214710501", "side")).confirmed
        assert not core.switchboard.status("side").problem
