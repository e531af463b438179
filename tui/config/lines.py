"""Where in a TOML text a key stands. The standard library's parser does not say."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field

KeyPath = tuple[str, ...]

# TOML 1.0: "Keys", "String". Up to two quotes may stand directly before the closing three.
_TOKEN = re.compile(
    r'(?P<string>"""(?:\\.|[^\\])*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\')'
    r"|(?P<comment>#[^\n]*)"
    r"|(?P<newline>\n)"
    r"|(?P<mark>[\[\]{}=,])"
    r"|(?P<bare>[^\s\"'#\[\]{}=,]+)",
    re.DOTALL,
)


@dataclass(slots=True)
class Lines:
    """The line, from 1, in which each key and table was first written."""

    known: dict[KeyPath, int] = field(default_factory=dict)

    def find(self, path: KeyPath) -> int:
        """The line of `path`; of the first key below it; of the table around it; else 0."""
        if not path or path in self.known:
            return self.known.get(path, 0)
        below = [line for key, line in self.known.items() if key[: len(path)] == path]
        if below:
            return min(below)
        return self.find(path[:-1])


def locate(text: str) -> Lines:
    """The lines of all keys of `text`, which must be TOML that the parser has accepted."""
    reader = _Reader()
    line = 1
    for token in _TOKEN.finditer(text):
        kind = token.lastgroup or ""
        reader.token(kind, token.group(), line)
        line += token.group().count("\n")
    return reader.lines


class _Reader:
    """Follows the text token by token and keeps the path of the table or inline table it is in."""

    def __init__(self) -> None:
        self.lines = Lines()
        self._header: KeyPath = ()
        self._parts: list[str] = []  # the key that is being read
        self._open: list[tuple[str, KeyPath]] = []  # brackets of the value, with the path around them
        self._path: KeyPath = ()
        self._in_value = False
        self._in_header = False

    def token(self, kind: str, text: str, line: int) -> None:
        if kind == "newline":
            if not self._open:
                self._parts, self._in_value, self._in_header = [], False, False
        elif kind == "mark":
            self._mark(text, line)
        elif kind != "comment" and not self._in_value:
            self._parts += _key_parts(kind, text)

    def _mark(self, mark: str, line: int) -> None:
        if self._in_value:
            self._value_mark(mark)
        elif mark == "[":
            self._in_header = True
        elif mark == "]" and self._in_header:
            if self._parts:  # the second bracket of "]]" comes with none
                self._header = tuple(self._parts)
                self._note(self._header, line)
            self._parts = []
        elif mark == "=":
            around = self._open[-1][1] if self._open else self._header
            self._path = (*around, *self._parts)
            self._note(self._path, line)
            self._parts, self._in_value = [], True
        elif mark == "}" and self._open:  # of an empty inline table, or after a trailing comma
            self._close()

    def _value_mark(self, mark: str) -> None:
        if mark == "{":
            self._open.append((mark, self._path))
            self._in_value = False
        elif mark == "[":
            self._open.append((mark, self._path))
        elif mark in "]}" and self._open:
            self._close()
        elif mark == "," and self._open and self._open[-1][0] == "{":
            self._in_value = False

    def _close(self) -> None:
        _, self._path = self._open.pop()
        self._in_value = True  # what follows belongs to the value around it

    def _note(self, path: KeyPath, line: int) -> None:
        self.lines.known.setdefault(path, line)


def _key_parts(kind: str, text: str) -> list[str]:
    """The parts of a dotted key that one token holds: "a.b" has two, a lone dot none."""
    if kind == "string":
        return [str(tomllib.loads(f"key = {text}")["key"])]
    return [part for part in text.split(".") if part]
