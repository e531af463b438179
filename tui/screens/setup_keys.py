"""The keys of the set-up's screen, as they are said in its last line."""

from __future__ import annotations

from collections.abc import Sequence

from tui.i18n import say
from tui.screens.walk import GOOD, Walk
from tui.setup.model import Field, Kind
from tui.view.commands import key_shown
from tui.view.parts import Hint


def setup_hints(walk: Walk, fields: Sequence[Field], *, busy: bool, typing: bool) -> list[Hint]:
    """What can be done now. Each is called like the screen's action; `typing`: a letter is text."""
    if busy:
        return [Hint("back", key_shown("escape"), say("steps_key_cancel"))]
    step, finding = walk.step, walk.finding
    on = say("steps_key_finish" if walk.is_last else "steps_key_next")
    back = say("steps_key_back" if walk.at else "steps_key_leave")
    hints = [Hint("go_on", key_shown("enter"), step.button or on), Hint("back", key_shown("escape"), back)]
    if len(fields) > 1:
        hints.append(Hint("field", key_shown("tab"), say("steps_key_field"), rank=3))
    if any(field.kind is Kind.SWITCH for field in fields):
        hints.append(Hint("switch", key_shown("space"), say("steps_key_switch"), rank=4))
    if finding is not None and finding.copy:
        hints.append(Hint("copy", key_shown("ctrl+y") if typing else "c", say("steps_key_copy"), rank=1))
    if finding is not None and finding.state not in GOOD and not walk.is_last:
        hints.append(Hint("later", key_shown("ctrl+s"), say("steps_key_later"), rank=2))
    if step.act is not None or step.arrive is not None:
        hints.append(Hint("again", key_shown("ctrl+r"), say("steps_key_again"), rank=6))
    hints.append(Hint("next", "^↑↓" if fields else "↑↓", say("steps_key_open"), rank=5))
    hints.append(Hint("leave", key_shown("ctrl+q"), say("steps_key_leave"), rank=7))
    return hints
