"""What the figures were measured on."""

from __future__ import annotations

import os
import platform
import re
import sqlite3
import sys
import time
from importlib.metadata import version
from pathlib import Path

from tests.bench.figures import Figure, times

_PACKAGES = ("textual", "aiohttp", "httpx", "phonenumbers")


def description(folder: Path) -> str:
    """Processor, memory, system and versions; `folder` is where the journals are put."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    packages = ", ".join(f"{name} {version(name)}" for name in _PACKAGES)
    return "\n".join(
        (
            f"Machine   {os.cpu_count()} x {_processor()}, {memory:.0f} GB",
            f"System    {platform.platform()}, journals on {_file_system(folder)}",
            f"Python    {platform.python_version()} ({platform.python_implementation()}), "
            f"SQLite {sqlite3.sqlite_version}",
            f"Packages  {packages}",
            f"Load      {os.getloadavg()[0]:.1f} before the first measurement",
        )
    )


def fsync_times(folder: Path, count: int = 200) -> Figure:
    """What the disk takes to confirm 4 KB. Microseconds would mean that it confirms what it has not done."""
    path = folder / "fsync"
    taken = []
    with path.open("wb", buffering=0) as file:
        for _ in range(count):
            file.write(b"x" * 4096)
            begun = time.perf_counter()
            os.fsync(file.fileno())
            taken.append(time.perf_counter() - begun)
    path.unlink()
    return times("fsync of 4 KB", taken)


def resident(pid: int) -> float:
    """The resident memory of a process in MB (2**20 bytes)."""
    status = Path(f"/proc/{pid}/status")
    if status.exists():
        found = re.search(r"VmRSS:\s+(\d+) kB", status.read_text())
        return int(found[1]) / 1024 if found else 0.0
    import subprocess

    told = subprocess.run(["ps", "-o", "rss=", "-p", str(pid)], capture_output=True, check=True, text=True)
    return int(told.stdout) / 1024


def _processor() -> str:
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        found = re.search(r"model name\s*:\s*(.+)", cpuinfo.read_text())
        if found:
            return found[1]
    return platform.processor() or platform.machine()


def _file_system(folder: Path) -> str:
    """The type of the mount that holds `folder`, where the system tells."""
    mounts = Path("/proc/mounts")
    if not mounts.exists():
        return sys.platform
    best, kind = "", "?"
    for line in mounts.read_text().splitlines():
        _, point, found, *_ = line.split(" ")
        if folder.resolve().is_relative_to(point) and len(point) >= len(best):
            best, kind = point, found
    return kind
