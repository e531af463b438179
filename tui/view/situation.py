"""What decides which commands can run now, and why the others cannot."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tui.calls.states import CallState
from tui.i18n import say
from tui.phones.driver import Ability, Feature, Order
from tui.switchboard.feature_state import Where
from tui.switchboard.switchboard import Switchboard
from tui.view.live_calls import LiveCalls


@dataclass(frozen=True, slots=True)
class Situation:
    """`order`, `feature`, `ability` and `code` answer with the sentence that says why not ("": it can be).

    `consulting`: a held call waits while the running one asks back. `ringing`: the call that is meant rings.
    `book`: the phone book is open. `page`: there is a page about callers.
    """

    phones: int
    row_selected: bool
    consulting: bool
    ringing: bool
    book: bool
    page: bool
    order: Callable[[Order], str]
    feature: Callable[[Feature, Where | None], str]
    ability: Callable[[Ability], str]
    code: Callable[[str], str]


def situation(
    core: Switchboard, live: LiveCalls, *, row_selected: bool, phone: str | None = None
) -> Situation:
    """As it is for `phone`; without one, for the phone of the call that is meant, else for any."""
    reasons = Reasons(core, live, phone)
    meant = live.meant(phone)
    return Situation(
        phones=len(core.config.phones),
        row_selected=row_selected,
        consulting=live.consultation(phone) is not None,
        ringing=meant is not None and meant.call.state is CallState.RINGING,
        book=core.callers.book is not None,
        page=bool(core.config.contacts.url),
        order=reasons.order,
        feature=reasons.feature,
        ability=reasons.ability,
        code=reasons.code,
    )


class Reasons:
    """Asks the core why something cannot be done, only when somebody wants to know."""

    def __init__(self, core: Switchboard, live: LiveCalls, phone: str | None) -> None:
        self._core = core
        self._live = live
        self._phone = phone

    def order(self, order: Order) -> str:
        """The call on the card first; where the order does not fit it, the one that it fits."""
        if not self._core.able:
            return self._starting()
        why_not = self._core.orders.why_not
        if self._phone is not None:
            return why_not(order, self._phone)
        meant = self._live.meant()
        own = why_not(order, meant.call.phone) if meant is not None else ""
        if meant is not None and not own:
            return ""
        anywhere = why_not(order)
        return anywhere and (own or anywhere)

    def feature(self, feature: Feature, where: Where | None = None) -> str:
        """Possible where one of the phones can do it; without `where`, the phone itself or its PBX."""
        if not self._core.able:
            return self._starting()
        first = ""
        for name in self._phones():
            places = tuple(Where) if where is None else (where,)
            reasons = [self._core.features.why_not(feature, place, name) for place in places]
            if not all(reasons):
                return ""
            first = first or reasons[0]
        return first

    def ability(self, ability: Ability) -> str:
        """Possible where one of the phones can do it."""
        first = ""
        for name in self._phones():
            reason = self._lacks(ability, name)
            if not reason:
                return ""
            first = first or reason
        return first

    def code(self, name: str) -> str:
        """For a feature code of the PBX: there is one, and a phone that can dial it."""
        if not getattr(self._core.config.codes, name):
            return say("pane_no_code")
        if name == "park":
            return self.order(Order.TRANSFER)
        return self.ability(Ability.DIAL)

    def _starting(self) -> str:
        name = next(iter(self._phones()), "")
        return say("phone_not_ready", phone=name) if name else say("no_phone_configured")

    def _phones(self) -> list[str]:
        return list(self._core.config.phones) if self._phone is None else [self._phone]

    def _lacks(self, ability: Ability, phone: str) -> str:
        driver = self._core.drivers.get(phone)
        if driver is None:
            return say("phone_not_ready", phone=phone)
        key = driver.lacks(ability)
        return say(key, phone=phone) if key else ""
