"""The registry: 28 steps under the guide's numbers, each with its words in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tui import i18n
from tui.i18n import catalogues
from tui.setup.answers import SETTINGS
from tui.setup.model import Chapter
from tui.setup.reading import _KEYS as ANSWERS
from tui.setup.steps import BY_ID, STEPS

FILES = Path(__file__).resolve().parents[2] / "tui" / "setup"
FIELD = re.compile(r'(?:filled|switch)\(\s*workshop,\s*"([a-z_]+)"|Field\("([a-z_]+)"')


def test_there_are_28_in_the_guides_order() -> None:
    assert [step.number for step in STEPS] == list(range(1, 29))
    assert len(BY_ID) == 28
    firsts = {chapter: next(step.number for step in STEPS if step.chapter is chapter) for chapter in Chapter}
    assert list(firsts.values()) == [1, 7, 15, 24]


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_step_has_its_words(language: str) -> None:
    i18n.use(language)
    titles = [step.title for step in STEPS]
    assert len(set(titles)) == 28
    for step in STEPS:
        assert step.why.endswith((".", "?")), step.id
        assert bool(step.button) is (step.act is not None), step.id
        assert len(step.title) <= 28, step.title  # the list beside the step is that wide


def test_the_guides_own_words_are_recognised_in_german() -> None:
    i18n.use("de")
    titles = {step.number: step.title for step in STEPS}
    for number, word in {
        7: "PhoneDialog", 8: "Gerät auswählen", 10: "Geräte-Konfiguration", 11: "IP-Adresse", 12: "Nutzername",
        13: "Passwort", 14: "Test", 15: "Anruf-Ereignisse", 17: "Start", 19: "Firewall", 20: "Test-URL",
        21: "Receive OK", 25: "Wähleinstellungen", 26: "Telefonanlage", 27: "Amtskennziffer", 28: "OK",
    }.items():  # fmt: skip
        assert word in titles[number]


def fields_in_the_code() -> set[str]:
    """Every field that a step can ask for."""
    texts = (path.read_text(encoding="utf-8") for path in FILES.glob("*.py"))
    return {one or other for text in texts for one, other in FIELD.findall(text)} | set(SETTINGS)


def test_every_field_has_label_and_hint() -> None:
    switches = {"look_newer", "links", "hotkey", "autostart", "receive"}
    for catalogue in catalogues().values():
        for field in fields_in_the_code():
            assert catalogue[f"setup_field_{field}"]
            assert field in switches or catalogue[f"setup_hint_{field}"]


def test_an_answers_file_can_answer_every_field() -> None:
    chosen_by_name_and_host = {"device", "phone"}
    assert fields_in_the_code() - chosen_by_name_and_host <= set(ANSWERS)
