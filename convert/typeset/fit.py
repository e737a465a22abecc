"""Where a paragraph's lines end: the cheapest of all ways to break it (total fit, after Knuth and Plass).

The cheapest way is found by best-first search: from the cheapest place reached so far, only the ends that could fill
a line are tried, found by bisection in the prefix sums of `Solid`. Costs are integers and ties go to the earlier
place, so that the same paragraph is always broken the same way.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from heapq import heappop, heappush

from convert.typeset.kinds import SPACES
from convert.typeset.solid import Solid
from convert.typeset.words import EMERGENCY, FREE, HYPHEN, LAST_RESORT, NEVER

# Squeezing brackets and commas is cheap, stretching is dearer and grows fast, squeezing 。？！ is dearest.
SQUEEZE, SQUEEZE_FULL = 1_000, 6_000
DEAR, DEAR_FULL = 20_000, 40_000
EASE = 6_000
STRETCH = 64            # × (stretch of each gap in 1/1000 em)²
STRETCH_LIMIT, OVER_LIMIT = 120, 3_000_000
LONE = 1_000_000_000    # a last line of one character 孤字: worse than any stretch
TIES = {FREE: 0, HYPHEN: 40_000, EMERGENCY: 400_000, LAST_RESORT: 20_000_000}
OVERFULL = 10_000_000_000

WINDOW = 4_000
"""A line is sought among the ends this far from its measure; more needs the wide search."""


def fit(
    s: Solid, measures: Sequence[int], hyphen: int, justify: bool = True, even: bool = False, wide: bool = False
) -> list[int] | None:
    """Ends of the lines, as token numbers, the last being the number of tokens; None if no line fits.

    `measures` are those of the first lines, the last that of all lines after them too. `hyphen` is the width of the
    hyphen a cut word takes. Not justified, a line may not be stretched, and is the cheaper the fuller it is; `even`
    counts the last line too, so that all are about as long (a heading). `wide` admits any stretch, any word's cutting,
    and, where nothing else is left, a line too long; it is for what the narrow search finds no way through, or only
    one that leaves a lone character.
    """
    kinds, tie, at, end, head = s.kinds, s.tie, s.at, s.end, s.head
    give, give_end, dear, dear_end, ease, joints = s.give, s.give_end, s.dear, s.dear_end, s.ease, s.joints
    count = len(kinds)
    # A place is a token and the number of its line, as far as lines differ in measure: token × lines + number.
    lines = len(measures)
    place = 0
    best = {0: 0}
    came: dict[int, int] = {}
    done: set[int] = set()
    queue = [(0, 0)]
    while queue:
        cost, place = heappop(queue)
        if place in done:
            continue
        start, number = divmod(place, lines)
        if start == count:
            break
        done.add(place)
        measure, following = measures[number], min(number + 1, lines - 1)
        first = start + 1 if kinds[start] in SPACES else start
        lost = head.get(first, 0)
        # Where the line should end on the scale of `at`, and what its opening mark can no longer give.
        target = at[first] + lost + measure
        spent = give[first] + lost
        spent_dear = dear[first]
        fits = end[count] <= target
        if fits:
            ends = range(count, count + 1) if justify or not start else range(first + 1, count + 1)
        elif wide:
            ends = range(first + 1, count + 1)
        else:
            low = bisect_left(at, target - WINDOW, first + 1) if justify else first + 1
            ends = range(low, min(count, bisect_right(at, target + WINDOW, first + 1)) + 1)
        reached = False
        for stop in ends:
            if reached and wide and at[stop] > target + WINDOW:
                break
            reach = stop * lines + following
            if reach in done:
                continue
            last = stop - 1
            cut = tie[last]
            if (cut == NEVER and stop < count) or (cut == LAST_RESORT and not wide):
                continue
            over = end[stop] - target
            if cut == HYPHEN and stop < count:
                over += hyphen
            total = cost
            if over > 0:
                room = give_end[stop] - spent
                if over <= room:
                    total += SQUEEZE + SQUEEZE_FULL * over * over // (room * room)
                else:
                    rest = dear_end[stop] - spent_dear
                    if over > room + rest:
                        if not wide or reached:
                            continue
                        total += OVERFULL + over
                    else:
                        over -= room
                        total += DEAR + DEAR_FULL * over * over // (rest * rest)
            elif over and (stop < count or even):
                over = -over
                if not justify:
                    total += STRETCH * over * over // measure
                else:
                    eased = ease[last] - ease[first]
                    if over <= eased:
                        total += EASE * over * over // (eased * eased)
                    else:
                        gaps = joints[last] - joints[first]
                        each = (over - eased) // gaps if gaps > 0 else over
                        total += STRETCH * each * each + (EASE if eased else 0)
                        if each > STRETCH_LIMIT:
                            if not wide and not gaps:
                                continue
                            total += OVER_LIMIT + each
            reached = True
            if stop < count:
                total += TIES[cut]
            elif start and count - first < 16 and _lone(kinds[first:]):
                total += LONE
            known = best.get(reach)
            if known is None or total < known:
                best[reach] = total
                came[reach] = place
                heappush(queue, (total, reach))
    if place // lines < count or (best[place] >= LONE and not wide):
        return None
    found = []
    while place:
        found.append(place // lines)
        place = came[place]
    return found[::-1]


def _lone(kinds: str) -> bool:
    """Whether a last line of these classes is a lone character: fewer than two of Han, and no Latin word."""
    return kinds.count("H") < 2 and not any(kind in "LDR" for kind in kinds)
