"""The real app in a real terminal: what one sees, and what the keys do at the phones."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.office import CALLER, DESK, KAETHE, OWN, SIDE, VENDOR, Call, Office, opened
from tests.e2e.program import environment
from tests.e2e.shape import check_call
from tests.e2e.terminal import TMUX, Terminal, terminal

pytestmark = [
    pytest.mark.skipif(TMUX is None, reason="tmux is not installed"),
    pytest.mark.timeout(120),
]

_SIZES = [
    pytest.param((120, 36), marks=pytest.mark.xdist_group("e2e-wide"), id="120x36"),
    pytest.param((80, 24), marks=pytest.mark.xdist_group("e2e-narrow"), id="80x24"),
]


@pytest.mark.parametrize("size", _SIZES)
def test_the_demo(tmp_path: Path, size: tuple[int, int]) -> None:
    with terminal(*size, environment(tmp_path / "home"), tmp_path / "tmp") as at:
        at.start("demo", "--lang", "en")
        assert "Jürgen Lindner" in at.card("Incoming call", "ringing")
        assert list((tmp_path / "tmp").glob("durchwahl-demo-*"))
        at.press("a")
        assert "Jürgen Lindner" in at.card("Incoming call", "talking")
        at.press("Space")
        at.card("Incoming call", "on hold")
        at.press("Space")
        at.card("Incoming call", "talking")
        at.press("x")
        at.no_card()
        at.press("d")
        at.wait(lambda screen: "enter dial" in screen, "the dial field")
        at.type("030 23125-110")
        at.wait(lambda screen: "dials 003023125110" in screen, "what will be dialled")
        at.press("Enter")
        assert "Käthe Mühlenbach" in at.card("Outgoing call", "talking")
        at.press("x")
        at.no_card()
        at.press("q")
        at.left()
    assert list((tmp_path / "tmp").iterdir()) == []
    assert not (tmp_path / "home").exists()


def answered_held_and_ended(at: Terminal, office: Office, phone: str) -> Call:
    """One call by the keys, looked at on the screen all the way."""
    call = office.rings(phone, CALLER, "[bold red]J. L.[/]")
    card = at.card(f"Incoming call on {OWN[phone]}", "ringing")
    assert "Jürgen Lindner" in card
    assert "[bold red]J. L.[/]" in card
    at.press("a")
    at.card("Incoming call", "talking")
    at.press("Space")
    at.card("Incoming call", "on hold")
    office.lasts(call, "hold_seconds", 0.8)
    at.press("Space")
    at.card("Incoming call", "talking")
    at.press("x")
    at.no_card()
    return office.ended(call)


def dialled(at: Terminal, office: Office) -> Call:
    def dial() -> None:
        at.press("d")
        at.wait(lambda screen: "enter dial" in screen, "the dial field")
        at.type("mühlenb")
        at.wait(lambda screen: f"dials 0{KAETHE}" in screen, "what will be dialled")
        at.press("Enter")

    call = office.new_call(office.configured[0], dial)
    assert "Käthe Mühlenbach" in at.card("Outgoing call", "talking")
    office.lasts(call, "talk_seconds", 0.8)
    at.press("x")
    at.no_card()
    return office.ended(call)


@pytest.mark.parametrize("size", _SIZES)
def test_both_phones_by_their_keys(tmp_path: Path, size: tuple[int, int]) -> None:
    """The wide terminal dials on the Snom, the narrow one on the Yealink."""
    configured = (DESK, SIDE) if size[0] > 100 else (SIDE, DESK)
    with opened(tmp_path / "office", serving=False, configured=configured) as office:
        with terminal(*size, office.env, tmp_path / "tmp") as at:
            at.start("--lang", "en", *office.where())
            at.wait(lambda screen: f"events active :{office.events_port}" in screen, "that it is ready")
            office.serve = office.program("watch", "--json", *office.where())
            office.serve.ready()
            calls = {phone: answered_held_and_ended(at, office, phone) for phone in VENDOR}
            rejected = office.rings(SIDE, CALLER)
            at.card("Incoming call", "ringing")
            at.press("x")
            at.no_card()
            rejected = office.ended(rejected)
            out = dialled(at, office)
            at.press("q")
            at.left()
        office.serve.finished()

        kept = {call["id"]: call for call in office.calls()}
        assert kept == {call["id"]: call for call in (*calls.values(), rejected, out)}
        for call in kept.values():
            check_call(call)
        assert rejected["outcome"] == "rejected"
        for call in calls.values():
            assert (call["direction"], call["outcome"]) == ("in", "answered")
            durations_fit(office, call, "ringing")
            held = office.moment(call, "resume") - office.moment(call, "hold")
            assert call["hold_seconds"] == pytest.approx(held, abs=0.5)
            assert held > 0.7
        assert (out["direction"], out["outcome"], out["phone"]) == ("out", "answered", configured[0])
        durations_fit(office, out, "dialled")


def durations_fit(office: Office, call: Call, began: str) -> None:
    """Ringing and talking lasted as long as the phone says."""
    start, talk, end = (office.moment(call, what) for what in (began, "connected", "ended"))
    assert call["ringing_seconds"] == pytest.approx(talk - start, abs=0.5)
    assert call["talk_seconds"] == pytest.approx(end - talk, abs=0.5)
