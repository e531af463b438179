"""The secret word in each phone's action URLs, by which the server knows the phone."""

from __future__ import annotations

import hmac
import json
import logging
import re
import secrets
from collections.abc import Callable
from pathlib import Path

from tui.config.lock import locked
from tui.config.problems import file_name
from tui.config.replace import put_aside, replace_file, tighten
from tui.errors import DurchwahlError
from tui.paths import Paths, ensure_private
from tui.untrusted import clean

_FORM = re.compile(r"[A-Za-z0-9_-]{16,64}")
_MAX_BYTES = 1024 * 1024
_log = logging.getLogger(__name__)


def new_token() -> str:
    """16 characters of the URL-safe alphabet, 96 random bits: Yealink's URLs end at 511 characters.

    It begins with a letter or digit, for it gets copied by hand, and is no plain lower-case word, by
    which the log's redaction tells it from the name of a directory.
    """
    while True:
        token = secrets.token_urlsafe(12)
        if token[0].isalnum() and any(char.isupper() or char.isdigit() for char in token):
            return token


class Tokens:
    """One token per phone name, made when first asked for and the same ever after.

    `set_aside` is where a damaged file was put, None if all was well: the phones whose tokens were in it
    need their URLs written again (text "tokens_set_aside").
    """

    def __init__(self, paths: Paths, make: Callable[[], str] = new_token) -> None:
        self._paths = paths
        self._make = make
        self._known: dict[str, str] = {}
        self.set_aside: Path | None = None

    @classmethod
    def load(cls, paths: Paths, make: Callable[[], str] = new_token) -> Tokens:
        """The tokens in the data directory. Creates nothing. Raises `DurchwahlError` if unreadable."""
        tokens = cls(paths, make)
        tighten(paths.tokens)
        known, sound = _read(paths.tokens)
        tokens._known = known
        if not sound:
            with locked(paths.tokens):
                tokens._reload()
        return tokens

    def of(self, phone: str) -> str:
        """The token of the phone of that name. Raises `DurchwahlError` if a new one cannot be kept."""
        if phone not in self._known:
            ensure_private(self._paths.data_dir)
            with locked(self._paths.tokens):  # another process may be making the same one
                self._reload()
                if phone not in self._known:
                    known = {**self._known, phone: self._fresh()}
                    _write(self._paths.tokens, known)
                    self._known = known
        return self._known[phone]

    def phone_of(self, token: str) -> str | None:
        """The name of the phone with that token. Takes as long for a wrong token as for a right one."""
        given = token.encode("utf-8", "replace")
        found = None
        for phone, known in self._known.items():
            if hmac.compare_digest(known.encode(), given):
                found = phone
        return found

    def __repr__(self) -> str:
        return f"Tokens({sorted(self._known)})"

    def _fresh(self) -> str:
        while True:
            token = self._make()
            if token not in self._known.values():
                return token

    def _reload(self) -> None:
        """Takes over what is in the file, with its lock held; sets a damaged one aside."""
        known, sound = _read(self._paths.tokens)
        self._known = {**self._known, **known}
        if sound:
            return
        self.set_aside = put_aside(self._paths.tokens)
        _log.warning("Damaged tokens were set aside as %s", self.set_aside.name)
        if self._known:
            _write(self._paths.tokens, self._known)


def _read(path: Path) -> tuple[dict[str, str], bool]:
    """The usable entries, and whether the file was sound. A missing file is sound and empty."""
    try:
        with path.open("rb") as file:
            data = file.read(_MAX_BYTES + 1)
    except FileNotFoundError:
        return {}, True
    except OSError as error:
        reason = clean(error.strerror or "?")
        raise DurchwahlError("tokens_unreadable", file=file_name(path), reason=reason) from None
    try:
        entries = json.loads(data) if len(data) <= _MAX_BYTES else None
    except (ValueError, RecursionError):
        entries = None
    if not isinstance(entries, dict):
        return {}, False
    known: dict[str, str] = {}
    for phone, token in entries.items():
        # A token of two phones would lay one's calls at the other's door: the first keeps it.
        if isinstance(token, str) and _FORM.fullmatch(token) and token not in known.values():
            known[phone] = token
    return known, len(known) == len(entries)


def _write(path: Path, known: dict[str, str]) -> None:
    replace_file(path, (json.dumps(known, indent=1, sort_keys=True) + "\n").encode())
