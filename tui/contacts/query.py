"""What somebody types into the search field, as words and numbers to look for."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from tui.contacts.folding import spellings, words

_MAX_QUERY = 200
_MAX_TERMS = 8
_NUMERIC = re.compile(r"[+(]?[\d()/.\-\u2010-\u2015]*\d[\d()/.\-\u2010-\u2015]*|[+/\-]")


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that a contact must have: a word that begins with one of `texts`, or a number that begins
    with one of `digits` ("+49221…" international, "0221…" national, "22" an extension)."""

    texts: tuple[str, ...] = ()
    digits: tuple[str, ...] = ()


def alternatives(query: str) -> list[tuple[Term, ...]]:
    """The ways to understand `query`; a contact is found that has every term of one of them.

    "0221 4711" is one number written with a blank, but may also be two words. Empty for an empty query.
    """
    pieces = unicodedata.normalize("NFKC", query[:_MAX_QUERY]).split()
    apart = tuple(term for piece in pieces for term in _terms(piece))[:_MAX_TERMS]
    joined: list[Term] = []
    run = ""
    for piece in [*pieces, ""]:
        if _NUMERIC.fullmatch(piece):
            run += piece
            continue
        if run:
            joined.append(Term(digits=_number_prefixes(run)))
            run = ""
        joined.extend(_terms(piece))
    found = [apart, tuple(term for term in joined if term.texts or term.digits)[:_MAX_TERMS]]
    return list(dict.fromkeys(terms for terms in found if terms))


def _terms(piece: str) -> list[Term]:
    """The words of `piece`, each with the spellings that it may have in the book."""
    found: list[Term] = []
    for part in re.findall(r"[^\W_]+", piece):
        texts = tuple(sorted(spellings(part)))
        plain = words(part)
        digits = _number_prefixes(plain[0]) if len(plain) == 1 and plain[0].isdecimal() else ()
        if texts:
            found.append(Term(texts, digits))
    return found


def _number_prefixes(text: str) -> tuple[str, ...]:
    """How numbers in the index may begin that somebody looks for with `text`."""
    international = text.startswith(("+", "00", "(+"))
    if international:
        text = text.replace("(0)", "")
    digits = "".join(str(int(char)) for char in text if char.isdecimal())
    if "+" in text[:2]:
        return (f"+{digits}",)
    if not digits:
        return ()
    if digits.startswith("00"):
        return (f"+{digits[2:]}", digits[1:])  # or the outside prefix and a national number
    if digits.startswith("0"):
        return (digits,)
    return (digits, f"0{digits}", f"+{digits}")
