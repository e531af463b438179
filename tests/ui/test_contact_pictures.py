"""The screens of the phone book as they were last found good, in both languages, at 80x24 and 120x36."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Final

import pytest

from tests.ui.matrix import LANGUAGES, MIDDLE, SMALL
from tests.ui.snapshot import compare
from tests.ui.stage import SECRET, Setting, Stage, stage
from tests.ui.test_whose import added, two

FOLDER: Final = Path(__file__).parent / "contact_snapshots"
KEPT: Final = ("contact", "contact_form", "merge")  # in both languages and sizes
ONCE: Final = (("whose", "de", SMALL), ("speed_dials", "en", SMALL), ("groups", "de", MIDDLE))
SHOTS: Final = (
    *((scene, lang, size) for scene in KEPT for lang in LANGUAGES for size in (SMALL, MIDDLE)),
    *ONCE,
)


async def contact(on: Stage) -> None:
    """A favourite with a speed dial."""
    await on.press("slash")
    await on.type("käthe")
    await on.press("ctrl+o", "asterisk", "1")
    on.app.clear_notifications()


async def contact_form(on: Stage) -> None:
    """An unknown caller is about to become a contact."""
    call = await on.desk.ring("08999998717", "Weber Elektro")
    await on.desk.report("miss", call)
    await on.settle()
    await on.press("N")


async def merge(on: Stage) -> None:
    """Two cards of one person, which do not agree."""
    await added(on, "Ina Quade", "Einkauf", "Ruft zurück.")
    await added(on, "Ina Quade", "Vertrieb", "Nur vormittags.")
    await on.press("equals_sign", "enter")


async def whose(on: Stage) -> None:
    """A call of somebody who may be two."""
    await two(on)
    await on.desk.ring("0899999840")
    await on.press("y")


async def speed_dials(on: Stage) -> None:
    """One of nine is given out."""
    ina = await added(on, "Ina Quade")
    await on.switchboard.book.set_speed_dial(4, ina.id)
    await on.press("K")


async def groups(on: Stage) -> None:
    """All groups, before one is chosen."""
    await on.press("g", "down")


SCENES: Final[dict[str, Callable[[Stage], Awaitable[None]]]] = {
    play.__name__: play for play in (contact, contact_form, merge, whose, speed_dials, groups)
}


@pytest.mark.parametrize(("scene", "lang", "size"), SHOTS, ids=lambda value: str(value).replace(", ", "x"))
async def test_the_screen_is_as_it_was(scene: str, lang: str, size: tuple[int, int]) -> None:
    async with stage(Setting(lang=lang, size=size)) as on:
        await SCENES[scene](on)
        await on.settle()
        text = on.text
    assert SECRET not in text
    compare(text, FOLDER / f"{scene}.{lang}.{size[0]}x{size[1]}.txt")


def test_nothing_is_missing_or_left_over() -> None:
    assert {scene for scene, _, _ in SHOTS} == set(SCENES)
    names = {f"{scene}.{lang}.{size[0]}x{size[1]}.txt" for scene, lang, size in SHOTS}
    assert {file.name for file in FOLDER.iterdir()} == names
