"""How a text is broken into lines (断行): at one width or by its paragraphs, and how far each line reaches."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from convert.blocks.lines import BLANKS, Line, finished, lines
from convert.text import width


@dataclass(frozen=True, slots=True)
class Wrap:
    """The text is broken into lines at a width: its edge in columns, and the share of lines that reach it.

    ``counted``: at so many characters, whether they take one column or two; each counts as two.
    """

    columns: int
    share: float
    counted: bool = False


NARROWEST = 30  # columns: verse and dialogue make narrower edges of their own
SLACK = 6  # columns that a line of a text broken at so many columns may fall short by


def wrapped(widths: Sequence[int], open_ends: Sequence[bool]) -> Wrap | None:
    """Is a text broken into lines at one width? Its edge, if at least .3 of the lines reach it and at most .05 are longer.

    ``open_ends`` says which lines end in mid-sentence: half of the full ones must, or the lines are sentences of a length.

    >>> wrapped([40, 40, 39, 40, 12] * 6, [True, True, True, True, False] * 6)
    Wrap(columns=40, share=0.8, counted=False)
    """
    seen = Counter(widths)
    best, share = 0, 0.0
    longer = len(widths)
    for edge in sorted({NARROWEST, *seen}) if max(widths, default=0) >= NARROWEST else ():
        longer -= seen[edge]
        if edge >= NARROWEST and longer <= 0.05 * len(widths):
            reach = sum(seen[width] for width in range(edge - 4, edge + 1))
            if reach / len(widths) > share:
                best, share = edge, reach / len(widths)
    full = [is_open for w, is_open in zip(widths, open_ends, strict=True) if best - 4 <= w <= best]
    gate = len(widths) >= 20 and share >= 0.3 and sum(full) * 2 >= len(full)
    return Wrap(best, round(share, 3)) if gate else None


def counted(lengths: Sequence[int], widths: Sequence[int]) -> bool:
    """Are lines broken at so many characters, of one column or two? Then narrow ones too have just as many.

    >>> counted([35] * 6 + [20], [70, 70, 70, 58, 60, 61, 40]), counted([35, 38, 41, 35, 20], [70, 70, 69, 70, 40])
    (True, False)
    """
    most, n = Counter(lengths).most_common(1)[0] if lengths else (0, 0)
    if n < 0.3 * len(lengths) or sum(length > most + 1 for length in lengths) > 0.005 * len(lengths):
        return False
    if sum(w >= 2 * most - 1 for w in widths) < 3:  # no line is full of wide ones
        return False
    narrow = [length for length, w in zip(lengths, widths, strict=True) if w < 2 * most - SLACK and most - 5 <= length <= most]
    return narrow.count(most) >= 3 and 2 * narrow.count(most) >= len(narrow)


def length(chars: str, at: tuple[int, int]) -> int:
    """The characters of a line, those of its indent among them."""
    start = at[0]
    while start and chars[start - 1] in BLANKS:
        start -= 1
    return at[1] - start


@lru_cache(maxsize=1)
def layout(chars: str) -> tuple[list[Line], list[str], list[int], Wrap | None]:
    """The lines, their words, the columns that they reach, and where they are broken."""
    found = lines(chars)
    words = [chars[slice(*line.at)] for line in found]
    widths = [line.indent + width(w) for line, w in zip(found, words, strict=True)]
    open_ends = [not finished(w) for w in words]
    lengths = [length(chars, line.at) for line in found]
    if counted(lengths, widths):
        reach = [2 * n for n in lengths]
        wrap = wrapped(reach, open_ends)
        return found, words, reach, wrap and Wrap(wrap.columns, wrap.share, counted=True)
    return found, words, widths, wrapped(widths, open_ends)


def wrap_of(chars: str) -> Wrap | None:
    """The width at which a text is broken into lines, for who asks nothing else of the survey."""
    return layout(chars)[3]
