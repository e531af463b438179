"""A screenshot with nothing on it."""

from __future__ import annotations

import struct


def blank_bmp(width: int, height: int) -> bytes:
    """A white one-bit Windows bitmap of `width` × `height` pixels."""
    row = (width + 31) // 32 * 4
    size = row * height
    offset = 14 + 40 + 8
    head = struct.pack("<2sIHHI", b"BM", offset + size, 0, 0, offset)
    info = struct.pack("<IiiHHIIiiII", 40, width, height, 1, 1, 0, size, 2835, 2835, 2, 0)
    return head + info + b"\x00\x00\x00\x00\xff\xff\xff\x00" + b"\xff" * size
