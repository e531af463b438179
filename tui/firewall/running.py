"""Carries a plan out, once the user has agreed to it, and tells apart the ways in which that may fail."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Final

from tui.firewall.commands import Said, ask, find
from tui.firewall.elevation import CANCELLED, Way, elevated, needs_terminal, osascript
from tui.firewall.model import Argv, FirewallError, Outcome

SECONDS: Final = 180.0  # somebody has to find their password
_REFUSED: Final = (
    "incorrect password",
    "not in the sudoers",
    "not allowed to",
    "may not run",
    "not authorized",
)


async def carry_out(steps: Sequence[Argv], way: Way, seconds: float = SECONDS) -> None:
    """Runs `steps` one after the other with privileges, each within `seconds`, until one fails.

    Raises `FirewallError`, whose `outcome` says why. With a way that `needs_terminal`, the terminal has to be
    given back before.
    """
    if way is Way.OSASCRIPT and steps:
        commands = [(_path(step), *step[1:]) for step in steps]
        answer = await ask(osascript(commands), seconds)
        _check(answer, way, steps[0])
        return
    for step in steps:
        await run(step, way, seconds)


async def run(step: Argv, way: Way, seconds: float = SECONDS) -> str:
    """Runs one command with privileges and returns what it prints. Raises `FirewallError`."""
    command = elevated(step, way, _path(step))
    with _unbroken(needs_terminal(way)):
        answer = await ask(command, seconds, terminal=needs_terminal(way))
    _check(answer, way, step)
    return answer.out


def judged(answer: Said, way: Way) -> Outcome | None:
    """What an answer means; None: done."""
    if answer.missing:
        return Outcome.MISSING
    if answer.status is None:
        return Outcome.TIMEOUT
    if answer.status == 0:
        return None
    said = answer.err.lower()
    if way is Way.UAC:
        return Outcome.CANCELLED if answer.status in (CANCELLED, CANCELLED & 0xFF) else Outcome.FAILED
    if way is Way.OSASCRIPT:
        return Outcome.CANCELLED if "-128" in said else Outcome.FAILED
    if way is Way.PKEXEC and answer.status in (126, 127):
        if "no authentication agent" in said or "no session" in said:
            return Outcome.NO_PROMPT
        return Outcome.CANCELLED if answer.status == 126 else Outcome.REFUSED
    if way in (Way.SUDO, Way.SUDO_QUIET):
        return _of_sudo(answer, said, way)
    return Outcome.FAILED


def _of_sudo(answer: Said, said: str, way: Way) -> Outcome:
    """sudo ends with 1 where it could not ask, as many a command does: what it says tells."""
    own = any(line.startswith("sudo:") for line in said.splitlines())
    if any(word in said for word in _REFUSED):
        return Outcome.REFUSED
    if own and way is Way.SUDO_QUIET:
        return Outcome.NO_PROMPT
    if answer.status in (-signal.SIGINT, 128 + signal.SIGINT) or own:
        return Outcome.CANCELLED
    return Outcome.FAILED


def _check(answer: Said, way: Way, step: Argv) -> None:
    outcome = judged(answer, way)
    if outcome is Outcome.FAILED:
        raise FirewallError(outcome, program=step[0], status=answer.status, said=answer.last)
    if outcome is not None:
        raise FirewallError(outcome, program=step[0])


def _path(step: Argv) -> str:
    program = find(step[0])
    if program is None:
        raise FirewallError(Outcome.MISSING, program=step[0])
    return program


@contextmanager
def _unbroken(terminal: bool) -> Iterator[None]:
    """Ctrl-C at a prompt in the terminal ends the prompt, and must not end the program as well."""
    if not terminal or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
