"""The lines of a paragraph, planned from plain numbers: no fonts, no pages, no WeasyPrint."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from convert.typeset.adjust import Line, adjust
from convert.typeset.fit import fit
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
    measure: int,
    indent: int = 0,
    profile: Profile = MAINLAND,
    *,
    justify: bool = True,
    justify_last: bool = False,
    even: bool = False,
) -> tuple[Line, ...]:
    """Break a paragraph into lines of one measure and adjust each, by the rules of `profile`.

    Everything is in thousandths of an em. Lines together hold every token once, but for spaces at lines' edges. A
    line is longer than the measure (`Line.over`) only if nothing in it may be cut. With `justify` off lines keep their
    natural width; `even` then makes them about as long as each other.

    >>> [(line.start, line.stop) for line in plan(Paragraph('HHHKHHHHP', [1000] * 9), 5000)]
    [(0, 5), (5, 9)]
    """
    kinds, widths, ties, hyphen = paragraph
    if not kinds.strip("SG"):
        return ()
    s = solid(kinds, widths, ties, profile)
    ends = fit(s, measure, indent, hyphen, justify, even) or fit(s, measure, indent, hyphen, justify, even, wide=True)
    assert ends, "the wide search always ends"
    lines = []
    start, count = 0, len(kinds)
    for stop in ends:
        hyphenated = hyphen if stop < count and s.tie[stop - 1] == HYPHEN else 0
        room = measure if start else measure - indent
        lines.append(adjust(s, start, stop, room, profile, hyphenated, justify_last if stop == count else justify))
        start = stop
    return tuple(lines)


def chunks(paragraph: Paragraph, profile: Profile = MAINLAND) -> list[tuple[int, int]]:
    """What is never cut: (width of each such chunk as a line by itself, width of the line from the start up to its end).

    >>> chunks(Paragraph('HHKOHC', [1000] * 6))
    [(1000, 1000), (1500, 2500), (2000, 5000)]
    """
    kinds, widths, ties, hyphen = paragraph
    if not kinds.strip("SG"):
        return []
    s = solid(kinds, widths, ties, profile)
    origin = start = int(kinds[0] in "SG")
    found = []
    for stop in range(1, len(kinds) + 1):
        tie = s.tie[stop - 1]
        if stop == len(kinds) or FREE <= tie <= HYPHEN:
            end = s.end[stop] + (hyphen if tie == HYPHEN and stop < len(kinds) else 0)
            found.append(
                (end - s.at[start] - s.head.get(start, 0), s.end[stop] - s.at[origin] - s.head.get(origin, 0))
            )
            start = stop + (stop < len(kinds) and kinds[stop] in "SG")
    return found
