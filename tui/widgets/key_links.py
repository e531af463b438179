"""The keys on the frame of a dialog or a pane; a click does what the key does."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content
from textual.style import Style


def key_links(keys: Iterable[tuple[str, str]], gap: int = 2) -> Content:
    """`keys` are (what is shown, the action it runs); without an action it is text only."""
    pieces = [
        Content.styled(text, Style.from_meta({"@click": action})) if action else Content(text)
        for text, action in keys
    ]
    return Content(" " * gap).join(pieces)
