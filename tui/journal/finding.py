"""Finds the calls of a filter: how many there are, and which stand at a place of the list.

Neither walks over the whole journal. Three ways lead to the calls, and each is short where the others are not:
by what was written to them (few calls), by their parties (an index), or by the time. By time, the weeks before
the place are skipped through their tallies.
"""

from __future__ import annotations

import json
import math
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from tui.journal import conditions
from tui.journal.conditions import Clauses, joined
from tui.journal.filter import Filter
from tui.journal.structure import WEEK

_MOST: Final = 2**62
# What a row costs, in microseconds: sorted from the index of the parties, looked up besides, walked over.
_SORTED, _LOOKED_UP, _WALKED = 0.5, 1.2, 0.06


@dataclass(frozen=True, slots=True)
class Scope:
    """A filter, with what is named in it found: `parties` and `noted` (ids of calls); None: not asked for."""

    wanted: Filter
    parties: frozenset[int] | None
    noted: tuple[int, ...] = ()

    @property
    def everything(self) -> Clauses:
        """Every condition on a row of `calls`."""
        wanted = self.wanted
        clauses = [
            *conditions.written(wanted),
            *conditions.period(wanted),
            *conditions.kind(wanted),
        ]
        if self.parties is not None:
            clauses.append(self.among())
        return clauses

    def among(self) -> tuple[str, tuple[object, ...]]:
        """The calls with these parties, or to which something was written that was asked for."""
        assert self.parties is not None
        clause = "party IN (SELECT value FROM json_each(?))"
        bound: tuple[object, ...] = (json.dumps(sorted(self.parties)),)
        if not self.noted:
            return clause, bound
        return f"({clause} OR id IN (SELECT value FROM json_each(?)))", (*bound, json.dumps(self.noted))


class Finder:
    """Asks one connection. `indexed`: the full-text index may be used."""

    def __init__(self, connection: sqlite3.Connection, indexed: bool) -> None:
        self._connection = connection
        self._indexed = indexed

    def count(self, wanted: Filter) -> int:
        """How many calls pass the filter."""
        scope = self._scope(wanted)
        if conditions.written(wanted):
            return self._number("SELECT count(*) FROM calls WHERE {}", scope.everything)
        if scope.parties is None:
            return sum(number for _, _, number in self._stretches(wanted))
        if conditions.period(wanted):
            return self._number(f"SELECT count(*) FROM calls {self._hint(scope)} WHERE {{}}", scope.everything)
        return self._with_parties(scope)

    def ids(self, wanted: Filter, offset: int, limit: int) -> list[int]:
        """The ids of at most `limit` calls, newest first, after the first `offset`."""
        offset, limit = min(max(0, offset), _MOST), min(max(0, limit), _MOST)
        if not limit:
            return []
        scope = self._scope(wanted)
        if conditions.written(wanted):
            return self._sorted(scope, "", offset, limit)
        if scope.parties is None:
            return self._by_time(wanted, offset, limit)
        if conditions.period(wanted):
            return self._sorted(scope, self._hint(scope), offset, limit)
        return self._by_party(scope, offset, limit)

    def newer(self, wanted: Filter, started: float, id: int) -> int:
        """How many calls of the filter stand above one that began at `started` and has this id."""
        after = math.nextafter(started, math.inf)
        later = replace(wanted, since=after if wanted.since is None else max(after, wanted.since))
        at_once = [*self._scope(wanted).everything, ("started = ?", (started,)), ("id > ?", (id,))]
        return self.count(later) + self._number("SELECT count(*) FROM calls WHERE {}", at_once)

    # what is named

    def _scope(self, wanted: Filter) -> Scope:
        who = conditions.who(wanted)
        parties: frozenset[int] | None = None
        if who:
            parties = self._ids(*self._filled("SELECT id FROM parties WHERE {}", who))
        named = conditions.parties_named(wanted.text, self._indexed)
        if named is None:
            return Scope(wanted, parties)
        called = self._ids(*named)
        noted = self._noted(wanted, called, parties)
        return Scope(wanted, called if parties is None else called & parties, noted)

    def _noted(
        self, wanted: Filter, called: frozenset[int], parties: frozenset[int] | None
    ) -> tuple[int, ...]:
        """Calls with a note that is meant, whose party is not."""
        named = conditions.notes_named(wanted.text, self._indexed)
        if named is None:
            return ()
        query, bound = named
        rows = self._connection.execute(f"SELECT id, party FROM calls WHERE id IN ({query})", bound)  # noqa: S608
        return tuple(
            id for id, party in rows if party not in called and (parties is None or party in parties)
        )

    # by the tallies of the parties

    def _with_parties(self, scope: Scope) -> int:
        assert scope.parties is not None
        kind = conditions.kind(scope.wanted)
        known: Clauses = [
            ("party IN (SELECT value FROM json_each(?))", (json.dumps(sorted(scope.parties)),)),
            *kind,
        ]
        found = self._number("SELECT coalesce(sum(n), 0) FROM party_tally WHERE {}", known)
        if scope.noted:
            noted: Clauses = [
                ("id IN (SELECT value FROM json_each(?))", (json.dumps(scope.noted),)),
                *kind,
            ]
            found += self._number("SELECT count(*) FROM calls WHERE {}", noted)
        return found

    def _by_party(self, scope: Scope, offset: int, limit: int) -> list[int]:
        """Sorts all of the parties' calls, or walks from the nearer end, whichever is the shorter way."""
        matching = self._with_parties(scope)
        limit = min(limit, max(0, matching - offset))
        if not limit:
            return []
        all_of_them = self._with_parties(replace(scope, wanted=Filter()))
        sorting = all_of_them * (_LOOKED_UP if conditions.kind(scope.wanted) or scope.noted else _SORTED)
        steps = min(offset + limit, matching - offset)
        everything = self._number("SELECT coalesce(sum(n), 0) FROM week_tally WHERE {}", [])
        if sorting < steps / matching * everything * _WALKED:
            return self._sorted(scope, "" if scope.noted else "INDEXED BY calls_party", offset, limit)
        if offset + limit <= matching - offset:
            return self._sorted(scope, "INDEXED BY calls_time", offset, limit)
        backwards = self._walked(scope, matching - offset - limit, limit)
        return backwards[::-1]

    def _walked(self, scope: Scope, offset: int, limit: int) -> list[int]:
        """From the oldest on."""
        query, values = self._filled(
            "SELECT id FROM calls INDEXED BY calls_time WHERE {} ORDER BY started, id LIMIT ? OFFSET ?",
            scope.everything,
        )
        return [id for (id,) in self._connection.execute(query, [*values, limit, offset])]

    def _hint(self, scope: Scope) -> str:
        """By time or by party: whichever has fewer calls to look at."""
        period = Filter(since=scope.wanted.since, until=scope.wanted.until)
        within = sum(number for _, _, number in self._stretches(period))
        if scope.noted or within < self._with_parties(replace(scope, wanted=Filter())) * 10:
            return "INDEXED BY calls_time"
        return "INDEXED BY calls_party"

    def _sorted(self, scope: Scope, hint: str, offset: int, limit: int) -> list[int]:
        query, values = self._filled(
            f"SELECT id FROM calls {hint} WHERE {{}} ORDER BY started DESC, id DESC LIMIT ? OFFSET ?",
            scope.everything,
        )
        return [id for (id,) in self._connection.execute(query, [*values, limit, offset])]

    # by time

    def _by_time(self, wanted: Filter, offset: int, limit: int) -> list[int]:
        found: list[int] = []
        for low, high, number in _together(self._stretches(wanted), offset, limit):
            if number <= offset:
                offset -= number
                continue
            query, values = self._filled(
                "SELECT id FROM calls INDEXED BY calls_time WHERE {} "
                "ORDER BY started DESC, id DESC LIMIT ? OFFSET ?",
                [*_between(low, high), *conditions.kind(wanted)],
            )
            rows = self._connection.execute(query, [*values, limit - len(found), offset])
            found += [id for (id,) in rows]
            offset = 0
            if len(found) >= limit:
                break
        return found

    def _stretches(self, wanted: Filter) -> list[tuple[float, float, int]]:
        """(from, until, calls), newest first: whole weeks by their tallies, the ends of the period by counting."""
        since = -math.inf if wanted.since is None else wanted.since
        until = math.inf if wanted.until is None else wanted.until
        kind = conditions.kind(wanted)
        query, values = self._filled(
            "SELECT week, sum(n) FROM week_tally WHERE {} GROUP BY week ORDER BY week DESC", kind
        )
        found: list[tuple[float, float, int]] = []
        for week, number in self._connection.execute(query, values):
            low = float(week * WEEK) if week > 0 else -math.inf
            high = float((week + 1) * WEEK)
            if high <= since or low >= until:
                continue
            if low < since or high > until:
                low, high = max(low, since), min(high, until)
                number = self._number(
                    "SELECT count(*) FROM calls INDEXED BY calls_time WHERE {}", [*_between(low, high), *kind]
                )
            if number:
                found.append((low, high, number))
        return found

    # asking

    def _filled(self, query: str, clauses: Clauses) -> tuple[str, list[object]]:
        where, values = joined(clauses)
        return query.format(where), values

    def _number(self, query: str, clauses: Clauses) -> int:
        where, values = joined(clauses)
        return int(self._connection.execute(query.format(where), values).fetchone()[0])

    def _ids(self, query: str, values: Sequence[Any]) -> frozenset[int]:
        return frozenset(id for (id,) in self._connection.execute(query, values))


def _between(low: float, high: float) -> Clauses:
    clauses: Clauses = [("started < ?", (high,))]
    if low > -math.inf:
        clauses.append(("started >= ?", (low,)))
    return clauses


def _together(
    stretches: list[tuple[float, float, int]], offset: int, limit: int
) -> Iterator[tuple[float, float, int]]:
    """The stretches that are needed; those that touch are one, so that a long page is not asked for in bits."""
    run: tuple[float, float, int] | None = None
    wanted = offset + limit
    for low, high, number in stretches:
        if number <= offset and run is None:
            offset -= number
            wanted -= number
            yield low, high, number
            continue
        if run is not None and run[0] == high:
            run = (low, run[1], run[2] + number)
        else:
            if run is not None:
                yield run
            run = (low, high, number)
        wanted -= number
        if wanted <= 0:
            break
    if run is not None:
        yield run
