"""Fictional addresses and host names: as long, and of the same sort (private, public, loopback)."""

from __future__ import annotations

import ipaddress
import re
from typing import Final

from tui.recording.draw import Draw, survives
from tui.recording.words import Words

# Last labels that nobody can register (RFC 2606, RFC 6762; "zz" is left free by ISO 3166), by their length.
_LAST: Final = {2: "zz", 3: "lan", 4: "test", 5: "local", 7: "invalid", 8: "internal"}
_KEPT: Final = frozenset({"localhost", "anonymous.invalid"})
_WORD: Final = re.compile(r"[^\W_]+")
_TRIES: Final = 50


class Hosts:
    """The same host the same mask."""

    def __init__(self, draw: Draw, words: Words) -> None:
        self._draw = draw
        self._words = words
        self._masks: dict[str, str] = {}
        self._used: set[str] = set()

    def mask(self, host: str) -> str:
        """For an address or a name without port and brackets; of the same length."""
        lower = host.lower()
        if lower in _KEPT:
            return host
        if lower not in self._masks:
            for attempt in range(_TRIES):
                made = self._made(lower, attempt)
                if made not in self._used and made != lower:
                    break
            self._masks[lower] = made
            self._used.add(made)
        return self._masks[lower]

    def _made(self, host: str, attempt: int) -> str:
        try:
            address = ipaddress.ip_address(host)
        except ValueError:
            return self._name(host, attempt)
        if address.is_loopback or address.is_unspecified:
            return host
        return self._v4(host, attempt) if address.version == 4 else self._v6(host, attempt)

    def _v4(self, host: str, attempt: int) -> str:
        """A private address stays in its block. A public one becomes one that nobody can have: 0.x, 10.x, or
        one of those that were never given out, from 240 on."""
        octets = host.split(".")
        first, second = int(octets[0]), int(octets[1])
        kept = (
            1 if first == 10
            else 2 if (first, second) in ((192, 168), (169, 254)) or (first == 172 and 16 <= second < 32)
            else 0
        )  # fmt: skip
        made = octets[:kept]
        if not kept:
            made = [
                ("0", "10", str(240 + self._draw.number("public", 16, host, attempt)))[len(octets[0]) - 1]
            ]
        for place in range(len(made), 4):
            low, high = ((0, 10), (10, 100), (100, 256))[len(octets[place]) - 1]
            made.append(str(low + self._draw.number("octet", high - low, host, attempt, place)))
        return ".".join(made)

    def _v6(self, host: str, attempt: int) -> str:
        """The kind that stands at its beginning stays where it says that the address is not public."""
        kept = 4 if re.match(r"fe[89ab]|f[cd]", host) else 0
        made = list(host)
        for again in range(_TRIES):
            for at, char in enumerate(host):
                if at >= kept and char not in ":.":
                    pool = "0123456789" if "." in host[max(0, at - 4) :] else "123456789abcdef"
                    made[at] = pool[self._draw.number("group", len(pool), host, attempt, again, at)]
            if not survives(host[kept:], "".join(made)[kept:]):
                break
        return "".join(made)

    def _name(self, host: str, attempt: int) -> str:
        """Word by word; the last label is one that is not in the world's DNS."""
        labels = host.split(".")
        made = [_WORD.sub(lambda word: self._words.mask(word[0]), label) for label in labels]
        last = labels[-1]
        if len(labels) > 1 and last.isalpha() and last.isascii():
            made[-1] = _LAST.get(len(last), "x" * len(last))
        return ".".join(made)
