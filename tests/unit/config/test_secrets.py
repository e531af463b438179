"""The phones' passwords, with keyrings made for the test. The real one is never asked."""

from __future__ import annotations

import logging
import stat
import sys
import types
from pathlib import Path

import pytest

from tui.config.model import PhoneConfig
from tui.config.problems import ConfigError
from tui.config.secrets import Place, forget_password, password, store_password
from tui.paths import Paths

SECRET = "ge\"heim\\ ' ü#\n€"


class FakeKeyring:
    """Works."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str, /) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str, /) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str, /) -> None:
        del self.kept[service, username]


class BrokenKeyring(FakeKeyring):
    """Fails at everything, as a locked one does, and is indiscreet about it."""

    def get_password(self, service: str, username: str, /) -> str | None:
        raise RuntimeError(f"no D-Bus for {SECRET}")

    def set_password(self, service: str, username: str, password: str, /) -> None:
        raise OSError(password)

    def delete_password(self, service: str, username: str, /) -> None:
        raise KeyError(username)


class ForgetfulKeyring(FakeKeyring):
    """Accepts everything and keeps nothing, as the null backend does."""

    def set_password(self, service: str, username: str, password: str, /) -> None:
        pass


class FrozenKeyring(FakeKeyring):
    """Can be read and not be written."""

    def set_password(self, service: str, username: str, password: str, /) -> None:
        raise PermissionError

    delete_password = BrokenKeyring.delete_password


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return Paths(tmp_path / "config.toml", tmp_path / "data")


@pytest.fixture(autouse=True)
def _no_real_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "keyring", None)  # importing it fails


def phone(name: str = "desk", secret: str = "") -> PhoneConfig:
    return PhoneConfig(name, "snom", "10.0.0.5", password=secret)


def test_a_keyring_that_works_keeps_the_password(paths: Paths) -> None:
    ring = FakeKeyring()
    assert store_password("desk", SECRET, paths, keyring=ring) is Place.KEYRING
    assert ring.kept == {("durchwahl", "desk"): SECRET}
    assert not paths.data_dir.exists()
    assert password(phone(), paths, keyring=ring) == SECRET
    assert password(phone("lab"), paths, keyring=ring) == ""
    forget_password("desk", paths, keyring=ring)
    forget_password("desk", paths, keyring=ring)
    assert password(phone(), paths, keyring=ring) == ""


@pytest.mark.parametrize("ring", [BrokenKeyring(), ForgetfulKeyring(), FrozenKeyring(), None])
def test_without_one_a_private_file_keeps_it(paths: Paths, ring: FakeKeyring | None) -> None:
    assert store_password("desk", SECRET, paths, keyring=ring) is Place.FILE
    assert store_password("lab-2", "other", paths, keyring=ring) is Place.FILE
    assert stat.S_IMODE(paths.secrets.stat().st_mode) == 0o600
    assert stat.S_IMODE(paths.data_dir.stat().st_mode) == 0o700
    assert password(phone(), paths, keyring=ring) == SECRET
    forget_password("desk", paths, keyring=ring)
    assert password(phone(), paths, keyring=ring) == ""
    assert password(phone("lab-2"), paths, keyring=ring) == "other"
    assert SECRET not in paths.secrets.read_text()


def test_the_password_in_the_configuration_wins(paths: Paths) -> None:
    ring = FakeKeyring()
    store_password("desk", "stored", paths, keyring=ring)
    assert password(phone(secret="written"), paths, keyring=ring) == "written"


def test_an_old_password_that_the_keyring_does_not_let_go_of_loses(paths: Paths) -> None:
    ring = FrozenKeyring()
    ring.kept["durchwahl", "desk"] = "old"
    assert password(phone(), paths, keyring=ring) == "old"
    assert store_password("desk", "new", paths, keyring=ring) is Place.FILE
    assert password(phone(), paths, keyring=ring) == "new"


def test_a_keyring_that_works_again_takes_over_from_the_file(paths: Paths) -> None:
    store_password("desk", "old", paths, keyring=BrokenKeyring())
    ring = FakeKeyring()
    assert store_password("desk", "new", paths, keyring=ring) is Place.KEYRING
    assert password(phone(), paths, keyring=ring) == "new"
    assert "old" not in paths.secrets.read_text()


def test_the_systems_keyring_is_used_unless_the_data_directory_was_named(
    paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    ring = FakeKeyring()
    module = types.ModuleType("keyring")
    module.get_keyring = lambda: ring  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "keyring", module)
    named = Paths(paths.config_file, paths.data_dir, data_named=True)
    assert store_password("desk", "a", named) is Place.FILE
    assert ring.kept == {}
    forget_password("desk", named)
    assert store_password("desk", "b", paths) is Place.KEYRING
    assert password(phone(), paths) == "b"
    assert password(phone(), named) == ""


def test_an_open_file_is_closed_on_reading(paths: Paths) -> None:
    store_password("desk", SECRET, paths)
    paths.secrets.chmod(0o644)
    assert password(phone(), paths) == SECRET
    assert stat.S_IMODE(paths.secrets.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "text", ["", "phone = 3", "[phone]\ndesk = 3", "[phone.desk]\npassword = 3", "[other]"]
)
def test_a_file_of_another_shape_holds_no_password(paths: Paths, text: str) -> None:
    paths.data_dir.mkdir()
    paths.secrets.write_text(text)
    assert password(phone(), paths) == ""
    store_password("desk", SECRET, paths)
    assert password(phone(), paths) == SECRET


def test_a_broken_file_is_reported_without_its_content(paths: Paths) -> None:
    paths.data_dir.mkdir()
    broken = '[phone.desk]\npassword = "topsecret\n'
    paths.secrets.write_text(broken)
    for act in (
        lambda: password(phone(), paths),
        lambda: store_password("desk", "x", paths),
        lambda: forget_password("desk", paths),
    ):
        with pytest.raises(ConfigError) as caught:
            act()
        assert "secrets.toml" in str(caught.value)
        assert "topsecret" not in f"{caught.value} {caught.value!r}"
        assert caught.value.problems[0].line == 2
    assert paths.secrets.read_text() == broken


def test_the_log_never_learns_a_password(paths: Paths, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        store_password("desk", SECRET, paths, keyring=BrokenKeyring())
        password(phone("lab"), paths, keyring=BrokenKeyring())
        forget_password("desk", paths, keyring=BrokenKeyring())
    assert "OSError" in caplog.text
    assert all("ge" + '"heim' not in record.getMessage() for record in caplog.records)
    assert all(record.exc_info is None for record in caplog.records)
