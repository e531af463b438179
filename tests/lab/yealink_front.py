"""A lab phone dressed as a Yealink T54W, after the administrator's guide ("Action URI", "Action URL")."""

from __future__ import annotations

import re
from fnmatch import fnmatchcase
from typing import Final
from urllib.parse import unquote

from tests.lab.desk import Desk, Leg, Word, address_of, name_of
from tests.lab.reports import Reports
from tests.lab.web import Answer, Login, Request

SERVER: Final = "yealink embed httpd"
FIRMWARE: Final = "96.86.0.70"
AGENT: Final = f"Yealink SIP-T54W {FIRMWARE} 80:5e:c0:00:00:01"

EVENTS: Final[dict[Word, tuple[str, ...]]] = {
    Word.BOOTED: ("setup_completed",),
    Word.REGISTERED: ("registered",),
    Word.UNREGISTERED: ("unregistered",),
    Word.REGISTER_FAILED: ("register_failed",),
    Word.OFF_HOOK: ("off_hook",),
    Word.ON_HOOK: ("on_hook",),
    Word.BUSY: ("idle_to_busy",),
    Word.IDLE: ("busy_to_idle",),
    Word.INCOMING: ("incoming_call",),
    Word.OUTGOING: ("outgoing_call",),
    Word.CONNECTED: ("call_established",),
    Word.ENDED: ("call_terminated",),
    Word.MISSED: ("missed_call",),
    Word.REJECTED: ("reject_incoming_call",),
    Word.FORWARDED: ("forward_incoming_call",),
    Word.CANCELLED: ("cancel_callout",),
    Word.REMOTE_BUSY: ("remote_busy",),
    Word.REMOTE_CANCELLED: ("call_remote_canceled",),
    Word.HOLD: ("hold",),
    Word.RESUME: ("unhold",),
    Word.REMOTE_HOLD: ("held",),
    Word.REMOTE_RESUME: ("unheld",),
    Word.MUTE: ("mute",),
    Word.UNMUTE: ("unmute",),
    Word.TRANSFER: ("transfer_call",),
    Word.BLIND: ("blind_transfer_call",),
    Word.ATTENDED: ("attended_transfer_call",),
    Word.TRANSFER_OK: ("transfer_finished",),
    Word.TRANSFER_FAILED: ("transfer_failed",),
    Word.DND_ON: ("dnd_on",),
    Word.DND_OFF: ("dnd_off",),
}
_FORWARD: Final = {"always": "always_fwd", "busy": "busy_fwd", "no-answer": "no_answer_fwd"}
_FORWARD_KEY: Final = {"Always": "always", "Busy": "busy", "NoAnsw": "no-answer"}
_FIRST_ID: Final = 32768


class YealinkFront:
    """The allow list admits everyone here; `refuses` "consent" asks on the display first."""

    def __init__(self, desk: Desk, reports: Reports, login: Login, server: str, mac: str) -> None:
        self.actions: dict[str, str] = {}
        self.refuses = ""
        self.allowed: set[str] = set()
        self.asking = ""
        self.allow_list = "any"
        self._desk = desk
        self._reports = reports
        self._login = login
        self._mac = mac
        self._domain = server
        self._conferring = False

    def tell(self, word: Word, leg: Leg | None, detail: str) -> None:
        if word in (Word.FORWARD_ON, Word.FORWARD_OFF):
            events: tuple[str, ...] = (f"{_FORWARD[detail]}_{'on' if word is Word.FORWARD_ON else 'off'}",)
        else:
            events = EVENTS.get(word, ())
        for event in events:
            template = self.actions.get(f"action_url.{event}")
            if template:
                self._reports.post(template, self._values(leg))

    def _values(self, leg: Leg | None) -> dict[str, str]:
        sip = leg.sip if leg is not None else None
        own = f"sip:{self._desk.extension}@{self._domain}"
        return {
            "local": own,
            "remote": f"sip:{address_of(sip.remote)}" if sip else "",
            "display_remote": name_of(sip.remote) if sip else "",
            "display_local": self._desk.extension,
            "callerID": name_of(sip.remote) if sip and sip.incoming else "",
            "calledNumber": leg.number if leg and not leg.sip.incoming else "",
            "call_id": str(_FIRST_ID + sip.number) if sip else "",
            "active_user": self._desk.extension,
            "active_url": own,
            "active_host": self._domain,
            "mac": self._mac,
            "model": "SIP-T54W",
            "firmware": FIRMWARE,
        }

    async def serve(self, request: Request) -> Answer:
        if request.path == "/":
            return Answer(body="<html><head><title>Yealink SIP-T54W Phone</title></head></html>")
        if not self._login.admits(request):
            return Answer(401, "Unauthorized", headers=(("WWW-Authenticate", self._login.challenge()),))
        if not any(fnmatchcase(request.peer, one) or one == "any" for one in self.allow_list.split(",")):
            return Answer(403, "<html><title>403</title><body>Forbidden</body></html>")
        if self.refuses == "consent" and request.peer not in self.allowed:
            self.asking = request.peer
            return Answer(403, "<html><body>Remote control forbidden</body></html>")
        if request.path != "/servlet":
            return Answer(404)
        name, _, value = request.query.partition("=")
        if name == "phonecfg":
            return Answer(body=self._status(), kind="text/plain")
        if name != "key":
            return Answer(400)
        if value.startswith("number="):
            self._desk.dial(unquote(value.removeprefix("number=").partition("&")[0]))
            return Answer()
        if "&" in value:
            return Answer(400)
        for part in unquote(value).split(";"):
            self.press(part)
        return Answer()

    def press(self, key: str) -> bool:
        """One value of `key`; False when it had no effect. As a T5x it passes ANSWER and HOLD:id over."""
        desk = self._desk
        if found := re.fullmatch(r"(ASW|CANCEL|UNHOLD):(\d+)", key):
            return self._by_id(found[1], int(found[2]))
        if found := re.fullmatch(r"(Always|Busy|NoAnsw)FwdOn=([0-9+*#]+)(?:=(\d+))?", key):
            seconds = float(found[3]) if found[3] else None
            return desk.set_forward(_FORWARD_KEY[found[1]], True, found[2], seconds)
        if found := re.fullmatch(r"(Always|Busy|NoAnsw)FwdOff", key):
            return desk.set_forward(_FORWARD_KEY[found[1]], False)
        if found := re.fullmatch(r"([AB])Trans=(.+)", key):
            return desk.transfer(found[2]) if found[1] == "B" else self._consult(found[2])
        if re.fullmatch(r"[0-9*]|POUND", key):
            return desk.dtmf("#" if key == "POUND" else key)
        match key:
            case "OK" | "ASW" | "OFFHOOK" | "SPEAKER" | "HEADSET":
                return desk.answer()
            case "X" | "CANCEL":
                return desk.reject() or desk.hang_up()
            case "CALLEND" | "CallEnd" | "ONHOOK":
                return desk.hang_up()
            case "F_HOLD":
                return desk.toggle_hold()
            case "HOLD":
                return desk.hold()
            case "UNHOLD":
                return desk.resume()
            case "SWAP":
                return desk.swap()
            case "F_TRANSFER":
                return desk.join()
            case "F_CONFERENCE":
                return self._confer()
            case "UP" | "DOWN":
                return desk.choose(-1 if key == "UP" else 1)
            case "MUTE":
                return desk.mute()
            case "DNDOn" | "DNDOff":
                return desk.set_dnd(key == "DNDOn")
            case "RD":
                return desk.redial()
            case _:
                return False

    def _by_id(self, verb: str, number: int) -> bool:
        leg = next((leg for leg in self._desk.legs if leg.sip.number == number - _FIRST_ID), None)
        if leg is None:
            return False
        match verb:
            case "ASW":
                return self._desk.answer(leg)
            case "UNHOLD":
                return self._desk.resume(leg)
            case _:
                return self._desk.reject(leg) or self._desk.hang_up(leg)

    def _consult(self, number: str) -> bool:
        return self._desk.active is not None and self._desk.dial(number)

    def _confer(self) -> bool:
        """The first press asks, the second one joins the two calls."""
        if self._conferring:
            self._conferring = False
            return self._desk.conference()
        self._conferring = self._desk.active is not None
        return self._conferring

    def _status(self) -> str:
        desk = self._desk
        rows = ["[Status]", f"FirmwareVersion={FIRMWARE}", f"MACAddress={self._mac}", "[Accounts]"]
        label = "|".join([desk.extension] * 3)
        rows += [f"Account0=Enabled|{label}|Off|{desk.extension}@{self._domain}|", "[DND]"]
        rows.append(f"State={'On' if desk.dnd else 'Off'}")
        for kind, title in (("always", "always"), ("busy", "busy"), ("no-answer", "noanswer")):
            forward = desk.forwards[kind]
            rows.append(f"[Forward_{title}]")
            if kind == "no-answer":
                rows.append(f"Ringtimes={forward.seconds:.0f}")
            rows += [f"State={'On' if forward.on else 'Off'}", f"Target={forward.target}"]
        return "\r\n".join(rows) + "\r\n"

    def allow(self) -> bool:
        """The user presses OK on the display."""
        asking, self.asking = self.asking, ""
        self.allowed.add(asking)
        return bool(asking)
