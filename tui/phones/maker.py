"""A maker of phones: all that the rest of the program needs to know of it, found in one place."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from tui.calls.events import EventKind, PhoneEvent, RawEvent
from tui.config.model import PhoneConfig
from tui.phones.driver import PhoneDriver
from tui.phones.pins import Pins


@dataclass(frozen=True, slots=True)
class ActionUrl:
    """`event` is the last segment of our path, `setting` the phone's name for the place of this URL."""

    event: str
    setting: str
    url: str


@dataclass(frozen=True, slots=True)
class Greeting:
    """What a web server says to someone without a login. `headers` in lower case, `text` the page's start."""

    status: int
    headers: Mapping[str, str]
    text: str


@dataclass(frozen=True, slots=True)
class Fetching:
    """How a maker's phones fetch their configuration from a server.

    `asks` says of a file's name whether they would ask for it: the MAC address of the phone whose own file
    it is (12 hexadecimal digits in lower case), "" for a file of many phones or a list of files, None for
    anything else. `menu` leads through the phone's web pages to the field for the server's address.
    `comment` begins a line that the phone passes over.
    """

    asks: Callable[[str], str | None]
    menu: str
    comment: str


@dataclass(frozen=True, slots=True)
class Maker:
    """One maker. A file of `tui.phones.makers` has one of these under the name MAKER.

    `vendor` is its word in the configuration, the same as the file's name; `title` its name for people.
    `prefixes` are the MAC prefixes that IEEE gave it, 6 hexadecimal digits in lower case.
    `kinds` maps its events, as named in `action_urls`, to ours; `decode` reads a report (with the journal's
    number and the kind). `action_urls` makes the URLs below a base `http://host:port/<token>`; `as_file`
    writes them as a provisioning file in the format `file_format`. `recognise` tells the model ("" if that
    cannot be seen) from an answer without login, None if it is not this maker's. `make` makes the driver.
    `silent_reject`: its phones send no event after a reject. `fetching`: how they fetch their configuration
    from a server of ours, None where that is not how URLs get into them.
    """

    vendor: str
    title: str
    prefixes: frozenset[str]
    kinds: Mapping[str, EventKind]
    decode: Callable[[RawEvent, int, EventKind], PhoneEvent]
    action_urls: Callable[[str], list[ActionUrl]]
    file_format: str
    as_file: Callable[[Sequence[ActionUrl]], str]
    recognise: Callable[[Greeting], str | None]
    make: Callable[[PhoneConfig, Pins], PhoneDriver]
    silent_reject: bool = False
    fetching: Fetching | None = None
