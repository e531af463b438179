"""`durchwahl call` and `durchwahl dial`, with an instance and without."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from tests.contract.desk import Desk, desk
from tests.unit.switchboard.core import Core, running, until
from tui import i18n
from tui.cli import main
from tui.control.server import ControlServer
from tui.errors import PhoneError
from tui.phones.driver import Ability

ANNA = "02214710501"
_SITE = '[dialing]\narea_code = "221"\ncompany_number = "4710"\noutside_prefix = "0"\n'


def _words(value: object) -> str | None:
    return " ".join(value) if isinstance(value, list) else None


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    before = i18n.language()
    yield
    i18n.use(before)


@pytest.fixture
def folder() -> Iterator[Path]:
    """One with a short name, for the socket in it."""
    with TemporaryDirectory(prefix="dw-") as made:
        yield Path(made)


class Program:
    """The command line with a configuration of its own."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self._folder = folder
        self._capsys = capsys

    def configure(self, *phones: tuple[str, str, str], more: str = "") -> None:
        """Each phone with its name, maker and address."""
        sections = [
            f'[phone.{name}]\nvendor = "{vendor}"\nhost = "{host}"\nuser = "admin"\npassword = "Geheim7"\n'
            for name, vendor, host in phones
        ]
        (self._folder / "config.toml").write_text(_SITE + "".join(sections) + more)

    async def run(self, *words: str, lang: str = "en") -> tuple[int, str, str]:
        files = ["--config", str(self._folder / "config.toml"), "--data-dir", str(self._folder / "data")]
        status = await asyncio.to_thread(main, ["--lang", lang, *files, *words])
        said = self._capsys.readouterr()
        assert "Geheim7" not in said.out + said.err
        return status, said.out, said.err

    async def json(self, *words: str) -> dict[str, Any]:
        status, out, _ = await self.run(*words, "--json")
        assert status == 0
        return dict(json.loads(out))


@pytest.fixture
def program(folder: Path, capsys: pytest.CaptureFixture[str]) -> Program:
    return Program(folder, capsys)


# ---- with an instance --------------------------------------------------------------------------------------


@asynccontextmanager
async def served(folder: Path, program: Program) -> AsyncIterator[Core]:
    """A running instance with two prop phones, which the command line finds by its socket."""
    program.configure(("desk", "snom", "127.0.0.1:9"), ("side", "yealink", "127.0.0.1:9"))
    async with running(folder) as core:
        server = ControlServer(core.switchboard, core.switchboard.paths.socket)
        await server.start()
        try:
            yield core
        finally:
            await server.stop()


async def talking(core: Core) -> str:
    call = await core.desk.ring(ANNA)
    await core.desk.report("connect", call)
    return call


@pytest.mark.parametrize(
    ("words", "sent"),
    [
        (["hangup"], "hangup {call}"),
        (["hold"], "hold {call}"),
        (["mute"], "mute {call}"),
        (["transfer", "030 23125-110"], "transfer {call} 003023125110"),
        (["transfer", "22", "--attended"], "consult {call} 22"),
        (["--phone", "desk", "transfer", "--attended", "22"], "consult {call} 22"),
        (["transfer", "22", "--phone", "desk"], "transfer {call} 22"),
        (["dtmf", "12#"], "dtmf {call} 12#"),
        (["dtmf", "1", "2"], "dtmf {call} 12"),
        (["louder"], "louder {call}"),
        (["quieter"], "quieter {call}"),
        (["park", "3"], "transfer {call} *97*3"),
        (["retrieve", "3"], "dial *98*3"),
        (["pickup", "22"], "dial *99*22"),
    ],
    ids=_words,
)
async def test_a_word(folder: Path, program: Program, words: list[str], sent: str) -> None:
    async with served(folder, program) as core:
        call = await talking(core)
        result = await program.json("call", *words)
        assert core.desk.sent == [sent.format(call=call)]
        assert set(result) == {"phone", "confirmed", "tried", "advice", "call"}
        assert result["phone"] == "desk"


async def test_a_consultation_from_beginning_to_end(folder: Path, program: Program) -> None:
    async with served(folder, program) as core:
        first = await talking(core)
        assert await program.run("call", "transfer", "22", "--attended") == (0, "", "")
        assert await program.run("call", "swap") != (0, "", "")  # the other one still rings there
        assert await program.run("call", "complete") == (0, "", "")
        assert core.desk.sent == [f"consult {first} 22", f"complete {first}"]
        status, _, told = await program.run("call", "return")
        assert (status, "no consultation" in told) == (4, True)


async def test_a_call_by_its_number(folder: Path, program: Program) -> None:
    async with served(folder, program) as core:
        await talking(core)
        other = await core.side.ring("02214710502")
        id = next(call.id for call in core.switchboard.board.calls("side"))
        result = await program.json("call", "answer", "--call", str(id))
        assert (result["call"]["id"], core.side.sent) == (id, [f"answer {other}"])


async def test_a_conference_with_somebody_who_is_called(folder: Path, program: Program) -> None:
    async with served(folder, program) as core:
        await talking(core)
        asking = asyncio.ensure_future(program.run("call", "conference", "22"))
        await until(lambda: len(core.desk.states) == 2)
        await core.desk.report("connect", list(core.desk.states)[1])
        assert await asking == (0, "", "The conference begins once 22 answers.\n")


async def test_what_to_do_at_the_phone_is_told_on_stderr(
    folder: Path, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.switchboard.orders.EVENT_WAIT", 0.02)
    async with served(folder, program) as core:
        await core.desk.ring(ANNA)
        core.desk.obeys = False
        status, out, told = await program.run("call", "answer", lang="de")
        assert (status, out) == (0, "")
        assert told.endswith("Nehmen Sie den Hörer ab oder drücken Sie die Annahmetaste.\n")
        assert "(answer)" in told


async def test_the_phones_question_is_told_on_stderr_and_the_command_follows(
    folder: Path, program: Program
) -> None:
    async with served(folder, program) as core:
        core.switchboard.desk.consents._every = 0.01
        core.side.error = PhoneError("phone_cannot", cause="consent", phone="side")
        asking = asyncio.ensure_future(program.run("dial", "22", "--phone", "side"))
        await until(lambda: core.switchboard.orders.waiting("side"))
        core.side.error = None
        status, out, told = await asking
        assert (status, out) == (0, "")
        assert told.splitlines()[0].startswith("The phone side asks whether it may be controlled")
        assert core.side.sent == ["dial 22"]


async def test_dialling_with_another_line(folder: Path, program: Program) -> None:
    async with served(folder, program) as core:
        result = await program.json("dial", "22", "--identity", "23@pbx.example")
        assert result["confirmed"]
        assert core.desk.sent == ["dial 22 23@pbx.example"]


async def test_a_phone_that_cannot_dial_offers_number_and_link(folder: Path, program: Program) -> None:
    async with served(folder, program) as core:
        core.desk.missing = {Ability.DIAL}
        status, out, told = await program.run("dial", "030 23125-110")
        assert (status, out) == (3, "")
        assert "003023125110" in told
        assert "tel:+493023125110" in told


# ---- without -----------------------------------------------------------------------------------------------


@asynccontextmanager
async def lonely(program: Program, vendor: str, more: str = "", **profile: object) -> AsyncIterator[Desk]:
    """A simulated phone, and nobody who knows its calls."""
    async with desk(vendor, **profile) as at:  # type: ignore[arg-type]
        program.configure(("desk", vendor, at.config.host), more=more)
        yield at


@pytest.mark.parametrize("vendor", ["snom", "yealink"])
async def test_alone_the_best_way_is_sent_and_nobody_confirms(program: Program, vendor: str) -> None:
    async with lonely(program, vendor) as at:
        await at.rings()
        status, out, told = await program.run("call", "answer")
        assert (status, out) == (0, "")
        assert "No Durchwahl is running" in told
        await at.phone.wait_for("talking")
        result = await program.json("call", "hold")
        assert (result["confirmed"], result["call"], len(result["tried"])) == (False, None, 1)
        await at.phone.wait_for("held")
        assert len(at.commands) == 2


async def test_alone_a_refused_password_is_sent_again_for_an_emergency_only(program: Program) -> None:
    async with lonely(program, "snom") as at:
        at.phone._unit.gate.password = "Anders9"
        for _ in range(3):
            status, _, told = await program.run("dial", ANNA)
            assert (status, at.judged) == (3, 1)
        assert "Nothing was sent to desk" in told
        at.phone._unit.gate.password = "Geheim7"
        assert (await program.run("dial", "112"))[0] == 0
        assert at.commands == ["/command.htm?number=112"]


async def test_alone_a_phone_without_remote_control_leaves_a_code_to_its_user(program: Program) -> None:
    async with lonely(program, "snom", model="D865"):
        status, _, told = await program.run("phone", "forward", "always", "31", "--pbx")
        assert status == 3
        assert "dial *72*31 on desk yourself" in told


async def test_alone_hanging_up_says_what_it_does(program: Program) -> None:
    async with lonely(program, "snom") as at:
        await at.talks()
        status, _, told = await program.run("call", "hangup")
        assert status == 0
        assert "whatever call it has selected" in told
        await at.phone.wait_for("idle")


@pytest.mark.parametrize(
    ("words", "status", "part"),
    [
        (["answer", "--call", "7"], 4, "7"),
        (["conference", "22"], 1, "durchwahl serve"),
        (["park", "nowhere"], 2, "nowhere"),
        (["dtmf", "abc"], 2, "0 to 9"),
        (["transfer", "+49112"], 2, "112"),
        (["pickup", "Niemand"], 2, "Niemand"),
        (["transfer"], 2, "TARGET"),
        (["transfer", "22", "--attendet"], 2, "--attendet"),
        (["hold", "--attended"], 2, "--attended"),
        (["answer", "--phone", "attic"], 4, "attic"),
    ],
    ids=_words,
)
async def test_what_cannot_be_done_alone(program: Program, words: list[str], status: int, part: str) -> None:
    async with lonely(program, "snom") as at:
        got, out, told = await program.run("call", *words)
        assert (got, out) == (status, "")
        assert part in told
        assert told.count("\n") == 1
        assert at.phone.requests == []


async def test_alone_codes_are_dialled_and_targets_planned(program: Program) -> None:
    async with lonely(program, "yealink") as at:
        await program.run("call", "pickup", "0221 4710-22")
        await program.run("call", "retrieve", "3")
        await program.run("call", "transfer", "030 23125-110")
        await program.run("call", "park", "3")
        assert [target.partition("key=")[2] for target in at.commands] == [
            "number=%2A99%2A22",
            "number=%2A98%2A3",
            "BTrans=003023125110",
            "BTrans=%2A97%2A3",
        ]


async def test_a_pbx_without_the_code(program: Program) -> None:
    async with lonely(program, "snom", more='[codes]\npark = ""\n') as at:
        status, _, told = await program.run("call", "park", "3")
        assert (status, "park" in told, "[codes]" in told) == (2, True, True)
        assert at.phone.requests == []


async def test_alone_the_phones_question_is_waited_for(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.switchboard.consent.Consents._pause", _shortly)
    async with lonely(program, "yealink", remote_control="prompt") as at:
        asking = asyncio.ensure_future(program.run("dial", "22"))
        await until(lambda: at.phone.prompting)
        assert at.phone.allow_remote_control()
        status, out, told = await asking
        assert (status, out) == (0, "")
        assert "press OK" in told
        assert at.commands[-1].endswith("number=22")


async def _shortly(self: object, waiting: object, seconds: float) -> None:
    await asyncio.sleep(0)


async def test_a_wrong_password_is_sent_once(program: Program) -> None:
    async with lonely(program, "snom", password="Anders8") as at:
        status, _, _ = await program.run("call", "answer")
        assert status == 3
        assert at.judged == 1


async def test_an_emergency_call_goes_straight_to_the_phone(program: Program) -> None:
    async with lonely(program, "snom") as at:
        status, _, told = await program.run("dial", "1 1 2", "--suppress")
        assert (status, told) == (0, "desk dials 112.\n")
        assert at.commands == ["/command.htm?number=112"]
