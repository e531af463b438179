"""The command palette: every command, by its name."""

from __future__ import annotations

from typing import cast

from textual.command import DiscoveryHit, Hit, Hits, Provider

from tui.view.commands import COMMANDS, Command, key_shown
from tui.view.face import Face


class CommandProvider(Provider):
    """Offers what can run now; the rest is in its place in the footer, greyed."""

    def _possible(self) -> list[Command]:
        app = cast("Face", self.app)
        now = app.situation()
        return [command for command in COMMANDS if command.id != "palette" and command.possible(now) is None]

    async def discover(self) -> Hits:
        app = cast("Face", self.app)
        for command in self._possible():
            yield DiscoveryHit(self._title(command), lambda id=command.id: app.action_command(id))

    async def search(self, query: str) -> Hits:
        app = cast("Face", self.app)
        matcher = self.matcher(query)
        for command in self._possible():
            title = self._title(command)
            score = matcher.match(title)
            if score > 0:
                yield Hit(score, matcher.highlight(title), lambda id=command.id: app.action_command(id))

    @staticmethod
    def _title(command: Command) -> str:
        return f"{command.help}  ({' '.join(key_shown(key) for key in command.keys)})"
