"""Changes single settings of the configuration file. Comments, order and layout of the rest survive."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, MutableMapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tui.config.load import parse, parse_toml, read_text
from tui.config.model import Config
from tui.config.problems import ConfigError, file_name
from tui.config.replace import replace_file
from tui.errors import DurchwahlError, UsageError

if TYPE_CHECKING:
    from tomlkit import TOMLDocument
    from tomlkit.items import Table

Changes = Mapping[tuple[str, ...], object | None]
_ATTEMPTS = 5


def update(path: Path, changes: Changes) -> Config:
    """Sets the keys of `changes` in the file `path` to their values, removes those that are None.

    A key is a path: ("phone", "desk", "host"). A value is a text, number, boolean, path, list or
    mapping; a mapping replaces a whole table. Tables come into being as they are needed, and so does
    the file, with mode 0600; an existing one keeps its mode. Returns the configuration as it is now.

    Raises `ConfigError` when the file is no TOML, `UsageError` when the result would not load, and
    `DurchwahlError` when it cannot be written; nothing has changed then.
    """
    plain = {key: _plain(value) for key, value in changes.items()}
    for _ in range(_ATTEMPTS):
        before = read_text(path)
        after = edited(before or "", path, plain)
        try:
            config = parse(after, path)
        except ConfigError as error:
            raise UsageError("config_would_not_load", problem=error.short) from error
        if read_text(path) != before:  # someone else wrote meanwhile: start again from theirs
            continue
        if after != before:
            replace_file(path, after.encode(), keep_mode=True)
        return config
    raise DurchwahlError("file_busy", file=file_name(path))


def edited(text: str, path: Path, changes: Changes) -> str:
    """The TOML `text` of `path` with `changes` made. Raises what `update` raises."""
    import tomlkit  # costs more than the rest of the start; only those who write need it
    from tomlkit.exceptions import TOMLKitError

    expected = parse_toml(text, path)
    for key, value in changes.items():
        _change(expected, key, value)
    try:
        document = tomlkit.parse(text)
        made = [_change_document(document, key, value) for key, value in changes.items()]
        for table in made:
            if table is not None:
                table.add(tomlkit.nl())  # an empty line before the table that follows
        kept = tomlkit.dumps(document).rstrip("\n")
        after = f"{kept}\n" if kept else ""
        same = _pruned(tomllib.loads(after)) == _pruned(expected)
    except (TOMLKitError, tomllib.TOMLDecodeError, LookupError, AttributeError, TypeError, ValueError):
        same = False  # an outlandish layout, of which a careless edit would make something else
    if not same:
        raise UsageError("config_cannot_edit", file=file_name(path))
    return after


def _change(tables: MutableMapping[str, Any], key: tuple[str, ...], value: object | None) -> None:
    """The change on plain tables: what the edited text has to mean."""
    *parents, last = key
    for name in parents:
        below = tables.get(name)
        if not isinstance(below, MutableMapping):
            if value is None:
                return
            below = tables[name] = {}
        tables = below
    if value is None:
        tables.pop(last, None)
    else:
        tables[last] = value


def _pruned(tables: Mapping[str, Any]) -> dict[str, Any]:
    """`tables` without empty ones: [phone] is gone from the text with its last phone."""
    kept = {key: _pruned(value) if isinstance(value, Mapping) else value for key, value in tables.items()}
    return {key: value for key, value in kept.items() if value != {}}


def _change_document(document: TOMLDocument, key: tuple[str, ...], value: object | None) -> Table | None:
    """The same change on the text, with comments around it.

    Returns the table that it had to add below one that was there: tomlkit puts no empty line after it.
    """
    import tomlkit
    from tomlkit.items import InlineTable

    tables: MutableMapping[str, Any] = document
    made: Table | None = None
    added = False
    *parents, last = key
    for depth, name in enumerate(parents):
        below = tables.get(name)
        if not isinstance(below, MutableMapping):
            if value is None:
                return None
            if isinstance(tables, InlineTable):
                tables[name] = tomlkit.inline_table()
            else:  # [phone.desk] needs no line [phone] above it
                tables[name] = new = tomlkit.table(is_super_table=depth + 1 < len(parents))
                made = new if depth and not added else None
            added = True
            below = tables[name]
        tables = below
    if value is None:
        tables.pop(last, None)
    elif last not in tables or tables[last] != value or type(value) is not type(_unwrapped(tables[last])):
        tables[last] = value
    return made


def _unwrapped(item: Any) -> object:
    return item.unwrap() if hasattr(item, "unwrap") else item


def _plain(value: object | None) -> object | None:
    """`value` in TOML's own types; the text of an enum, a path, the list of a tuple."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str | Path):
        return str(value)
    if isinstance(value, int | float):
        return value
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items() if item is not None}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value if item is not None]
    raise TypeError(f"no TOML for {type(value).__name__}")
