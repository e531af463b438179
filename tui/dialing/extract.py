"""Finds telephone numbers in free text: a mail's signature, a web page's imprint, a note."""

from __future__ import annotations

import re

from tui.dialing.number import DialPlan, Number, NumberKind
from tui.dialing.reading import read_typed
from tui.dialing.spelling import fold

_LONGEST = 20_000  # characters read
_MOST = 50  # numbers found
_NOTHING = (NumberKind.INVALID, NumberKind.UNKNOWN, NumberKind.ANONYMOUS)

# What looks like a number and is none: addresses of the net, IBANs, dates, times, amounts, words with digits.
_MASKED = re.compile(
    r"""\b[a-z][a-z0-9+.-]{0,20}://\S+ | \bwww\.\S+ | [\w.+-]{1,64}@[\w.-]+
    | \b[a-z]{2}\d{2}(?:[ ]?[a-z0-9]{4}){3,7}(?:[ ]?[a-z0-9]{1,3})?\b
    | \b(?:(?:0|[1-9]\d{0,2})\.){3}(?:0|[1-9]\d{0,2})\b(?![./\d-])
    | \b\d{1,2}\.[ ]?\d{1,2}\.[ ]?(?:(?:19|20)\d{2}\b|\d{2}\b(?![./\d-])|(?![ ]?\d))
    | \b\d{1,2}/\d{1,2}/(?:19|20)?\d{2}\b | \b(?:19|20)\d{2}-\d{2}-\d{2}\b
    | \b(?:19|20)\d{2}[ ]?[-/][ ]?(?:19|20)\d{2}\b
    | \b\d{1,2}:\d{2}(?::\d{2})?(?:[ ]?uhr)?\b | \b\d{1,2}[ ]uhr\b
    | (?:[€$£]|\b(?:eur|usd|chf))[ ]?\d[\d.,]{0,20}(?:,-)?
    | \b\d[\d.]{0,20}(?:,(?:\d{1,2}|-+))?[ ]?(?:[€$£%]|(?:eur|euro|usd|chf|kg|km|cm|mm|stück|seiten|jahre)\b)
    | \b\d[\d.]{0,20},\d{1,2}\b
    | \b[a-z]+[-_]?\d\w* | \b\d+[a-z]\w*""",
    re.IGNORECASE | re.VERBOSE,
)
_LINK = re.compile(r"\b(?:tel|callto|sips?):[^\s<>\"')]+", re.IGNORECASE)
_RUN = re.compile(r"(?<![\w.,+])\+?[ (\[]{0,2}\d(?:[\d ()\[\]/.-]{0,500}\d)?")
_LABELLED = re.compile(
    r"(?:\b(?:tele?(?:fon|phone?|fax)?|fon|phone|fax|mobile?|mobil(?:telefon|funk)|handy|cell|durchwahl|dw|"
    r"intern|nebenstelle|notruf|ruf|anruf|rückruf|call|dial)"
    r"(?:\.?[- ]?(?:nr|nummer|number))?|☎|☏|📞)[\s.:]*-?\s*$",
    re.IGNORECASE,
)
_FOREIGN = re.compile(
    r"(?:nr|nummer|no|number|konto|iban|blz|bic|plz|id|hrb|hra|ust\w*|steuer\w*|az|aktenzeichen|kd|"
    r"zeichen|version|seite|vom|isbn|ean|code|pin)[\s.:#-]*$",
    re.IGNORECASE,
)
_BOUNDARY = re.compile(r"(?:\s*[/|]\s*|\s+(?:-\s+)?)(?=\+|\(?0\d)")
_VARIANT = re.compile(r"^(.*?\d)\s*/\s*-?\s*(\d{1,4})((?:\s*/\s*-?\s*\d{1,4})*)$")
_UNTIL = re.compile(r"\s*bis\s*(?:-\s*)?(\d{1,4})(?![\d.,]|\s*uhr)", re.IGNORECASE)


def numbers_in(text: str, plan: DialPlan) -> list[Number]:
    """The numbers in `text`, in their order, each once.

    Outside of a label ("Tel.", "Durchwahl") only what begins with "+" or 0 counts, so that years, postcodes
    and quantities do not. "4711-22/23" and "4711-22 bis 25" give both ends. Of a text longer than 20 000
    characters only that much is read; at most 50 numbers come back.
    """
    whole = read_typed(text, plan)
    if whole.kind not in _NOTHING and not (_LINK.search(text) and len(text.split()) > 1):
        return [whole]
    found: dict[str, Number] = {}
    for line in re.split(r"[\n\r\t\v\f\u2028\u2029]+|;(?!\w+=)", text[:_LONGEST]):
        for number in _in_line(fold(line), plan):
            if len(found) < _MOST:
                found.setdefault(number.key or number.digits, number)
    return list(found.values())


def _in_line(line: str, plan: DialPlan) -> list[Number]:
    placed: list[tuple[int, Number]] = []
    for link in _LINK.finditer(line):
        number = read_typed(link[0].rstrip(".,"), plan)
        if number.kind not in _NOTHING:
            placed.append((link.start(), number))
    # masked text keeps its length, so that places and what stands before them stay right
    line = _LINK.sub(lambda link: "\0" * len(link[0]), line)
    line = _MASKED.sub(lambda other: "\0" * len(other[0]), line)
    for run in _RUN.finditer(line):
        if line[run.end() : run.end() + 1].isalnum():
            continue
        before = line[max(0, run.start() - 30) : run.start()]
        until = _UNTIL.match(line, run.end())
        last = until[1] if until else ""
        placed.extend((run.start(), number) for number in _in_run(run[0], before, last, plan))
    return [number for _, number in sorted(placed, key=lambda entry: entry[0])]


def _in_run(run: str, before: str, last: str, plan: DialPlan) -> list[Number]:
    labelled = _LABELLED.search(before) is not None
    if not labelled and _FOREIGN.search(before):
        return []
    numbers: list[Number] = []
    pieces = _pieces(run, plan)
    for place, piece in enumerate(pieces):
        ends = _ends(piece)
        if last and place == len(pieces) - 1:
            ends.append(_replaced(ends[0], last))
        numbers.extend(number for end in ends if (number := _accepted(end, labelled, plan)))
    return numbers


def _accepted(piece: str, labelled: bool, plan: DialPlan) -> Number | None:
    number = read_typed(piece, plan)
    if number.kind in _NOTHING:
        return None
    public = piece.strip().lstrip("([ ").startswith(("+", "0")) and number.e164 is not None
    return number if labelled or public else None


def _pieces(run: str, plan: DialPlan) -> list[str]:
    """`run` cut where one number ends and the next begins: both sides must be numbers of their own."""
    start = 0
    pieces: list[str] = []
    for cut in _BOUNDARY.finditer(run):
        left, right = run[start : cut.start()], run[cut.end() :]
        ahead = _BOUNDARY.search(right, 1)
        rights = (right, right[: ahead.start()] if ahead else right)
        whole = any(read_typed(end, plan).kind not in _NOTHING for part in rights for end in _ends(part)[:1])
        if whole and read_typed(_ends(left)[0], plan).e164 and _enough(left):
            pieces.append(left)
            start = cut.end()
    return [*pieces, run[start:].rstrip(" .-/([")]


def _enough(piece: str) -> bool:
    return len(re.sub(r"\D", "", piece)) >= 6


def _ends(piece: str) -> list[str]:
    """ "0221 4711-22/23" → both numbers; a number without variants → itself."""
    found = _VARIANT.match(piece.strip())
    if found is None or not _enough(found[1]) or "/" in found[1][-1:]:
        return [piece]
    main = found[1]
    if len(re.sub(r"\D", "", main)) < 7:
        return [piece]
    others = re.findall(r"\d+", f"{found[2]} {found[3]}")
    return [main, *(_replaced(main, other) for other in others)]


def _replaced(main: str, end: str) -> str:
    """`main` with its last digits replaced: the extension behind its hyphen, else as many as `end` has."""
    main = main.rstrip()
    hyphen = re.search(r"-\s*\d{1,5}$", main)
    if hyphen and len(re.sub(r"\D", "", main[: hyphen.start()])) >= 6:
        return f"{main[: hyphen.start()]}-{end}"
    kept = main
    for _ in end:
        kept = re.sub(r"\d\D*$", "", kept)
    return kept + end
