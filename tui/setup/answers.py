"""The fields of the set-up that are settings of the configuration: how they are read, checked and kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from tui.config.checks import PHONE_NAME, RULES, UnfitError
from tui.config.model import CodesConfig, Config, EventsConfig, PhoneConfig
from tui.dialing.number import DialPlan
from tui.errors import UsageError
from tui.i18n import say
from tui.setup.model import YES

if TYPE_CHECKING:
    from tui.setup.workshop import Workshop


def _whole(text: str) -> object:
    return text.strip()


def _lengths(text: str) -> object:
    """ "2, 3" as a list."""
    parts = text.replace(",", " ").split()
    return [int(part) if part.isdecimal() and len(part) < 3 else 0 for part in parts]


def _flag(text: str) -> object:
    return text == YES


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting: the table's class, its key there, and how a text becomes a value. A phone's is in its own
    table."""

    table: type
    key: str
    read: Callable[[str], object] = _whole

    def path(self, phone: str) -> tuple[str, ...]:
        """Where it stands in the file."""
        return (*_TABLES[self.table](phone), self.key)


_TABLES: Final[Mapping[type, Callable[[str], tuple[str, ...]]]] = {
    Config: lambda _: (),
    EventsConfig: lambda _: ("events",),
    DialPlan: lambda _: ("dialing",),
    CodesConfig: lambda _: ("codes",),
    PhoneConfig: lambda phone: ("phone", phone),
}

SETTINGS: Final[Mapping[str, Setting]] = {
    "lang": Setting(Config, "lang"),
    "country": Setting(DialPlan, "country"),
    "area_code": Setting(DialPlan, "area_code"),
    "company_number": Setting(DialPlan, "company_number"),
    "extension_digits": Setting(DialPlan, "extension_digits", _lengths),
    "outside_prefix": Setting(DialPlan, "outside_prefix"),
    "vendor": Setting(PhoneConfig, "vendor"),
    "host": Setting(PhoneConfig, "host"),
    "user": Setting(PhoneConfig, "user"),
    "identity": Setting(PhoneConfig, "identity"),
    "receive": Setting(EventsConfig, "receive", _flag),
    "address": Setting(EventsConfig, "advertise"),
    "port": Setting(EventsConfig, "port", lambda text: int(text) if text.strip().isdecimal() else -1),
    "voicemail": Setting(CodesConfig, "voicemail"),
}

# What must be filled in, where an empty text would be valid in the file.
_NEEDED: Final = frozenset({"country", "host", "name"})


def value(field: str, text: str) -> object:
    """The value of a field that is a setting. Raises `UsageError` with the sentence for the user."""
    wrong = unfit(field, text)
    if wrong:
        raise SentenceError(wrong)
    setting = SETTINGS[field]
    return RULES[setting.table][setting.key].read(setting.read(text))


def unfit(field: str, text: str) -> str:
    """What is wrong with the text of a field, "" if nothing is. Fields that are no settings are always fine
    here."""
    if field in _NEEDED and not text.strip():
        return say("setup_needed", label=say(f"setup_field_{field}"))
    if field == "name" and PHONE_NAME.fullmatch(text.strip()) is None:
        return f"{say('setup_field_name')} {say('config_phone_name')}"
    setting = SETTINGS.get(field)
    if setting is None:
        return ""
    rule = RULES[setting.table][setting.key]
    try:
        rule.read(setting.read(text))
    except UnfitError as error:
        label = say(f"setup_field_{field}")
        return f"{label} {say(error.message)}" if error.message else f"{label}: {say(f'setup_hint_{field}')}"
    return ""


def problem(workshop: Workshop, field: str, text: str) -> str:
    """The same for the set-up as it stands, as the field is being typed in."""
    wrong = unfit(field, text)
    if wrong:
        return wrong
    if field == "name" and text.strip() != workshop.name and _taken(workshop, text.strip()):
        return say("setup_name_taken", name=text.strip())
    if field == "test_number" and text.strip():
        from tui.setup.finish import refusal

        return refusal(workshop, text)
    if field == "contact_files" and text.strip():
        from tui.setup.components import missing_file

        return missing_file(text)
    return ""


def _taken(workshop: Workshop, name: str) -> bool:
    return name.casefold() in {known.casefold() for known in workshop.config.phones}


class SentenceError(UsageError):
    """A sentence that is one already."""

    def __init__(self, text: str) -> None:
        super().__init__("unexpected")
        self.text = text

    def __str__(self) -> str:
        return self.text
