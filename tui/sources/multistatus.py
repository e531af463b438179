"""The XML of a CardDAV server's answers (RFC 4918, 6352, 6578), read with bounds and without entities."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final
from xml.parsers import expat

DAV: Final = "DAV: "
CARD: Final = "urn:ietf:params:xml:ns:carddav "
SERVER: Final = "http://calendarserver.org/ns/ "
_DEEPEST: Final = 30
_NODES: Final = 2_000_000


class NoMultistatusError(ValueError):
    """It is no XML, or XML that means harm."""


@dataclass(slots=True)
class Node:
    """An element; `name` is its namespace, a blank and its own name."""

    name: str
    children: list[Node] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self.texts).strip()

    def all(self, name: str) -> Iterator[Node]:
        """The children of that name."""
        return (child for child in self.children if child.name == name)

    def below(self, *names: str) -> Node | None:
        """The first child of the first name, of that the first of the second, and so on."""
        node: Node | None = self
        for name in names:
            node = next(node.all(name), None) if node is not None else None
        return node


@dataclass(frozen=True, slots=True)
class Resource:
    """One answer of many: where, whether it is there, and the properties that were found."""

    href: str
    status: int
    found: Node

    def text(self, *names: str) -> str:
        """The text of a property, "" where it has none."""
        node = self.found.below(*names)
        return node.text if node is not None else ""


def parse(body: bytes) -> Node:
    """The root of a document. Raises `NoMultistatusError`."""
    root = Node("")
    open_nodes = [root]
    count = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal count
        count += 1
        if len(open_nodes) > _DEEPEST or count > _NODES:
            raise NoMultistatusError
        node = Node(name)
        open_nodes[-1].children.append(node)
        open_nodes.append(node)

    def refuse(*_: Any) -> None:
        raise NoMultistatusError

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = lambda name: open_nodes.pop()
    parser.CharacterDataHandler = lambda text: open_nodes[-1].texts.append(text)
    parser.EntityDeclHandler = refuse
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(body, True)
    except (expat.ExpatError, LookupError, ValueError):  # LookupError: an encoding that nobody knows
        raise NoMultistatusError from None
    return root.children[0]


def resources(root: Node) -> Iterator[Resource]:
    """The answers of a multistatus. Raises `NoMultistatusError` where it is none."""
    if root.name != f"{DAV}multistatus":
        raise NoMultistatusError
    for response in root.all(f"{DAV}response"):
        href = response.below(f"{DAV}href")
        status = response.below(f"{DAV}status")
        found = Node("found")
        for part in response.all(f"{DAV}propstat"):
            said, prop = part.below(f"{DAV}status"), part.below(f"{DAV}prop")
            if prop is not None and (said is None or _code(said.text) == 200):
                found.children += prop.children
        if href is not None:
            yield Resource(href.text, _code(status.text) if status is not None else 200, found)


def _code(line: str) -> int:
    """Of "HTTP/1.1 404 Not Found", 404."""
    parts = line.split()
    return int(parts[1]) if len(parts) > 1 and parts[1].isdecimal() and len(parts[1]) == 3 else 0
