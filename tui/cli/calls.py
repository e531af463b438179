"""`durchwahl calls`: the journal."""

from __future__ import annotations

import argparse
import io
import sys
import time

from tui.cli.calls_filter import filter_of
from tui.cli.setting import phone_book, settle
from tui.cli.table import as_document, as_table
from tui.config.model import Config
from tui.errors import NotFoundError, UsageError
from tui.i18n import say
from tui.i18n.formats import local
from tui.journal.queries import LAST_SEQ_EVER
from tui.journal.reading import read
from tui.journal.record import CallRecord, as_json, event_json


def run(args: argparse.Namespace) -> int:
    """Lists calls, newest first. Works beside a running instance and costs little more than the reading."""
    config, paths = settle(args)
    if args.limit < 0:
        raise UsageError("cli_negative", option="--limit")
    now = time.time()
    with read(paths.journal) as journal:
        records = journal.page(filter_of(args, config, paths, now), 0, args.limit or LAST_SEQ_EVER)
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
    book = callers.book = phone_book(config, paths)
    board = Board(silent_phones(config), thorough_phones(config))
    journal = await Journal.open(paths.journal)
    try:
        count = await rebuild(journal, decode, board, callers.record, time.time())
    finally:
        await journal.close()
        book.close()
    print(say("calls_rebuilt", count=count), file=sys.stderr)
    return 0


def show(args: argparse.Namespace) -> int:
    """One call with all that is known of it: its times, what was written to it, the phone's reports."""
    config, paths = settle(args)
    now = time.time()
    with read(paths.journal) as journal:
        record = journal.get(args.id)
        if record is None:
            raise NotFoundError("journal_no_such_call", id=args.id)
        events = journal.events_of(record)
    if args.json:
        print(as_document({"call": as_json(record, now), "events": [event_json(*event) for event in events]}))
        return 0
    from tui.view.call_details import details, reports

    for name, text in details(record, config.dialing, now):
        print(f"{name + ':':16} {text}")
    print()
    print("\n".join(reports(events)) or say("details_no_events"))
    return 0


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
