"""macOS: reads socketfilterfw, whose answers are English everywhere, and writes its commands.

Its firewall lets programs in, not ports: the program is the Python that runs this. The packet filter pf is
apart; it lets everything in unless somebody has written rules for it.
"""

from __future__ import annotations

import re
from typing import Final

from tui.discovery.found import Remark
from tui.firewall.model import Access, Argv, Door, Firewall, Look, Ours

TOOL: Final = "/usr/libexec/ApplicationFirewall/socketfilterfw"
STATE: Final[Argv] = (TOOL, "--getglobalstate")
BLOCK_ALL: Final[Argv] = (TOOL, "--getblockall")
_STATE = re.compile(r"state\s*=\s*(\d)", re.I)
_ALL = re.compile(r"block all.*?\b(enabled|disabled)\b|set to (enabled|disabled)", re.I)


def of_program(program: str) -> Argv:
    """The command that tells whether a program is let in."""
    return (TOOL, "--getappblocked", program)


def parse_state(text: str) -> int | None:
    """0 off, 1 on, 2 blocking everything; None where that is not told."""
    found = _STATE.search(text)
    return int(found[1]) if found and found[1] in "012" else None


def parse_block_all(text: str) -> bool:
    """Whether everything is blocked, whatever is let in by name."""
    found = _ALL.search(text)
    return bool(found) and "enabled" in (found[1] or found[2] or "").lower().split() if found else False


def parse_program(text: str) -> Access:
    """Whether a program is let in; unknown where the firewall has no entry for it."""
    said = text.lower()
    if "not part of the firewall" in said:
        return Access.UNKNOWN
    if "permitted" in said:
        return Access.OPEN
    return Access.CLOSED if "block" in said else Access.UNKNOWN


def judge(state: int | None, block_all: bool, program: str, of_it: Access, door: Door) -> Look:
    """What macOS lets in to `program`."""
    where = ((program,),)
    if state == 0:
        return Look(Firewall.MACOS, False, Access.OPEN, Remark("fw_switched_off"), where=where)
    if state is None:
        return Look(Firewall.MACOS, None, Access.UNKNOWN, Remark("fw_macos_unread"), where=where)
    if state == 2 or block_all:
        return Look(Firewall.MACOS, True, Access.CLOSED, Remark("fw_macos_all"), where=where, barred=True)
    ours = (Ours(door.port, "", tuple(undoing(program))),) if of_it is Access.OPEN else ()
    why = {
        Access.OPEN: Remark("fw_lets_in", {"port": door.port}),
        Access.CLOSED: Remark("fw_macos_closed", {"program": program}),
        Access.UNKNOWN: Remark("fw_macos_unsure", {"program": program}),
    }[of_it]
    return Look(Firewall.MACOS, True, of_it, why, ours, where=where)


def opening(program: str) -> list[Argv]:
    """The commands that let a program in."""
    return [(TOOL, "--add", program), (TOOL, "--unblockapp", program)]


def undoing(program: str) -> list[Argv]:
    """The command that takes it out again."""
    return [(TOOL, "--remove", program)]
