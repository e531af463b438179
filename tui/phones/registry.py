"""Makers and drivers by the word in the configuration. A maker's file is imported when it is needed."""

from __future__ import annotations

import importlib
from functools import cache
from typing import TYPE_CHECKING

from tui.errors import UsageError
from tui.phones.vendors import vendors
from tui.untrusted import clean

if TYPE_CHECKING:
    from tui.config.model import PhoneConfig
    from tui.phones.driver import PhoneDriver
    from tui.phones.maker import Maker
    from tui.phones.pins import Pins


@cache
def maker(vendor: str) -> Maker | None:
    """The maker of that word, None if there is none."""
    if vendor not in vendors():
        return None
    found: Maker = importlib.import_module(f"tui.phones.makers.{vendor}").MAKER
    return found


def makers() -> list[Maker]:
    """All of them."""
    return [found for vendor in vendors() if (found := maker(vendor)) is not None]


def make_driver(config: PhoneConfig, pins: Pins | None = None) -> PhoneDriver:
    """The driver for a phone; nothing is sent yet. Without `pins` a certificate is kept for this run only.

    Raises `UsageError` for an unknown vendor, an address or a login that cannot be one.
    """
    from tui.phones.pins import MemoryPins  # with the first driver, not with the first frame

    found = maker(config.vendor)
    if found is None:
        raise UsageError(
            "phone_vendor_unknown",
            phone=config.name,
            value=clean(config.vendor, 40),
            known=", ".join(vendors()),
        )
    return found.make(config, pins or MemoryPins())
