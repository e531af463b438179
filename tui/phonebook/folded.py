"""A record that has changed at its source and here: both changes, as far as they do not meet."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from tui.contacts.model import Contact, PhoneNumber

T = TypeVar("T", bound=Hashable)

_VALUES = ("name", "given", "family", "company", "title", "department", "address", "url", "note", "favourite")


def taken_over(held: Contact, base: Contact, found: Contact) -> tuple[Contact, tuple[str, ...]]:
    """`held` with what changed from `base` to `found`. A value that was changed here as well stays as it is
    here; the names of those are the second part."""
    changes: dict[str, object] = {}
    kept: list[str] = []
    for name in _VALUES:
        here, before, there = (getattr(one, name) for one in (held, base, found))
        if there in (before, here):
            continue
        if here == before:
            changes[name] = there
        else:
            kept.append(name)
    changes["numbers"] = _list(held.numbers, base.numbers, found.numbers)
    changes["emails"] = _list(held.emails, base.emails, found.emails)
    changes["groups"] = _list(held.groups, base.groups, found.groups)
    changes["aliases"] = _list(held.aliases, base.aliases, found.aliases)
    return replace(held, **changes), tuple(kept)  # type: ignore[arg-type]


def united(kept: Contact, others: Sequence[Contact]) -> Contact:
    """One contact of several that are the same: what `kept` lacks comes from the others, nothing is lost."""
    values = {
        name: next((value for one in (kept, *others) if (value := getattr(one, name))), getattr(kept, name))
        for name in _VALUES
        if name != "note"
    }
    every = (kept, *others)
    notes = dict.fromkeys(one.note for one in every if one.note)
    return replace(
        kept,
        **values,
        note="\n".join(notes),
        numbers=_distinct(number for one in every for number in one.numbers),
        emails=_addresses(address for one in every for address in one.emails),
        groups=tuple(dict.fromkeys(group for one in every for group in one.groups)),
        aliases=tuple(dict.fromkeys(alias for one in every for alias in one.aliases)),
    )


def _list(here: Sequence[T], before: Sequence[T], there: Sequence[T]) -> tuple[T, ...]:
    """What is here, without what vanished there, and with what was added there."""
    was, has, now = ({_plain(one) for one in many} for many in (before, here, there))
    stays = [one for one in here if _plain(one) in now or _plain(one) not in was]
    new = [one for one in there if _plain(one) not in was and _plain(one) not in has]
    return (*stays, *new)


def _plain(value: Hashable) -> Hashable:
    """A number counts as it is written: what is derived from that may have been derived for another site."""
    return (value.raw, value.type) if isinstance(value, PhoneNumber) else value


def _addresses(every: Iterable[str]) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for address in every:
        found.setdefault(address.casefold(), address)
    return tuple(found.values())


def _distinct(numbers: Iterable[PhoneNumber]) -> tuple[PhoneNumber, ...]:
    found: dict[str, PhoneNumber] = {}
    for number in numbers:
        found.setdefault(number.e164 or number.raw, number)
    return tuple(found.values())
