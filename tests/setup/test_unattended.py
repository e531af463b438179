"""The whole set-up from an answers file, and the doctor, against simulated phones."""

from __future__ import annotations

import json
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.setup.phones import PASSWORD, site


@pytest.mark.parametrize("name", ["desk", "side"])
def test_everything_holds(tmp_path: Path, name: str) -> None:
    with site(tmp_path, side='provisioned_settings = { "static.auto_provision.server.url" = "" }') as office:
        urls = "write" if name == "desk" else "provider"
        status, steps = office.set_up(name, urls=urls, test_number="" if name == "side" else "23")
        states = {number: step["state"] for number, step in steps.items()}
        assert {number for number, state in states.items() if state not in ("done", "skipped")} <= {21, 22}, (
            steps
        )
        assert status == 0
        text = office.config.read_text(encoding="utf-8")
        assert PASSWORD not in text
        assert stat.S_IMODE((office.data / "secrets.toml").stat().st_mode) == 0o600
        assert office.cli("phone", "test", "--phone", name).out.startswith(f"{name}: OK")


def test_a_second_run_changes_nothing_and_a_changed_one_only_that(tmp_path: Path) -> None:
    with site(tmp_path) as office:
        assert office.set_up("desk")[0] == 0
        first = office.config.read_text(encoding="utf-8")
        office.config.write_text(first.replace("[dialing]", "# ours\n[dialing]"), encoding="utf-8")
        noted = office.config.read_text(encoding="utf-8")
        assert office.set_up("desk")[0] == 0
        assert office.config.read_text(encoding="utf-8") == noted
        assert office.set_up("desk", outside_prefix="9")[0] == 0
        changed = office.config.read_text(encoding="utf-8")
        assert changed == noted.replace('outside_prefix = "0"', 'outside_prefix = "9"')


def test_a_test_call_is_seen_and_ended(tmp_path: Path) -> None:
    with site(tmp_path) as office:
        status, steps = office.set_up("desk")
        assert (status, steps[28]["state"]) == (0, "done")
        office.phones.wait(lambda line: line.get("what") == "ended", what="the end of the test call")
        (call,) = office.cli("calls", "--json").json()["calls"]
        assert (call["direction"], call["phone"], call["state"]) == ("out", "desk", "ended")


def test_a_wrong_password_is_tried_once(tmp_path: Path) -> None:
    with site(tmp_path) as office:
        status, steps = office.set_up("desk", password="falsch")
        assert status == 1
        assert (steps[14]["state"], steps[14]["remedy"] is not None) == ("attention", True)
        assert steps[13]["state"] == "done"
        assert office.logins_refused("desk") == 1
        assert office.set_up("desk", password="falsch")[0] == 1  # a roll-out is often run again
        assert office.logins_refused("desk") == 1
        assert office.set_up("desk")[0] == 0
        assert "falsch" not in json.dumps(steps)


def test_d8xx_gets_its_events_and_says_what_it_cannot(tmp_path: Path) -> None:
    with site(tmp_path, desk='model = "D865"') as office:
        status, steps = office.set_up("desk", urls="by-hand", test_number="")
        assert status == 1
        assert steps[14]["state"] == "attention"
        assert steps[17]["state"] == "done"


def test_a_taken_port(tmp_path: Path) -> None:
    with site(tmp_path) as office:
        taken = office.ports["side"]
        status, steps = office.set_up("desk", port=taken)
        assert status == 1
        assert steps[17]["state"] == "attention"
        assert str(taken) in steps[17]["detail"]


def test_a_foreign_address(tmp_path: Path) -> None:
    with site(tmp_path) as office:
        status, steps = office.set_up("desk", address="192.0.2.77")
        assert status == 1
        assert (steps[16]["state"], "192.0.2.77" in steps[16]["detail"]) == ("attention", True)


def test_reports_not_wanted(tmp_path: Path) -> None:
    with site(tmp_path) as office:
        status, steps = office.set_up("desk", receive=False, test_number="")
        assert {steps[number]["state"] for number in range(15, 24)} == {"skipped"}
        assert status == 0
        assert office.cli("setup", "--status", "--json").json()["steps"][14]["state"] == "skipped"


def test_nobody_there(tmp_path: Path) -> None:
    with site(tmp_path) as office:
        status, steps = office.set_up("desk", host=f"127.0.0.1:{office.events_port + 1}", test_number="")
        assert status == 1
        assert steps[11]["state"] == "attention"
        assert steps[14]["state"] == "attention"


def test_status_and_doctor(tmp_path: Path) -> None:
    with site(tmp_path) as office:
        steps = office.cli("setup", "--status", "--json").json()["steps"]
        assert [step["number"] for step in steps] == list(range(1, 29))
        assert set(steps[0]) >= {"number", "chapter", "title", "state", "detail"}
        assert not (office.data / "journal.db").exists()  # looking makes nothing but a log
        assert office.set_up("desk")[0] == 0
        found = office.cli("doctor", "--json").json()
        assert found["ok"] is True
        states = {check["name"]: check["state"] for check in found["checks"]}
        assert states["test"] == "ok"
        office.switch_off()
        ill = office.cli("doctor", "--json")
        assert ill.status == 1
        first = json.loads(ill.out)["checks"][0]
        assert (first["name"], first["state"], first["remedy"] is not None) == ("address", "failed", True)
        in_german = office.cli("doctor", lang="de").out
        assert in_german.startswith("fehlt")


def test_a_broken_configuration_is_reported_by_step_3(tmp_path: Path) -> None:
    with site(tmp_path) as office:
        office.config.write_text("[dialing]\ncuntry = 'DE'\n", encoding="utf-8")
        steps = office.cli("setup", "--status", "--json").json()["steps"]
        assert steps[2]["state"] == "attention"
        assert "country" in steps[2]["detail"]
        done = office.cli("setup", "--answers", office.answers("desk"))
        assert done.status == 2
        assert office.config.read_text(encoding="utf-8") == "[dialing]\ncuntry = 'DE'\n"


def test_the_phones_question_is_waited_for(tmp_path: Path) -> None:
    """Somebody presses OK at the phone while the test of step 14 asks again and again."""
    with site(tmp_path, side='remote_control = "prompt"') as office, ThreadPoolExecutor(1) as other:
        running = other.submit(office.set_up, "side", urls="provider", test_number="")
        office.phones.wait(
            lambda line: line["type"] == "prompt" and line["phone"] == "side", within=30, what="the question"
        )
        office.phones.tell("side allow")
        status, steps = running.result(60)
        assert (status, steps[14]["state"], steps[14]["detail"]) == (0, "done", "OK")
