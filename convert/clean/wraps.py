"""Lines broken at a fixed width (硬换行): made whole paragraphs again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from convert.blocks import APART, RUNNING, STRUCTURAL, Block, Survey, Wrap, length
from convert.blocks.lines import BLANKS, OPENERS, ended, finished
from convert.clean.cuts import OPENS_NOTHING
from convert.clean.junction import join
from convert.facts import Fact, fact
from convert.repair import Confidence, Repair
from convert.settings import CleanSettings
from convert.text import LINE_ENDS, Text, width

SLACK = 6  # columns that a full line may fall short by: marks and Latin words are not broken
LEAST = 4  # bytes: what is taken out by the character (controls, blanks) had no width
LINE_END = re.compile(f"[{LINE_ENDS}]")
BLANK = frozenset(BLANKS)
CLOSED = frozenset("。！？”’」』）)!?….")


def wraps(text: Text, seen: Survey, settings: CleanSettings) -> Iterator[Repair]:
    """In a text broken into lines at one width, a line that reaches the width goes on in the next.

    First the gate (``Survey.wrap``), for the whole text: what is not wrapped has no wrapped lines. Then the habit: where the
    lines behind a short line are indented or stand after a blank line, that alone tells where paragraphs begin. Otherwise a
    line that reaches the width and does not end in 。！？” is joined; a full line that ends so stays a paragraph's end.
    """
    if seen.wrap is not None:
        yield from lines_joined("wraps", text, seen.blocks, reaches(text, seen), seen.wrap)


def reaches(text: Text, seen: Survey) -> list[int]:
    """The columns that each block reached when it was broken."""
    if seen.wrap is not None and seen.wrap.counted:
        return [2 * length(text.chars, b.at) + _taken(text, b) for b in seen.blocks]
    return [b.indent + width(b.words(text.chars)) + _taken(text, b) for b in seen.blocks]


def _taken(text: Text, block: Block) -> int:
    """Columns that a line had more before words were taken out of it: by those it was broken."""
    start, end = block.at
    low, high = text.starts[start], text.ends[end - 1]
    if high - low <= len(block.words(text.chars).encode(text.source.encoding, "replace")) + LEAST:
        return 0
    if LINE_END.search(text.source.raw[low:high].decode(text.source.encoding, "ignore")):
        return 0
    gaps = [(a, b) for a, b in zip(text.ends[start : end - 1], text.starts[start + 1 : end], strict=True) if a < b]
    words = "".join(text.source.raw[a:b].decode(text.source.encoding, "ignore") for a, b in gaps)
    return width(words)


def lines_joined(by: str, text: Text, blocks: Sequence[Block], reach: Sequence[int], wrap: Wrap) -> Iterator[Repair]:
    """The joins of the full lines among blocks that are broken at a width, for the pass ``by``."""
    edge = wrap.columns
    short = [at for at, w in enumerate(reach[:-1]) if w < edge - 2 * SLACK and blocks[at].kind not in STRUCTURAL]
    behind = [blocks[at + 1] for at in short]
    marked = sum(b.indent > 0 or b.blank > 0 or b.kind in STRUCTURAL for b in behind) > 0.8 * len(behind) > 0
    gapped = sum(b.blank > 0 for b in blocks) > 0.05 * len(blocks)
    why = fact("wrapped-at", columns=edge, share=f"{wrap.share:.0%}")
    heads = _heads(text, blocks, reach, edge) if marked else set()
    for at, ((left, right), columns) in enumerate(zip(pairwise(blocks), reach, strict=False), 1):
        narrow = text.chars[left.at[1] - 1].isascii() or text.chars[right.at[0]].isascii()
        space = wrap.counted and narrow and right.indent == 1  # beside a word, and not a paragraph's
        if left.kind in APART - RUNNING or right.kind in APART or (right.indent > 0 and not space) or at in heads:
            continue
        words = left.words(text.chars)
        if _goes_on(words, right, text, columns, edge, marked=marked, gapped=gapped):
            habit = fact("paragraphs-marked") if marked else fact("not-closed", mark=words[-1])
            r = joined(by, text, left, right, why, habit)
            if wrap.counted and narrow:  # a space beside a word stands at the break still, and none is where one was cut
                r = replace(r, after="" if BLANK.isdisjoint(r.before) else " ")
            yield r


def _heads(text: Text, blocks: Sequence[Block], reach: Sequence[int], edge: int) -> set[int]:
    """Short lines that may be headings: as a paragraph's rest they would end it without a mark, behind a full stop."""
    words = [b.words(text.chars) for b in blocks]
    short = (i for i in range(1, len(blocks) - 1) if reach[i] < edge - 2 * SLACK and blocks[i + 1].indent > blocks[i].indent)
    return {i for i in short if finished(words[i - 1]) and not ended(words[i])}


def joined(by: str, text: Text, left: Block, right: Block, *why: Fact) -> Repair:
    """Two lines as one."""
    return join(by, "wrap", text, left, right, Confidence.PROBABLE, *why)


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
