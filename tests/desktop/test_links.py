"""Links as the desktop opens them: by xdg-open and gio, in a throw-away home."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.desktop.screen import Screen, until
from tests.desktop.server import notifications
from tests.desktop.test_hotkey import components, ended
from tests.e2e.office import DESK, KAETHE, Office
from tests.e2e.program import COMMAND

pytestmark = [pytest.mark.timeout(180), pytest.mark.xdist_group("desktop")]

LINK = "tel:+49-30-23125-110"


@pytest.fixture
def links(desktop: Screen) -> object:
    assert components(desktop, "install", "--links")["links"]["state"] == "installed"
    for scheme in ("tel", "callto", "sip"):
        asked = ("xdg-mime", "query", "default", f"x-scheme-handler/{scheme}")
        assert desktop.run(*asked) == "durchwahl-links.desktop"
    yield
    components(desktop, "remove")
    home = Path(desktop.env["HOME"])
    left = [str(path.relative_to(home)) for path in home.rglob("*") if path.is_file()]
    assert [path for path in left if "recently-used" not in path] == []


@pytest.mark.parametrize(
    ("opener", "link"),
    [
        (("xdg-open",), LINK),
        (("gio", "open"), LINK),
        (("xdg-open",), "callto:03023125110"),
        (("gio", "open"), "sip:03023125110@pbx.example"),
    ],
    ids=["xdg-open tel", "gio tel", "xdg-open callto", "gio sip"],
)
def test_a_link_only_offers_its_number(
    desktop: Screen, office: Office, links: object, opener: tuple[str, ...], link: str
) -> None:
    before = office.phones.mark()
    with notifications(desktop) as shown:
        desktop.start(*opener, link)  # the first waits for what it opens
        asked = shown.wait()
        assert asked.title == "A link wants to dial"
        assert "030 23125110" in asked.text
        assert asked.actions == ["0", "Dial"]
        assert office.obeyed(DESK, before) == []
        call = office.new_call(DESK, lambda: shown.press(asked, "0"))
    assert call["number"] == "+493023125110"
    assert office.obeyed(DESK, before)[0] == f"/command.htm?number=0{KAETHE}"
    ended(office, call)


def test_a_notification_that_is_put_away_dials_nothing(
    desktop: Screen, office: Office, links: object
) -> None:
    before = office.phones.mark()
    with notifications(desktop) as shown:
        opening = subprocess.Popen([*COMMAND, "open-link", LINK], env=desktop.env, stdin=subprocess.DEVNULL)
        shown.close(shown.wait())
        assert opening.wait(20) == 0
    assert office.obeyed(DESK, before) == []


def test_a_code_is_refused_and_the_user_is_told(desktop: Screen, office: Office, links: object) -> None:
    before = office.phones.mark()
    with notifications(desktop) as shown:
        desktop.start("xdg-open", "tel:*72*0900123456%23")
        told = shown.wait()
        assert told.title == "Nothing was dialled"
        assert "Links may not do that" in told.text
        assert told.actions == []
    assert office.obeyed(DESK, before) == []


def test_a_user_may_let_links_dial_but_never_premium_numbers(
    desktop: Screen, office: Office, links: object
) -> None:
    office.write('[links]\ndial = "always"\n')
    try:
        call = office.new_call(DESK, lambda: desktop.start("xdg-open", LINK))
        assert call["number"] == "+493023125110"
        ended(office, call)
        before = office.phones.mark()
        with notifications(desktop) as shown:
            opening = subprocess.Popen(
                [*COMMAND, "open-link", "tel:0900-3-123456"], env=desktop.env, stdin=subprocess.DEVNULL
            )
            asked = shown.wait()
            assert "premium" in asked.text
            shown.close(asked)
            assert opening.wait(20) == 0
        assert office.obeyed(DESK, before) == []
    finally:
        office.write()


def test_the_earlier_program_opens_them_again(desktop: Screen) -> None:
    """As the desktop itself sees it, before, with us, and after."""
    applications = Path(desktop.env["XDG_DATA_HOME"]) / "applications"
    applications.mkdir(parents=True)
    noted = Path(desktop.env["HOME"]) / "opened.txt"
    (applications / "other.desktop").write_text(
        "[Desktop Entry]\nType=Application\nName=Other\n"
        f'Exec=sh -c "echo \\\\"\\\\$1\\\\" >{noted}" sh %u\nMimeType=x-scheme-handler/tel;\n'
    )
    asked = ("xdg-mime", "query", "default", "x-scheme-handler/tel")
    desktop.run("xdg-mime", "default", "other.desktop", "x-scheme-handler/tel")
    before = (Path(desktop.env["XDG_CONFIG_HOME"]) / "mimeapps.list").read_text()
    assert components(desktop, "status")["links"]["state"] == "taken"
    components(desktop, "install", "--links")
    assert desktop.run(*asked) == "durchwahl-links.desktop"
    components(desktop, "remove", "--links")
    assert desktop.run(*asked) == "other.desktop"
    assert (Path(desktop.env["XDG_CONFIG_HOME"]) / "mimeapps.list").read_text() == before
    desktop.run("gio", "open", LINK)
    assert until(lambda: noted.exists() and noted.read_text().strip(), "the other program") == LINK
