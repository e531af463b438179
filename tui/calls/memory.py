"""The calls that have ended lately: an event that comes late still finds its call."""

from __future__ import annotations

from itertools import islice

from tui.calls.states import Call

_SIZE = 500  # calls that are remembered at the most
_RECENT = 50  # and of them, those that are looked at one by one


class Memory:
    """Ended calls by their ids, the last one at the end. A correction keeps its call's place."""

    def __init__(self) -> None:
        self._calls: dict[int, Call] = {}
        self._ids: dict[tuple[str, str], int] = {}  # (phone, the phone's own id) → the newest such call

    def put(self, call: Call) -> None:
        """Remembers an ended call, or its correction."""
        self._calls[call.id] = call
        if call.call_id:
            self._ids[call.phone, call.call_id] = call.id
        if len(self._calls) > _SIZE:
            self._drop(next(iter(self._calls)))

    def named(self, phone: str, call_id: str) -> Call | None:
        """The newest call that the phone called so."""
        return self._calls.get(self._ids.get((phone, call_id), -1))

    def recent(self, phone: str | None = None) -> list[Call]:
        """The last ones, the newest first; of one phone, or of all."""
        calls = islice(reversed(self._calls.values()), _RECENT)
        return [call for call in calls if phone is None or call.phone == phone]

    def oldest(self) -> Call | None:
        return next(iter(self._calls.values()), None)

    def forget_oldest(self) -> None:
        self._drop(next(iter(self._calls)))

    def forget_phone(self, phone: str) -> None:
        """The phone was started anew, and with it its numbering of calls."""
        for call in [call for call in self._calls.values() if call.phone == phone]:
            self._drop(call.id)

    def _drop(self, id: int) -> None:
        call = self._calls.pop(id)
        if self._ids.get((call.phone, call.call_id)) == id:
            del self._ids[call.phone, call.call_id]
