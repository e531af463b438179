"""What is said over the control socket: one JSON object a line, both ways.

The server greets with `{"durchwahl": version, "protocol": 1, "pid": n}`. A request is `{"id": n, "do":
word, "lang": "de"|"en", …}`, its answer `{"id": n, "ok": {…}}` or, in the language asked for, `{"id": n,
"error": {"text": …, "exit": n}}`. Before the answer there may be lines `{"id": n, "wait": {"text": …}}` that
say what it waits for, such as somebody to press OK on the phone; a client that hangs up meanwhile has given
that up. After `{"do": "watch"}` the stream's lines follow without an id until the client hangs up.
"""

from __future__ import annotations

import json
from typing import Any

from tui.errors import DurchwahlError

PROTOCOL = 1
LINE_LIMIT = 65_536  # bytes; a longer line is not ours


class RemoteError(DurchwahlError):
    """An error of the running instance, with its sentence and its exit status."""

    def __init__(self, text: str, exit_code: int) -> None:
        super().__init__("control_lost")
        self.text = text
        self.exit_code = exit_code

    def __str__(self) -> str:
        return self.text


def pack(message: dict[str, Any]) -> bytes:
    """One message as a line."""
    return json.dumps(message, ensure_ascii=False).encode() + b"\n"


def unpack(line: bytes) -> dict[str, Any] | None:
    """The message of a line; None for what is none."""
    try:
        message = json.loads(line)
    except ValueError:
        return None
    return message if isinstance(message, dict) else None
