"""What a PDF's text operators show for a stretch of a planned line 字形与字距."""

from __future__ import annotations

from collections.abc import Sequence

from convert.typeset.adjust import Line
from convert.typeset.glyphs import Glyphs, Key, Shows


def show(
    glyphs: Glyphs, keys: Sequence[Key], text: str, line: Line, start: int, stop: int, scale: float, hyphen: str
) -> tuple[Shows, float]:
    """Tokens `start` to `stop` of a line, whose text is `text`: (what is shown, space after every glyph in em/1000).

    `scale` is the run's font size, the block's being 1; moves count in the block's. Numbers stand between spaces, for
    joined numbers are lost on some readers. A line of single glyphs is stretched by character spacing alone; all else
    by numbers in the array.
    """
    even = line.each or line.extra
    if not hyphen and scale == 1 and (shown := _simple(glyphs, text, line.moves, start, stop)):
        if not even:
            return ((glyphs.main, shown),), 0
        if start == line.start and stop == line.stop:
            return ((glyphs.main, shown),), line.each + line.extra / (stop - start - 1)
    return _token_by_token(glyphs, keys, line, start, stop, scale, hyphen), 0


def _simple(glyphs: Glyphs, text: str, moves: dict[int, tuple[int, int]], start: int, stop: int) -> str:
    """A TJ array of one font, if each token is one character and one glyph of the main font; otherwise nothing."""
    if len(text) != stop - start:
        return ""
    codes = text.translate(glyphs.hex)
    if len(codes) != 4 * len(text):
        return ""
    if not moves:
        return f"<{codes}>"
    shown = []
    done = 0
    for k, (before, after) in moves.items():
        at = 4 * (k - start)
        if not 0 <= at < len(codes):
            continue
        if before:
            shown.append(f"<{codes[done:at]}> {-before} ")
            done = at
        if after and at + 4 < len(codes):
            shown.append(f"<{codes[done : at + 4]}> {-after} ")
            done = at + 4
    if done < len(codes):
        shown.append(f"<{codes[done:]}>")
    return "".join(shown).replace("<>", "")


def _token_by_token(
    glyphs: Glyphs, keys: Sequence[Key], line: Line, start: int, stop: int, scale: float, hyphen: str
) -> Shows:
    shows: list[tuple[int, str]] = []
    shown: list[str] = []
    font = 0
    pending = 0
    for k in range(start, stop + bool(hyphen)):
        key = keys[k] if k < stop else hyphen
        before, after = line.moves.get(k, (0, 0)) if k < stop else (0, 0)
        if k < line.stop - 1:
            after += line.each + (k - line.start < line.extra)
        pending += before
        if pending:
            shown.append(f" {-pending / scale:g} ")
        for piece_font, piece in glyphs.shown[key]:
            if piece_font != font:
                if shown and font:
                    shows.append((font, "".join(shown).replace("><", "")))
                    shown = []
                font = piece_font
            shown.append(piece)
        pending = after
    if shown:
        shows.append((font, "".join(shown).replace("><", "")))
    return tuple(shows)
