"""Without the libraries of an extra, one sentence says what to install."""

from __future__ import annotations

import sys

import pytest

from tests.sources.conftest import PLAN
from tui.config.source_model import LdapConfig, SqlConfig
from tui.paths import Paths
from tui.sources.errors import SourceError
from tui.sources.registry import make_source


@pytest.mark.parametrize(
    ("library", "config"),
    [
        ("bonsai", LdapConfig(name="firm", url="ldap://127.0.0.1", base="dc=x")),
        ("bonsai", LdapConfig(name="firm", url="ldap://127.0.0.1", base="dc=x", filter="(mobile={e164})")),
        ("sqlalchemy", SqlConfig(name="firm", url="sqlite:///x", query="SELECT 1 AS name")),
        ("sqlalchemy", SqlConfig(name="firm", url="sqlite:///x", query="SELECT :e164 AS name")),
    ],
)
def test_the_extra_is_named(
    library: str, config: LdapConfig | SqlConfig, paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, library, None)  # as if it were not installed
    with pytest.raises(SourceError) as missing:
        make_source(config, PLAN, paths)
    assert missing.value.cause == "missing"
    extra = "ldap" if library == "bonsai" else "sql"
    assert f'pip install "durchwahl[{extra}]"' in str(missing.value)
