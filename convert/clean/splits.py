"""Paragraphs broken into one line a sentence (逐句断行)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from convert.blocks import Block, Kind, Survey
from convert.blocks.lines import finished
from convert.clean.junction import join
from convert.facts import fact
from convert.repair import Confidence, Repair
from convert.settings import CleanSettings
from convert.text import Text

INDENTED, PARTED = 0.6, 0.9  # share of lines that are one sentence
ENOUGH = 30  # lines to judge by
FLOWING = (Kind.BODY, Kind.ITEM)
STOPS = re.compile(r"[。！？!?…]+[”’」』）)]*(?=.)")


def splits(text: Text, seen: Survey, settings: CleanSettings) -> Iterator[Repair]:
    """Sentences that stand a line each are one paragraph again where indents or blank lines still mark the paragraphs.

    The sign must be the text's habit (on 8 to 60 of 100 lines), and most lines one finished sentence, nearly all where only
    blank lines tell, which also part scenes and stanzas.
    """
    lines = [b for b in seen.blocks if b.kind in FLOWING]
    if seen.wrap is not None or len(lines) < ENOUGH:
        return
    single = sum(finished(w := b.words(text.chars)) and not STOPS.search(w) for b in lines) / len(lines)
    indented, parted = [b.indent > 0 for b in seen.blocks], [b.blank > 0 for b in seen.blocks]
    for name, begins, least in (("indent", indented, INDENTED), ("blank", parted, PARTED)):
        if single >= least and _habit(seen.blocks, begins):
            yield from _joined(text, seen.blocks, begins, name)
            return


def _habit(blocks: Sequence[Block], begins: Sequence[bool]) -> bool:
    marked = [sign for b, sign in zip(blocks, begins, strict=True) if b.kind in FLOWING]
    return 0.08 * len(marked) <= sum(marked) <= 0.6 * len(marked)


def _joined(text: Text, blocks: Sequence[Block], begins: Sequence[bool], name: str) -> Iterator[Repair]:
    why = fact("sentence-lines", sign=name)
    for (left, right), new in zip(pairwise(blocks), begins[1:], strict=True):
        if left.kind in FLOWING and right.kind in FLOWING and not new:
            yield join("splits", "split", text, left, right, Confidence.PROBABLE, why)
