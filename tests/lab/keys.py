"""The requests by which either maker's phone is told the same, as the documents have them."""

from __future__ import annotations

from dataclasses import dataclass

from tests.lab.conftest import OUTSIDE


@dataclass(frozen=True, slots=True)
class Keys:
    """The requests of one maker."""

    dial: str
    answer: str
    reject: str
    hang_up: str
    hold: str
    blind: tuple[str, ...]
    deflect: tuple[str, ...]
    consult: tuple[str, ...]
    complete: tuple[str, ...]
    dnd_on: str
    dnd_off: str
    forward: tuple[str, ...]
    no_forward: str
    dtmf: str


KEYS = {
    "snom": Keys(
        dial=f"/command.htm?number={OUTSIDE}",
        answer="/command.htm?key=ENTER",
        reject="/command.htm?key=CANCEL",
        hang_up="/command.htm?key=CANCEL",
        hold="/command.htm?key=F_HOLD",
        blind=("/command.htm?key=TRANSFER", "/command.htm?number=24"),
        deflect=("/command.htm?key=TRANSFER", "/command.htm?number=24"),
        consult=("/command.htm?key=F_HOLD", "/command.htm?number=24"),
        complete=("/command.htm?key=TRANSFER", "/command.htm?key=ENTER"),
        dnd_on="/dummy.htm?settings=save&dnd_mode=on",
        dnd_off="/dummy.htm?settings=save&dnd_mode=off",
        forward=(
            "/dummy.htm?settings=save&fwd_all_target=24",
            "/dummy.htm?settings=save&fwd_all_enabled=on",
        ),
        no_forward="/dummy.htm?settings=save&fwd_all_enabled=off",
        dtmf="/command.htm?key_dtmf=1",
    ),
    "yealink": Keys(
        dial=f"/servlet?key=number={OUTSIDE}",
        answer="/servlet?key=OK",
        reject="/servlet?key=X",
        hang_up="/servlet?key=CALLEND",
        hold="/servlet?key=F_HOLD",
        blind=("/servlet?key=BTrans=24",),
        deflect=("/servlet?key=F_TRANSFER", "/servlet?key=2", "/servlet?key=4", "/servlet?key=OK"),
        consult=("/servlet?key=ATrans=24",),
        complete=("/servlet?key=F_TRANSFER",),
        dnd_on="/servlet?key=DNDOn",
        dnd_off="/servlet?key=DNDOff",
        forward=("/servlet?key=AlwaysFwdOn=24",),
        no_forward="/servlet?key=AlwaysFwdOff",
        dtmf="/servlet?key=1",
    ),
}
