"""Whether the app opens on the set-up, and with what configuration."""

from __future__ import annotations

from pathlib import Path

import pytest

from tui.cli.parser import parse
from tui.config.model import Config
from tui.config.problems import ConfigError
from tui.paths import Paths

PHONE = '[phone.desk]\nvendor = "snom"\nhost = "127.0.0.1:9"\n'


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Config, bool]]:
    """What the app would be opened with."""
    seen: list[tuple[Config, bool]] = []

    def remember(args: object, config: Config, paths: Paths, *, setup: bool) -> int:
        seen.append((config, setup))
        return 0

    monkeypatch.setenv("DURCHWAHL_HEADLESS", "1")
    monkeypatch.setattr("tui.cli.app._open", remember)
    return seen


def run(folder: Path, config: str, *words: str) -> int:
    import importlib

    file = folder / "config.toml"
    file.write_text(config, encoding="utf-8")
    args = parse([*words, "--config", str(file), "--data-dir", str(folder / "data")])
    module, _, name = args.run.partition(":")
    return int(getattr(importlib.import_module(module), name)(args))


@pytest.mark.parametrize(
    ("config", "words", "setup"),
    [
        ("", (), True),
        (PHONE, (), False),
        (PHONE, ("app",), False),
        ("", ("setup",), True),
        (PHONE, ("setup",), True),
    ],
)
def test_without_a_phone_or_by_its_name_the_set_up_opens(
    config: str, words: tuple[str, ...], setup: bool, opened: list[tuple[Config, bool]], tmp_path: Path
) -> None:
    assert run(tmp_path, config, *words) == 0
    assert [(len(known.phones), wanted) for known, wanted in opened] == [(1 if config else 0, setup)]


def test_a_broken_configuration_keeps_the_app_shut_but_not_the_set_up(
    opened: list[tuple[Config, bool]], tmp_path: Path
) -> None:
    with pytest.raises(ConfigError):
        run(tmp_path, "[evnts]\n")
    assert opened == []
    assert run(tmp_path, "[evnts]\n", "setup") == 0
    assert opened == [(Config(), True)]
