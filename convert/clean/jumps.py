"""Jump lines (转版): “（下转03版）”, which speak of a newspaper's pages and not to a reader."""

from __future__ import annotations

from collections.abc import Iterator

from convert.blocks import Kind, Survey
from convert.blocks.marks import JUMP, JUMP_AT_END
from convert.facts import fact
from convert.repair import Confidence, Repair
from convert.settings import CleanSettings
from convert.text import Text


def jumps(text: Text, seen: Survey, settings: CleanSettings) -> Iterator[Repair]:
    """A jump line leaves the text; the record says which page it pointed to and that the rest stands there."""
    for block in seen.blocks:
        words = block.words(text.chars)
        m = JUMP.fullmatch(words) if block.kind is Kind.JUMP else JUMP_AT_END.search(words)
        if m is None:
            continue
        start = block.at[0] + m.start()
        way = "continues-on" if m["way"][0] in "下紧緊" else "continues-from"
        yield Repair(
            "jumps",
            "jump",
            (start, block.at[0] + m.end()),
            m[0],
            "",
            Confidence.CERTAIN,
            (fact(way, page=m["page"].strip()),),
        )
