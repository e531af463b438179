"""What has to be done to be let in, and to take it back. Nothing here reaches outside."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain
from typing import Final

from tui.discovery.found import Remark
from tui.firewall import firewalld, iptables, macos, nftables, ufw, windows
from tui.firewall.model import Access, Argv, Door, Firewall, Look, Plan


def opening(look: Look, door: Door) -> Plan:
    """The plan that lets in through `door`; without steps where that is so already or nothing can be done.

    What could not be read is not changed either: a rule that somebody else wrote could become ours unnoticed.
    Rules of ours for another port or phone, which let in nobody of the door, are taken out on the way.
    """
    build = _OPENING.get(look.firewall)
    if look.access is Access.OPEN or look.unread or build is None:
        return Plan(look.firewall)
    plan = build(look, door)
    if look.firewall in (Firewall.WINDOWS, Firewall.MACOS):  # one rule, changed in its place
        return plan
    wanted = {(door.port, source) for source in door.texts}
    stale = [step for rule in look.ours if (rule.port, rule.source) not in wanted for step in rule.remove]
    if not plan.steps:
        return plan
    return Plan(plan.firewall, (*stale, *plan.steps), plan.undo, plan.survives, plan.notes, plan.persist)


def closing(look: Look) -> Plan:
    """The plan that takes out every rule of ours that `look` found, and nothing else."""
    steps = tuple(dict.fromkeys(chain.from_iterable(rule.remove for rule in look.ours)))
    notes = {
        Firewall.NFTABLES: (Remark("fw_note_take_out_of_file", {"file": _NFT_FILE}),),
        Firewall.IPTABLES: (Remark("fw_note_take_out_of_file", {"file": _IPTABLES_FILE}),),
        Firewall.MACOS: (Remark("fw_note_macos_entry"),),
    }.get(look.firewall, ())
    return Plan(look.firewall, steps, notes=notes if steps else ())


_NFT_FILE: Final = "/etc/nftables.conf"
_IPTABLES_FILE: Final = "/etc/iptables/rules.v4"


def _nftables(look: Look, door: Door) -> Plan:
    steps = tuple(nftables.opening(door, look.where))
    note = Remark("fw_note_nft", {"file": _NFT_FILE}) if steps else Remark("fw_note_by_hand")
    return Plan(look.firewall, steps, (), False, (note,), nftables.persistent(door, look.where))


def _iptables(look: Look, door: Door) -> Plan:
    steps = tuple(iptables.opening(door, look.where))
    undo = tuple(iptables.undoing(door, look.where))
    lines = "\n".join(" ".join(("-A", *step[2:])) for step in steps if step[0] == "iptables")
    return Plan(
        look.firewall, steps, undo, False, (Remark("fw_note_iptables", {"file": _IPTABLES_FILE}),), lines
    )


def _ufw(look: Look, door: Door) -> Plan:
    return Plan(look.firewall, tuple(ufw.opening(door, look.barred)), tuple(ufw.undoing(door)))


def _firewalld(look: Look, door: Door) -> Plan:
    if not look.where:
        return Plan(look.firewall, notes=(Remark("fw_note_by_hand"),))
    zone = look.where[0][0]
    steps = tuple(firewalld.opening(door, zone, look.barred))
    undo = tuple(firewalld.undoing(door, zone, look.barred))
    return Plan(look.firewall, steps, undo, notes=(Remark("fw_note_firewalld", {"zone": zone}),))


def _windows(look: Look, door: Door) -> Plan:
    notes = [Remark("fw_note_windows")]
    if look.barred:
        notes.append(Remark("fw_note_windows_barred"))
    steps: tuple[Argv, ...] = tuple(windows.opening(door, bool(look.ours)))
    return Plan(look.firewall, steps, (windows.REMOVE,), notes=tuple(notes))


def _macos(look: Look, door: Door) -> Plan:
    program = look.where[0][0] if look.where else ""
    if not program or look.barred:
        return Plan(look.firewall, notes=(Remark("fw_note_macos_all"),) if look.barred else ())
    steps, undo = tuple(macos.opening(program)), tuple(macos.undoing(program))
    return Plan(look.firewall, steps, undo, notes=(Remark("fw_note_macos", {"program": program}),))


_OPENING: Final[dict[Firewall, Callable[[Look, Door], Plan]]] = {
    Firewall.NFTABLES: _nftables,
    Firewall.IPTABLES: _iptables,
    Firewall.UFW: _ufw,
    Firewall.FIREWALLD: _firewalld,
    Firewall.WINDOWS: _windows,
    Firewall.MACOS: _macos,
}
