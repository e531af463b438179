"""A machine that is a folder: its home, its settings, and programs of its own that only note what they are told."""

from __future__ import annotations

import stat
from pathlib import Path

from tui.desktop.machine import Machine, System

COMMAND = ("/opt/my apps/durchwahl", "--config", "/home/anna/100 %/config.toml")


def machine_in(folder: Path, system: System = System.LINUX, **environ: str) -> Machine:
    """One without any program, display or bus unless `environ` has it."""
    home, programs = folder / "home", folder / "bin"
    for place in (home, programs, folder / "state"):
        place.mkdir(exist_ok=True)
    return Machine(
        system, home, {"PATH": str(programs), "HOME": str(home), **environ}, COMMAND, folder / "state"
    )


def program(folder: Path, name: str, script: str = "exit 0") -> Path:
    """A program `name` that writes its words and its standard input into a file, which is returned."""
    path, told = folder / "bin" / name, folder / f"{name}.told"
    path.parent.mkdir(exist_ok=True)
    path.write_text(f'#!/bin/sh\necho "$*" >>"{told}"\n{script}\n')
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return told


def everything(folder: Path) -> dict[str, str]:
    """Every file below `folder` with its content."""
    return {
        str(path.relative_to(folder)): path.read_text("utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
