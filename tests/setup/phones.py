"""Simulated phones to be set up, and the command line that does it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.e2e.office import free_port
from tests.e2e.program import Program, Ran, environment, run

PASSWORD = "Geheim7"
VENDORS = {"desk": "snom", "side": "yealink"}
NUMBERS = {"desk": "22", "side": "23"}


@dataclass
class Site:
    """A folder for the program, and the phones of the office. `extra` are further TOML lines of a phone."""

    folder: Path
    extra: dict[str, str] = field(default_factory=dict)
    events_port: int = field(default_factory=free_port)

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        self.ports = {name: free_port() for name in VENDORS}
        self.config, self.data = self.folder / "config.toml", self.folder / "data"
        self.env = environment(self.folder / "home")
        self.phones: Program

    def office(self) -> str:
        """The office file."""
        return "".join(
            f'[phone.{name}]\nvendor = "{vendor}"\nport = {self.ports[name]}\nnumber = "{NUMBERS[name]}"\n'
            f'user = "admin"\npassword = "{PASSWORD}"\nauth = "{"digest" if vendor == "snom" else "basic"}"\n'
            f"{self.extra.get(name, '')}\n"
            for name, vendor in VENDORS.items()
        )

    def cli(self, *arguments: str, lang: str = "en") -> Ran:
        """One command, to its end."""
        where = ("--config", str(self.config), "--data-dir", str(self.data))
        return run(*arguments, *where, env={**self.env, "DURCHWAHL_LANG": lang})

    def answers(self, name: str, **more: object) -> str:
        """The path of an answers file for one phone; `more` goes over what is right."""
        given: dict[str, object] = {
            "lang": "en", "country": "DE", "area_code": "221", "company_number": "4710", "name": name,
            "host": f"127.0.0.1:{self.ports[name]}", "vendor": VENDORS[name], "user": "admin", "password": PASSWORD,
            "address": "127.0.0.1", "port": self.events_port, "outside_prefix": "0",
            "test_number": NUMBERS["side" if name == "desk" else "desk"],
        } | more  # fmt: skip
        path = self.folder / f"{name}.toml"
        lines = (f"{key} = {_toml(value)}" for key, value in given.items() if value is not None)
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return str(path)

    def set_up(self, name: str, **more: object) -> tuple[int, dict[int, dict[str, Any]]]:
        """The whole set-up: exit status, and what became of each step."""
        done = self.cli("setup", "--json", "--answers", self.answers(name, **more))
        return done.status, {step["number"]: step for step in json.loads(done.out)["steps"]}

    def switch_off(self) -> None:
        """The phones, if they are on."""
        if self.phones.alive:
            self.phones.stop()

    def logins_refused(self, name: str) -> int:
        """How many requests with a wrong login a phone has seen."""
        return sum(
            line["type"] == "request"
            and line["phone"] == name
            and line["status"] == 401
            and bool(line["auth"])
            for line in self.phones.lines
        )


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int) else f'"{value}"'


@contextmanager
def site(folder: Path, **extra: str) -> Iterator[Site]:
    """With its phones switched on."""
    made = Site(folder, extra)
    file = made.folder / "office.toml"
    file.write_text(made.office(), encoding="utf-8")
    made.phones = Program("simulate", "--office", str(file), "--hands", env=made.env)
    try:
        made.phones.ready()
        yield made
        made.switch_off()
    finally:
        if made.phones.alive:
            made.phones.kill()
