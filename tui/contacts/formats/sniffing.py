"""Which format a file has, by what stands in it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from tui.contacts.formats.charset import narrow
from tui.contacts.formats.csv_file import read_csv
from tui.contacts.formats.draft import Drafts, Progress
from tui.contacts.formats.ldif import read_ldif
from tui.contacts.formats.problems import problem
from tui.contacts.formats.vcard import read_vcards
from tui.contacts.formats.xml_file import is_phone_book, read_xml

_HEAD = 64 * 1024
_VCARD = re.compile(rb"^[ \t\xef\xbb\xbf]*BEGIN[ \t]*:[ \t]*VCARD", re.IGNORECASE | re.MULTILINE)
_MARKUP = re.compile(rb"\s*(?:<[?!/\w]|%PDF|\{\s*[\"}]|\[\s*[\"\[{\]])")  # XML, HTML, PDF, JSON
_XML = re.compile(rb"\s*<[?!\w]")
_LDIF = re.compile(rb"(?:\s*#[^\n]*\n)*\s*(?:version: *1\s|dn::? )", re.IGNORECASE)
_BINARY = bytes(code for code in range(32) if code not in b"\t\n\r\x0b\x0c\x1a\x1b")


def recognise(data: bytes, name: str, columns: Mapping[str, str], progress: Progress) -> Drafts:
    """The records of `data` by the reader of its format; one problem where it has none that is known."""
    head = narrow(data[:_HEAD]).replace(b"\r", b"\n")
    if not head.strip():
        return iter([problem(0, "", "contacts_file_empty", name=name)])
    if _VCARD.search(head):
        return read_vcards(data, name, progress)
    if _XML.match(head) and is_phone_book(data):
        return read_xml(data, name, progress)
    if _LDIF.match(head):
        return read_ldif(data, name, progress)
    if not _MARKUP.match(head) and head.translate(None, _BINARY) == head:
        drafts = read_csv(data, name, progress, columns)
        if drafts is not None:
            return drafts
    return iter([problem(0, "", "contacts_format_unknown", name=name)])
