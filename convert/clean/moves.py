"""Passages that the page make-up has put under another heading (错简)."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from convert.blocks import Block, Kind, Survey
from convert.blocks.lines import GAP_MARKS, finished, han
from convert.facts import fact
from convert.lexicon import terms
from convert.repair import Confidence, Repair
from convert.settings import CleanSettings
from convert.text import Text

NEAR = 2  # sections to each side that are asked for the missing words
DECISIVE = 0.1  # gain in likeness that 200 plainly lost endings never showed; moves above it: host right 64 of 64, extent 60
CLEAR = 1.5  # and so much better than the best passage of any other section

Vector = dict[str, float]


@dataclass(frozen=True, slots=True)
class _Part:
    """A section as this pass sees it: its heading's words and its blocks."""

    heading: str
    blocks: tuple[Block, ...]


def moves(text: Text, seen: Survey, settings: CleanSettings) -> Iterator[Repair]:
    """A passage at a near section's end that belongs behind a gap, by the words it uses.

    Only where a block breaks off before something structural. Compared are the words (two characters or more, sublinear
    TF-IDF over the text's own paragraphs) of each section's last paragraphs with the section that has the gap and with their
    own. Held, never applied by itself: likeness is evidence, not proof. What follows the passage keeps its order.
    """
    parts = _parts(text, seen)
    broken = [
        (n, b)
        for n, part in enumerate(parts)
        for b, after in zip_longest(part.blocks, part.blocks[1:])
        if b.words(text.chars).endswith(GAP_MARKS[:2]) and (after is None or after.kind not in (Kind.BODY, Kind.ITEM))
    ]
    if not broken or len(parts) < 3:
        return
    weigh = _Weights([b.words(text.chars) for p in parts for b in p.blocks])
    for n, gap in broken:
        offers = sorted(
            (
                o
                for h in range(max(0, n - NEAR), min(len(parts), n + NEAR + 1))
                if h != n and (o := _offer(text, parts, n, h, weigh))
            ),
            key=lambda o: -o[0],
        )
        if not offers:
            continue
        gain, host, count = offers[0]
        second = max(0.0, offers[1][0]) if len(offers) > 1 else 0.0
        if gain > DECISIVE and gain >= CLEAR * second:
            blocks = parts[host].blocks
            at = (blocks[-count - 1].at[1], blocks[-1].at[1])
            words = text.chars[slice(*at)]
            yield Repair(
                "moves",
                "move",
                at,
                words,
                words,
                Confidence.POSSIBLE,
                (
                    fact("belongs", heading=parts[n].heading, gain=f"{gain:.2f}", second=f"{second:.2f}"),
                    fact("stands-under", heading=parts[host].heading, count=count),
                ),
                to=gap.at[1],
            )


def _parts(text: Text, seen: Survey) -> list[_Part]:
    out: list[_Part] = []
    heading: str | None = None
    blocks: list[Block] = []
    for block in seen.blocks:
        if block.kind is Kind.HEAD:
            if heading is not None:
                out.append(_Part(heading, tuple(blocks)))
            heading, blocks = block.words(text.chars), []
        elif block.kind not in (Kind.TITLE, Kind.SUBHEAD, Kind.JUMP):
            blocks.append(block)
    if heading is not None:
        out.append(_Part(heading, tuple(blocks)))
    return out


def _offer(text: Text, parts: Sequence[_Part], target: int, host: int, weigh: _Weights) -> tuple[float, int, int] | None:
    """The best closing passage of one section for another's gap: (gain, section, number of paragraphs)."""
    blocks = parts[host].blocks
    wanted = weigh(
        2 * [parts[target].heading] + [b.words(text.chars) for b in parts[target].blocks if b.kind is not Kind.CAPTION]
    )
    best = None
    for count in range(1, len(blocks)):
        passage, rest = blocks[-count:], blocks[:-count]
        if passage[0].kind not in (Kind.BODY, Kind.ITEM):
            break
        if not finished(rest[-1].words(text.chars)) or not han(passage[0].words(text.chars)):
            continue
        mine = weigh([b.words(text.chars) for b in passage])
        own = weigh(2 * [parts[host].heading] + [b.words(text.chars) for b in rest])
        gain = _cosine(mine, wanted) - _cosine(mine, own)
        if best is None or gain > best[0]:
            best = gain, host, count
    return best


class _Weights:
    """Sublinear TF-IDF over a text's own paragraphs."""

    def __init__(self, paragraphs: Sequence[str]) -> None:
        self._known = {p: Counter(terms(p)) for p in paragraphs}
        seen = Counter(t for c in self._known.values() for t in c)
        self._idf = {t: math.log((1 + len(paragraphs)) / (1 + n)) + 1 for t, n in seen.items()}

    def __call__(self, paragraphs: Sequence[str]) -> Vector:
        counts: Counter[str] = Counter()
        for p in paragraphs:
            counts.update(self._known.get(p) or Counter(terms(p)))
        return {t: (1 + math.log(n)) * self._idf.get(t, 1.0) for t, n in counts.items()}


def _cosine(a: Vector, b: Vector) -> float:
    shared = sum(w * b[t] for t, w in a.items() if t in b)
    return shared / (math.hypot(*a.values()) * math.hypot(*b.values())) if shared else 0.0
