"""A database by one query, through SQLAlchemy (extra `sql`). Values are bound, never written into it."""

from __future__ import annotations

import math
from collections.abc import AsyncIterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from tui.config.source_checks import parameters
from tui.config.source_model import SqlConfig
from tui.contacts.formats.reader import ParsedContact
from tui.contacts.identity import Keys
from tui.contacts.model import Contact
from tui.dialing.number import DialPlan, Number
from tui.sources.bench import Bench
from tui.sources.errors import SourceError
from tui.sources.rows import Columns, having
from tui.sources.source import MOST_ANSWERS, MOST_CONTACTS
from tui.sources.spellings import spellings
from tui.untrusted import clean

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlalchemy.exc import SQLAlchemyError

_WHOLE: Final = 12  # times the time-out for a table that is fetched whole
_PART: Final = 500  # rows at a time
_DENIED: Final = ("28000", "28P01", "1045")  # SQLSTATE of PostgreSQL, number of MySQL


def asks(config: SqlConfig) -> bool:
    """Whether the query is one for each number."""
    return bool(parameters(config.query))


class AskedSql:
    """One run of the query for each number."""

    def __init__(self, config: SqlConfig, plan: DialPlan) -> None:
        """Raises `SourceError` where SQLAlchemy or the database's driver is not installed."""
        self.name = config.name
        self.timeout = config.timeout
        self.cache = config.cache * 60.0
        self._plan = plan
        self._wanted = parameters(config.query)
        self._query = _Query(config, config.timeout)
        self._bench = Bench(config.name)

    async def aclose(self) -> None:
        """Nothing is kept open."""

    async def look_up(self, number: Number) -> Sequence[Contact]:
        """The contacts of its rows. A spelling that the number has not is NULL, which equals nothing."""
        spelt = spellings(number, self._plan)
        bound = {name: spelt[name] or None for name in self._wanted}
        if not any(bound.values()):
            return ()
        found = await self._bench.run(lambda: self._query.contacts(bound, MOST_ANSWERS), self.timeout)
        return [having(contact, number, self._plan) for contact in found]


class SyncedSql:
    """The whole of what the query gives, now and then."""

    def __init__(self, config: SqlConfig) -> None:
        """Raises `SourceError` where SQLAlchemy or the database's driver is not installed."""
        self.name = config.name
        self.timeout = config.timeout * _WHOLE
        self.refresh = config.refresh * 60.0
        self._query = _Query(config, self.timeout)
        self._bench = Bench(config.name)

    async def aclose(self) -> None:
        """Nothing is kept open."""

    async def fetch(self) -> AsyncIterator[ParsedContact]:
        """Every row. A column `uid` is what a row is known by; else its name and company are."""
        for record in await self._bench.run(self._records, self.timeout):
            yield record

    def _records(self) -> list[ParsedContact]:
        keys = Keys()
        found = self._query.contacts({}, MOST_CONTACTS + 1)
        return [ParsedContact(contact, keys.key(contact), 0) for contact in found]


class _Query:
    """The query and the database. Its methods block."""

    def __init__(self, config: SqlConfig, seconds: float) -> None:
        try:
            import sqlalchemy
        except ImportError:
            raise SourceError(
                "source_needs_extra", cause="missing", source=config.name, extra="sql"
            ) from None
        self._name = config.name
        self._password = config.password
        self._text = sqlalchemy.text(config.query)
        try:
            url = sqlalchemy.make_url(config.url)
            if config.user:
                url = url.set(username=config.user, password=config.password)
            self._file = url.database if url.get_backend_name() == "sqlite" else None
            self._engine: Engine = sqlalchemy.create_engine(
                url,
                poolclass=sqlalchemy.NullPool,
                hide_parameters=True,
                connect_args=_arguments(url.get_backend_name(), url.get_driver_name(), seconds),
            )
        except ImportError as error:
            driver = clean(error.name or "?", 60)
            raise SourceError(
                "source_needs_driver", cause="missing", source=config.name, driver=driver
            ) from None
        except (sqlalchemy.exc.SQLAlchemyError, ValueError):
            raise SourceError("source_sql_url", cause="setting", source=config.name) from None

    def contacts(self, bound: Mapping[str, str | None], limit: int) -> list[Contact]:
        """Those of the first `limit` rows that say anything."""
        from sqlalchemy.exc import SQLAlchemyError

        if self._file and not self._file.startswith("file:") and not Path(self._file).is_file():
            raise SourceError(
                "source_no_file", cause="setting", source=self._name, file=clean(self._file, 200)
            )
        try:
            return self._rows(bound, limit)
        except SQLAlchemyError as error:
            failure = self._translated(error)
        raise failure

    def _rows(self, bound: Mapping[str, str | None], limit: int) -> list[Contact]:
        found: list[Contact] = []
        with self._engine.connect() as connection:
            if self._file is not None:
                connection.exec_driver_sql("PRAGMA query_only = ON")
            streaming = connection.execution_options(stream_results=True, max_row_buffer=_PART)
            result = streaming.execute(self._text, dict(bound))
            if not result.returns_rows:
                raise SourceError("source_query", cause="setting", source=self._name, reason="SELECT")
            columns = Columns(list(result.keys()))
            if not columns.known:
                names = clean(", ".join(result.keys()), 100)
                raise SourceError("source_columns", cause="setting", source=self._name, names=names)
            for row in result:
                contact = columns.contact(tuple(row), self._name)
                if contact is not None:
                    found.append(contact)
                if len(found) >= limit:
                    break
            result.close()
        return found

    def _translated(self, error: SQLAlchemyError) -> SourceError:
        """The failure with what the driver says of it, should there be a password in that, without it."""
        from sqlalchemy.exc import OperationalError

        cause = getattr(error, "orig", None)
        said = str(cause if cause is not None else type(error).__name__).strip().partition("\n")[0]
        if self._password:
            said = said.replace(self._password, "…")
        state = str(getattr(cause, "sqlstate", None) or "")
        code = str(cause.args[0]) if cause is not None and cause.args else ""
        if state in _DENIED or code in _DENIED or "password authentication failed" in said:
            return SourceError("source_password", cause="password", source=self._name, name=self._name)
        reason = clean(said, 160)
        if state == "57014":  # the database itself has broken the query off
            return SourceError("source_query", cause="timeout", source=self._name, reason=reason)
        if isinstance(error, OperationalError) and self._file is None and not state.startswith("42"):
            return SourceError("source_unreachable", cause="unreachable", source=self._name, reason=reason)
        return SourceError("source_query", cause="setting", source=self._name, reason=reason)


def _arguments(backend: str, driver: str, seconds: float) -> dict[str, Any]:
    """What the driver is told so that it gives up by itself, and changes nothing."""
    whole = max(2, math.ceil(seconds))
    if backend == "postgresql" and driver in ("psycopg", "psycopg2"):
        options = f"-c statement_timeout={math.ceil(seconds * 1000)} -c default_transaction_read_only=on"
        return {"connect_timeout": whole, "options": options}
    if backend in ("mysql", "mariadb") and driver in ("pymysql", "mysqldb"):
        return {"connect_timeout": whole, "read_timeout": whole}
    return {"timeout": whole} if backend == "sqlite" else {}
