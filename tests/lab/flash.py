"""The settings of a lab phone that outlive a power cut."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(slots=True)
class Flash:
    """`values` are those in force; only what was kept is there again after a restart."""

    path: Path
    values: dict[str, str] = field(default_factory=dict)
    _kept: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.path.exists():
            self._kept = json.loads(self.path.read_text())
            self.values |= self._kept

    def get(self, name: str, default: str = "") -> str:
        return self.values.get(name, default)

    def write(self, values: dict[str, str], *, keep: bool = True) -> None:
        """Puts them in force, and on the disk where they are to be kept."""
        self.values |= values
        if keep:
            self._kept |= values
            self.path.write_text(json.dumps(self._kept))
