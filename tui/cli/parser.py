"""The tree of commands. Every command names the function that runs it; nothing of it is imported here."""

from __future__ import annotations

import argparse
import sys
from typing import NoReturn

import tui
from tui.i18n import LANGUAGES, say

_ORDERS = ("answer", "reject", "hangup", "hold", "resume")


class Parser(argparse.ArgumentParser):
    """Wrong usage is one sentence and exit status 2."""

    def error(self, message: str) -> NoReturn:
        print(f"durchwahl: {message}. {say('cli_see_help', command=self.prog)}", file=sys.stderr)
        raise SystemExit(2)


def build(argv: list[str]) -> argparse.ArgumentParser:
    """The parser in the current language. `argv` only decides whether the simulator's options are needed."""
    parser = Parser(prog="durchwahl", description=say("cli_description"), parents=[_common()], add_help=True)
    parser.add_argument("--version", action="version", version=f"durchwahl {tui.__version__}")
    parser.add_argument("--ascii", action="store_true", help=say("cli_ascii"))
    parser.set_defaults(run="tui.cli.app:run", config=None, data_dir=None, lang=None, verbose=False)
    common = _common()  # not the top's: parents share their options, and what is set there would be set here
    commands = parser.add_subparsers(
        metavar=say("cli_command"), title=say("cli_commands"), parser_class=Parser
    )

    def command(
        into: argparse._SubParsersAction[Parser], name: str, key: str, run: str, example: str
    ) -> Parser:
        text = say(f"cli_{key}")
        made = into.add_parser(
            name,
            help=text,
            description=text,
            epilog=f"{say('cli_example')}: {example}",
            parents=[common],
        )
        made.set_defaults(run=run)
        return made

    app = command(commands, "app", "app", "tui.cli.app:run", "durchwahl app --ascii")
    app.add_argument("--ascii", action="store_true", default=argparse.SUPPRESS, help=say("cli_ascii"))
    demo = command(commands, "demo", "demo", "tui.cli.demo:run", "durchwahl demo --lang en")
    demo.add_argument("--ascii", action="store_true", default=argparse.SUPPRESS, help=say("cli_ascii"))
    serve = command(commands, "serve", "serve", "tui.cli.serve:run", "durchwahl serve --json")
    _json(serve)
    watch = command(commands, "watch", "watch", "tui.cli.watch:run", "durchwahl watch --json")
    _json(watch)
    _dial(command(commands, "dial", "dial", "tui.cli.dial:run", "durchwahl dial '0221 4711-22' --dry-run"))
    _call(command(commands, "call", "call", "tui.cli.call:run", "durchwahl call answer"))
    calls = command(
        commands, "calls", "calls", "tui.cli.calls:run", "durchwahl calls --missed --since 2026-11-01"
    )
    _calls(calls)
    inner = calls.add_subparsers(metavar=say("cli_command"), parser_class=Parser)
    command(inner, "rebuild", "rebuild", "tui.cli.calls:rebuild_calls", "durchwahl calls rebuild")
    note = command(inner, "note", "calls_note", "tui.cli.calls:note", "durchwahl calls note 7 'ruft zurück'")
    note.add_argument("id", type=int, metavar="ID")
    note.add_argument("text", metavar="TEXT")
    _phone(command(commands, "phone", "phone", "tui.cli.phone:list_phones", "durchwahl phone list"), command)
    lookup = command(commands, "lookup", "lookup", "tui.cli.lookup:run", "durchwahl lookup 0221471122 --json")
    lookup.add_argument("number", metavar=say("cli_number"))
    _json(lookup)
    contacts = command(
        commands, "contacts", "contacts", "tui.cli.contacts:run", "durchwahl contacts search mül"
    )
    found = contacts.add_subparsers(metavar=say("cli_command"), parser_class=Parser, required=True)
    search = command(
        found, "search", "contacts_search", "tui.cli.contacts:search", "durchwahl contacts search mül"
    )
    search.add_argument("query", metavar="QUERY", nargs="?", default="")
    search.add_argument("--limit", type=int, default=20, metavar="N", help=say("cli_limit"))
    _json(search)
    show = command(
        found, "show", "contacts_show", "tui.cli.contacts:show", "durchwahl contacts show 12 --json"
    )
    show.add_argument("id", type=int, metavar="ID")
    _json(show)
    simulate = command(
        commands, "simulate", "simulate", "tui.simulator.command:run", "durchwahl simulate snom --port 9001"
    )
    if "simulate" in argv:
        from tui.simulator.command import add_arguments

        add_arguments(simulate)
    return parser


def _common() -> Parser:
    """The options that may stand before or after the command: the later one wins, none resets another."""
    common = Parser(add_help=False, argument_default=argparse.SUPPRESS)
    group = common.add_argument_group(say("cli_everywhere"))
    group.add_argument("--config", metavar="FILE", help=say("cli_config"))
    group.add_argument("--data-dir", metavar="DIR", help=say("cli_data_dir"))
    group.add_argument("--lang", choices=LANGUAGES, help=say("cli_lang"))
    group.add_argument("-v", "--verbose", action="store_true", help=say("cli_verbose"))
    return common


def _json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help=say("cli_json"))


def _phone_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--phone", metavar="NAME", help=say("cli_phone_name"))


def _dial(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("number", metavar=say("cli_number_or_name"), nargs="+")
    _phone_option(parser)
    parser.add_argument("--dry-run", action="store_true", help=say("cli_dry_run"))
    parser.add_argument("--suppress", action="store_true", help=say("cli_suppress"))
    _json(parser)


def _call(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("order", choices=_ORDERS, metavar="|".join(_ORDERS))
    _phone_option(parser)
    parser.add_argument("--call", type=int, metavar="ID", help=say("cli_call_id"))
    _json(parser)


def _calls(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--since", metavar=say("cli_time"), help=say("cli_since"))
    parser.add_argument("--until", metavar=say("cli_time"), help=say("cli_until"))
    parser.add_argument("--missed", action="store_true", help=say("cli_missed"))
    ways = parser.add_mutually_exclusive_group()
    ways.add_argument("--in", dest="way", action="store_const", const="in", help=say("cli_in"))
    ways.add_argument("--out", dest="way", action="store_const", const="out", help=say("cli_out"))
    parser.add_argument("--number", metavar=say("cli_number"), help=say("cli_calls_number"))
    parser.add_argument("--search", metavar="TEXT", default="", help=say("cli_search"))
    parser.add_argument("--phone", metavar="NAME", help=say("cli_phone_name"))
    parser.add_argument("--limit", type=int, default=100, metavar="N", help=say("cli_limit"))
    kinds = parser.add_mutually_exclusive_group()
    kinds.add_argument("--json", action="store_true", help=say("cli_json"))
    kinds.add_argument("--csv", action="store_true", help=say("cli_csv"))


def _phone(parser: Parser, command: object) -> None:
    assert callable(command)
    parser.set_defaults(json=False)
    inner = parser.add_subparsers(metavar=say("cli_command"), parser_class=Parser, required=True)
    listed = command(inner, "list", "phone_list", "tui.cli.phone:list_phones", "durchwahl phone list --json")
    _json(listed)
    test = command(inner, "test", "phone_test", "tui.cli.phone:test", "durchwahl phone test --phone desk")
    _phone_option(test)
    _json(test)
    urls = command(
        inner, "urls", "phone_urls", "tui.cli.phone:urls", "durchwahl phone urls --vendor snom --format xml"
    )
    urls.add_argument("--vendor", choices=("snom", "yealink"), metavar="snom|yealink", help=say("cli_vendor"))
    _phone_option(urls)
    formats = ("table", "json", "xml", "cfg")
    urls.add_argument(
        "--format", choices=formats, default="table", metavar="|".join(formats), help=say("cli_format")
    )
