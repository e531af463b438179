"""The configuration, typed. A field's default is the product's default; secrets do not show in repr."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from tui.config.source_model import SourceConfig
from tui.dialing.number import DialPlan

THEMES = ("dark", "light", "contrast")
ACTION_URLS = ("ours", "provider")
PRIVATE_CALLS = ("shorten", "never")
LINK_DIALS = ("ask", "always")
PAGE_OPENS = ("key", "ringing")


@dataclass(frozen=True, slots=True)
class EventsConfig:
    """The action-URL server. `advertise` is the address that the phones are told ("" = found out).

    Without `receive` there is no server: phones are driven, and what they do is not heard of.
    """

    host: str = "0.0.0.0"  # noqa: S104 - the phones are on the network, not on this machine
    port: int = 8080
    advertise: str = ""
    receive: bool = True


@dataclass(frozen=True, slots=True)
class PhoneConfig:
    """One desk phone. `host` is host[:port] or http(s)://host[:port]; `identity` is user@host or "".

    `action_urls`: "ours" may be written into the phone; with "provider" they are in it already, and
    nothing is ever written.
    """

    name: str
    vendor: str
    host: str
    user: str = ""
    password: str = field(default="", repr=False)
    identity: str = ""
    timeout: float = 5.0
    action_urls: str = "ours"


@dataclass(frozen=True, slots=True)
class CodesConfig:
    """The PBX's feature codes, as NetCologne's Cloud PBX has them; "" where a PBX has none.

    `{target}` is the number as one dials it, outside prefix included; `{slot}` a place to park a call;
    `{seconds}` how long it rings before the forward.
    """

    park: str = "*97*{slot}"
    retrieve: str = "*98*{slot}"
    pickup: str = "*99*{target}"
    always: str = "*72*{target}"
    always_off: str = "#72"
    busy: str = "*90*{target}"
    busy_off: str = "#90"
    no_answer: str = "*92*{seconds}*{target}"
    no_answer_off: str = "#92"
    not_registered: str = "*93*{target}"
    not_registered_off: str = "#93"
    forwards_off: str = "#96"
    voicemail: str = "2000"


@dataclass(frozen=True, slots=True)
class ContactsConfig:
    """`files` are vCard or CSV files, read at start. A relative path is relative to the config file.

    `url` is a page about a caller, with `{e164}`, `{number}`, `{name}` and `{company}` in it; `open` says
    whether a key opens it, or every incoming call.
    """

    files: tuple[Path, ...] = ()
    url: str = ""
    open: str = "key"


@dataclass(frozen=True, slots=True)
class JournalConfig:
    """What the journal keeps, and for how many days: calls with others, inside the company, and with a note.

    Calls with a number in `private` are shown and kept shortened, or with `private_calls` "never" not written
    down at all. `templates` are notes by name, beside the built-in ones.
    """

    keep_days: int = 90
    keep_internal_days: int = 90
    keep_noted_days: int = 730
    private: tuple[str, ...] = ()
    private_calls: str = "shorten"
    templates: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class AppConfig:
    """`bell`: ring the terminal's bell for an incoming call. `ascii`: plain glyphs."""

    theme: str = "dark"
    bell: bool = True
    ascii: bool = False


@dataclass(frozen=True, slots=True)
class LinksConfig:
    """What a tel:, callto: or sip: link may do. "ask": it offers its number, and somebody here dials it."""

    dial: str = "ask"


@dataclass(frozen=True, slots=True)
class HotkeyConfig:
    """The key that dials the marked text."""

    key: str = "Pause"


@dataclass(frozen=True, slots=True)
class Config:
    """All of it. `lang` "" means the language of the environment. `path` is where it was read from."""

    lang: str = ""
    events: EventsConfig = field(default_factory=EventsConfig)
    dialing: DialPlan = field(default_factory=DialPlan)
    codes: CodesConfig = field(default_factory=CodesConfig)
    contacts: ContactsConfig = field(default_factory=ContactsConfig)
    journal: JournalConfig = field(default_factory=JournalConfig)
    app: AppConfig = field(default_factory=AppConfig)
    links: LinksConfig = field(default_factory=LinksConfig)
    hotkey: HotkeyConfig = field(default_factory=HotkeyConfig)
    phones: dict[str, PhoneConfig] = field(default_factory=dict)
    sources: dict[str, SourceConfig] = field(default_factory=dict)
    path: Path | None = None
