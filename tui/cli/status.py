"""`durchwahl phone status`: how each phone stands, from the running instance or from the phone itself."""

from __future__ import annotations

import argparse
import asyncio
import time
from datetime import datetime
from typing import Any

from tui.calls.states import CallState
from tui.cli.alone import alone
from tui.cli.features import read_state
from tui.cli.setting import find_phone, settle
from tui.cli.table import as_document
from tui.config.model import Config
from tui.control.client import ControlClient
from tui.errors import NotFoundError
from tui.i18n import say
from tui.i18n.formats import clock
from tui.paths import Paths
from tui.phones.certificates import grouped
from tui.phones.registry import maker
from tui.switchboard.features import Where
from tui.switchboard.stream import status_json
from tui.untrusted import clean
from tui.view.feature_words import feature_name, feature_stands

Phone = dict[str, Any]


async def run(args: argparse.Namespace) -> int:
    """A phone that does not obey is told as such; whoever wants an exit status for runs `phone test`."""
    config, paths = settle(args)
    if not config.phones:
        raise NotFoundError("no_phone_configured")
    named = None if args.phone is None else find_phone(config, args.phone).name
    client = await ControlClient.connect(paths.socket)
    if client is None:
        phones = await _asked(config, paths, [*config.phones] if named is None else [named])
        for phone in phones:
            phone["retry_at"] = None  # nobody is left to try again
    else:
        try:
            phones = (await client.ask("status", phone=named))["phones"]
        finally:
            await client.close()
    for phone in phones:
        known = config.phones.get(phone["phone"])
        phone["host"] = None if known is None else known.host
    if args.json:
        print(as_document({"phones": phones}))
    else:
        print("\n\n".join(_shown(phone, time.time()) for phone in phones))
    return 0


async def _asked(config: Config, paths: Paths, names: list[str]) -> list[Phone]:
    """All at once, so that one which is away costs the others nothing."""
    async with alone(config, paths, names) as here:
        await asyncio.gather(*(here.presence.ask(name) for name in names if name in here.drivers))
        return [
            status_json(here.presence.status(name), here.features.states(name), [], time.time())
            for name in names
        ]


def _shown(phone: Phone, now: float) -> str:
    """A title and one line for each thing that is known."""
    mac = phone["mac"]
    rows = [
        (say("label_state"), [_is(phone)]),
        (say("label_address"), [phone["host"]]),
        (say("label_firmware"), [phone["firmware"]]),
        (say("label_mac"), [":".join(mac[at : at + 2] for at in range(0, len(mac), 2))]),
        (say("label_certificate"), [phone["certificate"] and grouped(phone["certificate"])]),
        (say("label_line"), [_line(line) for line in phone["identities"]]),
        (say("feature_in_phone"), _features(phone, Where.PHONE, now)),
        (say("feature_in_pbx"), _features(phone, Where.PBX, now) or [say("feature_none_told")]),
        (say("label_call"), [_call(call) for call in phone["calls"]]),
        (say("label_reported"), [phone["last_event"] and clock(_at(phone["last_event"]))]),
    ]
    width = max(len(label) for label, _ in rows)
    lines = [_title(phone)]
    for label, texts in rows:
        for text in filter(None, texts):
            lines.append(f"  {label.ljust(width)}  {clean(str(text), 800)}")
            label = ""
    return "\n".join(lines)


def _title(phone: Phone) -> str:
    made_by = maker(phone["vendor"])
    names = (made_by.title if made_by else phone["vendor"], phone["model"])
    return f"{phone['phone']} ({clean(' '.join(name for name in names if name), 60)})"


def _is(phone: Phone) -> str:
    if phone["problem"]:
        again = (
            ""
            if phone["retry_at"] is None
            else say("status_again", at=f"{_local(phone['retry_at']):%H:%M:%S}")
        )
        return f"{phone['problem']} {again}".rstrip()
    if phone["reachable"] is None:
        return say("status_not_asked")
    if phone["registered"] is None:
        return say("status_online")
    return say("status_registered" if phone["registered"] else "status_not_registered")


def _line(line: dict[str, Any]) -> str:
    parts = [str(line["address"] or line["label"])]
    if line["label"] and line["address"]:
        parts.append(f"“{line['label']}”")
    if line["registered"] is not None:
        parts.append(say("status_registered" if line["registered"] else "status_not_registered"))
    return " ".join(parts)


def _features(phone: Phone, where: Where, now: float) -> list[str]:
    """Of the PBX only what it was told."""
    states = [read_state(state) for state in phone["features"] if state["where"] == where]
    told = [state for state in states if where is Where.PHONE or state.on is not None]
    if told and all(state.on is None for state in told):
        return [say("feature_not_known")]
    return [f"{feature_name(state.feature)}: {feature_stands(state, now)}" for state in told]


def _call(call: dict[str, Any]) -> str:
    contact = call["contact"] or {}
    who = contact.get("name") or call["display_name"] or call["number"] or say("anonymous")
    state = CallState(call["state"]).value
    return f"{say(f'state_{state}')} {who}"


def _at(text: str) -> float:
    return datetime.fromisoformat(text).timestamp()


def _local(text: str) -> datetime:
    return datetime.fromisoformat(text)
