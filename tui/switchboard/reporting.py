"""What the configured phones are known to report, and what not."""

from __future__ import annotations

from tui.config.model import Config


def silent_phones(config: Config) -> list[str]:
    """The phones that say nothing after a reject."""
    from tui.phones.registry import maker

    found = {name: maker(phone.vendor) for name, phone in config.phones.items()}
    return [name for name, one in found.items() if one is not None and one.silent_reject]


def thorough_phones(config: Config) -> list[str]:
    """The phones with our own action URLs, which ask for every event."""
    return [name for name, phone in config.phones.items() if phone.action_urls == "ours"]
