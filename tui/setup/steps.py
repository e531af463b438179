"""The 28 steps in the order and under the numbers of the guide that they replace."""

from __future__ import annotations

from typing import Final

from tui.setup.model import Step

STEPS: Final[tuple[Step, ...]] = ()
BY_ID: Final = {step.id: step for step in STEPS}
