"""What a Snom's web pages say, in every form that is known of, and in none."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import settings as run
from hypothesis import strategies as st

from tui.calls.facts import UNTOLD, Forwarding, Identity, PhoneFacts
from tui.phones.decoding import snom_pages as pages
from tui.phones.maker import Greeting

URL = "http://192.168.1.20:8080/t/hold?mac=$mac&copy=1&remote=$remote"
FORMS = {
    "text": ("text/plain", f"# all\n\ndnd_mode!: on\nfkey0&: dest <sip:22@pbx>\nuser_name1: 22\naction_hold!: {URL}\nx:\n"),
    "pre": (
        "text/html",
        f"<html><pre>\n#all\ndnd_mode!: on\nfkey0&amp;: dest &lt;sip:22@pbx&gt;\nuser_name1: 22\n"
        f"action_hold!: {URL.replace('&', '&amp;')}\nx:</pre></html>",
    ),
    "unescaped": (
        "text/html",
        f"<html><pre>\ndnd_mode!: on\nfkey0&: dest <sip:22@pbx>\nuser_name1: 22\naction_hold!: {URL}\nx:</pre></html>",
    ),
    "breaks": (
        "",
        f"<BODY><P>dnd_mode$: on<BR>fkey0&: dest <sip:22@pbx><br />user_name[1]: 22<br>action_hold: {URL}<br>x: </P>",
    ),
    "table": (
        "text/html",
        f"<table><tr class='a'><td>dnd_mode!:</td><td>on</td></tr><tr><td>fkey0:</td><td>dest &lt;sip:22@pbx&gt;</td></tr>"
        f"<tr><td>user_name1:</td><td>22</td></tr><tr><td>action_hold:</td><td>{URL}</td></tr><tr><td>x:</td><td></td></tr></table>",
    ),
    "crlf": ("text/plain", f"dnd_mode!: on\r\nfkey0&: dest <sip:22@pbx>\r\nuser_name1!:22\r\naction_hold!:{URL}\r\nx!:\r\n"),
    "xml": (
        "text/xml",
        '<?xml version="1.0"?><settings><phone-settings e="2"><dnd_mode perm="RW">on</dnd_mode>'
        '<fkey idx="0" perm="">dest &lt;sip:22@pbx&gt;</fkey><user_name idx="1" perm="R">22</user_name>'
        f'<action_hold perm="">{URL.replace("&", "&amp;")}</action_hold><x perm=""></x></phone-settings></settings>',
    ),
}  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_each_form_of_the_list(form: str) -> None:
    kind, page = FORMS[form]
    assert pages.listed(page, kind) == {
        "dnd_mode": "on",
        "fkey0": "dest <sip:22@pbx>",
        "user_name1": "22",
        "action_hold": URL,
        "x": "",
    }


@pytest.mark.parametrize(
    "page",
    [
        "",
        "<html><title>snom D785</title></html>",
        "no list",
        "<settings></settings>",
        "<script>x = {color: 1,\ntitle: 2}</script>",
    ],
)
def test_what_is_no_list(page: str) -> None:
    assert pages.listed(page) == {}


def test_the_first_of_two_counts() -> None:
    assert pages.listed("dnd_mode!: off\ndnd_mode!: on\n") == {"dnd_mode": "off"}


def test_values_are_cleaned_and_cut() -> None:
    page = "http_user:\nphone_name: de\x1b[31msk\u202e\x00 [red]\nlong: " + "9" * 90000
    found = pages.listed(page)
    assert found["phone_name"] == "de[31msk [red]"
    assert len(found["long"]) == 2048


def test_plain_text_is_taken_as_it_is() -> None:
    page = "user_name1: &lt;b&gt;<br>Anna\n"
    assert pages.listed(page, "text/plain; charset=utf-8") == {"user_name1": "&lt;b&gt;<br>Anna"}
    assert pages.listed(page, "text/html") == {"user_name1": "<b>"}


@run(deadline=None)  # the machine may be busy
@given(st.text(max_size=400), st.sampled_from(["", "text/plain", "text/html"]))
def test_any_text_is_read_or_not(text: str, kind: str) -> None:
    found = pages.listed(text, kind)
    facts = pages.told(pages.about(text), found)
    pages.shut(found)
    for value in (*found.values(), facts.model, facts.firmware, facts.mac):
        assert value.isprintable() or value == ""


@run(deadline=None)  # the machine may be busy
@given(st.dictionaries(st.sampled_from([
    "dnd_mode", "dnd_mode1", "fwd_all_enabled", "fwd_all_target", "fwd_time_enabled2", "fwd_time_secs2", "user_name1",
    "user_host1", "user_active1", "use_hidden_tags", "mac",
]), st.text(max_size=30)))  # fmt: skip
def test_any_values_are_read_or_not(settings: dict[str, str]) -> None:
    facts = pages.told(UNTOLD, settings)
    for one in facts.identities or ():
        assert one.address.count("@") == 1
        assert not one.address.isspace()


@pytest.mark.parametrize(
    "piece",
    [
        "<",
        "<a",
        "<br ",
        "&a",
        "a:\n",
        " ",
        "<settings>",
        "<a>",
        "Firmware ",
        "<title>",
        "Hardware:",
        "&#1",
        "aaaa[11",
    ],
)
def test_a_hostile_page_takes_no_time(piece: str) -> None:
    for page in (
        piece * (pages.PAGE_LIMIT // len(piece)),
        "<settings>" + piece * (pages.PAGE_LIMIT // len(piece)),
    ):
        begun = time.process_time()
        pages.listed(page)
        pages.about(page)
        pages.title(page)
        assert time.process_time() - begun < 2.0


@pytest.mark.parametrize(
    ("settings", "shut"),
    [
        ({}, False),
        ({"use_hidden_tags": "off", "restrict_uri_queries": "off"}, False),
        ({"use_hidden_tags": "on"}, True),
        ({"use_hidden_tags": "off", "restrict_uri_queries": "On"}, True),
        ({"use_hidden_tags": ""}, False),
        ({"use_hidden_tags": "perhaps"}, False),
    ],
)
def test_what_bars_remote_control(settings: dict[str, str], shut: bool) -> None:
    assert pages.shut(settings) is shut


def test_identities() -> None:
    settings = {
        "user_active1": "on", "user_name1": "22", "user_host1": "pbx.example", "user_realname1": "Anna Müller",
        "user_active2": "off", "user_name2": "1", "user_host2": "1",
        "user_name3": "23", "user_host3": "pbx.example:5061",
        "user_name4": "", "user_host4": "pbx.example",
        "user_name5": "24", "user_host5": "",
        "user_name6": "a b", "user_host6": "pbx",
        "user_name7": "25@pbx.example", "user_host7": "proxy.example",
        "user_name13": "99", "user_host13": "pbx.example",
    }  # fmt: skip
    assert pages.told(UNTOLD, settings).identities == (
        Identity(1, "22@pbx.example", "Anna Müller"),
        Identity(3, "23@pbx.example:5061"),
        Identity(7, "25@pbx.example"),
    )


def test_a_phone_with_no_identity_in_use_says_so() -> None:
    assert pages.told(UNTOLD, {"user_name1": "", "user_host1": ""}).identities == ()
    assert pages.told(UNTOLD, {"dnd_mode": "off"}).identities is None


@pytest.mark.parametrize(
    ("settings", "dnd"),
    [
        ({}, None),
        ({"dnd_mode": "on"}, True),
        ({"dnd_mode": "Off"}, False),
        ({"dnd_mode": "sometimes"}, None),
        ({"dnd_mode": "off", "dnd_mode1": "on"}, False),
        ({"dnd_mode1": "off", "dnd_mode2": "on"}, True),
        ({"dnd_mode1": "off", "dnd_mode2": "off"}, False),
        ({"dnd_mode1": "off", "user_name1": "22", "dnd_mode2": "on", "user_name2": ""}, False),
    ],
)
def test_do_not_disturb(settings: dict[str, str], dnd: bool | None) -> None:
    assert pages.told(UNTOLD, settings).dnd is dnd


def test_forwards() -> None:
    settings = {
        "fwd_all_enabled": "off", "fwd_all_target": "0815",
        "fwd_busy_enabled1": "off", "fwd_busy_target1": "1", "fwd_busy_enabled2": "on", "fwd_busy_target2": "sip:23@pbx",
        "fwd_time_enabled": "on", "fwd_time_target": "022147110", "fwd_time_secs": "20",
    }  # fmt: skip
    assert pages.told(UNTOLD, settings).forwards == {
        "always": Forwarding(False, "0815"),
        "busy": Forwarding(True, "23"),
        "no-answer": Forwarding(True, "022147110", 20),
    }


@pytest.mark.parametrize("seconds", ["", "-1", "2.5", "99999", "ten", "٣"])
def test_a_time_that_is_none(seconds: str) -> None:
    told = pages.told(UNTOLD, {"fwd_time_enabled": "on", "fwd_time_secs": seconds})
    assert told.forwards == {"no-answer": Forwarding(True, "", None)}


def test_a_list_without_forwards_says_nothing_of_them() -> None:
    assert pages.told(UNTOLD, {"fwd_all_target": "22", "fwd_busy_enabled": "?"}).forwards is None


def test_the_mac_of_the_info_page_wins() -> None:
    assert pages.told(UNTOLD, {"mac": "00:04:13:7A:B1:CD"}).mac == "0004137ab1cd"
    assert pages.told(PhoneFacts(mac="000413000001"), {"mac": "0004137AB1CD"}).mac == "000413000001"


GREETINGS = [
    (200, {"server": "snom embedded"}, "<TITLE>snom D715</TITLE>", "D715"),
    (200, {"server": "snom embedded"}, "<title>snom 320</title>", "320"),
    (200, {"server": "snom embedded"}, "<title>Empfang</title>", ""),
    (200, {}, "<title>snom d785 web</title>", "D785"),
    (200, {}, "<html><title>\n Phone Manager\n</title>", "D8xx"),
    (403, {}, "<TITLE>snom VoIP phone: Error</TITLE>", ""),
    (401, {"www-authenticate": 'Basic realm="snom D385"'}, "", "D385"),
    (401, {"www-authenticate": 'Digest nonce="1", realm="snom", qop="auth"'}, "", ""),
    (401, {"www-authenticate": 'Basic realm="FRITZ!Box"', "server": "nginx"}, "", None),
    (200, {"server": "nginx"}, "<title>FRITZ!Box</title> snom D715", None),
    (200, {}, "<title>Snoms and other cats</title>", None),
    (200, {"server": "yealink embed httpd"}, "<title>Yealink T46U</title>", None),
    (200, {}, "", None),
    (401, {"www-authenticate": "realm=" * 9000}, "<title>" * 9000, None),
]


@pytest.mark.parametrize(("status", "headers", "text", "model"), GREETINGS)
def test_recognition(status: int, headers: dict[str, str], text: str, model: str | None) -> None:
    assert pages.recognised(Greeting(status, headers, text)) == model
