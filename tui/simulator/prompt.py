"""Who may control a Yealink: the allow list, and the question on its screen."""

from __future__ import annotations

from fnmatch import fnmatchcase

from tui.simulator.unit import Settings

_LIST = "features.action_uri_limit_ip"
_ASK = "features.show_action_uri_option"


class Prompt:
    """`asked` is called when the question appears on the screen."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._allowed: set[str] = set()
        self.pending = ""  # the address that the phone asks about

    def admits(self, address: str) -> bool:
        """May `address` send commands? If the phone has to ask, the question is now on its screen."""
        if self._settings.get("features.action_uri.enable", "1") == "0":
            return False
        listed = [entry.strip() for entry in self._settings.get(_LIST).split(",") if entry.strip()]
        if not any(entry == "any" or fnmatchcase(address, entry) for entry in listed):
            return False
        if self._settings.get(_ASK, "1") == "0" or address in self._allowed:
            return True
        self.pending = address
        return False

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
