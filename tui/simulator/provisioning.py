"""Auto-provisioning of a Yealink: which files it fetches in which order, and what it makes of them."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Mapping
from typing import Final
from urllib.parse import quote

from tui.simulator.happening import Happening, Report
from tui.simulator.sender import parse_url
from tui.simulator.unit import Unit

_ROW: Final = re.compile(r"\s*([A-Za-z0-9_.]+)\s*=\s*(.*?)\s*")
_INCLUDE: Final = re.compile(r"\s*include:config\s+[\"<]([^\">]{1,200})[\">]\s*")
_HEADER: Final = "#!version:1.0.0.1"
_MAX: Final = 256 * 1024
_TIMEOUT: Final = 5.0  # seconds for one file
_MOST_FILES: Final = 8


class Provisioning:
    """`take` takes settings over and says which; `report` hears when all is done."""

    def __init__(
        self,
        unit: Unit,
        user_agent: str,
        hardware: str,
        take: Callable[[Mapping[str, str]], list[str]],
        report: Report,
    ) -> None:
        self._unit = unit
        self._user_agent = user_agent
        self._common = f"y{hardware:0>12}.cfg"
        self._take = take
        self._report = report
        self._work: set[asyncio.Task[None]] = set()

    def start(self) -> None:
        """Fetch what the provisioning address offers, in a task of its own."""
        self._work.add(task := asyncio.get_running_loop().create_task(self._run()))
        task.add_done_callback(self._work.discard)

    async def stop(self) -> None:
        """Stop fetching."""
        for task in list(self._work):
            task.cancel()
        await asyncio.gather(*self._work, return_exceptions=True)

    async def _run(self) -> None:
        unit = self._unit
        base = unit.settings.get("static.auto_provision.server.url")
        try:
            settings = await self._files(base if base.endswith("/") else base + "/")
        except (OSError, ValueError) as error:
            unit.note("provisioning", problem=str(error))
            return
        written = self._take(settings)
        unit.note("provisioning", written=written, ignored=[name for name in settings if name not in written])
        self._report(Happening.PROVISIONED, None, "")

    async def _files(self, base: str) -> dict[str, str]:
        """The boot file says which others; without one it is the model's file and then the phone's own."""
        mac = self._unit.profile.mac_address
        boot = await self._fetch(base, f"{mac}.boot")
        names = [self._common, f"{mac}.cfg"] if boot is None else parse_boot(boot)
        texts = [await self._fetch(base, name) for name in names]
        found = [text for text in texts if text is not None]
        if not found:
            raise ValueError("no such file")
        settings: dict[str, str] = {}
        for text in found:
            settings |= parse_configuration(text)  # the last one wins
        return settings

    async def _fetch(self, base: str, name: str) -> str | None:
        """One file; None if the server has none. OSError or ValueError when there is no talking to it."""
        url = name if "://" in name else base + quote(name)
        target = parse_url(url)
        if target is None or target.tls:
            raise ValueError("no plain http URL")
        try:
            async with asyncio.timeout(_TIMEOUT):
                answer = await self._get(target.host.strip("[]"), target.port, target.path)
        except TimeoutError:
            raise OSError("no answer in time") from None
        head, _, body = answer.partition(b"\r\n\r\n")
        status = head.split(b" ")[1:2]
        self._unit.note("fetched", file=name, status=int(status[0]) if status and status[0].isdigit() else 0)
        return body.decode("utf-8", "replace") if status == [b"200"] else None

    async def _get(self, host: str, port: int, path: str) -> bytes:
        reader, writer = await asyncio.open_connection(host, port)
        try:
            writer.write(
                f"GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\n"
                f"User-Agent: {self._user_agent}\r\nConnection: close\r\n\r\n".encode("ascii", "replace")
            )
            await writer.drain()
            answer = await reader.read(_MAX)
            while len(answer) < _MAX and (more := await reader.read(_MAX - len(answer))):
                answer += more
        finally:
            writer.close()
        return answer


def parse_boot(text: str) -> list[str]:
    """The files that a boot file names."""
    _check_header(text)
    found = [_INCLUDE.fullmatch(row) for row in text.splitlines()]
    return [match[1] for match in found if match is not None][:_MOST_FILES]


def parse_configuration(text: str) -> dict[str, str]:
    """Rows of `key = value`; later ones win. ValueError without the header that the phones insist on."""
    _check_header(text)
    settings = {}
    for row in text.splitlines():
        found = None if row.lstrip().startswith("#") else _ROW.fullmatch(row)
        if found is not None:
            settings[found[1]] = found[2]
    return settings


def _check_header(text: str) -> None:
    first = text.splitlines()[:1]
    if not first or first[0].strip() != _HEADER:
        raise ValueError(f"the first row is not {_HEADER}")
