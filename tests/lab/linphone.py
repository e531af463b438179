"""A SIP user agent: liblinphone 5.1 through ctypes, one core in one process, in an asyncio loop.

No sound card is needed: the core plays from and records to files. The names of the functions and the
numbers of the states are those of liblinphone's public C headers (linphone/api/c-call.h, c-types.h).
"""

from __future__ import annotations

import asyncio
import ctypes
import ctypes.util
import os
from collections.abc import Callable
from ctypes import c_char, c_char_p, c_int, c_ubyte, c_void_p
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from tests.lab.tones import write_tone

_LIBRARY: Final = "liblinphone.so.10"
_SIP_PORT: Final = 5060
_EXPIRES: Final = 30  # seconds
_STATES: Final = (
    "Idle", "IncomingReceived", "PushIncomingReceived", "OutgoingInit", "OutgoingProgress", "OutgoingRinging",
    "OutgoingEarlyMedia", "Connected", "StreamsRunning", "Pausing", "Paused", "Resuming", "Referred", "Error",
    "End", "PausedByRemote", "UpdatedByRemote", "IncomingEarlyMedia", "Updating", "Released",
    "EarlyUpdatedByRemote", "EarlyUpdating",
)  # fmt: skip
_REGISTRATION: Final = ("none", "progress", "ok", "cleared", "failed", "refreshing")
_LOG_STATUS: Final = (
    "success", "aborted", "missed", "declined", "early-aborted", "elsewhere", "declined-elsewhere",
)  # fmt: skip
BUSY, DECLINED = 6, 3  # LinphoneReason: 486 and 603

_P, _S, _I, _B = c_void_p, c_char_p, c_int, c_ubyte
_FUNCTIONS: Final[dict[str, tuple[Any, ...]]] = {  # name → result, arguments
    "factory_get": (_P,),
    "factory_create_core_3": (_P, _P, _S, _S, _P),
    "factory_create_core_cbs": (_P, _P),
    "core_add_callbacks": (None, _P, _P),
    "core_start": (_I, _P),
    "core_stop": (None, _P),
    "core_iterate": (None, _P),
    "core_set_network_reachable": (None, _P, _B),
    "core_set_use_files": (None, _P, _B),
    "core_set_play_file": (None, _P, _S),
    "core_set_record_file": (None, _P, _S),
    "core_set_user_agent": (None, _P, _S, _S),
    "core_invite": (_P, _P, _S),
    "core_terminate_all_calls": (_I, _P),
    "core_add_to_conference": (_I, _P, _P),
    "core_create_proxy_config": (_P, _P),
    "core_add_proxy_config": (_I, _P, _P),
    "core_set_default_proxy_config": (None, _P, _P),
    "core_add_auth_info": (None, _P, _P),
    "auth_info_new": (_P, _S, _S, _S, _S, _S, _S),
    "proxy_config_set_identity_address": (_I, _P, _P),
    "proxy_config_set_server_addr": (_I, _P, _S),
    "proxy_config_set_expires": (None, _P, _I),
    "proxy_config_enable_register": (None, _P, _B),
    "proxy_config_edit": (None, _P),
    "proxy_config_done": (_I, _P),
    "proxy_config_refresh_register": (None, _P),
    "address_new": (_P, _S),
    "address_unref": (None, _P),
    "call_ref": (_P, _P),
    "call_unref": (None, _P),
    "call_accept": (_I, _P),
    "call_decline": (_I, _P, _I),
    "call_terminate": (_I, _P),
    "call_pause": (_I, _P),
    "call_resume": (_I, _P),
    "call_redirect_to": (_I, _P, _P),
    "call_transfer_to": (_I, _P, _P),
    "call_transfer_to_another": (_I, _P, _P),
    "call_send_dtmf": (_I, _P, c_char),
    "call_set_microphone_muted": (None, _P, _B),
    "call_get_remote_address_as_string": (_P, _P),
    "call_get_dir": (_I, _P),
    "call_get_duration": (_I, _P),
    "call_get_call_log": (_P, _P),
    "call_log_get_status": (_I, _P),
    "call_log_get_call_id": (_S, _P),
    "call_get_error_info": (_P, _P),
    "error_info_get_protocol_code": (_I, _P),
    "error_info_get_phrase": (_S, _P),
}
_CALLBACKS: Final = {
    "call_state_changed": ctypes.CFUNCTYPE(None, _P, _P, _I, _S),
    "registration_state_changed": ctypes.CFUNCTYPE(None, _P, _P, _I, _S),
    "dtmf_received": ctypes.CFUNCTYPE(None, _P, _P, _I),
    "transfer_state_changed": ctypes.CFUNCTYPE(None, _P, _P, _I),
}
# Headless on loopback: no interface is watched, and only what is named here is opened.
_RC: Final = """[sip]
sip_port={udp}
sip_tcp_port={tcp}
sip_tls_port=0
bind_address={host}
use_ipv6=0
auto_net_state_mon=0
register_only_when_network_is_up=0
inc_timeout=120
supported=replaces
[net]
mtu=1300
[rtp]
audio_rtp_port={low}-{high}
bind_address={host}
[sound]
echocancellation=0
[video]
enabled=0
capture=0
display=0
automatically_initiate=0
automatically_accept=0
"""


def missing() -> str:
    """The package to install for the library; "" if it is there."""
    try:
        ctypes.CDLL(_LIBRARY)
    except OSError:
        return "liblinphone10"
    return ""


@dataclass(slots=True)
class SipCall:
    """What the user agent knows of a call. `number` counts from 1 in one process."""

    number: int
    incoming: bool
    state: str = "Idle"
    remote: str = ""  # as in the From or To header: "Name" <sip:…>
    call_id: str = ""
    ended_as: str = ""  # the log's status
    code: int = 0  # of the final answer
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Happened:
    """`what`: "call" (state changed), "registration", "dtmf" or "transfer"; `detail` is state or digit."""

    what: str
    detail: str
    call: SipCall | None = None


class UserAgent:
    """One identity `extension@server` at `host`:5060. `happened` is called in the loop for everything."""

    def __init__(
        self, folder: Path, host: str, extension: str, server: str, password: str,
        happened: Callable[[Happened], None], *, agent: str = "lab", display: str = "", tcp: bool = False,
        tone: int = 0,
    ) -> None:  # fmt: skip
        """By `tcp` it notices at once that the server is gone. `tone` is what is to be heard of it, in Hz; it then
        records what it hears to `recording`."""
        for name in (".local/share/linphone", ".config/linphone"):
            (folder / name).mkdir(parents=True, exist_ok=True)
        os.environ["HOME"] = str(folder)  # the library keeps its databases there …
        os.environ["PULSE_RUNTIME_PATH"] = str(folder / "pulse")  # … and looks for a sound server here
        port = 20000 + int(host.rpartition(".")[2]) * 40
        ports = {"udp": 0 if tcp else _SIP_PORT, "tcp": _SIP_PORT if tcp else 0}
        (folder / "rc").write_text(_RC.format(host=host, low=port, high=port + 39, **ports))
        self.recording = folder / "heard.wav"
        self._happened = happened
        self._server = server
        self._route = f"sip:{server};transport=tcp" if tcp else f"sip:{server}"
        self._calls: dict[int, tuple[int, SipCall]] = {}  # number → handle, call
        self._numbers: dict[int, int] = {}  # handle → number
        self._count = 0
        self._task: asyncio.Task[None] | None = None
        self._lib = ctypes.CDLL(_LIBRARY)
        self._free = ctypes.CDLL(None).free
        self._free.argtypes = [_P]
        for name, (result, *arguments) in _FUNCTIONS.items():
            function = getattr(self._lib, f"linphone_{name}")
            function.restype, function.argtypes = result, arguments
        factory = self._do("factory_get")
        self._core = self._do("factory_create_core_3", factory, str(folder / "rc").encode(), None, None)
        self._listen(factory)
        self._do("core_set_user_agent", self._core, agent.encode(), b"lab")
        self._do("core_set_use_files", self._core, 1)
        self._do("core_set_play_file", self._core, self._sound(folder, tone))
        self._account(extension, password, display)

    def _sound(self, folder: Path, tone: int) -> bytes | None:
        if not tone:
            return None
        self._do("core_set_record_file", self._core, str(self.recording).encode())
        return str(write_tone(folder / "tone.wav", tone)).encode()

    def _do(self, name: str, *arguments: object) -> Any:
        return getattr(self._lib, f"linphone_{name}")(*arguments)

    def _listen(self, factory: int) -> None:
        table = self._do("factory_create_core_cbs", factory)
        handlers: dict[str, Callable[..., None]] = {
            "call_state_changed": self._call_changed,
            "registration_state_changed": self._registration_changed,
            "dtmf_received": self._dtmf,
            "transfer_state_changed": self._transfer_changed,
        }
        self._kept = []  # ctypes keeps no reference of its own
        for name, kind in _CALLBACKS.items():
            setter = getattr(self._lib, f"linphone_core_cbs_set_{name}")
            setter.restype, setter.argtypes = None, [_P, _P]
            callback = kind(handlers[name])
            self._kept.append(callback)
            setter(table, ctypes.cast(callback, _P))
        self._do("core_add_callbacks", self._core, table)

    def _account(self, extension: str, password: str, display: str) -> None:
        named = f'"{display}" ' if display else ""
        login = self._do("auth_info_new", extension.encode(), None, password.encode(), None, None, None)
        self._do("core_add_auth_info", self._core, login)
        self._proxy = self._do("core_create_proxy_config", self._core)
        identity = self._do("address_new", f"{named}<sip:{extension}@{self._server}>".encode())
        self._do("proxy_config_set_identity_address", self._proxy, identity)
        self._do("address_unref", identity)
        self._do("proxy_config_set_server_addr", self._proxy, self._route.encode())
        self._do("proxy_config_set_expires", self._proxy, _EXPIRES)
        self._do("proxy_config_enable_register", self._proxy, 1)

    # its life

    async def start(self) -> None:
        """Opens the sockets and registers; "registration" tells how that went."""
        self._do("core_start", self._core)
        self._do("core_set_network_reachable", self._core, 1)
        self._do("core_add_proxy_config", self._core, self._proxy)
        self._do("core_set_default_proxy_config", self._core, self._proxy)
        self._task = asyncio.create_task(self._iterate(), name="linphone")

    async def stop(self) -> None:
        """Ends the calls, takes the registration back and closes."""
        self._do("core_terminate_all_calls", self._core)
        self._do("proxy_config_edit", self._proxy)
        self._do("proxy_config_enable_register", self._proxy, 0)
        self._do("proxy_config_done", self._proxy)
        await asyncio.sleep(0.1)  # for the answers; nobody waits for them
        if self._task is not None:
            self._task.cancel()
        self._do("core_stop", self._core)

    async def _iterate(self) -> None:
        while True:  # liblinphone has no file descriptor to wait on
            self._do("core_iterate", self._core)
            await asyncio.sleep(0.01)

    # what it is told

    @property
    def calls(self) -> list[SipCall]:
        return [call for _, call in self._calls.values()]

    def dial(self, number: str) -> SipCall | None:
        """INVITE. None where the library will not even try."""
        handle = self._do("core_invite", self._core, self._uri(number).encode())
        return self._known(handle) if handle else None

    def answer(self, call: SipCall) -> bool:
        return self._on("call_accept", call)

    def decline(self, call: SipCall, reason: int = BUSY) -> bool:
        return self._on("call_decline", call, reason)

    def hang_up(self, call: SipCall) -> bool:
        return self._on("call_terminate", call)

    def hold(self, call: SipCall) -> bool:
        """A re-INVITE with `sendonly`."""
        return self._on("call_pause", call)

    def resume(self, call: SipCall) -> bool:
        return self._on("call_resume", call)

    def redirect(self, call: SipCall, number: str) -> bool:
        """302 to `number`: a forward, or the transfer of a ringing call."""
        return self._to("call_redirect_to", call, number)

    def transfer(self, call: SipCall, number: str) -> bool:
        """REFER."""
        return self._to("call_transfer_to", call, number)

    def transfer_to(self, call: SipCall, other: SipCall) -> bool:
        """REFER with Replaces: joins the far ends of two calls."""
        found = self._calls.get(other.number)
        return found is not None and self._on("call_transfer_to_another", call, found[0])

    def conference(self, calls: list[SipCall]) -> bool:
        """Mixes the calls here."""
        handles = [self._calls[one.number][0] for one in calls if one.number in self._calls]
        failed = [self._do("core_add_to_conference", self._core, handle) for handle in handles]
        return len(handles) == len(calls) and not any(failed)

    def mute(self, call: SipCall, *, on: bool) -> None:
        if call.number in self._calls:
            self._do("call_set_microphone_muted", self._calls[call.number][0], int(on))

    def dtmf(self, call: SipCall, digit: str) -> bool:
        """RFC 2833."""
        return self._on("call_send_dtmf", call, digit.encode())

    def register(self) -> None:
        """Tries once more, now."""
        self._do("proxy_config_refresh_register", self._proxy)

    def _to(self, name: str, call: SipCall, number: str) -> bool:
        address = self._do("address_new", self._uri(number).encode())
        if not address:
            return False
        try:
            return self._on(name, call, address)
        finally:
            self._do("address_unref", address)

    def _on(self, name: str, call: SipCall, *arguments: object) -> bool:
        found = self._calls.get(call.number)
        return found is not None and self._do(name, found[0], *arguments) == 0

    def _uri(self, number: str) -> str:
        return number if number.startswith("sip:") else f"sip:{number}@{self._server}"

    # what it says

    def _known(self, handle: int) -> SipCall:
        number = self._numbers.get(handle)
        if number is None:
            self._count += 1
            number = self._numbers[handle] = self._count
            self._do("call_ref", handle)
            incoming = self._do("call_get_dir", handle) == 1
            self._calls[number] = (handle, SipCall(number, incoming))
        return self._calls[number][1]

    def _call_changed(self, core: int, handle: int, state: int, message: bytes | None) -> None:
        call = self._known(handle)
        call.state = _STATES[state]
        call.remote = self._text(self._do("call_get_remote_address_as_string", handle)) or call.remote
        log = self._do("call_get_call_log", handle)
        call.call_id = (self._do("call_log_get_call_id", log) or b"").decode()
        if call.state in ("End", "Error"):
            call.ended_as = _LOG_STATUS[self._do("call_log_get_status", log)]
            info = self._do("call_get_error_info", handle)
            call.code = self._do("error_info_get_protocol_code", info)
            call.reason = (self._do("error_info_get_phrase", info) or b"").decode(errors="replace")
        self._happened(Happened("call", call.state, call))
        if call.state == "Released":
            del self._calls[call.number], self._numbers[handle]
            self._do("call_unref", handle)

    def _registration_changed(self, core: int, proxy: int, state: int, message: bytes | None) -> None:
        self._happened(Happened("registration", _REGISTRATION[state]))

    def _dtmf(self, core: int, handle: int, digit: int) -> None:
        self._happened(Happened("dtmf", chr(digit), self._known(handle)))

    def _transfer_changed(self, core: int, handle: int, state: int) -> None:
        self._happened(Happened("transfer", _STATES[state], self._known(handle)))

    def _text(self, pointer: int | None) -> str:
        """A string that the library made for us; it is freed here."""
        if not pointer:
            return ""
        text = (ctypes.cast(pointer, c_char_p).value or b"").decode(errors="replace")
        self._free(pointer)
        return text
