"""nftables and iptables: what chains let in, by tables; what is ours; the commands."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.firewall import iptables, nftables
from tui.firewall.model import Access, Door, Look

OPEN, CLOSED, UNKNOWN = Access.OPEN, Access.CLOSED, Access.UNKNOWN
DOOR = Door.to(8080, ["10.77.0.2"], "eth0")
ACCEPT, DROP = {"accept": None}, {"drop": None}


def field(protocol: str, name: str, right: Any, op: str = "==") -> dict[str, Any]:
    left = {"payload": {"protocol": protocol, "field": name}}
    return {"match": {"op": op, "left": left, "right": right}}


def meta(key: str, right: Any, op: str = "==") -> dict[str, Any]:
    return {"match": {"op": op, "left": {"meta": {"key": key}}, "right": right}}


def state(right: Any, op: str = "in") -> dict[str, Any]:
    return {"match": {"op": op, "left": {"ct": {"key": "state"}}, "right": right}}


PORT = field("tcp", "dport", 8080)
FROM = field("ip", "saddr", "10.77.0.2")
FLAGS = {"&": [{"payload": {"protocol": "tcp", "field": "flags"}}, ["fin", "syn", "rst", "ack"]]}


def ruleset(*rules: list[Any], policy: str = "drop", more: list[Any] | None = None, **base: Any) -> str:
    """A table with one base chain `in` and a chain `sub` of `more`."""
    chain = {
        "family": "inet",
        "table": "t",
        "name": "in",
        "type": "filter",
        "hook": "input",
        "policy": policy,
    }
    place = {"family": base.get("family", "inet"), "table": base.get("table", "t")}
    objects: list[Any] = [
        {"metainfo": {"json_schema_version": 1}},
        {"table": {"family": "inet", "name": "t"}},
        {"set": {**place, "name": "phones", "elem": [{"range": ["10.77.0.1", "10.77.0.9"]}, "10.2.2.2"]}},
        {"map": {**place, "name": "vm", "elem": [[22, DROP], [8080, {"jump": {"target": "sub"}}]]}},
        {"chain": {**place, "name": "sub"}},
        {"chain": {**chain, **base}},
    ]
    name = base.get("name", "in")
    objects += [{"rule": {**place, "chain": name, "handle": 10 + i, "expr": r}} for i, r in enumerate(rules)]
    objects += [
        {"rule": {**place, "chain": "sub", "handle": 90 + i, "expr": r}} for i, r in enumerate(more or [])
    ]
    return json.dumps({"nftables": objects})


def judged(text: str, door: Door = DOOR) -> Look:
    parsed = nftables.parse(text)
    assert parsed is not None
    return nftables.judge(parsed, door)


@pytest.mark.parametrize(
    ("rules", "access"),
    [
        ([], CLOSED),
        ([[ACCEPT]], OPEN),
        ([[PORT, ACCEPT]], OPEN),
        ([[FROM, PORT, {"counter": {"packets": 1, "bytes": 2}}, ACCEPT]], OPEN),
        ([[field("tcp", "dport", 8081), ACCEPT]], CLOSED),
        ([[field("tcp", "dport", 8080, "!="), ACCEPT]], CLOSED),
        ([[field("tcp", "dport", {"set": [22, {"range": [8000, 8100]}]}), ACCEPT]], OPEN),
        ([[field("th", "dport", 8080), ACCEPT]], OPEN),
        ([[field("udp", "dport", 8080), ACCEPT]], CLOSED),
        ([[field("udp", "dport", 1, "!="), ACCEPT]], CLOSED),
        ([[field("tcp", "sport", 5060), ACCEPT]], UNKNOWN),
        ([[field("ip", "saddr", {"prefix": {"addr": "10.77.0.0", "len": 24}}), ACCEPT]], OPEN),
        ([[field("ip", "saddr", "10.77.0.3"), ACCEPT]], CLOSED),
        ([[field("ip", "saddr", "10.77.0.3", "!="), DROP], [ACCEPT]], CLOSED),
        ([[field("ip", "saddr", "@phones"), ACCEPT]], OPEN),
        ([[field("ip", "saddr", "@others"), ACCEPT]], UNKNOWN),
        ([[field("ip6", "saddr", "fe80::1", "!="), ACCEPT]], CLOSED),
        ([[field("ip", "daddr", "10.77.0.1"), ACCEPT]], UNKNOWN),
        ([[field("ip", "protocol", "icmp"), ACCEPT]], CLOSED),
        ([[meta("iif", "lo"), ACCEPT]], CLOSED),
        ([[meta("iifname", {"set": ["wlan*", "eth*"]}), ACCEPT]], OPEN),
        ([[meta("iifname", "eth1"), ACCEPT]], CLOSED),
        ([[meta("l4proto", {"set": ["tcp", "udp"]}), ACCEPT]], OPEN),
        ([[meta("l4proto", 17), ACCEPT]], CLOSED),
        ([[meta("nfproto", "ipv6"), ACCEPT]], CLOSED),
        ([[meta("mark", 5), ACCEPT]], UNKNOWN),
        ([[meta("mark", 5), DROP], [PORT, ACCEPT]], UNKNOWN),
        ([[state(["established", "related"]), ACCEPT]], CLOSED),
        ([[state("new"), ACCEPT]], OPEN),
        ([[state("invalid"), DROP], [ACCEPT]], OPEN),
        ([[{"match": {"op": "!=", "left": FLAGS, "right": "syn"}}, DROP], [ACCEPT]], OPEN),
        ([[PORT, {"limit": {"rate": 3}}, ACCEPT]], UNKNOWN),
        ([[PORT, {"limit": {"rate": 3}}, ACCEPT], [PORT, ACCEPT]], OPEN),
        ([[PORT, {"reject": {"type": "tcp reset"}}], [ACCEPT]], CLOSED),
        ([[PORT, {"queue": {"num": 1}}], [ACCEPT]], UNKNOWN),
        ([[{"xt": {"type": "match", "name": "geoip"}}, DROP], [ACCEPT]], UNKNOWN),
        ([[{"jump": {"target": "sub"}}], [ACCEPT]], OPEN),
        ([[{"goto": {"target": "sub"}}], [ACCEPT]], CLOSED),
        ([[{"jump": {"target": "nowhere"}}], [ACCEPT]], UNKNOWN),
        ([[{"vmap": {"key": {"payload": {"protocol": "tcp", "field": "dport"}}, "data": "@vm"}}], [ACCEPT]], OPEN),
        ([[{"vmap": {"key": {"ct": {"key": "state"}}, "data": {"set": [["new", DROP]]}}}], [ACCEPT]], CLOSED),
        ([[{"vmap": {"key": {"concat": []}, "data": {"set": [[{"concat": [1]}, DROP]]}}}], [ACCEPT]], UNKNOWN),
        ([["rubbish"], [ACCEPT]], UNKNOWN),
    ],
)  # fmt: skip
def test_what_nftables_lets_in(rules: list[list[Any]], access: Access) -> None:
    assert judged(ruleset(*rules)).access is access


def test_a_chain_that_is_jumped_to_decides() -> None:
    jump = [{"jump": {"target": "sub"}}]
    assert judged(ruleset(jump, more=[[PORT, ACCEPT]])).access is OPEN
    assert judged(ruleset(jump, [ACCEPT], more=[[PORT, DROP]])).access is CLOSED
    assert judged(ruleset(jump, [ACCEPT], more=[[{"return": None}], [DROP]])).access is OPEN
    assert judged(ruleset(jump, [ACCEPT], more=[jump])).access is UNKNOWN  # in a circle


def test_every_base_chain_has_to_let_it_in() -> None:
    both = json.loads(ruleset([ACCEPT]))
    both["nftables"] += json.loads(ruleset(table="u"))["nftables"]
    seen = judged(json.dumps(both))
    assert (seen.access, seen.where) == (CLOSED, (("inet", "u", "in"),))


@pytest.mark.parametrize(
    ("base", "access"),
    [
        ({"policy": "accept"}, OPEN),
        ({"hook": "forward"}, OPEN),
        ({"hook": "prerouting"}, CLOSED),
        ({"type": "nat", "hook": "prerouting"}, OPEN),
        ({"family": "ip6"}, OPEN),  # another world
        ({"family": "ip", "table": "filter", "name": "INPUT"}, OPEN),  # iptables judges that
    ],
)
def test_only_chains_that_matter_are_judged(base: dict[str, Any], access: Access) -> None:
    assert judged(ruleset(**base)).access is access


def test_a_chain_of_another_hook_is_not_written_to() -> None:
    assert judged(ruleset(hook="prerouting")).where == ()


def test_a_network_is_let_in_as_a_whole_or_not_for_sure() -> None:
    lan = Door.to(8080, ["10.77.0.0/24"])
    assert judged(ruleset([FROM, PORT, ACCEPT]), lan).access is UNKNOWN
    whole = field("ip", "saddr", {"prefix": {"addr": "10.0.0.0", "len": 8}})
    assert judged(ruleset([whole, PORT, ACCEPT]), lan).access is OPEN
    assert (
        judged(ruleset([meta("iifname", "eth0"), ACCEPT]), lan).access is UNKNOWN
    )  # which cable is not known


def test_our_rules_are_known_by_their_comment_and_removed_by_number() -> None:
    told = json.loads(ruleset([FROM, PORT, ACCEPT], [PORT, ACCEPT]))
    told["nftables"][6]["rule"]["comment"] = "durchwahl"
    told["nftables"][7]["rule"]["comment"] = "not durchwahl"
    (rule,) = judged(json.dumps(told)).ours
    assert (rule.port, rule.source) == (8080, "10.77.0.2")
    assert rule.remove == (("nft", "delete", "rule", "inet", "t", "in", "handle", "10"),)


def test_a_rule_of_nftables_is_of_the_family_of_its_table() -> None:
    door = Door.to(8080, ["10.77.0.2", "2001:db8::5"])
    end = ("tcp", "dport", "8080", "accept", "comment", '"durchwahl"')
    assert nftables.opening(door, [("inet", "t", "in"), ("ip6", "u", "in")]) == [
        ("nft", "insert", "rule", "inet", "t", "in", "ip", "saddr", "10.77.0.2", *end),
        ("nft", "insert", "rule", "inet", "t", "in", "ip6", "saddr", "2001:db8::5", *end),
        ("nft", "insert", "rule", "ip6", "u", "in", "ip6", "saddr", "2001:db8::5", *end),
    ]


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", '{"nftables": 5}', "[" * 100_000, '{"nftables": [5, {"rule": 5}, {}]}']
)
def test_what_is_no_ruleset_is_not_taken_for_one(text: str) -> None:
    parsed = nftables.parse(text)
    assert parsed is None or not parsed.bases


JSON = st.recursive(
    st.none() | st.integers() | st.text(max_size=8) | st.sampled_from(["@phones", "10.0.0.1", "accept", "match"]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                ["match", "left", "right", "op", "set", "range", "prefix", "payload", "meta", "&", "|", "vmap", "elem",
                 "key", "data", "jump", "target", "accept", "xt", "protocol", "field", "ct", "fib", "addr", "len"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=20,
)  # fmt: skip


@given(st.lists(JSON, max_size=5), JSON)
def test_a_hostile_ruleset_is_judged_all_the_same(expressions: list[Any], element: Any) -> None:
    told = json.loads(ruleset(expressions))
    told["nftables"][2]["set"]["elem"] = element
    told["nftables"][6]["rule"]["comment"] = "durchwahl"
    assert judged(json.dumps(told)).access in Access


def table(*lines: str, policy: str = "DROP") -> Look:
    parsed = iptables.parse("\n".join((f"-P INPUT {policy}", "-P FORWARD DROP", *lines)))
    assert parsed is not None
    return iptables.judge({"iptables": parsed}, DOOR)


@pytest.mark.parametrize(
    ("lines", "access"),
    [
        ([], CLOSED),
        (["-A INPUT -j ACCEPT"], OPEN),
        (["-A INPUT -i lo -j ACCEPT"], CLOSED),
        (["-A INPUT -i eth+ -j ACCEPT"], OPEN),
        (["-A INPUT ! -i eth0 -j ACCEPT"], CLOSED),
        (["-A INPUT -s 10.77.0.0/24 -p tcp -m tcp --dport 8000:8100 -j ACCEPT"], OPEN),
        (["-A INPUT ! -s 10.77.0.0/24 -j DROP", "-A INPUT -j ACCEPT"], OPEN),
        (["-A INPUT -p udp -m udp --dport 8080 -j ACCEPT"], CLOSED),
        (["-A INPUT -p tcp -m multiport --dports 22,8000:8090 -j ACCEPT"], OPEN),
        (["-A INPUT -p tcp -m multiport ! --dports 22,80 -j ACCEPT"], OPEN),
        (["-A INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT"], CLOSED),
        (["-A INPUT -m state --state NEW -j ACCEPT"], OPEN),
        (["-A INPUT -p tcp -m tcp --tcp-flags FIN,SYN,RST,ACK SYN -j DROP", "-A INPUT -j ACCEPT"], CLOSED),
        (["-A INPUT -p tcp -m tcp ! --tcp-flags FIN,SYN,RST,ACK SYN -j DROP", "-A INPUT -j ACCEPT"], OPEN),
        (["-A INPUT -m addrtype --dst-type LOCAL -j ACCEPT"], OPEN),
        (["-A INPUT -m iprange --src-range 10.77.0.1-10.77.0.5 -j ACCEPT"], OPEN),
        (["-A INPUT -m limit --limit 3/sec -j ACCEPT"], UNKNOWN),
        (["-A INPUT -m set --match-set blocked src -j DROP", "-A INPUT -j ACCEPT"], UNKNOWN),
        (["-A INPUT -d 10.77.0.1/32 -j ACCEPT"], UNKNOWN),
        (['-A INPUT -j LOG --log-prefix "a -j DROP "', "-A INPUT -j ACCEPT"], OPEN),
        (["-N X", "-A INPUT -j X", "-A X -p tcp -j RETURN", "-A INPUT -j ACCEPT"], OPEN),
        (["-N X", "-A INPUT -g X", "-A INPUT -j ACCEPT"], CLOSED),
        (["-A INPUT -j NFQUEUE --queue-num 1", "-A INPUT -j ACCEPT"], UNKNOWN),
        (['-A INPUT -m comment --comment "unclosed -j DROP'], UNKNOWN),
    ],
)  # fmt: skip
def test_what_iptables_lets_in(lines: list[str], access: Access) -> None:
    assert table(*lines).access is access


def test_a_docker_host_without_a_firewall_is_open() -> None:
    seen = table("-N DOCKER", "-N DOCKER-USER", "-A FORWARD -j DOCKER-USER", policy="ACCEPT")
    assert (seen.access, seen.active) == (OPEN, False)


def test_our_rule_of_iptables_is_removed_word_for_word() -> None:
    line = "-s 10.77.0.2/32 -p tcp -m tcp --dport 8080 -m comment --comment durchwahl -j ACCEPT"
    (rule,) = table(f"-A INPUT {line}", '-A INPUT -m comment --comment "durchwahl 2" -j ACCEPT').ours
    assert (rule.port, rule.source, rule.remove) == (
        8080, "10.77.0.2", (("iptables", "-D", "INPUT", *line.split()),),
    )  # fmt: skip


def test_iptables_of_ipv6_has_a_command_of_its_own() -> None:
    door = Door.to(8080, ["10.77.0.2", "2001:db8::5"])
    assert iptables.read(door) == (("iptables", "-S"), ("ip6tables", "-S"))
    both = (("iptables", "INPUT"), ("ip6tables", "INPUT"))
    assert [(step[0], step[4]) for step in iptables.opening(door, both)] == [
        ("iptables", "10.77.0.2"),
        ("ip6tables", "2001:db8::5"),
    ]
    assert {step[1] for step in iptables.undoing(door, both)} == {"-D"}
    whole = iptables.parse("-P INPUT ACCEPT")
    assert whole is not None
    assert iptables.judge({"iptables": whole}, door).access is UNKNOWN  # the other was not read


@given(
    st.text(max_size=200),
    st.lists(
        st.sampled_from(["-A", "INPUT", "-j", "-g", "X", "!", "-s", "-i", "--dport", "5", "'", "\\"]),
        max_size=12,
    ),
)
def test_hostile_lines_of_iptables_are_judged_all_the_same(text: str, words: list[str]) -> None:
    assert table(text, f"-A INPUT {' '.join(words)}").access in Access
    assert iptables.parse(text) is None or "INPUT" in text
