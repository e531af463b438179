"""What one driver of a phone hands on to the next: the certificate that was seen first, as desk phones sign
their own, and the logins that were refused, as phones lock themselves after a few."""

from __future__ import annotations

from typing import Protocol


class Refusals:
    """Logins that were refused, for as long as the program runs. A login is told by a digest of ours."""

    def __init__(self) -> None:
        self._refused: set[bytes] = set()

    def refused(self, login: bytes) -> bool:
        """Whether it must not be sent again."""
        return login in self._refused

    def note_login(self, login: bytes, *, refused: bool) -> None:
        """It was refused just now; or the user wants it tried again, whatever it was."""
        if refused:
            self._refused.add(login)
        else:
            self._refused.discard(login)


class Pins(Protocol):
    """Fingerprints (SHA-256, 64 hexadecimal digits in lower case) by authority, `host` or `host:port`."""

    def refused(self, login: bytes) -> bool: ...
    def note_login(self, login: bytes, *, refused: bool) -> None: ...

    def pinned(self, authority: str) -> str:
        """The fingerprint that was seen first; "" if there is none."""
        ...

    def pin(self, authority: str, fingerprint: str) -> None:
        """Keeps the first one. Called from the event loop: it must not block."""
        ...

    def latest(self, authority: str) -> str:
        """Like `pinned`, but with what another process may have changed meanwhile. Blocks."""
        ...


class MemoryPins(Refusals):
    """Pins that last as long as the program."""

    def __init__(self) -> None:
        super().__init__()
        self._pins: dict[str, str] = {}

    def pinned(self, authority: str) -> str:
        return self._pins.get(authority, "")

    def pin(self, authority: str, fingerprint: str) -> None:
        self._pins.setdefault(authority, fingerprint)

    def latest(self, authority: str) -> str:
        return self.pinned(authority)
