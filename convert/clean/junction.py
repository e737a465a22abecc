"""Blocks joined or dropped: what happens to the layout between them."""

from __future__ import annotations

import re
import unicodedata

from convert.blocks import Block, Survey
from convert.facts import Fact
from convert.repair import Confidence, Repair
from convert.text import Text

# a number that a line's end has cut
NUMBER = re.compile(r"[0-9.,:/-]\s+[0-9%.,;:)]")


def join(by: str, kind: str, text: Text, left: Block, right: Block, confidence: Confidence, *evidence: Fact) -> Repair:
    """The repair that makes two blocks one. Chinese has no space at a join, nor has a number; two narrow neighbours keep one."""
    at = left.at[1], right.at[0]
    solid = _wide(text.chars[at[0] - 1]) or _wide(text.chars[at[1]]) or NUMBER.match(text.chars, at[0] - 1, at[1] + 1)
    after = "" if solid else " "
    return Repair(by, kind, at, text.chars[slice(*at)], after, confidence, evidence)


def whole(seen: Survey, i: int) -> tuple[int, int]:
    """The range to cut when block ``i`` leaves: with the layout before it, so that no empty line is left to mean a break."""
    block = seen.blocks[i]
    return (seen.blocks[i - 1].at[1] if i else block.at[0]), block.at[1]


def _wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in "WFA"
