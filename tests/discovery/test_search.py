"""The search as a whole: what it finds, how it ends, and what it says of itself."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Sequence
from contextlib import AsyncExitStack
from ipaddress import IPv4Address

import pytest

from tests.discovery.house import GUARDED, PRINTER, SNOM, House, house, needs_loopback_network
from tests.discovery.test_announcement import subscribe
from tests.discovery.test_multicast import LOOPBACK, free_port, mouth
from tests.unit.net.raw_phone import raw_phone
from tui.discovery.found import Found, How, Progress, Report
from tui.discovery.multicast import GROUP
from tui.discovery.neighbours import Neighbour
from tui.discovery.networks import Area
from tui.discovery.search import Options, Site, search
from tui.errors import UsageError
from tui.i18n import LANGUAGES, say, speaking

pytestmark = needs_loopback_network
NOTHING = Area()


def site(
    at: House | None = None,
    *,
    addresses: Sequence[str] = (),
    tables: Sequence[list[Neighbour] | None] = ([],),
    area: Area | None = None,
    port: int = 0,
) -> Site:
    """Surroundings on the loopback network. `tables`: the neighbour table each time that it is read."""
    left = list(tables)

    async def neighbours() -> list[Neighbour] | None:
        return left.pop(0) if len(left) > 1 else left[0]

    async def around() -> Area:
        return area or Area(tuple(addresses), ("127.8.0.0/16",) if addresses else ())

    places = at.places if at else (("http", 1), ("https", 1), ("http", 1))

    async def own() -> list[IPv4Address]:
        return [IPv4Address(LOOPBACK)]

    return Site(neighbours, around, own, places, GROUP, port or free_port(), 1.0)


def by(report: Report) -> dict[How, tuple[int, int, str]]:
    return {one.how: (one.looked, one.found, one.remark.key if one.remark else "") for one in report.attempts}


async def test_three_ways_find_one_phone_once_and_others_too() -> None:
    tables = [
        [Neighbour("127.8.0.3", "805ec0000003")],
        [
            Neighbour("127.8.0.2", "00041300007b"),
            Neighbour("127.8.0.3", "805ec0000003"),
            Neighbour("127.8.0.4", "3c2af4000004"),
            Neighbour("127.8.0.5", "3c2af4000005"),
        ],
    ]
    devices = {("127.8.0.2", 0): SNOM, ("127.8.0.4", 0): GUARDED, ("127.8.0.5", 0): PRINTER}
    addresses = [f"127.8.0.{number}" for number in range(2, 8)]
    steps: list[Progress] = []
    async with house(devices) as at:
        report = await search(on_progress=steps.append, site=site(at, addresses=addresses, tables=tables))
        assert at.logins == []
        assert all(len(at.requests(address)) <= 1 for address in addresses)
        port = at.places[0][1]
    assert report.found == (
        Found(
            "127.8.0.2",
            "snom",
            report.found[0].model,
            "00041300007b",
            (How.NEIGHBOURS, How.HTTP),
            f"http://127.8.0.2:{port}",
        ),
        Found("127.8.0.3", "yealink", "", "805ec0000003", (How.NEIGHBOURS,)),
        Found(
            "127.8.0.4",
            "snom",
            report.found[2].model,
            "3c2af4000004",
            (How.HTTP,),
            f"http://127.8.0.4:{port}",
        ),
    )
    assert by(report) == {
        How.NEIGHBOURS: (4, 2, ""),
        How.HTTP: (6, 2, ""),
        How.MULTICAST: (0, 0, ""),
    }
    assert (report.answered, report.cancelled, report.why) == (6, False, None)
    assert report.networks == ("127.8.0.0/16",)
    assert [step.done for step in steps] == sorted(step.done for step in steps)
    assert (steps[0].done, steps[0].total) == (0, 0)
    assert (steps[-1].done, steps[-1].total, len(steps[-1].found)) == (6, 6, 3)


async def test_known_phones_are_asked_first_wherever_they_are() -> None:
    """A neighbour with a phone's MAC address may be in another network of this computer."""
    async with house({("127.9.9.9", 0): SNOM}) as at:
        table = [Neighbour("127.9.9.9", "000413000001"), Neighbour("127.8.0.5", "3c2af4000005")]
        report = await search(site=site(at, addresses=["127.8.0.4", "127.8.0.5"], tables=[table]))
    (phone,) = report.found
    assert (phone.address, phone.how) == ("127.9.9.9", (How.NEIGHBOURS, How.HTTP))
    assert by(report)[How.HTTP][:2] == (3, 1)


async def test_a_named_network_is_searched_and_no_other() -> None:
    async with house({("127.8.0.2", 0): SNOM, ("127.8.1.2", 0): SNOM}) as at:
        here = site(at, addresses=["127.8.0.2"], tables=[[Neighbour("127.8.0.2", "000413000001")]])
        report = await search(Options(networks=("127.8.1.0/29",)), site=here)
        assert at.requests("127.8.0.2") == []
    assert [phone.address for phone in report.found if How.HTTP in phone.how] == ["127.8.1.2"]
    assert report.networks == ("127.8.1.0/29",)
    assert by(report)[How.HTTP][:2] == (6, 1)


async def test_a_network_that_cannot_be_searched_is_told_before_anything_is_done() -> None:
    steps: list[Progress] = []
    with pytest.raises(UsageError):
        await search(Options(networks=("8.8.8.0/24",)), on_progress=steps.append, site=site())
    assert steps == []


async def test_a_phone_that_starts_while_we_listen() -> None:
    port = free_port()
    cancelled = asyncio.Event()
    seen = asyncio.Event()

    def told(progress: Progress) -> None:
        if progress.found:
            seen.set()

    here = site(port=port)
    task = asyncio.create_task(search(Options(listen=30.0), on_progress=told, cancelled=cancelled, site=here))
    async with asyncio.timeout(5):
        with mouth() as phone:
            while not seen.is_set():  # until somebody listens
                phone.sendto(subscribe(), (GROUP, port))
                await asyncio.sleep(0.02)
        cancelled.set()
        report = await task
    (phone_found,) = report.found
    assert (phone_found.vendor, phone_found.address) == ("snom", LOOPBACK)
    assert phone_found.how == (How.MULTICAST,)
    assert report.cancelled


async def test_a_cancelled_search_ends_at_once_with_what_it_has() -> None:
    cancelled = asyncio.Event()
    async with AsyncExitStack() as stack:
        at = await stack.enter_async_context(house({("127.8.2.2", 0): SNOM}))
        hangs = raw_phone(lambda request: None, host="127.8.2.3", port=at.places[0][1])
        hanging = await stack.enter_async_context(hangs)
        found = asyncio.Event()

        def told(progress: Progress) -> None:
            if progress.found:
                found.set()

        task = asyncio.create_task(
            search(
                on_progress=told,
                cancelled=cancelled,
                site=site(at, addresses=["127.8.2.2", "127.8.2.3"]),
            )
        )
        await hanging.seen(1)
        async with asyncio.timeout(5):
            await found.wait()
        cancelled.set()
        async with asyncio.timeout(1):
            report = await task
    assert report.cancelled
    assert [phone.address for phone in report.found] == ["127.8.2.2"]
    assert by(report)[How.HTTP] == (1, 1, "discovery_cancelled")
    assert len(asyncio.all_tasks()) == 1


async def test_a_search_that_is_cancelled_before_it_began() -> None:
    cancelled = asyncio.Event()
    cancelled.set()
    report = await search(cancelled=cancelled, site=site(addresses=["127.8.0.2"]))
    assert report.cancelled
    assert report.why is not None
    assert report.why.key == "discovery_cancelled"


async def test_cancelling_the_task_leaves_nothing_behind() -> None:
    async with raw_phone(lambda request: None, host="127.8.3.1") as hanging:
        at = House((("http", hanging.port), ("https", 1), ("http", 1)))
        task = asyncio.create_task(search(site=site(at, addresses=["127.8.3.1"])))
        await hanging.seen(1)
        task.cancel()
        async with asyncio.timeout(1):
            with pytest.raises(asyncio.CancelledError):
                await task
        assert not [one for one in asyncio.all_tasks() if one.get_name().startswith("discovery")]


async def test_what_goes_wrong_is_not_hidden() -> None:
    def told(progress: Progress) -> None:
        raise LookupError

    with pytest.raises(LookupError):
        await search(on_progress=told, site=site())


LARGE = Area(("127.8.0.2",), ("10.0.0.0/8",), part=("10.0.0.0/8",))
PUBLIC = Area((), (), public=("8.8.4.0/24",))


@pytest.mark.parametrize(
    ("area", "why", "remark"),
    [
        (NOTHING, "discovery_no_network", "discovery_no_network"),
        (PUBLIC, "discovery_public", "discovery_public"),
        (LARGE, "discovery_no_phone", "discovery_part"),
        (Area(("127.8.0.2",), ("127.8.0.0/30",)), "discovery_no_phone", ""),
    ],
)
async def test_why_nothing_was_found(area: Area, why: str, remark: str) -> None:
    report = await search(site=site(area=area))
    assert report.found == ()
    assert report.why is not None
    assert report.why.key == why
    assert by(report)[How.HTTP][2] == remark


async def test_where_nobody_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    from tui.discovery import sweep as module
    from tui.phones.doors import Door

    async def silent(*_: object) -> Door:
        return Door.SILENT

    monkeypatch.setattr(module, "knock", silent)
    report = await search(site=site(addresses=["127.8.0.2", "127.8.0.3"]))
    assert report.why is not None
    assert (report.why.key, dict(report.why.values)) == ("discovery_nobody", {"looked": 2})


async def test_what_could_not_be_tried_is_told() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as softphone:
        softphone.bind(("", 0))
        here = site(tables=[None], addresses=["127.8.0.2"], port=softphone.getsockname()[1])
        async with asyncio.timeout(5):  # and it does not listen where it is deaf
            report = await search(Options(listen=60.0), site=here)
    assert by(report)[How.NEIGHBOURS] == (0, 0, "discovery_table_unread")
    assert by(report)[How.MULTICAST] == (0, 0, "discovery_port_taken")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_remark_can_be_said(language: str) -> None:
    reports = [await search(site=site(area=area, tables=[None])) for area in (NOTHING, PUBLIC, LARGE)]
    stopped = asyncio.Event()
    stopped.set()
    reports.append(await search(cancelled=stopped, site=site()))
    remarks = [one.remark for report in reports for one in report.attempts] + [one.why for one in reports]
    with speaking(language):
        said = [say(remark.key, **remark.values) for remark in remarks if remark]
    assert len(said) > 8
    assert all(text.endswith(".") and "{" not in text for text in said)
