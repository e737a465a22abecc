"""The parser: labels the cleaned text as one document tree. It changes no character."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from convert.blocks import Block, Kind, Survey, breaks_before, survey
from convert.parse.groups import marks
from convert.parse.head import meta_of, title_head
from convert.parse.inline import Inlines
from convert.parse.sections import sections
from convert.repair import Repair
from convert.settings import Settings
from convert.text import Text
from convert.tree import Document, check


def parse(text: Text, held: Sequence[Repair] = (), settings: Settings | None = None) -> Document:
    """The document tree of a cleaned text; ``held`` are the repairs that still point at a doubt in it.

    The same words give the same tree, whether cleaned just now or read again from the printed result.
    Raises TreeError if the tree does not hold all the text (a fault of the program).
    """
    settings = settings or Settings()
    seen = survey(text, settings.told)
    held = doubts(text, held)
    document, inlines = _built(text, seen, held)
    if uncalled := {b.call for b in seen.blocks if b.call} - inlines.called:  # a doubt's edge runs through the mark
        seen = replace(seen, blocks=tuple(_plain(b) if b.call in uncalled else b for b in seen.blocks))
        document, inlines = _built(text, seen, held)
    check(document, text.chars, [*inlines.marks, *(m for b in seen.blocks for m in marks(b, text.chars))])
    return document


def _plain(note: Block) -> Block:
    """A note without its call: a paragraph."""
    return note._replace(kind=Kind.BODY, inner=note.at[0], call=None)


def _built(text: Text, seen: Survey, held: Sequence[Repair]) -> tuple[Document, Inlines]:
    called = {b.call: (b.inner, b.at[1]) for b in seen.blocks if b.call}
    inlines = Inlines(text.chars, held, called, seen.markdown)
    titles = [b for b in seen.blocks if b.kind is Kind.TITLE]
    aside = (Kind.TITLE, Kind.NOTE)
    rest: list[tuple[Block, bool]] = [(b, breaks_before(seen, i)) for i, b in enumerate(seen.blocks) if b.kind not in aside]
    opening = rest[0][0].words(text.chars) if rest else ""
    head = title_head(titles, text.chars, inlines)
    document = Document(
        at=(0, len(text)),
        meta=meta_of(head, text.source.name, seen.script, opening),
        head=head,
        children=sections(rest, text.chars, inlines, seen.asked),
    )
    return document, inlines


def doubts(text: Text, held: Sequence[Repair]) -> list[Repair]:
    """The held repairs whose words still stand where the last round of passes saw them, from left to right."""
    found = [
        r
        for r in held
        if r.before.strip() and not r.is_move and text.chars[slice(*r.at)] == r.before and text.spans(r.at) == r.origin
    ]
    return sorted(found, key=lambda r: r.at)


__all__ = ["parse"]
