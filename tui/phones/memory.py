"""What was learnt of the phones and has to outlive the program: `phones.json` in the data folder."""

from __future__ import annotations

import errno
import json
import logging
import math
import os
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from tui.config.lock import locked
from tui.config.replace import put_aside, replace_file, tighten
from tui.errors import DurchwahlError
from tui.paths import Paths, ensure_private
from tui.phones.certificates import is_fingerprint
from tui.phones.driver import Feature, Order
from tui.untrusted import clean

_MAX_BYTES: Final = 1024 * 1024
_MAX_KINDS: Final = 200  # of phones: model and firmware are the phone's own words
_SECTIONS: Final = ("ways", "pins", "refused", "before", "placed", "codes", "seen")
_log = logging.getLogger(__name__)

Place = tuple[str, str, str]  # section, whose, what


@dataclass(frozen=True, slots=True)
class _Change:
    """A new value, None to remove it. `first`: only where there is none yet, in the file as well."""

    place: Place
    value: object
    first: bool = False


@dataclass(frozen=True, slots=True)
class CodeSent:
    """What the PBX was last told by feature code from here. `at` is in epoch seconds; `target` "" is off."""

    target: str
    at: float
    seconds: int = 0


@dataclass(frozen=True, slots=True)
class Placed:
    """How our URLs came into a phone that cannot be asked for them. `way` is a word of `durchwahl phone
    install-urls --way`, `base` the http://host:port that they led to; `out`: they are to be taken out."""

    way: str
    base: str
    out: bool = False


class Memory:
    """Changes count at once and are written behind, by a thread; `flush` waits until they are on the disk.

    Several processes may share the file: a change is made in what the file says by then. What cannot be
    understood is as if it were not there, and what cannot be written is logged: nothing here is worth failing
    for. A file that cannot be read just now, or would grow too large to be read again, is left as it is. It
    is a `tui.phones.pins.Pins`.
    """

    def __init__(self, path: Path, known: dict[str, Any]) -> None:
        self._path = path
        self._known = known
        self._writer: ThreadPoolExecutor | None = None
        self.set_aside: Path | None = None  # where a damaged file was put

    @classmethod
    def load(cls, paths: Paths) -> Memory:
        """What the file says. Creates nothing. A damaged file is set aside: a part of it may be of use."""
        tighten(paths.phones)
        memory = cls(paths.phones, _read(paths.phones))
        if not _sound(paths.phones):
            try:
                memory.set_aside = put_aside(paths.phones)
                _log.warning("A damaged memory of the phones was set aside as %s", memory.set_aside.name)
            except DurchwahlError as error:
                _log.error("A damaged memory of the phones cannot be set aside: %s", error.key)
        return memory

    # which way of doing something worked, by vendor, model and firmware

    def way(self, kind: str, order: Order) -> str:
        """The name of the way that worked last with phones of that `kind`; "" if none is known."""
        return self._text(("ways", clean(kind), order.value))

    def learn_way(self, kind: str, order: Order, name: str) -> None:
        """`name` has just worked with a phone of that `kind`."""
        if self.way(kind, order) != name:
            self._make(_Change(("ways", clean(kind), order.value), name))

    # certificates

    def pinned(self, authority: str) -> str:
        return self._text(("pins", authority, "sha256"))

    def pin(self, authority: str, fingerprint: str) -> None:
        if not self.pinned(authority):
            self._make(_Change(("pins", authority, "sha256"), fingerprint, first=True))

    def latest(self, authority: str) -> str:
        """Waits for our own changes, then believes the file. Blocks: call it in a thread."""
        self.flush()
        entries = _read(self._path)["pins"].get(authority)
        if entries is not None:
            self._known["pins"][authority] = entries
        return self.pinned(authority)

    def trust(self, authority: str, fingerprint: str) -> None:
        """The user accepts the phone's new certificate."""
        self._make(_Change(("pins", authority, "sha256"), fingerprint))

    # the login that a phone refused

    def refused(self, authority: str) -> str:
        return self._text(("refused", authority, "login"))

    def keep_refused(self, authority: str, mark: str) -> None:
        self._make(_Change(("refused", authority, "login"), mark or None))

    # which device it is

    def mac(self, phone: str) -> str:
        """The MAC address that the phone had when it last answered (12 hexadecimal digits), "" if unknown."""
        return self._text(("seen", phone, "mac"))

    def learn_mac(self, phone: str, mac: str) -> None:
        """The phone has just said who it is."""
        if self.mac(phone) != mac:
            self._make(_Change(("seen", phone, "mac"), mac))

    # what stood in a phone's settings before ours were written

    def before(self, phone: str) -> dict[str, str] | None:
        """Setting → its value before ours; None: ours were never written into this phone."""
        stored = self._known["before"].get(phone)
        return None if stored is None else {str(name): str(value) for name, value in stored.items()}

    def keep_before(self, phone: str, values: Mapping[str, str]) -> None:
        """Keeps what is about to be overwritten; what is kept already stays."""
        self._make(*(_Change(("before", phone, name), value, first=True) for name, value in values.items()))

    def forget_before(self, phone: str, names: Iterable[str]) -> None:
        """These have been put back, or were never overwritten."""
        known = self.before(phone) or {}
        self._make(*(_Change(("before", phone, name), None) for name in set(names) if name in known))

    def holds_before(self, phone: str) -> bool:
        """Whether what `before` says is on the disk by now. Blocks, like `flush`."""
        self.flush()
        return bool(_read(self._path)["before"].get(phone, {}) == self._known["before"].get(phone, {}))

    def placed(self, phone: str) -> Placed | None:
        """How our URLs came into the phone, if it cannot be asked; None if they never did."""
        way, base = (self._text(("placed", phone, what)) for what in ("way", "base"))
        return Placed(way, base, bool(self._text(("placed", phone, "out")))) if way else None

    def keep_placed(self, phone: str, placed: Placed | None) -> None:
        """None: as if they had never been in the phone."""
        values = {"way": placed.way, "base": placed.base} if placed else {}
        values |= {"out": "yes"} if placed and placed.out else {}
        self._make(*(_Change(("placed", phone, what), values.get(what)) for what in ("way", "base", "out")))

    # what the PBX was told

    def codes(self, phone: str) -> dict[Feature, CodeSent]:
        """Feature → what was last sent; nothing where nothing was sent from here."""
        found: dict[Feature, CodeSent] = {}
        for name, value in self._known["codes"].get(phone, {}).items():
            try:
                target, at, seconds = value
                sent = CodeSent(str(target), float(at), int(seconds))
                if math.isfinite(sent.at):
                    found[Feature(name)] = sent
            except (TypeError, ValueError, OverflowError):
                continue
        return found

    def keep_code(self, phone: str, feature: Feature, sent: CodeSent) -> None:
        """The PBX took a feature code."""
        self._make(_Change(("codes", phone, feature.value), [sent.target, sent.at, sent.seconds]))

    # the file

    def flush(self) -> None:
        """Waits until everything is written. Blocks: call it in a thread."""
        if self._writer is not None:
            self._writer.submit(int).result()  # its turn comes behind everything that waits to be written

    def _text(self, place: Place) -> str:
        section, whose, what = place
        value = self._known[section].get(whose, {}).get(what, "")
        return value if isinstance(value, str) else ""

    def _make(self, *changes: _Change) -> None:
        changes = tuple(change for change in changes if self._changes(change))
        if not changes:
            return
        _apply(self._known, changes)
        if self._writer is None:
            self._writer = ThreadPoolExecutor(1, "phones.json")
        self._writer.submit(self._write, changes)

    def _changes(self, change: _Change) -> bool:
        """Whether there is anything to write: a phone may fetch its file again and again."""
        section, whose, what = change.place
        return bool(self._known[section].get(whose, {}).get(what) != change.value)

    def _write(self, changes: Sequence[_Change]) -> None:
        try:
            ensure_private(self._path.parent)
            with locked(self._path):
                known = _understood(_content(self._path))
                _apply(known, changes)
                content = (json.dumps(known, indent=1, sort_keys=True) + "\n").encode()
                if len(content) > _MAX_BYTES:
                    raise _unwritten(self._path, os.strerror(errno.EFBIG))
                replace_file(self._path, content)
        except DurchwahlError as error:
            _log.error("What was learnt of a phone could not be kept: %s", error.key)


def _apply(known: dict[str, Any], changes: Sequence[_Change]) -> None:
    for change in changes:
        section, whose, what = change.place
        entries = known[section].setdefault(whose, {})
        if change.value is None:
            entries.pop(what, None)
        elif not (change.first and what in entries):
            entries[what] = change.value
        if not entries:
            del known[section][whose]
        elif section == "ways" and len(known[section]) > _MAX_KINDS:
            del known[section][next(kind for kind in known[section] if kind != whose)]


def _unwritten(path: Path, reason: str) -> DurchwahlError:
    return DurchwahlError("file_not_written", file=clean(str(path), 200), reason=clean(reason))


def _content(path: Path) -> bytes:
    """What is in the file, b"" where there is none. Raises `DurchwahlError` where it cannot be read: whoever
    then wrote it anew would lose which certificates to trust."""
    try:
        with path.open("rb") as file:
            return file.read(_MAX_BYTES + 1)
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise _unwritten(path, error.strerror or "?") from None


def _read(path: Path) -> dict[str, Any]:
    """What the file says; nothing where it cannot be read."""
    try:
        return _understood(_content(path))
    except DurchwahlError:
        return _understood(b"")


def _sound(path: Path) -> bool:
    """Whether there is no file, one that cannot be read just now, or one that is understood."""
    try:
        data = _content(path)
    except DurchwahlError:
        return True
    try:
        return not data or (len(data) <= _MAX_BYTES and isinstance(json.loads(data), dict))
    except (ValueError, RecursionError):
        return False


def _understood(data: bytes) -> dict[str, Any]:
    """The sections, each a table of tables, whatever the data."""
    try:
        found = json.loads(data) if len(data) <= _MAX_BYTES else {}
    except (ValueError, RecursionError):
        found = {}
    known: dict[str, Any] = {}
    for section in _SECTIONS:
        tables = found.get(section) if isinstance(found, dict) else None
        entries = tables.items() if isinstance(tables, dict) else ()
        known[section] = {whose: table for whose, table in entries if isinstance(table, dict)}
    known["pins"] = {whose: table for whose, table in known["pins"].items() if _is_pin(table)}
    return known


def _is_pin(table: dict[str, Any]) -> bool:
    value = table.get("sha256")
    return isinstance(value, str) and is_fingerprint(value)
