"""Command lines as files and shells want them: what is written is what is started."""

from __future__ import annotations

import shlex

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.desktop.machine import windowless
from tui.desktop.quoting import applescript_text, desktop_exec, shell_line, systemd_exec, windows_line

_WORDS = st.lists(
    st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=12), min_size=1, max_size=4
)


def _read_exec(value: str) -> list[str]:
    """As the Desktop Entry Specification has it: the file's own backslashes first, then the quotes."""
    value = value.replace("\\\\", "\\")
    words, word, quoted, at = [], "", False, 0
    begun = False
    while at < len(value):
        char = value[at]
        if quoted and char == "\\" and value[at + 1] in '"`$\\':
            word += value[at + 1]
            at += 1
        elif char == '"':
            quoted, begun = not quoted, True
        elif char == " " and not quoted:
            if word or begun:
                words.append(word)
            word, begun = "", False
        elif char == "%" and value[at + 1] != "%":
            word += char
        elif char == "%":
            word += "%"
            at += 1
        else:
            word += char
        at += 1
    return [*words, word] if word or begun else words


@given(_WORDS)
def test_a_desktop_entry_says_the_same_words(words: list[str]) -> None:
    assert _read_exec(desktop_exec(words)) == words


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (("durchwahl", "open-link"), "durchwahl open-link %u"),
        (("/opt/my apps/dw",), '"/opt/my apps/dw" %u'),
        (("/a/100%",), "/a/100%% %u"),
        (("a$b",), '"a\\\\$b" %u'),
    ],
)
def test_a_desktop_entry(words: tuple[str, ...], line: str) -> None:
    assert desktop_exec(words, "%u") == line


@given(_WORDS)
def test_a_shell_says_the_same_words(words: list[str]) -> None:
    assert shlex.split(shell_line(words)) == words


def test_a_unit_has_no_specifiers_and_no_variables() -> None:
    line = systemd_exec(("/opt/my apps/dw", "100%", "$HOME", 'a"b', ""))
    assert line == '"/opt/my apps/dw" 100%% $$HOME "a\\"b" ""'


def test_windows_and_macos() -> None:
    assert windows_line((r"C:\Program Files\dw.exe", "a b", 'c"d')) == r'"C:\Program Files\dw.exe" "a b" c\"d'
    assert applescript_text('say "hi" \\') == '"say \\"hi\\" \\\\"'


@pytest.mark.parametrize(
    ("command", "silent"),
    [
        ((r"C:\v\Scripts\durchwahl.exe", "-v"), (r"C:\v\Scripts\pythonw.exe", "-m", "tui", "-v")),
        ((r"C:\v\Scripts\python.exe", "-m", "tui"), (r"C:\v\Scripts\pythonw.exe", "-m", "tui")),
        ((r"C:\other.exe",), (r"C:\other.exe",)),
    ],
)
def test_windows_without_a_console(command: tuple[str, ...], silent: tuple[str, ...]) -> None:
    assert windowless(command) == silent
