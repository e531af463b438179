"""Every text that the program says exists in both languages, with what it is filled with; none is left over."""

from __future__ import annotations

import ast
import importlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from string import Formatter

import pytest

from tests.guards.source import ROOT, Module, modules
from tui.calls.states import CallState, Outcome
from tui.contacts.model import MatchKind
from tui.desktop.component import Component
from tui.dialing.number import NumberKind
from tui.firewall.elevation import Way
from tui.firewall.model import Access, Firewall
from tui.i18n import LANGUAGES, catalogues
from tui.phones.driver import Order
from tui.screens.contact_form import ABOVE, BELOW
from tui.screens.main import FILTERS, PANES
from tui.setup.model import Chapter
from tui.setup.reading import _KEYS as ANSWERS
from tui.setup.site import NEIGHBOURS
from tui.setup.steps import STEPS
from tui.sources.source import Health
from tui.switchboard.notices import Service, ServiceState
from tui.switchboard.offers import Source
from tui.view.commands import COMMANDS
from tui.view.contact_words import NUMBER_TYPES

ENGLISH, GERMAN = catalogues()["en"], catalogues()["de"]
AREAS = sorted(
    path.stem
    for path in (ROOT / "tui/i18n").glob("*.py")
    if path.stem not in ("__init__", "catalogue", "formats")
)

# Calls of which one argument is a text's key: the name that is called (its last part) and the argument's place.
TAKES_KEY = {
    "say": 0,
    "DurchwahlError": 0,
    "UsageError": 0,
    "PhoneError": 0,
    "NotFoundError": 0,
    "UnfitError": 0,
    "DesktopError": 0,
    "SourceError": 0,
    "Rule": 0,
    "Remark": 0,
    "_refuse": 0,
    "_refused": 0,
    "_whole": 1,
}
# These fill the placeholders with exactly the keywords of the call; the others add some of their own.
FILLS = ("say", "DurchwahlError", "UsageError", "PhoneError", "NotFoundError", "DesktopError", "SourceError")
MACHINE_READABLE = {
    "PhoneError": {"cause"},
    "SourceError": {"cause"},
}  # keywords that are for the program, not for the text

_COLUMNS = [
    "id",
    "when",
    "way",
    "party",
    "own",
    "state",
    "note",
    "company",
    "number",
    "phone",
    "vendor",
    "host",
    "model",
    "length",
    "outcome",
    "due",
    "source",
    "kind",
]
_OPEN = [state.value for state in CallState if state is not CallState.ENDED]


@cache
def _parser_keys() -> list[str]:
    """What the parsers name their commands' texts: the fifth argument of `_add(…)`, else the second."""
    parsers = [m for m in modules() if m.name in ("tui.cli.parser", "tui.cli.calls_parser")]
    assert len(parsers) == 2
    named = [
        node.args[4] if len(node.args) > 4 else node.args[1]
        for parser in parsers
        for node in ast.walk(parser.tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_add"
    ]
    return [str(key.value) for key in named if isinstance(key, ast.Constant)]


_FIELDS = ["device", "phone", *ANSWERS]
_SWITCHES = {"look_newer", "links", "hotkey", "autostart", "receive"}
_DOORS = ["refused", "no_name", "no_way", "silent"]

# Keys that are put together: the pattern, and everything that may stand in its gap.
PATTERNS = {
    "cli_{}": [*_parser_keys(), "handler_install", "handler_remove", "handler_status"],
    "cli_component_{}": [component.value for component in Component],
    "cmd_{}": [command.id for command in COMMANDS],
    "cmd_{}_help": [command.id for command in COMMANDS],
    "column_{}": _COLUMNS,
    "desktop_{}": [component.value for component in Component],
    "desktop_{}_for": [component.value for component in Component],
    "doctor_{}": ["ok", "warning", "failed"],
    "field_{}": [*ABOVE, *BELOW],
    "filter_{}": list(FILTERS),
    "fw_access_{}": [access.value for access in Access],
    "fw_name_{}": [firewall.value for firewall in Firewall],
    "fw_way_{}": [way.value for way in Way],
    "kind_{}": [kind.value for kind in NumberKind],
    "match_{}": [kind.value for kind in MatchKind],
    "no_call_to_{}": [order.value for order in Order],
    "number_{}": list(NUMBER_TYPES),
    "offer_title_{}": [source.value for source in Source],
    "outcome_{}": [outcome.value for outcome in Outcome],
    "pane_{}": list(PANES),
    "setup_chapter_{}": [chapter.value for chapter in Chapter],
    "setup_country_{}": [country.lower() for country in NEIGHBOURS],
    "setup_door_{}": _DOORS,
    "setup_door_{}_remedy": _DOORS,
    "setup_field_{}": _FIELDS,
    "setup_hint_{}": [field for field in _FIELDS if field not in _SWITCHES],
    "setup_lang_{}": list(LANGUAGES),
    "setup_pbx_is_{}": ["cloud", "other", "own"],
    "setup_pbx_{}": ["cloud", "other", "own"],
    "setup_service_{}": [word.value for kind in (Service, ServiceState) for word in kind],
    "setup_urls_{}": ["write", "provider", "by_hand"],
    "source_health_{}": [health.value for health in Health],
    "state_{}": _OPEN,
    "step_{}": [step.id for step in STEPS],
    "step_{}_do": [step.id for step in STEPS if step.act is not None],
    "step_{}_why": [step.id for step in STEPS],
}


@dataclass(frozen=True, slots=True)
class Use:
    """A call that says a text: the possible keys, the patterns of keys, and the names given to fill it."""

    where: str
    callee: str
    keys: tuple[str, ...]
    patterns: tuple[str, ...]
    given: frozenset[str]
    open_ended: bool  # **values: what is given is not known here


def _uses() -> Iterator[Use]:
    for module in modules():
        if module.name.startswith("tui.i18n"):
            continue
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Call):
                yield from _use(module, node)


def _use(module: Module, call: ast.Call) -> Iterator[Use]:
    callee = ast.unparse(call.func).rpartition(".")[2]
    place = TAKES_KEY.get(callee)
    if place is None or len(call.args) <= place:
        return
    parts = list(_possible(call.args[place]))
    yield Use(
        f"{module.path}:{call.lineno}",
        callee,
        tuple(part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str)),
        tuple(_pattern(part) for part in parts if isinstance(part, ast.JoinedStr)),
        frozenset(keyword.arg for keyword in call.keywords if keyword.arg)
        - MACHINE_READABLE.get(callee, set()),
        any(keyword.arg is None for keyword in call.keywords),
    )


def _possible(node: ast.expr) -> Iterator[ast.expr]:
    """The values that an expression may have, where they can be read off: `a if c else b`, `a or b`."""
    if isinstance(node, ast.IfExp):
        yield from _possible(node.body)
        yield from _possible(node.orelse)
    elif isinstance(node, ast.BoolOp):
        for value in node.values:
            yield from _possible(value)
    else:
        yield node


def _pattern(node: ast.JoinedStr) -> str:
    return "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)


def _places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def _said() -> set[str]:
    """Every string of the program that could be a key, wherever it stands, and every key put together."""
    constants = {
        node.value
        for module in modules()
        if not module.name.startswith("tui.i18n")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    return constants | {pattern.format(gap) for pattern, gaps in PATTERNS.items() for gap in gaps}


def test_there_is_something_to_check() -> None:
    assert len(list(_uses())) > 200
    assert len(ENGLISH) > 300


def test_both_languages_have_the_same_texts() -> None:
    assert set(ENGLISH) == set(GERMAN)


@pytest.mark.parametrize("area", AREAS)
def test_an_area_says_each_of_its_texts_in_both_languages(area: str) -> None:
    module = importlib.import_module(f"tui.i18n.{area}")
    (typed,) = (value for name, value in vars(module).items() if name.endswith("Texts"))
    keys = set(typed.__annotations__)
    assert keys == set(module.EN) == set(module.DE)
    assert keys <= set(ENGLISH), f"tui/i18n/__init__.py leaves out {area}"


def test_no_key_belongs_to_two_areas() -> None:
    owners: dict[str, list[str]] = {}
    for area in AREAS:
        for key in importlib.import_module(f"tui.i18n.{area}").EN:
            owners.setdefault(key, []).append(area)
    assert not {key: areas for key, areas in owners.items() if len(areas) > 1}


def test_no_text_is_empty() -> None:
    assert not [key for key in ENGLISH if not (ENGLISH[key].strip() and GERMAN[key].strip())]


def test_a_text_is_filled_alike_in_both_languages() -> None:
    unlike = [key for key in ENGLISH if _places(ENGLISH[key]) != _places(GERMAN[key])]
    assert not unlike


def test_a_placeholder_leaves_the_names_of_arguments_alone() -> None:
    taken = {"key", "self", "cause", ""}  # the functions that fill the text call their own arguments so
    assert not [key for key in ENGLISH if _places(ENGLISH[key]) & taken]


def test_what_is_said_exists() -> None:
    wrong = [f"{use.where}: {key!r}" for use in _uses() for key in use.keys if key and key not in ENGLISH]
    assert not wrong, "\n".join(wrong)


def test_what_is_put_together_exists() -> None:
    unknown = [f"{use.where}: {p!r}" for use in _uses() for p in use.patterns if p not in PATTERNS]
    assert not unknown, "name what may stand in the gap, in PATTERNS:\n" + "\n".join(unknown)
    used = {pattern for use in _uses() for pattern in use.patterns}
    assert used == set(PATTERNS)
    made = [pattern.format(gap) for pattern, gaps in PATTERNS.items() for gap in gaps]
    assert not [key for key in made if key not in ENGLISH]


def test_every_placeholder_is_filled() -> None:
    wrong = []
    for use in _uses():
        if use.callee not in FILLS or use.open_ended:
            continue
        made = [pattern.format(gap) for pattern in use.patterns for gap in PATTERNS.get(pattern, [])]
        wanted = {name for key in (*use.keys, *made) if key in ENGLISH for name in _places(ENGLISH[key])}
        if (use.keys or made) and wanted != use.given:
            wrong.append(
                f"{use.where}: {', '.join(use.keys + use.patterns)} wants {wanted}, gets {set(use.given)}"
            )
    assert not wrong, "\n".join(wrong)


def test_no_text_is_left_over() -> None:
    assert not sorted(set(ENGLISH) - _said())
