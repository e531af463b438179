"""The lab's telephone system: Kamailio as registrar and proxy with digest log-in, a child process of ours.

It writes down every SIP message that passes: what SIP saw, told by neither the phones nor the program.
"""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from pathlib import Path
from typing import Self

from tests.lab.child import end, spawn
from tests.lab.ledger import NOTE, Ledger, read

SIP_PORT = 5060
_READY_SECONDS = 8.0

# Loopback only, locations in memory, no GRUU (a GRUU contact would need a lookup inside a dialog). Written
# after Kamailio's own module documentation (5.6): auth, registrar, rr, tm.
_CONFIG = """#!KAMAILIO
debug=0
log_stderror=yes
fork=yes
children=2
tcp_children=1
auto_aliases=no
tcp_connection_lifetime=3600
listen=udp:{host}:{port}
listen=tcp:{host}:{port}
mpath="{modules}"
loadmodule "jsonrpcs.so"
loadmodule "kex.so"
loadmodule "corex.so"
loadmodule "tm.so"
loadmodule "tmx.so"
loadmodule "sl.so"
loadmodule "rr.so"
loadmodule "pv.so"
loadmodule "maxfwd.so"
loadmodule "usrloc.so"
loadmodule "registrar.so"
loadmodule "textops.so"
loadmodule "siputils.so"
loadmodule "auth.so"
loadmodule "xlog.so"
modparam("jsonrpcs", "transport", 2)
modparam("jsonrpcs", "fifo_name", "")
modparam("usrloc", "db_mode", 0)
modparam("registrar", "min_expires", 2)
modparam("registrar", "max_expires", 3600)
modparam("registrar", "gruu_enabled", 0)
modparam("auth", "nonce_expire", 300)
modparam("tm", "fr_timer", 4000)
modparam("tm", "fr_inv_timer", {ring_ms})
modparam("tm", "failure_reply_mode", 3)
modparam("rr", "enable_full_lr", 1)
modparam("rr", "append_fromtag", 1)

request_route {{
    route(NOTE);
    if (!mf_process_maxfwd_header("10")) {{ sl_send_reply("483", "Too Many Hops"); exit; }}
    if (is_method("CANCEL")) {{ if (t_check_trans()) t_relay(); exit; }}
    if (!is_method("ACK") && t_precheck_trans()) {{ t_check_trans(); exit; }}
    t_check_trans();
    if (has_totag()) {{ route(DIALOG); exit; }}
    if (is_method("OPTIONS") && uri == myself && $rU == $null) {{ sl_send_reply("200", "Here"); exit; }}
    if (is_method("REGISTER")) {{ route(REGISTER); exit; }}
    if (is_method("INVITE|SUBSCRIBE")) record_route();
    if (from_uri == myself && is_method("INVITE|REFER|SUBSCRIBE")) {{
        if (!pv_proxy_authenticate("$fd", "lab-$fU", "0")) {{ auth_challenge("$fd", "1"); exit; }}
        consume_credentials();
    }}
    if (!(uri == myself)) {{ t_relay(); exit; }}
    if ($rU == $null) {{ sl_send_reply("484", "Address Incomplete"); exit; }}
    if (!lookup("location")) {{ send_reply("404", "Not Found"); exit; }}
    if (!t_relay()) sl_reply_error();
}}

route[DIALOG] {{
    if (loose_route()) {{ t_relay(); exit; }}
    if (is_method("ACK")) {{ if (t_check_trans()) t_relay(); exit; }}
    if (!(uri == myself)) {{ t_relay(); exit; }}
    sl_send_reply("404", "Not here");
}}

route[NOTE] {{
    $var(flow) = "-";
    if (search_body("a=sendonly")) $var(flow) = "sendonly";
    else if (search_body("a=recvonly")) $var(flow) = "recvonly";
    else if (search_body("a=inactive")) $var(flow) = "inactive";
    else if (has_body("application/sdp")) $var(flow) = "sendrecv";
    $var(what) = "0";
    if (is_reply()) $var(what) = $rs;
    xlog("{note}\t$TV(Sn)\t$rm\t$var(what)\t$ci\t$cs\t$si\t$fU\t$tU\t$rU\t$tt\t$var(flow)\t$hdr(Refer-To)\t$hdr(Replaces)\n");
}}

reply_route {{ route(NOTE); }}

event_route[sl:local-response] {{ route(NOTE); }}
event_route[tm:local-response] {{ route(NOTE); }}

route[REGISTER] {{
    if (!pv_www_authenticate("$td", "lab-$tU", "0")) {{ auth_challenge("$td", "1"); exit; }}
    consume_credentials();
    save("location");
}}
"""


def password(extension: str) -> str:
    """The SIP password of an extension: the lab's rule."""
    return f"lab-{extension}"


def missing() -> str:
    """What has to be installed for the lab's server to run; "" if nothing."""
    return "" if shutil.which("kamailio") and _modules() else "kamailio"


class Kamailio:
    """`async with Kamailio("127.0.77.1")`: answers OPTIONS when it is entered, gone when it is left.

    `sip` is every message since it was first started.
    """

    def __init__(self, host: str, *, ring_seconds: float = 60.0) -> None:
        self.host = host
        self._ring_ms = int(ring_seconds * 1000)
        self._folder = Path(tempfile.mkdtemp(prefix="lab-kamailio-"))
        self.sip = Ledger()
        self._process: asyncio.subprocess.Process | None = None
        self._reader: asyncio.Task[None] | None = None
        self._grumbles: list[str] = []

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *error: object) -> None:
        await self.stop()
        shutil.rmtree(self._folder, ignore_errors=True)

    async def start(self) -> None:
        """Starts the server. Also after `stop`: it then knows nobody until they register again."""
        config = self._folder / "kamailio.cfg"
        text = _CONFIG.format(
            host=self.host, port=SIP_PORT, modules=_modules(), ring_ms=self._ring_ms, note=NOTE
        )
        config.write_text(text)
        self._process = await spawn(
            "kamailio", "-f", str(config), "-DD", "-E", "-m", "32", "-M", "4",
            "-w", str(self._folder), "-Y", str(self._folder), stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip
        self._reader = asyncio.create_task(self._read(self._process), name="what SIP saw")
        try:
            await _answers_options(self.host, SIP_PORT)
        except TimeoutError:
            await self.stop()
            told = "".join(self._grumbles)
            raise RuntimeError(f"Kamailio does not answer at {self.host}: {told}") from None

    async def stop(self) -> None:
        await end(self._process)
        if self._reader is not None:
            await self._reader
        self._process = self._reader = None

    async def _read(self, process: asyncio.subprocess.Process) -> None:
        assert process.stderr is not None
        while raw := await process.stderr.readline():
            line = raw.decode(errors="replace")
            if (message := read(line)) is not None:
                await self.sip.add(message)
            else:
                self._grumbles = [*self._grumbles[-20:], line]


def _modules() -> str:
    """Where Debian puts Kamailio's modules on this architecture; "" if they are not there."""
    found = sorted(Path("/usr/lib").glob("*/kamailio/modules"))
    return f"{found[0]}/" if found else ""


class _Probe(asyncio.DatagramProtocol):
    def __init__(self) -> None:
        self.answered = asyncio.Event()

    def datagram_received(self, data: bytes, addr: object) -> None:
        if data.startswith(b"SIP/2.0"):
            self.answered.set()

    def error_received(self, exc: Exception) -> None:
        pass  # nobody listens there yet


async def _answers_options(host: str, port: int) -> None:
    loop = asyncio.get_running_loop()
    transport, probe = await loop.create_datagram_endpoint(_Probe, local_addr=(host, 0))
    own = transport.get_extra_info("sockname")
    try:
        async with asyncio.timeout(_READY_SECONDS):
            count = 0
            while not probe.answered.is_set():
                count += 1
                transport.sendto(_options(host, port, own, count), (host, port))
                try:
                    async with asyncio.timeout(0.05):
                        await probe.answered.wait()
                except TimeoutError:
                    continue
    finally:
        transport.close()


def _options(host: str, port: int, own: tuple[str, int], count: int) -> bytes:
    lines = (
        f"OPTIONS sip:{host}:{port} SIP/2.0",
        f"Via: SIP/2.0/UDP {own[0]}:{own[1]};rport;branch=z9hG4bKlab{own[1]}{count}",
        "Max-Forwards: 5",
        f"From: <sip:probe@{host}>;tag=lab{count}",
        f"To: <sip:{host}:{port}>",
        f"Call-ID: lab-{own[1]}-{count}",
        f"CSeq: {count} OPTIONS",
        f"Contact: <sip:probe@{own[0]}:{own[1]}>",
        "Content-Length: 0",
    )
    return ("\r\n".join(lines) + "\r\n\r\n").encode()
