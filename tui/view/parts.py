"""What the widgets are given to show: plain values, made by whoever knows the calls."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that the status line tells. The higher its `rank`, the sooner it is left out."""

    text: str
    style: str = ""
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Hint:
    """One key of the footer. The higher its `rank`, the sooner it is left out."""

    id: str
    key: str
    label: str
    possible: bool = True
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Card:
    """What the caller card says. `lines` are (text, style) pairs; it fills in as sources answer."""

    title: str
    headline: str
    state: str
    lines: tuple[tuple[str, str], ...]
    keys: str
    ringing: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the phone pane: of a phone, of a call, or a problem."""

    glyph: str
    left: str
    middle: str
    right: str
    style: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line to choose: the sign before it, who, where, and the number that choosing it means."""

    glyph: str
    name: str
    company: str
    number: str
    dial: str
    contact: int | None = None
