"""Changing single settings in the file."""

from __future__ import annotations

import stat
import tomllib
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.config import save
from tui.config.load import load
from tui.config.problems import ConfigError
from tui.config.save import edited, update
from tui.errors import DurchwahlError, UsageError

COMMENTED = """\
# Anna's office
lang = "de"  # we are in Cologne

[events]  # the server
port = 8080   # as ever

# her own
[phone.desk]
host = "10.0.0.5"  # by the window
vendor = "snom"

[dialing]
area_code = "221"
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "config.toml"
    path.write_text(COMMENTED)
    return path


def test_everything_but_the_change_stays_as_it_is(file: Path) -> None:
    config = update(
        file,
        {
            ("events", "port"): 9090,
            ("phone", "lab", "vendor"): "yealink",
            ("phone", "lab", "host"): "10.0.0.6",
            ("app", "bell"): False,
        },
    )
    expected = COMMENTED.replace("port = 8080   #", "port = 9090   #").replace(
        "[dialing]", '[phone.lab]\nvendor = "yealink"\nhost = "10.0.0.6"\n\n[dialing]'
    )
    assert file.read_text() == expected + "\n[app]\nbell = false\n"
    assert config == load(file)
    assert config.phones["lab"].host == "10.0.0.6"


def test_a_key_and_a_table_are_removed(file: Path) -> None:
    config = update(file, {("lang",): None, ("phone", "desk"): None, ("app", "theme"): None})
    assert config.lang == ""
    assert config.phones == {}
    assert "we are in Cologne" not in file.read_text()
    assert "# as ever" in file.read_text()


def test_values_of_every_kind(tmp_path: Path) -> None:
    class Vendor(StrEnum):
        SNOM = "snom"

    file = tmp_path / "new" / "config.toml"
    config = update(
        file,
        {
            ("contacts", "files"): (Path("/a/ü.vcf"), "b.csv"),
            ("dialing", "extension_digits"): [2, 4],
            ("phone", "desk"): {"vendor": Vendor.SNOM, "host": "h", "timeout": 2.5, "user": None},
        },
    )
    assert config.contacts.files == (Path("/a/ü.vcf"), file.parent / "b.csv")
    assert config.dialing.extension_digits == (2, 4)
    assert (config.phones["desk"].vendor, config.phones["desk"].timeout) == ("snom", 2.5)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_value_that_toml_lacks_is_a_mistake_of_the_caller(file: Path) -> None:
    with pytest.raises(TypeError):
        update(file, {("lang",): object()})


def test_a_result_that_would_not_load_is_not_written(file: Path) -> None:
    refused: list[tuple[dict[tuple[str, ...], object], str]] = [
        ({("events", "port"): 99999}, "events.port"),
        ({("events", "prot"): 1}, "Did you mean|Meinten"),
        ({("phone", "desk", "host"): None}, "phone.desk.host"),
        ({("lang",): "d\ud800e"}, "lang"),
    ]
    for changes, words in refused:
        with pytest.raises(UsageError, match=words):
            update(file, changes)
        assert file.read_text() == COMMENTED
    assert [path.name for path in file.parent.iterdir()] == ["config.toml"]


def test_a_change_may_repair_what_does_not_load(file: Path) -> None:
    file.write_text("phone = 3\n[events]\nprot = 1\n")
    config = update(file, {("phone",): None, ("events", "prot"): None, ("events", "port"): 1})
    assert config.events.port == 1


def test_what_is_no_toml_is_left_alone(file: Path) -> None:
    file.write_text("lang = de")
    with pytest.raises(ConfigError, match="TOML"):
        update(file, {("lang",): "de"})
    assert file.read_text() == "lang = de"


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o644])
def test_the_mode_stays(file: Path, mode: int) -> None:
    file.chmod(mode)
    update(file, {("lang",): "en"})
    assert stat.S_IMODE(file.stat().st_mode) == mode


def test_a_link_stays_and_its_target_changes(file: Path, tmp_path: Path) -> None:
    dotfiles = tmp_path / "dotfiles"
    dotfiles.mkdir()
    target = file.rename(dotfiles / "durchwahl.toml")
    file.symlink_to(Path("dotfiles") / "durchwahl.toml")
    update(file, {("lang",): "en"})
    assert file.is_symlink()
    assert 'lang = "en"' in target.read_text()
    assert [path.name for path in dotfiles.iterdir()] == ["durchwahl.toml"]


def test_no_change_does_not_touch_the_file(file: Path) -> None:
    before = file.stat()
    update(file, {("events", "port"): 8080})
    assert file.stat().st_ino == before.st_ino


def test_a_place_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(DurchwahlError) as caught:
        update(tmp_path / "file" / "below" / "config.toml", {("lang",): "de"})
    assert "\n" not in str(caught.value)


def test_what_another_wrote_meanwhile_is_kept(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real: Callable[..., str] = save.edited
    rivals = ["# rival\n" + COMMENTED]

    def slow(*arguments: Any) -> str:
        result = real(*arguments)
        if rivals:
            file.write_text(rivals.pop())
        return result

    monkeypatch.setattr(save, "edited", slow)
    update(file, {("events", "port"): 9090})
    assert file.read_text().startswith("# rival\n")
    assert "port = 9090" in file.read_text()


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("phone = {desk={vendor='snom',host='h'}}\n", {("phone", "lab", "host"): "z"}),
        ("phone.desk.vendor='snom'\nphone.desk.host='h'\n", {("phone", "desk", "host"): "z"}),
        ("[phone.a]\nhost='x'\n[events]\nport=1\n[phone.b]\nhost='y'\n", {("phone", "b"): None}),
        ("[phone.a]\nhost='x'\n[events]\nport=1\n[phone.b]\nhost='y'\n", {("phone", "a", "host"): "z"}),
        ("[events]\r\nport=1\r\n", {("lang",): "de"}),
        ("# only a comment", {("lang",): "de"}),
    ],
)
def test_other_layouts(text: str, changes: dict[tuple[str, ...], object]) -> None:
    after = tomllib.loads(edited(text, Path("c.toml"), changes))
    (key, value), *_ = changes.items()
    found: Any = after
    for name in key:
        found = found.get(name) if isinstance(found, dict) else None
    assert found == value


def test_a_layout_that_the_library_would_garble_is_refused(file: Path) -> None:
    # A table header in the middle would take the line after it away from the first phone.
    text = "phone.desk.vendor = 'snom'\nphone.desk.host = 'h'\n"
    file.write_text(text)
    with pytest.raises(UsageError) as caught:
        update(file, {("phone", "lab", "host"): "z", ("phone", "lab", "vendor"): "snom"})
    assert caught.value.key == "config_cannot_edit"
    assert file.read_text() == text


keys = st.sampled_from(
    [
        ("lang",),
        ("events", "port"),
        ("phone", "a", "host"),
        ("phone", "b"),
        ("phone", "b", "user"),
        ("dialing",),
    ]
)
some = st.none() | st.integers(0, 9) | st.text(st.characters(exclude_categories=["Cs"]), max_size=6)


@given(st.lists(st.tuples(keys, some), max_size=6))
def test_the_text_means_what_was_asked_or_is_refused(changes: list[tuple[tuple[str, ...], Any]]) -> None:
    text = COMMENTED
    for key, value in changes:
        try:
            text = edited(text, Path("c.toml"), {key: value})
        except UsageError as error:
            assert error.key == "config_cannot_edit"  # noqa: PT017
            continue
        found: Any = tomllib.loads(text)
        for name in key:
            found = found.get(name) if isinstance(found, dict) else None
        assert found == value
        assert tomllib.loads(text).get("phone", {}).get("desk", {}).get("vendor") == "snom"
