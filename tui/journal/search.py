"""The full-text indexes: over the words of the parties, and over those of the calls with a note.

SQLite may have been built without FTS5; then the words are compared one by one. Such a Python may also
write to a journal that has the indexes: they are marked stale, and made anew by the next that can.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import Final

from tui.journal import queries

_STALE: Final = "search_stale"
_ABSENT: Final = ("no such module", "no such table")
_INDEXES: Final = {"party_search": "parties", "call_search": "call_words"}


def prepare(connection: sqlite3.Connection) -> None:
    """Creates the indexes where they are missing and renews them where they are stale, if this SQLite can."""
    if usable(connection):
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        for index, source in _INDEXES.items():
            connection.execute(queries.CREATE_INDEX.format(index=index, source=source))
            connection.execute(queries.REBUILD_INDEX.format(index=index))
        connection.execute(queries.DELETE_META, (_STALE,))
        connection.execute("COMMIT")
    except sqlite3.Error as error:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        if not _absent(error):
            raise


def usable(connection: sqlite3.Connection) -> bool:
    """Whether the indexes are there, can be asked and are up to date."""
    try:
        for index in _INDEXES:
            connection.execute(queries.TRY_INDEX.format(index=index))
    except sqlite3.OperationalError as error:
        if _absent(error):
            return False
        raise
    return connection.execute(queries.META, (_STALE,)).fetchone() is None


def add_party(connection: sqlite3.Connection, id: int, words: str) -> None:
    """Lets a party that was just stored be found by its words."""
    if _usable_or_stale(connection):
        connection.execute(queries.INDEX_WORDS.format(index="party_search"), (id, words))


def note(connection: sqlite3.Connection, id: int, words: str) -> None:
    """Lets the call `id` be found by `words`, and by nothing else; "" takes it out."""
    row = connection.execute(queries.WORDS_OF, (id,)).fetchone()
    before = row[0] if row is not None else ""
    if before == words:
        return
    indexed = _usable_or_stale(connection)
    if before and indexed:
        connection.execute(queries.UNINDEX_WORDS.format(index="call_search"), (id, before))
    if not words:
        connection.execute(queries.DELETE_WORDS, (id,))
        return
    connection.execute(queries.SET_WORDS, (id, words))
    if indexed:
        connection.execute(queries.INDEX_WORDS.format(index="call_search"), (id, words))


def forget_strays(connection: sqlite3.Connection) -> None:
    """Removes the words of calls and parties that are gone, from the indexes' own storage too."""
    calls = connection.execute(queries.STRAY_WORDS).fetchall()
    parties = connection.execute(queries.STRAY_PARTIES).fetchall()
    _forget(connection, "call_search", queries.DELETE_WORDS, calls)
    _forget(connection, "party_search", queries.DELETE_PARTY, parties)


def _forget(
    connection: sqlite3.Connection, index: str, delete: str, strays: Iterable[tuple[int, str]]
) -> None:
    gone = list(strays)
    if not gone:
        return
    indexed = _usable_or_stale(connection)
    if indexed:
        connection.executemany(queries.UNINDEX_WORDS.format(index=index), gone)
    connection.executemany(delete, [(id,) for id, _ in gone])
    if indexed:
        connection.execute(queries.OPTIMIZE_INDEX.format(index=index))


def _usable_or_stale(connection: sqlite3.Connection) -> bool:
    if usable(connection):
        return True
    connection.execute(queries.SET_META, (_STALE, "1"))
    return False


def _absent(error: sqlite3.Error) -> bool:
    return any(words in str(error) for words in _ABSENT)
