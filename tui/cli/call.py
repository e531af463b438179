"""`durchwahl call`: controls a call, through the running instance where there is one."""

from __future__ import annotations

import argparse
import sys

from tui.cli.setting import drive, find_phone, settle
from tui.cli.table import as_document
from tui.control.client import ControlClient
from tui.errors import NotFoundError
from tui.i18n import say
from tui.phones.driver import Order


async def run(args: argparse.Namespace) -> int:
    """Without an instance nobody knows the calls: the phone's own selected call is meant."""
    config, paths = settle(args)
    phone = find_phone(config, args.phone)
    client = await ControlClient.connect(paths.socket)
    if client is not None:
        try:
            result = await client.ask("order", order=args.order, call=args.call, phone=args.phone)
        finally:
            await client.close()
        if args.json:
            print(as_document(result))
        elif not result["confirmed"]:
            print(say("order_unconfirmed", phone=result["phone"]), file=sys.stderr)
        return 0
    if args.call is not None:
        raise NotFoundError("call_needs_instance", id=args.call)
    driver = drive(phone, paths)
    try:
        await driver.go(driver.ways(Order(args.order))[0])
    finally:
        await driver.aclose()
    if args.json:
        print(as_document({"phone": phone.name, "confirmed": False, "call": None}))
    else:
        print(say("cli_order_alone", phone=phone.name), file=sys.stderr)
    return 0
