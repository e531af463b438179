"""What was learnt of the phones: kept, shared between processes, and read whatever the file holds."""

from __future__ import annotations

import json
import os
import stat
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.errors import DurchwahlError
from tui.paths import Paths
from tui.phones import memory as module
from tui.phones.driver import Feature, Order
from tui.phones.memory import CodeSent, Memory, Placed
from tui.phones.pins import MemoryPins, Pins

ONE, TWO, THREE = "1" * 64, "2" * 64, "3" * 64
KIND = "snom D785 10.1.169.16"


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return Paths(tmp_path / "config.toml", tmp_path / "data")


def again(memory: Memory, paths: Paths) -> Memory:
    """The same as the next start of the program finds it."""
    memory.flush()
    return Memory.load(paths)


def test_nothing_is_created_by_looking(paths: Paths) -> None:
    memory = Memory.load(paths)
    assert memory.way(KIND, Order.ANSWER) == ""
    assert memory.pinned("192.168.1.50") == ""
    assert memory.before("desk") is None
    assert memory.codes("desk") == {}
    memory.flush()
    assert not paths.data_dir.exists()


def test_everything_outlives_the_program(paths: Paths) -> None:
    memory = Memory.load(paths)
    memory.learn_way(KIND, Order.ANSWER, "ENTER")
    memory.pin("192.168.1.50", ONE)
    memory.keep_before("desk", {"action_incoming_url": "", "action_hold": "http://pbx.example/?a=1"})
    memory.keep_code("desk", Feature.ALWAYS, CodeSent("02214710", 1795000000.5))
    memory.keep_code("desk", Feature.NO_ANSWER, CodeSent("", 1795000001.0, 30))
    memory = again(memory, paths)
    assert memory.way(KIND, Order.ANSWER) == "ENTER"
    assert memory.pinned("192.168.1.50") == ONE
    assert memory.before("desk") == {"action_incoming_url": "", "action_hold": "http://pbx.example/?a=1"}
    assert memory.codes("desk") == {
        Feature.ALWAYS: CodeSent("02214710", 1795000000.5),
        Feature.NO_ANSWER: CodeSent("", 1795000001.0, 30),
    }


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps a profile private by its access list")
def test_nobody_else_may_read_it(paths: Paths) -> None:
    memory = Memory.load(paths)
    memory.pin("a", ONE)
    memory.flush()
    assert stat.S_IMODE(paths.phones.stat().st_mode) == 0o600
    paths.phones.chmod(0o644)
    Memory.load(paths)
    assert stat.S_IMODE(paths.phones.stat().st_mode) == 0o600


def test_a_way_gives_way_to_a_better_one(paths: Paths) -> None:
    memory = Memory.load(paths)
    memory.learn_way(KIND, Order.ANSWER, "OK")
    memory.learn_way(KIND, Order.HOLD, "F_HOLD")
    memory.learn_way(KIND, Order.ANSWER, "ASW:{id}")
    memory = again(memory, paths)
    assert (memory.way(KIND, Order.ANSWER), memory.way(KIND, Order.HOLD)) == ("ASW:{id}", "F_HOLD")


def test_a_phone_that_calls_itself_something_else_each_time_does_not_fill_the_disk(paths: Paths) -> None:
    memory = Memory.load(paths)
    for number in range(module._MAX_KINDS + 50):
        memory.learn_way(f"snom {number} \x1b[2J{'x' * 10_000}", Order.ANSWER, "ENTER")
    memory = again(memory, paths)
    stored = json.loads(paths.phones.read_text())["ways"]
    assert len(stored) == module._MAX_KINDS
    assert all(len(kind) <= 256 and "\x1b" not in kind for kind in stored)
    newest = f"snom {module._MAX_KINDS + 49} \x1b[2J{'x' * 10_000}"
    assert memory.way(newest, Order.ANSWER) == "ENTER"


@pytest.mark.parametrize("kept", [True, False])
def test_the_first_certificate_stays(paths: Paths, kept: bool) -> None:
    pins: Pins = Memory.load(paths) if kept else MemoryPins()
    pins.pin("192.168.1.50", ONE)
    pins.pin("192.168.1.50", TWO)
    pins.pin("192.168.1.50:8443", TWO)
    assert pins.pinned("192.168.1.50") == pins.latest("192.168.1.50") == ONE
    assert pins.pinned("192.168.1.50:8443") == TWO


def test_a_new_certificate_counts_when_the_user_says_so(paths: Paths) -> None:
    memory = Memory.load(paths)
    memory.pin("192.168.1.50", ONE)
    memory.trust("192.168.1.50", TWO)
    assert memory.pinned("192.168.1.50") == TWO
    assert again(memory, paths).pinned("192.168.1.50") == TWO


def test_two_processes_that_see_a_phone_first_agree_on_the_first(paths: Paths) -> None:
    one, other = Memory.load(paths), Memory.load(paths)
    one.pin("192.168.1.50", ONE)
    one.flush()
    other.pin("192.168.1.50", TWO)
    other.flush()
    assert Memory.load(paths).pinned("192.168.1.50") == ONE
    assert other.latest("192.168.1.50") == ONE


def test_what_another_process_came_to_trust_is_seen_when_asked_for(paths: Paths) -> None:
    running, command = Memory.load(paths), Memory.load(paths)
    running.pin("192.168.1.50", ONE)
    running.flush()
    command.trust("192.168.1.50", TWO)
    command.flush()
    assert running.pinned("192.168.1.50") == ONE
    assert running.latest("192.168.1.50") == running.pinned("192.168.1.50") == TWO


def test_asking_for_the_latest_overtakes_nothing_of_our_own(paths: Paths) -> None:
    memory = Memory.load(paths)
    for number in range(5):
        memory.pin(f"192.168.1.{number}", ONE)
    assert memory.latest("192.168.1.4") == ONE
    assert memory.latest("192.168.1.99") == ""


def test_what_stood_there_first_stays_until_it_is_put_back(paths: Paths) -> None:
    memory, other = Memory.load(paths), Memory.load(paths)
    memory.keep_before("desk", {"action_incoming_url": "http://provider.example/"})
    memory.keep_before("desk", {"action_incoming_url": "http://ours.example/", "action_hold": ""})
    memory.flush()
    other.keep_before("desk", {"action_incoming_url": "http://later.example/"})
    other.flush()
    memory = Memory.load(paths)
    kept = memory.before("desk")
    assert kept is not None
    assert kept["action_hold"] == ""
    assert kept["action_incoming_url"] == "http://provider.example/"
    memory.forget_before("desk", ["action_hold", "action_incoming_url", "never_there"])
    assert memory.before("desk") is None
    assert again(memory, paths).before("desk") is None


def test_several_changes_at_once_are_one_writing(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    written = 0

    def counting(path: Path, content: bytes) -> None:
        nonlocal written
        written += 1
        path.write_bytes(content)

    monkeypatch.setattr(module, "replace_file", counting)
    memory = Memory.load(paths)
    memory.keep_before("desk", {f"action_{number}": "x" for number in range(40)})
    memory.flush()
    assert written == 1
    assert len(Memory.load(paths).before("desk") or {}) == 40


def test_two_processes_lose_nothing_of_each_other(paths: Paths) -> None:
    memories = [Memory.load(paths) for _ in range(4)]

    def fill(own: int) -> None:
        for number in range(10):
            memories[own].pin(f"10.0.{own}.{number}", ONE)
        memories[own].flush()

    threads = [threading.Thread(target=fill, args=(own,)) for own in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    stored = json.loads(paths.phones.read_text())["pins"]
    assert len(stored) == 40


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe\x00",
        b"[]",
        b"null",
        b'{"pins": []}',
        b'{"pins": {"a": "b"}, "ways": {"k": 1}, "before": 7, "codes": {"desk": []}}',
        b'{"pins": {"a": {"sha256": 5}, "b": {"sha256": "xyz"}}, "ways": {"k": {"answer": ["OK"]}}}',
        b'{"codes": {"desk": {"always": "abc", "busy": [1, 2], "dnd": ["", 1e999, 0], "no-answer": ["", 1, 1e999]}}}',
        b'{"codes": {"desk": {"teleport": ["1", 2.0, 3], "always": {"a": 1, "b": 2, "c": 3}}}}',
        b'{"a":' * 100_000,
        b" " * (1024 * 1024 + 1),
    ],
    ids=lambda content: repr(content[:40]),
)
def test_a_broken_file_is_as_if_there_were_none(paths: Paths, content: bytes) -> None:
    paths.data_dir.mkdir()
    paths.phones.write_bytes(content)
    memory = Memory.load(paths)
    assert memory.pinned("a") == memory.pinned("b") == memory.way("k", Order.ANSWER) == ""
    assert memory.codes("desk") == {}
    memory.pin("a", ONE)
    memory.pin("b", TWO)
    memory = again(memory, paths)
    assert (memory.pinned("a"), memory.pinned("b")) == (ONE, TWO)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
_TABLES = st.dictionaries(st.sampled_from(["a", "desk"]), _JSON | st.dictionaries(
    st.sampled_from(["sha256", "always", "answer", "way", "x"]), _JSON
))  # fmt: skip


@given(st.dictionaries(st.sampled_from(["ways", "pins", "before", "codes", "placed"]), _JSON | _TABLES))
def test_no_content_of_the_file_is_too_strange(content: dict[str, object]) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        paths = Paths(Path(folder) / "config.toml", Path(folder))
        paths.phones.write_text(json.dumps(content))
        memory = Memory.load(paths)
        for name in ("a", "desk"):
            memory.way(name, Order.ANSWER)
            memory.before(name)
            memory.codes(name)
            memory.placed(name)
            memory.pin(name, THREE)
            assert memory.pinned(name)
        memory.flush()
        assert Memory.load(paths).pinned("a") == memory.pinned("a")


def test_what_cannot_be_written_is_logged_and_counts_meanwhile(
    paths: Paths, caplog: pytest.LogCaptureFixture
) -> None:
    paths.data_dir.parent.mkdir(exist_ok=True)
    paths.data_dir.write_text("a file where the folder should be")
    memory = Memory.load(paths)
    memory.pin("a", ONE)
    memory.flush()
    assert memory.pinned("a") == ONE
    assert "could not be kept" in caplog.text


def test_a_file_that_cannot_be_read_just_now_is_not_written_anew(
    paths: Paths, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Else a moment without file handles would be the end of what is trusted."""
    memory = Memory.load(paths)
    memory.pin("a", ONE)
    memory.flush()

    def unreadable(path: Path) -> bytes:
        raise DurchwahlError("file_not_written", file="phones.json", reason="Too many open files")

    with monkeypatch.context() as patch:
        patch.setattr(module, "_content", unreadable)
        memory.pin("b", TWO)
        memory.flush()
    assert "could not be kept" in caplog.text
    assert again(memory, paths).pinned("a") == ONE


def test_a_file_that_would_grow_too_large_to_be_read_is_left_as_it_is(paths: Paths) -> None:
    memory = Memory.load(paths)
    memory.pin("a", ONE)
    memory.keep_before("desk", {f"setting{number}": "x" * 2000 for number in range(600)})
    assert not memory.holds_before("desk")
    assert Memory.load(paths).pinned("a") == ONE


def test_a_damaged_file_is_set_aside_and_told(tmp_path: Path) -> None:
    paths = Paths.find(data_dir=tmp_path, environ={})
    paths.phones.write_text('{"pins": {')
    memory = Memory.load(paths)
    assert memory.set_aside is not None
    assert memory.set_aside.read_text() == '{"pins": {'
    assert not paths.phones.exists()
    assert Memory.load(paths).set_aside is None


def test_what_changes_nothing_is_not_written(tmp_path: Path) -> None:
    paths = Paths.find(data_dir=tmp_path, environ={})
    memory = Memory.load(paths)
    memory.keep_placed("desk", Placed("file", "http://192.168.1.20:8080"))
    memory.flush()
    written = paths.phones.stat().st_mtime_ns
    memory.keep_placed("desk", Placed("file", "http://192.168.1.20:8080"))
    memory.flush()
    assert paths.phones.stat().st_mtime_ns == written
