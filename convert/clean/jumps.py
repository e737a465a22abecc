"""Jump lines (转版): “（下转03版）”, which speak of a newspaper's pages and not to a reader."""

from __future__ import annotations

from collections.abc import Iterator

from convert.blocks import Kind, Survey
from convert.blocks.marks import JUMP, JUMP_AT_END
from convert.clean.junction import whole
from convert.facts import fact
from convert.repair import Confidence, Repair
from convert.settings import CleanSettings
from convert.text import Text


def jumps(text: Text, seen: Survey, settings: CleanSettings) -> Iterator[Repair]:
    """A jump line leaves the text; the record says which page it pointed to and that the rest stands there."""
    for i, block in enumerate(seen.blocks):
        words = block.words(text.chars)
        alone = block.kind is Kind.JUMP
        m = JUMP.fullmatch(words) if alone else JUMP_AT_END.search(words)
        if m is None:
            continue
        at = whole(seen, i) if alone else (block.at[0] + m.start(), block.at[0] + m.end())
        way = "continues-on" if m["way"][0] in "下紧緊" else "continues-from"
        evidence = (fact(way, page=m["page"].strip()),)
        yield Repair("jumps", "jump", at, text.chars[slice(*at)], "", Confidence.CERTAIN, evidence)
