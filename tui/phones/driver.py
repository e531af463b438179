"""What every phone can be told and asked, whoever made it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from tui.calls.facts import UNTOLD, PhoneFacts


class Order(StrEnum):
    """What is done to a call. The values are the words of `durchwahl call`."""

    ANSWER = "answer"
    REJECT = "reject"
    HANGUP = "hangup"
    HOLD = "hold"
    RESUME = "resume"
    SWAP = "swap"  # between the running call and the held one
    MUTE = "mute"
    UNMUTE = "unmute"
    TRANSFER = "transfer"  # blind, to `argument`
    CONSULT = "consult"  # attended: `argument` is called while the call waits
    COMPLETE = "complete"  # … and gets the call
    RETURN = "return"  # … or not: the consultation is dropped
    DEFLECT = "deflect"  # a ringing call, to `argument`, unanswered
    CONFERENCE = "conference"  # the running call and the held one
    DTMF = "dtmf"  # `argument`: 0-9 * #
    LOUDER = "louder"
    QUIETER = "quieter"
    REDIAL = "redial"  # the phone's own list


class Feature(StrEnum):
    """What is switched on and off in the phone or in the PBX."""

    DND = "dnd"
    ALWAYS = "always"
    BUSY = "busy"
    NO_ANSWER = "no-answer"
    NOT_REGISTERED = "not-registered"


class Ability(StrEnum):
    """What else a phone may or may not be able to do."""

    DIAL = "dial"
    PICTURE = "picture"  # of its screen
    SETTINGS = "settings"  # can be read
    CONFIGURE = "configure"  # settings can be written
    PROVISION = "provision"  # fetches its configuration when told to


@dataclass(frozen=True, slots=True)
class Wish:
    """A feature as the user wants it. `target` as dialled; `seconds` for NO_ANSWER (0: the phone's own)."""

    feature: Feature
    on: bool
    target: str = ""
    seconds: int = 0


@dataclass(frozen=True, slots=True)
class Step:
    """One request: path and query. `pause` is the seconds that the phone needs before the next one."""

    target: str
    pause: float = 0.0


def always() -> bool:
    """Nothing can make it wrong."""
    return True


@dataclass(frozen=True, slots=True)
class Way:
    """One way to do something. Its `name` is remembered and told: "ASW:{id}", never with the id itself.

    `selected`: it acts on the call that the phone has selected, not on one that it names.
    `toggles`: done twice it undoes itself, so it is never tried after another that may have worked.
    `still`: asked once the phone's turn has come, as it may have had other things to do for seconds, in
    which calls end and begin. Where it says no, nothing is sent.
    """

    name: str
    steps: tuple[Step, ...]
    selected: bool = True
    toggles: bool = False
    still: Callable[[], bool] = always


@dataclass(frozen=True, slots=True)
class Probe:
    """What a phone says of itself when asked. `cause` and `text` are empty when all is well.

    `cause` is one of CAUSES; `text` says it in a sentence with its remedy. `wait` is for how many seconds a
    locked phone stays locked at least, where that is known. `certificate` is the SHA-256 fingerprint of the
    one that is trusted, "" by plain http (`tui.phones.probing.examine` fills it in).
    """

    ok: bool
    model: str = ""
    firmware: str = ""
    mac: str = ""
    cause: str = ""
    text: str = ""
    facts: PhoneFacts = UNTOLD
    wait: float | None = None
    certificate: str = ""


# Why a phone does not obey. `durchwahl phone test` prints OK or exactly one of them with its remedy.
CAUSES = (
    "password",  # user name or password refused, or missing
    "locked",  # the phone locked itself after wrong passwords
    "consent",  # the phone asks its user whether remote control is allowed
    "allow-list",  # this computer is not in the phone's list, or the list is empty
    "hidden-tags",  # Snom: use_hidden_tags or restrict_uri_queries is on
    "no-remote-control",  # the model or firmware cannot
    "wrong-scheme",  # http for https or the reverse
    "wrong-port",  # the web server is at another port
    "web-off",  # the device is there, its web interface is not
    "certificate",  # another one than was seen before
    "not-a-phone",  # something else answers
    "timeout",
    "unreachable",
    "busy",  # too many commands wait for it (only for a command)
    "closed",  # the program is ending (only for a command)
    "late",  # the calls changed before its turn came (only for a command)
)


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

    async def dial(self, number: str, identity: str = "", *, urgent: bool = False) -> None:
        """`number` as dialled: digits, "*", "#", perhaps a leading "+". `identity` is user@host.

        `urgent`, for an emergency: before all other commands that wait."""
        ...

    def ways(self, order: Order, call_id: str = "", argument: str = "") -> tuple[Way, ...]:
        """The ways to do `order` to the call with the phone's own id `call_id` or to the selected one, the
        best first, each a real alternative; none where this phone cannot (`lacks` says why).

        Raises `UsageError` for an `argument` that cannot be sent. Ways that would need an id that is
        missing or cannot be one are left out.
        """
        ...

    def wishes(self, wish: Wish) -> tuple[Way, ...]:
        """The ways to switch a feature in the phone itself, the best first; none where it cannot."""
        ...

    def lacks(self, what: Order | Feature | Ability) -> str:
        """The key of the text (with `{phone}`) that says why the phone cannot; "" if it can.

        What depends on the model is known once `probe` has found the model.
        """
        ...

    async def go(self, way: Way) -> None:
        """Sends the steps in turn with their pauses; nothing else is sent to the phone in between. Nothing is
        sent, and `PhoneError` raised, where it is too late (`Way.still`)."""
        ...

    async def probe(self) -> Probe:
        """Asks the phone for all it says of itself and tries the password once. Never raises `PhoneError`."""
        ...

    async def settings(self, names: Collection[str]) -> dict[str, str]:
        """The phone's settings of these names, as far as it has them."""
        ...

    async def configure(self, values: Mapping[str, str]) -> None:
        """Writes settings so that they survive a restart. Accepted is not written: read them back."""
        ...

    async def provision(self) -> None:
        """Tells the phone to fetch its configuration now."""
        ...

    async def picture(self) -> bytes:
        """The phone's screen, a BMP or JPEG file as the phone made it: hostile until decoded."""
        ...

    def forgive(self) -> None:
        """The user changed the credentials or asked for another try."""
        ...

    async def aclose(self) -> None: ...
