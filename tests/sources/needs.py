"""What is not there is the reason to skip, except where it has to be there (DURCHWAHL_SOURCES=1)."""

from __future__ import annotations

import importlib.util
import os
import shutil
import socket
from pathlib import Path

import pytest


def library(name: str) -> None:
    """A package of Python."""
    if importlib.util.find_spec(name) is None:
        _lacking(f"the package {name}")


def program(name: str) -> str:
    """The path of a program, also of those that stand in no user's path."""
    found = shutil.which(name) or shutil.which(name, path="/usr/sbin:/sbin")
    if found is None:
        for place in sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), reverse=True):
            return str(place)
        _lacking(f"the program {name}")
    assert found is not None
    return found


def _lacking(what: str) -> None:
    if os.environ.get("DURCHWAHL_SOURCES") == "1":
        pytest.fail(f"{what} is not installed")
    pytest.skip(f"{what} is not installed")


def free_port() -> int:
    """A port of the loopback that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
