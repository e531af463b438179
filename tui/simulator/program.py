"""Simulated phones as a program of their own, telling what they do as JSON lines."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import os
import signal
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from tui.errors import UsageError
from tui.simulator.activity import Activity
from tui.simulator.config import check_profile, one_of, phone_values, read_office
from tui.simulator.hand import Hand
from tui.simulator.office import Office, OfficePlan
from tui.simulator.party import Behaviour, PartyPlan
from tui.simulator.pnp import MULTICAST, parse_address
from tui.simulator.profile import VENDORS, PhoneProfile


async def simulate(args: argparse.Namespace) -> int:
    """Simulate until SIGTERM or SIGINT. UsageError for wrong options, DurchwahlError for a port in use."""
    early: list[Activity] = []
    ready = asyncio.Event()

    def listen(activity: Activity) -> None:
        if ready.is_set():
            _tell(activity_line(activity))
        else:
            early.append(activity)

    office = Office(plan_of(args), listener=listen)
    stop = asyncio.Event()
    with _signals(stop):
        await office.start()
        try:
            _tell(ready_line(office))
            ready.set()
            for activity in early:
                _tell(activity_line(activity))
            if args.hands:
                Hand(office).follow_stdin()
            await stop.wait()
        finally:
            await office.stop()
    return 0


def plan_of(args: argparse.Namespace) -> OfficePlan:
    """The office that the options describe."""
    if args.office and args.vendor:
        raise UsageError("simulator_both")
    if args.office:
        plan = read_office(Path(args.office))
        return plan if args.seed is None else replace(plan, seed=args.seed)
    if not args.vendor:
        raise UsageError("simulator_which")
    if args.vendor not in VENDORS:
        raise UsageError("simulator_unknown_vendor", vendor=args.vendor)
    profile = PhoneProfile(
        vendor=args.vendor,
        name=args.vendor,
        number=args.number,
        display_name=args.display_name,
        port=args.port,
        user=args.user,
        password=args.password,
        auth=args.auth,
        remote_control=args.remote_control,
        events_base=args.events,
        model=args.model,
        certificate=args.certificate,
        https_port=args.https_port,
        https_only=args.https_only,
        web=not args.no_web,
        announce_pnp=args.announce_pnp,
        prompt_after=3.0,
    )
    _check_options(args)
    profile = replace(profile, **_given_by_key(args.set))
    check_profile(profile, "--")
    unknown = PartyPlan(Behaviour(args.unknown or "answers"), after=3.0)
    return OfficePlan(phones={args.vendor: profile}, unknown=unknown, seed=args.seed or 1)


def _check_options(args: argparse.Namespace) -> None:
    checks = {
        "--auth": (args.auth, one_of("", "basic", "digest")),
        "--unknown": (args.unknown, one_of("", *(behaviour.value for behaviour in Behaviour))),
    }
    for option, (value, (valid, said)) in checks.items():
        if not valid(value):
            raise UsageError("simulator_bad_value", setting=option, value=value, expected=said)
    for option, port in (("--port", args.port), ("--https-port", args.https_port)):
        if not 0 <= port <= 65_535:
            raise UsageError("simulator_bad_value", setting=option, value=port, expected="0…65535")
    if args.announce_pnp and parse_address(args.announce_pnp) is None:
        raise UsageError(
            "simulator_bad_value", setting="--announce-pnp", value=args.announce_pnp, expected=MULTICAST
        )
    if not args.number or not all(char in "0123456789+*#" for char in args.number):
        raise UsageError("simulator_bad_value", setting="--number", value=args.number, expected="0-9 + * #")


def _given_by_key(given: list[str]) -> dict[str, Any]:
    """`--set key=value` as an office file would have it; a value that is not TOML is a text."""
    table: dict[str, Any] = {}
    for pair in given:
        key, _, value = pair.partition("=")
        try:
            table[key.strip()] = tomllib.loads(f"value = {value}")["value"]
        except tomllib.TOMLDecodeError:
            table[key.strip()] = value
    return phone_values(table, "--set", "--set")


def ready_line(office: Office) -> dict[str, object]:
    """The first line: which phones there are and where they listen."""
    phones = []
    for phone in office.phones.values():
        vendor = phone.profile.vendor
        one = {"name": phone.name, "vendor": vendor, "url": phone.url, "number": phone.number}
        if phone.secure_url:
            one["secure_url"] = phone.secure_url
        phones.append(one)
    return {"type": "ready", "phones": phones}


def activity_line(activity: Activity) -> dict[str, object]:
    """One activity as a stream line; the time is ISO 8601 with the local offset."""
    at = datetime.fromtimestamp(activity.at).astimezone().isoformat(timespec="milliseconds")
    return {"type": activity.type, "phone": activity.phone, "at": at, **activity.details}


def _tell(line: dict[str, object]) -> None:
    text = json.dumps(line, ensure_ascii=False)
    try:
        try:
            print(text, flush=True)
        except UnicodeEncodeError:  # a terminal of another encoding
            print(json.dumps(line), flush=True)
    except BrokenPipeError:  # nobody reads any more: the phones go on
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@contextlib.contextmanager
def _signals(stop: asyncio.Event) -> Iterator[None]:
    """SIGTERM and SIGINT set `stop`; afterwards all is as before."""
    loop = asyncio.get_running_loop()
    wanted = (signal.SIGTERM, signal.SIGINT)
    try:
        for number in wanted:
            loop.add_signal_handler(number, stop.set)
    except NotImplementedError:  # Windows
        old = [signal.signal(number, lambda *_: loop.call_soon_threadsafe(stop.set)) for number in wanted]
        try:
            yield
        finally:
            for number, handler in zip(wanted, old, strict=True):
                signal.signal(number, handler)
        return
    try:
        yield
    finally:
        for number in wanted:
            loop.remove_signal_handler(number)
