"""What CI installs for these tests is what they need."""

from __future__ import annotations

import re

from tests.desktop.needs import PROGRAMS
from tests.e2e.program import ROOT


def test_ci_installs_what_is_needed() -> None:
    script = (ROOT / ".ci" / "run").read_text()
    listed = dict(
        re.findall(r"^(\S+) (\S+)$", script.partition("<<'NEEDED'")[2].partition("\nNEEDED")[0], re.MULTILINE)
    )
    assert listed == PROGRAMS
