"""The screen as text. The only place that looks into Textual's compositor."""

from __future__ import annotations

from typing import Any

from textual.app import App
from textual.strip import Strip


def screen_strips(app: App[Any]) -> list[Strip]:
    """Every line of the screen as it is drawn, styles included."""
    return list(app.screen._compositor.render_strips())


def screen_text(app: App[Any]) -> str:
    """Every line of the screen, without the blanks at its end."""
    return "\n".join(strip.text.rstrip() for strip in screen_strips(app)) + "\n"
