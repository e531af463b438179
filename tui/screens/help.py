"""All keys, from the same list that binds them; those of the pane that had the focus come first."""

from __future__ import annotations

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll

from tui.i18n import say
from tui.screens.live import Dialog, over
from tui.view.commands import COMMANDS, Command, Group, key_shown
from tui.widgets.key_list import KeyList, KeyRow

# What the arrow keys and Enter do in each pane: the widget's own keys, which are no commands.
_OWN = {
    "calls": (("help_rows_keys", "help_rows"), ("help_pages_keys", "help_pages")),
    "contacts": (("help_rows_keys", "help_rows"), ("help_contact_keys", "help_contact")),
    "phone": (("help_functions_keys", "help_functions"), ("help_run_keys", "help_run")),
}
_HEADINGS = {
    "calls": "help_section_calls",
    "contacts": "help_section_contacts",
    "phone": "help_section_phone",
    "program": "help_section_program",
}
_SECTIONS = {
    "calls": (Group.CALLS,),
    "contacts": (Group.CONTACTS,),
    "phone": (Group.CALL, Group.PHONE),
    "program": (Group.PROGRAM,),
}


class HelpScreen(Dialog[None]):
    """The call keys work here too."""

    CSS = "HelpScreen .-dialog { width: 84; }"
    BINDINGS = [
        Binding("question_mark,q", "dismiss", show=False),
        *(
            Binding(command.letter, f"app.command('{command.id}')", show=False)
            for command in COMMANDS
            if command.group is Group.CALL
        ),
    ]

    def __init__(self, pane: str = "") -> None:
        super().__init__()
        self._pane = pane

    def compose(self) -> ComposeResult:
        yield from over()
        with VerticalScroll(classes="-dialog") as dialog:
            dialog.border_title = say("help_title")
            dialog.border_subtitle = say("help_close")
            yield KeyList(tuple(self._rows()))

    def _rows(self) -> Iterator[KeyRow]:
        first = [self._pane] if self._pane in _SECTIONS else []
        for name in first + [name for name in _ORDER if name not in first]:
            yield KeyRow("", say(_HEADINGS[name]), heading=True)
            yield from (KeyRow(say(keys), say(text)) for keys, text in _OWN.get(name, ()))
            for group in _SECTIONS[name]:
                yield from (_row(command) for command in COMMANDS if command.group is group)
        yield KeyRow("", say("help_call_keys"))


_ORDER = ("phone", "calls", "contacts", "program")


def _row(command: Command) -> KeyRow:
    return KeyRow(" ".join(key_shown(key) for key in command.keys), command.help)
