"""Finding phones on the network, and what has to be written into the configuration for each."""

from __future__ import annotations

import asyncio
from typing import Final

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, ProgressBar, Static
from textual.widgets.option_list import Option

from tui.config.model import PhoneConfig
from tui.discovery.found import Attempt, Found, How, Progress, Remark, Report
from tui.i18n import say
from tui.phones.address import parse_address
from tui.phones.registry import maker
from tui.screens.live import Dialog, over
from tui.view.columns import Cell, fit

_WIDTH: Final = 76  # of a dialog; base.tcss says so
_HOW: Final = {
    How.NEIGHBOURS: "how_neighbours",
    How.HTTP: "how_http",
    How.MULTICAST: "how_multicast",
}
_TRIED: Final = {
    How.NEIGHBOURS: "tried_neighbours",
    How.HTTP: "tried_http",
    How.MULTICAST: "tried_multicast",
}


class DiscoveryScreen(Dialog[None]):
    """The search begins with the screen. Escape ends it at once and shows what it has; then it leaves."""

    CSS = """
    DiscoveryScreen ProgressBar { height: 1; margin: 0 1; width: 1fr; }
    DiscoveryScreen Bar { width: 1fr; }
    DiscoveryScreen #found { height: auto; max-height: 8; border: none; padding: 0; background: $surface; }
    DiscoveryScreen #found > .option-list--option-highlighted { background: $panel; }
    DiscoveryScreen #found:focus > .option-list--option-highlighted {
        background: $cursor-row; color: $foreground;
    }
    DiscoveryScreen #said, DiscoveryScreen #lines { height: auto; padding: 0 1; margin: 1 0 0 0; }
    DiscoveryScreen #more { height: auto; max-height: 14; }
    """
    BINDINGS = [
        Binding("escape", "leave", show=False),
        Binding("r", "again", show=False),
        Binding("l", "again(120)", show=False),
        Binding("c", "copy", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._found: tuple[Found, ...] = ()
        self._cancelled = asyncio.Event()
        self._searching = False

    def compose(self) -> ComposeResult:
        yield from over()
        with Vertical(classes="-dialog", id="dialog") as dialog:
            dialog.border_title = say("finding_title")
            yield ProgressBar(show_eta=False, show_percentage=True, id="progress")
            yield Static(id="state")
            yield OptionList(id="found", markup=False)
            with VerticalScroll(id="more"):
                yield Static(id="lines")
                yield Static(id="said")

    def on_mount(self) -> None:
        self.action_again()

    def action_again(self, listen: int = 0) -> None:
        """Searches once more, for at least `listen` seconds for phones that start meanwhile."""
        if self._searching:
            return
        self._searching = True
        self._cancelled = asyncio.Event()
        self._show_found(())
        self.query_one("#said", Static).update("")
        self.query_one(ProgressBar).display = True
        self._keys()
        self.run_worker(self._search(listen), group="discovery", exclusive=True, exit_on_error=False)

    async def _search(self, listen: int) -> None:
        from tui.discovery.search import Options, search

        try:
            options = Options(listen=listen)
            report = await search(options, on_progress=self._progress, cancelled=self._cancelled)
        finally:
            self._searching = False
            if self.is_mounted:
                self._keys()
        self._ended(report)

    def _progress(self, progress: Progress) -> None:
        if not self.is_mounted:
            return
        self.query_one(ProgressBar).update(total=progress.total or None, progress=progress.done)
        found = len(progress.found)
        all_done = progress.total > 0 and progress.done == progress.total
        if all_done:
            counted = say("discover_listening", found=found)
        else:
            counted = say("discover_progress", done=progress.done, total=progress.total, found=found)
        self.query_one("#state", Static).update(Content(counted))
        if progress.found != self._found:
            self._show_found(progress.found)

    def _ended(self, report: Report) -> None:
        self.query_one(ProgressBar).display = False
        self._show_found(report.found)
        state = "finding_cancelled" if report.cancelled else "finding_done"
        counted = say(state, count=len(report.found), answered=report.answered)
        self.query_one("#state", Static).update(Content.styled(counted, "bold"))
        lines = [f"{say('finding_networks')}: {', '.join(report.networks)}"] if report.networks else []
        lines += [_attempt(attempt) for attempt in report.attempts]
        if report.why is not None:
            lines.append(_remark(report.why))
        self.query_one("#said", Static).update(Content.styled("\n".join(lines), "$text-muted"))

    # what was found

    def _show_found(self, found: tuple[Found, ...]) -> None:
        options = self.query_one(OptionList)
        at = options.highlighted
        self._found = found
        options.clear_options()
        options.add_options([Option(self._line(phone)) for phone in found])
        options.display = bool(found)
        if found:
            options.highlighted = min(at or 0, len(found) - 1)
            options.focus()
        self._config_lines()

    def _line(self, phone: Found) -> Content:
        names = {parse_address(one.host, name).host: name for name, one in self._configured.items()}
        name = names.get(phone.address)
        how = ", ".join(say(_HOW[how]) for how in phone.how)
        cells = (
            Cell(phone.address, 15),
            Cell(f"{phone.vendor.capitalize()} {phone.model}".strip(), 18),
            Cell(phone.mac, 12),
            Cell(say("finding_known", name=name) if name else how, 0, grows=True),
        )
        return Content(fit(cells, min(_WIDTH, int(self.app.size.width * 0.96)) - 4, 2))

    @on(OptionList.OptionHighlighted)
    def _config_lines(self) -> None:
        """What belongs into the configuration for the phone that is chosen."""
        phone = self._chosen
        text = Content("")
        if phone is not None:
            text = Content.assemble(
                (say("finding_write"), "$text-muted"),
                "\n",
                (config_lines(phone), "bold"),
            )
        lines = self.query_one("#lines", Static)
        lines.update(text)
        lines.display = phone is not None
        self._keys()

    @property
    def _configured(self) -> dict[str, PhoneConfig]:
        return self.face.switchboard.config.phones

    @property
    def _chosen(self) -> Found | None:
        at = self.query_one(OptionList).highlighted
        return self._found[at] if at is not None and at < len(self._found) else None

    @on(OptionList.OptionSelected)
    def action_copy(self) -> None:
        """The configuration of the chosen phone onto the clipboard, where the terminal has one."""
        phone = self._chosen
        if phone is not None:
            self.app.copy_to_clipboard(config_lines(phone))
            self.notify(say("finding_copied"), markup=False)

    def _keys(self) -> None:
        keys = [say("keys_copy")] if self._found else []
        if self._searching:
            keys.append(say("keys_cancel"))
        else:
            keys += [say("keys_again"), say("keys_listen"), say("keys_back")]
        self.query_one("#dialog").border_subtitle = "   ".join(keys)

    def action_leave(self) -> None:
        """Escape ends the search, then the screen."""
        if self._searching and not self._cancelled.is_set():
            self._cancelled.set()
        else:
            self.dismiss()


def config_lines(phone: Found) -> str:
    """The table for a phone, as TOML. What the phone said of itself is in it only where it is harmless."""
    name = (
        f"phone{phone.address.rpartition('.')[2]}" if phone.address.rpartition(".")[2].isdecimal() else "desk"
    )
    host = phone.url or phone.address
    vendor = phone.vendor if maker(phone.vendor) is not None else ""
    return f'[phone.{name}]\nvendor = "{_plain(vendor)}"\nhost = "{_plain(host)}"\nuser = "admin"'


def _plain(text: str) -> str:
    return "".join(char for char in text if char.isascii() and char.isprintable() and char not in '"\\')


def _attempt(attempt: Attempt) -> str:
    text = say(_TRIED[attempt.how], looked=attempt.looked, found=attempt.found)
    return f"{text} {_remark(attempt.remark)}" if attempt.remark is not None else text


def _remark(remark: Remark) -> str:
    return say(remark.key, **remark.values)
