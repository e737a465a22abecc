"""What WeasyPrint's page boxes tell: folios, where pages begin in the text, what each drawn piece belongs to."""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from convert.anchors import WHITE, Anchors
from convert.render import PageStart

FRONT = ("halftitle", "titlepage", "contents")       # named pages of the front matter; the folios of the rest begin anew at 1


def labels(pages: Sequence[Any]) -> list[str]:
    """The folio of each page: roman in the front matter, arabic from the first page of the text on.

    Pages without a printed folio (title page, openings, blanks) are counted like any other.
    """
    kinds = [page._page_box.page_type for page in pages]
    first = next((n for n, kind in enumerate(kinds) if kind.name not in FRONT and not kind.blank), 0)
    return [roman(n + 1) if n < first else str(n - first + 1) for n in range(len(kinds))]


def running_heads(pages: Sequence[Any]) -> int:
    """How many pages bear a running head (书眉)."""
    return sum(any(piece.margin.startswith("@top") for piece in pieces(page, frozenset())) for page in pages)


def front(names: Sequence[str]) -> int:
    """How many of the labels are those of the front matter."""
    return sum(not name.isdigit() for name in names)


def roman(number: int) -> str:
    """A number in small roman numerals.

    >>> [roman(n) for n in (1, 4, 9, 14, 40)]
    ['i', 'iv', 'ix', 'xiv', 'xl']
    """
    out = ""
    for value, letters in ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
                           (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")):
        out += letters * (number // value)
        number %= value
    return out


@dataclass(frozen=True, slots=True)
class Piece:
    """A drawn piece of text, and what it belongs to."""

    box: Any
    block: str              # the anchor of the text block around it, or ""
    margin: str             # the name of the margin box around it (@top-left), or ""
    note: bool              # does it stand in the notes at the foot?
    generated: bool         # is it of a ::before, ::after, call or marker?
    classes: frozenset[str]


def pieces(page: Any, blocks: frozenset[str]) -> Iterator[Piece]:
    """The text boxes of a page in the order of the tree."""
    from weasyprint.formatting_structure import boxes
    from weasyprint.layout.absolute import AbsolutePlaceholder

    def visit(box: Any, block: str, margin: str, note: bool, generated: bool,
              classes: frozenset[str]) -> Iterator[Piece]:
        if isinstance(box, AbsolutePlaceholder):
            box = box._box
        if isinstance(box, boxes.MarginBox):
            margin = box.at_keyword
        note = note or isinstance(box, boxes.FootnoteAreaBox)
        if box.element is not None and not margin:
            generated = generated or "::" in (box.element_tag or "")
            if box.element.get("id") in blocks:
                block = box.element.get("id")
            classes = classes | frozenset((box.element.get("class") or "").split())
        if isinstance(box, boxes.TextBox):
            yield Piece(box, block, margin, note, generated, classes)
        for child in getattr(box, "children", ()):
            yield from visit(child, block, margin, note, generated, classes)

    yield from visit(page._page_box, "", "", False, False, frozenset())


def starts(pages: Sequence[Any], anchors: Anchors) -> list[PageStart]:
    """Where each page begins in the text: its folio, the block, and how many of its characters stand before.

    White space, which setting collapses, is not counted in the boxes and put back from the tree. Pages without words
    of the document (contents, blanks) have no beginning.
    """
    texts = _Texts(anchors)
    blocks, seen = frozenset(texts.lengths), dict.fromkeys(texts.lengths, 0)
    out: list[PageStart] = []
    for label, page in zip(labels(pages), pages, strict=True):
        started, drawn = False, list(pieces(page, blocks))
        printed = any(piece.margin.startswith("@bottom") for piece in drawn)
        for piece in drawn:
            if piece.margin or piece.note or piece.generated or not piece.block:
                continue
            count = len(piece.box.text.translate(WHITE))
            done = seen[piece.block]
            if not count or done >= texts.lengths[piece.block]:       # blank, or a table's head printed once more
                continue
            if not started:
                out.append(PageStart(label, piece.block, texts.index(piece.block, done), printed))
                started = True
            seen[piece.block] = done + count
    return out


class _Texts:
    """The texts of blocks without their white space, which setting collapses, and the way back."""

    def __init__(self, anchors: Anchors) -> None:
        self._texts = {name: anchors.text(name) for name in dict.fromkeys(leaf.anchor for leaf in anchors.leaves)}
        self.lengths = {name: len(text.translate(WHITE)) for name, text in self._texts.items()}
        self._places: tuple[str, list[int]] = "", []

    def index(self, name: str, count: int) -> int:
        """The place in a block's text of the character that has ``count`` others before it, white space not counted."""
        if self._places[0] != name:     # pages begin in the same block only one after another
            self._places = name, [at for at, char in enumerate(self._texts[name]) if char.translate(WHITE)]
        return self._places[1][count]


def single_links(page: Any) -> None:
    """Leave each line of links one annotation: a link's inner boxes (leader, number, emphasis) lie in its own."""
    kept: list[tuple[Any, ...]] = []
    for link in page.links:
        _, target, (x1, y1, x2, y2), box = link
        inside = any(target == other[1] and box is not other[3] and x1 >= other[2][0] - 1 and y1 >= other[2][1] - 1
                     and x2 <= other[2][2] + 1 and y2 <= other[2][3] + 1 for other in kept)
        if not inside:
            kept.append(link)
    page.links[:] = kept
