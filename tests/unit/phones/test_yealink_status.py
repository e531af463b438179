"""What a Yealink says of itself: `phonecfg=get`."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.calls.facts import Forwarding, Identity, PhoneFacts
from tui.phones.decoding.yealink import status

# The form that antirek/yealink-ws-demo met with firmware 2.71.14.4, with more of it in use.
SAMPLE = """[Status]\r
FirmwareVersion=2.71.14.4\r
[Accounts]\r
Account1=Enabled|Zentrale|23|Anna Müller|Off|23@pbx.example|x\r
Account5=Disabled|||Disable|Off|\r
Account0=Enabled|22|22|22|Off|22@192.168.241.14|\r
[DND]\r
State=On\r
[Forward_always]\r
State=Off\r
Target=\r
[Forward_busy]\r
State=On\r
Target=02219000\r
[Forward_noanswer]\r
Ringtimes=24\r
State=On\r
Target=sip:2000@pbx.example\r
"""


def test_the_whole_answer() -> None:
    assert status(SAMPLE) == PhoneFacts(
        firmware="2.71.14.4",
        identities=(Identity(1, "22@192.168.241.14", "22"), Identity(2, "23@pbx.example", "Zentrale")),
        dnd=True,
        forwards={
            "always": Forwarding(False),
            "busy": Forwarding(True, "02219000"),
            "no-answer": Forwarding(True, "2000", 24),
        },
    )


def test_newer_firmware_and_nothing_but_the_status() -> None:
    text = "[Status]\nFirmwareVersion=108.86.0.20\nMACAddress=80:5E:C0:7A:B1:CD\nUptime=3 days\n"
    assert status(text) == PhoneFacts(firmware="108.86.0.20", mac="805ec07ab1cd")


def test_no_section_is_not_the_same_as_an_empty_one() -> None:
    facts = status("[Status]\nFirmwareVersion=66.1\n[Accounts]\n[DND]\n[Forward_always]\nTarget=22\n")
    assert facts is not None
    assert (facts.identities, facts.dnd, facts.forwards) == ((), None, {})


@pytest.mark.parametrize(
    "text", ["", "<html><title>FRITZ!Box</title></html>", "[Status]\n", "a=b\n[c]\nd=e", "FirmwareVersion=\n"]
)
def test_what_is_no_answer(text: str) -> None:
    assert status(text) is None


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Account0=Enabled|22|22|22|Off|22@pbx", Identity(1, "22@pbx", "22")),
        ("Account0=Enabled||22|22|Off|sip:22@pbx:5061|", Identity(1, "22@pbx:5061")),
        ("account15=ENABLED|a|b|c|?|x|22@pbx", Identity(16, "22@pbx", "a")),
        ("Account0=Registered|22|22|22|Off|22@pbx|", Identity(1, "22@pbx", "22")),
        ("Account0=Disabled|22|22|22|Off|22@pbx|", None),
        ("Account0=0|22|22|22|Off|22@pbx|", None),
        ("Account0=|22|22|22|Off|22@pbx|", None),
        ("Account0=Enabled|22|22|22|Off||", None),
        ("Account0=Enabled|22@pbx|22@pbx|22@pbx|", None),
        ("Account0=Enabled", None),
        ("Account0=", None),
        ("Account12345=Enabled|22|22|22|Off|22@pbx|", None),
        ("Account=Enabled|22|22|22|Off|22@pbx|", None),
        ("Account٣=Enabled|22|22|22|Off|22@pbx|", None),
        (f"Account0=Enabled|22|22|22|Off|{'2' * 65}@pbx|", None),
        ("Account0=Enabled|22|22|22|Off|2 2@pbx|", None),
        ("Account0=Enabled|\x1b[31mred\u202e|22|22|Off|22@pbx|", Identity(1, "22@pbx", "[31mred")),
    ],
)
def test_accounts(line: str, expected: Identity | None) -> None:
    facts = status(f"[Accounts]\n{line}\n")
    assert facts is not None
    assert facts.identities == (() if expected is None else (expected,))


def test_of_an_account_that_comes_twice_the_first_counts() -> None:
    facts = status("[Accounts]\nAccount0=Enabled|a|||Off|22@pbx|\nAccount0=Enabled|b|||Off|110@evil|\n")
    assert facts is not None
    assert facts.identities == (Identity(1, "22@pbx", "a"),)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("On", True),
        ("on", True),
        ("1", True),
        ("Enabled", True),
        ("Off", False),
        ("0", False),
        ("", None),
        ("?", None),
    ],
)
def test_switches(value: str, expected: bool | None) -> None:
    facts = status(
        f"[Status]\nFirmwareVersion=1\n[DND]\nState={value}\n[Forward_busy]\nState={value}\nTarget=22\n"
    )
    assert facts is not None
    assert facts.dnd is expected
    assert facts.forwards == ({} if expected is None else {"busy": Forwarding(expected, "22")})


@pytest.mark.parametrize(
    ("value", "seconds"),
    [("24", 24), ("-6", None), ("0", None), ("", None), ("9999", None), ("1e3", None), ("٣", None)],
)
def test_how_long_it_rings(value: str, seconds: int | None) -> None:
    text = f"[Accounts]\n[Forward_noanswer]\nRingtimes={value}\nState=On\nTarget=22\n"
    facts = status(text)
    assert facts is not None
    assert facts.forwards == {"no-answer": Forwarding(True, "22", seconds)}


LINES = st.one_of(
    st.text(max_size=60),
    st.sampled_from(SAMPLE.splitlines()),
    st.builds("Account{}={}|{}|x|y|z|{}@{}|".format, st.integers(0, 2000), *[st.text(max_size=90)] * 4),
    st.builds("{}={}".format, st.sampled_from(["State", "Target", "Ringtimes"]), st.text(max_size=300)),
)


@given(st.lists(LINES, max_size=30))
def test_whatever_it_writes_is_bounded_and_harmless(lines: list[str]) -> None:
    facts = status("\n".join(["[Accounts]", *lines]))
    assert facts is not None
    shown = [facts.firmware, facts.mac]
    for one in facts.identities or ():
        assert one.index >= 1
        shown += [one.address, one.label]
    for forward in (facts.forwards or {}).values():
        shown.append(forward.target)
        assert forward.seconds is None or 0 < forward.seconds <= 3600
    assert all(text.isprintable() and len(text) <= 200 for text in shown)


@pytest.mark.parametrize(
    "hostile", ["[" * 70000, "a=" * 70000, "Account0=" + "|" * 200000, " " * 200000, "\n" * 200000]
)
def test_a_flood_is_read_at_once(hostile: str) -> None:
    facts = status("[Accounts]\n" + hostile)
    assert facts is not None
    assert facts.identities == ()
