"""Do not disturb and forwards set in the phone: what becomes of the next call."""

from __future__ import annotations

import pytest

from tests.contract.desk import OUTSIDE, OWN
from tests.contract.pace import ABROAD, COLLEAGUE, Pace, pace
from tui.errors import UsageError
from tui.phones.driver import Feature, Wish
from tui.simulator.party import Behaviour

FORWARDS = (Feature.ALWAYS, Feature.BUSY, Feature.NO_ANSWER)
EACH = pytest.mark.parametrize("feature", FORWARDS)
# A Snom's firmware has these settings for the phone, or for each identity.
SHAPES = pytest.mark.parametrize(
    ("maker", "profile"),
    [
        ("snom", {}),
        ("snom", {"model": "370"}),
        ("snom", {"numbered_settings": True}),
        ("snom", {"numbered_settings": True, "lines": ("23",)}),
        ("yealink", {}),
        ("yealink", {"model": "T53W"}),
        ("yealink", {"model": "T42G", "old_firmware": True}),
        ("yealink", {"model": "T20P", "old_firmware": True, "old_paths_only": True, "phonecfg": False}),
    ],
)


async def _next_call_goes_to(on: Pace, number: str, feature: Feature) -> None:
    """Somebody calls; it must come out at `number`, and ring at the phone before only for NO_ANSWER."""
    other = on.party(number)
    before = on.at.phone.happened.copy()
    on.at.caller.call(OWN)
    if feature is Feature.NO_ANSWER:
        await on.at.phone.wait_for("ringing")
        (leg,) = on.at.phone.calls
        on.at.office.exchange.redirect(leg, on.at.phone.device.switches.forwards[feature.value].target)
    await other.wait_for("ringing")
    assert on.at.phone.calls == []
    rang = {"incoming", "incoming_call"} & set(on.at.phone.happened[len(before) :])
    # Yealink reports what it forwards, Snom does not.
    assert bool(rang) is (feature is Feature.NO_ANSWER or on.at.phone.profile.vendor == "yealink")
    on.at.caller.hang_up()
    await other.wait_for("idle")


@SHAPES
async def test_do_not_disturb(maker: str, profile: dict[str, object]) -> None:
    async with pace(maker, **profile) as on:  # type: ignore[arg-type]
        await on.at.driver.probe()
        for _ in range(2):  # said twice it stays on
            await on.wish(Wish(Feature.DND, on=True))
            assert on.at.phone.device.dnd
        on.at.caller.call(OWN)
        await on.at.caller.wait_for("idle")
        assert on.at.phone.calls == []
        for _ in range(2):
            await on.wish(Wish(Feature.DND, on=False))
            assert not on.at.phone.device.dnd
        await on.at.rings()
        told = [one for one in on.at.phone.happened if one.startswith("dnd")]
        assert told == ["dnd_on", "dnd_off"]


@SHAPES
@EACH
async def test_forward_on_and_off(maker: str, profile: dict[str, object], feature: Feature) -> None:
    async with pace(maker, **profile) as on:  # type: ignore[arg-type]
        await on.at.driver.probe()
        on.party(COLLEAGUE)
        await on.wish(Wish(feature, on=True, target=COLLEAGUE, seconds=18))
        forward = on.at.phone.device.switches.forwards[feature.value]
        assert (forward.on, forward.target) == (True, COLLEAGUE)
        assert forward.seconds == (18.0 if feature is Feature.NO_ANSWER else 24.0)
        if feature is Feature.BUSY:
            on.at.phone.device.set_dnd(True)
        await _next_call_goes_to(on, COLLEAGUE, feature)
        await on.wish(Wish(feature, on=True, target=ABROAD))  # another target, without switching it off
        assert forward.target == ABROAD
        await _next_call_goes_to(on, ABROAD, feature)
        await on.wish(Wish(feature, on=False))
        on.at.phone.device.set_dnd(False)
        assert not forward.on
        await on.at.rings()


@EACH
async def test_one_forward_leaves_the_others_alone(vendor: str, feature: Feature) -> None:
    async with pace(vendor) as on:
        await on.at.driver.probe()
        for one in FORWARDS:
            await on.wish(Wish(one, on=True, target=COLLEAGUE))
        await on.wish(Wish(feature, on=False))
        switched = {kind for kind, one in on.at.phone.device.switches.forwards.items() if one.on}
        assert switched == {one.value for one in FORWARDS} - {feature.value}


@pytest.mark.parametrize("target", ["0221471199", "*56*25", "2000", "+49221471199"])
async def test_every_target_arrives_as_it_is_dialled(vendor: str, target: str) -> None:
    async with pace(vendor) as on:
        await on.at.driver.probe()
        await on.wish(Wish(Feature.ALWAYS, on=True, target=target))
        assert on.at.phone.device.switches.forwards["always"].target == target


@pytest.mark.parametrize("target", ["", "0221 4711", "22&dnd_mode=on", "22=6", "22;Reboot", "Anna"])
async def test_what_is_no_target_never_leaves(vendor: str, target: str) -> None:
    async with pace(vendor) as on:
        for feature in FORWARDS:
            with pytest.raises(UsageError):
                on.at.driver.wishes(Wish(feature, on=True, target=target))
        assert on.at.phone.requests == []


@pytest.mark.parametrize(("wanted", "yealink"), [(6, 6), (7, 6), (10, 12), (20, 18), (1, 6), (0, 24)])
async def test_the_seconds_that_a_phone_takes(vendor: str, wanted: int, yealink: int) -> None:
    """A Yealink takes multiples of six and refuses all others; 0 leaves it at what the phone has."""
    async with pace(vendor) as on:
        await on.at.driver.probe()
        await on.wish(Wish(Feature.NO_ANSWER, on=True, target=COLLEAGUE, seconds=wanted))
        forward = on.at.phone.device.switches.forwards["no-answer"]
        assert forward.on
        assert forward.seconds == (yealink if vendor == "yealink" else wanted or 24)


async def test_not_registered_is_the_pbxs_own(vendor: str) -> None:
    async with pace(vendor) as on:
        assert on.at.driver.wishes(Wish(Feature.NOT_REGISTERED, on=True, target=COLLEAGUE)) == ()
        assert on.at.driver.lacks(Feature.NOT_REGISTERED)


async def test_a_snom_of_which_the_settings_are_unknown_tries_both_shapes() -> None:
    for numbered in (False, True):
        async with pace("snom", numbered_settings=numbered) as on:
            ways = on.at.driver.wishes(Wish(Feature.DND, on=True))
            assert ways[-1].toggles
            tried = await on.in_turn(ways, lambda: on.at.phone.device.dnd)
            assert len(tried) == (2 if numbered else 1)
            on.at.phone.device.set_dnd(False)
            await on.go(ways[-1])  # the key by itself
            assert on.at.phone.device.dnd


@pytest.mark.parametrize(
    "profile",
    [{"dnd_allowed": False}, {"feature_mode": "account"}, {"settings": {"features.dnd.allow": "0"}}],
)
async def test_a_yealink_that_is_set_against_it_accepts_and_does_nothing(profile: dict[str, object]) -> None:
    async with pace("yealink", **profile) as on:  # type: ignore[arg-type]
        await on.at.driver.probe()
        await on.wish(Wish(Feature.DND, on=True))
        assert not on.at.phone.device.dnd
        assert on.at.phone.happened == []


async def test_what_a_snom_was_told_survives_its_restart() -> None:
    async with pace("snom") as on:
        await on.at.driver.probe()
        await on.wish(Wish(Feature.DND, on=True))
        await on.wish(Wish(Feature.BUSY, on=True, target=COLLEAGUE))
        on.at.phone.reboot()
        await on.at.phone.wait_for_event("log_on")
        assert on.at.phone.device.dnd
        assert on.at.phone.device.switches.forwards["busy"].target == COLLEAGUE


async def test_locked_settings_accept_and_do_nothing() -> None:
    """Whoever asked is told only by reading the setting back, or by the event that never comes."""
    async with pace("snom", locked_settings=("dnd_mode", "fwd_all_enabled")) as on:
        await on.at.driver.probe()
        await on.wish(Wish(Feature.DND, on=True))
        await on.wish(Wish(Feature.ALWAYS, on=True, target=COLLEAGUE))
        assert not on.at.phone.device.dnd
        assert (await on.at.driver.settings(["dnd_mode", "fwd_all_enabled"])) == {
            "dnd_mode": "off",
            "fwd_all_enabled": "off",
        }
        assert on.at.phone.happened == []


FEATURES_BY_CODE = {
    "*72*24": ("always", "24"),
    "*90*24": ("busy", "24"),
    "*92*15*24": ("no-answer", "24"),
    "*93*24": ("not-registered", "24"),
}


@pytest.mark.parametrize("code", sorted(FEATURES_BY_CODE))
async def test_codes_dialled_by_the_phone_set_the_pbx_and_not_the_phone(vendor: str, code: str) -> None:
    async with pace(vendor) as on:
        kind, target = FEATURES_BY_CODE[code]
        await on.at.driver.dial(code)
        await on.at.phone.wait_for("talking")
        await on.at.phone.wait_for("idle")
        assert on.at.office.exchange.forwards[OWN] == {kind: target}
        assert not any(one.on for one in on.at.phone.device.switches.forwards.values())
        on.party(COLLEAGUE, Behaviour.NEVER)
        if kind == "not-registered":
            on.at.phone.lose_registration()
        elif kind == "busy":
            on.at.phone.device.set_dnd(True)
        elif kind == "no-answer":
            assert on.at.office.exchange.forward_seconds[OWN] == 15.0
            on.at.office.exchange.forward_seconds[OWN] = 0.01
        on.at.office.party(OUTSIDE).call(OWN)
        await on.at.office.party(COLLEAGUE).wait_for("ringing")
