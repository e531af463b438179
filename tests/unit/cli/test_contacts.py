"""`durchwahl contacts …` and `lookup`, as they are typed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tui.cli import main

CARDS = """BEGIN:VCARD
VERSION:3.0
FN:Anna Müller
ORG:Muster GmbH
TEL;TYPE=WORK:030 23125-150
TEL;TYPE=CELL:0171 3920001
EMAIL:anna@example.org
END:VCARD
BEGIN:VCARD
VERSION:3.0
FN:Muster GmbH
ORG:Muster GmbH
TEL:030 23125-0
TEL:n/a
END:VCARD
"""
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    config = tmp_path / "config.toml"
    config.write_text('[dialing]\ncountry = "DE"\narea_code = "221"\noutside_prefix = "0"\n')

    def command(*words: str) -> tuple[int, str, str]:
        options = ["--config", str(config), "--data-dir", str(tmp_path / "data"), "--lang", "en"]
        status = main([*words, *options])
        told = capsys.readouterr()
        return status, told.out, told.err

    return command


@pytest.fixture
def cards(tmp_path: Path) -> Path:
    file = tmp_path / "kunden.vcf"
    file.write_text(CARDS, encoding="utf-8")
    return file


def found(run: Run, query: str = "") -> list[dict[str, Any]]:
    status, out, _ = run("contacts", "search", query, "--json")
    assert status == 0
    contacts: list[dict[str, Any]] = json.loads(out)["contacts"]
    return contacts


def test_import_tells_what_it_did_and_twice_changes_nothing(run: Run, cards: Path) -> None:
    status, out, err = run("contacts", "import", str(cards))
    assert (status, out) == (0, "kunden.vcf (vcard-3.0): 2 read, 2 added, 0 updated, 0 skipped\n")
    assert err == "durchwahl: kunden.vcf:14: Muster GmbH: unreadable number 'n/a' kept as text\n"
    before = found(run)
    status, out, _ = run("contacts", "import", str(cards), "--json")
    told = json.loads(out)
    assert (status, told["added"], told["updated"], told["skipped"]) == (0, 0, 0, 2)
    [file] = told["files"]
    assert (file["format"], file["read"], file["problems"]) == (
        "vcard-3.0",
        2,
        [{"line": 14, "contact": "Muster GmbH", "problem": "unreadable number 'n/a' kept as text"}],
    )
    assert found(run) == before


def test_a_changed_export_updates(run: Run, cards: Path) -> None:
    run("contacts", "import", str(cards))
    [anna] = found(run, "anna")
    cards.write_text(CARDS.replace("030 23125-150", "030 23125-199"), encoding="utf-8")
    _, out, _ = run("contacts", "import", str(cards))
    assert "0 added, 1 updated, 1 skipped" in out
    [now] = found(run, "anna")
    assert now["id"] == anna["id"]
    assert now["numbers"][0] == {"raw": "030 23125-199", "e164": "+493023125199", "type": "work"}


def test_what_is_no_address_book_fails_and_the_rest_comes_in(run: Run, cards: Path, tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    status, _, err = run("contacts", "import", str(tmp_path / "a.png"), str(cards), str(tmp_path / "no.vcf"))
    assert status == 1
    assert "a.png" in err
    assert "does not exist" in err
    assert len(found(run)) == 2


def test_lookup_explains_itself(run: Run, cards: Path) -> None:
    run("contacts", "import", str(cards))
    for number, match, extension in (
        ("030 / 23125-150", "exact", None),
        ("+49 30 23125987", "extension", "987"),
        ("089 99998-1", "none", None),
        ("anonymous", "none", None),
    ):
        status, out, _ = run("lookup", number, "--json")
        told = json.loads(out)
        assert (status, told["match"], told["extension"]) == (0, match, extension)
    [contact] = json.loads(run("lookup", "030 23125-150", "--json")[1])["contacts"]
    assert (contact["name"], contact["company"], contact["source"]) == (
        "Anna Müller",
        "Muster GmbH",
        "kunden.vcf",
    )


def test_add_edit_show_and_delete(run: Run) -> None:
    status, out, _ = run(
        "contacts", "add", "--name", "Bernd Jäger", "--number", "mobile:0171 3920022", "--group", "Team",
        "--favourite", "--json",
    )  # fmt: skip
    bernd = json.loads(out)
    assert (status, bernd["source"], bernd["groups"], bernd["favourite"]) == (0, "local", ["Team"], True)
    assert bernd["numbers"] == [{"raw": "0171 3920022", "e164": "+491713920022", "type": "mobile"}]
    id = str(bernd["id"])
    status, out, _ = run("contacts", "edit", id, "--note", "ruft zurück", "--no-favourite", "--json")
    assert (status, json.loads(out)) == (0, bernd | {"note": "ruft zurück", "favourite": False})
    assert "ruft zurück" in run("contacts", "show", id)[1]
    assert run("contacts", "delete", id)[0] == 0
    for words in (("show", id), ("edit", id, "--note", "x"), ("delete", id), ("merge", id, "5")):
        assert run("contacts", *words)[0] == 4
    assert run("contacts", "add", "--note", "nobody")[0] == 2


def test_deleted_contacts_do_not_come_back_unless_they_are_wanted(run: Run, cards: Path) -> None:
    run("contacts", "import", str(cards))
    run("contacts", "delete", str(found(run, "anna")[0]["id"]))
    run("contacts", "import", str(cards))
    assert found(run, "anna") == []
    run("contacts", "import", str(cards), "--restore-deleted")
    assert len(found(run, "anna")) == 1


def test_duplicates_are_found_and_merged(run: Run, cards: Path) -> None:
    run("contacts", "import", str(cards))
    run("contacts", "add", "--name", "Müller, Anna", "--number", "030 23125150", "--email", "a@example.org")
    [group] = json.loads(run("contacts", "duplicates", "--json")[1])["duplicates"]
    ids = [str(one["id"]) for one in group]
    merged = json.loads(run("contacts", "merge", *ids, "--json")[1])
    assert merged["emails"] == ["anna@example.org", "a@example.org"]
    assert len(found(run, "anna")) == 1
    assert run("contacts", "duplicates")[1].startswith("There are no contacts")


def test_export_can_be_imported_again(run: Run, cards: Path, tmp_path: Path) -> None:
    run("contacts", "import", str(cards))
    file = tmp_path / "aus.vcf"
    status, _, err = run("contacts", "export", str(file), "--search", "anna")
    assert (status, err) == (0, f"1 contacts written to {file}.\n")
    assert "FN:Anna Müller" in file.read_text(encoding="utf-8")
    assert run("contacts", "export", str(tmp_path / "aus.xyz"))[0] == 2
    assert run("contacts", "export", str(tmp_path / "no" / "aus.vcf"))[0] == 1
    assert sorted(one.name for one in tmp_path.iterdir() if one.name.startswith((".", "aus"))) == ["aus.vcf"]


def test_the_configured_files_are_in_the_book_without_a_word(run: Run, cards: Path, tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text(config.read_text() + '[contacts]\nfiles = ["kunden.vcf"]\n')
    assert len(found(run)) == 2
    assert run("contacts", "sync")[:2] == (
        0,
        "The phone book is in step with the files of the configuration.\n",
    )
    cards.write_text(CARDS.replace("Anna", "Hanna"), encoding="utf-8")
    assert run("contacts", "sync")[1].startswith("kunden.vcf (vcard-3.0): 2 read, 1 added")
    assert [one["name"] for one in found(run)] == ["Hanna Müller", "Muster GmbH"]
