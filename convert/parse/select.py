"""One article (篇) of a file that holds several, as a document of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from convert.parse.head import meta_of
from convert.text import solid
from convert.tree import Document, Paragraph, Section, SectionRole, title_of, walk, words

OPENING = 16  # characters by which a piece without a title is called


def articles(document: Document) -> list[Section]:
    """The articles of a file, in reading order: one, where it holds no several."""
    found = [s for s in document.children if s.role is SectionRole.ARTICLE]
    return found if len(found) > 1 else []


def name_of(section: Section) -> str:
    """What an article is called: its headline, else how it begins."""
    if section.head is not None:
        return title_of(section.head)
    said = next((w for n, _ in walk(section) if isinstance(n, Paragraph) and (w := words(n))), "")
    return said[:OPENING] + "……" if len(said) > OPENING else said


def matching(found: Sequence[Section], wanted: str) -> list[int]:
    """The places of the articles that a number (from 1) or a part of a title names; white space does not count."""
    if wanted.strip().isdigit():
        n = int(wanted)
        return [n - 1] if 1 <= n <= len(found) else []
    part = solid(wanted)
    whole = [i for i, s in enumerate(found) if solid(name_of(s)) == part]
    return whole or [i for i, s in enumerate(found) if part and part in solid(_heading(s))]


def _heading(section: Section) -> str:
    return words(section.head) if section.head is not None else name_of(section)


def alone(document: Document, section: Section, name: str) -> Document:
    """An article as a document: its heading group as the title's, its sections as the document's."""
    return Document(
        at=section.at,
        meta=meta_of(section.head, name, document.meta.language),
        head=section.head,
        children=tuple(_sections(section)),
    )


def _sections(section: Section) -> Iterator[Section]:
    own = [c for c in section.children if not isinstance(c, Section)]
    below = [c for c in section.children if isinstance(c, Section)]
    if own:
        role = SectionRole.PREAMBLE if below else SectionRole.ARTICLE
        places = [c.at for c in own if c.at is not None]
        yield Section(at=(places[0][0], places[-1][1]) if places else None, role=role, children=tuple(own))
    yield from below
