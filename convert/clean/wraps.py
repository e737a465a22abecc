"""Lines broken at a fixed width (硬换行): made whole paragraphs again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from convert.blocks import APART, RUNNING, STRUCTURAL, Block, Kind, Survey, Wrap, wrapped
from convert.blocks.lines import OPENERS, ended, finished, han
from convert.clean.cuts import OPENS_NOTHING
from convert.clean.junction import join
from convert.facts import Fact, fact
from convert.repair import Confidence, Repair
from convert.settings import CleanSettings
from convert.text import LINE_ENDS, Text, width

NARROWEST = 36  # columns: below, equal lines are verse
SLACK = 6  # columns that a full line may fall short by: marks and Latin words are not broken
LEAST = 4  # bytes: what is taken out by the character (controls, blanks) had no width
FEWEST = 3  # full lines
REGION = 120  # lines in one region where no heading parts the text
FLOWING = (Kind.BODY, Kind.TURN, Kind.ITEM)
CLOSED = frozenset("。！？”’」』）)!?….")


def wraps(text: Text, seen: Survey, settings: CleanSettings) -> Iterator[Repair]:
    """In a text broken into lines at one width, a line that reaches the width goes on in the next.

    First the gate (``Survey.wrap``), for the whole text or, where that is shut, for each chapter by itself: what is not
    wrapped has no wrapped lines. Then the habit: where the lines behind a short line are indented or stand after a blank
    line, that alone tells where paragraphs begin. Otherwise a line that reaches the width and does not end in 。！？” is
    joined; a full line that ends so stays a paragraph's end.
    """
    reach = [b.indent + width(b.words(text.chars)) + _taken(text, b) for b in seen.blocks]
    if seen.wrap is not None:
        yield from _lines(text, seen.blocks, reach, seen.wrap)
        return
    if (few := list(_unindented(text, seen, reach))):
        yield from few
        return
    open_ends = [not finished(b.words(text.chars)) for b in seen.blocks]
    for start, end in _regions(seen):
        wrap = wrapped(reach[start:end], open_ends[start:end])
        if wrap is not None and wrap.columns >= NARROWEST:
            yield from _lines(text, seen.blocks[start:end], reach[start:end], wrap)
        else:
            yield from _stretches(text, seen.blocks[start:end], reach[start:end], seen.indent)


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
        yield _join(text, left, right, *why)


def _taken(text: Text, block: Block) -> int:
    """Columns that a line had more before words were taken out of it: by those it was broken."""
    start, end = block.at
    low, high = text.starts[start], text.ends[end - 1]
    if high - low <= len(block.words(text.chars).encode(text.source.encoding, "replace")) + LEAST:
        return 0
    gaps = [(a, b) for a, b in zip(text.ends[start : end - 1], text.starts[start + 1 : end], strict=True) if a < b]
    words = "".join(text.source.raw[a:b].decode(text.source.encoding, "ignore") for a, b in gaps)
    return 0 if any(c in LINE_ENDS for c in words) else width(words)


def _regions(seen: Survey) -> Iterator[tuple[int, int]]:
    """The text by chapters, or by so many lines where a chapter is longer."""
    edges = [0, *(i for i, b in enumerate(seen.blocks) if b.kind is Kind.HEAD), len(seen.blocks)]
    for start, end in pairwise(edges):
        yield from ((at, min(at + REGION, end)) for at in range(start, end, REGION))


def _lines(text: Text, blocks: Sequence[Block], reach: Sequence[int], wrap: Wrap) -> Iterator[Repair]:
    edge = wrap.columns
    behind = [b for w, b in zip(reach, blocks[1:], strict=False) if w < edge - 2 * SLACK]
    marked = sum(b.indent > 0 or b.blank > 0 or b.kind in STRUCTURAL for b in behind) > 0.8 * len(behind) > 0
    gapped = sum(b.blank > 0 for b in blocks) > 0.05 * len(blocks)
    why = fact("wrapped-at", columns=edge, share=f"{wrap.share:.0%}")
    heads = _heads(text, blocks, reach, edge) if marked else set()
    for at, ((left, right), columns) in enumerate(zip(pairwise(blocks), reach, strict=False), 1):
        if left.kind in APART - RUNNING or right.kind in APART or right.indent > 0 or at in heads:
            continue
        words = left.words(text.chars)
        if _goes_on(words, right, text, columns, edge, marked=marked, gapped=gapped):
            habit = fact("paragraphs-marked") if marked else fact("not-closed", mark=words[-1])
            yield _join(text, left, right, why, habit)


def _heads(text: Text, blocks: Sequence[Block], reach: Sequence[int], edge: int) -> set[int]:
    """Short lines that may be headings: as a paragraph's rest they would end it without a mark, behind a full stop."""
    words = [b.words(text.chars) for b in blocks]
    short = (i for i in range(1, len(blocks) - 1) if reach[i] < edge - 2 * SLACK and blocks[i + 1].indent > blocks[i].indent)
    return {i for i in short if finished(words[i - 1]) and not ended(words[i])}


def _stretches(text: Text, blocks: Sequence[Block], reach: Sequence[int], indent: int) -> Iterator[Repair]:
    """In a region that is not wrapped: two full lines or more on end, alike in width, each open in mid-sentence."""
    start = 0
    while start < len(blocks) - 1:
        end = start
        while end < len(blocks) - 1 and _open(text, blocks, end, reach, indent) and abs(reach[end] - reach[start]) <= 2:
            end += 1
        if end - start >= 2:
            why = fact("wrapped-here", n=end - start, columns=reach[start])
            for left, right in pairwise(blocks[start : end + 1]):
                yield _join(text, left, right, why)
        start = max(end, start + 1)


def _join(text: Text, left: Block, right: Block, *why: Fact) -> Repair:
    return join("wraps", "wrap", text, left, right, Confidence.PROBABLE, *why)


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


def _goes_on(words: str, right: Block, text: Text, columns: int, edge: int, *, marked: bool, gapped: bool) -> bool:
    if text.chars[right.at[0]] in OPENS_NOTHING:
        return True
    quotes = text.chars[right.at[0]] in OPENERS
    number = words[-1] == "." and words[-2:-1].isdigit() and text.chars[right.at[0]].isdigit()
    closed = (words[-1] in CLOSED and not number) or (words[-1] in "：:" and not quotes) or (words.endswith("——") and quotes)
    if marked:
        if right.blank:  # a page's end inside a paragraph, unless blank lines are what parts paragraphs
            return not gapped and not closed and columns >= edge - SLACK
        return columns >= edge - 2 * SLACK
    return not closed and columns >= edge - SLACK
