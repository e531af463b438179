"""Reads the configuration file and reports everything that is wrong with it at once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, fields, replace
from pathlib import Path
from typing import Any, TypeVar

from tui.config.checks import PHONE_NAME, RULES, Rule, UnfitError, one_of
from tui.config.lines import KeyPath, Lines, locate
from tui.config.model import (
    AppConfig,
    CodesConfig,
    Config,
    ContactsConfig,
    EventsConfig,
    HotkeyConfig,
    JournalConfig,
    LinksConfig,
    PhoneConfig,
)
from tui.config.problems import ConfigError, Problem, file_name
from tui.config.source_checks import SOURCE_RULES
from tui.config.source_model import KINDS, SourceConfig
from tui.dialing.number import DialPlan
from tui.untrusted import clean

MAX_BYTES = 256 * 1024  # two hundred phones fit in an eighth of it
_SECTIONS: Mapping[str, type] = {
    "events": EventsConfig,
    "dialing": DialPlan,
    "codes": CodesConfig,
    "contacts": ContactsConfig,
    "journal": JournalConfig,
    "app": AppConfig,
    "links": LinksConfig,
    "hotkey": HotkeyConfig,
}
_RULES: Mapping[type, Mapping[str, Rule]] = {**RULES, **SOURCE_RULES}
_KIND = Rule("config_want_source_kind", one_of(tuple(KINDS)), choices=tuple(KINDS))
_TOP = ("lang", *_SECTIONS, "phone", "source")
T = TypeVar("T")
_NAMELESS = {"phone": "config_phone_without_name", "source": "config_source_without_name"}
_BARE = re.compile(r"[A-Za-z0-9_-]{1,64}")
_POSITION = re.compile(r"\(at line (\d{1,9}), column (\d{1,9})\)")
_SYNTAX_HINTS = (  # beginnings of the parser's messages, and what people did
    (("Cannot overwrite", "Cannot declare", "Duplicate"), "config_hint_twice"),
    (("Unescaped", "Invalid hex"), "config_hint_backslash"),
    (("Unterminated", "Illegal character", "Found invalid"), "config_hint_quote_end"),
    (("Expected newline", "Invalid value"), "config_hint_quotes"),
    (("Expected ']'", "Expected ']]'"), "config_hint_bracket"),
)


def load(path: Path, *, must_exist: bool = False) -> Config:
    """The configuration in `path`; an empty one where there is no file, unless it `must_exist`.

    Raises `ConfigError` with all problems that were found.
    """
    text = read_text(path)
    if text is not None:
        return parse(text, path)
    if must_exist:
        raise _whole(path, "config_missing")
    return Config()


def parse(text: str, path: Path) -> Config:
    """The configuration that `text` is. `path` names it in reports and is where relative files start."""
    data = parse_toml(text, path)
    run = _Pass(locate(text))
    config = run.config(data, path)
    if run.problems:
        raise ConfigError(path, tuple(sorted(run.problems, key=lambda problem: problem.line)), config.lang)
    return config


def read_text(path: Path) -> str | None:
    """The text of `path`, None where there is no such file. Raises `ConfigError`."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        return None
    except IsADirectoryError:
        raise _whole(path, "config_is_directory") from None
    except OSError as error:
        raise _whole(path, "config_unreadable", reason=clean(error.strerror or "?")) from None
    except ValueError:  # a NUL in the name
        raise _whole(path, "config_unreadable", reason="NUL") from None
    if len(data) > MAX_BYTES:
        raise _whole(path, "config_too_large", limit=MAX_BYTES // 1024)
    try:
        return data.decode("utf-8-sig")  # Windows' editor writes a byte order mark
    except UnicodeDecodeError as error:
        raise _whole(path, "config_not_utf8", line=data[: error.start].count(b"\n") + 1) from None


def parse_toml(text: str, path: Path) -> dict[str, Any]:
    """The tables of `text`. Raises `ConfigError` with one problem where it is not TOML."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        problem = _syntax_problem(text, str(error))
    except (ValueError, RecursionError):  # a number of thousands of digits; thousands of brackets
        problem = Problem(0, "", "config_absurd", {"file": file_name(path)})
    raise ConfigError(path, (problem,)) from None


def _whole(path: Path, message: str, **values: object) -> ConfigError:
    return ConfigError(path, (Problem(0, "", message, {"file": file_name(path), **values}),))


def _syntax_problem(text: str, message: str) -> Problem:
    """The parser's English `message` as one of our texts: line, column and the likeliest mistake."""
    found = _POSITION.search(message)
    if found:
        line, column = int(found[1]), int(found[2])
    else:
        body = text.rstrip()
        line = body.count("\n") + 1
        column = len(body) - body.rfind("\n")
    hint = next((hint for starts, hint in _SYNTAX_HINTS if message.startswith(starts)), "config_hint_none")
    return Problem(line, "", "config_syntax", {"column": column}, {"hint": hint})


class _Pass:
    """One walk over the tables beside the model. Faults are collected, defaults stand in for them."""

    def __init__(self, lines: Lines) -> None:
        self.problems: list[Problem] = []
        self._lines = lines

    def config(self, data: Mapping[str, Any], path: Path) -> Config:
        self._unknown(data, _TOP, ())
        top = self._values(Config, {key: value for key, value in data.items() if key == "lang"}, ())
        parts = {name: self._section(kind, data.get(name, {}), (name,)) for name, kind in _SECTIONS.items()}
        contacts: ContactsConfig = parts["contacts"]
        base = path.absolute().parent
        parts["contacts"] = replace(contacts, files=tuple(base / file for file in contacts.files))
        phones = self._named("phone", data.get("phone", {}), self._phone)
        sources: dict[str, SourceConfig] = self._named("source", data.get("source", {}), self._source)
        return Config(**top, **parts, phones=phones, sources=sources, path=path)

    def _section(self, kind: type, raw: object, where: KeyPath) -> Any:
        if not isinstance(raw, dict):
            self._problem(where, "config_want_table", {"name": where[0]})
            return kind()
        self._unknown(raw, RULES[kind], where)
        return kind(**self._values(kind, raw, where))

    def _named(
        self, table: str, raw: object, read: Callable[[str, dict[str, Any], KeyPath], T | None]
    ) -> dict[str, T]:
        """What `read` makes of each of [table.NAME]."""
        entries = raw if isinstance(raw, dict) else {}
        loose = [name for name, entry in entries.items() if not isinstance(entry, dict)]
        if not isinstance(raw, dict) or loose:
            self._problem((table, *loose[:1]), _NAMELESS[table])
        made: dict[str, T] = {}
        seen: dict[str, str] = {}
        for name, entry in entries.items():
            if name in loose:
                continue
            where = (table, name)
            if PHONE_NAME.fullmatch(name) is None:
                self._problem(where, "config_phone_name")
            twin = seen.setdefault(name.casefold(), name)
            if twin != name:
                self._problem(where, "config_phone_twin", {"twin": _key((twin,))})
            one = read(name, entry, where)
            if one is not None:
                made[name] = one
        return made

    def _phone(self, name: str, raw: dict[str, Any], where: KeyPath) -> PhoneConfig | None:
        values = self._entry(PhoneConfig, raw, where)
        return None if values is None else PhoneConfig(name=name, **values)

    def _source(self, name: str, raw: dict[str, Any], where: KeyPath) -> SourceConfig | None:
        """Its kind decides what else may stand there."""
        kind = raw.get("kind")
        if not isinstance(kind, str) or kind not in KINDS:
            if "kind" in raw:
                self._unfit((*where, "kind"), _KIND, kind, "")
            else:
                choices = {"choices": ", ".join(KINDS)}
                self._problem((*where, "kind"), "config_missing_key", choices, {"want": _KIND.want})
            return None
        made = KINDS[kind]
        values = self._entry(made, {key: value for key, value in raw.items() if key != "kind"}, where)
        return None if values is None else made(name=name, **values)

    def _entry(self, kind: type, raw: dict[str, Any], where: KeyPath) -> dict[str, Any] | None:
        """The values of a named table; None where one is missing without which there is nothing."""
        self._unknown(raw, _RULES[kind], where)
        values = self._values(kind, raw, where)
        needed = [item.name for item in fields(kind) if item.default is MISSING and item.name != "name"]
        for key in needed:
            if key not in raw:
                rule = _RULES[kind][key]
                choices = {"choices": ", ".join(rule.choices)}
                self._problem((*where, key), "config_missing_key", choices, {"want": rule.want})
        return values if all(key in values for key in needed) else None

    def _values(self, kind: type, raw: Mapping[str, Any], where: KeyPath) -> dict[str, Any]:
        """The fit values of one table. A key that has no rule is reported elsewhere."""
        values: dict[str, Any] = {}
        for key, rule in _RULES[kind].items():
            if key in raw:
                try:
                    values[key] = rule.read(raw[key])
                except UnfitError as unfit:
                    self._unfit((*where, key), rule, raw[key], unfit.message)
        return values

    def _unfit(self, where: KeyPath, rule: Rule, value: object, message: str) -> None:
        near = _nearest(value, rule.choices) if isinstance(value, str) else ""
        shown = _shown(value) if rule.shown else ""
        values = {"choices": ", ".join(rule.choices), "value": shown, "near": near}
        if message:
            self._problem(where, message)
        elif near and shown:
            self._problem(where, "config_unfit_near", values, {"want": rule.want})
        elif shown:
            self._problem(where, "config_unfit_shown", values, {"want": rule.want})
        else:
            self._problem(where, rule.want, values)

    def _unknown(self, raw: Mapping[str, Any], known: Iterable[str], where: KeyPath) -> None:
        valid = tuple(known)
        for key in raw:
            if key in valid:
                continue
            near = _at_home(key) or _nearest(key, valid) or _at_home(_nearest(key, _leaves()))
            if near:
                self._problem((*where, key), "config_unknown_near", {"near": near})
            else:
                self._problem((*where, key), "config_unknown", {"valid": ", ".join(valid)})

    def _problem(
        self,
        where: KeyPath,
        message: str,
        values: Mapping[str, object] | None = None,
        said: Mapping[str, str] | None = None,
    ) -> None:
        self.problems.append(Problem(self._lines.find(where), _key(where), message, values or {}, said or {}))


def _nearest(word: str, choices: Iterable[str]) -> str:
    """The choice that `word` was probably meant to be, or ""."""
    from difflib import get_close_matches  # only a faulty file pays for it

    near = get_close_matches(word[:64].lower(), list(choices), 1, 0.5)
    return near[0] if near else ""


def _leaves() -> list[str]:
    """The settings of all tables."""
    return sorted({leaf for kind in (*_SECTIONS.values(), PhoneConfig) for leaf in RULES[kind]})


def _at_home(key: str) -> str:
    """Where a misplaced `key` belongs: dotted keys, or "" if no table has it."""
    tables: list[tuple[str, type]] = [*_SECTIONS.items(), ("phone.NAME", PhoneConfig)]
    return " / ".join(f"{table}.{key}" for table, kind in tables if key in RULES[kind])


def _key(where: KeyPath) -> str:
    """`where` as one would write it, cleaned: phone."my desk".host"""
    return ".".join(part if _BARE.fullmatch(part) else f'"{clean(part, 64)}"' for part in where)


def _shown(value: object) -> str:
    """`value` for a report, "" where it is no short simple one or might hold a login."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int) and abs(value) < 10**12:
        return str(value)
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, str) and "@" not in value:
        return f'"{clean(value, 40)}"'
    return ""
