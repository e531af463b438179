"""Every scene looks as it did when it was last found good."""

from __future__ import annotations

import pytest

from tests.ui.matrix import SHOTS
from tests.ui.scenes import SCENES, play_scene
from tests.ui.snapshot import FOLDER, compare, snapshot_file
from tests.ui.stage import SECRET


@pytest.mark.parametrize(("scene", "lang", "size"), SHOTS, ids=lambda value: str(value).replace(", ", "x"))
async def test_the_screen_is_as_it_was(scene: str, lang: str, size: tuple[int, int]) -> None:
    async with play_scene(scene, lang=lang, size=size) as on:
        text = on.text
    lines = text.splitlines()
    assert len(lines) == size[1]
    assert SECRET not in text
    compare(text, snapshot_file(scene, lang, size))


def test_every_scene_is_kept() -> None:
    assert {scene for scene, _, _ in SHOTS} == set(SCENES)
    assert len(SHOTS) <= 100


def test_no_snapshot_is_left_over() -> None:
    assert {file.name for file in FOLDER.iterdir()} == {snapshot_file(*shot).name for shot in SHOTS}
