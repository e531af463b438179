"""Address books of a CardDAV server (RFC 6352): only what changed is fetched (RFC 6578, else by ETags)."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable, Iterator
from typing import Final
from urllib.parse import unquote, urljoin, urlsplit
from xml.sax.saxutils import escape

from tui.config.source_model import CardDavConfig
from tui.contacts.formats.reader import ParsedContact, read_contacts
from tui.paths import Paths
from tui.sources.cards import Cards, Shelf
from tui.sources.errors import SourceError
from tui.sources.multistatus import CARD, DAV, SERVER, Node, NoMultistatusError, Resource, parse, resources
from tui.sources.source import MOST_CONTACTS
from tui.sources.web import Access, Answer, Web

_LISTING: Final = 64 * 1024 * 1024  # bytes of a list of addresses and tags
_CARDS: Final = 32 * 1024 * 1024  # bytes of some cards at once, photos included
_CARD: Final = 1024 * 1024  # characters of one card that are kept
_AT_ONCE: Final = 50  # cards in one request
_BOOKS: Final = 20
_ROUNDS: Final = 50  # parts of one answer that the server cut short
_NAMESPACES: Final = (
    'xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:carddav" xmlns:s="http://calendarserver.org/ns/"'
)


class CardDavSource:
    """All address books that the account has, or the one that is named."""

    def __init__(self, config: CardDavConfig, paths: Paths) -> None:
        self.name = config.name
        self.timeout = config.timeout
        self.refresh = config.refresh * 60.0
        self._url = config.url
        self._origin = f"{config.user} {config.url}"
        self._cards = Cards(paths, config.name)
        self._web = Web(Access(config.name, config.user, config.password, config.certificate, config.timeout))

    async def aclose(self) -> None:
        await self._web.aclose()

    async def fetch(self) -> AsyncIterator[ParsedContact]:
        """Every card that names somebody. What was fetched is kept even if it breaks off later."""
        known = await asyncio.to_thread(self._cards.load, self._origin)
        books = await self._books()
        shelves: dict[str, Shelf] = {}
        for url, tag in books:
            shelf = shelves[url] = known.get(url) or Shelf()
            if not tag or tag != shelf.tag:
                await self._bring_up(url, shelf)
                shelf.tag = tag
                await asyncio.to_thread(self._cards.save, self._origin, {**known, **shelves})
        if set(shelves) != set(known):
            await asyncio.to_thread(self._cards.save, self._origin, shelves)
        for shelf in shelves.values():
            for record in await asyncio.to_thread(_records, shelf, self.name):
                yield record

    # where the address books are

    async def _books(self) -> list[tuple[str, str]]:
        """Their addresses and tags."""
        start = await self._find(self._url, 0)
        if _is_book(start):
            return [(self._url, start.text(f"{SERVER}getctag"))]
        principal = start.text(f"{DAV}current-user-principal", f"{DAV}href")
        home = start.text(f"{CARD}addressbook-home-set", f"{DAV}href")
        url = self._url
        if not home and principal:
            url = self._web.within(url, principal)
            home = (await self._find(url, 0)).text(f"{CARD}addressbook-home-set", f"{DAV}href")
        if not home:
            raise SourceError("source_no_books", cause="setting", source=self.name)
        url = self._home(url, home)
        found = [
            (self._web.within(url, one.href), one.text(f"{SERVER}getctag"))
            for one in await self._propfind(url, 1)
            if _is_book(one)
        ]
        if not found:
            raise SourceError("source_no_books", cause="setting", source=self.name)
        return found[:_BOOKS]

    def _home(self, url: str, home: str) -> str:
        """Large services keep each account on a server of its own, which ours names by https: that one word
        of it is believed, for it comes from whoever has the login anyway."""
        try:
            there = urljoin(url, home)
            before, after = urlsplit(url), urlsplit(there)
            standard = (after.port or 443) == 443
        except ValueError:
            return self._web.within(url, home)
        domain = (before.hostname or "").partition(".")[2]
        kin = "." in domain and (after.hostname or "").endswith(f".{domain}")
        if before.scheme == after.scheme == "https" and kin and standard:
            return there
        return self._web.within(url, home)

    async def _find(self, url: str, depth: int) -> Resource:
        """What the server says of `url`; where it says nothing, of the place that RFC 6764 names."""
        root = urljoin(url, "/.well-known/carddav")
        for place in dict.fromkeys((url, root)):
            answer = await self._ask("PROPFIND", place, _WHERE, depth)
            if answer.status == 207:
                said = list(self._read(answer))
                helpful = said and (
                    _is_book(said[0])
                    or said[0].text(f"{DAV}current-user-principal", f"{DAV}href")
                    or said[0].text(f"{CARD}addressbook-home-set", f"{DAV}href")
                )
                if helpful:
                    return said[0]
        raise SourceError("source_no_books", cause="setting", source=self.name)

    async def _propfind(self, url: str, depth: int) -> list[Resource]:
        return list(self._read(await self._ask("PROPFIND", url, _WHERE, depth)))

    # what is in one

    async def _bring_up(self, url: str, shelf: Shelf) -> None:
        """Makes `shelf` what the address book is now."""
        changed = await self._changes(url, shelf) if shelf.token else None
        if changed is None:
            listed = await self._changes(url, Shelf()) if await self._syncs(url, shelf) else None
            changed = listed if listed is not None else await self._listed(url)
            present, token = changed
            for href in set(shelf.cards) - {href for href, etag in present.items() if etag}:
                del shelf.cards[href]
        else:
            present, token = changed
        for href in [href for href, etag in present.items() if not etag]:
            shelf.cards.pop(href, None)
        wanted = [
            href for href, etag in present.items() if etag and shelf.cards.get(href, ("", ""))[0] != etag
        ]
        if len(wanted) > MOST_CONTACTS:
            raise SourceError("source_too_many", cause="too-large", source=self.name, limit=MOST_CONTACTS)
        for at in range(0, len(wanted), _AT_ONCE):
            await self._take(url, shelf, wanted[at : at + _AT_ONCE])
        shelf.token = token

    async def _syncs(self, url: str, shelf: Shelf) -> bool:
        """Whether the server tells changes: it has a token."""
        said = await self._propfind(url, 0)
        return bool(said and said[0].text(f"{DAV}sync-token"))

    async def _changes(self, url: str, shelf: Shelf) -> tuple[dict[str, str], str] | None:
        """What changed since the token: address → ETag, "" where it is gone; and the new token. None where
        the server does not know the token any more."""
        found: dict[str, str] = {}
        token = shelf.token
        for _ in range(_ROUNDS):
            body = (
                f"<d:sync-collection {_NAMESPACES}><d:sync-token>{escape(token)}</d:sync-token>"
                "<d:sync-level>1</d:sync-level><d:prop><d:getetag/></d:prop></d:sync-collection>"
            )
            answer = await self._ask("REPORT", url, body, None)
            if answer.status != 207:
                return None
            root = self._root(answer)
            cut = False
            for one in self._resources(root):
                if one.status == 507:
                    cut = True
                elif one.status == 404:
                    found[one.href] = ""
                elif _is_card(one, url):
                    found[one.href] = one.text(f"{DAV}getetag") or "?"
            new = root.below(f"{DAV}sync-token")
            if new is None or not new.text or (cut and new.text == token):
                return None
            token = new.text
            if not cut:
                return found, token
        return None

    async def _listed(self, url: str) -> tuple[dict[str, str], str]:
        """All cards with their ETags, from a server that tells no changes."""
        body = f"<d:propfind {_NAMESPACES}><d:prop><d:getetag/><d:resourcetype/></d:prop></d:propfind>"
        answer = await self._ask("PROPFIND", url, body, 1)
        return {
            one.href: one.text(f"{DAV}getetag") or "?" for one in self._read(answer) if _is_card(one, url)
        }, ""

    async def _take(self, url: str, shelf: Shelf, hrefs: Iterable[str]) -> None:
        """Fetches cards and puts them on the shelf."""
        wanted = "".join(f"<d:href>{escape(href)}</d:href>" for href in hrefs)
        body = (
            f"<c:addressbook-multiget {_NAMESPACES}><d:prop><d:getetag/><c:address-data/></d:prop>"
            f"{wanted}</c:addressbook-multiget>"
        )
        for one in self._read(await self._ask("REPORT", url, body, 1, _CARDS)):
            card = one.text(f"{CARD}address-data")
            if one.status == 200 and card and len(card) <= _CARD:
                shelf.cards[one.href] = (one.text(f"{DAV}getetag") or "?", card)

    # asking

    async def _ask(
        self, method: str, url: str, body: str, depth: int | None, limit: int = _LISTING
    ) -> Answer:
        headers = {"Content-Type": "application/xml; charset=utf-8"}
        if depth is not None:
            headers["Depth"] = str(depth)
        content = f'<?xml version="1.0" encoding="utf-8"?>{body}'.encode()
        return await self._web.request(method, url, headers=headers, body=content, limit=limit)

    def _read(self, answer: Answer) -> Iterator[Resource]:
        if answer.status == 403:
            raise self._web.refusal()
        if answer.status != 207:
            raise SourceError("source_status", cause="setting", source=self.name, status=answer.status)
        return iter(self._resources(self._root(answer)))

    def _root(self, answer: Answer) -> Node:
        try:
            return parse(answer.body)
        except NoMultistatusError:
            raise SourceError("source_no_dav", cause="garbage", source=self.name) from None

    def _resources(self, root: Node) -> list[Resource]:
        try:
            return list(resources(root))
        except NoMultistatusError:
            raise SourceError("source_no_dav", cause="garbage", source=self.name) from None


_WHERE: Final = (
    f"<d:propfind {_NAMESPACES}><d:prop><d:resourcetype/><d:current-user-principal/>"
    "<c:addressbook-home-set/><s:getctag/><d:sync-token/></d:prop></d:propfind>"
)


def _is_book(one: Resource) -> bool:
    return one.found.below(f"{DAV}resourcetype", f"{CARD}addressbook") is not None


def _is_card(one: Resource, book: str) -> bool:
    """Not the address book itself, which a server may list among its cards, nor a folder in it."""
    folder = one.found.below(f"{DAV}resourcetype", f"{DAV}collection") is not None
    same = unquote(urlsplit(one.href).path).rstrip("/") == unquote(urlsplit(book).path).rstrip("/")
    return one.status == 200 and not folder and not same


def _records(shelf: Shelf, source: str) -> list[ParsedContact]:
    """The people on the shelf: one for each card, known by its address. Blocks."""
    records: list[ParsedContact] = []
    for href, (_, text) in shelf.cards.items():
        for found in read_contacts(text.encode("utf-8", "replace"), source):
            if isinstance(found, ParsedContact):
                records.append(ParsedContact(found.contact, f"href:{href}", 0))
                break
    return records
