"""Where the program keeps its files. Nothing is created, looked up or imported before it is asked for."""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tui.errors import UsageError
from tui.untrusted import clean

_APP = "durchwahl"
_SOCKET_MAX = 103  # bytes; sun_path has 104 on macOS and the BSDs, 108 on Linux, one of them for the NUL


@dataclass(frozen=True, slots=True)
class Paths:
    """The configuration file, and the directory below which all state lives. Both absolute.

    `config_named` and `data_named`: the user chose the place, by option or environment. A named
    configuration must exist; with a named data directory all state lives in it, passwords included.
    """

    config_file: Path
    data_dir: Path
    config_named: bool = False
    data_named: bool = False

    @classmethod
    def find(
        cls,
        config: str | os.PathLike[str] | None = None,
        data_dir: str | os.PathLike[str] | None = None,
        environ: Mapping[str, str] | None = None,
    ) -> Paths:
        """The options `config` and `data_dir`, else the environment, else the system's places."""
        env = os.environ if environ is None else environ
        named_config = config or env.get("DURCHWAHL_CONFIG", "")
        named_data = data_dir or env.get("DURCHWAHL_DATA_DIR", "")
        return cls(
            config_file=_absolute(named_config) if named_config else _default_config(),
            data_dir=_absolute(named_data) if named_data else _default_data(),
            config_named=bool(named_config),
            data_named=bool(named_data),
        )

    @property
    def journal(self) -> Path:
        return self.data_dir / "journal.db"

    @property
    def spool(self) -> Path:
        """What could not be written to the journal."""
        return self.data_dir / "journal.spool"

    @property
    def contacts(self) -> Path:
        """The phone book."""
        return self.data_dir / "contacts.sqlite"

    @property
    def tokens(self) -> Path:
        return self.data_dir / "tokens.json"

    @property
    def phones(self) -> Path:
        """What was learnt of the phones."""
        return self.data_dir / "phones.json"

    @property
    def secrets(self) -> Path:
        return self.data_dir / "secrets.toml"

    @property
    def setup(self) -> Path:
        """What the set-up remembers between two sittings."""
        return self.data_dir / "setup.json"

    @property
    def log(self) -> Path:
        return self.data_dir / "durchwahl.log"

    @property
    def socket(self) -> Path:
        """The control socket: in the data directory, or in a short private one where that is too long.

        Its directory has to be made with `ensure_private` before the socket is.
        """
        path = self.data_dir / "control.sock"
        if len(os.fsencode(path)) <= _SOCKET_MAX:
            return path
        import hashlib
        import tempfile

        key = hashlib.sha256(os.fsencode(os.path.realpath(self.data_dir))).hexdigest()[:12]
        for base in (os.environ.get("XDG_RUNTIME_DIR", ""), tempfile.gettempdir()):
            path = Path(base) / f"{_APP}-{_user()}-{key}" / "control.sock"
            if base and path.is_absolute() and len(os.fsencode(path)) <= _SOCKET_MAX:
                return path
        return Path("/tmp") / f"{_APP}-{_user()}-{key}" / "control.sock"  # noqa: S108 - ensure_private checks it


def ensure_private(directory: Path) -> Path:
    """Makes `directory` where it is missing, for this user alone (mode 0700), and returns it.

    A directory of ours that others can enter is closed to them. Raises `UsageError` for one that belongs
    to someone else, also by way of a link, or that is everyone's by design, such as /tmp.
    """
    shown = clean(str(directory), 200)
    try:
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        link, found = directory.lstat(), directory.stat()
        if os.name != "posix":  # Windows: the user's profile is private by its access list
            return directory
        if link.st_uid != os.getuid() or found.st_uid != os.getuid():
            raise UsageError("dir_of_another", directory=shown)
        if found.st_mode & stat.S_ISVTX or directory.resolve().parent == directory.resolve():
            raise UsageError("dir_shared", directory=shown)
        if stat.S_IMODE(found.st_mode) != 0o700:
            directory.chmod(0o700)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = error.strerror if isinstance(error, OSError) else "NUL"
        raise UsageError("dir_not_made", directory=shown, reason=clean(reason or "?")) from None
    return directory


def _absolute(path: str | os.PathLike[str]) -> Path:
    try:
        return Path(path).expanduser().absolute()
    except RuntimeError:  # "~nobody": taken literally, and then reported as missing
        return Path(path).absolute()


def _default_config() -> Path:
    import platformdirs

    return Path(platformdirs.user_config_dir(_APP, appauthor=False)) / "config.toml"


def _default_data() -> Path:
    import platformdirs

    return Path(platformdirs.user_data_dir(_APP, appauthor=False))


def _user() -> str:
    return str(os.getuid()) if os.name == "posix" else "user"
