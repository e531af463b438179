"""Reports in every form that the phones are known, or must be feared, to send."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.calls.events import EventKind, PhoneEvent, RawEvent
from tui.phones.decoding import decode, knows, own, snom, yealink


def read(source: str, name: str, query: bytes) -> PhoneEvent:
    event = decode(RawEvent(at=12.5, phone="desk", source=source, name=name, query=query), 7)
    assert event is not None
    return event


@pytest.mark.parametrize(
    ("source", "name", "kind"),
    [
        ("snom", "incoming", EventKind.INCOMING),
        ("snom", "disconnected", EventKind.ENDED),
        ("snom", "unhold", EventKind.RESUME),
        ("snom", "received_attended_transfer", EventKind.TRANSFER_RECEIVED),
        ("snom", "redirection_on", EventKind.FORWARD_ON),
        ("snom", "setup", EventKind.BOOTED),
        ("snom", "reg_failed", EventKind.REGISTER_FAILED),
        ("snom", "longpress", EventKind.OTHER),
        ("yealink", "incoming_call", EventKind.INCOMING),
        ("yealink", "call_established", EventKind.CONNECTED),
        ("yealink", "answer_new_incoming_call", EventKind.CONNECTED),
        ("yealink", "call_terminated", EventKind.ENDED),
        ("yealink", "reject_incoming_call", EventKind.REJECTED),
        ("yealink", "cancel_callout", EventKind.CANCELLED),
        ("yealink", "remote_busy", EventKind.REMOTE_BUSY),
        ("yealink", "call_remote_canceled", EventKind.REMOTE_CANCELLED),
        ("yealink", "held", EventKind.REMOTE_HOLD),
        ("yealink", "unheld", EventKind.REMOTE_RESUME),
        ("yealink", "busy_to_idle", EventKind.IDLE),
        ("yealink", "log_off", EventKind.UNREGISTERED),
        ("yealink", "vpn_ip", EventKind.OTHER),
        ("durchwahl", "reject-sent", EventKind.REJECT_SENT),
        ("durchwahl", "started", EventKind.STARTED),
    ],
)
def test_names_become_kinds(source: str, name: str, kind: EventKind) -> None:
    event = read(source, name, b"")
    assert (event.kind, event.seq, event.at, event.phone) == (kind, 7, 12.5, "desk")
    assert knows(source, name)


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("snom", "incoming_call"),
        ("yealink", "incoming"),
        ("durchwahl", "incoming"),
        ("gigaset", "x"),
        ("snom", ""),
    ],
)
def test_unknown_names_are_nothing(source: str, name: str) -> None:
    assert decode(RawEvent(0.0, "desk", source, name), 1) is None
    assert not knows(source, name)


def test_each_call_event_of_the_tables_has_one_kind_only_once() -> None:
    meant = [kind for kind in snom.KINDS.values() if kind is not EventKind.OTHER]
    assert len(meant) == len(set(meant)) == 21
    assert set(yealink.KINDS.values()) >= {
        EventKind.MUTE,
        EventKind.UNMUTE,
        EventKind.BUSY,
        EventKind.OFF_HOOK,
    }


@pytest.mark.parametrize(
    ("remote", "user", "raw"),
    [
        (b"02214710122@pbx.example", "02214710122", "02214710122@pbx.example"),
        (b"sip:02214710122@pbx.example", "02214710122", None),
        (b"SIPS:02214710122@pbx.example:5061;transport=tls", "02214710122", None),
        (b"<sip:02214710122@pbx.example;user=phone>;tag=a1", "02214710122", None),
        (b'"Anna M" <sip:02214710122@pbx.example>', "02214710122", None),
        (b"Anna <sip:02214710122@192.168.1.5:5060>", "02214710122", None),
        (b"02214710122@192.168.1.5:5060", "02214710122", None),
        (b"02214710122", "02214710122", "02214710122"),
        (b"22", "22", "22"),
        (b"tel:+492214710122", "+492214710122", None),
        (b"+492214710122@pbx", "+492214710122", "+492214710122@pbx"),
        (b"%2B492214710122%40pbx", "+492214710122", "+492214710122@pbx"),
        (b"sip:+492214710122;phone-context=x@pbx", "+492214710122", None),
        (b"sip%3A%2b492214710122%40pbx", "+492214710122", None),
        (b"0221 4710-122", "0221 4710-122", "0221 4710-122"),
        (b"*62#", "*62#", "*62#"),
        (b"anna.mueller@pbx", "anna.mueller", "anna.mueller@pbx"),
        (b"anonymous@anonymous.invalid", "", "anonymous@anonymous.invalid"),
        (b"sip:c8oqz84zk7z@anonymous.invalid;x=1", "", None),
        (b"Anonymous <sip:anonymous@pbx>", "", "Anonymous <sip:anonymous@pbx>"),
        (b"ANONYMOUS", "", "ANONYMOUS"),
        (b"restricted", "", "restricted"),
        (b"unknown@pbx", "", "unknown@pbx"),
        (b"$remote", "", ""),
        (b"", "", ""),
        (b"22%", "22%", "22%"),
        (b"22%zz@pbx", "22%zz", "22%zz@pbx"),
        (b"sip:", "", None),
        (b"@pbx", "", "@pbx"),
    ],
)
@pytest.mark.parametrize(("source", "name"), [("snom", "incoming"), ("yealink", "incoming_call")])
def test_the_other_party_in_all_its_forms(
    source: str, name: str, remote: bytes, user: str, raw: str | None
) -> None:
    event = read(source, name, b"call_id=1&remote=" + remote + b"&name=$display_remote")
    assert event.remote == user
    if raw is not None:
        assert event.remote_raw == raw
    assert event.display_name == ""


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Müller & Söhne".encode(), "Müller & Söhne"),
        ("Müller & Söhne".encode("latin-1"), "Müller & Söhne"),
        (b"M%C3%BCller %26 S%C3%B6hne", "Müller & Söhne"),
        (b"M%FCller", "Müller"),
        (b"Anna+M%C3%BCller", "Anna Müller"),
        (b"C+A Mode", "C+A Mode"),
        (b"C+A%20Mode", "C+A Mode"),
        (b"50% Rabatt", "50% Rabatt"),
        (b"Wo? #1 <hier>", "Wo? #1 <hier>"),
        (b'"Anna M\xfcller"', "Anna Müller"),
        (b"Anna 'die Erste' \"X\"", "Anna 'die Erste' \"X\""),
        (b'"Anna" <sip:22@pbx>', "Anna"),
        (b"4711: K\xf6lnisch Wasser", "4711: Kölnisch Wasser"),
        (b"B\xfcro 22", "Büro 22"),
        (b"A&remote=110", "A&remote=110"),
        (b"A&call_id=9&local=110&name=B", "A&call_id=9&local=110&name=B"),
        (b"A&num=110", "A"),
        (b"a=b&c=d", "a=b&c=d"),
        (b"evil\r\n\x1b[2J\xe2\x80\xae", "evil [2J"),
        (b"$display_remote", ""),
        (b"anonymous", ""),
        (b"Anonymous", ""),
        (b"sip:02214710122@pbx", ""),
        (b"<sip:02214710122@pbx>", ""),
        (b"02214710122", ""),
        (b"+49 221 4710-122", ""),
        (b"+492214710122", ""),
        (b"", ""),
    ],
)
@pytest.mark.parametrize(("source", "event"), [("snom", "connected"), ("yealink", "call_established")])
def test_names_as_they_come(source: str, event: str, written: bytes, name: str) -> None:
    got = read(source, event, b"local=22@pbx&call_id=5&remote=02214710122@pbx&name=" + written)
    assert got.display_name == name
    assert (got.remote, got.local, got.call_id) == ("02214710122", "22", "5")


@pytest.mark.parametrize(
    "query",
    [
        b"callid=5&from=02214710122@pbx&to=22@pbx&cnam=Anna",
        b"call-id=5&remote=02214710122@pbx&local=22@pbx&display_remote=Anna",
        b"id=5&number=02214710122&local=22&display=Anna",
        b"cid=5&num=02214710122&local=22@pbx&name=Anna",
        b"CallID=5&Caller=02214710122&Local=22&Name=Anna",
        b"name=Anna&local=22@pbx&remote=02214710122@pbx&call_id=5",
        b"remote=02214710122@pbx&name=Anna&call_id=5&local=22@pbx",
        b"call_id=5&amp;local=22@pbx&amp;remote=02214710122@pbx&amp;name=Anna",
        b"x=1&call_id=5&local=22@pbx&remote=02214710122@pbx&remote=110&call_id=6&name=Anna",
        b"mac=000413AABBCC&id=5&u=22&local=22@pbx&remote=02214710122@pbx&name=Anna&num=Anna",
    ],
)
@pytest.mark.parametrize(("source", "event"), [("snom", "incoming"), ("yealink", "incoming_call")])
def test_other_templates_are_read_too(source: str, event: str, query: bytes) -> None:
    got = read(source, event, query)
    assert (got.call_id, got.remote, got.local, got.display_name) == ("5", "02214710122", "22", "Anna")


def test_a_name_before_the_other_fields_forges_none_of_them() -> None:
    forged = b"name=A&remote=110&call_id=9&local=110&remote=02214710122@pbx&call_id=5&local=22@pbx"
    got = read("snom", "incoming", forged)
    assert (got.call_id, got.remote, got.local) == ("5", "02214710122", "22")
    assert got.display_name == "A&remote=110&call_id=9&local=110"


@pytest.mark.parametrize(
    ("written", "call_id"),
    [
        (b"3c3b966053be-phxdiv27t9gm", "3c3b966053be-phxdiv27t9gm"),
        (b"7027a58643aeb25149e4861076f1b0a9@1.2.3.4", "7027a58643aeb25149e4861076f1b0a9"),
        (b"7027a58643aeb25149e4861076f1b0a9%401.2.3.4", "7027a58643aeb25149e4861076f1b0a9"),
        (b"a b\x00c", "a bc"),
        (b"a+b", "a+b"),
        (b"$call-id", ""),
        (b"x" * 1000, "x" * 127 + "…"),
    ],
)
def test_snom_call_ids(written: bytes, call_id: str) -> None:
    assert read("snom", "connected", b"call_id=" + written + b"&remote=22@pbx").call_id == call_id


@pytest.mark.parametrize(
    ("written", "ongoing"),
    [
        (b"0", 0),
        (b"2", 2),
        (b"$nr_ongoing_calls", None),
        (b"", None),
        (b"-1", None),
        (b"x", None),
        (b"9" * 99, None),
    ],
)
@pytest.mark.parametrize("key", [b"ongoing", b"nr_ongoing_calls"])
def test_snom_counts_its_calls(key: bytes, written: bytes, ongoing: int | None) -> None:
    assert read("snom", "disconnected", key + b"=" + written + b"&call_id=5").ongoing == ongoing


def test_snom_reason_is_free_text() -> None:
    query = b'ongoing=1&call_id=5&remote=22@pbx&reason=SIP;cause=200;text="Call completed elsewhere"&name=A'
    event = read("snom", "disconnected", query)
    assert event.reason == 'SIP;cause=200;text="Call completed elsewhere"'
    assert event.display_name == "A"


def test_snom_redirection_and_registration() -> None:
    event = read("snom", "redirection_on", b"mac=000413AABBCC&target=sip:02214710999@pbx")
    assert (event.target, event.feature) == ("02214710999", "")
    assert read("snom", "redirection_on", b"mac=000413AABBCC&target=$redirect_number").target == ""
    assert read("snom", "log_on", b"mac=000413AABBCC&context=sip:22@pbx").local == "22"


@pytest.mark.parametrize(
    ("name", "feature"),
    [
        ("always_fwd_on", "always"),
        ("busy_fwd_off", "busy"),
        ("no_answer_fwd_on", "no-answer"),
        ("dnd_on", ""),
        ("incoming_call", ""),
    ],
)
def test_yealink_tells_which_forward(name: str, feature: str) -> None:
    assert read("yealink", name, b"call_id=$call_id").feature == feature


@pytest.mark.parametrize(
    ("name", "query", "remote", "display"),
    [
        ("outgoing_call", b"local=sip:22@pbx&remote=&called=02214710122&name=", "02214710122", ""),
        (
            "incoming_call",
            b"local=sip:22@pbx&remote=$remote&called=sip:02214710122@pbx&name=",
            "02214710122",
            "",
        ),
        ("incoming_call", b"local=sip:22@pbx&remote=&called=22&name=", "", ""),
        ("incoming_call", b"remote=&callerid=02214710122&called=22", "02214710122", ""),
        (
            "incoming_call",
            b"remote=&callerID=Anna+M%C3%BCller&called=02214710122",
            "02214710122",
            "Anna Müller",
        ),
        ("incoming_call", b"remote=&callerID=anonymous&called=22", "", ""),
        ("incoming_call", b"remote=sip:02214710122@pbx&num=Anna", "02214710122", "Anna"),
        ("outgoing_call", b"remote=&callerID=22&called=02214710122", "02214710122", ""),
        ("incoming_call", b"remote=sip:anonymous@pbx&called=22&num=110", "", ""),
    ],
)
def test_yealink_falls_back_where_remote_is_empty(name: str, query: bytes, remote: str, display: str) -> None:
    event = read("yealink", name, query)
    assert (event.remote, event.display_name) == (remote, display)


def test_yealink_takes_the_account_for_the_own_number() -> None:
    assert read("yealink", "registered", b"user=22&local=$local&remote=").local == "22"


def test_our_own_records_come_back_as_written() -> None:
    event = read("durchwahl", "dial-sent", own.query(call_id="a&b=c", remote="+49 221 4710-122"))
    assert (event.kind, event.call_id, event.remote) == (EventKind.DIAL_SENT, "a&b=c", "+49 221 4710-122")


@pytest.mark.parametrize("source", ["snom", "yealink"])
@given(name=st.binary(max_size=300))
def test_no_display_name_forges_a_field(source: str, name: bytes) -> None:
    kind = "incoming" if source == "snom" else "incoming_call"
    template = next(
        url.url
        for url in {"snom": snom, "yealink": yealink}[source].action_urls("http://h/t")
        if url.event == kind
    )
    query = template.partition("?")[2].encode()
    for variable, value in (
        (b"$mac", b"000413AABBCC"),
        (b"$nr_ongoing_calls", b"1"),
        (b"$local", b"22@pbx"),
        (b"$call-id", b"5"),
        (b"$call_id", b"5"),
        (b"$remote", b"02214710122@pbx"),
        (b"$cancel_reason", b""),
        (b"$active_user", b"22"),
        (b"$calledNumber", b"22"),
    ):
        query = query.replace(variable, value)
    for payload in (
        name,
        b"X&remote=110&ongoing=0&call_id=9&local=1&target=1&reason=x&num=110&called=1" + name,
    ):
        event = read(source, kind, query.replace(b"$display_remote", payload))
        assert (event.call_id, event.remote, event.local) == ("5", "02214710122", "22")
        assert event.ongoing == (1 if source == "snom" else None)
        assert (event.reason, event.target) == ("", "")


KEYS = st.sampled_from(
    [b"remote=", b"&name=", b"&call_id=", b"&id=", b"sip:", b"<", b">", b"@", b"%", b"$", b"&"]
)


@given(
    source=st.sampled_from([("snom", "incoming"), ("yealink", "incoming_call"), ("durchwahl", "dial-sent")]),
    query=st.one_of(
        st.binary(max_size=400),
        st.lists(st.one_of(KEYS, st.binary(max_size=20)), max_size=30).map(b"".join),
    ),
)
def test_any_bytes_are_survived_and_bounded(source: tuple[str, str], query: bytes) -> None:
    event = read(*source, query)
    for text in (event.call_id, event.remote, event.remote_raw, event.local, event.target):
        assert len(text) <= 128
        assert text.isprintable()
    assert len(event.display_name) <= 256
    assert len(event.reason) <= 256


def test_a_megabyte_is_cut() -> None:
    event = read("snom", "incoming", b"remote=22@pbx&call_id=5&name=" + b"A&name=" * 200_000)
    assert event.remote == "22"
    assert len(event.display_name) == 256
