"""Action URLs into phones by a running switchboard: written one by one, or fetched as a file from our server."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path

import pytest

from tests.unit.switchboard.site import FETCHES_FROM, site
from tui.errors import DurchwahlError, PhoneError, UsageError
from tui.phones.installing import Means, Outcome

FOREIGN = "http://10.0.0.5/cti?x=1"


async def test_written_they_bring_the_first_report(tmp_path: Path) -> None:
    async with site(tmp_path) as s, s.running():
        done = await s.core.installing.install("desk")
        assert (done.means, done.count(Outcome.WRITTEN)) == (Means.SETTINGS, len(await s.urls("desk")))
        assert s.core.rearming.silent("desk")
        assert "install-urls" in str(s.core.rearming.advice("desk"))
        s.phone("desk").pick_up()
        assert await s.core.installing.reported("desk", 10.0)
        assert not s.core.rearming.silent("desk")
        assert s.core.rearming.advice("desk") is None


async def test_a_phone_fetches_its_file_and_reports(tmp_path: Path) -> None:
    async with site(tmp_path) as s, s.running():
        await s.point("side")
        done = await s.core.installing.install("side", patience=10.0)
        assert (done.means, done.fetched) == (Means.FILE, "127.0.0.1")
        urls = await s.urls("side")
        await s.until(lambda: s.stands("side") == urls)
        assert s.memory.before("side") == dict.fromkeys(urls, "")
        s.phone("side").pick_up()
        assert await s.core.installing.reported("side", 10.0)


async def test_taken_out_by_a_file_with_empty_values(tmp_path: Path) -> None:
    async with site(tmp_path) as s, s.running():
        await s.point("side")
        await s.core.installing.install("side", patience=10.0)
        await s.until(lambda: any(s.stands("side").values()))
        out = await s.core.installing.install("side", remove=True, patience=10.0)
        assert out.fetched
        await s.until(lambda: not any(s.stands("side").values()))
        assert s.memory.before("side") is None
        # the phone still asks us when it starts: that must not bring them back
        content = await s.core.installing.file("side", f"{s.phone('side').profile.mac_address}.cfg")
        assert content is not None
        assert b"http" not in content


async def test_a_phone_away_while_they_are_taken_out_gets_the_empty_file_later(tmp_path: Path) -> None:
    async with site(tmp_path) as s:
        async with s.running():
            await s.point("side")
            await s.core.installing.install("side", patience=10.0)
            await s.until(lambda: any(s.stands("side").values()))
            await s.phone("side").unplug()
            with pytest.raises(PhoneError):
                await s.core.installing.install("side", remove=True, patience=0.0)
            await s.phone("side").plug_in()
        async with s.running():
            await s.point("side")  # the port is another one now
            await s.core.drivers["side"].provision()
            await s.until(lambda: not any(s.stands("side").values()))
            assert s.memory.before("side") is None


async def test_a_phone_that_does_not_come_is_told_as_such(tmp_path: Path) -> None:
    async with site(tmp_path) as s, s.running():
        s.overwrite("side", {FETCHES_FROM: "http://127.0.0.1:9/elsewhere/"})
        done = await s.core.installing.install("side", patience=0.2)
        assert done.fetched == ""
        assert s.memory.before("side") is None
        assert not any(s.stands("side").values())


async def test_installed_again_after_they_were_taken_out(tmp_path: Path) -> None:
    async with site(tmp_path) as s, s.running():
        await s.point("side")
        for remove in (False, True, False):
            await s.core.installing.install("side", remove=remove, patience=10.0)
        urls = await s.urls("side")
        await s.until(lambda: s.stands("side") == urls)


async def test_unseen_only_when_asked_for(tmp_path: Path) -> None:
    async with site(tmp_path) as s, s.running():
        done = await s.core.installing.install("side", "phonecfg")
        assert done.means is Means.UNSEEN
        assert done.count(Outcome.TOLD) == len(await s.urls("side"))
        assert s.stands("side") == await s.urls("side")
        s.phone("side").pick_up()
        assert await s.core.installing.reported("side", 10.0)
        out = await s.core.installing.install("side", remove=True)  # the same way back
        assert out.means is Means.UNSEEN
        assert not any(s.stands("side").values())
        assert (s.memory.before("side"), s.memory.placed("side")) == (None, None)
        with pytest.raises(UsageError):
            await s.core.installing.install("desk", "phonecfg")


@pytest.mark.parametrize("remove", [False, True])
@pytest.mark.parametrize("name", ["desk", "side"])
async def test_what_is_the_providers_is_never_written(tmp_path: Path, name: str, remove: bool) -> None:
    async with site(tmp_path, action_urls="provider") as s, s.running():
        await s.point("side")
        with pytest.raises(DurchwahlError) as caught:
            await s.core.installing.install(name, remove=remove)
        assert caught.value.key == "install_provider"
        await s.core.drivers["side"].provision()
        await s.until(lambda: s.core._server is not None and s.core._server.stats.no_file)
        assert not any(s.stands(name).values())


async def test_a_phone_that_refuses_is_told_and_remembered_as_it_was(tmp_path: Path) -> None:
    async with site(tmp_path, side={"remote_control": "denied"}) as s:
        s.core = s.made()
        s.core.desk.consents._patience = 0.1
        async with s.running(well=False):
            with pytest.raises(PhoneError):
                await s.core.installing.install("side", patience=0.0)
            assert s.memory.before("side") is None


async def test_the_phone_is_told_again_once_somebody_has_consented(tmp_path: Path) -> None:
    async with site(tmp_path, side={"remote_control": "prompt"}) as s:
        s.core = s.made()
        s.core.desk.consents._every = 0.05
        async with s.running(well=False):
            await s.point("side")
            work = asyncio.ensure_future(s.core.installing.install("side", patience=10.0))
            await s.until(lambda: s.core.desk.consents.waiting("side"))
            s.phone("side").allow_remote_control()
            assert (await work).fetched


async def test_another_phone_with_this_ones_address_gets_nothing(tmp_path: Path) -> None:
    async with site(tmp_path) as s, s.running():
        await s.until(lambda: s.core.status("side").mac)
        assert await s.core.installing.file("side", "805ec0ffffff.cfg") is None
        assert await s.core.installing.file("side", f"{s.core.status('side').mac}.boot") is None
        assert await s.core.installing.file("side", f"{s.core.status('side').mac}.cfg")


async def test_two_at_once_take_turns(tmp_path: Path) -> None:
    async with site(tmp_path) as s, s.running():
        install = s.core.installing.install
        first, second = await asyncio.gather(install("desk"), install("desk"))
        assert first.count(Outcome.WRITTEN) == second.count(Outcome.KEPT) == len(await s.urls("desk"))
        assert "overlapped" not in {one.outcome for one in s.phone("desk").requests}


async def test_no_token_gets_into_the_log(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG, "tui"):
        async with site(tmp_path) as s, s.running():
            await s.point("side")
            await s.core.installing.install("side", patience=10.0)
            await s.core.installing.install("desk")
            tokens = [(await s.core.installing.wanted(name)).token for name in ("desk", "side")]
    assert not [token for token in tokens if token in caplog.text]


async def test_a_phone_that_obeys_and_never_reports_is_told_with_the_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.switchboard.orders.EVENT_WAIT", 0.05)
    async with site(tmp_path) as s, s.running():
        done = await s.core.orders.dial("23", "desk")
        assert not done.confirmed
        assert "durchwahl phone install-urls --phone desk" in done.advice
        assert str(s.core.port) in done.advice
        s.phone("desk").hang_up()
        await s.core.installing.install("desk")
        monkeypatch.setattr("tui.switchboard.orders.EVENT_WAIT", 5.0)
        done = await s.core.orders.dial("23", "desk")
        assert (done.confirmed, done.advice) == (True, "")
        monkeypatch.setattr("tui.switchboard.orders.EVENT_WAIT", 0.05)
        s.phone("desk").faults.lose = 1.0
        done = await s.core.orders.dial("24", "desk")  # it has reported before: something else is wrong
        assert not done.confirmed
        assert "install-urls" not in done.advice


async def test_the_remedy_fits_whoever_looks_after_the_urls(tmp_path: Path) -> None:
    async with site(tmp_path, action_urls="provider") as s, s.running():
        provider = str(s.core.rearming.advice("desk"))
        s.core.port = 0
        deaf = str(s.core.rearming.advice("desk"))
    assert "provider" in provider
    assert "does not listen" in deaf
