"""Snom desk phones: 3xx, 7xx, 8x0, D3xx and D7xx. The D8xx models cannot be controlled over HTTP.

Sources: Snom wiki "Can I control my snom phone remotely" for commands and keys, service.snom.com "Remote
phone control" for the models, and public clients where the makers' pages are silent (named below).
"""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Awaitable, Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final
from urllib.parse import quote

from tui.calls.facts import UNTOLD, PhoneFacts
from tui.config.model import PhoneConfig
from tui.errors import PhoneError
from tui.net import BODY_LIMIT, PICTURE_LIMIT, Get, PhoneLink, Reply
from tui.phones.answer import failed, late, not_recognised, redirected, unexpected
from tui.phones.decoding import snom as reports
from tui.phones.decoding import snom_pages as pages
from tui.phones.driver import Ability, Feature, Order, Probe, Step, Way, Wish, always
from tui.phones.lockout import Lockout
from tui.phones.maker import Maker
from tui.phones.pins import Pins
from tui.phones.target import outgoing_uri, quoted_number, ringing, tones

VENDOR: Final = "snom"
_MAKER: Final = "Snom"
_INFO: Final = "/info.htm"
_SETTINGS: Final = "/settings.htm"
_SCREEN: Final = "/screen.bmp"
_COMMAND: Final = "/command.htm?"
_SAVE: Final = "/dummy.htm?settings=save&store_settings=save"
_LONGEST_TARGET: Final = 1000  # characters of one request that writes settings

PAUSE: Final = 2.0  # seconds between two keys: the screen must have been drawn (nemerald-voip/fspbx, a D862)
_NUMBER: Final = "{number}"

# The ways to do an order, the best first, each of keys or `_NUMBER`, which is dialled. The keys act on the
# call that the display shows, as Snom has no form that names one. F_TRANSFER, F_OK, F_CANCEL, F_CONFERENCE
# are key events of the firmware that were seen to work by another road than this one.
_WAYS: Final[Mapping[Order, tuple[tuple[str, ...], ...]]] = {
    Order.ANSWER: (("ENTER",), ("OFFHOOK",), ("HEADSET",)),
    # One way only: no report follows a reject, and ONHOOK after it could end the conversation that goes on.
    Order.REJECT: (("CANCEL",),),
    Order.HANGUP: (("CANCEL",), ("ONHOOK",), ("DISCONNECT",)),
    Order.HOLD: (("F_HOLD",),),
    Order.RESUME: (("F_HOLD",),),
    # Not from a source: if DOWN does not go to the other call, the conversation goes on as before.
    Order.SWAP: (("F_HOLD", "DOWN", "F_HOLD"),),
    Order.MUTE: (("MUTE",),),
    Order.UNMUTE: (("MUTE",),),
    Order.TRANSFER: (("TRANSFER", _NUMBER), ("F_TRANSFER", _NUMBER)),
    Order.CONSULT: (("F_HOLD", _NUMBER),),
    Order.COMPLETE: (("TRANSFER", "ENTER"), ("F_TRANSFER", "F_OK")),
    Order.RETURN: (("CANCEL",), ("F_CANCEL",)),
    Order.DEFLECT: (("TRANSFER", _NUMBER), ("F_TRANSFER", _NUMBER)),
    Order.CONFERENCE: (("F_CONFERENCE",),),
    Order.LOUDER: (("VOLUME_UP",),),
    Order.QUIETER: (("VOLUME_DOWN",),),
    # The key opens the list of dialled numbers, the last one selected; where it dials at once, ENTER finds
    # nothing to confirm.
    Order.REDIAL: (("REDIAL", "ENTER"),),
}
# Never pressed after another way that may have worked, unnoticed: they would undo it, or do it to the other
# call (a consultation that has ended leaves the first call on the display).
_ONCE: Final = frozenset({"F_HOLD", "F_R", "MUTE", "DND", "F_CANCEL"})
# After these the screen is drawn anew, so that the next command has to wait as the next key does.
_REDRAW: Final = frozenset({"F_HOLD", "F_R", "TRANSFER", "F_TRANSFER", "F_CONFERENCE"})

# By the handbook of the first users' Cloud PBX (NetCologne/cloudpbx-docs).
_NO_BLIND_TRANSFER: Final = re.compile(r"D715\b", re.IGNORECASE)
_WITHOUT: Final = {  # models without remote control, and the text that says so
    "snom_no_remote_control": re.compile(r"D8\w\w\b", re.IGNORECASE),
    "snom_dect": re.compile(r"(?:M[1379]00|C[56]20)\b", re.IGNORECASE),
}


class SnomPhone:
    """One Snom phone. The methods are those of `tui.phones.driver.PhoneDriver`."""

    def __init__(
        self,
        config: PhoneConfig,
        pins: Pins,
        *,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Raises `UsageError` for an address or a login that cannot be one."""
        self._link = PhoneLink(config, pins)
        self._identity = config.identity
        self._sleep = sleep
        self._clock = clock
        self._drawn = 0.0  # when the screen takes keys again
        self._lock = Lockout(clock)
        self._about = UNTOLD
        self._listed: Mapping[str, str] = {}
        self._manager = False  # a command met the web interface of a D8xx
        self._shut = False  # hidden tags were seen
        self._missing: dict[Ability, str] = {}  # what was asked for in vain, and the text that says so
        self._guarded = False  # the info page asks for the login

    @property
    def name(self) -> str:
        return self._link.name

    @property
    def vendor(self) -> str:
        return VENDOR

    def __repr__(self) -> str:
        return f"<SnomPhone {self.name} {self._link.address.base}>"

    def dial_request(self, number: str) -> str:
        uri = outgoing_uri(self._identity, self.name)
        return f"GET {self._link.address.base}{_dialling(quoted_number(number, self.name))}{uri}"

    async def dial(self, number: str, identity: str = "", *, urgent: bool = False) -> None:
        uri = outgoing_uri(identity or self._identity, self.name, urgent=urgent)
        await self._send([Step(_dialling(quoted_number(number, self.name)) + uri)], urgent=urgent)

    def ways(self, order: Order, call_id: str = "", argument: str = "") -> tuple[Way, ...]:
        """Where only a command met the refusal of a D8xx they stay: the phone may be another one by now."""
        if _unable(self._about.model, order):
            return ()
        if order is Order.DTMF:
            return _tone_ways(tones(argument, self.name))
        return tuple(_way(keys, argument, self.name) for keys in self._sequences(order))

    def wishes(self, wish: Wish) -> tuple[Way, ...]:
        """By the settings, which say on or off; the key for do not disturb toggles and comes last.

        Whether a setting is one for the phone or one for each identity is seen in the list of settings; where
        that was not to be had, both are tried. Raises `UsageError` for a target or a time that cannot be.
        """
        if _unable(self._about.model, wish.feature):
            return ()
        values = _wanted(wish, self.name)
        numbers = pages.indexes(self._listed, switch := next(reversed(values)))
        shapes = [(), (1,)] if numbers is None else [numbers]
        ways = [
            Way(switch + ("{index}" if shape else ""), _saving(_spread(values, shape))) for shape in shapes
        ]
        if wish.feature is Feature.DND:
            ways.append(_way(("DND",), "", self.name))
        return tuple(ways)

    def lacks(self, what: Order | Feature | Ability) -> str:
        """What was met or seen counts until the next probe, or command, shows that it is over."""
        if self._manager:
            return "snom_no_remote_control"
        key = _unable(self._about.model, what)
        if not key and isinstance(what, Ability):
            key = self._missing.get(what, "")
        bars = self._shut and what not in (Ability.SETTINGS, Ability.PICTURE)
        return key or ("snom_hidden_tags" if bars else "")

    async def go(self, way: Way) -> None:
        await self._send(way.steps, still=way.still)

    async def settings(self, names: Collection[str]) -> dict[str, str]:
        await self._list()
        return {name: self._listed[name] for name in names if name in self._listed}

    async def configure(self, values: Mapping[str, str]) -> None:
        """Raises `ValueError` for what is not the name of a setting."""
        for name in values:
            if not re.fullmatch(r"[A-Za-z]\w{0,63}", name, re.ASCII):
                raise ValueError("not the name of a setting")
        # One turn for each request, so that a command need not wait for all of them.
        for step in _saving(values.items()):
            await self._send([step])

    async def provision(self) -> None:
        raise PhoneError("snom_no_provision", cause="no-remote-control", phone=self.name)

    async def picture(self) -> bytes:
        """A BMP file (Snomio/Snom-remote-control). Raises `PhoneError` too where only a part of it came."""
        reply = await self._page(_SCREEN, PICTURE_LIMIT)
        if reply is None or not reply.body.startswith(b"BM"):
            self._missing[Ability.PICTURE] = "snom_no_picture"
            raise PhoneError("snom_no_picture", cause="no-remote-control", phone=self.name)
        self._missing.pop(Ability.PICTURE, None)
        if len(reply.body) < int.from_bytes(reply.body[2:6], "little"):  # the size as its header has it
            raise PhoneError("phone_picture_broken", cause="unreachable", phone=self.name)
        return reply.body

    async def probe(self) -> Probe:
        """Reads the info page, then the list of settings, which the phone need not have.

        Neither takes parameters, so that both can be read where hidden tags bar all commands.
        """
        facts = UNTOLD
        try:
            facts = self._about = await self._read_info()
            self._manager = False
            if unable := _unable(facts.model, Ability.DIAL):
                raise PhoneError(unable, cause="no-remote-control", phone=self.name)
            facts = await self._told(facts)
            if self._shut:
                raise self._found_shut()
        except PhoneError as fault:
            return failed(fault, facts, self._lock.left or None if fault.cause == "locked" else None)
        return Probe(True, facts.model, facts.firmware, facts.mac, facts=facts)

    def forgive(self) -> None:
        self._link.forgive()
        self._lock.over()
        self._missing.clear()

    async def aclose(self) -> None:
        await self._link.aclose()

    def _sequences(self, order: Order) -> Iterator[tuple[str, ...]]:
        """The keys of each way; the hold key is F_R in firmware before 7 or 8, sources differ."""
        major = re.match(r"[0-9]{1,3}", self._about.firmware)
        version = int(major[0]) if major else 8
        holds = ("F_R", "F_HOLD") if version < 7 else ("F_HOLD", "F_R") if version == 7 else ("F_HOLD",)
        for keys in _WAYS[order]:
            for hold in holds if "F_HOLD" in keys else holds[:1]:
                yield tuple(hold if key == "F_HOLD" else key for key in keys)

    # requests

    async def _send(
        self, steps: Sequence[Step], *, still: Callable[[], bool] = always, urgent: bool = False
    ) -> None:
        """Sends the steps in turn with their pauses; stops at the first refusal.

        The pause of the last one is kept before the next command: a key that comes while the screen draws
        is lost.
        """
        async with self._link.turn(urgent=urgent) as get:
            self._check_lock()
            draws = self._drawn - self._clock()
            if draws > 0 and steps[0].target.startswith(_COMMAND):
                await self._sleep(draws)
            if not still():
                raise late(self.name)
            for number, step in enumerate(steps, 1):
                reply = await get(step.target)
                error = self._refusal(reply)
                if error is not None:
                    break
                if number < len(steps):
                    await self._sleep(step.pause)
                elif step.pause:
                    self._drawn = self._clock() + step.pause
            if reply.status == 403:
                error = self._found_locked() if await _is_locked(get) else self._found_shut()
        if error is not None:
            raise error
        self._lock.over()
        self._shut = self._manager = False

    def _refusal(self, reply: Reply) -> PhoneError | None:
        """Any 2xx and any 3xx but to a login page is "accepted": firmware 8.7 answers a dialled number with
        302 to its index page (p4irin/remote_phone_control), others with 200."""
        self._manager = _is_phone_manager(reply)
        if self._manager or reply.status == 404:
            return PhoneError("snom_no_remote_control", cause="no-remote-control", phone=self.name)
        error = redirected(self._link, reply)
        if error is None and not 200 <= reply.status < 400:
            error = unexpected(self._link, _MAKER, reply)
        return error

    async def _page(self, target: str, limit: int = BODY_LIMIT) -> Reply | None:
        """A page without parameters; None if the phone does not have it, or not for this login."""
        async with self._link.turn() as get:
            self._check_lock()
            reply = await get(target, limit)
            if reply.status == 403 and target != _INFO and not await _is_locked(get):
                return None
        error = self._found_locked() if reply.status == 403 else redirected(self._link, reply)
        if error is None and reply.status != 404 and not 200 <= reply.status < 400:
            error = unexpected(self._link, _MAKER, reply)
        if error is not None:
            raise error
        self._lock.over()
        return reply if reply.status == 200 else None

    async def _read_info(self) -> PhoneFacts:
        """What the info page says; raises `PhoneError` if there is none, or none of a phone to be driven."""
        page = await self._page(_INFO)
        front = page or await self._page("/")
        if front is not None and _is_phone_manager(front):
            self._manager = True
            raise PhoneError("snom_no_remote_control", cause="no-remote-control", phone=self.name)
        about = UNTOLD if page is None else pages.about(page.text)
        if page is None or (about == UNTOLD and "snom" not in page.headers.get("server", "").lower()):
            raise not_recognised(self._link, _MAKER)
        self._guarded = self._guarded or page.login_taken
        return about

    async def _told(self, about: PhoneFacts) -> PhoneFacts:
        """`about` and what the list of settings adds, as far as the phone lets it be read."""
        self._shut = False  # unless the list says so: it is no use to bar what may work again
        try:
            await self._list()
        except PhoneError as fault:
            if fault.cause == "locked" or (fault.cause == "password" and not self._forgivable(fault)):
                raise
            return about
        self._shut = pages.shut(self._listed)
        return pages.told(about, self._listed)

    def _forgivable(self, fault: PhoneError) -> bool:
        """Whether a login refused for the settings was taken for the info page just now: then it is right,
        and only not the administrator's. It is not sent for the settings again."""
        if fault.key not in ("phone_wrong_password", "phone_login_page") or not self._guarded:
            return False
        self._link.forgive()
        self._missing[Ability.SETTINGS] = "snom_settings_login"
        return True

    async def _list(self) -> None:
        """Reads the list of settings into `_listed`. An empty list is none."""
        if self._missing.get(Ability.SETTINGS) == "snom_settings_login":
            raise PhoneError("snom_settings_login", cause="no-remote-control", phone=self.name)
        page = await self._page(_SETTINGS, pages.PAGE_LIMIT)
        listed = {} if page is None else pages.listed(page.text, page.headers.get("content-type", ""))
        if not listed:
            self._missing[Ability.SETTINGS] = "snom_no_settings"
            raise PhoneError("snom_no_settings", cause="no-remote-control", phone=self.name)
        self._missing.pop(Ability.SETTINGS, None)
        self._listed = listed

    def _check_lock(self) -> None:
        if self._lock.left:
            raise PhoneError("snom_locked", cause="locked", phone=self.name)

    def _found_locked(self) -> PhoneError:
        self._lock.found()
        return PhoneError("snom_locked", cause="locked", phone=self.name)

    def _found_shut(self) -> PhoneError:
        self._shut = True
        return PhoneError("snom_hidden_tags", cause="hidden-tags", phone=self.name)


async def _is_locked(get: Get) -> bool:
    """What a 403 means: a lock-out bars every page, hidden tags only requests with parameters.

    Asked as a stranger, since a locked phone must not be given a password. No source states the status with
    which hidden tags refuse; should it not be 403, the refusal shows as "unexpected", or not at all if the
    phone says 200.
    """
    try:
        page = await get(_INFO, login=False)
    except PhoneError:
        return True
    return page.status not in (200, 401)


def _spread(values: Mapping[str, str], numbers: Sequence[int]) -> Iterator[tuple[str, str]]:
    """The settings as they are, or for each of the identities `numbers`."""
    for suffix in map(str, numbers) if numbers else ("",):
        yield from ((name + suffix, value) for name, value in values.items())


def _dialling(quoted: str) -> str:
    return f"/command.htm?number={quoted}"


def _way(keys: Sequence[str], argument: str, phone: str) -> Way:
    """The keys as requests; `_NUMBER` dials `argument`. Raises `UsageError` if that cannot be dialled."""
    steps = tuple(
        Step(
            _dialling(quoted_number(argument, phone)) if key == _NUMBER else f"/command.htm?key={key}", PAUSE
        )
        for key in keys
    )
    if keys[-1] not in _REDRAW:
        steps = (*steps[:-1], replace(steps[-1], pause=0.0))
    return Way(" ".join(keys), steps, toggles=not _ONCE.isdisjoint(keys))


def _tone_ways(digits: Sequence[str]) -> tuple[Way, ...]:
    """In the voice, else by pressing the keys, which goes out as SIP INFO (p4irin/remote_phone_control). No
    report says whether they arrived, so that the second is never sent after the first: it would double them.
    """
    quoted = [quote(digit, safe="") for digit in digits]
    pressed = ";".join(f"{digit},100,100" for digit in quoted)  # milliseconds down, and before the next
    return (
        Way("key_dtmf={digits}", (Step(f"/command.htm?key_dtmf={''.join(quoted)}"),)),
        Way("key={digits}", (Step(f"/command.htm?key={pressed}"),), toggles=True),
    )


def _wanted(wish: Wish, phone: str) -> dict[str, str]:
    """The settings of a wish without the number of an identity, the one that switches it last."""
    state = "on" if wish.on else "off"
    if wish.feature is Feature.DND:
        return {"dnd_mode": state}
    prefix = pages.FORWARDS[wish.feature.value]
    values: dict[str, str] = {}
    if wish.on:
        quoted_number(wish.target, phone)
        values[f"{prefix}_target"] = wish.target
        if wish.feature is Feature.NO_ANSWER and ringing(wish.seconds, phone):
            values[f"{prefix}_secs"] = str(wish.seconds)
    return values | {f"{prefix}_enabled": state}


def _saving(values: Iterable[tuple[str, str]]) -> tuple[Step, ...]:
    """The requests that write settings to the flash, each of a length that any web server takes."""
    steps: list[Step] = []
    for name, value in values:
        part = f"&{name}={quote(value, safe='')}"
        if steps and len(steps[-1].target) + len(part) <= _LONGEST_TARGET:
            part = steps.pop().target.removeprefix(_SAVE) + part
        steps.append(Step(_SAVE + part))
    return tuple(steps)


def _unable(model: str, what: Order | Feature | Ability) -> str:
    """The key of the text that says why a phone of that model cannot; "" if it can."""
    for key, models in _WITHOUT.items():
        if models.match(model):
            return key
    if what is Order.TRANSFER and _NO_BLIND_TRANSFER.match(model):
        return "snom_no_blind_transfer"
    if what is Feature.NOT_REGISTERED:
        return "phone_not_registered_in_pbx"
    return "snom_no_provision" if what is Ability.PROVISION else ""


def _is_phone_manager(reply: Reply) -> bool:
    """The web interface of a D8xx (seen by the symcon/Snom project)."""
    return pages.title(reply.text).lower().startswith(pages.PHONE_MANAGER)


MAKER: Final = Maker(
    vendor=VENDOR,
    title=_MAKER,
    prefixes=frozenset({"000413", "1c7126"}),  # IEEE; the second by one public catalogue
    kinds=reports.KINDS,
    decode=reports.decode,
    action_urls=reports.action_urls,
    file_format="xml",
    as_file=reports.provisioning_file,
    recognise=pages.recognised,
    make=SnomPhone,
    silent_reject=True,  # firmware 8.7 sends no event after a reject (p4irin/remote_phone_control)
)
