"""`durchwahl contacts import` and `sync`: address books into the phone book."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from tui.cli.setting import settle, tell_problems
from tui.cli.table import as_document
from tui.config.model import Config
from tui.contacts.formats.columns import parse_columns
from tui.i18n import say
from tui.paths import Paths
from tui.phonebook.records import Records
from tui.phonebook.schema import open_for_writing
from tui.phonebook.syncing import FileResult, import_path, sync_files

_BAR = 30


def run(args: argparse.Namespace) -> int:
    """Takes the files in, one after the other. What is in when it is broken off stays in."""
    config, paths = settle(args)
    columns = parse_columns(args.columns) if args.columns else None
    results: list[FileResult] = []
    try:
        with closing(open_for_writing(paths.contacts)) as connection:
            for file in args.file:
                result = FileResult(Path(file))
                results.append(result)
                import_path(
                    connection,
                    Path(file),
                    config.dialing,
                    name=args.source,
                    columns=columns,
                    restore=args.restore_deleted,
                    progress=_progress if sys.stderr.isatty() else None,
                    result=result,
                )
    except KeyboardInterrupt:
        _clear()
        count = sum(result.taken.added + result.taken.updated for result in results)
        print(f"durchwahl: {say('contacts_import_cancelled', count=count)}", file=sys.stderr)
        return 130
    _clear()
    return _told(results, as_json=args.json)


def sync(args: argparse.Namespace) -> int:
    """Brings the book in step with the files and sources of the configuration, or with the source named."""
    config, paths = settle(args)
    if not args.source and not config.sources:
        return _told(_synced(config, paths), as_json=args.json)
    from tui.cli.contacts_sources import sync_sources

    files = [] if args.source else _synced(config, paths)
    status = _told(files, as_json=False) if files and not args.json else 0
    return sync_sources(config, paths, args.source, as_json=args.json) or status


def _synced(config: Config, paths: Paths) -> list[FileResult]:
    with closing(open_for_writing(paths.contacts)) as connection:
        return sync_files(connection, config.contacts.files, config.dialing)


def _told(results: Sequence[FileResult], *, as_json: bool) -> int:
    """The result; 1 where a file gave nothing at all."""
    total = {
        name: sum(getattr(one.taken, name) for one in results) for name in ("added", "updated", "skipped")
    }
    if as_json:
        print(as_document({"files": [_as_json(result) for result in results], **total}))
    else:
        for result in results:
            taken = result.taken
            told = say(
                "contacts_imported",
                file=result.path.name,
                format=result.format,
                read=result.read,
                added=taken.added,
                updated=taken.updated,
                skipped=taken.skipped,
            )
            print(told)
            if result.columns:
                told = say("contacts_columns_were", file=result.path.name, columns=result.columns)
                print(f"durchwahl: {told}", file=sys.stderr)
        if not results:
            print(say("contacts_in_step"))
        tell_problems([text for result in results for text in _problems(result)])
    return 1 if any(not result.read for result in results) else 0


def _as_json(result: FileResult) -> dict[str, object]:
    taken = result.taken
    kept = [
        {"line": one.record.line, "contact": one.record.contact.name, "problem": _kept(one.fields)}
        for one in taken.kept
    ]
    return {
        "file": str(result.path),
        "format": result.format,
        "read": result.read,
        "added": taken.added,
        "updated": taken.updated,
        "skipped": taken.skipped,
        "deleted": taken.deleted,
        "columns": result.columns or None,
        "problems": [
            *({"line": one.line, "contact": one.contact, "problem": one.text} for one in result.problems),
            *kept,
        ],
    }


def _problems(result: FileResult) -> list[str]:
    """What was wrong, with file and line, and what of the user's own was kept."""
    name = result.path.name
    told = [
        f"{one}" if one.file else f"{name}{f':{one.line}' if one.line else ''}: {_sentence(one)}"
        for one in result.problems
    ]
    return told + [f"{name}: {one.record.contact.name}: {_kept(one.fields)}" for one in result.taken.kept]


def _sentence(problem: object) -> str:
    contact, text = getattr(problem, "contact", ""), getattr(problem, "text", "")
    return f"{contact}: {text}" if contact else text


def _kept(fields: Sequence[str]) -> str:
    return say("contacts_own_kept", fields=", ".join(fields))


def _progress(result: FileResult, records: Records) -> None:
    part = records.done / records.total if records.total else 0.0
    full = round(_BAR * part)
    bar = "█" * full + "░" * (_BAR - full)
    print(f"\r{bar} {part:4.0%}  {result.path.name}", end="", file=sys.stderr, flush=True)


def _clear() -> None:
    if sys.stderr.isatty():
        print("\r\x1b[2K", end="", file=sys.stderr, flush=True)
