"""The action URLs put into the phones by the program itself, by each of the ways in which a phone takes them."""

from __future__ import annotations

import asyncio

import pytest

from tests.lab.baresip import FarEnd
from tests.lab.conftest import OUTSIDE, Office
from tests.lab.desk_phone import DeskPhone
from tests.lab.laboratory import Laboratory
from tests.lab.product import Product

THEIRS = "http://192.0.2.7/somebody/incoming?number=$remote&x=a%20b"


async def rings(program: Product, far: FarEnd) -> None:
    """Somebody calls, and the program is told."""
    mark, since = program.mark(), far.mark()
    await far.dial("22")
    await program.call("desk", "ringing", mark)
    await far.hang_up()
    await far.wait_for("CALL_CLOSED", since)
    await program.call("desk", "ended", mark)


async def installed(program: Product, phone: DeskPhone) -> bool:
    """Whether the phone has every URL, just as the program prints it."""
    settings = (await phone.state())["settings"]
    return all(settings.get(name) == url for name, url in (await program.action_urls("desk")).items())


async def test_snom_by_its_settings(lab: Laboratory, office: Office) -> None:
    """Written, read back, kept over a power cut, and taken out again with what stood there before."""
    phone, far = await asyncio.gather(lab.phone("snom", "22"), lab.far_end(OUTSIDE))
    phone.tell({"do": "settings", "values": {"action_incoming_url": THEIRS}})
    async with office(desk=phone, typed=False) as program:
        done = (await program.run("phone", "install-urls", "--wait", "0", "--json")).json()
        assert {one["outcome"] for one in done["settings"]} == {"written"}
        assert [one["foreign"] for one in done["settings"] if one["foreign"]] == ["192.0.2.7"]
        assert await installed(program, phone)
        await rings(program, far)
        await phone.power_cut()
        since, mark = phone.mark(), program.mark()
        await phone.start()
        await phone.word("registered", since)
        await program.event("booted", mark)
        await rings(program, far)
        assert (await program.run("phone", "install-urls", "--remove", "--json")).status == 0
        settings = (await phone.state())["settings"]
        left = {name: url for name, url in settings.items() if name.startswith("action_") and url}
    assert left == {"action_incoming_url": THEIRS}


async def test_snom_that_keeps_its_settings_to_itself(lab: Laboratory, office: Office) -> None:
    """The provider's configuration only lets them be read: the phone answers 200 and has not written anything."""
    phone = await lab.phone("snom", "22")
    phone.refuse("writing")
    async with office(desk=phone, typed=False) as program:
        done = (await program.run("phone", "install-urls", "--wait", "0", "--json")).json_of_failure(3)
        assert {one["outcome"] for one in done["settings"]} == {"refused"}
        assert not await installed(program, phone)


async def test_yealink_by_its_file(lab: Laboratory, office: Office) -> None:
    """The address of the server typed in by hand; the phone then comes for its file when it is told to."""
    phone, far = await asyncio.gather(lab.phone("yealink", "22"), lab.far_end(OUTSIDE))
    async with office(desk=phone, typed=False) as program:
        some = next(iter((await program.action_urls("desk")).values()))
        base = some.partition("?")[0].rpartition("/")[0]
        phone.tell({"do": "settings", "values": {"static.auto_provision.server.url": f"{base}/"}})
        done = (await program.run("phone", "install-urls", "--yes", "--wait", "10", "--json")).json()
        assert (done["way"], done["fetched"], done["fetched_by"]) == ("file", True, phone.address)
        await phone.reported("setup_autop_finish")
        assert await installed(program, phone)
        await rings(program, far)
        await program.run("phone", "install-urls", "--remove", "--yes", "--wait", "10", "--json")
        await phone.until(
            lambda state: (
                not any(url for name, url in state["settings"].items() if name.startswith("action_url."))
            ),
            what="no URL left",
        )


async def test_yealink_by_phonecfg(lab: Laboratory, office: Office) -> None:
    """The way that no manual has: nothing but the next call shows that it worked."""
    phone, far = await asyncio.gather(lab.phone("yealink", "22"), lab.far_end(OUTSIDE))
    async with office(desk=phone, typed=False) as program:
        ran = await program.run("phone", "install-urls", "--way", "phonecfg", "--wait", "0", "--json")
        assert {one["outcome"] for one in ran.json()["settings"]} == {"told"}
        assert await installed(program, phone)
        await rings(program, far)


@pytest.mark.parametrize("vendor", ["snom"], indirect=True)
async def test_written_anew_after_a_provisioning(lab: Laboratory, office: Office, vendor: str) -> None:
    """A provider's configuration overwrites ours when the phone starts: the program puts it right by itself."""
    phone, far = await asyncio.gather(lab.phone(vendor, "22"), lab.far_end(OUTSIDE))
    async with office(desk=phone, typed=False) as program:
        assert (await program.run("phone", "install-urls", "--wait", "0", "--json")).status == 0
        phone.tell({"do": "settings", "values": {"action_connected_url": "", "action_hold": ""}})
        assert not await installed(program, phone)
        await phone.power_cut()
        since = phone.mark()
        await phone.start()
        await phone.word("registered", since)
        await phone.asked("action_hold=", since)
        await phone.until(lambda state: bool(state["settings"].get("action_hold")), what="our URL again")
        assert await installed(program, phone)
        await rings(program, far)
