"""Steps 18 and 19 of the set-up, in the network namespace of the computer: `stepping.py FOLDER CHOICE`.

Prints what each step found, before and after, as one line of JSON.
"""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path

from tui.paths import Paths
from tui.setup.model import Told
from tui.setup.steps import BY_ID
from tui.setup.workshop import NoHost, Workshop


async def main(folder: Path, choice: str) -> dict[str, object]:
    """Looks, does what step 19 does with that choice, and looks again."""
    workshop = Workshop(Paths(folder / "config.toml", folder / "data", True, True), NoHost())
    await workshop.open()
    looking, opening = BY_ID["firewall"], BY_ID["open_port"]
    before = await looking.check(workshop)
    shown = await opening.check(workshop)
    fields = [[field.id, [one.value for one in field.choices]] for field in opening.fields(workshop)]
    assert opening.act is not None
    done = await opening.act(workshop, {"firewall": choice}, _silent)
    after = await looking.check(workshop)
    states = [one.state for one in (before, shown, done, after)]
    return {"states": states, "shown": [shown.detail, *shown.lines], "copy": shown.copy, "fields": fields}


def _silent(told: Told) -> None: ...


if __name__ == "__main__":
    print(json.dumps(asyncio.run(main(Path(sys.argv[1]), sys.argv[2]))))
