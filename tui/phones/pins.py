"""Which certificate a phone showed the first time: desk phones sign their own, so the first one is kept."""

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


class MemoryPins:
    """Pins that last as long as the program."""

    def __init__(self) -> None:
        self._pins: dict[str, str] = {}

    def pinned(self, authority: str) -> str:
        return self._pins.get(authority, "")

    def pin(self, authority: str, fingerprint: str) -> None:
        self._pins.setdefault(authority, fingerprint)

    def latest(self, authority: str) -> str:
        return self.pinned(authority)
