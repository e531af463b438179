"""What is said in these tests is said in English, whatever ran before."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tui import i18n


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    before = i18n.language()
    i18n.use("en")
    yield
    i18n.use(before)
