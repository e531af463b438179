"""`durchwahl watch`: the running instance's stream."""

from __future__ import annotations

import argparse
import json

from tui.cli.lines import spoken
from tui.cli.setting import settle
from tui.control.client import ControlClient
from tui.errors import DurchwahlError


async def run(args: argparse.Namespace) -> int:
    """Prints until the instance ends or the user interrupts."""
    _, paths = settle(args)
    client = await ControlClient.connect(paths.socket)
    if client is None:
        raise DurchwahlError("watch_nothing")
    try:
        async for message in client.watch():
            text = json.dumps(message, ensure_ascii=False) if args.json else spoken(message)
            if text:
                print(text, flush=True)
    finally:
        await client.close()
    return 0
