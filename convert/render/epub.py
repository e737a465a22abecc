"""The EPUB edition (电子书): EPUB 3.3, one file a section, words and anchors those of the PDF."""
from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from convert.anchors import printed
from convert.refusal import Refusal
from convert.render import Edition, Rendered, cover, navigation
from convert.render.html import Html, environment
from convert.render.identity import identifier, moment
from convert.render.metadata import statements
from convert.render.navigation import Landmark, Navigation, PageTarget, Point
from convert.render.package import CSS, NCX, NEVER, XHTML, Package, Resource, write
from convert.render.sense import phrases
from convert.tree import (
    Document,
    Figure,
    HeadRole,
    Node,
    Run,
    Section,
    SectionRole,
    outline,
    parts,
    title_of,
    walk,
)
from convert.words import say

if TYPE_CHECKING:
    from markupsafe import Markup

    from convert.theme import Theme

COVER, TITLEPAGE, STYLE = "cover.xhtml", "title.xhtml", "book.css"
PAGEBREAK = re.compile(r'<span id="([^"]+)" class="pagebreak"[^>]* aria-label="([^"]+)"')
FRONT = {SectionRole.PREFACE}
BACK = {SectionRole.AFTERWORD, SectionRole.APPENDIX, SectionRole.APPARATUS, SectionRole.COLOPHON}

# by the first bytes: EPUB 3.3, 3.2, core media types of images
PICTURES = ((b"\xff\xd8\xff", "image/jpeg", "jpg"), (b"\x89PNG\r\n\x1a\n", "image/png", "png"),
            (b"GIF8", "image/gif", "gif"), (b"RIFF", "image/webp", "webp"), (b"<svg", "image/svg+xml", "svg"),
            (b"<?xml", "image/svg+xml", "svg"))


@dataclass(frozen=True, slots=True)
class File:
    """A content document: its name, and the section that it holds without those that have files of their own."""

    href: str
    section: Section

    @property
    def matter(self) -> str:
        """The part of the book that the file belongs to, as an epub:type."""
        role = self.section.role
        return "frontmatter" if role in FRONT else "backmatter" if role in BACK else "bodymatter"


def files(document: Document) -> list[File]:
    """The document cut into files: one a section; of a part, one for its title and one for each section in it.

    >>> from convert.tree import Meta
    >>> chapter = Section(role=SectionRole.CHAPTER, children=())
    >>> part = Section(role=SectionRole.PART, children=(chapter,))
    >>> [f.href for f in files(Document(meta=Meta(), children=(part,)))]
    ['c0001.xhtml', 'c0002.xhtml']
    """
    return [File(f"c{n:04}.xhtml", section) for n, section in enumerate(_apart(document), 1)]


def _apart(node: Document | Section) -> Iterator[Section]:
    for child in node.children:
        if isinstance(child, Section):
            yield child
            if child.role is SectionRole.PART:
                yield from _apart(child)


def spaced(chars: str) -> str:
    """White space that no layout keeps, collapsed; the full-width space stays.

    >>> spaced("第一回  灯\t塔　夜")
    '第一回 灯 塔　夜'
    """
    return re.sub(r"[ \t\r\n]+", " ", chars)


class Pages(Html):
    """Renders file by file: links go to the file that holds their target; a section with its own file stands there.

    Pages that do not bear their folio get no mark: a number that stands on no page cannot be cited from it.
    """

    def __init__(self, document: Document, edition: Edition, pictures: Mapping[str, Resource]) -> None:
        super().__init__(document, "ebook", pages=[page for page in edition.pages if page.printed],
                         address=self.address, picture=lambda href: pictures[href].href)
        self.files = files(document)
        self._roots = {id(file.section) for file in self.files}
        self._file: dict[str, str] = {}
        head = document.head.children if document.head else ()
        self._title = {id(run) for line in head if line.role is HeadRole.HEADLINE
                       for run in line.children if isinstance(run, Run)}
        for file in self.files:     # a part comes before the sections in it, which then take their own files
            for node, _ in walk(file.section):
                with suppress(KeyError):
                    self._file[self.anchors.of(node)] = file.href

    def address(self, target: str) -> str:
        """Where a link goes: ``#b17`` of the document to its file, any other address as it is."""
        return self._file.get(target[1:], TITLEPAGE) + target if target.startswith("#") else target

    def place(self, section: Section) -> str:
        """The address of a section: its file alone where it opens one, so that readers show the top."""
        href = self._file[self.anchors.of(section)]
        return href if id(section) in self._roots else f"{href}#{self.anchors.of(section)}"

    def node(self, node: Node) -> Markup:
        """The markup of a node; nothing for a section that has a file of its own, the book's title parted at sense.

        White space is collapsed as every reading system does in drawing: two blanks would break a search for the words.
        """
        from markupsafe import Markup, escape

        if isinstance(node, Section) and id(node) in self._roots:
            return Markup()
        markup = super().node(node)
        if not isinstance(node, Run):
            return markup
        if id(node) in self._title and markup.endswith(title := escape(printed(node.value))):
            markup = markup.removesuffix(title) + Markup("<wbr/>").join(phrases(printed(node.value)))
        return Markup(spaced(markup))

    def body(self, file: File) -> Markup:
        """What stands in a file."""
        return super().node(file.section)


def render(document: Document, edition: Edition) -> Rendered:
    """The EPUB of a completed document (``matter.complete``), and what a person should know of it.

    Pure: pictures come with the edition. Raises Refusal for a picture of a kind that no EPUB may hold.
    """
    from markupsafe import Markup

    from convert import theme

    meta = document.meta
    look = theme.load(edition.settings.print.theme)
    shown = [node.href for node, _ in walk(document) if isinstance(node, Figure) and node.href is not None]
    pictures = {href: _picture(f"i{n:04}", href, edition.files[href]) for n, href in enumerate(dict.fromkeys(shown), 1)}
    said = cover.wording(document, edition.name)
    front, warnings = _cover(said, edition, look, meta.language)
    pages = Pages(document, edition, pictures)
    texts = [_text(pages, file, said.title) for file in pages.files]
    title = _frame("titlepage", TITLEPAGE, meta.language, said.title, pages.node(document), matter="frontmatter",
                   notes=pages.notes(document.head) if document.head else ())
    targets = [t for resource in (title, *texts) for t in _targets(resource)]
    ways = _ways(pages, said, identifier(meta, edition.name), targets)
    resources = (
        _frame("cover", COVER, meta.language, said.title, kind="cover", content=Markup(
            environment().get_template("epub/cover.xhtml").render(
                src=front.href, alt=say("epub.cover.alt", meta.language, words=said.spoken)))),
        title,
        Resource("nav", "nav.xhtml", XHTML, navigation.document(ways, STYLE), ("nav",), spine=True),
        *texts,
        Resource("ncx", "toc.ncx", NCX, navigation.ncx(ways)),
        Resource("style", STYLE, CSS, look.ebook_css().encode()),
        front,
        *pictures.values())
    facts = tuple(statements(document, edition.name, paged=bool(targets)))
    package = Package(ways.identifier, meta.language, facts, resources, moment(meta.date) or NEVER)
    return Rendered(write(package), warnings=warnings)


def _frame(id_: str, href: str, language: str, title: str, content: Markup, **more: object) -> Resource:
    """A content document around its body."""
    text = environment().get_template("epub/frame.xhtml").render(
        language=language, title=title, content=content, style=STYLE, notes_title=say("epub.notes", language),
        **{"matter": "", "kind": "", "notes": (), **more})
    return Resource(id_, href, XHTML, text.encode(), spine=True)


def _text(pages: Pages, file: File, title: str) -> Resource:
    head = file.section.head
    return _frame(file.href.removesuffix(".xhtml"), file.href, pages.document.meta.language,
                  printed(title_of(head)) if head else title, pages.body(file), matter=file.matter,
                  notes=[note for child in _own(file.section) for note in pages.notes(child)])


def _own(section: Section) -> Iterator[Node]:
    """What stands in a section's file: for a part nothing of the sections in it."""
    for part in parts(section):
        if not (section.role is SectionRole.PART and isinstance(part, Section)):
            yield part


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
    toc = navigation.nest(entries) or (Point(said.title, pages.files[0].href if pages.files else TITLEPAGE),)
    return Navigation(said.title, said.creator, name, language, toc, tuple(marks), tuple(targets))


def _targets(resource: Resource) -> Iterator[PageTarget]:
    """The page breaks that stand in a file."""
    for found in PAGEBREAK.finditer(resource.content.decode()):
        yield PageTarget(found[2], f"{resource.href}#{found[1]}")


def _cover(said: cover.Wording, edition: Edition, look: Theme, language: str) -> tuple[Resource, tuple[str, ...]]:
    """The cover's picture, the publisher's or our own, and a warning where our faces lack a character of it."""
    given = edition.settings.edition.cover
    if given:
        return replace(_picture("cover-image", given, edition.files[given]), properties=("cover-image",)), ()
    tokens = look.tokens
    palette = cover.Palette(tokens["paper"], tokens["ink"], tokens["grey"], tokens["accent"])
    lacking = "、".join(f"{c} (U+{ord(c):04X})" for c in cover.unknown(said))
    picture = Resource("cover-image", "cover-image.jpg", "image/jpeg", cover.draw(said, palette), ("cover-image",))
    return picture, ((say("cover.unknown", language, chars=lacking),) if lacking else ())


def _picture(id_: str, name: str, content: bytes) -> Resource:
    """A picture as a resource, its kind read from its bytes. Raises Refusal for a kind that EPUB does not know."""
    for begin, kind, suffix in PICTURES:
        if content.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(begin):
            return Resource(id_, f"{id_}.{suffix}", kind, content)
    raise Refusal("refuse.picture", path=name)
