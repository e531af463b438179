from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from tui.contacts import files
from tui.contacts.files import load
from tui.dialing.number import DialPlan
from tui.i18n.contacts import DE, EN

_CARD = "BEGIN:VCARD\nVERSION:3.0\nFN:Anna\nTEL:030 23125-150\nTEL:n/a\nEND:VCARD\n"


def test_files_of_several_formats_make_one_book(tmp_path: Path, plan: DialPlan) -> None:
    (tmp_path / "a.vcf").write_text(_CARD)
    (tmp_path / "b.csv").write_text("Name;Telefon\nBernd;030 23125-151\n")
    result = load([tmp_path / "a.vcf", tmp_path / "b.csv"], plan)
    assert [(c.name, c.source) for c in result.book] == [("Anna", "a.vcf"), ("Bernd", "b.csv")]
    assert [(p.file, p.line, p.contact, p.text) for p in result.problems] == [
        ("a.vcf", 5, "Anna", "unreadable number 'n/a' kept as text")
    ]


def test_what_cannot_be_read_is_said_and_the_rest_loads(
    tmp_path: Path, plan: DialPlan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "MAX_FILE", 1)
    (tmp_path / "good.vcf").write_text(_CARD.replace("TEL:n/a\n", ""))
    (tmp_path / "empty.csv").write_text("")
    (tmp_path / "folder").mkdir()
    (tmp_path / "big.csv").write_bytes(b"x" * (1024 * 1024 + 1))
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0")
    paths = ["missing.vcf", "good.vcf/under.vcf", "folder", "empty.csv", "big.csv", "picture.png", "good.vcf"]
    result = load([tmp_path / path for path in paths], plan)
    assert [contact.name for contact in result.book] == ["Anna"]
    assert [re.sub(r"'.*?'", "…", problem.text) for problem in result.problems] == [
        "… does not exist. Correct the path.",
        "… does not exist. Correct the path.",
        "the folder … holds no contact files. Name the folder in which the vCards lie.",
        "… is empty. Export the contacts again.",
        "… is larger than 1 MB and was not read. Split the file.",
        "… is no address book that can be read: vCard, CSV, LDIF, or the XML phone book of a FRITZ!Box, Snom or Yealink. "
        "Export the contacts as one of these.",
    ]
    assert [problem.file for problem in result.problems][-3:] == ["empty.csv", "big.csv", "picture.png"]


def test_a_pipe_does_not_hang(tmp_path: Path, plan: DialPlan) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("no pipes here")
    os.mkfifo(tmp_path / "pipe.vcf")
    assert "is neither a file nor a folder" in load([tmp_path / "pipe.vcf"], plan).problems[0].text


def test_a_name_that_no_file_can_have(plan: DialPlan) -> None:
    result = load([Path("a\0b.vcf"), Path("x" * 5000)], plan)
    assert len(result.book) == 0
    assert [problem.text.split(":")[0].split("'")[-1] for problem in result.problems] == [
        " cannot be read",
        " cannot be read",
    ]


def test_no_files_are_an_empty_book(plan: DialPlan) -> None:
    result = load([], plan)
    assert (len(result.book), result.problems) == (0, ())


def test_both_languages_say_the_same_things() -> None:
    assert EN.keys() == DE.keys()
    for key, text in EN.items():
        german = str(DE[key])  # type: ignore[literal-required]
        assert sorted(re.findall(r"{\w+}", str(text))) == sorted(re.findall(r"{\w+}", german))
