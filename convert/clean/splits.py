"""Paragraphs broken into one line a sentence (逐句断行)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from convert.blocks import Block, Kind, Survey
from convert.blocks.lines import ended, finished
from convert.clean.junction import join
from convert.facts import fact
from convert.repair import Confidence, Repair
from convert.settings import CleanSettings
from convert.text import Text

INDENTED, PARTED = 0.6, 0.8  # share of lines that are one sentence
FEWEST = {"indent": 0.08, "blank": 0.2}  # share of lines that begin a paragraph: blank lines more seldom part scenes
MOST = 0.6
SPEECHES = 0.02  # of the junctions to mend, between two speeches: speakers have a paragraph each
ENOUGH = {"indent": 12, "blank": 30}  # lines to judge by: some with an indent and some without tell more
FLOWING = (Kind.BODY, Kind.ITEM)
STOPS = re.compile(r"[。！？!?…][”’」』）)]*(?=[^。！？!?…”’」』）)])")


def splits(text: Text, seen: Survey, settings: CleanSettings) -> Iterator[Repair]:
    """Sentences that stand a line each are one paragraph again where indents or blank lines still mark the paragraphs.

    The sign must be the text's habit (an indent on 8 to 60 of 100 lines, a blank line before 20 to 60), and most lines one
    finished sentence, more of them where only blank lines tell, which also part scenes and stanzas. Where a speech stands
    right below another, the lines are paragraphs.
    """
    lines = [b for b in seen.blocks if b.kind in FLOWING]
    if seen.wrap is not None or len(lines) < min(ENOUGH.values()):
        return
    single = sum(finished(w := b.words(text.chars)) and not STOPS.search(w) for b in lines) / len(lines)
    indented, parted = [b.indent > 0 for b in seen.blocks], [b.blank > 0 for b in seen.blocks]
    for name, begins, least in (("indent", indented, INDENTED), ("blank", parted, PARTED)):
        if single >= least and len(lines) >= ENOUGH[name] and _habit(seen.blocks, begins, FEWEST[name]):
            found = list(_joined(text, seen.blocks, begins, name))
            spoken = sum(text.chars[r.at[0] - 1] in "”」』" and text.chars[r.at[1]] in "“「『" for r in found)
            yield from found if spoken <= SPEECHES * len(found) else ()
            return


def _habit(blocks: Sequence[Block], begins: Sequence[bool], fewest: float) -> bool:
    marked = [sign for b, sign in zip(blocks, begins, strict=True) if b.kind in FLOWING]
    return fewest * len(marked) <= sum(marked) <= MOST * len(marked)


def _joined(text: Text, blocks: Sequence[Block], begins: Sequence[bool], name: str) -> Iterator[Repair]:
    why = fact("sentence-lines", sign=name)
    for (left, right), new in zip(pairwise(blocks), begins[1:], strict=True):
        sentences = ended(left.words(text.chars)) and ended(right.words(text.chars))  # what is none may be a title
        if left.kind in FLOWING and right.kind in FLOWING and not new and sentences:
            yield join("splits", "split", text, left, right, Confidence.PROBABLE, why)
