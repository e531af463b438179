"""What was there before us, so that it can be put back: a small JSON file in the data folder."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from tui.config.replace import replace_file

_NAME: Final = "desktop.json"
_MAX: Final = 256 * 1024


def recall(folder: Path, word: str) -> dict[str, Any]:
    """What was kept under `word`; nothing where nothing usable is there."""
    found = _read(folder / _NAME).get(word)
    return found if isinstance(found, dict) else {}


def keep(folder: Path, word: str, what: dict[str, Any] | None) -> None:
    """Keeps it under `word`; None forgets it. Raises `DurchwahlError` when it cannot be written."""
    path = folder / _NAME
    everything = _read(path)
    if what is None:
        everything.pop(word, None)
    else:
        everything[word] = what
    if everything:
        replace_file(path, json.dumps(everything, ensure_ascii=False, indent=1).encode())
    else:
        path.unlink(missing_ok=True)


def _read(path: Path) -> dict[str, Any]:
    try:
        data = path.read_bytes()
        found = json.loads(data) if len(data) <= _MAX else {}
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
