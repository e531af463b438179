"""Where keys stand in a TOML text."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
import tomlkit
from hypothesis import given
from hypothesis import strategies as st

from tui.config.lines import locate


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("a = 1\nb = 2", {("a",): 1, ("b",): 2}),
        ("\n[t]\na.b = 1", {("t",): 2, ("t", "a", "b"): 3}),
        ("[t.'u.v']\n\"w x\" = 1", {("t", "u.v"): 1, ("t", "u.v", "w x"): 2}),
        ("a = '''\nb = 1\n'''\nc = 2", {("a",): 1, ("c",): 4}),
        ('a = """\n[b]\\"""\n""""\nc = 2', {("a",): 1, ("c",): 4}),
        ("a = [\n  { b = 1 },\n  { c = 2 },\n]\nd = 3", {("a",): 1, ("a", "b"): 2, ("a", "c"): 3, ("d",): 5}),
        ("a = { b = { c = [1, 2], d = '}' }, e = 1 }\nf = 1", {("a", "b", "c"): 1, ("a", "e"): 1, ("f",): 2}),
        ("a = {}\nb = [{}]\nc = 1", {("a",): 1, ("b",): 2, ("c",): 3}),
        ("[[t]]\na = 1\n[[t]]\na = 2\nb = 1", {("t",): 1, ("t", "a"): 2, ("t", "b"): 5}),
        ('a = \'#\' # b = 1\nc = "\\"#" # x', {("a",): 1, ("c",): 2}),
        ("a = 2026-01-01T10:00:00Z\r\nb = 1\r\n", {("a",): 1, ("b",): 2}),
    ],
)
def test_keys_are_found(text: str, lines: dict[tuple[str, ...], int]) -> None:
    tomllib.loads(text)  # the sample itself is valid
    known = locate(text).known
    assert {path: known.get(path) for path in lines} == lines


def test_a_missing_key_has_the_line_of_its_table_and_a_table_that_of_its_first_key() -> None:
    lines = locate("\n[a.b]\nc = 1\n")
    assert lines.find(("a", "b", "missing")) == 2
    assert lines.find(("a",)) == 2
    assert lines.find(("z",)) == 0


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
tables = st.recursive(
    st.integers() | texts | st.booleans() | st.lists(texts, max_size=3),
    lambda inner: st.dictionaries(texts, inner, max_size=4),
    max_leaves=10,
)


@given(st.dictionaries(texts, tables, max_size=6))
def test_every_key_of_a_valid_text_is_found(data: dict[str, Any]) -> None:
    text = tomlkit.dumps(data)
    lines = locate(text)

    def paths(table: dict[str, Any], above: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
        found: list[tuple[str, ...]] = []
        for key, value in table.items():
            found += paths(value, (*above, key)) if isinstance(value, dict) and value else [(*above, key)]
        return found

    for path in paths(tomllib.loads(text)):
        assert path in lines.known
