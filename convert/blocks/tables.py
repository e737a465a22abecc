"""Tables (表) that a plain text sets by tabs or wide gaps."""

from __future__ import annotations

import re

from convert.blocks.kinds import Found, Kind, Page
from convert.blocks.markdown import cells as barred

GAP = re.compile(r"\t+|[ 　]{2,}|　")
FIGURE = re.compile(r"[-+−－—±约約]?[$¥￥]?[0-9０-９][0-9０-９,，.．:：/%％‰~～\-]*[\u4e00-\u9fff%％]{0,2}[*＊]?|[-—－/]+|[√×○●]")
ROWS = 3


def cells(words: str) -> list[tuple[int, int]]:
    """The ranges of a line's cells, parted by tabs, wide gaps or ideographic spaces, or between Markdown's bars.

    >>> cells("三年级　138　27.6")
    [(0, 3), (4, 7), (8, 12)]
    """
    if words[0] == "|" == words[-1]:
        return barred(words)
    out, at = [], 0
    for m in GAP.finditer(words):
        out.append((at, m.start()))
        at = m.end()
    return [*out, (at, len(words))]


def figures(words: str) -> int:
    """How many cells behind the first hold a number or a dash."""
    return sum(bool(FIGURE.fullmatch(words[a:b])) for a, b in cells(words)[1:])


def tables(page: Page) -> dict[int, Found]:
    """Rows: three lines or more on end with as many cells each, two thirds of those behind the first numbers.

    The line above with as many cells is their head. A list of words in columns proves no table and stays lines.
    """
    out: dict[int, Found] = {}
    counts = [len(cells(w)) if ("　" in w or "\t" in w or "  " in w) and page.free(i) else 0 for i, w in enumerate(page.words)]
    i = 0
    while i < len(counts):
        if counts[i] < 2:
            i += 1
            continue
        end = i
        while end < len(counts) and counts[end] == counts[i] >= 2 and page.lines[end].blank <= page.lines[i + (end > i)].blank:
            end += 1
        rows = range(i, end)
        numbers = [figures(page.words[j]) for j in rows]
        tabbed = all("\t" in page.words[j] for j in rows)
        body = numbers[1:] if numbers and numbers[0] * 3 < 2 * (counts[i] - 1) else numbers
        filled = sum(body) * 3 >= 2 * len(body) * (counts[i] - 1)
        if len(rows) >= ROWS and len(body) >= 2 and (filled or (tabbed and counts[i] > 2)):
            out |= {j: Found(Kind.ROW) for j in rows}
        i = max(end, i + 1)
    return out
