"""What is known of a phone's web server from before: its certificate, and a login that it refused.

Desk phones sign their own certificates, so the first one is kept.
"""

from __future__ import annotations

from typing import Protocol


class Pins(Protocol):
    """Fingerprints (SHA-256, 64 hexadecimal digits in lower case) by authority, `host` or `host:port`."""

    def pinned(self, authority: str) -> str:
        """The fingerprint that was seen first; "" if there is none."""
        ...

    def pin(self, authority: str, fingerprint: str) -> None:
        """Keeps the first one. Called from the event loop: it must not block."""
        ...

    def latest(self, authority: str) -> str:
        """Like `pinned`, but with what another process may have changed meanwhile. Blocks."""
        ...

    def refused(self, authority: str) -> str:
        """The mark (`tui.phones.refusals`) of the login that was refused there last; "" if there is none."""
        ...

    def keep_refused(self, authority: str, mark: str) -> None:
        """Keeps the mark, "" to forget it. Called from the event loop: it must not block."""
        ...


class MemoryPins:
    """Pins that last as long as the program."""

    def __init__(self) -> None:
        self._pins: dict[str, str] = {}
        self._refused: dict[str, str] = {}

    def pinned(self, authority: str) -> str:
        return self._pins.get(authority, "")

    def pin(self, authority: str, fingerprint: str) -> None:
        self._pins.setdefault(authority, fingerprint)

    def latest(self, authority: str) -> str:
        return self.pinned(authority)

    def refused(self, authority: str) -> str:
        return self._refused.get(authority, "")

    def keep_refused(self, authority: str, mark: str) -> None:
        self._refused[authority] = mark
