"""Anchors (锚): one name for each place of the tree, the same in every edition, in links, outline and page list.

Names come from tree positions alone: ``s3`` is the third section, ``h3`` the third heading group below the title's
(``h0``), ``b17`` the seventeenth text block, ``n2`` the second note. A text block is what holds words directly: a
heading line, a paragraph, a figure, a verse line, a table cell, a break, and a turn whose label stands alone.
"""
from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from convert.tree import (
    Break,
    Cell,
    Document,
    Figure,
    Gap,
    Head,
    HeadLine,
    Line,
    Node,
    Note,
    Paragraph,
    Run,
    Section,
    Turn,
    parts,
)

WHITE = str.maketrans("", "", " \t\n\r\f\v\u3000\u00a0\u200b\u2060\ufeff")
_TURNING = (0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))     # would set lines backwards
_PRINTED: dict[int, str | None] = {
    c: None for c in (*range(0x20), 0xFFFE, 0xFFFF, *range(0xD800, 0xE000), *_TURNING) if c not in (9, 10)}
_PRINTED[0xFFFD] = "□"


def printed(chars: str) -> str:
    r"""Characters as editions print them: □ for a lost one, nothing for what no edition can hold or what turns its lines.

    >>> printed("甲\ufffd乙\x0b\u202e")
    '甲□乙'
    """
    return chars.translate(_PRINTED)


def run_in(turn: Turn) -> bool:
    """Does the turn's label open its first paragraph, as 王毅：各位朋友 does?"""
    return bool(turn.children) and isinstance(turn.children[0], Paragraph)


class Leaf(NamedTuple):
    """Words of a text block: the node that holds them, the block's anchor, characters before them in the block."""

    node: Run | Gap | Break
    anchor: str
    offset: int

    @property
    def words(self) -> str:
        """The characters as printed."""
        return printed(self.node.value if isinstance(self.node, Run) else self.node.mark)


@dataclass
class _Counts:
    section: int = 0
    head: int = -1
    block: int = 0
    note: int = 0


class Anchors:
    """The anchors of one document. Nodes are told apart by identity, so none may stand in a tree twice.

    >>> from convert.tree import Meta, SectionRole
    >>> p = Paragraph(children=(Run(value="甲"),))
    >>> s = Section(role=SectionRole.PREAMBLE, children=(p,))
    >>> anchors = Anchors(Document(meta=Meta(), children=(s,)))
    >>> anchors.of(s), anchors.of(p), anchors.text("b1")
    ('s1', 'b1', '甲')
    """

    def __init__(self, document: Document) -> None:
        self.document = document                # keeps the nodes alive that identities point at
        self.leaves: list[Leaf] = []            # in reading order, notes left out
        self.notes: list[Note] = []
        self._names: dict[int, str] = {}
        self._length: dict[str, int] = {}
        self._text: dict[str, str] | None = None
        self._ends: tuple[list[int], list[str]] | None = None
        counts = _Counts(head=-1 if document.head is not None else 0)
        self._visit(document, "", counts)

    def of(self, node: Node) -> str:
        """The anchor of a node; of a container without one of its own, that of its first text block."""
        for n in _within(node):
            if id(n) in self._names:
                return self._names[id(n)]
        raise KeyError(f"{type(node).__name__} has no anchor in this document")

    def get(self, node: Node) -> str | None:
        """The anchor of a node itself, if it has one."""
        return self._names.get(id(node))

    def number(self, note: Note) -> int:
        """The number of a note, counted through the document from 1."""
        return int(self._names[id(note)][1:])

    def text(self, anchor: str) -> str:
        """The printed text of a text block, notes left out."""
        if self._text is None:
            self._text = {}
            for leaf in self.leaves:
                self._text[leaf.anchor] = self._text.get(leaf.anchor, "") + leaf.words
        return self._text.get(anchor, "")

    def block_at(self, char: int) -> str | None:
        """The anchor of the text block that holds, or is first behind, a character of the cleaned text."""
        if self._ends is None:
            placed = [(leaf.node.at[1], leaf.anchor) for leaf in self.leaves if leaf.node.at is not None]
            self._ends = [end for end, _ in placed], [name for _, name in placed]
        ends, names = self._ends
        return names[min(bisect_right(ends, char), len(names) - 1)] if names else None

    def _name(self, node: Node, name: str) -> str:
        if id(node) in self._names:
            raise ValueError(f"the same {type(node).__name__} stands twice in the tree")
        self._names[id(node)] = name
        return name

    def _visit(self, node: Node, block: str, counts: _Counts) -> None:
        match node:
            case Section():
                counts.section += 1
                self._name(node, f"s{counts.section}")
            case Head():
                counts.head += 1
                self._name(node, f"h{counts.head}")
            case Note():
                counts.note += 1
                self._name(node, f"n{counts.note}")
                self.notes.append(node)
                return
            case Turn() if run_in(node):
                first, *rest = node.children
                name = self._block(first, counts)
                for part in (*node.label, *parts(first)):
                    self._visit(part, name, counts)
                for part in rest:
                    self._visit(part, "", counts)
                return
            case HeadLine() | Paragraph() | Figure() | Line() | Cell() | Break() | Turn():
                block = self._block(node, counts)
            case _:
                pass
        if isinstance(node, Run | Gap | Break):
            leaf = Leaf(node, block, self._length.get(block, 0))
            self.leaves.append(leaf)
            self._length[block] = leaf.offset + len(leaf.words)
        for part in parts(node):
            self._visit(part, block, counts)

    def _block(self, node: Node, counts: _Counts) -> str:
        counts.block += 1
        return self._name(node, f"b{counts.block}")


def _within(node: Node) -> Iterator[Node]:
    yield node
    for part in parts(node):
        yield from _within(part)
