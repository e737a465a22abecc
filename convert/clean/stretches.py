"""Hard wraps in a part of a text (局部硬换行): a chapter, a letter, a few lines that are broken where the rest is not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from convert.blocks import Block, Kind, Survey, wrapped
from convert.blocks.lines import finished, han
from convert.clean.wraps import SLACK, joined, lines_joined, reaches
from convert.facts import fact
from convert.repair import Repair
from convert.settings import CleanSettings
from convert.text import Text

NARROWEST = 36  # columns: below, equal lines are verse
FEWEST = 3  # full lines
REGION = 120  # lines in one region where no heading parts the text
FLOWING = (Kind.BODY, Kind.TURN, Kind.ITEM)


def stretches(text: Text, seen: Survey, settings: CleanSettings) -> Iterator[Repair]:
    """Where the text as a whole is not wrapped, each chapter by itself, and runs of full open lines inside one.

    A wrapped text has them too, once its own lines are joined: a letter set to a narrower measure.
    """
    if seen.wrap is not None:
        return
    reach = reaches(text, seen)
    if few := list(_unindented(text, seen, reach)):
        yield from few
        return
    open_ends = [not finished(b.words(text.chars)) for b in seen.blocks]
    for start, end in _regions(seen):
        wrap = wrapped(reach[start:end], open_ends[start:end])
        if wrap is not None and wrap.columns >= NARROWEST:
            yield from lines_joined("stretches", text, seen.blocks[start:end], reach[start:end], wrap)
        else:
            yield from _runs(text, seen.blocks[start:end], reach[start:end], seen.indent)


def _unindented(text: Text, seen: Survey, reach: Sequence[int]) -> Iterator[Repair]:
    """A wrapped text with few full lines: only full ones are followed by a line without the others' indent or blank line."""
    edge = max(reach, default=0)
    pairs = [
        (i, left, right)
        for i, (left, right) in enumerate(pairwise(seen.blocks))
        if left.kind in FLOWING and right.kind is Kind.BODY and not right.indent and not right.blank
    ]
    indented = sum(b.indent > 0 for b in seen.blocks) * 3 > len(seen.blocks)
    parted = sum(b.blank > 0 for b in seen.blocks) * 2 > len(seen.blocks)
    if edge < NARROWEST or len(pairs) < FEWEST or not (indented or parted) or any(reach[i] < edge - SLACK for i, _, _ in pairs):
        return
    why = fact("wrapped-here", n=len(pairs), columns=edge), fact("paragraphs-marked")
    for _, left, right in pairs:
        yield joined("stretches", text, left, right, *why)


def _regions(seen: Survey) -> Iterator[tuple[int, int]]:
    """The text by chapters, or by so many lines where a chapter is longer."""
    edges = [0, *(i for i, b in enumerate(seen.blocks) if b.kind is Kind.HEAD), len(seen.blocks)]
    for start, end in pairwise(edges):
        yield from ((at, min(at + REGION, end)) for at in range(start, end, REGION))


def _runs(text: Text, blocks: Sequence[Block], reach: Sequence[int], indent: int) -> Iterator[Repair]:
    """In a region that is not wrapped: two full lines or more on end, alike in width, each open in mid-sentence."""
    start = 0
    while start < len(blocks) - 1:
        end = start
        while end < len(blocks) - 1 and _open(text, blocks, end, reach, indent) and abs(reach[end] - reach[start]) <= 2:
            end += 1
        if end - start >= 2:
            why = fact("wrapped-here", n=end - start, columns=reach[start])
            for left, right in pairwise(blocks[start : end + 1]):
                yield joined("stretches", text, left, right, why)
        start = max(end, start + 1)


def _open(text: Text, blocks: Sequence[Block], i: int, reach: Sequence[int], indent: int) -> bool:
    """Does a line of some width stop inside a sentence, with a paragraph right below? Lines of verse share their marks.

    A line with the ``indent`` that paragraphs here have begins one.
    """
    left, right = blocks[i], blocks[i + 1]
    if left.kind not in FLOWING or right.kind is not Kind.BODY or right.blank or right.indent > left.indent:
        return False
    if right.indent and right.indent == indent:
        return False
    words, below = left.words(text.chars), right.words(text.chars)
    return reach[i] >= NARROWEST and bool(han(words[-1])) and [] != _marks(words) != _marks(below)


def _marks(words: str) -> list[int]:
    return [i for i, c in enumerate(words) if c in "，。；！？、："]
