"""What each setting must be. A check turns a value of the file into the model's, or raises `UnfitError`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tui.config.countries import COUNTRIES
from tui.config.hosts import is_address, is_phone_host, is_unspecified
from tui.config.model import (
    ACTION_URLS,
    LINK_DIALS,
    PAGE_OPENS,
    PRIVATE_CALLS,
    THEMES,
    AppConfig,
    CodesConfig,
    Config,
    ContactsConfig,
    EventsConfig,
    HotkeyConfig,
    JournalConfig,
    LinksConfig,
    PhoneConfig,
)
from tui.dialing.number import DialPlan
from tui.phones.vendors import vendors

_TEXT_MAX = 256
_PATH_MAX = 4096
_FILES_MAX = 100
PHONE_NAME = re.compile(r"[A-Za-z0-9_-]{1,32}")


class UnfitError(ValueError):
    """A value that cannot be used. `message` names a text that fits better than the rule's own."""

    def __init__(self, message: str = "") -> None:
        super().__init__(message)
        self.message = message


@dataclass(frozen=True, slots=True)
class Rule:
    """One setting: the text that says what it must be ("must be …") and the check.

    `shown`: the report may repeat the value. Never so where a password could have landed.
    `choices`: the values there are, for the proposal of the nearest.
    """

    want: str
    read: Callable[[object], object]
    shown: bool = True
    choices: tuple[str, ...] = ()


def text(value: object, limit: int = _TEXT_MAX) -> str:
    """A text of at most `limit` characters without control characters."""
    if not isinstance(value, str):
        raise UnfitError
    if len(value) > limit:
        raise UnfitError("config_too_long")
    if any(unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp") for char in value):
        raise UnfitError("config_control_character")
    return value


def boolean(value: object) -> bool:
    if not isinstance(value, bool):
        raise UnfitError
    return value


def whole(low: int, high: int) -> Callable[[object], int]:
    """A check for a whole number from `low` to `high`."""

    def read(value: object) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            raise UnfitError
        return value

    return read


def seconds(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= 60:
        raise UnfitError  # neither infinity nor "not a number" lies between the two
    return float(value)


def one_of(choices: tuple[str, ...]) -> Callable[[object], str]:
    """A check for one of `choices`."""

    def read(value: object) -> str:
        if value not in choices:
            raise UnfitError
        return str(value)

    return read


def matching(pattern: str) -> Callable[[object], str]:
    """A check for a text that `pattern` matches whole."""
    compiled = re.compile(pattern)

    def read(value: object) -> str:
        if compiled.fullmatch(text(value)) is None:
            raise UnfitError
        return str(value)

    return read


def area_code(value: object) -> str:
    """Kept without its 0: people know their area code with it."""
    return matching(r"0?(?:[1-9][0-9]{0,5})?")(value).removeprefix("0")


def country(value: object) -> str:
    code = text(value).upper()
    if code not in COUNTRIES:
        raise UnfitError
    return code


def lengths(value: object) -> tuple[int, ...]:
    if not isinstance(value, list):
        raise UnfitError
    read = whole(1, 6)
    return tuple(dict.fromkeys(read(item) for item in value[:_FILES_MAX]))


def address(value: object) -> str:
    if not is_address(text(value)):
        raise UnfitError
    return str(value)


def advertised(value: object) -> str:
    """The address that the phones are told; "" leaves it to the program."""
    if value == "":
        return ""
    if is_unspecified(address(value)):
        raise UnfitError("config_advertise_unspecified")
    return str(value)


def phone_host(value: object) -> str:
    """Host, host:port or an http(s) address, without a login in it."""
    stripped = text(value).strip()
    if "@" in stripped:
        raise UnfitError("config_login_in_host")
    if not is_phone_host(stripped):
        raise UnfitError
    return stripped


def user(value: object) -> str:
    if ":" in text(value):  # RFC 7617: the first colon ends the user name
        raise UnfitError("config_colon_in_user")
    return str(value)


def hotkey(value: object) -> str:
    """As it is written best: "ctrl + alt + d" is Ctrl+Alt+D."""
    from tui.desktop.keys import read_key  # only where the section is there
    from tui.errors import UsageError

    try:
        return str(read_key(text(value, 40)))
    except UsageError as error:
        bare = error.key == "desktop_key_bare"
        raise UnfitError("config_want_hotkey_modifier" if bare else "config_want_hotkey") from None


def identity(value: object) -> str:
    return matching(r"(?:[^\s@]+@[^\s@]+)?")(value)


def files(value: object) -> tuple[Path, ...]:
    if not isinstance(value, list) or len(value) > _FILES_MAX:
        raise UnfitError
    return tuple(_file(item) for item in value)


def numbers(value: object) -> tuple[str, ...]:
    """A list of telephone numbers, as people write them."""
    if not isinstance(value, list) or len(value) > 1000:
        raise UnfitError
    return tuple(matching(r"[+*#\d][\d\s()/.*#-]{0,40}")(item) for item in value)


def templates(value: object) -> tuple[tuple[str, str], ...]:
    """Notes by name: [journal.templates] angebot = "Angebot gewünscht: …"."""
    if not isinstance(value, dict) or len(value) > _FILES_MAX:
        raise UnfitError
    return tuple((_template_name(name), _lines(note)) for name, note in value.items())


def _template_name(value: object) -> str:
    return matching(r"[\w -]{1,40}")(value)


def _lines(value: object) -> str:
    """A text of several lines."""
    if not isinstance(value, str):
        raise UnfitError
    return "\n".join(text(line, 2000) for line in value.splitlines()[:200])


def _file(value: object) -> Path:
    if not text(value, _PATH_MAX).strip():
        raise UnfitError
    try:
        return Path(str(value)).expanduser()
    except RuntimeError:  # "~nobody/…" where there is no such user
        raise UnfitError("config_no_such_home") from None


def page(value: object) -> str:
    """A page about a caller, by its template; "" for none."""
    from tui.contacts.page import has_login, is_template  # only where the setting is there

    template = text(value, _PATH_MAX)
    if template and has_login(template):
        raise UnfitError("config_login_in_page")
    if template and not is_template(template):
        raise UnfitError
    return template


# What a feature code has to hold, and the text that says so.
_CODES = {
    (): "config_want_code",
    ("slot",): "config_want_code_slot",
    ("target",): "config_want_code_target",
    ("seconds", "target"): "config_want_code_seconds",
}


def code(*holes: str) -> Rule:
    """A feature code: digits, "*" and "#" with each of `holes` in braces once; "" where the PBX has none."""

    def read(value: object) -> str:
        rest = text(value, 40)
        for hole in holes if rest else ():
            if rest.count(f"{{{hole}}}") != 1:
                raise UnfitError
            rest = rest.replace(f"{{{hole}}}", "", 1)
        if re.fullmatch(r"[0-9*#]*", rest) is None:
            raise UnfitError
        return str(value)

    match holes:
        case ():
            return Rule("config_want_code", read)
        case ("slot",):
            return Rule("config_want_code_slot", read)
        case ("target",):
            return Rule("config_want_code_target", read)
        case _:
            return Rule("config_want_code_seconds", read)


RULES: dict[type, dict[str, Rule]] = {
    Config: {
        "lang": Rule("config_want_lang", one_of(("de", "en", "")), choices=("de", "en")),
    },
    EventsConfig: {
        "receive": Rule("config_want_boolean", boolean),
        "host": Rule("config_want_address", address),
        "port": Rule("config_want_port", whole(0, 65535)),
        "advertise": Rule("config_want_advertise", advertised),
    },
    DialPlan: {
        "country": Rule("config_want_country", country),
        "area_code": Rule("config_want_area_code", area_code),
        "company_number": Rule("config_want_company_number", matching(r"[0-9]{0,15}")),
        "extension_digits": Rule("config_want_extension_digits", lengths),
        "outside_prefix": Rule("config_want_outside_prefix", matching(r"[0-9]{0,4}")),
        "suppress_code": Rule("config_want_suppress_code", matching(r"[0-9*#]{0,8}")),
    },
    CodesConfig: {
        "park": code("slot"),
        "retrieve": code("slot"),
        "pickup": code("target"),
        "always": code("target"),
        "always_off": code(),
        "busy": code("target"),
        "busy_off": code(),
        "no_answer": code("seconds", "target"),
        "no_answer_off": code(),
        "not_registered": code("target"),
        "not_registered_off": code(),
        "forwards_off": code(),
        "voicemail": code(),
    },
    ContactsConfig: {
        "files": Rule("config_want_files", files),
        "url": Rule("config_want_page", page, shown=False),
        "open": Rule("config_want_page_open", one_of(PAGE_OPENS), choices=PAGE_OPENS),
    },
    JournalConfig: {
        "keep_days": Rule("config_want_days", whole(1, 36_500)),
        "keep_internal_days": Rule("config_want_days", whole(1, 36_500)),
        "keep_noted_days": Rule("config_want_days", whole(1, 36_500)),
        "private": Rule("config_want_numbers", numbers, shown=False),
        "private_calls": Rule("config_want_private_calls", one_of(PRIVATE_CALLS), choices=PRIVATE_CALLS),
        "templates": Rule("config_want_templates", templates),
    },
    AppConfig: {
        "theme": Rule("config_want_theme", one_of(THEMES), choices=THEMES),
        "bell": Rule("config_want_boolean", boolean),
        "ascii": Rule("config_want_boolean", boolean),
    },
    LinksConfig: {
        "dial": Rule("config_want_link_dial", one_of(LINK_DIALS), choices=LINK_DIALS),
    },
    HotkeyConfig: {
        "key": Rule("config_want_hotkey", hotkey),
    },
    PhoneConfig: {
        "vendor": Rule("config_want_vendor", one_of(vendors()), choices=vendors()),
        "host": Rule("config_want_phone_host", phone_host, shown=False),
        "user": Rule("config_want_text", user, shown=False),
        "password": Rule("config_want_text", text, shown=False),
        "identity": Rule("config_want_identity", identity, shown=False),
        "timeout": Rule("config_want_seconds", seconds),
        "action_urls": Rule("config_want_action_urls", one_of(ACTION_URLS), choices=ACTION_URLS),
    },
}
