"""What every screen has around its own content: status line, caller card, hints, from the app's view."""

from __future__ import annotations

from typing import Any

from textual.screen import Screen

from tui.view.frame import View
from tui.widgets.caller_card import CallerCard
from tui.widgets.hint_line import HintLine
from tui.widgets.status_bar import StatusBar


def follow(screen: Screen[Any]) -> None:
    """Keeps the frame widgets of `screen` up to date with the app's `view`."""

    def show(view: View) -> None:
        for bar in screen.query(StatusBar):
            bar.show(view.status)
        for card in screen.query(CallerCard):
            card.show(view.card)
        for line in screen.query(HintLine):
            line.show(view.hints)

    screen.watch(screen.app, "view", show)
