"""What was learnt of the phones and has to outlive the program: `phones.json` in the data folder."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from tui.config.lock import locked
from tui.config.replace import replace_file, tighten
from tui.errors import DurchwahlError
from tui.paths import Paths, ensure_private
from tui.phones.driver import Feature, Order

_MAX_BYTES: Final = 1024 * 1024
_SECTIONS: Final = ("ways", "pins", "before", "codes")
_log = logging.getLogger(__name__)

Place = tuple[str, str, str]  # section, whose, what


@dataclass(frozen=True, slots=True)
class CodeSent:
    """What the PBX was last told by feature code from here. `at` is in epoch seconds; `target` "" is off."""

    target: str
    at: float
    seconds: int = 0


class Memory:
    """Changes count at once and are written behind, by a thread; `flush` waits until they are on the disk.

    Several processes may share the file: a change is made in what the file says by then. What cannot be
    read is as if it were not there, and what cannot be written is logged: nothing here is worth failing
    for. It is a `tui.phones.pins.Pins`.
    """

    def __init__(self, path: Path, known: dict[str, Any]) -> None:
        self._path = path
        self._known = known
        self._writer: ThreadPoolExecutor | None = None

    @classmethod
    def load(cls, paths: Paths) -> Memory:
        """What the file says. Creates nothing."""
        tighten(paths.phones)
        return cls(paths.phones, _read(paths.phones))

    # which way of doing something worked, by vendor, model and firmware

    def way(self, kind: str, order: Order) -> str:
        """The name of the way that worked last with phones of that `kind`; "" if none is known."""
        return self._text(("ways", kind, order.value))

    def learn_way(self, kind: str, order: Order, name: str) -> None:
        """`name` has just worked with a phone of that `kind`."""
        if self.way(kind, order) != name:
            self._set(("ways", kind, order.value), name)

    # certificates

    def pinned(self, authority: str) -> str:
        return self._text(("pins", authority, "sha256"))

    def pin(self, authority: str, fingerprint: str) -> None:
        if not self.pinned(authority):
            self._set(("pins", authority, "sha256"), fingerprint)

    def unpin(self, authority: str) -> None:
        """The user trusts the phone's new certificate: the next one seen is kept."""
        self._set(("pins", authority, "sha256"), None)

    # what stood in a phone's settings before ours were written

    def before(self, phone: str) -> dict[str, str] | None:
        """Setting → its value before ours; None: ours were never written into this phone."""
        stored = self._known["before"].get(phone)
        return None if stored is None else {str(name): str(value) for name, value in stored.items()}

    def keep_before(self, phone: str, values: Mapping[str, str]) -> None:
        """Keeps what is about to be overwritten; what is kept already stays."""
        for name, value in values.items():
            if name not in (self.before(phone) or {}):
                self._set(("before", phone, name), value)

    def forget_before(self, phone: str) -> None:
        """It has been put back."""
        for name in self.before(phone) or {}:
            self._set(("before", phone, name), None)

    # what the PBX was told

    def codes(self, phone: str) -> dict[Feature, CodeSent]:
        """Feature → what was last sent; nothing where nothing was sent from here."""
        found: dict[Feature, CodeSent] = {}
        for name, value in self._known["codes"].get(phone, {}).items():
            try:
                target, at, seconds = value
                found[Feature(name)] = CodeSent(str(target), float(at), int(seconds))
            except (TypeError, ValueError):
                continue
        return found

    def keep_code(self, phone: str, feature: Feature, sent: CodeSent) -> None:
        """The PBX took a feature code."""
        self._set(("codes", phone, feature.value), [sent.target, sent.at, sent.seconds])

    # the file

    def flush(self) -> None:
        """Waits until everything is written. Blocks: call it in a thread."""
        if self._writer is not None:
            self._writer.shutdown()
            self._writer = None

    def _text(self, place: Place) -> str:
        section, whose, what = place
        value = self._known[section].get(whose, {}).get(what, "")
        return value if isinstance(value, str) else ""

    def _set(self, place: Place, value: object) -> None:
        _change(self._known, place, value)
        if self._writer is None:
            self._writer = ThreadPoolExecutor(1, "phones.json")
        self._writer.submit(self._write, place, value)

    def _write(self, place: Place, value: object) -> None:
        try:
            ensure_private(self._path.parent)
            with locked(self._path):
                known = _read(self._path)
                _change(known, place, value)
                replace_file(self._path, (json.dumps(known, indent=1, sort_keys=True) + "\n").encode())
        except DurchwahlError as error:
            _log.error("What was learnt of a phone could not be kept: %s", error.key)


def _change(known: dict[str, Any], place: Place, value: object) -> None:
    section, whose, what = place
    entries = known[section].setdefault(whose, {})
    if value is None:
        entries.pop(what, None)
    else:
        entries[what] = value
    if not entries:
        del known[section][whose]


def _read(path: Path) -> dict[str, Any]:
    """The sections, each a table of tables, whatever the file holds."""
    try:
        with path.open("rb") as file:
            data = file.read(_MAX_BYTES + 1)
        found = json.loads(data) if len(data) <= _MAX_BYTES else {}
    except (OSError, ValueError, RecursionError):
        found = {}
    known: dict[str, Any] = {}
    for section in _SECTIONS:
        tables = found.get(section) if isinstance(found, dict) else None
        entries = tables.items() if isinstance(tables, dict) else ()
        known[section] = {whose: table for whose, table in entries if isinstance(table, dict)}
    return known
