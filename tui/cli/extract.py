"""`durchwahl extract`: the numbers in any text on standard input."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from contextlib import suppress
from typing import Final

from tui.cli.setting import read
from tui.cli.table import as_document, as_table
from tui.config.model import Config
from tui.dialing.number import DialPlan, Number
from tui.errors import DurchwahlError
from tui.i18n import say

_MOST: Final = 10_000_000  # bytes read
_BLOCK: Final = 15_000  # characters looked through at a time: less than are looked at in one text
_BETWEEN: Final = re.compile(r"\n|[^\W\d][,;.]?[ \t]+(?=[^\W\d])")
_FULL: Final = 50  # numbers that are taken from one text
_LINE: Final = 2_000  # characters of a line; a longer one is cut between words


def run(args: argparse.Namespace) -> int:
    """Each number once, in the order of the text."""
    config, _ = read(args)
    if sys.stdin is None:
        raise DurchwahlError("extract_none")
    found = list(numbers(read_text(), config))
    if args.json:
        print(as_document({"numbers": [_json(number, config) for number in found]}))
    elif found:
        from tui.dialing.display import shown

        rows = [
            (number.e164 or number.digits, shown(number, config.dialing), say(f"kind_{number.kind.value}"))
            for number in found
        ]
        print(as_table([say("column_number"), say("extract_written"), say("extract_kind")], rows))
    else:
        raise DurchwahlError("extract_none")
    return 0


def read_text(most: int = _MOST) -> str:
    """Standard input, whatever bytes it is."""
    return sys.stdin.buffer.read(most).decode("utf-8", "replace")


def numbers(text: str, config: Config) -> Iterator[Number]:
    """The numbers of a text of any length."""
    known = set()
    for block in _blocks(text):
        for number in _in_block(block, config.dialing):
            name = number.key or number.digits
            if name not in known:
                known.add(name)
                yield number


def _in_block(block: str, plan: DialPlan) -> list[Number]:
    """A block with more numbers than are taken from one text is looked through in halves."""
    from tui.dialing.extract import numbers_in

    found = numbers_in(block, plan)
    half = _between_words(block, len(block) // 2)
    if len(found) < _FULL or not 0 < half < len(block):
        return found
    return _in_block(block[:half], plan) + _in_block(block[half:], plan)


def _between_words(text: str, start: int) -> int:
    """The next place behind `start` that is in no number: the end of a line, or between two words."""
    found = _BETWEEN.search(text, start, start + _LINE)
    return found.start() + 1 if found else 0


def _blocks(text: str) -> Iterator[str]:
    """Whole lines together, a few thousand characters; a text of one line is cut between words."""
    block = ""
    for line in text.splitlines(keepends=True):
        at = 0
        while len(line) - at > _LINE:  # by places: a hostile line of megabytes is not copied again and again
            cut = _between_words(line, at + _LINE // 2) or at + _LINE
            yield line[at:cut]
            at = cut
        line = line[at:]
        if len(block) + len(line) > _BLOCK:
            yield block
            block = ""
        block += line
    yield block


def _json(number: Number, config: Config) -> dict[str, object]:
    from tui.dialing.display import shown
    from tui.dialing.plan import dial_string

    dialled = None
    with suppress(DurchwahlError):  # a number of which nothing can be dialled is still one
        dialled = dial_string(number, config.dialing)
    return {
        "text": number.text,
        "e164": number.e164,
        "written": shown(number, config.dialing),
        "kind": number.kind.value,
        "dialled": dialled,
    }
