"""Names of repairs (编号): the same for the same repair, whatever else of the source is edited, wrapped or encoded anew."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Sequence

from convert.repair import Repair
from convert.source import Span
from convert.text import Places, Text, solid


class Identify:
    """Gives repairs their origins and ids: kind, words, what is to stand there, twelve characters on each side, a count.

    Words and characters are those of the source as it was read, so that no other decision voids one; white space counts
    nowhere, so that neither another line end nor another encoding does.
    """

    def __init__(self, original: Text) -> None:
        self._original = original
        self._places = Places(original)
        self._known: dict[tuple[object, ...], str] = {}
        self._equals: Counter[str] = Counter()
        self.given: set[str] = set()

    def __call__(self, text: Text, proposed: Iterable[Repair]) -> list[Repair]:
        out = []
        for r in proposed:
            origin = text.spans(r.at)
            target = (text.place(r.to),) if r.to is not None else ()
            key = (r.by, r.kind, None if r.before == r.after else r.after, origin, target)
            if key not in self._known:
                self._known[key] = self._name(r, origin)
            said = r.by, r.kind, r.at, r.before, r.after, r.confidence, r.evidence, r.to
            out.append(Repair(*said, origin, target, self._known[key]))  # dataclasses.replace takes four times as long
        return out

    def _name(self, r: Repair, origin: Sequence[Span]) -> str:
        chars = self._original.chars
        at = [(self._places.index(s.start), self._places.index(s.end)) for s in origin]
        left, right = _context(chars, at[0][0], at[-1][1])
        words = "".join(chars[a:b] for a, b in at)
        seed = "\x1f".join((r.kind, solid(words), solid(words if r.before == r.after else r.after), left, right))
        self._equals[seed] += 1
        digest = hashlib.sha256(f"{seed}\x1f{self._equals[seed]}".encode()).hexdigest()
        name = next(n for n in (f"{r.kind}-{digest[:k]}" for k in (8, 16, len(digest))) if n not in self.given)
        self.given.add(name)
        return name


CONTEXT = 12  # characters of the source on each side that an id is made from
LINE_END = re.compile(r"[\n\r]")
PARAGRAPH = re.compile(r"(?<=[。！？…!?”’』」）])[^\S\n\r]*[\n\r]\s*")


def _context(chars: str, a: int, b: int) -> tuple[str, str]:
    """What stands on either side of a repair, white space left out.

    Its own paragraph alone, if that is enough to know it by, so that a paragraph put before or behind voids no decision.
    """
    left, right = _window(chars, a, -1), _window(chars, b, 1)
    near = solid(left), solid(right)
    before = solid(PARAGRAPH.split(left)[-1]) if LINE_END.search(left) else near[0]
    behind = solid(PARAGRAPH.split(chars[b - 1 : b] + right)[0][b > 0 :]) if LINE_END.search(right) else near[1]
    if len(before) + len(behind) + len(solid(chars[a:b])) < CONTEXT:
        before, behind = near
    return before[-CONTEXT:], behind[:CONTEXT]


def _window(chars: str, at: int, step: int) -> str:
    """The characters on one side of a place: enough of them, however much white space there is."""
    reach, found = 2 * CONTEXT, ""
    while reach < 2 * CONTEXT + 4 * len(chars):
        found = chars[max(0, at - reach) : at] if step < 0 else chars[at : at + reach]
        if len(solid(found)) >= CONTEXT:
            break
        reach *= 4
    return found
