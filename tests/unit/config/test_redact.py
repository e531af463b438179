"""What may not stand in a log, and what may."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.redact import mask_number, redact


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("call from +49221471022", "call from +49221471xxx"),
        ("0221 4710-22, then (0221) 4710-23", "0221 471x-xx, then (0221) 471x-xx"),
        ("+49 (0) 221 4710 22", "+49 (0) 221 471x xx"),
        ("030\u00a023125–000", "030\u00a023125–xxx"),
        ("number=0022147100022&x=1", "number=0022147100xxx&x=1"),
        ("number=%2B49221471022", "number=%2B49221471xxx"),
        ("number=0221%204710%2022", "number=0221%20471x%20xx"),
        ("number=+4922", "number=+4xxx"),
        ("'01713920000'", "'01713920xxx'"),
        ("b'\\r\\n01713920000'", "b'\\r\\n01713920xxx'"),
        ("sip:02214710022@pbx.example", "sip:02214710xxx@pbx.example"),
        ("+49.221.4710.22", "+49.221.471x.xx"),
        # an extension is known by its name only
        ("number=22&line=1", "number=xx&line=1"),
        ("remote='2204'", "remote='2xxx'"),
        ('{"number": "22"}', '{"number": "xx"}'),
        ("sip:22@pbx.example, sip%3A23%40pbx", "sip:xx@pbx.example, sip%3Axx%40pbx"),
        ("tel:22", "tel:xx"),
        ("number: 0221 4710", "number: 0221 4xxx"),
        # several, with blanks between
        ("01713920000 01713920001", "017xxxxxxxx xxxxxxxxxxx"),
        ("0221471022 0221471023", "022xxxxxxx xxxxxxxxxx"),
        ("471022 471023", "471xxx 471xxx"),
        ("01713920000\n01713920001", "01713920xxx\n01713920xxx"),
        ("0221 4710 22 0221 4710 23", "022x xxxx xx xxxx xxxx xx"),
    ],
)
def test_numbers_lose_their_last_three_digits(text: str, expected: str) -> None:
    assert redact(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-23T14:03:07.120+01:00 2026-11-23 14:03:07,120 2026-11-23",
        "http://192.168.1.50:8080/command.htm?key=ENTER",
        "[fd00::5]:8080, 00:04:13:aa:bb:cc",
        "firmware 10.1.185.0, HTTP 401 after 0.123456 s and 12.5 s, port 65535",
        'File "tui/config/tokens.py", line 12, in of',
        "/usr/lib/python3/site-packages/some_long_module/x.py",
        "could not authenticate with desk; Basic settings; passing on",
        "answer 1 of 2, 100 %",
        "",
    ],
)
def test_what_is_no_secret_stays(text: str) -> None:
    assert redact(text) == text


TOKEN = "Ab3_efgh-jkLmnop"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"http://10.0.0.1:8080/{TOKEN}/incoming?x=1", "http://10.0.0.1:8080/***/incoming?x=1"),
        (f"GET /{TOKEN}/incoming HTTP/1.1", "GET /***/incoming HTTP/1.1"),
        (f"base http://10.0.0.1:8080/{TOKEN}.", "base http://10.0.0.1:8080/***."),
        (
            f"url=http%3A%2F%2F10.0.0.1%3A8080%2F{TOKEN}%2Fmissed",
            "url=http%3A%2F%2F10.0.0.1%3A8080%2F***%2Fmissed",
        ),
        ("Authorization: Basic YWRtaW46Z2VoZWlt\nHost: x", "Authorization: ***\nHost: x"),
        ('authorization: Digest username="a", response="b", cnonce="c"', "authorization: ***"),
        ("[(b'Authorization', b'Basic YWRtaW46Z2VoZWlt')]", "[(b'Authorization: ***"),
        ("Set-Cookie: session=abc; path=/", "Set-Cookie: ***"),
        ("sent Basic YWRtaW46Z2VoZWlt", "sent Basic ***"),
        ('sent Digest username="a", response="b"', "sent Digest ***"),
        ("http://admin:geheim@192.168.1.50/x", "http://***@192.168.1.50/x"),
        ("https://admin:ge@heim:x@[fd00::5]/x", "https://***@[fd00::5]/x"),
        ("http://192.168.1.50/x?u=a@b", "http://192.168.1.50/x?u=a@b"),
        ("host admin:geheim@192.168.1.50", "host ***@192.168.1.50"),
        ("password=geheim", "password=***"),
        ("settings=save&admin_mode_password=ge,he;im&x=1", "settings=save&admin_mode_password=***"),
        ("password = 'ge heim', user='a'", "password = ***, user='a'"),
        ('PhoneConfig(password="ge\'heim")', "PhoneConfig(password=***)"),
        ('{"password": "ge\\"heim", "a": 1}', '{"password": ***, "a": 1}'),
        ("Passwort: geheim", "Passwort: ***"),
        ("static.security.user_password=admin:geheim", "static.security.user_password=***"),
        ("http_pass%3Dgeheim", "http_pass%3D***"),
        ('<http_pass perm="">geheim</http_pass>', '<http_pass perm="">***</http_pass>'),
    ],
)
def test_secrets_are_taken_out(text: str, expected: str) -> None:
    assert redact(text) == expected


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("22", "xx"),
        ("", ""),
        ("*31*", "*xx*"),
        ("0221 4710-22", "0221 471x-xx"),
        ("+49221%2011", "+4922x%20xx"),
    ],
)
def test_masking_one_number(number: str, expected: str) -> None:
    assert mask_number(number) == expected


@given(
    st.from_regex(r"(\+49|0049|0)(221|30|171)[ /-]?[0-9]{5,8}(-[0-9]{1,3})?", fullmatch=True),
    st.text(max_size=20),
)
def test_no_german_number_survives(number: str, around: str) -> None:
    safe = "".join(char for char in around if not char.isdigit())
    digits = [char for char in redact(f"{safe}: {number}; {safe}") if char.isdigit()]
    assert len(digits) <= sum(char.isdigit() for char in number) - 3


@given(st.text(max_size=300))
def test_any_text_is_redacted_once_and_for_all(text: str) -> None:
    once = redact(text)
    assert redact(once).count("***") >= once.count("***")


@pytest.mark.parametrize(
    "unit", ["1", "1 ", "a.", "password", "a-", "/", "://", "'", '"', "A:", "<pass ", "%20", "0("]
)
def test_a_hostile_text_takes_no_time(unit: str) -> None:
    redact(unit * (2_000 // len(unit)))
