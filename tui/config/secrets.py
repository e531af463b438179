"""The passwords of phones and contact sources: in the system's keyring where it works, else in a file."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Any, Protocol, TypeVar

from tui.config.load import parse_toml, read_text
from tui.config.lock import locked
from tui.config.replace import replace_file, tighten
from tui.config.save import edited
from tui.paths import Paths, ensure_private

_SERVICE = "durchwahl"
T = TypeVar("T")


class Keyring(Protocol):
    """What is used of the package `keyring` (its documentation: "Using keyring in your application")."""

    def get_password(self, service: str, username: str, /) -> str | None: ...
    def set_password(self, service: str, username: str, password: str, /) -> None: ...
    def delete_password(self, service: str, username: str, /) -> None: ...


class Place(StrEnum):
    """Where a password was put."""

    KEYRING = "keyring"
    FILE = "file"


class Kept(Protocol):
    """What has a password: a phone, a contact source."""

    @property
    def name(self) -> str: ...
    @property
    def password(self) -> str: ...


def password(phone: Kept, paths: Paths, *, keyring: Keyring | None = None, table: str = "phone") -> str:
    """The password of `phone`: that in the configuration, else the stored one, else "". With the `table`
    "source" it is that of a contact source.

    The file goes before the keyring: it holds a password only where the keyring did not take it, and a
    keyring that fails to forget an old one must not win. Without `keyring` the system's is asked, but
    not under a data directory that the user named: then all state lives there. May block while the
    system asks for the keyring's own password. Raises `ConfigError` when the file cannot be read.
    """
    if phone.password:
        return phone.password
    kept = _in_file(paths, table, phone.name)
    if kept:
        return kept
    ring = _ring(paths, keyring)
    if ring is None:
        return ""
    return _guarded(lambda: ring.get_password(_SERVICE, _entry(table, phone.name))) or ""


def store_password(
    phone: str, secret: str, paths: Paths, *, keyring: Keyring | None = None, table: str = "phone"
) -> Place:
    """Keeps `secret` for the phone, or source, of that name and says where it is now.

    Raises `ConfigError` when the file of passwords is broken, `DurchwahlError` when it cannot be written.
    """
    ring = _ring(paths, keyring)
    if ring is not None:
        entry = _entry(table, phone)
        _guarded(lambda: ring.set_password(_SERVICE, entry, secret))
        # Some keyrings throw away what they are given and report nothing.
        if _guarded(lambda: ring.get_password(_SERVICE, entry)) == secret:
            _write(paths, table, phone, None)
            return Place.KEYRING
    _write(paths, table, phone, secret)
    return Place.FILE


def forget_password(
    phone: str, paths: Paths, *, keyring: Keyring | None = None, table: str = "phone"
) -> None:
    """Removes the stored password of the phone of that name, wherever it is. None there is no error."""
    _write(paths, table, phone, None)
    ring, entry = _ring(paths, keyring), _entry(table, phone)
    if ring is not None and _guarded(lambda: ring.get_password(_SERVICE, entry)) is not None:
        _guarded(lambda: ring.delete_password(_SERVICE, entry))


def _entry(table: str, name: str) -> str:
    """What the keyring knows it by: no phone's name has a colon in it."""
    return name if table == "phone" else f"{table}:{name}"


def _ring(paths: Paths, given: Keyring | None) -> Keyring | None:
    if given is not None:
        return given
    return None if paths.data_named else _guarded(_system_keyring)


def _system_keyring() -> Keyring:
    import importlib

    module: Any = importlib.import_module("keyring")  # an optional package, and a slow one to import
    ring: Keyring = module.get_keyring()
    return ring


def _guarded(ask: Callable[[], T]) -> T | None:
    """What `ask` returns, None if it fails. The log learns the kind of failure and nothing else."""
    try:
        return ask()
    except Exception as error:  # an outer wall: keyrings are plug-ins over D-Bus and raise what they like
        import logging

        logging.getLogger(__name__).info("The keyring is not used: %s", type(error).__name__)
        return None


def _in_file(paths: Paths, table: str, name: str) -> str:
    tighten(paths.secrets)
    text = read_text(paths.secrets)
    if text is None:
        return ""
    known = parse_toml(text, paths.secrets).get(table)
    entry = known.get(name) if isinstance(known, dict) else None
    kept = entry.get("password") if isinstance(entry, dict) else None
    return kept if isinstance(kept, str) else ""


def _write(paths: Paths, table: str, name: str, secret: str | None) -> None:
    if secret is None and not paths.secrets.exists():
        return
    ensure_private(paths.data_dir)
    with locked(paths.secrets):
        before = read_text(paths.secrets) or ""
        key = (table, name) if secret is None else (table, name, "password")
        after = edited(before, paths.secrets, {key: secret})
        if after != before:
            replace_file(paths.secrets, after.encode())
