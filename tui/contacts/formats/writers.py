"""Writes contacts in a format that is asked for by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from tui.contacts.formats.write_csv import write_cloud_pbx, write_csv
from tui.contacts.formats.write_phone import write_snom, write_yealink
from tui.contacts.formats.write_vcard import write_vcards
from tui.contacts.model import Contact
from tui.dialing.number import DialPlan

WRITERS: dict[str, Callable[[Iterable[Contact], DialPlan], Iterator[bytes]]] = {
    "vcard-3.0": lambda contacts, _: write_vcards(contacts, "3.0"),
    "vcard-4.0": lambda contacts, _: write_vcards(contacts, "4.0"),
    "csv": lambda contacts, _: write_csv(contacts),
    "csv-cloud-pbx": write_cloud_pbx,
    "yealink-xml": write_yealink,
    "snom-xml": write_snom,
}


def write_contacts(contacts: Iterable[Contact], form: str, plan: DialPlan) -> bytes:
    """`contacts` as a file of the format `form`, one of `WRITERS`, which give it piece by piece."""
    return b"".join(WRITERS[form](contacts, plan))
