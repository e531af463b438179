"""Why a phone does not answer: looked into, until it is exactly one cause with one remedy."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from typing import Final

from tui.config.model import PhoneConfig
from tui.errors import DurchwahlError, PhoneError
from tui.net import greet
from tui.phones.address import PhoneAddress, parse_address
from tui.phones.answer import failed
from tui.phones.doors import DOORS, Door, doors, sends_away
from tui.phones.driver import PhoneDriver, Probe
from tui.phones.maker import Greeting, Maker
from tui.phones.pins import Pins
from tui.phones.registry import maker, makers
from tui.server.addresses import source_address

_VAGUE: Final = frozenset({"unreachable", "timeout", "wrong-scheme", "not-a-phone"})
_LISTED: Final = frozenset({"consent", "allow-list"})  # where the phone may not know this computer
_SECONDS: Final = 2.0  # for a connection, and for a page; a phone in the same house needs a tenth

Places = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class _Answer:
    """A web server that answered at one of the host's ports. `vendor` is None where no maker knows it."""

    address: PhoneAddress
    vendor: str | None


async def examine(driver: PhoneDriver, config: PhoneConfig, pins: Pins, places: Places = DOORS) -> Probe:
    """The driver's own probe; where the phone was not reached, the reason is found out without a login.

    That takes a connection to each of the `places` (scheme and port) and one request to those that are open.
    The `Probe` has one of CAUSES with its remedy, and the certificate that is trusted. Never raises
    `PhoneError`.
    """
    address = parse_address(config.host, config.name)
    probe = await driver.probe()
    if probe.cause in _VAGUE:
        probe = await _Case(driver.name, driver.vendor, address, probe).solved(places)
    elif probe.cause in _LISTED:
        probe = replace(probe, text=await asyncio.to_thread(_with_address, probe.text, address.host))
    certificate = pins.pinned(address.authority) if address.scheme == "https" else ""
    return replace(probe, certificate=certificate)


def _with_address(remedy: str, host: str) -> str:
    """`remedy`, and what the user enters in the phone's list where that is known."""
    own = source_address(host)
    return str(DurchwahlError("remedy_own_address", remedy=remedy, address=own)) if own else remedy


@dataclass(frozen=True, slots=True)
class _Case:
    """A phone that was not reached at `address`, where the driver's `probe` failed."""

    phone: str
    vendor: str
    address: PhoneAddress
    probe: Probe

    async def solved(self, places: Places) -> Probe:
        """The probe with the cause that the host's ports show; the driver's own where they show no more."""
        host, own = self.address.host, self.address.port
        states = await doors(host, (own, *(port for _, port in places)), _SECONDS)
        if max(states.values()) is not Door.OPEN:
            return self._closed(max(states.values()))
        flipped = PhoneAddress(self.address.flipped.scheme, host, own)
        others = [PhoneAddress(scheme, host, port) for scheme, port in places if port != own]
        others.sort(key=lambda place: place.scheme != self.address.scheme)  # as the user wanted it, first
        answers: list[_Answer] = []
        for place in (self.address, flipped, *others):
            spoken = any(one.address.port == place.port for one in answers)  # one port, one scheme
            if states[place.port] is Door.OPEN and not spoken:
                answers += await self._answers(place)
            if answers and answers[-1].vendor == self.vendor:
                break
        return self._judged(answers, states[own])

    async def _answers(self, address: PhoneAddress) -> list[_Answer]:
        """The web server at `address`, if there is one that does more than to send on to another."""
        try:
            greeting = await greet(address, _SECONDS)
        except PhoneError:
            return []
        return [] if sends_away(address, greeting) else [_Answer(address, self._recognised(greeting))]

    def _recognised(self, greeting: Greeting) -> str | None:
        """The maker whose phone it is; the configured one if several say so."""
        ours = maker(self.vendor)
        known: list[Maker] = [one for one in (ours, *makers()) if one is not None]
        return next((one.vendor for one in known if one.recognise(greeting) is not None), None)

    def _judged(self, answers: list[_Answer], own: Door) -> Probe:
        here = next((one for one in answers if one.address == self.address), None)
        phone = next((one for one in answers if one.vendor == self.vendor), None)
        if here is not None and here.vendor == self.vendor:
            return self.probe  # the phone is there: what the driver met is all there is to say
        if phone is not None:
            sent_away = self.probe.cause == "wrong-scheme" or phone.address.port == self.address.port
            return self._at(phone.address, "wrong-scheme" if sent_away else "wrong-port")
        other = next((one for one in answers if one.vendor is not None), None)
        if other is not None:
            return self._another_maker(other)
        flipped = next((one for one in answers if one.address.port == self.address.port), None)
        if flipped is not None and here is None:
            return self._at(flipped.address, "wrong-scheme")
        if own is Door.REFUSED and answers:
            return self._stranger(answers[0])
        if not answers and self.probe.cause == "unreachable":
            return self._because("remedy_mute", "timeout", {"phone": self.phone, "url": self.address.base})
        return self.probe

    def _closed(self, best: Door) -> Probe:
        """No port is open."""
        values = {"phone": self.phone, "host": self.address.host, "url": self.address.base}
        match best:
            case Door.REFUSED:
                return self._because("remedy_web_off", "web-off", values)
            case Door.NO_WAY:
                return self._because("remedy_no_way", "unreachable", values)
            case Door.NO_NAME:
                return self._because("remedy_no_name", "unreachable", values)
            case _:
                return self._because("remedy_nobody", "unreachable", values)

    def _at(self, found: PhoneAddress, cause: str) -> Probe:
        values = {"phone": self.phone, "url": self.address.base, "other": found.base}
        return self._because(
            "remedy_wrong_scheme" if cause == "wrong-scheme" else "remedy_wrong_port", cause, values
        )

    def _another_maker(self, other: _Answer) -> Probe:
        values = {"phone": self.phone, "url": other.address.base}
        titles = {one.vendor: one.title for one in makers()}
        word = other.vendor or ""
        values |= {"wanted": titles[self.vendor], "title": titles[word], "vendor": word}
        return self._because("remedy_other_maker", "not-a-phone", values)

    def _stranger(self, answer: _Answer) -> Probe:
        titles = {one.vendor: one.title for one in makers()}
        values = {"phone": self.phone, "url": self.address.base, "other": answer.address.base}
        return self._because("remedy_stranger", "not-a-phone", values | {"title": titles[self.vendor]})

    def _because(self, key: str, cause: str, values: dict[str, str]) -> Probe:
        return failed(PhoneError(key, cause=cause, **values))
