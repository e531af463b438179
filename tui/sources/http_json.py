"""An address that answers with JSON who a number belongs to."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any, Final
from urllib.parse import quote

from tui.config.source_model import HttpConfig
from tui.contacts.formats.columns import ADDRESS, PLAIN
from tui.contacts.model import Contact
from tui.dialing.number import DialPlan, Number
from tui.sources.errors import SourceError
from tui.sources.rows import Columns, having
from tui.sources.source import MOST_ANSWERS
from tui.sources.spellings import filled, spellings
from tui.sources.web import Access, Web

_LIMIT: Final = 256 * 1024
_LISTED: Final = 50  # values of one list
_OWN: Final = tuple((name, name) for name in (*PLAIN, *ADDRESS, "phone") if name != "ignore")


class HttpSource:
    """One GET for each number. 404 and an empty list are nobody."""

    def __init__(self, config: HttpConfig, plan: DialPlan) -> None:
        self.name = config.name
        self.timeout = config.timeout
        self.cache = config.cache * 60.0
        self._url = config.url
        self._items = config.items
        fields = config.fields or _OWN
        self._paths = [path for _, path in fields]
        self._columns = Columns([name for name, _ in fields])
        self._plan = plan
        self._web = Web(Access(config.name, config.user, config.password, config.certificate, config.timeout))

    async def aclose(self) -> None:
        await self._web.aclose()

    async def look_up(self, number: Number) -> Sequence[Contact]:
        """The contacts in its answer."""
        url = filled(self._url, spellings(number, self._plan), lambda text: quote(text, safe=""))
        if url is None:
            return ()
        answer = await self._web.request("GET", url, headers={"Accept": "application/json"}, limit=_LIMIT)
        if answer.status in (204, 404, 410):
            return ()
        if answer.status == 403:
            raise self._web.refusal()
        if answer.status != 200:
            raise SourceError("source_status", cause="setting", source=self.name, status=answer.status)
        found = (self._contact(item) for item in self._listed(answer.body))
        return [having(one, number, self._plan) for one in found if one is not None][:MOST_ANSWERS]

    def _listed(self, body: bytes) -> Iterator[Any]:
        try:
            whole = json.loads(body)
        except (ValueError, RecursionError):
            raise SourceError("source_no_json", cause="garbage", source=self.name) from None
        found = at(whole, self._items)
        yield from (found if isinstance(found, list) else [found])

    def _contact(self, item: Any) -> Contact | None:
        if not isinstance(item, dict):
            return None
        return self._columns.contact([_text(at(item, path)) for path in self._paths], self.name)


def at(value: Any, path: str) -> Any:
    """What stands at a dotted path, "person.phones.0"; None where there is nothing."""
    for step in path.split(".") if path else ():
        if isinstance(value, dict):
            value = value.get(step)
        elif isinstance(value, list) and step.isdecimal() and len(step) < 5 and int(step) < len(value):
            value = value[int(step)]
        else:
            return None
    return value


def _text(value: Any) -> str:
    """A text or a number as it is, the plain values of a list between ";"."""
    if isinstance(value, list):
        return "; ".join(filter(None, (_text(one) for one in value[:_LISTED] if not isinstance(one, list))))
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(value)
