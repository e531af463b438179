"""What the program does, in the network namespace of the computer: `act.py look|open|close PORT [ADDRESS…]`.

Prints what it saw and what it planned as one line of JSON.
"""

from __future__ import annotations

import asyncio
import json
import sys
from typing import Any

from tui.firewall.elevation import Way, copyable
from tui.firewall.looking import door_for, look
from tui.firewall.model import Plan
from tui.firewall.plans import closing, opening
from tui.firewall.running import carry_out
from tui.i18n import say


async def main(what: str, port: int, hosts: list[str]) -> dict[str, Any]:
    """Looks; opens or closes where that is wanted."""
    door = await door_for(port, hosts)
    seen = await look(door, Way.DIRECT)
    plan = {
        "look": lambda: Plan(seen.firewall),
        "open": lambda: opening(seen, door),
        "close": lambda: closing(seen),
    }[what]()
    await carry_out(plan.steps, Way.DIRECT)
    return {
        "firewall": seen.firewall,
        "access": seen.access,
        "why": say(seen.why.key, **seen.why.values),
        "ours": [[rule.port, rule.source] for rule in seen.ours],
        "steps": plan.steps,
        "text": copyable(plan.steps, plan.firewall),
        "persist": plan.persist,
        "survives": plan.survives,
        "interface": door.interface,
    }


if __name__ == "__main__":
    print(json.dumps(asyncio.run(main(sys.argv[1], int(sys.argv[2]), sys.argv[3:]))))
