"""What a tel:, callto: or sip: link asks for (RFC 3966, RFC 3261), and what may be dialled unseen.

A link is written by whoever made the page. It may name a number, and nothing else: feature codes could
forward the user's calls, and are refused however they are spelt.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote

from tui.dialing.emergency import emergency_digits
from tui.dialing.number import DialPlan, Number, NumberKind
from tui.dialing.reading import read_typed
from tui.dialing.spelling import fold
from tui.dialing.trunk import own_trunk
from tui.errors import UsageError
from tui.untrusted import clean

_LONGEST = 512  # characters
_SCHEME = re.compile(r"\s*(tel|callto|sips?):(?://)?", re.IGNORECASE)
_NOTHING = (NumberKind.INVALID, NumberKind.ANONYMOUS)
_GLOBAL = re.compile(r"\+[0-9().\-]{1,20}")
_LOCAL = re.compile(r"[0-9().\- ]{1,20}")


@dataclass(frozen=True, slots=True)
class Link:
    """The number of a link. `certain`: it means the same here as where the link was written."""

    number: Number
    certain: bool


def read_link(link: str, plan: DialPlan) -> Link:
    """The number that `link` names. Raises `UsageError` for every other link, and for a feature code."""
    found = _SCHEME.match(link)
    if found is None or len(link) > _LONGEST:
        raise UsageError("link_foreign", link=clean(link, 60))
    body = fold(unquote(link[found.end() :]))
    head, *parameters = re.split(r"[;?]", body)
    user, _, host = head.partition("@")
    if re.search(r"[*#]", user):
        raise UsageError("link_code", link=clean(user, 60))
    named = dict(part.lower().partition("=")[::2] for part in parameters)
    local = _in_context(user, named.get("phone-context", "").strip(), plan)
    number = read_typed(local or _bare(found[1], user, named), plan)
    if number.kind in _NOTHING or re.search(r"[*#]", number.digits):
        raise UsageError("link_no_number", link=clean(link, 60))
    elsewhere = bool(host) or (bool(named.get("phone-context")) and not local)
    return Link(number, number.e164 is not None or not elsewhere)


def _bare(scheme: str, user: str, named: dict[str, str]) -> str:
    """The number with its extension, without what else stands in the link."""
    extension = named.get("ext", "").strip()
    more = f";ext={extension}" if re.fullmatch(r"[0-9]{1,5}", extension) else ""
    return f"tel:{user.strip()}{more}" if scheme.lower() != "sip" or more else user.strip()


def _in_context(user: str, context: str, plan: DialPlan) -> str:
    """A local number behind the number that says where it is local; "" where that does not apply.

    Behind our own main number it is an extension of ours, and stays one.
    """
    if not (_GLOBAL.fullmatch(context) and _LOCAL.fullmatch(user)):
        return ""
    digits, prefix = re.sub(r"\D", "", user), "+" + re.sub(r"\D", "", context)
    return digits if prefix == own_trunk(plan) else prefix + digits.lstrip("0")


def at_once(link: Link) -> bool:
    """Whether a link may dial where the user lets links do so: never what costs more, nor an emergency."""
    return link.certain and link.number.kind not in (NumberKind.PREMIUM, NumberKind.EMERGENCY)


def marked_at_once(numbers: list[Number], text: str) -> bool:
    """Whether what was found in the marked text is dialled by the key alone.

    Several are chosen from. Premium numbers and feature codes are looked at first; so is an emergency number
    with other words around it, but 110 or 112 marked alone is meant, and nothing stands in its way.
    """
    if len(numbers) != 1 or fold(text[:_LONGEST]).strip().startswith(("*", "#")):
        return False
    number = numbers[0]
    if number.kind is NumberKind.EMERGENCY:
        return bool(emergency_digits(text))
    return number.kind is not NumberKind.PREMIUM and re.search(r"[*#]", number.digits) is None
