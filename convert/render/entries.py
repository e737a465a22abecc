"""The sections of a digest (篇目) with their quotes: numbered as the outline is, shared out so that the whole stays short.

Each section may have ``quotes`` quotes, the digest ``total``. They are shared out in rounds: the best of every section
first, then the second best; where a round does not go round (a novel of 120 chapters), the sections whose quote is worth
most have it, and sections that get none are left out and counted. No sentence stands twice in a digest, nor what says
the same in nearly the same words.
"""
from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from convert.anchors import Anchors, printed
from convert.render import PageStart
from convert.render.points import Weights, pairs
from convert.render.quotes import ALIKE, Headline, Pick, Picks, Reason, choose
from convert.render.sentences import Sentence, speakers
from convert.tree import Block, Document, Gap, Head, HeadRole, Section, SectionRole, Turn, title_of, walk, words

ADDED = (SectionRole.APPARATUS, SectionRole.COLOPHON)   # the edition's own pages hold nobody's words
STRETCH = 2000                                          # characters that stand for a section where there are no headings
SPARE = 2                                               # candidates for the place of one that stands elsewhere
STANDING = {Reason.HEADING: 1.0, Reason.POINT: 0.0, Reason.GIST: -1.0}


@dataclass(frozen=True, slots=True)
class Entry:
    """One section of the digest.

    ``number`` is its place in the outline: 2.1 for the first below the second. ``called`` is its name in a book that
    numbers its sections itself: its own number (第三回), else that of the one around it, else its title.
    """

    number: str
    called: str
    section: Section
    title: str
    picks: Picks
    gaps: int


def entries(document: Document, quotes: int, total: int) -> tuple[list[Entry], int]:
    """The sections in reading order, and how many more are left out for length.

    All that have a heading, and what is spoken before the first one; a document without headings has an entry without
    number for each 2,000 characters. Where headings are mostly not taken from the text, as in a novel, a heading that no
    sentence says is no sign of anything.
    """
    body = [s for s in document.children if s.role not in ADDED]
    blocks = [b for s in body for node, _ in walk(s) if isinstance(node, Section) for b in node.children
              if not isinstance(b, Section)]
    known = speakers(blocks)
    names = re.compile("|".join(sorted(known))) if known else None
    weights = cache(lambda: Weights.of(map(words, blocks)))
    found = [replace(e, picks=choose(head, e.section.children, quotes + SPARE, names, weights))
             for e, head in _sections(document, body)]
    if len(found) > 1 and not any(e.number for e in found):
        found = [*_once_headed(found)]
    states = Counter(e.picks.headline for e in found)
    named = states[Headline.NONE] > states[Headline.FOUND] + states[Headline.DOUBTFUL] + states[Headline.OPENS]
    shares, short = _share_out([e.picks.quotes for e in found], quotes, total)
    found = [replace(e, picks=Picks(tuple(share), _state(e, share, named))) for e, share in zip(found, shares, strict=True)]
    kept = [*_quoted(found)] if short else found
    return kept, len(found) - len(kept)


def _once_headed(found: Sequence[Entry]) -> Iterator[Entry]:
    """Stretches of one text have one title between them: only the sentence that carries most of it is taken for it."""
    best = max((q.score for e in found for q in e.picks.quotes if q.reason == Reason.HEADING), default=0.0)
    for entry in found:
        kept = tuple(q for q in entry.picks.quotes if q.reason != Reason.HEADING or q.score == best)
        best += any(q.reason == Reason.HEADING for q in kept)       # no other is as good from now on
        yield replace(entry, picks=Picks(kept, Headline.FOUND if kept and kept[0].reason == Reason.HEADING else Headline.LABEL))


def _state(entry: Entry, share: Sequence[Pick], named: bool) -> Headline:
    state = entry.picks.headline
    return Headline.LABEL if named and state in (Headline.NONE, Headline.LOST) else state


def _quoted(found: Sequence[Entry]) -> Iterator[Entry]:
    """Sections with quotes, and those around them."""
    around = {e.number[:i] for e in found if e.picks.quotes for i, c in enumerate(e.number) if c == "."}
    yield from (e for e in found if e.picks.quotes or e.number in around)


def _share_out(offered: Sequence[Sequence[Pick]], quotes: int, total: int) -> tuple[list[list[Pick]], bool]:
    """What each section gets, and whether one gets nothing though it has something."""
    waiting = [deque(one) for one in offered]
    shares: list[list[Pick]] = [[] for _ in offered]
    said = _Said()
    for _ in range(quotes):
        able = [i for i, one in enumerate(waiting) if one]
        for i in sorted(able, key=lambda i: -waiting[i][0].score - STANDING[waiting[i][0].reason]):
            while waiting[i] and said.already(waiting[i][0].sentence.value):
                waiting[i].popleft()
            if waiting[i] and said.times < total:
                shares[i].append(waiting[i].popleft())
                said.note(shares[i][-1].sentence.value)
    return shares, any(one and not share for one, share in zip(waiting, shares, strict=True))


class _Said:
    """What a digest quotes so far, by pairs of characters, so that asking takes no longer with every quote."""

    def __init__(self) -> None:
        self.times = 0
        self._sizes: list[int] = []
        self._holds: defaultdict[str, list[int]] = defaultdict(list)

    def already(self, chars: str) -> bool:
        """Does a quote say the same in nearly the same words?"""
        own = pairs(chars)
        common = Counter(i for pair in own for i in self._holds.get(pair, ()))
        return any(n > ALIKE * min(len(own), self._sizes[i]) for i, n in common.items())

    def note(self, chars: str) -> None:
        """Take a quote in."""
        own = pairs(chars)
        for pair in own:
            self._holds[pair].append(self.times)
        self._sizes.append(len(own))
        self.times += 1


def _sections(document: Document, body: Sequence[Section]) -> Iterator[tuple[Entry, Head | None]]:
    if not any(isinstance(node, Section) and node.head for s in body for node, _ in walk(s)):
        yield from (_entry("", "", stretch, document.head) for s in body for stretch in _stretches(s))
        return
    numbered = any(_own(node) for s in body for node, _ in walk(s) if isinstance(node, Section))
    numbers: list[int] = []

    def visit(section: Section, depth: int, around: str) -> Iterator[tuple[Entry, Head | None]]:
        number, called = "", around
        if section.head:
            del numbers[depth + 1:]
            numbers.extend([0] * (depth + 1 - len(numbers)))
            numbers[depth] += 1
            number = ".".join(map(str, numbers))
            called = (numbered and (_own(section) or around or printed(title_of(section.head)))) or ""
            yield _entry(number, called, section, section.head)
        elif spoken := [b for b in section.children if isinstance(b, Turn)]:
            yield _entry(number, called, replace(section, children=tuple(spoken)), None)
        for child in section.children:
            if isinstance(child, Section):
                yield from visit(child, depth + bool(section.head), called)

    for section in body:
        yield from visit(section, 0, "")


def _stretches(section: Section) -> Iterator[Section]:
    """A section without headings in stretches of some 2,000 characters, none of them short."""
    blocks: list[Block | Section] = []
    size, left = 0, len(words(section))
    for block in section.children:
        blocks.append(block)
        long = len(words(block))
        size, left = size + long, left - long
        if size >= STRETCH <= left:
            yield replace(section, children=tuple(blocks))
            blocks, size = [], 0
    if blocks:
        yield replace(section, children=tuple(blocks))


def _own(section: Section) -> str:
    """The number that a section bears in print."""
    lines = section.head.children if section.head else ()
    return printed("".join(words(line) for line in lines if line.role == HeadRole.NUMBER))


def _entry(number: str, called: str, section: Section, head: Head | None) -> tuple[Entry, Head | None]:
    gaps = sum(isinstance(node, Gap) for b in section.children if not isinstance(b, Section) for node, _ in walk(b))
    title = title_of(section.head) if section.head else ""
    return Entry(number, called, section, title, Picks((), Headline.LABEL), gaps), head


class Folios:
    """On which page of the PDF a sentence begins, where the pages are known."""

    def __init__(self, document: Document, pages: Sequence[PageStart]) -> None:
        self._starts = sorted((int(p.anchor[1:]), p.offset, p.label) for p in pages if p.anchor.startswith("b"))
        self._leaves = {id(leaf.node): leaf for leaf in Anchors(document).leaves} if pages else {}

    def of(self, sentence: Sentence) -> str | None:
        """The printed folio; None where the pages are not known or none begins before the sentence."""
        leaf = self._leaves.get(id(sentence.run))
        if leaf is None:
            return None
        place = (int(leaf.anchor[1:]), leaf.offset + len(printed(sentence.run.value[:sentence.offset])))
        at = bisect_right(self._starts, place, key=lambda start: start[:2])
        return self._starts[at - 1][2] if at else None
