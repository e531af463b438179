"""The options of every command, wherever they stand."""

from __future__ import annotations

import argparse

import pytest

from tui.cli.parser import build

PLACED = [
    ["--config", "a.toml", "--data-dir", "d", "--lang", "de", "-v"],
    ["--config=a.toml", "--data-dir=d", "--lang=de", "--verbose"],
]
COMMANDS = [
    ["calls"],
    ["calls", "rebuild"],
    ["dial", "112"],
    ["phone", "list"],
    ["call", "answer"],
    ["serve"],
    ["watch"],
    ["app"],
    ["demo"],
    ["lookup", "112"],
    ["contacts", "search", "x"],
]


def parsed(argv: list[str]) -> argparse.Namespace:
    return build(argv).parse_args(argv)


@pytest.mark.parametrize("options", PLACED)
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_they_may_stand_before_between_and_after(command: list[str], options: list[str]) -> None:
    for at in range(len(command) + 1):
        if command[at - 1 : at] == ["dial"]:
            continue  # its number follows at once
        args = parsed([*command[:at], *options, *command[at:]])
        assert (args.config, args.data_dir, args.lang, args.verbose) == ("a.toml", "d", "de", True), at


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_the_one_further_right_wins(command: list[str]) -> None:
    args = parsed(["--config", "a.toml", "--lang", "de", *command, "--config", "b.toml"])
    assert (args.config, args.lang, args.data_dir, args.verbose) == ("b.toml", "de", None, False)


@pytest.mark.parametrize("command", [[], *COMMANDS], ids=" ".join)
def test_none_is_needed(command: list[str]) -> None:
    args = parsed(command)
    assert (args.config, args.data_dir, args.lang, args.verbose) == (None, None, None, False)


@pytest.mark.parametrize(
    ("command", "plain"),
    [
        (["--ascii"], True),
        (["--ascii", "app"], True),
        (["app", "--ascii"], True),
        (["--ascii", "demo"], True),
        (["demo", "--ascii"], True),
        ([], False),
        (["app"], False),
        (["demo"], False),
    ],
)
def test_plain_glyphs_are_asked_for_with_and_without_a_command(command: list[str], plain: bool) -> None:
    assert parsed(command).ascii is plain
