"""Markdown's marks of lists, quotations and tables; those of headings are read with the lines.

A mark is layout: it stays in the text and is printed in no edition.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from convert.blocks.kinds import Found, Kind, Page
from convert.blocks.lines import Line

MEMBER = re.compile(r"[-*+][ \t]+(?=\S)")
QUOTED = re.compile(r">[ \t]?(?=\S)")
ROW = re.compile(r"\|.*\|")
RULE = re.compile(r"\|(?:[ \t]*:?-+:?[ \t]*\|)+")  # below a table's head
INLINE = re.compile(
    r"\*\*(?=\S)(?P<strong>[^\n*]+?)(?<=\S)\*\*|(?<![*\w])\*(?=\S)(?P<em>[^\n*]+?)(?<=\S)\*(?![*\w])|"
    r"`(?P<code>[^`\n]+)`|(?<!!)\[(?P<link>[^\[\]\n]+)\]\((?P<href>[^()\s]+)\)"
)


def marked(words: Sequence[str], lines: Sequence[Line]) -> bool:
    """Is the text plainly Markdown: headings of its kind, two at least, or one and another of its marks?"""
    heads = sum(line.level > 0 for line in lines)
    if not heads:
        return False
    return heads > 1 or any(form.match(w) for w in words for form in (MEMBER, QUOTED, ROW)) or any(map(INLINE.search, words))


def markdown(page: Page) -> dict[int, Found]:
    """Members of lists, quoted paragraphs, rows of tables."""
    if not marked(page.words, page.lines):
        return {}
    out: dict[int, Found] = {}
    for i, w in enumerate(page.words):
        if not page.free(i):
            continue
        if m := MEMBER.match(w):
            out[i] = Found(Kind.MEMBER, m.end())
        elif m := QUOTED.match(w):
            out[i] = Found(Kind.QUOTED, m.end())
        elif ROW.fullmatch(w):
            out[i] = Found(Kind.ROW)
    return out


def cells(words: str) -> list[tuple[int, int]]:
    """The ranges of the cells of a row between its bars; none in the rule below a table's head.

    >>> cells("| 甲 | 乙丙 |"), cells("|---|:-:|")
    ([(2, 3), (6, 8)], [])
    """
    if RULE.fullmatch(words):
        return []
    bars = [m.start() for m in re.finditer(r"(?<!\\)\|", words)]
    out = []
    for a, b in pairwise(bars):
        inner = words[a + 1 : b]
        start = a + 1 + len(inner) - len(inner.lstrip())
        out.append((start, max(start, a + 1 + len(inner.rstrip()))))
    return out
