"""What a phone says of itself."""

from __future__ import annotations

import pytest

from tests.contract.desk import desk
from tui.phones.driver import Probe

AUTH = pytest.mark.parametrize("auth", ["basic", "digest"])


@AUTH
async def test_a_good_phone(vendor: str, auth: str) -> None:
    mac = "00:04:13:7A:B1:CD" if vendor == "snom" else "80-5E-C0-7A-B1-CD"
    async with desk(vendor, auth=auth, mac=mac) as at:
        probe = await at.driver.probe()
        assert at.judged == {"snom": 2, "yealink": 1}[vendor]  # a Snom tells its settings on another page
        assert at.commands == []  # it asks, and presses nothing
    expected = {
        "snom": Probe(True, "D785", "10.1.169.16", "0004137ab1cd"),
        "yealink": Probe(True, "T46U", "108.86.0.20", "805ec07ab1cd"),
    }
    assert (probe.model, probe.mac, probe.ok) == (expected[vendor].model, expected[vendor].mac, True)
    assert probe.firmware.split(".")[0] == expected[vendor].firmware.split(".")[0]
    assert (probe.cause, probe.text) == ("", "")


async def test_a_snom_with_firmware_8() -> None:
    async with desk("snom", model="370") as at:
        probe = await at.driver.probe()
    assert (probe.ok, probe.model, probe.firmware, probe.mac) == (True, "370", "8.7.5.35", "")


async def test_the_probe_of_a_snom_sees_hidden_tags_in_its_settings() -> None:
    """They refuse requests with parameters only, and the pages take none."""
    async with desk("snom", remote_control="hidden-tags") as at:
        probe = await at.driver.probe()
        assert (probe.ok, probe.cause) == (False, "hidden-tags")
        assert at.commands == []


async def test_another_makers_phone(vendor: str) -> None:
    from dataclasses import replace

    from tui.phones.registry import make_driver

    other = "yealink" if vendor == "snom" else "snom"
    async with desk(other, password="") as at:
        driver = make_driver(replace(at.config, vendor=vendor))
        probe = await driver.probe()
        await driver.aclose()
    assert (probe.ok, probe.cause) == (False, "not-a-phone")
