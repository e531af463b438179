"""The doctor: the steps' checks at any time, what fails first, the likeliest cause before its
consequences."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from tui.errors import DurchwahlError
from tui.setup.model import Finding, State, Step, attention
from tui.setup.steps import STEPS

if TYPE_CHECKING:
    from tui.setup.workshop import Workshop

# Where one fails, these fail with it: causes in the order in which the chain hangs together.
_CHAIN: Final = (
    "system", "folders", "site", "configuration", "address", "user", "password", "test", "receive",
    "own_address", "start", "firewall", "test_url", "urls", "request", "services", "maker", "dialling",
    "pbx", "prefix", "install", "finish",
)  # fmt: skip
# What is asked of each device; the rest is this computer's.
OF_DEVICE: Final = frozenset(
    {"configuration", "address", "user", "password", "test", "own_address", "urls", "request", "maker"}
    | {"dialling", "finish"}
)
# What was never done is no fault of the chain.
_OPTIONAL: Final = frozenset({"install", "finish", "request", "services"})


async def examine(workshop: Workshop) -> dict[str, Finding]:
    """Every check of the chain, in the order of the steps."""
    found: dict[str, Finding] = {}
    for step in STEPS:
        if step.id in _CHAIN:
            found[step.id] = await look(workshop, step)
    return found


async def look(workshop: Workshop, step: Step) -> Finding:
    """A step's check. What it raises is what it has found."""
    try:
        return await step.check(workshop)
    except DurchwahlError as error:
        return attention(str(error))


def verdict(step: str, found: Finding) -> str:
    """ "ok", "warning" or "failed"."""
    match found.state:
        case State.DONE | State.SKIPPED:
            return "ok"
        case State.OPEN if step in _OPTIONAL:
            return "ok"
        case State.OPEN:
            return "warning"
        case _:
            return "failed"


def by_likeliness(found: Mapping[str, Finding]) -> list[str]:
    """The steps: first what failed, then what is open, then the rest; in each the cause before what follows
    of it."""
    rank = {"failed": 0, "warning": 1, "ok": 2}
    return sorted(found, key=lambda step: (rank[verdict(step, found[step])], _CHAIN.index(step)))
