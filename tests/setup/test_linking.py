"""Dial settings, PBX, outside prefix, and the number of the test call."""

from __future__ import annotations

import pytest

from tui.setup import linking
from tui.setup.finish import act, check, refusal
from tui.setup.model import State, Told
from tui.setup.workshop import Workshop

PHONE = '[phone.desk]\nvendor = "snom"\nhost = "192.168.1.50"\n'


def silent(told: Told) -> None: ...


async def with_config(workshop: Workshop, text: str) -> Workshop:
    workshop.paths.config_file.write_text(text, encoding="utf-8")
    await workshop.open()
    assert workshop.problem is None
    return workshop


@pytest.mark.parametrize(
    ("prefix", "dialled"), [("0", "003023125110"), ("", "03023125110"), ("9", "903023125110"), ("x", "")]
)
async def test_the_example_follows_the_typing(workshop: Workshop, prefix: str, dialled: str) -> None:
    await with_config(workshop, '[dialing]\narea_code = "221"\n')
    line = linking.example(workshop, {"outside_prefix": prefix})
    assert line.endswith(dialled)
    assert bool(line) is bool(dialled)


async def test_a_prefix_counts_once_somebody_has_said_so(workshop: Workshop) -> None:
    await with_config(workshop, "")
    assert (await linking.prefix(workshop)).state is State.OPEN
    (field,) = linking.prefix_fields(workshop)
    assert field.value == "0"  # proposed, as most have it
    found = await linking.keep_prefix(workshop, {"outside_prefix": ""}, silent)
    assert found.state is State.DONE
    assert workshop.paths.config_file.read_text() == '[dialing]\noutside_prefix = ""\n'
    (field,) = linking.prefix_fields(workshop)
    assert field.value == ""


async def test_codes_of_another_pbx_and_back(workshop: Workshop) -> None:
    await with_config(workshop, "")
    assert [choice.value for choice in linking.pbx_fields(workshop)[0].choices] == ["cloud", "other"]
    await linking.keep_pbx(workshop, {"pbx": "other", "voicemail": "2000"}, silent)
    assert workshop.config.codes.park == ""
    assert workshop.config.codes.voicemail == "2000"
    await linking.keep_pbx(workshop, {"pbx": "cloud", "voicemail": "3000"}, silent)
    assert workshop.config.codes.park == "*97*{slot}"
    assert workshop.config.codes.voicemail == "3000"


async def test_own_codes_stay(workshop: Workshop) -> None:
    text = '[codes]\npark = "*5*{slot}"  # ours\n'
    await with_config(workshop, text)
    pbx, _ = linking.pbx_fields(workshop)
    assert (pbx.value, [choice.value for choice in pbx.choices]) == ("own", ["cloud", "other", "own"])
    await linking.keep_pbx(workshop, {"pbx": "own", "voicemail": "2000"}, silent)
    assert workshop.paths.config_file.read_text() == text


@pytest.mark.parametrize(
    "text", ["110", "112", "0112", "+49112", "*72*22", "#72", "0900 5123456", "no number", "anonymous"]
)
async def test_what_is_not_called_for_a_test(workshop: Workshop, text: str) -> None:
    await with_config(workshop, PHONE + '[dialing]\narea_code = "221"\noutside_prefix = "0"\n')
    assert refusal(workshop, text)


@pytest.mark.parametrize("text", ["0171 3920044", "22", "+49 221 4710110"])
async def test_what_may_be_called(workshop: Workshop, text: str) -> None:
    await with_config(workshop, PHONE + '[dialing]\narea_code = "221"\noutside_prefix = "0"\n')
    assert refusal(workshop, text) == ""


async def test_without_a_device_nothing_is_linked(workshop: Workshop) -> None:
    await with_config(workshop, "")
    for look in (linking.linked, linking.dialling, check):
        assert (await look(workshop)).state is State.OPEN
    assert (await act(workshop, {"test_number": "22"}, silent)).state is State.OPEN


async def test_a_line_that_the_device_has_not(workshop: Workshop) -> None:
    from tui.calls.facts import Identity, PhoneFacts
    from tui.phones.driver import Probe

    await with_config(workshop, PHONE + 'identity = "22@pbx"\n')
    workshop.probes["desk"] = Probe(True, facts=PhoneFacts(identities=(Identity(1, "23@pbx"),)))
    assert (await linking.dialling(workshop)).state is State.ATTENTION
    found = await linking.keep_dialling(workshop, {"identity": "23@pbx"}, silent)
    assert (found.state, workshop.config.phones["desk"].identity) == (State.DONE, "23@pbx")
    await linking.keep_dialling(workshop, {"identity": ""}, silent)
    assert "identity" not in workshop.paths.config_file.read_text()
