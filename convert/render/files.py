"""The ebook's files (分文件): one a section, a part apart from the sections in it, a long section in several.

Reading systems load a file whole before they show its first line, and some give up on one of a few hundred kilobytes.
"""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from convert.tree import Block, BlockQuote, Document, List, Node, Section, SectionRole, Turn, Verse, words

LARGE = 60_000      # characters of a file at most, some 200 KB of XHTML; a paragraph is never cut
FRONT = {SectionRole.PREFACE}
BACK = {SectionRole.AFTERWORD, SectionRole.APPENDIX, SectionRole.APPARATUS, SectionRole.COLOPHON}
Holder = Section | Turn | BlockQuote | Verse | List     # what may go on in the next file


@dataclass(frozen=True, slots=True)
class File:
    """A content document: its name, the section that it holds or goes on with, and the blocks of it that stand there.

    ``blocks`` are those that no file's end cuts, without the sections that have files of their own. ``goes_on`` marks the
    second and later files of a section.
    """

    href: str
    section: Section
    blocks: tuple[Node, ...]
    goes_on: bool = False

    @property
    def matter(self) -> str:
        """The part of the book that the file belongs to, as an epub:type."""
        role = self.section.role
        return "frontmatter" if role in FRONT else "backmatter" if role in BACK else "bodymatter"


def files(document: Document, large: int = LARGE) -> list[File]:
    """The document cut into files.

    >>> from convert.tree import Meta, Paragraph, Run
    >>> chapter = Section(role=SectionRole.CHAPTER, children=tuple(Paragraph(children=(Run(value=c),)) for c in "春夏秋"))
    >>> part = Section(role=SectionRole.PART, children=(chapter,))
    >>> [(f.href, len(f.blocks), f.goes_on) for f in files(Document(meta=Meta(), children=(part,)), large=2)]
    [('c0001.xhtml', 0, False), ('c0002.xhtml', 2, False), ('c0003.xhtml', 1, True)]
    """
    found = [(section, blocks, n > 0) for section in _apart(document) for n, blocks in enumerate(_cut(section, large))]
    return [File(f"c{n:04}.xhtml", *file) for n, file in enumerate(found, 1)]


def holds(node: Node) -> tuple[Node, ...]:
    """The blocks and sections within a block or section that may go on in the next file; of any other none."""
    return node.children if isinstance(node, Holder) else ()


def _apart(node: Document | Section) -> Iterator[Section]:
    for child in node.children:
        if isinstance(child, Section):
            yield child
            if child.role is SectionRole.PART:
                yield from _apart(child)


def _cut(section: Section, large: int) -> Iterator[tuple[Node, ...]]:
    """The blocks of each file of a section."""
    own = [c for c in section.children if not (section.role is SectionRole.PART and isinstance(c, Section))]
    here: list[Node] = []
    size = 0
    for block, length in (unit for child in own for unit in _units(child, large // 2)):
        if here and size + length > large:
            yield tuple(here)
            here, size = [], 0
        here.append(block)
        size += length
    yield tuple(here)


def _units(block: Block | Section | Node, most: int) -> Iterator[tuple[Node, int]]:
    """A block with its length, or what it holds where it is long."""
    length = len(words(block))
    if length <= most or not holds(block):
        yield block, length
    else:
        for inside in holds(block):
            yield from _units(inside, most)
