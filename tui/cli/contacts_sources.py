"""`durchwahl contacts sources` and `password`: the live contact sources of the configuration."""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Iterable, Iterator

from tui.cli.setting import settle
from tui.cli.table import as_document, as_table
from tui.config.model import Config
from tui.config.source_model import kind_of
from tui.dialing.number import Number
from tui.dialing.reading import read_typed
from tui.errors import NotFoundError, UsageError
from tui.i18n import say
from tui.paths import Paths
from tui.sources.asking import Asking
from tui.sources.errors import SourceError
from tui.sources.everywhere import Found, ask_all, close_all, try_all
from tui.sources.fetching import Fetching
from tui.sources.registry import make_source
from tui.sources.source import Health, SourceState


def listed(args: argparse.Namespace) -> int:
    """Each source and how it is; with a number, each is used once. 1 where one has failed."""
    config, paths = settle(args)
    made: dict[str, Asking | Fetching] = {}
    broken: dict[str, SourceState] = {}
    for name, source in config.sources.items():
        try:
            made[name] = make_source(source, config.dialing, paths)
        except SourceError as error:
            broken[name] = SourceState(name, kind_of(source), False, Health.FAILED, str(error))
    if args.number is not None:
        asyncio.run(_used(list(made.values()), read_typed(args.number, config.dialing)))
    states = [made[name].state if name in made else broken[name] for name in config.sources]
    _show(states, as_json=args.json)
    return 1 if any(state.health is Health.FAILED for state in states) else 0


def set_password(args: argparse.Namespace) -> int:
    """Keeps the password of a source: asked for at a terminal, else the first line of what is piped in."""
    from getpass import getpass

    from tui.config.secrets import Place, forget_password, store_password

    config, paths = settle(args)
    if args.source not in config.sources:
        known = ", ".join(config.sources) or "–"
        raise NotFoundError("source_not_there", source=args.source, known=known)
    if args.forget:
        forget_password(args.source, paths, table="source")
        return 0
    if sys.stdin.isatty():
        secret = getpass(say("source_password_ask", source=args.source))
    else:
        secret = sys.stdin.readline().rstrip("\r\n")
    if not secret:
        raise UsageError("source_password_empty")
    place = store_password(args.source, secret, paths, table="source")
    print(say("source_password_ring" if place is Place.KEYRING else "source_password_file"), file=sys.stderr)
    return 0


def sync_sources(config: Config, paths: Paths, name: str, *, as_json: bool) -> int:
    """Fetches the sources that are fetched whole, or the one of that name; 1 where one failed."""
    if name and name not in config.sources:
        known = ", ".join(config.sources) or "–"
        raise NotFoundError("source_not_there", source=name, known=known)
    wanted = [source for one, source in config.sources.items() if name in ("", one)]
    made = [make_source(source, config.dialing, paths) for source in wanted]
    done = asyncio.run(_taken([one for one in made if isinstance(one, Fetching)], config, paths))
    if as_json:
        print(as_document({"sources": done}))
    for one in done if not as_json else ():
        if one["problem"]:
            print(f"durchwahl: {one['problem']}", file=sys.stderr)
        else:
            print(say("source_taken", **{key: value for key, value in one.items() if key != "problem"}))
    return 1 if any(one["problem"] for one in done) else 0


async def _taken(sources: Iterable[Fetching], config: Config, paths: Paths) -> list[dict[str, object]]:
    from tui.phonebook.store import Book
    from tui.switchboard.elsewhere import take_in

    book = await Book.open(paths.contacts, config.dialing)
    done: list[dict[str, object]] = []
    try:
        for source in sources:
            problem, read, counts = "", 0, (0, 0, 0)
            try:
                found = await source.fetch()
                read, counts = len(found), await take_in(book, source, found)
            except SourceError as error:
                problem = str(error)
            finally:
                await source.aclose()
            added, updated, deleted = counts
            said = {"source": source.state.name, "read": read, "added": added, "updated": updated}
            done.append({**said, "deleted": deleted, "problem": problem})
    finally:
        await book.close()
    return done


def ask_sources(config: Config, paths: Paths, number: Number) -> Found:
    """Who has the number, by the sources that are asked; what they could not say is told on stderr."""
    asked = list(_asked(config, paths))
    found = asyncio.run(_answers(asked, number)) if asked else Found()
    for problem in found.problems:
        print(f"durchwahl: {problem}", file=sys.stderr)
    return found


def _asked(config: Config, paths: Paths) -> Iterator[Asking]:
    for source in config.sources.values():
        try:
            made = make_source(source, config.dialing, paths)
        except SourceError as error:
            print(f"durchwahl: {error}", file=sys.stderr)
            continue
        if isinstance(made, Asking):
            yield made


async def _answers(asked: list[Asking], number: Number) -> Found:
    try:
        return await ask_all(asked, number)
    finally:
        await close_all(asked)


async def _used(sources: list[Asking | Fetching], number: Number) -> None:
    try:
        await try_all(sources, number)
    finally:
        await close_all(sources)


def _show(states: Iterable[SourceState], *, as_json: bool) -> None:
    if as_json:
        print(as_document({"sources": [_as_json(state) for state in states]}))
        return
    rows = [
        [
            state.name,
            state.kind,
            say("source_is_fetched" if state.synced else "source_is_asked"),
            state.problem or say(f"source_health_{state.health.value}", count=state.contacts),
        ]
        for state in states
    ]
    head = [say("column_source"), say("column_kind"), say("column_way"), say("column_state")]
    print(as_table(head, rows) if rows else say("source_none"))


def _as_json(state: SourceState) -> dict[str, object]:
    return {
        "name": state.name,
        "kind": state.kind,
        "synced": state.synced,
        "state": state.health.value,
        "problem": state.problem or None,
        "contacts": state.contacts,
    }
