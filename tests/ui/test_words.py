"""Every word on the screen is of the language that was chosen."""

from __future__ import annotations

import re

import pytest

from tests.ui.matrix import LANGUAGES, SHOTS, SIZES
from tests.ui.scenes import SCENES, play_scene
from tests.ui.snapshot import snapshot_file
from tui.demo.history import HISTORY
from tui.i18n import (
    app,
    calling,
    commands,
    contacts,
    dialing,
    discovery,
    features,
    journal,
    pane,
    phones,
    remedies,
    say,
    server,
    setup_device,
    setup_events,
    setup_fields,
    setup_first,
    setup_linking,
    setup_steps,
    steps,
    switchboard,
)
from tui.simulator.people import sample_vcards

WORD = re.compile(r"[^\W\d_]{3,}")
_DATA = """
desk side Snom Yealink Durchwahl erledigt local remote call bold red ratis txet Ende
"""
_COMMAND = re.compile(r'sudo ufw [^"]*"durchwahl"')  # is of no language
_AREAS = (  # what can get onto the screen
    *(app, calling, commands, contacts, dialing, discovery, features, journal, pane, phones, remedies),
    *(server, setup_device, setup_events, setup_fields, setup_first, setup_linking, setup_steps, steps),
    switchboard,
)


def words(text: str) -> set[str]:
    """The words of three letters and more, in lower case."""
    return {word.lower() for word in WORD.findall(text)}


def only_in(lang: str) -> set[str]:
    """The words of one catalogue that the other one does not have, and that are nobody's name."""
    english = words(" ".join(str(text) for area in _AREAS for text in area.EN.values()))
    german = words(" ".join(str(text) for area in _AREAS for text in area.DE.values()))
    names = words(sample_vcards()) | words(_DATA) | words(" ".join(past.note for past in HISTORY))
    return (english - german if lang == "en" else german - english) - names


@pytest.mark.parametrize("shot", SHOTS, ids=lambda shot: snapshot_file(*shot).stem)
def test_no_word_of_the_other_language_is_kept(shot: tuple[str, str, tuple[int, int]]) -> None:
    """The snapshots are what the screens show: `test_snapshots` holds them to it."""
    text = _COMMAND.sub("", snapshot_file(*shot).read_text(encoding="utf-8"))
    foreign = only_in("en" if shot[1] == "de" else "de")
    assert words(text) & foreign == set()
    assert "{" not in text  # a placeholder that nobody filled


def test_the_comparison_would_notice() -> None:
    assert {"hang", "ringing", "missed", "hold"} <= only_in("en")
    assert {"annehmen", "klingelt", "verpasst", "halten"} <= only_in("de")


async def test_the_palette_that_finds_nothing_says_so_in_german() -> None:
    async with play_scene("palette", lang="de") as on:
        await on.type("qqqq")
        await on.settle()
        assert say("palette_none") in on.text
        assert words(on.text) & only_in("en") == set()


def test_the_matrix_has_both_languages_and_all_sizes() -> None:
    assert {lang for _, lang, _ in SHOTS} == set(LANGUAGES)
    assert {size for _, _, size in SHOTS} == set(SIZES)
    assert set(SCENES) == {scene for scene, _, _ in SHOTS}
