"""The nodes of the document tree (文档树), and what each may hold.

Each node is a frozen dataclass. ``at`` is its range in the characters of the cleaned text; ``None`` marks what the
program added. The leaves in order are the cleaned text without its layout. A heading's level is its nesting depth.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

At = tuple[int, int] | None


class SectionRole(StrEnum):
    """What a section is; the names of EPUB's structural semantics where it has one."""

    PREAMBLE = "preamble"  # 题下正文: what stands before the first heading
    PART = "part"  # 卷、部、编
    CHAPTER = "chapter"  # 章、回, or a section under a crosshead
    ARTICLE = "article"  # 篇: one of several in a file
    PREFACE = "preface"  # 序、前言
    PROLOGUE = "prologue"  # 楔子、引子
    EPILOGUE = "epilogue"  # 尾声
    AFTERWORD = "afterword"  # 后记、跋
    APPENDIX = "appendix"  # 附录
    APPARATUS = "apparatus"  # 校勘记
    COLOPHON = "colophon"  # 版本记录


class HeadRole(StrEnum):
    """The lines of a heading group (题组)."""

    KICKER = "kicker"  # 引题
    NUMBER = "number"  # 序号: 第一章
    HEADLINE = "headline"  # 主题
    DECK = "deck"  # 副题
    BYLINE = "byline"  # 署名


class ParagraphRole(StrEnum):
    """What a paragraph does."""

    BODY = "body"
    DATELINE = "dateline"  # 电头
    LEAD = "lead"  # 导语
    ADDRESS = "address"  # 称呼
    SIGNATURE = "signature"  # 落款
    DIRECTION = "direction"  # 舞台提示


class TurnRole(StrEnum):
    """What a speaker's turn does."""

    QUESTION = "question"  # 问
    ANSWER = "answer"  # 答
    SPEECH = "speech"  # 发言


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """Anything in the tree. ``at`` is nested and monotone within its parent's (but for a note's words); ``check`` proves it."""

    at: At = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Run(Node):
    """Plain characters (文字)."""

    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap(Node):
    """Text that the source lost (缺字). ``mark`` is what stands in the cleaned text, ``reason`` a key of the words."""

    mark: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unclear(Node):
    """Words in doubt (存疑): the held repair ``repair`` points here. Content: inline."""

    children: tuple[Inline, ...]
    repair: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Emphasis(Node):
    """Words set off by the author (着重). Content: inline."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote(Node):
    """Quoted words inside a paragraph (引语). Content: inline."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruby(Node):
    """A reading beside its characters (注音). Content: inline; ``reading`` is not part of the text."""

    children: tuple[Inline, ...]
    reading: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Link(Node):
    """A reference to a block of this document by its anchor, or to an address. Content: inline."""

    children: tuple[Inline, ...]
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LineBreak(Node):
    """A line end that means something inside a paragraph (换行)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note(Node):
    """A note (注) to the point where it stands; its text is the editor's or the author's. Content: inline.

    ``at`` and ``mark`` are the mark that calls the author's note; its own words stand elsewhere, at the page's foot or the
    chapter's end, and the ranges of ``children`` with them.
    """

    children: tuple[Inline, ...]
    mark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadLine(Node):
    """One line of a heading group. Content: inline."""

    role: HeadRole
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Head(Node):
    """A heading group (题组). Content: one headline or number at least, other lines around it."""

    children: tuple[HeadLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph(Node):
    """A paragraph (段). Content: inline."""

    role: ParagraphRole = ParagraphRole.BODY
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn(Node):
    """What one person says (问答). Content: blocks, no section.

    ``label`` holds the words that name the speaker as printed; it is empty where the turn goes on after a picture.
    """

    speaker: str
    outlet: str | None = None
    role: TurnRole
    label: tuple[Inline, ...]
    children: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Node):
    """A picture with its caption (图说), or the caption alone where the picture is lost. Content: inline.

    ``alt`` says what the picture shows, for those who do not see it.
    """

    href: str | None = None
    alt: str | None = None
    caption: tuple[Inline, ...]
    credit: tuple[Inline, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockQuote(Node):
    """A quoted document (引文). Content: blocks."""

    children: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line(Node):
    """A line of verse (诗行). Content: inline."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verse(Node):
    """A stanza (诗节). Content: lines."""

    children: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item(Node):
    """An item of a list. Its number is part of its words. Content: blocks."""

    children: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class List(Node):
    """An enumeration (列举) whose numbers run on. Content: items."""

    children: tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell(Node):
    """A table's cell. Content: inline."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row(Node):
    """A table's row. Content: cells."""

    children: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table(Node):
    """A table (表). Content: rows; the first ``header`` rows are heads."""

    children: tuple[Row, ...]
    header: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Break(Node):
    """A break between scenes or stanzas (分隔); ``mark`` is what was printed there, if anything."""

    mark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section(Node):
    """A part of the document under one heading (篇章). Content: blocks, then sections."""

    role: SectionRole
    head: Head | None = None
    children: tuple[Block | Section, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Meta:
    """What is known of the work. ``None`` means: the text does not say, and nobody has said it."""

    title: str | None = None
    subtitle: str | None = None
    creator: str | None = None
    publisher: str | None = None
    date: str | None = None
    source: str | None = None
    language: str = "zh-Hans"
    identifier: str | None = None
    rights: str | None = None
    version: str = "1"
    cover: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document(Node):
    """The whole (全文). Content: the title's heading group, then sections."""

    meta: Meta
    head: Head | None = None
    children: tuple[Section, ...]


Inline = Run | Gap | Unclear | Emphasis | Quote | Ruby | Link | LineBreak | Note
Block = Paragraph | Turn | Figure | BlockQuote | Verse | List | Table | Break

INLINE = (Run, Gap, Unclear, Emphasis, Quote, Ruby, Link, LineBreak, Note)
BLOCK = (Paragraph, Turn, Figure, BlockQuote, Verse, List, Table, Break)
CONTENT: dict[type[Node], tuple[type[Node], ...]] = {
    Document: (Head, Section),
    Section: (Head, *BLOCK, Section),
    Head: (HeadLine,),
    Turn: (*INLINE, Paragraph, Figure, BlockQuote, Verse, List, Table, Break),
    BlockQuote: BLOCK,
    Verse: (Line,),
    List: (Item,),
    Item: BLOCK,
    Table: (Row,),
    Row: (Cell,),
    **dict.fromkeys((HeadLine, Paragraph, Figure, Line, Cell, Unclear, Emphasis, Quote, Ruby, Link, Note), INLINE),
    **dict.fromkeys((Run, Gap, LineBreak, Break), ()),
}
