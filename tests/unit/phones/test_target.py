"""An identity as it stands in a request."""

from __future__ import annotations

import pytest

from tui.errors import UsageError
from tui.phones.target import outgoing_uri


def test_an_emergency_call_goes_out_whatever_the_identity() -> None:
    assert outgoing_uri("no identity", "desk", urgent=True) == ""
    with pytest.raises(UsageError):
        outgoing_uri("no identity", "desk")
