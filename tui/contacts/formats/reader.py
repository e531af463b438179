"""Reads an address book file, whatever its format; the content decides, not the name."""

from __future__ import annotations

import re

from tui.contacts.charset import narrow
from tui.contacts.csv_file import read_csv
from tui.contacts.reading import ProblemList, Reading
from tui.contacts.vcard import read_vcards

_HEAD = 64 * 1024
_VCARD = re.compile(rb"^[ \t\xef\xbb\xbf]*BEGIN[ \t]*:[ \t]*VCARD", re.IGNORECASE | re.MULTILINE)
_MARKUP = re.compile(rb"\s*[<{\[%]")  # XML, HTML, JSON, PDF
_LDIF = re.compile(rb"\s*(?:version: *1\s|dn::? )", re.IGNORECASE)
_BINARY = bytes(code for code in range(32) if code not in b"\t\n\r\x0b\x0c\x1a\x1b")


def read_file(data: bytes, name: str) -> Reading:
    """The contacts of `data`, a file called `name`, which becomes their source. Raises nothing.

    What is neither vCard nor CSV gives no contacts and one problem that says so.
    """
    head = narrow(data[:_HEAD]).replace(b"\r", b"\n")
    if not head.strip():
        return _refused("contacts_file_empty", name)
    if _VCARD.search(head):
        return read_vcards(data, name)
    if _MARKUP.match(head) or _LDIF.match(head) or head.translate(None, _BINARY) != head:
        return _refused("contacts_format_unknown", name)
    reading = read_csv(data, name)
    return reading if reading.format != "unknown" else _refused("contacts_format_unknown", name)


def _refused(key: str, name: str) -> Reading:
    problems = ProblemList()
    problems.add(0, "", key, name=name)
    return Reading(problems=problems.all())
