"""What most commands need first: paths, configuration, language, log, passwords."""

from __future__ import annotations

import argparse
from dataclasses import replace

from tui import i18n
from tui.config.load import load
from tui.config.model import Config
from tui.config.problems import ConfigError
from tui.config.secrets import password
from tui.paths import Paths


def settle(args: argparse.Namespace, *, headless: bool = True) -> tuple[Config, Paths]:
    """The configuration with the passwords filled in, and where the files are.

    Sets the language of the configuration unless an option or the environment named one, and starts the
    log. Raises `ConfigError` with everything that is wrong.
    """
    paths = Paths.find(args.config, args.data_dir)
    try:
        config = load(paths.config_file, must_exist=paths.config_named)
    except ConfigError as error:
        _speak(args, error.lang)
        raise
    _speak(args, config.lang)
    from tui import log

    log.setup(paths, args.verbose, to_stderr=headless)
    phones = {name: replace(phone, password=password(phone, paths)) for name, phone in config.phones.items()}
    return replace(config, phones=phones), paths


def _speak(args: argparse.Namespace, configured: str) -> None:
    import os

    if configured and not args.lang and os.environ.get("DURCHWAHL_LANG", "") not in i18n.LANGUAGES:
        i18n.use(configured)
