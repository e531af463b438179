"""The cards of a CardDAV server as they were last fetched: only what changes has to be fetched again."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from tui.config.replace import replace_file
from tui.errors import DurchwahlError
from tui.paths import Paths, ensure_private

_MOST: Final = 256 * 1024 * 1024  # bytes


@dataclass(slots=True)
class Shelf:
    """One address book: its sync token and tag, and each card's ETag and text by its address."""

    token: str = ""
    tag: str = ""
    cards: dict[str, tuple[str, str]] = field(default_factory=dict)


class Cards:
    """The address books of one source in a private file. A file that is lost or damaged is fetched anew."""

    def __init__(self, paths: Paths, source: str) -> None:
        self._directory = paths.data_dir / "sources"
        self._file: Path = self._directory / f"{source}.json"

    def load(self, origin: str) -> dict[str, Shelf]:
        """By address; nothing where the file is of another `origin`: server and user. Blocks."""
        try:
            if self._file.stat().st_size > _MOST:
                return {}
            known = json.loads(self._file.read_bytes())
            if known["origin"] != origin:
                return {}
            return {str(url): _shelf(kept) for url, kept in known["books"].items()}
        except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
            return {}

    def save(self, origin: str, shelves: dict[str, Shelf]) -> None:
        """Blocks. What cannot be kept is fetched again next time."""
        books = {
            url: {"token": shelf.token, "tag": shelf.tag, "cards": shelf.cards}
            for url, shelf in shelves.items()
        }
        content = json.dumps({"origin": origin, "books": books}).encode()
        try:
            ensure_private(self._directory)
            replace_file(self._file, content)
        except DurchwahlError:
            return


def _shelf(kept: Any) -> Shelf:
    cards = {str(href): (str(etag), str(text)) for href, (etag, text) in kept["cards"].items()}
    return Shelf(str(kept["token"]), str(kept["tag"]), cards)
