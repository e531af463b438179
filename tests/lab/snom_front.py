"""A lab phone dressed as a Snom D785, after Snom's wiki ("Can I control my snom phone remotely", "Action URLs")."""

from __future__ import annotations

import asyncio
import re
import time
from html import escape
from typing import Final
from urllib.parse import unquote

from tests.lab.desk import Desk, Leg, Word, address_of, name_of
from tests.lab.reports import Reports
from tests.lab.web import Answer, Login, Request

SERVER: Final = "snom embedded"
AGENT: Final = "Mozilla/4.0 (compatible; snomD785-SIP 10.1.169.16 2010.12-00001 000413{tail} SXM:0 UXM:0)"

SETTINGS: Final[dict[Word, tuple[str, ...]]] = {
    Word.BOOTED: ("action_setup_url",),
    Word.REGISTERED: ("action_log_on_url",),
    Word.UNREGISTERED: ("action_log_off_url",),
    Word.REGISTER_FAILED: ("action_reg_failed",),
    Word.OFF_HOOK: ("action_offhook_url",),
    Word.ON_HOOK: ("action_onhook_url",),
    Word.INCOMING: ("action_incoming_url",),
    Word.OUTGOING: ("action_outgoing_url",),
    Word.CONNECTED: ("action_connected_url",),
    Word.ENDED: ("action_disconnected_url",),
    Word.CANCELLED: ("action_disconnected_url",),
    Word.REMOTE_BUSY: ("action_disconnected_url",),
    Word.MISSED: ("action_missed_url",),
    Word.HOLD: ("action_hold",),
    Word.RESUME: ("action_unhold",),
    Word.TRANSFER: ("action_transfer",),
    Word.BLIND: ("action_blind_transfer",),
    Word.ATTENDED: ("action_attended_transfer",),
    Word.DND_ON: ("action_dnd_on_url",),
    Word.DND_OFF: ("action_dnd_off_url",),
    Word.FORWARD_ON: ("action_redirection_on_url",),
    Word.FORWARD_OFF: ("action_redirection_off_url",),
}  # nothing for REJECTED: firmware 8.7 stays silent after a reject
_DIGITS: Final = frozenset("0123456789*#")
_FORWARDS: Final = {"all": "always", "busy": "busy", "time": "no-answer"}


class SnomFront:
    """`draw` is for how many seconds keys are lost after one that redraws the display."""

    def __init__(
        self, desk: Desk, reports: Reports, login: Login, server: str, mac: str, draw: float
    ) -> None:
        self.actions: dict[str, str] = {}
        self.refuses = ""  # "hidden-tags", or "" for none
        self._desk = desk
        self._reports = reports
        self._login = login
        self._mac = mac
        self._domain = server
        self._draw = draw
        self._drawn = 0.0
        self._transferring = False
        self._settings: dict[str, str] = {}
        self._typing: set[asyncio.Task[None]] = set()

    def tell(self, word: Word, leg: Leg | None, detail: str) -> None:
        for setting in SETTINGS.get(word, ()):
            template = self.actions.get(setting)
            if template:
                self._reports.post(template, self._values(leg, detail))

    def _values(self, leg: Leg | None, detail: str) -> dict[str, str]:
        own = f"{self._desk.extension}@{self._domain}"
        sip = leg.sip if leg is not None else None
        return {
            "local": own,
            "remote": address_of(sip.remote) if sip else "",
            "display_remote": name_of(sip.remote) if sip else "",
            "display_local": self._desk.extension,
            "call-id": sip.call_id if sip else "",
            "nr_ongoing_calls": str(len(self._desk.legs)),
            "active_user": self._desk.extension,
            "context_url": own,
            "cancel_reason": 'SIP;cause=200;text="Call completed elsewhere"' if detail == "elsewhere" else "",
            "redirect_number": next((one.target for one in self._desk.forwards.values() if one.on), ""),
            "mac": self._mac,
        }

    async def serve(self, request: Request) -> Answer:
        if self._login.wrong >= 3:
            return Answer(403, _page("snom VoIP phone: Error", "blocked"))
        if not self._login.admits(request):
            return Answer(401, _page("snom", "?"), headers=(("WWW-Authenticate", self._login.challenge()),))
        if request.query and self.refuses == "hidden-tags":
            return Answer(403, _page("snom VoIP phone: Error", "refused"))
        match request.path:
            case "/command.htm":
                return self._command(request.query)
            case "/dummy.htm":
                return self._save(request.query)
            case "/info.htm":
                return Answer(
                    body=_page(
                        "snom D785", f"Hardware: D785<br>Mac:{self._mac.upper()}<br>Firmware: 10.1.169.16"
                    )
                )
            case "/settings.htm":
                return Answer(body=_page("Settings", f"<pre>{escape(self._dump(), quote=False)}</pre>"))
            case "/" | "/index.htm":
                return Answer(body=_page("snom D785", "home"))
            case _:
                return Answer(404, _page("snom", "not found"))

    def _command(self, query: str) -> Answer:
        name, _, value = query.partition("=")
        match name:
            case "number":
                self._number(unquote(value.partition("&")[0]))
                return Answer(302, headers=(("Location", "/index.htm"),))
            case "key":
                self._keep(self._press_all(unquote(value)))
            case "key_dtmf":
                self._desk.dtmf(unquote(value))
            case "RELEASE_ALL_CALLS":
                for leg in list(self._desk.legs):
                    self._desk.reject(leg) or self._desk.hang_up(leg)
            case _:
                return Answer(400)
        return Answer(body=_page("snom", ""))

    def _keep(self, work: object) -> None:
        assert asyncio.iscoroutine(work)
        task: asyncio.Task[None] = asyncio.get_running_loop().create_task(work)
        self._typing.add(task)
        task.add_done_callback(self._typing.discard)

    async def _press_all(self, keys: str) -> None:
        for press in keys.split(";"):
            key, *times = press.split(",")
            self.press(key)
            await asyncio.sleep(sum(int(one) for one in times if one.isdigit()) / 1000)

    def _number(self, number: str) -> None:
        if self._busy_drawing():
            return
        if self._transferring:
            self._transferring = False
            self._desk.transfer(number)
        else:
            self._desk.dial(number)

    def press(self, key: str) -> bool:
        """One key of the documented table; False when it had no effect."""
        if self._busy_drawing():
            return False
        desk = self._desk
        if key in _DIGITS:
            return desk.dtmf(key)
        match key.removeprefix("F_"):
            case "ENTER" | "OK":
                return self._enter()
            case "OFFHOOK" | "SPEAKER" | "HEADSET":
                return desk.answer()
            case "CANCEL" | "ONHOOK" | "DISCONNECT":
                if self._transferring:
                    self._transferring = False
                    return True
                return desk.reject() or desk.hang_up(desk.selected)
            case "HOLD":
                self._redraw()
                return desk.toggle_hold()
            case "TRANSFER":
                self._redraw()
                self._transferring = desk.selected is not None
                return self._transferring
            case "CONFERENCE":
                self._redraw()
                return desk.conference()
            case "UP" | "DOWN":
                return desk.choose(-1 if key == "UP" else 1)
            case "MUTE":
                return desk.mute()
            case "DND":
                return desk.set_dnd(not desk.dnd)
            case "REDIAL":
                return desk.redial()
            case _:
                return False

    def _enter(self) -> bool:
        if self._transferring:
            self._transferring = False
            return self._desk.join()
        return self._desk.answer()

    def _busy_drawing(self) -> bool:
        return time.monotonic() < self._drawn

    def _redraw(self) -> None:
        self._drawn = time.monotonic() + self._draw

    # settings

    def _save(self, query: str) -> Answer:
        fields = dict(part.partition("=")[::2] for part in query.split("&"))
        if fields.pop("settings", "") != "save":
            return Answer(400)
        fields.pop("store_settings", None)
        for name, value in fields.items():
            self._write(name, unquote(value))
        return Answer(body=_page("snom", ""))

    def _write(self, name: str, value: str) -> None:
        if name.startswith("action_"):
            self.actions[name] = value
        elif name == "dnd_mode":
            self._desk.set_dnd(value == "on")
        elif found := re.fullmatch(r"fwd_(all|busy|time)_(enabled|target|secs)", name):
            self._settings[name] = value
            kind = found[1]
            get = self._settings.get
            seconds = get(f"fwd_{kind}_secs", "")
            self._desk.set_forward(
                _FORWARDS[kind],
                get(f"fwd_{kind}_enabled") == "on" and bool(get(f"fwd_{kind}_target")),
                get(f"fwd_{kind}_target", ""),
                float(seconds) if seconds.isdigit() else None,
            )

    def _dump(self) -> str:
        rows = {
            "use_hidden_tags": "on" if self.refuses else "off",
            "restrict_uri_queries": "off",
            "dnd_mode": "on" if self._desk.dnd else "off",
            "user_name1": self._desk.extension,
            "user_host1": self._domain,
            "http_pass": "",
            **self.actions,
        }
        for short, kind in _FORWARDS.items():
            forward = self._desk.forwards[kind]
            rows[f"fwd_{short}_enabled"] = "on" if forward.on else "off"
            rows[f"fwd_{short}_target"] = forward.target
        rows["fwd_time_secs"] = f"{self._desk.forwards['no-answer'].seconds:.0f}"
        return "\n".join(f"{name}!: {value}" for name, value in sorted(rows.items()))

    def stop(self) -> None:
        for task in self._typing:
            task.cancel()


def _page(title: str, body: str) -> str:
    return f"<html><head><title>{escape(title)}</title></head><body>{body}</body></html>"
