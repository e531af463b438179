"""What every screen has around its own content: status line, caller card, banner, hints."""

from __future__ import annotations

from typing import Any, TypeVar, cast

from textual.app import ComposeResult
from textual.screen import ModalScreen, Screen
from textual.worker import Worker, WorkerState

from tui.view.face import Face
from tui.view.frame import View
from tui.widgets.banner import Banner
from tui.widgets.caller_card import CallerCard
from tui.widgets.hint_line import HintLine
from tui.widgets.status_bar import StatusBar

Result = TypeVar("Result")


def over() -> ComposeResult:
    """What is raised over whatever is open."""
    yield CallerCard()
    yield Banner()


def follow(screen: Screen[Any], *, hints: bool = True) -> None:
    """Keeps the frame widgets of `screen` up to date with the app's `view`. Without `hints` the line of keys
    is the screen's own."""

    def show(view: View) -> None:
        for bar in screen.query(StatusBar):
            bar.show(view.status)
        for card in screen.query(CallerCard):
            card.show(view.card)
        for banner in screen.query(Banner):
            banner.show(view.consent)
        for line in screen.query(HintLine) if hints else ():
            line.show(view.hints)

    screen.watch(screen.app, "view", show)


def tell_app(screen: Screen[Any], event: Worker.StateChanged) -> None:
    """A worker tells the screen whose it is, and nobody else; the app puts failures into words."""
    if event.state is WorkerState.ERROR:
        screen.app.post_message(event)


class Dialog(ModalScreen[Result]):
    """A screen over the others. Escape leaves it, and the call keys go on working."""

    BINDINGS = [("escape", "dismiss", "")]

    @property
    def face(self) -> Face:
        """The app, as its screens know it."""
        return cast("Face", self.app)

    def on_mount(self) -> None:
        follow(self)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        tell_app(self, event)
