"""The core: owns phones, action-URL server, board, journal and phone book. It knows nothing of Textual.

An event goes one way: server → journal (committed, then the phone gets its 200) → board → publish.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Coroutine
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from tui.calls.board import Board
from tui.calls.events import EventKind, PhoneEvent, RawEvent
from tui.calls.states import Call, CallChange, Change, Direction
from tui.config.model import Config, PhoneConfig
from tui.errors import DurchwahlError, PhoneError
from tui.i18n import say
from tui.journal.filter import Filter
from tui.paths import Paths
from tui.phones.driver import Ability, PhoneDriver, Probe
from tui.switchboard.adapters import load_adapters
from tui.switchboard.callers import Callers
from tui.switchboard.directory import Directory
from tui.switchboard.expectations import Expectations
from tui.switchboard.notices import (
    CallNotice,
    EventNotice,
    GreetedNotice,
    Notice,
    PhoneNotice,
    PhoneStatus,
    Service,
    ServiceNotice,
    ServiceState,
    WarningNotice,
)
from tui.switchboard.offers import Offers
from tui.switchboard.presence import Presence
from tui.untrusted import clean

if TYPE_CHECKING:
    from tui.journal.record import CallRecord
    from tui.journal.store import Journal
    from tui.phonebook.store import Book
    from tui.phones.memory import Memory
    from tui.recording.recorder import Recorder
    from tui.server.listener import Asked, EventServer
    from tui.switchboard.carrying import Desk
    from tui.switchboard.features import Features
    from tui.switchboard.installing import Installing
    from tui.switchboard.keeping import Keeper
    from tui.switchboard.orders import Orders
    from tui.switchboard.privacy import Privacy
    from tui.switchboard.rearming import Rearming

_log = logging.getLogger(__name__)
AGENT = "durchwahl"  # what our own requests call themselves


class Switchboard:
    """Starts its parts in order, stops them in the opposite one. Use it from one event loop."""

    def __init__(self, config: Config, paths: Paths, now: Callable[[], float] = time.time) -> None:
        self.config = config
        self.paths = paths
        self.now = now
        self.callers = Callers(config.dialing)
        self.board = Board()
        self.offers = Offers()
        self.expectations = Expectations()
        self.drivers: dict[str, PhoneDriver] = {}
        self.presence = Presence(
            config, self.board, self.drivers, self._changed, self.publish, now, self._examine
        )
        self.directory = Directory(self)
        self.able = False  # to carry out commands: what that takes is loaded behind the first frame
        self.url = ""
        self.port = 0
        self.services = {service: ServiceNotice(service, ServiceState.STARTING) for service in Service}
        self.memory: Memory | None = None  # of the phones; read with the first driver
        self.recorder: Recorder | None = None  # who writes down what the phones and we say; before the start
        self._journal: Journal | None = None
        self._keeper: Keeper | None = None  # of the journal, for whoever records
        self._server: EventServer | None = None
        self._subscribers: list[Callable[[Notice], None]] = []
        self._tasks: set[asyncio.Task[None]] = set()
        self._stirred = asyncio.Event()
        self._nameless: dict[int, Call] = {}  # what was recorded before the phone book was there
        self._notes: dict[int, str] = {}  # those written since the start

    # the parts that carry out commands

    @cached_property
    def desk(self) -> Desk:
        """What an order needs."""
        from tui.switchboard.carrying import Desk
        from tui.switchboard.consent import Consents

        return Desk(
            self.config,
            self.board,
            self.callers,
            self.drivers,
            self.expectations,
            self.presence,
            Consents(self.publish),
            self._record,
            self.now,
            lambda: self.memory,
            lambda phone: self.rearming.advice(phone),
        )

    @cached_property
    def orders(self) -> Orders:
        from tui.switchboard.orders import Orders

        return Orders(self.desk)

    @cached_property
    def features(self) -> Features:
        from tui.switchboard.feature_means import through
        from tui.switchboard.features import Features

        return Features(self.config, self.board, self.drivers, through(self), self.now)

    @cached_property
    def installing(self) -> Installing:
        from tui.switchboard.installing import Installing

        return Installing(self)

    @cached_property
    def rearming(self) -> Rearming:
        from tui.switchboard.rearming import Rearming

        return Rearming(self, self.installing, self._spawn)

    @cached_property
    def privacy(self) -> Privacy:
        from tui.switchboard.privacy import Privacy

        return Privacy(self.config.journal, self.callers)

    # who looks on

    def subscribe(self, subscriber: Callable[[Notice], None]) -> Callable[[], None]:
        """Calls `subscriber` with every notice from now on; the result ends that."""
        self._subscribers.append(subscriber)
        return lambda: self._subscribers.remove(subscriber)

    def publish(self, notice: Notice) -> None:
        """Tells everyone who looks on. What fails in showing an event must not lose it for the calls."""
        for subscriber in list(self._subscribers):
            try:
                subscriber(notice)
            except Exception:  # an outer wall: the phone waits for its answer, and the others for the notice
                _log.exception("%s was not shown", type(notice).__name__)

    @property
    def journal(self) -> Journal:
        """The open journal. Raises `DurchwahlError` while it is not."""
        if self._journal is None:
            raise DurchwahlError("journal_not_open")
        return self._journal

    @property
    def book(self) -> Book:
        return self.directory.book

    @property
    def has_journal(self) -> bool:
        return self._journal is not None

    def status(self, phone: str) -> PhoneStatus:
        """What is known of a configured phone."""
        return self.presence.status(phone)

    # coming up and going down

    async def start(self, *, events_required: bool = False) -> None:
        """Brings the services up. Each failure is published; the first that is fatal is raised.

        Without a journal no event may be answered, so nothing else starts. A taken port leaves the rest
        usable, unless `events_required`: dialling, history and contacts need no events.
        """
        await asyncio.to_thread(load_adapters)  # half a second of imports that must not block the loop
        self.able = True
        await self._begin(Service.JOURNAL, self._open_journal)
        self._spawn("deadlines", self._watch_deadlines())
        if self.config.events.receive or events_required:
            await self._listen(events_required)
        else:
            self._service(ServiceNotice(Service.EVENTS, ServiceState.OFF))
        self._spawn("contacts", self.directory.run(self._begin))
        for name in self.config.phones:
            await self._connect(name)
        self._spawn("rearming", self.rearming.keep())

    async def _listen(self, required: bool) -> None:
        try:
            await self._begin(Service.EVENTS, self._open_server)
        except DurchwahlError as error:
            _log.warning("The action-URL server did not start: %s", error)
            if required:
                raise

    async def stop(self) -> None:
        """Stops in the opposite order; what phones have been told is in the journal, is on disk."""
        if self._server is not None:
            await self._server.stop()
            self._server = None
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for driver in self.drivers.values():
            await driver.aclose()
        if self.memory is not None:
            await asyncio.to_thread(self.memory.flush)
        await self.directory.close()
        if self._keeper is not None:
            await self._keeper.close()
            self._keeper = self._journal = None

    async def _begin(self, service: Service, bring_up: Callable[[], Coroutine[Any, Any, str]]) -> None:
        self._service(ServiceNotice(service, ServiceState.STARTING))
        try:
            detail = await bring_up()
        except DurchwahlError as error:
            self._service(ServiceNotice(service, ServiceState.FAILED, str(error)))
            raise
        self._service(ServiceNotice(service, ServiceState.READY, detail))

    def _service(self, notice: ServiceNotice) -> None:
        self.services[notice.service] = notice
        self.publish(notice)

    async def _open_journal(self) -> str:
        from tui.switchboard.keeping import Keeper
        from tui.switchboard.recovery import recover
        from tui.switchboard.reporting import inform
        from tui.switchboard.upkeep import begun

        inform(self.board, self.config)
        keeper = self._keeper = Keeper(self.paths, self.publish, self._now_writable)
        self._journal = await keeper.open()
        if self._journal.writable:
            unmatched = await recover(self._journal, self.board, self.callers)
            self._nameless = {record.call.id: record.call for record in unmatched}
        self._spawn("keeper", keeper.keep())
        self._spawn("upkeep", await begun(self))
        await self._record(RawEvent(self.now(), "", "durchwahl", EventKind.STARTED.value))
        return ""

    def _now_writable(self, journal: Journal) -> None:
        """What could only be read at the start can be written now; whoever shows calls may look again."""
        self._journal = journal
        self._service(ServiceNotice(Service.JOURNAL, ServiceState.READY))

    @property
    def _kept(self) -> Keeper:
        if self._keeper is None:
            raise DurchwahlError("journal_not_open")
        return self._keeper

    async def _connect(self, phone: str) -> None:
        """Makes the driver. What is in the way of one phone is told of it and does not stop the others."""
        try:
            self.drivers[phone] = await asyncio.to_thread(self._make_driver, self.config.phones[phone])
        except DurchwahlError as error:
            self.presence.broken(phone, str(error))
        else:
            self._spawn(f"presence {phone}", self.presence.keep(phone))

    def _make_driver(self, phone: PhoneConfig) -> PhoneDriver:
        """With its password; in a thread, since a keyring may wait for the user to unlock it."""
        from tui.config.secrets import password
        from tui.phones.memory import Memory
        from tui.phones.registry import make_driver
        from tui.phones.watching import watched

        if self.memory is None:
            self.memory = Memory.load(self.paths)
        with watched(self.recorder):
            return make_driver(replace(phone, password=password(phone, self.paths)), self.memory)

    async def _open_server(self) -> str:
        from tui.config.tokens import Tokens
        from tui.phones.memory import Memory
        from tui.server.addresses import advertised
        from tui.server.listener import EventServer

        tokens = await asyncio.to_thread(Tokens.load, self.paths)
        names = self.config.phones
        routes = await asyncio.to_thread(
            lambda: {tokens.of(name): (name, phone.vendor) for name, phone in names.items()}
        )
        if tokens.set_aside is not None:
            self.publish(WarningNotice(say("tokens_set_aside", file=tokens.set_aside)))
        if self.memory is None:
            self.memory = await asyncio.to_thread(Memory.load, self.paths)
        if self.memory.set_aside is not None:
            self.publish(WarningNotice(say("phones_set_aside", file=self.memory.set_aside)))
        server = EventServer(self._receive, routes, self.now, files=self.installing.file)
        server.on_request = self._asked
        if self.recorder is not None:
            self.recorder.keep_out(*routes)
            server.on_received = self.recorder.received
        self.port = await server.start(self.config.events.host, self.config.events.port)
        self._server = server
        first = next(iter(self.config.phones.values()), None)
        peer = first.host if first else ""
        events = self.config.events
        host = await asyncio.to_thread(advertised, events.advertise or events.host, peer)
        self.url = f"http://{host}:{self.port}"
        return self.url

    def _asked(self, asked: Asked) -> None:
        self.installing.asked(asked)
        if asked.status == 200 and not asked.phone and asked.agent != AGENT:
            self.publish(GreetedNotice(self.url, asked.peer, asked.at, clean(asked.agent, 120)))

    async def contacts_known(self) -> None:
        """The phone book says something new: who calls may be known now, or another."""
        for call in self.board.calls():
            self._publish_call(CallChange(call, call))
        if not self.directory.complete:
            return
        named = [record for record in map(self.callers.record, self._nameless.values()) if record.contact]
        self._nameless.clear()
        self._kept.save(named)

    def midnight(self) -> float:
        """The beginning of this day on this machine, in epoch seconds."""
        now = datetime.fromtimestamp(self.now(), UTC).astimezone()
        return now.replace(hour=0, minute=0, second=0, microsecond=0).timestamp()

    async def last_dialled(self) -> str | None:
        """The number of the newest outgoing call, as the journal keeps it."""
        for record in await self.journal.page(Filter(direction=Direction.OUT), 0, 1):
            return record.number
        return None

    async def note(self, call_id: int, text: str) -> None:
        """Replaces the note of a call. Raises `NotFoundError`."""
        self._notes[call_id] = await self.journal.set_note(self._kept.number(call_id), text)
        call = self.board.call(call_id)
        if call is not None:  # not as the journal has it: an event may overtake the reading
            self._publish_call(CallChange(call, call))
            return
        record = await self.journal.get(call_id)
        if record is not None:
            self.publish(CallNotice(record, CallChange(record.call, record.call)))

    async def check(self, phone: str) -> None:
        """The user wants the phone asked again: a login that was refused may be tried once more."""
        await self.presence.check(phone)

    async def picture(self, phone: str) -> bytes:
        """The phone's screen as the phone sends it: hostile until it is decoded. Raises `PhoneError`."""
        driver = self.desk.driver(phone)
        lack = driver.lacks(Ability.PICTURE)
        if lack:
            raise PhoneError(lack, cause="no-remote-control", phone=phone)
        try:
            return await driver.picture()
        except PhoneError as error:
            self.presence.lost(phone, error)
            raise

    async def _examine(self, driver: PhoneDriver) -> Probe:
        from tui.phones.moved import told_if_moved
        from tui.phones.probing import examine

        assert self.memory is not None  # it was read before the first driver was made
        probe = await examine(driver, self.config.phones[driver.name], self.memory)
        if probe.mac:
            self.memory.learn_mac(driver.name, probe.mac)
        return await told_if_moved(probe, self.memory.mac(driver.name), self.config.phones[driver.name])

    # events

    async def _receive(self, raw: RawEvent) -> None:
        """What the server calls: when it returns, the event is on disk."""
        await self._record(raw)

    async def _record(self, raw: RawEvent) -> None:
        from tui.phones.decoding import decode

        kept = self.privacy.kept(raw)
        seq = self.privacy.number() if kept is None else await self._kept.append(kept)
        event = decode(kept or raw, seq)
        if event is not None:
            self._take(event, raw)

    def _take(self, event: PhoneEvent, raw: RawEvent) -> None:
        self.publish(EventNotice(event, raw.source, raw.name))
        self._changed(self.board.apply(event), event.seq)
        if raw.source != "durchwahl":
            self.presence.heard(event)
        self._stirred.set()

    def _changed(self, changes: tuple[Change, ...], seq: int | None = None) -> None:
        records: list[CallRecord] = []
        for change in changes:
            self.features.seen(change)
            if isinstance(change, CallChange):
                records.append(self._publish_call(change))
                self.expectations.seen(change)
            else:
                self.publish(PhoneNotice(self.status(change.phone.name)))
        if records:
            self._kept.save(records, as_of=seq)  # queued before anything that comes later

    def _publish_call(self, change: CallChange) -> CallRecord:
        record = replace(self.callers.record(change.call), note=self._notes.get(change.call.id, ""))
        if not self.directory.complete:
            self._nameless[change.call.id] = change.call
        self.publish(CallNotice(record, change))
        return record

    async def _watch_deadlines(self) -> None:
        """Closes calls of which nothing more is heard, when their time has come."""
        while True:
            deadline = self.board.next_deadline()
            self._stirred.clear()
            wait = None if deadline is None else max(0.0, deadline - self.now())
            with suppress(TimeoutError):
                async with asyncio.timeout(wait):  # Python 3.11's wait_for can swallow a cancellation
                    await self._stirred.wait()
                continue
            self._changed(self.board.expire(self.now()))

    # background

    def _spawn(self, name: str, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work, name=name)
        self._tasks.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if task.cancelled() or task.exception() is None:
            return
        _log.error("%s failed", task.get_name(), exc_info=task.exception())
