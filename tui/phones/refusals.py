"""The login that a phone refused, kept so that it can be known again and never be read."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from typing import Final

from tui.phones.challenge import Login

_ROUNDS: Final = 200_000  # a twentieth of a second or so for us, years for whoever wants to guess
_MARK: Final = re.compile("([0-9a-f]{32}):([0-9a-f]{64})")


def mark(login: Login) -> str:
    """Stands for `login`, another one each time. Takes a while: call it in a thread."""
    salt = secrets.token_hex(16)
    return f"{salt}:{_digest(salt, login)}"


def marks(kept: str, login: Login) -> bool:
    """Whether `kept` was made of `login`. Takes a while where it can be a mark: call it in a thread."""
    found = _MARK.fullmatch(kept)
    return found is not None and hmac.compare_digest(found[2], _digest(found[1], login))


def _digest(salt: str, login: Login) -> str:
    text = f"{login.user}:{login.password}".encode(errors="surrogateescape")
    return hashlib.pbkdf2_hmac("sha256", text, bytes.fromhex(salt), _ROUNDS).hex()
