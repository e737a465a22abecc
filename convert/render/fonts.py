"""Fonts for WeasyPrint: the faces handed in and no others, so that a source gives the same pages on every machine."""
from __future__ import annotations

import struct
import unicodedata
from bisect import bisect_right
from collections.abc import Collection, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

BASE = "book:///"       # addresses that only the closed fetcher knows

# no hinting: advances are those of the font, whatever rasteriser is installed
_PATTERN = b"""<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd"><fontconfig>
<match target="pattern"><edit name="hinting" mode="assign"><bool>false</bool></edit>
<edit name="hintstyle" mode="assign"><const>hintnone</const></edit></match></fontconfig>"""


# of Chinese text: in a face for Taiwan they stand amid their squares, and no half of them can be squeezed
MARKS = frozenset("“”‘’（）《》〈〉「」『』【】〖〗〔〕［］｛｝、，；：。．？！·—…～")


def configuration() -> Any:
    """WeasyPrint's font configuration on an empty Fontconfig: what ``@font-face`` adds is all there is."""
    from weasyprint.text.ffi import ffi, fontconfig, gobject, pangoft2
    from weasyprint.text.fonts import FontConfiguration

    class Closed(FontConfiguration):
        def __init__(self) -> None:     # the parent's, but for the first line: no system configuration, no system fonts
            ffi.cdef("FcConfig * FcConfigCreate (void);", override=True)
            self._config = fontconfig.FcConfigCreate()
            fontconfig.FcConfigParseAndLoadFromMemory(self._config, _PATTERN, True)
            self.font_map = ffi.gc(pangoft2.pango_ft2_font_map_new(), gobject.g_object_unref)
            pangoft2.pango_fc_font_map_set_config(ffi.cast("PangoFcFontMap *", self.font_map), self._config)
            fontconfig.FcConfigDestroy(self._config)    # the map keeps its own reference
            self._folder = None
            self.strut_layouts: dict[Any, Any] = {}
            self.font_features: dict[Any, Any] = {}

    return Closed()


def faces(families: Mapping[str, Path]) -> str:
    """The style sheet that makes font files known under the names the sheets use."""
    return "\n".join(f'@font-face {{ font-family: {family}; src: url("{BASE}fonts/{family}"); }}'
                     for family in families)


def fetcher(families: Mapping[str, Path], files: Mapping[str, bytes], unmarked: Collection[str] = ()) -> Any:
    """A closed fetcher: fonts of the theme, files handed in with the edition, and nothing else of this world.

    The ``unmarked`` families come without the marks of Chinese text, so that the next family gives them.
    """
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Fetcher(URLFetcher):
        def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
            kind, _, name = unquote(url.removeprefix(BASE)).partition("/")
            if kind == "fonts" and name in families:
                font = families[name].read_bytes()
                return URLFetcherResponse(url, without(font, MARKS) if name in unmarked else font)
            if kind == "files" and name in files:
                return URLFetcherResponse(url, files[name])
            raise ValueError(f"{url} is not part of the book")

    return Fetcher(allowed_protocols=())


def without(font: bytes, chars: Collection[str]) -> bytes:
    """A font file whose character map leaves out some characters (OpenType, cmap format 12); all else stays as it is."""
    at, start, _ = _table(font, b"cmap")
    groups = _groups(font[start:])
    if groups is None:
        return font
    left_out = sorted(map(ord, chars))
    kept = []
    for first, last, glyph in zip(groups[0::3], groups[1::3], groups[2::3], strict=True):
        begin = first
        for code in (*(c for c in left_out if first <= c <= last), last + 1):
            if begin < code:
                kept.append(struct.pack(">3L", begin, code - 1, glyph + begin - first))
            begin = code + 1
    subtable = struct.pack(">HHLLL", 12, 0, 16 + 12 * len(kept), 0, len(kept)) + b"".join(kept)
    cmap = struct.pack(">HHHHL", 0, 1, 3, 10, 12) + subtable
    out = bytearray(font + bytes(-len(font) % 4))
    struct.pack_into(">3L", out, at + 4, checksum(cmap), len(out), len(cmap))
    return bytes(out + cmap)


def _table(font: bytes, tag: bytes) -> tuple[int, int, int]:
    """Where a table's record stands in a font file, where the table begins, how long it is."""
    (count,) = struct.unpack_from(">H", font, 4)
    at = next(at for at in range(12, 12 + 16 * count, 16) if font[at:at + 4] == tag)
    start, length = struct.unpack_from(">LL", font, at + 8)
    return at, start, length


def _groups(table: bytes) -> tuple[int, ...] | None:
    """The segmented coverage of a cmap table (format 12): first and last code point and first glyph of each group."""
    for n in range(struct.unpack_from(">H", table, 2)[0]):
        (start,) = struct.unpack_from(">L", table, 4 + 8 * n + 4)
        if struct.unpack_from(">H", table, start) == (12,):
            (count,) = struct.unpack_from(">L", table, start + 12)
            return struct.unpack_from(f">{3 * count}L", table, start + 16)
    return None


def checksum(table: bytes | bytearray) -> int:
    """The sum of a table's 32-bit words (OpenType, Calculating Checksums)."""
    padded = bytes(table) + bytes(-len(table) % 4)
    return int(sum(struct.unpack(f">{len(padded) // 4}L", padded)) & 0xFFFFFFFF)


def unseen(char: str) -> bool:
    r"""Does a character print nothing in any font? Controls of format, joiners, selectors of variants.

    >>> [unseen(c) for c in "\u200b\u202e\ufe0f\U000e0100中\ue000"]
    [True, True, True, True, False, False]
    """
    return unicodedata.category(char) == "Cf" or "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef"


def covers(path: Path, char: str) -> bool:
    """Does a font file have a glyph for a character?"""
    firsts, lasts = _ranges(path)
    at = bisect_right(firsts, ord(char)) - 1
    return at >= 0 and ord(char) <= lasts[at]


@lru_cache(maxsize=16)
def _ranges(path: Path) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The code points of a font as ranges: first and last of each, in order.

    Read from the segmented coverage of the cmap table (format 12), which takes no time; other fonts through fontTools.
    """
    from fontTools.ttLib import TTFont

    with TTFont(path, lazy=True, fontNumber=0) as font:
        if (groups := _groups(font.reader["cmap"])) is not None:
            return groups[0::3], groups[1::3]
        codes = tuple(sorted(font.getBestCmap()))
        return codes, codes
