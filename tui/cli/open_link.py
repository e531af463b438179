"""`durchwahl open-link`: what the desktop starts for a telephone link."""

from __future__ import annotations

import argparse

from tui.cli.dial import dial
from tui.cli.offering import offer, say_aloud, wake, written
from tui.cli.setting import settle
from tui.dialing.links import at_once, read_link
from tui.errors import DurchwahlError
from tui.switchboard.offers import Source


async def run(args: argparse.Namespace) -> int:
    """Offers the number of the link; dials it only where the configuration lets links dial."""
    config, paths = settle(args)
    try:
        link = read_link(args.link, config.dialing)
        await wake(paths)
        if config.links.dial == "always" and at_once(link):
            return await dial(args, written(link.number), config, paths)
        return await offer(args, [link.number], Source.LINK, config, paths)
    except DurchwahlError as error:
        await say_aloud(paths, error)
        raise
