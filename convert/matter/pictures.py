"""Lost pictures that the editor has found again (补图): set where their captions stand, once they have been looked at."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO
from typing import TypeVar

from convert.blocks.told import Lines, begins
from convert.refusal import Refusal
from convert.settings import Picture
from convert.tree import Figure, Node, Run, rebuilt, words

N = TypeVar("N", bound=Node)

KINDS = {b"\xff\xd8\xff": "JPEG", b"\x89PNG\r\n\x1a\n": "PNG"}      # what every reading system shows (EPUB 3.3, 3.2)
PIXELS = 40         # millions; a page of A4 at 600 dpi has 35
MEGABYTES = 20


def attach(node: N, pictures: Mapping[str, Picture]) -> N:
    """The tree with each picture at the first figure whose words begin with its caption, the credit behind the caption.

    A figure that has a picture keeps it.
    """
    if not pictures:
        return node
    waiting = dict(pictures)

    def visit(n: Node) -> Node:
        return _attached(n, waiting) if isinstance(n, Figure) else rebuilt(n, visit)

    return visit(node)  # type: ignore[return-value]  # a figure becomes a figure, any other node keeps its type


def _attached(figure: Figure, waiting: dict[str, Picture]) -> Figure:
    said = words(figure)
    caption = next((c for c in waiting if said in Lines([begins(c)])), None)
    if caption is None or figure.href is not None:
        return figure
    picture = waiting.pop(caption)
    credit = (Run(value=f"\u3000{picture.credit}"),) if picture.credit and picture.credit not in said else ()
    return replace(figure, href=picture.file, alt=picture.alt, credit=(*figure.credit, *credit))


def inspect(content: bytes, name: str, where: str = "") -> None:
    """Look at a picture before the work: a whole JPEG or PNG of a size that reading systems can open. Raises Refusal."""
    from PIL import Image
    if not content.startswith(tuple(KINDS)):
        raise Refusal("refuse.figure_kind", where=where, path=name)
    size = len(content) / 1_000_000
    try:
        with Image.open(BytesIO(content), formats=[*KINDS.values()]) as picture:
            width, height = picture.size
            if width * height > PIXELS * 1_000_000 or size > MEGABYTES:
                raise Refusal("refuse.figure_large", where=where, path=name, width=width, height=height, size=size, pixels=PIXELS,
                              most=MEGABYTES)
            picture.load()
    except Image.DecompressionBombError:
        raise Refusal("refuse.figure_large", where=where, path=name, width="?", height="?", size=size, pixels=PIXELS,
                      most=MEGABYTES) from None
    except (OSError, SyntaxError, ValueError):      # what PIL raises for pictures that break off
        raise Refusal("refuse.figure_broken", where=where, path=name) from None
