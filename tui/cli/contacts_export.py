"""`durchwahl contacts export`: the phone book as a file for other programs and for the phones."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from tui.cli.setting import phone_book, settle
from tui.contacts.formats.writers import WRITERS
from tui.contacts.model import Contact
from tui.errors import DurchwahlError, UsageError
from tui.i18n import say

_BY_SUFFIX = {".vcf": "vcard-3.0", ".vcard": "vcard-3.0", ".csv": "csv"}
_EVERY = 10_000


def run(args: argparse.Namespace) -> int:
    """Writes beside the file and puts it in its place when it is whole."""
    config, paths = settle(args)
    form = args.format or _BY_SUFFIX.get(Path(args.file).suffix.lower(), "")
    if form not in WRITERS:
        raise UsageError("contacts_format_unclear", file=args.file, known=", ".join(WRITERS))
    with phone_book(config, paths) as book:
        counted = _Counted(book.search(args.search, _EVERY) if args.search else book)
        pieces = WRITERS[form](counted, config.dialing)
        if args.file == "-":
            for piece in pieces:
                sys.stdout.buffer.write(piece)
        else:
            _write(Path(args.file), pieces)
    if args.file != "-":
        print(say("contacts_exported", count=counted.count, file=args.file), file=sys.stderr)
    return 0


class _Counted:
    """The contacts, and how many were given."""

    def __init__(self, contacts: Iterable[Contact]) -> None:
        self._contacts = contacts
        self.count = 0

    def __iter__(self) -> Iterator[Contact]:
        for contact in self._contacts:
            self.count += 1
            yield contact


def _write(path: Path, pieces: Iterable[bytes]) -> None:
    beside = path.with_name(f".{path.name}.part")
    try:
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            for piece in pieces:
                file.write(piece)
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise DurchwahlError("contacts_not_exported", file=path, reason=error.strerror or "?") from error
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
