"""Nothing in the repository leads to a package host or to somebody's own machine."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from tests.guards.source import ROOT

# Put together here, or this file would be the first to be found.
HOSTS = ("py" + "pi", "python" + "hosted", "ana" + "conda.org", "artifac" + "tory", "devp" + "i")
OPTIONS = ("index" + "-url", "find" + "-links", "trusted" + "-host", "PIP_" + "INDEX")
PLACES = (
    r"(?<![\w.\-])/wo" + r"rk(?![\w\-])",
    r"\.\./sha" + "red",
    r"(?<![\w.\-])/ro" + r"ot/",
)
FORBIDDEN = re.compile("|".join((*map(re.escape, HOSTS), *map(re.escape, OPTIONS), *PLACES)), re.IGNORECASE)

# (path, what is found): why it may stand there
EXCEPTIONS: dict[tuple[str, str], str] = {}


def _kept() -> list[Path]:
    """What the repository keeps, or would with the next commit."""
    listed = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
    )
    if listed.returncode != 0:
        pytest.skip("not a checkout of git")
    return [ROOT / name for name in listed.stdout.decode().split("\0") if name]


def test_no_file_names_a_package_host_or_a_place_of_this_machine() -> None:
    paths = _kept()
    assert len(paths) > 100
    found = []
    for path in paths:
        if not path.is_file():  # deleted, and not yet committed
            continue
        text = path.read_bytes().decode("utf-8", "replace")
        name = path.relative_to(ROOT).as_posix()
        for match in FORBIDDEN.finditer(text):
            if (name, match[0]) not in EXCEPTIONS:
                found.append(f"{name}:{text.count(chr(10), 0, match.start()) + 1}: {match[0]}")
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("text", "harmless"),
    [
        ("see /wo" + "rk/main", False),
        ("../sha" + "red/x", False),
        ("https://py" + "pi.org/simple", False),
        ("pip install --index" + "-url x", False),
        ("homework/work_item and teamwork", True),
        ("a/work/b", True),
        ("durchwahl phone install-urls", True),
    ],
)
def test_the_net_is_as_fine_as_it_should_be(text: str, harmless: bool) -> None:
    assert (FORBIDDEN.search(text) is None) is harmless
