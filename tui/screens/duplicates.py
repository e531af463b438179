"""Contacts that are probably one and the same, to merge."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static

from tui.contacts.model import Contact
from tui.i18n import say
from tui.screens.confirm import ConfirmScreen
from tui.screens.entries import contact_entries
from tui.screens.live import Dialog, over
from tui.view.contact_words import dropped, facts, number_text, type_word
from tui.widgets.contact_list import ContactList


class DuplicatesScreen(Dialog[None]):
    """One group at a time. The highlighted contact is the one whose name and company stay; the question
    before a merge names everything that would be lost."""

    CSS = """
    DuplicatesScreen ContactList { height: auto; max-height: 8; background: $surface; }
    DuplicatesScreen #detail { height: auto; max-height: 9; margin: 1 0 0 0; padding: 0 1; }
    """
    BINDINGS = [
        Binding("right,n", "step(1)", show=False, priority=True),
        Binding("left", "step(-1)", show=False, priority=True),
    ]
    of_contacts = True

    def __init__(self, groups: list[tuple[Contact, ...]]) -> None:
        super().__init__()
        self._groups = groups
        self._at = 0

    def compose(self) -> ComposeResult:
        yield from over()
        with Vertical(classes="-dialog", id="dialog") as dialog:
            keys = ("keys_merge", "keys_kept", "keys_next", "keys_back")
            dialog.border_subtitle = Content("   ".join(say(key) for key in keys))
            yield ContactList()
            yield Static(id="detail")

    def on_mount(self) -> None:
        found = self.query_one(ContactList)
        found.separator = self.face.office.glyphs.separator
        found.focus()
        self._show()

    def _show(self) -> None:
        office = self.face.office
        count = len(self._groups)
        self.query_one("#dialog").border_title = Content(say("merge_title", at=self._at + 1, count=count))
        self.query_one(ContactList).show(contact_entries(self._group, office.plan, office.glyphs))

    @property
    def _group(self) -> tuple[Contact, ...]:
        return self._groups[self._at]

    @property
    def _kept(self) -> Contact:
        return self._group[self.query_one(ContactList).highlighted or 0]

    @on(OptionList.OptionHighlighted)
    def _highlighted(self) -> None:
        """Everything about the highlighted one."""
        contact, plan = self._kept, self.face.office.plan
        lines = [f"{type_word(one.type)}: {number_text(one, plan)}" for one in contact.numbers]
        lines += [f"{name}: {text}" if name else f"   {text}" for name, text in facts(contact)]
        lines.append(f"{say('field_source')}: {contact.source}")
        self.query_one("#detail", Static).update(Content.styled("\n".join(lines), "$text-muted"))

    def action_step(self, step: int) -> None:
        self._at = (self._at + step) % len(self._groups)
        self._show()

    @on(OptionList.OptionSelected)
    def _selected(self) -> None:
        kept = self._kept
        others = [one for one in self._group if one.id != kept.id]
        lost = dropped(kept, others)
        told = "\n".join(f"{name}: {text}" for name, text in lost)
        name = kept.name or kept.company
        text = say("merge_question", count=len(others) + 1, name=name)
        text += f"\n\n{say('merge_lost')}\n{told}" if lost else f" {say('merge_nothing_lost')}"
        question = ConfirmScreen(say("merge_ask"), text, say("merge_verb"))
        self.app.push_screen(question, lambda sure: self._merge(kept, others) if sure else None)

    def _merge(self, kept: Contact, others: list[Contact]) -> None:
        self.run_worker(self._merged(kept, others), group="merge", exclusive=True, exit_on_error=False)

    async def _merged(self, kept: Contact, others: list[Contact]) -> None:
        await self.face.switchboard.book.merge(kept.id, [one.id for one in others])
        self.app.notify(say("merge_done", name=kept.name or kept.company), markup=False)
        self._groups = [group for group in self._groups if kept not in group]
        if not self._groups:
            self.dismiss()
            return
        self._at %= len(self._groups)
        self._show()
