"""An answers file: the whole set-up as a TOML file, for roll-outs. Everything wrong with it is told at
once."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final

from tui.config.load import parse_toml, read_text
from tui.errors import UsageError
from tui.i18n import say
from tui.setup.answers import unfit
from tui.setup.components import missing_file
from tui.setup.model import NO, YES
from tui.untrusted import clean

PASSWORD_VARIABLE: Final = "DURCHWAHL_PHONE_PASSWORD"  # noqa: S105 - a variable's name
_CHOICES: Final[Mapping[str, tuple[str, ...]]] = {
    "firewall": ("open", "leave"),
    "urls": ("write", "provider", "by-hand"),
    "pbx": ("cloud", "other", "own"),
}


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _flag(value: Any) -> str | None:
    return (YES if value else NO) if isinstance(value, bool) else None


def _numbers(value: Any) -> str | None:
    good = isinstance(value, list) and all(
        isinstance(one, int) and not isinstance(one, bool) for one in value
    )
    return ", ".join(map(str, value)) if good else None


def _number(value: Any) -> str | None:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else None


def _files(value: Any) -> str | None:
    good = isinstance(value, list) and all(isinstance(one, str) for one in value)
    return "; ".join(value) if good else None


# key → how its value becomes a field's text, and the text that says what it must be
_KEYS: Final[Mapping[str, tuple[Callable[[Any], str | None], str]]] = {
    **dict.fromkeys(
        (
            "lang", "country", "area_code", "company_number", "name", "host", "vendor", "user", "password",
            "address", "firewall", "urls", "identity", "pbx", "voicemail", "outside_prefix", "test_number",
        ),
        (_text, "answers_want_text"),
    ),
    **dict.fromkeys(("links", "hotkey", "autostart", "receive", "look_newer"), (_flag, "answers_want_flag")),
    "extension_digits": (_numbers, "answers_want_numbers"),
    "port": (_number, "answers_want_number"),
    "contact_files": (_files, "answers_want_files"),
}  # fmt: skip
_REQUIRED: Final = ("host", "vendor")


def read_answers(path: Path, environ: Mapping[str, str] | None = None) -> dict[str, str]:
    """Field → text. A password may stand in the environment instead (DURCHWAHL_PHONE_PASSWORD).

    Raises `UsageError` with one line for each thing that is wrong, `ConfigError` for what is no TOML.
    """
    text = read_text(path)
    if text is None:
        raise UsageError("answers_missing", file=clean(str(path), 200))
    given = parse_toml(text, path)
    problems: list[str] = []
    answers: dict[str, str] = {}
    for key, value in given.items():
        if key not in _KEYS:
            near = get_close_matches(key[:64], _KEYS, 1, 0.5)
            shown = clean(key, 40)
            problems.append(
                say("answers_unknown_near", word=shown, near=near[0])
                if near
                else say("answers_unknown", word=shown, valid=", ".join(_KEYS))
            )
            continue
        read, want = _KEYS[key]
        made = read(value)
        wrong = say(want, word=key) if made is None else _wrong(key, made)
        if wrong:
            problems.append(wrong)
        elif made is not None:
            answers[key] = made
    problems += [say("answers_required", word=key) for key in _REQUIRED if key not in given]
    if problems:
        raise AnswersError(path, problems)
    secret = (os.environ if environ is None else environ).get(PASSWORD_VARIABLE, "")
    if secret and "password" not in answers:
        answers["password"] = secret
    return answers


def _wrong(key: str, text: str) -> str:
    if key in _CHOICES and text not in _CHOICES[key]:
        return say("answers_want_choice", word=key, choices=", ".join(_CHOICES[key]))
    if key == "contact_files":
        return missing_file(text)
    return unfit(key, text)


class AnswersError(UsageError):
    """What is wrong with an answers file, a line each."""

    def __init__(self, path: Path, problems: list[str]) -> None:
        super().__init__("answers_problems", file=clean(str(path), 200), count=len(problems))
        self.problems = problems

    def __str__(self) -> str:
        if len(self.problems) == 1:
            return f"{self.values['file']}: {self.problems[0]}"
        return "\n".join([super().__str__(), *(f"  {problem}" for problem in self.problems[:20])])
