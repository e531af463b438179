"""Gives the soak's plays: by the program's commands and by the hands of users, and watches what SIP makes of it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, Final

from tests.lab.baresip import FarEnd
from tests.lab.desk_phone import DeskPhone
from tests.lab.laboratory import Laboratory
from tests.lab.soak_cues import cue, far_calls
from tests.lab.soak_judge import ends_told, is_of, reported
from tests.lab.soak_plan import FAR, Act, Play, Step, number_of
from tests.lab.soak_truth import Track
from tui.control.client import ControlClient
from tui.control.protocol import RemoteError
from tui.errors import DurchwahlError

_CUE: Final = 2.5  # seconds in which the situation that a step needs has to come about
_EFFECT: Final = 4.0  # … in which SIP has to show what was done
_END: Final = 12.0  # … in which all calls of a play have to be over once everybody hangs up
_DRAIN: Final = 30.0  # … and every report of them sent
_LINGER: Final = 4.0  # … and the program to close its calls: a reject that a Snom is silent about takes 3
_REGISTERED: Final = 45.0  # … and every phone to find the server that is back: they ask every 30
_COMMANDS: Final = {
    Act.ANSWER: "answer", Act.REJECT: "reject", Act.HANG_UP: "hangup", Act.HOLD: "hold", Act.RESUME: "resume",
    Act.SWAP: "swap", Act.MUTE: "mute", Act.UNMUTE: "unmute", Act.DIGITS: "dtmf", Act.TRANSFER: "transfer",
    Act.CONSULT: "consult", Act.COMPLETE: "complete", Act.RETURN: "return", Act.DEFLECT: "deflect",
    Act.CONFER: "conference",
}  # fmt: skip
_BY_HAND: Final = {
    Act.DIAL: "dial", Act.ANSWER: "answer", Act.REJECT: "reject", Act.HANG_UP: "hang-up", Act.HOLD: "hold",
    Act.RESUME: "resume", Act.SWAP: "swap", Act.MUTE: "mute", Act.UNMUTE: "mute", Act.TRANSFER: "transfer",
    Act.CONSULT: "dial", Act.COMPLETE: "join", Act.RETURN: "hang-up", Act.DEFLECT: "transfer",
    Act.CONFER: "conference", Act.DND_ON: "dnd-on", Act.DND_OFF: "dnd-off",
}  # fmt: skip
_UNSEEN: Final = frozenset({Act.MUTE, Act.UNMUTE, Act.DIGITS, Act.DND_ON, Act.DND_OFF})  # by SIP
_UNREPORTED: Final = frozenset({Act.MUTE, Act.UNMUTE, Act.DIGITS, Act.CONFER, Act.DND_ON, Act.DND_OFF})


@dataclass(frozen=True, slots=True)
class Asked:
    """A command, and what came of it. `status` is the exit status that the command line would have had."""

    play: int
    who: str
    act: Act
    seconds: float
    confirmed: bool
    status: int = 0
    text: str = ""
    worked: bool = True  # SIP showed it, without anybody's help


@dataclass(frozen=True, slots=True)
class Given:
    """A play that is over. `clean`: nothing went wrong on purpose, in it or in the play before it at its phones."""

    play: Play
    begun: float
    ended: float
    clean: bool


@dataclass(frozen=True, slots=True)
class Complaint:
    """Something that must not be, met on the way. `play` is the number of the play."""

    play: int
    what: str


@dataclass(slots=True)
class Stage:
    """`clients`: a connection to the running program for each phone, kept from the first play to the last."""

    lab: Laboratory
    phones: dict[str, DeskPhone]
    far: dict[str, FarEnd]
    clients: dict[str, ControlClient]
    tracks: dict[str, Track] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    given: list[Given] = field(default_factory=list)
    complaints: list[Complaint] = field(default_factory=list)
    missed_cues: int = 0
    helped: int = 0  # done by hand where the command had no effect
    _haunted: set[str] = field(default_factory=set)  # phones with calls on the board whose end was lost
    _off: set[str] = field(default_factory=set)
    _dnd: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.tracks = {name: Track(name) for name in self.phones}

    # a play

    async def give(self, play: Play) -> None:
        """From the first step to the moment when all is quiet again at its phones."""
        mine = [name for name in play.cast if name in self.phones]
        clean = play.trouble is None and play.kind not in ("cut", "outage") and not self._haunted & set(mine)
        begun = time.time()
        self._faults(play, on=True)
        for step in play.steps:
            await asyncio.sleep(step.pause)
            for name in mine:
                clean = not await self._revive(play, name) and clean
            await self._step(play, step, clean)
        await self._clear(play)
        self._faults(play, on=False)
        await self._until(lambda: all(self.track(name).drained for name in mine), _DRAIN)
        for name in mine:
            await self._revive(play, name)
        self.given.append(Given(play, begun, time.time(), clean))
        for name in mine:
            await self._lingering(play, name)

    def _faults(self, play: Play, *, on: bool) -> None:
        trouble = play.trouble
        for name in trouble.phones if trouble else ():
            assert trouble is not None
            given: dict[str, Any] = dict.fromkeys(("lost", "repeated", "delay", "slow", "hangs"), 0.0)
            if on:
                given = {"lost": trouble.lost, "repeated": trouble.repeated, "delay": trouble.late,
                         "slow": trouble.slow, "hangs": float(trouble.hangs), "seed": trouble.seed}  # fmt: skip
            self.phones[name].faults(**given)

    async def _step(self, play: Play, step: Step, clean: bool) -> None:
        match step.act:
            case Act.WAIT:
                return
            case Act.POWER_CUT:
                await self._power_cut(step.who)
            case Act.POWER_BACK:
                await self._power_back(step.who)
            case Act.SERVER_GONE:
                await self.lab.server.stop()
            case Act.SERVER_BACK:
                await self._server_back()
            case _ if step.who in self._off:
                return
            case _ if step.who in FAR:
                await self._far_step(play, step)
            case _:
                await self._phone_step(play, step, clean)

    # at a phone

    async def _phone_step(self, play: Play, step: Step, clean: bool) -> None:
        ready, _ = cue(lambda: self.track(step.who), step)
        if play.strict and not await self._until(ready, _CUE):
            self.missed_cues += 1
            return
        if clean and step.command:  # who sits at the screen acts on what it shows
            await self._until(lambda: self.track(step.who).drained, _CUE)
        sensible = ready() and not self._in_the_dark(step)
        _, done = cue(lambda: self.track(step.who), step)  # as it is now
        if not step.command:
            self._by_hand(step)
        else:
            asked = await self._command(play, step)
            worked = step.act in _UNSEEN or await self._until(done, 2.0)
            self.asked.append(replace(asked, worked=worked))
            if clean and play.strict and sensible:
                self._judge(play, step, asked, worked)
            if worked or not play.strict:
                return
            self.helped += 1
            self._by_hand(step)
        if play.strict and step.act not in _UNSEEN:
            await self._until(done, _EFFECT)

    def _in_the_dark(self, step: Step) -> bool:
        """Whether the program may refuse for what it knows: a call rings, whose keys it does not press for another; or it
        could not learn that one is over, as when somebody rejects it at a Snom."""
        legs = self.track(step.who).legs[-8:]
        rings = step.act is Act.HANG_UP and any(leg.ringing for leg in legs)
        return rings or any(not leg.open and leg.told and not ends_told(leg) for leg in legs)

    def _judge(self, play: Play, step: Step, asked: Asked, worked: bool) -> None:
        """Where nothing goes wrong on purpose every sensible command works, and is confirmed."""
        if asked.text:
            self._complain(play, f"{step.who}: {step.act} was refused: {asked.text}")
        elif not worked:
            self._complain(play, f"{step.who}: {step.act} by command had no effect")
        elif not asked.confirmed and step.act not in _UNREPORTED:
            self._complain(play, f"{step.who}: {step.act} by command worked, and was not confirmed")

    def _by_hand(self, step: Step) -> None:
        phone = self.phones[step.who]
        if step.act in (Act.DND_ON, Act.DND_OFF):
            (self._dnd.add if step.act is Act.DND_ON else self._dnd.discard)(step.who)
        if step.act is Act.DIGITS:
            for digit in step.to:
                snom = phone.plan.vendor == "snom"
                phone.tell({"do": "press", "key": digit if snom or digit != "#" else "POUND"})
            return
        phone.user(_BY_HAND[step.act], number_of(step.to))

    async def _command(self, play: Play, step: Step) -> Asked:
        given: dict[str, Any] = {"phone": step.who}
        if step.act is Act.DIAL:
            do, given["text"] = "dial", number_of(step.to)
        elif step.act in (Act.DND_ON, Act.DND_OFF):
            self._dnd.add(step.who)
            do, given["feature"], given["where"] = "wish", "dnd", "phone"
            given["on"] = step.act is Act.DND_ON
        else:
            do, given["order"], given["argument"] = "order", _COMMANDS[step.act], number_of(step.to)
        begun = time.time()
        try:
            answer = await self.clients[step.who].ask(do, **given)
        except RemoteError as error:
            return Asked(
                play.number, step.who, step.act, time.time() - begun, False, error.exit_code, error.text
            )
        except DurchwahlError as error:
            self._complain(play, f"{step.who}: {step.act}: the program's connection: {error}")
            return Asked(play.number, step.who, step.act, time.time() - begun, False, 1, str(error))
        return Asked(play.number, step.who, step.act, time.time() - begun, bool(answer.get("confirmed")))

    def track(self, name: str) -> Track:
        """What SIP has shown of a phone by now."""
        track = self.tracks[name]
        track.feed(self.phones[name].said)
        return track

    # outside

    async def _far_step(self, play: Play, step: Step) -> None:
        far = self.far[step.who]
        match step.act:
            case Act.DIAL:
                before = far_calls(far)
                await far.dial(number_of(step.to))
                await self._until(lambda: bool(far_calls(far) - before), _CUE)
            case Act.ANSWER | Act.REJECT:
                if not await self._until(lambda: bool(far_calls(far, "CALL_INCOMING")), _CUE):
                    self.missed_cues += 1
                    return
                await (far.answer() if step.act is Act.ANSWER else far.hang_up())
            case _:
                if far_calls(far):
                    await far.hang_up()

    # faults

    async def _power_cut(self, name: str) -> None:
        cut_at = time.time()
        await self.phones[name].power_cut()
        self.track(name).reborn(cut_at)
        self._off.add(name)

    async def _power_back(self, name: str) -> None:
        phone = self.phones[name]
        registered = self.track(name).registered
        await phone.start()
        self._off.discard(name)
        if not await self._until(lambda: self.track(name).registered > registered, 10.0):
            self.complaints.append(Complaint(-1, f"the lab: {name} did not register again"))

    async def _revive(self, play: Play, name: str) -> bool:
        """Switches a phone on again whose process has ended by itself, which is as if it had lost its power. The user
        agents are another project's, and crash now and then."""
        if name in self._off or not self.phones[name].crashed:
            return False
        self.complaints.append(Complaint(play.number, f"the lab: {name} crashed"))
        await self.phones[name].power_cut()
        self.track(name).reborn(self.track(name).last)
        await self._power_back(name)
        return True

    async def _server_back(self) -> None:
        before = {name: self.track(name).registered for name in self.phones}
        marks = {name: len(far.events) for name, far in self.far.items()}
        await self.lab.server.start()

        def back() -> bool:
            return all(self.track(name).registered > count for name, count in before.items()) and all(
                any(event.type == "REGISTER_OK" for event in far.events[marks[name] :])
                for name, far in self.far.items()
            )

        if not await self._until(back, _REGISTERED):
            self.complaints.append(Complaint(-1, "the lab: not everybody registered again"))

    # the end of a play

    async def _clear(self, play: Play) -> None:
        """Everybody hangs up, until nobody has a call any more."""
        mine = [name for name in play.cast if name in self.phones]
        for name in [name for name in mine if name in self._off]:
            await self._power_back(name)
        deadline = time.monotonic() + _END
        while time.monotonic() < deadline:
            for name in mine:
                await self._revive(play, name)
                if self.track(name).open:
                    self.phones[name].user("clear")
                if name in self._dnd:
                    self._dnd.discard(name)
                    self.phones[name].user("dnd-off")
            for name in play.cast:
                if name in FAR and far_calls(self.far[name]):
                    await self.far[name].hang_up()
            if await self._until(lambda: self._quiet(play), 0.5):
                return
        for (
            name
        ) in mine:  # stuck on the SIP side: no fault of the program's, but the next play needs the phone
            if self.track(name).open:
                self.complaints.append(Complaint(play.number, f"the lab: a call of {name} did not end"))
                await self._power_cut(name)
                await self._power_back(name)

    def _quiet(self, play: Play) -> bool:
        return not any(
            far_calls(self.far[name]) if name in FAR else self.track(name).open for name in play.cast
        )

    async def features(self) -> list[str]:
        """Phones of which the program believes another state of do not disturb than they have, though they told it."""
        found = []
        for name, phone in self.phones.items():
            is_on = (await phone.state())["dnd"]
            believed = (await self.clients[name].ask("status", phone=name))["phones"][0]["dnd"]
            told = [report for report in self.track(name).reports if report.name in ("dnd_on", "dnd_off")]
            if believed is not is_on and told and told[-1].told:
                found.append(f"{name}: do not disturb is {is_on} at the phone, {believed} for the program")
        return found

    async def _lingering(self, play: Play, name: str) -> None:
        """Whether the program has closed every call of which it was told that it is over."""
        deadline = time.monotonic() + _LINGER
        while True:
            answer = await self.clients[name].ask("status", phone=name)
            left = [call for call in answer["phones"][0]["calls"] if self._was_told(name, call)]
            if not left or time.monotonic() > deadline:
                break
            await asyncio.sleep(0.1)
        for call in left:
            what = f"{name}: call {call['id']} is over, was reported so, and stays {call['state']}"
            self._complain(play, f"{what}; {self._about(name, call)}")
        self._haunted.discard(name)
        if answer["phones"][0]["calls"]:
            self._haunted.add(name)

    def _was_told(self, name: str, call: dict[str, Any]) -> bool:
        """Whether the end of a call that the program shows as open was reported to it."""
        track = self.track(name)
        legs = [leg for leg in track.legs if is_of(leg, call, self.phones[name].plan.vendor)]
        if not legs:
            return True
        others = [leg for leg in track.legs[-12:] if leg is not legs[-1]]
        return ends_told(legs[-1], others, ghosts=name in self._haunted)

    def _about(self, name: str, call: dict[str, Any]) -> str:
        legs = [leg for leg in self.track(name).legs if is_of(leg, call, self.phones[name].plan.vendor)]
        return f"{legs[-1]}, {reported(legs[-1])}" if legs else "no such call at the phone"

    def _complain(self, play: Play, what: str) -> None:
        self.complaints.append(Complaint(play.number, what))

    async def _until(self, true: Callable[[], bool], within: float) -> bool:
        deadline = time.monotonic() + within
        while not true():
            if time.monotonic() > deadline:
                return False
            await asyncio.sleep(0.02)
        return True
