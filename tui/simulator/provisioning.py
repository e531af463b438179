"""Auto-provisioning of a Yealink: fetches `<url><mac>.cfg` and takes over its settings."""

from __future__ import annotations

import asyncio
import re

from tui.simulator.sender import parse_url

_ROW = re.compile(r"\s*([A-Za-z0-9_.]+)\s*=\s*(.*?)\s*")
_MAX = 256 * 1024


async def fetch_configuration(base: str, mac: str, user_agent: str, timeout_s: float = 5.0) -> dict[str, str]:
    """The settings in `<base><mac>.cfg`; OSError or ValueError when there is nothing to be had.

    Plain HTTP only. The file is `#!version:…` and rows of `key = value`; `#` begins a comment row.
    """
    target = parse_url(base if base.endswith("/") else base + "/")
    if target is None or target.tls:
        raise ValueError("no plain http URL")
    try:
        async with asyncio.timeout(timeout_s):
            reader, writer = await asyncio.open_connection(target.host.strip("[]"), target.port)
            try:
                writer.write(
                    f"GET {target.path}{mac}.cfg HTTP/1.1\r\nHost: {target.host}:{target.port}\r\n"
                    f"User-Agent: {user_agent}\r\nConnection: close\r\n\r\n".encode("ascii", "replace")
                )
                await writer.drain()
                answer = await reader.read(_MAX)
                while more := await reader.read(_MAX - len(answer)):
                    answer += more
            finally:
                writer.close()
    except TimeoutError:
        raise OSError("no answer in time") from None
    head, _, body = answer.partition(b"\r\n\r\n")
    if head.split(b" ")[1:2] != [b"200"]:
        raise ValueError("no such file")
    return parse_configuration(body.decode("utf-8", "replace"))


def parse_configuration(text: str) -> dict[str, str]:
    """Rows of `key = value`; later ones win."""
    settings = {}
    for row in text.splitlines():
        found = None if row.lstrip().startswith("#") else _ROW.fullmatch(row)
        if found is not None:
            settings[found[1]] = found[2]
    return settings
