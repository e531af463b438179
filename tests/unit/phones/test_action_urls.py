"""The URLs that the phones are given."""

from __future__ import annotations

from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.config.model import EventsConfig
from tui.errors import UsageError
from tui.phones.action_urls import as_json, is_ours, origin, whose
from tui.phones.decoding import knows, snom, yealink
from tui.phones.decoding.yealink import MAX_URL
from tui.phones.maker import ActionUrl
from tui.phones.provisioning import file_for, server_url
from tui.phones.registry import maker, makers
from tui.phones.vendors import vendors

BASE = "http://192.168.1.20:8080/6Qm0Zc2hN1pV8xYt3bKdLw"
WITHOUT_URL = {
    "action_hold",
    "action_unhold",
    "action_transfer",
    "action_blind_transfer",
    "action_attended_transfer",
    "action_received_attended_transfer",
    "action_reg_failed",
}


def action_urls(vendor: str, base: str) -> list[ActionUrl]:
    found = maker(vendor)
    assert found is not None
    return found.action_urls(base)


def test_snom_settings_carry_the_names_that_the_phone_has() -> None:
    settings = {url.setting for url in action_urls("snom", BASE)}
    assert {name for name in settings if not name.endswith("_url")} == WITHOUT_URL
    assert {"action_incoming_url", "action_dnd_on_url", "action_log_on_url", "action_setup_url"} <= settings
    assert not {"action_hold_url", "action_registered_url"} & settings


def test_yealink_settings_are_the_events() -> None:
    urls = {url.event: url for url in action_urls("yealink", BASE)}
    assert all(url.setting == f"action_url.{event}" for event, url in urls.items())
    assert {"incoming_call", "call_established", "held", "busy_to_idle", "register_failed"} <= set(urls)


@pytest.mark.parametrize("vendor", vendors())
def test_every_url_leads_to_an_event_that_is_understood(vendor: str) -> None:
    urls = action_urls(vendor, BASE)
    assert len({url.event for url in urls}) == len({url.setting for url in urls}) == len(urls)
    for url in urls:
        parts = urlsplit(url.url)
        assert parts.path == f"/6Qm0Zc2hN1pV8xYt3bKdLw/{url.event}"
        assert knows(vendor, url.event)


@pytest.mark.parametrize("vendor", vendors())
def test_the_name_stands_last_and_what_matters_before_it(vendor: str) -> None:
    for url in action_urls(vendor, BASE):
        keys = [pair.partition("=")[0] for pair in urlsplit(url.url).query.split("&")]
        assert len(set(keys)) == len(keys)
        if "name" in keys:
            assert keys[-1] == "name"
            assert keys.index("local") < keys.index("remote")
            assert keys.index("call_id") < keys.index("remote")


def test_snom_redirection_carries_its_target() -> None:
    urls = {url.event: url.url for url in action_urls("snom", BASE)}
    assert "target=$redirect_number" in urls["redirection_on"]
    assert "remote=$remote" in urls["incoming"]
    assert "call_id=$call-id" in urls["incoming"]


def test_a_slash_at_the_end_of_the_base_is_not_doubled() -> None:
    assert action_urls("snom", BASE + "/") == action_urls("snom", BASE)


@pytest.mark.parametrize("length", [1, 63, 253, 320, 360])
def test_yealink_urls_fit_whatever_the_host(length: int) -> None:
    base = f"http://{'h' * length}:65535/{'t' * 43}"
    for url in action_urls("yealink", base):
        assert len(url.url) <= MAX_URL
        assert "call_id=$call_id&" in url.url
        assert "remote=$remote&" in url.url
        assert url.url.endswith("&name=$display_remote")


def test_an_impossible_address_is_refused_in_words() -> None:
    with pytest.raises(UsageError) as caught:
        action_urls("yealink", "http://" + "h" * 500)
    assert "advertise" in str(caught.value)


def test_the_snom_file_reads_back_as_the_same_urls() -> None:
    urls = action_urls("snom", BASE)
    root = ElementTree.fromstring(snom.provisioning_file(urls).encode())  # noqa: S314 - we wrote it
    settings = root.find("phone-settings")
    assert settings is not None
    assert [(node.tag, node.text) for node in settings] == [(url.setting, url.url) for url in urls]
    assert {node.get("perm") for node in settings} == {""}


def test_the_yealink_file_has_its_first_line_and_one_line_each() -> None:
    urls = action_urls("yealink", BASE)
    first, *lines, last = yealink.provisioning_file(urls).split("\n")
    assert first == "#!version:1.0.0.1"
    assert last == ""
    assert lines == [f"{url.setting} = {url.url}" for url in urls]


def test_the_json_has_the_agreed_shape() -> None:
    urls = action_urls("snom", BASE)
    document = as_json("desk", "snom", urls)
    assert document["phone"] == "desk"
    assert document["vendor"] == "snom"
    assert document["urls"] == [{"event": url.event, "setting": url.setting, "url": url.url} for url in urls]


@pytest.mark.parametrize("vendor", vendors())
def test_every_makers_file_holds_every_url_once_and_no_other(vendor: str) -> None:
    found = maker(vendor)
    assert found is not None
    urls = found.action_urls(BASE)
    text = found.as_file(urls)
    assert text.isascii()
    assert text.endswith("\n")
    assert text.count("http://") == text.count("6Qm0Zc2hN1pV8xYt3bKdLw") == len(urls)
    assert len({one.file_format for one in makers()}) == len(makers())


@pytest.mark.parametrize(
    ("value", "host"),
    [
        ("http://10.0.0.5/cti?x=1", "10.0.0.5"),
        ("https://cti.example:8443/a/b?u=http://other/", "cti.example:8443"),
        ("http://user:geheim@cti.example/x", "cti.example"),
        ("http://[2001:db8::5]:80/x", "[2001:db8::5]:80"),
        (" HTTP://Cti.Example", "Cti.Example"),
        ("snom://mb_nop#key=F_HOLD", "mb_nop"),
        ("no url at all", "no url at all"),
        ("http://\x1b[31mevil\u202e.example/x", "[31mevil.example"),
        ("", ""),
    ],
)
def test_whose_url_it_is(value: str, host: str) -> None:
    assert whose(value) == host


@given(st.text(max_size=300))
def test_whatever_stands_in_a_phone_is_told_harmlessly(value: str) -> None:
    told = whose(value)
    assert len(told) <= 60
    assert told.isprintable()


def test_ours_is_ours_at_any_address() -> None:
    token = "6Qm0Zc2hN1pV8xYt"
    assert is_ours(f"http://192.168.1.20:8080/{token}/incoming?x=1", token)
    assert is_ours(f"https://[2001:db8::1]/{token}/hold", token)
    assert not is_ours("http://192.168.1.20:8080/6Qm0Zc2hN1pV8xYu/incoming", token)
    assert not is_ours(f"http://192.168.1.20:8080/x?{token}", token)
    assert not is_ours("", token)


def test_the_address_is_what_is_advertised() -> None:
    assert origin(EventsConfig("127.0.0.1", 8081, ""), "10.0.0.5") == "http://127.0.0.1:8081"
    assert origin(EventsConfig("0.0.0.0", 8081, "pc.example"), "10.0.0.5") == "http://pc.example:8081"  # noqa: S104
    assert origin(EventsConfig("127.0.0.1", 0, "::1"), "10.0.0.5", 4711) == "http://[::1]:4711"


# what a phone fetches

MAC = "805ec0a1b2c3"


def fetched(name: str, mac: str = "", mark: str = "7", *, out: bool = False) -> str:
    (found,) = (one for one in makers() if one.fetching is not None)
    return file_for(found, found.action_urls(BASE), name, mac, mark, out=out).decode("ascii")


def test_a_phones_own_file_holds_our_lines_and_nothing_else() -> None:
    urls = action_urls("yealink", BASE)
    lines = fetched(f"{MAC}.cfg").splitlines()
    assert lines == ["#!version:1.0.0.1", *(f"{url.setting} = {url.url}" for url in urls), "# 7"]
    assert fetched(f"{MAC}.cfg", MAC) == fetched(f"{MAC.upper()}.cfg", MAC) == fetched(f"{MAC}.CFG")


def test_taking_them_out_gives_every_setting_an_empty_value() -> None:
    urls = action_urls("yealink", BASE)
    lines = fetched(f"{MAC}.cfg", out=True).splitlines()
    assert [line.strip() for line in lines[1:-1]] == [f"{url.setting} =" for url in urls]
    assert "6Qm0" not in "".join(lines)


def test_two_installations_differ_or_the_phone_would_pass_the_second_over() -> None:
    assert fetched(f"{MAC}.cfg", mark="1") != fetched(f"{MAC}.cfg", mark="2")


@pytest.mark.parametrize(
    "name",
    [
        f"{MAC}.boot",
        "y000000000000.boot",
        "y000000000108.cfg",
        "805ec0ffffff.cfg",  # another phone's
        "805ec0a1b2c3.cfg.bak",
        "805ec0a1b2c3-local.cfg",
        "../805ec0a1b2c3.cfg",
        "\u0668\u0660\u0665ec0a1b2c3.cfg",
        f"{MAC}.cfg\n",
        "",
    ],
)
def test_other_files_hold_nothing(name: str) -> None:
    assert fetched(name, MAC) == ""


def test_the_servers_address_ends_where_the_phone_goes_on() -> None:
    assert server_url(BASE) + f"{MAC}.cfg" == f"{BASE}/{MAC}.cfg"
