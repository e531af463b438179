"""A command line as each kind of file wants it written."""

from __future__ import annotations

from collections.abc import Sequence

_DESKTOP_RESERVED = frozenset(" \t\n\"'\\><~|&;$*?#()`")


def desktop_exec(argv: Sequence[str], *codes: str) -> str:
    """For the key Exec of a .desktop file (Desktop Entry Specification); `codes` such as %u stand bare."""
    return " ".join((*map(_desktop_word, argv), *codes))


def _desktop_word(word: str) -> str:
    word = word.replace("%", "%%")
    if word and not _DESKTOP_RESERVED & set(word):
        return word
    inner = "".join(f"\\{char}" if char in '"`$\\' else char for char in word)
    # The value is a string of the file first: there each backslash is written twice.
    return '"' + inner.replace("\\", "\\\\") + '"'


def systemd_exec(argv: Sequence[str]) -> str:
    """For ExecStart= of a unit (systemd.service(5), systemd.unit(5)): no specifiers, no variables."""
    return " ".join(map(_systemd_word, argv))


def _systemd_word(word: str) -> str:
    safe = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return f'"{safe}"' if not word or any(char.isspace() or char in "'\";\\" for char in word) else safe


def windows_line(argv: Sequence[str]) -> str:
    """As Windows' programs take their command line apart."""
    from subprocess import list2cmdline

    return list2cmdline(argv)


def shell_line(argv: Sequence[str]) -> str:
    """For a POSIX shell: what a user copies."""
    from shlex import join

    return join(argv)


def applescript_text(text: str) -> str:
    """A literal of AppleScript."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
