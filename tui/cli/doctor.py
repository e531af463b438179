"""`durchwahl doctor`: the chain from this computer to the phone and back, and what to do about each fault."""

from __future__ import annotations

import argparse
import asyncio
from contextlib import suppress
from dataclasses import dataclass, replace

from tui.cli.setting import places
from tui.cli.table import as_document
from tui.errors import DurchwahlError
from tui.i18n import say
from tui.setup.access import test
from tui.setup.alone import looking
from tui.setup.diagnosis import OF_DEVICE, by_likeliness, examine, verdict
from tui.setup.model import Finding, Told
from tui.setup.steps import BY_ID
from tui.setup.workshop import Workshop


@dataclass(frozen=True, slots=True)
class _Checked:
    """One check; `phone` is "" where it is none of a phone's own, or there is but one."""

    phone: str
    step: str
    found: Finding

    @property
    def name(self) -> str:
        title = BY_ID[self.step].title
        return f"{self.phone}: {title}" if self.phone else title


def run(args: argparse.Namespace) -> int:
    """Exit status 1 when something fails."""
    return asyncio.run(_run(args))


async def _run(args: argparse.Namespace) -> int:
    async with looking(places(args)) as workshop:
        checks = await _checks(workshop)
    failed = any(verdict(one.step, one.found) == "failed" for one in checks)
    if args.json:
        print(as_document({"ok": not failed, "checks": [_as_json(one) for one in checks]}))
    else:
        _print(checks)
    return 1 if failed else 0


async def _checks(workshop: Workshop) -> list[_Checked]:
    """Each phone is tested once, as by `phone test`."""
    names = list(workshop.config.phones) or [""]
    rows: list[_Checked] = []
    for name in names:
        workshop.draft = replace(workshop.draft, phone=name)  # for this command alone: it is not kept
        if name and workshop.elsewhere is None:  # the instance that runs has asked it already
            with suppress(DurchwahlError):  # the check of that step says so
                await test(workshop, {}, _nobody)
        found = await examine(workshop)
        several = len(names) > 1
        for step in by_likeliness(found):
            if step in OF_DEVICE or name == names[0]:  # what is the computer's own is told once
                rows.append(_Checked(name if several and step in OF_DEVICE else "", step, found[step]))
    rank = {"failed": 0, "warning": 1, "ok": 2}
    return sorted(rows, key=lambda one: rank[verdict(one.step, one.found)])


def _print(checks: list[_Checked]) -> None:
    for one in checks:
        word = say(f"doctor_{verdict(one.step, one.found)}")
        print(f"{word:<8} {one.name}: {one.found.detail}")
        if verdict(one.step, one.found) != "ok" and one.found.remedy:
            print(f"{'':<8} {one.found.remedy}")
    count = sum(verdict(one.step, one.found) == "failed" for one in checks)
    print(say("doctor_failed_count", count=count) if count else say("doctor_well"))


def _as_json(one: _Checked) -> dict[str, object]:
    return {
        "name": one.step,
        "phone": one.phone or None,
        "title": one.name,
        "state": verdict(one.step, one.found),
        "detail": one.found.detail,
        "remedy": one.found.remedy or None,
    }


def _nobody(told: Told) -> None:
    """Nobody looks."""
