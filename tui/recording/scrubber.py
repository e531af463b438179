"""Keeps secrets out of a recording, masked or not: passwords, tokens, nonces, tones that may be a PIN.

When in doubt something is starred that need not have been.
"""

from __future__ import annotations

import base64
import re
from dataclasses import replace
from html import escape as html_escape
from typing import Final
from urllib.parse import quote, quote_plus

from tui.recording.trace import STARRED, TOKEN, Command, Line, Report

_TOKEN_FORM: Final = re.compile(r"[A-Za-z0-9_-]{16,64}")  # as `tui.config.tokens` makes and takes them

# What a setting, a parameter or a field is called that holds a secret: user_pass1, admin_mode_password,
# http_client_pass, user_hash, vm_pin, security.user_password, g_strToken, static.wifi.psk …
_NAME: Final = (
    rb"[\w.\[\]-]{0,64}(?:pass|pwd|secret|kennwort|token|credential|hash|psk|private|api_?key|ha1"
    rb"|(?<![a-z])(?:pin|pw)(?![a-z]))[\w.\[\]-]{0,64}"
)
_PARAMETER: Final = re.compile(rb"(?P<name>(?:\A|[?&;]|%26|\[)" + _NAME + rb"=)[^&\]]+", re.IGNORECASE)
_SECRET_NAME: Final = re.compile(_NAME, re.IGNORECASE)
_OUR_TOKEN: Final = re.compile(rb"(?:2F)?" + TOKEN + rb"(?:2F)?", re.IGNORECASE)
_TYPED_SECRET: Final = re.compile(rb"type\s{0,3}=\s{0,3}[\"']?(?:password|hidden)\b", re.IGNORECASE)
# How far what is said about one name reaches in a page or a file.
_END: Final = re.compile(rb"[\n\r]|<(?:br|/tr|/li|/p|/div|/form|input|tr|li)\b|[,;]\s*\"", re.IGNORECASE)
_TAG: Final = re.compile(rb"<[^<>]{0,4096}>")
_VALUE: Final = re.compile(
    rb"(?P<name>\b(?:value|content)\s{0,3}=\s{0,3})(?:\"[^\"]*\"|'[^']*'|[^\s>]+)", re.I
)
_SEEN: Final = re.compile(rb"[^\s\"':=!&$<>,;{}()]+")
_CHALLENGE: Final = re.compile(
    rb"\b(?P<name>nonce|opaque|cnonce|response|nc|username|uri)\s*=\s*(?:\"[^\"]*\"|[^\s,]+)", re.IGNORECASE
)
_USER_INFO: Final = re.compile(
    rb"(?P<scheme>\b(?:https?|ftp)(?:://|%3A%2F%2F))[^/?#@\s\"'<>&]{1,256}(?:@|%40)", re.IGNORECASE
)
_HEADER: Final = re.compile(
    rb"(?P<name>\b(?:(?:proxy-)?authorization|(?:set-)?cookie)\b\s{0,3}[:=])[^\r\n]*", re.IGNORECASE
)
# Single keys and tones that we send: voicemail asks for a PIN by them. Key names have letters.
_TONES: Final = re.compile(
    rb"(?P<name>[?&](?:key_dtmf=|key=(?=(?:[0-9*]|%2A|%23|POUND)(?:;|&|\Z))))(?P<keys>[^&]*)", re.IGNORECASE
)
_DURATION: Final = re.compile(rb"(?P<name>[?&]Key=)(?P<keys>[^&]*)(?=&Duration=)")
_TONE: Final = re.compile(rb"POUND|%2A|%23|[0-9A-D*#]", re.IGNORECASE)

_SHORT: Final = 6  # a secret shorter than this is only starred where it stands alone


class Scrubber:
    """`keep_out` tells it what is secret at this desk; the rest it knows by names."""

    def __init__(self) -> None:
        self._known: dict[bytes, tuple[re.Pattern[bytes], bytes]] = {}  # by spelling: where, and what instead

    def keep_out(self, *secrets: str) -> None:
        """These never get in, in no usual spelling. One thread at a time may call it, others may scrub."""
        known = dict(self._known)
        for secret in filter(None, secrets):
            stands = TOKEN if _TOKEN_FORM.fullmatch(secret) else STARRED
            weak = len(secret) < _SHORT or secret.isdigit()
            known |= {spelling: (_found(spelling, alone=weak), stands) for spelling in _spellings(secret)}
        self._known = dict(sorted(known.items(), key=lambda item: len(item[0]), reverse=True))

    def scrub(self, line: Line) -> Line:
        """`line` without what must not be known."""
        if isinstance(line, Report):
            return replace(line, line=self._request(line.line), headers=self._headers(line.headers))
        if isinstance(line, Command):
            target = _DURATION.sub(_muted, _TONES.sub(_muted, line.target))
            headers = self._headers(line.headers)
            return replace(line, target=self._target(target), headers=headers, body=self._body(line.body))
        return line

    def _request(self, line: bytes) -> bytes:
        head, mark, version = line.rpartition(b" HTTP/")
        return self._target(head) + mark + version if mark else self._target(line)

    def _target(self, target: bytes) -> bytes:
        """Only in the query: the recorder puts nothing into a path but what it knows."""
        path, mark, query = target.partition(b"?")
        return path + self._usual(_PARAMETER.sub(rb"\g<name>" + STARRED, mark + query))

    def _headers(self, headers: tuple[tuple[str, bytes], ...]) -> tuple[tuple[str, bytes], ...]:
        return tuple(
            (name, self._usual(_CHALLENGE.sub(rb"\g<name>=" + STARRED, value))) for name, value in headers
        )

    def _body(self, body: bytes) -> bytes:
        """Of whatever is called like a secret, all that is said about it: where in a page of unknown layout
        its value stands, nobody knows."""
        body = self._usual(_HEADER.sub(rb"\g<name> " + STARRED, body))
        made = bytearray()
        at = 0
        body = _TAG.sub(_without_value, body)
        tags = [tag.span() for tag in _TAG.finditer(body) if _VALUE.search(tag[0])]
        while (found := _SECRET_NAME.search(body, at)) is not None:
            within = next((end for start, end in tags if start < found.start() < end), 0)
            ours = _OUR_TOKEN.fullmatch(found[0]) is not None
            made += body[at : within or found.end()]
            at = within or found.end()
            if not within and not ours:  # else it is about its own tag, whose value is starred
                at = _reach(body, found.end())
                made += _starred(body[found.end() : at])
        return bytes(made + body[at:])

    def _usual(self, data: bytes) -> bytes:
        data = _USER_INFO.sub(rb"\g<scheme>" + STARRED + b"@", data)
        for found, stands in self._known.values():
            data = found.sub(stands, data)
        return data


def _found(spelling: bytes, *, alone: bool) -> re.Pattern[bytes]:
    """Where a secret stands, but for the name of a parameter that happens to be the same word."""
    word = re.escape(spelling)
    if alone:
        return re.compile(rb"(?<![\w.+-])" + word + rb"(?![\w.@=-])")
    return re.compile(rb"(?<![?&])" + word + rb"|" + word + rb"(?!=)")


def _spellings(secret: str) -> set[bytes]:
    """As it is, in a URL (once and twice encoded), in HTML, in JSON, in a header; in both encodings."""
    made: set[bytes] = set()
    for encoding in ("utf-8", "latin-1"):
        raw = secret.encode(encoding, "replace" if encoding == "utf-8" else "ignore")
        if encoding == "utf-8" or raw.decode(encoding) == secret:
            once = quote(raw, safe="")
            texts = {once, once.lower(), quote(once, safe=""), quote_plus(raw)}
            made |= {raw, base64.b64encode(raw), *(text.encode() for text in texts)}
            for text in (html_escape(secret), secret.replace("\\", "\\\\").replace('"', '\\"')):
                made.add(text.encode(encoding, "replace"))
    return made


def _muted(found: re.Match[bytes]) -> bytes:
    return found["name"] + _TONE.sub(b"0", found["keys"])


def _without_value(tag: re.Match[bytes]) -> bytes:
    """A tag; the field of a form that holds a secret by its name or its type without its value."""
    if _SECRET_NAME.search(tag[0]) or _TYPED_SECRET.search(tag[0]):
        return _VALUE.sub(rb'\g<name>"' + STARRED + b'"', tag[0])
    return tag[0]


def _reach(body: bytes, at: int) -> int:
    """Up to where the text about a name goes: over the first line or row that says something."""
    while (end := _END.search(body, at)) is not None:
        if _SEEN.search(_TAG.sub(b"", body[at : end.start()])) or _VALUE.search(body, at, end.start()):
            return end.start()
        at = end.end()
    return len(body)


def _starred(part: bytes) -> bytes:
    """Everything outside of tags, and the values inside of them."""
    made = bytearray()
    at = 0
    inside = re.match(rb"[^<>]*>", part)  # the end of the tag in which the name stands
    if inside:
        made += inside[0]  # its value is starred
        at = inside.end()
    for tag in _TAG.finditer(part, at):
        made += _SEEN.sub(STARRED, part[at : tag.start()])
        made += _VALUE.sub(rb'\g<name>"' + STARRED + b'"', tag[0])
        at = tag.end()
    return bytes(made + _SEEN.sub(STARRED, part[at:]))
