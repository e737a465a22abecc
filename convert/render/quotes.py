"""Headline quotes (金句): the sentences of a section that a page could be headed with.

First the sentence that carries the section's heading, found by what the two have in common; then the most quotable of
the rest: short, pointed, complete without what stands around it. A quote is cut from the tree, never written, and holds
no gap and nothing in doubt.
"""
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

from convert.tree import (
    Block,
    BlockQuote,
    Gap,
    Head,
    HeadRole,
    Item,
    Line,
    LineBreak,
    List,
    Node,
    Note,
    Paragraph,
    ParagraphRole,
    Run,
    Section,
    Turn,
    TurnRole,
    Unclear,
    Verse,
    parts,
    words,
)

LENGTH = (8, 130)               # characters a quote may have
CARRIES = 0.5                   # that share of the heading in common: the sentence carries it
ALIKE = 0.6                     # that share of pairs of characters in common: the same thing said twice
WORTH = 0.9                     # a sentence below that is quoted only where there is no other
SAYS = 6                        # a heading of fewer characters names something; it says nothing to be carried
SPOKEN = (ParagraphRole.BODY, ParagraphRole.LEAD)
PAIRS = {"”": "“", "’": "‘", "」": "「", "』": "『", "）": "（", ")": "(", "】": "【", "〕": "〔", "》": "《", "〉": "〈"}
OPENING, CLOSING = "".join(PAIRS.values()), "".join(PAIRS)
QUOTED = re.compile(f'["{re.escape(OPENING + CLOSING)}]')
OPEN = re.compile(r"[\w，、]$")       # so ends what goes on, in the next line of verse or behind a cut
ROLE = re.compile(r"\d*[.、]?\s?(?:[问問答]|回答|[AQ]\d*)")    # a label that names nobody
MARKS = re.compile(r"[^\w]|[\d_]")
NUMBER = re.compile(r"^\s*(?:[（(]?[一二三四五六七八九十百]+[）)、．.]|第[一二三四五六七八九十百千〇零\d]+[章节節回卷部篇]\s*)")


class Headline(StrEnum):
    """What became of the sentence that carries a section's heading."""

    FOUND = "found"             # it is the first quote
    DOUBTFUL = "doubtful"       # it stands there, with words in doubt: not quoted
    LOST = "lost"               # the section has a gap, and what its heading says stands nowhere in it
    NONE = "none"               # no sentence says what the heading says
    LABEL = "label"             # there is no heading, or it names something and says nothing: 后记


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as it stands in the text. ``run`` and ``offset`` are where it begins; ``sound`` ones may be quoted."""

    value: str
    run: Run
    offset: int
    speaker: str | None
    sound: bool
    whole: bool                 # it ends where a sentence ends, or a main clause of a very long one
    edge: bool                  # the first or last of its paragraph


@dataclass(frozen=True, slots=True)
class Pick:
    """A quote with why it was picked: ``heading`` (score: the share of the heading it carries) or ``point``."""

    sentence: Sentence
    score: float
    reason: str


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


def choose(head: Head | None, blocks: Sequence[Block | Section], n: int) -> Picks:
    """``pick`` for any blocks under a heading."""
    own = [b for b in blocks if not isinstance(b, Section)]
    found = [*_unbroken([s for b in own for s in sentences(b)])]
    heading = "".join(words(line) for line in head.children if line.role == HeadRole.HEADLINE) if head else ""
    state, first = _headline(heading, own, found)
    fit = [s for s in found if quotable(s)]
    quotes = [first] if first and n > 0 else []
    rest = [(point(s) + carries(heading, s.value), s) for s in fit]
    for score, sentence in sorted(rest, key=lambda ranked: -ranked[0]):
        if len(quotes) >= n or (quotes and score < WORTH):
            break
        if not any(alike(sentence.value, q.sentence.value) for q in quotes):
            quotes.append(Pick(sentence, round(score, 2), "point"))
    return Picks(tuple(quotes), state)


def _unbroken(found: Sequence[Sentence]) -> Iterator[Sentence]:
    """Sentences, unsound where the same person's words break off right before them: they may be the rest of those."""
    for before, after in zip((None, *found), found, strict=False):
        cut = before and not before.whole and before.speaker == after.speaker and OPEN.search(before.value)
        yield replace(after, sound=False) if cut else after


def _headline(heading: str, blocks: Sequence[Block], found: Sequence[Sentence]) -> tuple[Headline, Pick | None]:
    if len(bare(heading)) < SAYS:
        return Headline.LABEL, None
    scores = [(carries(heading, s.value), s) for s in found]
    carriers = [(score, point(s), s) for score, s in scores if score >= CARRIES]
    if sure := [c for c in carriers if quotable(c[2])]:
        score, _, sentence = max(sure, key=lambda c: c[:2])
        return Headline.FOUND, Pick(sentence, round(score, 2), "heading")
    if any(not s.sound for _, _, s in carriers):
        return Headline.DOUBTFUL, None
    if any(isinstance(node, Gap) for block in blocks for node in _below(block)) and not carriers:
        return Headline.LOST, None
    return Headline.NONE, None


@lru_cache(maxsize=1 << 14)
def bare(chars: str) -> str:
    """The letters and Han of a string, without marks, figures and a number in front.

    >>> bare("（二）2014年：修桥、铺路")
    '年修桥铺路'
    """
    return MARKS.sub("", NUMBER.sub("", chars))


def carries(heading: str, sentence: str) -> float:
    """How much of a heading stands in a sentence: blocks of two and more characters in common, over its length.

    >>> carries("桥修好了，路也通了", "他说桥修好了，村里的路也通了。")
    1.0
    >>> carries("桥修好了，路也通了", "第二天下了雨。")
    0.0
    """
    a, b = bare(heading), bare(sentence)
    if not a or not any(x + y in b for x, y in pairwise(a)):
        return 0.0
    matcher = SequenceMatcher(None, b, a, autojunk=False)
    return sum(m.size for m in matcher.get_matching_blocks() if m.size > 1) / len(a)


def alike(one: str, other: str) -> bool:
    """Do two sentences say the same in nearly the same words?

    >>> alike("桥是前年修好的。", "这座桥是前年修好的。")
    True
    """
    a, b = ({x + y for x, y in pairwise(bare(s))} for s in (one, other))
    return len(a & b) > ALIKE * min(len(a), len(b))


def quotable(sentence: Sentence) -> bool:
    """May it be quoted: sound, whole, of bearable length, no question and no aside?"""
    return (sentence.sound and sentence.whole and LENGTH[0] <= len(sentence.value) <= LENGTH[1]
            and sentence.value[0] not in "（(【〔" and sentence.value.rstrip(CLOSING + '"')[-1:] not in "？?：:")


# What makes a sentence worth quoting by itself, and what speaks against it. Weights were set by reading.
FRAMES = re.compile(
    "不是.+而是|不是.+不是|是.+不是|不在.+而在|才[是能会有]|唯有|只有.+才|越.+越|既.+[又也]|与其.+不如|宁.+[不勿]|没有.+就没有|"
    "不等于|无论.+都|哪里.+哪里|不.+不.+不|再.+也|必须.+而不|应当.+而不|莫如|莫过于|"
    "才[會]|沒有.+就沒有|不等於|無論.+都|哪裡.+哪裡|唯有|莫過於")
COPULA = re.compile(r"^[^，、；：]{2,16}是[^，；：]{2,24}[。！]")
STANCE = re.compile(
    "永不|绝不|決不|决不|绝非|不应|不應|不能|不容|不得|必须|必須|应当|應當|始终|始終|"
    "从来|從來|终将|終將|必将|必將|永远|永遠")
LEANING = re.compile(
    "[这這那它他她其此该該]|以上|上述|因此|所以|因而|于是|於是|但是?|可是?|不过|不過|然而|而且?|并|並|同时|同時|另外|此外|"
    "例如|比如|譬如|对此|對此|"
    "为此|為此|当然|當然|诚然|誠然|[也还還又再便就却卻]|[一二三四五六七八九十]是|第[一二三四五六七八九十]|首先|其次|最后|最後|"
    "如此|否则|否則|如果说|就此|我们注意到|下一步|目前|近日|日前|去年|今年|昨天|前天|过去")
TOLD = re.compile("[了着著]|[曰道说說][：:，]")
PLANS = re.compile("[将將]|计划|計劃|推动|推動|推进|推進|开展|開展|举行|舉行|落实|落實|继续|繼續|进一步|進一步")


def point(sentence: Sentence) -> float:
    """How quotable a sentence is by itself: about 0 for a plain one, 1 for a good one, 3 for a proverb."""
    value = sentence.value
    length = len(bare(value))
    score = min(parallels(value), 2) * 0.8
    score += 1.0 * bool(FRAMES.search(value))
    score += 0.6 * bool(COPULA.search(value))
    score += 0.4 * bool(STANCE.search(value))
    score += 0.3 * sentence.edge
    score -= 1.2 * bool(LEANING.match(value))
    score -= 0.2 * min(len(re.findall(r"[0-9０-９]+|[〇零一二三四五六七八九十百千万亿萬億]{2,}", value)), 3)
    score -= 0.2 * min(len(TOLD.findall(value)), 3)
    score -= 0.2 * min(len(PLANS.findall(value)), 3)
    score -= 0.3 * max(0, value.count("、") - 2)
    return score - 0.03 * max(0, length - 45) - 0.05 * max(0, 14 - length)


def parallels(sentence: str) -> int:
    """Pairs of near clauses built alike: of one length (or nearly), with a word in the same place.

    >>> parallels("还田以水，还山以绿，还人以安。"), parallels("第二天下了雨，谁也没有出门。")
    (3, 0)
    """
    clauses = [bare(c) for c in re.split("[，；、：]", sentence)]
    near = [*pairwise(clauses), *zip(clauses, clauses[2:], strict=False)]
    alike = 0
    for a, b in near:
        if min(len(a), len(b)) >= 3 and abs(len(a) - len(b)) <= 1 and max(len(a), len(b)) <= 16:
            same = max(sum(x == y for x, y in zip(a, b, strict=False)),
                       sum(x == y for x, y in zip(a[::-1], b[::-1], strict=False)))
            alike += same * 5 >= len(a) and same < len(a)
    return alike


@dataclass(frozen=True, slots=True)
class _Piece:
    chars: str
    run: Run | None             # None: no words to quote
    sound: bool


def sentences(block: Node, speaker: str | None = None) -> Iterator[Sentence]:
    """The sentences of a block that are somebody's words, in reading order; captions, tables and questions are none."""
    match block:
        case Turn(role=TurnRole.QUESTION):
            return
        case Turn(speaker=name):
            for child in block.children:
                yield from sentences(child, speaker if not name or ROLE.fullmatch(name) else name)
        case BlockQuote() | List() | Item() | Verse():
            for part in parts(block):
                yield from sentences(part, speaker)
        case Line() | Paragraph() if isinstance(block, Line) or block.role in SPOKEN:
            for group in _lines(list(_pieces(block.children, True))):
                yield from _sentences(group, speaker)
        case _:
            return


def _pieces(nodes: Sequence[Node], sound: bool) -> Iterator[_Piece]:
    for node in nodes:
        match node:
            case Run(value=value):
                yield _Piece(value, node, sound and "\ufffd" not in value)
            case Gap(mark=mark):
                yield _Piece(mark, None, False)
            case Note(mark=mark):
                if mark:  # a quote says nothing that calls a note
                    yield _Piece(mark, None, False)
            case LineBreak():
                yield _Piece("\n", None, True)
            case Unclear() if not words(node):
                yield _Piece("", None, False)
            case _:
                yield from _pieces(tuple(parts(node)), sound and not isinstance(node, Unclear))


def _lines(pieces: list[_Piece]) -> Iterator[list[_Piece]]:
    line: list[_Piece] = []
    for piece in pieces:
        if piece.chars == "\n" and piece.run is None:
            yield line
            line = []
        else:
            line.append(piece)
    yield line


ENDS = re.compile(rf"[。！？!?]+[{CLOSING}]*|…+[{CLOSING}]+")
CLAUSE = re.compile("；")


def _bounds(chars: str) -> Iterator[tuple[int, int, bool]]:
    """Where sentences begin and end, and whether they are whole. One too long to quote is cut at its semicolons."""
    start = 0
    for m in ENDS.finditer(chars):
        end = m.end()
        if chars[end:end + 1] == '"' and chars.count('"', 0, end) % 2:      # straight quotes: this one closes
            end += 1
        if end - start > LENGTH[1]:
            for clause in CLAUSE.finditer(chars, start, end):
                yield start, clause.start(), True
                start = clause.end()
        yield start, end, True
        start = end
    yield start, len(chars), False


def _sentences(line: list[_Piece], speaker: str | None) -> Iterator[Sentence]:
    """The sentences of one line of pieces."""
    chars = "".join(p.chars for p in line)
    starts = [0]
    for piece in line:
        starts.append(starts[-1] + len(piece.chars))
    bounds = [*_bounds(chars)]
    many = len(bounds) > 2
    for a, b, whole in bounds:
        start, end = unwrap(chars, a, b)
        if start >= end:
            continue
        over = [(p, at) for p, at in zip(line, starts, strict=False)
                if (at < end and start < at + len(p.chars)) or (not p.chars and start <= at <= end)]
        first, at = next(((p, at) for p, at in over if p.run is not None), (None, 0))
        if first is None or first.run is None or at > start:
            continue
        yield Sentence(chars[start:end], first.run, start - at, speaker, all(p.sound for p, _ in over), whole,
                       many and (a == 0 or b == len(chars)))


def unwrap(chars: str, start: int, end: int) -> tuple[int, int]:
    """The range of a sentence without the blanks around it, and without quotes or brackets that it only half holds.

    A sentence that is wholly in quotes loses them: the quote gets its own.

    >>> text = "他说：“桥修好了。路也通了。”"
    >>> [text[slice(*unwrap(text, a, b))] for a, b in ((0, 9), (9, 15))]
    ['桥修好了。', '路也通了。']
    """
    while True:
        while start < end and chars[start].isspace():
            start += 1
        while start < end and chars[end - 1].isspace():
            end -= 1
        if not QUOTED.search(chars, start, end):
            return start, end
        opened: list[int] = []
        stray = -1
        for i in range(start, end):
            if chars[i] in OPENING:
                opened.append(i)
            elif chars[i] in PAIRS:
                if opened and chars[opened[-1]] == PAIRS[chars[i]]:
                    if opened.pop() == start and i == end - 1 and chars[i] in "”」":
                        start, end = start + 1, end - 1
                        break
                else:
                    stray = i
        else:
            if stray == end - 1 and stray >= 0:
                end -= 1
            elif stray >= 0:
                start = stray + 1
            elif opened:
                start = opened[-1] + 1
            elif chars.count('"', start, end) % 2:      # straight quotes: one of a pair stands outside
                if chars[end - 1] == '"':
                    end -= 1
                else:
                    start = chars.rindex('"', start, end) + 1
            else:
                return start, end


def _below(node: Node) -> Iterator[Node]:
    yield node
    for part in parts(node):
        yield from _below(part)
