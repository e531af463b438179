"""The URLs that the phones are given."""

from __future__ import annotations

from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest

from tui.errors import UsageError
from tui.phones.action_urls import as_json
from tui.phones.decoding import knows, snom, yealink
from tui.phones.decoding.yealink import MAX_URL
from tui.phones.maker import ActionUrl
from tui.phones.registry import maker

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


@pytest.mark.parametrize("vendor", ["snom", "yealink"])
def test_every_url_leads_to_an_event_that_is_understood(vendor: str) -> None:
    urls = action_urls(vendor, BASE)
    assert len({url.event for url in urls}) == len({url.setting for url in urls}) == len(urls)
    for url in urls:
        parts = urlsplit(url.url)
        assert parts.path == f"/6Qm0Zc2hN1pV8xYt3bKdLw/{url.event}"
        assert knows(vendor, url.event)


@pytest.mark.parametrize("vendor", ["snom", "yealink"])
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
    with pytest.raises(ValueError, match="grandstream"):
        action_urls("grandstream", BASE)


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
