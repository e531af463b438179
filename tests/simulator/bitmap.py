"""A reader of Windows bitmaps that owes nothing to the code that writes or shows them."""

from __future__ import annotations

import struct


def dots(data: bytes) -> list[str]:
    """An own reader of Windows bitmaps with 1 or 24 bits: rows from the top, # is the darker colour."""
    offset, _, width, height, _, bits = struct.unpack_from("<IIiiHH", data, 10)
    assert data[:2] == b"BM"
    assert struct.unpack_from("<I", data, 2)[0] == len(data)
    stride = (width * bits + 31) // 32 * 4
    assert len(data) == offset + stride * height
    rows = []
    for row in range(height - 1, -1, -1):
        line = data[offset + row * stride :][:stride]
        if bits == 24:
            rows.append("".join("#" if sum(line[at * 3 : at * 3 + 3]) < 384 else "." for at in range(width)))
        else:
            palette = [sum(data[54 + 4 * one : 57 + 4 * one]) for one in (0, 1)]
            pixels = f"{int.from_bytes(line, 'big'):0{stride * 8}b}"[:width]
            rows.append("".join("#" if palette[int(bit)] < 384 else "." for bit in pixels))
    return rows
