"""`contacts sources`, `contacts password` and `lookup` on a configuration with sources."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from tui.cli import main

CODE = "import sys; sys.argv[1] == '+49221998877' and print('Anna Müller', 'Muster GmbH', sep='\\t')"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    config = tmp_path / "config.toml"
    config.write_text(
        f"[source.crm]\nkind = 'command'\ntimeout = 30\ncommand = [{json.dumps(sys.executable)}, '-c', {json.dumps(CODE)}, '{{e164}}']\n"
        "[source.away]\nkind = 'http'\nurl = 'http://127.0.0.1:1/{e164}'\ntimeout = 30\n"
    )
    monkeypatch.setenv("DURCHWAHL_CONFIG", str(config))
    monkeypatch.setenv("DURCHWAHL_DATA_DIR", str(tmp_path / "data"))
    return tmp_path


def test_lookup_asks_them_and_names_the_source(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lookup", "0221 998877", "--json"]) == 0
    said = capsys.readouterr()
    found = json.loads(said.out)
    assert found["match"] == "exact"
    assert [(one["name"], one["source"]) for one in found["contacts"]] == [("Anna Müller", "crm")]
    assert "away cannot be reached" in said.err
    assert main(["lookup", "0221 112233", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["match"] == "none"
    assert main(["lookup", "0221 998877"]) == 0
    assert "Anna Müller · Muster GmbH · " in (text := capsys.readouterr().out)
    assert "crm" in text


def test_their_states(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["contacts", "sources", "--json"]) == 0
    waiting = json.loads(capsys.readouterr().out)["sources"]
    assert [(one["name"], one["kind"], one["state"]) for one in waiting] == [
        ("crm", "command", "waiting"),
        ("away", "http", "waiting"),
    ]
    assert main(["contacts", "sources", "--number", "0221 998877"]) == 1
    text = capsys.readouterr().out
    assert "well, 1 contacts" in text
    assert "away cannot be reached" in text


def test_a_password_is_piped_in_and_forgotten(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("geheim\n"))
    assert main(["contacts", "password", "away"]) == 0
    secrets = home / "data" / "secrets.toml"
    assert "geheim" in secrets.read_text()
    assert secrets.stat().st_mode & 0o777 == 0o600
    assert "geheim" not in "".join(capsys.readouterr())
    assert main(["contacts", "password", "away", "--forget"]) == 0
    assert "geheim" not in secrets.read_text()
    assert main(["contacts", "password", "nobody"]) == 4
