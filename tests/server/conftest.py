"""Whatever a test sends: nothing may be left for asyncio's or aiohttp's own error log."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if record.name.startswith(("asyncio", "aiohttp")) or "Unhandled" in record.getMessage():
            self.messages.append(self.format(record))


@pytest.fixture(scope="module", autouse=True)
def nothing_unhandled() -> Iterator[None]:
    collector = _Collector()
    logging.getLogger().addHandler(collector)
    yield
    logging.getLogger().removeHandler(collector)
    assert collector.messages == []
