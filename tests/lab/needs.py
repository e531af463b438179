"""What the lab needs and this machine lacks: `python -m tests.lab.needs` prints the names of Debian's packages.

With status 2 where no package would help, and the reason on stderr. It needs nothing but Python itself.
"""

from __future__ import annotations

import sys

from tests.lab.laboratory import missing
from tests.lab.network import Network


def main() -> int:
    """The exit status."""
    if not sys.platform.startswith("linux"):
        print(
            "The lab runs on Linux only: its phones have addresses of their own on loopback.", file=sys.stderr
        )
        return 2
    try:
        Network().release()
    except OSError as error:
        print(f"The lab's phones cannot have addresses of their own here: {error}.", file=sys.stderr)
        return 2
    print(*missing())
    return 0


if __name__ == "__main__":
    sys.exit(main())
