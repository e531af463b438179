"""What is seen of a phone by several ways becomes one."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.discovery.found import Finds, Found, How

BY_TABLE = Found("192.168.1.50", "snom", mac="0004137ab1cd", how=(How.NEIGHBOURS,))
BY_PAGE = Found("192.168.1.50", "snom", "D785", how=(How.HTTP,), url="http://192.168.1.50")
BY_NAME = Found("192.168.1.50", "snom", "D785", "0004137ab1cd", (How.MULTICAST,))
ELSEWHERE = Found("10.0.0.7", "snom", "snom", "0004137ab1cd", (How.MULTICAST,))


@pytest.mark.parametrize("order", list(permutations([BY_TABLE, BY_PAGE, BY_NAME])))
def test_three_sights_of_one_phone(order: tuple[Found, ...]) -> None:
    finds = Finds()
    for one in order:
        finds.add(one)
    assert finds.phones == (
        Found(
            "192.168.1.50",
            "snom",
            "D785",
            "0004137ab1cd",
            (How.NEIGHBOURS, How.HTTP, How.MULTICAST),
            "http://192.168.1.50",
        ),
    )
    assert [finds.count(how) for how in How] == [1, 1, 1]


@pytest.mark.parametrize("order", list(permutations([ELSEWHERE, BY_PAGE, BY_TABLE])))
def test_of_two_addresses_the_one_with_the_web_server_counts(order: tuple[Found, ...]) -> None:
    finds = Finds()
    for one in order:
        finds.add(one)
    (phone,) = finds.phones
    assert (phone.address, phone.url) == ("192.168.1.50", "http://192.168.1.50")
    assert phone.mac == "0004137ab1cd"


def test_two_phones_stay_two_in_the_order_of_their_addresses() -> None:
    finds = Finds()
    for number in (100, 9, 20):
        finds.add(Found(f"192.168.1.{number}", "snom", mac=f"0004130000{number:02x}"))
    finds.add(Found("fd00::5", "yealink", mac="805ec0000001"))
    assert [phone.address for phone in finds.phones] == [
        "192.168.1.9",
        "192.168.1.20",
        "192.168.1.100",
        "fd00::5",
    ]


_FOUND = st.builds(
    Found,
    st.sampled_from(["10.0.0.1", "10.0.0.2", "10.0.0.3"]),
    st.sampled_from(["snom", "yealink"]),
    st.sampled_from(["", "D785"]),
    st.sampled_from(["", "000413000001", "000413000002"]),
    st.sampled_from([(How.HTTP,), (How.NEIGHBOURS,)]),
    st.sampled_from(["", "http://x"]),
)


@given(st.lists(_FOUND, max_size=12))
def test_no_phone_is_told_twice(seen: list[Found]) -> None:
    finds = Finds()
    for one in seen:
        finds.add(one)
    macs = [phone.mac for phone in finds.phones if phone.mac]
    assert len(macs) == len(set(macs))
    assert {one.mac for one in seen if one.mac} == set(macs)
    assert bool(seen) == bool(finds.phones)
