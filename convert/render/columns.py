"""The columns of a printed table (表格列宽): each as wide as its words need, so that short cells stay on one line."""
from __future__ import annotations

from convert.anchors import printed
from convert.text import width
from convert.tree import Table, words

PADDING = 1.1       # em behind each cell: one, and a little that outweighs rounding
LEAST = 2.0         # em of the narrowest column


def columns(table: Table, measure: float) -> list[float]:
    """The share of each column in per cent of a measure of so many em.

    Columns that need less than an even share get what they need; the others share the rest evenly. What is left over
    goes to all in proportion.
    """
    count = max((len(row.children) for row in table.children), default=0)
    needs = [max([LEAST, *(width(printed(words(row.children[n]))) / 2 for row in table.children if n < len(row.children))])
             + PADDING for n in range(count)]
    given: dict[int, float] = {}
    room = measure
    for left, n in zip(range(count, 0, -1), sorted(range(count), key=needs.__getitem__), strict=True):
        given[n] = min(needs[n], room / left)
        room -= given[n]
    total = sum(given.values())
    return [round(100 * given[n] / total, 2) for n in range(count)]
