"""Twenty seconds of the soak. `make soak` gives ten minutes of it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.lab.conftest import REQUIRED
from tests.lab.soak import Wanted, soak

pytestmark = [
    pytest.mark.skipif(not os.environ.get(REQUIRED), reason="takes a minute: it runs with the lab"),
    pytest.mark.timeout(240),
]


async def test_the_journal_agrees_with_sip_whatever_happens(tmp_path: Path) -> None:
    results = await soak(Wanted(minutes=20 / 60, seed=1), tmp_path)
    assert not results.problems, results.as_text()
    assert not results.lab, results.as_text()
    assert results.verdict.exact > 10
    assert results.verdict.durations > 20
    assert results.latency is not None
    assert results.latency.median < 500
