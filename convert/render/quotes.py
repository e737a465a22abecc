"""Headline quotes (金句): the sentences of a section that a page could be headed with.

First the sentence that carries the section's heading, found by what the two have in common; then the most pointed of
the rest; and where a section has neither, the one sentence that holds most of what the section is about (``points`` says
how both are weighed). A quote is cut from the tree, never written. It is a whole sentence, holds no gap and nothing in
doubt, and does not begin with a word that leans on the sentence before (但, 因此, 他): only what carries the heading may,
for the heading stands above it.
"""
from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import pairwise

from convert.render.points import LEANING, Signs, Weights, bare, gist, pairs, point, shared
from convert.render.sentences import CLOSING, Sentence, blocks_of
from convert.tree import Block, Gap, Head, HeadRole, Section, walk, words

LENGTH = (8, 200)               # characters a quote may have that carries a heading: parallel clauses are kept whole
POINTED = 100                   # and any other
CARRIES = 0.5                   # that share of the heading in common: the sentence carries it
ALIKE = 0.6                     # that share of pairs of characters in common: the same thing said twice
WORTH = 0.9                     # a sentence below that is not pointed
NAMES = 0.3                     # what a heading weighs that only names something
SAYS = 6                        # a heading of fewer characters names something; it says nothing to be carried


class Headline(StrEnum):
    """What became of the sentence that carries a section's heading."""

    FOUND = "found"             # it is the first quote
    DOUBTFUL = "doubtful"       # it stands there, with words in doubt: not quoted
    OPENS = "opens"             # it stands there and opens what follows (：), so that it says nothing alone: not quoted
    LOST = "lost"               # the section has a gap, and what its heading says stands nowhere in it
    NONE = "none"               # no sentence says what the heading says
    LABEL = "label"             # there is no heading, or it names something and says nothing: 后记


class Reason(StrEnum):
    """Why a sentence is quoted."""

    HEADING = "heading"         # it says what the heading says
    POINT = "point"             # it is pointed by itself
    GIST = "gist"               # nothing in the section is pointed, and it is what the section is about


@dataclass(frozen=True, slots=True)
class Pick:
    """A quote with why it was picked. The score of a heading is the share of it that the sentence carries."""

    sentence: Sentence
    score: float
    reason: Reason
    signs: Signs = ()


@dataclass(frozen=True, slots=True)
class Picks:
    """The quotes of a section, the best first, and what became of its headline sentence."""

    quotes: tuple[Pick, ...]
    headline: Headline


def pick(section: Section, n: int) -> Picks:
    """At most ``n`` quotes of a section, its subsections left out. Pure.

    Where someone is asked and answers, only answers are quoted. A section all of whose sentences are unfit has none.
    """
    return choose(section.head, section.children, n)


def choose(head: Head | None, blocks: Sequence[Block | Section], n: int, names: re.Pattern[str] | None = None,
           weights: Callable[[], Weights] | None = None) -> Picks:
    """``pick`` for any blocks under a heading.

    ``names`` finds the persons of a narrative, ``weights`` how telling words are in the whole book (asked for only where
    nothing is pointed); without them a section is weighed by itself.
    """
    own = [b for b in blocks if not isinstance(b, Section)]
    found = blocks_of(own)
    heading = "".join(words(line) for line in head.children if line.role == HeadRole.HEADLINE) if head else ""
    state, first = _headline(heading, own, found)
    quotes = [first] if first and n > 0 else []
    fit = [s for s in found if stands_alone(s)]
    for made in _pointed(heading, fit, names):
        if len(quotes) >= n:
            break
        if not any(alike(made.sentence.value, q.sentence.value) for q in quotes):
            quotes.append(made)
    if not quotes and fit and n > 0:
        quotes = [_gist(heading, fit, found, weights() if weights else Weights.of(map(words, own)))]
    return Picks(tuple(quotes), state)


def _pointed(heading: str, fit: Sequence[Sentence], names: re.Pattern[str] | None) -> list[Pick]:
    made = []
    says = len(bare(heading)) >= SAYS
    for sentence in fit:
        score, signs = point(sentence, names)
        if signs and score + says >= WORTH and (score := score + says * shared(heading, sentence.value)) >= WORTH:
            made.append(Pick(sentence, round(score, 2), Reason.POINT, signs))
    return sorted(made, key=lambda p: -p.score)


def _gist(heading: str, fit: Sequence[Sentence], found: Sequence[Sentence], weights: Weights) -> Pick:
    central = dict(zip(map(id, found), weights.centrality(found), strict=True))
    weight = 1.0 if len(bare(heading)) >= SAYS else NAMES
    scored = [(gist(s, central[id(s)], weight * shared(heading, s.value), s is found[0]), s) for s in fit]
    (score, signs), sentence = max(scored, key=lambda scored: scored[0][0])
    return Pick(sentence, round(score, 2), Reason.GIST, signs)


def _headline(heading: str, blocks: Sequence[Block], found: Sequence[Sentence]) -> tuple[Headline, Pick | None]:
    if len(bare(heading)) < SAYS:
        return Headline.LABEL, None
    carriers = [(share, s) for s in found if (share := carries(heading, s.value)) >= CARRIES]
    if sure := [(share, point(s)[0], s) for share, s in carriers if quotable(s)]:
        share, _, sentence = max(sure, key=lambda c: c[:2])
        return Headline.FOUND, Pick(sentence, round(share, 2), Reason.HEADING, (("heading", round(100 * share)),))
    if any(not s.sound for _, s in carriers):
        return Headline.DOUBTFUL, None
    if any(s.value[-1] in "：:" for _, s in carriers):
        return Headline.OPENS, None
    if not carriers and any(isinstance(node, Gap) for block in blocks for node, _ in walk(block)):
        return Headline.LOST, None
    return Headline.NONE, None


def carries(heading: str, sentence: str) -> float:
    """How much of a heading stands in a sentence: blocks of two and more characters in common, over its length.

    Nothing where that cannot be the half that counts.

    >>> carries("桥修好了，路也通了", "他说桥修好了，村里的路也通了。")
    1.0
    >>> carries("桥修好了，路也通了", "第二天下了雨。")
    0.0
    """
    a = bare(heading)
    if sum(c in sentence for c in a) < CARRIES * len(a) or not any(x + y in sentence for x, y in pairwise(a)):
        return 0.0              # too little to look closer
    matcher = SequenceMatcher(None, bare(sentence), a, autojunk=False)
    return sum(m.size for m in matcher.get_matching_blocks() if m.size > 1) / len(a)


def alike(one: str, other: str) -> bool:
    """Do two sentences say the same in nearly the same words?

    >>> alike("桥是前年修好的。", "这座桥是前年修好的。")
    True
    """
    a, b = pairs(one), pairs(other)
    return len(a & b) > ALIKE * min(len(a), len(b))


def quotable(sentence: Sentence) -> bool:
    """May it be quoted: sound, whole, of bearable length, no question and no aside?"""
    value = sentence.value
    return (sentence.sound and sentence.whole and LENGTH[0] <= len(value) <= LENGTH[1]
            and (value[0].isalnum() or value[0] in "“‘「『《〈\"") and value.rstrip(CLOSING + '"')[-1:] not in "？?：:")


def stands_alone(sentence: Sentence) -> bool:
    """May it be quoted without a heading that it carries: neither long nor leaning on words before it?"""
    return quotable(sentence) and len(sentence.value) <= POINTED and not LEANING.match(sentence.value.lstrip("“‘「『\""))
