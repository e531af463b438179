"""A Yealink's configuration: what can be written, by request or provisioning file, and what it tells."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from tui.simulator.prompt import Prompt
from tui.simulator.unit import Unit
from tui.simulator.web import RefusedError, Reply, done, pairs
from tui.simulator.yealink_events import EVENTS, MAX_URL, OLD_NAMES, firmware_of

_WRITABLE: Final = re.compile(
    r"action_url\.(\w+)|features\.(?:action_uri\.enable|action_uri_limit_ip|show_action_uri_option|dnd\.allow)|"
    r"account\.\d{1,2}\.(?:enable|label|display_name)|static\.auto_provision\.(?:server\.url|custom\.protect|"
    r"pnp_enable)"
)
_FORWARDS: Final = (("always", "always"), ("busy", "busy"), ("no-answer", "noanswer"))


class Configuration:
    """The configuration of one phone, as requests see it."""

    def __init__(self, unit: Unit, prompt: Prompt) -> None:
        self._unit = unit
        self._prompt = prompt

    def answer(self, query: str) -> Reply:
        """`phonecfg=get` and `=set`; the brackets of the guides may be there or not."""
        fields = pairs(query.replace("[", "").replace("]", "").replace("%5B", "").replace("%5D", ""))
        verb = fields[0][1]
        if verb == "set" and len(fields) > 1:
            written = self.write(dict(fields[1:]))
            self._unit.settings.custom.update(written)
            return done(bool(written))
        if verb != "get" or any(
            name not in ("accounts", "dnd", "fw") or value not in ("0", "1") for name, value in fields[1:]
        ):
            raise RefusedError
        asked = {name for name, value in fields[1:] if value == "1"}
        return Reply(200, self._status(asked), "text/plain")

    def provision(self, values: Mapping[str, str]) -> list[str]:
        """Take over a provisioning file. What was set by hand stays if the phone is to protect it."""
        settings = self._unit.settings
        protects = settings.get("static.auto_provision.custom.protect") == "1"
        taken = {k: v for k, v in values.items() if not (protects and k in settings.custom)}
        return self.write(taken)

    def write(self, values: Mapping[str, str]) -> list[str]:
        """Writes what can be written and passes over the rest in silence; the names that were written."""
        written = [name for name, value in values.items() if self._write(name, value)]
        left = [name for name in values if name not in written]
        self._unit.note("settings", written=written, ignored=left, stored=True)
        return written

    def _write(self, name: str, value: str) -> bool:
        found = _WRITABLE.fullmatch(name)
        if found is None or name in self._unit.profile.locked_settings or len(value) > MAX_URL:
            return False
        if found[1] is not None and found[1] not in EVENTS and found[1] not in OLD_NAMES.values():
            return False
        changed = self._unit.settings.get(name) != value
        self._unit.settings.put(name, value, store=True)
        if name in ("features.action_uri_limit_ip", "features.show_action_uri_option") and changed:
            self._prompt.ask_again()
        return True

    def _status(self, asked: set[str]) -> str:
        """The INI-like text; accounts are counted from 0 and come unordered."""
        profile = self._unit.profile
        rows = ["[Status]", f"FirmwareVersion={firmware_of(profile)}"]
        if not profile.old_firmware:
            rows.append(f"MACAddress={profile.mac_address}")
        if "accounts" in asked:
            rows += ["[Accounts]", *self._accounts()]
        if "dnd" in asked:
            rows += ["[DND]", f"State={'On' if self._unit.device.dnd else 'Off'}"]
        if "fw" in asked:
            rows += self._forwards()
        return "\r\n".join(rows) + "\r\n"

    def _accounts(self) -> list[str]:
        device = self._unit.device
        rows = []
        for index, number in enumerate(device.numbers):
            label = f"{number}|{number}|{device.display_name or number}"
            rows.append(f"Account{index}=Enabled|{label}|Off|{number}@{device.exchange.host}|")
        rows.append(f"Account{len(device.numbers) + 3}=Disabled|||Disable|Off|")
        return rows[::-1]

    def _forwards(self) -> list[str]:
        rows = []
        for kind, title in _FORWARDS:
            forward = self._unit.device.switches.forwards[kind]
            rows.append(f"[Forward_{title}]")
            if kind == "no-answer":  # -6 where it was never set
                rows.append(f"Ringtimes={int(forward.seconds) if forward.target else -6}")
            rows += [f"State={'On' if forward.on else 'Off'}", f"Target={forward.target}"]
        return rows
