"""What a site wraps round a book (站点附加文字): notices, adverts, lines that stand at every chapter."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from convert.blocks import Kind, Survey
from convert.blocks.lines import han
from convert.clean.junction import whole
from convert.clean.lookalike import DOMAIN, folded, selling
from convert.facts import Fact, fact
from convert.repair import Confidence, Repair
from convert.settings import CleanSettings
from convert.text import Text

EDGE = 8  # blocks at the file's two ends, where notices stand
LONGEST = 200  # characters: a paragraph of the book may name a site, a notice is short
BRACKETED = re.compile(r"[【\[（(][^【】\[\]（）()]*[】\]）)]")
FRAMED = re.compile(r"[-—=*_~]{3,}.+[-—=*_~]{3,}")
PREFIX = re.compile(r"正文[\s　]+(?=第)")


def sites(text: Text, seen: Survey, settings: CleanSettings) -> Iterator[Repair]:
    """Lines that speak for a site leave the text: by what they say, and by where or how often they say it.

    Words alone prove nothing (a book may speak of downloads), recurrence alone neither (a refrain): it takes both, over
    the whole file. Digits count as equal, so that dates and word counts at every chapter are one line.
    """
    keys = [_key(b.words(text.chars)) if b.at[1] - b.at[0] <= LONGEST else "" for b in seen.blocks]
    times = Counter(keys)
    last = len(seen.blocks)
    for i, block in enumerate(seen.blocks):
        if not keys[i] or block.kind is Kind.TURN or block.heading is not None:
            continue
        outside = BRACKETED.sub("", keys[i])
        said = outside if han(outside) >= 4 else keys[i]  # a notice in brackets inside a sentence is a watermark
        words = selling(said)
        domain = DOMAIN.search(said)
        if not words and not domain:
            continue
        framed = bool(FRAMED.fullmatch(keys[i]))
        signs = _signs(words, bool(domain), times[keys[i]], edge=i < EDGE or i >= last - EDGE, framed=framed)
        if signs:
            at = whole(seen, i)
            yield Repair("sites", "site", at, text.chars[slice(*at)], "", Confidence.PROBABLE, signs)
    yield from _prefixes(text, seen)


def _key(words: str) -> str:
    return re.sub(r"[0-9]+", "0", re.sub(r"[\s　]", "", folded(words)))


def _signs(words: set[str], domain: bool, times: int, *, edge: bool, framed: bool) -> tuple[Fact, ...]:
    enough = (
        (domain and len(words) >= 2 and edge)
        or (domain and words and times >= 2)
        or (domain and times >= 3)
        or (len(words) >= 3 and edge)
        or (len(words) >= 2 and times >= 2)
        or (words and times >= 3)
        or (words and framed and edge)
    )
    if not enough:
        return ()
    out = [fact("site-words", words="、".join(sorted(words)))] if words else []
    if domain:
        out.append(fact("site-address"))
    out.append(fact("recurs", n=times) if times > 1 else fact("at-the-edge"))
    return tuple(out)


def _prefixes(text: Text, seen: Survey) -> Iterator[Repair]:
    """正文 before the number of nearly every chapter is the site's, not the book's."""
    heads = [b for b in seen.blocks if b.kind is Kind.HEAD and b.heading and b.heading.form == "chapter"]
    found = [(b, m) for b in heads if (m := PREFIX.match(b.words(text.chars)))]
    if len(found) >= 3 and len(found) * 10 >= len(heads) * 8:
        for block, m in found:
            at = block.at[0], block.at[0] + m.end()
            yield Repair("sites", "site", at, m[0], "", Confidence.PROBABLE, (fact("prefixes", n=len(found), of=len(heads)),))
