"""What is wrong with a configuration file, and the error that carries all of it at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tui.errors import UsageError
from tui.untrusted import clean

_SHOWN = 20  # a file with a thousand unknown keys is not a thousand lines of report


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault. `line` counts from 1, 0 where the file as a whole is meant; `key` is dotted, or "".

    `message` names the text of the catalogue that completes a sentence which begins with the key
    ("must be …"), or is a whole sentence where there is no key. A value that is the name of a text in
    `said` is put into words where the problem is shown, so that the language may be chosen after it
    was found.
    """

    line: int
    key: str
    message: str
    values: Mapping[str, object] = field(default_factory=dict)
    said: Mapping[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """What is wrong and what to do, without the key, in the current language."""
        from tui.i18n import say  # for showing only, as in tui.errors

        spoken = {name: say(key, **self.values) for name, key in self.said.items()}
        return say(self.message, **self.values, **spoken)

    @property
    def sentence(self) -> str:
        """Line, key and text together."""
        from tui.i18n import say

        sentence = f"{self.key} {self.text}" if self.key else self.text
        return say("config_at_line", line=self.line, sentence=sentence) if self.line else sentence


class ConfigError(UsageError):
    """The configuration cannot be used. `problems` is never empty; its order is that of the file.

    `lang` is the language that the file asks for, where that much of it could be understood ("" if not):
    the report can then be given in it.
    """

    def __init__(self, file: Path, problems: tuple[Problem, ...], lang: str = "") -> None:
        super().__init__("config_problems", file=file_name(file), count=len(problems))
        self.file = file
        self.problems = problems
        self.lang = lang

    @property
    def short(self) -> str:
        """One sentence for the first problem, and how many more there are."""
        from tui.i18n import say

        first = self._with_file(self.problems[0])
        count = len(self.problems)
        return say("config_and_more", first=first, count=count - 1) if count > 1 else first

    def __str__(self) -> str:
        """One problem in one line; several in one line each under a line with their number."""
        from tui.i18n import say

        if len(self.problems) == 1:
            return self._with_file(self.problems[0])
        lines = [say(self.key, **self.values)]
        lines += [f"  {problem.sentence}" for problem in self.problems[:_SHOWN]]
        if len(self.problems) > _SHOWN:
            lines.append("  " + say("config_and_so_on", count=len(self.problems) - _SHOWN))
        return "\n".join(lines)

    def _with_file(self, problem: Problem) -> str:
        # A problem of the whole file names the file itself.
        return f"{file_name(self.file)}: {problem.sentence}" if problem.line else problem.sentence


def file_name(path: Path) -> str:
    """`path` for a message."""
    return clean(str(path), 200)
