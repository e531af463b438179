"""ufw, firewalld and the firewalls of Windows and macOS: what they print, what that means, what is written."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.firewall import firewalld, macos, ufw, windows
from tui.firewall.model import Access, Door
from tui.firewall.packet import packets

OPEN, CLOSED, UNKNOWN = Access.OPEN, Access.CLOSED, Access.UNKNOWN
DOOR = Door.to(8080, ["10.77.0.2"], "eth0")
PYTHON = r"C:\Python311\python.exe"


def status(*rules: str, policy: str = "deny") -> str:
    head = ["Status: active", "Logging: on (low)"]
    head.append(f"Default: {policy} (incoming), allow (outgoing), disabled (routed)")
    table = ["", "To                         Action      From", "--                         ------      ----"]
    return "\n".join((*head, "New profiles: skip", *table, *rules, ""))


@pytest.mark.parametrize(
    ("rules", "access"),
    [
        ([], CLOSED),
        (["8080/tcp                   ALLOW IN    Anywhere                  "], OPEN),
        (["8080                       ALLOW IN    10.77.0.2"], OPEN),
        (["8080/udp                   ALLOW IN    Anywhere"], CLOSED),
        (["22,8000:8100/tcp           ALLOW IN    10.0.0.0/8                 # phones"], OPEN),
        (["8080/tcp                   ALLOW IN    10.77.0.3"], CLOSED),
        (["8080/tcp on eth0           ALLOW IN    Anywhere"], OPEN),
        (["8080/tcp on eth1           ALLOW IN    Anywhere"], CLOSED),
        (["Anywhere on eth0           ALLOW IN    10.77.0.0/24"], OPEN),
        (["Anywhere                   ALLOW IN    10.77.0.2"], OPEN),
        (["8080/tcp (v6)              ALLOW IN    Anywhere (v6)"], CLOSED),
        (["8080/tcp                   ALLOW OUT   Anywhere"], CLOSED),
        (["8080/tcp                   LIMIT IN    Anywhere"], UNKNOWN),
        (["10.77.0.1 8080/tcp         ALLOW IN    Anywhere"], UNKNOWN),
        (["8080/tcp                   ALLOW IN    Anywhere 5000/tcp"], UNKNOWN),
        (["80,8080/tcp (Some App)     ALLOW IN    Anywhere"], OPEN),
        (["Some App                   ALLOW IN    Anywhere"], UNKNOWN),
        (["8080/tcp  DENY IN  10.77.0.0/24", "8080/tcp  ALLOW IN  Anywhere"], CLOSED),
        (["8080/tcp  REJECT IN  10.5.0.0/24", "8080/tcp  ALLOW IN  Anywhere"], OPEN),
    ],
)  # fmt: skip
def test_what_ufw_lets_in(rules: list[str], access: Access) -> None:
    parsed = ufw.parse(status(*rules))
    assert parsed is not None
    assert ufw.judge(parsed, DOOR).access is access


def test_the_policy_of_ufw_and_its_switch() -> None:
    for policy, access in (("allow", OPEN), ("reject", CLOSED), ("strange", UNKNOWN)):
        parsed = ufw.parse(status(policy=policy))
        assert parsed is not None
        assert ufw.judge(parsed, DOOR).access is access
    off = ufw.parse("Status: inactive\n")
    assert off is not None
    assert (ufw.judge(off, DOOR).active, ufw.judge(off, DOOR).access) == (False, OPEN)
    assert ufw.parse("ERROR: You need to be root to run this script") is None
    texts = ("ENABLED=yes\n", 'x\n ENABLED = "Yes"', "#ENABLED=yes\nENABLED=no", "")
    assert [ufw.enabled(text) for text in texts] == [True, True, False, False]


def test_our_rules_of_ufw_are_known_by_their_comment() -> None:
    parsed = ufw.parse(
        status(
            "8080/tcp                   ALLOW IN    10.77.0.2                  # durchwahl",
            "8080/tcp                   ALLOW IN    10.77.0.4                  # durchwahl of old",
            "9090/tcp                   ALLOW IN    Anywhere                   # durchwahl",
            "9090/tcp (v6)              ALLOW IN    Anywhere (v6)              # durchwahl",
            "8080/tcp                   ALLOW IN    $(reboot)                  # durchwahl",
        )
    )
    assert parsed is not None
    ours = ufw.judge(parsed, DOOR).ours
    assert [(rule.port, rule.source) for rule in ours] == [(8080, "10.77.0.2"), (9090, "")]
    assert ours[0].remove == tuple(ufw.undoing(DOOR))


def test_the_commands_of_ufw() -> None:
    door = Door.to(8080, ["10.77.0.2", "192.168.1.77/24"])
    assert [" ".join(step) for step in ufw.opening(door, barred=False)] == [
        "ufw allow from 10.77.0.2 to any port 8080 proto tcp comment durchwahl",
        "ufw allow from 192.168.1.0/24 to any port 8080 proto tcp comment durchwahl",
    ]
    assert ufw.opening(Door.to(1), barred=True)[0][:4] == ("ufw", "prepend", "allow", "from")
    assert ufw.undoing(Door.to(1))[0] == (
        "ufw",
        "delete",
        "allow",
        "from",
        "any",
        "to",
        "any",
        "port",
        "1",
        "proto",
        "tcp",
    )


def zone(ports: str = "", services: str = "ssh", target: str = "default", rich: tuple[str, ...] = ()) -> str:
    lines = [
        "public (active)",
        f"  target: {target}",
        "  icmp-block-inversion: no",
        "  interfaces: eth0",
        "  sources: ",
    ]
    lines += [f"  services: {services}", f"  ports: {ports}", "  protocols: ", "  rich rules: "]
    return "\n".join(lines + [f"\t{rule}" for rule in rich])


RICH = 'rule {}family="ipv4" source address="10.77.0.2" port port="8080" protocol="tcp" {}'


@pytest.mark.parametrize(
    ("text", "access"),
    [
        (zone(), CLOSED),
        (zone("8080/tcp"), OPEN),
        (zone("8000-8100/tcp 53/udp"), OPEN),
        (zone("8080/udp"), CLOSED),
        (zone(services="ssh web"), OPEN),
        (zone(services="secret"), UNKNOWN),
        (zone(target="ACCEPT"), OPEN),
        (zone(target="DROP"), CLOSED),
        (zone(rich=(RICH.format("", "accept"),)), OPEN),
        (zone(rich=(RICH.format("", "accept"), RICH.format("", "drop"))), CLOSED),
        (zone("8080/tcp", rich=(RICH.format("", 'reject type="tcp-reset"'),)), CLOSED),
        (zone(rich=(RICH.format("", "drop"), RICH.format('priority="-1876" ', "accept"))), OPEN),
        (zone(rich=(RICH.format('priority="-2000" ', "drop"), RICH.format('priority="-5" ', "accept"))), CLOSED),
        (zone(rich=('rule family="ipv6" accept',)), CLOSED),
        (zone(rich=('rule family="ipv4" source ipset="drop" accept',)), UNKNOWN),
        (zone("8080/tcp", rich=('rule source mac="00:04:13:00:00:01" drop',)), UNKNOWN),
        (zone(rich=('rule service name="web" accept',)), OPEN),
    ],
)  # fmt: skip
def test_what_firewalld_lets_in(text: str, access: Access) -> None:
    parsed = firewalld.parse_zone(text)
    assert parsed is not None
    services = {"ssh": ("22/tcp",), "web": ("80/tcp", "8080/tcp"), "secret": None}
    assert firewalld.judge(parsed, services, DOOR).access is access


@pytest.mark.parametrize(
    ("active", "interface", "wanted"),
    [
        ("public\n  interfaces: eth0\n", "eth0", "public"),
        ("public (default)\n  interfaces: eth1\nwork\n  interfaces: eth0 eth2\n", "eth0", "work"),
        ("public\n  interfaces: eth1\n", "eth0", "block"),
        ("public\n  interfaces: eth1\n", "", "public"),
        ("public\n  interfaces: eth1\nwork\n  interfaces: eth0\n", "", ""),
        ("public\n  interfaces: eth0\nphones\n  sources: 10.77.0.0/24\n", "eth0", "phones"),
        ("public\n  interfaces: eth0\nphones\n  sources: ipset:phones\n", "eth0", ""),
        ("", "eth0", "block"),
        ("--add-port=1/tcp;x\n  interfaces: eth0\n", "eth0", "block"),
    ],
)
def test_the_zone_that_answers_the_phone(active: str, interface: str, wanted: str) -> None:
    (packet,) = packets(Door.to(8080, ["10.77.0.2"], interface))
    assert firewalld.zone_of(active, "block\n", packet) == wanted


def test_the_commands_of_firewalld_hold_now_and_for_good() -> None:
    rule = (
        'rule priority="1876" family="ipv4" source address="10.77.0.2" port port="8080" protocol="tcp" accept'
    )
    assert firewalld.opening(DOOR, "work", barred=False) == [
        ("firewall-cmd", "--zone=work", f"--add-rich-rule={rule}"),
        ("firewall-cmd", "--permanent", "--zone=work", f"--add-rich-rule={rule}"),
    ]
    anybody = firewalld.opening(Door.to(1), "work", barred=True)[0][-1]
    assert anybody == '--add-rich-rule=rule priority="-1876" port port="1" protocol="tcp" accept'
    parsed = firewalld.parse_zone(zone(rich=(rule, RICH.format("", "accept"))))
    assert parsed is not None
    (ours,) = firewalld.judge(parsed, {}, DOOR).ours
    undo = tuple(
        (*step[:-1], step[-1].replace("--add", "--remove"))
        for step in firewalld.opening(DOOR, "public", False)
    )
    assert ours.remove == undo == tuple(firewalld.undoing(DOOR, "public", False))


def test_the_ports_of_a_service() -> None:
    told = "http-alt\n  ports: 8080/tcp 8008/tcp\n  protocols: \n  source-ports: 1/tcp\n"
    assert firewalld.service_ports(told) == ("8080/tcp", "8008/tcp")


@given(st.text(max_size=300))
def test_hostile_answers_are_read_all_the_same(text: str) -> None:
    firewalld.parse_zone(f"z\n target: default\n{text}")
    ufw.parse(f"Status: active\n{text}")
    windows.parse_rules(f"Rule Name: x\n{text}")
    windows.parse_profile(text)
    windows.parse_products(text)
    macos.parse_state(text)
    assert macos.parse_program(text) in Access


ENGLISH = """
Private Profile Settings:
----------------------------------------------------------------------
State                                 ON
Firewall Policy                       BlockInbound,AllowOutbound
LocalFirewallRules                    N/A (GPO-store only)
InboundUserNotification               Enable
Logging:
LogAllowedConnections                 Disable
Ok.
"""
GERMAN = """
Privates Profil-Einstellungen:
----------------------------------------------------------------------
Status                                EIN
Firewallrichtlinie                    BlockInbound,AllowOutbound
Lokale Firewallregeln                 Nicht zutreffend (nur GPO-Speicher)
OK.
"""


def english(action: str = "Allow", **changed: str) -> str:
    fields = {
        "Rule Name": "Durchwahl", "Enabled": "Yes", "Direction": "In", "Profiles": "Domain,Private", "Grouping": "",
        "LocalIP": "Any", "RemoteIP": "10.77.0.2/32", "Protocol": "TCP", "LocalPort": "8080", "RemotePort": "Any",
        "Edge traversal": "No", "Action": action,
    } | changed  # fmt: skip
    head, *rest = (f"{label + ':':<38}{value}" for label, value in fields.items())
    return "\n".join(("", head, "-" * 70, *rest, ""))


def german(action: str = "Zulassen", **changed: str) -> str:
    fields = {
        "Regelname": "Durchwahl", "Beschreibung": "", "Aktiviert": "Ja", "Richtung": "Eingehend",
        "Profile": "Domäne,Privat", "Gruppierung": "", "Lokales IP": "Beliebig", "Remote-IP": "10.77.0.2/32",
        "Protokoll": "TCP", "Lokaler Port": "8080", "Remoteport": "Beliebig", "Edgeausnahme": "Nein",
        "Programm": PYTHON, "Schnittstellentypen": "Beliebig", "Aktion": action,
    } | changed  # fmt: skip
    head, *rest = (f"{label + ':':<41}{value}" for label, value in fields.items())
    return "\n".join(("", head, "-" * 70, *rest, ""))


@pytest.mark.parametrize(
    ("profile", "rules", "access"),
    [
        (ENGLISH, "", CLOSED),
        (GERMAN, "", CLOSED),
        (ENGLISH, english(), OPEN),
        (GERMAN, german(), OPEN),
        (GERMAN, german(Aktiviert="Nein"), CLOSED),
        (GERMAN, german(Protokoll="UDP"), CLOSED),
        (GERMAN, german(**{"Lokaler Port": "80,8000-8100"}), OPEN),
        (GERMAN, german(**{"Remote-IP": "10.77.0.0/255.255.255.0"}), OPEN),
        (GERMAN, german(**{"Remote-IP": "10.77.0.3/32"}), CLOSED),
        (GERMAN, german(**{"Remote-IP": "Lokales Subnetz"}), UNKNOWN),
        (GERMAN, german(Profile="Öffentlich"), CLOSED),
        (GERMAN, german(Profile="Privat"), UNKNOWN),  # or is it a domain's network?
        (GERMAN, german(Programm=r"C:\other.exe"), CLOSED),
        (GERMAN, german() + german("Blockieren", Regelname="python", **{"Remote-IP": "Beliebig"}), CLOSED),
        (GERMAN, german() + german("Blockieren", Regelname="x", Programm=r"C:\x.exe"), OPEN),
        (ENGLISH, english() + english("Block", **{"Rule Name": "x", "RemoteIP": "LocalSubnet"}), UNKNOWN),
        (ENGLISH.replace("Private", "Public"), english(), CLOSED),
        (GERMAN.replace("Privates Profil", "Öffentliches Profil"), german(), CLOSED),
        (GERMAN.replace("EIN", "AUS"), "", OPEN),
        (ENGLISH.replace("ON", "OFF"), "", OPEN),
        (ENGLISH.replace("BlockInbound", "AllowInbound"), "", OPEN),
        (ENGLISH.replace("BlockInbound", "BlockInboundAlways"), english(), CLOSED),
    ],
)  # fmt: skip
def test_what_windows_lets_in(profile: str, rules: str, access: Access) -> None:
    parsed = windows.parse_profile(profile)
    assert parsed is not None
    assert windows.judge(parsed, windows.parse_rules(rules), DOOR, PYTHON).access is access


def test_why_windows_keeps_it_out() -> None:
    private, public = (
        windows.parse_profile(text) for text in (GERMAN, GERMAN.replace("Privates", "Öffentliches"))
    )
    assert private is not None
    assert public is not None
    ours = windows.parse_rules(german())
    blocked = windows.parse_rules(german("Blockieren", Regelname="python"))
    assert windows.judge(private, (), DOOR, PYTHON).why.key == "fw_windows_closed"
    assert windows.judge(private, blocked, DOOR, PYTHON).why.key == "fw_windows_barred"
    assert windows.judge(public, ours, DOOR, PYTHON).why.key == "fw_windows_public"


@pytest.mark.parametrize("text", ["", "Zugriff verweigert.", ENGLISH + ENGLISH.replace("Private", "Public")])
def test_a_profile_that_is_not_clear_is_none(text: str) -> None:
    assert windows.parse_profile(text) is None


def test_the_umlauts_of_a_console_are_read() -> None:
    from tui.firewall.commands import decoded

    text = decoded("Profile: Domäne,Öffentlich".encode("cp850"), "win32")
    assert text == "Profile: Domäne,Öffentlich"
    assert decoded("Ö".encode(), "win32") == "Ö"


def test_the_one_command_for_windows() -> None:
    (added,) = windows.opening(DOOR, there=False)
    assert added == (
        "netsh", "advfirewall", "firewall", "add", "rule", "name=Durchwahl", "dir=in", "action=allow",
        "protocol=TCP", "localport=8080", "remoteip=10.77.0.2", "profile=private,domain", "enable=yes",
    )  # fmt: skip
    (changed,) = windows.opening(Door.to(80, ["10.0.0.0/8", "10.77.0.2"]), there=True)
    assert changed[3:8] == ("set", "rule", "name=Durchwahl", "dir=in", "new")
    assert "remoteip=10.0.0.0/8,10.77.0.2" in changed
    assert "remoteip=localsubnet" in windows.opening(Door.to(80), there=False)[0]


@pytest.mark.parametrize(
    ("told", "products"),
    [
        ("", ()),
        ("[", ()),
        ("5", ()),
        (json.dumps({"displayName": "Wall", "productState": 266256}), (windows.Product("Wall", True),)),
        (
            json.dumps(
                [{"displayName": "A\x1b[1m", "productState": 262144}, {"displayName": 7}, {"productState": 1}]
            ),
            (windows.Product("A[1m", False),),
        ),
        (json.dumps([{"displayName": "B", "productState": "x"}] * 99), (windows.Product("B", False),) * 32),
    ],
)
def test_firewalls_of_other_makers(told: str, products: tuple[windows.Product, ...]) -> None:
    assert windows.parse_products(told) == products


@pytest.mark.parametrize(
    ("state", "block_all", "program", "access"),
    [
        ("Firewall is disabled. (State = 0)", "Block all DISABLED!", "", OPEN),
        ("Firewall is enabled. (State = 1)", "Block all DISABLED!", "The application is permitted", OPEN),
        (
            "Firewall is enabled. (State = 1)",
            "",
            "Incoming connections to the application are blocked",
            CLOSED,
        ),
        ("Firewall is enabled. (State = 1)", "", "The application is not part of the firewall", UNKNOWN),
        ("Firewall is enabled. (State = 1)", "Block all ENABLED!", "The application is permitted", CLOSED),
        (
            "Firewall is enabled. (State = 1)",
            "Firewall has block all state set to enabled.",
            "permitted",
            CLOSED,
        ),
        (
            "Firewall is enabled. (State = 1)",
            "Firewall has block all state set to disabled.",
            "permitted",
            OPEN,
        ),
        ("Firewall is on for essential services (State = 2)", "", "The application is permitted", CLOSED),
        ("", "", "The application is permitted", UNKNOWN),
        ("State = 9", "", "permitted", UNKNOWN),
    ],
)
def test_what_macos_lets_in(state: str, block_all: str, program: str, access: Access) -> None:
    number, whole = macos.parse_state(state), macos.parse_block_all(block_all)
    assert macos.judge(number, whole, "/usr/bin/python3", macos.parse_program(program), DOOR).access is access
