"""A Yealink's web server: the Action URI commands and its pages (administrator's guide)."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from html import escape
from typing import Final
from urllib.parse import unquote

from tui.simulator.auth import Admission
from tui.simulator.happening import Happening
from tui.simulator.picture import blank_bmp
from tui.simulator.prompt import Prompt
from tui.simulator.provisioning import fetch_configuration
from tui.simulator.unit import Unit
from tui.simulator.web import Incoming, Reply, pairs
from tui.simulator.yealink_events import EVENTS, FIRMWARE, MAX_URL, OLD_NAMES, YealinkEvents
from tui.simulator.yealink_keys import YealinkKeys, known_key, touch_model

SERVER: Final = "yealink embed httpd"
_OLD_PATHS = ("/cgi-bin/ConfigManApp.com", "/cgi-bin/cgiServer.exx")
_LOGIN = re.compile(r"p=login&q=login&username=([^&]*)&pwd=([^&]*)&jumpto=URI&(key=.*)")
_NUMBER = re.compile(r"[0-9A-Za-z+*#.@:_-]{1,128}")
_BY_ID = re.compile(r"(ASW|CANCEL|HOLD|UNHOLD):(\d{1,6})")
_FORWARD_ON = re.compile(r"(Always|Busy|NoAnsw)FwdOn=([0-9+*#]{1,32})(?:=(\d{1,3}))?")
_FORWARD_OFF = re.compile(r"(Always|Busy|NoAnsw)FwdOff")
_FORWARDS = {"Always": "always", "Busy": "busy", "NoAnsw": "no-answer"}
_WRITABLE = re.compile(
    r"action_url\.(\w+)|features\.(?:action_uri\.enable|action_uri_limit_ip|show_action_uri_option|dnd\.allow)|"
    r"account\.\d{1,2}\.(?:enable|label|display_name)|static\.auto_provision\.server\.url"
)


class RefusedError(Exception):
    """Not in the documented grammar."""


class Yealink:
    """Answers the requests of one Yealink."""

    def __init__(self, unit: Unit, keys: YealinkKeys, events: YealinkEvents, prompt: Prompt) -> None:
        self._unit = unit
        self._keys = keys
        self._events = events
        self._prompt = prompt
        self._work: set[asyncio.Task[None]] = set()

    async def answer(self, request: Incoming) -> Reply:
        """Check password, list and prompt, then obey or show a page."""
        unit = self._unit
        if request.path in ("/", "/index.htm"):
            return Reply(200, _page(f"Yealink SIP-{unit.profile.model_name} Phone", "Login"))
        query, granted = self._login(request.query)
        if not granted:
            admission = unit.gate.check(request.method, request.target, request.authorization)
            if admission is Admission.LOCKED:
                unit.note("lock-out")
            if admission is not Admission.OK:
                stale = request.authorization is not None and admission is Admission.CHALLENGE
                challenge = unit.gate.challenge(stale=stale and unit.gate.scheme == "digest")
                return Reply(401, _page("401", "Unauthorized"), headers=(("WWW-Authenticate", challenge),))
        if not self._prompt.admits(request.remote):
            return Reply(403, _page("403", "Remote control forbidden"), outcome="refused")
        try:
            return self._serve(request.path, query)
        except RefusedError:
            return Reply(400, _page("400", "Bad request"), outcome="refused")

    def _login(self, query: str) -> tuple[str, bool]:
        """Old guides put the login in front of the key. The query without it, and whether it was right."""
        found = _LOGIN.fullmatch(query)
        if found is None:
            return query, False
        gate = self._unit.gate
        right = unquote(found[1]) == gate.user and unquote(found[2]) == gate.password
        if gate.lock.locked:
            gate.lock.attempted()
            return found[3], False
        if right:
            gate.lock.succeeded()
        else:
            gate.lock.failed()
        return found[3], right

    def _serve(self, path: str, query: str) -> Reply:
        if path in ("/screencapture", "/screencapture/download"):
            return Reply(200, blank_bmp(480, 272), "image/bmp")
        if path != "/servlet" and path not in _OLD_PATHS:
            return Reply(404, _page("404", "Not found"), outcome="refused")
        if not query or query.endswith("&"):
            raise RefusedError
        first, _, value = query.partition("&")[0].partition("=")
        if first == "phonecfg" and path == "/servlet":
            return self._configuration(query)
        if first == "number":
            return self._done(self._dial(query))
        if first not in ("key", "Key"):
            raise RefusedError
        if first == "Key":
            return self._done(self._tones(query))
        if value.startswith("number="):
            return self._done(self._dial(query[len("key=") :]))
        if "&" in query:
            raise RefusedError
        return self._obey(unquote(value))

    def _obey(self, value: str) -> Reply:
        if value in ("Reboot", "AutoP", "Reset"):
            return self._maintain(value)
        parts = value.split(";")
        if len(parts) > 64 or (len(parts) > 1 and touch_model(self._unit.profile.model_name)):
            raise RefusedError
        actions = [self._action(part) for part in parts]
        effect = False
        for part, action in zip(parts, actions, strict=True):
            done = action()
            self._unit.note("key", key=part, effect=done)
            effect = done or effect
        return self._done(effect)

    def _maintain(self, value: str) -> Reply:
        if value == "Reset":
            raise RefusedError  # a factory reset is never meant
        if value == "AutoP":
            self._work.add(task := asyncio.get_running_loop().create_task(self._provision()))
            task.add_done_callback(self._work.discard)
            return self._done(True)
        asyncio.get_running_loop().call_soon(self._unit.reboot)
        return Reply(cut=True, outcome="accepted")

    async def _provision(self) -> None:
        """Fetch the configuration that the provisioning address offers, and take over what we know."""
        unit = self._unit
        base = unit.settings.get("static.auto_provision.server.url")
        mac = unit.profile.mac_address
        try:
            settings = await fetch_configuration(base, mac, user_agent(unit.profile.model_name, mac))
        except (OSError, ValueError) as error:
            unit.note("provisioning", problem=str(error))
            return
        written = [name for name, value in settings.items() if self._write(name, value)]
        unit.note("provisioning", written=written, ignored=[name for name in settings if name not in written])
        self._events.report(Happening.PROVISIONED, None, "")

    async def stop(self) -> None:
        """Stop provisioning."""
        for task in list(self._work):
            task.cancel()
        await asyncio.gather(*self._work, return_exceptions=True)

    def _action(self, part: str) -> Callable[[], bool]:
        """What one value of `key` does; RefusedError when it is not documented."""
        keys, device = self._keys, self._unit.device
        if known_key(part):
            return lambda: keys.press(part)
        if found := _BY_ID.fullmatch(part):
            verb, number = found[1], int(found[2])
            return lambda: self._on_call(verb, number)
        if part in ("DNDOn", "DNDOff"):
            return lambda: self._dnd(part == "DNDOn")
        if part in ("CallWaitingOn", "CallWaitingOff"):
            return lambda: self._waiting(part == "CallWaitingOn")
        if part.startswith("BTrans=") and _NUMBER.fullmatch(part[7:]):
            return lambda: device.blind_transfer(part[7:])
        if part.startswith("ATrans=") and _NUMBER.fullmatch(part[7:]):
            return lambda: device.consult(part[7:]) is not None
        if found := _FORWARD_ON.fullmatch(part):
            return self._forward(found[1], found[2], found[3])
        if found := _FORWARD_OFF.fullmatch(part):
            kind = _FORWARDS[found[1]]
            return lambda: device.set_forward(kind, False)
        raise RefusedError

    def _forward(self, word: str, target: str, seconds: str | None) -> Callable[[], bool]:
        if seconds is not None and (word != "NoAnsw" or int(seconds) % 6 or not int(seconds)):
            raise RefusedError  # seconds come in steps of six
        wait = float(seconds) if seconds else None
        return lambda: self._unit.device.set_forward(_FORWARDS[word], True, target, wait)

    def _on_call(self, verb: str, number: int) -> bool:
        leg = self._events.leg_of(number)
        return leg is not None and self._keys.act(verb, leg)

    def _dnd(self, on: bool) -> bool:
        return self._unit.settings.get("features.dnd.allow", "1") != "0" and self._unit.device.set_dnd(on)

    def _waiting(self, on: bool) -> bool:
        changed = self._unit.device.call_waiting is not on
        self._unit.device.set_call_waiting(on)
        return changed

    def _dial(self, query: str) -> bool:
        fields = pairs(query)
        if [name for name, _ in fields] not in (["number"], ["number", "outgoing_uri"]):
            raise RefusedError
        if _NUMBER.fullmatch(fields[0][1]) is None:
            raise RefusedError
        line = fields[1][1].removeprefix("sip:").partition("@")[0] if len(fields) > 1 else ""
        return self._keys.dial(fields[0][1], line)

    def _tones(self, query: str) -> bool:
        fields = pairs(query)
        if [name for name, _ in fields] != ["Key", "Duration"] or not fields[1][1].isdigit():
            raise RefusedError
        if re.fullmatch(r"[0-9*#]{1,32}", fields[0][1]) is None:
            raise RefusedError
        return self._unit.device.dtmf(fields[0][1])

    def _done(self, effect: bool) -> Reply:
        """Nothing in the answer says whether the key had an effect."""
        return Reply(200, "", outcome="accepted" if effect else "ignored")

    # --- reading and writing the configuration ---------------------------------------------

    def _configuration(self, query: str) -> Reply:
        """`phonecfg=get` and `=set`; the brackets of the guides may be there or not."""
        fields = pairs(query.replace("[", "").replace("]", "").replace("%5B", "").replace("%5D", ""))
        verb = fields[0][1]
        if verb == "set" and len(fields) > 1:
            written = [name for name, value in fields[1:] if self._write(name, value)]
            left = [name for name, _ in fields[1:] if name not in written]
            self._unit.note("settings", written=written, ignored=left, stored=True)
            return self._done(bool(written))
        if verb != "get" or any(
            name not in ("accounts", "dnd", "fw") or value not in ("0", "1") for name, value in fields[1:]
        ):
            raise RefusedError
        asked = {name for name, value in fields[1:] if value == "1"}
        return Reply(200, self._status(asked), "text/plain")

    def _write(self, name: str, value: str) -> bool:
        found = _WRITABLE.fullmatch(name)
        if found is None or name in self._unit.profile.locked_settings or len(value) > MAX_URL:
            return False
        if found[1] is not None and found[1] not in EVENTS and found[1] not in OLD_NAMES.values():
            return False
        self._unit.settings.put(name, value, store=True)
        if name.startswith("features.action_uri"):
            self._prompt.ask_again()
        return True

    def _status(self, asked: set[str]) -> str:
        """The INI-like text; accounts are counted from 0 and come unordered."""
        device, profile = self._unit.device, self._unit.profile
        rows = ["[Status]", f"FirmwareVersion={FIRMWARE}", f"MACAddress={profile.mac_address}"]
        if "accounts" in asked:
            rows.append("[Accounts]")
            accounts = []
            for index, number in enumerate(device.numbers):
                label = f"{number}|{number}|{device.display_name or number}"
                accounts.append(f"Account{index}=Enabled|{label}|Off|{number}@{device.exchange.host}|")
            accounts.append(f"Account{len(device.numbers) + 3}=Disabled|||Disable|Off|")
            rows += reversed(accounts)
        if "dnd" in asked:
            rows += ["[DND]", f"State={'On' if device.dnd else 'Off'}"]
        if "fw" in asked:
            for kind, title in (("always", "always"), ("busy", "busy"), ("no-answer", "noanswer")):
                forward = device.forwards[kind]
                rows.append(f"[Forward_{title}]")
                if kind == "no-answer":
                    rows.append(f"Ringtimes={int(forward.seconds)}")
                rows += [f"State={'On' if forward.on else 'Off'}", f"Target={forward.target}"]
        return "\r\n".join(rows) + "\r\n"


def user_agent(model: str, mac: str) -> str:
    """As the phones write it when they fetch something."""
    pairs_of_digits = ":".join(mac[at : at + 2] for at in range(0, 12, 2))
    return f"Yealink SIP-{model} {FIRMWARE} {pairs_of_digits}"


def _page(title: str, body: str) -> str:
    return f"<html><head><title>{escape(title)}</title></head><body>{body}</body></html>"
