"""HTTP to a contact server: requests that stay with it, answers that stay within bounds.

Apart from `tui.net`, which speaks to desk phones only: a server has a name, an authority that vouches for it,
redirects and methods of its own, and none of a phone's frailties.
"""

from __future__ import annotations

import asyncio
import logging
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import SplitResult, urljoin, urlsplit

from tui.phones.certificates import CertificateChangedError, grouped, looked_at
from tui.sources.errors import SourceError
from tui.untrusted import clean

if TYPE_CHECKING:
    import httpx

_REDIRECTS: Final = 5
_PORTS: Final = {"http": 80, "https": 443}
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered; header names are in lower case. `url` is where it came from at last."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    url: str


@dataclass(frozen=True, slots=True)
class Access:
    """How a server is spoken to. With a `user` the password goes by Basic, without one as a bearer token."""

    source: str
    user: str = ""
    password: str = ""
    certificate: str = ""  # the SHA-256 fingerprint that is trusted; "" leaves it to the authorities
    timeout: float = 5.0

    def __repr__(self) -> str:
        return f"<Access {self.source}>"


class Web:
    """The way to one server. Errors are `SourceError`s. Belongs to one event loop; close it in the end."""

    def __init__(self, access: Access) -> None:
        self._access = access
        self._client: httpx.AsyncClient | None = None

    async def aclose(self) -> None:
        if self._client is not None:
            await self._client.aclose()
            self._client = None

    async def request(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        body: bytes = b"",
        limit: int,
    ) -> Answer:
        """Sends it, to the time-out. A redirect is followed on the same host; login and body go nowhere else.

        A wrong login, a fault of the server (5xx) and an answer of more than `limit` bytes are errors; every
        other status is returned.
        """
        access = self._access
        try:
            async with asyncio.timeout(access.timeout):
                answer = await self._followed(method, url, headers or {}, body, limit)
        except TimeoutError:
            raise SourceError(
                "source_timeout", cause="timeout", source=access.source, seconds=f"{access.timeout:g}"
            ) from None
        if answer.status == 401:
            raise self.refusal()
        if answer.status == 429 or answer.status >= 500:
            raise SourceError(
                "source_status", cause="unreachable", source=access.source, status=answer.status
            )
        return answer

    def refusal(self) -> SourceError:
        """What to say of a login that is not enough: 401, and 403 where that means nothing else."""
        access = self._access
        key = "source_password" if access.password else "source_no_password"
        return SourceError(key, cause="password", source=access.source, name=access.source)

    async def _followed(
        self, method: str, url: str, headers: Mapping[str, str], body: bytes, limit: int
    ) -> Answer:
        for _ in range(_REDIRECTS):
            answer = await self._send(method, url, headers, body, limit)
            target = answer.headers.get("location", "")
            if answer.status not in (301, 302, 303, 307, 308) or not target:
                return answer
            url = self.within(url, target)
        raise SourceError("source_redirects", cause="setting", source=self._access.source)

    def within(self, url: str, target: str) -> str:
        """`target` as `url` means it. Raises `SourceError` where it leads to another server."""
        there = ""
        try:
            there = urljoin(url, target)
            before, after = urlsplit(url), urlsplit(there)
            same = before.hostname == after.hostname and _port(before) == _port(after)
            safer = (before.scheme, after.scheme) == ("http", "https") and before.hostname == after.hostname
        except ValueError:
            same = safer = False
            after = urlsplit("")
        if not (safer or (same and before.scheme == after.scheme)):
            host = clean(after.hostname or "?", 100)
            raise SourceError("source_elsewhere", cause="setting", source=self._access.source, host=host)
        return there

    async def _send(
        self, method: str, url: str, headers: Mapping[str, str], body: bytes, limit: int
    ) -> Answer:
        import httpx

        if self._client is None:
            self._client = await asyncio.to_thread(_client, self._access)
        access = self._access
        fault: Exception
        try:
            request = self._client.build_request(method, url, headers=dict(headers), content=body or None)
            response = await self._client.send(request, stream=True)
            try:
                content = await _content(response, limit)
            finally:
                await response.aclose()
        except httpx.InvalidURL:
            raise SourceError(
                "source_unreachable", cause="setting", source=access.source, reason="URL"
            ) from None
        except httpx.TimeoutException:
            raise TimeoutError from None
        except httpx.HTTPError as error:
            fault = error
        else:
            _log.debug("%s %s: %d", access.source, method, response.status_code)
            if content is None:
                raise SourceError(
                    "source_too_large",
                    cause="too-large",
                    source=access.source,
                    limit=f"{limit // 1024} KiB",
                )
            return Answer(response.status_code, dict(response.headers), content, url)
        _log.debug("%s %s: %s", access.source, method, type(fault).__name__)
        raise await self._translated(fault, url)

    async def _translated(self, fault: Exception, url: str) -> SourceError:
        """The fault in words; of a certificate that nobody vouches for, with its fingerprint."""
        source = self._access.source
        tls = _tls_fault(fault)
        if isinstance(tls, CertificateChangedError):
            return SourceError(
                "source_certificate_changed",
                cause="certificate",
                source=source,
                pinned=grouped(tls.pinned),
                seen=grouped(tls.seen, whole=True),
            )
        if isinstance(tls, ssl.SSLCertVerificationError):
            seen = await _shown(urlsplit(url))
            return SourceError(
                "source_certificate",
                cause="certificate",
                source=source,
                reason=clean(tls.verify_message, 100),
                seen=grouped(seen, whole=True) if seen else "?",
            )
        reason = "TLS" if tls is not None else _reason(fault)
        return SourceError("source_unreachable", cause="unreachable", source=source, reason=reason)


def _client(access: Access) -> httpx.AsyncClient:
    """In a thread: loading httpx and the authorities takes a tenth of a second."""
    from http.cookiejar import CookieJar, DefaultCookiePolicy

    import httpx

    auth: Any = None
    headers = {"User-Agent": "durchwahl", "Accept-Encoding": "identity"}
    if access.user:
        auth = httpx.BasicAuth(access.user, access.password)
    elif access.password:
        headers["Authorization"] = f"Bearer {access.password}"
    return httpx.AsyncClient(
        verify=_context(access.certificate),
        auth=auth,
        headers=headers,
        trust_env=False,
        follow_redirects=False,
        timeout=httpx.Timeout(None),  # `request` bounds the whole
        limits=httpx.Limits(max_connections=4, max_keepalive_connections=1),
        cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
    )


def _context(certificate: str) -> ssl.SSLContext:
    """The system's authorities decide; with a fingerprint, it alone does."""
    context = ssl.create_default_context()
    if certificate:

        def check(seen: str) -> None:
            if seen != certificate:
                raise CertificateChangedError(certificate, seen)

        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
        looked_at(context, check)
    return context


async def _shown(parts: SplitResult) -> str:
    """The fingerprint of the certificate that a server shows, "" where it shows none now."""
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    seen: list[str] = []
    looked_at(context, seen.append)
    try:
        _, writer = await asyncio.open_connection(parts.hostname, _port(parts), ssl=context)
        writer.transport.abort()
    except OSError:
        return ""
    return seen[-1] if seen else ""


async def _content(response: httpx.Response, limit: int) -> bytes | None:
    """The whole body, None where it is larger than `limit`."""
    content = bytearray()
    async for piece in response.aiter_raw():
        content += piece
        if len(content) > limit:
            return None
    return bytes(content)


def _port(parts: SplitResult) -> int | None:
    return parts.port or _PORTS.get(parts.scheme)


def _tls_fault(fault: BaseException | None) -> ssl.SSLError | None:
    while fault is not None:
        if isinstance(fault, ssl.SSLError):
            return fault
        fault = fault.__cause__ or fault.__context__
    return None


def _reason(fault: BaseException | None) -> str:
    """What the system says of a failed connection; else the kind of failure."""
    last = type(fault).__name__
    while fault is not None:
        if isinstance(fault, OSError) and fault.strerror:
            return clean(fault.strerror, 100)
        fault = fault.__cause__ or fault.__context__
    return last
