"""Why a phone does not answer: looked into, until it is exactly one cause with one remedy."""

from __future__ import annotations

from tui.config.model import PhoneConfig
from tui.phones.driver import PhoneDriver, Probe
from tui.phones.pins import Pins


async def examine(driver: PhoneDriver, config: PhoneConfig, pins: Pins) -> Probe:
    """The driver's own probe; where the phone was not reached, the reason is found out without a login."""
    raise NotImplementedError
