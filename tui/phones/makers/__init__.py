"""The makers whose phones can be driven, one file each."""

from __future__ import annotations

import pkgutil
from functools import cache


@cache
def vendors() -> tuple[str, ...]:
    """Their words in the configuration, in order of the alphabet: the names of the files here."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(__path__)))
