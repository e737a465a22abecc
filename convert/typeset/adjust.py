"""How one line is brought to its measure 行的调整: squeeze in order, or else stretch in order, never both."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from convert.typeset.profile import Profile
from convert.typeset.solid import Solid


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
    if kinds[start] in "SG":
        start += 1
    over = s.end[stop] + hyphen - s.at[start] - s.head.get(start, 0) - measure
    if kinds[stop - 1] in "SG":
        stop -= 1
    special = s.left[start:stop], s.right[start:stop], s.gap[start:stop]
    before = [-width for width in special[0]]
    after = [gap - width for width, gap in zip(special[1], special[2], strict=True)]
    end = stop - start - 1
    after[end] -= special[2][end]
    room = {k - start: s.room[k] for k in range(start, stop) if k in s.room} if s.room else {}
    if lost := s.head.get(start):
        before[0] -= lost
        room.pop(0, 0)
    if kinds[stop - 1] in "CKPX":
        after[end] -= room.pop(end, 0)
    each = extra = 0
    if over > 0:
        for step in profile.squeeze:
            over = _squeeze(over, step, kinds[start:stop], special[2], room, before, after, profile)
            if not over:
                break
    elif over < 0 and stretch:
        over, each, extra = _stretch(-over, s, start, stop, after, special[2], profile)
    moves = {start + k: move for k, move in enumerate(zip(before, after, strict=True)) if move != (0, 0)}
    return Line(start, stop, moves, each, extra, max(0, over), max(0, -over))


def _squeeze(
    over: int,
    step: str,
    kinds: str,
    gaps: Sequence[int],
    room: dict[int, int],
    before: list[int],
    after: list[int],
    profile: Profile,
) -> int:
    """Take one step of squeezing; what is still too much."""
    places = [(k, room[k], False) for k in room if kinds[k] in step]
    if "G" in step:
        places += [(k, profile.gap - profile.gap_min, True) for k, gap in enumerate(gaps[:-1]) if gap]
    for (k, _, gap), part in zip(places, share(over, [place[1] for place in places]), strict=True):
        if not gap and kinds[k] in "OM":
            on_left = part if kinds[k] == "O" else part // 2
            before[k] -= on_left
            after[k] -= part - on_left
        else:
            after[k] -= part
        over -= part
    return over


def _stretch(
    short: int, s: Solid, start: int, stop: int, after: list[int], gaps: Sequence[int], profile: Profile
) -> tuple[int, int, int]:
    """Stretch spaces, then Han–Latin gaps, then all gaps equally, though none between Han and Latin beyond ½ em.

    What comes back: 0 or minus what is still lacking, each gap's share, the odd ones.
    """
    kinds = s.kinds[start:stop]
    for kind in "SG":
        places = [k for k, this in enumerate(kinds[:-1]) if this == kind or (kind == "G" and gaps[k])]
        ease = s.ease[start:]
        rooms = [profile.gap_max - profile.gap if kind == "G" else ease[k + 1] - ease[k] for k in places]
        if places:
            for k, part in zip(places, share(short, rooms), strict=True):
                after[k] += part
                short -= part
    joints = s.joints[stop - 1] - s.joints[start]
    if not short or joints <= 0:
        return -short, 0, 0
    spaced = "S" in kinds or "G" in kinds or any(gaps[:-1])
    if joints == len(kinds) - 1 and not spaced:
        return 0, *divmod(short, joints)
    places = [k for k in range(len(kinds) - 1) if s.joints[start + k + 1] > s.joints[start + k]]
    rooms = [profile.space_max - profile.gap_max if kinds[k] == "G" or gaps[k] else short for k in places]
    if sum(rooms) < short:
        rooms = [short] * len(places)
    for k, part in zip(places, share(short, rooms), strict=True):
        after[k] += part
    return 0, 0, 0
