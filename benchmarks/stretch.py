"""How little lines must be stretched at all: what no line breaker can better, on one text at one measure.

    python benchmarks/stretch.py --measure 16 --dense          texts and options as for typography.py

Of every way to break a paragraph that the rules allow (line edges, numbers whole, words cut where they may be, marks and
gaps squeezed as far as they go, no lone character), the one with the fewest lines stretched beyond a limit is sought,
paragraph by paragraph, limit by limit. The least limit that at most one line in a hundred exceeds is the least 99th
percentile that is to be had; nothing else is asked of those lines, so a breaker that also cares for all other lines
comes out higher.
"""
from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

from book import book
from typography import as_html, crowded

LIMITS = (0, 10, 20, 28, 31, 34, 36, 39, 42, 46, 50, 56, 60, 67, 72, 78, 84, 91, 100, 115, 130, 150, 175, 200, 250, 300)
REACH = 4000        # a line is sought among the ends this far beyond its measure, in 1/1000 em


class Choice(NamedTuple):
    """One line that may begin at some place: where it leads, what every gap of it is stretched by in 1/1000 em.

    `counted`: whether two Han characters stand side by side in it and another line follows. `lone`: whether it is a
    last line of one character.
    """

    leads: tuple[int, int]
    each: float
    counted: bool
    lone: bool


def paragraphs_of(texts: Sequence[str], measure: int) -> list[tuple[Any, Sequence[int]]]:
    """The paragraphs of a text as the planner is given them, with their measures."""
    import weasyprint

    from convert import typeset
    from convert.typeset import compose
    from convert.typeset.plan import plan

    found: list[tuple[Any, Sequence[int]]] = []

    def noting(paragraph: Any, measures: Sequence[int], *rest: Any, **options: Any) -> Any:
        found.append((paragraph, list(measures)))
        return plan(paragraph, measures, *rest, **options)

    with typeset.installed(), patch.object(compose, "plan", noting):
        weasyprint.HTML(string=as_html(texts, measure)).render()
    return found


def choices(paragraph: Any, measures: Sequence[int]) -> dict[tuple[int, int], list[Choice]]:
    """Every line that the rules allow, by the place where it begins: (token, number of the line as measures differ)."""
    from convert.typeset.fit import _lone
    from convert.typeset.kinds import SPACES
    from convert.typeset.profile import MAINLAND
    from convert.typeset.solid import solid
    from convert.typeset.words import HYPHEN, LAST_RESORT, NEVER

    kinds, widths, ties, hyphen = paragraph
    s, count = solid(kinds, widths, ties, MAINLAND), len(kinds)

    def lines(start: int, number: int) -> Iterator[Choice]:
        first = start + (kinds[start] in SPACES)
        target = s.at[first] + s.head.get(first, 0) + measures[number]
        for stop in range(first + 1, count + 1):
            if s.at[stop] > target + REACH:
                return
            last = stop - 1
            if stop < count and s.tie[last] in (NEVER, LAST_RESORT):
                continue
            over = s.end[stop] - target + (hyphen if stop < count and s.tie[last] == HYPHEN else 0)
            room = s.give_end[stop] - s.give[first] - s.head.get(first, 0) + s.dear_end[stop] - s.dear[first]
            short = -over - (s.ease[last] - s.ease[first]) if stop < count else 0
            gaps = s.joints[last] - s.joints[first]
            if over <= room and (short <= 0 or (gaps and short <= 1200 * gaps)):
                yield Choice((stop, min(number + 1, len(measures) - 1)), max(0, short) / (gaps or 1),
                             stop < count and "HH" in kinds[first:stop], stop == count and start > 0 and _lone(kinds[first:]))

    found: dict[tuple[int, int], list[Choice]] = {}
    places = [(0, 0)]
    while places:
        place = places.pop()
        if place not in found and place[0] < count:
            found[place] = list(lines(*place))
            places += [choice.leads for choice in found[place]]
    return found


def fewest(found: dict[tuple[int, int], list[Choice]], limit: float) -> tuple[int, int]:
    """(lines stretched beyond the limit, lines counted) of the way with the fewest such, lone characters avoided first."""
    best = {(0, 0): (0, 0, 0)}
    for place in sorted(found):
        if place in best:
            lone, beyond, lines = best[place]
            for choice in found[place]:
                cost = lone + choice.lone, beyond + (choice.counted and choice.each > limit), lines - choice.counted
                if choice.leads not in best or cost < best[choice.leads]:
                    best[choice.leads] = cost
    end = max(place[0] for place in best)
    _, beyond, lines = min(cost for place, cost in best.items() if place[0] == end)
    return beyond, -lines


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--characters", type=int, default=50_000)
    parser.add_argument("--measure", type=int, default=16, help="characters a line")
    parser.add_argument("--dense", action="store_true")
    parser.add_argument("--text", type=Path)
    given = parser.parse_args()
    words = given.text.read_text("utf-8") if given.text else book(given.characters)
    texts = crowded(given.characters) if given.dense else [line.strip() for line in words.splitlines() if line.strip()]
    every = [choices(*paragraph) for paragraph in paragraphs_of(texts, given.measure) if paragraph[0].kinds.strip("SGVB")]
    for limit in LIMITS:
        beyond, lines = (sum(values) for values in zip(*(fewest(found, limit) for found in every), strict=True))
        print(f"stretched by more than {limit / 1000:.3f} em: at least {beyond} of {lines} lines, {beyond / lines:.2%}")
        if beyond <= 0.01 * lines:
            break


if __name__ == "__main__":
    main()
