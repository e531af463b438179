"""The set-up on one screen: left the steps and how they stand, right the one that is shown."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import ClassVar, Final, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input, Static
from textual.worker import Worker

from tui.i18n import language, say
from tui.screens.live import follow, over, tell_app
from tui.screens.setup_keys import setup_hints
from tui.screens.walk import GOOD, Problem, Walk
from tui.setup.draft import Draft
from tui.setup.model import Act, Finding, State, Step, Told
from tui.setup.workshop import Workshop
from tui.view.face import Face
from tui.view.parts import Hint
from tui.widgets.finding import FindingView, outcome_line
from tui.widgets.hint_line import HintLine
from tui.widgets.status_bar import StatusBar
from tui.widgets.step_fields import FieldRow
from tui.widgets.step_form import StepForm
from tui.widgets.step_list import Opened, StepList, StepStrip

_STEP, _ARRIVE, _SURVEY, _KEEP = "setup-step", "setup-arrive", "setup-survey", "setup-keep"  # workers
_KEEP_AFTER: Final = 0.4  # seconds without a key, then what was typed is kept
_ARRIVE_AFTER: Final = 0.25  # who only passes a step on the way to another one starts nothing


class SetupScreen(Screen[None]):
    """Enter goes on, Escape back; any step can be opened. Leaving loses nothing."""

    CSS_PATH = "setup.tcss"
    AUTO_FOCUS = ""
    # Only Tab goes ahead of what is typed: the other keys must find the field with all of it.
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "app.focus_next", show=False, priority=True),
        Binding("shift+tab", "app.focus_previous", show=False, priority=True),
        Binding("enter", "go_on", show=False),
        Binding("escape", "back", show=False),
        Binding("up,ctrl+up", "open(-1)", show=False),
        Binding("down,ctrl+down", "open(1)", show=False),
        Binding("pageup", "scroll_page(-1)", show=False),
        Binding("pagedown", "scroll_page(1)", show=False),
        Binding("c,ctrl+y", "copy", show=False),
        Binding("ctrl+s", "later", show=False),
        Binding("ctrl+r", "again", show=False),
    ]

    def __init__(self, workshop: Workshop, steps: Sequence[Step], problem: Problem) -> None:
        super().__init__(classes="-set-up")
        self._workshop = workshop
        self._walk = Walk(workshop, steps, problem)
        self._busy = True  # with what Enter does, or with opening: nothing else is taken meanwhile
        self._opened = False
        self._left = False
        self._answered = ""  # the step of which it is said what came of what was done, not how it stands
        self._touched = False  # by the user, who is not carried elsewhere then
        self._before = Content("")  # what came of the step before

    @property
    def _face(self) -> Face:
        return cast("Face", self.app)

    def compose(self) -> ComposeResult:
        yield StatusBar()
        yield from over()
        yield StepStrip(id="strip")
        with Horizontal(id="setup"):
            yield StepList(id="list")
            with VerticalScroll(id="page", can_focus=False):
                for part in ("place", "title", "why", "broken"):
                    yield Static(id=part)
                yield StepForm(id="form")
                yield Static(id="follows")
                yield FindingView(id="finding")
        yield Static(id="before")
        yield HintLine()

    def on_mount(self) -> None:
        follow(self, hints=False)
        glyphs = self._face.office.glyphs
        for part in (self._form, self._finding, self.query_one(StepList), self.query_one(StepStrip)):
            part.glyphs = glyphs
        self._work(self._begin)

    @property
    def _form(self) -> StepForm:
        return self.query_one(StepForm)

    @property
    def _finding(self) -> FindingView:
        return self.query_one(FindingView)

    # coming in and leaving

    async def _begin(self) -> None:
        """Where it was left: at the first step that is not done, unless the user goes elsewhere meanwhile."""
        await self._workshop.open()
        await self._show(0)
        self._opened = True
        self._occupy(False)
        self._form.take_focus()
        await self._face.up.wait()  # what runs is a part of what is looked at
        begun = self._workshop.draft != Draft() or self._workshop.config.phones
        for step in self._walk.steps:
            finding = await self._walk.check(step)
            self._show_state()
            if finding.state not in GOOD or not begun:
                break
        if begun and not self._touched:
            await self._show(self._walk.first_open())
        self._settle()

    def do_quit(self) -> None:
        self.action_leave()

    def action_leave(self) -> None:
        """What is typed is kept, and what was changed comes into force."""
        self._touched = True
        self._work(self._leave)

    async def _leave(self) -> None:
        await self._keep()
        self._left = True
        for group in (_ARRIVE, _SURVEY, _KEEP):
            self.workers.cancel_group(self, group)
        self._face.leave_setup(self._workshop)
        self.dismiss()

    # showing

    async def _show(self, at: int) -> None:
        """Another step. What was typed into the one before is kept."""
        self.workers.cancel_group(self, _ARRIVE)
        await self._keep()
        self._walk.at, self._answered = at, ""
        await self._form.show(self._walk.step.fields(self._workshop))
        self._finding.tell(None)
        self._page()
        self._follow_typing()
        self._show_state()
        self.query_one("#page").scroll_home(animate=False)

    def _page(self) -> None:
        """The words of the step that is shown."""
        step = self._walk.step
        place = say("steps_place", number=step.number, count=len(self._walk.steps))
        dot = self._face.office.glyphs.separator
        self._put("#place", Content(f"{place} {dot} {step.chapter.heading}"))
        self._put("#title", Content(step.title))
        self._put("#why", Content(step.why))
        broken = self._workshop.problem
        text = Content("")
        if broken is not None:
            text = Content.assemble(
                (say("steps_config_broken"), "bold"),
                f"\n{broken}\n",
                (say("steps_config_mend"), "$text-muted"),
            )
        self._put("#broken", text)

    def _show_state(self) -> None:
        """How the steps stand, and the one that is shown."""
        if not self._is_here:
            return
        rows = self._walk.rows()
        self.query_one(StepList).show(rows)
        self.query_one(StepStrip).show(rows)
        self._finding.show(self._walk.finding)
        self._put("#before", self._before)
        self.query_one(HintLine).show(self._hints())

    def _put(self, selector: str, text: Content) -> None:
        part = self.query_one(selector, Static)
        part.set_class(bool(text.plain), "-shown")
        part.update(text)

    def _hints(self) -> list[Hint]:
        fields = [row.field for row in self._form.rows]
        return setup_hints(self._walk, fields, busy=self._busy, typing=isinstance(self.focused, Input))

    # going on

    def action_go_on(self) -> None:
        """Does what the step does, then goes on, through all steps that need nothing and are done.

        Where there is only something to see, whoever has seen it may go on, whatever it is.
        """
        if self._busy or self._complaints():
            return
        self._touched = True
        self.workers.cancel_group(self, _KEEP)
        self._work(self._go_on)

    @on(FieldRow.Entered)
    def _entered(self, message: FieldRow.Entered) -> None:
        self.action_go_on()

    def _complaints(self) -> bool:
        """Whether a field is not filled in as it should be; the first such gets the keyboard."""
        wrong = [(id, self._complain(id, text)) for id, text in self._form.values.items()]
        first = next((id for id, problem in wrong if problem), "")
        if first:
            self._form.take_focus(first)
        return bool(first)

    def _complain(self, field: str, text: str) -> str:
        problem = self._walk.problem(self._workshop, field, text)
        self._form.complain(field, problem)
        return problem

    async def _go_on(self) -> None:
        self._occupy(True)
        focused = self.focused
        try:
            step, before = self._walk.step, self._walk.finding
            if step.act is not None:
                self.workers.cancel_group(self, _ARRIVE)
            finding = await self._do(step)
            seen = step.act is None and before is not None and before.state not in GOOD
            while finding.state in GOOD or seen:
                seen = False
                self._remember(step, finding)
                if self._walk.is_last:
                    await self._leave()
                    return
                await self._show(self._walk.at + 1)
                step = self._walk.step
                if not self._walk.passes(step):
                    break
                finding = await self._walk.check(step)
                if finding.state is State.OPEN and step.acts_alone:
                    finding = await self._do(step)
                self._show_state()
        finally:
            self._occupy(False)
        stayed = focused is not None and focused.is_attached
        self._settle(focus=not stayed)
        if stayed and focused is not None:
            self.set_focus(focused)

    async def _do(self, step: Step) -> Finding:
        """The act of the step with what is filled in; its words may be of another language afterwards."""
        spoken = language()
        finding = await self._walk.act(step, self._form.values, self._tell)
        self._finding.tell(None)
        if language() != spoken:
            self._face.relabel()
        self._page()
        self._answered = step.id if step.act is not None else ""
        if step.act is not None and finding.state in GOOD:
            await self._form.show(())  # kept by the act: it is not to be kept once more as typed
        elif language() != spoken:
            await self._form.show(step.fields(self._workshop))
        else:
            await self._form.renew(step.fields(self._workshop))
        self._show_state()
        return finding

    def _remember(self, step: Step, finding: Finding) -> None:
        """The line that says what came of the step before, where more than a look was needed."""
        if step.act is None:
            return
        self._before = outcome_line(step, finding, self._face.office.glyphs, self.size.width - 2)

    @property
    def _is_here(self) -> bool:
        """Whether there is something to show on: work may end while the screen is taken down."""
        return not self._left and bool(self.query("#bar")) and bool(self.query(HintLine))

    def _tell(self, told: Told) -> None:
        if self._is_here:
            self._finding.tell(told)

    def _occupy(self, busy: bool) -> None:
        if self._is_here:
            self._busy = busy
            self._form.disabled = busy
            self.query_one(HintLine).show(self._hints())

    def _settle(self, *, focus: bool = True) -> None:
        """The step stays: the first field gets the keyboard, what it does by itself begins, and all are
        looked at once more."""
        if not self._is_here:
            return
        if focus:
            self.set_focus(None)
            self._form.take_focus()
        self._show_state()
        arrive = self._walk.step.arrive
        if arrive is not None:
            self._work(partial(self._arrive, self._walk.step, arrive), _ARRIVE)
        self._work(self._survey, _SURVEY)

    async def _arrive(self, step: Step, arrive: Act) -> None:
        """What the step does by itself when it is shown."""
        await asyncio.sleep(_ARRIVE_AFTER)
        finding = await self._walk.do(arrive, step, self._form.values, self._tell)
        if self._walk.step is step and self._is_here:
            self._answered = step.id
            self._finding.tell(None)
            await self._form.renew(step.fields(self._workshop))
            self._follow_typing()
            self._show_state()
            if finding.state in GOOD and not self._form.has_focus_within:
                self._form.take_focus()

    async def _survey(self) -> None:
        """Looks at all steps one after the other, the shown one first."""
        here = self._walk.step
        for step in (here, *(one for one in self._walk.steps if one is not here)):
            if step.id != self._answered:
                await self._walk.check(step)
                self._show_state()

    # other ways

    def action_back(self) -> None:
        """Escape: puts the caller card away, ends what runs, goes one step back, leaves."""
        if self._face.view.card is not None:
            self._face.do_lower_card()
        elif self._busy:
            if self._opened:
                self._work(self._given_up)
        elif self._walk.at == 0:
            self.action_leave()
        else:
            self.action_open(-1)

    async def _given_up(self) -> None:
        """What was filled in stays, a password too."""
        step = self._walk.step
        self._occupy(False)
        if self._form.values.keys() != {field.id for field in step.fields(self._workshop)}:
            await self._show(self._walk.at)
        self._finding.tell(None)
        self._settle()

    def action_open(self, by: int) -> None:
        """The step before or behind."""
        self._open(max(0, min(len(self._walk.steps) - 1, self._walk.at + by)))

    @on(Opened)
    def _clicked(self, message: Opened) -> None:
        self._open(self._walk.index(message.number))

    def _open(self, at: int) -> None:
        if not self._busy:
            self._touched = True
            self._work(partial(self._go, at))

    async def _go(self, at: int) -> None:
        await self._show(at)
        self._settle()

    def action_later(self) -> None:
        """Passes over the step for now."""
        finding = self._walk.finding
        if not self._busy and finding is not None and finding.state not in GOOD:
            self._touched = True
            self._work(self._pass_over)

    async def _pass_over(self) -> None:
        step = self._walk.step
        await self._workshop.decline(step.id)
        await self._walk.check(step)
        await self._go(min(len(self._walk.steps) - 1, self._walk.at + 1))

    def action_again(self) -> None:
        """Reads what may have been changed elsewhere, and looks at the step anew."""
        if not self._busy:
            self._touched = True
            self._work(self._again)

    async def _again(self) -> None:
        await self._keep()
        await self._workshop.open()
        self._walk.findings.pop(self._walk.step.id, None)
        await self._go(self._walk.at)

    def action_copy(self) -> None:
        finding = self._walk.finding
        if finding is not None and finding.copy:
            self.app.copy_to_clipboard(finding.copy)
            self.notify(say("steps_copied"), markup=False)

    def action_scroll_page(self, by: int) -> None:
        page = self.query_one("#page", VerticalScroll)
        page.scroll_relative(y=by * page.size.height, animate=False)

    def on_hint_line_chosen(self, message: HintLine.Chosen) -> None:
        """A click on a key does what the key does."""
        message.stop()
        match message.id:
            case "field":
                self.focus_next()
            case "switch":
                pass
            case "next":
                self.action_open(1)
            case _:
                getattr(self, f"action_{message.id}")()

    def _work(self, work: Callable[[], Awaitable[None]], group: str = _STEP) -> None:
        """In the background, in the place of what the group did before."""
        self.run_worker(work, group=group, exclusive=True, exit_on_error=False)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        tell_app(self, event)

    def on_descendant_focus(self) -> None:
        if self._opened and self._is_here:
            self.query_one(HintLine).show(self._hints())

    # what is typed

    @on(FieldRow.Changed)
    def _changed(self, message: FieldRow.Changed) -> None:
        self._touched = True
        self._complain(message.field, message.text)
        self._follow_typing()
        self._work(self._keep_soon, _KEEP)

    def _follow_typing(self) -> None:
        live = self._walk.step.live
        text = live(self._workshop, self._form.values) if live is not None else ""
        self._put("#follows", Content(text))

    async def _keep_soon(self) -> None:
        await asyncio.sleep(_KEEP_AFTER)
        await self._keep()

    async def _keep(self) -> None:
        """What is filled in and not kept by an act yet, for the next sitting. Never a password."""
        changed = self._form.changed
        if changed:
            await self._workshop.leave(changed)
