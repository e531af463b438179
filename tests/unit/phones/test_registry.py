"""Choosing a driver, and what that must not load."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tui.config.model import PhoneConfig
from tui.errors import UsageError
from tui.phones.registry import make_driver
from tui.phones.vendors import vendors


def test_every_vendor_of_the_configuration_has_a_driver() -> None:
    for vendor in vendors():
        assert make_driver(PhoneConfig("desk", vendor, "192.168.1.50")).vendor == vendor


def test_an_unknown_vendor_is_named() -> None:
    with pytest.raises(UsageError) as caught:
        make_driver(PhoneConfig("desk", "gr\x1b[1mandstream", "192.168.1.50"))
    assert "gr[1mandstream" in str(caught.value)
    assert "snom, yealink" in str(caught.value)


@pytest.mark.parametrize("vendor", vendors())
def test_the_request_is_known_without_loading_the_http_library(vendor: str) -> None:
    program = (
        "import sys\n"
        "from tui.config.model import PhoneConfig\n"
        "from tui.phones.registry import make_driver\n"
        f"driver = make_driver(PhoneConfig('desk', '{vendor}', '192.168.1.50', 'admin', 'Geheim7'))\n"
        "print(driver.dial_request('00221471122'))\n"
        "print('httpx' in sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    request, loaded = done.stdout.splitlines()
    expected = {
        "snom": "GET http://192.168.1.50/command.htm?number=00221471122",
        "yealink": "GET http://192.168.1.50/servlet?key=number=00221471122",
    }
    assert (request, loaded) == (expected[vendor], "False")
