"""Fonts for WeasyPrint: the faces handed in and no others, so that a source gives the same pages on every machine."""
from __future__ import annotations

import struct
import unicodedata
from bisect import bisect_right
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

BASE = "book:///"       # addresses that only the closed fetcher knows

# no hinting: advances are those of the font, whatever rasteriser is installed
_PATTERN = b"""<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd"><fontconfig>
<match target="pattern"><edit name="hinting" mode="assign"><bool>false</bool></edit>
<edit name="hintstyle" mode="assign"><const>hintnone</const></edit></match></fontconfig>"""


def configuration() -> Any:
    """WeasyPrint's font configuration on an empty Fontconfig: what ``@font-face`` adds is all there is."""
    from weasyprint.text.ffi import ffi, fontconfig, gobject, pangoft2
    from weasyprint.text.fonts import FontConfiguration

    class Closed(FontConfiguration):    # type: ignore[misc]
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


def fetcher(families: Mapping[str, Path], files: Mapping[str, bytes]) -> Any:
    """A closed fetcher: fonts of the theme, files handed in with the edition, and nothing else of this world."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Fetcher(URLFetcher):          # type: ignore[misc]
        def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
            kind, _, name = unquote(url.removeprefix(BASE)).partition("/")
            if kind == "fonts" and name in families:
                return URLFetcherResponse(url, families[name].read_bytes())
            if kind == "files" and name in files:
                return URLFetcherResponse(url, files[name])
            raise ValueError(f"{url} is not part of the book")

    return Fetcher(allowed_protocols=())


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
        table: bytes = font.reader["cmap"]
        for n in range(struct.unpack_from(">H", table, 2)[0]):
            (start,) = struct.unpack_from(">L", table, 4 + 8 * n + 4)
            if struct.unpack_from(">H", table, start) == (12,):
                (count,) = struct.unpack_from(">L", table, start + 12)
                groups = struct.unpack_from(f">{3 * count}L", table, start + 16)
                return groups[0::3], groups[1::3]
        codes = tuple(sorted(font.getBestCmap()))
        return codes, codes
