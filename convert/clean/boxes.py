"""A title drawn in a box of line characters (框线)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from convert.blocks import Survey
from convert.clean.junction import whole
from convert.facts import fact
from convert.repair import Confidence, Repair
from convert.settings import CleanSettings
from convert.text import Text

TOP, BOTTOM = re.compile(r"[┌┏╔╭]+[─━═]+[┐┓╗╮]+"), re.compile(r"[└┗╚╰]+[─━═]+[┘┛╝╯]+")
SIDE = re.compile(r"[ 　]?[│┃║][ 　]?")
TALLEST = 5  # lines inside: a table has rules between its rows and is no box


def boxes(text: Text, seen: Survey, settings: CleanSettings) -> Iterator[Repair]:
    """The frame of a boxed title leaves the text, its words stay. Tables, which have inner rules, are left alone."""
    blocks = seen.blocks
    for i, block in enumerate(blocks):
        if not TOP.fullmatch(block.words(text.chars)):
            continue
        bottom = next(
            (j for j in range(i + 2, min(i + 2 + TALLEST, len(blocks))) if BOTTOM.fullmatch(blocks[j].words(text.chars))), None
        )
        inside = range(i + 1, bottom or i)
        sides = [list(SIDE.finditer(text.chars, *blocks[j].at)) for j in inside]
        if bottom is None or not all(len(s) == 2 for s in sides):
            continue
        why = (fact("boxed", n=len(inside)),)
        first = block.at[0], blocks[i + 1].at[0]
        yield Repair("boxes", "box", first, text.chars[slice(*first)], "", Confidence.CERTAIN, why)
        for side in sides:
            for m in side:
                yield Repair("boxes", "box", m.span(), m[0], "", Confidence.CERTAIN, why)
        last = whole(seen, bottom)
        yield Repair("boxes", "box", last, text.chars[slice(*last)], "", Confidence.CERTAIN, why)
