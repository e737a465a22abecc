"""The document as the ebook's pages of XHTML: which node stands in which file, and where its links lead."""
from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from convert.anchors import printed
from convert.render import Edition
from convert.render.files import files, holds
from convert.render.html import Html, environment
from convert.render.package import Resource
from convert.render.sense import phrases
from convert.render.vertical import latin
from convert.tree import Break, Document, Gap, HeadRole, Node, Note, Run, Section, Turn, walk, words

if TYPE_CHECKING:
    from markupsafe import Markup

TITLEPAGE = "title.xhtml"


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
        self.vertical = edition.settings.epub.vertical
        self.files = files(document)
        head = document.head.children if document.head else ()
        self._title = {id(run) for line in head if line.role is HeadRole.HEADLINE
                       for run in line.children if isinstance(run, Run)}
        self._now = 0                                       # the file that is being rendered
        self._roots = {id(file.section) for file in self.files}
        self._spans: dict[int, tuple[int, int]] = {}        # of a block or section: its first file and its last
        self._file: dict[str, int] = {}                     # of an anchor
        for n, file in enumerate(self.files):
            for block in file.blocks:
                self._spans[id(block)] = n, n
                for node, _ in walk(block):
                    self._place(node, n)
            self._place(file.section, n)
            if file.section.head is not None:
                for node, _ in walk(file.section.head):
                    self._place(node, n)
        for file in self.files:
            if not file.goes_on:
                self._span(file.section)
        self._notes: dict[int | None, list[Note]] = {}
        for note in self.anchors.notes:
            self._notes.setdefault(self._file.get(self.anchors.of(note)), []).append(note)

    def _place(self, node: Node, file: int) -> None:
        with suppress(KeyError):
            self._file.setdefault(self.anchors.of(node), file)

    def _span(self, node: Node) -> tuple[int, int]:
        """From which file to which a node goes; its own anchors, which no block holds, stand in the first."""
        if id(node) not in self._spans:
            within = [self._span(n) for n in holds(node) if id(n) not in self._roots]
            first = self._file[self.anchors.of(node)] if id(node) in self._roots else within[0][0]
            self._spans[id(node)] = first, within[-1][1] if within else first
            head = node.head if isinstance(node, Section) else None
            label = node.label if isinstance(node, Turn) else ()
            for inside in (node, *(n for part in (head, *label) if part for n, _ in walk(part))):
                self._place(inside, first)
        return self._spans[id(node)]

    def address(self, target: str) -> str:
        """Where a link goes: ``#b17`` of the document to its file, any other address as it is."""
        if not target.startswith("#"):
            return target
        file = self._file.get(target[1:])
        return (TITLEPAGE if file is None else self.files[file].href) + target

    def place(self, section: Section) -> str:
        """The address of a section: its file alone where it opens one, so that readers show the top."""
        anchor = self.anchors.of(section)
        href = self.files[self._file[anchor]].href
        return href if id(section) in self._roots else f"{href}#{anchor}"

    def body(self, n: int) -> Markup:
        """What stands in a file."""
        self._now = n
        file = self.files[n]
        return self._rest(file.section) if file.goes_on else super().node(file.section)

    def notes_in(self, n: int | None) -> list[Markup]:
        """The notes of a file, each as an aside, for its end; None for the title page."""
        return [self._module.aside(note) for note in self._notes.get(n, ())]

    def node(self, node: Node) -> Markup:
        """The markup of a node so far as it stands in the file at hand.

        White space is collapsed as every reading system does in drawing: two blanks would break a search for the words.
        """
        from markupsafe import Markup

        first, last = self._spans.get(id(node), (self._now, self._now))
        if id(node) in self._roots or not first <= self._now <= last:
            return Markup()
        if first < self._now:
            return self._rest(node)
        markup = super().node(node)
        return Markup(spaced(markup)) if isinstance(node, Run) else markup

    def _rest(self, node: Node) -> Markup:
        """What stands in this file of a node that began in an earlier one."""
        from markupsafe import Markup

        here = tuple(n for n in holds(node) if id(n) not in self._roots and self._spans[id(n)][1] >= self._now)
        if isinstance(node, Section):
            template = environment().get_template("epub/rest.xhtml")
            return Markup(template.render(role=node.role.value, blocks=map(self.node, here)))
        label = {"label": ()} if isinstance(node, Turn) else {}
        return super().node(replace(node, children=here, **label))  # type: ignore[call-arg, arg-type]  # holds() has nodes with children alone

    def _leaf(self, node: Run | Gap | Break) -> Markup:
        """Words with the page breaks in them; the book's title may be parted where it makes sense."""
        from markupsafe import Markup

        cuts = self._breaks.get(id(node), ())
        if id(node) not in self._title or any(at for at, _ in cuts):
            return super()._leaf(node)
        marks = Markup().join(self._module.pagebreak(label) for _, label in cuts)
        return marks + Markup("<wbr/>").join(self.escaped(piece) for piece in phrases(printed(words(node))))

    def escaped(self, chars: str) -> Markup:
        """Characters as markup; in vertical setting numbers and letters as they stand in a column."""
        from markupsafe import Markup, escape

        if not self.vertical:
            return escape(chars)
        return Markup().join(Markup('<span class="{}">{}</span>').format(kind, piece) if kind else escape(piece)
                             for piece, kind in latin(chars))
