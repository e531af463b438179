"""Tones: written to be played into a call, and found again in what was recorded of one."""

from __future__ import annotations

import math
import struct
import wave
from pathlib import Path
from typing import Final

_RATE: Final = 8000  # samples a second of what is written; what is recorded has its codec's
_SECONDS: Final = 300  # the user agent falls silent at its end
_LOUD: Final = 8000  # of 32767
_HEADER: Final = 44  # bytes of a WAV file's header, which is not finished before the call is


def write_tone(path: Path, hertz: int) -> Path:
    """A sine of that frequency, in whole Hz, as a WAV file."""
    samples = [int(_LOUD * math.sin(2 * math.pi * hertz * at / _RATE)) for at in range(_RATE)]
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(_RATE)
        file.writeframes(struct.pack(f"<{len(samples)}h", *samples) * _SECONDS)
    return path


def loudness(path: Path, hertz: int, seconds: float = 0.25) -> float:
    """How loud that tone is in the last `seconds` of a recording that goes on; 1.0 as it was written.

    By Goertzel's algorithm.
    """
    if not path.exists():
        return 0.0
    raw = path.read_bytes()
    if len(raw) < _HEADER:
        return 0.0
    channels, rate = struct.unpack_from("<HI", raw, 22)
    if not channels:
        return 0.0  # the header is written later
    sound = raw[_HEADER : len(raw) - (len(raw) - _HEADER) % (2 * channels)]
    count = int(rate * seconds)
    samples = struct.unpack(f"<{len(sound) // 2}h", sound)[::channels][-count:]
    if len(samples) < count:
        return 0.0
    turn = 2 * math.cos(2 * math.pi * hertz / rate)
    last = before = 0.0
    for sample in samples:
        last, before = sample + turn * last - before, last
    power = last * last + before * before - turn * last * before
    return 2 * math.sqrt(max(power, 0.0)) / count / _LOUD
