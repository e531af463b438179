"""Sources in the running program: an unknown caller is named, a table is followed, a failure is told."""

from __future__ import annotations

import asyncio
import json
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.sources import needs
from tui.cli import main
from tui.config.load import load
from tui.paths import Paths
from tui.sources.source import Health
from tui.switchboard.notices import Notice, SourceNotice
from tui.switchboard.switchboard import Switchboard

QUERY = "SELECT nr AS uid, name, phone FROM people"
CODE = "import sys; sys.argv[1] == '+49221998877' and print('Anna Müller', 'Muster GmbH', sep='\\t')"


def _site(tmp_path: Path) -> Paths:
    with closing(sqlite3.connect(tmp_path / "erp.db")) as connection:
        connection.execute("CREATE TABLE people (nr integer, name text, phone text)")
        connection.execute("INSERT INTO people VALUES (1, 'Bo', '0221 112233'), (2, 'Cy', '0221 445566')")
        connection.commit()
    config = tmp_path / "config.toml"
    config.write_text(
        "[events]\nreceive = false\n[dialing]\narea_code = '221'\n"
        f"[source.crm]\nkind = 'command'\ntimeout = 30\ncommand = [{json.dumps(sys.executable)}, '-c', {json.dumps(CODE)}, '{{e164}}']\n"
        f"[source.erp]\nkind = 'sql'\ntimeout = 30\nurl = 'sqlite:///{tmp_path}/erp.db'\n"
        f"query = '{QUERY}'\n"
        "[source.away]\nkind = 'http'\nurl = 'http://127.0.0.1:1/{e164}'\ntimeout = 30\n"
    )
    return Paths(config, tmp_path / "data", data_named=True)


async def _until(core: Switchboard, reached: Callable[[], bool]) -> None:
    stirred = asyncio.Event()
    done = core.subscribe(lambda notice: stirred.set())
    try:
        async with asyncio.timeout(50):
            while not reached():
                stirred.clear()
                await stirred.wait()
    finally:
        done()


async def test_a_caller_is_named_by_a_source_and_a_table_is_followed(tmp_path: Path) -> None:
    needs.library("sqlalchemy")
    paths = _site(tmp_path)
    core = Switchboard(load(paths.config_file), paths)
    told: list[Notice] = []
    core.subscribe(told.append)
    await core.start()
    try:
        states = core.directory.elsewhere.states
        await _until(core, lambda: "erp" in states and states["erp"].health is Health.READY)
        bo = core.callers.typed("0221 112233")
        await _until(core, lambda: bool(core.callers.match(bo).contacts))
        assert core.callers.match(bo).contacts[0].source == "erp"

        anna = core.callers.typed("0221 998877")
        core.directory.elsewhere._callers.put_nowait(anna)
        await _until(core, lambda: bool(core.callers.match(anna).contacts))
        assert core.callers.match(anna).contacts[0].source == "crm"
        await _until(core, lambda: states["away"].health is Health.FAILED)
        assert "away cannot be reached" in states["away"].problem
        assert {one.state.name for one in told if isinstance(one, SourceNotice)} == {"crm", "erp", "away"}
    finally:
        await core.stop()


def test_a_source_is_fetched_by_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    needs.library("sqlalchemy")
    paths = _site(tmp_path)
    words = ["--config", str(paths.config_file), "--data-dir", str(paths.data_dir)]
    assert main(["contacts", "sync", "erp", "--json", *words]) == 0
    (done,) = json.loads(capsys.readouterr().out)["sources"]
    assert (done["source"], done["read"], done["added"], done["deleted"]) == ("erp", 2, 2, 0)
    with closing(sqlite3.connect(tmp_path / "erp.db")) as connection:
        connection.execute("DELETE FROM people WHERE nr = 2")
        connection.commit()
    assert main(["contacts", "sync", *words]) == 0
    assert "erp: 1 read, 0 added, 0 updated, 1 deleted" in capsys.readouterr().out
    assert main(["contacts", "sync", "nowhere", *words]) == 4
