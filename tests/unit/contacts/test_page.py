"""The address of a page about a caller."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.contacts.page import PLACES, has_login, is_template, page_url

TEMPLATE = "https://crm.example/c/{e164}?n={number}&w={name}&c={company}#x"


@pytest.mark.parametrize(
    "text",
    ["https://crm.example/?n={e164}", "http://10.0.0.1:8080/{number}", "https://a.example/", TEMPLATE],
)
def test_a_template(text: str) -> None:
    assert is_template(text)


@pytest.mark.parametrize(
    "text",
    [
        "crm.example/?n={e164}",
        "javascript:alert({e164})",
        "file:///etc/{e164}",
        "ftp://a.example/{e164}",
        "https:///{e164}",
        "https://{name}.example/",
        "{e164}://a.example/",
        "https://a.example/{password}",
        "https://a.example/{",
        "https://a.example/{e164}}",
        "https://a.example:99999/{e164}",
        "https://a.example/ {e164}",
        "https://a.example/\\{e164}",
        "https://[::1/{e164}",
        "",
    ],
)
def test_no_template(text: str) -> None:
    assert not is_template(text)


def test_a_login_is_found() -> None:
    assert has_login("https://me:secret@crm.example/")
    assert not has_login("https://crm.example/?mail=a@b")


@given(st.fixed_dictionaries({name: st.text(max_size=300) for name in PLACES}))
def test_no_value_changes_another_part(values: dict[str, str]) -> None:
    values = {name: text.encode("utf-8", "ignore").decode() for name, text in values.items()}
    url = page_url(TEMPLATE, values)
    parts = urlsplit(url)
    assert (parts.scheme, parts.netloc, parts.fragment) == ("https", "crm.example", "x")
    assert parts.path.count("/") == 2
    query = parse_qs(parts.query, keep_blank_values=True, strict_parsing=True)
    assert {name: text[0] for name, text in query.items()} == {
        "n": values["number"][:200],
        "w": values["name"][:200],
        "c": values["company"][:200],
    }
