"""What the services need besides the core itself, loaded when they come up and not before."""

from __future__ import annotations

import importlib


def load_adapters() -> None:
    """Loads what the adapters need, in a thread: the screen stays alive meanwhile."""
    for name in (
        "tui.journal.store",
        "tui.server.listener",
        "tui.phones.registry",
        "tui.phones.moved",
        "tui.phones.probing",
        "tui.net",
        "tui.switchboard.orders",
        "tui.switchboard.feature_means",
        "tui.switchboard.features",
        "tui.switchboard.rearming",
        "phonenumbers",
    ):
        importlib.import_module(name)
    from tui.net import prepare
    from tui.phones.registry import makers

    prepare()
    makers()
