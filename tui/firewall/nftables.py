"""nftables: reads `nft -j list ruleset`, judges what its chains let in, and writes commands."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from tui.discovery.found import Remark
from tui.firewall.judging import Effect, Fate, Line, Sure, every, fates, verdict
from tui.firewall.model import MARK, Access, Argv, Door, Firewall, Look, Ours, together
from tui.firewall.nft_match import compared, holds
from tui.firewall.packet import Packet, packets
from tui.untrusted import clean

READ: Final[Argv] = ("nft", "-j", "list", "ruleset")
_MOST: Final = 50_000  # objects of a ruleset
_HOOKS: Final = ("ingress", "prerouting", "input")
# What only counts, notes or changes something that decides nothing here.
_IDLE: Final = frozenset({"counter", "log", "comment", "mangle", "notrack", "set", "ct helper", "ct timeout"})
_ENDS: Final = {
    "accept": Effect.ACCEPT,
    "drop": Effect.DROP,
    "reject": Effect.DROP,
    "return": Effect.RETURN,
    "continue": Effect.NOTHING,
}
_COMPATIBLE: Final = frozenset({"filter", "nat", "mangle", "raw", "security"})
Place = tuple[str, str, str]  # family, table, chain


@dataclass(slots=True)
class Ruleset:
    """The objects of a ruleset by what they belong to. `bases` are the chains that packets enter by."""

    bases: dict[Place, dict[str, Any]] = field(default_factory=dict)
    rules: dict[Place, list[dict[str, Any]]] = field(default_factory=dict)
    sets: dict[tuple[str, str], dict[str, list[Any]]] = field(default_factory=dict)
    whole: bool = True  # nothing was cut off or unreadable

    @property
    def compatible(self) -> bool:
        """Whether the iptables command keeps rules for incoming connections in here."""
        return any(_of_iptables(place) for place in self.bases)


def parse(text: str) -> Ruleset | None:
    """The ruleset of `nft -j list ruleset`; None where that is not what `text` is."""
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        return None
    objects = told.get("nftables") if isinstance(told, dict) else None
    if not isinstance(objects, list):
        return None
    ruleset = Ruleset(whole=len(objects) <= _MOST)
    for one in objects[:_MOST]:
        if isinstance(one, dict) and len(one) == 1:
            ((kind, what),) = one.items()
            if isinstance(what, dict):
                _sort_in(ruleset, kind, what)
    return ruleset


def _sort_in(ruleset: Ruleset, kind: str, what: dict[str, Any]) -> None:
    family, table = str(what.get("family")), str(what.get("table"))
    match kind:
        case "chain":
            place = (family, table, str(what.get("name")))
            ruleset.rules.setdefault(place, [])
            if what.get("hook") in _HOOKS and what.get("type") in ("filter", "route"):
                ruleset.bases[place] = what
        case "rule":
            ruleset.rules.setdefault((family, table, str(what.get("chain"))), []).append(what)
        case "set" | "map":
            elements = what.get("elem", [])
            known = elements if isinstance(elements, list) else [None]
            ruleset.sets.setdefault((family, table), {})[str(what.get("name"))] = known


def judge(ruleset: Ruleset, door: Door, without: Sequence[str] = ()) -> Look:
    """What the ruleset lets in, leaving aside tables of iptables and the tables called `without`.

    A packet has to pass every base chain; those that do not surely let it in are where a rule has to go.
    """
    bases = [place for place in ruleset.bases if not _of_iptables(place) and place[1] not in without]
    ours = tuple(rule for place in ruleset.rules for rule in _ours(ruleset, place))
    accesses, where, barred = [] if ruleset.whole else [Access.UNKNOWN], [], False
    for place in bases:
        access, dropped = _through(ruleset, place, door)
        accesses.append(access)
        if access is not Access.OPEN:
            barred = barred or dropped
            where.append(place)
    access = together(accesses)
    shut = where[0] if where else ("", "", "")
    why = {
        Access.OPEN: Remark("fw_lets_in", {"port": door.port}),
        Access.CLOSED: Remark("fw_nft_closed", {"chain": _shown(shut), "port": door.port}),
        Access.UNKNOWN: Remark("fw_nft_unsure", {"chain": _shown(shut), "port": door.port}),
    }[access]
    places = tuple(place for place in where if ruleset.bases[place].get("hook") == "input")
    return Look(Firewall.NFTABLES, bool(bases), access, why, ours, barred=barred, where=places)


def opening(door: Door, where: Sequence[tuple[str, ...]]) -> list[Argv]:
    """The commands that put a rule for each source at the head of each chain."""
    return [
        ("nft", "insert", "rule", *place, *_condition(source), *_accept(door.port))
        for place in where
        for source in door.texts
        if _fits(place[0], source)
    ]


def persistent(door: Door, where: Sequence[tuple[str, ...]]) -> str:
    """The same as lines for the end of the file with the ruleset."""
    return "\n".join(" ".join(step[1:]) for step in opening(door, where))


def _accept(port: int) -> tuple[str, ...]:
    # nft joins its arguments and reads them anew: the quotes are for it.
    return ("tcp", "dport", str(port), "accept", "comment", f'"{MARK}"')


def _condition(source: str) -> tuple[str, ...]:
    return (("ip6" if ":" in source else "ip"), "saddr", source) if source else ()


def _fits(family: str, source: str) -> bool:
    return not source or family == "inet" or (family == "ip6") == (":" in source)


def _of_iptables(place: Place) -> bool:
    family, table, chain = place
    return family in ("ip", "ip6") and table in _COMPATIBLE and chain.isupper()


def _shown(place: Place) -> str:
    return clean(" ".join(place), 80)


def _through(ruleset: Ruleset, base: Place, door: Door) -> tuple[Access, bool]:
    """What becomes of the door's packets in a base chain, and whether a rule may drop them."""
    family, table, entry = base
    accesses, dropped = [], False
    for packet in packets(door):
        if family in ("ip", "ip6") and (family == "ip") != (packet.version == 4):
            continue
        sets = ruleset.sets.get((family, table), {})
        chains = {
            place[2]: [line for rule in rules for line in _lines(rule, packet, sets)]
            for place, rules in ruleset.rules.items()
            if place[:2] == (family, table)
        }
        found = fates(chains, entry)
        policy = Access.CLOSED if ruleset.bases[base].get("policy") == "drop" else Access.OPEN
        accesses.append(verdict(found, policy))
        dropped = dropped or Fate.DROP in found
    return together(accesses), dropped


def _lines(rule: Mapping[str, Any], packet: Packet, sets: Mapping[str, list[Any]]) -> Iterator[Line]:
    """A rule as lines to be judged: one for each thing that it may do."""
    expressions = rule.get("expr", [])
    sure = Sure.YES
    for one in expressions if isinstance(expressions, list) else [None]:
        kind, what = next(iter(one.items())) if isinstance(one, dict) and len(one) == 1 else ("", None)
        if kind == "match":
            sure = every((sure, holds(what, packet, sets)))
        elif kind == "vmap":
            yield from _mapped(what, packet, sets, sure)
        elif kind in ("limit", "quota", "ct count"):
            sure = every((sure, Sure.MAYBE))
        elif line := _end(kind, what, sure):
            yield line
            return
        elif kind not in _IDLE:
            yield Line(every((sure, Sure.MAYBE)), Effect.OPAQUE)
            return


def _end(kind: str, what: Any, sure: Sure) -> Line | None:
    if kind in ("jump", "goto"):
        target = str(what.get("target")) if isinstance(what, dict) else ""
        return Line(sure, Effect.JUMP if kind == "jump" else Effect.GOTO, target)
    return Line(sure, _ENDS[kind]) if kind in _ENDS else None


def _mapped(what: Any, packet: Packet, sets: Mapping[str, list[Any]], sure: Sure) -> Iterator[Line]:
    """A verdict map: one line for each of its elements."""
    data = what.get("data") if isinstance(what, dict) else None
    if isinstance(data, dict):
        data = data.get("set")
    elif isinstance(data, str):
        data = sets.get(data.removeprefix("@"))
    if not isinstance(data, list):
        yield Line(every((sure, Sure.MAYBE)), Effect.OPAQUE)
        return
    for one in data:
        pair = one if isinstance(one, list) and len(one) == 2 else [None, None]
        fits = compared(what.get("key"), pair[0], packet, sets)
        kind, target = next(iter(pair[1].items())) if isinstance(pair[1], dict) and pair[1] else ("", None)
        yield _end(kind, target, every((sure, fits))) or Line(every((sure, Sure.MAYBE)), Effect.OPAQUE)


def _ours(ruleset: Ruleset, place: Place) -> Iterator[Ours]:
    """The rules that carry our mark, with the number by which they are removed."""
    for rule in ruleset.rules[place]:
        handle = rule.get("handle")
        if rule.get("comment") != MARK or type(handle) is not int or _of_iptables(place):
            continue
        port, source = 0, ""
        for one in rule.get("expr", []):
            match one:
                case {"match": {"left": {"payload": {"field": "dport"}}, "right": int(port)}}:
                    pass
                case {"match": {"left": {"payload": {"field": "saddr"}}, "right": str(source)}}:
                    pass
                case {"match": {"right": {"prefix": {"addr": str(addr), "len": int(length)}}}}:
                    source = f"{addr}/{length}"
        yield Ours(port, source, (("nft", "delete", "rule", *place, "handle", str(handle)),))
