"""The words for the makers whose phones can be driven."""

from __future__ import annotations

import pkgutil
from functools import cache

from tui.phones import makers


@cache
def vendors() -> tuple[str, ...]:
    """As in the configuration, in order of the alphabet: each has a file of that name in `makers`."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(makers.__path__)))
