"""What a phone does when it starts: remembers, is provisioned, registers, and asks the network."""

from __future__ import annotations

from collections.abc import Coroutine, Mapping
from typing import Protocol

from tui.simulator.pnp import Announcement, announce, parse_address
from tui.simulator.sender import parse_url
from tui.simulator.unit import Unit


class Keys(Protocol):
    """Forget what was being typed."""

    def reset(self) -> None: ...


class Firmware(Protocol):
    """What the makers do differently. `PROVISIONING_URL` is the setting that says where to fetch from."""

    PROVISIONING_URL: str

    @property
    def firmware(self) -> str: ...

    def take_over(self) -> None: ...

    def booted(self) -> None: ...


class Booting:
    """The start of one phone."""

    def __init__(self, unit: Unit, keys: Keys, firmware: Firmware) -> None:
        self._unit = unit
        self._keys = keys
        self._firmware = firmware

    def boot(self) -> None:
        """From memory to the registration, with what the provider provisions in between."""
        unit = self._unit
        self._keys.reset()
        unit.settings.reboot()
        unit.gate.lock.clear()
        if unit.profile.provisioned_settings:
            self._provision(unit.profile.provisioned_settings)
        self._firmware.take_over()
        unit.note("boot", stage="up")
        unit.device.power_on()
        self._firmware.booted()

    def announcing(self) -> Coroutine[object, object, None] | None:
        """The work of SIP plug-and-play; None if it is not wanted or the phone is set against it."""
        profile = self._unit.profile
        address = parse_address(profile.announce_pnp)
        if address is None or self._unit.settings.get("static.auto_provision.pnp_enable", "1") == "0":
            return None
        who = (
            ("snom", f"snom{profile.model_name}")
            if profile.vendor == "snom"
            else ("Yealink", profile.model_name)
        )
        if profile.pnp_oem:
            who = ("OEM", "OEM")
        token = f"{self._unit.rng.getrandbits(64):016x}"
        announcement = Announcement(profile.mac_address, *who, self._firmware.firmware, token)
        return announce(announcement, address, profile.host, self._told_url)

    def _provision(self, values: Mapping[str, str]) -> None:
        """The provider's settings overwrite what was there; a Yealink may protect what was set by hand."""
        settings = self._unit.settings
        protects = settings.get("static.auto_provision.custom.protect") == "1"
        taken = {k: v for k, v in values.items() if not (protects and k in settings.custom)}
        for name, value in taken.items():
            settings.put(name, value, store=True)
        self._unit.note("provisioned", written=list(taken), ignored=[k for k in values if k not in taken])

    def _told_url(self, url: str) -> None:
        """Someone on the network has given an address for the configuration."""
        if parse_url(url) is None:
            return
        self._unit.settings.put(self._firmware.PROVISIONING_URL, url, store=True)
        self._unit.note("provisioning-url", url=url)
        self._firmware.booted()
