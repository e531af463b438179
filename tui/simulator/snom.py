"""A Snom desk phone's web server: command.htm, dummy.htm and its pages (Snom: "Remote phone control")."""

from __future__ import annotations

import asyncio
import re
from html import escape
from typing import Final
from urllib.parse import unquote_plus

from tui.simulator.auth import Admission
from tui.simulator.profile import PhoneProfile
from tui.simulator.screen import picture_of
from tui.simulator.snom_keys import SnomKeys, known_key
from tui.simulator.snom_settings import SnomSettings
from tui.simulator.unit import Unit
from tui.simulator.web import Incoming, RefusedError, Reply, pairs

SERVER: Final = "snom embedded"
_KEY = re.compile(r"([^,;]+)(?:,(\d{0,6})(?:,(\d{0,6}))?)?")
_NUMBER = re.compile(r"[0-9A-Za-z+*#.@:_-]{1,128}")
# Documented, but without any effect on calls.
_QUIET: Final = {
    "/index.htm": re.compile(r"(dialed|missed|received)del=(clear|0)"),
    "/line_login.htm": re.compile(r"PLAY_RINGER:[1-9]=.{1,64}"),
    "/minibrowser.htm": re.compile(r"url=https?://.{1,1024}"),
    "/command.htm": re.compile(r"touch=\d{1,3} \d{1,3}( p| r| pr)?"),
}


class Snom:
    """Answers the requests of one Snom."""

    PROVISIONING_URL = "setting_server"

    def __init__(self, unit: Unit, keys: SnomKeys) -> None:
        self._unit = unit
        self._keys = keys
        self.settings = SnomSettings(unit)
        self._typing: set[asyncio.Task[None]] = set()

    async def answer(self, request: Incoming) -> Reply:
        """Check scheme, password and permission, then obey or show a page."""
        unit = self._unit
        if unit.profile.https_only and not request.tls:
            port = f":{unit.tls_port}" if unit.tls_port else ""
            where = f"https://{unit.profile.host}{port}{request.target}"
            return Reply(307, headers=(("Location", where),), outcome="refused")
        admission = unit.gate.check(request.method, request.target, request.authorization)
        if admission is Admission.LOCKED:
            unit.note("lock-out")
            return _error(403)
        if admission is not Admission.OK:
            stale = request.authorization is not None and admission is Admission.CHALLENGE
            challenge = unit.gate.challenge(stale=stale and unit.gate.scheme == "digest")
            return Reply(401, _page("snom", "Unauthorized"), headers=(("WWW-Authenticate", challenge),))
        try:
            return self._serve(request)
        except RefusedError:
            return _error(400)

    def _serve(self, request: Incoming) -> Reply:
        unit, path = self._unit, request.path
        if self.manager:
            title = "Phone Manager"
            return Reply(200, _page(title, title)) if path in ("/", "/index.htm") else Reply(404, "")
        if request.query and self.hidden_tags:
            return self._hidden()
        if path == "/command.htm" and not (request.query.startswith("touch=") and self._touch):
            return self._command(request.query)
        if path in ("/dummy.htm", "/settings.htm") and request.query:
            return self._settings(request.query)
        if path == "/advanced_update.htm" and request.query == "reboot=Reboot":
            asyncio.get_running_loop().call_soon(unit.reboot)
            return Reply(200, _page("snom", "rebooting"), outcome="accepted")
        if path in _QUIET and request.query:
            if _QUIET[path].fullmatch(unquote_plus(request.query)) is None:
                raise RefusedError
            return Reply(200, self._index(), outcome="accepted")
        pages = {"/": self._index, "/index.htm": self._index, "/info.htm": self._info}
        if path in pages and not request.query:
            return Reply(200, pages[path]())
        if path == "/settings.htm":
            return Reply(200, self._dump())
        if path == "/screen.bmp":
            return Reply(200, picture_of(unit, self._keys), "image/bmp")
        return Reply(404, _page("snom", "Not found"), outcome="refused")

    @property
    def manager(self) -> bool:
        """The D8xx family has no remote control."""
        return re.match(r"D8\d\d", self._unit.profile.model_name) is not None

    @property
    def _touch(self) -> bool:
        """Only the 870 has a touch screen."""
        return self._unit.profile.model_name == "870"

    def _hidden(self) -> Reply:
        """How the request is refused is not documented: an error, or just a page."""
        status = self._unit.profile.hidden_tags_status
        if status == 200:
            return Reply(200, self._index(), outcome="refused")
        return _error(status)

    @property
    def hidden_tags(self) -> bool:
        settings = self._unit.settings
        return settings.get("use_hidden_tags") == "on" or settings.get("restrict_uri_queries") == "on"

    # --- commands --------------------------------------------------------------------------

    def _command(self, query: str) -> Reply:
        fields = pairs(query)
        names = [name for name, _ in fields]
        first, value = fields[0]
        if names == ["RELEASE_ALL_CALLS"] and "=" not in query:
            return self._done(self._release_all())
        if names == ["LOGOFFALL"] and "=" not in query:
            self._unit.device.switches.unregister()
            return self._done(True)
        if names in (["LOGOFFLINE"], ["REREGISTER"]):
            return self._register(first, value)
        if names == ["key"]:
            return self._done(self._type(value))
        if names == ["key_dtmf"]:
            if re.fullmatch(r"[0-9A-D*#]{1,64}", value) is None:
                raise RefusedError
            return self._done(self._unit.device.dtmf(value))
        if first == "number" and names in (["number"], ["number", "outgoing_uri"]):
            return self._dial(value, fields[1][1] if len(fields) > 1 else "")
        raise RefusedError

    def _register(self, word: str, line: str) -> Reply:
        if not line.isdigit() or not 1 <= int(line) <= 12:
            raise RefusedError
        own = self._unit.device.numbers[int(line) - 1 : int(line)]
        if own and word == "LOGOFFLINE":
            self._unit.device.switches.unregister(own)
        elif own:
            self._unit.device.switches.register(own)
        return self._done(bool(own))

    def _dial(self, number: str, uri: str) -> Reply:
        if _NUMBER.fullmatch(number) is None:
            raise RefusedError
        done = self._keys.dial(number, self._line(uri))
        outcome = "accepted" if done else "ignored"
        return Reply(302, headers=(("Location", "/index.htm"),), outcome=outcome)

    def _line(self, uri: str) -> str:
        """`user@host` of an own identity; a foreign one is passed over."""
        if uri.startswith("sip:"):
            raise RefusedError
        return uri.partition("@")[0]

    def _release_all(self) -> bool:
        legs = list(self._unit.device.legs)
        for leg in legs:
            if leg.alive and not self._unit.device.reject(leg):
                self._unit.device.hang_up(leg)
        return bool(legs)

    def _type(self, value: str) -> bool:
        """A row of keys; the whole row is refused when one of them is unknown."""
        presses: list[tuple[str, float]] = []
        for part in value.split(";"):
            found = _KEY.fullmatch(part)
            if found is None or not known_key(found[1]):
                raise RefusedError
            hold, pause = int(found[2] or 0), int(found[3] or 0)
            presses.append((found[1], (hold + pause) / 1000))
        if len(presses) > 64:
            raise RefusedError
        return self._press_all(presses)

    def _press_all(self, presses: list[tuple[str, float]]) -> bool:
        """Press until the first pause; the rest is typed while the answer is already on its way."""
        effect = False
        for index, (key, wait) in enumerate(presses):
            effect = self._press(key) or effect
            rest = presses[index + 1 :]
            if wait and rest:
                task = asyncio.get_running_loop().create_task(self._later(min(wait, 10.0), rest))
                self._typing.add(task)
                task.add_done_callback(self._typing.discard)
                return True
        return effect

    async def _later(self, wait: float, rest: list[tuple[str, float]]) -> None:
        await asyncio.sleep(wait)
        self._press_all(rest)

    def _press(self, key: str) -> bool:
        effect = self._keys.press(key)
        self._unit.note("key", key=key, effect=effect)
        return effect

    def _done(self, effect: bool) -> Reply:
        """There is no result code: with or without effect it is 200."""
        return Reply(200, _page("snom", ""), outcome="accepted" if effect else "ignored")

    @property
    def firmware(self) -> str:
        """As the phone writes it."""
        return firmware_of(self._unit.profile)

    def take_over(self) -> None:
        """After a start: as the settings say."""
        self.settings.take_over()

    def booted(self) -> None:
        """It would fetch its settings now; here `provisioned_settings` stand for them."""

    async def stop(self) -> None:
        """Stop typing."""
        for task in list(self._typing):
            task.cancel()
        await asyncio.gather(*self._typing, return_exceptions=True)

    def _settings(self, query: str) -> Reply:
        if query == "REBOOT=true":
            asyncio.get_running_loop().call_soon(self._unit.reboot)
            return Reply(200, outcome="accepted")
        fields = pairs(query)
        values = dict(fields)
        if values.pop("settings", "") != "save" or fields[0][0] != "settings":
            raise RefusedError
        store = values.pop("store_settings", "") == "save"
        return self._done(self.settings.save(values, store=store))

    # --- pages -----------------------------------------------------------------------------

    def _index(self) -> str:
        return _page(f"snom {self._unit.profile.model_name}", "Home")

    def _info(self) -> str:
        profile = self._unit.profile
        if profile.model_name.startswith("D"):
            mac = profile.mac_address.upper()
            rows = [f"Hardware: {profile.model_name}", f"Mac:{mac}", f"Firmware: {firmware_of(profile)}"]
        else:
            version = f"snom{profile.model_name}-SIP {firmware_of(profile)}"
            rows = [f"Firmware-Version: {version}", "Production-Info: Internal"]
        return _page(f"snom {profile.model_name}", "<br>\n".join(rows))

    def _dump(self) -> str:
        rows = "\n".join(self.settings.rows())
        return _page("Settings", "<pre>\n" + escape(rows, quote=False) + "\n</pre>")


def firmware_of(profile: PhoneProfile) -> str:
    """D models have firmware 10, the older ones 8.7."""
    if profile.firmware:
        return profile.firmware
    return "10.1.169.16" if profile.model_name.startswith("D") else "8.7.5.35"


def user_agent(profile: PhoneProfile) -> str:
    """As the phones write it when they fetch something."""
    model, mac = profile.model_name, profile.mac_address.upper()
    start = f"Mozilla/4.0 (compatible; snom{model}-SIP {firmware_of(profile)}"
    if model.startswith("D"):
        build = "2010.12-00001-gd311851f1 (Feb 25 2019 - 14:19:43)"
        return f"{start} {build} {mac} SXM:0 UXM:0 UXMC:0)"
    return f"{start} 1.1.5-IFX-05.01.12 {mac})"


def _page(title: str, body: str) -> str:
    return f"<HTML><HEAD><TITLE>{escape(title)}</TITLE></HEAD><BODY>{body}</BODY></HTML>"


def _error(status: int) -> Reply:
    return Reply(status, _page("snom VoIP phone: Error", "Error"), outcome="refused")
