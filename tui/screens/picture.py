"""The phone's screen as a picture, in the terminal or in a file."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path
from typing import Final

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from tui.errors import DurchwahlError
from tui.i18n import say
from tui.i18n.formats import local
from tui.screens.live import Dialog, over
from tui.untrusted import clean
from tui.view import picture
from tui.view.glyphs import ASCII
from tui.view.picture import Picture
from tui.widgets.phone_picture import PhonePicture

_KINDS: Final = {".png": "PNG", ".bmp": "BMP", ".jpg": "JPEG", ".jpeg": "JPEG"}


class PictureScreen(Dialog[None]):
    """r asks the phone for another one, s saves what is shown."""

    CSS = """
    PictureScreen .-dialog { width: 96%; height: 90%; }
    PictureScreen #state { height: auto; padding: 0 1; color: $text-muted; }
    PictureScreen Input { display: none; }
    PictureScreen.-saving Input { display: block; }
    """
    AUTO_FOCUS = ""
    BINDINGS = [
        Binding("escape", "leave", show=False),
        Binding("r", "refresh_picture", show=False),
        Binding("s", "save", show=False),
    ]

    def __init__(self, phone: str) -> None:
        super().__init__()
        self._phone = phone
        self._picture: Picture | None = None

    def compose(self) -> ComposeResult:
        yield from over()
        with Vertical(classes="-dialog", id="dialog") as dialog:
            dialog.border_title = Content(say("picture_title", phone=self._phone))
            yield PhonePicture()
            yield Static(id="state")
            yield Input(placeholder=say("picture_path"), max_length=400, select_on_focus=False)

    def on_mount(self) -> None:
        self._keys()
        self.action_refresh_picture()

    def _keys(self) -> None:
        saving = self.has_class("-saving")
        keys = [say("keys_save_now")] if saving else [say("keys_refresh"), say("keys_save")]
        self.query_one("#dialog").border_subtitle = "   ".join([*keys, say("keys_back")])

    # the picture

    def action_refresh_picture(self) -> None:
        """Asks the phone for its screen as it is now."""
        self._say(say("picture_loading"))
        self.run_worker(self._load(), group="picture", exclusive=True, exit_on_error=False)

    async def _load(self) -> None:
        try:
            data = await self.face.switchboard.picture(self._phone)
            self._picture = await asyncio.to_thread(picture.decode, data)
        except DurchwahlError as error:  # it stays where it is read; a notification would go away
            self._say(str(error), "$error")
            return
        self._say(say("picture_taken", at=f"{local(self.face.switchboard.now()):%H:%M:%S}"))
        await self._draw()

    async def _draw(self) -> None:
        """As large as there is room, in colours where there are any."""
        canvas = self.query_one(PhonePicture)
        found = self._picture
        if found is None or not canvas.size.width or not canvas.size.height:
            return
        small = await asyncio.to_thread(picture.fit, found, canvas.size.width, canvas.size.height)
        rows = picture.rows(small)
        ascii_only = self.face.office.glyphs is ASCII
        if ascii_only or os.environ.get("NO_COLOR"):
            canvas.show_plain(list(picture.in_grey(rows, ascii_only=ascii_only)))
        else:
            canvas.show(rows)

    def on_resize(self) -> None:
        self.call_after_refresh(self._draw_again)

    def _draw_again(self) -> None:
        self.run_worker(self._draw(), group="picture-drawing", exclusive=True, exit_on_error=False)

    def _say(self, text: str, style: str = "") -> None:
        self.query_one("#state", Static).update(Content.styled(text, style))

    # a file

    def action_save(self) -> None:
        """Asks for the file's name."""
        if self._picture is None:
            self.notify(say("picture_failed"), severity="warning", markup=False)
            return
        field = self.query_one(Input)
        if not field.value:
            now = local(self.face.switchboard.now())
            field.value = str(Path.cwd() / f"{_harmless(self._phone)}-{now:%Y%m%d-%H%M%S}.png")
            field.cursor_position = len(field.value)
        self.add_class("-saving")
        self._keys()
        field.focus()

    @on(Input.Submitted)
    def _chosen(self, message: Input.Submitted) -> None:
        if message.value.strip():
            file = Path(os.path.expanduser(message.value.strip()))  # noqa: PTH111 - the other one can fail
            self.run_worker(self._save(file), group="picture-file", exit_on_error=False)

    async def _save(self, file: Path) -> None:
        """Written anew from its dots, so that nothing else that the phone sent gets into the file. A file
        that is there already is left alone."""
        found = self._picture
        kind = _KINDS.get(file.suffix.lower())
        shown = clean(str(file), 200)
        if found is None or kind is None:
            told = say("screen_file_kind", known=", ".join(sorted(_KINDS)))
            self.notify(told, severity="warning", markup=False)
            return
        try:
            await asyncio.to_thread(_write, file, found, kind)
        except FileExistsError:
            self.notify(say("picture_exists", file=shown), severity="warning", markup=False)
        except OSError as error:
            reason = error.strerror or type(error).__name__
            self.notify(say("picture_not_saved", file=shown, reason=reason), severity="error", markup=False)
        else:
            self.notify(say("picture_saved", file=shown), markup=False)
            self._close()

    def _close(self) -> None:
        self.query_one(Input).value = ""
        self.remove_class("-saving")
        self.set_focus(None)
        self._keys()

    def action_leave(self) -> None:
        """Escape: out of the file's name first, then out of the screen."""
        if self.has_class("-saving"):
            self._close()
        else:
            self.dismiss()


def _write(file: Path, found: Picture, kind: str) -> None:
    with file.open("xb") as target:
        target.write(picture.encode(found, kind))


def _harmless(name: str) -> str:
    return "".join(char if char.isalnum() or char in "-_" else "-" for char in name)
