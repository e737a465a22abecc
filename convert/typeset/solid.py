"""A paragraph set solid 密排: every mark at the width its neighbours leave it, every gap at its natural size."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from convert.typeset.profile import Profile
from convert.typeset.words import FREE, NEVER

HALVED = 600
"""Marks at least this wide hold a blank half that can go; narrower ones are proportional and stay as they are."""


@dataclass(frozen=True, slots=True)
class Solid:
    """What fitting needs to know of a paragraph, all in thousandths of an em.

    `left`, `right`: what each token has already lost (or, below 0, been padded by) on each side; `gap`: the Han–Latin
    gap drawn after it; `room`: what it can still give. `tie`: what a break after it costs, NEVER if there may be none.
    `at[k]`: where token k begins, were all on one line; `end[k]`: where that line would end if it stopped before token
    k, its last mark halved and no gap after it. `head[k]`: what token k loses at a line's start. `give`: what can be
    squeezed before the last step, summed up to token k; `give_end` the same for a line that stops there; `dear`,
    `dear_end`: the last step alone. `ease`: what spaces and gaps can be stretched by before all gaps are; `joints`: how
    many gaps there are in all.
    """

    kinds: str
    left: list[int]
    right: list[int]
    gap: list[int]
    tie: list[int]
    room: dict[int, int]
    at: list[int]
    end: list[int]
    head: dict[int, int]
    give: list[int]
    give_end: list[int]
    dear: list[int]
    dear_end: list[int]
    ease: list[int]
    joints: list[int]


@lru_cache(maxsize=8)
def _patterns(profile: Profile) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Boundaries with a width rule; boundaries that never break; tokens that can give."""
    return (
        re.compile("[CKPX](?=[OCKPX])|O(?=O)|H(?=[LD])|[LR](?=H)"),
        re.compile(f".(?=[SG]?[{profile.no_start}])|[{profile.no_end}SG]|[LDRQ](?=[LDRQ])", re.S),
        re.compile("[OCKPXSGM]"),
    )


def solid(kinds: str, widths: Sequence[int], ties: Mapping[int, int], profile: Profile) -> Solid:
    """Set tokens solid.

    `ties` overrides, token by token, what the classes say of the boundary after it. Widths of marks: two that stand
    together take 1½ (the blank on the side away from the quoted text goes), ？！ take 1 (clreq 3.1.6).
    """
    count = len(kinds)
    left, right, gap, tie = [0] * count, [0] * count, [0] * count, [FREE] * count
    head: dict[int, int] = {}
    room: dict[int, int] = {}
    pairs, closed, giving = _patterns(profile)

    for found in closed.finditer(kinds):
        tie[found.start()] = NEVER
    for k, cost in ties.items():
        if cost != FREE or kinds[k] in "LDRQ":
            tie[k] = cost

    if profile.half:
        for k, kind in enumerate(kinds):
            if kind in profile.half:
                (left if kind == "O" else right)[k] = _blank(widths[k])
    for found in pairs.finditer(kinds):
        k = found.start()
        this, following = kinds[k], kinds[k + 1]
        if this in "HLR":
            gap[k] = profile.gap
        elif this == "O":
            left[k + 1] = _blank(widths[k + 1])
        else:
            right[k] = _blank(widths[k])
            if this == following == "X":
                right[k + 1] = _blank(widths[k + 1])

    give, dear, ease = [0] * count, [0] * count, [0] * count
    tail: dict[int, tuple[int, int, int]] = {}          # at a line's end a token loses: width, give, dear
    last = profile.squeeze[-1]
    for found in giving.finditer(kinds):
        k = found.start()
        kind, blank = kinds[k], _blank(widths[k])
        if kind == "S":
            blank = max(0, widths[k] - profile.space_min)
            ease[k] = max(0, profile.space_max - widths[k])
        elif kind == "G":
            blank, ease[k] = profile.gap - profile.gap_min, profile.gap_max - profile.gap
            left[k] = widths[k] - profile.gap
        elif kind == "M":
            pad = max(0, profile.interpunct - widths[k])
            left[k], right[k] = -(pad // 2), pad // 2 - pad
            blank = max(0, min(pad, profile.interpunct - profile.interpunct_min))
        elif kind == "O":
            blank = 0 if left[k] else blank
            head[k] = blank
        else:
            blank = 0 if right[k] else blank
            tail[k] = (blank, 0, blank) if kind in last else (blank, blank, 0)
        if blank:
            room[k] = blank
            (dear if kind in last else give)[k] += blank
    for k, width in enumerate(gap):
        if width:
            give[k] += profile.gap - profile.gap_min
            ease[k] += profile.gap_max - profile.gap
            tail[k] = width, profile.gap - profile.gap_min, 0
    if kinds.endswith(("S", "G")):      # never drawn: the mark before it ends the line
        width, cheap, costly = tail.get(count - 2, (0, 0, 0))
        tail[count - 1] = widths[-1] - left[-1] + width, give[-1] + cheap, dear[-1] + costly

    at = [0, *accumulate(w - a - b + g for w, a, b, g in zip(widths, left, right, gap, strict=True))]
    give, dear, ease = [0, *accumulate(give)], [0, *accumulate(dear)], [0, *accumulate(ease)]
    end, give_end, dear_end = at, give, dear
    if tail:
        end, give_end, dear_end = at[:], give[:], dear[:]
        for k, (width, cheap, costly) in tail.items():
            end[k + 1] -= width
            give_end[k + 1] -= cheap
            dear_end[k + 1] -= costly
    return Solid(
        kinds, left, right, gap, tie, room, at, end, head, give, give_end, dear, dear_end, ease, _joints(kinds)
    )


def _blank(width: int) -> int:
    return width // 2 if width >= HALVED else 0


_RIGID = re.compile("[LDRQ](?=[LDRQ])|.(?=[SGNE])|E", re.S)


def _joints(kinds: str) -> list[int]:
    """Gaps that may be stretched, counted up to each token: none in a word or before a note mark, one at a space."""
    open_ = [1] * len(kinds)
    for found in _RIGID.finditer(kinds):
        open_[found.start()] = 0
    return [0, *accumulate(open_)]
