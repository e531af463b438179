"""Makes lines of what it is told: by the server of a phone's requests, by a phone's link of ours."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from io import FileIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tui.calls.events import PhoneEvent
from tui.dialing.number import DialPlan
from tui.phones.decoding import knows
from tui.phones.vendors import vendors
from tui.recording.masker import Masker
from tui.recording.scrubber import Scrubber
from tui.recording.trace import STARRED, TOKEN, About, Command, Ending, Line, Opening, Own, Report
from tui.recording.writer import Ended, TraceWriter

if TYPE_CHECKING:
    from tui.phones.watching import Exchange
    from tui.server.listener import Received

_BODY: Final = 16 * 1024  # bytes of an answer that are kept: enough to see how a page is laid out
_STRANGERS: Final = 200  # requests that lead to no phone of ours; anyone in the network can send more
_STRANGE_LINE: Final = 512  # bytes of such a one
_HEADERS: Final = (
    "server",
    "content-type",
    "location",
    "www-authenticate",
    "connection",
    "transfer-encoding",
    "retry-after",
)
_PICTURES: Final = (b"BM", b"\x89PNG", b"\xff\xd8", b"GIF8")
_ORIGIN: Final = re.compile(rb"\A[A-Za-z]+://[^/?]*")
_TARGET: Final = re.compile(
    rb"(?P<method>[A-Z]{1,20}) +(?P<target>.*?)(?P<version> HTTP/1\.[01]\s*)?", re.DOTALL
)
_NOTED: Final = 1000  # events whose numbers wait for the request that they were


class Recorder:
    """`received` and `exchanged` are what server and links call; they never wait and never raise.

    It is a `tui.phones.watching.Watcher`. `now` is in seconds since the epoch.
    """

    def __init__(
        self,
        path: Path,
        file: FileIO,
        now: Callable[[], float],
        ended: Ended,
        mask: Masker | None = None,
    ) -> None:
        self._now = now
        self._scrubber = Scrubber()
        self._mask = mask
        self._numbers: dict[tuple[str, float, str], list[int]] = {}
        self._about: dict[str, tuple[str, str]] = {}
        self._strangers = 0
        self._lock = threading.Lock()
        self._writer = TraceWriter(path, file, self._render, ended)

    def open(
        self, program: str, plan: DialPlan, phones: Mapping[str, str], thorough: Iterable[str] = ()
    ) -> None:
        """The first line. `phones`: name → maker's word; `thorough`: those with our own action URLs."""
        self._writer.put(Opening(self._now(), program, False, plan, dict(phones), tuple(thorough)))

    def close(self) -> None:
        """The last line; waits a little until all is on the disk."""
        self._writer.put(Ending(self._now()))
        self._writer.close()

    def keep_out(self, *secrets: str) -> None:
        """These words never get into the file. Before any line that could hold them."""
        with self._lock:
            self._scrubber.keep_out(*secrets)

    def received(self, received: Received) -> None:
        """A request to our server, answered."""
        head = received.head
        place = (received.phone, received.at, received.event)
        if not received.phone:
            self._strangers += 1
            if self._strangers > _STRANGERS:
                return
        seqs = self._numbers.get(place, [])
        seq = seqs.pop(0) if seqs and received.status == 200 else 0
        if not seqs:
            self._numbers.pop(place, None)
        self._writer.put(
            Report(
                received.at,
                received.phone,
                received.vendor,
                head.method if not head.refusal else "",
                _harmless(head.line, received.phone, received.event or received.file),
                tuple((name.decode("latin-1"), value) for name, value in head.fields),
                received.peer,
                received.status,
                seq,
            )
        )

    def exchanged(self, exchange: Exchange) -> None:
        """A request of ours, with what came of it."""
        reply = exchange.reply
        headers = {} if reply is None else reply.headers
        body = b"" if reply is None else reply.body
        shown = b"" if _is_picture(headers, body) else body[:_BODY]
        self._writer.put(
            Command(
                self._now() - exchange.seconds,
                exchange.phone,
                exchange.target.encode("ascii", "replace"),
                exchange.login,
                round(exchange.seconds, 4),
                reply.status if reply else 0,
                exchange.fault,
                tuple(
                    (name, headers[name].encode("latin-1", "replace")) for name in _HEADERS if name in headers
                ),
                shown,
                len(body),
            )
        )

    def noted(self, event: PhoneEvent, source: str, name: str) -> None:
        """An event has its number in the journal. One of ours is a line, a phone's belongs to its request."""
        if source == "durchwahl":
            remote = event.remote_raw
            self._writer.put(Own(event.at, event.phone, name, event.call_id, remote, event.target, event.seq))
            return
        if len(self._numbers) >= _NOTED:  # of requests that were never answered
            del self._numbers[next(iter(self._numbers))]
        self._numbers.setdefault((event.phone, event.at, name), []).append(event.seq)

    def about(self, phone: str, vendor: str, model: str, firmware: str) -> None:
        """What is known of a phone by now; a line where that is news."""
        if (model or firmware) and self._about.get(phone) != (model, firmware):
            self._about[phone] = (model, firmware)
            self._writer.put(About(self._now(), phone, vendor, model, firmware))

    def _render(self, line: Line) -> Line:
        line = self._scrubber.scrub(line)
        return line if self._mask is None else self._mask.mask(line)


def _harmless(line: bytes, phone: str, name: str) -> bytes:
    """The request line without the token, whatever form the path has: what is not known is starred."""
    found = _TARGET.fullmatch(line)
    if found is None:  # no request at all, perhaps the beginning of a TLS handshake
        return STARRED if phone else line[:_STRANGE_LINE].translate(_NO_WORDS)
    path, mark, query = _ORIGIN.sub(b"", found["target"], count=1).partition(b"?")
    if phone and name:
        path = b"/" + TOKEN + b"/" + name.encode("latin-1", "replace")
    else:
        path = b"/".join(part if _known(part) else STARRED for part in path.split(b"/"))
        query = query if phone else query[:_STRANGE_LINE]
    return found["method"] + b" " + path + mark + query + (found["version"] or b"")


_NO_WORDS: Final = bytes(ord("*") if byte < 128 and chr(byte).isalnum() else byte for byte in range(256))


def _known(part: bytes) -> bool:
    """Whether a part of a path is a word of the makers'."""
    with suppress(UnicodeDecodeError):
        text = part.decode("ascii")
        return not text or any(knows(vendor, text) for vendor in vendors())
    return False


def _is_picture(headers: Mapping[str, str], body: bytes) -> bool:
    """The phone's screen shows names and numbers that nothing here can mask."""
    kind = headers.get("content-type", "").strip().lower()
    return (
        kind.startswith(("image/", "video/", "audio/")) or body.startswith(_PICTURES) or b"\0" in body[:4096]
    )
