"""The print edition (印本): a PDF set by WeasyPrint from the shared XHTML, and where its pages begin."""
from __future__ import annotations

import logging
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from io import BytesIO
from statistics import mean
from typing import Any
from urllib.parse import quote

from convert import theme
from convert.anchors import printed
from convert.paper import geometry, paper
from convert.render import Edition, PageStart, Rendered, fonts
from convert.render.columns import columns
from convert.render.contents import Line, lines
from convert.render.finish import Marks, finisher
from convert.render.heads import parted_heads, title_style
from convert.render.html import GETA, Html, environment
from convert.render.identity import moment, print_identifier
from convert.render.pages import labels, running_heads, single_links, starts
from convert.theme import Theme
from convert.tree import Document, Run, Section, SectionRole, Table, outline, walk, words
from convert.typeset import installed
from convert.words import say

BACK = (SectionRole.APPARATUS, SectionRole.COLOPHON)
LONG = 2000         # characters from which the sections of a book, on average, open pages of their own
BOOK = 12000        # and the characters of such a book
THICK = 100         # pages from which a book has a half title (半扉页)
FEW = 3             # running heads below which a text does without
FULL = 0.8          # how much of a type area text fills, as books go
WARNED = 20         # characters without a glyph that are named one by one
NEVER = "2000-01-01T00:00:00Z"      # stands in machine fields when nobody has dated the edition


def render(document: Document, edition: Edition) -> Rendered:
    """The PDF of a document (PDF/UA-1), its page beginnings, and a warning for each character that no font has."""
    with _listening() as heard, _laid(document, edition) as laid:
        # a private-use character means nothing to another reader: its geta is all the text layer can say
        hidden = {f"{ord(char):x}": GETA if unicodedata.category(char) == "Co" else char for char in laid.missing}
        finish = finisher(Marks(laid.sheets), labels(laid.sheets.pages), hidden, print_identifier(document.meta, edition.key))
        content = laid.sheets.write_pdf(finisher=finish, pdf_variant="pdf/ua-1", pdf_identifier=True)
    return Rendered(content, tuple(starts(laid.sheets.pages, laid.page.anchors)),
                    (*_unprintable(document, laid.missing, edition), *heard))


def pages(document: Document, edition: Edition) -> tuple[PageStart, ...]:
    """Where the pages of the PDF begin, without drawing it."""
    with _listening(), _laid(document, edition) as laid:
        return tuple(starts(laid.sheets.pages, laid.page.anchors))


@dataclass(frozen=True, slots=True)
class Laid:
    """A document laid out on its pages: WeasyPrint's document, the page of XHTML, the characters that no font has."""

    sheets: Any
    page: Book
    missing: frozenset[str]


@contextmanager
def _laid(document: Document, edition: Edition) -> Iterator[Laid]:
    """The layout, good as long as line setting is installed."""
    import weasyprint
    from weasyprint.css.counters import CounterStyle

    look = theme.load(edition.settings.print.theme, edition.settings.print.fonts, document.meta.language)
    missing = _missing(document, look)
    page = Book(document, look, edition, missing)
    closed = fonts.fetcher(look.fonts, edition.files, look.unmarked)
    config, counters = fonts.configuration(), CounterStyle()
    with installed(edition.settings.print.profile):
        style = weasyprint.CSS(string=fonts.faces(look.fonts) + look.print_css(edition.settings.print.paper),
                               font_config=config, counter_style=counters, url_fetcher=closed, base_url=fonts.BASE)
        html = weasyprint.HTML(string=page.html(), url_fetcher=closed, base_url=fonts.BASE)

        def lay(*sheets: Any) -> Any:
            return html.render(font_config=config, counter_style=counters, stylesheets=sheets, pdf_variant="pdf/ua-1")

        sheets = lay(style)
        if 0 < running_heads(sheets.pages) < FEW:
            sheets = lay(style, weasyprint.CSS(string=look.sheets["brief"], font_config=config, counter_style=counters))
        for sheet in sheets.pages:
            single_links(sheet)
        yield Laid(sheets, page, missing)


class Book(Html):
    """The whole printed book as one page of XHTML."""

    def __init__(self, document: Document, look: Theme, edition: Edition, missing: frozenset[str]) -> None:
        page = geometry(paper(edition.settings.print.paper), look.points("size"), look.points("pitch"))
        super().__init__(document, "print", opening=frozenset(map(id, openings(document))), missing=missing,
                         parted=parted_heads(document, page, look, "chapter" if opens_pages(document) else "section"),
                         picture=lambda href: f"{fonts.BASE}files/{quote(href)}",
                         size=lambda href: picture_size(edition.files[href], page.measure, page.depth, page.pitch))
        # the measure of the contents in ems, first level and lower; four are left free for the leader and the folio
        self.page, self.look = page, look
        self.small = page.measure / look.points("size-small")
        self.free = int(page.measure / page.size) - 4, int(self.small) - 4
        self.sheets = sum(len(leaf.words) for leaf in self.anchors.leaves) / (page.chars * page.lines * FULL)
        self.name = edition.name

    def html(self) -> str:
        """The page, from title page to colophon."""
        meta, language = self.document.meta, self.document.meta.language
        front = [s for s in self.document.children if s.role not in BACK]
        return environment().get_template("book.xhtml").render(
            language=language, title=printed(meta.title or self.name), titlepage=self.node(self.document),
            half_title=self.escaped(printed(meta.title or self.name)) if self.sheets >= THICK else "",
            contents_title=say("print.contents", language), entries=self.entries(),
            unheaded=not any(e.section.role not in BACK for e in outline(self.document)),
            text=[self.node(s) for s in front], back=[self.node(s) for s in self.document.children if s.role in BACK],
            meta=(("author", printed(meta.creator or "")), ("generator", _generator()),
                  ("dcterms.created", _date(meta.date)), ("dcterms.modified", _date(meta.date))))

    def title_style(self) -> str:
        """The title page's own values."""
        return title_style(self.document, self.page, self.look, len(self.imprint()))

    def shares(self, table: Table) -> list[float]:
        """How wide each column of a table is, in per cent."""
        return columns(table, self.small)

    def entries(self) -> list[Line]:
        """The lines of the contents; none where there would be but one. The colophon is not among them."""
        found = [replace(e, title=printed(e.title)) for e in outline(self.document)
                 if e.section.role is not SectionRole.COLOPHON]
        if sum(e.section.role not in BACK for e in found) < 2:
            return []
        return lines(found, self.free, self.anchors, self.escaped)


ORIENTATION, TURNED = 0x112, (5, 6, 7, 8)       # how a camera was held (Exif 2.32, 4.6.4): on its side


def picture_size(content: bytes, measure: float, depth: float, pitch: float) -> str:
    """The style of a picture: as large as it is at 96 dpi or as the type area allows, a whole number of lines high."""
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(BytesIO(content)) as picture:
            width, height = picture.size
            if picture.getexif().get(ORIENTATION, 1) in TURNED:
                width, height = height, width
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
    lengths = [len(words(s)) for s in headed]
    return len(headed) > 1 and mean(lengths) >= LONG and sum(lengths) >= BOOK


def openings(document: Document) -> Iterator[Section]:
    """The sections that begin a page: those of a book's first level, and those right within its parts."""
    if opens_pages(document):
        for section in document.children:
            if section.role not in BACK:
                yield section
            if section.role is SectionRole.PART:
                yield from (s for s in section.children if isinstance(s, Section))


def _missing(document: Document, look: Theme) -> frozenset[str]:
    """The characters of the text and of its notes that none of the theme's fonts has; what prints nothing needs none."""
    chars = {c for node, _ in walk(document) if isinstance(node, Run) for c in printed(node.value) if not fonts.unseen(c)}
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
    from weasyprint.logger import LOGGER

    heard: list[str] = []

    class Ear(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            heard.append(record.getMessage())

    kept, LOGGER.propagate = (list(LOGGER.handlers), LOGGER.propagate), False
    LOGGER.handlers = [Ear(logging.WARNING)]
    try:
        yield heard
    finally:
        LOGGER.handlers, LOGGER.propagate = kept
