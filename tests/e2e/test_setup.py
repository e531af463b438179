"""The whole set-up, 1 to 28, by keyboard alone in a real terminal, against a simulated phone."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.e2e.office import LOOPBACK, PASSWORD, free_port
from tests.e2e.program import Program, environment, run
from tests.e2e.terminal import TMUX, Terminal, terminal

pytestmark = [
    pytest.mark.skipif(TMUX is None, reason="tmux is not installed"),
    pytest.mark.timeout(240),
    pytest.mark.xdist_group("e2e-setup"),
]

_PLACE = re.compile(r"(?:Step|Schritt) (\d+) (?:of|von) 28")
_BUSY = re.compile(r"(?:esc cancel|Esc abbrechen)")
_MAIN = {"en": "Calls", "de": "Anrufe"}
_CALL = {"en": "Outgoing call", "de": "Ausgehender Anruf"}
_LEAVE_CLOSED = {"en": "○ leave it", "de": "○ so lassen"}  # whatever firewall this machine has is left alone
_WAITING = {"en": "Waiting for the browser", "de": "Warten auf die Anfrage"}
MOST_KEYS = 40


@dataclass
class Sitting:
    """One who sets up, and the keys that it takes."""

    at: Terminal
    lang: str
    vendor: str
    port: int
    phone: str
    phones: Program
    keys: int = 0
    stops: list[int] = field(default_factory=list)

    def step(self) -> int:
        """The step that is shown, once nothing is under way; 0 for the main screen."""
        screen = self.at.wait(
            lambda screen: (_PLACE.search(screen) or _MAIN[self.lang] in screen) and not _BUSY.search(screen),
            "a step, or the main screen",
        )
        found = _PLACE.search(screen)
        return int(found[1]) if found else 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.at.press(key)
        self.keys += len(keys)

    def type(self, text: str) -> None:
        self.at.type(text)
        self.keys += len(text)

    def enter(self) -> int:
        """Goes on, and tells where that led to: the same step where it stayed."""
        before = self.step()
        self.press("Enter")
        return self.after(before)

    def after(self, before: int) -> int:
        """The step behind `before`, which takes a moment to be left."""
        self.at.wait(lambda screen: not _at(screen, before), f"another step than {before}")
        self.stops.append(before)
        return self.step()

    def go(self, to: int) -> None:
        """By Enter and what has to be typed, until that step is reached; 0 is the end."""
        while (here := self.step()) != to:
            match here:
                case 3:
                    self.press("Tab", "Tab")
                    self.type("221")
                case 8:
                    self.type(self.phone)
                case 13:
                    self.type(PASSWORD)
                case 19 if _LEAVE_CLOSED[self.lang] in self.at.screen():
                    self.press("Down")
                case 21:  # in the place of a browser
                    self.at.wait(lambda screen: _WAITING[self.lang] in screen, "that it waits")
                    with urlopen(f"http://{LOOPBACK}:{self.port}/", timeout=10) as answer:
                        assert answer.read() == b"<TAPI>Receive OK</TAPI>"
                    self.at.wait(lambda screen: _finds(screen, "✓"), "that the request came")
                case 23 if self.vendor == "yealink":  # which would have to fetch a file, and be told to
                    self.press("Down")
                case 28 if self.vendor == "snom":
                    self.type("31")
                case _:
                    pass
            self.enter()


def _at(screen: str, number: int) -> bool:
    found = _PLACE.search(screen)
    return bool(found and int(found[1]) == number) or bool(_BUSY.search(screen))


def _finds(screen: str, glyph: str) -> bool:
    """Whether the step that is shown has a finding of that state, which is not told like those of a list."""
    return re.search(rf"^.* {re.escape(glyph)}  [^\s\d]", screen, re.MULTILINE) is not None


def _page(screen: str) -> str:
    """The right side, where a step is shown."""
    return "\n".join(line[38:] for line in screen.splitlines())


@contextmanager
def sitting(
    folder: Path, vendor: str, lang: str, port: int, size: tuple[int, int] = (120, 36), extra: str = ""
) -> Iterator[Sitting]:
    """The app on a configuration that says only at which port it listens here, and a phone beside it.
    `extra` are further lines of the phone's."""
    office = folder / "office.toml"
    office.write_text(
        f'[party."31"]\nafter = 0.3\n'
        f'[phone.a]\nvendor = "{vendor}"\nport = 0\nnumber = "22"\nuser = "admin"\npassword = "{PASSWORD}"\n'
        f"{extra}\n",
        encoding="utf-8",
    )
    config = folder / "config.toml"
    config.write_text(f'[events]\nhost = "{LOOPBACK}"\nport = {port}\n', encoding="utf-8")
    env = environment(folder / "home", lang)
    phones = Program("simulate", "--office", str(office), "--hands", env=env)
    try:
        url = phones.ready()["phones"][0]["url"]
        with terminal(*size, env, folder / "tmp") as at:
            at.start("--config", str(config), "--data-dir", str(folder / "data"))
            at.wait(lambda screen: _at(screen, 1), "the first step")
            yield Sitting(at, lang, vendor, port, url.removeprefix("http://"), phones)
    finally:
        phones.stop()


def states(folder: Path) -> dict[int, str]:
    """How the steps stand, as the command line tells it while the app runs."""
    env = environment(folder / "home")
    config, data = folder / "config.toml", folder / "data"
    told = run("setup", "--status", "--json", "--config", str(config), "--data-dir", str(data), env=env)
    return {step["number"]: step["state"] for step in told.json()["steps"]}


@pytest.mark.parametrize(
    ("vendor", "lang", "size"),
    [("snom", "de", (120, 36)), ("yealink", "en", (80, 24))],
    ids=["snom-de", "yealink-en"],
)
def test_the_whole_set_up_by_keyboard(vendor: str, lang: str, size: tuple[int, int], tmp_path: Path) -> None:
    with sitting(tmp_path, vendor, lang, free_port(), size) as at:
        assert at.step() == 1
        at.go(0)
        if vendor == "snom":
            assert "31" in at.at.wait(lambda screen: _CALL[lang] in screen, "the test call")
        found = states(tmp_path)
        assert sorted(found) == list(range(1, 29))
        left = {number: state for number, state in found.items() if state not in ("done", "skipped")}
        assert not set(left) - {18, 19}, left  # this machine's firewall is none of the test's business
        if vendor == "snom":
            at.at.press("x")
            at.at.wait(lambda screen: _CALL[lang] not in screen, "the end of the call")
        at.at.press("q")
        at.at.left()
    assert at.stops == sorted(at.stops)
    # A phone that is found in the network is chosen without typing its address.
    assert at.keys - len(at.phone) <= MOST_KEYS, at.stops


def test_a_wrong_password_and_a_taken_port_are_mended_on_the_way(tmp_path: Path) -> None:
    port, other = free_port(), free_port()
    with socket.socket() as taken:
        taken.bind((LOOPBACK, port))
        taken.listen()
        with sitting(tmp_path, "snom", "en", port) as at:
            at.go(13)
            at.type("wrong")
            assert at.enter() == 14
            at.press("Enter")
            at.at.wait(lambda screen: _finds(screen, "!"), "that the password is wrong")
            assert at.step() == 14
            at.press("Up")
            assert at.after(14) == 13
            at.go(17)
            at.at.wait(lambda screen: f"Port {port}" in _page(screen), "that the port is taken")
            at.press(*["BSpace"] * 5)
            at.at.wait(lambda screen: "Port         a number" in _page(screen), "an empty field")
            at.type(str(other))
            at.port = other
            at.go(0)
            found = states(tmp_path)
            assert found[14] == found[17] == found[23] == "done"
            at.at.press("x")
            at.at.no_card()
            at.at.press("q")
            at.at.left()


def test_leaving_in_the_middle_loses_nothing(tmp_path: Path) -> None:
    with sitting(tmp_path, "snom", "en", free_port()) as at:
        at.go(8)
        at.type("192.168.")
        at.press("C-q")
        at.at.wait(lambda screen: not _PLACE.search(screen), "the main screen")
        at.at.press("q")
        at.at.left()
        at.at.start("setup", "--config", str(tmp_path / "config.toml"), "--data-dir", str(tmp_path / "data"))
        at.at.wait(lambda screen: _at(screen, 7) or _at(screen, 8), "where it was left")
        if at.step() == 7:
            at.enter()
        at.at.wait(lambda screen: "192.168." in _page(screen), "what was typed")
        at.press("C-q")
        at.at.wait(lambda screen: not _PLACE.search(screen), "the main screen")
        at.at.press("q")
        at.at.left()


def leave(at: Sitting) -> None:
    """Out of the set-up and out of the app."""
    at.press("C-q")
    at.at.wait(lambda screen: not _PLACE.search(screen), "the main screen")
    at.at.press("q")
    at.at.left()


def test_the_phones_question_is_explained_and_waited_for(tmp_path: Path) -> None:
    with sitting(tmp_path, "yealink", "en", free_port(), extra='remote_control = "prompt"') as at:
        at.go(14)
        at.press("Enter")
        asked = "press OK on the phone"
        at.at.wait(lambda screen: asked in " ".join(screen.split()), "what to do at the phone")
        at.phones.tell("a allow")
        at.at.wait(lambda screen: _place(screen) == 15 and "✓ 14" in screen, "the step behind the test")
        leave(at)


def test_a_phone_without_remote_control_is_gone_on_with(tmp_path: Path) -> None:
    with sitting(tmp_path, "snom", "en", free_port(), extra='model = "D865"') as at:
        at.go(14)
        at.press("Enter")
        at.at.wait(lambda screen: _finds(screen, "!") and "ctrl+s" in screen.lower(), "what it cannot do")
        at.press("C-s")
        at.at.wait(lambda screen: _place(screen) == 15, "the step behind the test")
        leave(at)


def _place(screen: str) -> int:
    found = _PLACE.search(screen)
    return int(found[1]) if found else 0
