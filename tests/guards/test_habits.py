"""Habits that no linter knows: where failures are caught, tasks kept, threads put to sleep, lines printed."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from tests.guards.source import Module, modules, within

# The outer walls, where whatever goes wrong is logged or handed on instead of ending the program.
WALLS = {
    "tui.cli.hotkey": "a press of the key that fails must not be the last one",
    "tui.cli.run": "the command line",
    "tui.config.secrets": "a keyring is somebody else's code, and it fails in its own ways",
    "tui.control.server": "a request at the control socket",
    "tui.database.writer": "the writer's thread: whoever asked gets the failure",
    "tui.recording.writer": "a line that cannot be masked ends the recording, and nothing else",
    "tui.screens.walk": "a step of the set-up that trips must not keep the user from the others",
    "tui.server.listener": "a phone's request",
    "tui.sources.bench": "a thread for a library that blocks: whoever waits gets the failure",
    "tui.switchboard.presence": "a phone whose answer trips its driver must go on being asked",
    "tui.view.picture": "Pillow fails in many ways over what is no picture",
    "tui.switchboard.switchboard": "whoever is shown an event must not lose it for the calls",
}

# Waiting in a thread of its own or before there is a loop.
WAITS_IN_A_THREAD = {
    "tui.config.lock": "a lock of another process that can only be polled",
    "tui.database.opening": "SQLite does not wait by itself when two processes create the file",
}

PRINTS = ("tui.cli", "tui.simulator.command", "tui.simulator.program")

# Tests wait for conditions. A sleep is the step of such a wait inside a `while`, or it makes something slow
# on purpose. path: what has to be slow
SLOW_ON_PURPOSE = {
    "tests/ui/test_panes.py": "the disk",
    "tests/unit/net/test_queue.py": "the phone",
    "tests/lab/demo.py": "people, who take their time",
    "tests/lab/linphone.py": "the SIP library, which has nothing that could be waited on",
    "tests/lab/phone.py": "a phone that is slow",
    "tests/lab/reports.py": "a network that is slow",
    "tests/lab/soak_health.py": "the time between two samples",
    "tests/lab/soak_stage.py": "users, who take their time",
    "tests/lab/snom_front.py": "the pauses that a sequence of keys asks for",
}
LONGEST_STEP = 0.1  # seconds between two looks


def _parents(module: Module) -> Iterator[tuple[ast.AST, ast.AST]]:
    for parent in ast.walk(module.tree):
        for child in ast.iter_child_nodes(parent):
            yield child, parent


def _called(node: ast.AST) -> str:
    """The dotted name that is called, "" where `node` is no call."""
    return ast.unparse(node.func) if isinstance(node, ast.Call) else ""


def _catches_all(node: ast.AST) -> bool:
    if isinstance(node, ast.ExceptHandler):
        caught = [node.type] if not isinstance(node.type, ast.Tuple) else node.type.elts
        broad = any(one is None or ast.unparse(one) in ("Exception", "BaseException") for one in caught)
        last = node.body[-1]
        return broad and not (isinstance(last, ast.Raise) and last.exc is None)  # tidies up and passes it on
    if _called(node).rpartition(".")[2] == "suppress":
        assert isinstance(node, ast.Call)
        return any(ast.unparse(one) in ("Exception", "BaseException") for one in node.args)
    return False


def test_only_the_outer_walls_catch_everything() -> None:
    walls = {module.name for module in modules() for node in ast.walk(module.tree) if _catches_all(node)}
    assert walls == set(WALLS)


def test_no_task_is_left_to_itself() -> None:
    """A task that nobody keeps can vanish in the middle of its work, and its failure with it."""
    lost = [
        f"{module.path}:{child.lineno}"
        for module in (*modules(), *modules("tests"))
        for child, parent in _parents(module)
        if isinstance(child, ast.Call)
        and _called(child).rpartition(".")[2] in ("create_task", "ensure_future")
        and (
            isinstance(parent, ast.Expr | ast.Lambda)
            or (isinstance(parent, ast.Assign) and ast.unparse(parent.targets[0]) == "_")
        )
        and not _called(child).startswith(("group.", "tasks."))  # a TaskGroup keeps its own
    ]
    assert not lost, "\n".join(lost)


def test_no_thread_is_put_to_sleep() -> None:
    asleep = {
        module.name
        for module in modules()
        for node in ast.walk(module.tree)
        if _called(node) == "time.sleep"
        or (isinstance(node, ast.ImportFrom) and node.module == "time" and "sleep" in ast.unparse(node))
    }
    assert asleep == set(WAITS_IN_A_THREAD)


def test_only_the_command_line_prints() -> None:
    printing = [
        f"{module.path}:{node.lineno}"
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and _called(node) == "print" and not within(module.name, *PRINTS)
    ]
    assert not printing, "\n".join(printing)


def _numbers(tree: ast.Module) -> dict[str, object]:
    """The module's constants by name: `_STEP = 0.02`, `_STEP: Final = 0.02`."""
    named: dict[str, object] = {}
    for node in tree.body:
        if isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(node.value, ast.Constant):
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            named[ast.unparse(target)] = node.value.value
    return named


def _sleeps(tree: ast.AST, numbers: dict[str, object], in_loop: bool = False) -> Iterator[ast.Call]:
    """Calls that wait for nothing but time: not the short step of a `while`, and not the yielding sleep(0)."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Call) and _called(node) in ("sleep", "asyncio.sleep", "time.sleep"):
            first = node.args[0] if node.args else None
            given = first.value if isinstance(first, ast.Constant) else None
            if isinstance(first, ast.Name):
                given = numbers.get(first.id)  # type: ignore[assignment]
            step = LONGEST_STEP if in_loop else 0
            if not (isinstance(given, int | float) and given <= step):
                yield node
        inside = isinstance(node, ast.While) or (
            in_loop and not isinstance(node, ast.FunctionDef | ast.Lambda)
        )
        yield from _sleeps(node, numbers, inside)


def test_tests_wait_for_conditions() -> None:
    sleeping = [
        f"{module.path}:{node.lineno}"
        for module in modules("tests")
        if module.path not in SLOW_ON_PURPOSE
        for node in _sleeps(module.tree, _numbers(module.tree))
    ]
    assert not sleeping, "\n".join(sleeping)


def test_the_wait_of_a_loop_is_told_from_a_plain_sleep() -> None:
    told = {
        "while not there():\n    time.sleep(0.05)": 0,
        "while True:\n    time.sleep(1)": 1,
        "await asyncio.sleep(0)": 0,
        "time.sleep(0.01)": 1,
        "sleep(pause)": 1,
        "while True:\n    sleep(pause)": 0,
    }
    assert {code: len(list(_sleeps(ast.parse(code), {"pause": 0.01}))) for code in told} == told


@pytest.mark.xdist_group("a guard")
def test_groups_of_tests_stay_together(request: pytest.FixtureRequest) -> None:
    """What is made once for a group would be made in every worker, and no test would fail for it."""
    if not getattr(request.config.option, "loadgroup", False):
        pytest.skip("not distributed by groups")
    assert request.node.nodeid.endswith("@a guard"), "this pytest and this xdist do not know groups together"
