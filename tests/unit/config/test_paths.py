"""Where the program keeps its files."""

from __future__ import annotations

import os
import stat
import tempfile
from pathlib import Path

import platformdirs
import pytest

from tui.errors import UsageError
from tui.paths import Paths, ensure_private


def test_the_option_wins_over_the_environment_and_that_over_the_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "c"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "d"))
    env = {"DURCHWAHL_CONFIG": "/e/c.toml", "DURCHWAHL_DATA_DIR": "/e/d"}
    both = Paths.find(config="/o/c.toml", data_dir="/o/d", environ=env)
    assert both == Paths(Path("/o/c.toml"), Path("/o/d"), True, True)
    assert Paths.find(environ=env) == Paths(Path("/e/c.toml"), Path("/e/d"), True, True)
    assert Paths.find(config="/o/c.toml", environ=env).data_dir == Path("/e/d")
    system = Paths.find(environ={"DURCHWAHL_CONFIG": "", "DURCHWAHL_DATA_DIR": ""})
    assert not system.config_named
    assert not system.data_named
    assert system.config_file == Path(platformdirs.user_config_dir("durchwahl", False), "config.toml")
    assert system.data_dir == Path(platformdirs.user_data_dir("durchwahl", False))
    assert list(tmp_path.iterdir()) == []


def test_names_are_made_absolute_and_a_tilde_is_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", "/home/anna")
    paths = Paths.find(environ={"DURCHWAHL_CONFIG": "a.toml", "DURCHWAHL_DATA_DIR": "~/data"})
    assert paths.config_file == tmp_path / "a.toml"
    assert paths.data_dir == Path("/home/anna/data")
    assert Paths.find(config="~no-such-user-here/a", data_dir="d", environ={}).config_file.is_absolute()


def test_all_state_lives_in_the_data_directory() -> None:
    paths = Paths(Path("/c.toml"), Path("/data"))
    for path in (paths.journal, paths.tokens, paths.secrets, paths.log, paths.socket):
        assert path.parent == Path("/data")


@pytest.mark.parametrize("length", [50, 89, 90, 91, 92, 93, 120, 400])
def test_the_socket_fits_into_its_104_bytes(length: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", "/run/user/1000")
    data = Path("/" + "x" * (length - 1))
    socket = Paths(Path("/c"), data).socket
    fits = len(os.fsencode(data / "control.sock")) < 104
    assert (socket.parent == data) is fits
    assert len(os.fsencode(socket)) < 104


def test_a_short_socket_is_the_same_for_every_process_of_one_data_directory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    one, two = (Paths(Path("/c"), Path("/" + "ü" * 60 + name)).socket for name in "ab")
    assert one == Paths(Path("/d"), Path("/" + "ü" * 60 + "a")).socket
    assert one != two
    for runtime in ("", "relative", "/" + "r" * 120):
        monkeypatch.setenv("XDG_RUNTIME_DIR", runtime)
        monkeypatch.setattr(tempfile, "tempdir", "/" + "t" * 120)
        assert Paths(Path("/c"), Path("/" + "ü" * 60)).socket.parent.parent == Path("/tmp")  # noqa: S108


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_private_directory_is_made_and_an_open_one_closed(tmp_path: Path) -> None:
    made = tmp_path / "a" / "b"
    assert ensure_private(made) == made
    assert mode(made) == 0o700
    made.chmod(0o755)
    (made / "kept").write_text("kept")
    assert mode(ensure_private(made)) == 0o700
    assert (made / "kept").read_text() == "kept"


def test_a_data_directory_may_be_a_link_of_ours(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir(mode=0o755)
    (tmp_path / "link").symlink_to("real")
    ensure_private(tmp_path / "link")
    assert mode(tmp_path / "real") == 0o700


def test_what_cannot_be_private_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "file"
    file.write_text("")
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o1777)
    ours = tmp_path / "ours"
    ours.mkdir(mode=0o755)
    for path, key in [
        (file, "dir_not_made"),
        (file / "below", "dir_not_made"),
        (tmp_path / "a\0b", "dir_not_made"),
        (shared, "dir_shared"),
    ]:
        with pytest.raises(UsageError) as caught:
            ensure_private(path)
        assert caught.value.key == key
        assert "\n" not in str(caught.value)
    assert mode(shared) == 0o1777
    monkeypatch.setattr(os, "getuid", lambda: 4711)
    with pytest.raises(UsageError) as caught:
        ensure_private(ours)
    assert caught.value.key == "dir_of_another"
    assert mode(ours) == 0o755
