"""A command that is asked who calls: real processes."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest

from tests.sources.conftest import PLAN, number
from tui.config.source_model import CommandConfig
from tui.sources.command import CommandSource
from tui.sources.errors import SourceError


def _source(
    code: str,
    *words: str,
    timeout: float = 20.0,
    columns: tuple[str, ...] = ("name", "company", "phone", "email", "note"),
) -> CommandSource:
    command = (sys.executable, "-c", code, *words)
    config = CommandConfig(name="crm", command=command, timeout=timeout, columns=columns)
    return CommandSource(config, PLAN)


async def test_its_lines_are_contacts() -> None:
    code = "import sys; print('Anna Müller\\tMuster GmbH\\t' + sys.argv[1]); print(); print('Bo\\t\\t\\tbo@example.org')"
    found = await _source(code, "{national}").look_up(number("0221 998877"))
    assert [(one.name, one.company, one.source) for one in found] == [
        ("Anna Müller", "Muster GmbH", "crm"),
        ("Bo", "", "crm"),
    ]
    assert found[0].numbers[0].raw == "0221998877"
    assert found[1].numbers[0].e164 == "+49221998877"  # the one that was asked for
    assert found[1].emails == ("bo@example.org",)


async def test_columns_are_named() -> None:
    code = "print('+49 171 3920001\\tMuster GmbH\\tignored\\tAnna')"
    source = _source(code, "{e164}", columns=("phone:mobile", "company", "ignore", "name"))
    (anna,) = await source.look_up(number("0171 3920001"))
    assert (anna.name, anna.numbers[0].type) == ("Anna", "mobile")


async def test_no_shell_looks_at_the_words(tmp_path: Path) -> None:
    code = "import sys; print(sys.argv[2])"
    (one,) = await _source(code, "{e164}", f"$(touch {tmp_path}/there); `id` | cat").look_up(
        number("0221 998877")
    )
    assert one.name == f"$(touch {tmp_path}/there); `id` | cat"
    assert not os.listdir(tmp_path)  # noqa: PTH208 - a look of no time


async def test_without_the_spelling_nothing_is_run(tmp_path: Path) -> None:
    mark = tmp_path / "run"
    source = _source(f"open({str(mark)!r}, 'w')", "{e164}")
    assert await source.look_up(number("22")) == ()
    assert not mark.exists()


async def test_control_characters_and_bad_bytes_do_no_harm() -> None:
    code = "import sys; sys.stdout.buffer.write(b'A\\x1b[31mnna\\xff\\tX\\x00Y\\t0221 998877\\n\\t\\t\\n')"
    (anna,) = await _source(code, "{e164}").look_up(number("0221 998877"))
    assert anna.name.isprintable()
    assert "\x1b" not in anna.name + anna.company


async def test_a_command_that_hangs_is_ended_with_its_children(tmp_path: Path) -> None:
    mark = tmp_path / "child"
    code = (
        "import subprocess, sys, time\n"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])\n"
        f"open({str(mark)!r}, 'w').write(str(child.pid))\n"
        "time.sleep(600)"
    )
    with pytest.raises(SourceError) as late:
        await _source(code, "{e164}", timeout=6.0).look_up(number("0221 998877"))
    assert late.value.cause == "timeout"
    child = int(mark.read_text())
    deadline = time.monotonic() + 20
    while _lives(child):
        assert time.monotonic() < deadline


def _lives(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


@pytest.mark.parametrize(
    ("code", "cause", "words"),
    [
        (
            "import sys; sys.stderr.write('no such customer base\\n'); sys.exit(3)",
            "unreachable",
            "status 3: no such customer base",
        ),
        ("import sys; sys.stdout.write('x' * 10**6)", "too-large", "64 KiB"),
        ("import sys; sys.stderr.write('y' * 10**6); sys.exit(1)", "unreachable", "status 1"),
    ],
)
async def test_a_failure_is_told(code: str, cause: str, words: str) -> None:
    with pytest.raises(SourceError) as failed:
        await _source(code, "{e164}").look_up(number("0221 998877"))
    assert failed.value.cause == cause
    assert words in str(failed.value)


async def test_a_command_that_is_not_there() -> None:
    source = CommandSource(CommandConfig(name="crm", command=("/nowhere/at-all", "{e164}")), PLAN)
    with pytest.raises(SourceError) as missing:
        await source.look_up(number("0221 998877"))
    assert missing.value.cause == "setting"
    assert os.strerror(2) in str(missing.value)
