"""How a step stands: what its check found, or what came of what was done; and how far that is."""

from __future__ import annotations

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import ProgressBar, Static

from tui.i18n import language, say
from tui.setup.model import Finding, State, Step, Told
from tui.view.columns import cut
from tui.view.glyphs import UNICODE, Glyphs
from tui.view.steps import state_mark

_STYLES = {State.ATTENTION: "bold $error", State.SKIPPED: "$text-muted"}


def outcome_line(step: Step, finding: Finding, glyphs: Glyphs, width: int) -> Content:
    """What came of a step, on one line of that many cells."""
    glyph, style = state_mark(finding.state, glyphs)
    said = f"{step.number} {step.title}: {finding.detail}"
    return Content.assemble((glyph, style), " ", cut(" ".join(said.split()), max(20, width - 3)).rstrip())


class FindingView(Vertical):
    """Glyph and sentence, what to do about it, and the lines that belong to it; below, the progress."""

    DEFAULT_CSS = """
    FindingView { height: auto; }
    FindingView #found-row { height: auto; }
    FindingView #found-glyph { width: 3; }
    FindingView #found-said { width: 1fr; height: auto; }
    FindingView #found-remedy { height: auto; padding: 0 0 0 3; }
    FindingView #found-lines { height: auto; margin: 1 0 0 3; padding: 0 1; background: $field; }
    FindingView #progress { height: auto; display: none; margin: 1 0 0 0; }
    FindingView.-working #progress { display: block; }
    FindingView #progress Static { height: auto; padding: 0 0 0 3; color: $accent; }
    FindingView ProgressBar { height: 1; margin: 0 0 0 3; width: 1fr; }
    FindingView Bar { width: 1fr; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.glyphs: Glyphs = UNICODE
        self._shown: tuple[Finding | None, str] | None = None

    def compose(self) -> ComposeResult:
        with Horizontal(id="found-row"):
            yield Static(id="found-glyph")
            yield Static(id="found-said")
        yield Static(id="found-remedy")
        yield Static(id="found-lines")
        with Vertical(id="progress"):
            yield ProgressBar(show_eta=False, show_percentage=False, id="bar")
            yield Static(id="told")

    def show(self, finding: Finding | None) -> None:
        """None: it is being looked at."""
        if (finding, language()) == self._shown:
            return
        self._shown = finding, language()
        state = finding.state if finding is not None else None
        glyph, style = state_mark(state, self.glyphs)
        said = finding.detail if finding is not None else say("steps_looking")
        text = Content.styled(said, _STYLES.get(state, "") if state is not None else "$text-muted")
        self._put("#found-glyph", Content.styled(glyph, style), shown=True)
        self._put("#found-said", text, shown=True)
        remedy = finding.remedy if finding is not None else ""
        self._put("#found-remedy", Content(remedy), shown=bool(remedy))
        lines = finding.lines if finding is not None else ()
        self._put("#found-lines", Content("\n".join(lines)), shown=bool(lines))

    def tell(self, told: Told | None) -> None:
        """How far the work is; None: there is none any more."""
        self.set_class(told is not None, "-working")
        if told is None:
            return
        bar = self.query_one("#bar", ProgressBar)
        bar.display = told.total > 0
        if told.total > 0:
            bar.update(total=told.total, progress=told.done)
        text = told.text if cell_len(told.text) else say("steps_working")
        self.query_one("#told", Static).update(Content(text))

    def _put(self, selector: str, text: Content, *, shown: bool) -> None:
        part = self.query_one(selector, Static)
        part.display = shown
        part.update(text)
