"""`durchwahl calls note|tag|reference|followup|followups`: what the user writes to a call."""

from __future__ import annotations

import argparse
import os
import shlex
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from tui.cli.setting import settle
from tui.cli.table import as_document, as_table
from tui.config.model import Config
from tui.errors import DurchwahlError, NotFoundError, UsageError
from tui.i18n import say
from tui.journal.reading import read
from tui.journal.record import CallRecord, as_json
from tui.journal.store import Journal
from tui.paths import Paths
from tui.untrusted import clean


@asynccontextmanager
async def the_call(paths: Paths, id: int) -> AsyncIterator[tuple[Journal, CallRecord]]:
    """The open journal and the call. Raises `NotFoundError`."""
    if not paths.journal.exists():
        raise NotFoundError("journal_no_such_call", id=id)
    journal = await Journal.open(paths.journal)
    try:
        record = await journal.get(id)
        if record is None:
            raise NotFoundError("journal_no_such_call", id=id)
        yield journal, record
    finally:
        await journal.close()


async def note(args: argparse.Namespace) -> int:
    """Writes the note of a call: as given, from a template, in the editor."""
    config, paths = settle(args)
    async with the_call(paths, args.id) as (journal, record):
        text = _note_text(args, record, config)
        if args.edit:
            text = edited(text)
        await journal.set_note(args.id, text)
    return 0


def _note_text(args: argparse.Namespace, record: CallRecord, config: Config) -> str:
    if args.template is not None:
        from tui.view.note_templates import filled, find_template

        template = find_template(args.template, config.journal.templates)
        more = {"concern": args.concern or args.text or "", "urgency": args.urgency, "until": args.until}
        made = filled(template, record, config.dialing, more)
        return f"{record.note}\n{made}".strip() if record.note else made
    if args.text is None and not args.edit:
        raise UsageError("cli_note_what")
    return record.note if args.text is None else str(args.text)


def edited(text: str) -> str:
    """`text` as the user leaves it in $VISUAL or $EDITOR. Raises `DurchwahlError` where that fails."""
    named = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ("notepad" if os.name == "nt" else "vi")
    with tempfile.TemporaryDirectory(prefix="durchwahl-") as folder:  # 0700: nobody else reads it
        path = Path(folder) / "note.txt"
        path.write_text(text + "\n" if text else "", "utf-8")
        try:
            done = subprocess.run([*shlex.split(named), str(path)], check=False)  # noqa: S603 - the user's own
        except (OSError, ValueError) as error:
            raise DurchwahlError(
                "editor_failed", editor=clean(named, 80), reason=clean(str(error))
            ) from error
        if done.returncode != 0:
            raise DurchwahlError("editor_failed", editor=clean(named, 80), reason=done.returncode)
        return path.read_text("utf-8", "replace")


async def tag(args: argparse.Namespace) -> int:
    """Adds tags to a call, or takes them off; without any it says which there are."""
    _, paths = settle(args)
    async with the_call(paths, args.id) as (journal, record):
        tags = [one for one in record.tags if one not in args.remove]
        tags += [one for one in args.tag if one not in tags]
        kept: tuple[str, ...] = record.tags
        if args.tag or args.remove:
            kept = await journal.set_tags(args.id, tags)
    print(as_document({"tags": list(kept)}) if args.json else ", ".join(kept))
    return 0


async def reference(args: argparse.Namespace) -> int:
    """Sets the project or case of a call; "" takes it away."""
    _, paths = settle(args)
    async with the_call(paths, args.id) as (journal, _):
        await journal.set_reference(args.id, args.text)
    return 0


async def follow_up(args: argparse.Namespace) -> int:
    """By which day somebody is to be called back; or that this is done, or not wanted any more."""
    _, paths = settle(args)
    now = time.time()
    if not (args.date or args.done or args.remove):
        raise UsageError("cli_follow_up_what")
    due = parse_day(args.date, now) if args.date else None
    async with the_call(paths, args.id) as (journal, _):
        if args.done:
            if not await journal.finish_follow_up(args.id, now):
                raise NotFoundError("no_follow_up", id=args.id)
        else:
            await journal.set_follow_up(args.id, due, now)
    return 0


def follow_ups(args: argparse.Namespace) -> int:
    """Lists who is still to be called back, the most urgent first."""
    config, paths = settle(args)
    now = time.time()
    with read(paths.journal) as journal:
        records = journal.follow_ups()
    if args.json:
        print(as_document({"calls": [as_json(record, now) for record in records]}))
        return 0
    from tui.view.wording import number_shown, party

    rows = [
        [
            str(record.call.id),
            record.follow_up.due if record.follow_up is not None else "",
            party(record, config.dialing),
            number_shown(record, config.dialing),
            record.note,
        ]
        for record in records
    ]
    head = [say(f"column_{name}") for name in ("id", "due", "party", "number", "note")]
    if rows:
        print(as_table(head, rows))
    else:
        print(say("no_follow_ups"), file=sys.stderr)
    return 0


def parse_day(text: str, now: float) -> str:
    """ "2026-12-01", "today", "tomorrow" or "3d" as a date of ISO 8601. Raises `UsageError`."""
    today = datetime.fromtimestamp(now, UTC).astimezone().date()
    word = text.strip().lower()
    if word in ("today", "heute"):
        return today.isoformat()
    if word in ("tomorrow", "morgen"):
        return (today + timedelta(days=1)).isoformat()
    if word.endswith("d") and word[:-1].isdecimal() and len(word) <= 5:
        return (today + timedelta(days=int(word[:-1]))).isoformat()
    try:
        return date.fromisoformat(word).isoformat()
    except ValueError:
        raise UsageError("cli_day", text=clean(text, 40)) from None
