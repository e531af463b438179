"""An entry of a directory as a contact: inetOrgPerson, Active Directory, and Mozilla's address book."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from tui.contacts.model import Contact, PhoneNumber
from tui.contacts.number_text import MAX_NUMBERS, raw_number, split_numbers
from tui.untrusted import clean

# Attribute: type of number. Sources: RFC 2798, RFC 4519; Mozilla's LDAP attribute mapping; Active Directory.
_NUMBERS = {
    "telephonenumber": "work",
    "othertelephone": "work",
    "companyphone": "main",
    "telephonenumberswitchboard": "main",
    "mobile": "mobile",
    "mobiletelephonenumber": "mobile",
    "cellphone": "mobile",
    "othermobile": "mobile",
    "carphone": "car",
    "homephone": "home",
    "hometelephonenumber": "home",
    "otherhomephone": "home",
    "pager": "pager",
    "pagerphone": "pager",
    "pagertelephonenumber": "pager",
    "otherpager": "pager",
    "ipphone": "work",
    "otheripphone": "work",
    "internationalisdnnumber": "other",
    "assistantphone": "assistant",
    "fax": "fax",
    "facsimiletelephonenumber": "fax",
    "otherfacsimiletelephonenumber": "fax",
    "homefax": "fax",
}
SKIPPED = frozenset(
    {
        "jpegphoto",
        "thumbnailphoto",
        "photo",
        "audio",
        "usercertificate",
        "userpassword",
        "usersmimecertificate",
    }
)
_EMAILS = ("mail", "rfc822mailbox", "mozillasecondemail", "xmozillasecondemail", "othermailbox")
_ALIASES = ("mozillanickname", "xmozillanickname", "nickname", "initials", "displaynameprintable")
_PEOPLE = {"person", "organizationalperson", "inetorgperson", "contact", "user", "mozillaabpersonalpha"}
_GROUPS = {"groupofnames", "groupofuniquenames", "group", "posixgroup"}
_BRANCHES = {"organizationalunit", "dcobject", "domain", "container", "country", "locality", "domaindns"}
_MAX_EMAILS = 20
_NOTE = 4000
_LONG = 500


class Entry(Protocol):
    """The attributes of a directory's entry."""

    def texts(self, *names: str) -> Iterator[str]:
        """The values of the attributes `names`."""

    def text(self, *names: str, limit: int = 256) -> str:
        """The first value that says anything, on one line."""


def is_group(entry: Entry) -> bool:
    """A distribution list and nobody's entry."""
    return any(name.lower() in _GROUPS for name in entry.texts("objectclass"))


def is_person(entry: Entry) -> bool:
    """Not a branch of the tree: a person's entry, or one that can be rung."""
    classes = {name.lower() for name in entry.texts("objectclass")}
    return not classes & _BRANCHES or bool(classes & _PEOPLE) or any(entry.texts(*_NUMBERS))


def contact_from(entry: Entry, source: str) -> Contact | None:
    """The contact of `entry`; None where it has no name, number or e-mail address."""
    given, family = entry.text("givenname", "gn"), entry.text("sn", "surname")
    company = entry.text("o", "company", "organizationname")
    numbers, emails = _numbers(entry), _emails(entry)
    name = entry.text("displayname", "cn", "commonname") or " ".join(filter(None, (given, family)))
    name = name or company or entry.text(*_ALIASES) or (emails[0] if emails else "")
    name = name or (numbers[0].raw if numbers else "")
    if not name:
        return None
    return Contact(
        id=0,
        name=name,
        given=given,
        family=family,
        company=company,
        title=entry.text("title", "jobtitle"),
        department=entry.text("ou", "department", "orgunit", "departmentnumber"),
        numbers=numbers,
        emails=emails,
        address=_address(entry),
        url=entry.text(
            "mozillaworkurl", "workurl", "labeleduri", "wwwhomepage", "mozillahomeurl", "homeurl", limit=_LONG
        ),
        note=entry.text("description", "info", "comment", "mozillanotes", limit=_NOTE),
        groups=tuple(
            dict.fromkeys(clean(text) for text in entry.texts("category", "categories") if text.strip())
        ),
        source=source,
        aliases=tuple(
            dict.fromkeys(clean(text) for text in entry.texts(*_ALIASES) if clean(text) not in ("", name))
        ),
    )


def _numbers(entry: Entry) -> tuple[PhoneNumber, ...]:
    found: dict[str, PhoneNumber] = {}
    for attribute, kind in _NUMBERS.items():
        for text in entry.texts(attribute):
            for part in split_numbers(text.partition("$")[0] if kind == "fax" else text):
                raw = raw_number(part)
                if raw and len(found) < MAX_NUMBERS:
                    found.setdefault(raw, PhoneNumber(raw, type=kind))
    return tuple(found.values())


def _emails(entry: Entry) -> tuple[str, ...]:
    found = dict.fromkeys(clean(text) for text in entry.texts(*_EMAILS))
    found.pop("", None)
    return tuple(found)[:_MAX_EMAILS]


def _address(entry: Entry) -> str:
    """The address at work, else at home; lines of a postal address are kept apart by dollar signs."""
    for street, code, city, country in (
        ("street", "postalcode", "l", "c"),
        ("mozillahomestreet", "mozillahomepostalcode", "mozillahomelocalityname", "mozillahomecountryname"),
    ):
        streets = (street, "streetaddress", "mozillaworkstreet2") if street == "street" else (street,)
        countries = ("co", "countryname", country)
        codes = (code, "zip") if code == "postalcode" else (code,)
        cities = (city, "locality") if city == "l" else (city,)
        town = " ".join(part for part in (entry.text(*codes), entry.text(*cities)) if part)
        line = ", ".join(part for part in (entry.text(*streets), town) if part)
        if line:
            land = entry.text(*countries) if street == "street" else entry.text(country)
            return clean(", ".join(part for part in (line, land) if part), _LONG)
    parts = (
        part.strip() for part in entry.text("postaladdress", "homepostaladdress", limit=_LONG).split("$")
    )
    return ", ".join(part for part in parts if part)
