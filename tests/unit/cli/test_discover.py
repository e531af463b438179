"""`durchwahl phone discover`: what it prints of a search."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tui import i18n
from tui.cli import main
from tui.discovery import search as module
from tui.discovery.found import Attempt, Found, How, Progress, Remark, Report
from tui.discovery.search import Options

FOUND = (
    Found("192.168.1.50", "snom", "D785", "0004137ab1cd", (How.NEIGHBOURS, How.HTTP), "http://192.168.1.50"),
    Found("192.168.1.51", "yealink", mac="805ec001020a", how=(How.NEIGHBOURS,)),
)
TRIED = (
    Attempt(How.NEIGHBOURS, 9, 2),
    Attempt(How.HTTP, 253, 1, Remark("discovery_part", {"networks": "10.0.0.0/8", "count": 253})),
    Attempt(How.MULTICAST, 0, 0, Remark("discovery_port_taken")),
)
WHY = Remark("discovery_nobody", {"looked": 253})


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    before = i18n.language()
    yield
    i18n.use(before)


def discover(
    monkeypatch: pytest.MonkeyPatch, folder: Path, report: Report, *words: str, lang: str = "en"
) -> tuple[int, list[Options]]:
    asked: list[Options] = []

    async def search(options: Options, **rest: object) -> Report:
        asked.append(options)
        on_progress = rest["on_progress"]
        assert callable(on_progress)
        on_progress(Progress(0, 0))
        on_progress(Progress(5, 10, FOUND))
        return report

    monkeypatch.setattr(module, "search", search)
    config = folder / "config.toml"
    config.write_text('[phone.desk]\nvendor = "snom"\nhost = "192.168.1.50:80"\n')
    files = ["--config", str(config), "--data-dir", str(folder / "data")]
    return main(["--lang", lang, *files, "phone", "discover", *words]), asked


def test_a_table_of_phones(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, _ = discover(monkeypatch, tmp_path, Report(FOUND, TRIED, ("10.0.0.0/8",), 12))
    said = capsys.readouterr()
    assert status == 0
    lines = said.out.splitlines()
    assert len(lines) == 3
    for part in ("192.168.1.50", "snom", "D785", "00:04:13:7a:b1:cd", "http://192.168.1.50", "desk"):
        assert part in lines[1]
    assert "desk" not in lines[2]
    assert "neighbour table: devices 9, phones 2." in said.err
    assert "10.0.0.0/8: too large" in said.err
    assert "softphone" in said.err
    assert "\x1b" not in said.err  # no bar where stderr is no terminal


def test_nothing_found_says_why(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, _ = discover(monkeypatch, tmp_path, Report((), TRIED, why=WHY), lang="de")
    said = capsys.readouterr()
    assert (status, said.out) == (0, "")
    assert "Keine von 253 Adressen hat geantwortet" in said.err


@pytest.mark.parametrize("cancelled", [False, True])
def test_as_json(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str], cancelled: bool
) -> None:
    report = Report(FOUND, TRIED, ("10.0.0.0/8",), 12, cancelled)
    status, _ = discover(monkeypatch, tmp_path, report, "--json")
    said = capsys.readouterr()
    told = json.loads(said.out)
    assert status == (130 if cancelled else 0)
    assert said.err == ""
    assert told["phones"][1] == {
        "address": "192.168.1.51",
        "vendor": "yealink",
        "model": None,
        "mac": "805ec001020a",
        "host": None,
        "phone": None,
        "how": ["neighbours"],
    }
    assert [phone["phone"] for phone in told["phones"]] == ["desk", None]
    assert told["tried"][0] == {"how": "neighbours", "looked": 9, "found": 2, "remark": None}
    assert told["tried"][2]["remark"].startswith("Another program")
    assert (told["networks"], told["answered"], told["cancelled"]) == (["10.0.0.0/8"], 12, cancelled)
    assert told["why"] is None


def test_the_options(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    words = ("--network", "192.168.7.0/24", "--listen", "60", "--network", "192.168.8.0/24")
    _, asked = discover(monkeypatch, tmp_path, Report((), ()), *words)
    assert asked == [Options(("192.168.7.0/24", "192.168.8.0/24"), 60.0)]


@pytest.mark.parametrize("seconds", ["-1", "601", "nan", "inf"])
def test_a_time_that_is_none(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    seconds: str,
) -> None:
    status, asked = discover(monkeypatch, tmp_path, Report((), ()), f"--listen={seconds}")
    assert (status, asked) == (2, [])
    assert "600" in capsys.readouterr().err


def test_a_network_that_is_none(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    real = module.search
    discover(monkeypatch, tmp_path, Report((), ()))
    monkeypatch.setattr(module, "search", real)
    files = ["--config", str(tmp_path / "config.toml"), "--data-dir", str(tmp_path / "data")]
    assert main(["--lang", "en", *files, "phone", "discover", "--network", "8.8.8.0/24"]) == 2
    assert "public internet" in capsys.readouterr().err


def test_a_phone_cannot_write_on_the_terminal(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = (Found("192.168.1.50", "snom", "D785\x1b[2J\r\n[bold]", how=(How.HTTP,)),)
    discover(monkeypatch, tmp_path, Report(found, ()))
    assert "\x1b" not in capsys.readouterr().out
