"""The pictures of the app: the same ones every time, and nothing in them is fetched from elsewhere."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.screenshots import PAINTED, SHOTS, draw, paint
from tests.ui.scenes import SCENES

SHOT = SHOTS[0]


async def test_a_second_drawing_is_the_same_to_the_letter() -> None:
    assert await draw(SHOT) == await draw(SHOT)


async def test_a_picture_is_sound_and_refers_to_nothing() -> None:
    svg = await draw(SHOT)
    root = ElementTree.fromstring(svg)  # noqa: S314 - our own
    words = {text.text for text in root.iter("{http://www.w3.org/2000/svg}text")}
    assert {"Jürgen Lindner · Lindenhof Gartenbau KG", "◉"} & words
    assert set(re.findall(r"https?://[^\"]*", svg)) == {"http://www.w3.org/2000/svg"}
    for word in ("font-face", "url(", "href", "<script", "<image"):
        assert word not in svg


def test_the_set_is_modest_and_has_everything() -> None:
    assert len(SHOTS) + len(PAINTED) <= 16  # twelve of the work, and one for each chapter of the set-up
    assert len({shot.name for shot in SHOTS}) == len(SHOTS)
    assert set(PAINTED) <= {shot.name for shot in SHOTS}
    assert {shot.scene for shot in SHOTS} <= set(SCENES)
    assert {shot.lang for shot in SHOTS} == {"de", "en"}
    assert {shot.theme for shot in SHOTS} == {"dark", "light", "contrast"}
    assert len({shot.size for shot in SHOTS}) == 3


@pytest.mark.skipif(shutil.which("rsvg-convert") is None, reason="needs rsvg-convert")
def test_a_png_is_made(tmp_path: Path) -> None:
    svg = tmp_path / "a.svg"
    svg.write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10" width="20" height="10"/>')
    assert paint(svg, tmp_path / "a.png", zoom=2.0)
    head = (tmp_path / "a.png").read_bytes()[:24]
    assert head[1:4] == b"PNG"
    assert (int.from_bytes(head[16:20]), int.from_bytes(head[20:24])) == (40, 20)
