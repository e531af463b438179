"""A directory by LDAP (Active Directory, Domino, OpenLDAP), by way of bonsai (extra `ldap`).

Referrals are not followed: they lead to servers that nobody configured, and would be given the login.
"""

from __future__ import annotations

import re
import socket
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from typing import Any, Final
from urllib.parse import urlsplit

from tui.config.source_checks import LOOSE, SPELLINGS, template
from tui.config.source_model import LdapConfig
from tui.contacts.formats.ldif_contact import SKIPPED, contact_from, is_group, is_person
from tui.contacts.formats.reader import ParsedContact
from tui.contacts.model import Contact
from tui.dialing.number import DialPlan, Number
from tui.sources.bench import Bench
from tui.sources.errors import SourceError
from tui.sources.rows import having
from tui.sources.source import MOST_ANSWERS, MOST_CONTACTS
from tui.sources.spellings import spellings
from tui.untrusted import clean

_WHOLE: Final = 12  # times the time-out for a tree that is fetched whole
_PAGE: Final = 500
_PORTS: Final = {"ldap": 389, "ldaps": 636}
_VALUES: Final = 50  # of one attribute
_LONG: Final = 4000  # bytes of a value
_NOTHING: Final = "\\00"  # escaped NUL: what no number has in it
_ATTRIBUTES: Final = [
    "objectClass",
    "cn",
    "displayName",
    "givenName",
    "sn",
    "o",
    "company",
    "title",
    "department",
    "ou",
    "telephoneNumber",
    "otherTelephone",
    "mobile",
    "otherMobile",
    "homePhone",
    "otherHomePhone",
    "ipPhone",
    "pager",
    "facsimileTelephoneNumber",
    "mail",
    "street",
    "streetAddress",
    "postalCode",
    "l",
    "co",
    "c",
    "postalAddress",
    "description",
    "info",
    "wWWHomePage",
    "labeledURI",
    "entryUUID",
    "objectGUID",
]
_BRACES = re.compile(r"\{(\w+)\}")


def asks_directory(config: LdapConfig) -> bool:
    """Whether the filter is one for each number."""
    return bool(template(config.filter, (*SPELLINGS, LOOSE)))


class AskedLdap:
    """One search for each number."""

    def __init__(self, config: LdapConfig, plan: DialPlan) -> None:
        """Raises `SourceError` where bonsai is not installed."""
        self.name = config.name
        self.timeout = config.timeout
        self.cache = config.cache * 60.0
        self._filter = config.filter
        self._plan = plan
        self._directory = _Directory(config)
        self._bench = Bench(config.name)

    async def aclose(self) -> None:
        """Nothing is kept open."""

    async def look_up(self, number: Number) -> Sequence[Contact]:
        """The contacts of the entries that the filter finds."""
        wanted = filled_filter(self._filter, spellings(number, self._plan))
        if not wanted:
            return ()
        found = await self._bench.run(lambda: self._directory.records(wanted, MOST_ANSWERS), self.timeout)
        return [having(record.contact, number, self._plan) for record in found]


class SyncedLdap:
    """Everybody below the base, page by page."""

    def __init__(self, config: LdapConfig) -> None:
        """Raises `SourceError` where bonsai is not installed."""
        self.name = config.name
        self.timeout = config.timeout * _WHOLE
        self.refresh = config.refresh * 60.0
        self._filter = config.filter
        self._directory = _Directory(config)
        self._bench = Bench(config.name)

    async def aclose(self) -> None:
        """Nothing is kept open."""

    async def fetch(self) -> AsyncIterator[ParsedContact]:
        """Every person's entry, known by what the directory calls it."""
        records = await self._bench.run(
            lambda: self._directory.records(self._filter, MOST_CONTACTS + 1), self.timeout
        )
        for record in records:
            yield record


def filled_filter(text: str, spelt: Mapping[str, str]) -> str:
    """The filter with the number in it, "" where it has none of the spellings. They are digits and perhaps a
    plus, nothing of which means anything in a filter (RFC 4515); one that is missing equals nothing."""
    values = {name: spelt[name] or _NOTHING for name in SPELLINGS}
    loose = spelt["national"].lstrip("0") or spelt["extension"]
    values[LOOSE] = "*".join(loose) if loose else _NOTHING
    used = [values[name] for name in template(text, (*SPELLINGS, LOOSE))]
    if all(value == _NOTHING for value in used):
        return ""
    return _BRACES.sub(lambda found: values[found[1]], text)


class _Entry:
    """An entry as the reader of LDIF files sees one."""

    def __init__(self, attributes: Mapping[str, Sequence[Any]]) -> None:
        self._attributes = {name.lower(): values for name, values in attributes.items()}

    def texts(self, *names: str) -> Iterator[str]:
        """The values of the attributes `names`."""
        for name in names:
            values = self._attributes.get(name, ()) if name not in SKIPPED else ()
            for value in list(values)[:_VALUES]:
                if isinstance(value, bytes):
                    yield value[:_LONG].decode("utf-8", "replace")
                else:
                    yield str(value)[:_LONG]

    def text(self, *names: str, limit: int = 256) -> str:
        """The first value that says anything, on one line."""
        found = (clean(value, limit) for value in self.texts(*names))
        return next(filter(None, found), "")

    def raw(self, name: str) -> bytes:
        """The first value as it came, b"" for none."""
        value = next(iter(self._attributes.get(name, ())), b"")
        return value if isinstance(value, bytes) else str(value).encode()


class _Directory:
    """The server. Its methods block."""

    def __init__(self, config: LdapConfig) -> None:
        try:
            import bonsai
        except ImportError:
            raise SourceError(
                "source_needs_extra", cause="missing", source=config.name, extra="ldap"
            ) from None
        self._config = config
        self._bonsai: Any = bonsai

    def records(self, wanted: str, limit: int) -> list[ParsedContact]:
        """The people whom the filter finds, at most so many."""
        failure: SourceError
        try:
            with self._client().connect(timeout=self._config.timeout) as connection:
                return self._found(connection, wanted, limit)
        except self._bonsai.LDAPError as error:
            failure = self._translated(error)
        raise failure

    @property
    def _secure(self) -> bool:
        return self._config.starttls or self._config.url.startswith("ldaps://")

    def _answers(self) -> bool:
        """Whether somebody takes a connection there."""
        parts = urlsplit(self._config.url)
        port = parts.port or _PORTS[parts.scheme]
        try:
            socket.create_connection((parts.hostname or "", port), self._config.timeout / 2).close()
        except OSError:
            return False
        return True

    def _client(self) -> Any:
        config, bonsai = self._config, self._bonsai
        client = bonsai.LDAPClient(config.url, config.starttls and not config.url.startswith("ldaps://"))
        client.server_chase_referrals = False
        client.ignore_referrals = True
        client.set_cert_policy("demand")
        if config.ca:
            client.set_ca_cert(config.ca)
        if config.user:
            client.set_credentials("SIMPLE", user=config.user, password=config.password)
        return client

    def _found(self, connection: Any, wanted: str, limit: int) -> list[ParsedContact]:
        config = self._config
        scope = self._bonsai.LDAPSearchScope.SUBTREE
        found: dict[str, ParsedContact] = {}
        entries = connection.paged_search(
            config.base, scope, wanted, _ATTRIBUTES, timeout=config.timeout, page_size=min(_PAGE, limit)
        )
        for one in entries:
            record = _record(str(one.dn), _Entry(dict(one)), config.name)
            if record is not None:
                found.setdefault(record.key, record)
            if len(found) >= limit:
                break
        return list(found.values())

    def _translated(self, error: Exception) -> SourceError:
        """The failure in words; bonsai's own say what the server said."""
        bonsai, name = self._bonsai, self._config.name
        reason = clean(str(error).replace(self._config.password or "\0", "…"), 160)
        if isinstance(error, bonsai.AuthenticationError):
            return SourceError("source_password", cause="password", source=name, name=name)
        if isinstance(error, bonsai.TimeoutError):
            seconds = f"{self._config.timeout:g}"
            return SourceError("source_timeout", cause="timeout", source=name, seconds=seconds)
        if isinstance(error, bonsai.ConnectionError):
            if self._secure and self._answers():  # the library does not tell the two apart
                return SourceError("source_ldap_tls", cause="certificate", source=name, reason=reason)
            return SourceError("source_unreachable", cause="unreachable", source=name, reason=reason)
        return SourceError("source_query", cause="setting", source=name, reason=reason)


def _record(dn: str, entry: _Entry, source: str) -> ParsedContact | None:
    if is_group(entry) or not is_person(entry):
        return None
    contact = contact_from(entry, source)
    if contact is None:
        return None
    guid = entry.raw("objectguid")
    uuid = entry.text("entryuuid")
    key = f"guid:{guid.hex()}" if guid else f"uuid:{uuid}" if uuid else f"dn:{clean(dn, 1000).lower()}"
    return ParsedContact(contact, key, 0)
