"""The full-text index over the words of the calls.

SQLite may have been built without FTS5; then the words are compared one by one. Such a Python may also
write to a journal that has an index: the index is marked stale, and made anew by the next that can.
"""

from __future__ import annotations

import sqlite3
from typing import Final

from tui.journal import queries

_STALE: Final = "search_stale"
_ABSENT: Final = ("no such module", "no such table")


def prepare(connection: sqlite3.Connection) -> None:
    """Creates the index where it is missing and renews it where it is stale, if this SQLite can."""
    if usable(connection):
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        connection.execute(queries.CREATE_INDEX)
        connection.execute(queries.REBUILD_INDEX)
        connection.execute(queries.DELETE_META, (_STALE,))
        connection.execute("COMMIT")
    except sqlite3.Error as error:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        if not _absent(error):
            raise


def usable(connection: sqlite3.Connection) -> bool:
    """Whether the index is there, can be asked and is up to date."""
    try:
        connection.execute(queries.TRY_INDEX)
    except sqlite3.OperationalError as error:
        if _absent(error):
            return False
        raise
    return connection.execute(queries.META, (_STALE,)).fetchone() is None


def update(connection: sqlite3.Connection, id: int, words: str) -> None:
    """Lets the call `id` be found by `words`, and by nothing else."""
    row = connection.execute(queries.WORDS_OF, (id,)).fetchone()
    if row is not None and row[0] == words:
        return
    indexed = _usable_or_stale(connection)
    if indexed and row is not None:
        connection.execute(queries.UNINDEX_WORDS, (id, row[0]))
    connection.execute(queries.SET_WORDS, (id, words))
    if indexed:
        connection.execute(queries.INDEX_WORDS, (id, words))


def forget_strays(connection: sqlite3.Connection) -> None:
    """Removes the words of calls that are gone, from the index's own storage too."""
    strays = connection.execute(queries.STRAY_WORDS).fetchall()
    if not strays:
        return
    indexed = _usable_or_stale(connection)
    if indexed:
        connection.executemany(queries.UNINDEX_WORDS, strays)
    connection.executemany(queries.DELETE_WORDS, [(id,) for id, _ in strays])
    if indexed:
        connection.execute(queries.OPTIMIZE_INDEX)


def _usable_or_stale(connection: sqlite3.Connection) -> bool:
    if usable(connection):
        return True
    connection.execute(queries.SET_META, (_STALE, "1"))
    return False


def _absent(error: sqlite3.Error) -> bool:
    return any(words in str(error) for words in _ABSENT)
