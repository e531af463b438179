"""`durchwahl phone test`: each phone asked once, and why it does not obey where it does not."""

from __future__ import annotations

import argparse
import asyncio
from dataclasses import asdict, dataclass, replace
from math import ceil

from tui.cli.setting import find_phone, settle
from tui.cli.table import as_document
from tui.config.model import PhoneConfig
from tui.i18n import say
from tui.paths import Paths
from tui.phones.address import parse_address
from tui.phones.certificates import grouped
from tui.phones.driver import Probe
from tui.phones.memory import Memory


@dataclass(frozen=True, slots=True)
class _Result:
    """What a phone answered. `new`: its certificate was seen for the first time; `kept`: it will be known."""

    probe: Probe
    new: bool
    kept: bool = True


async def run(args: argparse.Namespace) -> int:
    """Asks each phone once. Exit status 3 when one of them does not answer as it should."""
    config, paths = settle(args)
    phones = (
        [find_phone(config, args.phone)] if args.phone or not config.phones else [*config.phones.values()]
    )
    memory = Memory.load(paths)
    results = await asyncio.gather(*(_examined(phone, paths, memory) for phone in phones))
    await asyncio.to_thread(memory.flush)
    kept = await asyncio.to_thread(Memory.load, paths)
    results = [_checked(phone, result, kept) for phone, result in zip(phones, results, strict=True)]
    tested = list(zip(phones, results, strict=True))
    if args.json:
        print(as_document({"phones": [_as_json(phone, result.probe) for phone, result in tested]}))
    else:
        print("\n".join(_line(phone.name, _sentence(result)) for phone, result in tested))
    return 0 if all(result.probe.ok for result in results) else 3


async def _examined(phone: PhoneConfig, paths: Paths, memory: Memory) -> _Result:
    from tui.config.secrets import password
    from tui.phones.probing import examine
    from tui.phones.registry import make_driver

    known = memory.pinned(parse_address(phone.host, phone.name).authority)
    driver = make_driver(replace(phone, password=password(phone, paths)), memory)
    driver.forgive()  # whoever tests wants the login tried, once
    try:
        probe = await examine(driver, phone, memory)
    finally:
        await driver.aclose()
    return _Result(probe, new=bool(probe.certificate) and not known)


def _checked(phone: PhoneConfig, result: _Result, kept: Memory) -> _Result:
    """A certificate that could not be kept protects nobody the next time."""
    if not result.new:
        return result
    known = kept.pinned(parse_address(phone.host, phone.name).authority)
    return replace(result, kept=known == result.probe.certificate)


def _line(name: str, sentence: str) -> str:
    """Each line begins with the phone's name, and with that only once."""
    return sentence if sentence.startswith(f"{name} ") else f"{name}: {sentence}"


def _sentence(result: _Result) -> str:
    probe = result.probe
    if not probe.ok:
        left = "" if probe.wait is None else say("test_locked_for", seconds=ceil(probe.wait))
        return f"{probe.text} {left}".rstrip()
    told = ["OK", probe.model, probe.firmware, probe.mac]
    if probe.certificate:
        key = "test_certificate_new" if result.new else "test_certificate"
        key = key if result.kept else "test_certificate_lost"
        told.append(say(key, certificate=grouped(probe.certificate)))
    return " ".join(part for part in told if part)


def _as_json(phone: PhoneConfig, probe: Probe) -> dict[str, object]:
    """`cause` and `text` null when all is well; `wait` in seconds; null for what the phone did not say."""
    facts = probe.facts
    identities = facts.identities
    forwards = facts.forwards
    return {
        "phone": phone.name,
        "ok": probe.ok,
        "model": probe.model,
        "firmware": probe.firmware,
        "mac": probe.mac,
        "cause": probe.cause or None,
        "text": probe.text or None,
        "wait": None if probe.wait is None else ceil(probe.wait),
        "certificate": probe.certificate or None,
        "identities": None if identities is None else [asdict(identity) for identity in identities],
        "dnd": facts.dnd,
        "forwards": None if forwards is None else {kind: asdict(one) for kind, one in forwards.items()},
    }
