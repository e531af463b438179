"""The command palette: every command, found by its name."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.events import Key
from textual.fuzzy import Matcher
from textual.widgets import Input, OptionList

from tui.i18n import say
from tui.screens.live import Dialog, over
from tui.view.commands import COMMANDS, Command, key_shown
from tui.view.situation import Situation
from tui.widgets.command_list import CommandList, CommandRow


def found(query: str, now: Situation) -> list[tuple[Command, str]]:
    """The commands that fit `query`, the best first (with no query all of them), each with the sentence that
    says why it cannot run now ("": it can). Those that can run come first."""
    named = [one for one in COMMANDS if one.id != "palette"]
    if query:
        matcher = Matcher(query)
        scores = {one.id: matcher.match(f"{one.help} {one.label}") for one in named}
        named = sorted((one for one in named if scores[one.id] > 0), key=lambda one: -scores[one.id])
    return sorted(((one, one.why_not(now)) for one in named), key=lambda one: bool(one[1]))


class PaletteScreen(Dialog[None]):
    """Enter runs the command, or says why it cannot run now."""

    def __init__(self) -> None:
        super().__init__()
        self._offered: list[Command] = []

    def compose(self) -> ComposeResult:
        yield from over()
        with Vertical(classes="-dialog") as dialog:
            dialog.border_title = say("cmd_palette")
            dialog.border_subtitle = say("palette_keys")
            yield Input(placeholder=say("palette_placeholder"), max_length=80)
            yield CommandList()

    def on_mount(self) -> None:
        self._offer("")

    @on(Input.Changed)
    def _typed(self, message: Input.Changed) -> None:
        self._offer(message.value.strip())

    def _offer(self, query: str) -> None:
        offered = found(query, self.face.situation())
        self._offered = [command for command, _ in offered]
        rows = [_row(command, reason) for command, reason in offered]
        self.query_one(CommandList).show(rows, say("palette_none"))

    def on_key(self, event: Key) -> None:
        """Up and down move the list while the query is typed."""
        options = self.query_one(CommandList)
        if event.key == "up":
            options.action_cursor_up()
        elif event.key == "down":
            options.action_cursor_down()
        else:
            return
        event.stop()

    @on(Input.Submitted)
    @on(OptionList.OptionSelected)
    def _chosen(self) -> None:
        at = self.query_one(CommandList).highlighted
        if at is None or not self._offered:
            return
        command = self._offered[at]
        self.dismiss()
        self.app.call_after_refresh(self.face.action_command, command.id)


def _row(command: Command, reason: str) -> CommandRow:
    keys = " ".join(key_shown(key) for key in command.keys)
    return CommandRow(keys, f"{command.label}: {reason}" if reason else command.help, not reason)
