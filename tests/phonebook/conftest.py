"""An empty book in memory, and English texts."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest

from tests.phonebook.make import empty
from tui import i18n


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    before = i18n.language()
    i18n.use("en")
    yield
    i18n.use(before)


@pytest.fixture
def book() -> Iterator[sqlite3.Connection]:
    with closing(empty()) as connection:
        yield connection
