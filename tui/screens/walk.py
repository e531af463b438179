"""The way through the set-up: where one is, how each step stands, and what is done at it."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field

from tui.errors import DurchwahlError
from tui.i18n import say
from tui.setup.model import Act, Finding, State, Step, Tell, Values, attention
from tui.setup.workshop import Workshop
from tui.view.steps import StepRow

Problem = Callable[[Workshop, str, str], str]  # what is wrong with the text of a field; "": nothing

_log = logging.getLogger(__name__)
GOOD = (State.DONE, State.SKIPPED)


@dataclass(slots=True)
class Walk:
    """`problem` checks a field as it is being typed in. Knows nothing of the screen."""

    workshop: Workshop
    steps: Sequence[Step]
    problem: Problem
    at: int = 0
    findings: dict[str, Finding] = field(default_factory=dict)

    @property
    def step(self) -> Step:
        """The one that is shown."""
        return self.steps[self.at]

    @property
    def finding(self) -> Finding | None:
        """How it stands, None until that was looked at."""
        return self.findings.get(self.step.id)

    @property
    def is_last(self) -> bool:
        return self.at == len(self.steps) - 1

    def index(self, number: int) -> int:
        """Where the step of that number is."""
        return next(at for at, step in enumerate(self.steps) if step.number == number)

    def rows(self) -> list[StepRow]:
        """All of them, for the list."""
        return [
            StepRow(step.number, step.title, step.chapter, self._state(step), at == self.at)
            for at, step in enumerate(self.steps)
        ]

    def passes(self, step: Step) -> bool:
        """Whether it needs nothing of the user, so that Enter before it may go through it."""
        return not step.fields(self.workshop) and (step.act is None or step.acts_alone)

    def first_open(self) -> int:
        """The first step that is not done, as far as they were looked at; the first of all if all are."""
        return next((at for at, step in enumerate(self.steps) if self._state(step) not in GOOD), 0)

    async def check(self, step: Step) -> Finding:
        """How it stands now. What goes wrong in looking is what was found."""
        finding = await _outcome(step, step.check(self.workshop))
        self.findings[step.id] = finding
        return finding

    async def act(self, step: Step, values: Values, tell: Tell) -> Finding:
        """Does what Enter does there; without an act, looks. Who does it does not pass over it any more."""
        if step.act is None:
            return await self.check(step)
        if step.id in self.workshop.draft.declined:
            await self.workshop.decline(step.id, really=False)
        return await self.do(step.act, step, values, tell)

    async def do(self, act: Act, step: Step, values: Values, tell: Tell) -> Finding:
        """One of the acts of the step. What goes wrong is what came of it."""
        finding = await _outcome(step, act(self.workshop, values, tell))
        self.findings[step.id] = finding
        return finding

    def _state(self, step: Step) -> State | None:
        finding = self.findings.get(step.id)
        return finding.state if finding is not None else None


async def _outcome(step: Step, work: Awaitable[Finding]) -> Finding:
    try:
        return await work
    except DurchwahlError as error:
        return attention(str(error))
    except Exception:  # an outer wall: the other steps can be done all the same
        _log.exception("Step %d failed", step.number)
        return attention(say("unexpected"))
