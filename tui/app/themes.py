"""Three themes, one accent each. State is never told by colour alone.

Muted and disabled text have colours of their own: Textual's are "auto" with an opacity that is lost where a
part of a line is styled, and would come out as the strongest text of all. So has the row that a cursor is
on: on a mixture of the accent, what is muted, missed or live could not be read. A field is known by its
ground.
"""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="durchwahl-dark",
    primary="#7aa2c4",
    secondary="#8a93a3",
    accent="#e0a458",
    foreground="#d6d9df",
    background="#14171c",
    surface="#1a1e25",
    panel="#232933",
    success="#8fbf7f",
    warning="#e0a458",
    error="#e07a6a",
    dark=True,
    variables={
        "cursor-row": "#1d2f43",
        "field": "#232933",
        "text-muted": "#9aa3b1",
        "text-disabled": "#69717f",
        "border": "#3a4250",
        "border-blurred": "#2b323d",
        "block-cursor-text-style": "none",
    },
)
LIGHT = Theme(
    name="durchwahl-light",
    primary="#2f5f8a",
    secondary="#5a6472",
    accent="#8f5000",
    foreground="#20242b",
    background="#f7f6f2",
    surface="#efeee8",
    panel="#e3e1d8",
    success="#2f7030",
    warning="#8f5000",
    error="#b03226",
    dark=False,
    variables={
        "cursor-row": "#d5e1ec",
        "field": "#e3e1d8",
        "text-muted": "#565c65",
        "text-disabled": "#8a8d90",
        "border": "#b5b2a6",
        "border-blurred": "#cfccc1",
        "block-cursor-text-style": "none",
    },
)
CONTRAST = Theme(
    name="durchwahl-contrast",
    primary="#ffffff",
    secondary="#ffffff",
    accent="#ffff00",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#000000",
    success="#00ff00",
    warning="#ffff00",
    error="#ff6060",
    dark=True,
    variables={
        "cursor-row": "#00009c",
        "field": "#303030",
        "text-muted": "#c8c8c8",
        "text-disabled": "#949494",
        "border": "#ffffff",
        "border-blurred": "#a0a0a0",
        "block-cursor-text-style": "bold",
    },
)
THEMES = {"dark": DARK, "light": LIGHT, "contrast": CONTRAST}
