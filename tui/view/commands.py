"""One `Command` for each thing that a user can do. Key map, footer, help and palette come from this list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tui.calls.states import Call
from tui.i18n import say
from tui.phones.driver import Order
from tui.switchboard.orders import choose


@dataclass(frozen=True, slots=True)
class Situation:
    """What decides whether a command can run now."""

    phones: int
    calls: tuple[Call, ...]
    row_selected: bool


Reason = str | None  # the key of the text that says why a command cannot run; None: it can


def _always(now: Situation) -> Reason:
    return None


def _with_phone(now: Situation) -> Reason:
    return None if now.phones else "why_no_phone"


def _to(order: Order) -> Callable[[Situation], Reason]:
    def reason(now: Situation) -> Reason:
        return None if choose(list(now.calls), order) else f"no_call_to_{order.value}"

    return reason


def _end(now: Situation) -> Reason:
    return None if now.calls else "no_call_to_hangup"


def _hold(now: Situation) -> Reason:
    able = choose(list(now.calls), Order.HOLD) or choose(list(now.calls), Order.RESUME)
    return None if able else "no_call_to_hold"


def _with_row(now: Situation) -> Reason:
    return None if now.row_selected else "why_no_row"


@dataclass(frozen=True, slots=True)
class Command:
    """`letter` works where no text is being typed, `function` everywhere.

    `footer` is the place there (0: none); where the line is short, the highest `footer_rank` goes first.
    """

    id: str
    letter: str = ""
    function: str = ""
    footer: int = 0
    possible: Callable[[Situation], Reason] = _always
    footer_rank: int = 0

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(key for key in (self.letter, self.function) if key)

    @property
    def label(self) -> str:
        """One or two words, for the footer."""
        return say(f"cmd_{self.id}")

    @property
    def help(self) -> str:
        """One sentence, for help and palette."""
        return say(f"cmd_{self.id}_help")


COMMANDS: tuple[Command, ...] = (
    Command("answer", "a", "f5", 1, _to(Order.ANSWER)),
    Command("end", "x", "f6", 2, _end),
    Command("hold", "space", "f7", 3, _hold),
    Command("dial", "d", "", 4, _with_phone),
    Command("redial", "r", "", 5, _with_phone, footer_rank=7),
    Command("call_back", "enter", "", 0, _with_row),
    Command("search", "slash", "", 6, footer_rank=4),
    Command("note", "n", "", 7, _with_row, footer_rank=5),
    Command("missed", "m", "", 0),
    Command("next_filter", "right", "", 0),
    Command("previous_filter", "left", "", 0),
    Command("next_pane", "tab", "", 0),
    Command("lower_card", "escape", "", 0),
    Command("raise_card", "i", "", 0),
    Command("check_phones", "p", "", 0, _with_phone),
    Command("theme", "T", "", 0),
    Command("help", "question_mark", "f1", 8),
    Command("palette", "", "ctrl+p", 9, footer_rank=9),
    Command("quit", "q", "ctrl+q", 10, footer_rank=8),
)
BY_ID = {command.id: command for command in COMMANDS}

_KEY_NAMES = {
    "space": "key_space",
    "enter": "key_enter",
    "escape": "key_escape",
    "tab": "key_tab",
    "left": "←",
    "right": "→",
    "slash": "/",
    "question_mark": "?",
    "ctrl+p": "^p",
    "ctrl+q": "^q",
}


def key_shown(key: str) -> str:
    """A key as it is written in footer and help."""
    name = _KEY_NAMES.get(key, key)
    if name.startswith("key_"):
        return say(name)
    return name.upper() if name.startswith("f") and name[1:].isdigit() else name


def footer(commands: Sequence[Command] = COMMANDS) -> list[Command]:
    """The commands of the footer in its order."""
    return sorted((command for command in commands if command.footer), key=lambda command: command.footer)
