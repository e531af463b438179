"""Features, status and screen over the control socket."""

from __future__ import annotations

import base64
from collections.abc import AsyncIterator
from typing import Any

import pytest

from tests.unit.switchboard.core import Core
from tests.unit.switchboard.test_control import connected, controlled
from tui.calls.facts import Forwarding, Identity, PhoneFacts
from tui.control import features as control_features
from tui.control.client import ControlClient
from tui.control.protocol import RemoteError
from tui.errors import PhoneError
from tui.phones.driver import Ability, Feature, Order, Probe
from tui.simulator.picture import Picture, bmp
from tui.switchboard import orders
from tui.view.picture import decode

FACTS = PhoneFacts(
    identities=(Identity(1, "22@pbx.example", "Büro", registered=True),),
    dnd=False,
    forwards={"always": Forwarding(False), "no-answer": Forwarding(True, "23", 18)},
)


@pytest.fixture
async def line() -> AsyncIterator[tuple[Core, ControlClient]]:
    async with controlled() as (core, _, path), connected(path) as client:
        core.desk.says = Probe(True, "D785", "10.1.169.16", "000413aabbcc", facts=FACTS)
        await core.switchboard.presence.ask("desk")
        yield core, client


async def test_a_status_has_each_place_apart(line: tuple[Core, ControlClient]) -> None:
    core, client = line
    await core.desk.ring("02214710501")
    phones = (await client.ask("status", phone=None))["phones"]
    assert [phone["phone"] for phone in phones] == ["desk", "side"]
    (desk,) = (await client.ask("status", phone="desk"))["phones"]
    assert (desk["model"], desk["mac"], desk["registered"], desk["reachable"]) == (
        "D785",
        "000413aabbcc",
        True,
        True,
    )
    assert desk["identities"][0]["address"] == "22@pbx.example"
    assert [call["state"] for call in desk["calls"]] == ["ringing"]
    features = {(one["feature"], one["where"]): one for one in desk["features"]}
    assert features["dnd", "phone"]["on"] is False
    assert features["no-answer", "phone"]["seconds"] == 18
    assert features["busy", "phone"]["on"] is None
    assert features["no-answer", "pbx"] == {
        "feature": "no-answer",
        "where": "pbx",
        "on": None,
        "target": None,
        "seconds": None,
        "told_at": None,
    }


async def test_a_phone_that_is_locked_says_when_it_is_tried_again(line: tuple[Core, ControlClient]) -> None:
    core, client = line
    core.desk.says = Probe(False, cause="locked", text="it is locked", wait=60.0)
    await core.switchboard.presence.ask("desk")
    (desk,) = (await client.ask("status", phone="desk"))["phones"]
    assert (desk["cause"], desk["problem"], desk["reachable"]) == ("locked", "it is locked", True)
    assert desk["retry_at"] is not None
    assert desk["model"] == "D785"


async def test_a_forward_in_the_pbx(
    line: tuple[Core, ControlClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    core, client = line
    core.desk.obeys = False  # it dials and reports nothing
    monkeypatch.setattr(orders, "EVENT_WAIT", 0.01)
    result = await client.ask(
        "wish", phone="desk", feature="always", where="pbx", on=True, target="22", lang="de"
    )
    assert core.desk.sent == ["dial *72*22"]
    assert (result["confirmed"], result["failed"]) == (False, False)
    assert "*72*22" in result["advice"]
    (here,), (there,) = result["features"], result["elsewhere"]
    assert (here["where"], here["on"], here["target"]) == ("pbx", True, "22")
    assert (there["where"], there["on"]) == ("phone", False)


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"feature": "dance", "where": "phone"}, 2),
        ({"feature": "dnd", "where": "attic"}, 2),
        ({"feature": "dnd"}, 2),
        ({"feature": "dnd", "where": "pbx", "on": True}, 2),
        ({"feature": "dnd", "where": "phone", "on": "yes"}, 2),
        ({"feature": "always", "where": "pbx", "on": True, "target": "112"}, 2),
        ({"feature": "always", "where": "pbx", "on": True, "target": ["22"]}, 2),
        ({"feature": "no-answer", "where": "pbx", "on": True, "target": "22", "seconds": "6"}, 2),
        ({"feature": "always", "where": "phone", "on": True, "target": "22"}, 3),
        ({"feature": "off", "where": "phone"}, 3),
        ({"feature": "dnd", "where": "phone", "phone": "attic"}, 4),
    ],
    ids=str,
)
async def test_what_cannot_be(line: tuple[Core, ControlClient], asked: dict[str, Any], status: int) -> None:
    core, client = line
    core.desk.missing = {*Feature}
    with pytest.raises(RemoteError) as told:
        await client.ask("wish", **asked)
    assert told.value.exit_code == status
    assert core.desk.sent == []


async def test_the_screen_comes_as_a_clean_file(
    line: tuple[Core, ControlClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    core, client = line
    data = bmp(Picture(32, 16), colours=True)

    async def picture() -> bytes:
        return data

    monkeypatch.setattr(core.desk, "picture", picture)
    monkeypatch.setattr(core.desk, "lacks", lambda what: "")
    answer = await client.ask("picture", phone="desk")
    png = base64.b64decode(answer["png"])
    assert png.startswith(b"\x89PNG")
    assert decode(png) == decode(data)
    data = b"<html>Remote control forbidden</html>"
    with pytest.raises(RemoteError) as told:
        await client.ask("picture", phone="desk")
    assert told.value.exit_code == 1
    data = bmp(Picture(32, 16), colours=False)
    monkeypatch.setattr(control_features, "ANSWER_LIMIT", 10)
    with pytest.raises(RemoteError):
        await client.ask("picture", phone="desk")


async def test_a_screen_that_is_not_to_be_had_marks_the_phone(
    line: tuple[Core, ControlClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    core, client = line
    with pytest.raises(RemoteError) as told:
        await client.ask("picture", phone="desk")  # the prop phone has none
    assert told.value.exit_code == 3
    monkeypatch.setattr(core.desk, "lacks", lambda what: "")

    async def picture() -> bytes:
        raise PhoneError("phone_timeout", cause="timeout", phone="desk", seconds="5")

    monkeypatch.setattr(core.desk, "picture", picture)
    with pytest.raises(RemoteError):
        await client.ask("picture", phone="desk")
    assert core.switchboard.status("desk").cause == "timeout"
    assert core.desk.lacks(Ability.PICTURE) == core.desk.lacks(Order.ANSWER) == ""
