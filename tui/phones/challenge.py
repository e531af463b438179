"""What a phone's web server asks for with status 401, and the answer to it (RFC 7617, RFC 7616)."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

_TOKEN = r"[!#$%&'*+.^_`|~0-9A-Za-z-]+"  # noqa: S105 - RFC 9110's "token", no secret
_PIECE = re.compile(
    rf'[\s,]*(?:(?P<name>{_TOKEN})\s*=\s*(?:"(?P<quoted>(?:[^"\\]|\\.)*)"|(?P<plain>{_TOKEN}))'
    rf"|(?P<scheme>{_TOKEN})(?=[\s,]|\Z))"
)
_HASHES: dict[str, Callable[[bytes], str]] = {
    "MD5": lambda data: hashlib.md5(data, usedforsecurity=False).hexdigest(),
    "SHA-256": lambda data: hashlib.sha256(data).hexdigest(),
}
_LONGEST = 4096  # characters of a header that are looked at


@dataclass(frozen=True, slots=True)
class Login:
    """A user name and a password. Neither shows in repr."""

    user: str = field(repr=False)
    password: str = field(repr=False)

    def __bool__(self) -> bool:
        return bool(self.user or self.password)


@dataclass(frozen=True, slots=True)
class Authorization:
    """One value of the Authorization header. It does not show in repr."""

    scheme: str
    value: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Challenge:
    """One scheme that a 401 offers; `scheme` in lower case, the parameters' names too."""

    scheme: str
    parameters: dict[str, str]

    @property
    def stale(self) -> bool:
        """The password was right and only the nonce too old (RFC 7616, section 3.3)."""
        return self.parameters.get("stale", "").lower() == "true"

    @property
    def answerable(self) -> bool:
        """Whether this is a kind of login that the program can answer."""
        if self.scheme == "basic":
            return True
        qop = self.parameters.get("qop")
        return (
            self.scheme == "digest"
            and "nonce" in self.parameters
            and self._algorithm in _HASHES
            and (qop is None or "auth" in re.split(r"[\s,]+", qop.lower()))
        )

    @property
    def _algorithm(self) -> str:
        return self.parameters.get("algorithm", "MD5").upper()

    def answer(self, login: Login, target: str, cnonce: str) -> Authorization:
        """The answer for a GET of `target`, path and query as they stand in the request line."""
        if self.scheme == "basic":
            return basic(login)
        hashed = _HASHES[self._algorithm]

        def digest(*parts: str) -> str:
            return hashed(":".join(parts).encode())

        realm, nonce = self.parameters.get("realm", ""), self.parameters["nonce"]
        with_qop = "qop" in self.parameters
        # A nonce is used once, so the count is always 1.
        middle = (nonce, "00000001", cnonce, "auth") if with_qop else (nonce,)
        response = digest(digest(login.user, realm, login.password), *middle, digest("GET", target))
        parts = [f"{name}={_quote(text)}" for name, text in self._repeated(login, target)]
        parts.append(f'response="{response}"')
        if with_qop:
            parts += ["qop=auth", "nc=00000001", f'cnonce="{cnonce}"']
        if "algorithm" in self.parameters:
            parts.append(f"algorithm={self.parameters['algorithm']}")
        return Authorization("digest", "Digest " + ", ".join(parts))

    def _repeated(self, login: Login, target: str) -> Iterable[tuple[str, str]]:
        yield "username", login.user
        yield "realm", self.parameters.get("realm", "")
        yield "nonce", self.parameters["nonce"]
        yield "uri", target
        if "opaque" in self.parameters:
            yield "opaque", self.parameters["opaque"]


def basic(login: Login) -> Authorization:
    """The Basic answer, which needs no challenge. UTF-8, as RFC 7617 advises."""
    pair = f"{login.user}:{login.password}".encode()
    return Authorization("basic", "Basic " + base64.b64encode(pair).decode("ascii"))


def parse_challenges(headers: Iterable[str]) -> tuple[Challenge, ...]:
    """Every challenge in the values of the WWW-Authenticate headers, several to a value or one to each.

    What cannot be read ends that value; nothing is raised.
    """
    found: list[Challenge] = []
    for header in headers:
        text, position, fresh = header[:_LONGEST], 0, True
        while piece := _PIECE.match(text, position):
            position = piece.end()
            if piece["scheme"] is not None:
                found.append(Challenge(piece["scheme"].lower(), {}))
                fresh = False
            elif fresh:
                break  # a parameter of nothing
            else:
                quoted = piece["quoted"]
                value = piece["plain"] if quoted is None else re.sub(r"\\(.)", r"\1", quoted)
                found[-1].parameters.setdefault(piece["name"].lower(), value)
    return tuple(found)


def strongest(challenges: Iterable[Challenge]) -> Challenge | None:
    """The one to answer: Digest before Basic, as the password then stays off the wire."""
    usable = [challenge for challenge in challenges if challenge.answerable]
    return max(usable, key=lambda challenge: challenge.scheme == "digest", default=None)


def _quote(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
