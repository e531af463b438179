"""Our URLs in a phone: written, read back, compared setting by setting, and taken out again.

What stood there before is on the disk before anything is overwritten, so whatever is interrupted can be
gone on with, or undone.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from tui.errors import DurchwahlError, PhoneError, UsageError
from tui.phones.action_urls import is_ours, whose
from tui.phones.driver import Ability, PhoneDriver
from tui.phones.maker import ActionUrl
from tui.phones.memory import Memory, Placed

LONGEST: Final = 2000  # characters of a value that can be put back; none is read much longer than that


class Means(StrEnum):
    """How URLs get into a phone. The values are the words of `durchwahl phone install-urls --way`."""

    SETTINGS = "settings"  # written one by one and read back
    FILE = "file"  # the phone fetches them from our server
    UNSEEN = "phonecfg"  # written, but the phone cannot be asked for them; only if the user wants it


class Standing(StrEnum):
    """What one setting holds, compared with what it should."""

    RIGHT = "right"
    EMPTY = "empty"
    OLD = "old"  # ours, with another address or another query
    BEFORE = "before"  # what stood there before ours
    FOREIGN = "foreign"


class Outcome(StrEnum):
    """What became of one setting."""

    KEPT = "kept"  # it was right already
    WRITTEN = "written"
    REFUSED = "refused"  # the phone took the request and not the value: it is locked by its provisioning
    LEFT = "left"  # somebody else's value, not touched
    TOLD = "told"  # the phone was told; it cannot be asked


@dataclass(frozen=True, slots=True)
class Entry:
    """A setting; `foreign` is the host of somebody else's URL that stood or stands there, else ""."""

    setting: str
    outcome: Outcome
    foreign: str = ""


@dataclass(frozen=True, slots=True)
class Installed:
    """What was done to a phone. `fetched` is the address from which it took the file, "" if it did not come
    for it, None where it fetches none."""

    phone: str
    means: Means
    entries: tuple[Entry, ...]
    fetched: str | None = None

    def count(self, outcome: Outcome) -> int:
        return sum(entry.outcome is outcome for entry in self.entries)

    def foreign(self, outcome: Outcome) -> tuple[str, ...]:
        """Whose URLs those with that outcome were, each once."""
        return tuple(
            dict.fromkeys(one.foreign for one in self.entries if one.foreign and one.outcome is outcome)
        )


def means_of(driver: PhoneDriver, asked: str = "") -> Means:
    """The best means that the phone has, or the one `asked` for.

    Raises `PhoneError` where it has none, `UsageError` where it lacks that one.
    """
    readable = not driver.lacks(Ability.SETTINGS)
    writable = not driver.lacks(Ability.CONFIGURE)
    has = {
        Means.SETTINGS: writable and readable,
        Means.FILE: not driver.lacks(Ability.PROVISION),
        Means.UNSEEN: writable and not readable,
    }
    if asked:
        if not has[Means(asked)]:
            raise UsageError("install_other_way", phone=driver.name, way=asked)
        return Means(asked)
    for means in (Means.SETTINGS, Means.FILE):
        if has[means]:
            return means
    reason = driver.lacks(Ability.CONFIGURE) or "install_cannot"
    raise PhoneError(reason, cause="no-remote-control", then="install_by_hand", phone=driver.name)


def compare(
    found: Mapping[str, str], wanted: Mapping[str, str], before: Mapping[str, str], token: str
) -> dict[str, Standing]:
    """What each wanted setting holds. A setting that the phone does not show is empty."""
    return {
        name: _standing(found.get(name, ""), url, before.get(name), token) for name, url in wanted.items()
    }


def _standing(value: str, wanted: str, before: str | None, token: str) -> Standing:
    if value == wanted:
        return Standing.RIGHT
    if not value:
        return Standing.EMPTY
    if is_ours(value, token):
        return Standing.OLD
    return Standing.BEFORE if value == before else Standing.FOREIGN


async def install(driver: PhoneDriver, memory: Memory, urls: Sequence[ActionUrl], token: str) -> Installed:
    """Writes what is not right yet and reads it back. Raises `PhoneError` when the phone refuses or is away,
    `DurchwahlError` when what stood there before could not be kept: then nothing was written."""
    wanted = {url.setting: url.url for url in urls}
    found = await driver.settings(wanted)
    memory.keep_placed(driver.name, None)
    earlier = memory.before(driver.name) or {}
    standing = compare(found, wanted, earlier, token)
    too_long = {name for name in wanted if len(found.get(name, "")) > LONGEST}
    originals = {
        name: found.get(name, "") if standing[name] in (Standing.BEFORE, Standing.FOREIGN) else ""
        for name in wanted
        if name not in too_long
    }
    memory.keep_before(driver.name, originals)
    await _kept(memory, driver.name)
    missing = [name for name in originals if standing[name] is not Standing.RIGHT]
    after = await write(driver, {name: wanted[name] for name in missing})
    refused = {name for name in missing if after.get(name, "") != wanted[name]}
    untouched = {name for name in refused if after.get(name, "") == found.get(name, "")}
    memory.forget_before(driver.name, untouched - set(earlier))
    await _kept(memory, driver.name)

    def entry(name: str) -> Entry:
        foreign = standing[name] in (Standing.BEFORE, Standing.FOREIGN)
        host = whose(found.get(name, "")) if foreign else ""
        if name in too_long:
            return Entry(name, Outcome.LEFT, host)
        if name in missing:
            return Entry(name, Outcome.REFUSED if name in refused else Outcome.WRITTEN, host)
        return Entry(name, Outcome.KEPT)

    return Installed(driver.name, Means.SETTINGS, tuple(map(entry, wanted)))


async def restore(driver: PhoneDriver, memory: Memory, urls: Sequence[ActionUrl], token: str) -> Installed:
    """Puts back what stood there before, empty where it was empty, and reads it back.

    What somebody else has written over ours since is left alone. What the phone refuses stays in memory for
    the next time. Raises `PhoneError` when the phone refuses or is away.
    """
    before = memory.before(driver.name) or {}
    names = list(dict.fromkeys((*before, *(url.setting for url in urls))))
    found = await driver.settings(names)
    memory.keep_placed(driver.name, Placed(Means.SETTINGS.value, "", out=True))  # until all of it is done
    aims: dict[str, str] = {}
    entries: dict[str, Entry] = {}
    for name in names:
        value, aim = found.get(name, ""), before.get(name, "")
        ours = is_ours(value, token)
        if name not in before and not ours:
            continue
        if value == aim:
            entries[name] = Entry(name, Outcome.KEPT)
        elif ours or not value:
            aims[name] = aim
        else:
            entries[name] = Entry(name, Outcome.LEFT, whose(value))
    after = await write(driver, aims)
    for name, aim in aims.items():
        done = after.get(name, "") == aim
        entries[name] = Entry(name, Outcome.WRITTEN if done else Outcome.REFUSED)
    refused = {name for name, one in entries.items() if one.outcome is Outcome.REFUSED}
    memory.forget_before(driver.name, entries.keys() - refused)
    if not refused:
        memory.keep_placed(driver.name, None)
    await asyncio.to_thread(memory.flush)
    return Installed(driver.name, Means.SETTINGS, tuple(entries[name] for name in names if name in entries))


async def write(driver: PhoneDriver, values: Mapping[str, str]) -> dict[str, str]:
    """Writes these and returns what the phone says that it holds now; nothing is sent for none."""
    if not values:
        return {}
    await driver.configure(values)
    return await driver.settings(values)


def told(phone: str, means: Means, names: Iterable[str], fetched: str | None = None) -> Installed:
    """The phone was given these by a means that does not let us see what came of it."""
    return Installed(phone, means, tuple(Entry(name, Outcome.TOLD) for name in names), fetched)


def as_json(done: Installed) -> dict[str, object]:
    """What `durchwahl phone install-urls --json` prints of it. The URLs and their token are not in it."""
    return {
        "phone": done.phone,
        "way": done.means.value,
        "settings": [
            {"setting": one.setting, "outcome": one.outcome.value, "foreign": one.foreign or None}
            for one in done.entries
        ],
        "fetched": None if done.fetched is None else bool(done.fetched),
        "fetched_by": done.fetched or None,
    }


async def _kept(memory: Memory, phone: str) -> None:
    if not await asyncio.to_thread(memory.holds_before, phone):
        raise DurchwahlError("install_not_kept", phone=phone)
