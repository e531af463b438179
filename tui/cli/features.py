"""`durchwahl phone dnd` and `durchwahl phone forward`: through the running instance where there is one."""

from __future__ import annotations

import argparse
import sys
import time
from datetime import datetime
from typing import Any

from tui.cli.alone import alone
from tui.cli.setting import find_phone, settle
from tui.cli.table import as_document
from tui.config.model import Config
from tui.control.client import ControlClient
from tui.control.features import done_json
from tui.errors import UsageError
from tui.i18n import say
from tui.paths import Paths
from tui.phones.driver import Feature, Wish
from tui.switchboard.feature_codes import MOST_SECONDS
from tui.switchboard.features import FeatureState, Where, place_of
from tui.view.feature_words import feature_name, feature_stands


async def dnd(args: argparse.Namespace) -> int:
    """Do not disturb, in the phone: the PBX has no code for it."""
    config, paths = settle(args)
    wish = Wish(Feature.DND, args.state == "on")
    return _told(args, await _switch(config, paths, args.phone, wish, Where.PHONE))


async def forward(args: argparse.Namespace) -> int:
    """One forward on or off, or all of a place off."""
    config, paths = settle(args)
    feature = None if args.kind == "off" else Feature(args.kind)
    wish = None if feature is None else _wish(feature, args)
    if feature is None and (args.target or args.seconds is not None):
        raise UsageError("cli_forward_off")
    usual = Where.PHONE if feature is None else place_of(feature)
    where = Where(args.where) if args.where else usual
    return _told(args, await _switch(config, paths, args.phone, wish, where))


def _wish(feature: Feature, args: argparse.Namespace) -> Wish:
    target = " ".join(args.target)
    if args.off and (target or args.seconds is not None):
        raise UsageError("cli_forward_off")
    if args.seconds is not None and feature is not Feature.NO_ANSWER:
        raise UsageError("cli_forward_seconds")
    if args.seconds is not None and not 0 < args.seconds <= MOST_SECONDS:
        raise UsageError("forward_seconds", most=MOST_SECONDS)
    if not args.off and not target.strip():
        raise UsageError("forward_no_target")
    return Wish(feature, not args.off, target, args.seconds or 0)


async def _switch(
    config: Config, paths: Paths, named: str | None, wish: Wish | None, where: Where
) -> dict[str, Any]:
    """`wish` None: all forwards of that place off."""
    phone = find_phone(config, named)
    client = await ControlClient.connect(paths.socket)
    if client is not None:
        asked: dict[str, Any] = {"feature": "off"}
        if wish is not None:
            asked = {"feature": wish.feature.value, "on": wish.on}
            asked |= {"target": wish.target, "seconds": wish.seconds}
        try:
            return await client.ask("wish", told=_say, phone=phone.name, where=where.value, **asked)
        finally:
            await client.close()
    async with alone(config, paths, [phone.name]) as here:
        if phone.name in here.faults:
            raise here.faults[phone.name]
        if wish is None:
            return done_json(here.features, await here.features.forwards_off(where, phone.name))
        return done_json(here.features, [await here.features.wish(wish, where, phone.name)])


def _told(args: argparse.Namespace, result: dict[str, Any]) -> int:
    """Says what became of it. Exit status 1 where the phone or the PBX would not."""
    now = time.time()
    if args.json:
        print(as_document(result))
    else:
        in_pbx = result["where"] == Where.PBX
        here, there = (
            ("feature_in_pbx", "feature_in_phone") if in_pbx else ("feature_in_phone", "feature_in_pbx")
        )
        if result["confirmed"]:
            for state in result["features"]:
                _say(f"{result['phone']}, {say(here)}, {_stands(state, now)}")
        else:
            _say(str(result["advice"]))
        if result["confirmed"] and result["advice"]:
            _say(str(result["advice"]))
        for state in result["elsewhere"]:
            if state["on"]:
                _say(say("feature_elsewhere", place=say(there), state=_stands(state, now)))
    return 1 if result["failed"] else 0


def _stands(state: dict[str, Any], now: float) -> str:
    known = read_state(state)
    return f"{feature_name(known.feature)}: {feature_stands(known, now)}"


def read_state(state: dict[str, Any]) -> FeatureState:
    """A feature as `feature_json` writes it."""
    at = state["told_at"]
    return FeatureState(
        Feature(state["feature"]),
        Where(state["where"]),
        state["on"],
        state["target"] or "",
        state["seconds"],
        None if at is None else datetime.fromisoformat(at).timestamp(),
    )


def _say(text: str) -> None:
    print(text, file=sys.stderr)
