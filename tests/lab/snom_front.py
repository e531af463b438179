"""A lab phone dressed as a Snom D785, after Snom's wiki ("Can I control my snom phone remotely", "Action URLs").

What it does where Snom's pages are silent: a key that comes while the screen is drawn is lost; no report follows a
reject (seen with firmware 8.7); `$call-id` comes now with, now without the host; without `Connection: keep-alive`
there is no answer, and two requests at once garble one another (both seen by public clients).
"""

from __future__ import annotations

import asyncio
import re
import time
from html import escape
from typing import Final
from urllib.parse import unquote

from tests.lab.desk import Desk
from tests.lab.flash import Flash
from tests.lab.leg import Leg, Word, address_of, name_of
from tests.lab.reports import Reports
from tests.lab.web import Answer, Login, Request

SERVER: Final = "snom embedded"
REALM: Final = "snom"
FIRMWARE: Final = "10.1.169.16"
AGENT: Final = (
    "Mozilla/4.0 (compatible; snomD785-SIP 10.1.169.16 2010.12-00001-gd311851f1 {mac} SXM:0 UXM:0 UXMC:0)"
)

SETTINGS: Final[dict[Word, str]] = {
    Word.BOOTED: "action_setup_url",
    Word.REGISTERED: "action_log_on_url",
    Word.UNREGISTERED: "action_log_off_url",
    Word.REGISTER_FAILED: "action_reg_failed",
    Word.OFF_HOOK: "action_offhook_url",
    Word.ON_HOOK: "action_onhook_url",
    Word.INCOMING: "action_incoming_url",
    Word.OUTGOING: "action_outgoing_url",
    Word.CONNECTED: "action_connected_url",
    Word.ENDED: "action_disconnected_url",
    Word.CANCELLED: "action_disconnected_url",
    Word.REMOTE_BUSY: "action_disconnected_url",
    Word.MISSED: "action_missed_url",
    Word.HOLD: "action_hold",
    Word.RESUME: "action_unhold",
    Word.TRANSFER: "action_transfer",
    Word.BLIND: "action_blind_transfer",
    Word.ATTENDED: "action_attended_transfer",
    Word.TRANSFER_RECEIVED: "action_received_attended_transfer",
    Word.DND_ON: "action_dnd_on_url",
    Word.DND_OFF: "action_dnd_off_url",
    Word.FORWARD_ON: "action_redirection_on_url",
    Word.FORWARD_OFF: "action_redirection_off_url",
}  # none for a reject, a forward, a busy phone, being held, muting, and what becomes of a transfer
_OF_NO_CALL: Final = frozenset({Word.BOOTED, Word.DND_ON, Word.DND_OFF, Word.FORWARD_ON, Word.FORWARD_OFF})
_DIGITS: Final = frozenset("0123456789*#")
_FORWARDS: Final = {"all": "always", "busy": "busy", "time": "no-answer"}


class SnomFront:
    """`draw` is for how many seconds keys are lost after one that redraws the display.

    `refuses` is "hidden-tags" or "uri-queries" while that setting bars remote control, "writing" while the
    provisioning keeps the settings to itself.
    """

    def __init__(
        self, desk: Desk, reports: Reports, login: Login, server: str, mac: str, flash: Flash, draw: float
    ) -> None:
        self.refuses = ""
        self._desk = desk
        self._reports = reports
        self._login = login
        self._mac = mac
        self._domain = server
        self._flash = flash
        self._draw = draw
        self._drawn = 0.0
        self._transferring: Leg | None = None
        self._typing: set[asyncio.Task[None]] = set()
        self._lines = (  # settings that are shown and that nobody here changes
            ("user_name1", desk.extension),
            ("user_host1", server),
            ("user_realname1", f"Line {desk.extension}"),
            ("http_pass", ""),  # passwords come out empty
            ("mac", mac),
        )

    # reports

    def tell(self, word: Word, leg: Leg | None, detail: str) -> None:
        setting = SETTINGS.get(word, "")
        if word is Word.REMOTE_CANCELLED and detail == "elsewhere":
            setting = SETTINGS[Word.ENDED]  # else "missed" says it
        if template := self._flash.get(setting):
            self._reports.post(setting, template, self._values(word, leg, detail))

    def _values(self, word: Word, leg: Leg | None, detail: str) -> dict[str, str]:
        """What it fills in. Where it is about no call, the variables of a call stay as they are written."""
        own = f"{self._desk.extension}@{self._domain}"
        values = {
            "mac": self._mac,
            "redirect_number": next((one.target for one in self._desk.forwards.values() if one.on), ""),
        }
        if word in _OF_NO_CALL:
            return values
        sip = leg.sip if leg is not None else None
        with_host = word in (Word.INCOMING, Word.OUTGOING)
        identity = f"{sip.call_id}@{self._domain}" if sip and sip.call_id and with_host else ""
        return values | {
            "phone_ip": self._reports.host,
            "local": own,
            "remote": address_of(sip.remote) if sip else "",
            "display_remote": name_of(sip.remote) if sip else "",
            "display_local": self._desk.extension,
            "call-id": identity or (sip.call_id if sip else ""),
            "nr_ongoing_calls": str(len(self._desk.legs)),
            "active_user": self._desk.extension,
            "active_host": self._domain,
            "active_url": f"sip:{own}",
            "context_url": f"sip:{own}",
            "cancel_reason": 'SIP;cause=200;text="Call completed elsewhere"' if detail == "elsewhere" else "",
        }

    # requests

    async def serve(self, request: Request) -> Answer:
        if request.headers.get("connection", "").lower() != "keep-alive":
            return Answer(dropped=True)
        if request.beside:
            return Answer(cut=True)
        if self._login.locked:
            return Answer(403, _page("snom VoIP phone: Error", "blocked"))
        if not self._login.admits(request):
            return Answer(401, _page("snom", "?"), headers=(("WWW-Authenticate", self._login.challenge()),))
        if request.query and self.refuses in ("hidden-tags", "uri-queries"):
            return Answer(403, _page("snom VoIP phone: Error", "refused"))
        match request.path:
            case "/command.htm":
                return self._command(request.query)
            case "/dummy.htm":
                return self._save(request.query)
            case "/info.htm":
                rows = ("Hardware: D785", f"Mac:{self._mac.upper()}", f"Firmware: {FIRMWARE}")
                return Answer(body=_page("snom D785", "<br>".join(rows)))
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
                self._desk.clear()
            case _:
                return Answer(400)
        return Answer(body=_page("snom", ""))

    def _keep(self, work: object) -> None:
        assert asyncio.iscoroutine(work)
        task: asyncio.Task[None] = asyncio.get_running_loop().create_task(work)
        self._typing.add(task)
        task.add_done_callback(self._typing.discard)

    async def _press_all(self, keys: str) -> None:
        """KEY[,hold ms[,pause ms]] one after the other."""
        for press in keys.split(";"):
            key, *times = press.split(",")
            self.press(key)
            await asyncio.sleep(sum(int(one) for one in times if one.isdigit()) / 1000)

    # keys

    def _number(self, number: str) -> None:
        if self._busy_drawing():
            return
        leg = self._transferred()
        if leg is None:
            self._desk.dial(number)
        else:
            self._transferring = None
            self._desk.transfer(number, leg)

    def _transferred(self) -> Leg | None:
        """The call in whose transfer menu the display is; the menu closes with the call."""
        if self._transferring not in self._desk.legs:
            self._transferring = None
        return self._transferring

    def press(self, key: str) -> bool:
        """One key of the documented table; False when it had no effect."""
        if self._busy_drawing():
            return False
        desk = self._desk
        if key in _DIGITS:
            return desk.dtmf(key)
        match key:
            case "ENTER" | "F_OK":
                return self._enter()
            case "OFFHOOK" | "SPEAKER" | "HEADSET":
                return desk.answer()
            case "CANCEL" | "F_CANCEL" | "ONHOOK" | "DISCONNECT":
                return self._cancel()
            case "F_HOLD":
                self._redraw()
                return desk.toggle_hold()
            case "TRANSFER" | "F_TRANSFER":
                self._redraw()
                self._transferring = desk.selected
                return self._transferring is not None
            case "F_CONFERENCE":
                self._redraw()
                return desk.conference()
            case "UP" | "DOWN":
                return desk.choose(-1 if key == "UP" else 1)
            case "MUTE" | "F_MUTE":
                return desk.mute()
            case "DND" | "F_DND":
                return desk.set_dnd(not desk.dnd)
            case "REDIAL":
                return desk.redial()
            case _:
                return False

    def _enter(self) -> bool:
        if self._transferred() is not None:
            self._transferring = None
            return self._desk.join()
        return self._desk.answer()

    def _cancel(self) -> bool:
        if self._transferred() is not None:
            self._transferring = None
            return True
        return self._desk.reject() or self._desk.hang_up(self._desk.selected)

    def _busy_drawing(self) -> bool:
        return time.monotonic() < self._drawn

    def _redraw(self) -> None:
        self._drawn = time.monotonic() + self._draw

    # settings

    def _save(self, query: str) -> Answer:
        fields = dict(part.partition("=")[::2] for part in query.split("&"))
        if fields.pop("settings", "") != "save":
            return Answer(400)
        keep = fields.pop("store_settings", "") == "save"
        if self.refuses != "writing":  # a setting that is only to be read swallows what is written to it
            self.write({name: unquote(value) for name, value in fields.items()}, keep=keep)
        return Answer(body=_page("snom", ""))

    def write(self, values: dict[str, str], *, keep: bool = True) -> None:
        """Settings, as the web page or somebody who types them in writes them."""
        self._flash.write(values, keep=keep)
        self.apply(values)

    def apply(self, values: dict[str, str] | None = None) -> None:
        """Does what the settings, or these of them, say."""
        for name, value in (self._flash.values if values is None else values).items():
            if name == "dnd_mode":
                self._desk.set_dnd(value == "on")
            elif found := re.fullmatch(r"fwd_(all|busy|time)_(?:enabled|target|secs)", name):
                self._forward(found[1])

    def _forward(self, kind: str) -> None:
        get = self._flash.get
        seconds, target = get(f"fwd_{kind}_secs"), get(f"fwd_{kind}_target")
        on = get(f"fwd_{kind}_enabled") == "on" and bool(target)
        self._desk.set_forward(_FORWARDS[kind], on, target, float(seconds) if seconds.isdigit() else None)

    def _dump(self) -> str:
        rows = dict(self._lines) | {
            **self._flash.values,
            "use_hidden_tags": "on" if self.refuses == "hidden-tags" else "off",
            "restrict_uri_queries": "on" if self.refuses == "uri-queries" else "off",
            "dnd_mode": "on" if self._desk.dnd else "off",
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
