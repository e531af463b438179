"""What SIP saw: every message that passed the lab's server, and what follows from them for a call."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from tests.lab.watched import Watched

NOTE: Final = "LABSIP"  # the word before a message in Kamailio's log
_FIELDS: Final = 14


@dataclass(frozen=True, slots=True)
class SipMessage:
    """A request, or an answer (`code`). `at` is in epoch seconds, `source` the address it came from.

    `uri_user` is whom the request is for by now, `inside` whether it belongs to a dialog that stands. `flow` is the
    direction of the media: "sendrecv", "sendonly", "recvonly", "inactive", or "" where it says nothing of media.
    """

    at: float
    method: str
    code: int
    call_id: str
    cseq: int
    source: str
    from_user: str
    to_user: str
    uri_user: str
    inside: bool
    flow: str
    refer_to: str
    replaces: str

    @property
    def request(self) -> bool:
        return self.code == 0

    def __str__(self) -> str:
        return f"{self.source} {self.method} {self.code or self.uri_user} {self.flow}".rstrip()


def read(line: str) -> SipMessage | None:
    """A line of Kamailio's log; None where it is about something else."""
    _, found, rest = line.rstrip("\n").partition(f"{NOTE}\t")
    fields = [NOTE, *("" if one in ("<null>", "-") else one for one in rest.split("\t"))]
    if not found or len(fields) != _FIELDS:
        return None
    return SipMessage(
        at=float(fields[1]),
        method=fields[2],
        code=int(fields[3]),
        call_id=fields[4],
        cseq=int(fields[5]),
        source=fields[6],
        from_user=fields[7],
        to_user=fields[8],
        uri_user=fields[9],
        inside=bool(fields[10]),
        flow=fields[11],
        refer_to=fields[12],
        replaces=fields[13],
    )


class Ledger(Watched[SipMessage]):
    """The messages, in the order in which they came to the server."""

    def __init__(self) -> None:
        super().__init__("SIP", str)

    async def request(
        self, method: str, since: int = 0, fits: Callable[[SipMessage], bool] = lambda one: True
    ) -> SipMessage:
        """The first such request from `since` on."""
        return await self.wait(
            lambda one: one.request and one.method == method and fits(one), since, what=method
        )

    async def answer(
        self, method: str, code: int, since: int = 0, fits: Callable[[SipMessage], bool] = lambda one: True
    ) -> SipMessage:
        """The first such answer from `since` on."""
        return await self.wait(
            lambda one: (one.method, one.code) == (method, code) and fits(one), since, what=f"{method} {code}"
        )

    async def reinvite(self, source: str, flow: str, since: int = 0) -> SipMessage:
        """An INVITE inside a call from that address, with that direction of the media."""
        return await self.request(
            "INVITE", since, lambda one: one.inside and one.source == source and one.flow == flow
        )

    def of(self, call_id: str) -> list[SipMessage]:
        """All of one call."""
        return [one for one in self.lines if one.call_id == call_id]

    def talked(self, call_id: str) -> float:
        """Seconds from the first 200 for an INVITE to the first BYE."""
        messages = self.of(call_id)
        begun = next(one.at for one in messages if (one.method, one.code) == ("INVITE", 200))
        over = next(one.at for one in messages if one.method == "BYE" and one.request)
        return over - begun

    def invitations(self, source: str = "", since: int = 0) -> list[SipMessage]:
        """The INVITEs that began a call, each once although it was sent again with the log-in."""
        found: dict[str, SipMessage] = {}
        for one in self.lines[since:]:
            if one.request and one.method == "INVITE" and not one.inside and source in ("", one.source):
                found.setdefault(one.call_id, one)
        return list(found.values())
