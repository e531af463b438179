"""`durchwahl phone`: the configured phones."""

from __future__ import annotations

import argparse
import asyncio
import sys

from tui.calls.states import PhoneState
from tui.cli.setting import drive, find_phone, settle
from tui.cli.table import as_document, as_table
from tui.config.model import PhoneConfig
from tui.control.client import ControlClient
from tui.i18n import say
from tui.paths import Paths
from tui.phones.driver import Probe
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


async def test(args: argparse.Namespace) -> int:
    """Asks each phone once. Exit status 3 when one of them does not answer as it should."""
    config, paths = settle(args)
    phones = (
        [find_phone(config, args.phone)] if args.phone or not config.phones else [*config.phones.values()]
    )
    probes = await asyncio.gather(*(_probe(phone, paths) for phone in phones))
    if args.json:
        results = [
            {
                "phone": phone.name,
                "ok": probe.ok,
                "model": probe.model,
                "firmware": probe.firmware,
                "mac": probe.mac,
                "cause": probe.cause or None,
                "text": probe.text or None,
            }
            for phone, probe in zip(phones, probes, strict=True)
        ]
        print(as_document({"phones": results}))
    else:
        for phone, probe in zip(phones, probes, strict=True):
            told = " ".join(part for part in (probe.model, probe.firmware, probe.mac) if part)
            print(f"{phone.name}: {f'OK {told}'.strip() if probe.ok else probe.text}")
    return 0 if all(probe.ok for probe in probes) else 3


async def _probe(phone: PhoneConfig, paths: Paths) -> Probe:
    driver = drive(phone, paths)
    try:
        return await driver.probe()
    finally:
        await driver.aclose()


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _state(phone: dict[str, object]) -> str:
    if phone["problem"]:
        return str(phone["problem"])
    if phone["registered"] is not None:
        return say("status_registered" if phone["registered"] else "status_not_registered")
    return say("status_online") if phone["reachable"] else ""
