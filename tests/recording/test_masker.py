"""Masked lines: the same lengths and sorts of characters, the same number the same mask, and nothing left over."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import unquote_to_bytes

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tui.dialing.number import DialPlan
from tui.phones.maker import Maker
from tui.phones.registry import makers
from tui.recording.masker import Masker
from tui.recording.trace import Command, Opening, Own, Report

SITE = DialPlan("DE", "221", "4711", (2, 3), "0")
PLANS = [SITE, DialPlan(), DialPlan("DE", "2202", "98", (2, 3, 4, 5), "9"), DialPlan("AT", "1", "58858")]
OUI = "000413"
RUN = re.compile(rb"[0-9]{4,}")

keys = st.binary(min_size=1, max_size=64)
plans = st.sampled_from(PLANS)
gaps = st.sampled_from(["", "", "", " ", "-", "/", " / ", ".", " (", ") "])
numbers = st.lists(
    st.tuples(st.text("0123456789", min_size=1, max_size=6), gaps), min_size=1, max_size=5
).map(lambda parts: "".join(digits + gap for digits, gap in parts).strip(" -/.()"))
written = st.tuples(st.sampled_from(["", "", "0", "00", "+49", "0049", "+", "*21*"]), numbers).map("".join)
names = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20)
values = st.one_of(
    written, names, st.sampled_from(["anonymous", "22@pbx.firma.de", "sip:+49221471122@10.1.2.3"])
)
parameters = st.sampled_from(
    [
        "mac",
        "ongoing",
        "local",
        "user",
        "call_id",
        "remote",
        "called",
        "reason",
        "name",
        "target",
        "x",
        "kunde",
    ]
)
queries = st.lists(st.tuples(parameters, values), max_size=6).map(
    lambda pairs: "&".join(f"{name}={value}" for name, value in pairs)
)


def masker(key: bytes = b"k", plan: DialPlan = SITE) -> Masker:
    return Masker(key, plan, ["desk", "side"])


def line(query: bytes, of: Masker | None = None) -> bytes:
    """The query of a report, masked."""
    report = Report(0.0, "desk", "snom", "GET", b"GET /TOKEN/incoming?" + query + b" HTTP/1.1")
    masked = (of or masker()).mask(report)
    assert isinstance(masked, Report)
    assert masked.line.startswith(b"GET /TOKEN/incoming?")
    assert masked.line.endswith(b" HTTP/1.1")
    return masked.line[len(b"GET /TOKEN/incoming?") : -len(b" HTTP/1.1")]


def remote(number: str, of: Masker) -> str:
    return line(f"remote={number}".encode(), of).decode().removeprefix("remote=")


def digits(text: str) -> str:
    return re.sub("[^0-9]", "", text)


def sort_of(char: str) -> str:
    """What a mask may not change about a character."""
    if char.isascii():
        return (
            "digit"
            if char.isdigit()
            else "capital"
            if char.isupper()
            else "small"
            if char.isalpha()
            else char
        )
    return f"{unicodedata.category(char)[0]} in {len(char.encode())}" if char.isalpha() else "other"


@settings(deadline=None)
@given(keys, plans, st.binary(max_size=80))
@example(b"k", SITE, b"name=M\xfcller&remote=0221 4711-22")
@example(b"k", SITE, b"%zz%4%41nna \xe1\x80 \xf5\x80\x80\x80")
def test_whatever_the_bytes_the_length_stays(key: bytes, plan: DialPlan, query: bytes) -> None:
    masked = line(query, masker(key, plan))
    assert len(masked) == len(query)
    assert [byte < 128 for byte in masked] == [byte < 128 for byte in query]


@settings(deadline=None)
@given(keys, plans, queries)
def test_every_character_stays_of_its_sort(key: bytes, plan: DialPlan, query: str) -> None:
    masked = line(query.encode(), masker(key, plan)).decode()
    assert [sort_of(char) for char in masked] == [sort_of(char) for char in query]


@settings(max_examples=200, deadline=None)
@given(keys, plans, queries)
@example(b"k", SITE, "remote=0049 221 4711-22&name=0221 4711 22")
@example(b"k", SITE, "remote=03023125110&local=1234&call_id=33093")
def test_no_four_digits_of_a_number_survive(key: bytes, plan: DialPlan, query: str) -> None:
    """But for the way abroad, and the half of a MAC address that names the maker."""
    masked = line(query.encode(), masker(key, plan))
    for parameter, was in zip(masked.split(b"&"), query.encode().split(b"&"), strict=True):
        for run in RUN.findall(was):
            assert run in (b"0049", b"00049") or run not in parameter


@settings(deadline=None)
@given(keys, plans, written)
def test_the_same_number_has_the_same_mask(key: bytes, plan: DialPlan, number: str) -> None:
    of = masker(key, plan)
    first = line(f"remote={number}@pbx&local={number}".encode(), of)
    assert line(f"remote={number}@pbx&local={number}".encode(), of) == first


@pytest.mark.parametrize(
    ("plan", "forms"),
    [
        (SITE, ["+49221471122", "0049221471122", "0221471122", "00221471122", "0221 / 4711-22", "471122"]),
        (SITE, ["+491701234567", "00491701234567", "01701234567", "001701234567", "0170/1234567"]),
        (DialPlan(), ["+49351555123", "0049351555123", "0351555123", "49351555123", "+49 351 555123"]),
        (DialPlan(), ["+43158858123", "0043158858123"]),  # with a prefix 0 it may be somebody in Kiel
    ],
)
def test_however_a_number_is_written_its_mask_is_the_same(plan: DialPlan, forms: list[str]) -> None:
    of = masker(plan=plan)
    masked = [digits(remote(form, of)) for form in forms]
    assert [len(one) for one in masked] == [len(digits(form)) for form in forms]
    assert {one[-6:] for one in masked} == {masked[0][-6:]}
    cores = {re.sub(r"^(?:0049|49|00|0)", "", one) for one in masked if len(one) > 6}
    assert len(cores) == 1, masked


def test_numbers_become_those_that_are_kept_free() -> None:
    of = masker()
    free = re.compile("0(?:30 ?23125|40 ?66969|69 ?90009|221 ?4710|89 ?99998)[0-9]{3}|0171 ?39200[0-9]{2}")
    landlines = [f"0{area}{number}" for area in ("351", "621", "911") for number in range(5550000, 5550200)]
    masked = [remote(number, of) for number in landlines]
    assert all(free.fullmatch(number) for number in masked)
    assert len(set(masked)) == len(landlines)
    mobiles = [remote(f"016055500{number}", of) for number in range(10, 60)]
    assert all(free.fullmatch(number) and number.startswith("0171") for number in mobiles)
    assert len(set(mobiles)) == len(mobiles)


def test_when_the_free_numbers_are_used_up_no_two_become_one() -> None:
    of = masker()
    numbers = [f"0351555{number:03d}" for number in range(1000)]  # of that length 400 are kept free
    assert len({remote(number, of) for number in numbers}) == len(numbers)


def test_extensions_keep_their_length_and_are_dealt_out_anew() -> None:
    of = masker()
    for length in (2, 3, 4):
        pool = [str(number) for number in range(10 ** (length - 1), 10**length)]
        masked = [remote(number, of) for number in pool]
        assert sorted(masked) == sorted(pool)
        assert {old for old, new in zip(pool, masked, strict=True) if old == new} <= {"110", "112"}


def test_the_own_trunk_and_town_stay_related() -> None:
    """A colleague's number from outside is the masked trunk and the masked extension."""
    of = masker()
    opening = of.mask(Opening(0.0, "durchwahl 1", False, SITE, {"desk": "snom"}, ("desk",)))
    assert isinstance(opening, Opening)
    assert opening.masked
    assert (dict(opening.phones), opening.thorough) == ({"phone-1": "snom"}, ("phone-1",))
    plan = opening.plan
    assert (len(plan.area_code), len(plan.company_number)) == (3, 4)
    assert (plan.area_code, plan.company_number) != ("221", "4711")
    inside = remote("22", of)
    assert remote("0221471122", of) == f"0{plan.area_code}{plan.company_number}{inside}"
    assert remote("471122", of) == f"{plan.company_number}{inside}"
    assert remote("0221998877", of).startswith(f"0{plan.area_code}")


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        (b"mac=000413A1B2C3", b"mac=000413"),
        (b"mac=00:15:65:5e:16:7c", b"mac=00:15:65:"),
        (b"mac=$mac&call_id=$call-id", b"mac=$mac&call_id=$call-id"),
        (b"ongoing=2&remote=$remote", b"ongoing=2&remote=$remote"),
        (b"name=Anonymous&remote=anonymous@anonymous.invalid", b"name=Anonymous&remote=anonymous@anonymous.invalid"),
        (b"name=unbekannter Anrufer", b"name=unbekannter Anrufer"),
        (b'reason=SIP;cause=200;text="Call completed elsewhere"', b'reason=SIP;cause=200;text="Call completed elsewhere"'),
        (b"remote=sip:112", b"remote=sip:112"),
        (b"remote=*31#0221471122", b"remote=*31#0"),
        (b"model=snom785&firmware=10.1.169.16", b"model=snom785&firmware=10.1.169.16"),
    ],
)  # fmt: skip
def test_what_is_nobodys_stays(query: bytes, kept: bytes) -> None:
    assert line(query).startswith(kept)


@pytest.mark.parametrize(
    "name",
    ["Müller", "M%C3%BCller", "M%c3%bcller", "M\udcfcller"],
)
def test_a_name_keeps_the_way_in_which_it_is_written(name: str) -> None:
    raw = b"name=" + name.encode("utf-8", "surrogateescape")
    of = masker()
    masked = line(raw, of)
    assert masked != raw
    assert b"ller" not in masked
    assert (b"%" in masked) is (b"%" in raw)
    assert unquote_to_bytes(masked).isascii() is False
    encoding = "latin-1" if "\udcfc" in name else "utf-8"
    shown = unquote_to_bytes(masked).decode(encoding).removeprefix("name=")
    reference = line("name=Müller".encode(), of).decode().removeprefix("name=")
    assert shown == reference


def test_capitals_do_not_matter() -> None:
    of = masker()
    one, two = (line(f"name={name}".encode(), of).decode() for name in ("MÜLLER", "Müller"))
    assert one.casefold() == two.casefold()
    assert one.removeprefix("name=").isupper()


def test_a_name_of_another_script_goes_too() -> None:
    for name in ("Вова", "山田太郎", "ếế", "ẞtraße", "\u212bngström", "𠮷野家"):
        masked = line(f"name={name}".encode()).decode().removeprefix("name=")
        assert not {name[at : at + 2] for at in range(len(name) - 1)} & {
            masked[at : at + 2] for at in range(len(masked) - 1)
        }
        assert len(masked.encode()) == len(name.encode())


def test_ids_are_the_same_wherever_they_stand_and_yealinks_still_count() -> None:
    of = masker()
    first, second = (
        line(f"call_id={number}".encode(), of).removeprefix(b"call_id=") for number in (33093, 33094)
    )
    assert (int(second) - int(first)) % 90000 == 1
    command = of.mask(Command(0.0, "side", b"/servlet?key=ASW:33093"))
    own = of.mask(Own(0.0, "side", "reject-sent", "33093"))
    assert isinstance(command, Command)
    assert isinstance(own, Own)
    assert command.target == b"/servlet?key=ASW:" + first
    assert own.call_id.encode() == first
    snom = line(b"call_id=3c3b966053be-phxdiv27t9gm@192.168.1.5", of)
    assert snom.startswith(line(b"call_id=3c3b966053be-phxdiv27t9gm", of) + b"@192.168.")


@pytest.mark.parametrize(
    ("target", "shape"),
    [
        (b"/command.htm?key=ENTER", r"/command\.htm\?key=ENTER"),
        (b"/command.htm?key=F_HOLD", r"/command\.htm\?key=F_HOLD"),
        (b"/command.htm?RELEASE_ALL_CALLS", r"/command\.htm\?RELEASE_ALL_CALLS"),
        (b"/command.htm?number=00221471122&outgoing_uri=22@pbx.de", r"/command\.htm\?number=00\d{9}&outgoing_uri=\d\d@\w{3}\.zz"),
        (b"/servlet?key=number=%2B49221471122", r"/servlet\?key=number=%2B49\d{9}"),
        (b"/servlet?key=BTrans=23", r"/servlet\?key=BTrans=\d\d"),
        (b"/servlet?phonecfg=get&accounts=1&dnd=1&fw=1", r"/servlet\?phonecfg=get&accounts=1&dnd=1&fw=1"),
        (
            b"/dummy.htm?settings=save&store_settings=save&action_missed_url=http%3A%2F%2F192.168.1.20%3A8080%2FTOKEN%2Fmissed%3Fmac%3D%24mac",
            r"/dummy\.htm\?settings=save&store_settings=save&action_missed_url="
            r"http%3A%2F%2F192\.168\.\d\.\d\d%3A\d{4}%2FTOKEN%2Fmissed%3Fmac%3D%24mac",
        ),
        (b"/dummy.htm?settings=save&fwd_time_secs=20&dnd_mode=on", r"/dummy\.htm\?settings=save&fwd_time_secs=20&dnd_mode=on"),
        (b"/screencapture/download", "/screencapture/download"),
    ],
)  # fmt: skip
def test_our_commands_can_still_be_read(target: bytes, shape: str) -> None:
    command = masker().mask(Command(0.0, "desk", target))
    assert isinstance(command, Command)
    assert re.fullmatch(shape, command.target.decode()), command.target


def test_a_page_keeps_its_layout_and_versions_and_nothing_else() -> None:
    page = (
        "<html><title>snom D785</title>Hardware: D785<br>Mac:0004137AB1CD<br>"
        "Firmware-Version: snomD785-SIP 10.1.169.16<br>user_name1: 22<br>"
        'user_realname1!: Anna M&uuml;ller<br><input name="user_host1" value="pbx.firma.de">'
    )
    masked = masker().mask(Command(0.0, "desk", b"/info.htm", body=page.encode()))
    assert isinstance(masked, Command)
    shape = (
        r"<html><title>snom D785</title>Hardware: D785<br>Mac:000413\d[A-F]{2}\d[A-F]{2}<br>"
        r"Firmware-Version: snomD785-SIP 10\.1\.169\.16<br>user_name1: \d\d<br>"
        r'user_realname1!: (\w{4}) \w&uuml;\w{4}<br><input name="user_host1" value="\w{3}\.\w{5}\.zz">'
    )
    found = re.fullmatch(shape, masked.body.decode())
    assert found, masked.body
    assert found[1] != "Anna"
    assert "user_name1: 22" not in masked.body.decode()


def test_a_user_agent_keeps_the_firmware() -> None:
    agents = (
        b"Mozilla/4.0 (compatible; snom710-SIP 8.7.5.35 1.1.5-IFX-05.01.12 000413741767)",
        b"Yealink SIP-T46U 108.87.14.1 24:9a:d8:6e:9d:88",
    )
    report = Report(
        0.0, "desk", "snom", "GET", b"GET / HTTP/1.1", tuple(("user-agent", one) for one in agents)
    )
    masked = masker().mask(report)
    assert isinstance(masked, Report)
    (_, snom), (_, yealink) = masked.headers
    assert snom.startswith(b"Mozilla/4.0 (compatible; snom710-SIP 8.7.5.35 1.1.5-IFX-05.01.12 000413")
    assert yealink.startswith(b"Yealink SIP-T46U 108.87.14.1 24:9a:d8:")
    assert (snom, yealink) != agents


def test_another_key_gives_other_masks() -> None:
    query = b"remote=0351555123&name=Anna Lindner&local=22"
    assert len({line(query, masker(bytes([key]))) for key in range(20)}) == 20


@pytest.mark.parametrize(
    ("host", "shape"),
    [
        ("192.168.1.50", r"192\.168\.\d\.\d\d"),
        ("10.0.0.7", r"10\.\d\.\d\.\d"),
        ("172.16.30.4", r"172\.16\.\d\d\.\d"),
        ("8.8.4.4", r"0\.\d\.\d\.\d"),
        ("91.12.13.14", r"10\.\d\d\.\d\d\.\d\d"),
        ("217.110.1.2", r"2[45]\d\.\d{3}\.\d\.\d"),
        ("127.0.0.1", r"127\.0\.0\.1"),
        ("fe80::215:65ff:fe01:203", r"fe80::[1-9a-f]{3}:[1-9a-f]{4}:[1-9a-f]{4}:[1-9a-f]{3}"),
        ("2003:c7:1f00::1", r"[1-9a-f]{4}:[1-9a-f]{2}:[1-9a-f]{4}::[1-9a-f]"),
    ],
)
def test_a_peer_stays_of_its_sort(host: str, shape: str) -> None:
    masked = masker().mask(Report(0.0, "desk", "snom", "GET", b"GET / HTTP/1.1", peer=host))
    assert isinstance(masked, Report)
    assert re.fullmatch(shape, masked.peer), masked.peer


@pytest.mark.parametrize("made_by", makers(), ids=lambda made_by: made_by.vendor)
def test_every_event_and_setting_of_a_maker_keeps_its_name(made_by: Maker) -> None:
    of = masker()
    for name in made_by.kinds:
        report = of.mask(Report(0.0, "desk", made_by.vendor, "GET", f"GET /TOKEN/{name}?x HTTP/1.1".encode()))
        assert isinstance(report, Report)
        assert report.line.startswith(f"GET /TOKEN/{name}?".encode())
    for url in made_by.action_urls("http://192.168.1.20:8080/TOKEN"):
        target = f"/dummy.htm?{url.setting}=on".encode()
        command = of.mask(Command(0.0, "desk", target, body=f"{url.setting}: $remote".encode()))
        assert isinstance(command, Command)
        assert command.target == target
        assert command.body == f"{url.setting}: $remote".encode()
