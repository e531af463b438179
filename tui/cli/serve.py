"""`durchwahl serve`: the switchboard without a screen."""

from __future__ import annotations

import argparse
import asyncio
import json
import signal
import sys
from contextlib import suppress

from tui.cli.lines import spoken
from tui.cli.record import recorded
from tui.cli.setting import settle
from tui.control.server import ControlServer
from tui.i18n import say
from tui.paths import Paths
from tui.switchboard.notices import Notice, ServiceNotice, ServiceState, WarningNotice
from tui.switchboard.stream import line
from tui.switchboard.switchboard import Switchboard


async def run(args: argparse.Namespace) -> int:
    """Runs until SIGTERM or SIGINT, or until nobody reads any more.

    A port in use or a journal that does not open end it at once.
    """
    config, paths = settle(args)
    switchboard = Switchboard(config, paths)
    async with recorded(args.record, switchboard, masked=args.mask):
        await _serve(switchboard, paths, as_json=args.json)
    return 0


async def _serve(switchboard: Switchboard, paths: Paths, *, as_json: bool) -> None:
    control = ControlServer(switchboard, paths.socket)
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        with suppress(NotImplementedError):  # Windows: Ctrl-C arrives as KeyboardInterrupt
            loop.add_signal_handler(name, stop.set)

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
        await stop.wait()
    finally:
        await control.stop()
        await switchboard.stop()


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
