"""When the dial plan changes, what was derived from it is derived anew, some contacts at a time."""

from __future__ import annotations

import sqlite3

from tui.database.transaction import transaction
from tui.dialing.number import DialPlan
from tui.phonebook import rows, tables
from tui.phonebook.deriving import fingerprint

_CHUNK = 500
_META = "SELECT value FROM meta WHERE key = ?"
_SET = "INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)"
_NEXT = "SELECT id FROM contacts WHERE id > ? ORDER BY id LIMIT ?"
_PLAN, _WANTED, _REACHED = "plan", "plan_wanted", "plan_reached"


def is_due(connection: sqlite3.Connection, plan: DialPlan) -> bool:
    """Whether something in the book may have been derived for another site."""
    row = connection.execute(_META, (_PLAN,)).fetchone()
    return row is None or row[0] != fingerprint(plan)


def derive_some(connection: sqlite3.Connection, plan: DialPlan) -> bool:
    """Derives some contacts anew; False when it is done. It goes on where another left off. Within a
    transaction."""
    wanted = fingerprint(plan)
    before = connection.execute(_META, (_WANTED,)).fetchone()
    row = connection.execute(_META, (_REACHED,)).fetchone()
    reached = int(row[0]) if row is not None and before is not None and before[0] == wanted else 0
    ids = [id for (id,) in connection.execute(_NEXT, (reached, _CHUNK))]
    if not ids:
        connection.execute(_SET, (_PLAN, wanted))
        connection.execute("DELETE FROM meta WHERE key IN (?, ?)", (_WANTED, _REACHED))
        return False
    tables.change(connection, list(rows.load(connection, ids).values()), plan)
    connection.execute(_SET, (_WANTED, wanted))
    connection.execute(_SET, (_REACHED, str(ids[-1])))
    return True


def derive_all(connection: sqlite3.Connection, plan: DialPlan) -> None:
    """All of it, each part committed: one who breaks it off loses nothing."""
    more = is_due(connection, plan)
    while more:
        with transaction(connection):
            more = derive_some(connection, plan)
