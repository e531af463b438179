"""The configuration, typed. A field's default is the product's default; secrets do not show in repr."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from tui.dialing.number import DialPlan

VENDORS = ("snom", "yealink")
THEMES = ("dark", "light", "contrast")


@dataclass(frozen=True, slots=True)
class EventsConfig:
    """The action-URL server. `advertise` is the address that the phones are told ("" = found out)."""

    host: str = "0.0.0.0"  # noqa: S104 - the phones are on the network, not on this machine
    port: int = 8080
    advertise: str = ""


@dataclass(frozen=True, slots=True)
class PhoneConfig:
    """One desk phone. `host` is host[:port] or http(s)://host[:port]; `identity` is user@host or ""."""

    name: str
    vendor: str
    host: str
    user: str = ""
    password: str = field(default="", repr=False)
    identity: str = ""
    timeout: float = 5.0


@dataclass(frozen=True, slots=True)
class ContactsConfig:
    """`files` are vCard or CSV files, read at start. A relative path is relative to the config file."""

    files: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class AppConfig:
    """`bell`: ring the terminal's bell for an incoming call. `ascii`: plain glyphs."""

    theme: str = "dark"
    bell: bool = True
    ascii: bool = False


@dataclass(frozen=True, slots=True)
class Config:
    """All of it. `lang` "" means the language of the environment. `path` is where it was read from."""

    lang: str = ""
    events: EventsConfig = field(default_factory=EventsConfig)
    dialing: DialPlan = field(default_factory=DialPlan)
    contacts: ContactsConfig = field(default_factory=ContactsConfig)
    app: AppConfig = field(default_factory=AppConfig)
    phones: dict[str, PhoneConfig] = field(default_factory=dict)
    path: Path | None = None
