"""Calls as CSV."""

from __future__ import annotations

import csv
import io

import pytest

from tests.journal.samples import ANNA, call
from tui.journal.export import HEADER, defused, write_csv
from tui.journal.record import CallRecord, as_json


def _written(*records: CallRecord) -> str:
    stream = io.StringIO(newline="")
    assert write_csv(records, stream, now=0.0) == len(records)
    return stream.getvalue()


def test_the_header_is_the_call_object_flattened() -> None:
    keys = list(as_json(CallRecord(call()), now=0.0))
    place = keys.index("contact")
    keys[place : place + 1] = ["contact_id", "contact_name", "contact_company"]
    place = keys.index("follow_up")
    keys[place : place + 1] = ["follow_up_due", "follow_up_done"]
    assert list(HEADER) == keys


def test_it_reads_back_as_it_was() -> None:
    note = 'Sagte: "ja, gern",\nund legte auf'
    text = _written(
        CallRecord(call(7, remote_raw="sip:22@pbx"), "+492214710122", ANNA, note, ("a", "b")),
        CallRecord(call(8)),
    )
    first, second = csv.DictReader(io.StringIO(text, newline=""))
    assert text.startswith("id,phone,direction,")
    assert text.count("\r\n") == 3
    assert (first["id"], first["number"], first["contact_company"]) == ("7", "+492214710122", "Muster GmbH")
    assert (first["note"], first["tags"], first["answered_elsewhere"]) == (note, "a, b", "false")
    assert (second["number"], second["contact_id"], second["answered"]) == ("", "", "")
    assert None not in first


def test_no_call_leaves_the_header() -> None:
    assert _written() == ",".join(HEADER) + "\r\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
        ("+1+cmd|' /C calc'!A0", "'+1+cmd|' /C calc'!A0"),
        ("-2+3", "'-2+3"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("  =1+1", "'  =1+1"),
        ("\t=1", "'\t=1"),
        ("＝1", "'＝1"),
        ("+49 221 4710", "'+49 221 4710"),
        ("+492214710", "+492214710"),
        ("-3.5", "-3.5"),
        ("+1\n=2", "'+1\n=2"),
        ("Müller = Chef", "Müller = Chef"),
        ("", ""),
    ],
)
def test_formulas_are_defused(text: str, expected: str) -> None:
    assert defused(text) == expected


def test_every_text_from_outside_is_defused() -> None:
    evil = "=1+1"
    hostile = call(
        1, phone=evil, call_id=evil, remote_raw=evil, display_name=evil, own_number=evil, forwarded_to=evil,
        transferred_to=evil,
    )  # fmt: skip
    contact = type(ANNA)(1, evil, evil)
    text = _written(CallRecord(hostile, evil, contact, evil, (evil,)))
    [row] = csv.DictReader(io.StringIO(text, newline=""))
    assert [key for key, value in row.items() if value.startswith("=")] == []
    assert sum(value == "'" + evil for value in row.values()) == 12
