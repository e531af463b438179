"""Records of FRITZ!Box, Snom and Yealink phone books as contacts; the shape of a record tells whose it is."""

from __future__ import annotations

from collections.abc import Iterable

from tui.contacts.formats.xml_records import Element
from tui.contacts.model import Contact, PhoneNumber
from tui.contacts.number_text import MAX_NUMBERS, label_type, raw_number, split_numbers
from tui.untrusted import clean

_MAX_EMAILS = 20
_NOTE = 4000
_EVERYBODY = {"", "all contacts", "alle kontakte", "all", "none", "master", "default"}
_TRUE = {"1", "true", "yes", "on"}
Texts = Iterable[tuple[str, str]]  # the type of a number as written, and the number


def form_of(record: Element) -> str:
    """fritzbox-xml|snom-xml|yealink-xml, "" for a record that is none of a phone book's."""
    if record.name == "unit" or (record.name == "directoryentry" and not record.root.startswith("snom")):
        return "yealink-xml"
    if record.name in ("item", "directoryentry"):
        return "snom-xml"
    if any(key.endswith("display_name") or key.endswith("displayname") for key in record.attributes):
        return "yealink-xml"
    names = {child.name for child in record.children}
    if names & {"person", "telephony"}:
        return "fritzbox-xml"
    return "snom-xml" if names & {"numbers", "first_name", "last_name", "name", "number"} else ""


def contact_from(record: Element, form: str, source: str) -> Contact | None:
    """The contact of `record`; None where it has no name, number or e-mail address."""
    if form == "fritzbox-xml":
        return _fritzbox(record, source)
    return _snom(record, source) if form == "snom-xml" else _yealink(record, source)


def numbers_of(texts: Texts) -> tuple[PhoneNumber, ...]:
    """The numbers, each once."""
    found: dict[str, PhoneNumber] = {}
    for kind, text in texts:
        label = kind.partition(":")[2] or kind if kind[:6].lower() == "label:" else kind
        for part in split_numbers(text):
            raw = raw_number(part)
            if raw and len(found) < MAX_NUMBERS:
                found.setdefault(raw, PhoneNumber(raw, type=label_type("", label)))
    return tuple(found.values())


def _fritzbox(record: Element, source: str) -> Contact | None:
    """AVM's phone book: <contact><person><realName>, <telephony><number type="fax_work">."""
    person = next(record.find("person"), record)
    name = clean(person.get("realname"))
    numbers = numbers_of((node.get("type").replace("_", " "), node.text) for node in record.find("number"))
    emails = tuple(dict.fromkeys(clean(node.text) for node in record.find("email") if node.text))[
        :_MAX_EMAILS
    ]
    name = name or (emails[0] if emails else "") or (numbers[0].raw if numbers else "")
    if not name:
        return None
    return Contact(
        id=0,
        name=name,
        numbers=numbers,
        emails=emails,
        source=source,
        favourite=record.get("category") == "1",
        uid=clean(record.get("carddav_uid", "uniqueid")),
    )


def _snom(record: Element, source: str) -> Contact | None:
    """Snom's directory, of old (<item>) and since version 2.0 (<contact><numbers>), and its XML browser's."""
    given, family = clean(record.get("first_name")), clean(record.get("last_name"))
    company = clean(record.get("organization", "organisation", "company"))
    kind = record.get("number_type")
    numbers = numbers_of(
        [
            *((kind, node.text) for node in record.children if node.name in ("number", "telephone")),
            *(
                (node.get("type"), node.get("no") or node.text)
                for node in record.find("number")
                if node.get("no")
            ),
        ]
    )
    email = clean(record.get("email"))
    name = (
        " ".join(filter(None, (given, family))) or clean(record.get("name", "nick_name")) or company or email
    )
    name = name or (numbers[0].raw if numbers else "")
    if not name:
        return None
    category = record.get("type").lower()
    groups = (clean(record.get("group")), "" if category == "vip" else clean(category))
    return Contact(
        id=0,
        name=name,
        given=given,
        family=family,
        company=company,
        title=clean(record.get("title")),
        numbers=numbers,
        emails=(email,) if email else (),
        note=clean(record.get("note"), _NOTE),
        groups=tuple(dict.fromkeys(group for group in groups if group.lower() not in _EVERYBODY)),
        source=source,
        favourite=category == "vip" or any(record.get(key).lower() in _TRUE for key in ("fav", "vip")),
    )


def _yealink(record: Element, source: str) -> Contact | None:
    """Yealink's local contacts (attributes), remote directory (<Telephone>) and book (<Unit>)."""
    numbers = numbers_of(
        [
            *((node.get("label"), node.text) for node in record.find("telephone")),
            *(
                (_kind_of(key), value)
                for key, value in record.attributes.items()
                if "number" in key or key.startswith("phone")
            ),
        ]
    )
    email = clean(record.get("email"))
    name = clean(record.get("display_name", "sdisplayname", "name")) or email
    name = name or (numbers[0].raw if numbers else "")
    if not name:
        return None
    group = clean(record.get("group_id_name", "sgroupidname") or record.menu)
    return Contact(
        id=0,
        name=name,
        company=clean(record.get("company")),
        title=clean(record.get("title")),
        department=clean(record.get("department")),
        numbers=numbers,
        emails=(email,) if email else (),
        groups=() if group.lower() in _EVERYBODY else (group,),
        source=source,
    )


def _kind_of(attribute: str) -> str:
    """ "office_number", "sMobileNumber", "phone2" → what it says of the number."""
    return attribute.removeprefix("s").replace("number", "").replace("_", " ").strip().rstrip("0123456789")
