"""`durchwahl phone install-urls`: the action URLs into the phone, and out of it again.

Through the running instance where there is one. Without, a phone whose settings can be read is written to
from here; one that fetches a file gets it from an instance that lasts as long as the command.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, Final

from tui.cli.setting import driving, find_phone, settle
from tui.cli.table import as_document
from tui.config.model import Config, PhoneConfig
from tui.control.client import ControlClient
from tui.control.server import ControlServer
from tui.errors import DurchwahlError, PhoneError, UsageError
from tui.i18n import say
from tui.paths import Paths
from tui.phones import installing
from tui.phones.action_urls import origin, token_of
from tui.phones.installing import Means, Outcome
from tui.phones.maker import Fetching
from tui.phones.memory import Memory
from tui.phones.probing import examine
from tui.phones.provisioning import server_url
from tui.phones.registry import make_driver, maker
from tui.switchboard.notices import ConsentNotice, Notice, WarningNotice

_LONGEST: Final = 300  # seconds of waiting
_MORE: Final = 120.0  # beyond that, for the phone's own time-outs
_ANSWER: Final = 200  # characters of an answer
_NAMED: Final = 6  # settings that are named in a sentence

Result = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Job:
    """What the user wants. `url` is what is entered in the phone where `fetching` says; `port` is ours."""

    phone: PhoneConfig
    means: Means
    way: str
    remove: bool
    wait: float
    port: int
    url: str
    fetching: Fetching | None


@dataclass(frozen=True, slots=True)
class _Hands:
    """Those that do it: here, or in the running instance."""

    install: Callable[[], Awaitable[Result]]
    reported: Callable[[], Awaitable[bool]]


class _ProbeError(PhoneError):
    """The phone's own answer to the first question, which is a sentence already."""

    def __init__(self, text: str) -> None:
        super().__init__("install_cannot")
        self.text = text

    def __str__(self) -> str:
        return self.text


def run(args: argparse.Namespace) -> int:
    """Exit status 3 when the phone kept values of its own, or did not come for its file."""
    if args.wait < 0:
        raise UsageError("cli_negative", option="--wait")
    config, paths = settle(args)
    phone = find_phone(config, args.phone)
    if phone.action_urls != "ours":
        raise DurchwahlError("install_provider", phone=phone.name)
    job = _job(args, config, phone, paths)
    if job.means is Means.FILE and not job.remove and not args.yes:
        _ask(job, can_ask=not args.json)
    return asyncio.run(_run(args, config, paths, job))


def _job(args: argparse.Namespace, config: Config, phone: PhoneConfig, paths: Paths) -> _Job:
    made_by = maker(phone.vendor)
    assert made_by is not None  # the configuration knows no other
    placed = Memory.load(paths).placed(phone.name) if args.remove else None
    way = args.way or (placed.way if placed else "")
    where = origin(config.events, phone.host)
    return _Job(
        phone,
        installing.means_of(make_driver(phone), way),
        args.way,
        args.remove,
        float(min(_LONGEST, args.wait)),
        config.events.port,
        server_url(f"{where}/{token_of(phone, paths)}"),
        made_by.fetching,
    )


def _ask(job: _Job, *, can_ask: bool) -> None:
    """Returns if the user agrees. Before asyncio runs, or Ctrl-C would wait for Enter."""
    needed = UsageError("install_needs_consent", phone=job.phone.name)
    if not can_ask or sys.stdin is None or job.fetching is None:
        raise needed
    host = job.phone.host if "://" in job.phone.host else f"http://{job.phone.host}"
    explained = say("install_explained", phone=job.phone.name, host=host, menu=job.fetching.menu, url=job.url)
    question = f"{explained}\n{say('install_ask')}"
    asked = sys.stdin.isatty()
    if asked:
        print(question, end="", file=sys.stderr, flush=True)
    answer = sys.stdin.readline(_ANSWER)
    if not answer:
        raise needed
    if not asked:  # the answer was piped in
        print(question, file=sys.stderr)
    if answer.strip().lower() not in say("install_answers").split():
        raise DurchwahlError("install_declined", phone=job.phone.name)


async def _run(args: argparse.Namespace, config: Config, paths: Paths, job: _Job) -> int:
    client = await ControlClient.connect(paths.socket)
    if client is not None:
        how = _through(client, job)
    elif job.means is Means.SETTINGS:
        how = _directly(job, paths)
    else:
        how = _hosting(job, config, paths)
    async with how as hands:
        result = await hands.install()
        status = _tell(result, job, quiet=args.json)
        told = result["fetched"] or result["way"] == Means.UNSEEN.value
        if told and not job.remove:
            await _first_report(result, hands, job, quiet=args.json)
    if args.json:
        print(as_document(result))
    return status


@asynccontextmanager
async def _through(client: ControlClient, job: _Job) -> AsyncIterator[_Hands]:
    name = job.phone.name

    async def install() -> Result:
        return await client.ask(
            "install",
            patience=job.wait + _MORE,
            told=lambda text: _say(text, to_stderr=True),
            phone=name,
            way=job.way,
            remove=job.remove,
            seconds=job.wait,
        )

    async def reported() -> bool:
        answer = await client.ask("reported", patience=job.wait + _MORE, phone=name, seconds=job.wait)
        return bool(answer["reported"])

    try:
        yield _Hands(install, reported)
    finally:
        await client.close()


@asynccontextmanager
async def _directly(job: _Job, paths: Paths) -> AsyncIterator[_Hands]:
    memory = await asyncio.to_thread(Memory.load, paths)
    made_by = maker(job.phone.vendor)
    assert made_by is not None  # the configuration knows no other
    async with driving(job.phone, paths, memory) as driver:

        async def install() -> Result:
            probe = await examine(driver, job.phone, memory)
            if not probe.ok:
                if probe.cause == "no-remote-control" and not job.remove:
                    raise _ProbeError(f"{probe.text} {say('install_by_hand', phone=job.phone.name)}")
                raise _ProbeError(probe.text)
            installing.means_of(driver, job.way)  # now that the model is known
            act = installing.restore if job.remove else installing.install
            urls = made_by.action_urls(job.url.rstrip("/"))
            token = await asyncio.to_thread(token_of, job.phone, paths)
            return installing.as_json(await act(driver, memory, urls, token))

        async def reported() -> bool:
            return False  # nobody listens here

        yield _Hands(install, reported)


@asynccontextmanager
async def _hosting(job: _Job, config: Config, paths: Paths) -> AsyncIterator[_Hands]:
    """Raises `DurchwahlError` when something else listens on our port."""
    from tui.switchboard.switchboard import Switchboard

    core = Switchboard(config, paths)
    control = ControlServer(core, paths.socket)  # so that no second one starts meanwhile
    core.subscribe(_heard)

    async def install() -> Result:
        done = await core.installing.install(job.phone.name, job.way, remove=job.remove, patience=job.wait)
        return installing.as_json(done)

    async def reported() -> bool:
        return await core.installing.reported(job.phone.name, job.wait)

    await control.start()
    try:
        await core.start(events_required=True)
        yield _Hands(install, reported)
    finally:
        await control.stop()
        await core.stop()


def _heard(notice: Notice) -> None:
    if isinstance(notice, WarningNotice):
        _say(f"durchwahl: {notice.text}", to_stderr=True)
    elif isinstance(notice, ConsentNotice) and notice.waiting:
        _say(notice.text, to_stderr=True)


# what came of it


def _tell(result: Result, job: _Job, *, quiet: bool) -> int:
    """Says it, on stdout what was done and on stderr what was not; the exit status."""
    match result["way"]:
        case Means.SETTINGS.value:
            return _tell_settings(result, job, quiet=quiet)
        case Means.FILE.value:
            return _tell_file(result, job, quiet=quiet)
        case _:
            key = "install_removed_unseen" if job.remove else "install_unseen"
            _say(say(key, phone=job.phone.name, count=len(result["settings"])), quiet=quiet)
            return 0


def _tell_settings(result: Result, job: _Job, *, quiet: bool) -> int:
    phone = job.phone.name
    by = {one: [entry for entry in result["settings"] if entry["outcome"] == one] for one in Outcome}
    written, kept, refused, left = (
        by[one] for one in (Outcome.WRITTEN, Outcome.KEPT, Outcome.REFUSED, Outcome.LEFT)
    )
    if job.remove:
        done = len(written) + len(kept)
        if not result["settings"]:
            _say(say("install_nothing", phone=phone), quiet=quiet)
        elif done:
            _say(say("install_removed", phone=phone, count=done), quiet=quiet)
    else:
        _say(say("install_written", phone=phone, written=len(written), kept=len(kept)), quiet=quiet)
    replaced = _hosts(written)
    if replaced and not job.remove:
        _say(say("install_replaced", phone=phone, hosts=replaced), quiet=quiet, to_stderr=True)
    if left:
        text = say("install_left", settings=_names(left), hosts=_hosts(left))
        _say(text, quiet=quiet, to_stderr=True)
    if refused:
        key = "install_not_removed" if job.remove else "install_refused"
        _say(f"durchwahl: {say(key, phone=phone, settings=_names(refused))}", to_stderr=True)
    return 3 if refused else 0


def _tell_file(result: Result, job: _Job, *, quiet: bool) -> int:
    phone, menu = job.phone.name, job.fetching.menu if job.fetching else ""
    if not result["fetched"]:
        text = say(
            "install_not_fetched", phone=phone, seconds=f"{job.wait:g}", menu=menu, url=job.url, port=job.port
        )
        _say(f"durchwahl: {text}", to_stderr=True)
        return 3
    peer = result["fetched_by"]
    if job.remove:
        _say(say("install_removed_file", phone=phone, peer=peer, menu=menu), quiet=quiet)
    else:
        _say(say("install_fetched", phone=phone, peer=peer), quiet=quiet)
    return 0


async def _first_report(result: Result, hands: _Hands, job: _Job, *, quiet: bool) -> None:
    """Only the phone's own report shows that the URLs are in it and lead here."""
    if job.wait:
        _say(say("install_waiting", seconds=f"{job.wait:g}"), quiet=quiet, to_stderr=True)
    result["reported"] = await hands.reported()
    if result["reported"]:
        _say(say("install_reported", phone=job.phone.name), quiet=quiet)
    else:
        text = say("install_not_reported", phone=job.phone.name, port=job.port)
        _say(text, quiet=quiet, to_stderr=True)


def _say(text: str, *, quiet: bool = False, to_stderr: bool = False) -> None:
    if not quiet:
        print(text, file=sys.stderr if to_stderr else sys.stdout, flush=True)


def _names(entries: list[Result]) -> str:
    more = len(entries) - _NAMED
    named = ", ".join(str(one["setting"]) for one in entries[:_NAMED])
    return f"{named}, … (+{more})" if more > 0 else named


def _hosts(entries: list[Result]) -> str:
    hosts = list(dict.fromkeys(str(one["foreign"]) for one in entries if one["foreign"]))
    return ", ".join(hosts[:3])
