"""`python -m tests.bench`: measures, prints, and leaves nothing behind. Takes about two minutes."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench import history, machine, receiving, showing, starting
from tests.bench.child import BenchError
from tests.bench.figures import table
from tests.bench.office import Offices, simulated_phone

_SECTIONS = {
    "starting": starting.figures,
    "showing": showing.figures,
    "receiving": receiving.figures,
    "history": history.figures,
}


def main(wanted: list[str]) -> int:
    """All sections, or those that are named."""
    begun = time.perf_counter()
    with TemporaryDirectory(prefix="durchwahl-bench-") as name:
        folder = Path(name)
        print(machine.description(folder), flush=True)
        found = [machine.fsync_times(folder)]
        failed = []
        with simulated_phone() as phone:
            offices = Offices(folder, phone)
            for section in wanted or list(_SECTIONS):
                print(f"... {section}", file=sys.stderr, flush=True)
                try:
                    found += _SECTIONS[section](offices)
                except BenchError as error:
                    failed.append(f"{section} could not be measured: {error}")
    print(f"\n{table(found)}\n")
    print("p99 of fewer than 100 runs is the worst of them; of a rate it is the slowest run.")
    print(f"Measured in {time.perf_counter() - begun:.0f} s.")
    for line in failed:
        print(line, file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
