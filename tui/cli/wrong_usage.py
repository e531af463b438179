"""What is wrong with the words of a command line, in the user's language: argparse only speaks English."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from tui.i18n import say
from tui.untrusted import clean

# argparse's messages, of Python 3.11 to 3.14, and how we say them.
_SAID: Final[tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...]] = (
    (
        re.compile(r"unrecognized arguments: (.*)"),
        lambda found: say("cli_wrong_unknown", words=found[1]),
    ),
    (
        re.compile(r"the following arguments are required: (.*)"),
        lambda found: say("cli_wrong_required", names=found[1]),
    ),
    (
        re.compile(r"argument (.+?): invalid choice: (.*) \(choose from (.*)\)"),
        lambda found: say("cli_wrong_choice", value=_bare(found[2]), choices=found[3].replace("'", "")),
    ),
    (
        re.compile(r"argument (.+?): invalid int value: (.*)"),
        lambda found: say("cli_wrong_int", name=found[1], value=_bare(found[2])),
    ),
    (
        re.compile(r"argument (.+?): invalid float value: (.*)"),
        lambda found: say("cli_wrong_number", name=found[1], value=_bare(found[2])),
    ),
    (
        re.compile(r"argument (.+?): expected .*"),
        lambda found: say("cli_wrong_value_missing", name=found[1]),
    ),
    (
        re.compile(r"argument (.+?): ignored explicit argument (.*)"),
        lambda found: say("cli_wrong_value_needless", name=found[1], value=_bare(found[2])),
    ),
    (
        re.compile(r"argument (.+?): not allowed with argument (.*)"),
        lambda found: say("cli_wrong_together", first=found[2], second=found[1]),
    ),
    (
        re.compile(r"ambiguous option: (.+?) could match (.*)"),
        lambda found: say("cli_wrong_ambiguous", name=found[1], choices=found[2]),
    ),
)


def explained(message: str) -> str:
    """argparse's `message` as one of our sentences; one that we do not know stays as it is."""
    message = clean(message, 400)
    for pattern, sentence in _SAID:
        found = pattern.fullmatch(message)
        if found:
            return sentence(found)
    return f"{message}."


def _bare(quoted: str) -> str:
    return quoted[1:-1] if quoted[:1] in ("'", '"') and quoted[-1:] == quoted[:1] else quoted
