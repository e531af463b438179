"""The live contact sources of the configuration: `[source.NAME]`, one class for each kind."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class CardDavConfig:
    """An address book of a CardDAV server; fetched every `refresh` minutes.

    `url` may be the server, the user's principal or one address book. `certificate` is the SHA-256
    fingerprint of a certificate that no authority vouches for.
    """

    name: str
    url: str
    user: str = ""
    password: str = field(default="", repr=False)
    certificate: str = ""
    timeout: float = 30.0
    refresh: int = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class LdapConfig:
    """A directory. With a spelling of the number in `filter` it is asked for each number, else fetched whole.

    `user` is the name to bind as (a DN; Active Directory takes user@domain too). `ca` is a file of
    certificates that vouch for the server.
    """

    name: str
    url: str
    base: str
    user: str = ""
    password: str = field(default="", repr=False)
    filter: str = "(|(telephoneNumber=*)(mobile=*)(homePhone=*))"
    starttls: bool = True
    ca: str = ""
    timeout: float = 5.0
    refresh: int = 60
    cache: int = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class SqlConfig:
    """A database, read by one query whose columns are named like a contact's fields.

    With a parameter such as `:e164` in it, it is asked for each number, else fetched whole.
    """

    name: str
    url: str
    query: str
    user: str = ""
    password: str = field(default="", repr=False)
    timeout: float = 5.0
    refresh: int = 60
    cache: int = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class HttpConfig:
    """An address that answers with JSON. `items` leads to the list in it; `fields` to a contact's fields.

    With a `user` the password goes by HTTP Basic, without one as a bearer token.
    """

    name: str
    url: str
    user: str = ""
    password: str = field(default="", repr=False)
    items: str = ""
    fields: tuple[tuple[str, str], ...] = ()
    certificate: str = ""
    timeout: float = 5.0
    cache: int = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandConfig:
    """A program that prints a line for each contact: its fields in the order of `columns`, parted by tabs."""

    name: str
    command: tuple[str, ...]
    columns: tuple[str, ...] = ("name", "company", "phone", "email", "note")
    timeout: float = 5.0
    cache: int = 60


SourceConfig = CardDavConfig | LdapConfig | SqlConfig | HttpConfig | CommandConfig

KINDS: dict[str, type[SourceConfig]] = {
    "carddav": CardDavConfig,
    "ldap": LdapConfig,
    "sql": SqlConfig,
    "http": HttpConfig,
    "command": CommandConfig,
}


def kind_of(source: SourceConfig) -> str:
    """The word of the configuration for the kind of `source`."""
    return next(kind for kind, made in KINDS.items() if isinstance(source, made))
