"""The file by which our URLs get into a phone that fetches its configuration: those lines, nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tui.phones.maker import ActionUrl, Maker


def server_url(base: str) -> str:
    """What is entered in the phone as the address of the server. `base` is `http://host:port/<token>`."""
    return f"{base}/"


def file_for(maker: Maker, urls: Sequence[ActionUrl], name: str, mac: str, mark: str, *, out: bool) -> bytes:
    """The content of the phone's own file `name`; empty where it is not this phone's.

    `mac` is the phone's, "" if it is not known: a phone that was given another one's address must not
    report under its name. `out`: with empty values, which take the URLs out of the phone. A phone passes
    over a file that is the same as the last one ("Yealink auto provisioning guide"), even if its settings
    have changed since, so `mark` makes it another one: one word in a comment.
    """
    fetching = maker.fetching
    asked = fetching.asks(name) if fetching is not None else None
    if fetching is None or not asked or (mac and asked != mac):
        return b""
    lines = [replace(url, url="") for url in urls] if out else urls
    return f"{maker.as_file(lines)}{fetching.comment} {mark}\n".encode()
