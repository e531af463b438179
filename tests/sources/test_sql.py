"""One query at a real SQLite and a real PostgreSQL."""

from __future__ import annotations

import os
import pwd
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.sources import needs
from tests.sources.conftest import PLAN, number
from tui.config.source_model import SqlConfig
from tui.contacts.formats.reader import ParsedContact
from tui.sources.errors import SourceError
from tui.sources.sql import AskedSql, SyncedSql

CALLER = number("0221 998877")
PEOPLE = "CREATE TABLE people (nr integer, who text, firm text, tel text, cell text)"
ROWS = [
    (7, "Anna Müller", "Muster GmbH", "0221998877", "0171 3920001"),
    (8, "Bo O'Hara", "", "022112", ""),
    (9, "", "", "", ""),
]
QUERY = "SELECT nr AS uid, who AS name, firm AS company, tel AS phone_work, cell AS phone_mobile FROM people"
ASK = f"{QUERY} WHERE tel = :national OR tel LIKE '%' || :extension"
SECRET = "sehr geheim's"


@pytest.fixture(autouse=True)
def _library() -> None:
    needs.library("sqlalchemy")


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "erp.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(PEOPLE)
        connection.executemany("INSERT INTO people VALUES (?, ?, ?, ?, ?)", ROWS)
        connection.commit()
    return f"sqlite:///{path}"


async def _all(config: SqlConfig) -> list[ParsedContact]:
    return [record async for record in SyncedSql(config).fetch()]


def _config(url: str, query: str = QUERY, **other: object) -> SqlConfig:
    return SqlConfig(**{"name": "erp", "url": url, "query": query, "timeout": 20.0, **other})  # type: ignore[arg-type]


async def test_a_table_is_fetched_whole(file: str) -> None:
    anna, bo = await _all(_config(file))
    assert (anna.key, anna.contact.name, anna.contact.company, anna.contact.source) == (
        "uid:7",
        "Anna Müller",
        "Muster GmbH",
        "erp",
    )
    assert [(one.raw, one.type) for one in anna.contact.numbers] == [
        ("0221998877", "work"),
        ("0171 3920001", "mobile"),
    ]
    assert bo.contact.name == "Bo O'Hara"


async def test_a_number_is_bound_not_pasted(file: str) -> None:
    asked = AskedSql(_config(file, ASK), PLAN)
    (anna,) = await asked.look_up(CALLER)
    assert anna.name == "Anna Müller"
    assert await asked.look_up(number("0221 112233")) == []
    assert await asked.look_up(number("Anna")) == ()


async def test_it_changes_nothing(file: str) -> None:
    for query in ("DELETE FROM people WHERE tel = :national", "DROP TABLE people -- :national"):
        with pytest.raises(SourceError) as refused:
            await AskedSql(_config(file, query), PLAN).look_up(CALLER)
        assert refused.value.cause == "setting"
    assert len(await _all(_config(file))) == 2


@pytest.mark.parametrize(
    ("url", "query", "cause", "said"),
    [
        ("sqlite:////nowhere/at/all.db", QUERY, "setting", "there is no database"),
        ("", "SELECT who FROM nowhere", "setting", "no such table: nowhere"),
        ("", "SELECT 1 AS one, 2 AS two", "setting", "one, two"),
        ("", "SELECT who AS name FROM people WHERE tel = :mystery", "setting", "did not carry out"),
    ],
)
async def test_a_fault_is_one_sentence(file: str, url: str, query: str, cause: str, said: str) -> None:
    with pytest.raises(SourceError) as failed:
        await _all(_config(url or file, query))
    assert failed.value.cause == cause
    assert said in str(failed.value)
    assert "\n" not in str(failed.value)


async def test_a_query_that_hangs_is_left_to_itself(file: str) -> None:
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000000) SELECT max(i) AS name, :e164 AS phone FROM n"
    asked = AskedSql(_config(file, endless, timeout=0.5), PLAN)
    with pytest.raises(SourceError) as late:
        await asked.look_up(CALLER)
    assert late.value.cause == "timeout"
    with pytest.raises(SourceError) as busy:
        await asked.look_up(CALLER)
    assert busy.value.cause == "busy"


def test_a_driver_that_is_missing_is_named() -> None:
    with pytest.raises(SourceError) as missing:
        AskedSql(_config("mssql+pymssql://server/erp", ASK), PLAN)
    assert missing.value.cause == "missing"
    assert "pip install pymssql" in str(missing.value)


def test_an_address_of_no_database() -> None:
    with pytest.raises(SourceError) as wrong:
        AskedSql(_config("quux://server/erp", ASK), PLAN)
    assert wrong.value.cause == "setting"


@pytest.fixture(scope="module")
def postgres() -> Iterator[str]:
    """A cluster of the test's own on the loopback; the address of its database."""
    needs.library("psycopg")
    initdb, server = needs.program("initdb"), needs.program("postgres")
    directory = Path(tempfile.mkdtemp(prefix="durchwahl-pg-"))
    demote = None
    if os.geteuid() == 0:  # the server refuses root
        nobody = pwd.getpwnam("nobody")
        os.chown(directory, nobody.pw_uid, nobody.pw_gid)
        demote = nobody.pw_uid
    as_user = (
        {"user": demote, "group": demote and pwd.getpwuid(demote).pw_gid, "extra_groups": []}
        if demote
        else {}
    )
    plain = {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8"}
    word = directory / "word"
    word.write_text(SECRET)
    word.chmod(0o644)
    data = directory / "data"
    made = [
        initdb,
        "-D",
        str(data),
        "-U",
        "anna",
        "-A",
        "scram-sha-256",
        f"--pwfile={word}",
        "-N",
        "-E",
        "UTF8",
    ]
    subprocess.run(made, check=True, cwd=directory, env=plain, capture_output=True, timeout=120, **as_user)  # type: ignore[call-overload]
    port = needs.free_port()
    run = [server, "-D", str(data), "-p", str(port), "-k", str(directory), "-h", "127.0.0.1", "-F"]
    process = subprocess.Popen(
        run,
        cwd=directory,
        env=plain,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        **as_user,  # type: ignore[call-overload]
    )
    try:
        assert process.stderr is not None
        for line in process.stderr:
            if "ready to accept connections" in line:
                break
        url = f"postgresql+psycopg://127.0.0.1:{port}/postgres"
        _fill(url)
        yield url
    finally:
        process.terminate()
        process.communicate(timeout=60)
        shutil.rmtree(directory, ignore_errors=True)


def _fill(url: str) -> None:
    import psycopg

    with psycopg.connect(url.replace("+psycopg", ""), user="anna", password=SECRET) as connection:
        connection.execute(PEOPLE)
        connection.cursor().executemany("INSERT INTO people VALUES (%s, %s, %s, %s, %s)", ROWS)


@pytest.mark.xdist_group("postgres")
async def test_postgresql_is_fetched_and_asked(postgres: str) -> None:
    login = {"user": "anna", "password": SECRET}
    assert [record.contact.name for record in await _all(_config(postgres, **login))] == [
        "Anna Müller",
        "Bo O'Hara",
    ]
    ask = f"{QUERY} WHERE tel = :national OR tel LIKE '%' || CAST(:extension AS text) AND nr::text > '0'"
    asked = AskedSql(_config(postgres, ask, **login), PLAN)
    (anna,) = await asked.look_up(CALLER)
    assert anna.name == "Anna Müller"
    assert await asked.look_up(number("0221 112233")) == []


@pytest.mark.xdist_group("postgres")
@pytest.mark.parametrize(
    ("query", "password", "cause"),
    [
        (ASK, "wrong", "password"),
        ("SELECT who AS name FROM nowhere WHERE '' = :e164", SECRET, "setting"),
        ("DELETE FROM people WHERE tel = :national RETURNING who AS name", SECRET, "setting"),
        ("SELECT pg_sleep(600)::text AS name, :e164 AS phone", SECRET, "timeout"),
    ],
)
async def test_postgresql_refuses_in_one_sentence(
    postgres: str, query: str, password: str, cause: str
) -> None:
    timeout = 2.0 if cause == "timeout" else 20.0
    asked = AskedSql(_config(postgres, query, user="anna", password=password, timeout=timeout), PLAN)
    with pytest.raises(SourceError) as failed:
        await asked.look_up(CALLER)
    assert failed.value.cause == cause
    assert "\n" not in str(failed.value)
    assert password not in str(failed.value)


@pytest.mark.xdist_group("postgres")
async def test_a_dead_postgresql() -> None:
    needs.library("psycopg")
    dead = f"postgresql+psycopg://127.0.0.1:{needs.free_port()}/postgres"
    with pytest.raises(SourceError) as failed:
        await AskedSql(_config(dead, ASK, user="anna", password=SECRET), PLAN).look_up(CALLER)
    assert failed.value.cause == "unreachable"
    assert SECRET not in str(failed.value)
