"""Start-up pays for no numbering plan, and the emergency path for none at all."""

from __future__ import annotations

import subprocess
import sys

MODULES = "display emergency extract number numbering plan reading service spelling trunk".split()  # noqa: SIM905


def _run(code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=50
    )
    return done.stdout.strip()


def test_importing_does_not_import_phonenumbers() -> None:
    imports = "; ".join(f"import tui.dialing.{name}" for name in MODULES)
    assert _run(f"import sys; {imports}; print('phonenumbers' in sys.modules)") == "False"


def test_an_emergency_call_needs_no_library() -> None:
    code = (
        "import sys; sys.modules['phonenumbers'] = None\n"
        "from tui.dialing.number import DialPlan\n"
        "from tui.dialing.reading import read_typed\n"
        "from tui.dialing.plan import dial_string\n"
        "for plan in (DialPlan(outside_prefix='0'), DialPlan(country='XX', outside_prefix='1')):\n"
        "    print(dial_string(read_typed('1 1 2', plan), plan, True))"
    )
    assert _run(code).split() == ["112", "112"]


def test_place_names_load_only_for_a_location() -> None:
    code = (
        "import sys\n"
        "from tui.dialing.number import DialPlan\n"
        "from tui.dialing.reading import read_typed\n"
        "from tui.dialing.display import location, national\n"
        "number = read_typed('0221 4710-122', DialPlan())\n"
        "print(national(number), 'phonenumbers.geocoder' in sys.modules, location(number.e164 or '', 'de'))"
    )
    assert _run(code) == "0221 4710122 False Köln"
