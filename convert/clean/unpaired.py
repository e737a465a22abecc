"""Quotation marks and brackets without their other half (引号、括号失配): seen by rules, held for an editor."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from convert.blocks import Kind, Survey
from convert.facts import Fact, fact
from convert.text import LINES, Text

PAIRS = {"“": "”", "‘": "’", "「": "」", "『": "』", "《": "》", "（": "）", "【": "】", "〔": "〕"}
SPEECH = frozenset("“「『‘")  # which may open every paragraph of a speech and close only the last
CLOSERS = {close: opener for opener, close in PAIRS.items()}
MARK = re.compile(f"[{''.join(PAIRS)}{''.join(CLOSERS)}]")
DIGIT = re.compile(r"[0-9０-９一二三四五六七八九十a-zA-Z]")
NUMBER = re.compile(rf"[（(]?{DIGIT.pattern}{{1,3}}[)）]")  # 1）, ａ）
APOSTROPHE = re.compile(r"(?<=[A-Za-z])’|‘(?=\d0s)")
NEAR = 12  # paragraphs, or lines of verse, that one pair may hold
Mark = tuple[int, str]  # a place in a paragraph, and the mark there
Marks = list[Mark]
FLOWING = (Kind.BODY, Kind.TURN, Kind.ITEM, Kind.DATELINE, Kind.VERSE)
PROSE = (Kind.BODY, Kind.TURN, Kind.ITEM, Kind.DATELINE)
MOST = 0.005  # of the paragraphs: more is a text's habit, or its damage, and no slip


def unpaired(text: Text, seen: Survey) -> Iterator[tuple[tuple[int, int], str, Fact]]:
    """A mark whose other half is missing in its paragraph: at most one for a paragraph, the first.

    A speech of several paragraphs opens each and closes the last: its marks are counted over all of them. Nothing is said where
    it happens all through a text, nor in one broken into lines.
    """
    if seen.wrap is not None:
        return
    blocks = [b for b in seen.blocks if b.kind in FLOWING]
    words = [b.words(text.chars) for b in blocks]
    marks = [(list(lost), list(left)) for lost, left in map(_scan, words)]
    for n, (_, left) in enumerate(marks):
        if left and left[-1][1] in SPEECH:
            _close(n, marks, words)
    found = [(b.at[0] + min(lost + left)[0], b) for b, (lost, left) in zip(blocks, marks, strict=True) if lost or left]
    if len(found) <= max(3, MOST * len(blocks)):
        for at, block in found:
            if block.kind in PROSE:
                yield (at, at + 1), text.chars[at], fact("no-partner", mark=text.chars[at])


def _close(n: int, marks: list[tuple[Marks, Marks]], words: list[str]) -> None:
    """Strike out the last mark that a paragraph leaves open, and the one that closes it a few paragraphs on."""
    left = marks[n][1]
    if words[n + 1 : n + 2] and words[n + 1][:1] in SPEECH:
        left.pop()  # each paragraph of a speech opens it anew
        return
    for lost, _ in marks[n + 1 : n + 1 + NEAR]:
        if closed := next((m for m in lost if CLOSERS[m[1]] == left[-1][1]), None):
            lost.remove(closed)
            left.pop()
            return


@lru_cache(maxsize=LINES)
def _scan(words: str) -> tuple[tuple[Mark, ...], tuple[Mark, ...]]:
    """The closing marks without an opening one, and the opening ones still open at the end.

    >>> _scan("他说：“好。"), _scan("好。”他说。")
    (((), ((3, '“'),)), (((2, '”'),), ()))
    """
    skip = {m.start() for m in APOSTROPHE.finditer(words)}
    if m := NUMBER.match(words):
        skip.update(range(m.end()))
    lost: Marks = []
    stack: Marks = []
    waiting = Counter[str]()
    for i, c in ((m.start(), m[0]) for m in MARK.finditer(words)):
        if i in skip:
            continue
        if c in PAIRS:
            stack.append((i, c))
            waiting[c] += 1
        elif waiting[CLOSERS[c]]:
            partner = ""
            while partner != CLOSERS[c]:
                _, partner = stack.pop()
                waiting[partner] -= 1
        elif c != "）" or not DIGIT.match(words, i - 1):
            lost.append((i, c))
    return tuple(lost), tuple(stack)
