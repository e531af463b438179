"""`durchwahl serve --record FILE`: what phones and program say to each other, written to a file."""

from __future__ import annotations

import asyncio
import secrets
import sys
from pathlib import Path

import tui
from tui.errors import DurchwahlError
from tui.i18n import say
from tui.recording.masker import Masker
from tui.recording.recorder import Recorder
from tui.recording.writer import create
from tui.switchboard.notices import EventNotice, Notice, PhoneNotice, WarningNotice
from tui.switchboard.reporting import thorough_phones
from tui.switchboard.switchboard import Switchboard


def record(name: str, switchboard: Switchboard, *, masked: bool) -> None:
    """Records from now on; call it before the start, and close `switchboard.recorder` after the stop.

    What ends the recording early is published as a warning. Raises `DurchwahlError` when the file is there
    already or cannot be made.
    """
    loop = asyncio.get_running_loop()
    path = Path(name)
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
