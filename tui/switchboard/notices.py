"""What the switchboard publishes to whoever looks on: the app, the stream, the command line."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from tui.calls.events import PhoneEvent
from tui.calls.states import CallChange, PhoneState
from tui.journal.record import CallRecord

if TYPE_CHECKING:
    from tui.sources.source import SourceState


class Service(StrEnum):
    """What is started after the first frame, in this order."""

    JOURNAL = "journal"
    EVENTS = "events"
    CONTACTS = "contacts"


class ServiceState(StrEnum):
    """Whether a service can be used."""

    STARTING = "starting"
    READY = "ready"
    FAILED = "failed"
    OFF = "off"  # not wanted


@dataclass(frozen=True, slots=True)
class PhoneStatus:
    """A configured phone: what it said by events, and what it answered when it was asked.

    `reachable` is None until it was asked. `problem` is the sentence that says why it does not obey, `cause`
    its word from `tui.phones.driver.CAUSES`. `retry_at` is when it is asked again by itself (epoch seconds;
    None: not while all is well, and not before the user wants it). `certificate` is the SHA-256 fingerprint
    that is expected of it, "" where it has shown none.
    """

    name: str
    vendor: str
    state: PhoneState
    model: str = ""
    firmware: str = ""
    reachable: bool | None = None
    problem: str = ""
    mac: str = ""
    cause: str = ""
    retry_at: float | None = None
    certificate: str = ""


@dataclass(frozen=True, slots=True)
class EventNotice:
    """An event is in the journal and understood."""

    event: PhoneEvent
    source: str
    raw_name: str


@dataclass(frozen=True, slots=True)
class CallNotice:
    """A call was opened, changed or ended; `record` says who it is with."""

    record: CallRecord
    change: CallChange


@dataclass(frozen=True, slots=True)
class PhoneNotice:
    """More is known of a configured phone, or something else."""

    status: PhoneStatus


@dataclass(frozen=True, slots=True)
class ServiceNotice:
    """A service came up or did not. `detail` is its address or size, or the reason in a sentence."""

    service: Service
    state: ServiceState
    detail: str = ""


@dataclass(frozen=True, slots=True)
class ContactsNotice:
    """The phone book was loaded anew: whoever shows names may look them up again."""

    size: int
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceNotice:
    """A live contact source is in another state."""

    state: SourceState


@dataclass(frozen=True, slots=True)
class WarningNotice:
    """Something that the user should know, in a sentence."""

    text: str


@dataclass(frozen=True, slots=True)
class ConsentNotice:
    """A command waits for somebody to press OK on the phone (`waiting`), or does not any more.

    `text` says what to do. `cause` is "consent" where the phone asks for certain, "allow-list" where it may
    also be that this computer is not in its list.
    """

    phone: str
    text: str
    waiting: bool
    cause: str = "consent"


@dataclass(frozen=True, slots=True)
class GreetedNotice:
    """Somebody has opened the test URL `url` of the event server, from the address `peer`."""

    url: str
    peer: str
    at: float
    agent: str = ""


Notice = (
    WarningNotice
    | EventNotice
    | CallNotice
    | PhoneNotice
    | ServiceNotice
    | ContactsNotice
    | SourceNotice
    | ConsentNotice
    | GreetedNotice
)
