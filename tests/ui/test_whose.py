"""Numbers that several have, duplicates, speed dials and groups."""

from __future__ import annotations

from tests.ui.stage import Stage
from tests.ui.test_contacts import kept, slots
from tui.contacts.model import Contact, PhoneNumber
from tui.screens.confirm import ConfirmScreen
from tui.screens.contact import ContactScreen
from tui.screens.dial import DialScreen
from tui.screens.duplicates import DuplicatesScreen
from tui.screens.groups import GroupsScreen
from tui.screens.speed_dials import SpeedDialScreen
from tui.screens.whose import WhoseScreen
from tui.widgets.contact_list import ContactList

SHARED = "089 99998 40"


async def added(on: Stage, name: str, title: str = "", note: str = "") -> Contact:
    """A contact with the number that several have."""
    numbers = (PhoneNumber(SHARED, type="work"),)
    return await on.switchboard.book.add(Contact(0, name, numbers=numbers, title=title, note=note))


async def two(on: Stage) -> tuple[Contact, Contact]:
    """Two people with one number."""
    both = (await added(on, "Ina Quade"), await added(on, "Ole Zander"))
    await on.settle()
    return both


async def test_y_offers_those_who_have_the_number_and_remembers_the_choice(on: Stage) -> None:
    ina, ole = await two(on)
    await on.desk.ring(SHARED)
    await on.settle()
    assert "y chooses" in on.text
    await on.press("y")
    assert isinstance(on.app.screen, WhoseScreen)
    names = [on.app.screen.query_one(ContactList)._entries[at].name for at in (0, 1)]
    await on.press("down", "enter")
    assert on.told == ["Remembered."]
    chosen = on.switchboard.callers.match(on.switchboard.callers.typed(SHARED)).contacts
    assert [one.name for one in chosen] == [names[1]]
    assert {ina.name, ole.name} == set(names)
    await on.settle()
    assert f"{names[1]}" in on.text
    await on.press("y", "delete")
    assert len(on.switchboard.callers.match(on.switchboard.callers.typed(SHARED)).contacts) == 2


async def test_a_click_chooses_too(on: Stage) -> None:
    await two(on)
    await on.desk.ring(SHARED)
    await on.press("y")
    await on.click("#dialog ContactList" if on.app.screen.query("#dialog") else "ContactList", 5, 1)
    assert on.told == ["Remembered."]


async def test_o_on_an_ambiguous_number_asks_first(on: Stage) -> None:
    await two(on)
    await on.desk.ring(SHARED)
    await on.press("o")
    assert isinstance(on.app.screen, WhoseScreen)
    await on.press("enter")
    assert isinstance(on.app.screen, ContactScreen)


async def test_y_says_why_there_is_nothing_to_choose(on: Stage) -> None:
    call = await on.desk.ring("02214710501")
    await on.press("y")
    await on.desk.report("miss", call)
    await on.desk.ring("", "anonymous")
    await on.settle()
    await on.press("y")
    assert "nothing to choose" in on.told[0]
    assert "withheld" in on.told[1]


async def test_duplicates_are_merged_after_one_question_that_names_what_is_lost(on: Stage) -> None:
    first = await added(on, "Ina Quade", title="Einkauf", note="eins")
    second = await added(on, "Ina Quade", title="Vertrieb", note="zwei")
    await on.settle()
    await on.press("equals_sign")
    assert isinstance(on.app.screen, DuplicatesScreen)
    chosen = on.app.screen._kept
    assert {first.id, second.id} == {one.id for one in on.app.screen._group}
    await on.press("enter")
    lost = "Einkauf" if chosen.title == "Vertrieb" else "Vertrieb"
    assert isinstance(on.app.screen, ConfirmScreen)
    assert f"Title: {lost}" in on.text
    await on.press("escape")
    assert await kept(on, second.id) == second
    await on.press("enter", "enter")
    merged = await kept(on, chosen.id)
    assert set(merged.note.splitlines()) == {"eins", "zwei"}
    assert await on.switchboard.book.count() == await on.switchboard.book.ask(len)
    assert on.at_rest
    gone = next(one.id for one in (first, second) if one.id != chosen.id)
    assert await on.switchboard.book.get(gone) is None


async def test_left_and_right_go_through_the_duplicates(on: Stage) -> None:
    await added(on, "Ina Quade")
    await added(on, "Ina Quade")
    for _ in range(2):
        await on.switchboard.book.add(Contact(0, "Ole Zander", emails=("ole@example.org",)))
    await on.settle()
    await on.press("equals_sign")
    assert "1 of 2" in on.text
    await on.press("right")
    assert "2 of 2" in on.text
    await on.press("right")
    assert "1 of 2" in on.text


async def test_without_duplicates_that_is_said(on: Stage) -> None:
    await on.press("equals_sign")
    assert on.told == ["There are no contacts that look like one and the same."]
    assert on.at_rest


async def test_speed_dials_dial_by_one_digit(on: Stage) -> None:
    ina = await added(on, "Ina Quade")
    await on.switchboard.book.set_speed_dial(4, ina.id)
    await on.settle()
    await on.press("K")
    assert isinstance(on.app.screen, SpeedDialScreen)
    assert "Ina Quade" in on.text
    await on.press("5")
    assert "Speed dial 5 is free" in on.told[0]
    await on.press("4")
    assert isinstance(on.app.screen, DialScreen)
    await on.press("enter")
    assert on.desk.sent == ["dial 00899999840"]
    assert await slots(on) == {4: (ina.id, SHARED)}


async def test_a_click_on_a_speed_dial_dials(on: Stage) -> None:
    ina = await added(on, "Ina Quade")
    await on.switchboard.book.set_speed_dial(2, ina.id)
    await on.settle()
    await on.press("K")
    await on.click("#slots", 4, 1)
    assert isinstance(on.app.screen, DialScreen)


async def test_a_group_filters_the_pane_and_escape_shows_everybody_again(on: Stage) -> None:
    found = on.main.query_one(ContactList)
    everybody = found.option_count
    await on.press("g")
    assert isinstance(on.app.screen, GroupsScreen)
    await on.press("down", "enter")
    assert on.main.group in ("Lieferanten", "Kunden", "VIP")
    assert f"Contacts · {on.main.group}" in on.text
    members = found.option_count
    assert 0 < members < everybody
    await on.type("qqq")
    assert "Nobody in this group" in on.text
    await on.press("escape")
    assert found.option_count == members
    await on.press("escape")
    assert (on.main.group, found.option_count) == ("", everybody)


async def test_without_groups_that_is_said(on: Stage) -> None:
    ids = [one.id for one in await on.switchboard.book.find("", 100)]
    await on.switchboard.book.delete(ids)
    await on.settle()
    await on.press("g")
    assert "No contact is in a group yet" in on.told[-1]
