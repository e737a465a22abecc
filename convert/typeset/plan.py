"""The lines of a paragraph, planned from plain numbers: no fonts, no pages, no WeasyPrint."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from convert.typeset.adjust import Line, adjust
from convert.typeset.fit import fit
from convert.typeset.kinds import SPACES
from convert.typeset.profile import MAINLAND, Profile
from convert.typeset.solid import solid
from convert.typeset.words import FREE, HYPHEN


class Paragraph(NamedTuple):
    """A paragraph as the planner sees it.

    `kinds`: one class letter a token (see `kinds.py`); `widths`: their widths as the font has them, in thousandths
    of an em; `ties`: what a break after a token costs where its class does not say it (see `words.py`); `hyphen`: the
    width of a hyphen.
    """

    kinds: str
    widths: Sequence[int]
    ties: Mapping[int, int] = {}
    hyphen: int = 350


def plan(
    paragraph: Paragraph,
    measures: Sequence[int],
    profile: Profile = MAINLAND,
    *,
    justify: bool = True,
    justify_last: bool = False,
    even: bool = False,
) -> tuple[Line, ...]:
    """Break a paragraph into lines and adjust each to its measure, by the rules of `profile`.

    Everything is in thousandths of an em. `measures` are those of the first lines (an indent makes the first shorter,
    a figure beside them several), the last that of all lines after them too. Lines together hold every token once, but
    for spaces at lines' edges. A line is longer than its measure (`Line.over`) only if nothing in it may be cut. With
    `justify` off lines keep their natural width; `even` then makes them about as long as each other.

    >>> [(line.start, line.stop) for line in plan(Paragraph('HHHKHHHHP', [1000] * 9), [5000])]
    [(0, 5), (5, 9)]
    """
    kinds, widths, ties, hyphen = paragraph
    if not kinds.strip(SPACES):
        return ()
    s = solid(kinds, widths, ties, profile)
    ends = fit(s, measures, hyphen, justify, even) or fit(s, measures, hyphen, justify, even, wide=True)
    assert ends, "the wide search always ends"
    lines = []
    start, count = 0, len(kinds)
    for number, stop in enumerate(ends):
        hyphenated = hyphen if stop < count and s.tie[stop - 1] == HYPHEN else 0
        measure = measures[min(number, len(measures) - 1)]
        lines.append(adjust(s, start, stop, measure, profile, hyphenated, justify_last if stop == count else justify))
        start = stop
    return tuple(lines)


def chunks(paragraph: Paragraph, profile: Profile = MAINLAND) -> list[tuple[int, int]]:
    """What is never cut: (width of each such chunk as a line by itself, width of the line from the start up to its end).

    >>> chunks(Paragraph('HHKOHC', [1000] * 6))
    [(1000, 1000), (1500, 2500), (2000, 5000)]
    """
    kinds, widths, ties, hyphen = paragraph
    if not kinds.strip(SPACES):
        return []
    s = solid(kinds, widths, ties, profile)
    origin = start = int(kinds[0] in SPACES)
    found = []
    for stop in range(1, len(kinds) + 1):
        tie = s.tie[stop - 1]
        if stop == len(kinds) or FREE <= tie <= HYPHEN:
            end = s.end[stop] + (hyphen if tie == HYPHEN and stop < len(kinds) else 0)
            found.append(
                (end - s.at[start] - s.head.get(start, 0), s.end[stop] - s.at[origin] - s.head.get(origin, 0))
            )
            start = stop + (stop < len(kinds) and kinds[stop] in SPACES)
    return found
