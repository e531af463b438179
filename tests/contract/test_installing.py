"""Action URLs in a phone that can be asked for its settings: in, out again, and whatever comes between.

The phone is the simulated one, spoken to over HTTP; it keeps its settings as the real one does.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.contract.desk import WRONG, Desk, desk, refusal
from tui.errors import DurchwahlError, UsageError
from tui.paths import Paths
from tui.phones.installing import Installed, Means, Outcome, install, means_of, restore
from tui.phones.maker import ActionUrl
from tui.phones.memory import Memory
from tui.phones.registry import make_driver, makers

TOKEN = "6Qm0Zc2hN1pV8xYt"
BASE = f"http://192.168.1.20:8080/{TOKEN}"
FOREIGN = "http://10.0.0.5/cti?x=1&name=$display_remote&id=a b"

# The makers whose phones can be written to and read.
READABLE = [made.vendor for made in makers() if made.fetching is None]


@pytest.fixture(params=READABLE)
def vendor(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@dataclass(frozen=True)
class Bench:
    """A phone, its maker's URLs, and a folder to remember in."""

    at: Desk
    paths: Paths
    memory: Memory
    urls: tuple[ActionUrl, ...]

    async def install(self) -> Installed:
        return await install(self.at.driver, self.memory, self.urls, TOKEN)

    async def restore(self) -> Installed:
        return await restore(self.at.driver, self.memory, self.urls, TOKEN)

    async def again(self) -> Bench:
        """After the program was killed and started anew: only what is on the disk is known."""
        await asyncio.to_thread(self.memory.flush)
        await self.at.driver.aclose()
        phone = Desk(
            self.at.office, self.at.phone, make_driver(self.at.config), self.at.config, self.at.caller
        )
        return Bench(phone, self.paths, Memory.load(self.paths), self.urls)

    @property
    def stands(self) -> dict[str, str]:
        """What the phone has in these settings, also after it restarts."""
        names = [url.setting for url in self.urls]
        settings = self.at.phone.settings
        assert {name: settings.flash.get(name, "") for name in names} == {
            name: settings.get(name) for name in names
        }
        return {name: settings.get(name) for name in names}

    @property
    def wanted(self) -> dict[str, str]:
        return {url.setting: url.url for url in self.urls}

    @property
    def empty(self) -> dict[str, str]:
        return dict.fromkeys(self.wanted, "")

    def writes(self) -> int:
        """How many requests have written settings."""
        return sum("settings=save" in one.target for one in self.at.phone.requests)


@asynccontextmanager
async def bench(vendor: str, folder: Path, *, base: str = BASE, **profile: object) -> AsyncIterator[Bench]:
    (made,) = (one for one in makers() if one.vendor == vendor)
    paths = Paths(folder / "config.toml", folder / "data", True, True)
    async with desk(vendor, **profile) as at:  # type: ignore[arg-type]
        await at.driver.probe()
        yield Bench(at, paths, Memory.load(paths), tuple(made.action_urls(base)))


def outcomes(done: Installed, outcome: Outcome) -> set[str]:
    return {entry.setting for entry in done.entries if entry.outcome is outcome}


async def test_into_an_empty_phone_and_out_again(vendor: str, tmp_path: Path) -> None:
    async with bench(vendor, tmp_path) as b:
        done = await b.install()
        assert outcomes(done, Outcome.WRITTEN) == set(b.wanted)
        assert b.stands == b.wanted
        out = await b.restore()
        assert outcomes(out, Outcome.WRITTEN) == set(b.wanted)
        assert b.stands == b.empty
        assert b.memory.before("desk") is None
        assert b.memory.placed("desk") is None


async def test_what_is_right_already_is_not_written(vendor: str, tmp_path: Path) -> None:
    async with bench(vendor, tmp_path) as b:
        await b.install()
        before = b.writes()
        again = await b.install()
        assert outcomes(again, Outcome.KEPT) == set(b.wanted)
        assert b.writes() == before


async def test_urls_pasted_by_hand_are_looked_after_and_can_be_taken_out(vendor: str, tmp_path: Path) -> None:
    async with bench(vendor, tmp_path) as b:
        for name, url in b.wanted.items():
            b.at.phone.settings.put(name, url, store=True)
        await b.install()
        assert b.writes() == 0
        assert b.memory.before("desk") == b.empty
        await b.restore()
        assert b.stands == b.empty


async def test_somebody_elses_urls_come_back_byte_for_byte(vendor: str, tmp_path: Path) -> None:
    async with bench(vendor, tmp_path) as b:
        first, second, *_ = b.wanted
        hard = 'https://Müller:geheim@cti.example:8443/ä+b%20c?x="q"&amp;y=<z>#;$remote'
        original = b.empty | {first: FOREIGN, second: hard}
        for name, value in original.items():
            b.at.phone.settings.put(name, value, store=True)
        done = await b.install()
        assert b.stands == b.wanted
        assert done.foreign(Outcome.WRITTEN) == ("10.0.0.5", "cti.example:8443")  # without the login
        later = await b.again()
        await later.restore()
        assert later.stands == original
        await later.at.driver.aclose()


async def test_a_second_run_does_not_take_ours_for_the_original(vendor: str, tmp_path: Path) -> None:
    async with bench(vendor, tmp_path) as b:
        first = next(iter(b.wanted))
        b.at.phone.settings.put(first, FOREIGN, store=True)
        await b.install()
        (made,) = (one for one in makers() if one.vendor == vendor)
        moved = Bench(
            b.at, b.paths, b.memory, tuple(made.action_urls(BASE.replace("192.168.1.20", "192.168.1.77")))
        )
        done = await moved.install()
        assert outcomes(done, Outcome.WRITTEN) == set(b.wanted)
        assert moved.stands == moved.wanted
        await moved.restore()
        assert b.stands == b.empty | {first: FOREIGN}


async def test_locked_settings_are_told_and_not_remembered(vendor: str, tmp_path: Path) -> None:
    (made,) = (one for one in makers() if one.vendor == vendor)
    locked = tuple(url.setting for url in made.action_urls(BASE))[:3]
    async with bench(vendor, tmp_path, locked_settings=locked, settings={locked[0]: FOREIGN}) as b:
        done = await b.install()
        assert outcomes(done, Outcome.REFUSED) == set(locked)
        assert outcomes(done, Outcome.WRITTEN) == set(b.wanted) - set(locked)
        assert set(b.memory.before("desk") or {}) == set(b.wanted) - set(locked)
        out = await b.restore()
        assert outcomes(out, Outcome.REFUSED) == set()
        assert b.stands == b.empty | {locked[0]: FOREIGN}


async def test_a_phone_locked_throughout_was_never_written_to(vendor: str, tmp_path: Path) -> None:
    (made,) = (one for one in makers() if one.vendor == vendor)
    locked = tuple(url.setting for url in made.action_urls(BASE))
    async with bench(vendor, tmp_path, locked_settings=locked) as b:
        done = await b.install()
        assert outcomes(done, Outcome.REFUSED) == set(locked)
        assert b.memory.before("desk") is None
        assert (await b.restore()).entries == ()


async def test_what_got_locked_since_stays_remembered_when_it_cannot_be_put_back(
    vendor: str, tmp_path: Path
) -> None:
    async with bench(vendor, tmp_path) as b:
        first = next(iter(b.wanted))
        b.at.phone.settings.put(first, FOREIGN, store=True)
        await b.install()
        profile = b.at.phone.profile
        object.__setattr__(profile, "locked_settings", (first,))
        out = await b.restore()
        assert outcomes(out, Outcome.REFUSED) == {first}
        assert b.memory.before("desk") == {first: FOREIGN}
        placed = b.memory.placed("desk")
        assert placed is not None
        assert placed.out  # nobody puts them in again meanwhile
        object.__setattr__(profile, "locked_settings", ())
        await b.restore()
        assert b.stands == b.empty | {first: FOREIGN}
        assert b.memory.before("desk") is None


async def test_a_phone_that_dies_in_the_middle_is_gone_on_with(
    vendor: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with bench(vendor, tmp_path, timeout=0.5) as b:
        names, settings = list(b.wanted), b.at.phone.settings
        settings.put(names[-1], FOREIGN, store=True)
        put = type(settings).put

        def dying(self: object, name: str, value: str, *, store: bool) -> None:
            put(settings, name, value, store=store)
            b.at.phone.faults.hang |= name == names[1]

        with monkeypatch.context() as patch:
            patch.setattr(type(settings), "put", dying)
            error = await refusal(b.install())
        assert error.cause in ("timeout", "unreachable")
        assert 0 < sum(value == b.wanted[name] for name, value in b.stands.items()) < len(names)
        b.at.phone.faults.hang = False
        later = await b.again()
        done = await later.install()
        assert later.stands == later.wanted
        assert outcomes(done, Outcome.REFUSED) == set()
        await later.restore()
        assert later.stands == later.empty | {names[-1]: FOREIGN}
        await later.at.driver.aclose()


async def test_what_somebody_wrote_over_ours_is_left_alone_when_ours_go(vendor: str, tmp_path: Path) -> None:
    async with bench(vendor, tmp_path) as b:
        first, second, *_ = b.wanted
        b.at.phone.settings.put(first, "http://old.example/1", store=True)
        b.at.phone.settings.put(second, "http://old.example/2", store=True)
        await b.install()
        b.at.phone.settings.put(first, FOREIGN, store=True)
        b.at.phone.settings.put(second, "", store=True)
        out = await b.restore()
        assert outcomes(out, Outcome.LEFT) == {first}
        assert out.foreign(Outcome.LEFT) == ("10.0.0.5",)
        assert b.stands == b.empty | {first: FOREIGN, second: "http://old.example/2"}
        assert b.memory.before("desk") is None


async def test_nothing_of_ours_is_nothing_to_take_out(vendor: str, tmp_path: Path) -> None:
    async with bench(vendor, tmp_path) as b:
        first = next(iter(b.wanted))
        b.at.phone.settings.put(first, FOREIGN, store=True)
        assert (await b.restore()).entries == ()
        assert b.stands == b.empty | {first: FOREIGN}
        assert b.writes() == 0


async def test_ours_go_even_when_what_was_remembered_is_lost(vendor: str, tmp_path: Path) -> None:
    async with bench(vendor, tmp_path) as b:
        await b.install()
        b.paths.phones.unlink()
        lost = Bench(b.at, b.paths, Memory.load(b.paths), b.urls)
        await lost.restore()
        assert b.stands == b.empty


async def test_nothing_is_overwritten_that_cannot_be_remembered(vendor: str, tmp_path: Path) -> None:
    async with bench(vendor, tmp_path) as b:
        b.paths.data_dir.mkdir(parents=True)
        b.paths.phones.mkdir()  # cannot be written as a file
        with pytest.raises(DurchwahlError) as caught:
            await b.install()
        assert caught.value.key == "install_not_kept"
        assert b.writes() == 0


async def test_a_wrong_password_writes_and_remembers_nothing(vendor: str, tmp_path: Path) -> None:
    async with bench(vendor, tmp_path, typed=WRONG) as b:
        assert (await refusal(b.install())).cause == "password"
        assert b.memory.before("desk") is None
        assert b.stands == b.empty
        assert b.at.judged == 1


async def test_hidden_tags_refuse_in_words(vendor: str, tmp_path: Path) -> None:
    async with bench(vendor, tmp_path, remote_control="hidden-tags") as b:
        assert (await refusal(b.install())).cause == "hidden-tags"
        assert b.stands == b.empty


async def test_a_value_too_long_to_put_back_is_left(vendor: str, tmp_path: Path) -> None:
    async with bench(vendor, tmp_path) as b:
        first, second, *_ = b.wanted
        original = b.empty | {
            first: "http://x.example/" + "y" * 3000,
            second: "http://x.example/" + "z" * 1900,
        }
        for name, value in original.items():
            b.at.phone.settings.put(name, value, store=True)
        done = await b.install()
        assert outcomes(done, Outcome.LEFT) == {first}
        await b.restore()
        assert b.stands == original


@pytest.mark.parametrize("vendor", [made.vendor for made in makers()])
async def test_every_phone_has_a_means_and_says_which_it_lacks(vendor: str) -> None:
    async with desk(vendor) as at:
        await at.driver.probe()
        best = means_of(at.driver)
        assert best is not Means.UNSEEN  # never of itself
        assert means_of(at.driver, best.value) is best
        other = Means.FILE if best is Means.SETTINGS else Means.SETTINGS
        with pytest.raises(UsageError):
            means_of(at.driver, other.value)


async def test_a_model_without_remote_control_has_none(vendor: str) -> None:
    async with desk(vendor, model="D865") as at:
        await at.driver.probe()
        told = await refusal(_means(at))
        assert told.cause == "no-remote-control"
        assert "durchwahl phone urls --phone " in str(told), "how they get into it all the same"


async def _means(at: Desk) -> Means:
    return means_of(at.driver)
