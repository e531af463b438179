"""The smallest Textual app there is: what a start cannot be quicker than."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Label


class Minimal(App[None]):
    def compose(self) -> ComposeResult:
        yield Label("Minimal")


if __name__ == "__main__":
    Minimal().run()
