"""When a phone is asked again after what it answered, or did not."""

from __future__ import annotations

from typing import Final

SILENCE: Final = 120.0  # seconds without a sign of life after which a phone that was well is looked after
AWAY: Final = frozenset({"unreachable", "timeout", "web-off"})  # nothing is there to be disturbed by asking
# A Yealink puts its question on the display again with each request. Whoever has just pressed OK there is
# noticed soon; whoever has pressed Cancel is not pestered.
_CONSENT: Final = (30.0, 300.0, 900.0, 3600.0)
_LOCK: Final = 300.0  # for a lock of unknown length: Yealink's is 3 minutes, Snom's 1 and then longer
_MARGIN: Final = 5.0  # on top of a known one, since phone and computer do not count alike


def pause(cause: str, tries: int, wait: float | None = None) -> float | None:
    """Seconds until a phone that answered with `cause` ("" is well) may be asked again by itself.

    `tries` askings in a row have ended so, at least one; `wait` is the rest of the lock-out where it is
    known. None: never, until the user wants it. A refused password must not be tried again, for phones
    lock themselves after a few wrong ones (`tui.phones.driver`).
    """
    match cause:
        case "":
            return SILENCE
        case "password" | "closed":
            return None
        case "locked":
            return _growing(_LOCK, 3600.0, tries) if wait is None else wait + _MARGIN
        case "consent":
            return _CONSENT[min(tries, len(_CONSENT)) - 1]
        case "allow-list":
            return _growing(120.0, 3600.0, tries)
        case "busy":
            return _growing(5.0, 60.0, tries)
        case _ if cause in AWAY:
            return _growing(5.0, 300.0, tries)
        case _:  # somebody has to change a setting first
            return _growing(300.0, 3600.0, tries)


def _growing(first: float, most: float, tries: int) -> float:
    """Twice as long with each try."""
    return min(most, first * 2.0 ** min(max(tries, 1) - 1, 16))
