"""A phone's password check: Basic (RFC 7617) and Digest (RFC 7616), and the lock after bad passwords."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol


class Admission(StrEnum):
    """What a phone's web server thinks of a request's login."""

    OK = "ok"
    CHALLENGE = "challenge"  # no or stale credentials
    WRONG = "wrong"  # wrong credentials: counted
    LOCKED = "locked"


class Lock(Protocol):
    """Counts bad passwords."""

    @property
    def locked(self) -> bool: ...

    def attempted(self) -> None:
        """Someone tried while it was locked."""

    def failed(self) -> None: ...

    def succeeded(self) -> None: ...

    def clear(self) -> None: ...


@dataclass(slots=True)
class SnomLock:
    """Three failures block for `first` s; every further three double it (Snom blog, 2009-08-14)."""

    now: Callable[[], float]
    first: float = 60.0
    failures: int = 0
    until: float = field(default=float("-inf"))

    @property
    def locked(self) -> bool:
        return self.now() < self.until

    def attempted(self) -> None:
        return

    def failed(self) -> None:
        self.failures += 1
        if self.failures % 3 == 0:
            self.until = self.now() + self.first * 2 ** (self.failures // 3 - 1)

    def succeeded(self) -> None:
        self.failures = 0

    def clear(self) -> None:
        return  # a reboot is not documented to help


@dataclass(slots=True)
class YealinkLock:
    """Five failures lock for `lasts` s; each try in that time restarts them; power-off clears."""

    now: Callable[[], float]
    lasts: float = 180.0
    failures: int = 0
    until: float = field(default=float("-inf"))

    @property
    def locked(self) -> bool:
        return self.now() < self.until

    def attempted(self) -> None:
        self.until = self.now() + self.lasts

    def failed(self) -> None:
        self.failures += 1
        if self.failures >= 5:
            self.failures = 0
            self.until = self.now() + self.lasts

    def succeeded(self) -> None:
        self.failures = 0

    def clear(self) -> None:
        self.failures, self.until = 0, float("-inf")


_FIELD = re.compile(r'(\w+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,]+))')


@dataclass(slots=True)
class Gate:
    """Login of one web server. `scheme`: "basic" or "digest". An empty password lets everyone in.

    `nonces` makes an unguessable-looking string; each one it gave is remembered with its last count.
    """

    scheme: str
    user: str
    password: str
    realm: str
    lock: Lock
    nonces: Callable[[], str]
    _counts: dict[str, int] = field(default_factory=dict)

    def check(self, method: str, target: str, header: str | None) -> Admission:
        """Judge one request. `target`: the request target as it stood in the request line."""
        if not self.password:
            return Admission.OK
        if self.lock.locked:
            if header is not None:
                self.lock.attempted()
            return Admission.LOCKED
        admission = self._judge(method, target, header)
        if admission is Admission.WRONG:
            self.lock.failed()
        elif admission is Admission.OK:
            self.lock.succeeded()
        return admission

    def challenge(self, stale: bool = False) -> str:
        """The WWW-Authenticate header for a 401."""
        if self.scheme == "basic":
            return f'Basic realm="{self.realm}"'
        nonce = self.nonces()
        self._counts[nonce] = 0
        if len(self._counts) > 64:
            del self._counts[next(iter(self._counts))]
        tail = ", stale=true" if stale else ""
        return f'Digest realm="{self.realm}", nonce="{nonce}", algorithm=MD5, qop="auth"{tail}'

    def _judge(self, method: str, target: str, header: str | None) -> Admission:
        name, _, rest = (header or "").partition(" ")
        if name.lower() != self.scheme:
            return Admission.CHALLENGE
        if self.scheme == "basic":
            return self._basic(rest.strip())
        fields = {key.lower(): quoted or bare for key, quoted, bare in _FIELD.findall(rest)}
        return self._digest(method, target, fields)

    def _basic(self, token: str) -> Admission:
        try:
            given = base64.b64decode(token, validate=True)
        except (binascii.Error, ValueError):
            return Admission.WRONG
        right = f"{self.user}:{self.password}".encode()
        return Admission.OK if hmac.compare_digest(given, right) else Admission.WRONG

    def _digest(self, method: str, target: str, given: dict[str, str]) -> Admission:
        nonce = given.get("nonce", "")
        if nonce not in self._counts:
            return Admission.CHALLENGE
        if given.get("uri") != target or given.get("username") != self.user:
            return Admission.WRONG
        first = _md5(f"{self.user}:{self.realm}:{self.password}")
        second = _md5(f"{method}:{target}")
        if "qop" in given:
            middle = ":".join((nonce, given.get("nc", ""), given.get("cnonce", ""), given["qop"]))
        else:
            middle = nonce  # RFC 2069
        expected = _md5(f"{first}:{middle}:{second}")
        if not hmac.compare_digest(expected, given.get("response", "").lower()):
            return Admission.WRONG
        if "qop" in given:
            try:
                count = int(given.get("nc", ""), 16)
            except ValueError:
                return Admission.WRONG
            if count <= self._counts[nonce]:
                return Admission.CHALLENGE  # replayed: ask again with a fresh nonce
            self._counts[nonce] = count
        return Admission.OK


def _md5(text: str) -> str:
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()
