"""Who may control a Yealink: the allow list, and the question on its screen."""

from __future__ import annotations

from enum import Enum, auto
from fnmatch import fnmatchcase

from tui.simulator.unit import Settings

_LIST = "features.action_uri_limit_ip"
_ASK = "features.show_action_uri_option"


class Permission(Enum):
    """What a Yealink says to someone with the right password."""

    GRANTED = auto()
    ASKED = auto()  # the question is on its screen; this request is lost
    REFUSED = auto()  # not in the list, or remote control is switched off


class Prompt:
    """`pending` is the address that the phone asks about, "" when it does not."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._allowed: set[str] = set()
        self.pending = ""

    def judge(self, address: str) -> Permission:
        """May `address` send commands? If the phone has to ask, the question is now on its screen."""
        if self._settings.get("features.action_uri.enable", "1") == "0":
            return Permission.REFUSED
        listed = [entry.strip() for entry in self._settings.get(_LIST).split(",") if entry.strip()]
        if not any(entry == "any" or fnmatchcase(address, entry) for entry in listed):
            return Permission.REFUSED
        if self._settings.get(_ASK, "1") == "0" or address in self._allowed:
            return Permission.GRANTED
        self.pending = address
        return Permission.ASKED

    def allow(self) -> bool:
        """OK is pressed on the phone. False when it had not asked."""
        if not self.pending:
            return False
        self._allowed.add(self.pending)
        self.pending = ""
        return True

    def deny(self) -> bool:
        """Cancel is pressed on the phone; the next request makes it ask again."""
        had, self.pending = bool(self.pending), ""
        return had

    def ask_again(self) -> None:
        """The settings were changed: the question comes back."""
        self._allowed.clear()
        self.pending = ""
