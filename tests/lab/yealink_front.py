"""A lab phone dressed as a Yealink T54W, after the administrator's guide ("Action URI", "Action URL").

What it does where the guide is silent follows what clients report of a T53W with the same firmware: OK answers where
ANSWER does nothing, HOLD:id is passed over, ATrans is completed by F_TRANSFER.
"""

from __future__ import annotations

import asyncio
import re
from fnmatch import fnmatchcase
from typing import Final
from urllib.parse import unquote

from tests.lab.desk import Desk
from tests.lab.flash import Flash
from tests.lab.leg import Leg, Word, address_of, name_of, user_of
from tests.lab.reports import Reports, fetch
from tests.lab.web import Answer, Login, Request

SERVER: Final = "yealink embed httpd"
REALM: Final = "Yealink"
FIRMWARE: Final = "96.86.0.70"
_MODEL: Final = "SIP-T54W"

EVENTS: Final[dict[Word, str]] = {
    Word.BOOTED: "setup_completed",
    Word.REGISTERED: "registered",
    Word.UNREGISTERED: "unregistered",
    Word.REGISTER_FAILED: "register_failed",
    Word.OFF_HOOK: "off_hook",
    Word.ON_HOOK: "on_hook",
    Word.BUSY: "idle_to_busy",
    Word.IDLE: "busy_to_idle",
    Word.INCOMING: "incoming_call",
    Word.OUTGOING: "outgoing_call",
    Word.WAITING_TAKEN: "answer_new_incoming_call",
    Word.CONNECTED: "call_established",
    Word.ENDED: "call_terminated",
    Word.MISSED: "missed_call",
    Word.REJECTED: "reject_incoming_call",
    Word.FORWARDED: "forward_incoming_call",
    Word.CANCELLED: "cancel_callout",
    Word.REMOTE_BUSY: "remote_busy",
    Word.REMOTE_CANCELLED: "call_remote_canceled",
    Word.HOLD: "hold",
    Word.RESUME: "unhold",
    Word.REMOTE_HOLD: "held",
    Word.REMOTE_RESUME: "unheld",
    Word.MUTE: "mute",
    Word.UNMUTE: "unmute",
    Word.BLIND: "blind_transfer_call",
    Word.ATTENDED: "attended_transfer_call",
    Word.TRANSFER_OK: "transfer_finished",
    Word.TRANSFER_FAILED: "transfer_failed",
    Word.DND_ON: "dnd_on",
    Word.DND_OFF: "dnd_off",
    Word.PROVISIONED: "setup_autop_finish",
}
# Unknown to firmware before V80.
_NEW_EVENTS: Final = frozenset(
    {"held", "unheld", "remote_busy", "cancel_callout", "call_remote_canceled", "setup_autop_finish"}
)
_FORWARD: Final = {"always": "always_fwd", "busy": "busy_fwd", "no-answer": "no_answer_fwd"}
_FORWARD_KEY: Final = {"Always": "always", "Busy": "busy", "NoAnsw": "no-answer"}
_OF_A_CALL: Final = (
    "local", "remote", "display_remote", "display_local", "callerID", "calledNumber", "call_id", "active_user",
    "active_url", "active_host",
)  # fmt: skip
_FIRST_ID: Final = 32768
_RING_STEP: Final = 6  # seconds of which the time until a forward is a multiple
_URL_MAX: Final = 511  # characters of an action URL that are kept
_PROVISIONING: Final = "static.auto_provision.server.url"
_LINE: Final = re.compile(r"\s*([\w.]+)\s*=\s*(.*?)\s*")


def agent_of(mac: str) -> str:
    """What such a phone calls itself."""
    return f"Yealink {_MODEL} {FIRMWARE} {':'.join(mac[at : at + 2] for at in range(0, 12, 2))}"


class YealinkFront:
    """`refuses` is "consent" while the display asks whether a computer may, "list" while the allow list is blank.

    `old`: with the reports of firmware before V80.
    """

    def __init__(
        self, desk: Desk, reports: Reports, login: Login, server: str, mac: str, flash: Flash, *, old: bool
    ) -> None:
        self.refuses = ""
        self.asking = ""  # whose request the display asks about
        self.allowed: set[str] = set()
        self.allow_list = "any"
        self._desk = desk
        self._reports = reports
        self._login = login
        self._mac = mac
        self._domain = server
        self._flash = flash
        self._old = old
        self._conferring = False
        self._menu: Leg | None = None  # the call that the transfer menu is about
        self._typed = ""
        self._fetched = b""
        self._provisioning: asyncio.Task[None] | None = None

    # reports

    def tell(self, word: Word, leg: Leg | None, detail: str) -> None:
        if word in (Word.FORWARD_ON, Word.FORWARD_OFF):
            self._post(f"{_FORWARD[detail]}_{'on' if word is Word.FORWARD_ON else 'off'}", leg)
            return
        if word is Word.TRANSFER and leg is not None and leg.ringing:
            word = Word.FORWARDED
        elif word is Word.FORWARDED and leg is not None and leg not in self._desk.legs:
            self._post("incoming_call", leg)  # it did not ring
        if word is Word.ENDED and leg is not None and leg.silent:
            return  # that it was sent on was all
        if word in EVENTS:
            self._post(EVENTS[word], leg)

    def _post(self, event: str, leg: Leg | None) -> None:
        template = self._flash.get(f"action_url.{event}")
        if template and not (self._old and event in _NEW_EVENTS):
            self._reports.post(event, template[:_URL_MAX], self._values(leg))

    def _values(self, leg: Leg | None) -> dict[str, str]:
        """What it fills in. What belongs to a call is empty where there is none."""
        phone = {"mac": self._mac, "ip": self._reports.host, "model": _MODEL, "firmware": FIRMWARE}
        if leg is None:
            return dict.fromkeys(_OF_A_CALL, "") | phone
        own, sip = f"sip:{self._desk.extension}@{self._domain}", leg.sip
        name = name_of(sip.remote) or user_of(sip.remote)
        return phone | {
            "local": own,
            "remote": f"sip:{address_of(sip.remote)}",
            "display_remote": name,
            "display_local": self._desk.extension,
            "callerID": name if sip.incoming else "",
            "calledNumber": "" if sip.incoming else leg.number,
            "call_id": str(_FIRST_ID + sip.number),
            "active_user": self._desk.extension,
            "active_url": own,
            "active_host": self._domain,
        }

    # requests

    async def serve(self, request: Request) -> Answer:
        if request.path == "/":
            return Answer(body=f"<html><head><title>Yealink {_MODEL} Phone</title></head></html>")
        if not self._login.admits(request):
            return Answer(401, "Unauthorized", headers=(("WWW-Authenticate", self._login.challenge()),))
        if self.refuses == "list" or not self._listed(request.peer):
            return Answer(403, "<html><title>403</title><body>Forbidden</body></html>")
        if self.refuses == "consent" and request.peer not in self.allowed:
            self.asking = request.peer
            return Answer(403, "<html><body>Remote control forbidden</body></html>")
        if request.path not in ("/servlet", "/cgi-bin/ConfigManApp.com"):
            return Answer(404)
        name, _, value = request.query.partition("=")
        match name:
            case "phonecfg" if value.startswith("set"):
                self.write(dict(re.findall(r"\[&([\w.]+)=([^\]]*)\]", unquote(value))))
                return Answer()
            case "phonecfg":
                return Answer(body=self._status(value), kind="text/plain")
            case "number":
                return self._key(request.query)
            case "key":
                return self._key(value)
            case _:
                return Answer(400)

    def _listed(self, peer: str) -> bool:
        return any(one == "any" or fnmatchcase(peer, one) for one in self.allow_list.split(","))

    def _key(self, value: str) -> Answer:
        if value.startswith("number="):
            self._desk.dial(unquote(value.removeprefix("number=").partition("&")[0]))
            return Answer()
        if "&" in value:
            return Answer(400)
        for part in unquote(value).split(";"):
            self.press(part)
        return Answer()

    # keys

    def press(self, key: str) -> bool:
        """One value of `key`; False when it had no effect. As a T5x it passes ANSWER, ENTER and HOLD:id over."""
        desk = self._desk
        if found := re.fullmatch(r"(ASW|CANCEL|UNHOLD):(\d+)", key):
            return self._by_id(found[1], int(found[2]))
        if found := re.fullmatch(r"(Always|Busy|NoAnsw)FwdOn=([0-9+*#]+)(?:=(\d+))?", key):
            return self._forward(_FORWARD_KEY[found[1]], found[2], int(found[3] or 0))
        if found := re.fullmatch(r"(Always|Busy|NoAnsw)FwdOff", key):
            return desk.set_forward(_FORWARD_KEY[found[1]], False)
        if found := re.fullmatch(r"([AB])Trans=(.+)", key):
            return self._consult(found[2]) if found[1] == "A" else self._transfer(found[2])
        if re.fullmatch(r"[0-9*]|POUND", key):
            return self._digit("#" if key == "POUND" else key)
        match key:
            case "OK":
                return self._ok()
            case "ASW" | "OFFHOOK" | "SPEAKER" | "HEADSET":
                return desk.answer()
            case "X" | "CANCEL":
                return self._cancel()
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
                return self._transfer_key()
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
            case "AutoP":
                self.provision()
                return True
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

    def _forward(self, kind: str, target: str, seconds: int) -> bool:
        if seconds % _RING_STEP:
            return False
        return self._desk.set_forward(kind, True, target, float(seconds) or None)

    def _transfer(self, number: str) -> bool:
        """Blind, of a conversation: a call that rings is not yet one."""
        leg = self._desk.active or self._desk.held
        return leg is not None and self._desk.transfer(number, leg)

    def _consult(self, number: str) -> bool:
        return self._desk.active is not None and self._desk.dial(number)

    def _transfer_key(self) -> bool:
        """Joins the two calls where there are two, else opens the menu that wants a number and OK."""
        desk = self._desk
        if desk.held is not None and (desk.active or desk.dialling) is not None:
            return desk.join()
        self._menu, self._typed = desk.selected, ""
        return self._menu is not None

    def _in_menu(self) -> Leg | None:
        if self._menu not in self._desk.legs:
            self._menu = None  # it closes with the call
        return self._menu

    def _digit(self, digit: str) -> bool:
        if self._in_menu() is None:
            return self._desk.dtmf(digit)
        self._typed += digit
        return True

    def _ok(self) -> bool:
        leg = self._in_menu()
        if leg is None or not self._typed:
            return self._desk.answer()
        self._menu = None
        return self._desk.transfer(self._typed, leg)

    def _cancel(self) -> bool:
        if self._in_menu() is not None:
            self._menu = None
            return True
        return self._desk.reject() or self._desk.hang_up()

    def _confer(self) -> bool:
        """The first press asks, the second one joins the two calls."""
        if self._conferring:
            self._conferring = False
            return self._desk.conference()
        self._conferring = self._desk.active is not None
        return self._conferring

    def allow(self) -> bool:
        """The user presses OK on the display."""
        asking, self.asking = self.asking, ""
        self.allowed.add(asking)
        return bool(asking)

    # settings

    def write(self, values: dict[str, str], *, keep: bool = True) -> None:
        """Settings, as a file or somebody who types them in writes them. The display asks anew after that."""
        self._flash.write(values, keep=keep)
        if "features.action_uri_limit_ip" in values:
            self.allow_list = values["features.action_uri_limit_ip"]
            self.allowed.clear()

    def apply(self) -> None:
        """Does what the settings say."""
        self.allow_list = self._flash.get("features.action_uri_limit_ip", "any")

    def provision(self) -> None:
        """Fetches its files now; a press while it does so is lost."""
        if self._provisioning is None or self._provisioning.done():
            self._provisioning = asyncio.create_task(self._fetch_files(), name="provisioning")

    async def _fetch_files(self) -> None:
        """<mac>.boot, y000000000000.boot; where there is neither, the model's file and its own."""
        base = self._flash.get(_PROVISIONING)
        agent = agent_of(self._mac)
        for name in (f"{self._mac}.boot", "y000000000000.boot", "y000000000096.cfg", f"{self._mac}.cfg"):
            try:
                async with asyncio.timeout(5):
                    got = await fetch(f"{base}{name}", self._reports.host, agent)
            except (OSError, TimeoutError):
                return
            if got.status == 200 and name.endswith(".boot") and got.body.strip():
                break
            if got.status == 200 and name == f"{self._mac}.cfg" and got.body != self._fetched:
                self._fetched = got.body
                self.write(_settings(got.body))
        self.tell(Word.PROVISIONED, None, "")

    def _status(self, asked: str) -> str:
        desk = self._desk
        rows = ["[Status]", f"FirmwareVersion={FIRMWARE}", f"MACAddress={self._mac}"]
        if "accounts=1" in asked:
            label = "|".join([desk.extension] * 3)
            rows += ["[Accounts]", f"Account0=Enabled|{label}|Off|{desk.extension}@{self._domain}|"]
        if "dnd=1" in asked:
            rows += ["[DND]", f"State={'On' if desk.dnd else 'Off'}"]
        for kind, title in (("always", "always"), ("busy", "busy"), ("no-answer", "noanswer")):
            if "fw=1" not in asked:
                break
            forward = desk.forwards[kind]
            rows.append(f"[Forward_{title}]")
            if kind == "no-answer":
                rows.append(f"Ringtimes={forward.seconds:.0f}")
            rows += [f"State={'On' if forward.on else 'Off'}", f"Target={forward.target}"]
        return "\r\n".join(rows) + "\r\n"

    def stop(self) -> None:
        if self._provisioning is not None:
            self._provisioning.cancel()


def _settings(file: bytes) -> dict[str, str]:
    """The lines `name = value` of a provisioning file; none where it is no such file."""
    lines = file.decode(errors="replace").splitlines()
    if not lines or not lines[0].startswith("#!version:1."):
        return {}
    found = (_LINE.fullmatch(line) for line in lines if not line.startswith("#"))
    return {one[1]: one[2] for one in found if one}
