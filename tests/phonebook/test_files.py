"""The files of the configuration: what they hold is in the book, what they no longer hold is not."""

from __future__ import annotations

import os
import re
import sqlite3
from pathlib import Path

import pytest

from tests.phonebook.make import PLAN, card, held, names
from tui.contacts import files
from tui.phonebook import editing
from tui.phonebook.syncing import FileResult, in_step, sync_files

_CARD = "BEGIN:VCARD\nVERSION:3.0\nFN:Anna\nTEL:030 23125-150\nTEL:n/a\nEND:VCARD\n"


def sync(book: sqlite3.Connection, *paths: Path) -> list[FileResult]:
    return sync_files(book, paths, PLAN)


def problems(results: list[FileResult]) -> list[str]:
    return [problem.text for result in results for problem in result.problems]


def test_files_of_several_formats_make_one_book(tmp_path: Path, book: sqlite3.Connection) -> None:
    (tmp_path / "a.vcf").write_text(_CARD)
    (tmp_path / "b.csv").write_text("Name;Telefon\nBernd;030 23125-151\n")
    results = sync(book, tmp_path / "a.vcf", tmp_path / "b.csv")
    assert [(one.name, one.source) for one in held(book)] == [("Anna", "a.vcf"), ("Bernd", "b.csv")]
    assert [(result.format, result.read, result.taken.added) for result in results] == [
        ("vcard-3.0", 1, 1),
        ("csv", 1, 1),
    ]
    assert problems(results) == ["unreadable number 'n/a' kept as text"]


def test_what_cannot_be_read_is_said_and_the_rest_loads(
    tmp_path: Path, book: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "MAX_FILE", 1)
    (tmp_path / "good.vcf").write_text(_CARD.replace("TEL:n/a\n", ""))
    (tmp_path / "empty.csv").write_text("")
    (tmp_path / "big.csv").write_bytes(b"x" * (1024 * 1024 + 1))
    (tmp_path / "folder").mkdir()
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0")
    paths = ["missing.vcf", "good.vcf/under.vcf", "folder", "empty.csv", "big.csv", "picture.png", "good.vcf"]
    results = sync(book, *(tmp_path / path for path in paths))
    assert names(book) == ["Anna"]
    assert [re.sub(r"'.*?'", "…", text) for text in problems(results)] == [
        "… does not exist. Correct the path.",
        "… does not exist. Correct the path.",
        "the folder … holds no contact files. Name the folder in which the vCards lie.",
        "… is empty. Export the contacts again.",
        "… is larger than 1 MB and was not read. Split the file.",
        "… is no address book that can be read: vCard, CSV, LDIF, or the XML phone book of a FRITZ!Box, Snom or Yealink. "
        "Export the contacts as one of these.",
    ]


def test_a_pipe_does_not_hang(tmp_path: Path, book: sqlite3.Connection) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("no pipes here")
    os.mkfifo(tmp_path / "pipe.vcf")
    assert "is neither a file nor a folder" in problems(sync(book, tmp_path / "pipe.vcf"))[0]


def test_a_name_that_no_file_can_have(book: sqlite3.Connection) -> None:
    told = problems(sync(book, Path("a\0b.vcf"), Path("x" * 5000)))
    assert names(book) == []
    assert [text.split(":")[0].split("'")[-1] for text in told] == [" cannot be read", " cannot be read"]


def test_no_files_are_an_empty_book(book: sqlite3.Connection) -> None:
    assert sync(book) == []
    assert names(book) == []


def test_a_file_that_did_not_change_is_not_read_again(tmp_path: Path, book: sqlite3.Connection) -> None:
    file = tmp_path / "a.vcf"
    file.write_text(card("Anna", "1234567"))
    assert not in_step(book, [file])
    sync(book, file)
    assert in_step(book, [file])
    assert sync(book, file) == []
    os.utime(file, (1, 1))
    assert not in_step(book, [file])
    [result] = sync(book, file)  # touched, but as it was
    assert result.taken.skipped == 1
    assert not result.taken.changed
    assert in_step(book, [file])


def test_a_changed_file_changes_the_book(tmp_path: Path, book: sqlite3.Connection) -> None:
    file = tmp_path / "a.vcf"
    file.write_text(card("Anna", "030 1") + card("Bernd", "030 2") + card("Clara", "030 3"))
    sync(book, file)
    before = {one.name: one.id for one in held(book)}
    file.write_text(card("Anna", "030 1") + card("Bernd", "030 222") + card("Doris", "030 4"))
    [result] = sync(book, file)
    taken = result.taken
    assert (taken.added, taken.updated, taken.skipped, taken.deleted) == (1, 1, 1, 1)
    after = {one.name: one for one in held(book)}
    assert sorted(after) == ["Anna", "Bernd", "Doris"]
    assert after["Bernd"].id == before["Bernd"]
    assert [number.raw for number in after["Bernd"].numbers] == ["030 222"]


def test_an_empty_or_missing_file_forgets_nobody(tmp_path: Path, book: sqlite3.Connection) -> None:
    file = tmp_path / "a.vcf"
    file.write_text(card("Anna", "030 1"))
    sync(book, file)
    file.write_text("")
    assert problems(sync(book, file))
    file.unlink()
    assert problems(sync(book, file))
    assert names(book) == ["Anna"]


def test_a_file_that_is_not_named_any_more_is_forgotten(tmp_path: Path, book: sqlite3.Connection) -> None:
    file = tmp_path / "a.vcf"
    file.write_text(card("Anna", "030 1") + card("Bernd", "030 2"))
    sync(book, file)
    [bernd] = [one for one in held(book) if one.name == "Bernd"]
    editing.set_favourite(book, bernd.id, True, PLAN)
    sync(book)
    assert [(one.name, one.source, one.favourite) for one in held(book)] == [("Bernd", "local", True)]


def test_files_of_the_same_name_are_two_sources(tmp_path: Path, book: sqlite3.Connection) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.vcf").write_text(card("Anna", "030 1"))
    sync(book, tmp_path / "one/a.vcf", tmp_path / "two/a.vcf")
    assert names(book) == ["Anna", "Anna"]
    (tmp_path / "one/a.vcf").write_text(card("Bernd", "030 2"))
    sync(book, tmp_path / "one/a.vcf", tmp_path / "two/a.vcf")
    assert names(book) == ["Anna", "Bernd"]
