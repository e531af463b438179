"""What a file of the program looks like: short enough for one sitting, and everything public says what it is."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.guards.source import Module, modules

# Lines; DESIGN wants 60 to 200 and 400 at the very most. The gate leaves room for a day's work.
LONGEST_FILE = 450
# path: why it may be longer
LONG_FILES: dict[str, str] = {}

LONGEST_FUNCTION = 60  # lines; 40 is the aim
# path and name: why it may be longer
LONG_FUNCTIONS: dict[str, str] = {}

# What Textual and asyncio call: the name says it all, and their documentation says the rest.
CALLED_FROM_OUTSIDE = ("on_", "watch_", "validate_", "compute_", "action_", "do_")
OVERRIDES = {
    "compose",
    "render",
    "render_line",
    "connection_made",
    "connection_lost",
    "data_received",
    "discover",
    "search",
    "error",
}
TRIVIAL = 5  # lines of body that need no explanation where the name is a good one


def _public(module: Module) -> Iterator[tuple[str, ast.AST]]:
    """Name and node of what others may use: neither it nor anything around it begins with an underscore."""
    waiting: list[tuple[str, ast.AST]] = [("", module.tree)]
    while waiting:
        prefix, parent = waiting.pop()
        for node in ast.iter_child_nodes(parent):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                if not node.name.startswith("_"):
                    yield prefix + node.name, node
                    if isinstance(node, ast.ClassDef):
                        waiting.append((f"{prefix}{node.name}.", node))
            elif isinstance(node, ast.If):
                waiting.append((prefix, node))


def _speaks_for_itself(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    body = (node.end_lineno or 0) - node.body[0].lineno + 1
    return body <= TRIVIAL or node.name in OVERRIDES or node.name.startswith(CALLED_FROM_OUTSIDE)


def test_a_file_reads_in_one_sitting() -> None:
    lengths = {module.path: module.text.count("\n") for module in modules()}
    too_long = {path: lines for path, lines in lengths.items() if lines > LONGEST_FILE}
    assert set(too_long) == set(LONG_FILES), too_long


def test_a_function_fits_a_screen() -> None:
    too_long = {
        f"{module.path} {node.name}": length
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        if (length := (node.end_lineno or 0) - node.lineno + 1) > LONGEST_FUNCTION
    }
    assert set(too_long) == set(LONG_FUNCTIONS), too_long


def test_every_file_says_what_it_is() -> None:
    assert not [m.path for m in modules() if m.text.strip() and not ast.get_docstring(m.tree)]


def test_every_public_class_says_what_it_is() -> None:
    missing = [
        f"{module.path}:{node.lineno} {name}"
        for module in modules()
        for name, node in _public(module)
        if isinstance(node, ast.ClassDef) and not ast.get_docstring(node)
    ]
    assert not missing, "\n".join(missing)


def test_every_public_function_says_what_it_does() -> None:
    missing = [
        f"{module.path}:{node.lineno} {name}"
        for module in modules()
        for name, node in _public(module)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        if not ast.get_docstring(node) and not _speaks_for_itself(node)
    ]
    assert not missing, "\n".join(missing)


def test_packages_import_nothing() -> None:
    """A package's own file runs before any module in it: whatever it loaded, everybody would wait for."""
    light = {"tui.cli", "tui.i18n", "tui.phones.decoding"}
    loading = {
        module.name
        for module in modules()
        if module.is_package
        for node in module.tree.body
        if isinstance(node, ast.Import | ast.ImportFrom)
    }
    assert loading <= light
