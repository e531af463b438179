"""`calls` and `report`, as somebody types them, on a journal of their own."""

from __future__ import annotations

import json
import re
import stat
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from tests.journal.make import fill
from tests.journal.samples import NOON
from tui.cli.run import run
from tui.journal.record import CallRecord

Type = Callable[..., tuple[int, str, str]]

CONFIG = """
lang = "en"
[dialing]
area_code = "221"
[journal.templates]
angebot = "Angebot {concern} für {name} {brace"
"""


@pytest.fixture
def calls(tmp_path: Path) -> list[CallRecord]:
    (tmp_path / "config.toml").write_text(CONFIG.replace(" {brace", ""))
    return fill(tmp_path / "data" / "journal.db", 300)


@pytest.fixture
def type_(
    tmp_path: Path,
    calls: list[CallRecord],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Type:
    monkeypatch.setenv("DURCHWAHL_CONFIG", str(tmp_path / "config.toml"))
    monkeypatch.setenv("DURCHWAHL_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.delenv("DURCHWAHL_LANG", raising=False)

    def typed(*words: str) -> tuple[int, str, str]:
        status = run(list(words))
        said = capsys.readouterr()
        return status, said.out, said.err

    return typed


def _listed(type_: Type, *words: str) -> list[dict[str, Any]]:
    status, out, _ = type_("calls", "--json", "--limit", "0", *words)
    assert status == 0
    found: list[dict[str, Any]] = json.loads(out)["calls"]
    return found


def test_a_note_from_a_template(type_: Type, calls: list[CallRecord]) -> None:
    call = next(one for one in calls if one.contact is not None and one.contact.company)
    id = str(call.call.id)
    words = ("calls", "note", id, "--template", "asks", "--concern", "the offer", "--urgency", "high")
    assert type_(*words)[0] == 0
    note = _listed(type_, "--with-note")[0]["note"]
    assert call.contact is not None
    assert note.startswith(f"{call.contact.name} {call.contact.company} asks to be called back")
    assert "Concern: the offer\nUrgency: high\nUntil:" in note
    assert type_("calls", "note", id, "--template", "Angebot", "--concern", "7")[0] == 0
    assert (
        f"Angebot 7 für {call.contact.name}" in _listed(type_, "--with-note")[0]["note"]
    )  # beneath the other
    status, _, err = type_("calls", "note", id, "--template", "nothing")
    assert status == 4
    assert "angebot, calls back, asks to be called back" in err
    assert type_("calls", "note", id)[0] == 2


def test_a_note_in_the_editor(
    type_: Type, calls: list[CallRecord], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\nprintf "%s and more" "$(cat "$1")" > "$1"\n')
    editor.chmod(0o700)
    monkeypatch.setenv("EDITOR", str(editor))
    monkeypatch.delenv("VISUAL", raising=False)
    id = str(calls[0].call.id)
    type_("calls", "note", id, "first")
    assert type_("calls", "note", id, "--edit")[0] == 0
    assert [one["note"] for one in _listed(type_, "--with-note")] == ["first and more"]
    monkeypatch.setenv("EDITOR", "false")
    status, _, err = type_("calls", "note", id, "--edit")
    assert status == 1
    assert "left as it was" in err
    assert [one["note"] for one in _listed(type_, "--with-note")] == ["first and more"]


def test_tags_references_and_call_backs(type_: Type, calls: list[CallRecord]) -> None:
    id = calls[3].call.id
    assert json.loads(type_("calls", "tag", str(id), "offer", "urgent", "--json")[1]) == {
        "tags": ["offer", "urgent"]
    }
    assert type_("calls", "tag", str(id), "--remove", "urgent")[1] == "offer\n"
    type_("calls", "reference", str(id), "AZ-123/26")
    assert type_("calls", "followup", str(id), "2026-12-24")[0] == 0
    (found,) = _listed(type_, "--tag", "offer", "--reference", "AZ-123/26", "--follow-up")
    assert (found["id"], found["tags"], found["reference"]) == (id, ["offer"], "AZ-123/26")
    assert found["follow_up"] == {"due": "2026-12-24", "done": None, "done_by": None}
    assert "2026-12-24" in type_("calls", "followups")[1]
    assert type_("calls", "followup", str(id), "--done")[0] == 0
    assert type_("calls", "followup", str(id), "--done")[0] == 4
    assert json.loads(type_("calls", "followups", "--json")[1]) == {"calls": []}
    assert type_("calls", "followup", str(id), "someday")[0] == 2
    assert type_("calls", "followup", "99999", "today")[0] == 4
    today = datetime.now(UTC).astimezone().date()
    type_("calls", "followup", str(id), "3d")
    assert _listed(type_, "--follow-up")[0]["follow_up"]["due"] == str(today + timedelta(days=3))


def test_one_call_with_its_reports(type_: Type, calls: list[CallRecord]) -> None:
    id = calls[5].call.id
    shown = json.loads(type_("calls", "show", str(id), "--json")[1])
    assert shown["call"]["id"] == id
    assert [one["seq"] for one in shown["events"]] == [id, id + 1, id + 2]
    status, out, _ = type_("calls", "show", str(id))
    assert status == 0
    assert "disconnected" in out
    assert type_("calls", "show", "99999")[0] == 4


class _Page(HTMLParser):
    """Rows of the page, and whatever it would load."""

    def __init__(self) -> None:
        super().__init__()
        self.rows = 0
        self.loads: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.rows += tag == "tr"
        self.loads += [str(value) for name, value in attrs if name in ("src", "href")]
        self.loads += [tag] if tag in ("script", "link", "iframe", "img") else []


@pytest.mark.parametrize("lang", ["en", "de"])
def test_the_page_is_whole_and_loads_nothing(
    type_: Type, calls: list[CallRecord], tmp_path: Path, lang: str
) -> None:
    hostile = '<script>alert("x")</script>'
    type_("calls", "note", str(calls[-1].call.id), hostile)
    file = tmp_path / "calls.html"
    assert type_("--lang", lang, "calls", "export", str(file), "--in")[0] == 0
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    text = file.read_text("utf-8")
    page = _Page()
    page.feed(text)
    incoming = [one for one in calls if one.call.direction == "in"]
    assert page.rows == len(incoming) + 1
    assert page.loads == []
    assert f'<html lang="{lang}">' in text
    assert ("Anrufe" in text) is (lang == "de")
    assert hostile not in text


def test_calendar_lines_are_short_and_every_call_is_in_it(
    type_: Type, calls: list[CallRecord], tmp_path: Path
) -> None:
    type_("calls", "note", str(calls[0].call.id), "Zeile eins; zwei, drei\nÄ" + "ö" * 100)
    type_("calls", "followup", str(calls[0].call.id), "2026-12-24")
    file = tmp_path / "calls.ics"
    assert type_("calls", "export", str(file))[0] == 0
    data = file.read_bytes()
    lines = data.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert data.count(b"BEGIN:VEVENT") == len(calls)
    unfolded = data.decode().replace("\r\n ", "")
    assert "Zeile eins\\; zwei\\, drei\\nÄ" + "ö" * 100 in unfolded
    assert "DUE;VALUE=DATE:20261224" in unfolded


def test_json_and_csv_have_the_same_calls(type_: Type, calls: list[CallRecord], tmp_path: Path) -> None:
    for name in ("a.json", "a.csv"):
        assert type_("calls", "export", str(tmp_path / name), "--missed")[0] == 0
    listed = json.loads((tmp_path / "a.json").read_text("utf-8"))["calls"]
    assert listed == _listed(type_, "--missed")
    assert len((tmp_path / "a.csv").read_text("utf-8").splitlines()) == len(listed) + 1
    assert (
        type_("calls", "--missed", "export", str(tmp_path / "b.json"))[0] == 0
    )  # options before the word hold
    assert json.loads((tmp_path / "b.json").read_text("utf-8"))["calls"] == listed
    one = str(calls[7].call.id)
    type_("calls", "export", str(tmp_path / "c.json"), "--id", one)
    assert [each["id"] for each in json.loads((tmp_path / "c.json").read_text())["calls"]] == [int(one)]
    assert type_("calls", "export", str(tmp_path / "a.pdf"))[0] == 2
    status, _, err = type_("calls", "export", str(tmp_path / "no" / "a.csv"))
    assert status == 1
    assert "a.csv" in err


def test_the_report_reconciles_with_the_list(type_: Type, tmp_path: Path) -> None:
    for words in ((), ("--missed",), ("--out",), ("--search", "anna")):
        made = json.loads(type_("report", "--json", *words)[1])
        listed = _listed(type_, *words)
        assert made["total"]["calls"] == len(listed)
        assert made["total"]["missed"] == sum(one["outcome"] == "missed" for one in listed)
        assert made["total"]["talk_seconds"] == pytest.approx(
            sum(one["talk_seconds"] for one in listed), abs=0.06 * len(listed) + 0.1
        )
        for name in ("days", "hours", "weekdays", "lines", "outcomes", "contacts"):
            assert sum(one["calls"] for one in made[name]) == len(listed)
        by_day = {one["day"]: one["calls"] for one in made["days"]}
        for day in by_day:
            assert by_day[day] == sum(one["started"].startswith(day) for one in listed)
    file = tmp_path / "report.html"
    assert type_("report", "--html", str(file))[0] == 0
    page = _Page()
    page.feed(file.read_text("utf-8"))
    assert page.loads == []
    assert "<svg" in file.read_text("utf-8")
    drawn = type_("report", "--ascii")[1]
    assert "#####" in drawn
    assert "█" not in drawn


def test_forgetting_a_number(type_: Type, calls: list[CallRecord], tmp_path: Path) -> None:
    number = next(one.number for one in calls if one.number and one.number.startswith("+4922"))
    assert number is not None
    theirs = [one for one in calls if one.number == number]
    access = tmp_path / "access.json"
    assert type_("calls", "access", number, str(access))[0] == 0
    told = json.loads(access.read_text("utf-8"))
    assert len(told["calls"]) == len(theirs)
    assert len(told["events"]) == 3 * len(theirs)
    status, _, err = type_("forget", number)
    assert status == 0
    assert f"{len(theirs)} calls, {3 * len(theirs)} events" in err
    assert len(_listed(type_)) == len(calls) - len(theirs)
    digits = number.removeprefix("+49").encode()
    assert not any(digits in file.read_bytes() for file in (tmp_path / "data").iterdir() if file.is_file())
    assert type_("calls", "rebuild")[0] == 0
    assert not _listed(type_, "--number", number)
    assert type_("forget", "nobody")[0] == 4


def test_purging_backing_up_and_checking(type_: Type, tmp_path: Path) -> None:
    backup = str(tmp_path / "backup.db")
    assert type_("calls", "backup", backup)[0] == 0
    age = int((datetime.now(UTC).timestamp() - NOON) / 86400)
    assert type_("calls", "purge", "--older-than", f"{max(0, age)}d")[0] == 0
    assert len(_listed(type_)) < 300
    assert type_("calls", "purge", "--older-than", "soon")[0] == 2
    assert type_("calls", "restore", backup)[0] == 0
    assert len(_listed(type_)) == 300
    assert json.loads(type_("calls", "check", "--json")[1]) == {"ok": True, "problems": []}
    (tmp_path / "data" / "journal.db").write_bytes(b"ruined")
    status, _, err = type_("calls", "check")
    assert status == 1
    assert re.search(r"journal\.db|damaged", err)
