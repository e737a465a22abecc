"""A paragraph set solid 密排: every mark at the width its neighbours leave it, every gap at its natural size."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from convert.typeset.kinds import SPACES
from convert.typeset.profile import Profile
from convert.typeset.words import FREE, LAST_RESORT, NEVER

HALVED = 600
"""Marks at least this wide hold a blank half that can go; narrower ones are proportional and stay as they are."""


@dataclass(frozen=True, slots=True)
class Solid:
    """What fitting needs to know of a paragraph, all in thousandths of an em.

    Of some tokens: `left` and `right`, what they have already lost on each side (or, below 0, been padded by); `gap`,
    the Han–Latin gap drawn after them; `room`, what they can still give; `head`, what they lose at a line's start.
    `special` lists them all in order.

    Of every token: `tie`, what a break after it costs, NEVER if there may be none. `at[k]`: where token k begins, were
    all on one line; `end[k]`: where that line would end if it stopped before token k, its last mark halved and no gap
    after it. `give`: what can be squeezed before the last step, summed up to token k; `give_end` the same for a line that
    stops there; `dear`, `dear_end`: the last step alone. `ease`: what spaces and gaps can be stretched by before all
    gaps are; `joints`: how many gaps there are in all.
    """

    kinds: str
    left: dict[int, int]
    right: dict[int, int]
    gap: dict[int, int]
    room: dict[int, int]
    head: dict[int, int]
    special: list[int]
    tie: list[int]
    at: list[int]
    end: list[int]
    give: list[int]
    give_end: list[int]
    dear: list[int]
    dear_end: list[int]
    ease: list[int]
    joints: list[int]


@lru_cache(maxsize=8)
def _patterns(profile: Profile) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Boundaries that never break; tokens of half width throughout."""
    return (
        re.compile(f".(?=[{SPACES}]?[{profile.no_start}])|[{profile.no_end}{SPACES}]|[LDRQN](?=[LDRQ])", re.S),
        re.compile(f"[{profile.half}]" if profile.half else "(?!)"),
    )


_PAIR = re.compile("[CKPX]V?(?=[OCKPX])|OV?(?=O)|H(?=[LD])|[LR](?=H)")
_GIVING = re.compile("[OCKPXSGVM]")
_RIGID = re.compile("[LDRQ](?=[LDRQ])|[OCKPX](?=[OCKPX])|(?<=[OCKPX]V)[OCKPX]|(?<=[OCKPX])[OCKPXV]|.(?=[SGVBNE])|E", re.S)


def solid(kinds: str, widths: Sequence[int], ties: Mapping[int, int], profile: Profile) -> Solid:
    """Set tokens solid.

    `ties` overrides, token by token, what the classes say of the boundary after it. Widths of marks: two that stand
    together take 1½ (the blank on the side away from the quoted text goes), ？！ take 1 (clreq 3.1.6).
    """
    count = len(kinds)
    closed, halved = _patterns(profile)
    tie = [FREE] * count
    for found in closed.finditer(kinds):
        tie[found.start()] = NEVER
    for k, cost in ties.items():
        if cost != FREE or kinds[k] in "LDRQ":
            tie[k] = cost

    left: dict[int, int] = {}
    right: dict[int, int] = {}
    gap: dict[int, int] = {}
    for found in halved.finditer(kinds):
        k = found.start()
        (left if kinds[k] == "O" else right)[k] = _blank(widths[k])
    for found in _PAIR.finditer(kinds):
        k = found.start()
        this, beside = kinds[k], found.end()
        if this in "HLR":
            gap[k] = profile.gap
        elif this == "O":
            left[beside] = _blank(widths[beside])
        else:
            right[k] = _blank(widths[k])
            if this == kinds[beside] == "X":
                right[beside] = _blank(widths[beside])

    head: dict[int, int] = {}
    room: dict[int, int] = {}
    ease: dict[int, int] = {}
    tail: dict[int, tuple[int, int]] = {}           # what a token loses at a line's end: width, room
    for found in _GIVING.finditer(kinds):
        k = found.start()
        kind, width = kinds[k], widths[k]
        if kind == "S":
            room[k] = max(0, width - profile.space_min)
            ease[k] = max(0, profile.space_max - width)
        elif kind == "G":
            left[k] = width - profile.gap
            room[k], ease[k] = profile.gap - profile.gap_min, profile.gap_max - profile.gap
        elif kind == "V":
            left[k] = width
        elif kind == "M":
            pad = profile.interpunct - width
            left[k], right[k] = -(pad // 2), pad // 2 - pad
            room[k] = profile.interpunct - profile.interpunct_min
            tail[k] = 0, room[k]
            if tie[k] == FREE:                      # it stands between the parts of a name
                tie[k] = LAST_RESORT
        elif kind == "O":
            room[k] = head[k] = 0 if left.get(k) else _blank(width)
        else:
            room[k] = blank = 0 if right.get(k) else _blank(width)
            tail[k] = blank, blank

    net = list(widths)
    for lost in (left, right):
        for k, width in lost.items():
            net[k] -= width
    last = profile.squeeze[-1]
    give, dear = [0] * count, [0] * count
    for k, blank in room.items():
        (dear if kinds[k] in last else give)[k] = blank
    for k, width in gap.items():
        net[k] += width
        give[k] += profile.gap - profile.gap_min
        ease[k] = profile.gap_max - profile.gap
        tail[k] = width, profile.gap - profile.gap_min
    if kinds.endswith(tuple(SPACES)):                  # never drawn: the mark before it ends the line
        width, blank = tail.get(count - 2, (0, 0))
        tail[count - 1] = net[-1] + width, give[-1] + blank
    special = sorted({*left, *right, *gap, *room})
    at, give, dear = [[0, *accumulate(values)] for values in (net, give, dear)]
    end, give_end, dear_end = at, give, dear
    if tail:
        end, give_end, dear_end = at[:], give[:], dear[:]
        for k, (width, blank) in tail.items():
            end[k + 1] -= width
            (dear_end if kinds[k] in last else give_end)[k + 1] -= blank
    return Solid(
        kinds, left, right, gap, room, head, special, tie, at, end, give, give_end, dear, dear_end,
        _sums(ease, count), _joints(kinds),
    )


def _blank(width: int) -> int:
    return width // 2 if width >= HALVED else 0


def _sums(values: Mapping[int, int], count: int) -> list[int]:
    every = [0] * (count + 1)
    for k, value in values.items():
        every[k + 1] = value
    return list(accumulate(every))


def _joints(kinds: str) -> list[int]:
    """Gaps that may be stretched, counted up to each token: none in a word, at marks that touch, before a note."""
    closed = {found.start(): 1 for found in _RIGID.finditer(kinds)}
    if not closed:
        return list(range(len(kinds) + 1))
    return [k - n for k, n in enumerate(_sums(closed, len(kinds)))]
