"""What a site wraps round a book (站点附加文字): notices, adverts, lines that stand at every chapter."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from convert.blocks import Kind, Survey
from convert.blocks.lines import han
from convert.clean.junction import whole
from convert.clean.lookalike import DOMAIN, ONLY, SELLING, addresses, folded, folded_text, hides, selling
from convert.clean.navigation import HINT, IMPRINT, leads
from convert.facts import Fact, fact
from convert.repair import Confidence, Repair
from convert.settings import CleanSettings
from convert.text import Text, width

EDGE = 8  # blocks at the file's two ends, where notices stand
OWN = 16  # Han characters of its own that a line may have and still be an advert, where nothing else tells
SLACK = 6  # columns that a full line may fall short by
SHORTEST, NAME = 4, 8  # Han characters of a site's name, and with a word or two
MENU = 80  # characters of a line that leads through a site
LONGEST = 200  # characters: a paragraph of the book may name a site, a notice is short
BRACKETED = re.compile(r"[【\[（(][^【】\[\]（）()]*[】\]）)]")
SENTENCES = re.compile(r"[。！？；]")
CLAUSES = re.compile(r"[，。！？；：、…“”「」『』]|[,;:!?]")
ENDED = re.compile(r"[^@，。！？；：、…]{2,}[。！？…]+[”’」』）]*$")
FRAMED = re.compile(r"[-—=*_~]{3,}.+[-—=*_~]{3,}")
PREFIX = re.compile(r"正文[\s　]+(?=第)")
# an address that a text gives
SOURCE = re.compile(r"(?:[资資数數]料|[数數][据據]|[图圖]片)?[来來]源|出处|出處|[参參][见見考]|[网網]址[：:]")
CLOSES = re.compile(r"[\W_]*本章完[\W_]*")
ASIDE = re.compile(r"(?:p\.?s\.?|[附]言|提示|公告|[注註])[：:]", re.I)


def sites(text: Text, seen: Survey, settings: CleanSettings) -> Iterator[Repair]:
    """Lines that speak for a site leave the text: by what they say, and by where or how often they say it.

    Words alone prove nothing (a book may speak of downloads), recurrence alone neither (a refrain): it takes both, over
    the whole file. Digits and addresses count as equal, so that dates and word counts at every chapter are one line.
    Where some lines have proved that a site has been at work, less is asked of the others; what is still in doubt is held.
    """
    lines = [line for i, plain in _speaking(text, seen) if (line := _Line.of(text, seen, i, plain))]
    times = Counter(line.key for line in lines)
    inlaid = {line.domain for line in lines if line.outside > NAME and times[line.key] == 1}  # set into the book's own lines
    lines = [line for line in lines if not line.mixed or (times[line.key] >= 3 and line.strong)]
    named = Counter(line.domain for line in lines if line.domain)
    if seen.wrap is not None:  # a broken line of prose may hold a watermark: only what recurs whole counts
        named = Counter()
    lines = [line for line in lines if line.own <= OWN or line.edge or times[line.key] > 1]
    atop = Counter(line.key for line in lines if line.beside)
    proved = {
        line.at
        for line in lines
        if _proved(line, times[line.key], named[line.domain], line.domain in inlaid)
        or (line.domain and not line.source and atop[line.key] >= 3 and atop[line.key] * 10 >= times[line.key] * 6)
    }
    if len(proved) >= 2:
        alike = [line for line in lines if not line.told and (line.own <= OWN or times[line.key] > 1)]
        its = {line.domain for line in lines if line.at in proved}
        proved.update(line.at for line in alike if line.strong and _its(line, times[line.key], line.domain in inlaid))
        if seen.wrap is None:
            proved.update(line.at for line in alike if len(line.words) >= 2 and (line.strong or line.dense))
            proved.update(line.at for line in alike if (line.words or line.bare) and line.domain and line.domain in its)
    for line in lines:
        count = max(times[line.key], named[line.domain])
        signs = [fact("site-words", words="、".join(sorted(line.words)))] if line.words else []
        signs += [fact("site-address")] if line.domain else []
        if line.at in proved:
            at = _ruled(text, seen, line.at)
            place = "at-the-edge" if line.edge else "site-at-work"
            signs += [fact("recurs", n=count) if count > 1 else _below(seen, line.at) if line.closes else fact(place)]
            yield Repair("sites", "site", at, text.chars[slice(*at)], "", Confidence.PROBABLE, tuple(signs))
        elif line.strong and not line.told and (line.domain or len(line.words) >= 2) and line.own <= OWN:
            at = whole(seen, line.at)
            yield Repair("sites", "site", at, text.chars[slice(*at)], "", Confidence.POSSIBLE, tuple(signs))
    yield from _navigation(text, seen, proved)
    yield from _prefixes(text, seen)


def _below(seen: Survey, i: int) -> Fact:
    return fact("followed-by", what="head") if i + 1 < len(seen.blocks) else fact("text-ends")


def _speaking(text: Text, seen: Survey) -> Iterator[tuple[int, str]]:
    """The short blocks that hold a site's words or an address, folded and without blanks: one search over all of them."""
    short = [i for i, b in enumerate(seen.blocks) if b.at[1] - b.at[0] <= LONGEST and b.heading is None]
    chars = folded_text(text.chars)
    plain = BLANK.sub("", "\n".join(seen.blocks[i].words(chars) for i in short))
    starts = [0, *(m.end() for m in re.finditer("\n", plain))]
    spans = (m.span() for find in (SELLING.finditer, addresses) for m in find(plain))
    found = {n for a, b in spans for n in range(bisect_right(starts, a) - 1, bisect_left(starts, b))}
    lines = plain.split("\n")
    yield from ((short[n], lines[n]) for n in sorted(found))


BLANK = re.compile(r"[^\S\n]")


@dataclass(frozen=True, slots=True)
class _Line:
    """A block that might be a site's: its words for a site, the address in it, where it stands."""

    at: int
    key: str
    words: frozenset[str]
    strong: bool  # some of them are what only sites say, or the address hides its spelling
    domain: str
    edge: bool
    beside: bool  # next to a chapter's heading, or the text's end
    framed: bool
    mixed: bool  # a sentence beside that says nothing for a site
    strange: bool  # most of its clauses say nothing for a site, or its end does not
    told: bool  # a clause of the book beside, or its end: a watermark in a short paragraph looks so
    dense: bool  # half of its Han or more speak for a site
    own: int  # Han characters that are neither a site's words nor its address
    outside: int  # Han before and behind all that speaks for the site
    bare: bool  # an address and hardly anything else
    closes: bool  # says that the chapter is over, where it is
    source: bool  # an address given as where something is from

    @staticmethod
    def of(text: Text, seen: Survey, i: int, plain: str) -> _Line | None:
        blocks, block = seen.blocks, seen.blocks[i]
        if block.kind is Kind.TURN and not ASIDE.match(plain) and not ONLY.search(plain.split("：")[0].split(":")[0]):
            return None
        outside = BRACKETED.sub("", plain)
        said = outside if han(outside) >= 4 and not selling(outside) else plain  # a notice in brackets is a watermark
        words, m = selling(said), DOMAIN.search(said)
        if not words and m is None:
            return None
        mixed = any(han(s) >= 6 and not selling(s) and not DOMAIN.search(s) for s in SENTENCES.split(said))
        rest = SELLING.sub("@", DOMAIN.sub("@", said))
        clauses = [s for s in CLAUSES.split(rest) if "@" in s or han(s) >= 2]
        other = [s for s in clauses if "@" not in s and han(s) >= 4]
        ending = ENDED.search(rest)
        own = han(SELLING.sub("", DOMAIN.sub("", said)))
        return _Line(
            i,
            re.sub(r"[0-9]+", "0", DOMAIN.sub("@", plain)),
            frozenset(words),
            bool(ONLY.search(said)) or _hidden(block.words(text.chars)),
            f"{m['name']}.{m['tld']}" if m else "",
            i < EDGE or i >= len(blocks) - EDGE,
            i + 1 >= len(blocks) or any(b.kind is Kind.HEAD for b in blocks[max(0, i - 2) : i + 3]),
            bool(FRAMED.fullmatch(plain)),
            mixed,
            plain[0] in "“「『" or len(other) * 2 > len(clauses) or (ending is not None and han(ending[0]) >= 4),
            bool(ending or other),
            own * 2 <= han(said),
            own,
            han(rest.partition("@")[0] + rest.rpartition("@")[2]),
            m is not None and han(said) <= 6 and not SENTENCES.search(DOMAIN.sub("", said)),
            CLOSES.fullmatch(plain) is not None and (i + 1 == len(blocks) or blocks[i + 1].kind is Kind.HEAD),
            bool(SOURCE.match(said)),
        )


def _ruled(text: Text, seen: Survey, i: int) -> tuple[int, int]:
    """The range to cut when a notice leaves: with the two rules that frame it."""
    start, end = whole(seen, i)
    if 0 < i < len(seen.blocks) - 1:
        above, below = seen.blocks[i - 1], seen.blocks[i + 1]
        if above.kind is below.kind is Kind.BREAK and above.words(text.chars) == below.words(text.chars):
            return whole(seen, i - 1)[0], below.at[1]
    return start, end


def _hidden(words: str) -> bool:
    return any(hides(words[slice(*m.span())]) for m in DOMAIN.finditer(folded(words)))


def _its(line: _Line, times: int, inlaid: bool) -> bool:
    """Does the line give an address, and beside it the site's name at most? ``inlaid``: the address stands in sentences too.

    More only where several phrases, or the same line again, speak for a site.
    """
    return bool(line.domain) and (times > 1 or len(line.words) > 1 or line.outside <= (SHORTEST if inlaid else NAME))


def _proved(line: _Line, times: int, named: int, inlaid: bool) -> bool:
    """Is it a site's by itself? ``times`` it stands so, ``named`` times its address stands in such lines."""
    words, alone = len(line.words), times == 1
    if line.source or (alone and (line.strange if line.edge and words >= 3 else line.told)):
        return False
    again = max(times, named) >= 2
    its = _its(line, times, inlaid)
    return bool(
        line.closes
        or (words and line.framed and line.edge)
        or (its and line.strong and (again or (words >= 2 and line.edge) or (named >= 3 and line.bare)))
        or (line.strong and line.dense and words >= 3 and line.edge)
        or (line.strong and times >= (2 if words >= 2 else 3))
    )


def _navigation(text: Text, seen: Survey, proved: set[int]) -> Iterator[Repair]:
    """Lines that lead through the site, at the file's ends or more than once; with them the site's imprint at the end."""
    if not HINT.search(text.chars):
        return
    plain = {i: b.words(text.chars) for i, b in enumerate(seen.blocks) if i not in proved and b.at[1] - b.at[0] <= MENU}
    found = [i for i, words in plain.items() if HINT.search(words) and seen.blocks[i].heading is None and leads(words)]
    times = Counter(plain[i] for i in found)
    last = len(seen.blocks) - EDGE
    ways = {i: times[plain[i]] for i in found if (times[plain[i]] > 1 or i < EDGE or i >= last) and not _rest(text, seen, i)}
    if ways:
        ways.update({i: 1 for i, words in plain.items() if i >= last and IMPRINT.search(words)})
    for i, n in sorted(ways.items()):
        at = whole(seen, i)
        evidence = fact("site-words", words=plain[i]), fact("recurs", n=n) if n > 1 else fact("at-the-edge")
        yield Repair("sites", "site", at, text.chars[slice(*at)], "", Confidence.PROBABLE, evidence)


def _rest(text: Text, seen: Survey, i: int) -> bool:
    """In a wrapped text: is the line the rest of a full one, or full itself?"""
    around = seen.blocks[max(0, i - 1) : i + 1]
    return seen.wrap is not None and any(b.indent + width(b.words(text.chars)) >= seen.wrap.columns - SLACK for b in around)


def _prefixes(text: Text, seen: Survey) -> Iterator[Repair]:
    """正文 before the number of nearly every chapter is the site's, not the book's."""
    heads = [b for b in seen.blocks if b.kind is Kind.HEAD and b.heading and b.heading.form == "chapter"]
    found = [(b, m) for b in heads if (m := PREFIX.match(b.words(text.chars)))]
    if len(found) >= 3 and len(found) * 10 >= len(heads) * 8:
        for block, m in found:
            at = block.at[0], block.at[0] + m.end()
            yield Repair("sites", "site", at, m[0], "", Confidence.PROBABLE, (fact("prefixes", n=len(found), of=len(heads)),))
