"""Sentences (句) as they stand in the tree, cut where they end and never inside; verse in couplets, line for line.

A sentence is somebody's own words: captions, tables, questions put to somebody and stage directions are none. It knows
where it stands, who says it, and whether it may be quoted at all.
"""
from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, groupby

from convert.tree import (
    At,
    Block,
    BlockQuote,
    Gap,
    Item,
    Line,
    LineBreak,
    List,
    Node,
    Note,
    Paragraph,
    ParagraphRole,
    Run,
    Turn,
    TurnRole,
    Unclear,
    Verse,
    parts,
    words,
)

SPOKEN = (ParagraphRole.BODY, ParagraphRole.LEAD)
STANZA = 4                      # lines of verse that are quoted together at most
COUPLET = 8                     # characters of two lines; shorter ones are quoted by the stanza
NEAR = 2000                     # characters that a speech may have before a place, to be looked for
NAMED = 3                       # so often somebody has spoken under a name before it is taken for one
PAIRS = {"”": "“", "’": "‘", "」": "「", "』": "『", "）": "（", ")": "(", "】": "【", "〕": "〔", "》": "《", "〉": "〈"}
OPENING, CLOSING = "".join(PAIRS.values()), "".join(PAIRS)
QUOTED = re.compile(f'["{re.escape(OPENING + CLOSING)}]')
BEGINS = "“‘「『\""              # a sentence may begin behind one of these
SPEECH = {"“": 1, "「": 1, "”": -1, "」": -1}
OPEN = re.compile(r"[\w，、]$")       # so ends what goes on behind a cut
ROLE = re.compile(r"\d*[.、]?\s?(?:[问問答]|回答|[AQ]\d*)")    # a label that names nobody
ENDS = re.compile(rf"[。！？!?]+[{CLOSING}]*|…+[{CLOSING}]+")
ENDED = re.compile(rf"[。！？；!?…;][{CLOSING}]*$")
SAID = re.compile(r"(?:^|[。！？；，”」])([\u3400-\u9fff·]{2,8}?)(?:[道曰说說][：:，]?|[：:])[“「]")
SAYING = re.compile(r"(?:^|[。！？；，”」])([\u3400-\u9fff·]{1,7}[道曰说說云问問答喊叫骂罵叹嘆想])[：:，]?$")
MANNER = ("笑忙又便冷陪赔叹嘆哭问問答骂罵喝方才只也就回都因大起连連怒悄喜惊驚聽听应應向對对再接高急点點摇搖"
          "道曰说說云称稱报報奏想略诏詔谓謂呼叫")
NOBODY = re.compile("[他她它我你您这這那其此众眾大一有又某谁誰另乃便遂因且亦忽既心下上写寫不只如俗口就起]|[二三两兩几幾诸諸]人")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as it stands in the text; lines of verse are parted by a line feed.

    ``run`` and ``offset`` are where it begins, ``at`` its range in the cleaned text; ``sound`` ones hold no gap and no
    doubt. ``speaker`` is None where nobody is named. Of what stands in a speech inside a paragraph
    (``spoken``), ``said`` is how the text brings the speech in, word for word: 水生笑道.
    """

    value: str
    run: Run
    offset: int
    at: At
    speaker: str | None
    spoken: bool
    said: str
    sound: bool
    whole: bool                 # it ends where a sentence ends
    edge: bool                  # the first or last of its paragraph
    verse: bool = False


@dataclass(frozen=True, slots=True)
class _Piece:
    chars: str
    run: Run | None             # None: no words to quote
    sound: bool


def sentences(block: Node, speaker: str | None = None) -> Iterator[Sentence]:
    """The sentences of a block in reading order."""
    match block:
        case Turn(role=TurnRole.QUESTION):
            return
        case Turn(speaker=name):
            for child in block.children:
                yield from sentences(child, speaker if not name or ROLE.fullmatch(name) else name)
        case Verse():
            for group in _couplets(block):
                pieces = [piece for line in group for piece in (*_pieces(line.children, True), _Piece("\n", None, True))]
                yield from _sentence(pieces, speaker)
        case BlockQuote() | List() | Item():
            for part in parts(block):
                yield from sentences(part, speaker)
        case Paragraph() if block.role in SPOKEN:
            for line in _lines(list(_pieces(block.children, True))):
                yield from _sentences(line, speaker)
        case _:
            return


def unbroken(found: Sequence[Sentence]) -> Iterator[Sentence]:
    """Sentences, unsound where the same person's words break off right before them: they may be the rest of those."""
    for before, after in zip((None, *found), found, strict=False):
        cut = before and not before.whole and before.speaker == after.speaker and OPEN.search(before.value)
        yield replace(after, sound=False) if cut else after


def speakers(blocks: Iterable[Node]) -> frozenset[str]:
    """Who speaks in a narrative: the names that stand three times or more before a speech, as in 水生笑道：“……”.

    >>> told = "水生笑道：“不要。”阿七道：“为什么？”水生道：“学生。”他忙说：“好。”水生叹道：“唉。”"
    >>> sorted(speakers([Paragraph(children=(Run(value=told),))]))
    ['水生']
    """
    heard = Counter(name for block in blocks for m in SAID.finditer(words(block)) if 2 <= len(name := _names(m[1])) <= 4)
    return frozenset(name for name, times in heard.items() if times >= NAMED)


def _names(chars: str) -> str:
    """Who is named in the words before a speech; nothing where they say only how it was said."""
    name = chars.rstrip(MANNER)
    return "" if NOBODY.match(name) else name


def _couplets(stanza: Verse) -> Iterator[list[Line]]:
    """A stanza's lines as far as each sentence goes; without marks two by two, or whole where that is too short to quote."""
    lines = list(stanza.children)
    if not any(ENDED.search(words(line)) for line in lines):
        two = [lines[i:i + 2] for i in range(0, len(lines), 2)]
        yield from two if len(lines) % 2 == 0 and all(len(words(a)) + len(words(b)) >= COUPLET for a, b in two) else [lines]
        return
    group: list[Line] = []
    for line in lines:
        group.append(line)
        if ENDED.search(words(line)):
            yield group
            group = []


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
    yield from (list(line) for end, line in groupby(pieces, lambda p: p.chars == "\n" and p.run is None) if not end)


def _bounds(chars: str) -> Iterator[tuple[int, int, bool]]:
    """Where sentences begin and end, and whether they are whole."""
    start = straight = 0
    for m in ENDS.finditer(chars):
        end = m.end()
        straight += chars.count('"', start, end)
        if chars[end:end + 1] == '"' and straight % 2:      # straight quotes: this one closes
            end += 1
            straight += 1
        yield start, end, True
        start = end
    yield start, len(chars), False


def _sentences(line: list[_Piece], speaker: str | None) -> Iterator[Sentence]:
    """The sentences of one line of pieces."""
    chars, starts = _joined(line)
    bounds = [*_bounds(chars)]
    many = len(bounds) > 2
    depth = read = 0
    for a, b, whole in bounds:
        start, end = unwrap(chars, a, b)
        depth += sum(SPEECH.get(c, 0) for c in chars[read:start])
        read = start
        if made := _cut(line, starts, chars, start, end):
            begun = not chars[a:start].strip() or chars[start - 1] in BEGINS
            yield replace(made, speaker=speaker, spoken=depth > 0, said=_said(chars, start) if depth > 0 else "",
                          sound=made.sound and begun, whole=whole, edge=many and (a == 0 or b == len(chars)))


def _said(chars: str, start: int) -> str:
    """The words that bring in the speech that holds a place, where they are few."""
    opened = max(chars.rfind(mark, max(0, start - NEAR), start) for mark in "“「")
    found = SAYING.search(chars, max(0, opened - 12), opened)
    return found[1] if found and _names(found[1]) else ""


def _sentence(pieces: list[_Piece], speaker: str | None) -> Iterator[Sentence]:
    """Lines of verse as one sentence."""
    chars, starts = _joined(pieces)
    start, end = unwrap(chars, 0, len(chars))
    if (made := _cut(pieces, starts, chars, start, end)) and chars.count("\n", start, end) < STANZA:
        yield replace(made, speaker=speaker, whole=True, verse=True)


def _joined(line: list[_Piece]) -> tuple[str, list[int]]:
    return "".join(p.chars for p in line), [*accumulate((len(p.chars) for p in line), initial=0)][:-1]


def _cut(line: list[_Piece], starts: list[int], chars: str, start: int, end: int) -> Sentence | None:
    """The words from ``start`` to ``end`` of a line of pieces; None where they do not begin with words of the text."""
    if start >= end:
        return None
    near = range(max(0, bisect_left(starts, start) - 1), bisect_right(starts, end))
    over = [(line[i], starts[i]) for i in near
            if (starts[i] < end and start < starts[i] + len(line[i].chars)) or (not line[i].chars and start <= starts[i])]
    held = [(p.run, at) for p, at in over if p.run is not None]
    if not held or held[0][1] > start:
        return None
    (first, begins), (last, ends) = held[0], held[-1]
    placed = first.at and last.at and (first.at[0] + start - begins, last.at[0] + end - ends)
    return Sentence(chars[start:end], first, start - begins, placed or None, None, False, "",
                    all(p.sound for p, _ in over), False, False)


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


def blocks_of(blocks: Iterable[Block]) -> list[Sentence]:
    """The sentences of blocks that stand one after another."""
    return [*unbroken([s for b in blocks for s in sentences(b)])]
