"""What an edition adds to the text (辅文): metadata, notes, apparatus, colophon. Pure functions from tree to tree.

They run once, before any renderer, so that every edition prints the same. Nothing is added within the text: what the
title page wants stands before its first character, apparatus and colophon behind its last, notes beside it.
"""
from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields, replace
from pathlib import PurePath
from typing import TYPE_CHECKING, TypeVar

from convert.matter.apparatus import LOST, Account, apparatus, changes_words, heading
from convert.matter.pictures import attach
from convert.matter.script import language, table, turned
from convert.settings import EditionSettings, Settings
from convert.text import Places, solid
from convert.tree import (
    Document,
    Emphasis,
    Figure,
    Gap,
    Head,
    HeadLine,
    HeadRole,
    Inline,
    Meta,
    Node,
    Note,
    Paragraph,
    Run,
    Section,
    SectionRole,
    walk,
    words,
)
from convert.words import say

if TYPE_CHECKING:
    from convert.clean import Cleaned

N = TypeVar("N", bound=Node)


def complete(document: Document, cleaned: Cleaned, settings: Settings) -> Document:
    """The document as editions print it: metadata resolved, notes set, apparatus and colophon at its end."""
    script = settings.edition.script
    known = titled(attach(document, settings.figure), cleaned.original.source.name, settings.edition)
    spoken = replace(known, meta=replace(known.meta, language=language(known, script)))
    noted = annotate(spoken, Account(spoken, cleaned), settings.print.notes)
    local = localise(replace(noted, meta=known.meta), settings)
    account = Account(local, cleaned)       # which quotes the source as it is written
    added = [s for s in (apparatus(account), colophon(account, settings, table(known, script))) if s is not None]
    return replace(local, children=(*local.children, *added))


def localise(document: Document, settings: Settings) -> Document:
    """House style as a function of the tree: its script, and the quotation marks that go with it."""
    return turned(document, settings.edition.script)


def place(cleaned: Cleaned, language: str) -> Callable[[int], str]:
    """Says of a character of the cleaned text where it stands in the source, for warnings."""
    places = Places(cleaned.original)

    def where(at: int) -> str:
        found = places.of(cleaned.text.starts[at])
        return say("place", language, line=found.line, column=found.column)

    return where


def titled(document: Document, name: str, edition: EditionSettings) -> Document:
    """The document with its metadata resolved: the setting's word over the text's, ``name`` for a missing title.

    What the text's own heading group does not say of title and creator is put before it, the creator above the title.
    """
    told = {f.name: value for f in fields(Meta) if (value := getattr(edition, f.name))}
    meta = replace(document.meta, **told)
    title = meta.title or name
    said = solid(words(document.head)) if document.head is not None else ""
    added = []
    if meta.creator and solid(meta.creator) not in said:
        added.append(HeadLine(role=HeadRole.BYLINE, children=(Run(value=meta.creator),)))
    head = document.head
    own = head.children if head else ()
    if solid(title) not in said or not said:
        added.append(HeadLine(role=HeadRole.HEADLINE, children=(Run(value=title),)))
        if edition.subtitle:
            added.append(HeadLine(role=HeadRole.DECK, children=(Run(value=edition.subtitle),)))
        # the text's own headline stands below the editor's, not beside it
        own = tuple(replace(line, role=HeadRole.DECK) if line.role is HeadRole.HEADLINE else line for line in own)
    if added:
        head = Head(at=head.at if head else None, children=(*added, *own))
    return replace(document, meta=replace(meta, title=title), head=head)


def annotate(document: Document, account: Account, which: str = "gaps") -> Document:
    """The document with notes: ``gaps`` where text or a picture is lost, or lost text supplied by the editor, ``all`` also where
    wording was changed.
    """
    if which == "none":
        return document
    notes = dict(_losses(document))
    for repair in account.cleaned.applied:
        if account.verb(repair) == "supplied" or (which == "all" and changes_words(repair) and repair.kind != "gap"):
            at = account.char(repair)
            notes[at] = notes.get(at, "") + account.sentence(repair)
    return _noted(document, sorted(notes.items())) if notes else document


def _losses(document: Document) -> Iterator[tuple[int, str]]:
    """What is known of each loss, by the character behind it. Of unreadable characters only the first bears a note."""
    language, unreadable = document.meta.language, 0
    for node, _ in walk(document):
        if isinstance(node, Gap) and node.at is not None:
            unreadable += node.mark == LOST
            if node.mark != LOST or unreadable == 1:
                yield node.at[1], say(node.reason, language) + (say("note.same", language) if node.mark == LOST else "")
        elif isinstance(node, Figure) and node.href is None and node.at is not None:
            inside = [n.at[1] for n, _ in walk(node) if isinstance(n, Run | Gap) and n.at is not None]
            if inside:
                yield max(inside), say("note.figure", language)


def _noted(node: N, notes: Sequence[tuple[int, str]]) -> N:
    """A node with notes behind those of its characters that have one."""
    if not notes:
        return node
    changed: dict[str, object] = {}
    for f in fields(node):
        value = getattr(node, f.name)
        if isinstance(value, Node):
            changed[f.name] = _noted(value, _within(value, notes))
        elif isinstance(value, tuple) and value and isinstance(value[0], Node):
            changed[f.name] = tuple(n for part in value for n in _parts(part, _within(part, notes)))
    return replace(node, **changed)     # type: ignore[arg-type]  # fields() does not say which type is whose


def _within(node: Node, notes: Sequence[tuple[int, str]]) -> Sequence[tuple[int, str]]:
    """The notes that stand behind a character of a node: places are bounds between characters."""
    if node.at is None:
        return notes if not isinstance(node, Run | Gap) else ()
    return notes[bisect_right(notes, (node.at[0], "\U0010ffff")):bisect_left(notes, (node.at[1] + 1, ""))]


def _parts(node: Node, notes: Sequence[tuple[int, str]]) -> Iterator[Node]:
    if not notes or not isinstance(node, Run | Gap):
        yield _noted(node, notes)
        return
    assert node.at is not None
    done = node.at[0]
    for at, sentence in notes:
        if isinstance(node, Gap):
            yield node
        else:
            yield Run(at=(done, at), value=node.value[done - node.at[0]:at - node.at[0]])
        yield Note(children=(Run(value=sentence),))
        done = at
    if isinstance(node, Run) and done < node.at[1]:
        yield Run(at=(done, node.at[1]), value=node.value[done - node.at[0]:])


def colophon(account: Account, settings: Settings, turning: str | None = None) -> Section:
    """The last page: what the book is, whence it comes, how it was made; ``turning`` is the table of its script."""
    from convert import __version__

    meta, source = account.document.meta, account.cleaned.original.source
    gaps = [node.mark for node, _ in walk(account.document) if isinstance(node, Gap)]
    unreadable = account.say("colophon.unreadable", n=gaps.count(LOST)) if LOST in gaps else ""
    rows = (
        ("title", meta.title), ("creator", meta.creator), ("publisher", meta.publisher), ("source", meta.source),
        ("file", account.say("colophon.copy", name=source.name, encoding=source.encoding.upper())),
        ("date", (meta.date or "").partition("T")[0]),
        ("version", account.say("colophon.nth", version=meta.version)),
        ("script", account.say("colophon.turned", table=turning) if turning else ""),
        ("repairs", account.say("colophon.counts", applied=len(account.cleaned.applied), held=len(account.cleaned.held),
                                gaps=len(gaps)) + unreadable),
        ("faces", "、".join(PurePath(f).stem for f in settings.print.fonts.values()) or account.say("colophon.default_faces")),
        ("made", account.say("colophon.maker", version=__version__)), ("rights", meta.rights))
    return Section(role=SectionRole.COLOPHON, head=heading(account.say("colophon")), children=tuple(
        Paragraph(children=_row(account.say(f"colophon.{key}"), value)) for key, value in rows if value))


def _row(label: str, value: str) -> tuple[Inline, ...]:
    return (Emphasis(children=(Run(value=label),)), Run(value=f"\u3000{value}"))
