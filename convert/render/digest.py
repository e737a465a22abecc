"""The digest (文摘): title, source and the headline quotes of every section, as plain text or as JSON.

A page to be read and forwarded: each quote word for word as it stands in the repaired text, with who says it and where
it is to be found, and at the end what the source has lost.
"""
from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from convert.anchors import Anchors, printed
from convert.render import Edition, PageStart, Rendered
from convert.render.quotes import NUMBER, Headline, Pick, Picks, Sentence, choose
from convert.render.wrap import wrap
from convert.tree import (
    Document,
    Emphasis,
    Figure,
    Gap,
    Head,
    HeadRole,
    Paragraph,
    ParagraphRole,
    Section,
    SectionRole,
    Turn,
    Unclear,
    title_of,
    walk,
    words,
)
from convert.words import say

INDENT = "\u3000\u3000"
ADDED = (SectionRole.APPARATUS, SectionRole.COLOPHON)   # the edition's own pages hold nobody's words
YEAR = re.compile("[0-9０-９〇零一二三四五六七八九]{4}年")
FEW = 6                                                 # so many sections are named one by one


@dataclass(frozen=True, slots=True)
class Entry:
    """One section of the digest.

    ``number`` is its place in the outline: 2.1 for the first below the second. ``called`` is its name in a book that
    numbers its sections itself: its own number (第三回), else that of the one around it, else its title.
    """

    number: str
    called: str
    section: Section
    title: str
    picks: Picks
    gaps: int


def render(document: Document, edition: Edition) -> Rendered:
    """The digest as text: UTF-8, LF, lines of at most 40 full-width characters.

    ``edition.settings.digest.quotes`` is the most that a section gets; pages are named where ``edition.pages`` knows them.
    """
    folios, found = Folios(document, edition.pages), entries(document, edition.settings.digest.quotes)
    language, marks = document.meta.language, _marks(document)
    blocks = [_title(document, edition), *([lead] if (lead := _lead(document)) else [])]
    for entry in found:
        lines = wrap(_heading(entry)) if entry.title else []
        if remark := _remark(entry, language):
            lines += wrap(remark, first=INDENT, rest=INDENT)
        for n, quote in enumerate(entry.picks.quotes):
            lines += [""] * bool(lines and (n or entry.title))
            lines += wrap(marks[0] + printed(quote.sentence.value) + marks[1], first=INDENT, rest=INDENT)
            if credit := _credit(quote, entry, folios, language):
                lines += wrap(credit, first=INDENT * 2, rest=INDENT * 2)
        blocks.append(lines)
    blocks.append(_end(document, found, language))
    return Rendered(("\n\n".join("\n".join(b) for b in blocks if b) + "\n").encode())


def render_json(document: Document, edition: Edition) -> Rendered:
    """The same as JSON, with the score of each quote, why it was picked, and its range in the repaired text."""
    folios, found = Folios(document, edition.pages), entries(document, edition.settings.digest.quotes)
    meta = document.meta
    content = {
        "title": _name(document, edition), "creator": meta.creator, "date": meta.date, "source": meta.source,
        "dateline": _dateline(document), "language": meta.language,
        "sections": [{
            "number": entry.number or None, "title": entry.title or None, "headline": entry.picks.headline.value,
            "gaps": entry.gaps, "quotes": [_quote(q, folios) for q in entry.picks.quotes]} for entry in found],
    }
    return Rendered((json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode())


def _quote(quote: Pick, folios: Folios) -> dict[str, object]:
    s = quote.sentence
    start = None if s.run.at is None else s.run.at[0] + s.offset
    return {"text": s.value, "speaker": s.speaker, "page": folios.of(s), "reason": quote.reason, "score": quote.score,
            "at": None if start is None else [start, start + len(s.value)]}


def entries(document: Document, n: int) -> list[Entry]:
    """The sections of a digest, in reading order: all that have a heading, and what is spoken before the first one.

    A document without headings is one entry under its own title. Where headings are mostly not taken from the text, as
    in a novel, a gap is no sign that a headline sentence is lost.
    """
    found = [*_entries(document, n)]
    states = Counter(e.picks.headline for e in found)
    if states[Headline.NONE] <= states[Headline.FOUND] + states[Headline.DOUBTFUL]:
        return found
    return [replace(e, picks=replace(e.picks, headline=Headline.NONE)) if e.picks.headline == Headline.LOST else e for e in found]


def _entries(document: Document, n: int) -> Iterator[Entry]:
    body = [s for s in document.children if s.role not in ADDED]
    if not any(isinstance(node, Section) and node.head for s in body for node, _ in walk(s)):
        yield from (_entry("", "", s, document.head, n) for s in body)
        return
    numbered = any(_own(node) for s in body for node, _ in walk(s) if isinstance(node, Section))
    numbers: list[int] = []

    def visit(section: Section, depth: int, around: str) -> Iterator[Entry]:
        number, called = "", around
        if section.head:
            del numbers[depth + 1:]
            numbers.extend([0] * (depth + 1 - len(numbers)))
            numbers[depth] += 1
            number = ".".join(map(str, numbers))
            called = (numbered and (_own(section) or around or printed(title_of(section.head)))) or ""
            yield _entry(number, called, section, section.head, n)
        elif spoken := [b for b in section.children if isinstance(b, Turn)]:
            yield _entry(number, called, replace(section, children=tuple(spoken)), None, n)
        for child in section.children:
            if isinstance(child, Section):
                yield from visit(child, depth + bool(section.head), called)

    for section in body:
        yield from visit(section, 0, "")


def _own(section: Section) -> str:
    """The number that a section bears in print."""
    lines = section.head.children if section.head else ()
    return printed("".join(words(line) for line in lines if line.role == HeadRole.NUMBER))


def _entry(number: str, called: str, section: Section, head: Head | None, n: int) -> Entry:
    picks = choose(head, section.children, n)
    for quote in picks.quotes:
        assert any(quote.sentence.value in words(b) for b in section.children), "a quote is not in the text"
    gaps = sum(isinstance(node, Gap) for b in section.children if not isinstance(b, Section) for node, _ in walk(b))
    return Entry(number, called, section, title_of(section.head) if section.head else "", picks, gaps)


class Folios:
    """On which page of the PDF a sentence begins, where the pages are known."""

    def __init__(self, document: Document, pages: Sequence[PageStart]) -> None:
        self._starts = sorted((int(p.anchor[1:]), p.offset, p.label) for p in pages if p.anchor.startswith("b"))
        self._leaves = {id(leaf.node): leaf for leaf in Anchors(document).leaves} if pages else {}

    def of(self, sentence: Sentence) -> str | None:
        """The printed folio; None where the pages are not known or none begins before the sentence."""
        leaf = self._leaves.get(id(sentence.run))
        if leaf is None:
            return None
        place = (int(leaf.anchor[1:]), leaf.offset + len(printed(sentence.run.value[:sentence.offset])))
        at = bisect_right(self._starts, place, key=lambda start: start[:2])
        return self._starts[at - 1][2] if at else None


def _name(document: Document, edition: Edition) -> str:
    return document.meta.title or (title_of(document.head) if document.head else "") or edition.name


def _title(document: Document, edition: Edition) -> list[str]:
    """Title, the lines around it, and what is known of author, date and source."""
    lines = [(line.role, words(line)) for line in document.head.children] if document.head else []
    above = [value for role, value in lines if role == HeadRole.KICKER]
    below = [value for role, value in lines if role == HeadRole.DECK]
    meta = document.meta
    facts = dict.fromkeys(filter(None, (meta.creator, meta.date, _dateline(document) or meta.source)))
    out = [*above, _name(document, edition), *(below or filter(None, [meta.subtitle])), "\u3000".join(facts)]
    return [line for value in out if value for part in value.splitlines() for line in wrap(printed(part))]


def _dateline(document: Document) -> str | None:
    return next((words(p) for p in _opening(document) if p.role == ParagraphRole.DATELINE), None)


def _lead(document: Document) -> list[str]:
    """The lead, word for word, where it is whole."""
    lead = next((p for p in _opening(document) if p.role == ParagraphRole.LEAD), None)
    if lead is None or any(isinstance(node, Gap | Unclear) for node, _ in walk(lead)):
        return []
    return wrap(printed(words(lead)), first=INDENT)


def _opening(document: Document) -> list[Paragraph]:
    return [b for s in document.children[:1] for b in s.children if isinstance(b, Paragraph)]


def _heading(entry: Entry) -> str:
    """A heading with its place in the outline, unless the text numbers it itself."""
    return printed(entry.title if entry.called or NUMBER.match(entry.title) else f"{entry.number}\u3000{entry.title}")


def _remark(entry: Entry, language: str) -> str:
    match entry.picks.headline:
        case Headline.LOST:
            return say("digest.lost", language)
        case Headline.DOUBTFUL:
            return say("digest.doubtful", language)
        case _ if not entry.picks.quotes and any(not isinstance(b, Section) for b in entry.section.children):
            return say("digest.nothing", language)
    return ""


def _credit(quote: Pick, entry: Entry, folios: Folios, language: str) -> str:
    """Who says it and where: ——speaker（section, page）."""
    page = folios.of(quote.sentence)
    places = [_place(entry, language), say("digest.page", language, page=page) if page else ""]
    where = say("digest.comma", language).join(filter(None, places))
    speaker = f"——{quote.sentence.speaker}" if quote.sentence.speaker else ""
    return speaker + (say("digest.place", language, where=where) if where else "")


def _place(entry: Entry, language: str) -> str:
    return entry.called or (say("digest.section", language, n=entry.number) if entry.number else "")


def _marks(document: Document) -> str:
    """The quotation marks that the text itself uses: “” or 「」."""
    text = "".join(words(section) for section in document.children)
    return "「」" if text.count("「") > text.count("“") else "“”"


def _end(document: Document, found: Sequence[Entry], language: str) -> list[str]:
    """What the reader should know of these quotes: word for word; what is lost, in doubt, or not to be found."""
    nodes = [node for s in document.children if s.role not in ADDED for node, _ in walk(s)]
    out = [say("digest.verbatim", language)] if any(e.picks.quotes for e in found) else []
    if repaired := [words(b).replace("\u3000", " ") for s in document.children if s.role == SectionRole.APPARATUS
                    for b in s.children if isinstance(b, Paragraph) and isinstance(b.children[0], Emphasis)]:
        out.append(say("digest.repairs", language, kinds=say("digest.comma", language).join(repaired)))
    if gaps := sum(isinstance(node, Gap) for node in nodes):
        out.append(say("digest.gaps", language, n=gaps, where=_where([e for e in found if e.gaps], language)))
    if pictures := sum(isinstance(node, Figure) and node.href is None for node in nodes):
        out.append(say("digest.pictures", language, n=pictures))
    if doubts := sum(isinstance(node, Unclear) for node in nodes):
        out.append(say("digest.doubts", language, n=doubts))
    if (dateline := _dateline(document)) and not document.meta.date and not YEAR.search(dateline):
        out.append(say("digest.year", language))
    if silent := [e for e in found if e.picks.headline == Headline.NONE and e.picks.quotes and e.number]:
        out.append(say("digest.silent", language, n=len(silent), where=_where(silent, language)))
    return [line for sentence in out for line in wrap(sentence)]


def _where(found: Sequence[Entry], language: str) -> str:
    """The sections by name, in brackets, where they are few."""
    names = dict.fromkeys(name for e in found if (name := _place(e, language)))
    if not names or len(names) > FEW:
        return ""
    return say("digest.place", language, where=say("digest.and", language).join(names))
