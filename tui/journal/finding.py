"""Finds the calls of a filter: how many there are, and which stand at a place of the list.

Neither walks over the whole journal. Three ways lead to the calls, and each is short where the others are
not: by what was written to them (few calls), by their parties (an index), or by the time. By time, the weeks
or half-years before the place are skipped through their tallies.
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
from tui.journal.structure import SEASON, WEEK

_MOST: Final = 2**62
_HELD: Final = 16  # filters
_FEW: Final = 2000  # calls of the parties that are sorted sooner than looked for by time


Stretch = tuple[float, float, int]  # from, until, how many calls


@dataclass(frozen=True, slots=True)
class Scope:
    """A filter, with what is named in it found: `parties` and `noted` (ids of calls); None: not asked for."""

    wanted: Filter
    parties: frozenset[int] | None
    noted: tuple[int, ...] = ()

    @property
    def kind(self) -> Clauses:
        """What the index by time can tell of a call."""
        kind = conditions.kind(self.wanted)
        return kind if self.parties is None else [*kind, self.among()]

    @property
    def everything(self) -> Clauses:
        """Every condition on a row of `calls`."""
        return [*conditions.written(self.wanted), *conditions.period(self.wanted), *self.kind]

    def among(self) -> tuple[str, tuple[object, ...]]:
        """The calls with these parties, or to which something was written that was asked for."""
        assert self.parties is not None
        clause = "party IN (SELECT value FROM json_each(?))"
        bound: tuple[object, ...] = (json.dumps(sorted(self.parties)),)
        if not self.noted:
            return clause, bound
        return f"({clause} OR id IN (SELECT value FROM json_each(?)))", (*bound, json.dumps(self.noted))  # noqa: S608


class Finder:
    """Asks one connection, while nobody writes. `indexed`: the full-text index may be used."""

    def __init__(self, connection: sqlite3.Connection, indexed: bool) -> None:
        self._connection = connection
        self._indexed = indexed
        self._found: dict[Filter, tuple[Scope, list[Stretch]]] = {}

    def count(self, wanted: Filter) -> int:
        """How many calls pass the filter."""
        if conditions.written(wanted):
            return self._number("SELECT count(*) FROM calls WHERE {}", self._scope(wanted).everything)
        return sum(number for _, _, number in self._tally(wanted)[1])

    def ids(self, wanted: Filter, offset: int, limit: int) -> list[int]:
        """The ids of at most `limit` calls, newest first, after the first `offset`."""
        offset, limit = min(max(0, offset), _MOST), min(max(0, limit), _MOST)
        if not limit:
            return []
        if conditions.written(wanted):
            return self._sorted(self._scope(wanted), "", offset, limit)
        scope, stretches = self._tally(wanted)
        matching = sum(number for _, _, number in stretches)
        if scope.parties is not None and not scope.noted and matching < _FEW:
            return self._sorted(scope, "INDEXED BY calls_party", offset, limit)
        return self._by_time(scope, stretches, offset, limit)

    def newer(self, wanted: Filter, started: float, id: int) -> int:
        """How many calls of the filter stand above one that began at `started` and has this id."""
        after = math.nextafter(started, math.inf)
        later = replace(wanted, since=after if wanted.since is None else max(after, wanted.since))
        at_once = [*self._scope(wanted).everything, ("started = ?", (started,)), ("id > ?", (id,))]
        return self.count(later) + self._number("SELECT count(*) FROM calls WHERE {}", at_once)

    def _tally(self, wanted: Filter) -> tuple[Scope, list[Stretch]]:
        """Found once, and held while nobody writes: whoever pages asks for the same again and again."""
        found = self._found.get(wanted)
        if found is None:
            scope = self._scope(wanted)
            found = scope, self._stretches(scope)
            if len(self._found) >= _HELD:
                self._found.clear()
            self._found[wanted] = found
        return found

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

    # by party, and by time

    def _sorted(self, scope: Scope, hint: str, offset: int, limit: int) -> list[int]:
        query, values = self._filled(
            f"SELECT id FROM calls {hint} WHERE {{}} ORDER BY started DESC, id DESC LIMIT ? OFFSET ?",  # noqa: S608
            scope.everything,
        )
        return [id for (id,) in self._connection.execute(query, [*values, limit, offset])]

    def _by_time(self, scope: Scope, stretches: list[Stretch], offset: int, limit: int) -> list[int]:
        found: list[int] = []
        for low, high, number in _together(stretches, offset, limit):
            if number <= offset:
                offset -= number
                continue
            query, values = self._filled(
                "SELECT id FROM calls INDEXED BY calls_time WHERE {} "
                "ORDER BY started DESC, id DESC LIMIT ? OFFSET ?",
                [*_between(low, high), *scope.kind],
            )
            rows = self._connection.execute(query, [*values, limit - len(found), offset])
            found += [id for (id,) in rows]
            offset = 0
            if len(found) >= limit:
                break
        return found

    def _stretches(self, scope: Scope) -> list[Stretch]:
        """(from, until, calls), newest first: whole weeks or half-years by their tallies, the ends of the
        period by counting."""
        since = -math.inf if scope.wanted.since is None else scope.wanted.since
        until = math.inf if scope.wanted.until is None else scope.wanted.until
        size, tallied = self._tallied(scope)
        found: list[Stretch] = []
        for stretch in sorted(tallied, reverse=True):
            number = tallied[stretch]
            low = float(stretch * size) if stretch > 0 else -math.inf
            high = float((stretch + 1) * size)
            if high <= since or low >= until:
                continue
            if low < since or high > until:
                low, high = max(low, since), min(high, until)
                number = self._number(
                    "SELECT count(*) FROM calls INDEXED BY calls_time WHERE {}",
                    [*_between(low, high), *scope.kind],
                )
            if number:
                found.append((low, high, number))
        return found

    def _tallied(self, scope: Scope) -> tuple[int, dict[int, int]]:
        """How many seconds a stretch of time has, and how many calls of the filter there are in each."""
        kind = conditions.kind(scope.wanted)
        if scope.parties is None:
            query, values = self._filled("SELECT week, sum(n) FROM week_tally WHERE {} GROUP BY week", kind)
            return WEEK, dict(self._connection.execute(query, values).fetchall())
        among = ("party IN (SELECT value FROM json_each(?))", (json.dumps(sorted(scope.parties)),))
        query, values = self._filled(
            "SELECT season, sum(n) FROM party_tally WHERE {} GROUP BY season", [among, *kind]
        )
        found: dict[int, int] = dict(self._connection.execute(query, values).fetchall())
        if scope.noted:
            noted = ("id IN (SELECT value FROM json_each(?))", (json.dumps(scope.noted),))
            query, values = self._filled("SELECT started FROM calls WHERE {}", [noted, *kind])
            for (started,) in self._connection.execute(query, values):
                season = int(max(started, 0.0)) // SEASON
                found[season] = found.get(season, 0) + 1
        return SEASON, found

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


def _together(stretches: list[Stretch], offset: int, limit: int) -> Iterator[Stretch]:
    """The stretches that are needed; those that touch are one: a long page is not asked for in bits."""
    run: Stretch | None = None
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
