"""Snom desk phones: 3xx, 7xx, 8x0, D3xx and D7xx. The D8xx models cannot be controlled over HTTP.

Sources: Snom wiki "Can I control my snom phone remotely" for commands and keys, service.snom.com "Remote
phone control" for the models, and public clients where the makers' pages are silent (named below).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Final

from tui.config.model import PhoneConfig
from tui.errors import PhoneError
from tui.net import PhoneLink, Reply
from tui.phones.answer import failed, mac_digits, not_recognised, redirected, unexpected
from tui.phones.decoding import snom as reports
from tui.phones.driver import Ability, Feature, Order, Probe, Step, Way, Wish
from tui.phones.maker import Greeting, Maker
from tui.phones.pins import Pins
from tui.phones.target import outgoing_uri, quoted_number
from tui.untrusted import clean

VENDOR: Final = "snom"
_MAKER: Final = "Snom"
_INFO: Final = "/info.htm"

# The keys act on the call that the phone's display shows; Snom has no form that names a call.
_KEYS: Final = {
    Order.ANSWER: "ENTER",
    Order.REJECT: "CANCEL",
    Order.HANGUP: "CANCEL",
    Order.HOLD: "F_HOLD",  # a toggle
    Order.RESUME: "F_HOLD",
}
_TAG = re.compile(r"<[^<>]{0,400}>")
_FACTS = {  # both forms of the info page: the one since firmware 10, and the one before
    "hardware": re.compile(r"\bHardware\s*:\s*(?:snom\s*)?(\w[\w.-]{0,30})", re.IGNORECASE),
    "mac": re.compile(r"\bMAC(?:-?\s?Address)?\s*:\s*([0-9A-F:-]{12,17})\b", re.IGNORECASE),
    "firmware": re.compile(
        r"\bFirmware(?:-?\s?Version)?\s*:\s*(?:snom(\w{2,12})-SIP\s+)?([\w.-]{1,40})", re.IGNORECASE
    ),
}


class SnomPhone:
    """One Snom phone. The methods are those of `tui.phones.driver.PhoneDriver`."""

    def __init__(self, config: PhoneConfig, pins: Pins) -> None:
        """Raises `UsageError` for an address or a login that cannot be one."""
        self._link = PhoneLink(config, pins)
        self._identity = config.identity

    @property
    def name(self) -> str:
        return self._link.name

    @property
    def vendor(self) -> str:
        return VENDOR

    def __repr__(self) -> str:
        return f"<SnomPhone {self.name} {self._link.address.base}>"

    def dial_request(self, number: str) -> str:
        return f"GET {self._link.address.base}{self._dialling(number, '')}"

    async def dial(self, number: str, identity: str = "") -> None:
        await self._command(self._dialling(number, identity))

    def ways(self, order: Order, call_id: str = "", argument: str = "") -> tuple[Way, ...]:
        if order not in _KEYS:
            return ()
        key = _KEYS[order]
        return (Way(key, (Step(f"/command.htm?key={key}"),), toggles=key == "F_HOLD"),)

    def wishes(self, wish: Wish) -> tuple[Way, ...]:
        return ()

    def lacks(self, what: Order | Feature | Ability) -> str:
        if what is Ability.DIAL or (isinstance(what, Order) and what in _KEYS):
            return ""
        return "phone_cannot"

    async def go(self, way: Way) -> None:
        for step in way.steps:
            await self._command(step.target)

    async def settings(self, names: Collection[str]) -> dict[str, str]:
        raise PhoneError("phone_cannot", cause="no-remote-control", phone=self.name)

    async def configure(self, values: Mapping[str, str]) -> None:
        raise PhoneError("phone_cannot", cause="no-remote-control", phone=self.name)

    async def provision(self) -> None:
        raise PhoneError("phone_cannot", cause="no-remote-control", phone=self.name)

    async def picture(self) -> bytes:
        raise PhoneError("phone_cannot", cause="no-remote-control", phone=self.name)

    async def probe(self) -> Probe:
        """Reads the info page, which takes the login but no parameters.

        It can therefore not see hidden tags, which refuse only requests with parameters: those show at the
        first command.
        """
        try:
            page = await self._link.get(_INFO)
            error = await self._refusal_of_info(page)
        except PhoneError as fault:
            return failed(fault)
        if error is not None:
            return failed(error)
        model, firmware, mac = _facts(page.text)
        if model.upper().startswith("D8"):
            return failed(self._no_remote_control(), model=model, firmware=firmware, mac=mac)
        return Probe(True, model, firmware, mac)

    def forgive(self) -> None:
        self._link.forgive()

    async def aclose(self) -> None:
        await self._link.aclose()

    def _dialling(self, number: str, identity: str) -> str:
        uri = outgoing_uri(identity or self._identity, self.name)
        return f"/command.htm?number={quoted_number(number, self.name)}{uri}"

    async def _command(self, target: str) -> None:
        """Any 2xx and any 3xx but to a login page is "accepted": firmware 8.7 answers a dialled number with
        302 to its index page (p4irin/remote_phone_control), others with 200."""
        reply = await self._link.get(target)
        error = redirected(self._link, reply)
        if error is None and (reply.status == 404 or _is_phone_manager(reply)):
            error = self._no_remote_control()
        if error is None and reply.status == 403:
            error = await self._why_forbidden()
        if error is None and not 200 <= reply.status < 400:
            error = unexpected(self._link, _MAKER, reply)
        if error is not None:
            raise error

    async def _why_forbidden(self) -> PhoneError:
        """A lock-out bars every page; hidden tags bar only requests with parameters.

        No source states the status with which hidden tags refuse; should it not be 403, the refusal shows
        as "unexpected", or not at all if the phone says 200.
        """
        try:
            page = await self._link.get(_INFO)
        except PhoneError as fault:
            return fault if fault.cause == "password" else self._locked()
        if page.status == 200:
            return PhoneError("snom_hidden_tags", cause="hidden-tags", phone=self.name)
        return self._locked()

    async def _refusal_of_info(self, page: Reply) -> PhoneError | None:
        error = redirected(self._link, page)
        if error is not None:
            return error
        if page.status == 403:
            return self._locked()
        if page.status == 404:
            page = await self._link.get("/")
            return (
                self._no_remote_control() if _is_phone_manager(page) else not_recognised(self._link, _MAKER)
            )
        if _is_phone_manager(page):
            return self._no_remote_control()
        if page.status != 200:
            return unexpected(self._link, _MAKER, page)
        if not any(_facts(page.text)) and "snom" not in page.headers.get("server", "").lower():
            return not_recognised(self._link, _MAKER)
        return None

    def _locked(self) -> PhoneError:
        return PhoneError("snom_locked", cause="locked", phone=self.name)

    def _no_remote_control(self) -> PhoneError:
        return PhoneError("snom_no_remote_control", cause="no-remote-control", phone=self.name)


def _is_phone_manager(reply: Reply) -> bool:
    """The web interface of a D8xx (seen by the symcon/Snom project)."""
    return re.search(r"<title>\s*Phone Manager", reply.text, re.IGNORECASE) is not None


def _facts(page: str) -> tuple[str, str, str]:
    """Model, firmware and MAC address of an info page; "" for what it does not say."""
    text = _TAG.sub(" ", page)
    hardware, mac, firmware = (_FACTS[name].search(text) for name in ("hardware", "mac", "firmware"))
    model = hardware[1] if hardware else (firmware[1] or "") if firmware else ""
    return clean(model, 40), clean(firmware[2], 60) if firmware else "", mac_digits(mac[1]) if mac else ""


def _recognise(greeting: Greeting) -> str | None:
    return "" if "snom" in greeting.headers.get("server", "").lower() else None


MAKER: Final = Maker(
    vendor=VENDOR,
    title=_MAKER,
    prefixes=frozenset({"000413", "1c7126"}),  # IEEE; the second by one public catalogue
    kinds=reports.KINDS,
    decode=reports.decode,
    action_urls=reports.action_urls,
    file_format="xml",
    as_file=reports.provisioning_file,
    recognise=_recognise,
    make=SnomPhone,
    silent_reject=True,  # firmware 8.7 sends no event after a reject (p4irin/remote_phone_control)
)
