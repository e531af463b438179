"""`durchwahl phone trust`: the new certificate of a phone is accepted, seen by a person."""

from __future__ import annotations

import argparse
import asyncio
import ssl
import sys

from tui.cli.setting import find_phone, settle
from tui.errors import DurchwahlError, PhoneError, UsageError
from tui.i18n import say
from tui.phones.address import PhoneAddress, parse_address
from tui.phones.certificates import grouped, look
from tui.phones.memory import Memory


def run(args: argparse.Namespace) -> int:
    """Shows the certificate that is trusted and the one that the phone has now, and asks.

    Not a coroutine: Ctrl-C at the question ends it at once.
    """
    config, paths = settle(args)
    phone = find_phone(config, args.phone)
    address = parse_address(phone.host, phone.name)
    if address.scheme != "https":
        raise UsageError("trust_plain", phone=phone.name, url=address.base)
    memory = Memory.load(paths)
    old, new = memory.pinned(address.authority), asyncio.run(_shown(phone.name, address, phone.timeout))
    if new == old:
        print(say("trust_already", phone=phone.name, certificate=grouped(new, whole=True)))
        return 0
    print(say("trust_old", certificate=grouped(old, whole=True) if old else "–"), file=sys.stderr)
    print(say("trust_new", certificate=grouped(new, whole=True)), file=sys.stderr)
    if not (args.yes or _agreed(phone.name)):
        print(say("trust_kept", phone=phone.name), file=sys.stderr)
        return 1
    memory.trust(address.authority, new)
    memory.flush()
    if Memory.load(paths).pinned(address.authority) != new:
        raise DurchwahlError("trust_not_kept", phone=phone.name, file=str(paths.phones))
    print(say("trust_done", phone=phone.name))
    return 0


async def _shown(name: str, address: PhoneAddress, seconds: float) -> str:
    try:
        return await look(address, seconds)
    except TimeoutError:
        error = PhoneError("phone_timeout", cause="timeout", phone=name, seconds=f"{seconds:g}")
    except ssl.SSLError:
        error = PhoneError("phone_tls", cause="wrong-scheme", phone=name, url=address.base)
    except OSError:
        error = PhoneError("phone_unreachable", cause="unreachable", phone=name, url=address.base)
    raise error


def _agreed(name: str) -> bool:
    """Whether the user says yes. Without a terminal nobody can be asked: that is a `UsageError`."""
    if sys.stdin is None or not sys.stdin.isatty():
        raise UsageError("trust_nobody_asked")
    print(say("trust_question", phone=name), end=" ", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in ("y", "yes", "j", "ja")
