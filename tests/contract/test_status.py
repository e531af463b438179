"""What a phone says of itself: model, identities, features, and what stands in the way."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.contract.desk import PASSWORD, USER, desk, refusal
from tests.contract.pace import pace
from tests.simulator.certificates import write_certificate
from tui.calls.facts import Forwarding
from tui.config.model import PhoneConfig
from tui.phones.driver import CAUSES, Ability, Feature, Order, Wish
from tui.phones.pins import MemoryPins
from tui.phones.registry import make_driver
from tui.simulator.phone import SimulatedPhone

FORWARD_KINDS = {"always": Feature.ALWAYS, "busy": Feature.BUSY, "no-answer": Feature.NO_ANSWER}


async def test_identities(vendor: str) -> None:
    async with desk(vendor, lines=("23", "25"), display_name="Anna Müller") as at:
        facts = (await at.driver.probe()).facts
    assert facts.identities is not None
    assert [(one.index, one.address) for one in facts.identities] == [
        (1, "22@pbx.example"),
        (2, "23@pbx.example"),
        (3, "25@pbx.example"),
    ]
    assert facts.identities[0].number == "22"


async def test_features_are_told_as_they_are(vendor: str) -> None:
    async with pace(vendor) as on:
        facts = (await on.at.driver.probe()).facts
        assert facts.dnd is False
        assert facts.forwards is not None
        assert {kind: one.on for kind, one in facts.forwards.items()} == dict.fromkeys(FORWARD_KINDS, False)
        await on.wish(Wish(Feature.DND, on=True))
        for kind, feature in FORWARD_KINDS.items():
            await on.wish(Wish(feature, on=True, target=f"2{len(kind)}", seconds=18))
        facts = (await on.at.driver.probe()).facts
        assert facts.dnd is True
        assert facts.forwards is not None
        for kind in FORWARD_KINDS:
            seconds = 18 if kind == "no-answer" else None
            assert facts.forwards[kind] == Forwarding(on=True, target=f"2{len(kind)}", seconds=seconds)


async def test_what_was_switched_at_the_phone_is_told(vendor: str) -> None:
    async with desk(vendor) as at:
        at.phone.device.set_dnd(True)
        if vendor == "yealink":
            at.phone.device.set_forward("always", True, "24")
        facts = (await at.driver.probe()).facts
    assert facts.dnd is True
    if vendor == "yealink":
        assert facts.forwards is not None
        assert facts.forwards["always"] == Forwarding(on=True, target="24")


async def test_a_snom_with_features_per_identity() -> None:
    async with desk(
        "snom", numbered_settings=True, lines=("23",), settings={"dnd_mode1": "on", "dnd_mode2": "on"}
    ) as at:
        assert (await at.driver.probe()).facts.dnd is True


KNOWN = [
    ("snom", {"model": "D785"}, ("D785", "10.1.169.16")),
    ("snom", {"model": "D385", "firmware": "10.1.198.19"}, ("D385", "10.1.198.19")),
    ("snom", {"model": "370"}, ("370", "8.7.5.35")),
    ("yealink", {"model": "T46U"}, ("T46U", "108.86.0.90")),
    ("yealink", {"model": "T53W"}, ("T53W", "96.86.0.70")),
    ("yealink", {"model": "T48U"}, ("T48U", "108.86.0.90")),
    ("yealink", {"model": "T46G", "old_firmware": True}, ("T46G", "28.73.0.50")),
]


@pytest.mark.parametrize(("maker", "profile", "known"), KNOWN)
async def test_model_and_firmware(maker: str, profile: dict[str, object], known: tuple[str, str]) -> None:
    async with desk(maker, **profile) as at:  # type: ignore[arg-type]
        probe = await at.driver.probe()
        assert (probe.ok, probe.cause, probe.text) == (True, "", "")
        assert (probe.model, probe.firmware) == known
        assert probe.mac in ("", at.phone.profile.mac_address)
        assert at.commands == []


async def test_a_yealink_that_answers_no_question_is_still_a_yealink() -> None:
    for old in (False, True):
        async with desk("yealink", model="T46S", phonecfg=False, old_paths_only=old) as at:
            probe = await at.driver.probe()
            assert (probe.ok, probe.model, probe.facts.identities) == (True, "T46S", None)
            await at.driver.dial("022147110")
            await at.phone.wait_for("talking")


BARRED = [
    ("snom", {"remote_control": "hidden-tags"}, "hidden-tags"),
    ("snom", {"remote_control": "hidden-tags", "hidden_tags_status": 200}, "hidden-tags"),
    ("snom", {"settings": {"restrict_uri_queries": "on"}}, "hidden-tags"),
    ("snom", {"model": "D862"}, "no-remote-control"),
    ("snom", {"https_only": True}, "wrong-scheme"),
    ("yealink", {"remote_control": "prompt"}, "consent"),
    ("yealink", {"remote_control": "prompt", "forbidden_status": 200}, "consent"),
    ("yealink", {"remote_control": "denied"}, "allow-list"),
    ("yealink", {"settings": {"features.action_uri.enable": "0"}}, "allow-list"),
    ("snom", {"password": "Anders9"}, "password"),
    ("yealink", {"password": "Anders9"}, "password"),
    ("snom", {"web": False}, "unreachable"),
    ("yealink", {"web": False}, "unreachable"),
]


@pytest.mark.parametrize(("maker", "profile", "cause"), BARRED)
async def test_the_probe_names_what_bars(maker: str, profile: dict[str, object], cause: str) -> None:
    async with desk(maker, **profile) as at:  # type: ignore[arg-type]
        probe = await at.driver.probe()
        assert (probe.ok, probe.cause) == (False, cause)
        assert cause in CAUSES
        assert "desk" in probe.text
        assert at.commands == []
        assert at.judged <= 2


async def test_a_d8xx_says_so_once_it_is_known() -> None:
    async with desk("snom", model="D815") as at:
        await at.driver.probe()
        for what in (Order.ANSWER, Order.TRANSFER, Feature.DND, Ability.DIAL):
            assert at.driver.lacks(what), what


async def test_a_lock_out_is_told_with_its_time_and_no_password_is_tried_again() -> None:
    async with pace("snom", auth="basic", lock_seconds=60.0) as on:
        for _ in range(3):
            await _wrong_password(on.at.phone)
        judged = on.at.judged
        probe = await on.at.driver.probe()
        assert (probe.ok, probe.cause) == (False, "locked")
        assert probe.wait is not None
        assert probe.wait <= 60.0
        error = await refusal(on.at.driver.dial("23"))
        assert error.cause == "locked"
        assert on.at.judged <= judged + 1
        on.passes(61.0)
        await on.at.driver.dial("23")
        assert len(on.at.phone.calls) == 1


async def _wrong_password(phone: SimulatedPhone) -> None:
    config = PhoneConfig("desk", phone.profile.vendor, phone.url.removeprefix("http://"), USER, "falsch")
    driver = make_driver(config)
    await refusal(driver.dial("23"))
    await driver.aclose()


async def test_https_by_the_first_certificate_and_no_other(vendor: str, tmp_path: Path) -> None:
    first = str(write_certificate(tmp_path / "first.pem"))
    async with desk(vendor, certificate=first) as at:
        pins = MemoryPins()
        config = PhoneConfig("desk", vendor, at.phone.secure_url, USER, PASSWORD)
        for _ in range(2):
            driver = make_driver(config, pins)
            assert (await driver.probe()).ok
            await driver.aclose()
        await at.phone.use_certificate(str(write_certificate(tmp_path / "second.pem")))
        driver = make_driver(config, pins)
        probe = await driver.probe()
        assert (probe.ok, probe.cause) == (False, "certificate")
        error = await refusal(driver.dial("23"))
        assert error.cause == "certificate"
        assert at.phone.calls == []
        await driver.aclose()


async def test_a_web_interface_that_is_switched_on_again_is_found(vendor: str) -> None:
    async with desk(vendor, web=False) as at:
        assert not (await at.driver.probe()).ok
        await at.phone.switch_web(on=True)
        assert (await at.driver.probe()).ok
