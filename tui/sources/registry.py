"""From the configuration to sources that can be used. What a kind needs is loaded when one is configured."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

from tui.config.model import Config
from tui.config.secrets import password
from tui.config.source_model import (
    CardDavConfig,
    CommandConfig,
    HttpConfig,
    SourceConfig,
    SqlConfig,
    kind_of,
)
from tui.dialing.number import DialPlan
from tui.paths import Paths
from tui.sources.asking import Asking
from tui.sources.fetching import Fetching


def make_source(
    config: SourceConfig, plan: DialPlan, paths: Paths, now: Callable[[], float] = time.time
) -> Asking | Fetching:
    """The source, with its password from wherever that is kept. Blocks: call it in a thread.

    Raises `SourceError` where a library is missing for it, and what `tui.config.secrets.password` raises.
    """
    kind = kind_of(config)
    if isinstance(config, CommandConfig):
        from tui.sources.command import CommandSource

        return Asking(CommandSource(config, plan), kind, now)
    secret = password(config, paths, table="source")
    if isinstance(config, HttpConfig):
        from tui.sources.http_json import HttpSource

        return Asking(HttpSource(replace(config, password=secret), plan), kind, now)
    if isinstance(config, SqlConfig):
        from tui.sources.sql import AskedSql, SyncedSql, asks

        sql = replace(config, password=secret)
        return Asking(AskedSql(sql, plan), kind, now) if asks(sql) else Fetching(SyncedSql(sql), kind, now)
    if isinstance(config, CardDavConfig):
        from tui.sources.carddav import CardDavSource

        return Fetching(CardDavSource(replace(config, password=secret), paths), kind, now)
    from tui.sources.ldap import AskedLdap, SyncedLdap, asks_directory

    ldap = replace(config, password=secret)
    if asks_directory(ldap):
        return Asking(AskedLdap(ldap, plan), kind, now)
    return Fetching(SyncedLdap(ldap), kind, now)


def make_sources(config: Config, paths: Paths) -> dict[str, Asking | Fetching]:
    """All that are configured, by name."""
    return {name: make_source(one, config.dialing, paths) for name, one in config.sources.items()}
