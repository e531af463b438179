"""Pictures of the app for README and release: `python -m tests.screenshots` writes them to screenshots/.

The scenes are those of the tests, with invented people, so a second run writes the same files. PNGs are
made with rsvg-convert (Debian: librsvg2-bin) or a headless Chromium, whichever is found first.
"""

from __future__ import annotations

import asyncio
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from tests.ui.picture import Ground, as_svg
from tests.ui.scenes import play_scene
from tui.app.themes import THEMES

FOLDER: Final = Path(__file__).parent.parent / "screenshots"
SMALL, MIDDLE, LARGE = (80, 24), (120, 36), (200, 60)
_BROWSERS: Final = ("chromium", "chromium-browser", "google-chrome")


@dataclass(frozen=True, slots=True)
class Shot:
    scene: str
    lang: str
    size: tuple[int, int]
    theme: str = "dark"

    @property
    def name(self) -> str:
        return f"{self.scene}-{self.lang}-{self.size[0]}x{self.size[1]}-{self.theme}"


SHOTS: Final = (
    Shot("ringing", "en", MIDDLE),
    Shot("ringing", "de", MIDDLE, "light"),
    Shot("talking", "de", SMALL),
    Shot("talking", "en", LARGE),
    Shot("dial_name", "en", MIDDLE, "light"),
    Shot("transfer", "de", SMALL),
    Shot("consultation", "de", MIDDLE),
    Shot("phone_pane", "en", MIDDLE, "light"),
    Shot("forward", "en", SMALL, "contrast"),
    Shot("help", "de", MIDDLE, "contrast"),
    Shot("setup_site", "en", MIDDLE),
    Shot("setup_device", "de", MIDDLE),
    Shot("setup_firewall", "de", SMALL),
    Shot("setup_prefix", "de", MIDDLE, "light"),
)
PAINTED: Final = ("ringing-en-120x36-dark", "talking-de-80x24-dark")  # as PNG, too: for pages without SVG


async def draw(shot: Shot) -> str:
    """The SVG of one picture."""
    theme = THEMES[shot.theme]
    assert theme.foreground is not None
    assert theme.background is not None
    async with play_scene(shot.scene, lang=shot.lang, size=shot.size, theme=shot.theme) as on:
        return as_svg(on.strips, f"Durchwahl: {shot.name}", Ground(theme.foreground, theme.background))


async def draw_all(shots: tuple[Shot, ...] = SHOTS) -> dict[str, str]:
    """File name → SVG for every one of `shots`."""
    return {f"{shot.name}.svg": await draw(shot) for shot in shots}


def write(folder: Path, pictures: dict[str, str]) -> None:
    """Puts the pictures into `folder`, which then has no others."""
    folder.mkdir(exist_ok=True)
    for old in [*folder.glob("*.svg"), *folder.glob("*.png")]:
        old.unlink()
    for name, svg in pictures.items():
        (folder / name).write_text(svg, encoding="utf-8", newline="\n")


def paint(svg: Path, png: Path, zoom: float = 1.0) -> str | None:
    """Makes a PNG of `svg` with what is installed; the result is the program's name, None if there is none."""
    if program := shutil.which("rsvg-convert"):
        command = [program, f"--zoom={zoom}", "--output", str(png), str(svg)]
        subprocess.run(command, check=True, timeout=60)
        return program
    for name in _BROWSERS:
        if program := shutil.which(name):
            _browse(program, svg, png, zoom)
            return program
    return None


def _browse(program: str, svg: Path, png: Path, zoom: float) -> None:
    width, height = (round(float(part)) for part in _size(svg))
    with TemporaryDirectory(prefix="durchwahl-shot-") as profile:
        command = [
            *(program, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"),
            *(f"--user-data-dir={profile}", f"--window-size={width},{height}"),
            *(f"--force-device-scale-factor={zoom}", f"--screenshot={png}", svg.resolve().as_uri()),
        ]
        subprocess.run(command, check=True, timeout=120, capture_output=True)


def _size(svg: Path) -> list[str]:
    head = svg.read_text(encoding="utf-8").partition('viewBox="0 0 ')[2]
    return head.partition('"')[0].split()


def main() -> int:
    pictures = asyncio.run(draw_all())
    write(FOLDER, pictures)
    print(f"{len(pictures)} SVGs in {FOLDER.name}/")
    for name in PAINTED:
        program = paint(FOLDER / f"{name}.svg", FOLDER / f"{name}.png")
        if program is None:
            print("No PNG was made: neither rsvg-convert nor Chromium is installed. The SVGs are complete.")
            return 0
        print(f"{name}.png by {Path(program).name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
