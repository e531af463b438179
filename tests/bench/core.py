"""The switchboard without its limits on traffic: `python -m tests.bench.core CONFIG DATA_DIR`.

It is the product's own: server, journal, board, phone book. Only a second event server is opened, whose
limits let one sender have all the connections and requests that it wants; the product's would stop it.
"""

from __future__ import annotations

import asyncio
import json
import sys

from tui.config.load import load
from tui.config.tokens import Tokens
from tui.paths import Paths
from tui.server.listener import EventServer
from tui.server.traffic import Limits
from tui.switchboard.switchboard import Switchboard

_OPEN = Limits(connections=1000, connections_per_peer=1000, requests_per_second=1e9, burst=1_000_000_000)


async def _serve(config_file: str, data_dir: str) -> None:
    paths = Paths.find(config_file, data_dir)
    config = load(paths.config_file, must_exist=True)
    switchboard = Switchboard(config, paths)
    await switchboard.start(events_required=True)
    tokens = Tokens.load(paths)
    routes = {tokens.of(name): (name, phone.vendor) for name, phone in config.phones.items()}
    server = EventServer(switchboard._receive, routes, switchboard.now, _OPEN)
    port = await server.start("127.0.0.1", 0)
    print(json.dumps({"port": port}), flush=True)
    await asyncio.to_thread(sys.stdin.read)  # until whoever measures lets go
    await server.stop()
    await switchboard.stop()


if __name__ == "__main__":
    asyncio.run(_serve(*sys.argv[1:3]))
