"""The screen held against the one that was last found good.

The files are in `snapshots/`, one for each scene, language and size. `DURCHWAHL_SNAPSHOTS=write` in the
environment writes them anew; then look at the difference before it is committed.
"""

from __future__ import annotations

import difflib
import os
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).parent / "snapshots"
SWITCH: Final = "DURCHWAHL_SNAPSHOTS"


def snapshot_file(scene: str, lang: str, size: tuple[int, int]) -> Path:
    return FOLDER / f"{scene}.{lang}.{size[0]}x{size[1]}.txt"


def compare(text: str, file: Path) -> None:
    """Fails with the difference when `text` is not what `file` holds, or when there is no such file."""
    if os.environ.get(SWITCH) == "write":
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
        return
    how = f"{SWITCH}=write python -m pytest tests/ui/test_snapshots.py writes it anew"
    assert file.exists(), f"There is no snapshot {file.name}; {how}."
    before = file.read_text(encoding="utf-8")
    if before == text:
        return
    lines = difflib.unified_diff(
        before.splitlines(), text.splitlines(), file.name, "the screen now", lineterm=""
    )
    raise AssertionError("\n".join([*lines, f"If the screen is right, {how}."]))
