"""`durchwahl phone`: the configured phones."""

from __future__ import annotations

import argparse
import sys

from tui.calls.states import PhoneState
from tui.cli.setting import settle
from tui.cli.table import as_document, as_table
from tui.control.client import ControlClient
from tui.i18n import say
from tui.switchboard.notices import PhoneStatus
from tui.switchboard.stream import phone_json


async def list_phones(args: argparse.Namespace) -> int:
    """The configured phones; a running instance adds what it knows of them."""
    config, paths = settle(args)
    client = await ControlClient.connect(paths.socket)
    if client is None:
        known = [PhoneStatus(name, phone.vendor, PhoneState(name)) for name, phone in config.phones.items()]
        phones = [phone_json(status) for status in known]
    else:
        try:
            phones = (await client.ask("phones"))["phones"]
        finally:
            await client.close()
    for phone in phones:
        phone["host"] = config.phones[str(phone["phone"])].host if phone["phone"] in config.phones else None
    if args.json:
        print(as_document({"phones": phones}))
    elif not phones:
        print(say("no_phone_configured"), file=sys.stderr)
    else:
        columns = ("phone", "vendor", "host", "model")
        head = [say(f"column_{name}") for name in (*columns, "state")]
        rows = [[*(_text(phone[key]) for key in columns), _state(phone)] for phone in phones]
        print(as_table(head, rows))
    return 0


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _state(phone: dict[str, object]) -> str:
    if phone["problem"]:
        return str(phone["problem"])
    if phone["registered"] is not None:
        return say("status_registered" if phone["registered"] else "status_not_registered")
    return say("status_online") if phone["reachable"] else ""
