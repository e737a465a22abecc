"""Where a paragraph's lines end: the cheapest of all ways to break it (total fit, after Knuth and Plass).

The cheapest way is found by best-first search: from the cheapest place reached so far, only the ends that could fill
a line are tried, found by bisection in the prefix sums of `Solid`. Costs are integers and ties go to the earlier
place, so that the same paragraph is always broken the same way.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from heapq import heappop, heappush

from convert.typeset.solid import Solid
from convert.typeset.words import EMERGENCY, FREE, HYPHEN, LAST_RESORT, NEVER

# Squeezing brackets and commas is cheap, stretching is dearer and grows fast, squeezing 。？！ is dearest.
SQUEEZE, SQUEEZE_FULL = 1_000, 6_000
DEAR, DEAR_FULL = 20_000, 40_000
EASE = 6_000
STRETCH = 64            # × (stretch of each gap in 1/1000 em)²
STRETCH_LIMIT, OVER_LIMIT = 120, 3_000_000
LONE = 21_000_000       # a last line of one character 孤字: worth stretching the line before by ½ em a gap
TIES = {FREE: 0, HYPHEN: 40_000, EMERGENCY: 400_000, LAST_RESORT: 20_000_000}
OVERFULL = 10_000_000_000

WINDOW = 4_000
"""A line is sought among the ends this far from its measure; more needs the wide search."""


def fit(
    s: Solid, measure: int, indent: int, hyphen: int, justify: bool = True, even: bool = False, wide: bool = False
) -> list[int] | None:
    """Ends of the lines, as token numbers, the last being the number of tokens; None if no line fits.

    `hyphen` is the width of the hyphen a cut word takes. Not justified, a line may not be stretched, and is the
    cheaper the fuller it is; `even` counts the last line too, so that all are about as long (a heading). `wide` admits
    any stretch, any word's cutting, and, where nothing else is left, a line too long. It is taken where the narrow search
    finds nothing, or only what leaves a lone character.
    """
    kinds, tie, at, end, head = s.kinds, s.tie, s.at, s.end, s.head
    give, give_end, dear, dear_end, ease, joints = s.give, s.give_end, s.dear, s.dear_end, s.ease, s.joints
    count = len(kinds)
    best = {0: 0}
    came: dict[int, int] = {}
    done: set[int] = set()
    queue = [(0, 0)]
    while queue:
        cost, start = heappop(queue)
        if start in done:
            continue
        if start == count:
            break
        done.add(start)
        first = start + 1 if kinds[start] in "SG" else start
        lost = head.get(first, 0)
        # Where the line should end on the scale of `at`, and what its opening mark can no longer give.
        target = at[first] + lost + measure - (0 if start else indent)
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
            if stop in done:
                continue
            last = stop - 1
            place = tie[last]
            if (place == NEVER and stop < count) or (place == LAST_RESORT and not wide):
                continue
            over = end[stop] - target
            if place == HYPHEN and stop < count:
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
                total += TIES[place]
            elif start and count - first < 6 and _lone(kinds[first:]):
                total += LONE
            known = best.get(stop)
            if known is None or total < known:
                best[stop] = total
                came[stop] = start
                heappush(queue, (total, stop))
    if count not in came or (best[count] >= LONE and not wide):
        return None
    ends_found = []
    stop = count
    while stop:
        ends_found.append(stop)
        stop = came[stop]
    return ends_found[::-1]


def _lone(kinds: str) -> bool:
    """Whether a last line of these classes is a lone character: fewer than two of Han, and no Latin word."""
    return kinds.count("H") < 2 and not any(kind in "LDR" for kind in kinds)
