"""Times as they are typed after --since and --until."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from tui.errors import UsageError
from tui.untrusted import clean

_AGO = re.compile(r"(\d{1,5})([mhdw])")
_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}


def parse_moment(text: str, now: float) -> float:
    """Epoch seconds of an ISO date or time, local where it names no offset, or of "30m", "12h", "7d" ago.

    Raises `UsageError` that repeats what was typed.
    """
    ago = _AGO.fullmatch(text.strip())
    if ago:
        return now - timedelta(**{_UNITS[ago[2]]: int(ago[1])}).total_seconds()
    try:
        then = datetime.fromisoformat(text.strip())
        return (then if then.tzinfo else then.astimezone()).astimezone(UTC).timestamp()
    except (ValueError, OverflowError, OSError):
        raise UsageError("cli_moment", text=clean(text, 40)) from None
