"""`durchwahl calls purge|access|backup|restore|check` and `durchwahl forget`: data protection and safety."""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from typing import Final

from tui.calls.events import RawEvent
from tui.cli.calls_filter import file_of, named_contact, number_key, numbers_of
from tui.cli.output import writing
from tui.cli.setting import settle
from tui.cli.table import as_document
from tui.config.model import Config
from tui.errors import DurchwahlError, NotFoundError, UsageError
from tui.i18n import say
from tui.journal import backup
from tui.journal.filter import Filter
from tui.journal.forgetting import Forgotten, Means, forget_in_log
from tui.journal.reading import Reader, read
from tui.journal.record import CallRecord, as_json, event_json, local_time
from tui.journal.store import Journal
from tui.paths import Paths

_AGE: Final = re.compile(r"(\d{1,5})([dw])")


async def purge(args: argparse.Namespace) -> int:
    """Deletes the calls, notes and events that are older."""
    _, paths = settle(args)
    age = _AGE.fullmatch(args.older_than.strip())
    if age is None:
        raise UsageError("cli_age", text=args.older_than[:40])
    days = int(age[1]) * (7 if age[2] == "w" else 1)
    if not paths.journal.exists():
        return _told(args, "calls_purged", calls=0, events=0)
    journal = await Journal.open(paths.journal)
    try:
        purged = await journal.purge(time.time() - days * 86400.0)
    finally:
        await journal.close()
    return _told(args, "calls_purged", calls=purged.calls, events=purged.events)


async def forget(args: argparse.Namespace) -> int:
    """Deletes everything that is kept of a number: calls, notes, events, lines of the log."""
    config, paths = settle(args)
    from tui import log

    forgotten = Forgotten(0, 0)
    numbers = (_key(args.number, config),)
    if paths.journal.exists():
        with read(paths.journal) as reader:
            calls = [record for number in numbers for record in reader.each(Filter(number=number))]
            events = _events(reader, calls, numbers, config)
        journal = await Journal.open(paths.journal)
        try:
            forgotten = await journal.forget([one.call.id for one in calls], sorted(events))
        finally:
            await journal.close()
    log.close()
    lines = forget_in_log(paths.log, [beginning for n in numbers for beginning in _masked(n)])
    return _told(args, "forgotten", calls=forgotten.calls, events=forgotten.events, lines=lines)


def access(args: argparse.Namespace) -> int:
    """Writes what is kept of a number or a contact into one file, for whoever asks for it."""
    config, paths = settle(args)
    numbers, contact = _party(args.party, config, paths)
    now = time.time()
    wanted = Filter(contact=-2 if contact is None else contact, also=numbers)
    with read(paths.journal) as reader:
        calls = list(reader.each(wanted))
        events = _events(reader, calls, numbers, config)
    document = {
        "made": local_time(now),
        "numbers": list(numbers),
        "calls": [as_json(record, now) for record in calls],
        "events": [event_json(seq, events[seq]) for seq in sorted(events)],
    }
    with writing(file_of(args.file)) as file:
        file.write(json.dumps(document, ensure_ascii=False, indent=2) + "\n")
    return _told(args, "access_written", calls=len(calls), events=len(events), file=args.file)


def back_up(args: argparse.Namespace) -> int:
    """Copies the journal to a file, also while Durchwahl runs."""
    _, paths = settle(args)
    size = backup.back_up(paths.journal, file_of(args.file))
    return _told(args, "calls_backed_up", file=args.file, size=round(size / 1e6, 1))


async def restore(args: argparse.Namespace) -> int:
    """Puts a backup in the journal's place; never while Durchwahl runs."""
    _, paths = settle(args)
    from tui.control.client import ControlClient

    client = await ControlClient.connect(paths.socket)
    if client is not None:
        await client.close()
        raise DurchwahlError("restore_while_running", pid=client.pid)
    stamp = time.strftime("%Y%m%d-%H%M%S")
    kept = backup.restore(paths.journal, file_of(args.file), stamp)
    with read(paths.journal) as reader:  # brought up to date, where the backup is of an earlier version
        count = reader.count()
    if kept is None:
        return _told(args, "calls_restored", count=count)
    return _told(args, "calls_restored_kept", count=count, kept=kept)


def check(args: argparse.Namespace) -> int:
    """Reads the whole journal and says what is wrong with it."""
    _, paths = settle(args)
    found = backup.problems(paths.journal)
    if args.json:
        print(as_document({"ok": not found, "problems": found}))
    elif not found:
        print(say("journal_whole"), file=sys.stderr)
    if found:
        raise DurchwahlError("journal_not_whole", first=found[0], count=len(found))
    return 0


def _told(args: argparse.Namespace, key: str, **values: object) -> int:
    print(say(key, **values), file=sys.stderr)
    return 0


def _party(text: str, config: Config, paths: Paths) -> tuple[tuple[str, ...], int | None]:
    """The numbers that are meant, and the contact where a name was given."""
    key = _key(text, config, strict=False)
    if key:
        return (key,), None
    contact = named_contact(text, config, paths)
    return numbers_of(contact, config), contact.id


def _key(text: str, config: Config, *, strict: bool = True) -> str:
    from tui.dialing.number import NumberKind
    from tui.dialing.reading import read_typed

    number = read_typed(text, config.dialing)
    if number.kind is NumberKind.INVALID or number.key is None:
        if strict:
            raise NotFoundError("no_number", text=text[:40])
        return ""
    return number_key(text, config)


def _events(
    reader: Reader, calls: list[CallRecord], numbers: tuple[str, ...], config: Config
) -> dict[int, RawEvent]:
    """The reports of these calls, and those in which one of the numbers is the other party."""
    found: dict[int, RawEvent] = {}
    for record in calls:
        found.update(reader.events_of(record))
    for number in numbers:
        found.update(reader.events_with([_core(number)], _means(number, config)))
    return found


def _core(number: str) -> str:
    """The digits that stand in every spelling of the number."""
    digits = re.sub(r"\D", "", number)
    return digits[-7:] if len(digits) > 7 else digits


def _means(number: str, config: Config) -> Means:
    from tui.dialing.reading import read_dialled, read_remote
    from tui.phones.decoding import decode

    def means(raw: RawEvent, seq: int) -> bool:
        event = decode(raw, seq)
        if event is None:
            return False
        texts = [text for text in (event.remote, event.target) if text]
        readers = (read_remote, read_dialled)
        return any(read_one(text, config.dialing).key == number for text in texts for read_one in readers)

    return means


def _masked(number: str) -> list[str]:
    """How the number begins in the log, where its last three digits are not written down."""
    digits = re.sub(r"\D", "", number)
    if len(digits) < 6:
        return []
    core = digits[:-3]
    national = core[2:] if core.startswith("49") else core
    return [core, national] if len(national) >= 3 else [core]
