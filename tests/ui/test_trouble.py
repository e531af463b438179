"""What goes wrong is said in words, in its place, and nothing breaks."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path

import pytest

from tests.ui.scenes import KNOWN, play_scene
from tests.ui.stage import SECRET, Setting, Stage, stage
from tui import log
from tui.config.tokens import Tokens
from tui.errors import DurchwahlError, PhoneError
from tui.i18n import say
from tui.view.commands import COMMANDS

NOTHING = Setting(phones={}, history=False, contacts=None)


@pytest.mark.parametrize("lang", ["de", "en"])
async def test_a_command_that_cannot_run_says_why(lang: str) -> None:
    async with stage(Setting(phones={}, history=False, contacts=None, lang=lang)) as on:
        reasons = {
            command.letter: reason
            for command in COMMANDS
            if command.letter and (reason := command.why_not(on.app.situation()))
        }
        assert set(reasons) >= {"a", "x", "space", "d", "r", "n", "enter"}
        for letter, reason in reasons.items():
            on.app.clear_notifications()
            await on.press(letter)
            assert on.told == [reason]
        on.app.clear_notifications()
        await on.press("7")
        assert on.told == [say("why_no_phone")]


@pytest.mark.parametrize(
    ("key", "reason"),
    [("f5", "no_call_to_answer"), ("f6", "no_call_to_hangup"), ("f7", "no_call_to_hold")],
)
async def test_a_call_key_without_a_call_says_why_in_a_field_too(on: Stage, key: str, reason: str) -> None:
    await on.press("d", "2")
    await on.press(key)
    assert on.told == [say(reason)]
    assert on.sent == []


@pytest.mark.parametrize("cause", ["phone_wrong_password", "phone_password_paused", "yealink_forbidden"])
async def test_what_the_phone_refuses_is_told(on: Stage, cause: str) -> None:
    await on.desk.ring(KNOWN)
    on.desk.error = PhoneError(cause, phone="desk")
    await on.press("a")
    assert on.told == [say(cause, phone="desk")]
    assert on.told[0].split()[1] in on.text
    on.app.clear_notifications()
    await on.press("d", "2", "2", "enter")
    assert on.told == [say(cause, phone="desk")]


async def test_an_order_that_has_no_effect_is_told(on: Stage) -> None:
    await on.desk.ring(KNOWN)
    on.desk.obeys = False
    await on.press("a")
    tried = say("order_unseen", phone="desk", tried="answer")
    assert on.told == [f"{tried} {say('by_hand_answer')}"]
    assert "ringing" in on.text  # the phone is believed, not we


async def test_a_fault_in_a_worker_ends_in_a_sentence_and_in_the_log(on: Stage) -> None:
    log.setup(on.paths, verbose=True)
    try:
        await on.desk.ring(KNOWN)
        on.desk.error = RuntimeError(f"GET http://admin:{SECRET}@127.0.0.1/command.htm password={SECRET}")
        await on.press("a")
        assert on.told == [say("unexpected")]
        assert on.app.is_running
        await on.press("d", "escape")
        written = await asyncio.to_thread(on.paths.log.read_text, encoding="utf-8")
    finally:
        log.close()
    assert "RuntimeError" in written
    assert SECRET not in written


async def test_no_secret_is_on_any_screen_or_in_the_log(on: Stage) -> None:
    log.setup(on.paths, verbose=True)
    try:
        tokens = await asyncio.to_thread(Tokens.load, on.paths)
        secrets = [SECRET, *(tokens.of(name) for name in on.phones)]
        seen = [on.text]
        call = await on.desk.ring(KNOWN)
        on.side.error = PhoneError("phone_timeout", phone="side", seconds=5)
        for key in (
            "f5",
            "f7",
            "d",
            "escape",
            "question_mark",
            "escape",
            "ctrl+p",
            "escape",
            "tab",
            "tab",
            "f6",
        ):
            await on.press(key)
            seen.append(on.text)
        logging.getLogger("tui").info("the config is %r, the call %s", on.switchboard.config, call)
        written = await asyncio.to_thread(on.paths.log.read_text, encoding="utf-8")
    finally:
        log.close()
    for secret in secrets:
        assert len(secret) > 8
        assert not any(secret in text for text in [*seen, written])


async def test_a_phone_that_cannot_be_reached_says_what_to_do() -> None:
    async with play_scene("unreachable") as on:
        assert "not reachable" in on.text.splitlines()[0]
        pane = [line.rpartition("││")[2].rstrip("│ ") for line in on.text.splitlines() if "││" in line]
        assert "Check that the phone is on" in " ".join(" ".join(pane).split())


async def test_a_taken_port_leaves_the_rest_usable() -> None:
    async with play_scene("port_in_use") as on:
        assert "events off" in on.text.splitlines()[0]
        assert len(on.told) == 1
        assert "50000" in on.text  # the sentence names the port
        await on.press("d", "2", "2", "enter")
        assert "dial 22" in on.desk.sent


async def test_a_broken_journal_is_told_and_reports_are_kept_beside_it(tmp_path: Path) -> None:
    def ruin(path: Path) -> None:
        path.write_bytes(b"this is no journal at all" * 100)

    built = Stage(Setting(journal=ruin), tmp_path)
    async with built.app.run_test() as pilot:
        await pilot._wait_for_screen()
        while not any("journal" in told.lower() for told in built.told):  # the suite's time limit ends it
            await pilot.pause()
        assert built.app.is_running
        assert built.paths.spool.exists()
    await built.app.shut_down()
    assert built.paths.journal.read_bytes().startswith(b"this is no journal at all")


async def test_p_asks_a_phone_again_that_refused_the_login(on: Stage) -> None:
    on.desk.error = PhoneError("phone_wrong_password", cause="password", phone="desk")
    await on.press("p")
    await on.settle()
    assert on.desk.error is None  # forgiven: the next command is sent


async def test_what_goes_wrong_behind_a_dialog_is_told(on: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    async def fails(*_: object, **__: object) -> None:
        raise DurchwahlError("journal_not_open")

    monkeypatch.setattr("tui.discovery.search.search", fails)
    await on.press("F")
    assert on.told == [say("journal_not_open")]


async def test_what_goes_wrong_behind_the_lists_is_told(on: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    async def fails(*_: object) -> int:
        raise DurchwahlError("journal_not_open")

    monkeypatch.setattr(on.switchboard.journal, "count", fails)
    await on.press("m")
    assert on.told
    assert set(on.told) == {say("journal_not_open")}
