"""A survey carried over a few changes of its text (沿用判断), where judging it anew would take long and tell nothing new."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate

from convert.blocks.kinds import Block
from convert.blocks.lines import BLANKS
from convert.blocks.survey import Survey, finished_share
from convert.text import LINE_ENDS, Edit

LINE_END = re.compile(f"[{LINE_ENDS}]")


def carried(seen: Survey, chars: str, edits: Sequence[Edit]) -> Survey | None:
    """What was said of a text's lines, of the text ``chars`` that these splices (from left to right) have made of it.

    Lines leave, words leave lines, two lines become one; what each does stays, its layout (``blank``, ``indent``) too, and so do
    the text's habits but for ``ends``. None where a splice moves a passage, or puts in words or line ends where none were: such
    a line has to be looked at.
    """
    if any(e.origin is not None or e.start == e.end or not _known(e) for e in edits):
        return None
    blocks = tuple(_joined(_moved(seen.blocks, chars, edits), chars))
    return replace(seen, blocks=blocks, ends=finished_share(blocks, chars))


def _known(e: Edit) -> bool:
    """Is what a splice puts in of a line that is known: words for words on it, or layout for layout?"""
    if e.after.strip():
        return not LINE_END.search(e.before + e.after) and e.before == e.before.strip()
    return len(LINE_END.findall(e.after)) <= min(1, len(LINE_END.findall(e.before)))


def _moved(blocks: Sequence[Block], chars: str, edits: Sequence[Edit]) -> Iterator[Block]:
    """The blocks that are left, where they are now."""
    shift = list(accumulate((len(e.after) - len(e.before) for e in edits), initial=0))
    k = 0
    for b in blocks:
        while k < len(edits) and edits[k].end < b.at[0]:
            k += 1
        if k == len(edits) or edits[k].start > b.at[1]:  # nothing touches it
            yield _shifted(b, shift[k])
        elif (now := _cut(b, chars, edits, shift, k)) is not None:
            yield now


def _shifted(b: Block, by: int) -> Block:
    call = (b.call[0] + by, b.call[1] + by) if b.call else None
    return Block(b.kind, (b.at[0] + by, b.at[1] + by), b.blank, b.indent, b.inner + by, b.heading, b.label, b.level, call)


def _cut(b: Block, chars: str, edits: Sequence[Edit], shift: Sequence[int], k: int) -> Block | None:
    """A block that splices touch, from the ``k``-th on; None where nothing is left of it."""

    def first(at: int) -> int:
        i = bisect_right(edits, at, k, key=lambda e: e.start) - 1
        if i < k or at >= edits[i].end:
            return at + shift[i + 1]
        e = edits[i]
        return e.start + shift[i] + (0 if at == e.start and not LINE_END.search(e.after) else len(e.after))

    def last(at: int) -> int:
        i = bisect_left(edits, at, k, key=lambda e: e.start) - 1
        if i < k or at > edits[i].end:
            return at + shift[i + 1]
        e = edits[i]
        return e.start + shift[i] + (len(e.after) if at == e.end and not LINE_END.search(e.after) else 0)

    start, end = first(b.at[0]), last(b.at[1])
    words = chars[start:end]
    if start >= end or not words.strip(BLANKS):
        return None
    start, end = end - len(words.lstrip(BLANKS)), start + len(words.rstrip(BLANKS))
    inner = start if b.inner == b.at[0] else min(end, max(start, first(b.inner)))
    return b._replace(at=(start, end), inner=inner, call=(first(b.call[0]), last(b.call[1])) if b.call else None)


def _joined(blocks: Iterator[Block], chars: str) -> Iterator[Block]:
    """Blocks with no line's end between them are one, which does what the first did."""
    before = next(blocks, None)
    for b in blocks:
        if before is not None and chars[before.at[1]] not in LINE_ENDS and not LINE_END.search(chars, before.at[1], b.at[0]):
            before = before._replace(at=(before.at[0], b.at[1]))
            continue
        if before is not None:
            yield before
        before = b
    if before is not None:
        yield before
