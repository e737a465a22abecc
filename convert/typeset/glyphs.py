"""A glyph table a style 字形表: what every token looks like and how wide it is, shaped in bulk and only once.

Widths are thousandths of the style's own em and whole numbers, as a PDF's are: what is planned with them is what the
reader's program will add up.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Any, NamedTuple

from convert.typeset.kinds import KINDS, LONG_TOKEN

Key = str | tuple[str, int, int]
"""A token, or (word, start, stop) for a piece of a word."""

CONTEXT = "中"
"""Stands round every token when it is shaped: dashes and quotes look to their script for their shape."""


BAR = {"―": "—"}
"""A character drawn with another's glyph by many fonts, and read as that wherever the glyph alone is asked."""

Shows = tuple[tuple[int, str], ...]
"""How something is drawn: (font, inside of a TJ array), in order."""


class _Glyph(NamedTuple):
    font: int
    code: str
    width: int
    advance: int
    x: int
    y: int
    at: int         # first byte of its cluster in the token
    actual: str = ""        # what it stands for, where the font has this glyph for another character too


class Glyphs:
    """The glyph table of one style. `advance` and `shown` know every token once `learn` was given it."""

    def __init__(self, style: Any) -> None:
        self.style = style
        self.size: float = style["font_size"]
        self.advance: dict[Key, int] = {}
        self.shown: dict[Key, Shows] = {}
        self.main = 0                       # the font of Han characters
        self.hex: dict[int, str] = {}       # for str.translate: its codes of characters that are one simple glyph
        self.barred: set[Key] = set()       # tokens with glyphs that are pictures: not to be set from a table
        self._hex: dict[int, dict[int, str]] = {}
        self._fonts: dict[int, Any] = {}
        self._widths: dict[int, dict[int, int]] = {}
        self._unicode: dict[int, dict[int, str]] = {}
        self._missing: dict[int, dict[int, int]] = {}
        self._pictures: dict[int, bool] = {}
        self._keep: list[Any] = []
        self._home: tuple[Any, int] = (None, 0)
        self._sizes: dict[int, float] = {}
        self._names: dict[int, str] = {}
        spacing = style["letter_spacing"]
        self._spacing = 0 if spacing == "normal" else round(spacing / style["font_size"] * 1000)

    def learn(self, keys: Iterable[Key]) -> None:
        """Shape the tokens not yet known, one to a line of a single Pango layout."""
        new: dict[str, list[Key]] = {}
        for key in dict.fromkeys(keys):
            if key not in self.advance:
                new.setdefault(key if isinstance(key, str) else key[0], []).append(key)
        if not new:
            return
        for (word, wanted), glyphs in zip(new.items(), self._shape(list(new)), strict=True):
            for key in wanted:
                if isinstance(key, str):
                    self._add(key, self._dash() if key == "——" else glyphs)
                else:
                    self._add(key, self._part(word, key[1], key[2], glyphs))

    def _part(self, word: str, start: int, stop: int, glyphs: Sequence[_Glyph]) -> Sequence[_Glyph]:
        """The glyphs of a piece of a word, as they are in the word, unless a ligature spans its edge."""
        clusters = {0, len(word.encode()), *(glyph.at for glyph in glyphs)}
        first, last = (len(word[:at].encode()) for at in (start, stop))
        if first in clusters and last in clusters:
            return [glyph for glyph in glyphs if first <= glyph.at < last]
        return self._shape([word[start:stop]])[0]

    def hyphen(self) -> tuple[str, int]:
        """The hyphen of this style and its width: "-" where the font's own ‐ is a full-width sign."""
        sign: str = self.style["hyphenate_character"]
        self.learn([sign, "-"])
        if self.advance[sign] >= 700:
            sign = "-"
        return sign, self.advance[sign]

    def _dash(self) -> list[_Glyph]:
        """—— of two glyphs that touch. Drawn as the one glyph that fonts have for it, both would be read at its start."""
        from weasyprint.text.ffi import ffi, pango

        ((first, *_),) = self._shape(["—"])
        if not first.code.isalnum():        # a font without it
            return [first, first._replace(at=3)]
        ink = ffi.new("PangoRectangle *")
        unit = 1000 / 1024 / self._sizes[first.font]
        pango.pango_font_get_glyph_extents(self._fonts[first.font], int(first.code, 16), ink, ffi.NULL)
        apart = max(0, 1000 - round(ink.width * unit)) + 2 if 900 <= first.advance <= 1000 else 0
        pull = min(apart, 48)
        return [
            first._replace(x=apart - pull),
            first._replace(x=-pull, at=3),
        ]

    def _add(self, key: Key, glyphs: Sequence[_Glyph]) -> None:
        pieces: list[tuple[int, str]] = []
        for glyph in glyphs:
            shown = f"<{glyph.code}>"
            if glyph.actual:    # ISO 32000-1, 14.9.4
                text = glyph.actual.encode("utf-16-be").hex()
                shown = f"]TJ /Span <</ActualText <feff{text}>>> BDC [{shown}]TJ EMC ["
            if glyph.x:
                shown = f" {-glyph.x} {shown} {glyph.x} "
            if glyph.y:
                shown = f"]TJ {glyph.y / 1000 * self.style['font_size']:.6g} Ts[{shown}]TJ 0 Ts["
            if lost := glyph.width - glyph.advance:
                shown += f" {lost} "
            if pieces and pieces[-1][0] == glyph.font:
                pieces[-1] = glyph.font, pieces[-1][1] + shown
            else:
                pieces.append((glyph.font, shown))
        self.advance[key] = sum(glyph.advance for glyph in glyphs)
        simple = len(glyphs) == 1 and glyphs[0].code.isalnum() and pieces[0][1] == f"<{glyphs[0].code}>"
        self.shown[key] = tuple((font, text.replace("><", "")) for font, text in pieces)
        if any(self._pictures[glyph.font] for glyph in glyphs):
            self.barred.add(key)
        if simple and isinstance(key, str) and len(key) == 1 and key not in "—…⋯·‧・":
            font = glyphs[0].font
            self._hex.setdefault(font, {})[ord(key)] = glyphs[0].code
            if not self.main and KINDS[key] == "H":
                self.main, self.hex = font, self._hex[font]

    def _shape(self, words: Sequence[str]) -> list[list[_Glyph]]:
        """Glyphs of each word. Han characters, which have no influence on each other, are shaped all in one line."""
        from weasyprint.text.ffi import ffi, pango, unicode_to_char_p
        from weasyprint.text.line_break import Layout

        han = [word for word in words if len(word) == 1 and KINDS[word] == "H"]
        lines = [han] if han else []
        lines += [[word] for word in words if len(word) > 1 or KINDS[word] != "H"]
        layout = Layout(self.style)
        pointer, data = unicode_to_char_p("\n".join(f"{CONTEXT}{''.join(line)}{CONTEXT}" for line in lines))
        _features(layout.layout, lines)
        pango.pango_layout_set_text(layout.layout, pointer, -1)
        self._keep.append(layout)           # holds the fonts
        shaped: dict[str, list[_Glyph]] = {word: [] for word in words}
        for number, line in enumerate(lines):
            shape = pango.pango_layout_get_line_readonly(layout.layout, number)
            begin = shape.start_index + len(CONTEXT.encode())
            starts = dict(zip(accumulate((len(word.encode()) for word in line), initial=0), line, strict=False))
            length = sum(len(word.encode()) for word in line)
            run = shape.runs
            while run != ffi.NULL:
                for glyph in self._run(run.data, data, begin):
                    if 0 <= glyph.at < length:
                        if len(line) == 1:
                            shaped[line[0]].append(glyph)
                        else:
                            shaped[starts[glyph.at]].append(glyph._replace(at=0))
                run = run.next
        return list(shaped.values())

    def _run(self, run: Any, data: bytes, begin: int) -> list[_Glyph]:
        """The glyphs of one Pango run; what they stand for is noted for the text layer."""
        from weasyprint.text.ffi import pango

        item, found = run.item, []
        string = run.glyphs
        font = self._font(item.analysis.font)
        unit = 1000 / 1024 / self._sizes[font]
        for n in range(string.num_glyphs):
            info = string.glyphs[n]
            code, geometry = info.glyph, info.geometry
            if code == pango.PANGO_GLYPH_EMPTY:
                continue
            at = string.log_clusters[n]
            to = string.log_clusters[n + 1] if n + 1 < string.num_glyphs else item.length
            advance = round(geometry.width * unit)
            text, actual = data[item.offset + at : item.offset + to].decode("utf-8", "ignore"), ""
            if code & pango.PANGO_GLYPH_UNKNOWN_FLAG:
                character = code - pango.PANGO_GLYPH_UNKNOWN_FLAG
                self._missing[font].setdefault(character, advance)
                shown, width = f"{{{character:x}}}", advance
            else:
                shown, width = f"{code:04x}", self._widths[font].get(code, -1)
                if width < 0:
                    width = self._widths[font][code] = self._extent(item.analysis.font, code, unit)
                    self._unicode[font][code] = BAR.get(text, text)
                if text != self._unicode[font][code]:
                    actual = text
            x, y = round(geometry.x_offset * unit), round(-geometry.y_offset * unit)
            found.append(_Glyph(font, shown, width, advance + self._spacing, x, y, item.offset + at - begin, actual))
        return found

    @staticmethod
    def _extent(pango_font: Any, code: int, unit: float) -> int:
        from weasyprint.text.ffi import ffi, pango

        logical = ffi.new("PangoRectangle *")
        pango.pango_font_get_glyph_extents(pango_font, code, ffi.NULL, logical)
        width: int = round(logical.width * unit)
        return width

    def _font(self, pango_font: Any) -> Any:
        """Number of a font; its tables are opened at first sight."""
        from weasyprint.text.ffi import harfbuzz
        from weasyprint.text.fonts import get_pango_font_hb_face, get_pango_font_key

        key, _, size = get_pango_font_key(pango_font)
        if key not in self._fonts:
            face = get_pango_font_hb_face(pango_font)
            self._fonts[key] = pango_font
            self._sizes[key] = size
            self._widths[key], self._unicode[key], self._missing[key] = {}, {}, {}
            tag = harfbuzz.hb_tag_from_string(b"EBDT", -1)
            blob = harfbuzz.hb_face_reference_table(face, tag)
            self._pictures[key] = bool(
                harfbuzz.hb_ot_color_has_png(face)
                or harfbuzz.hb_ot_color_has_svg(face)
                or harfbuzz.hb_ot_color_has_layers(face)
                or (harfbuzz.hb_version_atleast(7, 0, 0) and harfbuzz.hb_ot_color_has_paint(face))
                or harfbuzz.hb_blob_get_length(blob)
            )
            harfbuzz.hb_blob_destroy(blob)
        return key

    def name(self, stream: Any, font: int) -> tuple[str, float]:
        """Name and size of a font in a PDF stream; its glyphs' widths and texts are entered there at first use."""
        if self._home[0] is not stream._fonts or self._home[1] != len(self.shown):
            for number, pango_font in self._fonts.items():
                entry, _ = stream.add_font(pango_font)
                for code, width in self._widths[number].items():
                    entry.widths.setdefault(code, width)
                    entry.to_unicode.setdefault(code, self._unicode[number][code])
                self._names[number] = entry.hash
            self._home = stream._fonts, len(self.shown)
        return self._names[font], self._sizes[font]

    def unused(self, stream: Any, font: int, character: int) -> str:
        """Code of a glyph that the font lacks: drawn as .notdef, kept in the text layer, and warned of."""
        from weasyprint.logger import LOGGER

        entry, _ = stream.add_font(self._fonts[font])
        code = entry.get_unused_glyph_id(character)
        if code not in entry.to_unicode:
            LOGGER.warning(
                '.notdef glyph rendered for Unicode string unsupported by fonts: "%s" (U+%04X)',
                chr(character),
                character,
            )
            entry.to_unicode[code] = chr(character)
            entry.widths[code] = self._missing[font][character]
            entry.widths.setdefault(0, entry.widths[code])
        return f"{code:04x}"


def _features(layout: Any, lines: Sequence[Sequence[str]]) -> None:
    """Ask for the narrow ’ inside Latin words, which a Chinese font shows full-width, and for wide interpuncts and dashes."""
    from weasyprint.text.ffi import ffi, pango

    wanted = {
        n: b"pwid 1" if "’" in line[0] else b"fwid 1"
        for n, line in enumerate(lines)
        if KINDS[line[0]] == "M" or line[0][0] == "—" or ("’" in line[0] and len(line[0]) > 1)
    }
    if not wanted:
        return
    attributes = pango.pango_layout_get_attributes(layout)
    if attributes == ffi.NULL:
        attributes = ffi.gc(pango.pango_attr_list_new(), pango.pango_attr_list_unref)
    margin, at = len(CONTEXT.encode()), 0
    for n, line in enumerate(lines):
        stop = at + margin + sum(len(word.encode()) for word in line)
        if n in wanted:
            attribute = pango.pango_attr_font_features_new(wanted[n])
            attribute.start_index, attribute.end_index = at + margin, stop
            pango.pango_attr_list_insert(attributes, attribute)
        at = stop + margin + 1
    pango.pango_layout_set_attributes(layout, attributes)


def glyphs_of(style: Any) -> Glyphs:
    """The glyph table of a style, shared by all styles with the same font settings."""
    from weasyprint.text.line_break import _font_style_cache_key

    known: Glyphs | None = style.__dict__.get("_glyphs")
    if known is None:
        tables = style.font_config.__dict__.setdefault("_glyph_tables", {})
        key = _font_style_cache_key(style), style["font_size"], style["letter_spacing"]
        known = tables.get(key)
        if known is None:
            known = tables[key] = Glyphs(style)
        style.__dict__["_glyphs"] = known
    return known


def survey(texts: Iterable[Any]) -> None:
    """Learn the characters and words of many text boxes at once."""
    tokens: dict[int, set[str]] = {}
    tables: dict[int, Glyphs] = {}
    for box in texts:
        glyphs = glyphs_of(box.style)
        tables[id(glyphs)] = glyphs
        known = tokens.setdefault(id(glyphs), set())
        known.update(box.text)
        known.update(LONG_TOKEN.findall(box.text))
    for number, glyphs in tables.items():
        glyphs.learn(sorted(token for token in tokens[number] if len(token) > 1 or KINDS[token] in "HWOCKPXZ"))
