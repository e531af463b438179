"""Imports point inwards only: domain, around it the adapters, around them the shell. The simulator is apart."""

from __future__ import annotations

import ast
import sys

from tests.guards.source import imports, modules, within

# Modules that every ring may use: they know nothing of any.
BASE = ("tui.errors", "tui.untrusted")
DOMAIN = ("tui.calls", "tui.dialing", "tui.contacts", "tui.routing")
ADAPTERS = (
    "tui.phones",
    "tui.discovery",
    "tui.firewall",
    "tui.server",
    "tui.database",
    "tui.journal",
    "tui.phonebook",
    "tui.recording",
    "tui.config",
    "tui.contacts.files",
    "tui.desktop",
    "tui.net",
    "tui.sources",
    "tui.paths",
    "tui.log",
    "tui.redact",
)
SHELL = (
    "tui.switchboard",
    "tui.control",
    "tui.setup",
    "tui.app",
    "tui.view",
    "tui.screens",
    "tui.widgets",
    "tui.cli",
    "tui.demo",
    "tui.__main__",
)
WORDS = ("tui.i18n",)
SIMULATOR = ("tui.simulator",)

# What each ring may import of the program itself.
MAY_IMPORT = {
    "base": BASE,
    "words": WORDS,
    "domain": BASE + DOMAIN,
    "adapters": BASE + DOMAIN + ADAPTERS,
    "shell": BASE + WORDS + DOMAIN + ADAPTERS + SHELL,
    "simulator": BASE + WORDS + SIMULATOR,
}

# (the file's module, what it imports): why it may all the same
EXCEPTIONS = {
    ("tui.errors", "tui.i18n"): "an error puts itself into words when it is shown, not before",
    ("tui.config.problems", "tui.i18n"): "a report of problems puts itself into words when it is shown",
    (
        "tui.contacts.formats.problems",
        "tui.i18n",
    ): "what was wrong with a card is told in words; it should be told late",
}

# Each outside library has one home; rich is Textual's own.
HOMES = {
    "textual": ("tui.app", "tui.screens", "tui.widgets"),
    "rich": ("tui.view", "tui.widgets"),
    "httpx": ("tui.net", "tui.sources.web"),  # phones; contact servers, which have authorities and redirects
    "sqlalchemy": ("tui.sources.sql",),
    "bonsai": ("tui.sources.ldap",),
    "aiohttp": ("tui.server", "tui.simulator"),
    "phonenumbers": ("tui.dialing",),
    "platformdirs": ("tui.paths",),
    "tomlkit": ("tui.config",),
    "keyring": ("tui.config",),
    "PIL": ("tui.view.picture",),
    "xcffib": ("tui.desktop.x11",),
    "jeepney": ("tui.desktop.bus",),
}

# Modules of the standard library that reach outside the program or hold state of their own: the domain
# gets time, chance and data as arguments.
OUTWARD = [
    "asyncio",
    "concurrent",
    "ctypes",
    "ftplib",
    "http",
    "io",
    "locale",
    "logging",
    "multiprocessing",
    "os",
    "pathlib",
    "queue",
    "random",
    "secrets",
    "select",
    "shutil",
    "signal",
    "smtplib",
    "socket",
    "sqlite3",
    "ssl",
    "subprocess",
    "sys",
    "tempfile",
    "threading",
    "time",
    "urllib.request",
    "uuid",
]

# Importing by a name in a string escapes these tests: only here, and only for this.
BY_NAME = {
    "tui.config.secrets": "keyring is optional and need not be installed",
    "tui.phones.registry": "a maker's file is loaded when one of its phones is met",
    "tui.cli.run": "a command's module is loaded when that command runs",
    "tui.switchboard.adapters": "the adapters are loaded in a thread behind the first frame",
}


def ring(name: str) -> str:
    """The ring that the module `name` lies in."""
    for title, roots in (
        ("base", BASE),
        ("words", WORDS),
        ("simulator", SIMULATOR),
        ("adapters", ADAPTERS),  # before the domain: tui.contacts.files reads files
        ("domain", DOMAIN),
        ("shell", SHELL),
    ):
        if within(name, *roots):
            return title
    return "none"


def test_every_module_lies_in_a_ring() -> None:
    assert not [module.path for module in modules() if module.name != "tui" and ring(module.name) == "none"]


def test_importing_the_package_costs_nothing() -> None:
    (package,) = (module for module in modules() if module.name == "tui")
    assert not list(imports(package))


def test_imports_point_inwards() -> None:
    wrong = [
        f"{module.path}:{one.line} ({ring(module.name)}) imports {one.target} ({ring(one.target)})"
        for module in modules()
        for one in imports(module)
        if within(one.target, "tui") and not _allowed(module.name, ring(module.name), one.target)
    ]
    assert not wrong, "\n".join(wrong)


def _allowed(name: str, here: str, target: str) -> bool:
    if target == "tui":  # the version
        return True
    if (name, target) in EXCEPTIONS:
        return True
    if here == "shell" and within(target, *SIMULATOR):
        return within(name, "tui.demo", "tui.cli")
    if here == "domain" and within(target, "tui.contacts.files"):
        return False
    return within(target, *MAY_IMPORT[here])


def test_each_library_has_one_home() -> None:
    wrong = []
    for module in modules():
        for one in imports(module):
            library = one.target.partition(".")[0]
            if library in sys.stdlib_module_names or library == "tui":
                continue
            if not within(module.name, *HOMES.get(library, ())):
                wrong.append(f"{module.path}:{one.line}: {library}, at home in {HOMES.get(library)}")
    assert not wrong, "\n".join(wrong)


def test_the_domain_reaches_nothing_outside() -> None:
    wrong = [
        f"{module.path}:{one.line} {one.target}"
        for module in modules()
        for one in imports(module)
        if ring(module.name) == "domain" and within(one.target, *OUTWARD)
    ]
    assert not wrong, "\n".join(wrong)


def test_the_core_knows_nothing_of_the_app() -> None:
    faces = ("tui.app", "tui.view", "tui.screens", "tui.widgets", "tui.cli", "tui.control", "tui.demo")
    wrong = [
        f"{module.path}:{one.line} {one.target}"
        for module in modules("tui/switchboard")
        for one in imports(module)
        if within(one.target, *faces)
    ]
    assert not wrong, "\n".join(wrong)


def test_imports_by_name_are_few() -> None:
    using = {
        module.name
        for module in modules()
        for node in ast.walk(module.tree)
        if (isinstance(node, ast.Attribute) and node.attr == "import_module")
        or (isinstance(node, ast.Name) and node.id in ("import_module", "__import__"))
    }
    assert using == set(BY_NAME)


def test_every_exception_is_needed() -> None:
    real = {(module.name, one.target) for module in modules() for one in imports(module)}
    assert set(EXCEPTIONS) <= real
