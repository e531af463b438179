"""mimeapps.list: which application opens what (MIME Applications Specification of freedesktop.org)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

_DEFAULTS: Final = "[Default Applications]"


def default_of(text: str, kind: str) -> str:
    """The first application that is named for `kind`, "" where there is none."""
    for line, inside in _lines(text):
        name, equals, value = line.partition("=")
        if inside and equals and name.strip() == kind:
            return value.split(";")[0].strip()
    return ""


def with_defaults(text: str, wanted: Mapping[str, str]) -> str:
    """`text` with these defaults; "" takes one out. All other lines stay as they are.

    A section that holds nothing afterwards goes away with its last line.
    """
    kept = [(line, inside) for line, inside in _lines(text) if not (inside and _kind(line) in wanted)]
    added = [f"{kind}={app}" for kind, app in wanted.items() if app]
    if added:
        start = next((at for at, (line, _) in enumerate(kept) if _is_ours(line)), None)
        if start is None:
            kept += [("", False)] * bool(kept and kept[-1][0].strip()) + [(_DEFAULTS, True)]
            start = len(kept) - 1
        end = start + 1
        while end < len(kept) and kept[end][1] and kept[end][0].strip() and not _is_ours(kept[end][0]):
            end += 1
        kept[end:end] = [(line, True) for line in added]
    lines = [line for at, (line, _) in enumerate(kept) if not _is_ours(line) or _holds(kept, at)]
    return "\n".join(lines).rstrip("\n") + "\n" if any(line.strip() for line in lines) else ""


def _lines(text: str) -> Iterator[tuple[str, bool]]:
    """Each line, and whether it is of the section of defaults; its own head is."""
    inside = False
    for line in text.splitlines():
        if line.lstrip().startswith("["):
            inside = _is_ours(line)
        yield line, inside


def _is_ours(line: str) -> bool:
    return line.strip() == _DEFAULTS


def _kind(line: str) -> str:
    return line.partition("=")[0].strip()


def _holds(lines: list[tuple[str, bool]], at: int) -> bool:
    """Whether anything stands in the section that begins at `at`."""
    for line, inside in lines[at + 1 :]:
        if not inside or _is_ours(line):
            return False
        if line.strip():
            return True
    return False
