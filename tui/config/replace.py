"""Replaces a file's content in one step, so that a reader or a power cut never meets half of it."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from tui.errors import DurchwahlError
from tui.untrusted import clean


def put_aside(path: Path) -> Path:
    """Renames a damaged file to a free name beside it, `<name>.broken-<n>`. Raises `DurchwahlError`."""
    number = 1
    while (aside := path.with_name(f"{path.name}.broken-{number}")).exists():
        number += 1
    try:
        path.replace(aside)
    except OSError as error:
        reason = clean(error.strerror or "?")
        raise DurchwahlError("file_not_written", file=clean(str(aside), 200), reason=reason) from None
    return aside


def replace_file(path: Path, content: bytes, *, keep_mode: bool = False) -> None:
    """Writes `content` to `path`: mode 0600, or that of the file that was there if `keep_mode`.

    A symbolic link stays and its target is replaced. Raises `DurchwahlError` when it cannot be written;
    the old content is then still there.
    """
    import tempfile  # not needed by those who only read

    try:
        target = Path(os.path.realpath(path))
        mode = _mode(target) if keep_mode else 0o600
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")  # made with 0600
    except (OSError, ValueError) as error:
        raise _not_written(path, error) from None
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(mode)
        temporary.replace(target)
    except OSError as error:
        raise _not_written(path, error) from None
    finally:
        temporary.unlink(missing_ok=True)
    _sync_directory(target.parent)


def tighten(path: Path) -> bool:
    """Closes `path` to everyone but its owner (0600). True if it had been open."""
    try:
        if os.name != "posix" or not stat.S_IMODE(path.stat().st_mode) & 0o077:
            return False
        path.chmod(0o600)
    except OSError:  # not there, or not ours: reading it will tell
        return False
    return True


def _mode(path: Path) -> int:
    try:
        return stat.S_IMODE(path.stat().st_mode)
    except FileNotFoundError:
        return 0o600


def _sync_directory(directory: Path) -> None:
    """Makes the renaming itself last. Some systems and network drives cannot; the file is whole there too."""
    if os.name != "posix":
        return
    try:
        handle = os.open(directory, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    except OSError:
        return
    finally:
        os.close(handle)


def _not_written(path: Path, error: OSError | ValueError) -> DurchwahlError:
    reason = error.strerror if isinstance(error, OSError) else "NUL"
    return DurchwahlError("file_not_written", file=clean(str(path), 200), reason=clean(reason or "?"))
