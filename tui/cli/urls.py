"""`durchwahl phone urls`: the action URLs to paste or to provision."""

from __future__ import annotations

import argparse

from tui.cli.setting import find_phone, settle
from tui.cli.table import as_document
from tui.errors import UsageError
from tui.phones.action_urls import EXAMPLE, as_json, origin, token_of
from tui.phones.maker import Maker
from tui.phones.provisioning import server_url
from tui.phones.registry import maker, makers
from tui.untrusted import clean


def show(args: argparse.Namespace) -> int:
    """The action URLs of a configured phone, or of a vendor for a phone named `example`."""
    config, paths = settle(args)
    if args.phone is None and args.vendor is not None:
        name, vendor, token, peer = "example", args.vendor, EXAMPLE, ""
    else:
        phone = find_phone(config, args.phone)
        if args.vendor is not None and args.vendor != phone.vendor:
            raise UsageError("urls_other_vendor", phone=phone.name, vendor=phone.vendor, asked=args.vendor)
        name, vendor, peer = phone.name, phone.vendor, phone.host
        token = token_of(phone, paths)
    made_by = maker(vendor)
    assert made_by is not None  # the parser and the configuration know no other
    form = _form(args.format, made_by)
    base = f"{origin(config.events, peer)}/{token}"
    made = made_by.action_urls(base)
    match form:
        case "json":
            document = as_json(name, vendor, made)
            if made_by.fetching is not None:
                document["provisioning_url"] = server_url(base)
            print(as_document(document))
        case "file":
            print(made_by.as_file(made), end="")
        case _:
            width = max(len(url.setting) for url in made)
            print("\n".join(f"{url.setting.ljust(width)}  {url.url}" for url in made))
    return 0


def _form(wanted: str, made_by: Maker) -> str:
    """ "table", "json" or "file". The maker's own word for its files means the last."""
    if wanted in ("table", "json", "file"):
        return str(wanted)
    if wanted == made_by.file_format:
        return "file"
    if wanted in {one.file_format for one in makers()}:
        raise UsageError("urls_other_format", format=wanted, vendor=made_by.title, own=made_by.file_format)
    raise UsageError(
        "urls_unknown_format", format=clean(wanted, 40), vendor=made_by.title, own=made_by.file_format
    )
