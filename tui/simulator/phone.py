"""One simulated desk phone as tests, demo and training handle it: its keys, its user, its log."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable, Coroutine

from tui.simulator import snom, snom_events, yealink, yealink_events
from tui.simulator.activity import Journal
from tui.simulator.auth import Gate, SnomLock, YealinkLock
from tui.simulator.booting import Booting
from tui.simulator.call import Leg, LegState
from tui.simulator.device import Device
from tui.simulator.exchange import Exchange
from tui.simulator.faults import faults_from
from tui.simulator.happening import Happening
from tui.simulator.profile import PhoneProfile
from tui.simulator.prompt import Prompt
from tui.simulator.screen import lines_of
from tui.simulator.sender import Sender, Sent
from tui.simulator.settings import initial_settings
from tui.simulator.snom_keys import SnomKeys
from tui.simulator.snom_keys import known_key as snom_knows
from tui.simulator.unit import Settings, Unit
from tui.simulator.web import Front, Received
from tui.simulator.yealink_keys import YealinkKeys
from tui.simulator.yealink_keys import known_key as yealink_knows


class SimulatedPhone:
    """Made by the Office. `now`: monotonic seconds for the lock-out; `seed` makes it deterministic."""

    def __init__(
        self,
        profile: PhoneProfile,
        exchange: Exchange,
        journal: Journal,
        *,
        seed: int,
        now: Callable[[], float],
    ) -> None:
        self.profile = profile
        self.faults = faults_from(profile.faults)
        self._journal = journal
        self._rng = random.Random(f"{seed}/{profile.name}")  # noqa: S311  no secret comes from it
        self._tasks: set[asyncio.Task[None]] = set()
        self._timers: set[asyncio.TimerHandle] = set()
        settings = Settings(initial_settings(profile, exchange.host))
        snomish = profile.vendor == "snom"
        agent = (snom if snomish else yealink).user_agent(profile)
        sender = Sender(agent, profile.encoding, self.faults, self._rng, self._posted, profile.host)
        sender.timeout = profile.event_timeout
        gate = Gate(
            scheme=profile.auth_scheme,
            user=profile.user,
            password=profile.password,
            realm=f"snom {profile.model_name}" if snomish else "yealink",
            lock=SnomLock(now, profile.lock_seconds or 60.0)
            if snomish
            else YealinkLock(now, profile.lock_seconds or 180.0),
            nonces=lambda: f"{self._rng.getrandbits(128):032x}",
        )
        self._unit = Unit(profile, journal, self._rng, self.faults, settings, gate, sender, self.reboot)
        self.device = Device(
            [profile.number, *profile.lines],
            exchange,
            self._report,
            display_name=profile.display_name,
            max_calls=profile.max_calls,
            call_waiting=profile.call_waiting,
            attended_outside=profile.attended_outside,
        )
        self._unit.device = self.device
        self._prompt = Prompt(settings)
        self._build(now)

    def _build(self, now: Callable[[], float]) -> None:
        unit, profile = self._unit, self.profile
        self._keys: SnomKeys | YealinkKeys
        self._events: snom_events.SnomEvents | yealink_events.YealinkEvents
        if profile.vendor == "snom":
            self._keys = SnomKeys(self.device, now, profile)
            self._events = snom_events.SnomEvents(unit)
            self._web: snom.Snom | yealink.Yealink = snom.Snom(unit, self._keys)
            self._front = Front(unit, self._web.answer, snom.SERVER, breaks=True)
        else:
            events = yealink_events.YealinkEvents(unit)
            self._events = events
            self._keys = YealinkKeys(self.device, profile, self._report, now)
            self._web = yealink.Yealink(unit, self._keys, events, self._prompt, self._report)
            self._front = Front(unit, self._web.answer, yealink.SERVER, breaks=False, closes_http=True)
        self._front.certificate, self._front.switched_on = profile.certificate, profile.web
        self._asked = False
        self._booting = Booting(unit, self._keys, self._web)
        self._web.take_over()

    # --- life ------------------------------------------------------------------------------

    async def start(self) -> None:
        """Listen and begin to send. OSError when a port is taken, UsageError for a bad certificate."""
        await self._front.start()
        self._keep(self._unit.sender.run())
        if self.profile.announce_boot:
            self._boot()
        else:
            self._ask_network()

    async def stop(self) -> None:
        """Let go of everything; calls just vanish."""
        for timer in self._timers:
            timer.cancel()
        self.device.up = False
        await self._web.stop()
        await self._front.stop()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def unplug(self) -> None:
        """Pull the network cable: connections are refused, calls vanish."""
        self.device.power_off()
        await self._front.stop()

    async def plug_in(self) -> None:
        """Back on the same port, freshly booted."""
        await self._front.start()
        self._boot()

    def reboot(self) -> None:
        """Calls vanish, unsent events too; after `boot_seconds` it is back and says so."""
        self.device.power_off()
        self._unit.sender.forget()
        self._unit.note("boot", stage="down")
        self._later(self.profile.boot_seconds, self._boot)

    async def switch_web(self, on: bool) -> None:
        """Switch the web interface; the phone itself goes on."""
        await self._front.stop()
        self._front.switched_on = on
        await self._front.start()

    async def use_certificate(self, path: str) -> None:
        """From now on it shows another certificate, at the same port."""
        await self._front.stop()
        self._front.certificate = path
        await self._front.start()

    def _boot(self) -> None:
        if isinstance(self._events, yealink_events.YealinkEvents):
            self._events.reset()
        self._booting.boot()
        self._ask_network()

    def _ask_network(self) -> None:
        if (work := self._booting.announcing()) is not None:
            self._keep(work)

    def point_events(self, base: str) -> None:
        """Send every documented event below `base` from now on, also after a reboot."""
        below = (
            yealink_events.urls_below(base, old_firmware=self.profile.old_firmware)
            if self.profile.vendor == "yealink"
            else snom_events.urls_below(base)
        )
        for setting, url in below.items():
            self._unit.settings.put(setting, url, store=True)

    def lose_registration(self, *, failed: bool = False) -> None:
        """The PBX drops the phone's identities, or refuses them."""
        self.device.switches.unregister(failed=failed)

    def register(self) -> None:
        """It is at the PBX again."""
        self.device.switches.register()

    # --- looking ---------------------------------------------------------------------------

    @property
    def name(self) -> str:
        return self.profile.name

    @property
    def number(self) -> str:
        return self.profile.number

    @property
    def port(self) -> int:
        """The port it listens on; 0 before it was started."""
        return self._unit.port

    @property
    def url(self) -> str:
        """Where its commands go: the https address if it has no other."""
        if self.profile.https_only and self.secure_url:
            return self.secure_url
        return f"http://{self.profile.host}:{self.port}"

    @property
    def secure_url(self) -> str:
        """The https address, "" without a certificate."""
        return f"https://{self.profile.host}:{self._unit.tls_port}" if self._unit.tls_port else ""

    @property
    def screen(self) -> list[str]:
        """The lines of text on its screen."""
        return lines_of(self._unit, self._keys, self._prompt.pending)

    @property
    def requests(self) -> list[Received]:
        """Every HTTP request so far, oldest first."""
        return self._front.requests

    @property
    def happened(self) -> list[str]:
        """The names of all events so far, sent or not."""
        return self._unit.happened

    @property
    def sent(self) -> list[Sent]:
        """What the sender did with each event that has a URL."""
        return self._unit.sent

    @property
    def settings(self) -> Settings:
        return self._unit.settings

    @property
    def calls(self) -> list[Leg]:
        """The calls that are not over."""
        return self.device.legs

    @property
    def prompting(self) -> bool:
        """Does it ask "Allow remote control?"."""
        return bool(self._prompt.pending)

    @property
    def state(self) -> str:
        """idle, dialing, ringing, talking or held: of the call on the screen."""
        leg = self.device.selected
        return "idle" if leg is None else _state(leg)

    def call_id(self, leg: Leg) -> str:
        """The id of a call as this phone's events give it (Snom: without host)."""
        if isinstance(self._events, yealink_events.YealinkEvents):
            return str(self._events.id_of(leg))
        return leg.call_id

    # --- a person's hand -------------------------------------------------------------------

    def press(self, key: str) -> bool:
        """Press a key by its vendor's name. False: no effect. ValueError: the phone has no such key."""
        known = snom_knows(key) if self.profile.vendor == "snom" else yealink_knows(key)
        if not known:
            raise ValueError(f"no key {key} on a {self.profile.vendor}")
        if self._prompt.pending and key in ("OK", "X", "CANCEL"):
            return self.allow_remote_control() if key == "OK" else self.deny_remote_control()
        effect = self._keys.press(key, "handset" if self.device.hook == "handset" else "speaker")
        self._unit.note("key", key=key, effect=effect, by="hand")
        return effect

    def pick_up(self) -> bool:
        """Lift the handset; answers what rings."""
        return self._keys.press("OFFHOOK")

    def put_down(self) -> None:
        """Replace the handset."""
        self.device.put_down()

    def answer(self) -> bool:
        return self.device.answer()

    def reject(self) -> bool:
        return self.device.reject()

    def hang_up(self) -> bool:
        return self.device.hang_up()

    def deflect(self, number: str) -> bool:
        """Send the call that rings on, unanswered."""
        return self.device.deflect(number)

    def hold(self) -> bool:
        return self.device.hold()

    def resume(self) -> bool:
        return self.device.resume()

    def dial(self, number: str, line: str = "") -> bool:
        return self._keys.dial(number, line)

    def allow_remote_control(self) -> bool:
        """Press OK at "Allow remote control?"."""
        done = self._prompt.allow()
        if done:
            self._unit.note("prompt", answer="allowed")
        return done

    def deny_remote_control(self) -> bool:
        done = self._prompt.deny()
        if done:
            self._unit.note("prompt", answer="denied")
        return done

    # --- waiting ---------------------------------------------------------------------------

    async def wait_for(self, wanted: str | Callable[[SimulatedPhone], bool], within: float = 5.0) -> None:
        """Until any call of the phone is in state `wanted` ("idle": none is), or the condition holds."""
        if callable(wanted):
            await self._journal.watch.until(lambda: wanted(self), within, f"condition at {self.name}")
            return

        def reached() -> bool:
            return not self.calls if wanted == "idle" else any(_state(x) == wanted for x in self.calls)

        await self._journal.watch.until(reached, within, f"{self.name} {wanted} (is {self.state})")

    async def wait_for_event(self, event: str, count: int = 1, within: float = 5.0) -> None:
        """Until `event` has happened `count` times and, where it has a URL, was sent."""

        def seen() -> bool:
            return self.happened.count(event) >= count and self._unit.sender.idle

        await self._journal.watch.until(seen, within, f"{event} at {self.name}: {self.happened}")

    async def wait_until_sent(self, within: float = 5.0) -> None:
        """Until no event waits to be sent."""
        await self._journal.watch.until(lambda: self._unit.sender.idle, within, f"{self.name} sends")

    # --- inside ----------------------------------------------------------------------------

    def _report(self, what: Happening, leg: Leg | None, detail: str) -> None:
        if what in (Happening.DND_ON, Happening.DND_OFF) and isinstance(self._web, snom.Snom):
            on, name = "on" if what is Happening.DND_ON else "off", self._web.settings.dnd
            if self._unit.settings.get(name) != on:  # by key; a setting is kept only if that is asked
                self._unit.settings.put(name, on, store=True)
        details: dict[str, object] = {"what": what.value}
        if leg is not None:
            details |= {
                "direction": "in" if leg.incoming else "out",
                "remote": leg.remote.number,
                "name": leg.remote.name,
                "state": _state(leg),
                "call_id": self.call_id(leg),
            }
            if leg.reason is not None:
                details["reason"] = leg.reason.value
        if detail:
            details["detail"] = detail
        self._unit.note("call" if leg is not None else "phone", **details)
        self._events.report(what, leg, detail)
        self._journal.watch.changed()

    def _posted(self, sent: Sent) -> None:
        self._unit.posted(sent)

    def watch_prompt(self) -> None:
        """The office calls this after each activity: a question that appeared is told once."""
        if not self._prompt.pending:
            self._asked = False
        elif not self._asked:
            self._asked = True
            self._unit.note("prompt", address=self._prompt.pending)
            if self.profile.prompt_after is not None:
                self._later(self.profile.prompt_after, self.allow_remote_control)

    def _later(self, seconds: float, act: Callable[[], object]) -> None:
        def run() -> None:
            self._timers.discard(timer)
            act()

        timer = asyncio.get_running_loop().call_later(seconds, run)
        self._timers.add(timer)

    def do(self, work: Coroutine[object, object, None]) -> None:
        """Let `work` go on in the background until the phone stops."""
        self._keep(work)

    def _keep(self, work: Coroutine[object, object, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            self._unit.note("problem", problem=str(error) or type(error).__name__)


def _state(leg: Leg) -> str:
    return "held" if leg.state is LegState.TALKING and leg.on_hold else leg.state.value
