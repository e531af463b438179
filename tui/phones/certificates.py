"""The encryption to a phone, and the certificate that it shows: fingerprints, and the look at one."""

from __future__ import annotations

import asyncio
import hashlib
import re
import ssl
from collections.abc import Callable
from typing import Final

from tui.phones.address import PhoneAddress

_FINGERPRINT = re.compile(r"[0-9a-f]{64}")
_SHOWN: Final = 16  # digits of a shortened fingerprint: 64 bits, and still readable aloud
# RSA or elliptic curves for the keys, AES for the rest: every phone since 2008 has that. What is left out is
# broken, or with short keys breakable by a stranger on the line.
_CIPHERS: Final = "DEFAULT:!aNULL:!eNULL:!kDHE:!PSK:!SRP:!RC4:!3DES:!DES:@SECLEVEL=0"
_OLD_SERVERS: Final = 0x4  # SSL_OP_LEGACY_SERVER_CONNECT; the ssl module names it from Python 3.12 on

Check = Callable[[str], None]


class CertificateChangedError(ssl.SSLError):
    """The certificate is not the one that was seen first. Ends the handshake."""

    def __init__(self, pinned: str, seen: str) -> None:
        super().__init__("another certificate than the one that was seen first")
        self.pinned = pinned
        self.seen = seen


def tls_context(check: Check | None = None) -> ssl.SSLContext:
    """The client's side of the encryption. `check` gets the certificate's fingerprint inside the handshake,
    before any byte of a request can be sent, and may end it by raising an `ssl.SSLError`.

    No authority vouches for a desk phone's certificate, which it signs itself and for no name: what counts
    is that it stays the same. TLS 1.0 and 1.1 with keys of today's weakness are allowed, because phones from
    2012 (Snom firmware 8, Yealink V70) speak nothing newer and plain HTTP, the alternative, hides nothing
    from anybody; phones that can do better are spoken to in TLS 1.2 or 1.3, which see to it that nobody in
    between talks them down. It works with whoever wraps by `wrap_bio`, as asyncio and anyio do.
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED  # SSLv3 stays off by PROTOCOL_TLS_CLIENT
    context.set_ciphers(_CIPHERS)
    # Not again in the middle of a connection, where nobody would look at the certificate.
    context.options |= ssl.OP_NO_RENEGOTIATION | ssl.Options(_OLD_SERVERS)
    if check is not None:
        looked_at(context, check)
    return context


def looked_at(context: ssl.SSLContext, check: Check) -> ssl.SSLContext:
    """`context`, which from now on hands each certificate's fingerprint to `check` inside the handshake."""
    context.sslobject_class = _checking(check)
    return context


def fingerprint(certificate: bytes) -> str:
    """SHA-256 of a certificate as it is sent (DER): 64 hexadecimal digits in lower case."""
    return hashlib.sha256(certificate).hexdigest()


def is_fingerprint(text: str) -> bool:
    """Whether `text` is one as `fingerprint` makes them."""
    return _FINGERPRINT.fullmatch(text) is not None


def grouped(text: str, *, whole: bool = False) -> str:
    """A fingerprint for people, `9F:86:D0:81:88:4C:7D:65…`; `whole` shows all 32 pairs."""
    shown = text.upper() if whole else text[:_SHOWN].upper()
    pairs = ":".join(shown[at : at + 2] for at in range(0, len(shown), 2))
    return pairs if len(shown) == len(text) else f"{pairs}…"


async def look(address: PhoneAddress, seconds: float) -> str:
    """The fingerprint of the certificate that a phone shows now; nothing is sent but the handshake.

    Raises `OSError` (of which `ssl.SSLError` and `TimeoutError` are kinds).
    """
    seen: list[str] = []
    async with asyncio.timeout(seconds):
        _, writer = await asyncio.open_connection(
            address.host, address.port, ssl=tls_context(seen.append), ssl_handshake_timeout=seconds
        )
        writer.transport.abort()
    return seen[-1]


def _checking(check: Check) -> type[ssl.SSLObject]:
    class CheckedObject(ssl.SSLObject):
        """Hands over the certificate as soon as the handshake has one."""

        def do_handshake(self) -> None:
            super().do_handshake()  # raises SSLWantReadError until it is through
            certificate = self.getpeercert(binary_form=True)
            if not certificate:
                raise ssl.SSLError("no certificate")
            check(fingerprint(certificate))

    return CheckedObject
