"""Lines of a trace: bytes and times come back as they were, and what is no line is told from one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.dialing.number import DialPlan
from tui.errors import DurchwahlError
from tui.recording.escape import escaped, unescaped
from tui.recording.reading import LONGEST, TraceReader
from tui.recording.trace import About, Command, Ending, Line, Opening, Own, Report, as_json, from_json

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
times = st.floats(0.0, 253_402_214_400.0)
headers = st.lists(st.tuples(texts, st.binary(max_size=12)), max_size=3).map(tuple)
plans = st.builds(
    DialPlan, texts, texts, texts, st.lists(st.integers(1, 15), max_size=3).map(tuple), texts, texts
)
lines: st.SearchStrategy[Line] = st.one_of(
    st.builds(
        Opening, times, texts, st.booleans(), plans, st.dictionaries(texts, texts, max_size=3),
        st.lists(texts, max_size=3).map(tuple),
    ),
    st.builds(About, times, texts, texts, texts, texts),
    st.builds(
        Report, times, texts, texts, texts, st.binary(max_size=40), headers, texts,
        st.integers(0, 999), st.integers(0, 2**53 - 1),
    ),
    st.builds(
        Command, times, texts, st.binary(max_size=40), texts, st.floats(0.0, 99.0), st.integers(0, 999), texts,
        headers, st.binary(max_size=40), st.integers(0, 10**9),
    ),
    st.builds(Own, times, texts, texts, texts, texts, texts, st.integers(0, 10**9)),
    st.builds(Ending, times),
)  # fmt: skip

OPENING = json.dumps(as_json(Opening(0.0, "durchwahl 1", True)))


@given(st.binary())
def test_no_byte_is_lost(data: bytes) -> None:
    text = escaped(data)
    assert unescaped(text) == data
    assert text.isprintable()


def test_what_can_be_read_stays_readable() -> None:
    assert escaped("GET /x?name=Müller".encode()) == "GET /x?name=Müller"
    assert escaped(b"M\xfcller\r\n\\") == "M\\xfcller\\x0d\\x0a\\\\"


@pytest.mark.parametrize("text", ["\\", "\\x", "\\xg0", "a\\b", "\\xFF", "\ud800"])
def test_an_escape_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - its words are nobody's business
        unescaped(text)


@given(lines)
def test_a_line_comes_back_as_it_was(line: Line) -> None:
    text = json.dumps(as_json(line), ensure_ascii=False)
    assert "\n" not in text
    assert from_json(json.loads(text.encode())) == line


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | texts,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    ),
    st.sampled_from(["trace", "phone", "report", "command", "own", "end", "later", 7]),
    st.sampled_from(
        ["epoch", "at", "line", "headers", "phones", "dialing", "status", "masked", "body", "seq"]
    ),
)
def test_whatever_an_object_holds_it_is_a_line_or_refused(value: object, kind: object, name: str) -> None:
    good = {
        "type": kind, "format": 1, "epoch": 1.0, "program": "x", "masked": True, "phone": "d", "vendor": "snom",
        "method": "GET", "line": "GET / HTTP/1.1", "target": "/", "event": "started",
    }  # fmt: skip
    for told in (value, good | {name: value}):
        try:
            line = from_json(told)
        except ValueError:
            continue
        assert line is None or from_json(as_json(line)) == line


def test_a_line_by_hand_needs_only_a_time_for_people() -> None:
    told = {"type": "end", "at": "2026-11-23T14:03:07.120+01:00"}
    assert from_json(told) == Ending(1795438987.12)
    with pytest.raises(ValueError, match="offset"):
        from_json({"type": "end", "at": "2026-11-23T14:03:07.120"})


def read(path: Path, *rows: str | bytes) -> tuple[list[Line], list[int]]:
    path.write_bytes(b"\n".join(row.encode() if isinstance(row, str) else row for row in rows))
    reader = TraceReader(path)
    return list(reader), reader.damaged


def test_damaged_lines_are_left_out_and_told(tmp_path: Path) -> None:
    end = json.dumps(as_json(Ending(2.0)))
    found, damaged = read(
        tmp_path / "t",
        OPENING,
        '{"type": "end"}',
        b"\xff\xfe",
        "[" * 100_000,
        "x" * (2 * LONGEST + 5),
        '{"type": "a later kind", "at": 1}',
        OPENING,
        end,
        '{"type": "report", "epoch": 1.0, "pho',
    )
    assert [type(line) for line in found] == [Opening, Ending]
    assert damaged == [2, 3, 4, 5, 9]


@pytest.mark.parametrize(
    "first",
    [
        "",
        "x",
        "{}",
        '{"type": "end", "epoch": 1}',
        OPENING.replace('"format": 1', '"format": 2'),
        "\xff" * LONGEST,
    ],
)
def test_what_is_no_trace_is_said_to_be_none(tmp_path: Path, first: str) -> None:
    with pytest.raises(DurchwahlError) as error:
        read(tmp_path / "t", first, OPENING)
    assert error.value.key == "trace_is_none"


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    for path in (tmp_path / "nowhere", tmp_path, "\0"):
        with pytest.raises(DurchwahlError) as error:
            list(TraceReader(path))
        assert error.value.key in ("trace_not_read", "trace_is_none")
