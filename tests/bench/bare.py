"""The quickest that aiohttp answers: one handler that does nothing. `python -m tests.bench.bare`."""

from __future__ import annotations

import asyncio
import json
import sys

from aiohttp import web


async def _serve() -> None:
    async def handler(request: web.BaseRequest) -> web.Response:
        return web.Response()

    server = web.Server(handler, access_log=None)
    loop = asyncio.get_running_loop()
    listening = await loop.create_server(server, "127.0.0.1", 0)
    print(json.dumps({"port": listening.sockets[0].getsockname()[1]}), flush=True)
    await asyncio.to_thread(sys.stdin.read)  # until whoever measures lets go
    listening.close()
    await server.shutdown()


if __name__ == "__main__":
    asyncio.run(_serve())
