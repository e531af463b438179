"""Printable pages: a list of calls, and a report with its charts. One file each, which loads nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import Final

from tui.dialing.number import DialPlan
from tui.i18n import language, say
from tui.i18n.formats import duration, local
from tui.journal.record import CallRecord
from tui.journal.report import Report
from tui.untrusted import clean
from tui.view.charts import svg_bars
from tui.view.report_words import groups, headline
from tui.view.wording import direction, ended, party, state

_STYLE: Final = """
:root { color-scheme: light; --bar: #0b6e99; }
body { font: 14px/1.45 system-ui, sans-serif; margin: 2em auto; max-width: 60em; padding: 0 1em; }
h1 { font-size: 1.5em; margin: 0 0 .2em; } h2 { font-size: 1.1em; margin: 1.6em 0 .4em; }
p.sub { color: #555; margin: 0 0 1em; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: .25em .6em .25em 0; border-bottom: 1px solid #ddd; vertical-align: top; }
td.note { white-space: pre-line; } td.time { white-space: nowrap; font-variant-numeric: tabular-nums; }
svg { max-width: 100%; height: auto; font: 12px system-ui, sans-serif; } svg rect { fill: var(--bar); }
@media print { body { margin: 0; max-width: none; font-size: 10pt; } tr, svg { break-inside: avoid; }
thead { display: table-header-group; } }
"""
_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'"


def calls_page(records: Iterable[CallRecord], plan: DialPlan, now: float, title: str = "") -> Iterator[str]:
    """The page, piece by piece: a bulk export does not stand in memory as a whole."""
    title = title or say("page_calls")
    yield _head(title, say("page_made", when=f"{local(now):%Y-%m-%d %H:%M}"))
    names = ("when", "way", "party", "number", "own", "length", "outcome", "note")
    yield "<table><thead><tr>"
    yield "".join(f"<th>{escape(say(f'column_{name}'))}</th>" for name in names)
    yield "</tr></thead><tbody>\n"
    for record in records:
        yield _row(record, plan, now)
    yield "</tbody></table></body></html>\n"


def report_page(report: Report, now: float) -> str:
    """The figures with a chart for each group."""
    parts = [_head(say("report_title"), headline(report, now)[0]), "<table><tbody>"]
    parts += [
        f"<tr><th>{escape(name)}</th><td>{escape(value)}</td></tr>"
        for name, value in headline(report, now)[1]
    ]
    parts.append("</tbody></table>\n")
    for title, bars in groups(report):
        parts.append(f"<h2>{escape(title)}</h2>{svg_bars(title, bars)}\n")
    parts.append("</body></html>\n")
    return "".join(parts)


def _head(title: str, below: str) -> str:
    return (
        f'<!DOCTYPE html>\n<html lang="{language()}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head><body>\n"
        f'<h1>{escape(title)}</h1><p class="sub">{escape(below)}</p>\n'
    )


def _row(record: CallRecord, plan: DialPlan, now: float) -> str:
    call = record.call
    number = record.number or ""
    told = state(call, now) if call.open else ended(call)
    talked = duration(call.talk_seconds(now)) if call.answered is not None else ""
    written = [record.note, record.reference, " ".join(f"#{tag}" for tag in record.tags)]
    if record.follow_up is not None:
        key = "page_due" if record.follow_up.open else "page_called_back"
        written.append(say(key, day=record.follow_up.due))
    cells = [
        ("time", f"{local(call.started):%Y-%m-%d %H:%M}"),
        ("", direction(call)),
        ("", party(record, plan)),
        ("", number),
        ("", call.own_number or call.phone),
        ("time", talked),
        ("", told),
        ("note", "\n".join(one for one in written if one)),
    ]
    return "<tr>" + "".join(_cell(kind, text) for kind, text in cells) + "</tr>\n"


def _cell(kind: str, text: str) -> str:
    shown = "\n".join(clean(line, 2000) for line in text.splitlines()) if kind == "note" else clean(text, 200)
    return f'<td class="{kind}">{escape(shown)}</td>' if kind else f"<td>{escape(shown)}</td>"
