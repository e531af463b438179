"""`durchwahl simulate`: its options. The phones themselves are only loaded when they are wanted."""

from __future__ import annotations

import argparse

from tui.i18n import say


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `simulate`."""
    parser.epilog = say("simulator_help_epilog")
    add = parser.add_argument
    add("vendor", nargs="?", metavar="snom|yealink", help=say("simulator_help_vendor"))
    add("--port", type=int, default=0, help=say("simulator_help_port"))
    add("--events", default="", metavar="URL", help=say("simulator_help_events"))
    add("--user", default="admin", help=say("simulator_help_user"))
    add("--password", default="", help=say("simulator_help_password"))
    add("--number", default="22", help=say("simulator_help_number"))
    add("--display-name", default="", help=say("simulator_help_name"))
    add("--auth", default="", metavar="basic|digest", help=say("simulator_help_auth"))
    add("--model", default="", help=say("simulator_help_model"))
    add("--remote-control", default="allowed", metavar="WORD", help=say("simulator_help_control"))
    add("--unknown", default="", metavar="WORD", help=say("simulator_help_unknown"))
    add("--seed", type=int, default=None, help=say("simulator_help_seed"))
    add("--certificate", default="", metavar="FILE", help=say("simulator_help_certificate"))
    add("--https-port", type=int, default=0, metavar="PORT", help=say("simulator_help_https_port"))
    add("--https-only", action="store_true", help=say("simulator_help_https_only"))
    add("--no-web", action="store_true", help=say("simulator_help_no_web"))
    add("--announce-pnp", default="", metavar="HOST:PORT", help=say("simulator_help_pnp"))
    add("--set", action="append", default=[], metavar="KEY=VALUE", help=say("simulator_help_set"))
    add("--office", default="", metavar="FILE", help=say("simulator_help_office"))
    add("--hands", action="store_true", help=say("simulator_help_hands"))
    parser.add_argument_group("--set, --office", say("simulator_help_keys"))
    parser.add_argument_group("--hands", say("simulator_help_people"))


async def run(args: argparse.Namespace) -> int:
    """Simulate until SIGTERM or SIGINT. UsageError for wrong options, DurchwahlError for a port in use."""
    from tui.simulator.program import simulate  # loads the web server; a parser must not

    return await simulate(args)
