"""`durchwahl serve --record FILE`: what phones and program say to each other, written to a file."""

from __future__ import annotations

import asyncio
import secrets
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import tui
from tui.errors import DurchwahlError, UsageError
from tui.i18n import say
from tui.recording.masker import Masker
from tui.recording.recorder import Recorder
from tui.recording.writer import create
from tui.switchboard.notices import EventNotice, Notice, PhoneNotice, WarningNotice
from tui.switchboard.reporting import thorough_phones
from tui.switchboard.switchboard import Switchboard


@asynccontextmanager
async def recorded(name: str | None, switchboard: Switchboard, *, masked: bool) -> AsyncIterator[None]:
    """Records into the file `name`, if there is one, what happens at a switchboard that is started and
    stopped inside. Where it does not come up, no file is left.

    Raises `DurchwahlError` when the file is there already or cannot be made.
    """
    if not name:
        if not masked:
            raise UsageError("record_mask_alone")
        yield
        return
    path = Path(name)
    recorder = begin(path, switchboard, masked=masked)
    try:
        yield
    finally:
        await asyncio.to_thread(_close, recorder, path, keep=bool(switchboard.url))
        await asyncio.sleep(0)  # what it may have had to say at the end


def _close(recorder: Recorder, path: Path, *, keep: bool) -> None:
    recorder.close()
    if not keep:
        path.unlink(missing_ok=True)


def begin(path: Path, switchboard: Switchboard, *, masked: bool) -> Recorder:
    """Records from now on. What ends that early is published as a warning."""
    loop = asyncio.get_running_loop()
    config = switchboard.config
    phones = {name: phone.vendor for name, phone in config.phones.items()}

    def ended(error: DurchwahlError) -> None:  # called in the writer's thread
        loop.call_soon_threadsafe(lambda: switchboard.publish(WarningNotice(str(error))))

    file = create(path)
    mask = Masker(secrets.token_bytes(32), config.dialing, phones) if masked else None
    recorder = Recorder(path, file, switchboard.now, ended, mask)
    recorder.open(f"durchwahl {tui.__version__}", config.dialing, phones, thorough_phones(config))

    def heard(notice: Notice) -> None:
        if isinstance(notice, EventNotice):
            recorder.noted(notice.event, notice.source, notice.raw_name)
        elif isinstance(notice, PhoneNotice):
            status = notice.status
            recorder.about(status.name, status.vendor, status.model, status.firmware)

    switchboard.subscribe(heard)
    switchboard.recorder = recorder
    told = say("record_begun", file=path) if masked else say("record_begun_open", file=path)
    print(told, file=sys.stderr, flush=True)
    return recorder
