"""Reads numbers: what people type and paste, what phones report, what was sent to a phone.

With an outside prefix of 0, a text such as "00151…" can be read twice: as 00 and a country code, or as the
prefix and 0151…. The rule, in this order:

1. A reading that the numbering plans do not allow loses against one that they do.
2. The writing decides: "0 0431 …" and "00431 …" carry the prefix, "0043 1 …" and "00 43 …" a country code.
3. A mobile number of the own country wins: those are dialled a thousand times more often.
4. Else 00 is what it is in writing everywhere: the way abroad.

`readings` gives all of them, the chosen one first; `Number.prefix` tells which carries the prefix.
"""

from __future__ import annotations

import re

from tui.dialing import numbering
from tui.dialing.emergency import EMERGENCY, emergency_digits, is_emergency
from tui.dialing.number import DialPlan, Number, NumberKind
from tui.dialing.service import german_kind, is_short_service, without_carrier
from tui.dialing.spelling import Written, fold, spell, unlink
from tui.dialing.trunk import is_extension, may_have_extensions
from tui.untrusted import clean

_MOST_DIGITS = 15  # ITU-T E.164, behind the "+"
_MOST_CODE = 40  # a feature code with its target
INTERNAL_DIGITS = 4  # what is this short is for the PBX: voice mail, pick-up, a door
_LOCAL_NATIONAL = 11  # a German number has at most eleven digits without its 0; longer ones are old
_LEAST_FOREIGN = 7  # digits behind "+" of a number that its country's plan does not know

_WITHHELD = re.compile(
    r"(?:anonymous|anonym|unknown|unbekannt(?:er)?|restricted|unavailable|not available|private?|"
    r"withheld|blocked|unterdrückt|no number|nummer unterdrückt)"
    r"(?: ?(?:caller|call|number|nummer|teilnehmer|anrufer))?"
)


def read_typed(text: str, plan: DialPlan) -> Number:
    """What a person typed or pasted. INVALID where it is no number or more than one; never raises."""
    return readings(text, plan)[0]


def readings(text: str, plan: DialPlan) -> tuple[Number, ...]:
    """Every way to read what was typed, the most likely first; never empty."""
    urgent = emergency_digits(text)
    if urgent:
        return (Number(clean(text), urgent, NumberKind.EMERGENCY),)
    written = spell(text)
    if written is None:
        return (Number(clean(text), "", NumberKind.INVALID),)
    return tuple(_named(number, text) for number in _readings(written, plan, remote=False))


def read_remote(text: str, plan: DialPlan) -> Number:
    """The other party as a phone reports it: a number, user@host, sip:, tel:, `Name <sip:…>`; never raises.

    ANONYMOUS where the number is withheld; INVALID for a user's name. A number may carry the outside prefix,
    a country code without "+", or the code that hides one's own number.
    """
    user = _user_part(text)
    if not user or _WITHHELD.fullmatch(re.sub(r"[\W_]+", " ", user.lower()).strip()):
        return Number(clean(text), "", NumberKind.ANONYMOUS)
    urgent = emergency_digits(user)
    if urgent:
        return Number(clean(text), urgent, NumberKind.EMERGENCY)
    written = spell(user.removeprefix(plan.suppress_code))
    if written is None:
        return Number(clean(text), "", NumberKind.INVALID)
    return _named(_readings(written, plan, remote=True)[0], text)


def read_dialled(dialled: str, plan: DialPlan) -> Number:
    """The number behind a string that went to the phone: the inverse of `dial_string`; never raises.

    Surer than `read_remote` for our own calls, since it is known that the prefix is there: with prefix 0,
    "0043158858" is Kiel (0431 58858) and "000…" goes abroad.
    """
    rest = dialled.removeprefix(plan.suppress_code)
    prefix = plan.outside_prefix
    inner = rest.removeprefix(prefix)
    if not prefix or inner == rest or is_extension(rest, plan) or not re.fullmatch("[0-9]+", inner):
        return _named(read_remote(rest, plan), dialled)
    if is_emergency(inner, plan):
        return Number(clean(dialled), inner, NumberKind.EMERGENCY)
    if len(rest) <= INTERNAL_DIGITS and not rest.startswith("0"):
        return _named(read_remote(rest, plan), dialled)
    abroad, trunk = numbering.access_codes(plan.country)
    if (trunk and inner.startswith(trunk)) or inner.startswith(abroad) or is_short_service(inner):
        return _named(_plain(inner, plan, remote=False)[0], dialled)
    local = _local(inner, plan)
    return _named(local or read_remote(rest, plan), dialled)


def _named(number: Number, text: str) -> Number:
    return Number(clean(text), number.digits, number.kind, number.e164, number.prefix)


def _user_part(text: str) -> str:
    """The user of a SIP party: between "<" and ">", behind the scheme, before "@" and the parameters."""
    body = fold(text[:512]).strip()
    found = re.search(r"<([^<>]*)>", body)
    body = found[1].strip() if found else body
    if re.match(r"(?:sips?|tel):", body, re.IGNORECASE):
        return unlink(body)[0].strip()
    body = re.split(r"[@;]", body)[0].strip(" \"'")
    return re.sub(r"^([0-9+*#]+):\d+$", r"\1", body)


def _readings(written: Written, plan: DialPlan, *, remote: bool) -> list[Number]:
    found = _spelled(written.digits, written.group, plan, remote=remote)
    first = found[0]
    if not written.extension:
        return found
    main = _spelled(written.main, written.group, plan, remote=remote)[0].e164 or ""
    if first.e164 and main.startswith(("+49", "+43")) and may_have_extensions(main):
        return _spelled(written.main + written.extension, written.group, plan, remote=remote)
    return found  # abroad an extension is dialled after the answer


def _spelled(digits: str, group: str, plan: DialPlan, *, remote: bool) -> list[Number]:
    if digits[:1] in ("*", "#"):
        kind = NumberKind.UNKNOWN if len(digits) <= _MOST_CODE else NumberKind.INVALID
        return [Number("", digits if kind is NumberKind.UNKNOWN else "", kind)]
    if is_emergency(digits, plan):
        return [Number("", digits, NumberKind.EMERGENCY)]
    if digits.startswith("+"):
        return [_international(digits, plan)]
    plain = _plain(digits, plan, remote=remote)
    prefixed = _prefixed(digits, plan, remote=remote)
    if prefixed is None:
        return plain
    if plain[0].kind is NumberKind.EXTENSION:
        return [*plain, prefixed]
    readable = plain[0].kind not in (NumberKind.UNKNOWN, NumberKind.INVALID)
    if readable and not _carries(prefixed, plain[0], group):
        return [plain[0], prefixed, *plain[1:]]
    return [prefixed, *(number for number in plain if number.e164)]


def _carries(prefixed: Number, plain: Number, group: str) -> bool:
    """Whether the prefixed reading beats a plain one that the numbering plan allows just as well."""
    if group == prefixed.prefix:
        return True
    if group == prefixed.digits:  # nothing separates: rules 3 and 4
        return prefixed.kind is NumberKind.MOBILE
    abroad = numbering.assign(plain.e164 or "", "")
    if abroad and group == f"00{abroad.country_code}":
        return False
    home = numbering.assign(prefixed.e164 or "", "")
    national = group[len(prefixed.prefix) :].removeprefix("0")
    if home is None or not national or not home.national.startswith(national):
        return False
    area = numbering.area_length(home.e164)
    return len(national) == area if area else len(national) >= 3  # a mobile network's code: 151, 1520


def _prefixed(digits: str, plan: DialPlan, *, remote: bool) -> Number | None:
    """`digits` read as the outside prefix and a number that the numbering plan allows, if they can be."""
    prefix = plan.outside_prefix
    rest = digits.removeprefix(prefix)
    if not prefix or rest == digits:
        return None
    _, trunk = numbering.access_codes(plan.country)
    if not is_short_service(rest) and not (rest.startswith("0") or (trunk and rest.startswith(trunk))):
        return None
    number = _plain(rest, plan, remote=False)[0]
    if number.kind in (NumberKind.UNKNOWN, NumberKind.INVALID, NumberKind.EXTENSION):
        return None
    if number.e164 is None and not prefix.startswith("0"):
        return None  # with prefix 9, 9116117 is rather somebody in town
    return Number("", digits if number.e164 else rest, number.kind, number.e164, prefix)


def _plain(digits: str, plan: DialPlan, *, remote: bool) -> list[Number]:
    """`digits` without "+", read as if there were no outside prefix; never empty."""
    inside = Number("", digits, NumberKind.EXTENSION) if is_extension(digits, plan) else None
    german = plan.country.upper() == "DE"
    service = Number("", digits, NumberKind.SERVICE) if german and is_short_service(digits) else None
    if inside or service:
        ordered = (inside, service) if remote else (service, inside)
        return [number for number in ordered if number]
    if german:
        carried = without_carrier(digits)
        if carried != digits:
            inner = _national(carried, plan)
            return [Number("", digits, inner.kind, inner.e164)]
    _, trunk = numbering.access_codes(plan.country)
    if digits.startswith("0") or (trunk and digits.startswith(trunk)):
        return [_national(digits, plan)]
    if len(digits) <= max(INTERNAL_DIGITS, *plan.extension_digits, 0):
        return [Number("", digits, NumberKind.UNKNOWN)]
    return [_coded(digits, plan) or _local(digits, plan) or _unknown(digits, plan)]


def _international(digits: str, plan: DialPlan) -> Number:
    """A number with "+". The 0 after 49 is never part of it."""
    digits = re.sub(r"^\+00", "+", digits)
    digits = re.sub(r"^\+490+", "+49", digits)
    if digits.startswith("+0") or len(digits) - 1 > _MOST_DIGITS:
        return Number("", "", NumberKind.INVALID)
    if digits.startswith("+49"):
        national = digits.removeprefix("+49")
        if national in EMERGENCY:
            return Number("", digits, NumberKind.INVALID)
        if is_short_service(national):
            return Number("", national, NumberKind.SERVICE)
    found = numbering.assign(digits, plan.country)
    if found is not None:
        return _assigned(digits, found)
    plausible = len(digits) > _LEAST_FOREIGN and numbering.code_exists(digits)
    return Number("", digits, NumberKind.UNKNOWN if plausible else NumberKind.INVALID)


def _national(digits: str, plan: DialPlan) -> Number:
    """A number that begins with the way abroad or the trunk's 0."""
    if plan.country.upper() == "DE":
        if digits.startswith("00"):
            digits = re.sub(r"^00490+", "0049", digits)
            if digits.removeprefix("0049") in EMERGENCY:
                return Number("", digits, NumberKind.INVALID)
        if is_short_service(digits.removeprefix("0049" if digits.startswith("0049") else "0")):
            return Number("", re.sub(r"^(?:0049|0)", "", digits), NumberKind.SERVICE)
        if digits.removeprefix("0") in EMERGENCY:
            return Number("", digits, NumberKind.UNKNOWN)
    found = numbering.assign(digits, plan.country)
    return _assigned(digits, found) if found else _unknown(digits, plan)


def _assigned(digits: str, found: numbering.Assigned) -> Number:
    kind = german_kind(found.national) if found.country_code == 49 else None
    return Number("", digits, kind or (found.kind if found.valid else NumberKind.UNKNOWN), found.e164)


def _coded(digits: str, plan: DialPlan) -> Number | None:
    """The own country's code without "+", where the number is too long for anything in town."""
    code = numbering.calling_code(plan.country)
    if not code or not digits.startswith(code) or len(digits) <= 8:
        return None
    found = numbering.assign(f"+{digits}", "")
    return _assigned(digits, found) if found and found.valid and found.country_code == int(code) else None


def _local(digits: str, plan: DialPlan) -> Number | None:
    """A number in town, with the plan's area code put before it."""
    home = numbering.home_area(plan)
    if not home or digits.startswith("0") or (home.startswith("+49") and digits.startswith("1")):
        return None
    if home.startswith("+49") and len(home) - len("+49") + len(digits) > _LOCAL_NATIONAL:
        return None
    found = numbering.assign(home + digits, "")
    return _assigned(digits, found) if found and found.valid else None


def _unknown(digits: str, plan: DialPlan) -> Number:
    """Digits that no plan knows: they can be dialled, unless they are more than any number has."""
    abroad, trunk = numbering.access_codes(plan.country)
    far = digits.startswith(abroad)
    significant = digits.removeprefix(abroad if far else trunk)
    code = "" if far else numbering.calling_code(plan.country)
    if len(significant) + len(code) > _MOST_DIGITS:
        return Number("", "", NumberKind.INVALID)
    return Number("", digits, NumberKind.UNKNOWN)
