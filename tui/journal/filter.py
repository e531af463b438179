"""Which calls of the journal are wanted."""

from __future__ import annotations

from dataclasses import dataclass

from tui.calls.states import Direction, Outcome


@dataclass(frozen=True, slots=True)
class Filter:
    """Every field that is set must hold; the empty filter is every call.

    `since` (inclusive) and `until` (exclusive) are epoch seconds and mean the start of the call.
    `missed` are the calls with the outcome "missed": one that a colleague took is not among them.
    `line` is our own number, `number` E.164 or an internal number; both must be equal. `text` is what a user
    types: every word must begin a word of the names, numbers, notes or tags, or its digits must occur in the
    number. `contact` is a contact's id; a call with one of the numbers in `also` is the contact's too, though
    it was not in the phone book then. `with_note` leaves only the calls with a note, tags, a reference or a
    follow-up; `open_follow_up` those that still have to be called back; `unseen` the missed ones that nobody
    has looked at.
    """

    since: float | None = None
    until: float | None = None
    direction: Direction | None = None
    outcome: Outcome | None = None
    missed: bool = False
    phone: str | None = None
    number: str | None = None
    text: str = ""
    contact: int | None = None
    with_note: bool = False
    line: str | None = None
    also: tuple[str, ...] = ()
    tag: str = ""
    reference: str = ""
    open_follow_up: bool = False
    unseen: bool = False


EVERY_CALL = Filter()
