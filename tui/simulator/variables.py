"""Filling in the variables of an action URL."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from urllib.parse import quote

_SIP_HEADER = r"sip_header\(([A-Za-z0-9-]{1,64})\)"


def fill(
    template: str,
    values: Mapping[str, str | None],
    *,
    percent_encode: bool = False,
    sip_header: Callable[[str], str | None] = lambda name: None,
) -> str:
    """`template` with each `$name` of `values` replaced; None and unknown names stay as they are.

    The longest name wins (`$local_ip` over `$local`). Values go in verbatim unless `percent_encode`.
    """
    names = "|".join(re.escape(name) for name in sorted(values, key=len, reverse=True))

    def value(found: re.Match[str]) -> str:
        known = sip_header(found[1]) if found[1] is not None else values[found[2]]
        if known is None:
            return found[0]
        return quote(known, safe="") if percent_encode else known

    return re.sub(rf"\$(?:{_SIP_HEADER}|({names}))" if names else rf"\${_SIP_HEADER}()", value, template)
