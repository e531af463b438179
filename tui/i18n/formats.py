"""Times and durations as people read them."""

from __future__ import annotations

from datetime import UTC, datetime

from tui.i18n import language

_DAYS = {
    "de": ("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"),
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def duration(seconds: float) -> str:
    """0:42, 3:12, 1:02:07."""
    whole = max(0, int(seconds))
    hours, rest = divmod(whole, 3600)
    minutes, left = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{left:02}" if hours else f"{minutes}:{left:02}"


def local(at: float) -> datetime:
    """Epoch seconds in the time zone of this machine."""
    return datetime.fromtimestamp(at, UTC).astimezone()


def clock(at: float) -> str:
    """Mon 23 Nov 14:03, or Mo 23.11. 14:03."""
    return f"{day(at)} {local(at):%H:%M}"


def day(at: float) -> str:
    """Mon 23 Nov, or Mo 23.11."""
    then = local(at)
    weekday = _DAYS[language()][then.weekday()]
    if language() == "de":
        return f"{weekday} {then.day:02}.{then.month:02}."
    return f"{weekday} {then.day:2} {_MONTHS[then.month - 1]}"


def moment(at: float, now: float) -> str:
    """The time for today, the day for this year, else the date: at most ten characters."""
    then, today = local(at), local(now)
    if then.date() == today.date():
        return f"{then:%H:%M}"
    if then.year == today.year:
        return day(at)
    return f"{then:%d.%m.%Y}" if language() == "de" else f"{then:%Y-%m-%d}"
