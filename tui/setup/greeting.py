"""Steps 20 to 22: the test URL is opened, its request waited for, and what was found is confirmed."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from tui.errors import PhoneError
from tui.i18n import say
from tui.phones.address import parse_address
from tui.setup import evidence
from tui.setup.events import active, listens_at, own_address, own_addresses, receiving, unwanted
from tui.setup.model import Finding, State, Tell, Told, Values, attention, done, still_open
from tui.setup.opening import look

if TYPE_CHECKING:
    from tui.setup.draft import Greeted
    from tui.setup.workshop import Workshop

_SECONDS: Final = 3.0
_PATIENCE: Final = 300.0  # somebody fetches another computer's browser meanwhile
ANSWER: Final = "Receive OK"


# step 20


async def answers(workshop: Workshop) -> Finding:
    """Whether the test URL answers, asked from here."""
    if (none := unwanted(workshop)) is not None:
        return none
    url = await evidence.url(workshop)
    if not url:
        return attention(say("setup_no_address"), say("setup_no_address_remedy"))
    try:
        from tui.net import greet

        greeting = await greet(parse_address(url, "test"), _SECONDS)
        text = greeting.text
    except PhoneError:
        text = ""
    listening = bool(listens_at(workshop))
    if ANSWER not in text or not listening:
        if not text and not listening:
            return still_open(say("setup_url_silent", url=url), say("setup_start_first"))
        key = (
            "setup_url_silent"
            if not text
            else "setup_url_other"
            if ANSWER not in text
            else "setup_url_another"
        )
        return attention(say(key, url=url), say("setup_start_first"), copy=url)
    return done(say("setup_url_answers"), url, say("setup_url_elsewhere"), copy=url)


async def browse(workshop: Workshop, values: Values, tell: Tell) -> Finding:
    """Opens the test URL in the browser, and shows it for a browser elsewhere."""
    found = await answers(workshop)
    if found.state is State.DONE and not await asyncio.to_thread(workshop.browse, found.copy):
        return done(say("setup_no_browser"), *found.lines, copy=found.copy)
    return found


# step 21


async def request(workshop: Workshop) -> Finding:
    """Whether a request came, and from where."""
    if (none := unwanted(workshop)) is not None:
        return none
    seen = await evidence.greeted(workshop)
    if seen is not None:
        return await _came(workshop, seen)
    reported = await evidence.last_report(workshop)
    if reported is not None:
        return done(say("setup_phone_reported", phone=workshop.name, at=evidence.clock(reported)))
    return still_open(say("setup_request_open"), "", *(await _likely(workshop)))


async def _came(workshop: Workshop, seen: Greeted) -> Finding:
    own = seen.peer in ("127.0.0.1", "::1", *await own_addresses(workshop.address))
    at = evidence.clock(seen.at)
    if own:
        return done(say("setup_request_own", at=at), say("setup_request_own_more"))
    return done(say("setup_request_from", peer=seen.peer, at=at))


async def wait(workshop: Workshop, values: Values, tell: Tell) -> Finding:
    """Waits for the request, as long as the user does."""
    workshop.greeting.clear()  # before looking: whoever comes in the meantime is not overlooked
    found = await request(workshop)
    if found.state is not State.OPEN:
        return found
    tell(Told(say("setup_waiting_request")))
    try:
        async with asyncio.timeout(_PATIENCE):
            while found.state is State.OPEN:
                await workshop.greeting.wait()
                workshop.greeting.clear()
                found = await request(workshop)
    except TimeoutError:
        return attention(say("setup_request_none"), say("setup_request_again"), *(await _likely(workshop)))
    await workshop.keep_greeted()
    return found


async def _likely(workshop: Workshop) -> tuple[str, ...]:
    """Where it may fail, the likeliest first: what a check finds wrong before what it cannot tell."""
    wrong: list[str] = []
    unsure: list[str] = []
    for number, check in ((17, active), (16, own_address), (18, look)):
        found = await check(workshop)
        line = say("setup_see_step", number=number, text=found.detail)
        if found.state is State.ATTENTION:
            wrong.append(line)
        elif found.state is State.OPEN:
            unsure.append(line)
    return (*wrong, *unsure)


# step 22


async def confirmed(workshop: Workshop) -> Finding:
    """Whether everything from 15 to 21 holds; the first that does not is named."""
    if (none := unwanted(workshop)) is not None:
        return none
    for number, check in (
        (15, receiving),
        (16, own_address),
        (17, active),
        (18, look),
        (20, answers),
        (21, request),
    ):
        found = await check(workshop)
        if found.state is State.ATTENTION or (found.state is State.OPEN and number != 18):
            text = say("setup_see_step", number=number, text=found.detail)
            return (
                attention(text, found.remedy)
                if found.state is State.ATTENTION
                else still_open(text, found.remedy)
            )
    return done(say("setup_confirmed"))
