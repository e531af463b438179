"""Every state of the app that is tested, photographed or compared: a name, a setting and what happens in it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Final
from unittest.mock import patch

from tests.ui.clock import AFTER_MIDNIGHT
from tests.ui.set_up import COMMAND, SKIPPED, command_fields, set_up
from tests.ui.stage import Setting, Stage, stage
from tui.calls.facts import Forwarding, Identity, PhoneFacts
from tui.discovery.found import Attempt, Found, How, Progress, Report
from tui.discovery.search import OnProgress
from tui.i18n import say
from tui.phones.driver import Ability, Feature, Wish
from tui.phones.memory import CodeSent
from tui.setup.model import attention, skipped, still_open
from tui.simulator.people import sample_vcards
from tui.switchboard.consent import consent_text
from tui.switchboard.feature_state import Where
from tui.switchboard.notices import ConsentNotice
from tui.view.picture import Picture, encode

Play = Callable[[Stage], Awaitable[None]]

KNOWN: Final = "02214710501"  # Jürgen Lindner, Lindenhof Gartenbau KG
COMPANY: Final = "03023125187"  # an extension of Mühlenbach & Söhne that no card has
LOGISTICS: Final = "04066969340"  # Zoë Kröger
UNKNOWN: Final = "08999998717"
ENDLESS: Final = "089 99998-555"
HOSTILE: Final = (
    '[bold red]G[/]ratis\x1b[2J\x1b[31m <b>&remote=110&call_id=1 "$local" ‮txet\r\n\tEnde'.encode()
)

_ENDLESS_CARD: Final = """BEGIN:VCARD
VERSION:3.0
FN:Friedrich-Wilhelm von Hohenstein-Ingelfingen zu Langenburg
N:von Hohenstein-Ingelfingen zu Langenburg;Friedrich-Wilhelm;;;
ORG:Donaudampfschifffahrtsgesellschaft für Vermögensverwaltung und Beteiligungen mbH & Co. KGaA
TITLE:Bevollmächtigter für Sonderfragen der Binnenschifffahrt und der Fahrgastbetreuung
TEL;TYPE=WORK:089 99998-555
NOTE:Bitte niemals vor elf und nie nach vierzehn Uhr anrufen\\, sonst beschwert er sich bei allen, die es hören wollen oder auch nicht.
END:VCARD
BEGIN:VCARD
VERSION:3.0
FN:山田太郎とその仲間たちの長い名前の会社
N:山田;太郎;;;
ORG:東京貿易株式会社ドイツ支店
TEL;TYPE=WORK:069 90009-888
END:VCARD
""".replace("\n", "\r\n")


@dataclass(frozen=True, slots=True)
class Scene:
    """`setting` is what stands there before; `play` is what happens then."""

    name: str
    play: Play
    setting: Setting = field(default_factory=Setting)


SCENES: dict[str, Scene] = {}


def _scene(setting: Setting | None = None) -> Callable[[Play], Play]:
    """Enters the function as the scene of its name."""

    def enter(play: Play) -> Play:
        name = getattr(play, "__name__", "")
        SCENES[name] = Scene(name, play, setting or Setting())
        return play

    return enter


@asynccontextmanager
async def play_scene(
    name: str, *, lang: str = "en", size: tuple[int, int] = (120, 36), theme: str = "dark"
) -> AsyncIterator[Stage]:
    """The app in the state of that name. The same arguments give the same screen, to the letter."""
    scene = SCENES[name]
    setting = replace(scene.setting, lang=lang, size=size, theme=theme)
    async with stage(setting) as built:
        await scene.play(built)
        await built.settle()
        yield built


# at rest


@_scene(Setting(phones={}, history=False, contacts=None))
async def empty(on: Stage) -> None:
    """A fresh installation: nothing is configured."""


@_scene()
async def idle(on: Stage) -> None:
    """The calls of some days, two phones, nobody calls."""
    await on.desk.report("log_on")
    await on.side.report("registered")
    await on.desk.report("dnd_off")


@_scene(Setting(now=AFTER_MIDNIGHT))
async def after_midnight(on: Stage) -> None:
    """Two minutes into the day: the calls of "today" are yesterday's."""
    on.clock.forward(-180)
    call = await on.desk.ring(UNKNOWN)
    on.clock.forward(20)
    await on.desk.report("miss", call)
    await on.later(160)


# ringing


@_scene()
async def ringing(on: Stage) -> None:
    """Somebody well known calls."""
    await on.later(7)
    await on.desk.ring(KNOWN, "Lindner, Jürgen")


@_scene()
async def ringing_extension(on: Stage) -> None:
    """An extension that nobody has on a card, of a company that is known."""
    await on.desk.ring(COMPANY)


@_scene()
async def ringing_withheld(on: Stage) -> None:
    await on.desk.ring("", "anonymous")


@_scene()
async def ringing_hostile(on: Stage) -> None:
    """A display name with markup, escape sequences, parameters and a change of direction."""
    await on.desk.ring(UNKNOWN, HOSTILE)


@_scene()
async def ringing_two(on: Stage) -> None:
    """Both phones ring."""
    await on.desk.ring(KNOWN, "Lindner, Jürgen")
    await on.later(3)
    await on.side.ring(LOGISTICS)


# talking


@_scene()
async def talking(on: Stage) -> None:
    call = await on.desk.ring(KNOWN, "Lindner, Jürgen")
    await on.later(4)
    await on.desk.report("connect", call)
    await on.later(42)


@_scene()
async def held(on: Stage) -> None:
    await talking(on)
    await on.desk.report("hold", "3c3b96605001-desk")
    await on.later(23)


@_scene()
async def call_waiting(on: Stage) -> None:
    """A second call comes in during the first."""
    await talking(on)
    await on.desk.ring(COMPANY)
    await on.later(2)


@_scene()
async def dialling(on: Stage) -> None:
    await on.side.call("004066969340")
    await on.later(2)


# fields


@_scene()
async def dial_name(on: Stage) -> None:
    await on.press("d")
    await on.type("kröger")


@_scene()
async def dial_number(on: Stage) -> None:
    await on.press("d")
    await on.type("030 23125-110")


@_scene()
async def dial_trap(on: Stage) -> None:
    """An outside prefix in front of what might be the emergency number."""
    await on.press("d")
    await on.type("0112")


@_scene()
async def dial_invalid(on: Stage) -> None:
    await on.press("d")
    await on.type("xyz12")


@_scene()
async def search(on: Stage) -> None:
    await on.press("slash")
    await on.type("mül")


@_scene()
async def note(on: Stage) -> None:
    """The note that a call got some days ago, on its way to a longer one."""
    await on.press(*["down"] * 8, "n")
    await on.type(", erledigt")


@_scene()
async def help(on: Stage) -> None:
    await on.press("question_mark")


@_scene()
async def palette(on: Stage) -> None:
    await on.press("ctrl+p")


@_scene()
async def missed(on: Stage) -> None:
    await on.press("m")


# trouble


@_scene(Setting(unreachable=frozenset({"desk"})))
async def unreachable(on: Stage) -> None:
    """A phone that does not answer; the other one does."""


@_scene(Setting(port_taken=True))
async def port_in_use(on: Stage) -> None:
    """Another program has the port of the events."""


@_scene(Setting(contacts=_ENDLESS_CARD + sample_vcards()))
async def long_names(on: Stage) -> None:
    """Names that no column holds, and wide characters."""
    for number in ("06990009888", ENDLESS.replace(" ", "").replace("-", "")):
        call = await on.desk.ring(number)
        await on.desk.report("connect", call)
    await on.later(5)


# what a phone can do

_LINES: Final = (
    Identity(1, "22@pbx.example", "Anna Müller", True),
    Identity(2, "28@pbx.example", "Zentrale", False),
)
_ALL: Final = {*Feature, Ability.PICTURE} - {Feature.NOT_REGISTERED}


async def capable(on: Stage) -> None:
    """The desk phone has two lines, one of them not registered, and features that can be switched."""
    off = Forwarding(False)
    facts = PhoneFacts(
        identities=_LINES,
        dnd=False,
        forwards={"always": off, "busy": off, "no-answer": Forwarding(False, "", 20)},
    )
    on.desk.able = set(_ALL)
    on.desk.says = replace(on.desk.says, mac="000413aabbcc", facts=facts)
    await on.press("p")


async def consulting(on: Stage) -> None:
    """A caller waits, and a colleague who was called meanwhile is on the line."""
    await talking(on)
    await on.desk.report("hold", "3c3b96605001-desk")
    on.clock.forward(6)
    call = await on.desk.call("31")
    on.clock.forward(4)
    await on.desk.report("connect", call)
    await on.later(9)


@_scene()
async def consultation(on: Stage) -> None:
    await consulting(on)


@_scene()
async def phone_pane(on: Stage) -> None:
    """All that a phone can do, with a call on one of its lines."""
    await capable(on)
    await on.desk.ring(KNOWN, "Lindner, Jürgen")
    await on.desk.report("connect", "3c3b96605001-desk")
    await on.press("escape", "tab", "tab", "down")


@_scene()
async def switched_on(on: Stage) -> None:
    """Do not disturb and forwards, in the phone and in the PBX, while the pane is calm."""
    await capable(on)
    await on.press("D")
    memory = on.switchboard.memory
    assert memory is not None
    memory.keep_code("desk", Feature.ALWAYS, CodeSent("003023125110", on.clock(), 0))
    wish = Wish(Feature.NO_ANSWER, True, "31", 25)
    await on.switchboard.features.wish(wish, Where.PHONE, "desk")
    on.app.renew()


@_scene()
async def forward(on: Stage) -> None:
    await switched_on(on)
    await on.press("f")


@_scene()
async def forward_target(on: Stage) -> None:
    """Whom to forward to when nobody answers, and after how many seconds."""
    await capable(on)
    await on.press("f", "down", "down", "enter")
    await on.type("krö")


@_scene()
async def transfer(on: Stage) -> None:
    await talking(on)
    await on.press("t")
    await on.type("jäg")


@_scene()
async def deflect(on: Stage) -> None:
    """A ringing call is passed on, to a number outside."""
    await ringing(on)
    await on.press("t")
    await on.type("krö")


@_scene()
async def keypad(on: Stage) -> None:
    await talking(on)
    await on.press("k")
    await on.type("12#")


@_scene()
async def park(on: Stage) -> None:
    """One call is parked already."""
    await talking(on)
    await on.press("P", "3")
    call = await on.desk.ring(LOGISTICS)
    await on.desk.report("connect", call)
    await on.press("P")


@_scene()
async def pick_up(on: Stage) -> None:
    await on.press("G")
    await on.type("jäg")


@_scene()
async def picture(on: Stage) -> None:
    await capable(on)
    on.desk.drawn = sketch()
    await on.press("S")


@_scene()
async def found_phones(on: Stage) -> None:
    """The search has ended: two phones, one of them known."""
    with patch("tui.discovery.search.search", found_two):
        await on.press("F")


@_scene()
async def asks_for_consent(on: Stage) -> None:
    """The side phone asks its user whether it may be controlled."""
    text = consent_text("side", "consent")
    on.switchboard.publish(ConsentNotice("side", text, True))


@_scene()
async def by_hand(on: Stage) -> None:
    """A phone that cannot be told to dial."""
    on.desk.missing = {Ability.DIAL}
    await on.press("d")
    await on.type("0221 4710-501")
    await on.press("enter")


@_scene()
async def dial_line(on: Stage) -> None:
    """The second line of the phone is to dial."""
    await capable(on)
    await on.press("d")
    await on.type("31")
    await on.press("f2", "f2")


# the set-up: one step of each chapter


@_scene(Setting(phones={}, history=False, contacts=None))
async def setup_site(on: Stage) -> None:
    """The first chapter: where one is, with the country to choose."""
    await set_up(on, 3, {})
    await on.press("tab")


@_scene(Setting(phones={}, history=False, contacts=None))
async def setup_device(on: Stage) -> None:
    """The second: two phones have been found, and one is about to be chosen."""
    with patch("tui.discovery.search.search", partial(found_two, cancelled=asyncio.Event())):
        await set_up(on, 8, {**SKIPPED, 7: still_open("-")})
    await on.press("down")


@_scene()
async def setup_firewall(on: Stage) -> None:
    """The third: the firewall is closed, and its command is shown before it is run."""
    closed = attention(say("setup_door_is_closed", name="ufw", port=8080))
    shown = still_open(say("setup_firewall_command"), "", COMMAND, copy=COMMAND)
    await set_up(on, 19, {**SKIPPED, 18: closed, 19: shown}, {19: command_fields})


@_scene()
async def setup_prefix(on: Stage) -> None:
    """The fourth: what will be dialled follows the typing."""
    await set_up(on, 27, {**SKIPPED, 21: skipped("-")})


def sketch(width: int = 96, height: int = 40) -> bytes:
    """A phone's screen: a dark bar above a light ground with a dark block."""
    dots = bytearray()
    for row in range(height):
        for column in range(width):
            dark = row < 8 or (16 <= row < 28 and 20 <= column < 70)
            dots += bytes((30, 40, 60) if dark else (230, 232, 236))
    return encode(Picture(width, height, bytes(dots)), "BMP")


async def found_two(options: object = None, *, on_progress: OnProgress, cancelled: asyncio.Event) -> Report:
    """A search that finds what is there."""
    found = (
        Found("127.0.0.1", "snom", "D785", "000413aabbcc", (How.NEIGHBOURS, How.HTTP), "http://127.0.0.1"),
        Found("192.168.1.60", "yealink", "T46U", "805ec0112233", (How.MULTICAST,)),
    )
    on_progress(Progress(254, 254, found))
    attempts = (Attempt(How.NEIGHBOURS, 12, 1), Attempt(How.HTTP, 254, 1), Attempt(How.MULTICAST, 1, 1))
    return Report(found, attempts, ("192.168.1.0/24",), 9)
