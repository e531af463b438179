"""`durchwahl dial`."""

from __future__ import annotations

import argparse

from tui.cli.session import alone, instance, read_number, report, tell
from tui.cli.setting import find_phone, settle
from tui.cli.table import as_document
from tui.config.model import Config
from tui.dialing.number import Number, NumberKind
from tui.dialing.plan import dial_string
from tui.errors import UsageError
from tui.i18n import say
from tui.paths import Paths


async def run(args: argparse.Namespace) -> int:
    """Dials what was typed, what is marked, or what stands in the text on standard input."""
    config, paths = settle(args)
    text = " ".join(args.number)
    if args.selection:
        if text:
            raise UsageError("dial_marked_or_typed")
        return await _dial_selection(args, config, paths)
    if text == "-":
        from tui.cli.extract import read_text
        from tui.cli.offering import dial_marked

        return await dial_marked(args, read_text(most=64 * 1024), config, paths)
    if not text.strip():
        raise UsageError("dial_what")
    return await dial(args, text, config, paths)


async def _dial_selection(args: argparse.Namespace, config: Config, paths: Paths) -> int:
    from tui.cli.offering import dial_marked, say_aloud
    from tui.desktop.machine import Machine
    from tui.desktop.selection import marked
    from tui.errors import DurchwahlError

    try:
        return await dial_marked(args, await marked(Machine.here(paths)), config, paths)
    except DurchwahlError as error:
        await say_aloud(paths, error)
        raise


async def dial(args: argparse.Namespace, text: str, config: Config, paths: Paths) -> int:
    """Dials through the running instance where there is one, which then confirms it; else straight."""
    number = read_number(text, config, paths)
    dialled = dial_string(number, config.dialing, args.suppress)
    phone = find_phone(config, args.phone)
    async with alone(phone, paths, config) as session:
        if args.dry_run:
            _print_plan(args, text, number, dialled, phone.name, session.driver.dial_request(dialled))
            return 0
        if number.kind is NumberKind.EMERGENCY:  # straight to the phone: nothing may delay or refuse it
            result = await session.dial(dialled, number, args.identity)
            report(args, result, say("cli_dialling", number=dialled, phone=phone.name))
            return 0
        async with instance(paths) as client:
            if client is None:
                result = await session.dial(dialled, number, args.identity)
                result["advice"] = say("cli_dial_alone", number=dialled, phone=phone.name)
            else:
                result = await client.ask(
                    "dial",
                    told=tell,
                    text=number.digits,
                    phone=phone.name,
                    suppress=args.suppress,
                    identity=args.identity,
                )
    done = say("cli_dialling", number=dialled, phone=phone.name) if result["confirmed"] else ""
    report(args, result, done)
    return 0


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
