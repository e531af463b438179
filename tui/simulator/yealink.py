"""A Yealink's web server: the Action URI commands and its pages (administrator's guide)."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from html import escape
from typing import Final
from urllib.parse import unquote

from tui.simulator.auth import Admission
from tui.simulator.happening import Report
from tui.simulator.profile import PhoneProfile
from tui.simulator.prompt import Permission, Prompt
from tui.simulator.provisioning import Provisioning
from tui.simulator.screen import picture_of
from tui.simulator.unit import Unit
from tui.simulator.web import Incoming, RefusedError, Reply, done, pairs
from tui.simulator.yealink_config import Configuration
from tui.simulator.yealink_events import YealinkEvents, firmware_of
from tui.simulator.yealink_keys import YealinkKeys, known_key, touch_model

SERVER: Final = "yealink embed httpd"
_SCREENSHOT = "/servlet?m=mod_action&command=screenshot"
_OLD_PATHS = ("/cgi-bin/ConfigManApp.com", "/cgi-bin/cgiServer.exx")
_LOGIN = re.compile(r"p=login&q=login&username=([^&]*)&pwd=([^&]*)&jumpto=URI&(key=.*)")
_NUMBER = re.compile(r"[0-9A-Za-z+*#.@:_-]{1,128}")
_BY_ID = re.compile(r"(ASW|CANCEL|HOLD|UNHOLD):(\d{1,6})")
_FORWARD_ON = re.compile(r"(Always|Busy|NoAnsw)FwdOn=([0-9+*#]{1,32})(?:=(\d{1,3}))?")
_FORWARD_OFF = re.compile(r"(Always|Busy|NoAnsw)FwdOff")
_FORWARDS = {"Always": "always", "Busy": "busy", "NoAnsw": "no-answer"}


class Yealink:
    """Answers the requests of one Yealink."""

    PROVISIONING_URL = "static.auto_provision.server.url"

    def __init__(
        self,
        unit: Unit,
        keys: YealinkKeys,
        events: YealinkEvents,
        prompt: Prompt,
        report: Report,
    ) -> None:
        self._unit = unit
        self._keys = keys
        self._events = events
        self._prompt = prompt
        self._configuration = Configuration(unit, prompt)
        hardware = firmware_of(unit.profile).partition(".")[0]
        self._provisioning = Provisioning(
            unit, user_agent(unit.profile), hardware, self._configuration.provision, report
        )

    async def answer(self, request: Incoming) -> Reply:
        """Check password, list and prompt, then obey or show a page."""
        unit = self._unit
        if request.path in ("/", "/index.htm"):
            return Reply(200, self._front_page())
        query, granted = self._login(request.query)
        if not granted:
            admission = unit.gate.check(request.method, request.target, request.authorization)
            if admission is Admission.LOCKED:
                unit.note("lock-out")
            if admission is not Admission.OK:
                stale = request.authorization is not None and admission is Admission.CHALLENGE
                challenge = unit.gate.challenge(stale=stale and unit.gate.scheme == "digest")
                return Reply(401, _page("401", "Unauthorized"), headers=(("WWW-Authenticate", challenge),))
        permission = self._prompt.judge(request.remote)
        if permission is Permission.REFUSED:
            return Reply(403, _page("403 Forbidden", "Forbidden"), outcome="refused")
        if permission is Permission.ASKED:
            status = unit.profile.forbidden_status
            return Reply(status, _page("Yealink", "Remote control forbidden"), outcome="refused")
        try:
            return self._serve(request.path, query)
        except RefusedError:
            return Reply(400, _page("400", "Bad request"), outcome="refused")

    def _front_page(self) -> str:
        """The page that asks for the login names the model."""
        model = self._unit.profile.model_name
        script = f'<script>var g_phonetype="{escape(model)}";var g_rsa_n="";var g_rsa_e="010001";</script>'
        return _page(f"Yealink SIP-{model} Phone", script + "Login")

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
        profile = self._unit.profile
        pictured = path in ("/screencapture", "/screencapture/download")
        if (pictured or f"{path}?{query}" == _SCREENSHOT) and not profile.old_paths_only:
            return Reply(200, picture_of(self._unit, self._keys, self._prompt.pending), "image/bmp")
        here = path in _OLD_PATHS[:1] if profile.old_paths_only else path in ("/servlet", *_OLD_PATHS)
        if not here:
            return Reply(404, _page("404", "Not found"), outcome="refused")
        if not query or query.endswith("&"):
            raise RefusedError
        first, _, value = query.partition("&")[0].partition("=")
        if first == "phonecfg" and path == "/servlet":
            if not profile.phonecfg:
                return Reply(404, _page("404", "Not found"), outcome="refused")
            return self._configuration.answer(query)
        if first == "number":
            return done(self._dial(query))
        if first not in ("key", "Key"):
            raise RefusedError
        if first == "Key":
            return done(self._tones(query))
        if value.startswith("number="):
            return done(self._dial(query[len("key=") :]))
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
            worked = action()
            self._unit.note("key", key=part, effect=worked)
            effect = worked or effect
        return done(effect)

    def _maintain(self, value: str) -> Reply:
        if value == "Reset":
            raise RefusedError  # a factory reset is never meant
        if value == "AutoP":
            self._provisioning.start()
            return done(True)
        asyncio.get_running_loop().call_soon(self._unit.reboot)
        return Reply(cut=True, outcome="accepted")

    @property
    def firmware(self) -> str:
        """As the phone writes it."""
        return firmware_of(self._unit.profile)

    def take_over(self) -> None:
        """DND and forwards are kept by the phone itself; its settings do not say them."""

    def booted(self) -> None:
        """It fetches its configuration if it has been told where from."""
        if self._unit.settings.get(self.PROVISIONING_URL):
            self._provisioning.start()

    async def stop(self) -> None:
        """Stop provisioning."""
        await self._provisioning.stop()

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
            return lambda: device.switches.set_call_waiting(part == "CallWaitingOn")
        if part.startswith("BTrans=") and _NUMBER.fullmatch(part[7:]):
            return lambda: keys.blind(part[7:])
        if part.startswith("ATrans=") and _NUMBER.fullmatch(part[7:]):
            return lambda: not self._unit.profile.old_firmware and keys.consult(part[7:])
        if found := _FORWARD_ON.fullmatch(part):
            return self._forward(found[1], found[2], found[3])
        if found := _FORWARD_OFF.fullmatch(part):
            kind = _FORWARDS[found[1]]
            return lambda: self._phone_mode and device.set_forward(kind, False)
        raise RefusedError

    def _forward(self, word: str, target: str, seconds: str | None) -> Callable[[], bool]:
        if seconds is not None and (word != "NoAnsw" or int(seconds) % 6 or not int(seconds)):
            raise RefusedError  # seconds come in steps of six
        wait = float(seconds) if seconds else None
        device = self._unit.device
        return lambda: self._phone_mode and device.set_forward(_FORWARDS[word], True, target, wait)

    @property
    def _phone_mode(self) -> bool:
        """Only then DND and forwards belong to the whole phone and obey the remote control."""
        return self._unit.profile.feature_mode == "phone"

    def _on_call(self, verb: str, number: int) -> bool:
        leg = self._events.leg_of(number)
        return leg is not None and self._keys.act(verb, leg)

    def _dnd(self, on: bool) -> bool:
        allowed = self._unit.settings.get("features.dnd.allow", "1") != "0" and self._phone_mode
        return allowed and self._unit.device.set_dnd(on)

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
        return not self._unit.profile.old_firmware and self._unit.device.dtmf(fields[0][1])


def user_agent(profile: PhoneProfile) -> str:
    """As the phones write it when they fetch something."""
    mac = profile.mac_address
    pairs_of_digits = ":".join(mac[at : at + 2] for at in range(0, 12, 2))
    return f"Yealink SIP-{profile.model_name} {firmware_of(profile)} {pairs_of_digits}"


def _page(title: str, body: str) -> str:
    return f"<html><head><title>{escape(title)}</title></head><body>{body}</body></html>"
