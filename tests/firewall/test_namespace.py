"""Real firewalls between two machines in network namespaces: unreachable, opened, reachable, undone, unreachable.

Needs Linux, root and the firewall in question; with DURCHWAHL_FIREWALL=1 it is a failure to lack one.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from tests.firewall.site import PHONE, PORT, STRANGER, Site, missing

REQUIRED = "DURCHWAHL_FIREWALL"
pytestmark = pytest.mark.timeout(240)  # each command of ufw and firewalld takes its time

DROPPING = """
table inet site {
  set friends { type ipv4_addr; elements = { 10.9.9.9 } }
  chain services { tcp dport { 22, 443 } accept
    return
  }
  chain input { type filter hook input priority 0; policy drop;
    iif lo accept
    ct state established,related accept
    ip saddr @friends accept
    jump services
    tcp dport 8080 counter reject comment "somebody's own"
  }
}
table ip other {
  chain watch { type filter hook prerouting priority -150; policy accept;
    counter
  }
}
"""


@pytest.fixture
def site(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Site]:
    """The two machines, where the programs that the test names are there."""
    lacking = missing(*request.param)
    if lacking and os.environ.get(REQUIRED):
        pytest.fail(lacking)
    if lacking:
        pytest.skip(lacking)
    with ExitStack() as stack:
        site = Site(tmp_path, stack)
        site.build()
        assert site.reached()  # before there is a firewall
        yield site


def needs(*programs: str) -> pytest.MarkDecorator:
    """Only where these are installed."""
    return pytest.mark.parametrize("site", [programs], indirect=True, ids=[programs[0]])


def ruleset(site: Site) -> str:
    """All rules of the kernel, without their numbers and counters."""
    told = json.loads(site.pc("nft", "-j", "list", "ruleset"))["nftables"]
    return "\n".join(json.dumps(_plain(one)) for one in told if "metainfo" not in one)


def _plain(value: object) -> object:
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items() if key not in ("handle", "packets", "bytes")}
    return [_plain(one) for one in value] if isinstance(value, list) else value


def prove(site: Site, firewall: str) -> None:
    """Closed, opened for the phone alone, opened again without effect, taken back."""
    before = ruleset(site)
    assert not site.reached()
    seen = site.act("look")
    assert (seen["firewall"], seen["access"], seen["ours"]) == (firewall, "closed", []), seen
    assert seen["interface"] == "eth0"

    opened = site.act("open")
    assert opened["steps"]
    assert site.reached()
    assert not site.reached(STRANGER)
    after = ruleset(site)
    missing_now = set(before.splitlines()) - set(after.splitlines())
    assert not missing_now  # what others wrote is still there

    again = site.act("open")
    assert (again["access"], again["ours"], again["steps"]) == ("open", [[8080, PHONE]], []), again
    assert ruleset(site) == after
    stranger = site.act("look", STRANGER)
    assert stranger["access"] == "closed", stranger

    site.act("close")
    assert not site.reached()
    assert ruleset(site) == before
    closed = site.act("close")
    assert (closed["access"], closed["ours"], closed["steps"]) == ("closed", [], []), closed


@needs("nft")
def test_nothing_in_the_way(site: Site) -> None:
    seen = site.act("open")
    assert (seen["firewall"], seen["access"], seen["steps"]) == ("none", "open", [])


@needs("nft")
def test_nftables(site: Site) -> None:
    (site.folder / "rules").write_text(DROPPING)
    site.pc("nft", "-f", str(site.folder / "rules"))
    prove(site, "nftables")


@needs("nft")
def test_steps_18_and_19_of_the_set_up(site: Site) -> None:
    """Nothing is done that was not shown; it is undone by the same step."""
    (site.folder / "rules").write_text(DROPPING)
    site.pc("nft", "-f", str(site.folder / "rules"))
    config = f'[events]\nport = {PORT}\n[phone.desk]\nvendor = "snom"\nhost = "{PHONE}"\n'
    (site.folder / "config.toml").write_text(config)

    def step(choice: str) -> dict[str, Any]:
        told = site.pc(sys.executable, "-m", "tests.firewall.stepping", str(site.folder), choice)
        found: dict[str, Any] = json.loads(told)
        return found

    before = ruleset(site)
    left = step("leave")
    assert (left["states"], ruleset(site)) == (["attention", "open", "skipped", "attention"], before)
    assert not site.reached()
    opened = step("open")
    assert opened["states"] == ["attention", "skipped", "done", "done"]
    assert PHONE in left["copy"]
    assert left["copy"] in "\n".join(left["shown"])
    assert site.reached()
    assert not site.reached(STRANGER)
    closed = step("close")
    assert closed["fields"] == [["firewall", ["open", "close"]]]
    assert closed["states"] == ["done", "done", "skipped", "attention"]
    assert ruleset(site) == before
    assert not site.reached()


@needs("nft")
def test_the_line_for_the_file_of_nftables_opens_it_too(site: Site) -> None:
    rules = site.folder / "rules"
    rules.write_text(DROPPING)
    site.pc("nft", "-f", str(rules))
    told = site.act("open")
    assert told["survives"] is False
    site.pc("nft", "flush", "ruleset")
    rules.write_text(f"{DROPPING}\n{told['persist']}\n")
    site.pc("nft", "-f", str(rules))  # as at the next start
    assert site.reached()
    assert not site.reached(STRANGER)


@needs("nft", "iptables")
def test_iptables(site: Site) -> None:
    for words in (
        ("-A", "INPUT", "-i", "lo", "-j", "ACCEPT"),
        ("-A", "INPUT", "-m", "conntrack", "--ctstate", "ESTABLISHED,RELATED", "-j", "ACCEPT"),
        ("-N", "DOCKER-USER"),
        ("-N", "LIBVIRT_INP"),
        ("-A", "LIBVIRT_INP", "-i", "virbr0", "-p", "udp", "-m", "udp", "--dport", "53", "-j", "ACCEPT"),
        ("-A", "INPUT", "-j", "LIBVIRT_INP"),
        (
            "-A",
            "INPUT",
            "-p",
            "tcp",
            "--dport",
            "8080",
            "-m",
            "comment",
            "--comment",
            "no durchwahl",
            "-j",
            "DROP",
        ),
        ("-P", "INPUT", "DROP"),
    ):
        site.pc("iptables", *words)
    prove(site, "iptables")


@needs("nft", "iptables")
def test_nftables_beside_iptables(site: Site) -> None:
    """Both keep the phone out: each is opened in its turn."""
    (site.folder / "rules").write_text(DROPPING)
    site.pc("nft", "-f", str(site.folder / "rules"))
    site.pc("iptables", "-P", "INPUT", "DROP")
    before = ruleset(site)
    firewalls = [site.act("open")["firewall"], site.act("open")["firewall"]]
    assert firewalls == ["nftables", "iptables"]
    assert site.reached()
    assert site.act("look")["access"] == "open"
    site.act("close")
    assert not site.reached()
    assert ruleset(site) == before


def switch_ufw_on(site: Site) -> None:
    """With one rule taken out again: only with its first change does ufw complete its chains for IPv6."""
    site.pc("ufw", "--force", "enable")
    site.pc("ufw", "allow", "22/tcp")
    site.pc("ufw", "allow", "443/tcp")
    site.pc("ufw", "delete", "allow", "443/tcp")


@needs("ufw", "nft", "iptables")
def test_ufw(site: Site) -> None:
    switch_ufw_on(site)
    prove(site, "ufw")


@needs("ufw", "nft", "iptables")
def test_ufw_with_a_rule_that_says_no(site: Site) -> None:
    switch_ufw_on(site)
    site.pc("ufw", "deny", "8000:8100/tcp")
    prove(site, "ufw")


@needs("ufw", "nft", "iptables")
def test_ufw_that_is_switched_off(site: Site) -> None:
    assert site.act("look")["firewall"] == "none"


@pytest.fixture
def firewalld(site: Site) -> Site:
    """firewalld runs on the computer, with a bus of its own."""
    site.pc("mkdir", "-p", "/run/dbus", "/run/firewalld")
    site.start("dbus-daemon", "--system", "--nofork", "--nopidfile")
    site.wait("sh", "-c", "test -S /run/dbus/system_bus_socket && echo there", until="there")
    site.start("firewalld", "--nofork", "--nopid")
    site.wait("firewall-cmd", "--state", until="running")
    return site


FIREWALLD = ("firewalld", "firewall-cmd", "dbus-daemon", "nft")


@needs(*FIREWALLD)
def test_firewalld(site: Site, firewalld: Site) -> None:
    site.pc("firewall-cmd", "--zone=work", "--add-interface=eth0")
    site.pc("firewall-cmd", "--zone=work", "--add-rich-rule=rule family=ipv4 source address=10.9.9.9 accept")
    kept = site.pc("firewall-cmd", "--permanent", "--list-all-zones")
    prove(site, "firewalld")
    assert site.pc("firewall-cmd", "--permanent", "--list-all-zones") == kept


@needs(*FIREWALLD)
def test_firewalld_keeps_the_rule(site: Site, firewalld: Site) -> None:
    told = site.act("open")
    assert told["survives"] is True
    site.pc("firewall-cmd", "--reload")  # as after a restart: what is permanent, and nothing else
    assert site.reached()
    assert not site.reached(STRANGER)
    site.act("close")
    site.pc("firewall-cmd", "--reload")
    assert not site.reached()


@needs(*FIREWALLD)
def test_firewalld_with_a_rule_that_says_no(site: Site, firewalld: Site) -> None:
    site.pc(
        "firewall-cmd",
        "--add-rich-rule=rule family=ipv4 source address=10.77.1.0/24 port port=8080 protocol=tcp drop",
    )
    prove(site, "firewalld")


@needs(*FIREWALLD)
def test_a_table_beside_firewalld(site: Site, firewalld: Site) -> None:
    """What firewalld lets in, a table that it knows nothing of may still keep out."""
    site.act("open")
    (site.folder / "rules").write_text(DROPPING)
    site.pc("nft", "-f", str(site.folder / "rules"))
    assert not site.reached()
    told = site.act("open")
    assert (told["firewall"], told["access"]) == ("nftables", "closed")
    assert site.reached()
