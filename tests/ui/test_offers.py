"""Numbers from outside on the screen: links, marked text, and what is pasted into the dial field."""

from __future__ import annotations

from textual.events import Paste
from textual.widgets import Input

from tests.ui.stage import Stage
from tests.ui.test_dial import preview
from tui.screens.dial import DialScreen
from tui.switchboard.offers import Offer, Source

LINK = Offer(("+4930123456",), Source.LINK)
SIGNATURE = """Muster GmbH
Tel. 030 / 12 34-56, Fax 030 12 34-57
Mobil: 0171 3920044"""


def make(on: Stage, offer: Offer) -> bool:
    return on.switchboard.offers.make(offer)


async def test_a_link_fills_in_the_dial_field_and_waits(on: Stage) -> None:
    assert make(on, LINK)
    await on.settle()
    assert isinstance(on.app.screen, DialScreen)
    assert "A link offers" in on.text
    assert preview(on) == "0030123456"
    await on.press("enter")  # was under way already when the link came
    assert on.desk.sent == []
    assert isinstance(on.app.screen, DialScreen)
    await on.later(1.5)
    await on.press("enter")
    assert on.desk.sent == ["dial 0030123456"]


async def test_one_of_several_is_chosen(on: Stage) -> None:
    make(on, Offer(("+4930123456", "+4989654321"), Source.MARKED))
    await on.settle()
    assert "Dial what is marked" in on.text
    assert preview(on) == "0030123456"
    await on.press("down")
    assert preview(on) == "0089654321"
    await on.later(1.5)
    await on.press("enter")
    assert on.desk.sent == ["dial 0089654321"]


async def test_escape_dials_nothing(on: Stage) -> None:
    make(on, LINK)
    await on.settle()
    await on.press("escape")
    assert on.at_rest
    assert on.desk.sent == []
    await on.press("d")
    assert preview(on) is None  # and it does not come again


async def test_whoever_is_typing_is_told_only(on: Stage) -> None:
    await on.press("slash")
    await on.type("mül")
    assert make(on, LINK)
    await on.settle()
    assert on.main.query_one("#query", Input).value == "mül"
    assert any("A number is offered: +4930123456" in told for told in on.told)
    await on.press("escape", "escape")
    await on.press("d")
    assert "A link offers" in on.text
    assert preview(on) == "0030123456"


async def test_a_premium_number_is_named_as_such(on: Stage) -> None:
    make(on, Offer(("+499003123456",), Source.LINK))
    await on.settle()
    assert "A premium number: this call costs extra." in on.text


async def paste(on: Stage, text: str) -> None:
    on.app.screen.query_one("#number", Input).post_message(Paste(text))
    await on.settle()


async def test_the_numbers_in_a_pasted_text_are_offered(on: Stage) -> None:
    await on.press("d")
    await paste(on, SIGNATURE)
    assert preview(on) == "0030123456"
    await on.press("down", "down")
    assert preview(on) == "001713920044"
    await on.press("enter")
    assert on.desk.sent == ["dial 001713920044"]


async def test_one_number_in_a_pasted_text_goes_into_the_field(on: Stage) -> None:
    await on.press("d")
    await paste(on, "Bitte zurückrufen:\nFrau Müller, Tel. 030/123456, eilt")
    assert on.app.screen.query_one("#number", Input).value == "030 123456"
    assert preview(on) == "0030123456"


async def test_a_pasted_number_and_a_pasted_name_stay_what_they_are(on: Stage) -> None:
    await on.press("d")
    await paste(on, " 030 / 123-456\n")
    assert on.app.screen.query_one("#number", Input).value.strip() == "030 / 123-456"
    await on.press("ctrl+u")
    await paste(on, "Müller\x1b[31m\nzweite Zeile")
    assert on.app.screen.query_one("#number", Input).value == "Müller[31m"


async def test_typing_puts_the_offered_numbers_away(on: Stage) -> None:
    await on.press("d")
    await paste(on, SIGNATURE)
    await on.type("22")
    assert preview(on) == "22"
