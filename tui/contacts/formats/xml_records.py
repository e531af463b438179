"""The records of an XML phone book: a stream of small trees, without entities, files and the net.

expat of the standard library does the work. A declaration of entities ends the reading (billion laughs,
files of this machine in a name), an outside one is never fetched. Where a document is not well formed, each
of its remaining records is read for itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html.entities import html5
from xml.parsers import expat

from tui.contacts.formats.charset import guessed, narrow

RECORDS = {"contact", "item", "directoryentry", "unit"}
_CHUNK = 64 * 1024
_MAX_DEPTH = 60
_MAX_NODES = 500  # of a record
_MAX_TEXT = 64 * 1024  # characters of an element
_FRAGMENT = 256 * 1024  # characters of a record that is read for itself
_DECLARED = re.compile(rb"\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})", re.IGNORECASE)
_START = re.compile(r"<(contact|item|DirectoryEntry|Unit)(?=[\s/>])", re.IGNORECASE)
_BARE = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});)(\w{2,31};)?")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@dataclass(slots=True)
class Element:
    """A node; names in small letters, without their prefix. `menu` is the list that a record stands in."""

    name: str
    attributes: dict[str, str]
    line: int
    children: list[Element] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    menu: str = ""
    root: str = ""

    @property
    def text(self) -> str:
        """What stands directly in it."""
        return "".join(self.texts).strip()

    def find(self, *names: str) -> Iterator[Element]:
        """Every node below with one of `names`, in their order in the file."""
        for child in self.children:
            if child.name in names:
                yield child
            yield from child.find(*names)

    def get(self, *names: str) -> str:
        """The first that says anything: a child of that name or an attribute."""
        for name in names:
            for child in self.children:
                if child.name == name and child.text:
                    return child.text
            if self.attributes.get(name, "").strip():
                return self.attributes[name].strip()
        return ""


@dataclass(frozen=True, slots=True)
class Broken:
    """The document (`whole`) or one of its records cannot be read from `line` on."""

    line: int
    whole: bool


class EntitiesError(Exception):
    """The document declares entities."""


def as_text(data: bytes) -> str:
    """A document as text, whatever encoding it declares; UTF-8 wins."""
    plain = narrow(data)
    declared = _DECLARED.match(plain)
    return guessed(plain, declared[1].decode("ascii") if declared and plain is data else "")


def records(text: str, moved: Callable[[int], None]) -> Iterator[Element | Broken]:
    """Every record of `text`. `moved` is told how many characters are read, or bytes of them. Raises
    `EntitiesError`."""
    builder = _Builder()
    data = text.encode("utf-8", "replace")
    try:
        for at in range(0, len(data), _CHUNK):
            builder.parser.Parse(data[at : at + _CHUNK], False)
            moved(at)
            yield from builder.take()
        builder.parser.Parse(b"", True)
    except (expat.ExpatError, _TooDeepError):
        yield from builder.take()
        yield Broken(builder.parser.CurrentLineNumber, whole=True)
        yield from _one_by_one(data[builder.complete :].decode("utf-8", "replace"), builder)
        return
    yield from builder.take()


class _TooDeepError(Exception):
    pass


class _Builder:
    def __init__(self, line: int = 0, root: str = "", menu: str = "") -> None:
        self.parser = expat.ParserCreate("utf-8")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._characters
        self.parser.EntityDeclHandler = self._entity
        self.complete = 0  # bytes up to the end of the last whole record
        self.complete_line = 1
        self.root = root
        self.menu = menu
        self._line = line
        self._depth = 0
        self._open: list[Element] = []  # the record being read, and in it its open nodes
        self._nodes = 0
        self._done: list[Element] = []

    def take(self) -> list[Element]:
        """The records that have ended since the last time."""
        done, self._done = self._done, []
        return done

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(":")[2].lower()
        self._depth += 1
        if self._depth > _MAX_DEPTH:
            raise _TooDeepError
        self.root = self.root or name
        if not self._open and name not in RECORDS:
            if name == "menu":
                self.menu = attributes.get("Name") or attributes.get("name") or ""
            return
        if not self._open:
            self._nodes = 0
        self._nodes += 1
        lower = {key.lower(): value[:_MAX_TEXT] for key, value in attributes.items()}
        node = Element(
            name, lower, self._line + self.parser.CurrentLineNumber, menu=self.menu, root=self.root
        )
        if self._open and self._nodes <= _MAX_NODES:
            self._open[-1].children.append(node)
        self._open.append(node)

    def _end(self, name: str) -> None:
        self._depth -= 1
        if self._open:
            node = self._open.pop()
            if not self._open:
                self._done.append(node)
                self.complete = self.parser.CurrentByteIndex
                self.complete_line = self.parser.CurrentLineNumber
        elif name.rpartition(":")[2].lower() == "menu":
            self.menu = ""

    def _characters(self, text: str) -> None:
        if self._open:
            texts = self._open[-1].texts
            if sum(map(len, texts[-1:])) + len(text) <= _MAX_TEXT and len(texts) < 100:
                texts.append(text)

    def _entity(self, *_: object) -> None:
        raise EntitiesError


def _one_by_one(text: str, before: _Builder) -> Iterator[Element | Broken]:
    """What is left of a broken document, record by record."""
    line, counted = before.complete_line, 0
    starts = [(found.start(), found[1]) for found in _START.finditer(text)]
    ends = [*(start for start, _ in starts[1:]), len(text)]
    for (start, name), end in zip(starts, ends, strict=False):  # no start: nothing, and one end
        line += text.count("\n", counted, start)
        counted = start
        fragment = text[start : min(end, start + _FRAGMENT)]
        record = _alone(fragment, name, line, before)
        yield record or Broken(line, whole=False)


def _alone(fragment: str, name: str, line: int, before: _Builder) -> Element | None:
    closing = fragment.lower().rfind(f"</{name.lower()}")
    end = fragment.find(">", closing) + 1 if closing >= 0 else fragment.find("/>") + 2
    if end < 2:
        return None
    body = _CONTROL.sub("", _BARE.sub(_unbare, fragment[:end]))
    builder = _Builder(line - 1, before.root, before.menu)
    try:
        builder.parser.Parse(body.encode("utf-8", "replace"), True)
    except (expat.ExpatError, _TooDeepError):
        return None
    return next(iter(builder.take()), None)


def _unbare(found: re.Match[str]) -> str:
    """An ampersand that nobody escaped, or a name of HTML's ("&uuml;")."""
    known = html5.get(found[1]) if found[1] else None
    return known if known and known not in "<>&\"'" else f"&amp;{found[1] or ''}"
