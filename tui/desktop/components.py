"""Links, hotkey and autostart: whether they can be installed here, how they stand, and doing it."""

from __future__ import annotations

import os

from tui.desktop.component import Component, DesktopError, Standing
from tui.desktop.keys import read_key
from tui.desktop.machine import Machine, System
from tui.desktop.part import Part
from tui.discovery.found import Remark
from tui.errors import DurchwahlError

KEY = "Pause"


async def possible(component: Component, machine: Machine, key: str = KEY) -> Remark | None:
    """Why `install` cannot do it here; None where it can."""
    return await (await _part(component, machine, key)).possible()


async def installed(component: Component, machine: Machine, key: str = KEY) -> Standing:
    """How it stands. Looks only."""
    return await (await _part(component, machine, key)).look()


async def install(component: Component, machine: Machine, key: str = KEY, *, now: bool = False) -> Standing:
    """Puts it in place, or puts it right; `now` starts the service as well. `key` is for the hotkey only.

    Raises `DesktopError`; nothing is half done then. Where only the user can do it, nothing is done, and
    the standing says how.
    """
    part = await _part(component, machine, key)
    try:
        await part.put(now=now)
    except OSError as error:
        raise DesktopError("desktop_not_written", reason=error.strerror or "?") from None
    return await part.look()


async def remove(component: Component, machine: Machine, key: str = KEY) -> Standing:
    """Undoes what `install` did, and nothing else. Raises `DesktopError`."""
    part = await _part(component, machine, key)
    try:
        await part.take()
    except OSError as error:
        raise DesktopError("desktop_not_written", reason=error.strerror or "?") from None
    return await part.look()


async def start_service(machine: Machine) -> bool:
    """Starts `serve` in the background where it is installed to start by itself; whether it was started."""
    if machine.system is not System.LINUX:
        return False
    from tui.desktop.systemd import SystemdService

    return await SystemdService(machine).start()


async def _part(component: Component, machine: Machine, key: str) -> Part:
    match component:
        case Component.LINKS:
            return _links(machine)
        case Component.HOTKEY:
            return _hotkey(machine, key)
        case Component.AUTOSTART:
            return await _autostart(machine)


def _links(machine: Machine) -> Part:
    if machine.system is System.MACOS:
        from tui.desktop.macos_links import MacLinks

        return MacLinks(machine)
    if machine.system is System.WINDOWS:
        from tui.desktop.windows_links import WindowsLinks

        return WindowsLinks(machine)
    from tui.desktop.xdg_links import XdgLinks

    return XdgLinks(machine)


def _hotkey(machine: Machine, key: str) -> Part:
    from tui.desktop.hotkeys import MacHotkey, WindowsHotkey, XdgHotkey

    try:
        wanted = read_key(key)
    except DurchwahlError as error:
        raise DesktopError(error.key, **error.values) from None
    if machine.system is System.MACOS:
        return MacHotkey(machine)
    return WindowsHotkey(machine, wanted) if machine.system is System.WINDOWS else XdgHotkey(machine, wanted)


async def _autostart(machine: Machine) -> Part:
    if machine.system is System.MACOS:
        from tui.desktop.launchd import LaunchAgent

        return LaunchAgent(machine, os.getuid())
    if machine.system is System.WINDOWS:
        from tui.desktop.windows_task import ScheduledTask

        return ScheduledTask(machine)
    from tui.desktop.desktop_entry import read_entry
    from tui.desktop.systemd import SystemdService
    from tui.desktop.xdg_autostart import XdgAutostart

    service, entry = SystemdService(machine), XdgAutostart(machine)
    if read_entry(entry.path) is not None and read_entry(service.path) is None:
        return entry  # put there before the user had an instance of systemd
    return service if await service.there() else entry
