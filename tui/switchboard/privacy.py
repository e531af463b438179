"""Calls with numbers that the user calls private: kept shortened, or not written down at all."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

from tui.calls.events import RawEvent
from tui.phones.decoding import decode
from tui.phones.decoding.query import split
from tui.switchboard.keeping import UNKEPT

if TYPE_CHECKING:
    from tui.calls.events import PhoneEvent
    from tui.config.model import JournalConfig
    from tui.switchboard.callers import Callers

_SHORTENED: Final = 3  # digits at the end of a number that are not written down
_OPEN_MAX: Final = 100  # calls that are remembered by the phone's own name for them


class Privacy:
    """What of a report is written down.

    A report without a number belongs to the private call whose name the phone gives.
    """

    def __init__(self, config: JournalConfig, callers: Callers) -> None:
        self._config = config
        self._callers = callers
        self._calls: dict[tuple[str, str], None] = {}
        self._next = UNKEPT

    @cached_property
    def _private(self) -> frozenset[str]:
        return frozenset(key for text in self._config.private if (key := self._callers.typed(text).key))

    def kept(self, raw: RawEvent) -> RawEvent | None:
        """The report as it is written down; None: not at all."""
        if not self._config.private:
            return raw
        event = decode(raw, 0)
        if event is None or not self._is_private(event):
            return raw
        return None if self._config.private_calls == "never" else shortened(raw, event)

    def number(self) -> int:
        """A number for a report that is not written down."""
        self._next += 1
        return self._next

    def _is_private(self, event: PhoneEvent) -> bool:
        name = (event.phone, event.call_id)
        if any(self._means(text) for text in (event.remote, event.target) if text):
            if event.call_id:
                self._calls[name] = None
                if len(self._calls) > _OPEN_MAX:
                    del self._calls[next(iter(self._calls))]
            return True
        return not event.remote and bool(event.call_id) and name in self._calls

    def _means(self, text: str) -> bool:
        from tui.dialing.reading import read_dialled, read_remote

        plan = self._callers.plan
        return any(read(text, plan).key in self._private for read in (read_remote, read_dialled))


def shortened(raw: RawEvent, event: PhoneEvent) -> RawEvent:
    """The report without the end of the number and without the name."""
    query = raw.query
    name = split(query).get("name", b"")
    if name:
        query = query.replace(name, b"")
    for text in (event.remote, event.target):
        digits = re.sub(r"\D", "", text)
        if not digits:
            continue
        kept = max(1, len(digits) - _SHORTENED)
        spelt = rb"(?:%20|[ ()/.\-])*".join(digit.encode() for digit in digits)
        short = (digits[:kept] + "x" * (len(digits) - kept)).encode()
        query = re.sub(rb"(?<!\d)" + spelt + rb"(?!\d)", short, query)
    return replace(raw, query=query)
