"""The URLs that a phone is told to fetch when something happens, for those who paste or provision them."""

from __future__ import annotations

from collections.abc import Sequence

from tui.phones.maker import ActionUrl


def as_json(phone: str, vendor: str, urls: Sequence[ActionUrl]) -> dict[str, object]:
    """What `durchwahl phone urls --format json` prints."""
    return {
        "phone": phone,
        "vendor": vendor,
        "urls": [{"event": url.event, "setting": url.setting, "url": url.url} for url in urls],
    }
