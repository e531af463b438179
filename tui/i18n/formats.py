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


def weekday(number: int) -> str:
    """Mon or Mo for 0."""
    return _DAYS[language()][number]


def moment(at: float, now: float) -> str:
    """14:03 today, Sun 17:31 this week, 17 Nov or 17.11. this year, else the date: at most nine characters."""
    then, today = local(at), local(now)
    days = (today.date() - then.date()).days
    if days == 0:
        return f"{then:%H:%M}"
    if 0 < days < 7:
        return f"{_DAYS[language()][then.weekday()]} {then:%H:%M}"
    if language() == "de":
        return f"{then:%d.%m.}" if then.year == today.year else f"{then:%d.%m.%y}"
    short = f"{then.day} {_MONTHS[then.month - 1]}"
    return short if then.year == today.year else f"{short} {then:%y}"
