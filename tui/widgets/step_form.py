"""All fields of a step below each other."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual import on
from textual.containers import Vertical

from tui.setup.model import Field, Kind
from tui.view.glyphs import UNICODE, Glyphs
from tui.widgets.step_fields import FieldRow

_LABEL = (12, 26)  # cells of the labels' column, at least and at most


class StepForm(Vertical):
    """Knows what was filled in, and of what that differs from how it was."""

    DEFAULT_CSS = "StepForm { height: auto; }"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.glyphs: Glyphs = UNICODE

    @property
    def rows(self) -> list[FieldRow]:
        return list(self.query(FieldRow))

    async def show(self, fields: Sequence[Field]) -> None:
        """Other fields than before. The first gets the keyboard with `take_focus`."""
        await self.remove_children()
        labels = [cell_len(field.label) + 2 for field in fields if field.kind is not Kind.SWITCH]
        width = max(_LABEL[0], min(_LABEL[1], max(labels, default=0)))
        folds = len(fields) > 1
        if fields:
            await self.mount_all(FieldRow(field, self.glyphs, width, folds=folds) for field in fields)

    async def renew(self, fields: Sequence[Field]) -> None:
        """The same fields with other choices or values; what was filled in meanwhile stays."""
        rows = self.rows
        if [(row.field.id, row.field.kind) for row in rows] != [(field.id, field.kind) for field in fields]:
            await self.show(fields)
            return
        for row, field in zip(rows, fields, strict=True):
            row.renew(field)

    def take_focus(self, field: str = "") -> None:
        """The keyboard is for that field, or for the first one."""
        for row in self.rows:
            if not field or row.field.id == field:
                row.take_focus()
                return

    @property
    def values(self) -> dict[str, str]:
        return {row.field.id: row.text for row in self.rows}

    @property
    def changed(self) -> dict[str, str]:
        """What was filled in and differs from how it was. Never a password."""
        return {
            row.field.id: row.text
            for row in self.rows
            if row.field.kind is not Kind.SECRET and row.text != row.field.value
        }

    def complain(self, field: str, problem: str) -> None:
        """Says below that field what is wrong with it."""
        for row in self.rows:
            if row.field.id == field:
                row.complain(problem)

    @on(FieldRow.Moved)
    def _moved(self, message: FieldRow.Moved) -> None:
        message.stop()
        rows = self.rows
        here = next((at for at, row in enumerate(rows) if row.has_focus_within), 0)
        rows[max(0, min(len(rows) - 1, here + message.by))].take_focus()
