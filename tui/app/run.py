"""Running the app: the screen is given back before anything else happens, and services always stop."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Coroutine
from typing import Any

from tui.app.app import DurchwahlApp
from tui.errors import DurchwahlError
from tui.switchboard.switchboard import Switchboard

Step = Callable[[], Coroutine[Any, Any, None]]


def run_app(
    switchboard: Switchboard,
    *,
    ascii_only: bool = False,
    before: Step | None = None,
    after: Step | None = None,
    adopted: Callable[[Switchboard], None] | None = None,
    setup: bool = False,
) -> DurchwahlError | None:
    """Runs until the user leaves. The result is what made the program give up, if anything did.

    With DURCHWAHL_HEADLESS=1 in the environment nothing is drawn and the app leaves as soon as its
    services are up: the check that a fresh installation starts. With `setup` the set-up opens by itself;
    `adopted` is told of each switchboard that it puts in the place of the one before.
    """
    app = DurchwahlApp(
        switchboard, ascii_only=ascii_only, before=before, after=after, adopted=adopted, setup=setup
    )
    headless = bool(os.environ.get("DURCHWAHL_HEADLESS"))
    app.leave_when_ready = headless
    asyncio.run(_run(app, headless))
    return app.fatal


async def _run(app: DurchwahlApp, headless: bool) -> None:
    try:
        # Without a terminal two parts of Textual assume different sizes, and lay out in turns for ever.
        await app.run_async(headless=headless, size=(80, 24) if headless else None)
    finally:
        await app.shut_down()
