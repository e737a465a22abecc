"""The digest (文摘): title, source and the headline quotes of every section, as plain text, Markdown or JSON.

A page to be read and forwarded: what the text is and what it has lost, then each quote with who says it and where it is
to be found. The words of a quote are those of the repaired text, one for one. Only its quotation marks may change shape
on the plain page, where marks stand around the whole: what was “ ” becomes ‘ ’ inside them, as GB/T 15834-2011 (4.8)
asks; in Markdown and JSON nothing stands around a quote and nothing changes.
"""
from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass

from convert.anchors import printed
from convert.render import Edition, Rendered
from convert.render.entries import ADDED, Entry, Folios, entries
from convert.render.points import NUMBER
from convert.render.quotes import Headline, Pick
from convert.render.wrap import COLUMNS, wrap
from convert.tree import (
    Document,
    Emphasis,
    Figure,
    Gap,
    HeadRole,
    Paragraph,
    ParagraphRole,
    Section,
    SectionRole,
    Unclear,
    title_of,
    walk,
    words,
)
from convert.words import say

VERSION = 1                     # of the JSON: counted up when a key changes its meaning or goes
INDENT = "\u3000\u3000"
YEAR = re.compile("[0-9０-９〇零一二三四五六七八九]{4}年")
ENDLESS = 10**6                                         # columns of a line that nobody breaks
FEW = 6                                                 # so many sections are named one by one
LEVELS = 6                                              # of headings in Markdown
MARKDOWN = re.compile(r"([\\`*_\[\]<>|~#&$^])|^(\d+)(?=[.)])|^(?=[-+=:])")


@dataclass(frozen=True, slots=True)
class Digest:
    """All that a digest says, before it is laid out. ``quotes`` counts, ``omitted`` too; the lists hold sentences."""

    above: tuple[str, ...]
    name: str
    below: tuple[str, ...]
    facts: tuple[str, ...]
    summary: tuple[str, ...]
    lead: str
    entries: tuple[Entry, ...]
    omitted: int
    end: tuple[str, ...]
    folios: Folios
    language: str
    speech: str                 # the language of explanations


def compose(document: Document, edition: Edition) -> Digest:
    """Choose the quotes and say what is to be said around them. Pure."""
    chosen, language, meta = edition.settings.digest, document.meta.language, document.meta
    found, omitted = entries(document, chosen.quotes, chosen.total)
    lines = [(line.role, words(line)) for line in document.head.children] if document.head else []
    above = [value for role, value in lines if role == HeadRole.KICKER]
    below = [value for role, value in lines if role == HeadRole.DECK] or [*filter(None, [meta.subtitle])]
    name = meta.title or (title_of(document.head) if document.head else "") or edition.name
    facts = dict.fromkeys(filter(None, (meta.creator, meta.date, _dateline(document) or meta.source)))
    return Digest(_printed(above), printed(name), _printed(below), _printed(facts),
                  tuple(_summary(document, found, omitted, language)), printed(_lead(document)), tuple(found), omitted,
                  tuple(_end(document, found, language)),
                  Folios(document, edition.pages), language, edition.settings.language or language)


def render(document: Document, edition: Edition) -> Rendered:
    """The digest as text: UTF-8, LF, no marks but those of the text, a blank line between quotes.

    Lines have at most 40 full-width characters; where ``digest.wrap`` is False a paragraph is one line, for chats that
    break lines themselves. Pages are named where ``edition.pages`` knows them.
    """
    page, marks = compose(document, edition), _marks(document)
    columns = COLUMNS if edition.settings.digest.wrap else ENDLESS

    def lay(chars: str, indent: str = "") -> list[str]:
        return [line for part in chars.splitlines() for line in wrap(part, first=indent, rest=indent, columns=columns)]

    title = [line for value in (*page.above, page.name, *page.below, "\u3000".join(page.facts)) if value for line in lay(value)]
    blocks = [title, [line for value in page.summary for line in lay(value)],
              wrap(page.lead, first=INDENT, columns=columns) if page.lead else []]
    for entry in page.entries:
        lines = lay(_heading(entry)) if entry.title else []
        if remark := _remark(entry, page.language):
            lines += lay(remark, INDENT)
        for n, quote in enumerate(entry.picks.quotes):
            lines += [""] * bool(lines and (n or entry.title))
            lines += lay(enclose(printed(quote.sentence.value), marks), INDENT)
            for said in (_credit(quote, entry, page), edition.settings.digest.explain and f"［{_why(quote, page.speech)}］"):
                lines += lay(said, INDENT * 2) if said else []
        blocks.append(lines)
    blocks.append([line for value in page.end for line in lay(value)])
    return Rendered(("\n\n".join("\n".join(b) for b in blocks if b) + "\n").encode())


def render_markdown(document: Document, edition: Edition) -> Rendered:
    """The digest as Markdown (CommonMark): headings as deep as the outline, each quote a block quote."""
    page = compose(document, edition)
    blocks = [*map(_escaped, page.above), f"# {_escaped(page.name)}", *map(_escaped, page.below),
              _escaped("\u3000".join(page.facts)), *map(_escaped, page.summary), _escaped(page.lead)]
    for entry in page.entries:
        level = min(2 + entry.number.count("."), LEVELS)
        blocks += [f"{'#' * level} {_escaped(_heading(entry))}" if entry.title else "", _escaped(_remark(entry, page.language))]
        for quote in entry.picks.quotes:
            said = [*map(_escaped, printed(quote.sentence.value).split("\n"))]
            parts = ["\\\n".join(said), _escaped(_credit(quote, entry, page)),
                     f"*{_escaped(_why(quote, page.speech))}*" if edition.settings.digest.explain else ""]
            blocks.append("\n>\n".join("> " + part.replace("\n", "\n> ") for part in parts if part))
    blocks += ["---", *map(_escaped, page.end)] if page.end else []
    return Rendered(("\n\n".join(filter(None, blocks)) + "\n").encode())


def render_json(document: Document, edition: Edition) -> Rendered:
    """The same as JSON; docs/digest.md says what each key holds."""
    page, meta = compose(document, edition), document.meta
    nodes = [*_nodes(document)]
    content = {
        "version": VERSION, "title": page.name, "creator": meta.creator, "date": meta.date, "source": meta.source,
        "dateline": _dateline(document), "language": meta.language, "omitted": page.omitted,
        "lost": {"gaps": _gaps(nodes), "pictures": _pictures(nodes)}, "doubts": _doubts(nodes),
        "sections": [{
            "number": entry.number or None, "title": entry.title or None, "headline": entry.picks.headline.value,
            "gaps": entry.gaps, "quotes": [_quote(q, page) for q in entry.picks.quotes]} for entry in page.entries],
    }
    return Rendered((json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode())


def _quote(quote: Pick, page: Digest) -> dict[str, object]:
    s = quote.sentence
    return {"text": s.value, "speaker": s.speaker, "said": s.said or None, "spoken": s.spoken, "page": page.folios.of(s),
            "reason": quote.reason.value, "score": quote.score, "signs": dict(quote.signs), "why": _why(quote, page.speech),
            "at": None if s.at is None else [*s.at]}


def enclose(chars: str, marks: str) -> str:
    """Words in quotation marks (“” or 「」), those inside turned by their depth: the other kind, then the same again.

    Marks that open and do not close stay as they are, an apostrophe among them; so do marks of the other family.

    >>> enclose("今年是“大年”，他说“要‘快’些”。", "“”"), enclose("It’s “so”.", "“”"), enclose("叫「橋」。", "「」")
    ('“今年是‘大年’，他说‘要“快”些’。”', '“It’s ‘so’.”', '「叫『橋』。」')
    """
    family = "“”‘’" if marks[0] == "“" else "「」『』"
    out, opened = [*chars], []
    for at, char in enumerate(chars):
        if char in (family[0], family[2]):
            opened.append(at)
        elif char in (family[1], family[3]) and opened and chars[opened[-1]] == family[family.index(char) - 1]:
            kind = 0 if len(opened) % 2 == 0 else 2
            out[opened.pop()], out[at] = family[kind], family[kind + 1]
    return marks[0] + "".join(out) + marks[1]


def _why(quote: Pick, language: str) -> str:
    """Why a quote was picked, in a sentence."""
    comma = say("digest.comma", language)
    return say(f"digest.why.{quote.reason}", language) + comma.join(
        say(f"digest.sign.{name}", language, n=n) for name, n in quote.signs)


def _escaped(chars: str) -> str:
    r"""Words that Markdown prints as they are.

    >>> _escaped("1. *甲*"), _escaped("- 乙")
    ('1\\. \\*甲\\*', '\\- 乙')
    """
    return MARKDOWN.sub(lambda m: f"\\{m[1]}" if m[1] else f"{m[2]}\\" if m[2] else "\\", chars)


def _printed(values: Sequence[str] | dict[str, None]) -> tuple[str, ...]:
    return tuple(printed(value) for value in values)


def _dateline(document: Document) -> str | None:
    return next((words(p) for p in _opening(document) if p.role == ParagraphRole.DATELINE), None)


def _lead(document: Document) -> str:
    """The lead, word for word, where it is whole."""
    lead = next((p for p in _opening(document) if p.role == ParagraphRole.LEAD), None)
    return "" if lead is None or any(isinstance(node, Gap | Unclear) for node, _ in walk(lead)) else words(lead)


def _opening(document: Document) -> list[Paragraph]:
    return [b for s in document.children[:1] for b in s.children if isinstance(b, Paragraph)]


def _heading(entry: Entry) -> str:
    """A heading with its place in the outline, unless the text numbers it itself."""
    return printed(entry.title if entry.called or NUMBER.match(entry.title) else f"{entry.number}\u3000{entry.title}")


def _remark(entry: Entry, language: str) -> str:
    match entry.picks.headline:
        case Headline.LOST | Headline.DOUBTFUL | Headline.OPENS as state:
            return say(f"digest.{state}", language)
        case _ if not entry.picks.quotes and any(not isinstance(b, Section) for b in entry.section.children):
            return say("digest.nothing", language)
    return ""


def _credit(quote: Pick, entry: Entry, page: Digest) -> str:
    """Who says it and where: ——speaker（section, page）. Of a speech in a paragraph, how the text brings it in."""
    folio, s = page.folios.of(quote.sentence), quote.sentence
    speech = say("digest.speech", page.language) if s.spoken and not (s.speaker or s.said) else ""
    places = [_place(entry, page.language), say("digest.page", page.language, page=folio) if folio else "", speech]
    where = say("digest.comma", page.language).join(filter(None, places))
    by = s.speaker or s.said
    return printed(f"——{by}" if by else "") + (say("digest.place", page.language, where=where) if where else "")


def _place(entry: Entry, language: str) -> str:
    return entry.called or (say("digest.section", language, n=entry.number) if entry.number else "")


def _marks(document: Document) -> str:
    """The quotation marks that the text itself uses: “” or 「」."""
    text = "".join(words(section) for section in document.children)
    return "「」" if text.count("「") > text.count("“") else "“”"


def _nodes(document: Document) -> list[object]:
    return [node for s in document.children if s.role not in ADDED for node, _ in walk(s)]


def _gaps(nodes: Sequence[object]) -> int:
    return sum(isinstance(node, Gap) for node in nodes)


def _pictures(nodes: Sequence[object]) -> int:
    return sum(isinstance(node, Figure) and node.href is None for node in nodes)


def _doubts(nodes: Sequence[object]) -> int:
    return sum(isinstance(node, Unclear) for node in nodes)


def _summary(document: Document, found: Sequence[Entry], omitted: int, language: str) -> list[str]:
    """How much is quoted, and what the source has lost."""
    nodes = _nodes(document)
    sections, quotes = sum(bool(e.number) for e in found) + omitted, sum(len(e.picks.quotes) for e in found)
    out = [say("digest.omitted" if omitted else "digest.sections", language, sections=sections, quotes=quotes, omitted=omitted)
           if sections else say("digest.quotes", language, quotes=quotes)]
    if gaps := _gaps(nodes):
        out.append(say("digest.gaps", language, n=gaps, where=_where([e for e in found if e.gaps], language)))
    if pictures := _pictures(nodes):
        out.append(say("digest.pictures", language, n=pictures))
    if (dateline := _dateline(document)) and not document.meta.date and not YEAR.search(dateline):
        out.append(say("digest.year", language))
    return out


def _end(document: Document, found: Sequence[Entry], language: str) -> list[str]:
    """What the reader should know of these quotes: word for word; what is repaired, in doubt, or not to be found."""
    out = [say("digest.verbatim", language)] if any(e.picks.quotes for e in found) else []
    if repaired := [words(b).replace("\u3000", " ") for s in document.children if s.role == SectionRole.APPARATUS
                    for b in s.children if isinstance(b, Paragraph) and isinstance(b.children[0], Emphasis)]:
        out.append(say("digest.repairs", language, kinds=say("digest.comma", language).join(repaired)))
    if doubts := _doubts(_nodes(document)):
        out.append(say("digest.doubts", language, n=doubts))
    if silent := [e for e in found if e.picks.headline == Headline.NONE and e.picks.quotes and e.number]:
        out.append(say("digest.silent", language, n=len(silent), where=_where(silent, language)))
    return out


def _where(found: Sequence[Entry], language: str) -> str:
    """The sections by name, in brackets, where they are few."""
    names = dict.fromkeys(name for e in found if (name := _place(e, language)))
    if not names or len(names) > FEW:
        return ""
    return say("digest.place", language, where=say("digest.and", language).join(names))
