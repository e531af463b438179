"""`durchwahl setup`: the 28 steps on the screen, their state in words or JSON, or all of them unattended."""

from __future__ import annotations

import argparse
import asyncio
import sys
from pathlib import Path
from typing import Final

from tui.cli.setting import places
from tui.cli.table import as_document
from tui.errors import UsageError
from tui.i18n import say
from tui.setup.alone import looking, working
from tui.setup.diagnosis import look
from tui.setup.model import Finding, State, Step
from tui.setup.reading import read_answers
from tui.setup.steps import STEPS
from tui.setup.unattended import held
from tui.setup.unattended import run as run_all

_MARKS: Final = {State.DONE: "✓", State.OPEN: "·", State.ATTENTION: "!", State.SKIPPED: "–"}
_PLAIN: Final = {**_MARKS, State.DONE: "x", State.OPEN: ".", State.SKIPPED: "-"}


def run(args: argparse.Namespace) -> int:
    """Without an option, the app with the set-up open."""
    if args.status:
        return asyncio.run(_status(args))
    if args.answers is not None:
        return asyncio.run(_unattended(args))
    if args.json:
        raise UsageError("setup_json_alone")
    from tui.cli.app import run as run_app

    args.setup = True
    return run_app(args)


async def _status(args: argparse.Namespace) -> int:
    found: dict[int, Finding] = {}
    async with looking(places(args)) as workshop:
        for step in STEPS:
            found[step.number] = await look(workshop, step)
            if not args.json:
                _print(step, found[step.number])
    if args.json:
        print(as_document({"steps": [_as_json(step, found[step.number]) for step in STEPS]}))
    return 0


async def _unattended(args: argparse.Namespace) -> int:
    """Exit status 0 only when all checks hold, else 1."""
    answers = await asyncio.to_thread(read_answers, Path(args.answers))
    async with working(places(args)) as workshop:
        found = await run_all(workshop, answers, (lambda *_: None) if args.json else _print)
    if args.json:
        print(as_document({"steps": [_as_json(step, found[step.number]) for step in STEPS]}))
    if held(found):
        return 0
    wrong = [str(n) for n, one in found.items() if one.state in (State.ATTENTION, State.OPEN)]
    print(f"durchwahl: {say('setup_not_held', steps=', '.join(wrong))}", file=sys.stderr)
    return 1


def _print(step: Step, found: Finding) -> None:
    marks = _MARKS if (sys.stdout.encoding or "").lower().startswith("utf") else _PLAIN
    chapter = f"\n{step.chapter.heading}\n" if step.number in (1, 7, 15, 24) else ""
    print(f"{chapter}{marks[found.state]} {step.number:>2} {step.title}: {found.detail}", flush=True)
    if found.state in (State.ATTENTION, State.OPEN) and found.remedy:
        print(f"     {found.remedy}", flush=True)


def _as_json(step: Step, found: Finding) -> dict[str, object]:
    return {
        "number": step.number,
        "chapter": step.chapter.heading,
        "title": step.title,
        "state": found.state.value,
        "detail": found.detail,
        "remedy": found.remedy or None,
    }
