"""From the tree to XHTML, by one macro a node: the body that the PDF and the EPUB share.

Roles are the class names, anchors the ids. A node without a macro raises, so that no edition loses one silently.
"""
from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from convert.anchors import Anchors, Leaf, printed, run_in
from convert.render import PageStart
from convert.tree import (
    Break,
    Document,
    Gap,
    Head,
    HeadLine,
    HeadRole,
    Inline,
    Node,
    Note,
    Run,
    Section,
    SectionRole,
    Table,
    title_of,
    walk,
    words,
)
from convert.words import say

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

Medium = Literal["print", "ebook"]

GETA = "〓"         # 替代符: printed where no font has the character
LONGEST = 26        # characters of a running head
STRETCH = 2000      # characters of one piece of text in print


class Semantics(NamedTuple):
    """What a section is to machines: epub:type (EPUB Structural Semantics) and role (DPUB-ARIA), where they know it."""

    type: str = ""
    role: str = ""


SEMANTICS = {
    SectionRole.PREAMBLE: Semantics("preamble"),
    SectionRole.PART: Semantics("part", "doc-part"),
    SectionRole.CHAPTER: Semantics("chapter", "doc-chapter"),
    SectionRole.ARTICLE: Semantics("chapter", "doc-chapter"),
    SectionRole.PREFACE: Semantics("preface", "doc-preface"),
    SectionRole.PROLOGUE: Semantics("prologue", "doc-prologue"),
    SectionRole.EPILOGUE: Semantics("epilogue", "doc-epilogue"),
    SectionRole.AFTERWORD: Semantics("afterword", "doc-afterword"),
    SectionRole.APPENDIX: Semantics("appendix", "doc-appendix"),
    SectionRole.APPARATUS: Semantics("appendix", "doc-appendix"),
    SectionRole.COLOPHON: Semantics("colophon", "doc-colophon"),
}


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The templates, escaping everything they are given."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(loader=PackageLoader("convert.render", "templates"), autoescape=True, undefined=StrictUndefined,
                       trim_blocks=True, keep_trailing_newline=False)


def _bare(title: str) -> str:
    """A title without its brackets and blanks, to see whether two are one."""
    return re.sub(r"[《》\s　]", "", title)


class Html:
    """Renders the nodes of one document.

    ``pages`` are the PDF's page beginnings: each becomes a page-break mark before the very character. ``address`` turns
    the target of a link (``#b17``, or an address) into what stands in the file; ``picture`` does so for a figure's
    ``href``, and ``size`` says how large it stands. ``opening`` are the sections that begin a page (by identity),
    ``missing`` the characters that no font of the edition has: a geta (〓) stands for each. ``parted`` are the lines
    of runs (by identity) that are set on several.
    """

    def __init__(self, document: Document, medium: Medium, *, pages: Sequence[PageStart] = (),
                 address: Callable[[str], str] = str, picture: Callable[[str], str] = str,
                 size: Callable[[str], str] = lambda href: "", opening: Collection[int] = (),
                 missing: Collection[str] = (), parted: Mapping[int, Sequence[tuple[int, int]]] | None = None) -> None:
        self.document = document
        self._medium = medium
        self._parted = parted or {}
        self._missing = str.maketrans(dict.fromkeys(missing, GETA))
        self.anchors = Anchors(document)
        self.levels = dict(_levels(document))
        self._breaks = _breaks(self.anchors.leaves, pages)
        template = environment().get_template("nodes.xhtml")
        self._module: Any = template.make_module({
            "render": self.node, "medium": medium, "anchor": self.anchors.of, "number": self.anchors.number,
            "level": self.level, "head_lines": head_lines, "runs_in": run_in, "plain": plain, "leaf": self._leaf,
            "semantics": lambda section: SEMANTICS[section.role], "address": address, "picture": picture, "size": size,
            "opens": lambda section: id(section) in opening, "running": self.running,
            "title": printed(document.meta.title or ""),
            "title_style": self.title_style, "imprint": self.imprint, "shares": self.shares})

    def node(self, node: Node) -> Markup:
        """The markup of a node and all below it. The document itself gives its title page alone."""
        macro = getattr(self._module, type(node).__name__, None)
        if macro is None:
            raise TypeError(f"no macro prints a {type(node).__name__}")
        markup: Markup = macro(node)
        return markup

    def notes(self, node: Node) -> list[Markup]:
        """The notes that stand in a node, each as an aside, for the end of its file."""
        return [self._module.aside(n) for n, _ in walk(node) if isinstance(n, Note)]

    def level(self, head: Head) -> int:
        """The level of a heading group: 1 for the title, one more for each headed section around it, 6 at most."""
        return self.levels[id(head)]

    def shown(self, chars: str) -> str:
        """Characters as an attribute or a generated line may show them."""
        return chars.translate(self._missing)

    def running(self, title: str) -> str:
        """A title as a running head: a book's without its 《》, letter-spacing or length that would fill the line."""
        name = self.document.meta.title
        shown = self.shown(name if name and _bare(title) == _bare(name) else title)
        return shown if len(shown) <= LONGEST else shown[:LONGEST - 1] + "……"

    def imprint(self) -> list[Markup]:
        """What stands low on the title page (出版项): source, publisher, date, each unless it is said above."""
        meta, head = self.document.meta, self.document.head
        said, lines = _bare(words(head)) if head is not None else "", []
        for line in (meta.source, meta.publisher, dated(meta.date, meta.language)):
            if line and _bare(line) not in said:
                lines.append(self.escaped(printed(line)))
                said += _bare(line)
        return lines

    def title_style(self) -> str:
        """The title page's own values; none where the reader's own program lays it out."""
        return ""

    def shares(self, table: Table) -> list[float]:
        """How wide each column of a table is, in per cent; none where the reader's own program lays it out."""
        del table
        return []

    def _leaf(self, node: Run | Gap | Break) -> Markup:
        from markupsafe import Markup

        chars = printed(words(node))
        if id(node) in self._parted:
            return Markup("<br/>").join(self.escaped(chars[a:b]) for a, b in self._parted[id(node)])
        cuts = self._breaks.get(id(node))
        if not cuts:
            return self.escaped(chars) if self._medium == "ebook" or len(chars) <= STRETCH else self._stretched(chars)
        out, done = Markup(), 0
        for at, label in cuts:
            out += self.escaped(chars[done:at]) + self._module.pagebreak(label)
            done = at
        return out + self.escaped(chars[done:])

    def _stretched(self, chars: str) -> Markup:
        # WeasyPrint copies the rest of a text for every line: a million characters in one piece would never end
        from markupsafe import Markup

        pieces = (self.escaped(chars[at:at + STRETCH]) for at in range(0, len(chars), STRETCH))
        return Markup().join(self._module.stretch(piece) for piece in pieces)

    def escaped(self, chars: str) -> Markup:
        """Characters as markup, those that no font has each with a geta over it."""
        from markupsafe import Markup, escape

        if not self._missing or self.shown(chars) == chars:
            return escape(chars)
        return Markup().join(self._module.missing(GETA, f"{ord(c):x}") if ord(c) in self._missing else escape(c)
                             for c in chars)


def dated(date: str | None, language: str) -> str:
    """A date as people write it; what is no day of the calendar stays as it is.

    >>> dated("2026-03-08T00:00:00Z", "zh-Hans"), dated("2026", "zh-Hans"), dated("民国二十四年", "zh-Hant"), dated(None, "en")
    ('2026年3月8日', '2026', '民国二十四年', '')
    """
    found = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?", date or "")
    return say("print.date", language, y=found[1], m=int(found[2]), d=int(found[3])) if found else date or ""


def plain(children: Iterable[Inline]) -> str:
    """Inline nodes as bare characters, as an attribute needs them."""
    return printed("".join(map(words, children)))


def head_lines(head: Head) -> Iterator[tuple[str, list[HeadLine]]]:
    """A heading group as its parts: the title (number and headline, with both on one line) or lines of another role."""
    seen = False
    for is_title, lines in groupby(head.children, lambda h: h.role in (HeadRole.NUMBER, HeadRole.HEADLINE)):
        yield printed(title_of(head)) if is_title and not seen else "", list(lines)
        seen = seen or is_title


def _levels(document: Document) -> Iterator[tuple[int, int]]:
    for node, ancestors in walk(document):
        if isinstance(node, Head):
            above = sum(1 for a in ancestors[:-1] if isinstance(a, Section) and a.head is not None)
            yield id(node), 1 if len(ancestors) == 1 else min(6, 2 + above)


def _breaks(leaves: Sequence[Leaf], pages: Sequence[PageStart]) -> dict[int, list[tuple[int, str]]]:
    """For each leaf (by identity) where pages begin in it; within a mark, which is one piece, before it."""
    wanted: dict[str, list[PageStart]] = {}
    for page in pages:
        wanted.setdefault(page.anchor, []).append(page)
    out: dict[int, list[tuple[int, str]]] = {}
    for leaf in leaves:
        for page in wanted.get(leaf.anchor, ()):
            at = page.offset - leaf.offset
            if 0 <= at < len(leaf.words):
                out.setdefault(id(leaf.node), []).append((at if isinstance(leaf.node, Run) else 0, page.label))
    return out
