"""Which key does an order, and which would be next."""

from __future__ import annotations

import pytest

from tui.phones.driver import Order
from tui.phones.makers.yealink import keys


@pytest.mark.parametrize(
    ("order", "call_id", "expected"),
    [
        (Order.ANSWER, "", ("OK", "ANSWER")),
        (Order.ANSWER, "33093", ("OK", "ASW:33093", "ANSWER")),
        (Order.REJECT, "", ("X",)),
        (Order.REJECT, "33093", ("CANCEL:33093", "X")),
        (Order.HANGUP, "", ("CALLEND",)),
        (Order.HANGUP, "33093", ("CALLEND", "CANCEL:33093")),
        (Order.HOLD, "33093", ("F_HOLD", "HOLD:33093", "HOLD")),
        (Order.RESUME, "", ("F_HOLD", "UNHOLD")),
    ],
)
def test_the_best_first(order: Order, call_id: str, expected: tuple[str, ...]) -> None:
    assert keys(order, call_id) == expected


@pytest.mark.parametrize(
    "call_id", ["3c3b966053be", "1;Reset", "1&x", "-1", "1 ", "12345678901", "٣", "{id}"]
)
@pytest.mark.parametrize("order", list(Order))
def test_what_is_no_call_id_names_no_call(order: Order, call_id: str) -> None:
    assert keys(order, call_id) == keys(order)
