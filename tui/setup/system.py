"""Steps 1 and 2: whether the computer is fit, and the places where the program keeps what is the user's."""

from __future__ import annotations

import asyncio
import os
import platform
import shutil
import stat
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import tui
from tui.errors import DurchwahlError
from tui.i18n import say
from tui.paths import ensure_private
from tui.setup.filling import switch
from tui.setup.model import YES, Field, Finding, Tell, Told, Values, attention, done, still_open

if TYPE_CHECKING:
    from tui.setup.workshop import Workshop

_COLUMNS, _LINES = 80, 24
_SECONDS: Final = 30.0  # for the package index


def fields(workshop: Workshop) -> tuple[Field, ...]:
    """Whether to ask for a newer version: the only question that leaves the house, so only if wanted."""
    return (switch(workshop, "look_newer", False),)


async def fit(workshop: Workshop) -> Finding:
    """Python, terminal, data folder, foreign firewall; what is wrong comes first."""
    from tui.firewall.looking import foreign

    lines = [
        say("setup_python", version=platform.python_version(), system=_system()),
        say("setup_version", version=tui.__version__),
    ]
    wrong: list[str] = []
    terminal, complaint = _terminal()
    lines += [terminal] if terminal else []
    wrong += [complaint] if complaint else []
    place = str(workshop.paths.data_dir)
    if _writable(workshop.paths.data_dir):
        lines.append(say("setup_data_folder", folder=place))
    else:
        wrong.append(say("setup_data_not_writable", folder=place))
    others = [product.name for product in await foreign() if product.on]
    if others:
        wrong.append(say("setup_foreign_firewall", names=", ".join(others)))
    elif sys.platform == "win32":
        lines.append(say("setup_no_foreign_firewall"))
    if wrong:
        return attention(wrong[0], say("setup_fit_anyway"), *wrong[1:], *lines)
    return done(say("setup_fit"), *lines)


async def look_newer(workshop: Workshop, values: Values, tell: Tell) -> Finding:
    """Asks the user's own package index for a newer version, if that is wanted, and looks at the computer."""
    found = await fit(workshop)
    if values.get("look_newer") != YES:
        return found
    tell(Told(say("setup_looking_newer")))
    newest = await _newest()
    if not newest:
        line = say("setup_newer_unknown")
    elif newest == tui.__version__:
        line = say("setup_newest")
    else:
        line = say("setup_newer", version=newest)
    return Finding(found.state, found.detail, found.remedy, (line, *found.lines))


async def _newest() -> str:
    """The version that pip would install, "" where it does not say. Nothing is installed."""
    from tui.discovery.neighbours import run

    command = (sys.executable, "-m", "pip", "index", "versions", "durchwahl", "--disable-pip-version-check")
    words = ((await run(command, _SECONDS)) or "").split()
    return words[1].strip("()")[:40] if len(words) > 1 and words[0] == "durchwahl" else ""


def _system() -> str:
    return {"darwin": "macOS", "win32": "Windows"}.get(sys.platform, platform.system())


def _terminal() -> tuple[str, str]:
    """What the terminal can do, and what it lacks. Nothing without a terminal: a roll-out has none."""
    stream = sys.__stdout__  # the app puts something else in the place of sys.stdout
    if stream is None or not stream.isatty():
        return "", ""
    size = shutil.get_terminal_size()
    unicode = (stream.encoding or "").lower().replace("-", "").startswith("utf")
    plain = os.environ.get("TERM", "") == "dumb" or "NO_COLOR" in os.environ
    words = [
        say("setup_unicode" if unicode else "setup_ascii"),
        say("setup_no_colour" if plain else "setup_colour"),
    ]
    text = say("setup_terminal", columns=size.columns, lines=size.lines, can=", ".join(words))
    small = size.columns < _COLUMNS or size.lines < _LINES
    return text, say("setup_terminal_small", columns=size.columns, lines=size.lines) if small else ""


def _writable(folder: Path) -> bool:
    """Whether it is there and ours to write, or can be made."""
    while not folder.exists():
        if folder.parent == folder:
            return False
        folder = folder.parent
    return folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)


# step 2


async def folders(workshop: Workshop) -> Finding:
    """Whether folders and journal are there, private, and readable."""
    return await asyncio.to_thread(_folders, workshop)


def _folders(workshop: Workshop) -> Finding:
    paths = workshop.paths
    if not paths.data_dir.is_dir() or not paths.journal.exists():
        return still_open(say("setup_folders_missing"), "", *_places(workshop))
    if os.name == "posix" and stat.S_IMODE(paths.data_dir.stat().st_mode) & 0o077:
        return attention(say("setup_folder_open", folder=str(paths.data_dir)), say("setup_enter_mends"))
    from tui.journal.reading import read

    try:
        reader = read(paths.journal)
    except DurchwahlError as error:
        return attention(str(error))
    try:
        count = reader.last_seq()
    except DurchwahlError as error:
        return attention(str(error))
    finally:
        reader.close()
    return done(say("setup_folders_there", count=count), *_places(workshop))


def _places(workshop: Workshop) -> tuple[str, ...]:
    paths = workshop.paths
    return (
        say("setup_place_config", path=str(paths.config_file)),
        say("setup_place_data", path=str(paths.data_dir)),
    )


async def make_folders(workshop: Workshop, values: Values, tell: Tell) -> Finding:
    """Makes what is missing. Raises `DurchwahlError` where the disk or its owner does not let us."""
    from tui.journal.store import Journal

    paths = workshop.paths
    tell(Told(say("setup_making_folders"), 0, 2))
    await asyncio.to_thread(ensure_private, paths.data_dir)
    tell(Told(say("setup_making_journal"), 1, 2))
    core = workshop.host.core
    if core is None or not core.has_journal:
        await (await Journal.open(paths.journal)).close()
    tell(Told(say("setup_making_journal"), 2, 2))
    return await folders(workshop)
