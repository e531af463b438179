"""HTTP to a phone. The only file that imports httpx, and only with the first request (it takes 0.1 s)."""

from __future__ import annotations

import asyncio
import logging
import re
import secrets
import ssl
import unicodedata
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, Protocol

from tui.config.model import PhoneConfig
from tui.errors import PhoneError, UsageError
from tui.phones import refusals
from tui.phones.address import PhoneAddress, parse_address
from tui.phones.certificates import CertificateChangedError, Check, grouped, tls_context
from tui.phones.challenge import Authorization, Login, basic, parse_challenges, strongest
from tui.phones.maker import Greeting
from tui.phones.pins import Pins
from tui.phones.turns import Turns
from tui.phones.watching import Exchange, current
from tui.untrusted import decode

if TYPE_CHECKING:
    import httpx

BODY_LIMIT: Final = 256 * 1024  # bytes of an answer that are read; no page of a desk phone comes near
PICTURE_LIMIT: Final = 8 * 1024 * 1024  # a screen of 1280x800 as an uncompressed BMP has half of that
GREETING_LIMIT: Final = 16 * 1024  # … of a front page that is only looked at
QUEUE_LIMIT: Final = 16  # commands that may wait for one phone
_TARGET = re.compile(r"/[!-~]*")
_DIGITS = re.compile(r"[0-9*#%+]{2,}")
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Reply:
    """A phone's answer. Header names are in lower case; `body` may have been cut at the limit.

    `login_taken`: the phone asked for the login before it gave this answer, and took it.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes
    challenges: tuple[str, ...] = ()  # the WWW-Authenticate headers, one by one
    login_taken: bool = False

    @property
    def text(self) -> str:
        return decode(self.body)


class Get(Protocol):
    """`PhoneLink.get` inside a turn."""

    async def __call__(self, target: str, limit: int = BODY_LIMIT, *, login: bool = True) -> Reply: ...


class PhoneLink:
    """The way to one phone's web server: one request at a time, in the order in which they were asked for.

    By https the phone must show the certificate that it showed the first time (see `Pins`); with another one
    the handshake ends before anything of the request, login included, has left. Every request has its own
    connection, as a phone may close an idle one at any moment and a command must not be sent twice to find
    out; it still says `Connection: keep-alive`, without which Snom D-series close without an answer
    (seen by the symcon/Snom project). Each Digest answer is to a fresh challenge, for a nonce used again
    may have expired and that looks like a wrong password.

    A refused password is never tried again, since phones lock themselves: from then on every request
    fails at once, unsent, until `forgive()`, in later runs of the program as well.
    """

    def __init__(
        self,
        config: PhoneConfig,
        pins: Pins,
        *,
        basic_first: bool = False,
        cnonce: Callable[[], str] = lambda: secrets.token_hex(8),
    ) -> None:
        """`basic_first` sends the login by Basic before the phone asks. Raises `UsageError`."""
        self.name = config.name
        self.address = parse_address(config.host, config.name)
        self._login = _checked(config)
        self._pins = pins
        self._timeout = config.timeout
        self._basic = basic_first
        self._cnonce = cnonce
        self._refused = False
        self._recalled = False  # whether it is known if an earlier run met a refusal
        self._closed = False
        self._asked = 0
        self._seen = ""
        self._turns = Turns()
        self._wire: _Wire | None = None
        self._watcher = current()
        if self._watcher is not None:
            self._watcher.keep_out(config.password)

    def __repr__(self) -> str:
        return f"<PhoneLink {self.name} {self.address.base}>"

    @property
    def certificate(self) -> str:
        """The fingerprint of the certificate that the phone showed last; "" before, and by plain http."""
        return self._seen

    async def get(self, target: str, limit: int = BODY_LIMIT, *, login: bool = True) -> Reply:
        """GETs `target`, path and query, which reach the phone byte for byte. Of the answer's body
        no more than `limit` bytes are read.

        Without `login` it asks as a stranger, and a 401 is returned like any other status.

        A redirect is returned, not followed; so is every status but 401. Takes at most the phone's time-out
        from the moment its turn comes. Raises `PhoneError` with the cause "password", "timeout",
        "unreachable", "wrong-scheme", "certificate", "not-a-phone", "busy" (too many wait) or "closed".
        """
        async with self.turn():
            return await self._get(target, limit, login=login)

    @asynccontextmanager
    async def turn(self, *, urgent: bool = False) -> AsyncIterator[Get]:
        """Several requests with nothing of anyone else in between: what is yielded is `get` for inside.

        `urgent`, for an emergency call: before all others that wait, however many they are.
        """
        self._check()
        if self._asked > QUEUE_LIMIT and not urgent:
            raise PhoneError("phone_queue_full", cause="busy", phone=self.name, waiting=QUEUE_LIMIT)
        self._asked += 1
        try:
            async with self._turns.turn(urgent=urgent):
                yield self._get
        finally:
            self._asked -= 1

    async def _get(self, target: str, limit: int = BODY_LIMIT, *, login: bool = True) -> Reply:
        if not _TARGET.fullmatch(target):
            raise ValueError("the target of a request is a path of visible ASCII")
        self._check()
        if not self._recalled:
            await self._recall()
            self._check()
        try:
            return await self._in_time(target, limit, login)
        except PhoneError as fault:
            if fault.key in ("phone_wrong_password", "phone_login_missing") and self._login:
                mark = await asyncio.to_thread(refusals.mark, self._login)
                self._pins.keep_refused(self.address.authority, mark)
            raise

    async def _recall(self) -> None:
        """The login that an earlier run met a refusal with is not tried again; another one is."""
        kept = self._pins.refused(self.address.authority)
        if kept:
            known = await asyncio.to_thread(refusals.marks, kept, self._login)
            self._refused = known and not self._recalled  # the user may have forgiven meanwhile
        self._recalled = True

    def forgive(self) -> None:
        """Lets requests through again after a refused password, because the user wants it."""
        self._refused = False
        self._recalled = True
        self._pins.keep_refused(self.address.authority, "")

    async def aclose(self) -> None:
        """Closes the connection; what is waiting fails unsent, what is under way fails as dropped."""
        self._closed = True
        if self._wire is not None:
            await self._wire.aclose()

    def _check(self) -> None:
        if self._closed:
            raise PhoneError("phone_closed", cause="closed", phone=self.name)
        if self._refused:
            raise PhoneError("phone_password_paused", cause="password", phone=self.name)

    async def _in_time(self, target: str, limit: int, login: bool) -> Reply:
        if self._wire is None:
            self._wire = _Wire(self.name, self.address, self._judge)
        try:
            async with asyncio.timeout(self._timeout):
                if not login:
                    return await self._send(self._wire, target, None, limit)
                return await self._converse(self._wire, target, limit)
        except TimeoutError:
            raise PhoneError(
                "phone_timeout", cause="timeout", phone=self.name, seconds=f"{self._timeout:g}"
            ) from None

    async def _converse(self, wire: _Wire, target: str, limit: int) -> Reply:
        """One request, with the login where the phone asks for it."""
        sent = basic(self._login) if self._basic and self._login else None
        stale_before = challenged = False
        while True:
            reply = await self._send(wire, target, sent, limit)
            if reply.status != 401:
                return replace(reply, login_taken=challenged and reply.status < 400)
            challenged = True
            offered = parse_challenges(reply.challenges)
            challenge = strongest(offered)
            if not self._login:
                raise self._refuse("phone_login_missing")
            if sent is not None:
                stale = challenge is not None and challenge.scheme == sent.scheme and challenge.stale
                unread = sent.scheme == "basic" and all(offer.scheme != "basic" for offer in offered)
                if challenge is None or stale_before or not (stale or unread):
                    raise self._refuse(
                        "phone_wrong_password" if self._login.password else "phone_login_missing"
                    )
                stale_before = stale
            if challenge is None:
                raise self._refuse("phone_login_unknown")
            self._basic = challenge.scheme == "basic"
            sent = challenge.answer(self._login, target, self._cnonce())

    async def _send(self, wire: _Wire, target: str, sent: Authorization | None, limit: int) -> Reply:
        """Sends it. A certificate that the user came to trust meanwhile, by another process, is taken: the
        handshake ended before anything was sent."""
        try:
            return await self._observed(wire, target, sent, limit)
        except CertificateChangedError as fault:
            pinned, seen = fault.pinned, fault.seen
        if await asyncio.to_thread(self._pins.latest, self.address.authority) == seen:
            with suppress(CertificateChangedError):
                return await self._observed(wire, target, sent, limit)
        values = {"phone": self.name, "pinned": grouped(pinned), "seen": grouped(seen)}
        raise PhoneError("phone_certificate", cause="certificate", **values)

    async def _observed(self, wire: _Wire, target: str, sent: Authorization | None, limit: int) -> Reply:
        """`wire.send`, of which the watcher is told whatever comes of it."""
        if self._watcher is None:
            return await wire.send(target, sent, limit)
        clock = asyncio.get_running_loop().time
        begun, reply, cause = clock(), None, "cancelled"  # as by the time-out that bounds the whole
        try:
            reply = await wire.send(target, sent, limit)
        except PhoneError as fault:
            cause = fault.cause
            raise
        except CertificateChangedError:
            cause = "certificate"
            raise
        finally:
            self._watcher.exchanged(
                Exchange(
                    self.name,
                    target,
                    sent.scheme if sent else "",
                    clock() - begun,
                    reply,
                    "" if reply else cause,
                )
            )
        return reply

    def _judge(self, fingerprint: str) -> None:
        """Looks at the phone's certificate inside the handshake; keeps the first one."""
        self._seen = fingerprint
        pinned = self._pins.pinned(self.address.authority)
        if not pinned:
            self._pins.pin(self.address.authority, fingerprint)
        elif pinned != fingerprint:
            raise CertificateChangedError(pinned, fingerprint)

    def _refuse(self, key: str) -> PhoneError:
        self._refused = True
        return PhoneError(key, cause="password", phone=self.name)


def prepare() -> None:
    """Imports what the first request needs, which takes a tenth of a second: call it in a thread."""
    _Wire("", parse_address("127.0.0.1", ""))


async def greet(address: PhoneAddress, seconds: float) -> Greeting:
    """The start of the front page at `address`, asked for once and without a login.

    Any certificate will do, as nothing is entrusted to it. Raises `PhoneError` like `PhoneLink.get`, with
    the authority for the phone's name.
    """
    name = address.authority
    wire = _Wire(name, address)
    try:
        async with asyncio.timeout(seconds):
            reply = await wire.send("/", None, GREETING_LIMIT)
    except TimeoutError:
        raise PhoneError("phone_timeout", cause="timeout", phone=name, seconds=f"{seconds:g}") from None
    finally:
        await wire.aclose()
    return Greeting(reply.status, reply.headers, reply.text)


class _Wire:
    """The HTTP client of one phone. A fault of httpx becomes a `PhoneError`, a late one `TimeoutError`, and
    a certificate that `check` refused the `CertificateChangedError` that it raised."""

    def __init__(self, name: str, address: PhoneAddress, check: Check | None = None) -> None:
        from http.cookiejar import CookieJar, DefaultCookiePolicy  # as dear as httpx, and only used here

        import httpx

        self._name = name
        self._address = address
        self._client = httpx.AsyncClient(
            verify=tls_context(check),
            trust_env=False,  # a proxy has no business between a PC and its phone
            follow_redirects=False,
            timeout=httpx.Timeout(None),  # PhoneLink and greet bound the request as a whole
            limits=httpx.Limits(max_connections=1, max_keepalive_connections=0),
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
            headers={"User-Agent": "durchwahl", "Accept-Encoding": "identity", "Connection": "keep-alive"},
        )

    async def send(self, target: str, authorization: Authorization | None, limit: int) -> Reply:
        import httpx

        request = self._client.build_request("GET", f"{self._address.base}/")
        request.extensions["target"] = target.encode("ascii")  # past httpx's own idea of quoting
        request.extensions["trace"] = _Closer()
        if authorization is not None:
            request.headers["Authorization"] = authorization.value
        try:
            response = await self._client.send(request, stream=True)
        except httpx.TimeoutException:
            raise TimeoutError from None
        except httpx.HTTPError as fault:
            error = self._translated(fault)
            _log.debug("%s GET %s: %s", self._name, _short(target), type(fault).__name__)
        else:
            _log.debug("%s GET %s: %d", self._name, _short(target), response.status_code)
            return await _read(response, limit)
        raise error  # out here, so that the fault and its frames do not hang on to it

    async def aclose(self) -> None:
        await self._client.aclose()

    def _translated(self, fault: Exception) -> Exception:
        import httpx

        url = self._address.base
        tls = _tls_fault(fault)
        if isinstance(tls, CertificateChangedError):
            return CertificateChangedError(tls.pinned, tls.seen)  # without the frames of that one
        if tls is not None:
            return PhoneError("phone_tls", cause="wrong-scheme", phone=self._name, url=url)
        if isinstance(fault, httpx.RemoteProtocolError) and "disconnected" not in str(fault):
            return PhoneError("phone_garbage", cause="not-a-phone", phone=self._name, url=url)
        if isinstance(fault, (httpx.ReadError, httpx.WriteError, httpx.RemoteProtocolError)):
            return PhoneError("phone_dropped", cause="unreachable", phone=self._name)
        return PhoneError("phone_unreachable", cause="unreachable", phone=self._name, url=url)


def _short(target: str) -> str:
    """For the log: what follows the first "&" may be URLs with a token in them, and digits whom one calls."""
    return _DIGITS.sub("…", target.partition("&")[0])


class _Closer:
    """Closes the connection when its TLS handshake is cancelled, which httpcore leaves open.

    It is what httpcore calls with each step of a request ("trace" in its documentation of extensions).
    """

    def __init__(self) -> None:
        self._stream: Any = None

    async def __call__(self, step: str, about: Mapping[str, Any]) -> None:
        if step == "connection.connect_tcp.complete":
            self._stream = about["return_value"]
        elif step == "connection.start_tls.failed" and self._stream is not None:
            await self._stream.aclose()


async def _read(response: httpx.Response, limit: int) -> Reply:
    """The answer with as much of its body as is wanted and came.

    A body that breaks off is no fault: the status says that the phone took the command, and a phone that
    is told to restart hangs up in the middle.
    """
    import httpx

    body = bytearray()
    try:
        async for chunk in response.aiter_raw():
            body += chunk[: limit - len(body)]
            if len(body) >= limit:
                break
    except httpx.HTTPError:
        pass
    finally:
        await response.aclose()
    challenges = tuple(response.headers.get_list("www-authenticate"))
    return Reply(response.status_code, dict(response.headers), bytes(body), challenges)


def _tls_fault(fault: BaseException | None) -> ssl.SSLError | None:
    """The failure of the encryption, if that was it: httpx reports a failed connection."""
    while fault is not None:
        if isinstance(fault, ssl.SSLError):
            return fault
        fault = fault.__cause__ or fault.__context__
    return None


def _checked(config: PhoneConfig) -> Login:
    """The login, if it can stand in a header."""
    for text in (config.user, config.password):
        if any(unicodedata.category(char) in ("Cc", "Cs") for char in text):
            raise UsageError("phone_login_form", phone=config.name)
    if ":" in config.user:
        raise UsageError("phone_login_form", phone=config.name)
    return Login(config.user, config.password)
