"""What most commands need first: paths, configuration, language, log; and the phone that is meant."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from tui import i18n
from tui.config.load import load
from tui.config.model import Config, PhoneConfig
from tui.config.problems import ConfigError
from tui.errors import NotFoundError
from tui.paths import Paths

if TYPE_CHECKING:
    from tui.phonebook.reading import Reader
    from tui.phones.driver import PhoneDriver
    from tui.phones.memory import Memory

_PROBLEMS = 5  # so many are told one by one


def settle(args: argparse.Namespace) -> tuple[Config, Paths]:
    """The configuration and the places of the files, with the log begun: what headless commands need."""
    config, paths = read(args)
    from tui import log

    log.setup(paths, args.verbose, to_stderr=True)
    return config, paths


def read(args: argparse.Namespace) -> tuple[Config, Paths]:
    """The configuration, and where the files are; passwords are asked for by whoever needs one.

    Sets the language of the configuration unless an option or the environment named one. Raises
    `ConfigError` with everything that is wrong.
    """
    paths = Paths.find(args.config, args.data_dir)
    try:
        config = load(paths.config_file, must_exist=paths.config_named)
    except ConfigError as error:
        _speak(args, error.lang)
        raise
    _speak(args, config.lang)
    return config, paths


def places(args: argparse.Namespace) -> Paths:
    """Where the files are, with language and log settled: for commands that also work on a broken
    configuration, and say what is wrong with it themselves."""
    paths = Paths.find(args.config, args.data_dir)
    try:
        _speak(args, load(paths.config_file).lang)
    except ConfigError as error:
        _speak(args, error.lang)
    from tui import log

    log.setup(paths, args.verbose, to_stderr=True)
    return paths


def find_phone(config: Config, name: str | None) -> PhoneConfig:
    """The phone of that name, or the first one. Raises `NotFoundError`."""
    if not config.phones:
        raise NotFoundError("no_phone_configured")
    if name is None:
        return next(iter(config.phones.values()))
    if name not in config.phones:
        raise NotFoundError("no_such_phone", name=name, known=", ".join(config.phones))
    return config.phones[name]


@asynccontextmanager
async def driving(
    phone: PhoneConfig, paths: Paths, memory: Memory | None = None
) -> AsyncIterator[PhoneDriver]:
    """The driver of a phone, with its password from wherever that is kept. In the end it is closed, and what
    was learnt of the phone is on the disk: another program may begin at once."""
    import asyncio

    from tui.config.secrets import password
    from tui.phones.memory import Memory
    from tui.phones.registry import make_driver

    learnt = Memory.load(paths) if memory is None else memory
    secret = await asyncio.to_thread(password, phone, paths)
    driver = make_driver(replace(phone, password=secret), learnt)
    try:
        yield driver
    finally:
        await driver.aclose()
        await asyncio.to_thread(learnt.flush)


def phone_book(config: Config, paths: Paths) -> Reader:
    """The phone book, with the configured files brought in; what is wrong with those is told on stderr.

    To be closed when it is not needed any more. Raises `DurchwahlError`.
    """
    from tui.phonebook.reading import read as read_book

    book = read_book(paths.contacts, config.dialing)
    if book.in_step(config.contacts.files) and not book.due():
        return book
    book.close()
    _bring_in(config, paths)
    return read_book(paths.contacts, config.dialing)


def has_phone_book(config: Config, paths: Paths) -> bool:
    """Whether there may be somebody in it: nothing is loaded to find that out."""
    return bool(config.contacts.files) or paths.contacts.exists()


def _bring_in(config: Config, paths: Paths) -> None:
    from contextlib import closing

    from tui.phonebook.schema import open_for_writing
    from tui.phonebook.syncing import sync_files
    from tui.phonebook.upkeep import derive_all

    with closing(open_for_writing(paths.contacts)) as connection:
        results = sync_files(connection, config.contacts.files, config.dialing)
        derive_all(connection, config.dialing)
    tell_problems([str(problem) for result in results for problem in result.problems])


def tell_problems(problems: Sequence[str]) -> None:
    """The first ones on stderr, and how many more there are."""
    for problem in problems[:_PROBLEMS]:
        print(f"durchwahl: {problem}", file=sys.stderr)
    more = len(problems) - _PROBLEMS
    if more > 0:
        print(f"durchwahl: {i18n.say('cli_more_problems', count=more)}", file=sys.stderr)


def _speak(args: argparse.Namespace, configured: str) -> None:
    if configured and not args.lang and os.environ.get("DURCHWAHL_LANG", "") not in i18n.LANGUAGES:
        i18n.use(configured)
