"""The print edition (印本): a PDF set by WeasyPrint from the shared XHTML, and where its pages begin."""
from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from io import BytesIO
from statistics import mean
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from convert import theme
from convert.anchors import printed
from convert.paper import geometry, paper
from convert.render import Edition, Rendered, fonts
from convert.render.finish import Marks, finisher
from convert.render.html import Html, environment
from convert.render.identity import moment
from convert.render.pages import labels, single_links, starts
from convert.render.sense import sense_lines
from convert.theme import Theme
from convert.tree import Document, Head, HeadLine, HeadRole, Inline, LineBreak, Run, Section, SectionRole, outline, walk, words
from convert.words import say

if TYPE_CHECKING:
    from markupsafe import Markup

BACK = (SectionRole.APPARATUS, SectionRole.COLOPHON)
LONG = 2000         # characters from which the sections of a book, on average, open pages of their own
WARNED = 20         # characters without a glyph that are named one by one
NEVER = "2000-01-01T00:00:00Z"      # stands in machine fields when nobody has dated the edition


def render(document: Document, edition: Edition) -> Rendered:
    """The PDF of a document (PDF/UA-1), its page beginnings, and a warning for each character that no font has."""
    import weasyprint
    from weasyprint.css.counters import CounterStyle

    look = theme.load(edition.settings.print.theme, edition.settings.print.fonts)
    missing = _missing(document, look)
    page = Book(document, look, edition, missing)
    closed = fonts.fetcher(look.fonts, edition.files)
    config, counters = fonts.configuration(), CounterStyle()
    with _listening() as heard:
        style = weasyprint.CSS(string=fonts.faces(look.fonts) + look.print_css(edition.settings.print.paper),
                               font_config=config, counter_style=counters, url_fetcher=closed, base_url=fonts.BASE)
        html = weasyprint.HTML(string=page.html(), url_fetcher=closed, base_url=fonts.BASE)
        laid = html.render(font_config=config, counter_style=counters, stylesheets=[style], pdf_variant="pdf/ua-1")
        names = labels(laid.pages)
        for sheet in laid.pages:
            single_links(sheet)
        hidden = {f"{ord(char):x}": char for char in missing}
        finish = finisher(Marks(laid), names, hidden)
        content = laid.write_pdf(finisher=finish, pdf_variant="pdf/ua-1", pdf_identifier=True)
    return Rendered(content, tuple(starts(laid.pages, page.anchors)),
                    (*_unprintable(document, missing, edition), *heard))


class Book(Html):
    """The whole printed book as one page of XHTML."""

    def __init__(self, document: Document, look: Theme, edition: Edition, missing: frozenset[str]) -> None:
        page = geometry(paper(edition.settings.print.paper), look.points("size"), look.points("pitch"))
        measure = page.measure / page.columns
        document = _heads_broken(document, measure, look)
        super().__init__(document, "print", opening=frozenset(map(id, openings(document))), missing=missing,
                         picture=lambda href: f"{fonts.BASE}files/{quote(href)}",
                         size=lambda href: picture_size(edition.files[href], measure, page.depth, page.pitch))
        self.measure = int(measure // page.size)
        self.name = edition.name

    def html(self) -> str:
        """The page, from title page to colophon."""
        meta, language = self.document.meta, self.document.meta.language
        front = [s for s in self.document.children if s.role not in BACK]
        return environment().get_template("book.xhtml").render(
            language=language, title=printed(meta.title or self.name), titlepage=self.node(self.document),
            contents_title=say("print.contents", language), entries=self.entries(),
            text=[self.node(s) for s in front], back=[self.node(s) for s in self.document.children if s.role in BACK],
            meta=(("author", printed(meta.creator or "")), ("generator", _generator()),
                  ("dcterms.created", _date(meta.date)), ("dcterms.modified", _date(meta.date))))

    def entries(self) -> list[Line]:
        """The lines of the contents; none where there would be but one. The colophon is not among them."""
        found = [e for e in outline(self.document) if e.section.role is not SectionRole.COLOPHON]
        if sum(e.section.role not in BACK for e in found) < 2:
            return []
        free = self.measure - 4         # the leader's end and the folio
        return [Line(self.anchors.of(e.section.head), min(e.depth, 5),
                     [self.escaped(line) for line in _over_lines(printed(e.title), free - 2 * e.depth)])
                for e in found if e.section.head is not None]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the contents: where it leads, its depth, its title over one or more lines."""

    anchor: str
    depth: int
    lines: Sequence[Markup]


def picture_size(content: bytes, measure: float, depth: float, pitch: float) -> str:
    """The style of a picture: as large as it is at 96 dpi or as the type area allows, a whole number of lines high."""
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(BytesIO(content)) as picture:
            width, height = picture.size
    except UnidentifiedImageError:      # a drawing: its own size within the measure
        return ""
    scale = min(0.75, measure / width, (depth - 5 * pitch) / height)
    lines = max(1, int(height * scale / pitch + 0.01))
    return f"height: {lines * pitch:g}pt; width: {min(measure, width * lines * pitch / height):g}pt"


def opens_pages(document: Document) -> bool:
    """Do the document's sections open pages, as chapters of a book do, or run on, as those of an article do?"""
    sections = [s for s in document.children if s.role not in BACK]
    headed = [s for s in sections if s.head is not None]
    if any(s.role is SectionRole.PART for s in sections):
        return True
    return len(headed) > 1 and mean(len(words(s)) for s in headed) >= LONG


def openings(document: Document) -> Iterator[Section]:
    """The sections that begin a page: those of a book's first level, and those right within its parts."""
    if opens_pages(document):
        for section in document.children:
            if section.role not in BACK:
                yield section
            if section.role is SectionRole.PART:
                yield from (s for s in section.children if isinstance(s, Section))


def _heads_broken(document: Document, measure: float, look: Theme) -> Document:
    """The document with the long lines of its heading groups parted at sense, each by the size that it is set in."""
    others = look.points("size-kicker"), look.points("size")
    title, sections = look.points("size-title"), look.points("size-chapter" if opens_pages(document) else "size-section")

    def visit(node: Section, depth: int) -> Section:
        size = sections if depth == 0 else look.points("size-section")
        return replace(node, head=node.head and broken(node.head, measure / size, measure / others[1]), children=tuple(
            visit(c, depth + (node.head is not None)) if isinstance(c, Section) else c for c in node.children))

    return replace(document, head=document.head and broken(document.head, measure / title, measure / others[0]),
                   children=tuple(visit(section, 0) for section in document.children))


def broken(head: Head, headline: float, other: float) -> Head:
    """A heading group whose long lines are parted by LineBreaks at sense; lines of more than plain words stay.

    ``headline`` and ``other`` are the measure in ems of the headline's size and of the other lines'.
    """
    return replace(head, children=tuple(
        _broken(line, int(headline if line.role is HeadRole.HEADLINE else other)) for line in head.children))


def _broken(line: HeadLine, most: int) -> HeadLine:
    if len(line.children) != 1 or not isinstance(line.children[0], Run):
        return line
    run, out, at = line.children[0], list[Inline](), 0
    for part in _over_lines(run.value, most):
        span = run.at and (run.at[0] + at, run.at[0] + at + len(part))
        out += [LineBreak(), Run(at=span, value=part)]
        at += len(part)
    return replace(line, children=tuple(out[1:]))


def _over_lines(title: str, most: int) -> list[str]:
    """A title in lines parted at sense, its white space as it stands: ``sense_lines`` evens it out.

    >>> _over_lines("第一回　风起", 4)
    ['第一回', '　风起']
    """
    out, at = [], 0
    for line in sense_lines(title, most)[:-1]:
        end = at
        for char in line.replace(" ", ""):
            end = title.index(char, end) + 1
        out.append(title[at:end])
        at = end
    return [*out, title[at:]]


def _missing(document: Document, look: Theme) -> frozenset[str]:
    """The characters of the text that none of the theme's fonts has."""
    chars = set(printed("".join(words(s) for s in (*document.children, *filter(None, [document.head])))))
    chars |= {c for node, _ in walk(document) if isinstance(node, Run) for c in printed(node.value)}
    for path in look.fonts.values():
        chars = {c for c in chars if not c.isspace() and not fonts.covers(path, c)} if chars else chars
    return frozenset(chars)


def _unprintable(document: Document, missing: frozenset[str], edition: Edition) -> Iterator[str]:
    """A warning for each character that no font has: its code point, and where it first stands."""
    language = edition.settings.language or document.meta.language
    first: dict[str, str] = {}
    for node, _ in walk(document):
        if isinstance(node, Run) and len(first) < len(missing):
            for n, char in enumerate(node.value):
                if char in missing and char not in first:
                    first[char] = (say("place.unknown", language) if edition.place is None or node.at is None
                                   else edition.place(node.at[0] + n))
    for char, place in list(first.items())[:WARNED]:
        yield say("print.missing", language, code=f"{ord(char):04X}", char=char, place=place)
    if len(first) > WARNED:
        yield say("print.more", language, n=len(first) - WARNED)


def _generator() -> str:
    from convert import __version__

    return f"kanxing {__version__}"


def _date(date: str | None) -> str:
    when = moment(date)
    return when.strftime("%Y-%m-%dT%H:%M:%SZ") if when else NEVER


@contextmanager
def _listening() -> Iterator[list[str]]:
    """Collects what WeasyPrint would write to standard error."""
    heard: list[str] = []

    class Ear(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            heard.append(record.getMessage())

    logger, ear = logging.getLogger("weasyprint"), Ear(logging.WARNING)
    kept, logger.propagate = (list(logger.handlers), logger.propagate), False
    logger.handlers = [ear]
    try:
        yield heard
    finally:
        logger.handlers, logger.propagate = kept


__all__: Any = ["broken", "opens_pages", "render"]
