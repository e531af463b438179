"""The words of `calls`, `report` and `forget`."""

from __future__ import annotations

import argparse
from typing import TypeAlias

from tui.cli.parser import Parser, _add, _ascii, _json, _phone_option
from tui.i18n import say

Words: TypeAlias = "argparse._SubParsersAction[Parser]"


def calls_words(into: Words) -> None:
    """`calls`, and what can be done with them."""
    parser = _add(into, "calls", "tui.cli.calls:run", "calls --missed --since 2026-11-01")
    _filters(parser)
    parser.add_argument("--limit", type=int, default=100, metavar="N", help=say("cli_limit"))
    kinds = parser.add_mutually_exclusive_group()
    kinds.add_argument("--json", action="store_true", help=say("cli_json"))
    kinds.add_argument("--csv", action="store_true", help=say("cli_csv"))
    inner = parser.add_subparsers(metavar=say("cli_command"), parser_class=Parser)
    show = _add(inner, "show", "tui.cli.calls:show", "calls show 7", "calls_show")
    show.add_argument("id", type=int, metavar="ID")
    _json(show)
    _add(inner, "rebuild", "tui.cli.calls:rebuild_calls", "calls rebuild")
    _written(inner)
    _kept(inner)
    export = _add(
        inner, "export", "tui.cli.calls_export:export", "calls export nov.html --since 30d", "calls_export"
    )
    export.add_argument("file", metavar="FILE.(csv|json|ics|html)")
    export.add_argument(
        "--id", type=int, action="append", default=[], metavar="ID", help=say("cli_only_call")
    )
    _filters(export, again=True)


def _written(inner: Words) -> None:
    """What the user writes to a call."""
    example = "calls note 7 'Angebot schicken'"
    note = _add(inner, "note", "tui.cli.calls_notes:note", example, "calls_note")
    note.add_argument("id", type=int, metavar="ID")
    note.add_argument("text", metavar="TEXT", nargs="?")
    note.add_argument("--template", metavar="NAME", help=say("cli_template"))
    note.add_argument("--concern", metavar="TEXT", default="", help=say("cli_concern"))
    note.add_argument("--urgency", metavar="TEXT", default="", help=say("cli_urgency"))
    note.add_argument("--until", metavar="TEXT", default="", help=say("cli_note_until"))
    note.add_argument("--edit", action="store_true", help=say("cli_edit"))
    tag = _add(inner, "tag", "tui.cli.calls_notes:tag", "calls tag 7 angebot", "calls_tag")
    tag.add_argument("id", type=int, metavar="ID")
    tag.add_argument("tag", metavar="TAG", nargs="*")
    tag.add_argument("--remove", metavar="TAG", action="append", default=[], help=say("cli_tag_remove"))
    _json(tag)
    reference = _add(
        inner,
        "reference",
        "tui.cli.calls_notes:reference",
        "calls reference 7 AZ-123/26",
        "calls_reference",
    )
    reference.add_argument("id", type=int, metavar="ID")
    reference.add_argument("text", metavar="TEXT")
    follow = _add(
        inner, "followup", "tui.cli.calls_notes:follow_up", "calls followup 7 2026-12-01", "calls_followup"
    )
    follow.add_argument("id", type=int, metavar="ID")
    ways = follow.add_mutually_exclusive_group()
    ways.add_argument("date", metavar=say("cli_date"), nargs="?", help=say("cli_date_help"))
    ways.add_argument("--done", action="store_true", help=say("cli_done"))
    ways.add_argument("--remove", action="store_true", help=say("cli_follow_up_remove"))
    follows = _add(inner, "followups", "tui.cli.calls_notes:follow_ups", "calls followups", "calls_followups")
    _json(follows)


def _kept(inner: Words) -> None:
    """Data protection and safety."""
    purge = _add(inner, "purge", "tui.cli.calls_keep:purge", "calls purge --older-than 180d", "calls_purge")
    purge.add_argument("--older-than", metavar="180d", required=True, help=say("cli_older_than"))
    access = _add(
        inner,
        "access",
        "tui.cli.calls_keep:access",
        "calls access '0221 4710-122' auskunft.json",
        "calls_access",
    )
    access.add_argument("party", metavar=say("cli_number_or_name"))
    access.add_argument("file", metavar="FILE")
    back_up = _add(
        inner, "backup", "tui.cli.calls_keep:back_up", "calls backup journal-backup.db", "calls_backup"
    )
    back_up.add_argument("file", metavar="FILE")
    restore = _add(
        inner, "restore", "tui.cli.calls_keep:restore", "calls restore journal-backup.db", "calls_restore"
    )
    restore.add_argument("file", metavar="FILE")
    _json(_add(inner, "check", "tui.cli.calls_keep:check", "calls check", "calls_check"))


def report_words(into: Words) -> None:
    """`report`."""
    parser = _add(into, "report", "tui.cli.calls_export:report", "report --since 30d")
    _filters(parser)
    parser.add_argument("--html", metavar="FILE", help=say("cli_report_html"))
    _json(parser)
    _ascii(parser, default=False)


def forget_words(into: Words) -> None:
    """`forget`."""
    parser = _add(into, "forget", "tui.cli.calls_keep:forget", "forget '0221 4710-122'")
    parser.add_argument("number", metavar=say("cli_number"))


def _filters(parser: Parser, *, again: bool = False) -> None:
    """Which calls. `again`: the words before have the same options, and what was given there holds."""
    before = len(parser._actions)
    parser.add_argument("--since", metavar=say("cli_time"), help=say("cli_since"))
    parser.add_argument("--until", metavar=say("cli_time"), help=say("cli_until"))
    kinds = parser.add_mutually_exclusive_group()
    kinds.add_argument("--missed", action="store_true", help=say("cli_missed"))
    kinds.add_argument("--answered", action="store_true", help=say("cli_answered"))
    ways = parser.add_mutually_exclusive_group()
    ways.add_argument("--in", dest="way", action="store_const", const="in", help=say("cli_in"))
    ways.add_argument("--out", dest="way", action="store_const", const="out", help=say("cli_out"))
    parser.add_argument("--number", metavar=say("cli_number"), help=say("cli_calls_number"))
    parser.add_argument("--contact", metavar="ID|NAME", default="", help=say("cli_calls_contact"))
    parser.add_argument("--line", metavar=say("cli_number"), help=say("cli_line"))
    parser.add_argument("--search", metavar="TEXT", default="", help=say("cli_search"))
    parser.add_argument("--tag", metavar="TAG", default="", help=say("cli_tag"))
    parser.add_argument("--reference", metavar="TEXT", default="", help=say("cli_reference"))
    parser.add_argument("--with-note", action="store_true", help=say("cli_with_note"))
    parser.add_argument("--follow-up", action="store_true", help=say("cli_with_follow_up"))
    parser.add_argument("--unseen", action="store_true", help=say("cli_unseen"))
    _phone_option(parser, "cli_phone_all")
    for action in parser._actions[before:] if again else ():
        action.default = argparse.SUPPRESS
