"""`durchwahl handler`: links, the hotkey and starting by itself, on this user's desktop."""

from __future__ import annotations

import argparse

from tui.cli.setting import settle
from tui.cli.table import as_document
from tui.desktop.component import Component, DesktopError, Standing, State
from tui.desktop.components import install, installed, possible, remove
from tui.desktop.machine import Machine
from tui.errors import DurchwahlError
from tui.i18n import say
from tui.paths import ensure_private

_UNASKED = (Component.LINKS, Component.HOTKEY)  # what starts by itself has to be asked for by name


async def install_parts(args: argparse.Namespace) -> int:
    """Puts what was named in place; what cannot be is told, and the rest is done all the same."""
    config, paths = settle(args)
    machine = Machine.here(paths)
    ensure_private(paths.data_dir)
    standings, failures = [], []
    for component in _named(args) or _UNASKED:
        try:
            if reason := await possible(component, machine, config.hotkey.key):
                raise DesktopError(reason.key, **reason.values)
            now = component is Component.AUTOSTART and not await _runs(args)
            standings.append(await install(component, machine, config.hotkey.key, now=now))
        except DurchwahlError as error:
            failures.append(error)
    _report(args, standings)
    return _ended(failures)


async def remove_parts(args: argparse.Namespace) -> int:
    """Takes out what was named, or all."""
    config, paths = settle(args)
    machine = Machine.here(paths)
    standings, failures = [], []
    for component in _named(args) or tuple(Component):
        try:
            standings.append(await remove(component, machine, config.hotkey.key))
        except DurchwahlError as error:
            failures.append(error)
    _report(args, standings)
    return _ended(failures)


async def status(args: argparse.Namespace) -> int:
    """How each stands."""
    config, paths = settle(args)
    machine = Machine.here(paths)
    named = _named(args) or tuple(Component)
    _report(args, [await installed(component, machine, config.hotkey.key) for component in named])
    return 0


def _named(args: argparse.Namespace) -> tuple[Component, ...]:
    return tuple(component for component in Component if getattr(args, component.value))


async def _runs(args: argparse.Namespace) -> bool:
    """Whether an instance is there that a second one would get in the way of."""
    from tui.cli.session import instance
    from tui.paths import Paths

    async with instance(Paths.find(args.config, args.data_dir)) as client:
        return client is not None


def _report(args: argparse.Namespace, standings: list[Standing]) -> None:
    if args.json:
        print(as_document({"components": [_json(one) for one in standings]}))
        return
    for one in standings:
        name = say(f"desktop_{one.component}")
        print(say("handler_line", component=name, state=say(one.why.key, **one.why.values)))
        if one.state is State.ABSENT:
            print(f"  {say(f'desktop_{one.component}_for')}")
        if one.copy:
            print(f"\n  {one.copy}\n")


def _json(standing: Standing) -> dict[str, object]:
    return {
        "component": standing.component.value,
        "state": standing.state.value,
        "detail": say(standing.why.key, **standing.why.values),
        "copy": standing.copy or None,
    }


def _ended(failures: list[DurchwahlError]) -> int:
    """The first failure is the command's; those before it are told in the same way."""
    if not failures:
        return 0
    *others, last = failures
    from tui.cli.session import tell

    for error in others:
        tell(f"durchwahl: {error}")
    raise last
