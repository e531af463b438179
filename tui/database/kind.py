"""What tells one database of the program from another: its mark, its steps, its words."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Migration:
    """One step of a database's structure. Its name is recorded once its statements have run.

    `then` does what SQL alone cannot, after the statements and in the same transaction.
    """

    name: str
    statements: tuple[str, ...]
    then: Callable[[sqlite3.Connection], None] | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """The keys of the texts that say what is wrong with the file: each is filled with `path` and `reason`
    where it asks for them; `closed` with nothing."""

    foreign: str
    newer: str
    damaged: str
    full: str
    no_access: str
    locked: str
    failed: str
    closed: str


@dataclass(frozen=True, slots=True)
class Kind:
    """`application_id` stands in the header of the file (sqlite.org, "PRAGMA application_id"). `settings`
    are the pragmas of a writing connection; `prepare` is done with each before it is used."""

    name: str
    application_id: int
    migrations: tuple[Migration, ...]
    words: Words
    settings: tuple[str, ...] = ()
    prepare: Callable[[sqlite3.Connection], None] = lambda _: None
