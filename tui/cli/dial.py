"""`durchwahl dial`."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from tui.cli.setting import drive, find_phone, phone_book, settle
from tui.cli.table import as_document
from tui.config.model import Config
from tui.control.client import ControlClient
from tui.dialing.number import Number, NumberKind
from tui.dialing.plan import dial_string
from tui.dialing.reading import read_typed
from tui.i18n import say


async def run(args: argparse.Namespace) -> int:
    """Dials through the running instance where there is one, which then confirms it; else straight."""
    config, paths = settle(args)
    text = " ".join(args.number)
    number = _read(text, config)
    dialled = dial_string(number, config.dialing, args.suppress)
    phone = find_phone(config, args.phone)
    driver = drive(phone, paths)
    try:
        if args.dry_run:
            _print_plan(args, text, number, dialled, phone.name, driver.dial_request(dialled))
            return 0
        urgent = number.kind is NumberKind.EMERGENCY  # straight to the phone: nothing may delay or refuse it
        client = None if urgent else await ControlClient.connect(paths.socket)
        if client is None:
            await driver.dial(dialled, phone.identity)
            result: dict[str, Any] = {"phone": phone.name, "confirmed": False, "call": None}
        else:
            try:
                result = await client.ask(
                    "dial", text=number.digits, phone=phone.name, suppress=args.suppress
                )
            finally:
                await client.close()
    finally:
        await driver.aclose()
    if args.json:
        print(as_document(result))
    elif result["confirmed"] or urgent:
        print(say("cli_dialling", number=dialled, phone=phone.name), file=sys.stderr)
    else:
        key = "cli_dial_alone" if client is None else "dial_unconfirmed"
        print(say(key, number=dialled, phone=phone.name), file=sys.stderr)
    return 0


def _read(text: str, config: Config) -> Number:
    """A number; else the first number of the one contact that the words name."""
    number = read_typed(text, config.dialing)
    if number.kind is not NumberKind.INVALID or not config.contacts.files:
        return number
    from tui.switchboard.callers import Callers, is_name

    if not is_name(number, config.dialing):
        return number
    callers = Callers(config.dialing)
    callers.book = phone_book(config)
    return callers.named(text)


def _print_plan(
    args: argparse.Namespace, text: str, number: Number, dialled: str, phone: str, request: str
) -> None:
    plan = {
        "input": text,
        "e164": number.e164,
        "kind": number.kind.value,
        "dialled": dialled,
        "phone": phone,
        "request": request,
    }
    print(
        as_document(plan)
        if args.json
        else say("cli_would_dial", number=dialled, phone=phone, request=request)
    )
