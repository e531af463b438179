"""What an answer of a phone's web server means, where both makers mean the same."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from tui.calls.facts import UNTOLD, PhoneFacts
from tui.errors import PhoneError
from tui.net import PhoneLink, Reply
from tui.phones.driver import Probe

_MAC = re.compile(r"[0-9A-Fa-f]{2}(?:[:-]?[0-9A-Fa-f]{2}){5}")


def redirected(link: PhoneLink, reply: Reply) -> PhoneError | None:
    """The refusal in a redirect: to the other one of http and https, or to a login page.

    A 307 without the other scheme in it means the same: a Snom that is set to https only sends it (seen by
    the symcon/Snom project).
    """
    if not 300 <= reply.status < 400:
        return None
    location = reply.headers.get("location", "")[:2048]
    other = link.address.elsewhere(location)
    if other or reply.status == 307:
        return PhoneError(
            "phone_wrong_scheme",
            cause="wrong-scheme",
            phone=link.name,
            url=link.address.base,
            other=other or link.address.flipped.base,
        )
    if "login" in _page(location):
        return PhoneError("phone_login_page", cause="password", phone=link.name)
    return None


def unexpected(link: PhoneLink, maker: str, reply: Reply) -> PhoneError:
    """A status that no source knows of this maker's phones."""
    return PhoneError(
        "phone_unexpected", cause="not-a-phone", phone=link.name, vendor=maker, status=reply.status
    )


def not_recognised(link: PhoneLink, maker: str) -> PhoneError:
    """Something answers well, but not like this maker's phone."""
    return PhoneError(
        "phone_not_recognised", cause="not-a-phone", phone=link.name, vendor=maker, url=link.address.base
    )


def late(phone: str) -> PhoneError:
    """Nothing was sent: what the command was for has changed."""
    return PhoneError("phone_late", cause="late", phone=phone)


def failed(error: PhoneError, facts: PhoneFacts = UNTOLD, wait: float | None = None) -> Probe:
    """A probe that ended in `error`, with what the phone said of itself all the same."""
    return Probe(False, facts.model, facts.firmware, facts.mac, error.cause, str(error), facts, wait)


def mac_digits(text: str) -> str:
    """The MAC address in `text` as 12 hexadecimal digits in lower case; "" if there is none."""
    found = _MAC.fullmatch(text.strip())
    return re.sub("[:-]", "", found[0]).lower() if found else ""


def _page(location: str) -> str:
    """Path and query of a Location header, in lower case."""
    try:
        split = urlsplit(location)
    except ValueError:
        return ""
    return f"{split.path}?{split.query}".lower()
