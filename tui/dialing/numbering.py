"""What the world's numbering plans say, asked of libphonenumber.

The only module that touches `phonenumbers`, and it imports it inside the functions: the library costs 30 ms
and its place names a third of a second, which start-up must not pay.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from tui.dialing.number import DialPlan, NumberKind

# Numbers of nobody's country: freephone, shared cost, networks (ITU-T E.164, list of assigned codes).
_GERMAN = re.compile(r"(?:\+49|0)([1-9][0-9]{3,12})")
_NO_COUNTRY = "001"


@dataclass(frozen=True, slots=True)
class Assigned:
    """A number that has a country code and a possible length.

    `national` is the national significant number, without the trunk's 0. `valid`: it lies in a range that
    the country has opened. `kind` is UNKNOWN where the plan does not tell.
    """

    e164: str
    country_code: int
    national: str
    valid: bool
    kind: NumberKind


@lru_cache(maxsize=8192)
def assign(digits: str, country: str) -> Assigned | None:
    """The number that `digits` ("+49221…", "0049221…", "0221…") mean in `country`; None where none can be.

    None as well for numbers too short or too long for their country, and for what can only be dialled
    inside one town.
    """
    import phonenumbers

    german = _german(digits, country)
    try:
        parsed = (
            phonenumbers.PhoneNumber(country_code=49, national_number=int(german))
            if german
            else phonenumbers.parse(digits, country.upper() or None)
        )
    except phonenumbers.NumberParseException:
        return None
    reason = phonenumbers.is_possible_number_with_reason(parsed)
    if reason != phonenumbers.ValidationResult.IS_POSSIBLE:
        return None
    national = phonenumbers.national_significant_number(parsed)
    e164 = f"+{parsed.country_code}{national}"
    if not 2 <= len(e164) - 1 <= 15 or e164[1] == "0" or e164.startswith("+490"):
        return None
    kind = phonenumbers.number_type(parsed)
    return Assigned(
        e164=e164,
        country_code=parsed.country_code or 0,
        national=national,
        valid=kind != phonenumbers.PhoneNumberType.UNKNOWN,  # what `is_valid_number` would find out once more
        kind=_kind(kind),
    )


def _german(digits: str, country: str) -> str:
    """The national part of a German number in plain digits, "" for anything else. It spares the parser, which
    takes half of the time that a number costs; a book with 100,000 contacts has twice as many of them."""
    found = _GERMAN.fullmatch(digits)
    if found is None or (digits[0] == "0" and country.upper() != "DE"):
        return ""
    return found[1]


def _kind(kind: int) -> NumberKind:
    import phonenumbers

    kinds = phonenumbers.PhoneNumberType
    return {
        kinds.FIXED_LINE: NumberKind.FIXED_LINE,
        kinds.FIXED_LINE_OR_MOBILE: NumberKind.FIXED_LINE,  # North America does not tell them apart
        kinds.MOBILE: NumberKind.MOBILE,
        kinds.TOLL_FREE: NumberKind.TOLL_FREE,
        kinds.PREMIUM_RATE: NumberKind.PREMIUM,
        kinds.SHARED_COST: NumberKind.SHARED_COST,
        kinds.VOIP: NumberKind.VOIP,
        kinds.PERSONAL_NUMBER: NumberKind.SERVICE,
        kinds.UAN: NumberKind.SERVICE,
        kinds.PAGER: NumberKind.SERVICE,
        kinds.VOICEMAIL: NumberKind.SERVICE,
    }.get(kind, NumberKind.UNKNOWN)


@lru_cache(maxsize=8192)
def area_length(e164: str) -> int:
    """How many digits behind the country code are the area code; 0 where there is none or it is unknown."""
    import phonenumbers

    try:
        return phonenumbers.length_of_geographical_area_code(phonenumbers.parse(e164, None))
    except phonenumbers.NumberParseException:
        return 0


def calling_code(country: str) -> str:
    """ "49" for "DE"; "" for a country that does not exist."""
    if country.upper() == "DE":
        return "49"
    import phonenumbers

    code = phonenumbers.country_code_for_region(country.upper())
    return str(code) if code else ""


def code_exists(e164: str) -> bool:
    """Whether `e164` begins with a country code that is in use."""
    import phonenumbers

    try:
        phonenumbers.parse(e164, None)
    except phonenumbers.NumberParseException:
        return False
    return True


@lru_cache(maxsize=64)
def home_area(plan: DialPlan) -> str:
    """What makes a number in town complete: "+49221". "" where the plan has no area code or country."""
    area = "".join(char for char in plan.area_code if char in "0123456789")
    code = calling_code(plan.country) if area else ""
    if not code:
        return ""
    _, trunk = access_codes(plan.country)
    return f"+{code}{area.removeprefix(trunk)}"


def access_codes(country: str) -> tuple[str, str]:
    """What is dialled before a number abroad and before a number at home: ("00", "0") for "DE".

    Italy has no trunk prefix, North America has "011" and "1". Where a country lists several ways out,
    the ITU's recommended "00" is taken.
    """
    if country.upper() == "DE":
        return "00", "0"
    import phonenumbers

    found = phonenumbers.PhoneMetadata.metadata_for_region(country.upper(), None)
    if found is None:
        return "00", "0"
    abroad = found.preferred_international_prefix or found.international_prefix or "00"
    abroad = abroad.replace("~", "")
    return abroad if abroad.isascii() and abroad.isdigit() else "00", found.national_prefix or ""


def emergency_elsewhere(digits: str, country: str) -> bool:
    """Whether `digits` is an emergency number of a country other than Germany, such as 144 in Austria."""
    import phonenumbers

    return phonenumbers.is_emergency_number(digits, country.upper())


def written(e164: str, national: bool) -> str:
    """`e164` with the blanks that its country writes: "0221 471122" or "+49 221 471122"."""
    import phonenumbers

    form = phonenumbers.PhoneNumberFormat
    try:
        parsed = phonenumbers.parse(e164, None)
    except phonenumbers.NumberParseException:
        return e164
    return phonenumbers.format_number(parsed, form.NATIONAL if national else form.INTERNATIONAL)


@lru_cache(maxsize=4096)
def place(e164: str, language: str, town: bool = True) -> str:
    """The town or else the country of `e164` in `language`; "" where neither is known.

    Without `town`, the country alone.

    The first call loads the place names: about 0.35 s, so never on the way to the first frame.
    """
    import phonenumbers
    from phonenumbers import geocoder

    try:
        parsed = phonenumbers.parse(e164, None)
    except phonenumbers.NumberParseException:
        return ""
    region = phonenumbers.region_code_for_country_code(parsed.country_code or 0)
    if region == _NO_COUNTRY:
        return ""
    near = geocoder.description_for_number(parsed, language) if town else ""
    return near or geocoder.country_name_for_number(parsed, language)
