"""`durchwahl calls`: the journal."""

from __future__ import annotations

import argparse
import io
import sys
import time

from tui.calls.states import Direction
from tui.cli.moments import parse_moment
from tui.cli.setting import phone_book, settle
from tui.cli.table import as_document, as_table
from tui.config.model import Config
from tui.errors import UsageError
from tui.i18n import say
from tui.i18n.formats import local
from tui.journal.filter import Filter
from tui.journal.queries import LAST_SEQ_EVER
from tui.journal.reading import read
from tui.journal.record import CallRecord, as_json


def run(args: argparse.Namespace) -> int:
    """Lists calls, newest first. Works beside a running instance and costs little more than the reading."""
    config, paths = settle(args)
    if args.limit < 0:
        raise UsageError("cli_negative", option="--limit")
    now = time.time()
    with read(paths.journal) as journal:
        records = journal.page(_filter(args, config, now), 0, args.limit or LAST_SEQ_EVER)
    if args.csv:
        from tui.journal.export import write_csv

        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(newline="")  # RFC 4180 ends its lines itself
        write_csv(records, sys.stdout, now)
    elif args.json:
        print(as_document({"calls": [as_json(record, now) for record in records]}))
    else:
        print(_table(records, config, now))
    return 0


async def rebuild_calls(args: argparse.Namespace) -> int:
    """Derives all calls anew from the events that are kept."""
    config, paths = settle(args)
    from tui.calls.board import Board
    from tui.journal.rebuild import rebuild
    from tui.journal.store import Journal
    from tui.phones.decoding import decode
    from tui.switchboard.callers import Callers
    from tui.switchboard.reporting import silent_phones, thorough_phones

    callers = Callers(config.dialing)
    callers.book = phone_book(config)
    board = Board(silent_phones(config), thorough_phones(config))
    journal = await Journal.open(paths.journal)
    try:
        count = await rebuild(journal, decode, board, callers.record, time.time())
    finally:
        await journal.close()
    print(say("calls_rebuilt", count=count), file=sys.stderr)
    return 0


async def note(args: argparse.Namespace) -> int:
    """Writes the note of a call."""
    _, paths = settle(args)
    from tui.errors import NotFoundError
    from tui.journal.store import Journal

    if not paths.journal.exists():
        raise NotFoundError("journal_no_such_call", id=args.id)
    journal = await Journal.open(paths.journal)
    try:
        await journal.set_note(args.id, args.text)
    finally:
        await journal.close()
    return 0


def _filter(args: argparse.Namespace, config: Config, now: float) -> Filter:
    number = None
    if args.number:
        from tui.dialing.reading import read_typed

        number = read_typed(args.number, config.dialing).key or args.number
    return Filter(
        since=parse_moment(args.since, now) if args.since else None,
        until=parse_moment(args.until, now) if args.until else None,
        direction=Direction(args.way) if args.way else None,
        missed=args.missed,
        phone=args.phone,
        number=number,
        text=args.search,
    )


def _table(records: list[CallRecord], config: Config, now: float) -> str:
    from tui.view.wording import direction, party, state

    head = [say(f"column_{name}") for name in ("id", "when", "way", "party", "own", "state", "note")]
    rows = [
        [
            str(record.call.id),
            f"{local(record.call.started):%Y-%m-%d %H:%M}",
            direction(record.call),
            party(record, config.dialing),
            record.call.own_number,
            state(record.call, now),
            record.note,
        ]
        for record in records
    ]
    return as_table(head, rows) if rows else say("log_empty_filter")
