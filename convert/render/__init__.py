"""From the tree to files: one renderer a format, all of them pure functions of document and edition."""
from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from convert.settings import Settings
from convert.tree import Document


class PageStart(NamedTuple):
    """Where a page of the PDF begins: its folio, the anchor of the block there, characters into that block.

    ``printed``: does the page bear its folio? Title page, openings and colophon are counted but do not.
    """

    label: str
    anchor: str
    offset: int
    printed: bool = True


@dataclass(frozen=True, slots=True)
class Edition:
    """All that a renderer may know besides the document: resolved settings, the PDF's pages, the files it may show.

    ``files`` maps the names that figures and cover use to their bytes: renderers open nothing themselves. ``place``
    says where a character of the cleaned text stands in the source, for warnings.
    """

    settings: Settings
    name: str = "book"
    pages: tuple[PageStart, ...] = ()
    files: Mapping[str, bytes] = field(default_factory=dict)
    place: Callable[[int], str] | None = None

    @property
    def key(self) -> str:
        """The source's name for identifiers: a text in another script is another publication."""
        script = self.settings.edition.script
        return f"{self.name}\0{script}" if script else self.name


@dataclass(frozen=True, slots=True)
class Rendered:
    """A finished edition; ``pages`` only from the PDF. ``warnings`` are sentences for a person."""

    content: bytes
    pages: tuple[PageStart, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Format:
    """An output format: the file's suffix and the function that renders it."""

    suffix: str
    render: Callable[[Document, Edition], Rendered]


def _pdf(document: Document, edition: Edition) -> Rendered:
    from convert.render.pdf import render

    return render(document, edition)


def _epub(document: Document, edition: Edition) -> Rendered:
    from convert.render.epub import render

    return render(document, edition)


def _digest(document: Document, edition: Edition) -> Rendered:
    from convert.render.digest import render

    return render(document, edition)


def page_starts(document: Document, edition: Edition) -> tuple[PageStart, ...]:
    """Where the pages of the PDF would begin: a layout without a drawing."""
    from convert.render.pdf import pages

    return pages(document, edition)


# the PDF first: the others point at its pages
FORMATS: dict[str, Format] = {
    "pdf": Format(".pdf", _pdf),
    "epub": Format(".epub", _epub),
    "digest": Format(".digest.txt", _digest),
}
