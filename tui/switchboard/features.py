"""Do not disturb and forwards, in the phone and in the PBX. The two do not know each other: told apart."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Final

from tui.calls.board import Board
from tui.calls.states import Call, CallChange, Change, Outcome, PhoneChange
from tui.config.model import Config
from tui.errors import DurchwahlError, NotFoundError, PhoneError, UsageError
from tui.phones.driver import Ability, Feature, PhoneDriver, Way, Wish
from tui.switchboard import feature_codes
from tui.switchboard.advice import Hint
from tui.switchboard.feature_means import Means
from tui.switchboard.feature_state import FeatureState, Where, fits, in_pbx, in_phone, place_of

__all__ = ["FORWARDS", "FeatureDone", "FeatureState", "Features", "Means", "Patience", "Where", "place_of"]

_FAILED: Final = frozenset({"feature_unchanged", "feature_code_refused"})
FORWARDS: Final = (Feature.ALWAYS, Feature.BUSY, Feature.NO_ANSWER, Feature.NOT_REGISTERED)


@dataclass(frozen=True, slots=True)
class FeatureDone:
    """What became of a wish. `confirmed`: the phone says that it is so, or the PBX answered its code.

    Where it is neither confirmed nor `failed`, nobody knows.
    """

    phone: str
    feature: Feature
    where: Where
    confirmed: bool
    hint: Hint | None = None

    @property
    def advice(self) -> str:
        """A sentence for the user where there is more to say, in the current language; else ""."""
        return "" if self.hint is None else str(self.hint)

    @property
    def failed(self) -> bool:
        """The phone says that nothing has changed, or the PBX refused the code."""
        return self.hint is not None and self.hint.key in _FAILED


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds: for the phone's report, for a setting to take effect, for the PBX to answer a code."""

    report: float = 2.0
    settle: float = 1.0
    answer: float = 6.0


class Features:
    """Switches features and knows how they stand."""

    def __init__(
        self,
        config: Config,
        board: Board,
        drivers: Mapping[str, PhoneDriver],
        means: Means,
        now: Callable[[], float],
        patience: Patience | None = None,
    ) -> None:
        self._config = config
        self._board = board
        self._drivers = drivers
        self._means = means
        self._now = now
        self._patience = patience or Patience()
        self._turns: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._watchers: list[_Watcher] = []
        self._announced: dict[str, int] = {}  # phone → the call in which the PBX answered its last code

    # how they stand

    def states(self, phone: str) -> tuple[FeatureState, ...]:
        """All features of a phone, first as they are in the phone, then as the PBX was told."""
        state = self._board.phone(phone)
        found = [FeatureState(Feature.DND, Where.PHONE, state.dnd)]
        found += [in_phone(state, feature) for feature in FORWARDS if feature is not Feature.NOT_REGISTERED]
        memory = self._means.memory()
        sent = {} if memory is None else memory.codes(phone)
        codes = self._config.codes
        has_code = [feature for feature in FORWARDS if any(feature_codes.codes_of(codes, feature))]
        return (*found, *(in_pbx(feature, sent.get(feature)) for feature in has_code))

    def why_not(self, feature: Feature, where: Where, phone: str) -> str:
        """Why a feature cannot be switched there: a sentence in the current language; "" if it can."""
        try:
            self._refuse(feature, where, phone)
        except DurchwahlError as error:
            return str(error)
        return ""

    def seen(self, change: Change) -> None:
        """The board changed."""
        for watcher in self._watchers:
            watcher.take(change)

    # switching

    async def wish(self, wish: Wish, where: Where, phone: str | None = None) -> FeatureDone:
        """Switches a feature and finds out whether it took effect. `wish.target` is as the user typed it.

        Raises `UsageError` for a target or a time that cannot be, `PhoneError` when the phone refuses.
        """
        name = self._phone(phone)
        if where is Where.PHONE:
            self._refuse(wish.feature, where, name)
            wish = self._planned(wish, where)
            async with self._turns[name]:
                return await self._in_phone(wish, name)
        with self._or_by_hand(name, lambda: self._code(wish)):
            self._refuse(wish.feature, where, name)
            planned = self._planned(wish, where)
            async with self._turns[name]:
                return await self._by_code(planned, name)

    async def forwards_off(self, where: Where, phone: str | None = None) -> tuple[FeatureDone, ...]:
        """Switches every forward of that place off."""
        name = self._phone(phone)
        able = [feature for feature in FORWARDS if not self.why_not(feature, where, name)]
        if not able:
            with self._or_by_hand(
                name, lambda: self._config.codes.forwards_off if where is Where.PBX else ""
            ):
                self._refuse(Feature.ALWAYS, where, name)
        wishes = [Wish(feature, on=False) for feature in able]
        async with self._turns[name]:
            if where is Where.PHONE:
                return tuple([await self._off(wish, name) for wish in wishes])
            if not self._config.codes.forwards_off:
                return tuple([await self._by_code(wish, name) for wish in wishes])
            confirmed, hint = await self._dial(self._config.codes.forwards_off, name)
            done = tuple(FeatureDone(name, feature, where, confirmed, hint) for feature in able)
            self._remember(name, [] if done[0].failed else wishes)
            return done

    def _phone(self, name: str | None) -> str:
        phones = self._config.phones
        if not phones:
            raise NotFoundError("no_phone_configured")
        if name is None:
            return next(iter(phones))
        if name not in phones:
            raise NotFoundError("no_such_phone", name=name, known=", ".join(phones))
        return name

    def _refuse(self, feature: Feature, where: Where, phone: str) -> None:
        if phone not in self._drivers:
            raise DurchwahlError("phone_not_ready", phone=phone)
        lack = self._drivers[phone].lacks(feature if where is Where.PHONE else Ability.DIAL)
        if where is Where.PBX and feature is Feature.DND:
            raise UsageError("feature_dnd_no_code")
        if where is Where.PBX and not any(feature_codes.codes_of(self._config.codes, feature)):
            raise UsageError("feature_no_code")
        if lack:
            raise PhoneError(lack, cause="no-remote-control", phone=phone)
        if where is Where.PBX and any(not self._is_code(call) for call in self._board.calls(phone)):
            raise DurchwahlError("feature_code_in_call", phone=phone)

    @contextmanager
    def _or_by_hand(self, phone: str, code: Callable[[], str]) -> Iterator[None]:
        """A phone that cannot be told to dial: the user can dial the code at it, and reads which."""
        try:
            yield
        except PhoneError as error:
            if error.cause != "no-remote-control" or error.key == "dial_by_hand" or not (dialled := code()):
                raise
            raise PhoneError(
                "feature_code_by_hand", cause=error.cause, reason=error, phone=phone, code=dialled
            ) from error

    def _code(self, wish: Wish) -> str:
        """What a user dials who does it at the phone."""
        return feature_codes.code(self._config.codes, self._planned(wish, Where.PBX))

    def _is_code(self, call: Call) -> bool:
        """Whether that call is the announcement of a code that was dialled from here."""
        return call.id == self._announced.get(call.phone)

    def _planned(self, wish: Wish, where: Where) -> Wish:
        """`wish` with its target as it goes to the phone or into the code."""
        if wish.feature is Feature.NO_ANSWER and not 0 <= wish.seconds <= feature_codes.MOST_SECONDS:
            raise UsageError("forward_seconds", most=feature_codes.MOST_SECONDS)
        if not wish.on or wish.feature is Feature.DND:
            return replace(wish, target="")
        config = self._config
        target = feature_codes.target(
            wish.target, config.codes, config.dialing, self._means.read, digits=where is Where.PBX
        )
        return replace(wish, target=target)

    # in the phone

    async def _off(self, wish: Wish, phone: str) -> FeatureDone:
        """Switches off what is not off already, by what the phone says: it would report nothing."""
        if await self._asked(wish, phone):
            return FeatureDone(phone, wish.feature, Where.PHONE, True)
        return await self._in_phone(wish, phone)

    async def _in_phone(self, wish: Wish, phone: str) -> FeatureDone:
        """One way after the other, as long as the phone says that nothing has changed."""
        tried: list[str] = []
        so: bool | None = None
        refusal = PhoneError("phone_cannot", cause="no-remote-control", phone=phone)
        for way in self._drivers[phone].wishes(wish):
            try:
                if way.toggles and (known := await self._known(wish, phone)) is not False:
                    if known:  # pressed once more it would undo what is wished
                        return FeatureDone(phone, wish.feature, Where.PHONE, True)
                    refusal = PhoneError("feature_unknown", cause="no-remote-control", phone=phone)
                    continue
                so = await self._go(way, wish, phone, tried)
            except PhoneError as error:
                if error.cause != "no-remote-control":
                    raise
                refusal = error  # this firmware does not know the way
                continue
            if so:
                return FeatureDone(phone, wish.feature, Where.PHONE, True, self._rounded(wish, phone))
            if so is None:
                break
        if not tried:
            raise refusal
        key = "feature_unseen" if so is None else "feature_unchanged"
        hint = Hint(key, {"phone": phone, "tried": ", ".join(tried)})
        return FeatureDone(phone, wish.feature, Where.PHONE, False, hint)

    async def _go(self, way: Way, wish: Wish, phone: str, tried: list[str]) -> bool | None:
        """Whether it is as wished after that; None where the phone does not tell."""
        watcher = self._watch(lambda change: _touched(change, phone))
        try:
            await self._means.send(phone, lambda: self._drivers[phone].go(way))
            tried.append(way.name)
            reported = await watcher.wait(self._patience.report) is not None
        finally:
            self._watchers.remove(watcher)
        complete = wish.feature is not Feature.NO_ANSWER or not wish.on  # no report has the seconds
        if reported and complete and fits(self._board.phone(phone), wish):
            return True
        so = await self._asked(wish, phone)
        if so is False:  # it may need a moment
            await asyncio.sleep(self._patience.settle)
            so = await self._asked(wish, phone)
        if so is None and reported:
            return fits(self._board.phone(phone), wish, loosely=True) or None
        return so

    async def _asked(self, wish: Wish, phone: str) -> bool | None:
        """Asks the phone whether it is as wished. None where it does not say."""
        facts = (await self._means.ask(phone)).facts
        said = facts.dnd if wish.feature is Feature.DND else (facts.forwards or {}).get(wish.feature.value)
        return None if said is None else fits(self._board.phone(phone), wish)

    async def _known(self, wish: Wish, phone: str) -> bool | None:
        """The same by what the phone has reported, where it cannot be asked."""
        so = await self._asked(wish, phone)
        state = self._board.phone(phone)
        if so is None and (
            state.dnd is not None if wish.feature is Feature.DND else wish.feature in state.told
        ):
            return fits(state, wish)
        return so

    def _rounded(self, wish: Wish, phone: str) -> Hint | None:
        """What to say where the phone counts other seconds than were wished."""
        counts = self._board.phone(phone).no_answer_seconds
        if wish.feature is not Feature.NO_ANSWER or not wish.on or not wish.seconds or counts is None:
            return None
        if counts == wish.seconds:
            return None
        return Hint("feature_rounded", {"phone": phone, "wanted": wish.seconds, "counts": counts})

    # in the PBX

    async def _by_code(self, wish: Wish, phone: str) -> FeatureDone:
        code = feature_codes.code(self._config.codes, wish)
        if not code:
            raise UsageError("feature_no_code")
        confirmed, hint = await self._dial(code, phone)
        done = FeatureDone(phone, wish.feature, Where.PBX, confirmed, hint)
        self._remember(phone, [] if done.failed else [wish])
        return done

    async def _dial(self, code: str, phone: str) -> tuple[bool, Hint | None]:
        """Dials a code. The PBX confirms one by an announcement, so an answered call counts as its word."""
        calls: dict[int, Call] = {}

        def settled(change: Change) -> bool:
            if isinstance(change, CallChange) and change.call.phone == phone:
                calls[change.call.id] = change.call
            return any(_settled(call) for call in calls.values())

        await self._quiet(phone)
        watcher = self._watch(settled)
        try:
            call = await self._means.dial(code, phone)
            if call is None:
                key = "feature_code_unreported" if self._means.heard else "feature_code_alone"
                return False, Hint(key, {"phone": phone, "code": code})
            self._announced[phone] = call.id
            while not _settled(calls.get(call.id, call)):
                if await watcher.wait(self._patience.answer) is None:
                    break
                watcher.again()
            call = calls.get(call.id, call)
        finally:
            self._watchers.remove(watcher)
        if call.answered is not None:
            return True, None
        refused = call.outcome in (Outcome.BUSY, Outcome.FAILED)
        key = "feature_code_refused" if refused else "feature_code_unanswered"
        return False, Hint(key, {"phone": phone, "code": code})

    async def _quiet(self, phone: str) -> None:
        """Until the announcement of the last code is over: the phone would put it on hold, and keep it."""
        watcher = self._watch(lambda change: isinstance(change, CallChange) and not change.call.open)
        try:
            while self._board.calls(phone):
                if await watcher.wait(self._patience.answer) is None:
                    raise DurchwahlError("feature_code_in_call", phone=phone)
                watcher.again()
        finally:
            self._watchers.remove(watcher)
        if self._means.dialling(phone):  # the code would put that call on hold, before anybody knows of it
            raise DurchwahlError("feature_code_in_call", phone=phone)

    def _remember(self, phone: str, wishes: list[Wish]) -> None:
        from tui.phones.memory import CodeSent

        memory = self._means.memory()
        if memory is not None:
            for wish in wishes:
                waits = wish.on and wish.feature is Feature.NO_ANSWER
                seconds = (wish.seconds or feature_codes.PBX_SECONDS) if waits else 0
                memory.keep_code(phone, wish.feature, CodeSent(wish.target, self._now(), seconds))
        self._means.told(phone)

    def _watch(self, fits: Callable[[Change], bool]) -> _Watcher:
        watcher = _Watcher(fits)
        self._watchers.append(watcher)
        return watcher


class _Watcher:
    """Waits for a change of the board. Made before the request: the event may be quicker than the answer."""

    def __init__(self, fits: Callable[[Change], bool]) -> None:
        self._fits = fits
        self._came = asyncio.Event()
        self._change: Change | None = None

    def take(self, change: Change) -> None:
        if self._fits(change):
            self._change = change
            self._came.set()

    def again(self) -> None:
        """For the next change."""
        self._change = None
        self._came.clear()

    async def wait(self, seconds: float) -> Change | None:
        """The change, or None when there was none in time."""
        try:
            async with asyncio.timeout(seconds):
                await self._came.wait()
        except TimeoutError:
            pass
        return self._change


def _touched(change: Change, phone: str) -> bool:
    """Whether the phone reported something about its features."""
    return (
        isinstance(change, PhoneChange)
        and change.phone.name == phone
        and change.phone.features_at != change.before.features_at
    )


def _settled(call: Call) -> bool:
    return call.answered is not None or not call.open
