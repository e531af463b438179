"""From the words of the command line to a command that runs, and from its failure to one sentence."""

from __future__ import annotations

import argparse
import errno
import importlib
import io
import logging
import os
import sys
from collections.abc import Callable, Coroutine
from typing import Any, Final

from tui import i18n
from tui.cli.parser import parse
from tui.errors import DurchwahlError

_log = logging.getLogger(__name__)
_NO_ROOM: Final = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)


def run(argv: list[str]) -> int:
    """The whole life of one invocation."""
    i18n.use(_early_language(argv))
    _write_utf8()
    try:
        status = _outcome(argv)
        if sys.stdout is not None:  # it is None where it was closed before we began
            sys.stdout.flush()
        return status
    except BrokenPipeError:  # whoever read us has gone; nothing may be written at exit either
        _write_nowhere()
        return 0
    except OSError as error:
        if error.errno not in _NO_ROOM:
            raise
        _write_nowhere()
        print(f"durchwahl: {i18n.say('cli_not_written', reason=error.strerror)}", file=sys.stderr)
        return 1


def _write_nowhere() -> None:
    """What is left in the buffer is not tried again at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _outcome(argv: list[str]) -> int:
    """Runs the command and puts its failure into words. What could not be printed is left to the caller."""
    try:
        args = parse(argv)
    except SystemExit as stop:  # argparse has said what there is to say
        return stop.code if isinstance(stop.code, int) else 2
    try:
        return _call(args)
    except DurchwahlError as error:
        print(f"durchwahl: {error}", file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        raise
    except OSError as error:
        if error.errno in _NO_ROOM:
            raise
        return _unexpected()
    except Exception:
        return _unexpected()


def _unexpected() -> int:
    """Inside an `except`."""
    _log.exception("Unexpected")
    print(f"durchwahl: {i18n.say('unexpected')}", file=sys.stderr)
    return 1


def _write_utf8() -> None:
    """What others read is UTF-8 whatever the locale, and a terminal that cannot show a letter shows "?"."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            if stream.isatty():
                stream.reconfigure(errors="replace")
            else:
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _call(args: argparse.Namespace) -> int:
    module, _, name = args.run.partition(":")
    command: Callable[[argparse.Namespace], int | Coroutine[Any, Any, int]]
    command = getattr(importlib.import_module(module), name)
    result = command(args)
    if isinstance(result, int):
        return result
    import asyncio  # takes longer than all else that help and the journal's list need

    return asyncio.run(result)


def _early_language(argv: list[str]) -> str:
    """The language before the configuration is known: option, environment, locale."""
    for at, word in enumerate(argv):
        value = word.partition("=")[2] if word.startswith("--lang=") else ""
        if word == "--lang" and at + 1 < len(argv):
            value = argv[at + 1]
        if value in i18n.LANGUAGES:
            return value
    named = os.environ.get("DURCHWAHL_LANG", "")
    return named if named in i18n.LANGUAGES else i18n.detect()
