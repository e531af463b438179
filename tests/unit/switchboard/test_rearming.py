"""Our URLs stay in a phone that its provisioning, a restart or a new address of this computer takes them out of."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.unit.switchboard.site import Site, site
from tui.config.model import EventsConfig
from tui.phones.installing import Outcome
from tui.switchboard.rearming import EVERY, WITHIN, WRITES

FOREIGN = "http://10.0.0.5/cti?x=1"


async def _installed(s: Site) -> dict[str, str]:
    await s.core.installing.install("desk")
    s.heard.clear()
    return await s.urls("desk")


def _writes(s: Site) -> int:
    return sum("settings=save" in one.target for one in s.phone("desk").requests)


async def test_overwritten_at_a_restart_they_are_written_again_and_that_is_told(tmp_path: Path) -> None:
    from tui.phones.registry import maker

    made_by = maker("snom")
    assert made_by is not None
    first, second, *_ = (url.setting for url in made_by.action_urls("http://x"))
    provided = {"provisioned_settings": {first: "", second: ""}}
    async with site(tmp_path, desk=provided) as s, s.running():
        urls = await _installed(s)
        s.phone("desk").reboot()  # the report of that comes by one of the URLs that were left
        await s.until(lambda: s.warnings)
        assert s.stands("desk") == urls
        assert len(s.warnings) == 1
        assert "2" in s.warnings[0]
        assert "desk" in s.warnings[0]


async def test_what_stood_there_before_and_was_put_back_counts_as_overwritten(tmp_path: Path) -> None:
    async with site(tmp_path) as s, s.running():
        first = next(iter(s.stands("desk")))
        s.overwrite("desk", {first: FOREIGN})
        urls = await _installed(s)
        s.overwrite("desk", {first: FOREIGN})
        await s.looked("desk")
        assert s.stands("desk") == urls
        assert len(s.warnings) == 1
        await s.core.installing.install("desk", remove=True)
        assert s.stands("desk")[first] == FOREIGN


async def test_a_new_address_of_this_computer_is_written_at_the_start(tmp_path: Path) -> None:
    async with site(tmp_path) as s:
        async with s.running():
            await _installed(s)
        s.config = replace(s.config, events=EventsConfig("127.0.0.1", 0, "localhost"))
        async with s.running():
            await s.until(lambda: s.warnings)
            assert "earlier address" in s.warnings[0]
            assert s.stands("desk") == await s.urls("desk")
            assert "localhost" in next(iter(s.stands("desk").values()))


async def test_somebody_elses_are_left_alone_and_told_once(tmp_path: Path) -> None:
    async with site(tmp_path) as s, s.running():
        urls = await _installed(s)
        first, second, *_ = urls
        s.overwrite("desk", {first: "http://evil\x1b[31m.example/x", second: ""})
        await s.looked("desk")
        assert s.stands("desk")[first].startswith("http://evil")
        assert s.stands("desk")[second] == urls[second]  # an empty one is nobody's
        told = [text for text in s.warnings if "evil" in text]
        assert len(told) == 1
        assert told[0].isprintable()
        await s.looked("desk")
        assert len([text for text in s.warnings if "evil" in text]) == 1
        done = await s.core.installing.install("desk")  # on the user's word they are replaced
        assert done.count(Outcome.WRITTEN) == 1
        assert s.stands("desk") == urls


async def test_two_programs_do_not_fight(tmp_path: Path) -> None:
    async with site(tmp_path) as s, s.running():
        urls = await _installed(s)
        empty = dict.fromkeys(urls, "")
        for _ in range(WRITES + 3):
            s.overwrite("desk", empty)
            await s.looked("desk")
        assert not any(s.stands("desk").values())
        assert len([text for text in s.warnings if "left alone" in text]) == 1
        assert len(s.warnings) == WRITES + 1
        s.now += WITHIN
        await s.looked("desk")
        assert s.stands("desk") == urls


async def test_locked_now_is_told_once(tmp_path: Path) -> None:
    async with site(tmp_path) as s, s.running():
        urls = await _installed(s)
        first = next(iter(urls))
        s.overwrite("desk", {first: ""})
        object.__setattr__(s.phone("desk").profile, "locked_settings", (first,))
        for _ in range(3):
            await s.looked("desk")
        assert len(s.warnings) == 1
        assert "locks" in s.warnings[0]
        assert 'action_urls = "provider"' in s.warnings[0]


async def test_all_well_is_looked_at_and_not_written(tmp_path: Path) -> None:
    async with site(tmp_path) as s, s.running():
        await _installed(s)
        before = _writes(s)
        await s.looked("desk")
        assert _writes(s) == before
        assert s.warnings == []


async def test_now_and_then_is_an_occasion(tmp_path: Path) -> None:
    async with site(tmp_path) as s, s.running():
        urls = await _installed(s)
        waited: list[float] = []

        class EnoughError(Exception):
            """The second round has begun."""

        async def idle(seconds: float) -> None:
            waited.append(seconds)
            if len(waited) > 1:
                raise EnoughError

        s.overwrite("desk", dict.fromkeys(urls, ""))
        s.core.rearming._idle = idle
        with pytest.raises(EnoughError):
            await s.core.rearming.keep()
        await s.until(lambda: s.stands("desk") == urls)
        assert waited == [EVERY, EVERY]


async def test_a_phone_that_comes_back_is_looked_into(tmp_path: Path) -> None:
    async with site(tmp_path) as s, s.running():
        urls = await _installed(s)
        await s.phone("desk").unplug()
        await s.core.presence.ask("desk")
        s.overwrite("desk", dict.fromkeys(urls, ""))
        await s.phone("desk").plug_in()
        await s.core.presence.ask("desk")
        await s.until(lambda: s.stands("desk") == urls)


async def test_phones_without_ours_are_never_looked_into(tmp_path: Path) -> None:
    async with site(tmp_path) as s, s.running():
        s.core.rearming._occasion("desk")
        s.core.rearming._occasion("side")
        s.core.rearming._occasion("nobody")
        assert not s.core.rearming._looking
        await s.core.installing.install("desk")
        await s.core.installing.install("desk", remove=True)
        s.core.rearming._occasion("desk")
        assert not s.core.rearming._looking
        assert not any(s.stands("desk").values())


async def test_what_was_being_taken_out_is_not_put_in_again(tmp_path: Path) -> None:
    async with site(tmp_path) as s, s.running():
        urls = await _installed(s)
        object.__setattr__(s.phone("desk").profile, "locked_settings", (next(iter(urls)),))
        await s.core.installing.install("desk", remove=True)
        before = _writes(s)
        s.core.rearming._occasion("desk")
        assert not s.core.rearming._looking
        assert _writes(s) == before


async def test_switched_to_the_provider_nothing_is_written_any_more(tmp_path: Path) -> None:
    async with site(tmp_path) as s:
        async with s.running():
            urls = await _installed(s)
        s.overwrite("desk", dict.fromkeys(urls, ""))
        phones = {name: replace(one, action_urls="provider") for name, one in s.config.phones.items()}
        s.config = replace(s.config, phones=phones)
        async with s.running():
            s.core.rearming._occasion("desk")
            assert not s.core.rearming._looking
            assert not any(s.stands("desk").values())


async def test_a_phone_that_cannot_be_asked_is_written_to_again_after_a_change_of_address(
    tmp_path: Path,
) -> None:
    async with site(tmp_path) as s:
        async with s.running():
            await s.core.installing.install("side", "phonecfg")
        s.config = replace(s.config, events=EventsConfig("127.0.0.1", 0, "localhost"))
        async with s.running():
            await s.until(lambda: s.warnings)
            urls = await s.urls("side")
            await s.until(lambda: s.stands("side") == urls)


async def test_the_user_of_a_phone_that_fetches_is_told_of_a_change_of_address(tmp_path: Path) -> None:
    async with site(tmp_path) as s:
        async with s.running():
            await s.point("side")
            await s.core.installing.install("side", patience=10.0)
            old = s.core.url
        s.config = replace(s.config, events=EventsConfig("127.0.0.1", 0, "localhost"))
        async with s.running():
            await s.until(lambda: s.warnings)
            await s.looked("side")
            assert len(s.warnings) == 1
            assert old in s.warnings[0]
            assert (await s.core.installing.wanted("side")).token not in s.warnings[0]


async def test_a_phone_that_dies_while_it_is_looked_into_harms_nobody(tmp_path: Path) -> None:
    async with site(tmp_path) as s, s.running():
        urls = await _installed(s)
        s.overwrite("desk", dict.fromkeys(urls, ""))
        s.phone("desk").faults.drop = True
        await s.looked("desk")
        assert s.warnings == []
        s.phone("desk").faults.drop = False
        await s.looked("desk")
        assert s.stands("desk") == urls
