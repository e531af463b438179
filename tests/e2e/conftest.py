"""One office for all tests that a worker runs: starting it costs more than a call in it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.e2e.office import DESK, SIDE, Office, opened


@pytest.fixture(scope="session")
def open_office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with opened(tmp_path_factory.mktemp("office")) as office:
        yield office


@pytest.fixture
def office(open_office: Office) -> Iterator[Office]:
    """The office; a test must leave it without a call."""
    yield open_office
    left = open_office.open_calls()
    open_office.tidy_up()
    assert not left


@pytest.fixture(
    params=[
        pytest.param(DESK, marks=pytest.mark.xdist_group("e2e-snom"), id="snom"),
        pytest.param(SIDE, marks=pytest.mark.xdist_group("e2e-yealink"), id="yealink"),
    ]
)
def phone(request: pytest.FixtureRequest) -> str:
    """The user's phone that the test is about."""
    return str(request.param)
