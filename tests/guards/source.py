"""The program's own source as data: what the guards look at."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Module:
    """One file of Python. `name` is dotted, `path` relative to the checkout with slashes."""

    name: str
    path: str
    text: str
    tree: ast.Module

    @property
    def is_package(self) -> bool:
        """Whether this is the file that stands for its folder."""
        return self.path.endswith("/__init__.py")


@dataclass(frozen=True, slots=True)
class Import:
    """One imported module, wherever in the file: at the top, in a function, for type checking only."""

    target: str
    line: int


@cache
def modules(folder: str = "tui") -> tuple[Module, ...]:
    """Every Python file below `folder`, parsed."""
    return tuple(_module(path) for path in sorted((ROOT / folder).rglob("*.py")))


def imports(module: Module) -> Iterator[Import]:
    """What `module` imports, as dotted names. `from tui.x import y` is tui.x.y where that is a module."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Import(alias.name, node.lineno)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module.path}:{node.lineno} imports relatively"
            origin = node.module or ""
            for alias in node.names:
                whole = f"{origin}.{alias.name}"
                yield Import(whole if whole in _names() else origin, node.lineno)


def within(name: str, *roots: str) -> bool:
    """Whether the dotted `name` is one of `roots` or below one."""
    return any(name == root or name.startswith(f"{root}.") for root in roots)


@cache
def _names() -> frozenset[str]:
    return frozenset(module.name for folder in ("tui", "tests") for module in modules(folder))


def _module(path: Path) -> Module:
    relative = path.relative_to(ROOT)
    parts = relative.with_suffix("").parts
    name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
    text = path.read_text(encoding="utf-8")
    return Module(name, relative.as_posix(), text, ast.parse(text, relative.as_posix()))
