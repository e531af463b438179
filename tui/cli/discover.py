"""`durchwahl phone discover`: the phones of the local network."""

from __future__ import annotations

import argparse
import asyncio
import shutil
import signal
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Final

from tui.cli.setting import settle
from tui.cli.table import as_document, as_table
from tui.discovery.found import Attempt, Found, How, Progress, Remark, Report
from tui.errors import UsageError
from tui.i18n import say
from tui.phones.address import parse_address

_LONGEST: Final = 600.0  # seconds of listening
_STEP: Final = 0.1  # seconds between two pictures of the progress
_BAR: Final = 24  # columns
_INTERRUPTED: Final = 130

Names = Mapping[str, str]  # of the configured phones, by host


async def run(args: argparse.Namespace) -> int:
    """Searches, shows how far it is, and prints what was found, also after Ctrl-C."""
    config, _ = settle(args)
    if not 0 <= args.listen <= _LONGEST:
        raise UsageError("discover_listen_form")
    names = {parse_address(phone.host, name).host: name for name, phone in config.phones.items()}
    from tui.discovery.search import Options, search

    bar = _Bar()
    with _interruptible() as cancelled:
        try:
            options = Options(tuple(args.network), args.listen)
            report = await search(options, on_progress=bar.show, cancelled=cancelled)
        finally:
            bar.clear()
    if args.json:
        print(as_document(_as_json(report, names)))
    else:
        _print(report, names)
    return _INTERRUPTED if report.cancelled else 0


class _Bar:
    """One line on stderr that is drawn over itself; nothing where that is no terminal."""

    def __init__(self) -> None:
        self._on = sys.stderr is not None and sys.stderr.isatty()
        self._drawn = 0.0

    def show(self, progress: Progress) -> None:
        """Draws it, unless it was drawn a moment ago."""
        now = time.monotonic()
        all_done = progress.done == progress.total
        if not self._on or (now - self._drawn < _STEP and not all_done):
            return
        self._drawn = now
        full = _BAR * progress.done // progress.total if progress.total else 0
        key = "discover_listening" if progress.total and all_done else "discover_progress"
        values = {"done": progress.done, "total": progress.total, "found": len(progress.found)}
        line = f"[{'#' * full}{'.' * (_BAR - full)}] {_said(Remark(key, values))}"
        width = max(1, shutil.get_terminal_size().columns - 1)
        print(f"\r\x1b[K{line[:width]}", end="", file=sys.stderr, flush=True)

    def clear(self) -> None:
        """Leaves an empty line."""
        if self._on:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)


@contextmanager
def _interruptible() -> Iterator[asyncio.Event]:
    """An event that Ctrl-C sets instead of ending the program; a second one ends it."""
    cancelled, loop = asyncio.Event(), asyncio.get_running_loop()

    def interrupt(*_: object) -> None:
        signal.signal(signal.SIGINT, before)
        loop.call_soon_threadsafe(cancelled.set)

    before = signal.signal(signal.SIGINT, interrupt)
    try:
        yield cancelled
    finally:
        signal.signal(signal.SIGINT, before)


def _print(report: Report, names: Names) -> None:
    """The phones on stdout; what was tried on stderr."""
    if report.found:
        keys = ("discover_address", "column_vendor", "column_model", "discover_mac", "column_host")
        head = [say(key) for key in keys] + [say("column_phone"), say("discover_how")]
        print(as_table(head, [_row(phone, names) for phone in report.found]))
    for attempt in report.attempts:
        print(_tried(attempt), file=sys.stderr)
    if report.why is not None:
        print(f"durchwahl: {_said(report.why)}", file=sys.stderr)


def _row(phone: Found, names: Names) -> list[str]:
    mac = ":".join(phone.mac[at : at + 2] for at in range(0, len(phone.mac), 2))
    how = ", ".join(_way(how) for how in phone.how)
    name = names.get(phone.address, "")
    return [phone.address, phone.vendor, phone.model, mac, phone.url, name, how]


def _way(how: How) -> str:
    match how:
        case How.NEIGHBOURS:
            return say("how_neighbours")
        case How.HTTP:
            return say("how_http")
        case How.MULTICAST:
            return say("how_multicast")


def _tried(attempt: Attempt) -> str:
    keys = {
        How.NEIGHBOURS: "tried_neighbours",
        How.HTTP: "tried_http",
        How.MULTICAST: "tried_multicast",
    }
    told = _said(Remark(keys[attempt.how], {"looked": attempt.looked, "found": attempt.found}))
    return f"{told} {_said(attempt.remark)}" if attempt.remark else told


def _said(remark: Remark) -> str:
    return say(remark.key, **remark.values)


def _as_json(report: Report, names: Names) -> dict[str, object]:
    """`mac` has 12 digits; `host` is what to write into the configuration; null for what was not seen."""
    return {
        "phones": [
            {
                "address": phone.address,
                "vendor": phone.vendor,
                "model": phone.model or None,
                "mac": phone.mac or None,
                "host": phone.url or None,
                "phone": names.get(phone.address),
                "how": [how.value for how in phone.how],
            }
            for phone in report.found
        ],
        "tried": [
            {
                "how": attempt.how.value,
                "looked": attempt.looked,
                "found": attempt.found,
                "remark": _said(attempt.remark) if attempt.remark else None,
            }
            for attempt in report.attempts
        ],
        "networks": list(report.networks),
        "answered": report.answered,
        "cancelled": report.cancelled,
        "why": _said(report.why) if report.why else None,
    }
