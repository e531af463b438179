"""`durchwahl phone screen`: what the phone's display shows, in the terminal or in a file."""

from __future__ import annotations

import argparse
import asyncio
import base64
import binascii
import os
import shutil
import sys
from pathlib import Path
from typing import Final

from tui.cli.app import speaks_unicode
from tui.cli.setting import driving, find_phone, settle
from tui.config.model import PhoneConfig
from tui.config.replace import replace_file
from tui.control.client import ControlClient
from tui.errors import DurchwahlError, PhoneError, UsageError
from tui.i18n import say
from tui.paths import Paths
from tui.phones.driver import Ability
from tui.untrusted import clean
from tui.view import picture

_KINDS: Final = {".bmp": "BMP", ".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG"}
_WITHOUT_SIZE: Final = (80, 24)  # columns and lines of a terminal that does not tell


async def run(args: argparse.Namespace) -> int:
    """A file is made from the dots of the picture: nothing else of what the phone sent gets into it."""
    config, paths = settle(args)
    phone = find_phone(config, args.phone)
    file = None if args.save is None else Path(args.save)
    kind = None if file is None else _KINDS.get(file.suffix.lower())
    if file is not None and kind is None:
        raise UsageError("screen_file_kind", known=", ".join(sorted(_KINDS)))
    if file is None and not sys.stdout.isatty():
        raise UsageError("screen_no_terminal")
    found = await asyncio.to_thread(picture.decode, await _fetched(phone, paths))
    if file is not None and kind is not None:
        data = await asyncio.to_thread(picture.encode, found, kind)
        if not file.parent.is_dir():
            raise UsageError("screen_no_folder", folder=clean(str(file.parent), 200))
        await asyncio.to_thread(replace_file, file, data, keep_mode=True)
        print(
            say("screen_saved", file=clean(str(file), 200), width=found.width, height=found.height),
            file=sys.stderr,
        )
        return 0
    ascii_only = args.ascii or config.app.ascii or not speaks_unicode()
    print("\n".join(_drawn(found, ascii_only=ascii_only)))
    return 0


async def _fetched(phone: PhoneConfig, paths: Paths) -> bytes:
    client = await ControlClient.connect(paths.socket)
    if client is not None:
        try:
            answer = await client.ask("picture", phone=phone.name)
        finally:
            await client.close()
        try:
            return base64.b64decode(str(answer.get("png")), validate=True)
        except binascii.Error as error:
            raise DurchwahlError("control_lost") from error
    async with driving(phone, paths) as driver:
        lack = driver.lacks(Ability.PICTURE)
        if lack:
            raise PhoneError(lack, cause="no-remote-control", phone=phone.name)
        return await driver.picture()


def _drawn(found: picture.Picture, *, ascii_only: bool) -> list[str]:
    columns, lines = shutil.get_terminal_size(_WITHOUT_SIZE)
    rows = picture.rows(picture.fit(found, columns, lines - 1))  # a line for the prompt
    if ascii_only or os.environ.get("NO_COLOR"):
        return list(picture.in_grey(rows, ascii_only=ascii_only))
    return list(picture.in_colour(rows))
