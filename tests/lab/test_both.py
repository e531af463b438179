"""The lab's phones against the simulated ones: the same requests in the same situations, and what either reports.

Both were written from the same documents by different hands, so where they differ one of them has misread, or the
documents leave it open. What is left open stands in `OPEN`; everything else has to be alike.
"""

from __future__ import annotations

import asyncio
import base64
from collections.abc import AsyncIterator, Awaitable, Callable, Collection
from contextlib import asynccontextmanager
from typing import Protocol
from urllib.parse import urlsplit

import httpx
import pytest

from tests.lab import snom_front, yealink_front
from tests.lab.conftest import OUTSIDE
from tests.lab.desk_phone import DeskPhone
from tests.lab.keys import KEYS, Keys
from tests.lab.laboratory import Laboratory
from tests.simulator.sink import Sink
from tui.simulator.office import Office, OfficePlan
from tui.simulator.party import Behaviour, PartyPlan
from tui.simulator.profile import PhoneProfile

USER, PASSWORD = "admin", "lab"
QUERY = "?remote=$remote&local=$local&user=$active_user"
# Reports of which the documents do not say whether, or with which of their occasions, they come; and "held", which a
# real user agent causes that is transferred: it holds the call while it dials the target.
OPEN = {
    "held", "unheld",
    "action_offhook_url", "action_onhook_url", "off_hook", "on_hook", "handfree", "headset",
    "answer_new_incoming_call", "idle_to_busy", "busy_to_idle",
    "action_setup_url", "setup_completed", "action_log_on_url", "registered",
}  # fmt: skip
# … and whether a Snom calls it a transfer that a ringing call is sent on, which to SIP it is not.
OPEN_WHERE = {"sent_on_while_it_rang": {"action_transfer"}}
OF_EITHER = "transfer_finished"  # of the two calls of an attended transfer
FORWARDS = ("always", "busy", "no_answer")


class Stage(Protocol):
    """A phone with number 22 that reports, a colleague with 24, and a caller outside."""

    keys: Keys

    async def ask(self, target: str, login: bool = True) -> int:
        """GETs it from the phone's web server and returns the status."""

    async def calls(self) -> None:
        """The caller calls the phone."""

    async def caller_answers(self) -> None:
        """… where the phone has called."""

    async def caller_hangs_up(self) -> None:
        """… or gives up, or refuses."""

    async def colleague_answers(self) -> None:
        """Once it rings there."""

    async def colleague_hangs_up(self) -> None: ...

    async def told(self, *names: str) -> None:
        """Waits for a report of one of these names, after those that were waited for before."""

    async def reports(self) -> list[tuple[str, str]]:
        """Name and query of all reports, once it is quiet."""


async def get(client: httpx.AsyncClient, url: str, login: bool) -> int:
    """The status. A Snom of the D series wants to hear "keep-alive" and closes all the same."""
    words = base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
    headers = {"Connection": "keep-alive", **({"Authorization": f"Basic {words}"} if login else {})}
    return (await client.get(url, headers=headers)).status_code


class InLab:
    """A real SIP user agent."""

    def __init__(self, vendor: str, client: httpx.AsyncClient, *phones: DeskPhone) -> None:
        self.keys = KEYS[vendor]
        self._client = client
        self._phone, self._colleague, self._caller = phones
        self._at = 0

    async def ask(self, target: str, login: bool = True) -> int:
        return await get(self._client, f"http://{self._phone.web}{target}", login)

    async def calls(self) -> None:
        self._caller.user("dial", "22")

    async def caller_answers(self) -> None:
        await self._caller.word("incoming")
        self._caller.user("answer")

    async def caller_hangs_up(self) -> None:
        await self._caller.wait_for(
            lambda one: one.get("word") in ("incoming", "outgoing"), what="the caller's call"
        )
        self._caller.user("hang-up")
        await self._caller.word("idle")

    async def colleague_answers(self) -> None:
        await self._colleague.word("incoming")
        self._colleague.user("answer")
        await self._colleague.word("connected")

    async def colleague_hangs_up(self) -> None:
        self._colleague.user("hang-up")
        await self._colleague.word("idle")

    async def told(self, *names: str) -> None:
        await self._phone.wait_for(
            lambda one: one.get("fate") == "posted" and _name(one["url"]) in names, self._at, what=str(names)
        )
        self._at = self._phone.mark()

    async def reports(self) -> list[tuple[str, str]]:
        await self._phone.state()
        urls = [one["url"] for one in self._phone.said if one.get("fate") == "posted"]
        return [(_name(url), urlsplit(url).query) for url in urls]


class Simulated:
    """The program's own simulated phone."""

    def __init__(self, vendor: str, client: httpx.AsyncClient, office: Office, sink: Sink) -> None:
        self.keys = KEYS[vendor]
        self._client = client
        self._office = office
        self._phone = office.phone("desk")
        self._sink = sink
        self._at = 0

    async def ask(self, target: str, login: bool = True) -> int:
        return await get(self._client, f"{self._phone.url}{target}", login)

    async def calls(self) -> None:
        self._office.party(OUTSIDE).call("22")

    async def caller_answers(self) -> None:
        await self._office.party(OUTSIDE).wait_for("ringing")
        self._office.party(OUTSIDE).answer()

    async def caller_hangs_up(self) -> None:
        self._office.party(OUTSIDE).hang_up()

    async def colleague_answers(self) -> None:
        await self._office.phone("colleague").wait_for("ringing")
        self._office.phone("colleague").answer()

    async def colleague_hangs_up(self) -> None:
        self._office.phone("colleague").hang_up()

    async def told(self, *names: str) -> None:
        async with asyncio.timeout(5):
            while True:
                for at, (name, _) in enumerate(self._arrived()[self._at :], self._at + 1):
                    if name in names:
                        self._at = at
                        return
                await asyncio.sleep(0.01)

    def _arrived(self) -> list[tuple[str, str]]:
        targets = [one.target.decode() for one in self._sink.arrived]
        return [(_name(f"http://x{target}"), target.partition("?")[2]) for target in targets]

    async def reports(self) -> list[tuple[str, str]]:
        await self._office.settled()
        return self._arrived()


def _name(url: str) -> str:
    return urlsplit(url).path.rpartition("/")[2]


def _urls(vendor: str, base: str) -> dict[str, str]:
    """Setting → URL with the setting's own name in it, for all that the lab's phones know."""
    if vendor == "snom":
        names = list(snom_front.SETTINGS.values())
        return {name: f"{base}/{name}{QUERY}" for name in names}
    names = [
        *yealink_front.EVENTS.values(),
        *(f"{kind}_fwd_{how}" for kind in FORWARDS for how in ("on", "off")),
    ]
    return {f"action_url.{name}": f"{base}/{name}{QUERY}" for name in names}


@asynccontextmanager
async def simulated(vendor: str, client: httpx.AsyncClient) -> AsyncIterator[Stage]:
    sink = Sink()
    await sink.start()
    phones = {
        "desk": PhoneProfile(
            vendor, "22", "desk", user=USER, password=PASSWORD, auth="basic", events=_urls(vendor, sink.base + "/x"),
            think_seconds=0.0, keep_alive_only=vendor == "snom",
        ),
        "colleague": PhoneProfile("snom", "24", "colleague", think_seconds=0.0),
    }  # fmt: skip
    office = Office(OfficePlan(phones=phones))
    await office.start()
    office.party(OUTSIDE, PartyPlan(Behaviour.NEVER))
    try:
        yield Simulated(vendor, client, office, sink)
    finally:
        await office.stop()
        await sink.stop()


@asynccontextmanager
async def in_lab(vendor: str, client: httpx.AsyncClient, lab: Laboratory) -> AsyncIterator[Stage]:
    phone, colleague, caller = await asyncio.gather(
        lab.phone(vendor, "22", draw=0.0), lab.phone("snom", "24"), lab.phone("yealink", OUTSIDE)
    )
    phone.tell({"do": "actions", "urls": _urls(vendor, "http://127.0.0.1:9/x")})  # nobody listens there
    yield InLab(vendor, client, phone, colleague, caller)


# ---- scenes ------------------------------------------------------------------------------------------------

CONNECTED = ("action_connected_url", "call_established")
RINGS = ("action_incoming_url", "incoming_call")
DIALS = ("action_outgoing_url", "outgoing_call")
ENDED = ("action_disconnected_url", "call_terminated")
HELD = ("action_hold", "hold")
RESUMED = ("action_unhold", "unhold")
MISSED = ("action_missed_url", "missed_call")
SENT_ON = ("action_disconnected_url", "forward_incoming_call")

Scene = Callable[[Stage], Awaitable[None]]


async def answered(at: Stage) -> None:
    await at.calls()
    await at.told(*RINGS)
    assert await at.ask(at.keys.answer) == 200
    await at.told(*CONNECTED)


async def answered_and_hung_up(at: Stage) -> None:
    await answered(at)
    assert await at.ask(at.keys.hang_up) == 200
    await at.told(*ENDED)


async def hung_up_there(at: Stage) -> None:
    await answered(at)
    await at.caller_hangs_up()
    await at.told(*ENDED)


async def missed(at: Stage) -> None:
    await at.calls()
    await at.told(*RINGS)
    await at.caller_hangs_up()
    await at.told(*MISSED)


async def rejected(at: Stage) -> None:
    await at.calls()
    await at.told(*RINGS)
    assert await at.ask(at.keys.reject) == 200


async def dialled(at: Stage) -> None:
    assert await at.ask(at.keys.dial) in (200, 302)
    await at.told(*DIALS)


async def dialled_and_answered(at: Stage) -> None:
    await dialled(at)
    await at.caller_answers()
    await at.told(*CONNECTED)
    await at.caller_hangs_up()
    await at.told(*ENDED)


async def dialled_and_given_up(at: Stage) -> None:
    await dialled(at)
    assert await at.ask(at.keys.hang_up) == 200
    await at.told("action_disconnected_url", "cancel_callout")


async def dialled_and_refused(at: Stage) -> None:
    await dialled(at)
    await at.caller_hangs_up()
    await at.told("action_disconnected_url", "remote_busy")


async def held_and_taken_back(at: Stage) -> None:
    await answered(at)
    for names in (HELD, RESUMED):
        assert await at.ask(at.keys.hold) == 200
        await at.told(*names)
    await at.caller_hangs_up()
    await at.told(*ENDED)


async def transferred_blind(at: Stage) -> None:
    await answered(at)
    for target in at.keys.blind:
        assert await at.ask(target) in (200, 302)
    await at.colleague_answers()
    await at.told(*ENDED)


async def sent_on_while_it_rang(at: Stage) -> None:
    await at.calls()
    await at.told(*RINGS)
    for target in at.keys.deflect:
        assert await at.ask(target) in (200, 302)
    await at.told(*SENT_ON)
    await at.colleague_answers()
    await at.colleague_hangs_up()


async def transferred_after_consultation(at: Stage) -> None:
    await answered(at)
    for target in at.keys.consult:
        assert await at.ask(target) in (200, 302)
    await at.told(*HELD)
    await at.colleague_answers()
    await at.told(*CONNECTED)
    for target in at.keys.complete:
        assert await at.ask(target) == 200
    await at.told(*ENDED)
    await at.told(*ENDED)


async def not_disturbed(at: Stage) -> None:
    assert await at.ask(at.keys.dnd_on) == 200
    await at.told("action_dnd_on_url", "dnd_on")
    await at.calls()
    assert await at.ask(at.keys.dnd_off) == 200
    await at.told("action_dnd_off_url", "dnd_off")


async def forwarded(at: Stage) -> None:
    for target in at.keys.forward:
        assert await at.ask(target) == 200
    await at.told("action_redirection_on_url", "always_fwd_on")
    await at.calls()
    await at.colleague_answers()
    await at.colleague_hangs_up()
    assert await at.ask(at.keys.no_forward) == 200
    await at.told("action_redirection_off_url", "always_fwd_off")


SCENES: tuple[Scene, ...] = (
    answered_and_hung_up,
    hung_up_there,
    missed,
    rejected,
    dialled_and_answered,
    dialled_and_given_up,
    dialled_and_refused,
    held_and_taken_back,
    transferred_blind,
    sent_on_while_it_rang,
    transferred_after_consultation,
    not_disturbed,
    forwarded,
)


def shown(reports: list[tuple[str, str]], left_open: Collection[str] = ()) -> dict[str, list[str]]:
    """The reports that have to be alike, each with the form of what it says, for each party in their order: what
    happens to two calls at once may come in any."""
    told: dict[str, list[str]] = {}
    for name, query in reports:
        if name == OF_EITHER:
            told.setdefault("either", []).append(name)
        elif name not in OPEN and name not in left_open:
            form = _form(query)
            told.setdefault(form["remote"], []).append(
                name + "".join(f" {key}={value}" for key, value in form.items())
            )
    return told


def _form(query: str) -> dict[str, str]:
    """The values without the host, which differs; one that was not filled in is empty."""
    forms = {}
    for name, _, value in (part.partition("=") for part in query.split("&")):
        user, at, _ = value.partition("@")
        forms[name] = "" if value.startswith("$") else f"{user}@host" if at else user
    return forms


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.__name__)
async def test_they_report_alike(lab: Laboratory, vendor: str, scene: Scene) -> None:
    left_open = OPEN_WHERE.get(scene.__name__, ())
    async with httpx.AsyncClient(trust_env=False, verify=False, timeout=5.0) as client:  # noqa: S501 - plain http
        async with in_lab(vendor, client, lab) as here:
            await scene(here)
            real = shown(await here.reports(), left_open)
        async with simulated(vendor, client) as there:
            await scene(there)
            played = shown(await there.reports(), left_open)
    assert [*map(str, sorted(played.items()))] == [*map(str, sorted(real.items()))]
