"""The ways of a Yealink: which key does an order, and which would be next."""

from __future__ import annotations

import re

import pytest

from tui.config.model import PhoneConfig
from tui.errors import UsageError
from tui.i18n import catalogues
from tui.phones.driver import Ability, Feature, Order, Way, Wish
from tui.phones.makers.yealink import YealinkPhone
from tui.phones.pins import MemoryPins

NUMBER = "02219000"
WITH_NUMBER = (Order.TRANSFER, Order.CONSULT, Order.DEFLECT)
ARGUMENTS = dict.fromkeys(WITH_NUMBER, NUMBER) | {Order.DTMF: "12"}


@pytest.fixture
def phone() -> YealinkPhone:
    return YealinkPhone(PhoneConfig("desk", "yealink", "192.168.1.50"), MemoryPins())


def ways(phone: YealinkPhone, order: Order, call_id: str = "") -> tuple[Way, ...]:
    return phone.ways(order, call_id, ARGUMENTS.get(order, ""))


def sent(way: Way) -> list[str]:
    return [step.target.removeprefix("/servlet?key=") for step in way.steps]


@pytest.mark.parametrize(
    ("order", "without", "with_id"),
    [
        (Order.ANSWER, ["OK", "ANSWER", "ASW"], ["OK", "ASW:33093", "ANSWER", "ASW"]),
        (Order.REJECT, ["X", "CANCEL"], ["CANCEL:33093", "X", "CANCEL"]),
        (Order.HANGUP, ["CALLEND"], ["CALLEND", "CANCEL:33093"]),
        (Order.HOLD, ["F_HOLD", "HOLD"], ["F_HOLD", "HOLD:33093", "HOLD"]),
        (Order.RESUME, ["F_HOLD", "UNHOLD"], ["F_HOLD", "UNHOLD:33093", "UNHOLD"]),
        (Order.SWAP, ["SWAP"], ["SWAP", "UNHOLD:33093"]),
        (Order.MUTE, ["MUTE"], ["MUTE"]),
        (Order.UNMUTE, ["MUTE"], ["MUTE"]),
        (Order.TRANSFER, [f"BTrans={NUMBER}"], [f"BTrans={NUMBER}"]),
        (Order.CONSULT, [f"ATrans={NUMBER}"], [f"ATrans={NUMBER}"]),
        (Order.COMPLETE, ["F_TRANSFER"], ["F_TRANSFER"]),
        (Order.RETURN, ["CANCEL"], ["CANCEL"]),
        (Order.LOUDER, ["VOLUME_UP"], ["VOLUME_UP"]),
        (Order.QUIETER, ["VOLUME_DOWN"], ["VOLUME_DOWN"]),
    ],
)
def test_the_best_first(phone: YealinkPhone, order: Order, without: list[str], with_id: list[str]) -> None:
    assert [sent(way) for way in ways(phone, order)] == [[key] for key in without]
    assert [sent(way) for way in ways(phone, order, "33093")] == [[key] for key in with_id]


def test_a_deflection_is_next_tried_as_by_hand(phone: YealinkPhone) -> None:
    first, second = ways(phone, Order.DEFLECT)
    assert sent(first) == [f"BTrans={NUMBER}"]
    assert sent(second) == ["F_TRANSFER", *NUMBER, "OK"]
    assert [step.pause for step in second.steps] == [1.0, *[0.25] * len(NUMBER), 0.0]
    assert [sent(way)[0] for way in phone.ways(Order.DEFLECT, "", "+49221")] == ["BTrans=%2B49221"]
    (_, typed) = phone.ways(Order.DEFLECT, "", "*1#")
    assert sent(typed) == ["F_TRANSFER", "*", "1", "POUND", "OK"]


def test_redial_confirms_what_the_list_shows(phone: YealinkPhone) -> None:
    assert [sent(way) for way in ways(phone, Order.REDIAL)] == [["RD", "OK"], ["RD"]]


def test_a_conference_takes_two_presses(phone: YealinkPhone) -> None:
    (way,) = ways(phone, Order.CONFERENCE)
    assert sent(way) == ["F_CONFERENCE", "F_CONFERENCE"]
    assert way.steps[0].pause >= 0.5
    assert way.toggles


@pytest.mark.parametrize("order", list(Order))
def test_no_order_is_without_a_way(phone: YealinkPhone, order: Order) -> None:
    found = ways(phone, order, "33093")
    assert found
    assert phone.lacks(order) == ""
    assert len({way.name for way in found}) == len(found)
    assert all(way.steps[-1].pause == 0 for way in found)


@pytest.mark.parametrize("order", list(Order))
def test_names_tell_nothing_of_the_call(phone: YealinkPhone, order: Order) -> None:
    """They are remembered and shown: neither the id nor the number nor the digits, which may be a PIN."""
    for way in ways(phone, order, "33093"):
        assert "33093" not in way.name
        assert NUMBER not in way.name
        assert not re.search("[0-9]", way.name)
        assert way.selected == ("{id}" not in way.name)


@pytest.mark.parametrize("order", [one for one in Order if one is not Order.DTMF])
def test_a_toggle_comes_first(phone: YealinkPhone, order: Order) -> None:
    """After another way it might undo what that did."""
    assert not any(way.toggles for way in ways(phone, order, "33093")[1:])


@pytest.mark.parametrize("order", [Order.HOLD, Order.RESUME, Order.SWAP, Order.MUTE, Order.UNMUTE])
def test_what_toggles_is_called_so(phone: YealinkPhone, order: Order) -> None:
    assert ways(phone, order)[0].toggles


@pytest.mark.parametrize(
    "call_id", ["3c3b966053be", "1;Reset", "1&x", "-1", "1 ", "1\n", "12345678901", "٣", "{id}", "{number}"]
)
@pytest.mark.parametrize("order", list(Order))
def test_what_is_no_call_id_names_no_call(phone: YealinkPhone, call_id: str, order: Order) -> None:
    assert ways(phone, order, call_id) == ways(phone, order)


@pytest.mark.parametrize("argument", ["", "Anna", "0221 9000", "1;Reboot", "1&key=Reset", "{id}", "٣", "1\n"])
@pytest.mark.parametrize("order", list(ARGUMENTS))
def test_an_argument_that_cannot_be_sent(phone: YealinkPhone, order: Order, argument: str) -> None:
    with pytest.raises(UsageError):
        phone.ways(order, "33093", argument)


@pytest.mark.parametrize("order", WITH_NUMBER)
def test_a_number_is_quoted(phone: YealinkPhone, order: Order) -> None:
    (way,) = phone.ways(order, "", "+49*#1")
    assert way.steps[0].target.endswith("Trans=%2B49%2A%231")


def test_tones_go_one_by_one_first(phone: YealinkPhone) -> None:
    one_by_one, whole = phone.ways(Order.DTMF, "33093", "19*#")
    assert sent(one_by_one) == ["1", "9", "*", "POUND"]
    assert [step.pause > 0 for step in one_by_one.steps] == [True, True, True, False]
    assert whole.steps[0].target == "/servlet?Key=19*%23&Duration=200"
    assert one_by_one.toggles
    assert whole.toggles  # sent twice they are wrong, and nothing confirms them


def test_a_single_tone_needs_no_chain(phone: YealinkPhone) -> None:
    assert [len(way.steps) for way in phone.ways(Order.DTMF, "", "#")] == [1, 1]


@pytest.mark.parametrize(
    ("wish", "key", "name"),
    [
        (Wish(Feature.DND, True), "DNDOn", "DNDOn"),
        (Wish(Feature.DND, False), "DNDOff", "DNDOff"),
        (Wish(Feature.ALWAYS, True, "+492219000"), "AlwaysFwdOn=%2B492219000", "AlwaysFwdOn={number}"),
        (Wish(Feature.ALWAYS, False), "AlwaysFwdOff", "AlwaysFwdOff"),
        (Wish(Feature.BUSY, True, NUMBER), f"BusyFwdOn={NUMBER}", "BusyFwdOn={number}"),
        (Wish(Feature.BUSY, False, NUMBER), "BusyFwdOff", "BusyFwdOff"),
        (Wish(Feature.NO_ANSWER, True, NUMBER), f"NoAnswFwdOn={NUMBER}", "NoAnswFwdOn={number}"),
        (
            Wish(Feature.NO_ANSWER, True, NUMBER, 24),
            f"NoAnswFwdOn={NUMBER}=24",
            "NoAnswFwdOn={number}={seconds}",
        ),
        (Wish(Feature.NO_ANSWER, False), "NoAnswFwdOff", "NoAnswFwdOff"),
    ],
)
def test_features(phone: YealinkPhone, wish: Wish, key: str, name: str) -> None:
    (way,) = phone.wishes(wish)
    assert (sent(way), way.name, way.toggles) == ([key], name, False)


@pytest.mark.parametrize(
    ("seconds", "taken"),
    [(1, 6), (6, 6), (8, 6), (9, 12), (15, 18), (20, 18), (21, 24), (25, 24), (600, 600)],
)
def test_seconds_are_a_multiple_of_six(phone: YealinkPhone, seconds: int, taken: int) -> None:
    (way,) = phone.wishes(Wish(Feature.NO_ANSWER, True, NUMBER, seconds))
    assert sent(way) == [f"NoAnswFwdOn={NUMBER}={taken}"]


@pytest.mark.parametrize("seconds", [-1, 601, 10**9])
def test_seconds_that_nobody_waits(phone: YealinkPhone, seconds: int) -> None:
    with pytest.raises(UsageError):
        phone.wishes(Wish(Feature.NO_ANSWER, True, NUMBER, seconds))


@pytest.mark.parametrize("feature", [Feature.ALWAYS, Feature.BUSY, Feature.NO_ANSWER])
@pytest.mark.parametrize("target", ["", "Anna", "1=6", "1;DNDOn"])
def test_a_target_that_is_none(phone: YealinkPhone, feature: Feature, target: str) -> None:
    with pytest.raises(UsageError):
        phone.wishes(Wish(feature, True, target, 12))


def test_what_it_lacks_is_said(phone: YealinkPhone) -> None:
    assert phone.wishes(Wish(Feature.NOT_REGISTERED, True, NUMBER)) == ()
    lacking = {what: key for what in (*Order, *Feature, *Ability) if (key := phone.lacks(what))}
    assert set(lacking) == {Feature.NOT_REGISTERED, Ability.SETTINGS}
    for key in lacking.values():
        for catalogue in catalogues().values():
            assert "desk" in catalogue[key].format(phone="desk")
