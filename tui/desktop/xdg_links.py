"""Links on desktops that follow freedesktop.org: an application entry, and the user's mimeapps.list."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tui.config.replace import replace_file
from tui.desktop.component import Component, DesktopError, Standing, State
from tui.desktop.desktop_entry import links_entry, read_entry, write_entry
from tui.desktop.kept import keep, recall
from tui.desktop.machine import Machine
from tui.desktop.mimeapps import default_of, with_defaults
from tui.discovery.found import Remark
from tui.untrusted import clean

SCHEMES: Final = ("tel", "callto", "sip")
ENTRY: Final = "durchwahl-links.desktop"
_KINDS: Final = {f"x-scheme-handler/{scheme}": scheme for scheme in SCHEMES}
_LIST_MAX: Final = 128 * 1024


@dataclass(frozen=True, slots=True)
class XdgLinks:
    """tel:, callto: and sip: links open with us. Who opened them before is remembered."""

    machine: Machine

    @property
    def _entry(self) -> Path:
        return self.machine.data_home / "applications" / ENTRY

    @property
    def _list(self) -> Path:
        return self.machine.config_home / "mimeapps.list"

    async def possible(self) -> Remark | None:
        """Files are all it takes."""
        return None

    async def look(self) -> Standing:
        """Our entry, and every scheme led to it."""
        entry = read_entry(self._entry)
        holders = {scheme: self._holder(kind) for kind, scheme in _KINDS.items()}
        others = {scheme: who for scheme, who in holders.items() if who and who != ENTRY}
        if others:
            scheme, who = next(iter(others.items()))
            values = {"scheme": scheme, "program": clean(who.removesuffix(".desktop"), 60)}
            return Standing(Component.LINKS, State.TAKEN, Remark("desktop_links_taken", values))
        if entry is None or ENTRY not in holders.values():
            return Standing(Component.LINKS, State.ABSENT, Remark("desktop_links_absent"))
        if entry != links_entry(self.machine.command, SCHEMES) or set(holders.values()) != {ENTRY}:
            return Standing(Component.LINKS, State.STALE, Remark("desktop_stale"))
        return Standing(Component.LINKS, State.INSTALLED, Remark("desktop_links_here"))

    async def put(self, *, now: bool) -> None:
        """Nothing needs to run: the desktop starts us for a link."""
        before = self._text()
        record = recall(self.machine.state, "links")
        was = {kind: who for kind in _KINDS if (who := default_of(before or "", kind)) and who != ENTRY}
        after = with_defaults(before or "", dict.fromkeys(_KINDS, ENTRY))
        if after != (before or ""):
            known = record.get("was")
            if "before" in record and record.get("after") == before:
                whole: dict[str, object] = {"before": record["before"], "after": after}
            elif record:  # changed by somebody since: it cannot be put back as a whole any more
                whole = {}
            else:
                whole = {"before": before, "after": after}
            kept = {"was": {**(known if isinstance(known, dict) else {}), **was}, **whole}
            keep(self.machine.state, "links", kept)
        write_entry(self._entry, links_entry(self.machine.command, SCHEMES))
        if after != (before or ""):
            replace_file(self._list, after.encode(), keep_mode=True)
        await self._announce()

    async def take(self) -> None:
        """Byte for byte what was there where nobody has changed it since; else only our own lines go."""
        text = self._text()
        record = recall(self.machine.state, "links")
        if text is not None and text == record.get("after"):
            self._put_back(record.get("before"))
        elif text is not None:
            was = record.get("was")
            known = was if isinstance(was, dict) else {}
            ours = [kind for kind in _KINDS if default_of(text, kind) == ENTRY]
            changed = with_defaults(text, {kind: clean(str(known.get(kind, "")), 200) for kind in ours})
            if changed != text:
                replace_file(self._list, changed.encode(), keep_mode=True)
        self._entry.unlink(missing_ok=True)
        keep(self.machine.state, "links", None)
        await self._announce()

    def _put_back(self, before: object) -> None:
        if isinstance(before, str):
            replace_file(self._list, before.encode(), keep_mode=True)
        else:
            self._list.unlink(missing_ok=True)

    async def _announce(self) -> None:
        """Not every desktop reads the entries themselves. Where the program is missing, none needs it."""
        folder = self._entry.parent
        if folder.is_dir():
            await self.machine.run(("update-desktop-database", "-q", str(folder)))
        cache = folder / "mimeinfo.cache"
        if (read_entry(cache) or "").strip() == "[MIME Cache]":  # it was made for us alone
            cache.unlink()

    def _holder(self, kind: str) -> str:
        names = self.machine.environ.get("XDG_CURRENT_DESKTOP", "").lower().split(":")
        lists = [self._list.with_name(f"{name}-mimeapps.list") for name in names if name.isalnum()]
        for path in (*lists, self._list):
            holder = default_of(read_entry(path) or "", kind)
            if holder:
                return holder
        return ""

    def _text(self) -> str | None:
        """The list as it is. Raises `DesktopError` for one that cannot be changed without a loss."""
        try:
            data = self._list.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise DesktopError("file_not_written", file=self._list, reason=error.strerror or "?") from None
        try:
            if len(data) <= _LIST_MAX:
                return data.decode()
        except UnicodeDecodeError:
            pass
        raise DesktopError("desktop_list_unreadable", file=clean(str(self._list), 200))
