"""`durchwahl serve`: the switchboard without a screen."""

from __future__ import annotations

import argparse
import asyncio
import json
import signal
import sys
from contextlib import suppress

from tui.cli.lines import spoken
from tui.cli.setting import settle
from tui.control.server import ControlServer
from tui.i18n import say
from tui.switchboard.notices import Notice, Service, ServiceNotice, ServiceState, WarningNotice
from tui.switchboard.stream import line
from tui.switchboard.switchboard import Switchboard


async def run(args: argparse.Namespace) -> int:
    """Runs until SIGTERM or SIGINT, or until nobody reads any more.

    A port in use or a journal that does not open end it at once.
    """
    config, paths = settle(args)
    switchboard = Switchboard(config, paths)
    control = ControlServer(switchboard, paths.socket)
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        with suppress(NotImplementedError):  # Windows: Ctrl-C arrives as KeyboardInterrupt
            loop.add_signal_handler(name, stop.set)

    await control.start()
    try:
        await switchboard.start(events_required=True)

        def tell(notice: Notice) -> None:
            try:
                _tell(notice, switchboard.now(), as_json=args.json)
            except BrokenPipeError:  # whoever read us has gone: no reason to refuse the phone its answer
                unsubscribe()
                stop.set()

        if args.json:
            _print(json.dumps({"type": "ready", "url": switchboard.url}))
        else:
            _print(say("serve_ready", url=switchboard.url))
        unsubscribe = switchboard.subscribe(tell)
        for problem in _problems(switchboard):
            print(f"durchwahl: {problem}", file=sys.stderr)
        await stop.wait()
    finally:
        await control.stop()
        await switchboard.stop()
    return 0


def _problems(switchboard: Switchboard) -> list[str]:
    failed = [notice for notice in switchboard.services.values() if notice.state is ServiceState.FAILED]
    return [notice.detail for notice in failed if notice.service is not Service.EVENTS]


def _tell(notice: Notice, now: float, *, as_json: bool) -> None:
    if isinstance(notice, ServiceNotice) and notice.state is ServiceState.FAILED:
        print(f"durchwahl: {notice.detail}", file=sys.stderr)
        return
    if isinstance(notice, WarningNotice):
        print(f"durchwahl: {notice.text}", file=sys.stderr)
        return
    message = line(notice, now)
    if message is None:
        return
    text = json.dumps(message, ensure_ascii=False) if as_json else spoken(message)
    if text:
        _print(text)


def _print(text: str) -> None:
    print(text, flush=True)
