"""Contacts in the app: detail, form, favourite, speed dial, delete, and a contact of an unknown caller."""

from __future__ import annotations

from textual.widgets import Input, TextArea

from tests.ui.scenes import COMPANY, KNOWN, UNKNOWN
from tests.ui.stage import Setting, Stage, stage
from tui.contacts.model import Contact, PhoneNumber
from tui.phonebook.reading import Reader
from tui.screens.confirm import ConfirmScreen
from tui.screens.contact import ContactScreen
from tui.screens.contact_form import ContactForm
from tui.widgets.number_rows import NumberRows

MILL = "käthe"


async def opened(on: Stage, query: str = MILL) -> Contact:
    """Looks for `query` and opens the first contact."""
    await on.press("slash")
    await on.type(query)
    await on.press("ctrl+o")
    assert isinstance(on.app.screen, ContactScreen)
    return await kept(on, on.app.screen.contact_id)


async def kept(on: Stage, id: int) -> Contact:
    found = await on.switchboard.book.get(id)
    assert found is not None
    return found


def field(on: Stage, id: str) -> Input:
    return on.app.screen.query_one(f"#{id}", Input)


async def put(on: Stage, id: str, text: str) -> None:
    """Types `text` into an empty field of the form."""
    field(on, id).focus()
    await on.type(text)


async def test_the_detail_has_every_number_and_the_last_calls(on: Stage) -> None:
    await opened(on)
    for text in (
        "030 23125110",
        "0171 3920011",
        "Geschäftsführerin",
        "Lieferanten, VIP",
        "Angebot bis Freitag",
    ):
        assert text in on.text


async def test_enter_dials_the_chosen_number(on: Stage) -> None:
    await opened(on)
    await on.press("down", "enter", "enter")
    assert on.desk.sent == ["dial 001713920011"]


async def test_a_click_on_a_number_dials_it(on: Stage) -> None:
    await opened(on)
    await on.click("NumberRows", 5, 1)
    await on.press("enter")
    assert on.desk.sent == ["dial 001713920011"]


async def test_o_on_a_call_shows_whose_number_it_is(on: Stage) -> None:
    await on.desk.ring(KNOWN)
    await on.press("o")
    assert "Jürgen Lindner" in on.text
    assert isinstance(on.app.screen, ContactScreen)


async def test_o_says_why_there_is_nobody_to_show(on: Stage) -> None:
    call = await on.desk.ring(UNKNOWN)
    await on.press("o")
    await on.desk.report("miss", call)
    await on.settle()
    await on.desk.ring("", "anonymous")
    await on.settle()
    await on.press("o")
    assert "N makes a contact of it" in on.told[0]
    assert "withheld" in on.told[1]


async def test_without_a_book_the_commands_say_so(on: Stage) -> None:
    on.switchboard.callers.book = None
    await on.press("o", "N")
    assert on.told == ["The phone book is not open yet."] * 2
    assert on.at_rest


async def test_star_makes_a_favourite_and_takes_it_back(on: Stage) -> None:
    contact = await opened(on)
    await on.press("asterisk")
    assert (await kept(on, contact.id)).favourite
    assert "★ Käthe" in on.text
    await on.press("asterisk")
    assert not (await kept(on, contact.id)).favourite


async def test_delete_asks_once_and_escape_keeps(on: Stage) -> None:
    contact = await opened(on)
    await on.press("delete")
    assert isinstance(on.app.screen, ConfirmScreen)
    await on.press("escape")
    assert await kept(on, contact.id) == contact
    await on.press("delete", "n")
    assert await kept(on, contact.id) == contact
    await on.press("delete", "tab", "enter")  # the button that leaves it as it is
    assert await kept(on, contact.id) == contact
    await on.press("delete", "enter")
    assert await on.switchboard.book.get(contact.id) is None
    assert on.at_rest
    assert on.told == ["Contact deleted."]


async def test_a_contact_that_another_program_deletes_is_closed(on: Stage) -> None:
    contact = await opened(on)
    await on.switchboard.book.delete([contact.id])
    await on.settle()
    assert on.at_rest
    assert on.told == ["This contact is not in the phone book any more."]


async def test_edit_changes_what_was_typed_and_nothing_else(on: Stage) -> None:
    contact = await opened(on)
    lines = "erste Zeile\n\nzweite Zeile"
    await on.switchboard.book.edit(Contact(contact.id, contact.name, note=lines, numbers=contact.numbers))
    await on.settle()
    await on.press("e")
    assert isinstance(on.app.screen, ContactForm)
    await on.switchboard.book.set_favourite(contact.id, True)  # meanwhile, elsewhere
    await put(on, "title", "Chefin")
    await on.press("enter")
    after = await kept(on, contact.id)
    assert (after.title, after.note, after.favourite) == ("Chefin", lines, True)
    assert after.numbers == contact.numbers
    assert "Chefin" in on.text


async def test_numbers_are_added_changed_and_removed(on: Stage) -> None:
    contact = await opened(on)
    await on.press("e")
    await put(on, "number-2", "0221 470 1")
    await put(on, "kind-2", "privat")
    field(on, "number-0").value = ""
    await on.press("ctrl+s")
    after = await kept(on, contact.id)
    assert [(one.raw, one.type) for one in after.numbers] == [
        (contact.numbers[1].raw, "mobile"),
        ("0221 470 1", "home"),
    ]


async def test_the_note_keeps_its_lines(on: Stage) -> None:
    contact = await opened(on)
    await on.press("e")
    on.app.screen.query_one(TextArea).text = "eins\nzwei"
    await on.press("ctrl+s")
    assert (await kept(on, contact.id)).note == "eins\nzwei"


async def test_what_is_no_number_is_refused_and_not_lost(on: Stage) -> None:
    contact = await opened(on)
    await on.press("e")
    await put(on, "number-2", "vielleicht")
    await on.press("enter")
    assert on.told == ["“vielleicht” is no telephone number. Correct it, or empty the field."]
    assert isinstance(on.app.screen, ContactForm)
    assert field(on, "number-2").value == "vielleicht"
    assert await kept(on, contact.id) == contact


async def test_an_empty_contact_is_refused(on: Stage) -> None:
    await on.press("slash", "ctrl+n", "enter")
    assert "needs a name" in on.told[0]
    assert isinstance(on.app.screen, ContactForm)


async def test_a_contact_that_is_gone_is_refused_and_the_form_stays(on: Stage) -> None:
    contact = await opened(on)
    await on.press("e")
    await put(on, "title", "x")
    await on.switchboard.book.delete([contact.id])
    await on.press("enter")
    assert any(str(contact.id) in told for told in on.told)
    assert field(on, "title").value.endswith("x")


async def test_escape_drops_nothing_without_asking(on: Stage) -> None:
    await opened(on)
    await on.press("e", "escape")
    assert isinstance(on.app.screen, ContactScreen)  # nothing was typed: nothing to ask
    await on.press("e")
    await put(on, "title", "x")
    await on.press("escape")
    assert isinstance(on.app.screen, ConfirmScreen)
    await on.press("escape")
    assert isinstance(on.app.screen, ContactForm)
    await on.press("escape", "enter")
    assert isinstance(on.app.screen, ContactScreen)


async def test_a_digit_puts_a_number_on_a_speed_dial_and_asks_before_it_replaces(on: Stage) -> None:
    first = await opened(on)
    await on.press("3")
    assert on.told == ["Speed dial 3 dials 030 23125-110."]
    assert "speed dial 3" in on.text
    await on.press("down", "3")
    assert "Käthe Mühlenbach, 030 23125-110" in " ".join(on.text.replace("│", " ").split())
    await on.press("escape")
    assert (await slots(on))[3] == (first.id, first.numbers[0].raw)
    await on.press("3", "enter")
    assert (await slots(on))[3] == (first.id, first.numbers[1].raw)
    await on.press("3", "enter")
    assert await slots(on) == {}


async def slots(on: Stage) -> dict[int, tuple[int, str]]:
    held = await on.switchboard.book.ask(Reader.speed_dials)
    return {slot: (contact.id, raw) for slot, (contact, raw) in held.items()}


async def test_an_unknown_caller_becomes_a_contact_in_one_key(on: Stage) -> None:
    await on.desk.ring(UNKNOWN, "Weber Elektro")
    await on.press("N")
    assert isinstance(on.app.screen, ContactForm)
    assert (field(on, "name").value, field(on, "address").value) == ("Weber Elektro", "Munich")
    await on.press("enter")
    [saved] = await on.switchboard.book.find("weber elektro")
    assert saved.numbers[0].e164 == "+498999998717"
    await on.settle()
    assert "Weber Elektro" in on.text


async def test_what_the_journal_knows_is_filled_in(on: Stage) -> None:
    call = await on.desk.ring(UNKNOWN, "Weber Elektro")
    await on.desk.report("miss", call)
    await on.settle()
    await on.press("n")
    await on.type("Angebot")
    await on.press("enter")
    await on.later(60)
    await on.desk.ring(UNKNOWN)
    await on.press("N")
    assert field(on, "name").value == "Weber Elektro"
    assert on.app.screen.query_one(TextArea).text == "Angebot"


async def test_an_extension_of_a_known_company_has_its_company(on: Stage) -> None:
    await on.desk.ring(COMPANY)
    await on.press("N")
    assert field(on, "company").value == "Mühlenbach & Söhne GmbH"
    assert field(on, "number-0").value == "030 23125187"


async def test_a_known_caller_is_no_new_contact(on: Stage) -> None:
    await on.desk.ring(KNOWN)
    await on.press("N")
    assert on.told == ["Jürgen Lindner has this number already: o shows the contact."]
    assert on.at_rest


async def test_what_was_looked_for_and_not_found_begins_the_form(on: Stage) -> None:
    await on.press("slash")
    await on.type("qqqq")
    await on.press("ctrl+n")
    assert field(on, "name").value == "qqqq"
    await on.press("escape")
    on.main.query_one("#query", Input).value = "089 99998 12"
    await on.settle()
    await on.press("ctrl+n")
    assert (field(on, "name").value, field(on, "number-0").value) == ("", "089 99998 12")


async def test_the_screens_do_not_pile_up(on: Stage) -> None:
    await opened(on)
    await on.press("ctrl+o", "ctrl+n", "escape")
    assert on.at_rest


async def test_a_contact_without_a_number_can_be_shown() -> None:
    async with stage(Setting(size=(80, 24))) as on:
        added = await on.switchboard.book.add(Contact(0, "[bold]Nobody[/] \x1b[31m"))
        on.app.clerk.open(added.id)
        await on.settle()
        assert "[bold]Nobody[/]" in on.text
        assert "no number" in on.text
        await on.press("enter", "5")
        assert on.app.screen.query_one(NumberRows).chosen is None
        assert await slots(on) == {}


async def test_long_labels_of_others_stay_as_they_are(on: Stage) -> None:
    added = await on.switchboard.book.add(
        Contact(0, "Ferien", numbers=(PhoneNumber("0221 1", type="Ferienhaus"),))
    )
    on.app.clerk.open(added.id)
    await on.settle()
    await on.press("e")
    await put(on, "title", "x")
    await on.press("enter")
    assert (await kept(on, added.id)).numbers == added.numbers


async def test_a_click_on_the_frame_does_what_the_key_does(on: Stage) -> None:
    await on.press("slash")
    await on.type(MILL)
    await click_on(on, "^o show")
    assert isinstance(on.app.screen, ContactScreen)
    await click_on(on, "* favourite")
    assert (await kept(on, on.app.screen.contact_id)).favourite
    await click_on(on, "e edit")
    assert isinstance(on.app.screen, ContactForm)


async def click_on(on: Stage, text: str) -> None:
    """Clicks on the last place where `text` stands."""
    row = max(at for at, line in enumerate(on.text.splitlines()) if text in line)
    assert on.pilot is not None
    await on.pilot.click(offset=(on.text.splitlines()[row].rindex(text) + 1, row))
    await on.settle()
