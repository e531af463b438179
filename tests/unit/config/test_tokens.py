"""The tokens in the action URLs."""

from __future__ import annotations

import itertools
import json
import re
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tui.config.lock import locked
from tui.config.tokens import Tokens, new_token
from tui.errors import DurchwahlError
from tui.paths import Paths

ROOT = Path(__file__).parents[3]


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return Paths(tmp_path / "config.toml", tmp_path / "data")


def counted() -> Callable[[], str]:
    numbers = itertools.count(1)
    return lambda: f"Token{next(numbers):011}"


def test_a_token_is_short_safe_in_urls_and_never_a_plain_word() -> None:
    for _ in range(500):
        token = new_token()
        assert re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]{15}", token)
        assert re.search("[A-Z0-9]", token)


def test_each_phone_has_one_and_keeps_it(paths: Paths) -> None:
    tokens = Tokens.load(paths)
    assert not paths.data_dir.exists()
    desk, lab = tokens.of("desk"), tokens.of("lab")
    assert desk != lab
    assert tokens.of("desk") == desk
    again = Tokens.load(paths)
    assert (again.of("desk"), again.of("lab")) == (desk, lab)
    assert again.set_aside is None
    assert stat.S_IMODE(paths.tokens.stat().st_mode) == 0o600
    assert stat.S_IMODE(paths.data_dir.stat().st_mode) == 0o700


def test_the_phone_of_a_token(paths: Paths) -> None:
    tokens = Tokens.load(paths, counted())
    token = tokens.of("desk")
    assert tokens.phone_of(token) == "desk"
    for wrong in ("", token[:-1], token + "x", token.lower(), "ü", "\ud800"):
        assert tokens.phone_of(wrong) is None
    assert token not in repr(tokens)


def test_a_token_is_never_given_twice(paths: Paths) -> None:
    made = iter(["A" * 16, "A" * 16, "B" * 16])
    tokens = Tokens.load(paths, lambda: next(made))
    assert (tokens.of("desk"), tokens.of("lab")) == ("A" * 16, "B" * 16)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b'"x"',
        b"\xff\xfe",
        b"[" * 100000,
        b"9" * 5000,
        b" " * 1100000,
        b'{"desk": "short"}',
        b'{"desk": 3}',
        b'{"desk": "Aaaaaaaaaaaaaaa/"}',
        b"\x00" * 40,
    ],
)
def test_a_damaged_file_is_set_aside(paths: Paths, content: bytes) -> None:
    paths.data_dir.mkdir()
    paths.tokens.write_bytes(content)
    tokens = Tokens.load(paths, counted())
    aside = paths.tokens.with_name("tokens.json.broken-1")
    assert tokens.set_aside == aside
    assert aside.read_bytes() == content
    assert tokens.of("desk") == "Token00000000001"
    assert Tokens.load(paths).of("desk") == "Token00000000001"


def test_what_is_still_good_in_a_damaged_file_is_kept(paths: Paths) -> None:
    paths.data_dir.mkdir()
    good, twin = "Goodgoodgoodgood", "Goodgoodgoodgood"
    paths.tokens.write_text(json.dumps({"desk": good, "lab": 3, "hall": twin}))
    tokens = Tokens.load(paths, counted())
    assert tokens.set_aside is not None
    assert tokens.of("desk") == good
    assert tokens.of("hall") != twin
    assert Tokens.load(paths).set_aside is None


def test_an_earlier_damaged_file_is_not_overwritten(paths: Paths) -> None:
    paths.data_dir.mkdir()
    for number in (1, 2):
        paths.tokens.write_text(f"broken {number}")
        Tokens.load(paths)
    kept = [paths.tokens.with_name(f"tokens.json.broken-{number}").read_text() for number in (1, 2)]
    assert kept == ["broken 1", "broken 2"]


def test_an_open_file_is_closed_and_an_unreadable_one_is_a_sentence(paths: Paths) -> None:
    Tokens.load(paths).of("desk")
    paths.tokens.chmod(0o644)
    Tokens.load(paths)
    assert stat.S_IMODE(paths.tokens.stat().st_mode) == 0o600
    paths.tokens.unlink()
    paths.tokens.mkdir()
    with pytest.raises(DurchwahlError) as caught:
        Tokens.load(paths)
    assert caught.value.key == "tokens_unreadable"


def test_a_token_that_cannot_be_kept_is_not_given(paths: Paths) -> None:
    tokens = Tokens.load(paths)
    paths.data_dir.write_text("a file in the way")
    with pytest.raises(DurchwahlError):
        tokens.of("desk")
    assert tokens.phone_of("") is None
    paths.data_dir.unlink()
    assert Tokens.load(paths).of("desk") == Tokens.load(paths).of("desk")


def test_two_instances_agree_whoever_was_first(paths: Paths) -> None:
    one, two = Tokens.load(paths), Tokens.load(paths)
    assert one.of("desk") == two.of("desk")
    assert two.of("lab") == one.of("lab")
    assert json.loads(paths.tokens.read_text()) == {"desk": one.of("desk"), "lab": one.of("lab")}


def test_a_lock_that_is_held_is_waited_for_and_then_reported(paths: Paths) -> None:
    paths.data_dir.mkdir()
    with locked(paths.tokens):
        with pytest.raises(DurchwahlError) as caught, locked(paths.tokens, patience=0.05):
            pytest.fail("two hold the same lock")
        assert caught.value.key == "file_busy"
    with locked(paths.tokens, patience=0.0):
        pass


PROCESS = """
import sys
from pathlib import Path
from tui.config.tokens import Tokens
from tui.paths import Paths
paths = Paths(Path("unused"), Path(sys.argv[1]))
tokens = Tokens.load(paths)
print("ready", flush=True)
sys.stdin.readline()
for number in range(40):
    print(tokens.of(f"phone{number}"), flush=True)
"""


def test_processes_that_create_at_once_end_with_one_token_each(paths: Paths) -> None:
    command = [sys.executable, "-c", PROCESS, str(paths.data_dir)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True, "cwd": ROOT}
    running = [subprocess.Popen(command, **pipes) for _ in range(3)]  # type: ignore[call-overload]
    try:
        assert [process.stdout.readline() for process in running] == ["ready\n"] * 3
        for process in running:
            process.stdin.write("go\n")
            process.stdin.flush()
        outputs = [process.communicate(timeout=30)[0].split() for process in running]
    finally:
        for process in running:
            process.kill()
            process.wait()
    assert len(outputs[0]) == len(set(outputs[0])) == 40
    assert outputs[0] == outputs[1] == outputs[2]
    tokens = Tokens.load(paths)
    assert [tokens.of(f"phone{number}") for number in range(40)] == outputs[0]
    left = {path.name for path in paths.data_dir.iterdir()}
    assert left == {"tokens.json", "tokens.json.lock"}
