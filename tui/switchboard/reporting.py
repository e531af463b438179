"""What the configured phones are known to report, and what not."""

from __future__ import annotations

from tui.calls.board import Board
from tui.config.model import Config


def inform(board: Board, config: Config) -> None:
    """Tells the board what its phones report."""
    board.silent = frozenset(silent_phones(config))
    board.thorough = frozenset(thorough_phones(config))


def silent_phones(config: Config) -> list[str]:
    """The phones that say nothing after a reject."""
    from tui.phones.registry import maker

    found = {name: maker(phone.vendor) for name, phone in config.phones.items()}
    return [name for name, one in found.items() if one is not None and one.silent_reject]


def thorough_phones(config: Config) -> list[str]:
    """The phones with our own action URLs, which ask for every event."""
    return [name for name, phone in config.phones.items() if phone.action_urls == "ours"]
