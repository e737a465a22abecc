"""Blocks into sections (篇章), turns (问答), lists and figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile

from convert.blocks import Block, Kind
from convert.blocks.marks import credit, item
from convert.parse.groups import group
from convert.parse.head import article_head, section_head
from convert.parse.inline import Inlines
from convert.tree import Block as BlockNode
from convert.tree import (
    Break,
    Figure,
    Head,
    Inline,
    Item,
    List,
    Paragraph,
    ParagraphRole,
    Section,
    SectionRole,
    Turn,
    TurnRole,
)

ASKS = re.compile(r"[？?]|[请請][问問]")  # a host also welcomes and thanks
CROSSHEAD_RANK = 9  # 插题: below whatever numbers itself
PARAGRAPHS = {
    Kind.DIRECTION: ParagraphRole.DIRECTION,
    Kind.ADDRESS: ParagraphRole.ADDRESS,
    Kind.SIGNATURE: ParagraphRole.SIGNATURE,
}
SIGNED = 6  # characters before the credit of a line that is all credit: the outlet's name
BEGUN = 3  # paragraphs of an article behind which a dateline is another's
TOLD_RANK = -1  # what the editor sets at the first level
ARTICLE_RANK = -2  # 篇: above everything that one of several articles holds


@dataclass(slots=True)
class _Open:
    """A section being filled."""

    rank: int
    role: SectionRole
    head: Head | None
    start: int
    end: int
    children: list[BlockNode | Section] = field(default_factory=list)

    def close(self) -> Section:
        return Section(at=(self.start, self.end), role=self.role, head=self.head, children=tuple(self.children))


def sections(blocks: Sequence[tuple[Block, bool]], chars: str, inlines: Inlines, asked: bool) -> tuple[Section, ...]:
    """The sections of a text; ``blocks`` come with whether a scene break stands before them, title lines left out."""
    return _Builder(
        chars,
        inlines,
        asked,
        has_heads=any(b.kind in (Kind.HEAD, Kind.ARTICLE) for b, _ in blocks),
        has_parts=any(b.heading is not None and b.heading.rank == 0 for b, _ in blocks),
    ).build(blocks)


class _Builder:
    def __init__(self, chars: str, inlines: Inlines, asked: bool, *, has_heads: bool, has_parts: bool) -> None:
        self.chars, self.inlines, self.asked = chars, inlines, asked
        self.has_heads, self.has_parts = has_heads, has_parts
        self.done: list[Section] = []
        self.stack: list[_Open] = []
        self.turn: Turn | None = None  # the speaker whose words go on
        self.open_turn = False  # are further paragraphs part of the turn at the section's end?
        self.questions = False

    def build(self, blocks: Sequence[tuple[Block, bool]]) -> tuple[Section, ...]:
        i = 0
        while i < len(blocks):
            block, broken = blocks[i]
            taken = 1
            if block.kind is Kind.ARTICLE:
                taken = self._article(blocks, i)
            elif block.kind is Kind.HEAD:
                below = blocks[i + 1][0] if i + 1 < len(blocks) and blocks[i + 1][0].kind is Kind.SUBHEAD else None
                self._head(block, below)
                taken = 2 if below else 1
            else:
                if broken and block.kind is Kind.BODY:
                    self._add(Break())
                taken = self._block(blocks, i)
            i += taken
        self._close(ARTICLE_RANK)
        return tuple(self.done)

    # sections

    def _head(self, block: Block, below: Block | None) -> None:
        h = block.heading
        rank = h.rank if h else CROSSHEAD_RANK
        role = h.role if h else SectionRole.CHAPTER
        if self.has_parts and role in (SectionRole.AFTERWORD, SectionRole.EPILOGUE, SectionRole.APPENDIX):
            rank = 0
        if block.level is not None:
            rank = self._rank(block.level)
        self._close(rank)
        self.turn, self.open_turn = None, False
        head = section_head(block, self.chars, self.inlines, below)
        end = (below or block).at[1]
        self.stack.append(_Open(rank, role, head, block.at[0], end))

    def _article(self, blocks: Sequence[tuple[Block, bool]], i: int) -> int:
        """Open one of several articles with the lines of its heading group; how many they are."""
        group = [block for block, _ in takewhile(lambda b: b[0].kind is Kind.ARTICLE, blocks[i:])]
        self._close(ARTICLE_RANK)
        self.turn, self.open_turn, self.questions = None, False, False
        head = article_head(group, self.chars, self.inlines)
        self.stack.append(_Open(ARTICLE_RANK, SectionRole.ARTICLE, head, group[0].at[0], group[-1].at[1]))
        return len(group)

    def _untitled(self, block: Block) -> None:
        """A dateline further down in one of several articles opens a piece without a title."""
        begun = sum(isinstance(c, Paragraph) for here in self.stack for c in here.children)
        if self.stack and self.stack[0].rank == ARTICLE_RANK and (begun >= BEGUN or len(self.stack) > 1):
            self._close(ARTICLE_RANK)
            self.turn, self.open_turn = None, False
            self.stack.append(_Open(ARTICLE_RANK, SectionRole.ARTICLE, None, block.at[0], block.at[0]))

    def _rank(self, level: int) -> int:
        """The rank that sets a heading at the editor's level: above everything, or right below what is open over it."""
        above = [section.rank for section in self.stack if section.head is not None][: level - 1]
        return above[-1] + 1 if above else TOLD_RANK

    def _close(self, rank: int) -> None:
        while self.stack and self.stack[-1].rank >= rank:
            section = self.stack.pop().close()
            if self.stack:
                self.stack[-1].children.append(section)
                self.stack[-1].end = max(self.stack[-1].end, section.at[1] if section.at else 0)
            else:
                self.done.append(section)

    def _here(self, start: int) -> _Open:
        if not self.stack:
            role = SectionRole.PREAMBLE if self.has_heads else SectionRole.ARTICLE
            self.stack.append(_Open(CROSSHEAD_RANK + 1, role, None, start, start))
        return self.stack[-1]

    def _add(self, node: BlockNode) -> None:
        start, end = node.at or (self.stack[-1].end, self.stack[-1].end) if self.stack else node.at or (0, 0)
        here = self._here(start)
        here.end = max(here.end, end)
        if self.turn is None or isinstance(node, Figure):
            here.children.append(node)
            self.open_turn = False
        elif self.open_turn and isinstance(here.children[-1], Turn):
            last = here.children[-1]
            at = (last.at[0], end) if last.at else None
            here.children[-1] = replace(last, at=at, children=(*last.children, node))
        else:  # the turn goes on behind a picture, without its label
            here.children.append(replace(self.turn, at=node.at, label=(), children=(node,)))
            self.open_turn = True

    # blocks

    def _block(self, blocks: Sequence[tuple[Block, bool]], i: int) -> int:
        block = blocks[i][0]
        match block.kind:
            case Kind.TURN:
                self._begin_turn(block)
            case Kind.ITEM:
                return self._list(blocks, i)
            case Kind.VERSE | Kind.ROW | Kind.MEMBER | Kind.QUOTED:
                node, taken = group(blocks, i, self.chars, self.inlines)
                self._add(node)
                return taken
            case Kind.DIRECTION | Kind.ADDRESS | Kind.SIGNATURE:
                if block.kind is not Kind.ADDRESS:  # what follows is no longer said by the speaker before
                    self.turn = None
                self._add(Paragraph(at=block.at, role=PARAGRAPHS[block.kind], children=self.inlines(*block.at)))
            case Kind.CAPTION:
                self._caption(block)
            case Kind.BREAK:
                self._add(Break(at=block.at, mark=block.words(self.chars)))
            case Kind.DATELINE:
                self._untitled(block)
                for start, end, role in (
                    (block.at[0], block.inner, ParagraphRole.DATELINE),
                    (block.inner, block.at[1], ParagraphRole.LEAD),
                ):
                    if children := self.inlines(start, end):
                        self._add(Paragraph(at=_around(children), role=role, children=children))
            case _:
                self._add(self._paragraph(block.at))
        return 1

    def _paragraph(self, at: tuple[int, int]) -> Paragraph:
        return Paragraph(at=at, children=self.inlines(*at))

    def _begin_turn(self, block: Block) -> None:
        label = block.label
        assert label is not None
        asks = label.asks and (not label.hosts or ASKS.search(self.chars, block.inner, block.at[1]) is not None)
        role = TurnRole.QUESTION if asks and self.asked else TurnRole.ANSWER if self.questions else TurnRole.SPEECH
        self.questions = self.questions or role is TurnRole.QUESTION
        words = self.inlines(block.inner, block.at[1])
        children = (Paragraph(at=_around(words), children=words),) if words else ()
        turn = Turn(
            at=block.at,
            speaker=label.words,
            outlet=label.outlet,
            role=role,
            label=self.inlines(block.at[0], block.inner),
            children=children,
        )
        here = self._here(block.at[0])
        here.end = max(here.end, block.at[1])
        here.children.append(turn)
        self.turn, self.open_turn = turn, True

    def _list(self, blocks: Sequence[tuple[Block, bool]], i: int) -> int:
        items: list[Item] = []
        for block, _ in blocks[i:]:
            mark = item(block.words(self.chars)) if block.kind is Kind.ITEM else None
            if mark is None or mark.number != len(items) + 1:
                break
            items.append(Item(at=block.at, children=(self._paragraph(block.at),)))
        if not items:  # an item that has lost the ones before it
            self._add(self._paragraph(blocks[i][0].at))
            return 1
        first, last = items[0].at, items[-1].at
        assert first
        assert last
        self._add(List(at=(first[0], last[1]), children=tuple(items)))
        return len(items)

    def _caption(self, block: Block) -> None:
        """A figure; a line that is nothing but a credit belongs to the caption above it."""
        above = self.stack[-1].children[-1] if self.stack and self.stack[-1].children else None
        m = credit(block.words(self.chars))
        if isinstance(above, Figure) and above.at and not above.credit and m is not None and m.start() <= SIGNED:
            at = (above.at[0], block.at[1])
            self.stack[-1].children[-1] = replace(above, at=at, credit=self.inlines(*block.at))
            self.stack[-1].end = max(self.stack[-1].end, block.at[1])
        else:
            self._add(self._figure(block))

    def _figure(self, block: Block) -> Figure:
        words = block.words(self.chars)
        m = credit(words)
        if m is None or m.start() == 0:
            return Figure(at=block.at, caption=self.inlines(*block.at))
        start = block.at[0] + m.start() - (words[m.start() - 1] in "（(")
        return Figure(at=block.at, caption=self.inlines(block.at[0], start), credit=self.inlines(start, block.at[1]))


def _around(children: tuple[Inline, ...]) -> tuple[int, int] | None:
    first, last = children[0].at, children[-1].at
    return (first[0], last[1]) if first and last else None
