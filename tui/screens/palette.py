"""The command palette: every command, found by its name."""

from __future__ import annotations

from typing import cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.events import Key
from textual.fuzzy import Matcher
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from tui.i18n import say
from tui.screens.live import follow
from tui.view.columns import cut
from tui.view.commands import COMMANDS, Command, Situation, key_shown
from tui.view.face import Face
from tui.widgets.caller_card import CallerCard

_KEYS = 12  # cells for a command's keys


def found(query: str, now: Situation) -> list[Command]:
    """The commands that can run now and fit `query`, the best first; with no query all of them."""
    possible = [one for one in COMMANDS if one.id != "palette" and one.possible(now) is None]
    if not query:
        return possible
    matcher = Matcher(query)
    scores = {one.id: matcher.match(f"{one.help} {one.label}") for one in possible}
    return sorted((one for one in possible if scores[one.id] > 0), key=lambda one: -scores[one.id])


class PaletteScreen(ModalScreen[None]):
    """Offers what can run now; the rest is in its place in the footer, greyed."""

    CSS = """
    PaletteScreen OptionList { height: auto; max-height: 16; border: none; background: $surface; padding: 0; }
    PaletteScreen OptionList > .option-list--option-highlighted { background: $primary 35%; }
    """
    BINDINGS = [Binding("escape", "dismiss", show=False)]

    def __init__(self) -> None:
        super().__init__()
        self._offered: list[Command] = []

    def compose(self) -> ComposeResult:
        yield CallerCard()
        with Vertical(classes="-dialog") as dialog:
            dialog.border_title = say("cmd_palette")
            dialog.border_subtitle = say("palette_keys")
            yield Input(placeholder=say("palette_placeholder"), max_length=80)
            yield OptionList(markup=False)

    def on_mount(self) -> None:
        follow(self)
        self._offer("")

    @on(Input.Changed)
    def _typed(self, message: Input.Changed) -> None:
        self._offer(message.value.strip())

    def _offer(self, query: str) -> None:
        self._offered = found(query, cast("Face", self.app).situation())
        options = self.query_one(OptionList)
        options.clear_options()
        if not self._offered:
            options.add_option(Option(Content.styled(say("palette_none"), "$text-muted"), disabled=True))
            return
        options.add_options([Option(self._line(command)) for command in self._offered])
        options.highlighted = 0

    @staticmethod
    def _line(command: Command) -> Content:
        keys = " ".join(key_shown(key) for key in command.keys)
        return Content.assemble((cut(keys, _KEYS), "bold $accent"), command.help)

    def on_key(self, event: Key) -> None:
        """Up and down move the list while the query is typed."""
        options = self.query_one(OptionList)
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
        at = self.query_one(OptionList).highlighted
        if at is None or not self._offered:
            return
        app = cast("Face", self.app)
        command = self._offered[at]
        self.dismiss()
        self.app.call_after_refresh(app.action_command, command.id)
