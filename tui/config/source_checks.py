"""What each setting of a live contact source must be."""

from __future__ import annotations

import re
from collections.abc import Callable
from string import Formatter
from urllib.parse import urlsplit

from tui.config.checks import Rule, UnfitError, boolean, seconds, text, user, whole
from tui.config.source_model import (
    CardDavConfig,
    CommandConfig,
    HttpConfig,
    LdapConfig,
    SqlConfig,
)

SPELLINGS = ("e164", "national", "digits", "extension")  # of a number, for templates
LOOSE = "loose"  # LDAP: digits with anything between them
_URL_MAX = 2000
_QUERY_MAX = 8000
_WORDS_MAX = 50
_FINGERPRINT = re.compile(r"[0-9a-f]{64}")
_PARAMETER = re.compile(r"(?<![:\w]):(\w+)")


def template(value: str, known: tuple[str, ...] = SPELLINGS) -> tuple[str, ...]:
    """The spellings that `value` has in braces. Raises `UnfitError` where it has anything else in them."""
    try:
        found = [
            (name, spec, turned) for _, name, spec, turned in Formatter().parse(value) if name is not None
        ]
    except ValueError:
        raise UnfitError("config_source_braces") from None
    if any(name not in known or spec or turned for name, spec, turned in found):
        raise UnfitError("config_source_braces")
    return tuple(dict.fromkeys(name for name, _, _ in found))


def parameters(query: str) -> tuple[str, ...]:
    """The spellings that an SQL query has as parameters: `:e164`; not the `::text` of a cast."""
    return tuple(name for name in dict.fromkeys(_PARAMETER.findall(query)) if name in SPELLINGS)


def _web(value: object) -> str:
    return _url(value, ("http", "https"))


def _url(value: object, schemes: tuple[str, ...]) -> str:
    stripped = text(value, _URL_MAX).strip()
    try:
        parts = urlsplit(stripped)
        port = parts.port
    except ValueError:
        raise UnfitError from None
    if parts.scheme not in schemes or not parts.hostname or port == 0 or " " in stripped:
        raise UnfitError
    if "@" in parts.netloc:
        raise UnfitError("config_login_in_host")
    return stripped


def _web_template(value: object) -> str:
    url = _web(value)
    parts = urlsplit(url)
    if "{" in parts.netloc:  # a number must not decide whom we speak to
        raise UnfitError("config_source_braces")
    if not template(url):
        raise UnfitError("config_source_no_number")
    return url


def _ldap_url(value: object) -> str:
    return _url(value, ("ldap", "ldaps"))


def _ldap_filter(value: object) -> str:
    found = text(value, _QUERY_MAX).strip()
    template(found, (*SPELLINGS, LOOSE))
    if not (found.startswith("(") and found.endswith(")") and found.count("(") == found.count(")")):
        raise UnfitError
    return found


def _sql_url(value: object) -> str:
    found = text(value, _URL_MAX).strip()
    if re.match(r"[a-z0-9+_]+://", found) is None:
        raise UnfitError
    if "@" in found.partition("://")[2].partition("/")[0]:
        raise UnfitError("config_login_in_host")
    return found


def _query(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise UnfitError
    if len(value) > _QUERY_MAX:
        raise UnfitError("config_too_long")
    return value.strip().rstrip(";")  # on several lines, if one likes


def _words(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not 1 <= len(value) <= _WORDS_MAX:
        raise UnfitError
    return tuple(text(word, _URL_MAX) for word in value)


def _command(value: object) -> tuple[str, ...]:
    words = _words(value)
    if not words[0].strip() or template(words[0]):
        raise UnfitError
    if not [name for word in words for name in template(word)]:
        raise UnfitError("config_source_no_number")
    return words


def _field(name: str) -> str:
    from tui.contacts.formats.columns import column_of  # only where there is such a source

    if column_of(name) is None:
        raise UnfitError("config_source_field")
    return name


def _columns(value: object) -> tuple[str, ...]:
    return tuple(_field(word) for word in _words(value))


def _fields(value: object) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, dict) or len(value) > _WORDS_MAX:
        raise UnfitError
    return tuple((_field(name), text(path)) for name, path in value.items())


def _fingerprint(value: object) -> str:
    digits = text(value).replace(":", "").replace(" ", "").lower()
    if digits and _FINGERPRINT.fullmatch(digits) is None:
        raise UnfitError
    return digits


def _filled(limit: int) -> Callable[[object], str]:
    def read(value: object) -> str:
        if not text(value, limit).strip():
            raise UnfitError
        return str(value).strip()

    return read


_TIMEOUT = {"timeout": Rule("config_want_seconds", seconds)}
_REFRESH = {"refresh": Rule("config_want_minutes", whole(1, 10080))}
_CACHE = {"cache": Rule("config_want_cache", whole(0, 1440))}
_LOGIN = {
    "user": Rule("config_want_text", user, shown=False),
    "password": Rule("config_want_text", text, shown=False),
}
_CERTIFICATE = {"certificate": Rule("config_want_fingerprint", _fingerprint)}

SOURCE_RULES: dict[type, dict[str, Rule]] = {
    CardDavConfig: {
        "url": Rule("config_want_source_url", _web, shown=False),
        **_LOGIN,
        **_CERTIFICATE,
        **_TIMEOUT,
        **_REFRESH,
    },
    LdapConfig: {
        "url": Rule("config_want_ldap_url", _ldap_url, shown=False),
        "base": Rule("config_want_ldap_base", _filled(500)),
        **_LOGIN,
        "filter": Rule("config_want_ldap_filter", _ldap_filter),
        "starttls": Rule("config_want_boolean", boolean),
        "ca": Rule("config_want_text", lambda value: text(value, 4096)),
        **_TIMEOUT,
        **_REFRESH,
        **_CACHE,
    },
    SqlConfig: {
        "url": Rule("config_want_sql_url", _sql_url, shown=False),
        "query": Rule("config_want_sql_query", _query, shown=False),
        **_LOGIN,
        **_TIMEOUT,
        **_REFRESH,
        **_CACHE,
    },
    HttpConfig: {
        "url": Rule("config_want_http_url", _web_template, shown=False),
        **_LOGIN,
        "items": Rule("config_want_text", text),
        "fields": Rule("config_want_source_fields", _fields),
        **_CERTIFICATE,
        **_TIMEOUT,
        **_CACHE,
    },
    CommandConfig: {
        "command": Rule("config_want_command", _command, shown=False),
        "columns": Rule("config_want_columns", _columns),
        **_TIMEOUT,
        **_CACHE,
    },
}
