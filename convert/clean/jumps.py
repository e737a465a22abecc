"""Jump lines (转版): “（下转03版）”, which speak of a newspaper's pages and not to a reader."""

from __future__ import annotations

import re
from collections.abc import Iterator

from convert.blocks import Block, Kind, Survey
from convert.blocks.marks import JUMP, jump_at_end
from convert.clean.junction import whole
from convert.facts import fact
from convert.repair import Confidence, Repair
from convert.settings import CleanSettings
from convert.text import Text


def jumps(text: Text, seen: Survey, settings: CleanSettings) -> Iterator[Repair]:
    """A jump line leaves the text; the record says which page it pointed to and that the rest stands there.

    Held where the file also holds, further on, a line that points back: which rest belongs where is then for an editor
    (see ``continuations``).
    """
    found = [(i, m) for i, block in enumerate(seen.blocks) if (m := _mark(block, text.chars)) is not None]
    ways = {i: m["way"][0] in "下紧緊" for i, m in found}
    for i, m in found:
        block = seen.blocks[i]
        alone = block.kind is Kind.JUMP
        onward = ways[i] and any(j > i + 1 and not ways[j] for j in ways) and ways.get(i + 1) is not False
        back = not ways[i] and any(j < i - 1 and ways[j] for j in ways) and ways.get(i - 1) is not True
        sure = Confidence.POSSIBLE if onward or back else Confidence.CERTAIN
        at = whole(seen, i) if alone else (block.at[0] + m.start(), block.at[0] + m.end())
        way = "continues-on" if m["way"][0] in "下紧緊" else "continues-from"
        evidence = (fact(way, page=m["page"].strip()),)
        yield Repair("jumps", "jump", at, text.chars[slice(*at)], "", sure, evidence)


def _mark(block: Block, chars: str) -> re.Match[str] | None:
    words = block.words(chars)
    return JUMP.fullmatch(words) if block.kind is Kind.JUMP else jump_at_end(words)
