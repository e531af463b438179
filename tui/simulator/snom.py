"""A Snom desk phone's web server: command.htm, dummy.htm and its pages (Snom: "Remote phone control")."""

from __future__ import annotations

import asyncio
import re
from html import escape
from typing import Final
from urllib.parse import unquote_plus

from tui.simulator.auth import Admission
from tui.simulator.happening import FORWARDS
from tui.simulator.picture import blank_bmp
from tui.simulator.snom_events import SETTINGS, SILENT
from tui.simulator.snom_keys import SnomKeys, known_key
from tui.simulator.unit import Unit
from tui.simulator.web import Incoming, Reply, pairs

SERVER: Final = "snom embedded"
_KEY = re.compile(r"([^,;]+)(?:,(\d{0,6})(?:,(\d{0,6}))?)?")
_NUMBER = re.compile(r"[0-9A-Za-z+*#.@:_-]{1,128}")
_FORWARD_SETTING = re.compile(r"fwd_(all|busy|time)_(enabled|target|secs)")
_FORWARD_KIND = dict(zip(("all", "busy", "time"), FORWARDS, strict=True))
_WRITABLE = re.compile(
    r"(?:action_\w+|dnd_mode|fwd_(?:all|busy|time)_(?:enabled|target|secs)|http_(?:user|pass|scheme)|"
    r"use_hidden_tags|restrict_uri_queries|admin_mode(?:_password)?|webserver_\w+|fkey(?:_label)?\d{1,3}|"
    r"user_(?:name|realname|host|idle_text|idle_number)\d{1,2}|language|ringer_volume|setting_server|"
    r"update_policy|xml_notify|csta_control|challenge_checksync|filter_registrar|allow_sip_xml_action)"
)


# Documented, but without any effect on calls.
_QUIET: Final = {
    "/index.htm": re.compile(r"(dialed|missed|received)del=(clear|0)"),
    "/line_login.htm": re.compile(r"PLAY_RINGER:[1-9]=.{1,64}"),
    "/minibrowser.htm": re.compile(r"url=https?://.{1,1024}"),
}


class RefusedError(Exception):
    """Not in the documented grammar."""


class Snom:
    """Answers the requests of one Snom."""

    def __init__(self, unit: Unit, keys: SnomKeys) -> None:
        self._unit = unit
        self._keys = keys
        self._typing: set[asyncio.Task[None]] = set()

    async def answer(self, request: Incoming) -> Reply:
        """Check scheme, password and permission, then obey or show a page."""
        unit = self._unit
        if unit.profile.https_only:
            where = f"https://{unit.profile.host}{request.target}"
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
            return _error(403)
        if path == "/command.htm":
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
            return Reply(200, blank_bmp(320, 240), "image/bmp")
        return Reply(404, _page("snom", "Not found"), outcome="refused")

    @property
    def manager(self) -> bool:
        """The D8xx family has no remote control."""
        return re.match(r"D8\d\d", self._unit.profile.model_name) is not None

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
            return self._done(False)
        if names in (["LOGOFFLINE"], ["REREGISTER"]):
            if not value.isdigit() or not 1 <= int(value) <= 12:
                raise RefusedError
            return self._done(False)
        if names == ["key"]:
            return self._done(self._type(value))
        if names == ["key_dtmf"]:
            if re.fullmatch(r"[0-9A-D*#]{1,64}", value) is None:
                raise RefusedError
            return self._done(self._unit.device.dtmf(value))
        if first == "number" and names in (["number"], ["number", "outgoing_uri"]):
            return self._dial(value, fields[1][1] if len(fields) > 1 else "")
        raise RefusedError

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
            allowed = self._unit.profile.firmware_keys
            if found is None or not known_key(found[1], firmware_keys=allowed):
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

    async def stop(self) -> None:
        """Stop typing."""
        for task in list(self._typing):
            task.cancel()
        await asyncio.gather(*self._typing, return_exceptions=True)

    # --- settings --------------------------------------------------------------------------

    def _settings(self, query: str) -> Reply:
        fields = pairs(query)
        values = dict(fields)
        if values.pop("settings", "") != "save" or fields[0][0] != "settings":
            if query == "REBOOT=true":
                asyncio.get_running_loop().call_soon(self._unit.reboot)
                return Reply(200, outcome="accepted")
            raise RefusedError
        store = values.pop("store_settings", "") == "save"
        written = [name for name, value in values.items() if self._write(name, value, store)]
        left = [name for name in values if name not in written]
        self._unit.note("settings", written=written, ignored=left, stored=store)
        return self._done(bool(written))

    def _write(self, name: str, value: str, store: bool) -> bool:
        unit = self._unit
        action = name.startswith("action_") and name not in SETTINGS.values() and name not in SILENT
        if _WRITABLE.fullmatch(name) is None or action or name in unit.profile.locked_settings:
            return False
        unit.settings.put(name, value, store=store)
        if name == "dnd_mode":
            unit.device.set_dnd(value == "on")
        elif name.startswith("fwd_"):
            self._forward(name)
        elif name in ("http_user", "http_pass", "http_scheme"):
            unit.gate.user = unit.settings.get("http_user", unit.gate.user)
            unit.gate.password = unit.settings.get("http_pass", unit.gate.password)
            unit.gate.scheme = "digest" if unit.settings.get("http_scheme") == "on" else "basic"
        return True

    def _forward(self, name: str) -> None:
        found = _FORWARD_SETTING.fullmatch(name)
        if found is None:
            return
        get = self._unit.settings.get
        prefix = f"fwd_{found[1]}_"
        seconds = get(prefix + "secs")
        target = get(prefix + "target")
        self._unit.device.set_forward(
            _FORWARD_KIND[found[1]],
            get(prefix + "enabled") == "on" and bool(target),
            target,
            float(seconds) if seconds.isdigit() else None,
        )

    # --- pages -----------------------------------------------------------------------------

    def _index(self) -> str:
        return _page(f"snom {self._unit.profile.model_name}", "Home")

    def _info(self) -> str:
        profile = self._unit.profile
        if profile.model_name.startswith("D"):
            rows = [f"Hardware: {profile.model_name}", f"Mac:{profile.mac_address.upper()}", FIRMWARE_NEW]
        else:
            rows = [f"Firmware-Version: snom{profile.model_name}-SIP 8.7.5.35", "Production-Info: Internal"]
        return _page(f"snom {profile.model_name}", "<br>\n".join(rows))

    def _dump(self) -> str:
        """Names and values; `!` is writable, `&` is not. Passwords are never shown."""
        unit = self._unit
        rows = []
        for name, value in sorted(unit.settings.running.items()):
            mark = "&" if name in unit.profile.locked_settings else "!"
            rows.append(f"{name}{mark}: {'' if 'pass' in name else value}")
        return _page("Settings", "<pre>\n" + escape("\n".join(rows), quote=False) + "\n</pre>")


FIRMWARE_NEW: Final = "Firmware: 10.1.169.16"


def user_agent(model: str, mac: str) -> str:
    """As the phones write it when they fetch something."""
    if model.startswith("D"):
        build = "10.1.169.16 2010.12-00001-gd311851f1 (Feb 25 2019 - 14:19:43)"
        return f"Mozilla/4.0 (compatible; snom{model}-SIP {build} {mac.upper()} SXM:0 UXM:0 UXMC:0)"
    return f"Mozilla/4.0 (compatible; snom{model}-SIP 8.7.5.35 1.1.5-IFX-05.01.12 {mac.upper()})"


def _page(title: str, body: str) -> str:
    return f"<HTML><HEAD><TITLE>{escape(title)}</TITLE></HEAD><BODY>{body}</BODY></HTML>"


def _error(status: int) -> Reply:
    return Reply(status, _page("snom VoIP phone: Error", "Error"), outcome="refused")
