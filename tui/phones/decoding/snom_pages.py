"""What a Snom's own web pages say: front page, info page and list of settings. Pure, and never raises.

Sources: the symcon/Snom project and NethVoice for the two forms of the info page; Snom's "Setting Files" and
"Desk Phone Configuration Files" for the ways in which settings are written down.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from html import unescape
from typing import Final

from tui.calls.facts import Forwarding, Identity, PhoneFacts
from tui.phones.answer import mac_digits
from tui.phones.decoding.party import user_part
from tui.phones.maker import Greeting
from tui.untrusted import clean

PAGE_LIMIT: Final = 512 * 1024  # bytes of the list of settings that are read
IDENTITIES: Final = range(1, 13)  # the most that any model has ("Remote phone control": LOGOFFLINE=1..12)
FORWARDS: Final = {"always": "fwd_all", "busy": "fwd_busy", "no-answer": "fwd_time"}
# Every phone has some of these: a page with none, however many colons stand in it, is no list of settings.
_TELLTALE: Final = (
    "user_name",
    "user_host",
    "action_",
    "fwd_",
    "fkey",
    "dnd_mode",
    "http_",
    "use_hidden_tags",
)
_VALUE_LIMIT: Final = 2048  # characters of one setting

PHONE_MANAGER: Final = "phone manager"  # how the title of a D8xx begins, in lower case
_TITLE = re.compile(r"<title>\s*([^<]{0,80})", re.IGNORECASE)
_REALM = re.compile(r"\brealm\s*=\s*\"?\s*(snom\b[^\",]{0,60})", re.IGNORECASE)
_MODEL = re.compile(r"snom\s*((?:[DCM]|MP)?[0-9]{3}|MP)\b", re.IGNORECASE)

_TAG = re.compile(r"<[^<>]{0,400}>")
_ABOUT = {  # both forms of the info page: the one since firmware 10, and the one before
    "hardware": re.compile(r"\bHardware\s*:\s*(?:snom\s*)?(\w[\w.-]{0,30})", re.IGNORECASE),
    "mac": re.compile(r"\bMAC(?:-?\s?Address)?\s*:\s*([0-9A-F:-]{12,17})\b", re.IGNORECASE),
    "firmware": re.compile(
        r"\bFirmware(?:-?\s?Version)?\s*:\s*(?:snom(\w{2,12})-SIP\s+)?([\w.-]{1,40})", re.IGNORECASE
    ),
}

# `name!: value`, `name&: value`, `name: value`: the sign says who may write it.
_LINE = re.compile(r"\s*([A-Za-z]\w{0,63})(?:\[([0-9]{1,3})\])?\s{0,8}[!&$#]?\s{0,8}:(.*)", re.ASCII)
_ELEMENT = re.compile(r"<([A-Za-z]\w{0,63}+)([^<>]{0,200}+)>([^<]{0,4096}+)</\1\s{0,8}>", re.ASCII)
_INDEX = re.compile(r"\bidx=[\"']([0-9]{1,3})[\"']")
_XML = re.compile(r"\s{0,64}(?:<\?xml|<settings|<phone-settings)", re.IGNORECASE)
# Only what HTML knows counts as markup: a value may hold <sip:22@pbx> as it is.
_BREAK = re.compile(
    r"</?(?:br|tr|p|div|li|ul|ol|hr|pre|table|tbody|html|head|body|title|form|h[1-6])(?:[\s/][^<>]{0,400})?>",
    re.I,
)
_INLINE = re.compile(
    r"</?(?:td|th|tt|b|i|u|a|em|strong|small|font|span|code|label)(?:[\s/][^<>]{0,400})?>", re.I
)
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


def title(page: str) -> str:
    """The title of a page."""
    found = _TITLE.search(page[:16384])
    return found[1].strip() if found else ""


def recognised(greeting: Greeting) -> str | None:
    """The model, "" if it cannot be seen, None if this is no Snom.

    By the title "snom D715", the realm "snom…" of a 401, or the Server header "snom embedded" (OpenVAS), and
    by the title of the D8xx (symcon/Snom).
    """
    front = title(greeting.text)
    if front.lower().startswith(PHONE_MANAGER):
        return "D8xx"
    realm = _REALM.search(greeting.headers.get("www-authenticate", "")[:2048])
    names = [text for text in (front, realm[1] if realm else "") if re.match(r"snom(?![a-z])", text, re.I)]
    models = [model[1].upper() for name in names if (model := _MODEL.match(name))]
    if models:
        return models[0]
    return "" if names or "snom" in greeting.headers.get("server", "").lower() else None


def about(page: str) -> PhoneFacts:
    """Model, firmware and MAC address of an info page; "" for what it does not say."""
    text = _TAG.sub(" ", page)
    hardware, mac, firmware = (_ABOUT[name].search(text) for name in ("hardware", "mac", "firmware"))
    model = hardware[1] if hardware else (firmware[1] or "") if firmware else ""
    return PhoneFacts(
        clean(model, 40), clean(firmware[2], 60) if firmware else "", mac_digits(mac[1]) if mac else ""
    )


def listed(page: str, content_type: str = "") -> dict[str, str]:
    """Setting → value, of a list of settings as text, as text in HTML, or as XML; empty if it is none.

    A setting that each identity has by itself carries the identity's number at the end of its name, as in
    user_name1. Of two lines for a setting the first counts. Only as text/plain it is not taken for HTML.
    """
    plain = content_type.strip().lower().startswith("text/plain")
    found: dict[str, str] = {}
    entries = _elements(page) if _XML.match(page) else _lines(page, plain)
    for name, value in entries:
        found.setdefault(name, clean(value, _VALUE_LIMIT))
    return found if any(name.startswith(_TELLTALE) for name in found) else {}


def shut(settings: Mapping[str, str]) -> bool:
    """Whether the settings bar remote control (Snom wiki, "Can I control my snom phone remotely")."""
    return any(_switch(settings.get(name)) for name in ("use_hidden_tags", "restrict_uri_queries"))


def indexes(settings: Mapping[str, str], name: str) -> tuple[int, ...] | None:
    """The identities for which there is a setting `name` apart: none if it counts for the whole phone, and
    None if there is no such setting at all.

    Snom's page on fwd_all_enabled has it for each identity; other sources write it without a number. Where
    identities are known to be in use, only theirs are named.
    """
    if name in settings:
        return ()
    numbered = tuple(index for index in IDENTITIES if f"{name}{index}" in settings)
    used = tuple(index for index in numbered if _in_use(settings, index))
    return used or numbered or None


def told(facts: PhoneFacts, settings: Mapping[str, str]) -> PhoneFacts:
    """`facts` and what the settings add. Whether an identity is registered is not among them."""
    dnd = [_switch(settings.get(name)) for name in _names(settings, "dnd_mode")]
    forwards = {
        kind: forward
        for kind, prefix in FORWARDS.items()
        if (forward := _forward(settings, prefix)) is not None
    }
    return replace(
        facts,
        mac=facts.mac or mac_digits(settings.get("mac", "")),
        identities=_identities(settings),
        dnd=None if None in dnd or not dnd else any(dnd),
        forwards=forwards or None,
    )


def _lines(page: str, plain: bool) -> Iterator[tuple[str, str]]:
    if not plain:
        page = _INLINE.sub(" ", _BREAK.sub("\n", page))
    for line in page.splitlines():
        # The list escapes what HTML would misread; "&copy=1" of a URL is no entity, as it has no semicolon.
        found = _LINE.match(line if plain else _ENTITY.sub(lambda entity: unescape(entity[0]), line))
        if found is not None:
            yield found[1] + (found[2] or ""), found[3]


def _elements(page: str) -> Iterator[tuple[str, str]]:
    for name, attributes, value in _ELEMENT.findall(page):
        index = _INDEX.search(attributes)
        yield name + (index[1] if index else ""), _ENTITY.sub(lambda entity: unescape(entity[0]), value)


def _switch(value: str | None) -> bool | None:
    """On or off; None for anything else."""
    return {"on": True, "true": True, "1": True, "off": False, "false": False, "0": False}.get(
        (value or "").lower()
    )


def _in_use(settings: Mapping[str, str], index: int) -> bool:
    return (
        bool(settings.get(f"user_name{index}")) and _switch(settings.get(f"user_active{index}")) is not False
    )


def _names(settings: Mapping[str, str], name: str) -> list[str]:
    """`name` as the phone has it: for itself, or for each identity; none if it has it not."""
    numbered = indexes(settings, name)
    return [] if numbered is None else [f"{name}{index}" for index in numbered] or [name]


def _identities(settings: Mapping[str, str]) -> tuple[Identity, ...] | None:
    """Those in use; None if the list names none at all, used or not."""
    if not any(f"user_name{index}" in settings for index in IDENTITIES):
        return None
    found = []
    for index in IDENTITIES:
        user, host = settings.get(f"user_name{index}", ""), settings.get(f"user_host{index}", "")
        address = user if "@" in user else f"{user}@{host}"
        if _in_use(settings, index) and re.fullmatch(r"[^\s@]{1,64}@[^\s@]{1,128}", address):
            found.append(Identity(index, address, clean(settings.get(f"user_realname{index}", ""), 64)))
    return tuple(found)


def _forward(settings: Mapping[str, str], prefix: str) -> Forwarding | None:
    """That forward of the whole phone, or of the first identity that forwards, else of the first one."""
    suffixes = [name.removeprefix(f"{prefix}_enabled") for name in _names(settings, f"{prefix}_enabled")]
    states = {suffix: _switch(settings.get(f"{prefix}_enabled{suffix}")) for suffix in suffixes}
    known = [suffix for suffix, on in states.items() if on is not None]
    if not known:
        return None
    suffix = next((suffix for suffix in known if states[suffix]), known[0])
    target = user_part(clean(settings.get(f"{prefix}_target{suffix}", ""), 128))
    seconds = settings.get(f"{prefix}_secs{suffix}", "")
    waits = int(seconds) if re.fullmatch(r"[0-9]{1,4}", seconds) else None
    return Forwarding(bool(states[suffix]), target, waits)
