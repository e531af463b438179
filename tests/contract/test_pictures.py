"""The phone's screen as a picture."""

from __future__ import annotations

import pytest

from tests.contract.desk import desk, refusal
from tests.simulator.bitmap import dots
from tui.phones.driver import Ability

MODELS = [
    ("snom", "D785"),
    ("snom", "370"),
    ("yealink", "T46U"),
    ("yealink", "T48S"),
    ("yealink", "T42S"),
    ("yealink", "T23G"),
]


@pytest.mark.parametrize(("maker", "model"), MODELS)
async def test_the_picture_is_the_phones_own(maker: str, model: str) -> None:
    async with desk(maker, model=model) as at:
        idle = dots(await at.driver.picture())
        assert idle == dots(await at.driver.picture())
        await at.rings()
        ringing = dots(await at.driver.picture())
        assert ringing != idle
        assert len(ringing) == len(idle)
        at.phone.answer()
        assert dots(await at.driver.picture()) not in (idle, ringing)
        assert at.commands == []
        assert at.driver.lacks(Ability.PICTURE) == ""


@pytest.mark.parametrize(
    ("maker", "profile"), [("snom", {"model": "D865"}), ("yealink", {"old_paths_only": True})]
)
async def test_a_phone_that_offers_none(maker: str, profile: dict[str, object]) -> None:
    async with desk(maker, **profile) as at:  # type: ignore[arg-type]
        error = await refusal(at.driver.picture())
        assert error.cause == "no-remote-control"


async def test_a_yealink_asks_first() -> None:
    async with desk("yealink", remote_control="prompt") as at:
        assert (await refusal(at.driver.picture())).cause == "consent"
        assert at.phone.allow_remote_control()
        assert (await at.driver.picture())[:2] == b"BM"


async def test_hidden_tags_leave_the_picture() -> None:
    """It is a page without parameters."""
    async with desk("snom", remote_control="hidden-tags") as at:
        assert (await at.driver.picture())[:2] == b"BM"


async def test_a_picture_that_breaks_off(vendor: str) -> None:
    async with desk(vendor) as at:
        at.phone.faults.drop_next = 1
        assert (await refusal(at.driver.picture())).cause == "unreachable"
        assert (await at.driver.picture())[:2] == b"BM"
