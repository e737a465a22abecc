"""The cover (封面) drawn from title and author, where the publisher gives no picture.

Type on paper tone, nothing else: the title large, in one upright column where it is short (marks of vertical setting:
GB/T 15834-2011, 5.2), the kicker small beside it, the author at the foot, a seal in the accent. All lengths are pixels.
"""
from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from itertools import pairwise
from typing import TYPE_CHECKING

from convert.anchors import printed
from convert.render.sense import CLOSING, OPENING, cuts_word, em, sense_lines
from convert.tree import Document, HeadRole, words

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

WIDTH, HEIGHT = 1600, 2400
MARGIN = 160
UPRIGHT = 8             # characters of a title that stands in one column
LONGEST = 80            # characters of a title that are shown
ASCENT = 0.88           # of Noto's Chinese faces: from the top of a character's square to the line, in em
SEAL = "刊行"
DASHES = "—―－ "      # before or behind a line they lead nowhere in a column of its own

# marks as they stand in vertical setting, by their compatibility forms
VERTICAL = str.maketrans("，、。：；！？…（）《》〈〉「」『』【】〔〕—“”‘’",
                         "︐︑︒︓︔︕︖︙︵︶︽︾︿﹀﹁﹂﹃﹄︻︼︹︺︱﹃﹄﹁﹂")

_HALF, _MARKS = frozenset("，。、：；”’》〉）】〕"), frozenset("，。、：；？！”’》〉）】〕“‘《〈（【〔")


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of a cover, as CSS writes them."""

    paper: str
    ink: str
    grey: str
    accent: str


@dataclass(frozen=True, slots=True)
class Wording:
    """What a cover says."""

    title: str
    kicker: str = ""
    subtitle: str = ""
    creator: str = ""
    publisher: str = ""

    @property
    def spoken(self) -> str:
        """All of it in reading order, for those who do not see the picture."""
        lines = (self.kicker.rstrip(CLOSING), self.title, self.subtitle, self.creator, self.publisher)
        return "，".join(line for line in lines if line)


def wording(document: Document, name: str) -> Wording:
    """What the cover of a document says: its metadata, and the kicker of its heading group."""
    meta, lines = document.meta, document.head.children if document.head else ()
    said = {role: printed(" ".join(words(line).strip() for line in lines if line.role is role)) for role in HeadRole}
    return Wording(
        title=printed(meta.title or said[HeadRole.HEADLINE] or name), kicker=said[HeadRole.KICKER],
        subtitle=printed(meta.subtitle or said[HeadRole.DECK]), creator=printed(meta.creator or ""),
        publisher=printed(meta.publisher or ""))


def draw(say: Wording, palette: Palette) -> bytes:
    """The cover as a JPEG of 1600 × 2400 pixels; the same words and colours give the same bytes."""
    from PIL import Image, ImageDraw

    image = Image.new("RGB", (WIDTH, HEIGHT), palette.paper)
    pen = _Pen(ImageDraw.Draw(image), palette)
    if len(say.title) <= UPRIGHT and all(ord(c) > 0x2000 for c in say.title):
        _upright(pen, say)
    else:
        _level(pen, say)
    out = BytesIO()
    image.save(out, "JPEG", quality=92, subsampling=0, optimize=True, dpi=(300, 300))
    return out.getvalue()


def unknown(say: Wording) -> list[str]:
    """The characters of a cover that its faces lack; they would show as empty boxes."""
    return sorted({c for c in "".join(say.spoken.split()) if not all(ord(c) in _characters(face) for face in _faces())})


@dataclass(frozen=True, slots=True)
class _Pen:
    """Draws characters by their squares: x and y are the top left corner of the first."""

    draw: ImageDraw
    palette: Palette

    def across(self, x: float, y: float, chars: str, size: int, *, sans: bool = False, grey: bool = False) -> None:
        """A line from left to right; an opening mark at its start hangs, a closing mark before another takes half."""
        font = _font(sans, size)
        x -= size / 2 * (chars[0] in OPENING)
        for char, after in zip(chars, [*chars[1:], ""], strict=True):
            self.draw.text((x, y + ASCENT * size), char, font=font, anchor="ls", fill=self._ink(grey))
            x += font.getlength(char) - size / 2 * (char in _HALF and after in _MARKS)

    def down(self, x: float, y: float, chars: str, size: int, *, sans: bool = False, grey: bool = False,
             pitch: float = 1, ink: str | None = None) -> None:
        """A column from top to bottom, a character each ``pitch`` em."""
        font, fill = _font(sans, size), ink or self._ink(grey)
        for char in chars.translate(VERTICAL):
            centred = x + (size - font.getlength(char)) / 2
            self.draw.text((centred, y + ASCENT * size), char, font=font, anchor="ls", fill=fill)
            y += size * pitch

    def seal(self, x: float, y: float, size: int) -> None:
        """The seal, characters left white (白文), ``size`` the side of one character."""
        edge, inset = size * 0.3, size * 0.12
        right, foot = x + size + 2 * edge, y + 2.12 * size + 2 * edge
        self.draw.rounded_rectangle((x, y, right, foot), size * 0.14, self.palette.accent)
        self.draw.rounded_rectangle((x + inset, y + inset, right - inset, foot - inset), size * 0.08,
                                    outline=self.palette.paper, width=max(2, size // 28))
        self.down(x + edge, y + edge, SEAL, size, pitch=1.12, ink=self.palette.paper)

    def _ink(self, grey: bool) -> str:
        return self.palette.grey if grey else self.palette.ink


def _upright(pen: _Pen, say: Wording) -> None:
    """A short title in one column on the right, the author in another on the left."""
    size = min(420, int((HEIGHT - 2 * MARGIN - 460) / (1.08 * len(say.title))))
    x = WIDTH - MARGIN - size - 40
    top = MARGIN + 60
    pen.draw.line((x - 70, top, x - 70, HEIGHT - MARGIN), fill=pen.palette.accent, width=4)
    pen.down(x, top, say.title, size, pitch=1.08)
    for n, line in enumerate(_lines(say.kicker.strip(DASHES), 20) + _lines(say.subtitle.strip(DASHES), 20)):
        pen.down(x - 170 - n * 96, top, line, 60, grey=True, pitch=1.16)
    _foot(pen, say)


def _level(pen: _Pen, say: Wording) -> None:
    """A longer title in lines broken at sense, from the left."""
    y: float = MARGIN + 60
    for line in _lines(say.kicker, 24):
        pen.across(MARGIN, y, line, 52, grey=True)
        y += 52 * 1.5
    y += 90
    size, lines = _largest(say.title if len(say.title) <= LONGEST else say.title[:LONGEST] + "……")
    for line in lines:
        pen.across(MARGIN - size * 0.06, y, line, size)
        y += size * 1.34
    y += 60
    for line in _lines(say.subtitle, 18):
        pen.across(MARGIN, y, line, 68, grey=True)
        y += 68 * 1.5
    _foot(pen, say)


def _foot(pen: _Pen, say: Wording) -> None:
    seal = 96
    y = HEIGHT - MARGIN - seal * 2.72
    pen.seal(WIDTH - MARGIN - seal * 1.6, y, seal)
    foot: float = HEIGHT - MARGIN
    if say.publisher:
        foot -= 52
        pen.across(MARGIN, foot, say.publisher, 52, grey=True)
        foot -= 60
    names = [line for group in say.creator.replace(";", "；").split("；") for line in _lines(group.strip(), 15)]
    for line in reversed(names[:4]):
        foot -= 76
        pen.across(MARGIN, foot, line, 76, sans=True)
        foot -= 38


def _lines(chars: str, measure: int) -> list[str]:
    return sense_lines(chars, measure)[:3] if chars else []


def _largest(title: str) -> tuple[int, tuple[str, ...]]:
    """The size at which a title fills its room best without a word cut, and its lines."""
    def fit(lines: tuple[str, ...]) -> int:
        return int(min(300, (WIDTH - 2 * MARGIN) / max(map(em, lines)), 1280 / (1.34 * len(lines))))

    def worth(lines: tuple[str, ...]) -> tuple[int, int, int]:
        return -sum(cuts_word(a, b) for a, b in pairwise(lines)), fit(lines), -len(lines)

    lines = max((tuple(sense_lines(title, measure)) for measure in range(4, 15)), key=worth)
    return fit(lines), lines


def _faces() -> tuple[bool, bool]:
    return False, True


@lru_cache(maxsize=32)
def _font(sans: bool, size: int) -> FreeTypeFont:
    from PIL import ImageFont

    return ImageFont.truetype(_path(sans), size, layout_engine=ImageFont.Layout.BASIC)


def _path(sans: bool) -> str:
    import pylopdf_fonts_zh_cn as faces

    return str(faces.sans_path() if sans else faces.serif_path())


@lru_cache(maxsize=2)
def _characters(sans: bool) -> frozenset[int]:
    from fontTools.ttLib import TTFont

    with TTFont(_path(sans), lazy=True) as font:
        return frozenset(font.getBestCmap())
