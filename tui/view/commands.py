"""One `Command` for each thing that a user can do. Keys, footer, help, palette and pane come from it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tui.i18n import say
from tui.phones.driver import Ability, Feature, Order
from tui.view.situation import Situation

Why = Callable[[Situation], str]  # the sentence that says why a command cannot run; "": it can


class Group(StrEnum):
    """What a command is done to. Those of CALL and PHONE take a phone's name (None: the fitting one)."""

    CALL = "call"
    PHONE = "phone"
    CALLS = "calls"  # the pane
    CONTACTS = "contacts"  # the pane
    PROGRAM = "program"


def _always(now: Situation) -> str:
    return ""


def _with_phone(now: Situation) -> str:
    return "" if now.phones else say("why_no_phone")


def _with_row(now: Situation) -> str:
    return "" if now.row_selected else say("why_no_row")


def _with_book(now: Situation) -> str:
    return "" if now.book else say("why_no_book")


def _with_page(now: Situation) -> str:
    return "" if now.page else say("why_no_page")


def _any(*orders: Order) -> Why:
    """Possible when one of the orders is; the first one's reason counts."""

    def reason(now: Situation) -> str:
        if not now.phones:
            return say("why_no_phone")
        reasons = [now.order(order) for order in orders]
        return reasons[0] if all(reasons) else ""

    return reason


def _transfer(now: Situation) -> str:
    """What `t` does depends on the call: connect both, pass on, or ask to whom."""
    if now.phones and now.consulting:
        return now.order(Order.COMPLETE)
    if now.phones and now.ringing:
        return now.order(Order.DEFLECT)
    return _any(Order.TRANSFER, Order.CONSULT)(now)


def _feature(*features: Feature) -> Why:
    """Possible when one of the features can be switched, in the phone or in the PBX."""

    def reason(now: Situation) -> str:
        if not now.phones:
            return say("why_no_phone")
        reasons = [now.feature(feature, None) for feature in features]
        return reasons[0] if all(reasons) else ""

    return reason


def _ability(ability: Ability) -> Why:
    return lambda now: now.ability(ability) if now.phones else say("why_no_phone")


def _code(name: str) -> Why:
    """Possible where the PBX has a code for it and the phone can dial it."""

    def reason(now: Situation) -> str:
        if not now.phones:
            return say("why_no_phone")
        return now.code(name)

    return reason


@dataclass(frozen=True, slots=True)
class Command:
    """`letter` works where no text is being typed, `function` everywhere.

    `footer` is the place there (0: none); where the line is short, the highest `footer_rank` goes first.
    """

    id: str
    letter: str = ""
    function: str = ""
    footer: int = 0
    why_not: Why = _always
    footer_rank: int = 0
    group: Group = Group.PROGRAM

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

    @property
    def of_phone(self) -> bool:
        """Whether it is done to one phone or its call."""
        return self.group in (Group.CALL, Group.PHONE)


_CALL, _PHONE = Group.CALL, Group.PHONE

COMMANDS: tuple[Command, ...] = (
    Command("answer", "a", "f5", 1, _any(Order.ANSWER), group=_CALL),
    Command("end", "x", "f6", 2, _any(Order.HANGUP, Order.REJECT), group=_CALL),
    Command("hold", "space", "f7", 3, _any(Order.HOLD, Order.RESUME), group=_CALL),
    Command("transfer", "t", "f8", 4, _transfer, 2, group=_CALL),
    Command("conference", "c", "f9", 5, _any(Order.CONFERENCE), 6, group=_CALL),
    Command("swap", "s", "", 0, _any(Order.SWAP), group=_CALL),
    Command("return", "b", "", 0, _any(Order.RETURN), group=_CALL),
    Command("mute", "M", "", 0, _any(Order.MUTE, Order.UNMUTE), group=_CALL),
    Command("keypad", "k", "", 0, _any(Order.DTMF), group=_CALL),
    Command("park", "P", "", 0, _code("park"), group=_CALL),
    Command("dial", "d", "", 6, _with_phone, group=_PHONE),
    Command("redial", "r", "", 7, _with_phone, 7, group=_PHONE),
    Command("retrieve", "U", "", 0, _code("retrieve"), group=_PHONE),
    Command("pick_up", "G", "", 0, _code("pickup"), group=_PHONE),
    Command("dnd", "D", "f10", 10, _feature(Feature.DND), 6, group=_PHONE),
    Command(
        "forward",
        "f",
        "",
        11,
        _feature(Feature.ALWAYS, Feature.BUSY, Feature.NO_ANSWER, Feature.NOT_REGISTERED),
        6,
        group=_PHONE,
    ),
    Command("louder", "greater_than_sign", "", 0, _any(Order.LOUDER), group=_PHONE),
    Command("quieter", "less_than_sign", "", 0, _any(Order.QUIETER), group=_PHONE),
    Command("picture", "S", "", 0, _ability(Ability.PICTURE), group=_PHONE),
    Command("call_back", "enter", "", 0, _with_row, group=Group.CALLS),
    Command("note", "n", "", 9, _with_row, 5, group=Group.CALLS),
    Command("missed", "m", "", 0, group=Group.CALLS),
    Command("next_filter", "right", "", 0, group=Group.CALLS),
    Command("previous_filter", "left", "", 0, group=Group.CALLS),
    Command("search", "slash", "", 8, footer_rank=4, group=Group.CONTACTS),
    Command("contact", "o", "ctrl+o", 0, _with_book, group=Group.CONTACTS),
    Command("new_contact", "N", "ctrl+n", 0, _with_book, group=Group.CONTACTS),
    Command("whose", "y", "", 0, _with_book, group=Group.CONTACTS),
    Command("page", "w", "", 0, _with_page, group=Group.CONTACTS),
    Command("speed_dials", "K", "", 0, _with_book, group=Group.CONTACTS),
    Command("groups", "g", "ctrl+g", 0, _with_book, group=Group.CONTACTS),
    Command("duplicates", "equals_sign", "", 0, _with_book, group=Group.CONTACTS),
    Command("next_pane", "tab", "", 0),
    Command("lower_card", "escape", "", 0),
    Command("raise_card", "i", "", 0),
    Command("check_phones", "p", "", 0, _with_phone),
    Command("discover", "F", "", 0),
    Command("setup", "e", "", 0),
    Command("theme", "T", "", 0),
    Command("help", "question_mark", "f1", 12),
    Command("palette", "", "ctrl+p", 13, footer_rank=9),
    Command("quit", "q", "ctrl+q", 14, footer_rank=8),
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
    "greater_than_sign": ">",
    "less_than_sign": "<",
    "equals_sign": "=",
    "ctrl+g": "^g",
    "ctrl+n": "^n",
    "ctrl+o": "^o",
    "ctrl+p": "^p",
    "ctrl+q": "^q",
    "ctrl+r": "^r",
    "ctrl+s": "^s",
    "ctrl+y": "^y",
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
