"""The people in the office, steered by lines of text: for training, and for tests of the whole program."""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import Callable

from tui.simulator.office import Office
from tui.simulator.party import Party
from tui.simulator.phone import SimulatedPhone

_MAX_LINE = 1_000


class Hand:
    """Obeys lines such as `a answer`, `a press OK`, `a dial 23`, `02214710123 call 22 Anna Müller`.

    Phones: answer reject hang-up pick-up put-down hold resume swap dial press transfer deflect allow deny
    mute dnd reboot log-off log-on reg-failed unplug plug-in web-on web-off. Parties (by number): call
    anonymous answer hang-up hold resume dtmf.
    """

    def __init__(self, office: Office) -> None:
        self._office = office

    def obey(self, line: str) -> bool:
        """Do what one line says. False: it made no sense or had no effect; that is told as an activity."""
        words = line.split(maxsplit=3)
        if not words:
            return True
        who, verb = words[0], words[1] if len(words) > 1 else ""
        rest = words[2:]
        phone = self._office.phones.get(who)
        if phone is not None:
            done = self._at_phone(phone, verb, rest)
        elif who.lstrip("+").isdigit():
            done = self._at_party(self._office.party(who), verb, rest)
        else:
            done = None
        if not done:
            problem = "not understood" if done is None else "no effect"
            self._office.journal.note("hand", who, line=line[:200], problem=problem)
        return bool(done)

    def _at_phone(self, phone: SimulatedPhone, verb: str, rest: list[str]) -> bool | None:
        acts: dict[str, Callable[[], object]] = {
            "answer": phone.answer,
            "reject": phone.reject,
            "hang-up": phone.hang_up,
            "pick-up": phone.pick_up,
            "put-down": phone.put_down,
            "hold": phone.hold,
            "resume": phone.resume,
            "allow": phone.allow_remote_control,
            "deny": phone.deny_remote_control,
            "mute": phone.device.mute,
            "dnd": lambda: phone.device.set_dnd(not phone.device.dnd),
            "reboot": phone.reboot,
            "swap": phone.device.swap,
            "log-off": phone.lose_registration,
            "reg-failed": lambda: phone.lose_registration(failed=True),
            "log-on": phone.register,
            "unplug": lambda: phone.do(phone.unplug()),
            "plug-in": lambda: phone.do(phone.plug_in()),
            "web-on": lambda: phone.do(phone.switch_web(on=True)),
            "web-off": lambda: phone.do(phone.switch_web(on=False)),
        }
        with_argument: dict[str, Callable[[str], bool]] = {
            "dial": phone.dial,
            "press": phone.press,
            "transfer": phone.device.blind_transfer,
            "deflect": phone.deflect,
        }
        try:
            if verb in acts and not rest:
                return acts[verb]() is not False
            if verb in with_argument and len(rest) == 1:
                return with_argument[verb](rest[0])
        except ValueError:
            return None
        return None

    def _at_party(self, party: Party, verb: str, rest: list[str]) -> bool | None:
        if verb == "call" and rest:
            party.call(rest[0], display_name=rest[1] if len(rest) > 1 else None)
        elif verb == "anonymous" and len(rest) == 1:
            party.call(rest[0], anonymous=True)
        elif verb == "dtmf" and len(rest) == 1:
            party.dtmf(rest[0])
        elif verb == "answer" and not rest:
            party.answer()
        elif verb == "hang-up" and not rest:
            party.hang_up()
        elif verb in ("hold", "resume") and not rest:
            party.hold(verb == "hold")
        else:
            return None
        return True

    def follow_stdin(self) -> None:
        """Obey standard input from now on. A thread reads it, for a console cannot be awaited everywhere."""
        loop = asyncio.get_running_loop()

        def read() -> None:
            rest = b""
            # os.read, not sys.stdin: a thread inside a buffered reader would stop the interpreter's exit.
            while chunk := os.read(0, 4096):
                *lines, rest = (rest + chunk).split(b"\n")
                rest = rest[-_MAX_LINE:]
                for line in lines:
                    text = line.decode("utf-8", "replace")
                    if loop.is_closed():
                        return
                    loop.call_soon_threadsafe(self.obey, text)

        threading.Thread(target=read, name="hand", daemon=True).start()
