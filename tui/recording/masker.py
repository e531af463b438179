"""Puts fictional numbers, names and hosts in the place of real ones, so that a trace means the same.

Byte for byte a line stays as long as it was, and whatever was "%C3%BC", a lone 0xFC or a plain "ü" is an
umlaut in the same writing afterwards. What cannot be told from a name is taken for one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Final

from tui.dialing.number import DialPlan
from tui.phones.maker import Maker
from tui.phones.registry import makers
from tui.recording.draw import Draw
from tui.recording.glyphs import read
from tui.recording.hosts import Hosts
from tui.recording.tokens import Tokens
from tui.recording.trace import About, Command, Line, Opening, Own, Report
from tui.recording.vocabulary import (
    COUNT,
    COUNTING,
    ID,
    PAGE,
    PARAMETERS,
    PARTY,
    SETTING,
    TEXT,
)
from tui.recording.words import Words

_PARAMETER: Final = re.compile(r"(?P<before>^|[?&\[]|&amp;|(?<==))(?P<name>[A-Za-z][\w.\[\]-]{0,63})=")
_VERSION: Final = re.compile(
    r"(?:firmware[- ]?(?:version)?|-SIP|SIP-\w{1,8})\s{0,3}[:= ]\s{0,3}(?:snom\w{0,8}-SIP\s+)?"
    r"(?P<version>[0-9]{1,3}(?:\.[0-9]{1,3}){1,4})(?![.0-9])",
    re.IGNORECASE,
)
_REQUEST: Final = re.compile(
    rb"(?P<method>(?:[A-Z]{1,20} )?)(?P<target>.*?)(?P<version>(?: HTTP/1\.[01]\s*)?)", re.DOTALL
)
_MACHINE_HEADERS: Final = frozenset({"user-agent", "server"})


class Masker:
    """Use it from one thread. `key` is secret, made anew for each recording and then forgotten."""

    def __init__(self, key: bytes, plan: DialPlan, phones: Iterable[str]) -> None:
        draw = Draw(key)
        words = Words(draw)
        prefixes = {prefix for made_by in makers() for prefix in made_by.prefixes}
        theirs = {word for made_by in makers() for word in _words_of(made_by)}
        theirs |= {word for name in PARAMETERS for word in _parts(name)}
        hosts = Hosts(draw, words)
        self._tokens = Tokens(draw, plan, words, hosts, frozenset(prefixes), frozenset(theirs))
        self._phones = {name: f"phone-{number}" for number, name in enumerate(phones, 1)}

    def mask(self, line: Line) -> Line:
        """`line` as it may be shown to others."""
        match line:
            case Opening():
                phones = {self._phone(name): vendor for name, vendor in line.phones.items()}
                plan = self._tokens.numbers.plan(line.plan)
                thorough = tuple(map(self._phone, line.thorough))
                return replace(line, masked=True, plan=plan, phones=phones, thorough=thorough)
            case About():
                machine = self._tokens.machine
                return replace(
                    line,
                    phone=self._phone(line.phone),
                    model=machine(line.model),
                    firmware=machine(line.firmware),
                )
            case Report():
                return replace(
                    line,
                    phone=self._phone(line.phone),
                    line=self._request(line.line, TEXT),
                    headers=self._headers(line.headers),
                    peer=self._tokens.hosts.mask(line.peer) if line.peer else "",
                )
            case Command():
                return replace(
                    line,
                    phone=self._phone(line.phone),
                    target=self._request(line.target, SETTING),
                    headers=self._headers(line.headers),
                    body=self._rewritten(line.body, self._page, percent=False),
                )
            case Own():
                return replace(
                    line,
                    phone=self._phone(line.phone),
                    call_id=self._tokens.text(line.call_id, ID),
                    remote=self._tokens.text(line.remote, PARTY),
                    target=self._tokens.text(line.target, PARTY),
                )
        return line

    def _phone(self, name: str) -> str:
        if name and name not in self._phones:
            self._phones[name] = f"phone-{len(self._phones) + 1}"
        return self._phones.get(name, "")

    def _request(self, line: bytes, sort: int) -> bytes:
        """A request line, or what we asked a phone for. `sort` is of what stands there without a name."""
        found = _REQUEST.fullmatch(line)
        assert found is not None  # each of its parts may be empty
        path, asks, query = found["target"].partition(b"?")
        path = self._rewritten(path, lambda text: self._tokens.text(text, SETTING))
        query = self._rewritten(query, lambda text: self._query(text, sort))
        return found["method"] + path + asks + query + found["version"]

    def _headers(self, headers: tuple[tuple[str, bytes], ...]) -> tuple[tuple[str, bytes], ...]:
        return tuple((name, self._header(name, value)) for name, value in headers)

    def _header(self, name: str, value: bytes) -> bytes:
        if name in _MACHINE_HEADERS:
            return self._rewritten(value, self._tokens.machine, percent=False)
        if name == "location":
            return self._request(value, SETTING)
        if name == "host":
            return self._rewritten(value, lambda text: self._tokens.text(text, PARTY), percent=False)
        sort = COUNT if name == "content-length" else PAGE
        return self._rewritten(value, lambda text: self._tokens.text(text, sort), percent=False)

    def _rewritten(self, data: bytes, change: Callable[[str], str], *, percent: bool = True) -> bytes:
        glyphs = read(data, percent=percent)
        changed = change("".join(glyph.char for glyph in glyphs))
        return b"".join(glyph.written(char) for glyph, char in zip(glyphs, changed, strict=True))

    def _query(self, query: str, sort: int) -> str:
        """Parameter by parameter; a name that is not known to be one is masked like its value."""
        made: list[str] = []
        at = 0
        for found in _PARAMETER.finditer(query):
            made.append(self._tokens.text(query[at : found.start("name")], sort))
            name = found["name"]
            known = PARAMETERS.get(name.lower())
            if known is None:
                made.append(self._tokens.text(name, SETTING))
                sort = self._sort(name)
            else:
                made.append(name)
                sort = known
            at = found.end("name")
        made.append(self._tokens.text(query[at:], sort))
        return "".join(made)

    def _page(self, page: str) -> str:
        """An answer of a phone's: markup, names of settings and versions stay."""
        made: list[str] = []
        at = 0
        for found in _VERSION.finditer(page):
            made.append(self._tokens.text(page[at : found.start("version")], PAGE))
            made.append(found["version"])
            at = found.end("version")
        made.append(self._tokens.text(page[at:], PAGE))
        return "".join(made)

    def _sort(self, name: str) -> int:
        """What the value of a parameter is that no event has: a setting, where its name is made as theirs
        are."""
        parts = set(_parts(name))
        if not parts or not parts <= self._tokens.technical:
            return TEXT
        return COUNT if parts & COUNTING else SETTING


def _parts(name: str) -> list[str]:
    return [part for part in re.split(r"[\W_0-9]+", name.lower()) if part]


def _words_of(made_by: Maker) -> list[str]:
    """The words that a maker's events and settings are called by."""
    names = [*made_by.kinds, *(url.setting for url in made_by.action_urls("http://x"))]
    return [word for name in names for word in _parts(name)]
