"""`durchwahl call`: controls a call, through the running instance where there is one."""

from __future__ import annotations

import argparse
from typing import Any

from tui.cli.session import Alone, Result, alone, instance, read_number, report, tell
from tui.cli.setting import find_phone, settle
from tui.config.model import Config
from tui.control.client import ControlClient
from tui.errors import DurchwahlError, NotFoundError
from tui.i18n import say
from tui.paths import Paths
from tui.phones.driver import Order
from tui.switchboard import codes

_SLOTS = ("park", "retrieve")


async def run(args: argparse.Namespace) -> int:
    """Without an instance nobody knows the calls: the phone's own selected call is meant."""
    config, paths = settle(args)
    phone = find_phone(config, args.phone)
    argument = " ".join(args.argument)
    async with instance(paths) as client:
        if client is not None:
            report(args, await _through(client, args, argument))
            return 0
    if args.call is not None:
        raise NotFoundError("call_needs_instance", id=args.call)
    async with alone(phone, paths, config) as session:
        result = await _straight(session, args.order, argument, args.attended, config, paths)
    ends = args.order == Order.HANGUP
    result["advice"] = say("hangup_alone" if ends else "cli_order_alone", phone=phone.name)
    report(args, result)
    return 0


async def _through(client: ControlClient, args: argparse.Namespace, argument: str) -> Result:
    """The instance reads numbers and names itself, and finds the call."""
    word, given = _request(args.order, argument, args.attended)
    if word not in ("retrieve", "pickup"):  # they begin a call
        given |= {"call": args.call}
    return await client.ask(word, told=tell, phone=args.phone, **given)


def _request(order: str, argument: str, attended: bool) -> tuple[str, dict[str, Any]]:
    """The word of the control socket, and what goes with it."""
    if order in _SLOTS:
        return order, {"slot": argument}
    if order == "pickup":
        return order, {"text": argument}
    if order == Order.CONFERENCE and argument:
        return "confer", {"text": argument}
    return "order", {"order": _order(order, attended).value, "argument": argument}


def _order(word: str, attended: bool) -> Order:
    return Order.CONSULT if attended else Order(word)


async def _straight(
    session: Alone, word: str, argument: str, attended: bool, config: Config, paths: Paths
) -> Result:
    """The same as the instance would do it, as far as that is possible without knowing any call."""
    from tui.dialing.plan import dial_string
    from tui.dialing.reading import read_typed

    plan = config.dialing
    if word == Order.CONFERENCE and argument:
        raise DurchwahlError("call_wants_instance")
    if word == "park":
        return await session.order(Order.TRANSFER, codes.parking(config.codes, argument))
    if word in ("retrieve", "pickup"):
        code = (
            codes.fetching(config.codes, argument)
            if word == "retrieve"
            else codes.picking_up(config.codes, read_number(argument, config, paths), plan)
        )
        return await session.dial(code, read_typed(code, plan))
    order = _order(word, attended)
    if order in codes.TO_SOMEBODY:
        argument = dial_string(read_number(argument, config, paths), plan)
    elif order is Order.DTMF:
        argument = codes.sounds(argument)
    return await session.order(order, argument)
