"""The head of a request, read as phones write it. No I/O: bytes in, heads out.

Phones put display names into the request line as they are: blanks, quotes, "<", UTF-8 or Latin-1. An
ordinary HTTP parser refuses such a line. Here the target is whatever stands between the method and the
last " HTTP/1.x" of the line, and it is kept byte for byte: nothing is encoded, so a "%" of the phone's
cannot be mistaken for one of ours.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from tui.server.traffic import Limits
from tui.untrusted import clean, decode

_VERSION: Final = re.compile(rb"HTTP/1\.([01])[ \t]*\r?")
_METHOD: Final = re.compile(rb"[A-Z][A-Z-]{1,19}")
# What of a head tells how a phone's firmware writes one; what could hold a login or a cookie is not kept.
_KEPT: Final = frozenset(
    {
        b"host",
        b"user-agent",
        b"connection",
        b"accept",
        b"accept-encoding",
        b"accept-language",
        b"content-type",
        b"content-length",
        b"transfer-encoding",
    }
)
# How much of a head that is refused for its size is read away, so that the answer reaches the other side.
_READ_AWAY: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Head:
    """One request. `refusal` is the status it is refused with, 0 if there is nothing wrong with it.

    `agent` is the User-Agent, cleaned; `old` an HTTP/1.0 client, which must be told of keep-alive. `line` is
    the request line as it came, as much of it as is taken, and `fields` those headers, names in lower case,
    that say something about the firmware.
    """

    method: str = "GET"
    target: bytes = b""
    keep_alive: bool = False
    old: bool = False
    agent: str = ""
    refusal: int = 0
    line: bytes = field(default=b"", compare=False)
    fields: tuple[tuple[bytes, bytes], ...] = field(default=(), compare=False)


class Reader:
    """Takes bytes in pieces of any size and gives heads, one at a time. It stops at the first refusal."""

    __slots__ = (
        "_agent",
        "_buffer",
        "_connection",
        "_fields",
        "_kept",
        "_limits",
        "_line",
        "_scanned",
        "_size",
        "_status",
        "used",
    )

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._buffer = bytearray()
        self._scanned = 0  # up to here the buffer holds no line end
        self._status = 0
        self.used = False  # whether a head has been complete
        self._reset()

    def _reset(self) -> None:
        self._line: bytes | None = None
        self._size = 0
        self._fields = 0
        self._connection = b""
        self._agent = b""
        self._kept: list[tuple[bytes, bytes]] = []

    @property
    def partial(self) -> bool:
        """Whether a head has begun and is not complete."""
        return self._size > 0 or bool(self._buffer)

    def feed(self, data: bytes) -> None:
        self._buffer += data

    def next(self) -> Head | None:
        """The next complete head, or None until more bytes have come."""
        while True:
            end = self._buffer.find(b"\n", self._scanned)
            if end < 0:
                return self._unfinished()
            line = bytes(self._buffer[: end - 1 if end and self._buffer[end - 1] == 13 else end])
            del self._buffer[: end + 1]
            self._scanned = 0
            self._size += end + 1
            if line:
                self._take(line)
            elif self._line is not None:
                return self._complete()
            # else: empty lines before a request mean nothing (RFC 9112, 2.2)

    def _take(self, line: bytes) -> None:
        if self._line is None:
            self._line = line
            if len(line) > self._limits.request_line:
                self._refuse(414)
            return
        self._fields += 1
        if self._fields > self._limits.header_fields or self._size > self._longest:
            self._refuse(431)
            return
        name, _, value = line.partition(b":")
        self._field(name.strip().lower(), value.strip())

    @property
    def _longest(self) -> int:
        return (self._limits.request_line if self._line is None else len(self._line)) + self._limits.header

    def _field(self, name: bytes, value: bytes) -> None:
        if name in _KEPT:
            self._kept.append((name, value))
        if name == b"content-length":
            if value.strip(b"0"):
                self._refuse(413 if value.isdigit() else 400)
        elif name == b"transfer-encoding":
            self._refuse(413)
        elif name == b"connection":
            self._connection += b"," + value.lower()
        elif name == b"user-agent":
            self._agent = value

    def _refuse(self, status: int) -> None:
        self._status = self._status or status

    def _unfinished(self) -> Head | None:
        held = len(self._buffer)
        self._scanned = held
        if self._line is None and held > self._limits.request_line:
            self._line = b""
            self._refuse(414)
        elif self._size + held > self._longest:
            self._refuse(431)
        if self._status and held > 2:
            # Two bytes are enough to know later that this line was not the empty one.
            self._size += held - 2
            self._buffer[:] = b"--"
            self._scanned = 2
        if self._status and self._size > _READ_AWAY:
            return self._complete()
        return None

    def _complete(self) -> Head:
        line, connection, agent = self._line or b"", self._connection, self._agent
        fields = tuple(self._kept)
        self._reset()
        self.used = True
        if self._status:
            return Head(refusal=self._status, line=line[: self._limits.request_line], fields=fields)
        head = parse_line(line)
        options = {option.strip() for option in connection.split(b",")}
        return Head(
            method=head.method,
            target=head.target,
            keep_alive=b"keep-alive" in options if head.old else b"close" not in options,
            old=head.old,
            agent=clean(decode(agent), 128),
            refusal=head.refusal,
            line=line,
            fields=fields,
        )


def parse_line(line: bytes) -> Head:
    """The request line, with refusal 400 where it is none and 405 for other methods than GET and HEAD."""
    method, _, rest = line.partition(b" ")
    target, mark, _ = rest.rpartition(b" HTTP/")
    version = _VERSION.fullmatch(rest, len(target) + 1)
    target = target.lstrip(b" ")
    if not mark or version is None or not target or not _METHOD.fullmatch(method):
        return Head(refusal=400)
    if method not in (b"GET", b"HEAD"):
        return Head(refusal=405)
    return Head(method=method.decode(), target=target, old=version[1] == b"0")
