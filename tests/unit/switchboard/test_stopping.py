"""Whoever is told to stop stops, whatever happens in the same moment."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from tests.unit.switchboard.core import running
from tui.simulator.activity import Watch


async def test_in_the_moment_of_an_event(tmp_path: Path) -> None:
    async with asyncio.timeout(10), running(tmp_path) as core:
        await core.desk.report("connect", await core.desk.ring("02214710501"))
        core.switchboard._stirred.set()


async def test_in_the_moment_that_the_simulator_waited_for() -> None:
    watch = Watch()
    waiting = asyncio.ensure_future(watch.until(lambda: False, within=3_600))
    await asyncio.sleep(0)
    watch.changed()
    waiting.cancel()
    async with asyncio.timeout(10):
        with pytest.raises(asyncio.CancelledError):
            await waiting
