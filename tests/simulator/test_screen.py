"""The picture of the screen: a bitmap that shows what the phone does."""

from __future__ import annotations

import httpx
import pytest

from tests.simulator.bitmap import dots
from tests.simulator.conftest import OfficeMaker
from tui.simulator.font import glyph, printable
from tui.simulator.office import Office
from tui.simulator.phone import SimulatedPhone
from tui.simulator.picture import Picture, bmp
from tui.simulator.screen import size_of

PICTURE = {"s": "/screen.bmp", "y": "/screencapture"}


def test_a_picture_comes_back_dot_by_dot() -> None:
    for colours in (False, True):
        picture = Picture(13, 9)
        picture.write("Äß", 1, 1)
        picture.fill(-0, 8, 99, 5)
        rows = dots(bmp(picture, colours=colours))
        assert rows == [
            ".............",
            ".#.#.........",
            ".............",
            "..#...##..##.",
            ".#.#.#...#...",
            ".###..#...#..",
            ".#.#...#...#.",
            ".#.#.##..##..",
            "#############",
        ]


def test_every_character_has_a_form() -> None:
    assert glyph("ö") == glyph("Ö") != glyph("O")
    assert glyph("é") == glyph("E")
    assert glyph("\u2603") != glyph("?")
    assert printable("a\x1b\nß") == "A  SS"


async def picture(http: httpx.AsyncClient, phone: SimulatedPhone) -> list[str]:
    answer = await http.get(phone.url + PICTURE["s" if phone.profile.vendor == "snom" else "y"])
    assert answer.headers["content-type"] == "image/bmp"
    return dots(answer.content)


@pytest.mark.parametrize("name", ["s", "y"])
async def test_the_picture_follows_the_phone(office: Office, http: httpx.AsyncClient, name: str) -> None:
    phone = office.phone(name)
    seen = [await picture(http, phone)]
    assert await picture(http, phone) == seen[0]
    office.party("02214710001").call(phone.number, display_name="Käthe")
    await phone.wait_for("ringing")
    assert phone.screen[-1] == ">RINGING 02214710001 Käthe"
    seen.append(await picture(http, phone))
    for act in (phone.answer, phone.hold, phone.resume):
        assert act()
        seen.append(await picture(http, phone))
    del seen[-1]  # as after the answer
    assert phone.device.set_dnd(True)
    seen.append(await picture(http, phone))
    assert len({"".join(one) for one in seen}) == len(seen)
    assert phone.screen[1] == "DND"


@pytest.mark.parametrize(
    ("vendor", "model"), [("s", "D785"), ("s", "370"), ("y", "T48S"), ("y", "T53W"), ("y", "T21P_E2")]
)
async def test_each_model_has_its_own_size(
    make_office: OfficeMaker, http: httpx.AsyncClient, vendor: str, model: str
) -> None:
    office = await make_office(**{vendor: {"model": model}})
    phone = office.phone(vendor)
    rows = await picture(http, phone)
    width, height, _ = size_of(phone.profile)
    assert (len(rows[0]), len(rows)) == (width, height)
    assert any("#" in row and "." in row for row in rows)


async def test_the_question_is_on_the_screen_but_not_in_the_picture(
    make_office: OfficeMaker, http: httpx.AsyncClient
) -> None:
    office = await make_office(y={"remote_control": "prompt"})
    phone = office.phone("y")
    assert (await http.get(f"{phone.url}/screencapture/download")).status_code == 403
    assert phone.screen[1:3] == ["ALLOW REMOTE CONTROL?", "127.0.0.1"]
    phone.press("OK")
    assert (await http.get(f"{phone.url}/screencapture/download")).content[:2] == b"BM"
    assert (await http.get(f"{phone.url}/servlet?m=mod_action&command=screenshot")).content[:2] == b"BM"
