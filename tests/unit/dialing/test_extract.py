"""Numbers in free text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.dialing.sites import COLOGNE, PLANS
from tui.dialing.extract import numbers_in
from tui.dialing.number import DialPlan, NumberKind

A, B, C = "+492214710122", "+492214710123", "+491713920001"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("0221 4710-122", [A]),
        ("Tel. 0221 4710-122 oder 0171 3920001", [A, C]),
        ("0221 4710-122; 0171/3920001", [A, C]),
        ("0221 4710122 / 0171 3920001", [A, C]),
        ("0221/4710122/0171/3920001", [A, C]),
        ("0221 4710122 0171 3920001", [A, C]),
        ("+49 221 4710122 +49 171 3920001", [A, C]),
        ("0221 4710122, 0171 3920001.", [A, C]),
        ("0221 4710-122 - 0171 3920001", [A, C]),
        ("0221 4710-122\n0171 3920001", [A, C]),
        ("0221 4710-122\t0171 3920001", [A, C]),
        ("0221 4710-122/123", [A, B]),
        ("0221/4710-122/-123", [A, B]),
        ("0221 4710122/23", [A, B]),
        ("0221 4710-122 bis 123", [A, B]),
        ("0221 4710-122 bis -123", [A, B]),
        ("Fon: +49 (0)221 4710-122\nMobil: 0171 3920001\nanna@muster.example", [A, C]),
        ('<a href="tel:+49-221-4710-122">0221 4710-122</a>', [A]),
        ("tel:+49-221-4710;ext=122 anrufen", [A]),
        ("Rufen Sie (0221) 47 10 122 an!", [A]),
        ("am 24.12.2026 um 14:30 Uhr unter 0221 4710122, 0,50 €/Min.", [A]),
        ("Anna Müller, 0221\u00a04710–122", [A]),
        ("zuletzt 02214710122 oder nochmals +49 221 4710122", [A]),
        ("030 23125-000", ["+493023125000"]),
        ("Büro 030 23125 000 und 040 66969-999", ["+493023125000", "+494066969999"]),
        ("Call +1 (212) 555-0100 now.", ["+12125550100"]),
        ("Meine Handynummer ist 0171 3920001", [C]),
        ("Telefon 4710-122", [A]),  # a label makes up for the missing area code
    ],
)
def test_found(text: str, found: list[str]) -> None:
    assert [number.e164 for number in numbers_in(text, COLOGNE)] == found


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("Durchwahl 122", "122"),
        ("Bitte Durchwahl -22 wählen", "22"),
        ("Im Notfall: Notruf 112!", "112"),
        ("22", "22"),
    ],
)
def test_short_numbers_need_a_label(text: str, digits: str) -> None:
    assert [number.digits for number in numbers_in(text, COLOGNE)] == [digits]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Hallo Anna",
        "am 24.12.2026",
        "Termin 12.03. um 10 Uhr",
        "2026-12-24 09:30",
        "seit 1998, 2024-2026",
        "IBAN DE89 3704 0044 0532 0130 00",
        "DE89370400440532013000",
        "1.234,56 EUR und 0,50 €",
        "€ 02214710,00",
        "50667 Köln, 01067 Dresden",
        "Kundennummer 02214710122",
        "Kd.-Nr.: 0221 4710122",
        "USt-IdNr. DE123456789",
        "https://example.org/02214710122",
        "02214710122@example.org",
        "192.168.1.50",
        "Auftrag A02214710122B",
        "Zimmer 112, Seite 110",
        "ISBN 978-3-16-148410-0",
        "12345678901234567890",
        "Version 0.2.2.1",
    ],
)
def test_not_numbers(text: str) -> None:
    assert numbers_in(text, COLOGNE) == []


def test_a_long_text_is_bounded() -> None:
    text = " ".join(f"0221 4710-{extension:03d}," for extension in range(999))
    assert len(numbers_in(text, COLOGNE)) == 50
    assert numbers_in("x" * 1_000_000 + " 0221 4710122", COLOGNE) == []


PIECES = st.lists(
    st.sampled_from(["0221 4710-122", "+49 171 3920001", "oder", "/", ";", "-", "2026", "24.12.", "(", ")", "bis",
                     "Tel.", "€", "DE89", "\n", "112", "22", "\0", "tel:", "@"]) | st.text(max_size=4),
    max_size=12,
)  # fmt: skip


@given(pieces=PIECES, plan=PLANS)
def test_any_text(pieces: list[str], plan: DialPlan) -> None:
    found = numbers_in(" ".join(pieces), plan)
    assert len({number.key for number in found}) == len(found)
    nothing = (NumberKind.INVALID, NumberKind.ANONYMOUS, NumberKind.UNKNOWN)
    assert all(number.kind not in nothing for number in found)


@given(
    extensions=st.lists(st.integers(0, 999), min_size=1, max_size=6, unique=True),
    between=st.sampled_from([" oder ", "; ", " / ", ", ", "\n", " und ", " ", "   "]),
)
def test_a_list_of_numbers_is_found_whole(extensions: list[int], between: str) -> None:
    text = between.join(f"0221 4710-{extension:03d}" for extension in extensions)
    found = [number.e164 for number in numbers_in(text, COLOGNE)]
    assert found == [f"+492214710{extension:03d}" for extension in extensions]
