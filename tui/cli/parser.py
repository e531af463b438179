"""The tree of commands. Every command names the function that runs it; nothing of it is imported here."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable
from typing import Any, NoReturn

import tui
from tui.i18n import LANGUAGES, say
from tui.phones.vendors import vendors

# The words of `call`: the key of its text, the key of the name of what it takes ("" nothing), an example.
_ORDERS: dict[str, tuple[str, str, str]] = {
    "answer": ("cli_call_answer", "", ""),
    "reject": ("cli_call_reject", "", ""),
    "hangup": ("cli_call_hangup", "", ""),
    "hold": ("cli_call_hold", "", ""),
    "resume": ("cli_call_resume", "", ""),
    "swap": ("cli_call_swap", "", ""),
    "mute": ("cli_call_mute", "", ""),
    "unmute": ("cli_call_unmute", "", ""),
    "transfer": ("cli_call_transfer", "cli_target", "22 --attended"),
    "complete": ("cli_call_complete", "", ""),
    "return": ("cli_call_return", "", ""),
    "deflect": ("cli_call_deflect", "cli_target", "22"),
    "conference": ("cli_call_conference", "cli_target", "'0221 4711-22'"),
    "dtmf": ("cli_call_dtmf", "cli_digits", "'1234#'"),
    "louder": ("cli_call_louder", "", ""),
    "quieter": ("cli_call_quieter", "", ""),
    "redial": ("cli_call_redial", "", ""),
    "park": ("cli_call_park", "cli_slot", "3"),
    "retrieve": ("cli_call_retrieve", "cli_slot", "3"),
    "pickup": ("cli_call_pickup", "cli_target", "22"),
}


class _Help(argparse.HelpFormatter):
    """Help in the current language, headings included."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, f"{say('cli_usage')}: " if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """Wrong usage is one sentence and exit status 2."""

    def __init__(self, *, add_help: bool = True, **options: Any) -> None:
        super().__init__(add_help=False, formatter_class=_Help, **options)
        self._positionals.title = say("cli_arguments")
        self._optionals.title = say("cli_options")
        if add_help:
            self.add_argument("-h", "--help", action="help", default=argparse.SUPPRESS, help=say("cli_help"))

    def error(self, message: str) -> NoReturn:
        from tui.cli.wrong_usage import explained

        print(f"durchwahl: {explained(message)} {say('cli_see_help', command=self.prog)}", file=sys.stderr)
        raise SystemExit(2)


def parse(argv: list[str]) -> argparse.Namespace:
    """The words of a command line, understood. What is wrong ends the program; the hint names the command."""
    parser = build(argv)
    args, needless = parser.parse_known_args(argv)
    if needless:
        parser.prog = args.prog
        parser.error(f"unrecognized arguments: {' '.join(needless)}")
    return args


def build(argv: list[str]) -> argparse.ArgumentParser:
    """The parser in the current language.

    Making all commands' parsers costs more than parsing. Of `argv` only this is looked at: which commands'
    names stand in it. Where none does, all are made, for help and for the message of what there is.
    """
    parser = Parser(prog="durchwahl", description=say("cli_description"), parents=[_common()], add_help=True)
    version = f"durchwahl {tui.__version__}"
    parser.add_argument("--version", action="version", version=version, help=say("cli_version"))
    _ascii(parser, default=False)
    parser.set_defaults(
        run="tui.cli.app:run", prog="durchwahl", config=None, data_dir=None, lang=None, verbose=False
    )
    if argv:
        into = parser.add_subparsers(
            metavar=say("cli_command"), title=say("cli_commands"), parser_class=Parser
        )
        named = [name for name in _COMMANDS if name in argv]
        for name in named or _COMMANDS:
            if name == "call":
                _call(into, [word for word in _ORDERS if word in argv] or list(_ORDERS))
            else:
                _COMMANDS[name](into)
    return parser


def _add(
    into: argparse._SubParsersAction[Parser], name: str, run: str, example: str, key: str = ""
) -> Parser:
    """A command that runs `run`; its text is that of `key`, else of its name."""
    text = say(f"cli_{key or name}")
    epilog = f"{say('cli_example')}: durchwahl {example}"
    # Not the top's own common options: parents share them, and what is set there would be set here.
    made = into.add_parser(name, help=text, description=text, epilog=epilog, parents=[_common()])
    made.set_defaults(run=run, prog=made.prog)
    return made


def _app(into: argparse._SubParsersAction[Parser]) -> None:
    _ascii(_add(into, "app", "tui.cli.app:run", "app --ascii"))


def _demo(into: argparse._SubParsersAction[Parser]) -> None:
    _ascii(_add(into, "demo", "tui.cli.demo:run", "demo --lang en"))


def _setup(into: argparse._SubParsersAction[Parser]) -> None:
    parser = _add(into, "setup", "tui.cli.setup:run", "setup --status --json")
    ways = parser.add_mutually_exclusive_group()
    ways.add_argument("--status", action="store_true", help=say("cli_setup_status"))
    ways.add_argument("--answers", metavar="FILE", help=say("cli_setup_answers"))
    _json(parser)
    _ascii(parser, False)


def _doctor(into: argparse._SubParsersAction[Parser]) -> None:
    _json(_add(into, "doctor", "tui.cli.doctor:run", "doctor --json"))


def _serve(into: argparse._SubParsersAction[Parser]) -> None:
    parser = _add(into, "serve", "tui.cli.serve:run", "serve --json")
    parser.add_argument("--record", metavar="FILE", help=say("cli_record"))
    masks = parser.add_mutually_exclusive_group()
    masks.add_argument("--mask", action="store_true", default=True, help=say("cli_mask"))
    masks.add_argument("--no-mask", dest="mask", action="store_false", help=say("cli_no_mask"))
    _json(parser)


def _watch(into: argparse._SubParsersAction[Parser]) -> None:
    _json(_add(into, "watch", "tui.cli.watch:run", "watch --json"))


def _replay(into: argparse._SubParsersAction[Parser]) -> None:
    parser = _add(into, "replay", "tui.cli.replay:run", "replay trace.jsonl --json")
    parser.add_argument("file", metavar="FILE")
    parser.add_argument("--speed", type=float, metavar="X", help=say("cli_speed"))
    _json(parser)


def _dial(into: argparse._SubParsersAction[Parser]) -> None:
    parser = _add(into, "dial", "tui.cli.dial:run", "dial '0221 4711-22' --dry-run")
    parser.add_argument("number", metavar=say("cli_number_or_name"), nargs="*", help=say("cli_dial_dash"))
    parser.add_argument("--selection", action="store_true", help=say("cli_selection"))
    _phone_option(parser)
    parser.add_argument("--dry-run", action="store_true", help=say("cli_dry_run"))
    parser.add_argument("--suppress", action="store_true", help=say("cli_suppress"))
    parser.add_argument("--identity", metavar="USER@HOST", default="", help=say("cli_identity"))
    _json(parser)


def _call(into: argparse._SubParsersAction[Parser], words: Iterable[str] = _ORDERS) -> None:
    parser = _add(into, "call", "tui.cli.call:run", "call answer")
    parser.set_defaults(argument=[], attended=False)
    _call_options(parser)
    inner = parser.add_subparsers(
        dest="order", metavar=say("cli_command"), parser_class=Parser, required=True
    )
    for word in words:
        key, takes, example = _ORDERS[word]
        made = _add(
            inner, word, "tui.cli.call:run", f"call {word} {example}".rstrip(), key.removeprefix("cli_")
        )
        if takes:
            made.add_argument("argument", metavar=say(takes), nargs="*" if word == "conference" else "+")
        if word == "transfer":
            made.add_argument("--attended", action="store_true", help=say("cli_attended"))
        _call_options(made, argparse.SUPPRESS)


def _call_options(parser: argparse.ArgumentParser, default: object = None) -> None:
    """They may stand before the word and after it."""
    parser.add_argument("--phone", metavar="NAME", default=default, help=say("cli_phone_name"))
    parser.add_argument("--call", type=int, metavar="ID", default=default, help=say("cli_call_id"))
    parser.add_argument(
        "--json", action="store_true", default=False if default is None else default, help=say("cli_json")
    )


def _calls(into: argparse._SubParsersAction[Parser]) -> None:
    from tui.cli.calls_parser import calls_words

    calls_words(into)


def _report(into: argparse._SubParsersAction[Parser]) -> None:
    from tui.cli.calls_parser import report_words

    report_words(into)


def _forget(into: argparse._SubParsersAction[Parser]) -> None:
    from tui.cli.calls_parser import forget_words

    forget_words(into)


def _phone(into: argparse._SubParsersAction[Parser]) -> None:
    parser = _add(into, "phone", "tui.cli.phone:list_phones", "phone list")
    inner = parser.add_subparsers(metavar=say("cli_command"), parser_class=Parser, required=True)
    _json(_add(inner, "list", "tui.cli.phone:list_phones", "phone list --json", "phone_list"))
    test = _add(inner, "test", "tui.cli.phone_test:run", "phone test --phone desk", "phone_test")
    _phone_option(test, "cli_phone_all")
    _json(test)
    trust = _add(inner, "trust", "tui.cli.phone_trust:run", "phone trust --phone desk", "phone_trust")
    _phone_option(trust)
    trust.add_argument("--yes", action="store_true", help=say("cli_yes"))
    found = _add(inner, "discover", "tui.cli.discover:run", "phone discover --listen 60", "phone_discover")
    found.add_argument("--network", action="append", default=[], metavar="CIDR", help=say("cli_network"))
    found.add_argument("--listen", type=float, default=0.0, metavar="N", help=say("cli_listen"))
    _json(found)
    _phone_urls(inner)
    _phone_features(inner)


def _phone_features(inner: argparse._SubParsersAction[Parser]) -> None:
    status = _add(inner, "status", "tui.cli.status:run", "phone status --json", "phone_status")
    _phone_option(status, "cli_phone_all")
    _json(status)
    dnd = _add(inner, "dnd", "tui.cli.features:dnd", "phone dnd on", "phone_dnd")
    dnd.add_argument("state", choices=("on", "off"), metavar="on|off")
    _phone_option(dnd)
    _json(dnd)
    example = "phone forward no-answer voicemail --seconds 20"
    forward = _add(inner, "forward", "tui.cli.features:forward", example, "phone_forward")
    kinds = ("always", "busy", "no-answer", "not-registered", "off")
    forward.add_argument("kind", choices=kinds, metavar="|".join(kinds))
    forward.add_argument("target", nargs="*", metavar=say("cli_target"), help=say("cli_forward_target"))
    forward.add_argument("--seconds", type=int, metavar="N", help=say("cli_seconds"))
    forward.add_argument("--off", action="store_true", help=say("cli_off"))
    places = forward.add_mutually_exclusive_group()
    places.add_argument(
        "--in-phone", dest="where", action="store_const", const="phone", help=say("cli_in_phone")
    )
    places.add_argument("--pbx", dest="where", action="store_const", const="pbx", help=say("cli_pbx"))
    _phone_option(forward)
    _json(forward)
    screen = _add(inner, "screen", "tui.cli.screen:run", "phone screen --save desk.png", "phone_screen")
    screen.add_argument("--save", metavar="FILE", help=say("cli_save"))
    _phone_option(screen)
    _ascii(screen)


def _phone_urls(inner: argparse._SubParsersAction[Parser]) -> None:
    urls = _add(inner, "urls", "tui.cli.urls:show", "phone urls --vendor snom --format xml", "phone_urls")
    known = vendors()
    urls.add_argument("--vendor", choices=known, metavar="|".join(known), help=say("cli_vendor"))
    _phone_option(urls)
    # Each maker has a file format of its own: which, is known when the command runs.
    urls.add_argument("--format", default="table", metavar="table|json|file|xml|cfg", help=say("cli_format"))
    urls.add_argument("--json", dest="format", action="store_const", const="json", help=say("cli_json"))
    example = "phone install-urls --phone desk"
    install = _add(inner, "install-urls", "tui.cli.install_urls:run", example, "phone_install_urls")
    _phone_option(install)
    install.add_argument("--remove", action="store_true", help=say("cli_remove"))
    install.add_argument("--yes", action="store_true", help=say("cli_yes"))
    ways = ("settings", "file", "phonecfg")
    install.add_argument("--way", choices=ways, default="", metavar="|".join(ways), help=say("cli_way"))
    install.add_argument("--wait", type=int, default=30, metavar="N", help=say("cli_wait"))
    _json(install)


def _open_link(into: argparse._SubParsersAction[Parser]) -> None:
    parser = _add(into, "open-link", "tui.cli.open_link:run", "open-link tel:+49-221-4711-22", "open_link")
    parser.add_argument("link", metavar="LINK")
    _dials(parser)


def _hotkey(into: argparse._SubParsersAction[Parser]) -> None:
    _dials(_add(into, "hotkey", "tui.cli.hotkey:run", "hotkey"))


def _dials(parser: argparse.ArgumentParser) -> None:
    """A command that dials as `dial` does, and has none of its options."""
    parser.set_defaults(phone=None, dry_run=False, suppress=False, identity="", json=False)


def _extract(into: argparse._SubParsersAction[Parser]) -> None:
    _json(_add(into, "extract", "tui.cli.extract:run", "extract --json <mail.txt"))


def _handler(into: argparse._SubParsersAction[Parser]) -> None:
    parser = _add(into, "handler", "tui.cli.handler:status", "handler status")
    inner = parser.add_subparsers(metavar=say("cli_command"), parser_class=Parser, required=True)
    for name, run, example, key in (
        ("install", "tui.cli.handler:install_parts", "handler install --links", "handler_install"),
        ("remove", "tui.cli.handler:remove_parts", "handler remove", "handler_remove"),
        ("status", "tui.cli.handler:status", "handler status --json", "handler_status"),
    ):
        made = _add(inner, name, run, example, key)
        for component in ("links", "hotkey", "autostart"):
            made.add_argument(f"--{component}", action="store_true", help=say(f"cli_component_{component}"))
        _json(made)


def _lookup(into: argparse._SubParsersAction[Parser]) -> None:
    parser = _add(into, "lookup", "tui.cli.lookup:run", "lookup 0221471122 --json")
    parser.add_argument("number", metavar=say("cli_number"))
    _json(parser)


def _contacts(into: argparse._SubParsersAction[Parser]) -> None:
    parser = _add(into, "contacts", "tui.cli.contacts:search", "contacts search mül")
    inner = parser.add_subparsers(metavar=say("cli_command"), parser_class=Parser, required=True)
    search = _add(inner, "search", "tui.cli.contacts:search", "contacts search mül", "contacts_search")
    search.add_argument("query", metavar="QUERY", nargs="?", default="")
    search.add_argument("--limit", type=int, default=20, metavar="N", help=say("cli_limit"))
    _json(search)
    show = _add(inner, "show", "tui.cli.contacts:show", "contacts show 12 --json", "contacts_show")
    show.add_argument("id", type=int, metavar="ID")
    _json(show)
    _contacts_from_files(inner)
    _contacts_by_hand(inner)
    _contacts_elsewhere(inner)


def _contacts_from_files(inner: argparse._SubParsersAction[Parser]) -> None:
    example = "contacts import kunden.vcf"
    take = _add(inner, "import", "tui.cli.contacts_import:run", example, "contacts_import")
    take.add_argument("file", metavar="FILE|DIR", nargs="+")
    take.add_argument("--source", metavar="NAME", default="", help=say("cli_contacts_source"))
    take.add_argument("--columns", metavar="SPEC", default="", help=say("cli_contacts_columns"))
    take.add_argument("--restore-deleted", action="store_true", help=say("cli_contacts_restore"))
    _json(take)
    sync = _add(inner, "sync", "tui.cli.contacts_import:sync", "contacts sync", "contacts_sync")
    sync.add_argument("source", metavar="SOURCE", nargs="?", default="")
    _json(sync)
    example = "contacts export kontakte.vcf --search kunden"
    export = _add(inner, "export", "tui.cli.contacts_export:run", example, "contacts_export")
    export.add_argument("file", metavar="FILE|-")
    export.add_argument("--format", metavar="FORMAT", default="", help=say("cli_contacts_format"))
    export.add_argument("--search", metavar="TEXT", default="", help=say("cli_contacts_only"))


def _contacts_by_hand(inner: argparse._SubParsersAction[Parser]) -> None:
    module = "tui.cli.contacts_edit"
    example = "contacts add --name 'Anna Müller' --number 'mobile:0171 3920001'"
    add = _add(inner, "add", f"{module}:add", example, "contacts_add")
    edit = _add(inner, "edit", f"{module}:edit", "contacts edit 12 --note 'ruft zurück'", "contacts_edit")
    edit.add_argument("id", type=int, metavar="ID")
    for parser in (add, edit):
        for name in ("name", "given", "family", "company", "title", "department", "address", "url", "note"):
            parser.add_argument(f"--{name}", metavar="TEXT")
        parser.add_argument("--number", action="append", metavar="[TYPE:]N", help=say("cli_contacts_number"))
        parser.add_argument("--email", action="append", metavar="TEXT")
        parser.add_argument("--group", action="append", metavar="TEXT")
        parser.add_argument("--favourite", action=argparse.BooleanOptionalAction, default=None)
        _json(parser)
    delete = _add(inner, "delete", f"{module}:delete", "contacts delete 12", "contacts_delete")
    delete.add_argument("id", type=int, metavar="ID", nargs="+")
    merge = _add(inner, "merge", f"{module}:merge", "contacts merge 12 34", "contacts_merge")
    merge.add_argument("id", type=int, metavar="ID", nargs="+")
    _json(merge)
    example = "contacts duplicates --json"
    _json(_add(inner, "duplicates", f"{module}:duplicates", example, "contacts_duplicates"))


def _contacts_elsewhere(inner: argparse._SubParsersAction[Parser]) -> None:
    module = "tui.cli.contacts_sources"
    example = "contacts sources --number '0221 471122'"
    sources = _add(inner, "sources", f"{module}:listed", example, "contacts_sources")
    sources.add_argument("--number", metavar="NUMBER", help=say("cli_contacts_try"))
    _json(sources)
    word = _add(inner, "password", f"{module}:set_password", "contacts password crm", "contacts_password")
    word.add_argument("source", metavar="SOURCE")
    word.add_argument("--forget", action="store_true", help=say("cli_contacts_forget"))


def _simulate(into: argparse._SubParsersAction[Parser]) -> None:
    from tui.simulator.command import add_arguments

    add_arguments(_add(into, "simulate", "tui.simulator.command:run", "simulate snom --port 9001"))


_COMMANDS: dict[str, Callable[[argparse._SubParsersAction[Parser]], None]] = {
    "app": _app,
    "demo": _demo,
    "setup": _setup,
    "doctor": _doctor,
    "serve": _serve,
    "watch": _watch,
    "replay": _replay,
    "dial": _dial,
    "call": _call,
    "calls": _calls,
    "report": _report,
    "forget": _forget,
    "phone": _phone,
    "extract": _extract,
    "open-link": _open_link,
    "hotkey": _hotkey,
    "handler": _handler,
    "lookup": _lookup,
    "contacts": _contacts,
    "simulate": _simulate,
}


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


def _phone_option(parser: argparse.ArgumentParser, key: str = "cli_phone_name") -> None:
    parser.add_argument("--phone", metavar="NAME", help=say(key))


def _ascii(parser: argparse.ArgumentParser, default: object = argparse.SUPPRESS) -> None:
    parser.add_argument("--ascii", action="store_true", default=default, help=say("cli_ascii"))
