"""What goes wrong with a contact source, in words and as a cause that decides when it is tried again."""

from __future__ import annotations

from tui.errors import DurchwahlError

_FIRST = 5.0  # seconds after the first failure
_MOST = 300.0
_SETTLED = 3600.0  # somebody has to change a setting or a password: servers lock accounts


class SourceError(DurchwahlError):
    """A source gave nothing. `cause` is password|timeout|unreachable|certificate|garbage|setting|too-large
    |missing|busy|paused."""

    def __init__(self, key: str, *, cause: str, **values: object) -> None:
        super().__init__(key, **values)
        self.cause = cause


def pause(cause: str, failures: int) -> float:
    """Seconds until a source is tried again by itself; `failures` in a row, the last for `cause`."""
    if cause in ("password", "certificate", "setting", "missing"):
        return _SETTLED
    return min(_MOST, _FIRST * 2.0 ** min(max(failures, 1) - 1, 16))
