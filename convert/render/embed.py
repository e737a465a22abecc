"""Fonts within the ebook (内嵌字体): cut down to its characters, with their licence beside them."""
from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from convert.refusal import Refusal
from convert.render.fonts import covers
from convert.render.package import Resource

FONT, FALLBACK = "font-", "CN"              # before a family in a resource's id; behind it, where it fills another's gaps
OTF, TTF = "font/otf", "font/ttf"           # EPUB 3.3, 3.2: core media types of fonts
RESTRICTED = 0x0002 | 0x0100 | 0x0200       # OS/2 fsType: no embedding, no subsetting, bitmaps alone
COPYRIGHT, FAMILY, STYLE, UNIQUE, FULL, POSTSCRIPT, LICENCE, LICENCE_URL = 0, 1, 2, 3, 4, 6, 13, 14     # of names
OPEN = ("open font license", "scripts.sil.org/ofl", "openfontlicense.org")
APPLE = {"com.apple.ibooks.display-options.xml": (       # without it Apple Books shows its own faces
    b'<?xml version="1.0" encoding="utf-8"?>\n<display_options><platform name="*">'
    b'<option name="specified-fonts">true</option></platform></display_options>\n')}
WINDOWS = (3, 1, 0x409)                     # platform, encoding and language of a font's names


@dataclass(frozen=True, slots=True)
class Embedded:
    """Fonts as resources of the ebook: the faces by family, with the texts of their licences."""

    resources: tuple[Resource, ...]
    families: tuple[str, ...]

    @property
    def css(self) -> str:
        """The style sheet that makes the faces known under the families' names."""
        return "".join(f'@font-face {{ font-family: {r.id.removeprefix(FONT)}; src: url("{r.href}"); }}\n'
                       for r in self.resources if r.id.startswith(FONT))


def embed(fonts: Mapping[str, Path], chars: Iterable[str]) -> Embedded:
    """The font files of some families, cut down to these characters; of one that fills another's gaps, to those.

    Raises Refusal for a font whose maker forbids embedding or cutting down.
    """
    wanted = sorted(set(chars))
    resources: list[Resource] = []
    terms: list[str] = []
    for family, path in fonts.items():
        before = fonts.get(family.removesuffix(FALLBACK)) if family.endswith(FALLBACK) else None
        here = [c for c in wanted if covers(path, c) and not (before and covers(before, c))]
        if not here:
            continue
        content, said = face(path, family, here)
        kind = OTF if content[:4] == b"OTTO" else TTF
        resources.append(Resource(FONT + family, f"fonts/{family.lower()}.{kind[-3:]}", kind, content))
        terms += [family, *said]
    resources.append(Resource("licence", "fonts/licence.txt", "text/plain", "\n\n".join([*terms, *_licence(terms)]).encode()))
    return Embedded(tuple(resources), tuple(r.id.removeprefix(FONT) for r in resources if r.id.startswith(FONT)))


def face(path: Path, family: str, chars: Iterable[str]) -> tuple[bytes, list[str]]:
    """A font cut down to some characters, and what its maker says of copyright and licence.

    It bears our family's name: many licences reserve the maker's own for the whole font.
    """
    from fontTools.ttLib import TTFont

    with TTFont(path, lazy=True, fontNumber=0) as whole:
        if "OS/2" in whole and whole["OS/2"].fsType & RESTRICTED:
            raise Refusal("refuse.font_embedding", family=family, path=path)
        said = {n: words for n in (COPYRIGHT, LICENCE, LICENCE_URL) if (words := whole["name"].getDebugName(n))}
    with TTFont(BytesIO(_subset(path.read_bytes(), chars)), lazy=True, recalcTimestamp=False, recalcBBoxes=False) as font:
        font["name"].names = []
        names = {FAMILY: family, STYLE: "Regular", UNIQUE: f"{family} subset", FULL: family, POSTSCRIPT: family}
        for number, words in (names | said).items():
            font["name"].setName(words, number, *WINDOWS)
        out = BytesIO()
        font.save(out, reorderTables=False)
    return out.getvalue(), list(said.values())


def _licence(said: Iterable[str]) -> Iterator[str]:
    """The text of the Open Font License, which must go with every copy, where a font is under it."""
    from importlib.metadata import distribution

    if any(mark in " ".join(said).lower() for mark in OPEN):
        files = distribution("pylopdf-fonts-zh-cn").files or ()
        yield from (f.read_text() for f in files if f.name == "LICENSE")


def _subset(font: bytes, chars: Iterable[str]) -> bytes:
    """A font with the glyphs of some characters and their vertical forms alone, by HarfBuzz."""
    from weasyprint.text.ffi import ffi, harfbuzz, harfbuzz_subset
    from weasyprint.text.fonts import get_hb_object_data

    ffi.cdef("""hb_blob_t * hb_blob_create (const char *, unsigned int, int, void *, void *);
                hb_face_t * hb_face_create (hb_blob_t *, unsigned int);
                hb_set_t * hb_subset_input_unicode_set (hb_subset_input_t *);""", override=True)
    data = ffi.from_buffer(font)
    blob: Any = ffi.gc(harfbuzz.hb_blob_create(data, len(font), 1, ffi.NULL, ffi.NULL), harfbuzz.hb_blob_destroy)
    whole: Any = ffi.gc(harfbuzz.hb_face_create(blob, 0), harfbuzz.hb_face_destroy)
    wanted: Any = ffi.gc(harfbuzz_subset.hb_subset_input_create_or_fail(), harfbuzz_subset.hb_subset_input_destroy)
    codes = sorted(map(ord, chars))
    harfbuzz.hb_set_add_sorted_array(harfbuzz_subset.hb_subset_input_unicode_set(wanted),
                                     ffi.new(f"hb_codepoint_t[{len(codes)}]", codes), len(codes))
    harfbuzz_subset.hb_subset_input_set_flags(wanted, harfbuzz_subset.HB_SUBSET_FLAGS_NO_HINTING)
    cut: Any = ffi.gc(harfbuzz_subset.hb_subset_or_fail(whole, wanted), harfbuzz.hb_face_destroy)
    return bytes(get_hb_object_data(cut))
