"""A Snom's settings: which can be written, what they do, and the page that lists them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from tui.simulator.happening import FORWARDS
from tui.simulator.snom_events import SETTINGS, SILENT
from tui.simulator.unit import Unit

_FORWARD: Final = re.compile(r"fwd_(all|busy|time)_(enabled|target|secs)(\d{0,2})")
_DND: Final = re.compile(r"dnd_mode(\d{0,2})")
_KIND: Final = dict(zip(("all", "busy", "time"), FORWARDS, strict=True))
_WRITABLE: Final = re.compile(
    r"(?:action_\w+|http_(?:user|pass|scheme)|"
    r"use_hidden_tags|restrict_uri_queries|admin_mode(?:_password)?|webserver_\w+|fkey(?:_label)?\d{1,3}|"
    r"user_(?:name|realname|host|active|idle_text|idle_number)\d{1,2}|language|ringer_volume|setting_server|"
    r"update_policy|xml_notify|csta_control|challenge_checksync|filter_registrar|allow_sip_xml_action)"
)


class SnomSettings:
    """The settings of one phone at work.

    Where it has its features once per identity, those of the first one are what the phone does.
    """

    def __init__(self, unit: Unit) -> None:
        self._unit = unit
        self._number = "1" if unit.profile.numbered_settings else ""

    def save(self, values: Mapping[str, str], *, store: bool) -> bool:
        """Writes what can be written and passes over the rest in silence. False: nothing was written."""
        written = [name for name, value in values.items() if self._write(name, value, store)]
        left = [name for name in values if name not in written]
        self._unit.note("settings", written=written, ignored=left, stored=store)
        return bool(written)

    @property
    def dnd(self) -> str:
        """The name of the setting for do not disturb."""
        return f"dnd_mode{self._number}"

    def take_over(self) -> None:
        """After a start: the phone is set as its memory says, and reports nothing of it."""
        get, switches = self._unit.settings.get, self._unit.device.switches
        switches.dnd = get(self.dnd) == "on"
        for word, kind in _KIND.items():
            on, target, seconds = self._forward(word)
            forward = switches.forwards[kind]
            forward.on, forward.target = on, target
            if seconds is not None:
                forward.seconds = seconds
        self._take_login()

    def rows(self) -> Iterator[str]:
        """Names and values; `!` is writable, `&` is not. Passwords are never shown."""
        locked = self._unit.profile.locked_settings
        for name, value in sorted(self._unit.settings.running.items()):
            yield f"{name}{'&' if name in locked else '!'}: {'' if 'pass' in name else value}"

    def _write(self, name: str, value: str, store: bool) -> bool:
        unit = self._unit
        action = name.startswith("action_") and name not in SETTINGS.values() and name not in SILENT
        feature = _FORWARD.fullmatch(name) or _DND.fullmatch(name)
        known = name in unit.settings.running if feature else _WRITABLE.fullmatch(name) is not None
        if not known or action or name in unit.profile.locked_settings:
            return False
        unit.settings.put(name, value, store=store)
        if name == self.dnd:
            unit.device.set_dnd(value == "on")
        elif (found := _FORWARD.fullmatch(name)) and found[3] == self._number:
            on, target, seconds = self._forward(found[1])
            unit.device.set_forward(_KIND[found[1]], on, target, seconds)
        elif name in ("http_user", "http_pass", "http_scheme"):
            self._take_login()
        return True

    def _forward(self, word: str) -> tuple[bool, str, float | None]:
        """On, target and seconds; without a target it stays off."""
        get, prefix = self._unit.settings.get, f"fwd_{word}_"
        target, seconds = (get(f"{prefix}{word}{self._number}") for word in ("target", "secs"))
        on = get(f"{prefix}enabled{self._number}") == "on" and bool(target)
        return on, target, float(seconds) if re.fullmatch("[0-9]{1,4}", seconds) else None

    def _take_login(self) -> None:
        gate, get = self._unit.gate, self._unit.settings.get
        gate.user = get("http_user") or gate.user
        gate.password = get("http_pass")
        gate.scheme = "digest" if get("http_scheme") == "on" else "basic"
