"""The EPUB edition (电子书): EPUB 3.3, one file a section, words and anchors those of the PDF."""
from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from convert.anchors import printed
from convert.render import Edition, Rendered, cover, navigation
from convert.render.ebook import TITLEPAGE, Pages, spaced
from convert.render.embed import APPLE, Embedded, embed
from convert.render.html import environment
from convert.render.identity import identifier, moment, print_identifier
from convert.render.metadata import statements
from convert.render.navigation import Landmark, Navigation, PageTarget, Point
from convert.render.package import CSS, NCX, NEVER, XHTML, Package, Resource, write
from convert.render.pictures import drawn, given, picture
from convert.render.vertical import turned
from convert.tree import Document, Figure, outline, title_of, walk
from convert.words import say

if TYPE_CHECKING:
    from markupsafe import Markup

    from convert.theme import Theme

COVER, STYLE = "cover.xhtml", "book.css"
PAGEBREAK = re.compile(r'<span id="([^"]+)" class="pagebreak"[^>]* aria-label="([^"]+)"')


def render(document: Document, edition: Edition) -> Rendered:
    """The EPUB of a completed document (``matter.complete``), and what a person should know of it.

    Pure: pictures come with the edition. Raises Refusal for a picture of a kind that no EPUB may hold.
    """
    from markupsafe import Markup

    from convert import theme

    meta, settings = document.meta, edition.settings
    look = theme.load(settings.print.theme, settings.print.fonts, meta.language)
    shown = [node.href for node, _ in walk(document) if isinstance(node, Figure) and node.href is not None]
    images = {href: picture(f"i{n:04}", href, edition.files[href]) for n, href in enumerate(dict.fromkeys(shown), 1)}
    said = cover.wording(document, edition.name)
    file = settings.edition.cover
    front = given(file, edition.files[file], meta.language) if file else drawn(said, look.tokens, meta.language)
    pages = Pages(document, edition, images)
    texts = [_text(pages, n, said.title) for n in range(len(pages.files))]
    title = _frame("titlepage", TITLEPAGE, meta.language, said.title, pages.node(document), matter="frontmatter",
                   notes=pages.notes_in(None))
    targets = [t for resource in (title, *texts) for t in _targets(resource)]
    ways = _ways(pages, said, identifier(meta, edition.key), targets)
    nav = Resource("nav", "nav.xhtml", XHTML, navigation.document(ways, STYLE, pages.escaped), ("nav",), spine=True)
    css = _css(look, settings.epub.vertical)
    faces = embed(look.fonts, "".join(r.content.decode() for r in (title, nav, *texts)) + css) if settings.epub.fonts else None
    resources = (
        _frame("cover", COVER, meta.language, said.title, kind="cover", content=Markup(
            environment().get_template("epub/cover.xhtml").render(
                src=front.picture.href, alt=say("epub.cover.alt", meta.language, words=said.spoken)))),
        title, nav, *texts,
        Resource("ncx", "toc.ncx", NCX, navigation.ncx(ways)),
        Resource("style", STYLE, CSS, (css if faces is None else faces.css + _css(look, settings.epub.vertical, faces)).encode()),
        front.picture, *images.values(), *(faces.resources if faces else ()))
    print_edition = print_identifier(meta, edition.key) if targets else None
    facts = tuple(statements(document, edition.name, print_edition, settings.epub.vertical))
    package = Package(ways.identifier, meta.language, facts, resources, moment(meta.date) or NEVER,
                      "rtl" if settings.epub.vertical else None, APPLE if faces else {})
    return Rendered(write(package), warnings=front.warnings)


def _css(look: Theme, vertical: bool, faces: Embedded | None = None) -> str:
    """The style sheet: the reader's own faces or those embedded, lines or columns."""
    css = look.ebook_css(faces.families if faces else ())
    return turned(css) + look.sheets["vertical"] if vertical else css


def _frame(id_: str, href: str, language: str, title: str, content: Markup, **more: object) -> Resource:
    """A content document around its body."""
    text = environment().get_template("epub/frame.xhtml").render(
        language=language, title=title, content=content, style=STYLE, notes_title=say("epub.notes", language),
        **{"matter": "", "kind": "", "notes": (), **more})
    return Resource(id_, href, XHTML, text.encode(), spine=True)


def _text(pages: Pages, n: int, title: str) -> Resource:
    file, language = pages.files[n], pages.document.meta.language
    head = file.section.head
    name = printed(title_of(head)) if head else title
    return _frame(file.href.removesuffix(".xhtml"), file.href, language,
                  say("epub.goes_on", language, title=name) if file.goes_on else name,
                  pages.body(n), matter=file.matter, notes=pages.notes_in(n))


def _ways(pages: Pages, said: cover.Wording, name: str, targets: list[PageTarget]) -> Navigation:
    language = pages.document.meta.language
    entries = [(e.depth, spaced(printed(e.title)), pages.place(e.section)) for e in outline(pages.document)]
    marks = [Landmark("cover", say("epub.cover", language), COVER),
             Landmark("titlepage", say("epub.titlepage", language), TITLEPAGE),
             Landmark("toc", say("epub.toc", language), "nav.xhtml#toc")]
    for matter in ("bodymatter", "backmatter"):
        first = next((file.href for file in pages.files if file.matter == matter), None)
        if first:
            marks.append(Landmark(matter, say(f"epub.{matter}", language), first))
    toc = navigation.grouped(navigation.nest(entries), language)
    only = Point(said.title, pages.files[0].href if pages.files else TITLEPAGE)
    return Navigation(said.title, said.creator, name, language, toc or (only,), tuple(marks), tuple(targets))


def _targets(resource: Resource) -> Iterator[PageTarget]:
    """The page breaks that stand in a file."""
    for found in PAGEBREAK.finditer(resource.content.decode()):
        yield PageTarget(found[2], f"{resource.href}#{found[1]}")
