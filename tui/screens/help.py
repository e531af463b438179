"""All keys, from the same list that binds them."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.i18n import say
from tui.screens.live import follow
from tui.view.columns import cut
from tui.view.commands import COMMANDS, key_shown
from tui.widgets.caller_card import CallerCard


class HelpScreen(ModalScreen[None]):
    """The call keys work here too."""

    CSS = "HelpScreen .-dialog { width: 84; }"
    BINDINGS = [
        Binding("escape,question_mark,q", "dismiss", show=False),
        *(
            Binding(command.letter, f"app.command('{command.id}')", show=False)
            for command in COMMANDS
            if command.id in ("answer", "end", "hold")
        ),
    ]

    def compose(self) -> ComposeResult:
        yield CallerCard()
        with VerticalScroll(classes="-dialog") as dialog:
            dialog.border_title = say("help_title")
            dialog.border_subtitle = say("help_close")
            yield Static(self._keys())

    def on_mount(self) -> None:
        follow(self)

    @staticmethod
    def _keys() -> Content:
        lines = [
            Content.assemble(
                (cut(" ".join(key_shown(key) for key in command.keys), 12), "bold $accent"), command.help
            )
            for command in COMMANDS
        ]
        return Content("\n").join([*lines, Content(""), Content.styled(say("help_call_keys"), "$text-muted")])
