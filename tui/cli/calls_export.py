"""`durchwahl calls export` and `durchwahl report`: calls and figures for others to read."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Final, TextIO

from tui.cli.calls_filter import file_of, filter_of
from tui.cli.output import writing
from tui.cli.setting import settle
from tui.cli.table import as_document
from tui.config.model import Config
from tui.errors import NotFoundError, UsageError
from tui.i18n import say
from tui.journal.reading import read
from tui.journal.record import CallRecord, as_json

Write = Callable[[Iterable[CallRecord], TextIO, Config, float], int]


def export(args: argparse.Namespace) -> int:
    """Writes the calls of the filter to a file, in the format that its name ends in."""
    config, paths = settle(args)
    path = file_of(args.file)
    write = _FORMATS.get(path.suffix.lower().removeprefix("."))
    if write is None:
        raise UsageError("cli_export_format", file=path.name, known=", ".join(_FORMATS))
    now = time.time()
    with read(paths.journal) as journal:
        if args.id:
            records: Iterable[CallRecord] = [_existing(journal.get(id), id) for id in args.id]
        else:
            records = journal.each(filter_of(args, config, paths, now))
        with writing(path) as file:
            count = write(records, file, config, now)
    print(say("calls_exported", count=count, file=path), file=sys.stderr)
    return 0


def report(args: argparse.Namespace) -> int:
    """Prints the figures of a period with their charts, or writes them as a page."""
    config, paths = settle(args)
    from tui.journal.report import report_of

    now = time.time()
    wanted = filter_of(args, config, paths, now)
    with read(paths.journal) as journal:
        made = report_of(journal.each(wanted), now, wanted.since, wanted.until)
    if args.html:
        from tui.view.pages import report_page

        with writing(file_of(args.html)) as file:
            file.write(report_page(made, now))
        return 0
    if args.json:
        print(as_document(made.as_json()))
        return 0
    from tui.view.charts import text_bars
    from tui.view.report_words import groups, headline

    title, figures = headline(made, now)
    print(title)
    for name, value in figures:
        print(f"  {name + ':':24} {value}")
    for name, bars in groups(made):
        if bars:
            print(f"\n{name}")
            print("\n".join(f"  {line}" for line in text_bars(bars, ascii_only=args.ascii)))
    return 0


def _existing(record: CallRecord | None, id: int) -> CallRecord:
    if record is None:
        raise NotFoundError("journal_no_such_call", id=id)
    return record


def _csv(records: Iterable[CallRecord], file: TextIO, config: Config, now: float) -> int:
    from tui.journal.export import write_csv

    return write_csv(records, file, now)


def _json(records: Iterable[CallRecord], file: TextIO, config: Config, now: float) -> int:
    count = 0
    file.write('{"calls": [')
    for record in records:
        file.write(("," if count else "") + "\n" + json.dumps(as_json(record, now), ensure_ascii=False))
        count += 1
    file.write("\n]}\n")
    return count


def _ics(records: Iterable[CallRecord], file: TextIO, config: Config, now: float) -> int:
    from tui.view.calendar import calendar

    counted = _Counted(records)
    file.writelines(calendar(counted, config.dialing, now))
    return counted.count


def _html(records: Iterable[CallRecord], file: TextIO, config: Config, now: float) -> int:
    from tui.view.pages import calls_page

    counted = _Counted(records)
    file.writelines(calls_page(counted, config.dialing, now))
    return counted.count


class _Counted:
    """Counts what passes through."""

    def __init__(self, records: Iterable[CallRecord]) -> None:
        self._records = records
        self.count = 0

    def __iter__(self) -> Iterator[CallRecord]:
        for record in self._records:
            self.count += 1
            yield record


_FORMATS: Final[dict[str, Write]] = {"csv": _csv, "json": _json, "ics": _ics, "html": _html}
