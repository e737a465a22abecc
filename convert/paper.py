"""Paper and type area (开本与版心): from a sheet's size to whole characters and whole lines.

The proportions are those of the A5 page: the type area takes .70 of the width and .735 of the height, the gutter is
narrower than the fore-edge, the head than the foot. Lengths in points unless said otherwise.
"""
from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from convert.refusal import Refusal
from convert.settings import choose

POINTS = 72 / 25.4      # points in a millimetre


class Paper(NamedTuple):
    """A trimmed sheet: its name, width and height in millimetres."""

    name: str
    width: float
    height: float


# A and B: ISO 216. 开: usual trimmed sizes of mainland books (GB/T 788 gives the sheets that they are folded from).
PAPERS = {p.name: p for p in (
    Paper("A5", 148, 210), Paper("A4", 210, 297), Paper("B5", 176, 250), Paper("16开", 185, 260),
    Paper("32开", 130, 184), Paper("大16开", 210, 285), Paper("大32开", 140, 203), Paper("A6", 105, 148),
    Paper("B6", 125, 176), Paper("A3", 297, 420),
)}
_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*[x×*]\s*(\d+(?:\.\d+)?)\s*(?:mm|毫米)?", re.IGNORECASE)


def paper(name: str, where: str = "") -> Paper:
    """The sheet of a name, or of a size in millimetres such as 170x240. Raises Refusal where it is neither.

    ``where`` is the place of the setting, for the complaint.

    >>> paper("a5"), paper("170×240 mm")
    (Paper(name='A5', width=148, height=210), Paper(name='170×240 mm', width=170.0, height=240.0))
    """
    if found := _SIZE.fullmatch(name.strip()):
        sheet = Paper(name.strip(), float(found[1]), float(found[2]))
        if max(sheet.width, sheet.height) > MOST:
            raise Refusal("refuse.paper_large", where=where, paper=sheet.name, most=MOST)
        return sheet
    return PAPERS[choose("print.paper", name.strip().replace("開", "开"), PAPERS, where)]


@dataclass(frozen=True, slots=True)
class Geometry:
    """A page in points: the sheet, its type area in whole characters and lines, and the four margins."""

    width: float
    height: float
    chars: int
    lines: int
    size: float
    pitch: float
    head: float
    foot: float
    gutter: float
    edge: float

    @property
    def measure(self) -> float:
        """The width of the type area."""
        return self.chars * self.size

    @property
    def depth(self) -> float:
        """The height of the type area."""
        return self.lines * self.pitch

    def css(self) -> str:
        """The page as custom properties for the print sheets."""
        values = {"page-width": f"{self.width:.3f}pt", "page-height": f"{self.height:.3f}pt",
                  "measure": f"{self.measure:g}pt", "depth": f"{self.depth:g}pt",
                  "columns-small": str(1 + (self.chars >= ABREAST)),
                  "margin-head": f"{self.head:.3f}pt", "margin-foot": f"{self.foot:.3f}pt",
                  "margin-gutter": f"{self.gutter:.3f}pt", "margin-edge": f"{self.edge:.3f}pt"}
        return ":root {" + " ".join(f"--{name}: {value};" for name, value in values.items()) + "}"


MOST = 5080             # millimetres: 14,400 points, the longest side of a PDF's page (ISO 32000-1, Annex C)
LEAST = (12, 8)         # characters and lines below which nothing can be set
WIDEST = 42             # characters that an eye still follows; a wider sheet gets wider margins
ABREAST = 24            # characters of a measure that holds two columns of the small size


def geometry(sheet: Paper, size: float, pitch: float) -> Geometry:
    """The type area of a sheet for a body size and line pitch. Raises Refusal where the sheet is too small.

    >>> g = geometry(paper("A5"), 10.5, 17.5)
    >>> (g.chars, g.lines, g.measure, g.depth)
    (28, 25, 294.0, 437.5)
    """
    width, height = sheet.width * POINTS, sheet.height * POINTS
    chars, lines = min(WIDEST, round(width * 0.7 / size)), round(height * 0.735 / pitch)
    if chars < LEAST[0] or lines < LEAST[1]:
        raise Refusal("refuse.paper_small", paper=sheet.name, chars=chars, lines=lines)
    across, down = width - chars * size, height - lines * pitch
    return Geometry(width, height, chars, lines, size, pitch, head=down * 0.447, foot=down * 0.553,
                    gutter=across * 0.455, edge=across * 0.545)
