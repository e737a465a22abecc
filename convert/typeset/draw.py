"""Drawing planned lines: straight from their glyph tables, a paragraph's plain lines in one text object 文本对象."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from itertools import groupby
from typing import Any

from convert.typeset.glyphs import Glyphs, glyphs_of
from convert.typeset.serve import SetLine, SetText

_MISSING = re.compile(r"\{(\w+)\}")


def draw_block_level(plain: Any, page: Any, stream: Any, blocks_and_cells: dict[Any, Any]) -> None:
    """WeasyPrint's `draw_block_level`, for which planned lines are drawn by `draw_lines`."""
    for block, inside in blocks_and_cells.items():
        children = block.children
        if children and type(children[-1]) is SetLine:
            draw_lines(page, stream, children)
            draw_block_level(plain, page, stream, inside)
        else:
            plain(page, stream, {block: inside})


def draw_lines(page: Any, stream: Any, lines: Sequence[Any]) -> None:
    """Lines of one block. Those of a single run follow each other in one marked-content sequence."""
    from weasyprint.draw import draw_inline_level

    for style, group in groupby(lines, _only_run_style):
        if style is None:
            for line in group:
                draw_inline_level(stream, page, line)
        else:
            texts = [line.children[0] for line in group]
            with stream.marked(texts[0], "Span"):
                stream.set_color(style["color"])
                stream.begin_text()
                show_texts(stream, texts)
                stream.end_text()


def _only_run_style(line: Any) -> Any:
    """The style of a line that is nothing but one run of undecorated text; otherwise None."""
    children = line.children
    if type(line) is SetLine and len(children) == 1 and type(children[0]) is SetText:
        style = children[0].style
        if style["text_decoration_line"] == "none":
            return style
    return None


def draw_first_line(
    plain: Any, stream: Any, textbox: Any, text_overflow: Any, block_ellipsis: Any, matrix: Any
) -> Sequence[Any]:
    """WeasyPrint's `draw_first_line`, which `draw_text` calls between decorations, for planned runs as well."""
    if type(textbox) is not SetText:
        emojis: Sequence[Any] = plain(stream, textbox, text_overflow, block_ellipsis, matrix)
        return emojis
    show_texts(stream, [textbox])
    return ()


def show_texts(stream: Any, texts: Sequence[Any]) -> None:
    """Show runs of one style, each at its place."""
    glyphs = glyphs_of(texts[0].style)
    out = stream.stream
    spacing = 0.0
    for text in texts:
        out.append(b"1 0 0 -1 %.3f %.3f Tm" % (text.position_x, text.position_y + text.baseline))
        if text.spacing != spacing:
            spacing = text.spacing
            out.append(b"%.5f Tc" % (spacing * glyphs.size / 1000))
        for font, shown in text.shows:
            name, size = glyphs.name(stream, font)
            stream.set_font_size(name, size)
            if "{" in shown:
                shown = _MISSING.sub(partial(_unused, glyphs, stream, font), shown)
            out.append(b"[%s]TJ" % shown.encode())
    if spacing:
        out.append(b"0 Tc")


def _unused(glyphs: Glyphs, stream: Any, font: int, missing: re.Match[str]) -> str:
    return glyphs.unused(stream, font, int(missing[1], 16))
