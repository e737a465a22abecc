"""What a site wraps round a book (站点附加文字): notices, adverts, lines that stand at every chapter."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from convert.blocks import Kind, Survey
from convert.blocks.lines import han
from convert.clean.junction import whole
from convert.clean.lookalike import DOMAIN, SELLING, folded, selling
from convert.facts import fact
from convert.repair import Confidence, Repair
from convert.settings import CleanSettings
from convert.text import Text

EDGE = 8  # blocks at the file's two ends, where notices stand
OWN = 16  # Han characters of its own that a line may have and still be an advert, where nothing else tells
LONGEST = 200  # characters: a paragraph of the book may name a site, a notice is short
BRACKETED = re.compile(r"[【\[（(][^【】\[\]（）()]*[】\]）)]")
SENTENCES = re.compile(r"[。！？；]")
FRAMED = re.compile(r"[-—=*_~]{3,}.+[-—=*_~]{3,}")
PREFIX = re.compile(r"正文[\s　]+(?=第)")


def sites(text: Text, seen: Survey, settings: CleanSettings) -> Iterator[Repair]:
    """Lines that speak for a site leave the text: by what they say, and by where or how often they say it.

    Words alone prove nothing (a book may speak of downloads), recurrence alone neither (a refrain): it takes both, over
    the whole file. Digits count as equal, so that dates and word counts at every chapter are one line. Where some lines
    have proved that a site has been at work, less is asked of the others.
    """
    lines = [line for i, b in enumerate(seen.blocks) if (line := _Line.of(text, seen, i))]
    times = Counter(line.key for line in lines)
    named = Counter(line.domain for line in lines if line.domain)
    if seen.wrap is not None:  # a broken line of prose may hold a watermark: only what recurs whole counts
        named = Counter()
    lines = [line for line in lines if line.own <= OWN or line.edge or times[line.key] > 1]
    proved = {line.at for line in lines if _proved(line, max(times[line.key], named[line.domain]))}
    if len(proved) >= 2 and seen.wrap is None:
        proved.update(line.at for line in lines if len(line.words) >= 2 or (line.words and line.domain) or line.bare)
    for line in lines:
        if line.at in proved:
            at = whole(seen, line.at)
            count = max(times[line.key], named[line.domain])
            signs = [fact("site-words", words="、".join(sorted(line.words)))] if line.words else []
            signs += [fact("site-address")] if line.domain else []
            signs += [fact("recurs", n=count) if count > 1 else fact("at-the-edge") if line.edge else fact("site-at-work")]
            yield Repair("sites", "site", at, text.chars[slice(*at)], "", Confidence.PROBABLE, tuple(signs))
    yield from _prefixes(text, seen)


@dataclass(frozen=True, slots=True)
class _Line:
    """A block that might be a site's: its words for a site, the address in it, where it stands."""

    at: int
    key: str
    words: frozenset[str]
    domain: str
    edge: bool
    framed: bool
    own: int  # Han characters that are neither a site's words nor its address
    bare: bool  # an address and hardly anything else

    @staticmethod
    def of(text: Text, seen: Survey, i: int) -> _Line | None:
        block = seen.blocks[i]
        if block.at[1] - block.at[0] > LONGEST or block.kind is Kind.TURN or block.heading is not None:
            return None
        key = _key(block.words(text.chars))
        outside = BRACKETED.sub("", key)
        said = outside if han(outside) >= 4 else key  # a notice in brackets inside a sentence is a watermark
        words, m = selling(said), DOMAIN.search(said)
        if (not words and m is None) or any(
            han(s) >= 6 and not selling(s) and not DOMAIN.search(s) for s in SENTENCES.split(said)
        ):
            return None  # nothing of a site in it, or a sentence of the book beside it
        domain = f"{m['name']}.{m['tld']}" if m else ""
        edge = i < EDGE or i >= len(seen.blocks) - EDGE
        own = han(SELLING.sub("", DOMAIN.sub("", said)))
        bare = m is not None and han(said) <= 6 and not SENTENCES.search(DOMAIN.sub("", said))
        return _Line(i, key, frozenset(words), domain, edge, bool(FRAMED.fullmatch(key)), own, bare)


def _key(words: str) -> str:
    return re.sub(r"[0-9]+", "0", re.sub(r"[\s　]", "", folded(words)))


def _proved(line: _Line, times: int) -> bool:
    words = len(line.words)
    return bool(
        (line.domain and words >= 2 and line.edge)
        or (line.domain and words and times >= 2)
        or (line.domain and times >= 3 and line.bare)
        or (words >= 3 and line.edge)
        or (words >= 2 and times >= 2)
        or (words and times >= 3)
        or (words and line.framed and line.edge)
    )


def _prefixes(text: Text, seen: Survey) -> Iterator[Repair]:
    """正文 before the number of nearly every chapter is the site's, not the book's."""
    heads = [b for b in seen.blocks if b.kind is Kind.HEAD and b.heading and b.heading.form == "chapter"]
    found = [(b, m) for b in heads if (m := PREFIX.match(b.words(text.chars)))]
    if len(found) >= 3 and len(found) * 10 >= len(heads) * 8:
        for block, m in found:
            at = block.at[0], block.at[0] + m.end()
            yield Repair("sites", "site", at, m[0], "", Confidence.PROBABLE, (fact("prefixes", n=len(found), of=len(heads)),))
