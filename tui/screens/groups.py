"""The groups of the phone book, to show the members of one only."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from tui.i18n import say
from tui.screens.live import Dialog, over
from tui.view.columns import cut


class GroupsScreen(Dialog[str]):
    """Dismissed with the name of a group, or "" for everybody; None leaves it as it was."""

    CSS = """
    GroupsScreen .-dialog { width: 56; }
    GroupsScreen OptionList { height: auto; max-height: 16; border: none; padding: 0; background: $surface; }
    GroupsScreen OptionList:focus { border: none; }
    """
    of_contacts = True

    def __init__(self, groups: dict[str, int], shown: str) -> None:
        """`groups`: name → members. `shown` is the one that is shown now, or ""."""
        super().__init__()
        self._names = ["", *groups]
        self._counts = groups
        self._shown = shown

    def compose(self) -> ComposeResult:
        yield from over()
        with Vertical(classes="-dialog") as dialog:
            dialog.border_title = Content(say("groups_title"))
            dialog.border_subtitle = Content("   ".join(map(say, ("keys_group", "keys_choose", "keys_back"))))
            yield OptionList(*(Option(self._line(name)) for name in self._names), markup=False)

    def on_mount(self) -> None:
        options = self.query_one(OptionList)
        options.highlighted = self._names.index(self._shown) if self._shown in self._names else 0
        options.focus()

    def _line(self, name: str) -> Content:
        count = str(self._counts[name]) if name else ""
        return Content(f" {cut(name or say('groups_all'), 40)} {cut(count, 8, right=True)}")

    @on(OptionList.OptionSelected)
    def _selected(self, message: OptionList.OptionSelected) -> None:
        self.dismiss(self._names[message.option_index])
