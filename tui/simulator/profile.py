"""What one simulated phone is like: the settings that a test, the demo or an office file gives it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

VENDORS = ("snom", "yealink")
ENCODINGS = ("utf-8", "latin-1")
REMOTE_CONTROL = {
    "snom": ("allowed", "hidden-tags"),
    "yealink": ("allowed", "prompt", "denied"),
}
_OUI = {"snom": "000413", "yealink": "805ec0"}
_MODEL = {"snom": "D785", "yealink": "T46U"}
_AUTH = {"snom": "digest", "yealink": "basic"}


@dataclass(frozen=True, slots=True)
class PhoneProfile:
    """One phone. Empty `model`, `auth` and `mac` take the vendor's usual ones.

    `events`: event or setting name → URL template. `events_base`: one URL per documented event is made
    below it. `lines`: further own numbers. `port` 0: any free one. Times are seconds.
    """

    vendor: str
    number: str = "22"
    name: str = ""
    display_name: str = ""
    port: int = 0
    host: str = "127.0.0.1"
    user: str = "admin"
    password: str = field(default="", repr=False)
    auth: str = ""
    remote_control: str = "allowed"
    events: Mapping[str, str] = field(default_factory=dict)
    events_base: str = ""
    lines: tuple[str, ...] = ()
    model: str = ""
    mac: str = ""
    encoding: str = "utf-8"
    percent_encode: bool = False
    max_calls: int = 4
    call_waiting: bool = True
    event_timeout: float = 3.0  # for connecting to, and for the answer of, an action URL
    boot_seconds: float = 0.05
    announce_boot: bool = False
    think_seconds: float = 0.02  # how long its web server takes for one request
    draw_seconds: float = 0.0  # keys are lost so long after one that calls up another screen
    prompt_after: float | None = None  # Yealink: someone presses OK on the phone after so long
    lock_seconds: float | None = None  # the first lock after wrong passwords; None: as documented
    web: bool = True  # False: the web interface is switched off, events still go out
    certificate: str = ""  # PEM file with key and certificate: also https
    https_port: int = 0
    https_only: bool = False  # a Snom answers 307 at the http port, a Yealink has it closed
    announce_pnp: str = ""  # host:port that gets the SIP plug-and-play SUBSCRIBE at each boot
    pnp_oem: bool = False  # which says OEM instead of maker and model, as current firmware does
    firmware: str = ""
    old_firmware: bool = False  # Yealink before V80; Snom: call-id always without host
    old_paths_only: bool = False  # Yealink V70: commands only at /cgi-bin/ConfigManApp.com
    phonecfg: bool = True  # Yealink: False answers 404
    feature_mode: str = "phone"  # Yealink: "account" passes over DND and forwards by remote control
    forbidden_status: int = 403  # Yealink: the status of the page "Remote control forbidden"
    hidden_tags_status: int = 403  # Snom: the status of what hidden tags refuse
    local_conference: bool = True  # Yealink
    redial_list: bool = False  # the redial key opens a list first
    attended_outside: bool = True  # False: a call cannot be joined to one with an outside number
    numbered_settings: bool = False  # Snom: DND and forwards once per identity, as in dnd_mode1
    keep_alive_only: bool = False  # Snom D series: no Connection: keep-alive, empty reply
    firmware_keys: bool = True  # Snom: F_TRANSFER, F_CONFERENCE, F_OK, … have an effect by command.htm
    locked_settings: tuple[str, ...] = ()  # perm="R": silently not written
    provisioned_settings: Mapping[str, str] = field(default_factory=dict)  # the provider's, at each boot
    disconnected_after_missed: bool = False  # Snom
    terminated_after_reject: bool = False  # Yealink
    dnd_allowed: bool = True  # Yealink features.dnd.allow
    settings: Mapping[str, str] = field(default_factory=dict)  # further settings at power-on
    faults: Mapping[str, Any] = field(default_factory=dict)  # fields of Faults

    @property
    def model_name(self) -> str:
        """The model without its maker's prefix: D785, 370, T46U."""
        model = self.model.removeprefix("SIP-").removeprefix("snom").strip()
        return model or _MODEL[self.vendor]

    @property
    def auth_scheme(self) -> str:
        return self.auth or _AUTH[self.vendor]

    @property
    def mac_address(self) -> str:
        """12 hex digits without separators; made from the name, so it stays the same."""
        if self.mac:
            return "".join(char for char in self.mac.lower() if char in "0123456789abcdef")
        tail = hashlib.sha256(f"{self.name}/{self.number}".encode()).hexdigest()[:6]
        return _OUI[self.vendor] + tail
