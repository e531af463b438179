"""Plans, the ways to privileges, and what becomes of a plan: by pure functions, and with programs of our own."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tui.discovery.found import Remark
from tui.discovery.networks import Area
from tui.errors import UsageError
from tui.firewall import commands, looking
from tui.firewall.commands import Said, ask, find
from tui.firewall.elevation import (
    Surroundings,
    Way,
    choose,
    copyable,
    elevated,
    needs_terminal,
    osascript,
    uac,
)
from tui.firewall.model import Access, Door, Firewall, FirewallError, Look, Ours, Outcome
from tui.firewall.plans import closing, opening
from tui.firewall.running import carry_out, judged

DOOR = Door.to(8080, ["10.77.0.2"])
WHERE = {
    Firewall.NFTABLES: (("inet", "t", "in"),),
    Firewall.IPTABLES: (("iptables", "INPUT"),),
    Firewall.FIREWALLD: (("public",),),
    Firewall.MACOS: (("/usr/bin/python3",),),
}
REAL = [one for one in Firewall if one not in (Firewall.NONE, Firewall.UNKNOWN)]


def seen(
    firewall: Firewall, access: Access = Access.CLOSED, ours: tuple[Ours, ...] = (), barred: bool = False
) -> Look:
    return Look(firewall, True, access, Remark(""), ours, barred=barred, where=WHERE.get(firewall, ()))


@pytest.mark.parametrize("firewall", REAL)
def test_a_closed_door_is_opened_and_an_open_one_left_alone(firewall: Firewall) -> None:
    plan = opening(seen(firewall), DOOR)
    assert plan.steps
    assert plan.undo or firewall is Firewall.NFTABLES
    assert plan.survives is (firewall not in (Firewall.NFTABLES, Firewall.IPTABLES))
    assert bool(plan.persist) is not plan.survives
    assert opening(seen(firewall, Access.OPEN), DOOR).steps == ()


@pytest.mark.parametrize("firewall", REAL)
def test_what_could_not_be_read_is_not_changed(firewall: Firewall) -> None:
    assert opening(replace(seen(firewall, Access.UNKNOWN), unread=True), DOOR).steps == ()


@pytest.mark.parametrize("firewall", [Firewall.NONE, Firewall.UNKNOWN])
def test_without_a_firewall_there_is_no_plan(firewall: Firewall) -> None:
    assert opening(seen(firewall, Access.UNKNOWN), DOOR).steps == ()


def test_a_rule_for_the_phone_s_old_address_goes_when_the_new_one_comes() -> None:
    old = Ours(8080, "10.77.0.9", (("ufw", "delete", "old"),))
    plan = opening(seen(Firewall.UFW, ours=(old,)), DOOR)
    assert plan.steps[0] == ("ufw", "delete", "old")
    assert plan.steps[1][:4] == ("ufw", "allow", "from", "10.77.0.2")


def test_closing_takes_out_what_is_ours_once() -> None:
    ours = (Ours(1, "", (("a",), ("b",))), Ours(2, "", (("a",),)))
    assert closing(seen(Firewall.WINDOWS, ours=ours)).steps == (("a",), ("b",))
    assert closing(seen(Firewall.WINDOWS)).steps == ()


def test_the_lines_to_keep() -> None:
    line = 'insert rule inet t in ip saddr 10.77.0.2 tcp dport 8080 accept comment "durchwahl"'
    assert opening(seen(Firewall.NFTABLES), DOOR).persist == line
    kept = opening(seen(Firewall.IPTABLES), DOOR).persist
    assert kept == "-A INPUT -s 10.77.0.2 -p tcp --dport 8080 -m comment --comment durchwahl -j ACCEPT"


def test_a_mac_that_blocks_everything_is_not_helped_by_an_entry() -> None:
    assert opening(seen(Firewall.MACOS, barred=True), DOOR).steps == ()


@pytest.mark.parametrize("source", ["", "x", "10.0.0.0/40", "10.0.0.1; reboot", "$(x)", "--help"])
def test_a_source_is_an_address_or_a_mistake(source: str) -> None:
    with pytest.raises(UsageError):
        Door.to(8080, [source])


@pytest.mark.parametrize("port", [0, -1, 65536])
def test_a_port_is_one(port: int) -> None:
    with pytest.raises(UsageError):
        Door.to(port)


def test_the_name_of_an_interface_is_one() -> None:
    assert [Door.to(1, (), name).interface for name in ("eth0.7", "a b", "x\n", "--x")] == [
        "eth0.7",
        "",
        "",
        "--x",
    ]


DESKTOP = Surroundings("linux", desktop=True, terminal=True, programs=frozenset({"sudo", "pkexec"}))


@pytest.mark.parametrize(
    ("around", "found"),
    [
        (Surroundings("linux", privileged=True), (Way.DIRECT,)),
        (DESKTOP, (Way.PKEXEC, Way.SUDO)),
        (Surroundings("linux", terminal=True, programs=frozenset({"sudo", "pkexec"})), (Way.SUDO,)),
        (Surroundings("linux", quiet=True, programs=frozenset({"sudo"})), (Way.SUDO_QUIET,)),
        (Surroundings("linux", programs=frozenset({"sudo", "pkexec"})), ()),
        (Surroundings("win32", programs=frozenset({"powershell"})), (Way.UAC,)),
        (Surroundings("win32"), ()),
        (Surroundings("darwin", desktop=True, programs=frozenset({"osascript"})), (Way.OSASCRIPT,)),
    ],
)
def test_the_ways_that_surroundings_allow(around: Surroundings, found: tuple[Way, ...]) -> None:
    assert choose(around) == found


def test_only_sudo_wants_the_terminal() -> None:
    assert [way for way in Way if needs_terminal(way)] == [Way.SUDO]


def test_a_command_in_the_words_of_each_way() -> None:
    step, path = ("ufw", "allow", "8080; reboot"), "/usr/sbin/ufw"
    rest = (path, "allow", "8080; reboot")
    assert elevated(step, Way.DIRECT, path) == rest
    assert elevated(step, Way.SUDO, path) == ("sudo", "--", *rest)
    assert elevated(step, Way.SUDO_QUIET, path) == ("sudo", "-n", "--", *rest)
    assert elevated(step, Way.PKEXEC, path) == ("pkexec", "--disable-internal-agent", *rest)
    assert osascript([("a b", 'say "x"'), ("c",)]) == (
        "osascript",
        "-e",
        "do shell script \"'a b' 'say \\\"x\\\"' && c\" with administrator privileges",
    )
    shell = uac((r"C:\Windows\System32\netsh.exe", "name=It's", "a b"))
    assert (
        "-FilePath 'C:\\Windows\\System32\\netsh.exe' -ArgumentList 'name=It''s \"a b\"' -Verb RunAs" in shell
    )
    assert elevated(step, Way.UAC, path)[:4] == ("powershell", "-NoProfile", "-NonInteractive", "-Command")


def test_a_plan_can_be_copied() -> None:
    plan = opening(seen(Firewall.FIREWALLD), DOOR)
    first, second = copyable(plan.steps, plan.firewall).splitlines()
    assert first.startswith("sudo firewall-cmd --zone=public '--add-rich-rule=rule priority=")
    assert second.startswith("sudo firewall-cmd --permanent ")
    assert copyable(opening(seen(Firewall.WINDOWS), DOOR).steps, Firewall.WINDOWS).startswith(
        "netsh advfirewall "
    )


@pytest.mark.parametrize(
    ("way", "answer", "outcome"),
    [
        (Way.DIRECT, Said(0), None),
        (Way.DIRECT, Said(1, err="no"), Outcome.FAILED),
        (Way.DIRECT, Said(None), Outcome.TIMEOUT),
        (Way.SUDO, Said(127, missing=True), Outcome.MISSING),
        (
            Way.PKEXEC,
            Said(126, err="Error executing command as another user: Request dismissed"),
            Outcome.CANCELLED,
        ),
        (Way.PKEXEC, Said(127, err="Error: No authentication agent found."), Outcome.NO_PROMPT),
        (
            Way.PKEXEC,
            Said(127, err="Error executing command as another user: Not authorized"),
            Outcome.REFUSED,
        ),
        (Way.PKEXEC, Said(1, err="ERROR: bad"), Outcome.FAILED),
        (Way.SUDO, Said(1, err="sudo: 3 incorrect password attempts"), Outcome.REFUSED),
        (Way.SUDO, Said(1, err="eve is not in the sudoers file."), Outcome.REFUSED),
        (Way.SUDO, Said(1, err="sudo: a password is required"), Outcome.CANCELLED),
        (Way.SUDO, Said(130), Outcome.CANCELLED),
        (Way.SUDO, Said(1, err="ERROR: bad"), Outcome.FAILED),
        (Way.SUDO_QUIET, Said(1, err="sudo: a password is required"), Outcome.NO_PROMPT),
        (Way.UAC, Said(1223), Outcome.CANCELLED),
        (Way.UAC, Said(1), Outcome.FAILED),
        (Way.OSASCRIPT, Said(1, err="execution error: User canceled. (-128)"), Outcome.CANCELLED),
        (Way.OSASCRIPT, Said(1, err="execution error: x (1)"), Outcome.FAILED),
    ],
)
def test_what_an_answer_means(way: Way, answer: Said, outcome: Outcome | None) -> None:
    assert judged(answer, way) is outcome


@pytest.mark.parametrize("language", ["en", "de"])
def test_each_outcome_is_told_in_words(language: str) -> None:
    from tui import i18n

    i18n.use(language)
    told = {str(FirewallError(one, program="ufw", status=1, said="x")) for one in Outcome}
    assert len(told) == len(Outcome)
    assert all("ufw" in text for text in told)


@pytest.fixture
def tools(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of programs of our own beside those of the system."""
    monkeypatch.setattr(commands, "_FOLDERS", (str(tmp_path), *commands._FOLDERS))
    return tmp_path


def tool(folder: Path, name: str, code: str) -> None:
    path = folder / name
    path.write_text(f"#!{sys.executable}\nimport os, sys\n{code}\n")
    path.chmod(0o755)


posix = pytest.mark.skipif(sys.platform == "win32", reason="programs are scripts here")


@posix
async def test_steps_run_in_their_order_until_one_fails(tools: Path) -> None:
    log = tools / "log"
    tool(
        tools,
        "step",
        f"open({str(log)!r}, 'a').write(sys.argv[1])\nif sys.argv[1] == 'b': sys.exit('no such\\x1b zone')",
    )
    with pytest.raises(FirewallError) as caught:
        await carry_out([("step", "a"), ("step", "b"), ("step", "c")], Way.DIRECT)
    assert log.read_text() == "ab"
    assert caught.value.outcome is Outcome.FAILED
    assert "no such zone" in str(caught.value)
    assert "\x1b" not in str(caught.value)


@posix
async def test_sudo_gets_each_command_as_words(tools: Path) -> None:
    log = tools / "log"
    tool(tools, "sudo", f"open({str(log)!r}, 'w').write(repr(sys.argv[1:]) + os.environ['LC_ALL'])")
    tool(tools, "step", "sys.exit(9)")
    await carry_out([("step", "a b", "$(x)")], Way.SUDO_QUIET)
    assert log.read_text() == repr(["-n", "--", str(tools / "step"), "a b", "$(x)"]) + "C"


@posix
async def test_a_prompt_that_nobody_answers_ends(tools: Path) -> None:
    tool(tools, "pkexec", "import signal\nwhile True: signal.pause()")
    tool(tools, "step", "")
    with pytest.raises(FirewallError) as caught:
        await carry_out([("step",)], Way.PKEXEC, seconds=0.3)
    assert caught.value.outcome is Outcome.TIMEOUT


async def test_a_program_that_is_missing_is_told() -> None:
    with pytest.raises(FirewallError) as caught:
        await carry_out([("no-such-firewall",)], Way.DIRECT)
    assert caught.value.outcome is Outcome.MISSING


@posix
async def test_what_a_command_prints_is_bounded(tools: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commands, "_LIMIT", 1000)
    tool(tools, "step", "sys.stdout.write('x' * 1_000_000)")
    answer = await ask(("step",))
    assert (answer.status, len(answer.out)) == (0, 1000)


@posix
def test_a_program_in_the_user_s_path_is_not_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tool(tmp_path, "ufw", "")
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    assert find("ufw") != str(tmp_path / "ufw")


@posix
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks at a Linux")
async def test_without_privileges_only_what_is_known_is_told(
    tools: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = tools / "asked"
    for name in ("nft", "iptables", "ufw", "pkexec", "sudo"):
        tool(tools, name, f"open({str(asked)!r}, 'w')")
    tool(tools, "firewall-cmd", "sys.exit('not running')")
    tool(tools, "systemctl", "sys.exit(3)")
    monkeypatch.setattr(looking, "_root", lambda: False)
    config = tools / "ufw.conf"
    monkeypatch.setattr(looking, "_UFW", config)
    told = await looking.look(DOOR)
    assert (told.firewall, told.active, told.access, told.unread) == (
        Firewall.UNKNOWN,
        None,
        Access.UNKNOWN,
        True,
    )
    config.write_text("ENABLED=yes\n")
    told = await looking.look(DOOR)
    assert (told.firewall, told.active, told.access, told.unread) == (
        Firewall.UFW,
        True,
        Access.UNKNOWN,
        True,
    )
    assert not asked.exists()


@posix
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks at a Linux")
async def test_a_cancelled_prompt_is_not_taken_for_an_answer(
    tools: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tool(tools, "pkexec", "sys.stderr.write('Request dismissed')\nsys.exit(126)")
    tool(tools, "nft", "")
    tool(tools, "firewall-cmd", "sys.exit('not running')")
    monkeypatch.setattr(looking, "_UFW", tools / "none")
    with pytest.raises(FirewallError) as caught:
        await looking.look(DOOR, Way.PKEXEC)
    assert caught.value.outcome is Outcome.CANCELLED


async def test_the_door_for_phones_and_for_the_local_network() -> None:
    door = await looking.door_for(
        8080, ["http://10.77.0.2:8000/x", "10.77.0.2", "[2001:db8::5]:80", "no.such.invalid"]
    )
    assert door.texts == ("10.77.0.2", "2001:db8::5")
    lan = await looking.door_for(8080)
    assert lan.sources
    assert all(network.is_private for network in lan.sources)


async def test_a_door_for_nobody_known_is_never_one_for_everybody(monkeypatch: pytest.MonkeyPatch) -> None:
    async def nowhere() -> Area:
        return Area()

    monkeypatch.setattr(looking, "own_area", nowhere)
    assert (await looking.door_for(8080, ["no.such.invalid"])).texts == (
        "10.0.0.0/8",
        "172.16.0.0/12",
        "192.168.0.0/16",
    )
