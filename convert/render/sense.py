"""Titles broken at sense (按意断行): no word cut, no mark astray, lines of like length."""
from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from convert.text import width
from convert.typeset.words import clings

CLOSING = "、，。．；：！？…—～》〉」』】〕）］｝”’％%!?,.;:)]}"
OPENING = "《〈「『【〔（［｛“‘([{"
TRAILING = "的了着过地得之们等吗呢吧啊也者"       # words that lean on the one before
LEADING = "在和与与跟向把被为对从于以是将再又仍第并而或及與對從於為將過們着"     # words that lean on the one behind

LONG = 200          # characters beyond which a title is no title and its lines are filled as they come
_CUT_WORD, _LEAN, _PAUSE, _LINE = 40.0, 5.0, -2.5, 6.0


def sense_lines(title: str, measure: int) -> list[str]:
    """A title in lines of ``measure`` em, as few as its sense allows.

    A line may go beyond the measure by a closing mark, which hangs, and by a Latin word that is longer.

    >>> sense_lines("不断续写和平、发展、合作、共赢的时代篇章", 8)
    ['不断续写和平、', '发展、合作、', '共赢的时代篇章']
    """
    title = " ".join(title.split())
    places = [0, *(i for i in range(1, len(title)) if _may_break(title, i)), len(title)]
    if em(title) <= measure or len(places) < 3:
        return [title]
    if len(title) > LONG:
        return _greedy(title, places, measure)
    fewest = max(2, -(-em(title) // measure))
    settings = [_fill(title, places, count, measure) for count in range(fewest, min(fewest + 3, len(places)))]
    found = [(cost + _LINE * n, lines) for n, (cost, lines) in enumerate(filter(None, settings))]
    if found:
        return min(found)[1]
    return _greedy(title, places, measure)


def phrases(title: str) -> list[str]:
    """The pieces of a title that a line may end behind; no word is cut between them.

    >>> phrases("不断续写和平、发展")
    ['不断', '续写', '和平、', '发展']
    """
    places = [0, *(i for i in range(1, len(title)) if _may_break(title, i) and _cost(title, i) < _LEAN), len(title)]
    return [title[a:b] for a, b in pairwise(places)]


def em(chars: str) -> int:
    """Width in em, Latin letters counted as half; a closing mark at the end hangs and counts nothing.

    >>> em("从2035年，")
    4
    """
    return -(-width(chars[:-1] if chars[-1:] in set(CLOSING) else chars) // 2)


def _may_break(title: str, at: int) -> bool:
    before, after = title[at - 1], title[at]
    return not (after in CLOSING + "·" or before in OPENING or after == " " or
                (before.isascii() and after.isascii() and before != " ") or clings(before, after))


@lru_cache(maxsize=4096)
def _cost(title: str, at: int) -> float:
    """What a break before a character costs."""
    before, after = title[at - 1], title[at]
    if before == "·":      # within a foreign name
        return _CUT_WORD
    if before in CLOSING or before == " " or after in OPENING:
        return _PAUSE
    if cuts_word(title[:at], title[at:]):
        return _CUT_WORD
    stub = at > 1 and title[at - 2] in CLOSING
    return _LEAN * ((after in TRAILING) + (before in LEADING) + 2 * stub)


def cuts_word(left: str, right: str) -> bool:
    """Does a break between two pieces of a title go through a known word?"""
    from convert.lexicon import spanning

    return spanning(left, right) is not None


def _greedy(title: str, places: list[int], measure: int) -> list[str]:
    lines, start = [], 0
    for before, after in pairwise(places):
        if before > start and em(title[start:after]) > measure:
            lines.append(title[start:before].strip())
            start = before
    return [*lines, title[start:].strip()]


def _fill(title: str, places: list[int], count: int, measure: int) -> tuple[float, list[str]] | None:
    """The cheapest way to set a title in so many lines, or None where the measure does not allow it."""
    ideal = width(title) / 2 / count
    best: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, (0,))}
    for _ in range(count):
        reach: dict[int, tuple[float, tuple[int, ...]]] = {}
        for start, (cost, cuts) in best.items():
            for end in (p for p in places if p > start):
                size = em(title[start:end])
                if size > measure:
                    break
                total = cost + (size - ideal) ** 2 + (_cost(title, end) if end < len(title) else 0)
                if end not in reach or total < reach[end][0]:
                    reach[end] = (total, (*cuts, end))
        best = reach
    if len(title) not in best:
        return None
    cost, cuts = best[len(title)]
    return cost, [title[a:b].strip() for a, b in pairwise(cuts)]
