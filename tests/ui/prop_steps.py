"""Steps of a set-up that does nothing: what each finds and does is said by the test, and what was done is kept."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field

from tui.errors import DurchwahlError
from tui.setup.model import (
    Act,
    Chapter,
    Choice,
    Field,
    Finding,
    Kind,
    Step,
    Tell,
    Values,
    done,
    still_open,
)
from tui.setup.workshop import Workshop

Does = Callable[[Workshop, Values, Tell], Awaitable[Finding | None]]


@dataclass(frozen=True, slots=True)
class PropField(Field):
    """A field with its words."""

    named: str = ""
    written: str = ""

    @property
    def label(self) -> str:
        return self.named or self.id

    @property
    def hint(self) -> str:
        return self.written


@dataclass(frozen=True, slots=True)
class PropStep(Step):
    """A step with its words."""

    named: str = ""
    because: str = ""
    does: str = ""

    @property
    def title(self) -> str:
        return self.named or self.id

    @property
    def why(self) -> str:
        return self.because or f"why {self.id}"

    @property
    def button(self) -> str:
        return self.does if self.act is not None else ""


@dataclass
class Plot:
    """Makes the steps. `found` is what a check finds, `acts` what comes of an act (an error is raised), both by
    step; without an entry a check finds what the last act left, at first OPEN, and an act is DONE. `log` is
    what was asked and done, in order. An act for which there is a `gate` waits until that is opened."""

    found: dict[str, Finding] = field(default_factory=dict)
    acts: dict[str, Finding | DurchwahlError] = field(default_factory=dict)
    log: list[str] = field(default_factory=list)
    gates: dict[str, asyncio.Event] = field(default_factory=dict)
    does: dict[str, Does] = field(default_factory=dict)
    given: dict[str, dict[str, str]] = field(default_factory=dict)  # step → the values of its last act
    steps: list[PropStep] = field(default_factory=list)

    def step(
        self,
        id: str,
        *fields: Field,
        chapter: Chapter = Chapter.INSTALLATION,
        acts: bool = True,
        alone: bool = False,
        arrives: bool = False,
        live: Callable[[Workshop, Values], str] | None = None,
    ) -> None:
        """Adds a step behind the others."""

        async def check(workshop: Workshop) -> Finding:
            self.log.append(f"check {id}")
            if id in workshop.draft.declined:
                return (
                    Finding(self.found[id].state, "declined") if id in self.found else still_open("declined")
                )
            return self.found.get(id, still_open(f"{id} is open"))

        def shown(workshop: Workshop) -> tuple[Field, ...]:
            typed = workshop.draft.typed
            return tuple(
                PropField(
                    one.id,
                    one.kind,
                    typed.get(one.id, one.value),
                    one.choices,
                    one.free,
                    getattr(one, "named", ""),
                    getattr(one, "written", ""),
                )
                for one in fields
            )

        self.steps.append(
            PropStep(
                number=len(self.steps) + 1,
                id=id,
                chapter=chapter,
                check=check,
                act=self._act(id, "act") if acts else None,
                fields=shown,
                acts_alone=alone,
                live=live,
                arrive=self._act(id, "arrive") if arrives else None,
                named=f"Step {id}",
                does="do it",
            )
        )

    def _act(self, id: str, word: str) -> Act:
        name = id if word == "act" else f"{word} {id}"

        async def act(workshop: Workshop, values: Values, tell: Tell) -> Finding:
            self.log.append(f"{word} {id}")
            self.given[name] = dict(values)
            if name in self.does:
                finding = await self.does[name](workshop, values, tell)
                if finding is not None:
                    return finding
            if name in self.gates:
                await self.gates[name].wait()
            outcome = self.acts.get(name, done(f"{name} is done"))
            if isinstance(outcome, DurchwahlError):
                raise outcome
            self.found[id] = outcome
            self.log.append(f"{word} {id} over")
            return outcome

        return act

    def count(self, entry: str) -> int:
        return self.log.count(entry)


def text(id: str, value: str = "", kind: Kind = Kind.TEXT) -> Field:
    return PropField(id, kind, value)


def choice(id: str, values: Sequence[str], value: str = "", *, free: bool = False) -> Field:
    """Each choice is labelled with its value in capitals."""
    choices = tuple(Choice(one, one.upper(), f"about {one}") for one in values)
    return PropField(id, Kind.CHOICE, value, choices, free)
