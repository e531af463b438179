"""Networks of the lab, 127.0.<number>.x on loopback: each is one run's alone for as long as it lasts."""

from __future__ import annotations

import os
import random
import socket
from typing import Final, Self

_RANGE: Final = range(20, 220)
_CLAIM: Final = 5059  # the port at address 254 that whoever uses a network holds
_WEB: Final = 80
_EVENTS: Final = 8080
_WEB_ELSEWHERE: Final = 8000  # where only root may listen at 80


class Network:
    """Claimed by making it, free again by `release`. `number` 0: any that nobody uses."""

    def __init__(self, number: int = 0) -> None:
        """Raises `OSError` where that one, or every one, is in use."""
        self._claim = _claimed(number) if number else _any()
        self.number = int(str(self._claim.getsockname()[0]).split(".")[2])

    def address(self, host: int) -> str:
        return f"127.0.{self.number}.{host}"

    def release(self) -> None:
        self._claim.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.release()


def _claimed(number: int) -> socket.socket:
    claim = socket.socket()
    try:
        claim.bind((f"127.0.{number}.254", _CLAIM))
    except OSError:
        claim.close()
        raise
    return claim


def _any() -> socket.socket:
    numbers = list(_RANGE)
    random.Random(os.getpid()).shuffle(numbers)  # noqa: S311 - so that runs side by side seldom meet
    for number in numbers:
        try:
            return _claimed(number)
        except OSError:
            continue
    raise OSError("all networks of the lab are in use, or this system has only one loopback address")


def web_port() -> int:
    """80, as with a phone; another one where this user may not listen there."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", _WEB))
        except PermissionError:
            return _WEB_ELSEWHERE
        except OSError:
            return _WEB  # somebody listens there, which one must be allowed to
    return _WEB


def free_port(host: str) -> int:
    """The program's usual one, or another one where it is taken, as by the Durchwahl of this computer's user."""
    for port in (_EVENTS, 0):
        with socket.socket() as probe:
            try:
                probe.bind((host, port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise OSError("there is no free port")
