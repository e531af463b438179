"""Yealink desk phones of the T2, T3, T4 and T5 series, by "Action URI".

Sources: Yealink administrator's guides (V72 to V86) for commands and keys, and public clients where the
guides are silent (named below).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Final

from tui.config.model import PhoneConfig
from tui.errors import PhoneError
from tui.net import PhoneLink, Reply
from tui.phones.answer import failed, mac_digits, not_recognised, redirected, unexpected
from tui.phones.decoding import yealink as reports
from tui.phones.driver import Ability, Feature, Order, Probe, Step, Way, Wish
from tui.phones.maker import Greeting, Maker
from tui.phones.pins import Pins
from tui.phones.target import outgoing_uri, quoted_number
from tui.untrusted import clean

VENDOR: Final = "yealink"
_MAKER: Final = "Yealink"
_STATUS: Final = "/servlet?phonecfg=get&accounts=1&dnd=1&fw=1"
_UNKNOWN_PAGE: Final = (400, 404, 405)

# The ways to do an order, the best first; one with {id} needs the phone's number of the call. Pressing a key
# comes first where the wrong call suffers little from it, because keys are proven: on a T53W, OK answered
# where ANSWER did nothing, and HOLD:id was ignored (nemerald-voip/fspbx). A reject names the call where it
# can, since X could end the conversation that goes on meanwhile.
_KEYS: Final[dict[Order, tuple[str, ...]]] = {
    Order.ANSWER: ("OK", "ASW:{id}", "ANSWER"),
    Order.REJECT: ("CANCEL:{id}", "X"),
    Order.HANGUP: ("CALLEND", "CANCEL:{id}"),
    Order.HOLD: ("F_HOLD", "HOLD:{id}", "HOLD"),  # F_HOLD is a toggle
    Order.RESUME: ("F_HOLD", "UNHOLD:{id}", "UNHOLD"),
}
_CALL_ID = re.compile(r"[0-9]{1,10}")
_SETTING = re.compile(r"^[ \t]*([A-Za-z]{2,40})[ \t]*=[ \t]*(\S[^\r\n]{0,80})", re.MULTILINE)
# The first number of the firmware's version tells the model (wazo-provd-plugins, YealinkAdmin).
_MODELS: Final = {
    "28": "T46G", "29": "T42G", "35": "T48G", "36": "T41P", "44": "T23G", "45": "T27P", "52": "T21P E2",
    "53": "T19P E2", "54": "T40P", "66": "T4xS", "78": "CP920", "96": "T5xW", "108": "T4xU", "124": "T3x",
    "146": "W70B",
}  # fmt: skip


def keys(order: Order, call_id: str = "") -> tuple[str, ...]:
    """The values of `key=` that do `order`, the best first, those left out that would need a call id.

    `call_id` is the phone's `$call_id`; what is not a number cannot be one and is ignored.
    """
    usable = _CALL_ID.fullmatch(call_id) is not None
    return tuple(key.replace("{id}", call_id) for key in _KEYS[order] if usable or "{id}" not in key)


class YealinkPhone:
    """One Yealink phone. The methods are those of `tui.phones.driver.PhoneDriver`."""

    def __init__(self, config: PhoneConfig, pins: Pins) -> None:
        """Raises `UsageError` for an address or a login that cannot be one."""
        self._link = PhoneLink(config, pins, basic_first=True)
        self._identity = config.identity

    @property
    def name(self) -> str:
        return self._link.name

    @property
    def vendor(self) -> str:
        return VENDOR

    def __repr__(self) -> str:
        return f"<YealinkPhone {self.name} {self._link.address.base}>"

    def dial_request(self, number: str) -> str:
        return f"GET {self._link.address.base}{self._dialling(number, '')}"

    async def dial(self, number: str, identity: str = "") -> None:
        await self._command(self._dialling(number, identity))

    def ways(self, order: Order, call_id: str = "", argument: str = "") -> tuple[Way, ...]:
        if order not in _KEYS:
            return ()
        return tuple(
            Way(key, (Step(f"/servlet?key={key}"),), selected=":" not in key, toggles=key == "F_HOLD")
            for key in keys(order, call_id)
        )

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
        """Asks for the status, which needs the same permission as a command."""
        try:
            reply = await self._link.get(_STATUS)
        except PhoneError as fault:
            return failed(fault)
        settings = {name.lower(): value for name, value in reversed(_SETTING.findall(reply.text))}
        known = "firmwareversion" in settings or "yealink" in _signature(reply)
        error = self._refusal(reply)
        if error is not None and error.cause == "no-remote-control":
            # Firmware without this query is no fault; only, it must be a Yealink that says so.
            error = None if known else not_recognised(self._link, _MAKER)
        if error is None and not known:
            error = not_recognised(self._link, _MAKER)
        if error is not None:
            return failed(error)
        firmware = clean(settings.get("firmwareversion", ""), 60)
        model = _MODELS.get(firmware.partition(".")[0], "")
        return Probe(True, model, firmware, mac_digits(settings.get("macaddress", "")))

    def forgive(self) -> None:
        self._link.forgive()

    async def aclose(self) -> None:
        await self._link.aclose()

    def _dialling(self, number: str, identity: str) -> str:
        # `key` comes first, and no "&" may end the URL (adrianrudnik/yealink-click2dial-handler).
        uri = outgoing_uri(identity or self._identity, self.name)
        return f"/servlet?key=number={quoted_number(number, self.name)}{uri}"

    async def _command(self, target: str) -> None:
        error = self._refusal(await self._link.get(target))
        if error is not None:
            raise error

    def _refusal(self, reply: Reply) -> PhoneError | None:
        """200 is "accepted" and nothing more. The guides say of an unanswered question on the display only
        that the page reads "Remote control forbidden", so both the status and that text count."""
        if reply.status == 403 or "remote control forbidden" in reply.text.lower():
            return PhoneError("yealink_forbidden", cause="forbidden", phone=self.name)
        if reply.status in _UNKNOWN_PAGE:
            return PhoneError("yealink_no_remote_control", cause="no-remote-control", phone=self.name)
        error = redirected(self._link, reply)
        if error is None and not 200 <= reply.status < 300:
            error = unexpected(self._link, _MAKER, reply)
        return error


def _signature(reply: Reply) -> str:
    """Where a web server names its maker: the Server header, and the page's title or text."""
    return f"{reply.headers.get('server', '')} {reply.text[:4096]}".lower()


def _recognise(greeting: Greeting) -> str | None:
    return "" if "yealink" in f"{greeting.headers.get('server', '')} {greeting.text}".lower() else None


MAKER: Final = Maker(
    vendor=VENDOR,
    title=_MAKER,
    # IEEE's list, March 2025
    prefixes=frozenset({"001565", "249ad8", "44dbd2", "644f56", "805e0c", "805ec0", "c4fc22", "ec1da9"}),
    kinds=reports.KINDS,
    decode=reports.decode,
    action_urls=reports.action_urls,
    file_format="cfg",
    as_file=reports.provisioning_file,
    recognise=_recognise,
    make=YealinkPhone,
    fetching=reports.FETCHING,
)
