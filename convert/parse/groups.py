"""Lines that belong together: stanzas (诗节), tables (表), casts (人物表)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from convert.blocks import Block, Kind
from convert.blocks.tables import cells, figures
from convert.parse.inline import Inlines
from convert.tree import Block as BlockNode
from convert.tree import BlockQuote, Cell, Item, Line, List, Paragraph, Row, Table, Verse


def group(blocks: Sequence[tuple[Block, bool]], i: int, chars: str, inlines: Inlines) -> tuple[BlockNode, int]:
    """The node that the lines of one kind from ``i`` on make, up to a break, and how many lines it takes."""
    kind = blocks[i][0].kind
    lines = [blocks[i][0]]
    lines += (b for b, _ in takewhile(lambda pair: pair[0].kind is kind and not pair[1], blocks[i + 1 :]))
    if kind is Kind.VERSE:
        return Verse(at=_hull(lines), children=tuple(Line(at=b.at, children=inlines(*b.at)) for b in lines)), len(lines)
    if kind is Kind.ROW:
        return _table(lines, chars, inlines), len(lines)
    said = [Paragraph(at=(b.inner, b.at[1]), children=inlines(b.inner, b.at[1])) for b in lines]
    if kind is Kind.QUOTED:
        return BlockQuote(at=_hull(lines), children=tuple(said)), len(lines)
    members = tuple(Item(at=b.at, children=(p,)) for b, p in zip(lines, said, strict=True))
    return List(at=_hull(lines), children=members), len(lines)


def marks(block: Block, chars: str) -> Iterator[tuple[int, int]]:
    """The ranges of a line that are marks and no words: before a note, a member or a quotation, a table's bars."""
    if block.kind in (Kind.NOTE, Kind.MEMBER, Kind.QUOTED):
        yield block.at[0], block.inner
    elif block.kind is Kind.ROW and chars[block.at[0]] == "|":
        at = block.at[0]
        for start, end in cells(block.words(chars)):
            yield at, block.at[0] + start
            at = block.at[0] + end
        yield at, block.at[1]


def _table(lines: Sequence[Block], chars: str, inlines: Inlines) -> Table:
    rows: list[Row] = []
    for b in lines:
        at = [(b.at[0] + start, b.at[0] + end) for start, end in cells(b.words(chars))]
        if not at:  # the rule below the head
            continue
        rows.append(Row(at=b.at, children=tuple(Cell(at=a, children=inlines(*a)) for a in at)))
    numbers = [figures(b.words(chars)) for b in lines]
    header = int(len(rows) < len(lines) or (len(lines) > 1 and numbers[0] < max(numbers[1:])))
    return Table(at=_hull(lines), children=tuple(rows), header=header)


def _hull(lines: Sequence[Block]) -> tuple[int, int]:
    return lines[0].at[0], lines[-1].at[1]
