"""Tones: written to be played into a call, and found again in what was recorded of one."""

from __future__ import annotations

import math
import struct
import wave
from pathlib import Path
from typing import Final

RATE: Final = 8000  # samples a second, as G.711 has them
_SECONDS: Final = 5  # the user agent plays it again and again
_LOUD: Final = 8000  # of 32767
_HEADER: Final = 44  # bytes of a WAV file's header, which is not finished before the call is


def write_tone(path: Path, hertz: int) -> Path:
    """A sine of that frequency as a WAV file."""
    samples = [int(_LOUD * math.sin(2 * math.pi * hertz * at / RATE)) for at in range(RATE * _SECONDS)]
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(struct.pack(f"<{len(samples)}h", *samples))
    return path


def loudness(path: Path, hertz: int, seconds: float = 0.25) -> float:
    """How loud that tone is in the last `seconds` of a recording that goes on; 1.0 as it was written.

    By Goertzel's algorithm.
    """
    if not path.exists():
        return 0.0
    raw = path.read_bytes()[_HEADER:]
    count = int(RATE * seconds)
    raw = raw[: len(raw) // 2 * 2][-count * 2 :]
    samples = struct.unpack(f"<{len(raw) // 2}h", raw)
    if len(samples) < count:
        return 0.0
    turn = 2 * math.cos(2 * math.pi * hertz / RATE)
    last = before = 0.0
    for sample in samples:
        last, before = sample + turn * last - before, last
    power = last * last + before * before - turn * last * before
    return 2 * math.sqrt(max(power, 0.0)) / count / _LOUD
