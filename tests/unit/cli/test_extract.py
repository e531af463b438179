"""Numbers in a text: `extract`, `dial -`, and the question in a terminal."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from tests.e2e.program import COMMAND, ROOT, environment
from tests.e2e.terminal import TMUX, terminal

CONFIG = """
[dialing]
country = "DE"
area_code = "221"
outside_prefix = "0"
[phone.desk]
vendor = "snom"
host = "127.0.0.1:9"
user = "admin"
password = "Geheim7"
"""
MAIL = """Muster GmbH, 50667 Köln, IBAN DE02 3705 0198 0001 8022 95
Tel. 0221 / 47 10-0, Fax 0221 47 10-99
Mobil: +49 171 3920044, www.example.com, 23.11.2026
"""


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    config = tmp_path / "config.toml"
    config.write_text(CONFIG)
    return {
        **environment(tmp_path / "home"),
        "DURCHWAHL_CONFIG": str(config),
        "DURCHWAHL_DATA_DIR": str(tmp_path / "data"),
    }


def told(env: dict[str, str], text: str | bytes, *words: str) -> tuple[int, str, str]:
    data = text.encode() if isinstance(text, str) else text
    done = subprocess.run(
        [*COMMAND, *words], env=env, cwd=ROOT, input=data, capture_output=True, timeout=30, check=False
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def test_the_numbers_of_a_mail(env: dict[str, str]) -> None:
    status, out, err = told(env, MAIL, "extract", "--json")
    assert (status, err) == (0, "")
    numbers = json.loads(out)["numbers"]
    assert [number["e164"] for number in numbers] == ["+4922147100", "+49221471099", "+491713920044"]
    assert numbers[2] | {"text": ""} == {
        "text": "",
        "e164": "+491713920044",
        "written": "0171 3920044",
        "kind": "mobile",
        "dialled": "001713920044",
    }
    status, out, _ = told(env, MAIL, "extract")
    assert status == 0
    assert [line.split()[0] for line in out.splitlines()[1:]] == [number["e164"] for number in numbers]


def test_a_long_text_and_one_that_is_none(env: dict[str, str]) -> None:
    """More than is looked through at once, in one line and in many; each number once."""
    text = " ".join(f"Tel. 0221 47{n:04} and so on," for n in range(3000)) + "\n" + MAIL * 2000
    status, out, _ = told(env, text, "extract", "--json")
    assert status == 0
    found = {number["e164"] for number in json.loads(out)["numbers"]}
    assert {f"+4922147{n:04}" for n in range(3000)} <= found
    assert "+491713920044" in found
    status, out, err = told(env, bytes(range(256)) * 50, "extract")
    assert (status, out) == (1, "")
    assert err == "durchwahl: There is no telephone number in the text.\n"
    assert json.loads(told(env, "", "extract", "--json")[1]) == {"numbers": []}


def test_dial_finds_the_number_in_a_text(env: dict[str, str]) -> None:
    status, out, err = told(env, "Bitte 0171 3920044 anrufen", "dial", "-", "--dry-run", "--json")
    assert (status, err) == (0, "")
    assert json.loads(out)["dialled"] == "001713920044"
    status, _, err = told(env, MAIL, "dial", "-", "--dry-run")
    assert status == 1
    assert "Nobody could be asked whether to dial 0221 47100 (" in err
    assert (
        told(env, "nothing", "dial", "-")[2]
        == "durchwahl: There is no telephone number in the marked text.\n"
    )


def test_dial_wants_one_thing(env: dict[str, str]) -> None:
    assert told(env, "", "dial")[0] == 2
    assert told(env, "", "dial", "22", "--selection")[0] == 2
    status, _, err = told(env, "", "dial", "--selection")
    assert (status, err) == (
        1,
        "durchwahl: There is no desktop here. Do this in a terminal of the desktop's own.\n",
    )


def test_a_link_without_a_desktop(env: dict[str, str]) -> None:
    status, _, err = told(env, "", "open-link", "tel:0171-3920044")
    assert status == 1
    assert "Nobody could be asked whether to dial 0171 3920044 (mobile)" in err
    assert told(env, "", "open-link", "tel:*21*030123456%23")[0] == 2
    assert told(env, "", "open-link", "http://example.com")[0] == 2


@pytest.mark.skipif(TMUX is None, reason="tmux is not installed")
def test_a_terminal_asks(env: dict[str, str], tmp_path: Path) -> None:
    """The phone is not there: that it was tried is seen by the address in the sentence."""
    with terminal(100, 30, env, tmp_path / "tmp") as at:
        at.start("open-link", "tel:0171-3920044")
        at.wait(lambda screen: "1 and Enter dials it" in screen, "the question")
        at.press("Enter")
        at.wait(lambda screen: "Nothing was dialled." in screen and "status=1" in screen, "nothing")
        at.start("open-link", "tel:0171-3920044")
        at.wait(lambda screen: screen.count("1 and Enter dials it") == 1, "the question")
        at.type("1")
        at.press("Enter")
        at.wait(lambda screen: "127.0.0.1:9" in screen and "status=3" in screen, "the attempt")
