"""What every phone can be told, whoever made it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Order(StrEnum):
    """What is done to a call. The values are the words of `durchwahl call`."""

    ANSWER = "answer"
    REJECT = "reject"
    HANGUP = "hangup"
    HOLD = "hold"
    RESUME = "resume"


@dataclass(frozen=True, slots=True)
class Probe:
    """What a phone says of itself when asked. `cause` and `text` are empty when all is well.

    `cause` is one of: "password", "locked", "forbidden", "unreachable", "wrong-scheme", "hidden-tags",
    "no-remote-control", "not-a-phone", "timeout"; `text` says it in a sentence with its remedy.
    """

    ok: bool
    model: str = ""
    firmware: str = ""
    mac: str = ""
    cause: str = ""
    text: str = ""


class PhoneDriver(Protocol):
    """Drives one phone over HTTP, one request at a time.

    A method returns when the phone has accepted the request, which says nothing of its effect: that
    comes as the phone's event. It raises `PhoneError` when the phone refused or was not reached.
    After a refused password no further request is sent until `forgive()`: phones lock themselves.
    """

    @property
    def name(self) -> str: ...
    @property
    def vendor(self) -> str: ...

    def dial_request(self, number: str) -> str:
        """The request that `dial` would send, for people: "GET http://…", without credentials."""
        ...

    async def dial(self, number: str, identity: str = "") -> None:
        """`number` as dialled: digits, "*", "#", perhaps a leading "+". `identity` is user@host."""
        ...

    async def order(self, order: Order, call_id: str = "") -> None:
        """Does `order` to the call with the phone's own id `call_id`, or to the selected one.

        Hold and resume are toggles on some phones: the caller sends them only in the fitting state.
        """
        ...

    async def probe(self) -> Probe:
        """Asks the phone for its model and tries the password once. Never raises `PhoneError`."""
        ...

    def forgive(self) -> None:
        """The user changed the credentials or asked for another try."""
        ...

    async def aclose(self) -> None: ...
