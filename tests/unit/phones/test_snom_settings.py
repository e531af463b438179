"""Reading a Snom's settings, and the picture of its screen."""

from __future__ import annotations

import pytest

from tests.unit.net.raw_phone import reply
from tests.unit.phones.snom_desk import FORBIDDEN, MISSING, OK, asked, guarded, info, listing, page, snom
from tui.errors import PhoneError
from tui.phones.driver import Ability


def bitmap(size: int, said: int | None = None) -> bytes:
    """A BMP file of `size` bytes that says it has `said`."""
    return b"BM" + (size if said is None else said).to_bytes(4, "little") + b"\x00" * (size - 6)


async def test_only_what_was_asked_for_and_is_there() -> None:
    settings = listing(action_hold="http://a/b?c=d", http_pass="Geheim7", action_unhold="")
    async with snom({"/settings.htm": settings}) as (phone, driver, _hand):
        assert await driver.settings(["action_hold", "action_unhold", "action_nothing"]) == {
            "action_hold": "http://a/b?c=d",
            "action_unhold": "",
        }
        assert asked(phone) == ["/settings.htm"]


async def test_they_are_read_anew_each_time() -> None:
    values = ["1", "2"]
    async with snom({"/settings.htm": lambda _: listing(fkey0=values.pop(0))}) as (_phone, driver, _hand):
        assert [await driver.settings(["fkey0"]), await driver.settings(["fkey0"])] == [
            {"fkey0": "1"},
            {"fkey0": "2"},
        ]


async def test_a_list_longer_than_other_pages_is_read_whole() -> None:
    lines = "".join(f"setting_{index}!: {'x' * 60}\n" for index in range(4500))
    assert len(lines) > 300_000
    async with snom({"/settings.htm": page(lines + "http_last!: yes\n")}) as (_phone, driver, _hand):
        assert await driver.settings(["http_last"]) == {"http_last": "yes"}


@pytest.mark.parametrize("answer", [MISSING, OK, page("<title>Settings</title>"), reply("302 Found")])
async def test_no_list_is_not_an_empty_list(answer: bytes) -> None:
    """Else whoever keeps what was there before would believe that nothing was."""
    async with snom({"/settings.htm": answer}) as (_phone, driver, _hand):
        with pytest.raises(PhoneError) as caught:
            await driver.settings(["action_hold"])
        assert caught.value.key == "snom_no_settings"
        assert driver.lacks(Ability.SETTINGS) == "snom_no_settings"
        assert driver.lacks(Ability.CONFIGURE) == ""


async def test_a_list_that_comes_back_is_read_again() -> None:
    answers = [MISSING, listing(fkey0="1")]
    async with snom({"/settings.htm": lambda _: answers.pop(0)}) as (_phone, driver, _hand):
        with pytest.raises(PhoneError):
            await driver.settings(["x"])
        assert await driver.settings(["fkey0"]) == {"fkey0": "1"}
        assert driver.lacks(Ability.SETTINGS) == ""


async def test_a_list_that_is_closed_to_this_login_is_no_lock() -> None:
    async with snom({"/settings.htm": FORBIDDEN, "/info.htm": guarded(info())}) as (_phone, driver, _hand):
        with pytest.raises(PhoneError) as caught:
            await driver.settings(["x"])
        assert caught.value.key == "snom_no_settings"
        await driver.dial("22")


async def test_a_picture_larger_than_any_page() -> None:
    picture = bitmap(480 * 272 * 4 + 54)
    async with snom({"/screen.bmp": reply("200 OK", picture)}) as (phone, driver, _hand):
        assert await driver.picture() == picture
        assert asked(phone) == ["/screen.bmp"]


@pytest.mark.parametrize("answer", [MISSING, OK, FORBIDDEN, reply("200 OK"), reply("200 OK", b"GIF89a")])
async def test_no_picture(answer: bytes) -> None:
    async with snom({"/screen.bmp": answer}) as (_phone, driver, _hand):
        with pytest.raises(PhoneError) as caught:
            await driver.picture()
        assert caught.value.key == "snom_no_picture"
        assert driver.lacks(Ability.PICTURE) == "snom_no_picture"
        assert driver.lacks(Ability.DIAL) == ""


async def test_a_picture_that_breaks_off() -> None:
    async with snom({"/screen.bmp": reply("200 OK", bitmap(100, said=5000))}) as (_phone, driver, _hand):
        with pytest.raises(PhoneError) as caught:
            await driver.picture()
        assert caught.value.key == "phone_picture_broken"
        assert driver.lacks(Ability.PICTURE) == ""
