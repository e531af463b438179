"""Links on a desktop of freedesktop.org: put in place, seen, and taken out again to the last byte."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.desktop.desk import everything, machine_in, program
from tui.desktop.component import Component, DesktopError, State
from tui.desktop.components import install, installed, possible, remove
from tui.desktop.machine import Machine
from tui.desktop.mimeapps import default_of, with_defaults

TEL, SIP = "x-scheme-handler/tel", "x-scheme-handler/sip"
OURS = "durchwahl-links.desktop"
LIST = """# mine
[Added Associations]
text/plain=gedit.desktop;

[Default Applications]
text/html=firefox.desktop
x-scheme-handler/tel=org.gnome.Calls.desktop;other.desktop;

[Removed Associations]
image/png=gimp.desktop;
"""


def written(machine: Machine, text: str) -> Path:
    path = machine.config_home / "mimeapps.list"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


async def test_in_an_empty_home_nothing_is_left_behind(tmp_path: Path) -> None:
    machine = machine_in(tmp_path)
    assert await possible(Component.LINKS, machine) is None
    assert (await installed(Component.LINKS, machine)).state is State.ABSENT
    assert (await install(Component.LINKS, machine)).state is State.INSTALLED
    assert (await install(Component.LINKS, machine)).state is State.INSTALLED
    entry = (machine.data_home / "applications" / OURS).read_text()
    assert 'Exec="/opt/my apps/durchwahl" --config "/home/anna/100 %%/config.toml" open-link %u\n' in entry
    assert "MimeType=x-scheme-handler/tel;x-scheme-handler/callto;x-scheme-handler/sip;\n" in entry
    assert (await remove(Component.LINKS, machine)).state is State.ABSENT
    assert (await remove(Component.LINKS, machine)).state is State.ABSENT
    assert everything(tmp_path) == {}


async def test_the_earlier_program_gets_them_back(tmp_path: Path) -> None:
    machine = machine_in(tmp_path)
    path = written(machine, LIST)
    path.chmod(0o644)
    before = await installed(Component.LINKS, machine)
    assert before.state is State.TAKEN
    assert before.why.values == {"scheme": "tel", "program": "org.gnome.Calls"}
    await install(Component.LINKS, machine)
    text = path.read_text()
    assert default_of(text, TEL) == default_of(text, SIP) == OURS
    assert [line for line in LIST.splitlines() if "handler" not in line and line] == [
        line for line in text.splitlines() if "handler" not in line and line
    ]
    await install(Component.LINKS, machine)
    await remove(Component.LINKS, machine)
    assert path.read_text() == LIST
    assert path.stat().st_mode & 0o777 == 0o644


async def test_what_was_changed_meanwhile_stays(tmp_path: Path) -> None:
    machine = machine_in(tmp_path)
    path = written(machine, LIST)
    await install(Component.LINKS, machine)
    path.write_text(path.read_text().replace(f"{SIP}={OURS}", f"{SIP}=linphone.desktop") + "a/b=c.desktop\n")
    assert (await installed(Component.LINKS, machine)).state is State.TAKEN
    await remove(Component.LINKS, machine)
    text = path.read_text()
    assert default_of(text, TEL) == "org.gnome.Calls.desktop"
    assert default_of(text, SIP) == "linphone.desktop"
    assert text.endswith("a/b=c.desktop\n")
    assert OURS not in text


async def test_one_scheme_taken_back_is_ours_after_installing_again(tmp_path: Path) -> None:
    machine = machine_in(tmp_path)
    path = written(machine, LIST)
    await install(Component.LINKS, machine)
    path.write_text(path.read_text().replace(f"{SIP}={OURS}", f"{SIP}=linphone.desktop"))
    assert (await install(Component.LINKS, machine)).state is State.INSTALLED
    await remove(Component.LINKS, machine)
    text = path.read_text()
    assert (default_of(text, TEL), default_of(text, SIP)) == ("org.gnome.Calls.desktop", "linphone.desktop")


async def test_another_copy_of_the_program_is_noticed(tmp_path: Path) -> None:
    machine = machine_in(tmp_path)
    await install(Component.LINKS, machine)
    moved = Machine(machine.system, machine.home, machine.environ, ("/new/durchwahl",), machine.state)
    assert (await installed(Component.LINKS, moved)).state is State.STALE
    assert (await install(Component.LINKS, moved)).state is State.INSTALLED


async def test_the_desktops_own_list_comes_first(tmp_path: Path) -> None:
    machine = machine_in(tmp_path, XDG_CURRENT_DESKTOP="GNOME")
    await install(Component.LINKS, machine)
    own = machine.config_home / "gnome-mimeapps.list"
    own.write_text(f"[Default Applications]\n{TEL}=calls.desktop\n")
    assert (await installed(Component.LINKS, machine)).state is State.TAKEN


async def test_a_list_that_is_no_text_is_left_alone(tmp_path: Path) -> None:
    machine = machine_in(tmp_path)
    path = written(machine, "")
    path.write_bytes(b"[Default Applications]\n\xff\xfe=a\n")
    with pytest.raises(DesktopError) as caught:
        await install(Component.LINKS, machine)
    assert caught.value.key == "desktop_list_unreadable"
    assert path.read_bytes() == b"[Default Applications]\n\xff\xfe=a\n"
    assert not (machine.data_home / "applications" / OURS).exists()


async def test_the_database_is_told_where_there_is_the_program(tmp_path: Path) -> None:
    told = program(tmp_path, "update-desktop-database")
    machine = machine_in(tmp_path)
    await install(Component.LINKS, machine)
    await remove(Component.LINKS, machine)
    assert told.read_text().splitlines() == [f"-q {machine.data_home / 'applications'}"] * 2


@pytest.mark.skipif(
    shutil.which("desktop-file-validate") is None, reason="desktop-file-utils is not installed"
)
async def test_the_entries_are_valid(tmp_path: Path) -> None:
    from tui.desktop.desktop_entry import autostart_entry

    machine = machine_in(tmp_path)
    await install(Component.LINKS, machine)
    real = machine_in(tmp_path, PATH=os.environ["PATH"])
    other = tmp_path / "durchwahl.desktop"
    other.write_text(autostart_entry("Durchwahl", (*machine.command, "serve")))
    for path in (machine.data_home / "applications" / OURS, other):
        done = await real.run(("desktop-file-validate", str(path)))
        assert (done.status, done.out, done.err) == (0, "", "")


_LINES = st.lists(
    st.sampled_from(
        [
            "[Default Applications]",
            "[Other]",
            f"{TEL}=a.desktop",
            f"{SIP} = b.desktop;c.desktop",
            "# x",
            "",
            "a/b=c",
        ]
    ),
    max_size=8,
)


@given(_LINES)
def test_a_default_is_set_and_taken_out_whatever_stands_there(lines: list[str]) -> None:
    before = "\n".join(lines) + "\n"
    after = with_defaults(before, {TEL: OURS})
    assert default_of(after, TEL) == OURS
    assert default_of(after, SIP) == default_of(before, SIP)
    assert with_defaults(after, {TEL: OURS}) == after
    gone = with_defaults(after, {TEL: ""})
    assert default_of(gone, TEL) == ""
    others = [line for line in lines if line.strip() and not line.startswith((TEL, "[Default"))]
    assert [line for line in others if line not in gone.splitlines()] == []
