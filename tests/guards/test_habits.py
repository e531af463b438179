"""Habits that no linter knows: where failures are caught, tasks kept, threads put to sleep, lines printed."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.guards.source import Module, modules, within

# The outer walls, where whatever goes wrong is logged or handed on instead of ending the program.
WALLS = {
    "tui.cli.run": "the command line",
    "tui.config.secrets": "a keyring is somebody else's code, and it fails in its own ways",
    "tui.control.server": "a request at the control socket",
    "tui.journal.writer": "the writer's thread: whoever asked gets the failure",
    "tui.server.listener": "a phone's request",
}

# Waiting in a thread of its own or before there is a loop.
WAITS_IN_A_THREAD = {
    "tui.config.lock": "a lock of another process that can only be polled",
    "tui.journal.opening": "SQLite does not wait by itself when two processes create the journal",
}

PRINTS = ("tui.cli", "tui.simulator.command", "tui.simulator.program")

# Tests wait for conditions. path: why there is none to wait for, or that the sleep is the step of such a wait
TESTS_THAT_SLEEP = {
    "tests/bench/office.py": "the step between two looks at another process",
    "tests/e2e/terminal.py": "the step between two looks at a terminal",
    "tests/server/test_limits.py": "the slow client has to be slow",
    "tests/ui/test_simulated.py": "the step between two looks at the screen",
    "tests/unit/net/test_faults.py": "the slow phone has to be slow",
    "tests/unit/net/test_queue.py": "the slow phone has to be slow",
}


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


def test_tests_wait_for_conditions() -> None:
    sleeping = {
        module.path
        for module in modules("tests")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call)
        and _called(node) in ("sleep", "asyncio.sleep", "time.sleep")
        and not (node.args and isinstance(node.args[0], ast.Constant) and node.args[0].value == 0)
    }
    assert sleeping <= set(TESTS_THAT_SLEEP)
