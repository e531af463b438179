"""Pictures of a phone's screen: read whatever comes, made smaller, drawn."""

from __future__ import annotations

import io
import re
import struct
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from tui.errors import DurchwahlError
from tui.simulator.picture import Picture as Drawing
from tui.simulator.picture import bmp
from tui.view.picture import (
    KINDS,
    MOST_BYTES,
    MOST_DOTS,
    Picture,
    decode,
    encode,
    fit,
    in_colour,
    in_grey,
    rows,
)

WHITE, BLACK, RED = (255, 255, 255), (0, 0, 0), (200, 0, 0)


def painted(*lines: list[tuple[int, int, int]]) -> Picture:
    """A picture from its dots."""
    dots = bytes(part for line in lines for dot in line for part in dot)
    return Picture(len(lines[0]), len(lines), dots)


def screen() -> bytes:
    """What a phone might send."""
    drawing = Drawing(320, 240)
    drawing.write("22", 40, 40, 10)
    return bmp(drawing, colours=True)


def png(width: int, height: int, body: bytes = b"") -> bytes:
    """A PNG file that claims a size."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"".join(
        (
            b"\x89PNG\r\n\x1a\n",
            chunk(b"IHDR", head),
            chunk(b"IDAT", zlib.compress(body)),
            chunk(b"IEND", b""),
        )
    )


@pytest.mark.parametrize("kind", KINDS)
def test_a_phones_screen_is_read_and_written(kind: str) -> None:
    found = decode(screen())
    assert (found.width, found.height) == (320, 240)
    again = decode(encode(found, kind))
    assert (again.width, again.height) == (320, 240)
    if kind != "JPEG":
        assert again == found


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBA", "CMYK"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_dots_becomes_red_green_and_blue(kind: str, mode: str) -> None:
    file = io.BytesIO()
    try:
        Image.new("RGB", (3, 2), RED).convert(mode).save(file, kind)
    except OSError:
        pytest.skip(f"there is no {kind} with {mode}")
    found = decode(file.getvalue())
    assert (found.width, found.height, len(found.dots)) == (3, 2, 18)


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"", "picture_broken"),
        (b"<html>Remote control forbidden</html>", "picture_broken"),
        (screen()[:5000], "picture_broken"),
        (b"BM" + b"\xff" * 60, "picture_broken"),
        (png(10, 10), "picture_broken"),
        (png(50_000, 50_000), "picture_too_large"),
        (png(15_000, 10_000), "picture_too_large"),
        (png(MOST_DOTS + 1, 1), "picture_too_large"),
        (b"\0" * (MOST_BYTES + 1), "picture_too_large"),
        (b"GIF89a" + b"\1\0\1\0\0\0\0" * 3, "picture_broken"),
        (b"P6 2 2 255 " + b"\0" * 12, "picture_broken"),  # a format that Pillow reads and no phone sends
    ],
    ids=[
        "empty",
        "a page",
        "cut",
        "nonsense",
        "no dots",
        "bomb",
        "half a bomb",
        "strip",
        "long",
        "GIF",
        "PPM",
    ],
)
def test_what_is_no_picture_of_a_screen_is_one_sentence(data: bytes, key: str) -> None:
    with pytest.raises(DurchwahlError) as told:
        decode(data)
    assert told.value.key == key


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(KINDS), st.lists(st.tuples(st.integers(0, 3000), st.integers(0, 255)), max_size=8))
def test_a_spoilt_file_never_gets_through(kind: str, spoilt: list[tuple[int, int]]) -> None:
    data = bytearray(encode(decode(screen()), kind))
    for at, value in spoilt:
        data[at % len(data)] = value
    try:
        found = decode(bytes(data))
    except DurchwahlError:
        return
    assert len(found.dots) == found.width * found.height * 3
    assert found.width * found.height <= MOST_DOTS


@given(st.integers(1, 400), st.integers(1, 300), st.integers(1, 250), st.integers(1, 80))
def test_it_fits_keeps_its_form_and_never_grows(width: int, height: int, columns: int, lines: int) -> None:
    small = fit(Picture(width, height, bytes(width * height * 3)), columns, lines)
    assert small.width <= max(1, min(columns, width))
    assert small.height <= max(2, min(lines * 2, height + 1))
    assert len(small.dots) == small.width * small.height * 3
    if min(small.width, small.height) > 10:
        assert small.width / small.height == pytest.approx(width / height, rel=0.25)


def test_a_character_has_an_upper_and_a_lower_colour() -> None:
    found = painted([WHITE, RED], [BLACK, WHITE], [RED, BLACK])
    assert rows(found) == [((WHITE, BLACK), (RED, WHITE)), ((RED, RED), (BLACK, BLACK))]


def test_colours_are_named_once_for_a_run() -> None:
    (line,) = in_colour(rows(painted([RED, RED, WHITE], [BLACK, BLACK, BLACK])))
    assert line == "\x1b[38;2;200;0;0;48;2;0;0;0m▀▀\x1b[38;2;255;255;255;48;2;0;0;0m▀\x1b[0m"


@pytest.mark.parametrize("ground", [WHITE, BLACK])
def test_in_shades_the_ground_is_empty_and_what_is_on_it_is_not(ground: tuple[int, int, int]) -> None:
    ink = BLACK if ground == WHITE else WHITE
    found = painted([ground, ground, ink, ground], [ground, ground, ink, ground])
    assert list(in_grey(rows(found))) == ["  █"]
    assert list(in_grey(rows(found), ascii_only=True)) == ["  @"]
    assert list(in_grey(rows(painted([ground], [ground])))) == [""]


def test_nothing_but_colours_and_blocks_reaches_the_terminal() -> None:
    small = rows(fit(decode(screen()), 40, 20))
    for line in in_colour(small):
        assert re.fullmatch(r"(?:\x1b\[38;2;\d+;\d+;\d+;48;2;\d+;\d+;\d+m▀+)+\x1b\[0m", line)
    assert all(line.isascii() for line in in_grey(small, ascii_only=True))
    assert any(line.strip() for line in in_grey(small, ascii_only=True))
