"""Rows of named columns as contacts: what a query, a program or an address answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tui.contacts.formats.columns import column_of
from tui.contacts.formats.csv_columns import Column, Heading
from tui.contacts.formats.csv_contact import contact_from
from tui.contacts.model import Contact, PhoneNumber
from tui.contacts.number_text import as_typed
from tui.dialing.number import DialPlan, Number
from tui.dialing.reading import read_typed

_CELL = 8000  # characters


class Columns:
    """The columns by the names of a contact's fields: "company", "phone:mobile" or "phone_mobile"."""

    def __init__(self, names: Sequence[str]) -> None:
        columns: dict[int, Column] = {}
        for at, name in enumerate(names):
            column = column_of(name.lower()) or column_of(name.lower().replace("_", ":", 1))
            if column is not None:
                columns[at] = column
        self._heading = Heading(columns, "")

    @property
    def known(self) -> bool:
        """Whether a contact could come of them."""
        return any(column.field != "ignored" for column in self._heading.columns.values())

    def contact(self, cells: Sequence[object], source: str) -> Contact | None:
        """The contact of a row; None where it says nothing of anybody."""
        texts = ["" if cell is None else str(cell)[:_CELL] for cell in cells]
        return contact_from(texts, self._heading, source)


def having(contact: Contact, number: Number, plan: DialPlan) -> Contact:
    """`contact`, with the number for which its source named it where it does not show it itself."""
    for one in contact.numbers:
        if read_typed(as_typed(one.raw), plan).key == number.key:
            return contact
    asked = PhoneNumber(number.e164 or number.digits, number.e164)
    return replace(contact, numbers=(asked, *contact.numbers))
