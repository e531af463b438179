"""The signs of states and directions. Never alone: a word always says the same."""

from __future__ import annotations

from dataclasses import dataclass

from tui.calls.states import Call, CallState, Direction, Outcome


@dataclass(frozen=True, slots=True)
class Glyphs:
    """The signs that the screens draw with, one set for every kind of terminal."""

    live: str
    held: str
    ringing: str
    missed: str
    incoming: str
    outgoing: str
    rejected: str
    elsewhere: str
    dot: str
    ring: str
    events: str
    star: str
    note: str
    separator: str
    arrow: str
    warning: str
    chosen: str
    other: str
    done: str
    todo: str
    passed: str

    def of(self, call: Call) -> str:
        """The sign of a call: what it does now, or how it ended."""
        match call.state:
            case CallState.RINGING | CallState.DIALING:
                return self.ringing
            case CallState.TALKING:
                return self.live
            case CallState.HELD:
                return self.held
            case CallState.ENDED:
                return self._ended(call)

    def _ended(self, call: Call) -> str:
        if call.elsewhere:
            return self.elsewhere
        if call.outcome is Outcome.MISSED:
            return self.missed
        if call.outcome in (Outcome.REJECTED, Outcome.BUSY, Outcome.CANCELLED, Outcome.FAILED):
            return self.rejected
        return self.incoming if call.direction is Direction.IN else self.outgoing


UNICODE = Glyphs(
    live="▶",
    held="‖",
    ringing="◉",
    missed="✗",
    incoming="↘",
    outgoing="↗",
    rejected="⊘",
    elsewhere="⤳",
    dot="●",
    ring="○",
    events="⇄",
    star="★",
    note="✎",
    separator="·",
    arrow="→",
    warning="!",
    chosen="●",
    other="○",
    done="✓",
    todo="·",
    passed="–",
)
ASCII = Glyphs(
    live=">",
    held="=",
    ringing="@",
    missed="x",
    incoming="<",
    outgoing="^",
    rejected="-",
    elsewhere="~",
    dot="*",
    ring="o",
    events="<>",
    star="*",
    note="+",
    separator="-",
    arrow="->",
    warning="!",
    chosen="*",
    other="o",
    done="+",
    todo=".",
    passed="-",
)
