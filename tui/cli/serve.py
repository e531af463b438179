"""`durchwahl serve`: the switchboard without a screen."""

from __future__ import annotations

import argparse
import asyncio
import json
import signal
import sys
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any

from tui.cli.lines import spoken
from tui.cli.record import recorded
from tui.cli.setting import settle
from tui.control.giving_way import until_alone
from tui.control.server import ControlServer
from tui.i18n import say
from tui.paths import Paths
from tui.switchboard.notices import Notice, ServiceNotice, ServiceState, WarningNotice
from tui.switchboard.stream import line
from tui.switchboard.switchboard import Switchboard


async def run(args: argparse.Namespace) -> int:
    """Runs until SIGTERM or SIGINT, or until nobody reads any more.

    A port in use or a journal that does not open end it at once. While the app is open it steps aside, unless
    somebody follows its stream or it records: it goes on, with the configuration of then, when the app has
    left.
    """
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        with suppress(NotImplementedError):  # Windows: Ctrl-C arrives as KeyboardInterrupt
            loop.add_signal_handler(name, stop.set)
    may_step_aside = not args.json and not args.record
    while not stop.is_set():
        config, paths = settle(args)
        switchboard = Switchboard(config, paths)
        way = asyncio.Event() if may_step_aside else None
        async with recorded(args.record, switchboard, masked=args.mask):
            await _serve(switchboard, paths, stop, way, as_json=args.json)
        if way is not None and not stop.is_set():
            _print(say("serve_steps_aside"))
            await _first(until_alone(paths.socket), stop.wait())
    return 0


async def _serve(
    switchboard: Switchboard, paths: Paths, stop: asyncio.Event, way: asyncio.Event | None, *, as_json: bool
) -> None:
    """Until `stop`, or until `way` has to be made."""
    control = ControlServer(switchboard, paths.socket)
    control.on_give_way = None if way is None else way.set
    early: list[Notice] = []  # what happens before the first line, which says that all is ready
    await control.start()
    try:
        not_yet = switchboard.subscribe(early.append)
        await switchboard.start(events_required=True)
        not_yet()

        def tell(notice: Notice) -> None:
            try:
                _tell(notice, switchboard.now(), as_json=as_json)
            except BrokenPipeError:  # whoever read us has gone: no reason to refuse the phone its answer
                with suppress(ValueError):  # it may have been told before
                    unsubscribe()
                stop.set()

        if as_json:
            _print(json.dumps({"type": "ready", "url": switchboard.url}))
        else:
            _print(say("serve_ready", url=switchboard.url))
        unsubscribe = switchboard.subscribe(tell)
        for notice in early:
            tell(notice)
        if way is None:
            await stop.wait()
        else:
            await _first(stop.wait(), way.wait())
    finally:
        await control.stop()
        await switchboard.stop()


async def _first(*waits: Coroutine[Any, Any, object]) -> None:
    """Until the first of these is over; the others are given up."""
    tasks = [asyncio.ensure_future(wait) for wait in waits]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def _tell(notice: Notice, now: float, *, as_json: bool) -> None:
    if isinstance(notice, ServiceNotice) and notice.state is ServiceState.FAILED:
        print(f"durchwahl: {notice.detail}", file=sys.stderr)
        return
    if isinstance(notice, WarningNotice):
        print(f"durchwahl: {notice.text}", file=sys.stderr)
        if not as_json:
            return
    message = line(notice, now)
    if message is None:
        return
    text = json.dumps(message, ensure_ascii=False) if as_json else spoken(message)
    if text:
        _print(text)


def _print(text: str) -> None:
    print(text, flush=True)
