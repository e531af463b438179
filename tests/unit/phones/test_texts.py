"""The texts of the phones' refusals, in both languages."""

from __future__ import annotations

from string import Formatter

import pytest

from tui.i18n import phones

SAMPLE = {
    "phone": "desk",
    "value": "x",
    "known": "snom",
    "url": "http://a",
    "other": "https://a",
    "seconds": "5",
}
SAMPLE |= {"vendor": "Snom", "status": "500", "waiting": "16"}
KEYS = sorted(phones.PhonesTexts.__annotations__)


def _places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("key", KEYS)
def test_both_languages_say_it_with_the_same_values(key: str) -> None:
    english, german = str(dict(phones.EN)[key]), str(dict(phones.DE)[key])
    assert _places(english) == _places(german) <= set(SAMPLE)
    assert "phone" in _places(english)
    for text in (english, german):
        filled = text.format(**SAMPLE)
        assert filled.endswith((".", ").", "?"))
        assert 40 < len(filled) < 420
    assert english != german
