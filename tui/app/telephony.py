"""What the user wants done to calls and phones: from a command to the switchboard, and back in words."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any, Final

from tui.calls.states import CallState
from tui.errors import DurchwahlError, PhoneError
from tui.i18n import say
from tui.journal.record import CallRecord
from tui.phones.driver import Ability, Feature, Order, Wish
from tui.switchboard.aims import Aim, aim_at, aims
from tui.switchboard.feature_state import Where
from tui.view.parts import Parked
from tui.view.wording import party, typed

if TYPE_CHECKING:
    from tui.app.app import DurchwahlApp
    from tui.switchboard.orders import Done

_NO_REMOTE_CONTROL: Final = "no-remote-control"
_MOST_TONES: Final = 32  # sent with one request


class Telephony:
    """The app's commands for calls and phones: `do_<id>(phone)`, where `phone` None means the fitting one.

    Everything runs in the background; a failure becomes words where all workers' failures do.
    """

    def __init__(self, app: DurchwahlApp) -> None:
        self._app = app
        self._core = app.switchboard
        self._live = app.live
        self.parked: dict[int, Parked] = {}
        self._tones: list[tuple[str, int, Callable[[str, bool], None]]] = []
        self._sending = False

    # orders to a call

    def do_answer(self, phone: str | None = None) -> None:
        self.order(Order.ANSWER, phone)

    def do_end(self, phone: str | None = None) -> None:
        """Rejects what rings, hangs up what runs: the call on the card, as the card says."""
        meant = self._live.meant(phone)
        if meant is not None:
            self.order(Order.REJECT if meant.call.state is CallState.RINGING else Order.HANGUP, phone)

    def do_hold(self, phone: str | None = None) -> None:
        """The running call is held; where none runs, the held one is taken back."""
        self.order(self._live.next_hold(phone), phone)

    def do_swap(self, phone: str | None = None) -> None:
        self.order(Order.SWAP, phone)

    def do_conference(self, phone: str | None = None) -> None:
        self.order(Order.CONFERENCE, phone)

    def do_return(self, phone: str | None = None) -> None:
        self.order(Order.RETURN, phone)

    def do_mute(self, phone: str | None = None) -> None:
        meant = self._live.meant(phone)
        muted = meant is not None and meant.call.muted
        self.order(Order.UNMUTE if muted else Order.MUTE, phone)

    def do_louder(self, phone: str | None = None) -> None:
        self.order(Order.LOUDER, phone)

    def do_quieter(self, phone: str | None = None) -> None:
        self.order(Order.QUIETER, phone)

    def do_transfer(self, phone: str | None = None) -> None:
        """Connects both calls of a consultation; else asks to whom."""
        from tui.screens.transfer import TransferScreen

        if self._live.consultation(phone) is not None:
            self.order(Order.COMPLETE, phone)
            return
        ringing = (meant := self._live.meant(phone)) is not None and meant.call.state is CallState.RINGING
        record = self._record(Order.DEFLECT if ringing else Order.CONSULT, phone)
        record = record or self._record(Order.TRANSFER, phone)
        if record is not None and not isinstance(self._app.screen, TransferScreen):
            self._app.push_screen(TransferScreen(record))

    def do_keypad(self, phone: str | None = None) -> None:
        from tui.screens.keypad import KeypadScreen

        record = self._record(Order.DTMF, phone)
        if record is not None and not isinstance(self._app.screen, KeypadScreen):
            self._app.push_screen(KeypadScreen(record))

    def do_park(self, phone: str | None = None) -> None:
        from tui.screens.slots import SlotsScreen

        record = self._record(Order.TRANSFER, phone)
        if record is not None and not isinstance(self._app.screen, SlotsScreen):
            self._app.push_screen(SlotsScreen(record.call.phone, record))

    # what a phone does

    def do_dial(self, phone: str | None = None, text: str = "") -> None:
        from tui.screens.dial import DialScreen

        if not isinstance(self._app.screen, DialScreen):
            self._app.push_screen(DialScreen(text, phone, None if text else self._app.take_offer()))

    def do_redial(self, phone: str | None = None) -> None:
        self._work(self._redial(phone), "redial")

    def do_retrieve(self, phone: str | None = None) -> None:
        from tui.screens.slots import SlotsScreen

        if not isinstance(self._app.screen, SlotsScreen):
            self._app.push_screen(SlotsScreen(self._phone(phone)))

    def do_pick_up(self, phone: str | None = None) -> None:
        from tui.screens.pick_up import PickUpScreen

        if not isinstance(self._app.screen, PickUpScreen):
            self._app.push_screen(PickUpScreen(self._phone(phone)))

    def do_forward(self, phone: str | None = None) -> None:
        from tui.screens.forward import ForwardScreen

        if not isinstance(self._app.screen, ForwardScreen):
            self._app.push_screen(ForwardScreen(self._phone(phone)))

    def do_picture(self, phone: str | None = None) -> None:
        from tui.screens.picture import PictureScreen

        if not isinstance(self._app.screen, PictureScreen):
            self._app.push_screen(PictureScreen(self._phone(phone)))

    def do_dnd(self, phone: str | None = None) -> None:
        """Off wherever it is on; where it is on nowhere, on at every phone that can."""
        names = list(self._core.config.phones) if phone is None else [phone]
        quiet = [name for name in names if self._core.status(name).state.dnd]
        able = [name for name in names if not self._core.features.why_not(Feature.DND, Where.PHONE, name)]
        for name in quiet or able:
            self.wish(Wish(Feature.DND, not quiet), Where.PHONE, name)

    # carried out

    def order(
        self, order: Order, phone: str | None = None, *, call: int | None = None, argument: str = ""
    ) -> None:
        """Orders it for `call`, else for the call on the card where that fits, else for the one that does.

        A key that is pressed once more before the phone has reported means nothing new.
        """
        aim = self._aim(order, phone)
        id = call if call is not None else aim.call.id if aim is not None else None
        if id is not None and self._core.orders.under_way(order, id):
            return
        whose = aim.call.phone if phone is None and aim is not None and call is None else phone
        self._work(self._carry_out(order, id, whose, argument), order.value)

    def dial(self, text: str, phone: str, *, suppress: bool = False, identity: str = "") -> None:
        """Dials; where the phone cannot be told to, the number is offered for the fingers."""
        self._work(self._dial(text, phone, suppress, identity), "dial")

    def wish(self, wish: Wish, where: Where, phone: str) -> None:
        """Switches a feature in the phone or in the PBX."""
        self._work(self._wish(wish, where, phone), wish.feature.value)

    def park(self, slot: int, call: CallRecord) -> None:
        """Parks the call and remembers who it is."""
        self._work(self._park(slot, call), "park")

    def retrieve(self, slot: int, phone: str) -> None:
        """Takes back what is parked in that slot."""
        self._work(self._retrieve(slot, phone), "retrieve")

    def pick_up(self, target: str, phone: str) -> None:
        """Takes a call that rings at `target`."""
        self._work(self._pick_up(target, phone), "pick up")

    def tones(self, digits: str, call: int, sent: Callable[[str, bool], None]) -> None:
        """Sends them in their order; what is typed while a request is under way goes out with the next one.

        `sent` is told which went out, and whether the phone took them.
        """
        self._tones.append((digits, call, sent))
        if not self._sending:
            self._sending = True
            self._work(self._send_tones(), "tones")

    def give_up(self) -> bool:
        """Takes back the commands that wait for somebody to press OK on a phone. False where none does."""
        waiting = [name for name in self._core.config.phones if self._core.orders.waiting(name)]
        for name in waiting:
            self._core.orders.give_up(name)
        return bool(waiting)

    # in the background

    def _work(self, work: Coroutine[Any, Any, None], name: str) -> None:
        self._app.run_worker(work, name=name, group="orders", exit_on_error=False)

    async def _carry_out(self, order: Order, call: int | None, phone: str | None, argument: str) -> None:
        self._tell(await self._core.orders.order(order, call, phone, argument))

    async def _dial(self, text: str, phone: str, suppress: bool, identity: str) -> None:
        try:
            done = await self._core.orders.dial(text, phone, suppress=suppress, identity=identity)
        except PhoneError as error:
            if error.cause != _NO_REMOTE_CONTROL or "number" not in error.values:
                raise
            self._offer(text, phone, error)
            return
        self._tell(done)

    def _offer(self, text: str, phone: str, error: PhoneError) -> None:
        from tui.screens.by_hand import ByHandScreen

        number, link = str(error.values["number"]), str(error.values.get("link", ""))
        written = typed(text, self._app.office.plan)
        driver = self._core.drivers.get(phone)
        lack = driver.lacks(Ability.DIAL) if driver is not None else ""
        reason = say(lack, phone=phone) if lack else str(error)
        self._app.push_screen(ByHandScreen(number, written, link, reason))

    async def _redial(self, phone: str | None) -> None:
        last = await self._core.last_dialled()
        if last is None:
            self._app.notify(say("why_no_redial"), severity="warning", markup=False)
        else:
            self.do_dial(phone, last)

    async def _wish(self, wish: Wish, where: Where, phone: str) -> None:
        done = await self._core.features.wish(wish, where, phone)
        if done.advice:
            severity = "information" if done.confirmed else "warning"
            self._app.notify(done.advice, severity=severity, timeout=12, markup=False)  # type: ignore[arg-type]
        self._app.touch()

    async def _park(self, slot: int, record: CallRecord) -> None:
        done = await self._core.orders.park(str(slot), record.call.id)
        self.parked[slot] = Parked(party(record, self._app.office.plan), self._core.now())
        self._tell(done)

    async def _retrieve(self, slot: int, phone: str) -> None:
        done = await self._core.orders.retrieve(str(slot), phone)
        if done.confirmed:
            self.parked.pop(slot, None)
        self._tell(done)

    async def _pick_up(self, target: str, phone: str) -> None:
        self._tell(await self._core.orders.pick_up(target, phone))

    async def _send_tones(self) -> None:
        try:
            while self._tones:
                digits, call, tell = self._tones.pop(0)
                while self._tones and self._tones[0][1:] == (call, tell) and len(digits) < _MOST_TONES:
                    digits += self._tones.pop(0)[0]
                await self._send(digits, call, tell)
        finally:
            self._sending = False

    async def _send(self, digits: str, call: int, tell: Callable[[str, bool], None]) -> None:
        try:
            await self._core.orders.order(Order.DTMF, call, None, digits)
        except DurchwahlError:
            for lost, _, told in [(digits, call, tell), *self._tones]:
                told(lost, False)
            self._tones.clear()  # what was typed behind them would now mean something else
            raise
        tell(digits, True)

    # what it is for

    def _tell(self, done: Done) -> None:
        """What came of it, where it is not seen on the screen anyway."""
        if not done.confirmed and done.advice:
            self._app.notify(str(done.advice), severity="warning", timeout=12, markup=False)

    def _aim(self, order: Order, phone: str | None) -> Aim | None:
        calls = [call for call in self._live.calls if phone in (None, call.phone)]
        meant = self._live.meant(phone)
        fits = aim_at(calls, order, meant.call.id) if meant is not None else None
        return fits or next(iter(aims(calls, order)), None)

    def _record(self, order: Order, phone: str | None) -> CallRecord | None:
        aim = self._aim(order, phone)
        return self._live.record(aim.call.id) if aim is not None else None

    def _phone(self, phone: str | None) -> str:
        """The phone that is named, else that of the call that is meant, else the first."""
        meant = self._live.meant(phone)
        return phone or (meant.call.phone if meant is not None else self._core.orders.phone(None).name)
