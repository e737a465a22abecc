"""Headings as they can be known: their words in order, and where a damage has lost some of them for good, what is left.

A heading that has lost characters cannot be given back whole. Right is what says so: every character that is left, a mark
where one is lost and nowhere else, at the very place of the heading. A guessed character is as wrong as a missing one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import accumulate

from damage import LOST, Damaged

from convert.blocks.lines import GAP_MARKS
from convert.text import Text
from convert.tree import Document, outline

MARKS = re.compile(f"(?:{'|'.join(map(re.escape, GAP_MARKS))})+")


def bare(words: str) -> str:
    """Words without white space."""
    return "".join(words.split())


def matches(true: Sequence[str], found: Sequence[str]) -> int:
    """How many of the found are true, in the same order."""
    blocks = SequenceMatcher(None, true, found, autojunk=False).get_matching_blocks()
    return sum(b.size for b in blocks)


def true_heads(damaged: Damaged) -> list[str]:
    """The headings of the truth, as far as they can be known."""
    blocks = zip(damaged.work.blocks, damaged.known.split("\n")[:-1], strict=True)
    return [_known(line, words) for line, ((role, _), words) in enumerate(blocks) if role == "head"]


def found_heads(damaged: Damaged, text: Text, document: Document) -> list[str]:
    """The headings of a parsed text, in the same form."""
    bytes_ = accumulate((len(damaged.written(c)) for c in damaged.cells), initial=len(damaged.bom))
    lines = accumulate((c.clean.count("\n") for c in damaged.cells), initial=0)
    rows = [(at, line) for at, line, cell in zip(bytes_, lines, damaged.cells, strict=False) if cell.damaged]
    out = []
    for entry in outline(document):
        head = entry.section.head
        at = text.starts[head.at[0]] if head is not None and head.at is not None else 0
        out.append(_known(rows[bisect_right(rows, at, key=lambda row: row[0]) - 1][1], entry.title))
    return out


def _known(line: int, words: str) -> str:
    """Words to compare; with their place where some are lost, since what is left of a heading is easily found elsewhere."""
    words = MARKS.sub(LOST, bare(words))
    return f"{words}@{line}" if LOST in words else words
