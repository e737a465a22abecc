"""How one line is brought to its measure 行的调整: squeeze in order, or else stretch in order, never both."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from convert.typeset.kinds import SPACES
from convert.typeset.profile import Profile
from convert.typeset.solid import Solid

WIDEST_GAP = 480
"""What a Han–Latin gap is stretched to at most, so long as anything else can be stretched in its place."""


NUDGE = 4
"""How far an opening mark is kept from the one before where both are halved: beginning at one point they would be read in
either order."""


class Line(NamedTuple):
    """One line: tokens `start` to `stop` (what lies between lines is dropped: spaces), and where they move.

    `moves`: {token: (before, after)}, thousandths of an em added on either side of it; a negative number draws it
    nearer. `each`: added at every gap besides, and one more at the first `extra` gaps, in a line where every gap may be
    stretched; otherwise `moves` holds it all. `over`: what the line still is too long by; `short`: what it lacks (a last
    line, or one that is not justified).
    """

    start: int
    stop: int
    moves: dict[int, tuple[int, int]]
    each: int = 0
    extra: int = 0
    over: int = 0
    short: int = 0

    def moved(self, token: int) -> int:
        """What a token's place in the line takes more than the token is wide."""
        before, after = self.moves.get(token, (0, 0))
        return before + after + (self.each + (token - self.start < self.extra) if token < self.stop - 1 else 0)


def share(amount: int, rooms: Sequence[int]) -> list[int]:
    """Divide an amount equally, none getting more than its room; what is left over at the end is not divided.

    >>> share(700, [500, 100, 500]), share(10, [4, 4, 4]), share(50, [10, 10])
    ([300, 100, 300], [3, 3, 4], [10, 10])
    """
    parts = [0] * len(rooms)
    for n, k in enumerate(sorted(range(len(rooms)), key=rooms.__getitem__)):
        parts[k] = min(rooms[k], amount // (len(rooms) - n))
        amount -= parts[k]
    return parts


def adjust(
    s: Solid, start: int, stop: int, measure: int, profile: Profile, hyphen: int = 0, stretch: bool = True
) -> Line:
    """Set the line of tokens `start` to `stop` to a measure.

    `hyphen` is added at its end. Unless `stretch`, a line that is short stays short.
    """
    kinds = s.kinds
    if kinds[start] in SPACES:
        start += 1
    over = s.end[stop] + hyphen - s.at[start] - s.head.get(start, 0) - measure
    if kinds[stop - 1] in SPACES:
        stop -= 1
    end = stop - 1
    before: dict[int, int] = {}
    after: dict[int, int] = {}
    rooms: dict[int, int] = {}
    gaps: list[int] = []
    for k in s.special[bisect_left(s.special, start) : bisect_left(s.special, stop)]:
        before[k] = -s.left.get(k, 0)
        after[k] = -s.right.get(k, 0)
        if k in s.gap and k != end:
            after[k] += s.gap[k]
            gaps.append(k)
        if room := s.room.get(k):
            if k == start and k in s.head:
                before[k] -= room
            elif k == end and kinds[k] in "CKPX":
                after[k] -= room
            elif k != end or kinds[k] != "M":
                rooms[k] = room
    each = extra = 0
    if over > 0:
        for step in profile.squeeze:
            over = _squeeze(over, step, kinds, gaps, rooms, before, after, profile)
            if not over:
                break
    elif over < 0 and stretch:
        over, each, extra = _stretch(-over, s, start, stop, after, gaps, profile)
    for k in [k for k in before if kinds[k] == "O" and k > start and before[k] + after.get(k - 1, 0) <= -1000]:
        before[k] += NUDGE
        after[k] -= NUDGE
    moves = {
        k: (before.get(k, 0), after.get(k, 0))
        for k in (before if before.keys() >= after.keys() else sorted(before.keys() | after.keys()))
        if before.get(k) or after.get(k)
    }
    return Line(start, stop, moves, each, extra, max(0, over), max(0, -over))


def _squeeze(
    over: int,
    step: str,
    kinds: str,
    gaps: Sequence[int],
    rooms: Mapping[int, int],
    before: dict[int, int],
    after: dict[int, int],
    profile: Profile,
) -> int:
    """Take one step of squeezing; what is still too much."""
    places = [k for k in rooms if kinds[k] in step]
    limits = [rooms[k] for k in places]
    if "G" in step and gaps:
        places += gaps
        limits += [profile.gap - profile.gap_min] * len(gaps)
    if not places:
        return over
    for k, part in zip(places, share(over, limits), strict=True):
        on_left = {"O": part, "M": part // 2}.get(kinds[k], 0)
        before[k] -= on_left
        after[k] -= part - on_left
        over -= part
    return over


def _stretch(
    short: int, s: Solid, start: int, stop: int, after: dict[int, int], gaps: Sequence[int], profile: Profile
) -> tuple[int, int, int]:
    """Stretch spaces, then Han–Latin gaps, then all gaps equally, though none between Han and Latin to ½ em.

    What comes back: 0 or minus what is still lacking, each gap's share, the odd ones.
    """
    kinds, joints = s.kinds, s.joints
    spaces = [k for k in after if kinds[k] == "S" and k < stop - 1]
    narrow = sorted([*gaps, *(k for k in after if kinds[k] == "G" and k < stop - 1)])
    for places in (spaces, narrow):
        for k, part in zip(places, share(short, [s.ease[k + 1] - s.ease[k] for k in places]), strict=True):
            after[k] += part
            short -= part
    count = joints[stop - 1] - joints[start]
    if not short or count <= 0:
        return -short, 0, 0
    if count == stop - start - 1 and not spaces and not narrow:
        return 0, *divmod(short, count)
    places = [k for k in range(start, stop - 1) if joints[k + 1] > joints[k]]
    rooms = [WIDEST_GAP - profile.gap_max if k in narrow else short for k in places]
    if sum(rooms) < short:
        rooms = [short] * len(places)
    for k, part in zip(places, share(short, rooms), strict=True):
        after[k] = after.get(k, 0) + part
    return 0, 0, 0
