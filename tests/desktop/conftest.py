"""One desktop and one office for all tests here: simulated phones, `serve`, and a browser's worth of links."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.desktop.needs import WANTED, missing
from tests.desktop.screen import Screen, screen
from tests.e2e.office import Office, opened
from tests.e2e.program import ROOT


@pytest.fixture(scope="session")
def tools() -> None:
    """Without the programs the tests are skipped, and fail where they have to be there."""
    lacking = missing()
    if lacking and WANTED:
        pytest.fail(f"missing, by Debian's names: {' '.join(lacking)}")
    if lacking:
        pytest.skip(f"not installed, by Debian's names: {' '.join(lacking)}")


@pytest.fixture(scope="session")
def open_office(tools: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with opened(tmp_path_factory.mktemp("office")) as office:
        yield office


@pytest.fixture
def office(open_office: Office) -> Iterator[Office]:
    yield open_office
    open_office.tidy_up()


@pytest.fixture
def desktop(office: Office, tmp_path: Path) -> Iterator[Screen]:
    """A fresh home on a fresh screen, with the office's configuration and data."""
    home = tmp_path / "home"
    home.mkdir()
    with TemporaryDirectory(prefix="dw-") as short:  # a socket's path has but 100 characters
        env = {
            **office.env,
            "HOME": str(home),
            "XDG_CONFIG_HOME": str(home / ".config"),
            "XDG_DATA_HOME": str(home / ".local" / "share"),
            "XDG_RUNTIME_DIR": short,
            "DURCHWAHL_CONFIG": str(office.config),
            "DURCHWAHL_DATA_DIR": str(office.data),
            "NO_AT_BRIDGE": "1",
            "PYTHONPATH": str(ROOT),  # the program under test is this checkout's, whatever is installed
        }
        with screen(Path(short), env) as shown:
            yield shown
