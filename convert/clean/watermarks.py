"""A site's name set inside the book's own sentences (内嵌水印)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from convert.blocks import Survey
from convert.clean.lookalike import DOMAIN, folded, selling
from convert.facts import fact
from convert.repair import Confidence, Repair
from convert.settings import CleanSettings
from convert.text import Text

FRAMES = frozenset(("【】", "（）", "()", "[]", "《》", "〔〕", "「」", "--", "——", "==", "~~", "**", "++"))
PLAIN = re.compile(r"(?:https?://)?(?:(?P<www>www)\.)?[a-zA-Z0-9\-]+\.(?P<tld>[a-zA-Z]+)", re.I)
REACH = 40  # characters to each side in which the rest of the watermark may stand


def watermarks(text: Text, seen: Survey, settings: CleanSettings) -> Iterator[Repair]:
    """An address that comes back with the same words round it, among words that differ, is no part of the book.

    Addresses are found in whatever letters they hide; what all occurrences share to the left and right belongs to the
    watermark. Applied where it advertises or hides its spelling and comes back; an address that comes back plainly is
    shown once and held.
    """
    plain = folded(text.chars)
    places: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for m in DOMAIN.finditer(plain):
        name = re.sub(r"[\s　]", "", m["name"] + "." + m["tld"])
        places[name].append(m.span())
    found = []
    for at in places.values():
        if len(at) < 2:
            continue
        left = _shared([plain[max(0, a - REACH) : a] for a, _ in at], end=True)
        right = _shared([plain[b : b + REACH] for _, b in at], end=False)
        spans = [_bracketed(text.chars, a - left, b + right) for a, b in at]
        words = plain[slice(*spans[0])]
        hidden = any(_hides(text.chars[a:b]) for a, b in at)
        sure = bool(selling(words)) or hidden
        for a, b in spans if sure else spans[:1]:
            signs = (fact("recurs", n=len(at)), fact("site-hidden") if hidden else fact("site-address"))
            after = "" if sure else text.chars[a:b]
            found.append(Repair("watermarks", "watermark", (a, b), text.chars[a:b], after, Confidence.PROBABLE, signs))
    yield from sorted(found, key=lambda r: r.at)


def _shared(contexts: Sequence[str], *, end: bool) -> int:
    """How many characters all contexts have in common, next to the address; never past a line's end or a full stop."""
    count = 0
    for column in zip(*(c[::-1] if end else c for c in contexts), strict=False):
        if len(set(column)) > 1 or column[0] in "\r\n。”“,!?:;，！？：；":
            break
        count += 1
    return count


def _bracketed(chars: str, start: int, end: int) -> tuple[int, int]:
    """The span with the brackets or rules right round it, which belong to the watermark; a line that is nothing else whole."""
    while start > 0 and end < len(chars) and chars[start - 1] + chars[end] in FRAMES:
        start, end = start - 1, end + 1
    return start, end


def _hides(words: str) -> bool:
    """Is the address spelled so that a filter misses it: other letters, blanks or line ends inside, wWw, .CoM?"""
    m = PLAIN.fullmatch(words)
    return m is None or any(part and part not in (part.lower(), part.upper()) for part in m.group("www", "tld"))
