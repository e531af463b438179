"""Yealink desk phones of the T2, T3, T4 and T5 series, by "Action URI".

Sources: Yealink administrator's guides (V72 to V86) for commands and keys, and public clients where the
guides are silent (named below).
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Final
from urllib.parse import quote

from tui.calls.facts import UNTOLD, PhoneFacts
from tui.config.model import PhoneConfig
from tui.errors import PhoneError, UsageError
from tui.net import PICTURE_LIMIT, Get, PhoneLink, Reply, greet
from tui.phones.answer import failed, late, not_recognised, redirected, unexpected
from tui.phones.decoding import yealink as reports
from tui.phones.driver import Ability, Feature, Order, Probe, Step, Way, Wish, always
from tui.phones.maker import Greeting, Maker
from tui.phones.pins import Pins
from tui.phones.target import outgoing_uri, quoted_number, ringing, tones
from tui.untrusted import clean

VENDOR: Final = "yealink"
_MAKER: Final = "Yealink"
_PAGE: Final = "/servlet?"
_OLD_PAGE: Final = "/cgi-bin/ConfigManApp.com?"  # the only one of firmware V70 to V73
# The guides print the query with brackets and clients send it with and without (both work somewhere).
_STATUS: Final = (
    f"{_PAGE}phonecfg=get&accounts=1&dnd=1&fw=1",
    f"{_PAGE}phonecfg=get[&accounts=1][&dnd=1][&fw=1]",
)
_PICTURES: Final = ("/screencapture", "/screencapture/download")
_PICTURE_MARKS: Final = (b"BM", b"\xff\xd8\xff")  # BMP, JPEG
_UNKNOWN_PAGE: Final = (400, 404, 405)

# The ways to do an order, the best first; {id} is the phone's number of the call, {number} the argument.
# Pressing a key comes first where the wrong call suffers little from it, because keys are proven: on a T53W,
# OK answered where ANSWER did nothing, and HOLD:id was ignored (nemerald-voip/fspbx). A reject names the call
# where it can, since X could end the conversation that goes on meanwhile; and X never hangs up, as on old
# firmware it mutes. ATrans and what completes and drops it are known from fspbx alone, SWAP from one public
# client alone. Inferred are: that the phone holds the running call when UNHOLD resumes the other; that a
# ringing call counts as the "active" one that BTrans transfers (a deflection is tried, and not promised: next
# comes the transfer key and the number, as a user would press them while it rings); that a second press of
# F_CONFERENCE does no harm where one has merged the calls, which it may not (fspbx); and that OK confirms
# nothing where the redial key dials at once instead of opening the list of dialled numbers.
_KEYS: Final[dict[Order, tuple[str, ...]]] = {
    Order.ANSWER: ("OK", "ASW:{id}", "ANSWER", "ASW"),
    Order.REJECT: ("CANCEL:{id}", "X", "CANCEL"),
    Order.HANGUP: ("CALLEND", "CANCEL:{id}"),
    Order.HOLD: ("F_HOLD", "HOLD:{id}", "HOLD"),
    Order.RESUME: ("F_HOLD", "UNHOLD:{id}", "UNHOLD"),
    Order.SWAP: ("SWAP", "UNHOLD:{id}"),
    Order.MUTE: ("MUTE",),
    Order.UNMUTE: ("MUTE",),
    Order.TRANSFER: ("BTrans={number}",),
    Order.CONSULT: ("ATrans={number}",),
    Order.COMPLETE: ("F_TRANSFER",),  # also while the other one still rings
    Order.RETURN: ("CANCEL",),  # the first call stays on hold
    Order.DEFLECT: ("BTrans={number}", "F_TRANSFER;{digits};OK"),
    Order.CONFERENCE: ("F_CONFERENCE;F_CONFERENCE",),
    Order.LOUDER: ("VOLUME_UP",),
    Order.QUIETER: ("VOLUME_DOWN",),
    Order.REDIAL: ("RD;OK", "RD"),
}
_WITH_NUMBER: Final = frozenset({Order.TRANSFER, Order.CONSULT, Order.DEFLECT})
_TOGGLES: Final = frozenset({"F_HOLD", "SWAP", "MUTE", "F_CONFERENCE;F_CONFERENCE"})
_KEY_PAUSE: Final = 1.0  # seconds between two keys, for the phone's own menu
_DIGIT_PAUSE: Final = 0.25  # … between two digits, for the tone
_TONE: Final = 200  # milliseconds
_CALL_ID: Final = re.compile(r"[0-9]{1,10}")
_FORWARDS: Final = {Feature.ALWAYS: "AlwaysFwd", Feature.BUSY: "BusyFwd", Feature.NO_ANSWER: "NoAnswFwd"}
_RING_STEP: Final = 6  # seconds; a phone takes multiples of it

# The first number of the firmware's version tells the model or the family (wazo-provd-plugins, YealinkAdmin).
_MODELS: Final = {
    "28": "T46G", "29": "T42G", "35": "T48G", "36": "T41P", "44": "T23G", "45": "T27P", "52": "T21P E2",
    "53": "T19P E2", "54": "T40P", "66": "T4xS", "78": "CP920", "96": "T5xW", "108": "T4xU", "124": "T3x",
    "146": "W70B",
}  # fmt: skip
_TITLE: Final = re.compile(r"<title[^<>]{0,80}>([^<]{0,200})", re.IGNORECASE)
_TYPE: Final = re.compile(r"\bg_phonetype\b[\"']?\s{0,9}[=:]\s{0,9}[\"']([^\"'\r\n]{0,80})", re.IGNORECASE)
_MODEL: Final = re.compile(
    r"(?<![A-Z0-9])((?:T|CP|W|VP|MP)[0-9]{2,4}[A-Z]{0,3}(?:[_ -]E[0-9])?)(?![A-Z0-9])", re.IGNORECASE
)
_NO_OK: Final = re.compile(r"T57W|CP9[23]5W?")  # models without that key
_NO_CHAINS: Final = re.compile(r"|T48\w?|T49G|T57W|.*x.*")  # touch screens, and families with one among them

_SETTING: Final = re.compile(r"[A-Za-z][A-Za-z0-9._-]{0,99}")
_REQUEST_LIMIT: Final = 1500  # characters of a request that writes settings; what a phone takes is unknown
Sleep = Callable[[float], Awaitable[None]]


class YealinkPhone:
    """One Yealink phone. The methods are those of `tui.phones.driver.PhoneDriver`."""

    def __init__(self, config: PhoneConfig, pins: Pins, *, sleep: Sleep = asyncio.sleep) -> None:
        """Raises `UsageError` for an address or a login that cannot be one."""
        self._link = PhoneLink(config, pins, basic_first=True)
        self._identity = config.identity
        self._timeout = config.timeout
        self._sleep = sleep
        self._page = ""  # the one that takes this phone's commands, once that is known
        self._deaf = False  # whether it turned out that none does
        self._status: tuple[str, ...] = _STATUS  # the question that was answered comes first
        self._model = ""
        self._looked = ""  # the firmware with which the front page was looked at

    @property
    def name(self) -> str:
        return self._link.name

    @property
    def vendor(self) -> str:
        return VENDOR

    def __repr__(self) -> str:
        return f"<YealinkPhone {self.name} {self._link.address.base}>"

    def dial_request(self, number: str) -> str:
        target = self._dialling(number, "")
        return f"GET {self._link.address.base}{_on_old_page(target) if self._page == _OLD_PAGE else target}"

    async def dial(self, number: str, identity: str = "", *, urgent: bool = False) -> None:
        await self._send(Step(self._dialling(number, identity, urgent=urgent)), urgent=urgent)

    def ways(self, order: Order, call_id: str = "", argument: str = "") -> tuple[Way, ...]:
        """For SWAP, `call_id` is the held call's. A DEFLECT may transfer a conversation that goes on
        meanwhile: no way of it names the call."""
        if self.lacks(order):
            return ()
        if order is Order.DTMF:
            return self._tones(argument)
        usable = _CALL_ID.fullmatch(call_id) is not None
        number = quoted_number(argument, self.name) if order in _WITH_NUMBER else ""
        found = []
        for key in _KEYS[order]:
            if ("OK" in key.split(";") and _NO_OK.fullmatch(self._model)) or ("{id}" in key and not usable):
                continue
            if "{digits}" in key and "+" in argument:
                continue  # no key types it
            typed = ";".join("POUND" if digit == "#" else digit for digit in argument)
            filled = key.replace("{id}", call_id).replace("{number}", number).replace("{digits}", typed)
            found.append(
                Way(key, _steps(filled.split(";")), selected="{id}" not in key, toggles=key in _TOGGLES)
            )
        return tuple(found)

    def wishes(self, wish: Wish) -> tuple[Way, ...]:
        """Forwards are those of all accounts, and only where the phone is set to forward by itself ("forward
        mode: phone"). Raises `UsageError` for a target that is none."""
        if self.lacks(wish.feature):
            return ()
        if wish.feature is Feature.DND:
            name = key = "DNDOn" if wish.on else "DNDOff"
        elif not wish.on:
            name = key = f"{_FORWARDS[wish.feature]}Off"
        else:
            name = f"{_FORWARDS[wish.feature]}On={{number}}"
            key = f"{_FORWARDS[wish.feature]}On={quoted_number(wish.target, self.name)}"
            if wish.feature is Feature.NO_ANSWER and wish.seconds:
                name, key = f"{name}={{seconds}}", f"{key}={_ring_seconds(ringing(wish.seconds, self.name))}"
        return (Way(name, (Step(f"{_PAGE}key={key}"),)),)

    def lacks(self, what: Order | Feature | Ability) -> str:
        """What no Yealink has, what is known of no DECT base, and all keys where no page takes them."""
        if what is Ability.SETTINGS:
            return "yealink_no_settings"
        if what is Feature.NOT_REGISTERED:
            return "phone_not_registered_in_pbx"
        if self._model.startswith("W"):
            return "yealink_dect"
        by_key = what not in (Ability.PICTURE, Ability.CONFIGURE)
        return "yealink_no_remote_control" if self._deaf and by_key else ""

    async def go(self, way: Way) -> None:
        await self._send(*way.steps, still=way.still)

    async def settings(self, names: Collection[str]) -> dict[str, str]:
        raise PhoneError("yealink_no_settings", cause="no-remote-control", phone=self.name)

    async def configure(self, values: Mapping[str, str]) -> None:
        """By `phonecfg=set`, which Yealink documents nowhere and one family of public clients uses: nothing
        but the effect shows whether it worked. Raises `UsageError` for what cannot be a setting."""
        requests = self._writing(values)
        async with self._link.turn() as get:
            for request in requests:
                error = self._refusal(await get(request))
                if error is not None and error.cause == "no-remote-control":
                    error = PhoneError("yealink_no_writing", cause="no-remote-control", phone=self.name)
                if error is not None:
                    raise error

    async def provision(self) -> None:
        await self._send(Step(f"{_PAGE}key=AutoP"))

    async def picture(self) -> bytes:
        """It needs the same permission as a command ("Yealink administrator's guide", screen capture)."""
        for place in _PICTURES:
            reply = await self._link.get(place, PICTURE_LIMIT)
            if reply.status == 200 and reply.body.startswith(_PICTURE_MARKS):
                return self._whole(reply)
            error = self._refusal(reply)
            if error is not None and error.cause not in ("no-remote-control", "not-a-phone"):
                raise error
        raise PhoneError("yealink_no_picture", cause="no-remote-control", phone=self.name)

    async def probe(self) -> Probe:
        """Asks for the status, which needs the same permission as a command. Firmware that does not know
        the question is no fault; only, it must be a Yealink that says so."""
        try:
            reply, facts = await self._ask()
            known = facts is not None or "yealink" in _signature(reply)
            model = await self._which(facts.firmware if facts else "", known)
        except PhoneError as fault:
            if fault.key == "phone_wrong_password":  # a locked phone seems to say the same
                fault = PhoneError("yealink_wrong_password", cause="password", phone=self.name)
            return failed(fault)
        self._model = model
        if facts is not None:  # the page is there: whatever it does not know is a key
            self._page, self._deaf = self._page or _PAGE, False
        told = replace(facts or UNTOLD, model=model)
        return Probe(True, model, told.firmware, told.mac, facts=told)

    def forgive(self) -> None:
        self._deaf = False
        self._link.forgive()

    async def aclose(self) -> None:
        await self._link.aclose()

    def _dialling(self, number: str, identity: str, *, urgent: bool = False) -> str:
        # `key` comes first, and no "&" may end the URL (adrianrudnik/yealink-click2dial-handler).
        uri = outgoing_uri(identity or self._identity, self.name, urgent=urgent)
        return f"{_PAGE}key=number={quoted_number(number, self.name)}{uri}"

    def _tones(self, digits: str) -> tuple[Way, ...]:
        """Digits one by one do on all models. None of the ways is confirmed by an event, and twice is wrong:
        so the others count as toggles."""
        keys = ["POUND" if digit == "#" else digit for digit in tones(digits, self.name)]
        ways = [Way("{digit}", _steps(keys), toggles=True)]
        if len(keys) > 1 and not _NO_CHAINS.fullmatch(self._model):
            ways.append(Way("{digit};{digit}", (Step(f"{_PAGE}key={';'.join(keys)}"),), toggles=True))
        whole = f"{_PAGE}Key={quote(digits, safe='*')}&Duration={_TONE}"
        return (*ways, Way("Key={digits}", (Step(whole),), toggles=True))

    def _writing(self, values: Mapping[str, str]) -> list[str]:
        """The requests that write `values`, none longer than it must be."""
        requests: list[str] = []
        for name, value in values.items():
            if not _SETTING.fullmatch(name) or any(ord(char) < 32 or ord(char) == 127 for char in value):
                raise UsageError("yealink_setting_form", phone=self.name, value=clean(name, 80))
            part = f"[&{name}={quote(value, safe='/:.,$*')}]"
            if not requests or len(requests[-1]) + len(part) > _REQUEST_LIMIT:
                requests.append(f"{_PAGE}phonecfg=set")
            requests[-1] += part
        return requests

    def _whole(self, reply: Reply) -> bytes:
        """The body, if all of it came."""
        promised = reply.headers.get("content-length", "")
        there = len(reply.body)
        if there >= PICTURE_LIMIT or (re.fullmatch("[0-9]{1,12}", promised) and there < int(promised)):
            raise PhoneError("phone_picture_broken", cause="unreachable", phone=self.name)
        return reply.body

    async def _send(self, *steps: Step, still: Callable[[], bool] = always, urgent: bool = False) -> None:
        """The steps in turn, until one is refused."""
        async with self._link.turn(urgent=urgent) as get:
            if not still():
                raise late(self.name)
            for step in steps:
                await self._press(get, step.target)
                if step.pause:
                    await self._sleep(step.pause)

    async def _press(self, get: Get, target: str) -> None:
        """A 404 says that nothing was done: until a page has taken a command, the older one is tried, too."""
        page = self._page or _PAGE
        reply = await get(_on_old_page(target) if page == _OLD_PAGE else target)
        if reply.status == 404 and not self._page:
            older = await get(_on_old_page(target))
            if older.status not in _UNKNOWN_PAGE:
                page, reply = _OLD_PAGE, older
        error = self._refusal(reply)
        if error is None or error.cause in ("consent", "allow-list"):
            self._page, self._deaf = page, False
        elif error.cause == "no-remote-control":
            if self._page:
                error = PhoneError("yealink_no_such_key", cause="no-remote-control", phone=self.name)
            else:
                self._deaf = True
        if error is not None:
            raise error

    async def _ask(self) -> tuple[Reply, PhoneFacts | None]:
        """The status in the first form of the question that the firmware answers in full, else as far as it
        does. Raises `PhoneError` for a refusal."""
        found: tuple[Reply, PhoneFacts | None] | None = None
        for question in self._status:
            reply = await self._link.get(question)
            error = self._refusal(reply)
            if error is not None and error.cause != "no-remote-control":
                raise error
            facts = reports.status(reply.text) if error is None else None
            if facts is not None and facts.identities is not None:
                self._status = (question, *(other for other in _STATUS if other != question))
                return reply, facts
            if found is None or (found[1] is None and facts is not None):
                found = (reply, facts)
        assert found is not None
        return found

    async def _which(self, firmware: str, known: bool) -> str:
        """The model, by the firmware's number; where that tells the family at most, by the front page, which
        needs no login. Raises `PhoneError` where nothing shows that it is a Yealink."""
        family = _MODELS.get(firmware.partition(".")[0], "")
        if known and family and "x" not in family:
            return family
        if known and firmware and firmware == self._looked:
            return self._model
        found = None
        async with self._link.turn():
            with suppress(PhoneError):  # whatever it is, the phone did answer the question
                found = _recognise(await greet(self._link.address, self._timeout))
                self._looked = firmware
        if not known and found is None:
            raise not_recognised(self._link, _MAKER)
        return found or family

    def _refusal(self, reply: Reply) -> PhoneError | None:
        """200 is "accepted" and nothing more. The guides say of an unanswered question on the display only
        that the page reads "Remote control forbidden", so that text counts whatever the status."""
        if "remote control forbidden" in reply.text[:4096].lower():
            return PhoneError("yealink_consent", cause="consent", phone=self.name)
        if reply.status == 403:
            return PhoneError("yealink_forbidden", cause="allow-list", phone=self.name)
        if reply.status in _UNKNOWN_PAGE:
            return PhoneError("yealink_no_remote_control", cause="no-remote-control", phone=self.name)
        error = redirected(self._link, reply)
        if error is None and not 200 <= reply.status < 300:
            error = unexpected(self._link, _MAKER, reply)
        return error


def _steps(keys: Sequence[str]) -> tuple[Step, ...]:
    """One request per key, each with the pause that it needs before the next."""
    pauses = [_DIGIT_PAUSE if len(key) == 1 or key == "POUND" else _KEY_PAUSE for key in keys[:-1]]
    return tuple(Step(f"{_PAGE}key={key}", pause) for key, pause in zip(keys, [*pauses, 0.0], strict=True))


def _ring_seconds(seconds: int) -> int:
    """The nearest time that a phone takes."""
    return max((seconds + _RING_STEP // 2) // _RING_STEP, 1) * _RING_STEP


def _on_old_page(target: str) -> str:
    """A command as old firmware takes it. Its clients dial by `number=`, without `key=`."""
    query = target.removeprefix(_PAGE)
    return f"{_OLD_PAGE}{query.removeprefix('key=') if query.startswith('key=number=') else query}"


def _signature(reply: Reply) -> str:
    """Where a web server names its maker: the Server header, and the page's title or text."""
    return f"{reply.headers.get('server', '')} {reply.text[:4096]}".lower()


def _recognise(greeting: Greeting) -> str | None:
    """By the Server header of the older web interface, the title, or the variables of the login page."""
    title = _TITLE.search(greeting.text)
    kind = _TYPE.search(greeting.text)
    named = title is not None and "yealink" in title[1].lower()
    if not named and kind is None and "yealink" not in greeting.headers.get("server", "").lower():
        return None
    shown = " ".join(text for text in (kind[1] if kind else "", title[1] if named and title else "") if text)
    model = _MODEL.search(shown)
    return model[1].upper().replace("_", " ").replace("-", " ") if model else ""


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
