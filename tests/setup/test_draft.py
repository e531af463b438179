"""What the set-up remembers between two sittings."""

from __future__ import annotations

import json
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from tui.paths import Paths
from tui.setup import draft as drafts
from tui.setup.draft import Draft, Greeted
from tui.setup.workshop import NEW, NoHost, Workshop

FULL = Draft(
    phone="desk",
    host="192.168.1.50",
    vendor="snom",
    mac="000413123456",
    typed={"area_code": "22x"},
    wanted=("links",),
    declined=("firewall",),
    greeted=Greeted("http://192.168.1.20:8080", "192.168.1.77", 1.5, "a browser"),
)


def test_it_comes_back_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "data" / "setup.json"
    drafts.save(path, FULL)
    assert drafts.load(path) == FULL
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_nothing_there_is_an_empty_one(tmp_path: Path) -> None:
    assert drafts.load(tmp_path / "setup.json") == Draft()


@pytest.mark.parametrize(
    "content",
    [
        b"", b"\xff\xfe", b"[]", b"{", b"[" * 100_000, b'{"typed": 3, "wanted": "x", "greeted": {"at": "soon"}}',
        json.dumps({"phone": 7, "typed": {"a": None}, "declined": [1, None]}).encode(),
    ],
)  # fmt: skip
def test_a_damaged_one_is_as_if_it_were_not_there(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "setup.json"
    path.write_bytes(content)
    loaded = drafts.load(path)
    assert (loaded.phone, loaded.host, loaded.greeted, loaded.wanted) == ("", "", None, None)
    assert not any(loaded.typed.values())


def test_control_characters_do_not_come_back(tmp_path: Path) -> None:
    path = tmp_path / "setup.json"
    path.write_text(json.dumps({"host": "a\x1b[31mb", "typed": {"x": "1\n2"}}), encoding="utf-8")
    loaded = drafts.load(path)
    assert "\x1b" not in loaded.host
    assert "\n" not in loaded.typed["x"]


async def test_what_cannot_be_kept_does_not_stop_the_set_up(paths: Paths) -> None:
    paths.data_dir.write_text("a file where the folder should be")
    workshop = Workshop(paths, NoHost())
    await workshop.leave({"area_code": "2"})
    assert workshop.draft.typed == {"area_code": "2"}


async def test_typed_text_survives_leaving(paths: Paths) -> None:
    first = Workshop(paths, NoHost())
    await first.leave({"area_code": "22x", "country": "DE"})
    await first.decline("firewall")
    again = Workshop(paths, NoHost())
    await again.open()
    assert again.draft.typed == {"area_code": "22x", "country": "DE"}
    assert again.draft.declined == ("firewall",)
    await again.decline("firewall", really=False)
    assert not again.draft.declined


async def test_what_was_kept_is_no_draft_any_more(paths: Paths) -> None:
    workshop = Workshop(paths, NoHost())
    await workshop.leave({"area_code": "22x", "country": "AT"})
    await workshop.keep({("dialing", "area_code"): "221"}, "area_code")
    assert workshop.draft.typed == {"country": "AT"}
    assert workshop.says("dialing", "area_code")
    assert not workshop.says("dialing", "country")


async def test_which_device_is_meant(paths: Paths) -> None:
    paths.config_file.write_text(
        '[phone.desk]\nvendor = "snom"\nhost = "192.168.1.50"\n[phone.side]\nvendor = "yealink"\nhost = "192.168.1.51"\n'
    )
    workshop = Workshop(paths, NoHost())
    await workshop.open()
    assert workshop.name == "desk"
    workshop.draft = replace(workshop.draft, phone="side")
    assert (workshop.name, workshop.vendor, workshop.address) == ("side", "yealink", "192.168.1.51")
    workshop.draft = replace(workshop.draft, phone="gone")
    assert workshop.name == "desk"
    workshop.draft = replace(workshop.draft, phone=NEW, host="192.168.1.60", vendor="snom")
    assert (workshop.name, workshop.phone, workshop.address) == ("", None, "192.168.1.60")
