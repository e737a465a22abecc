"""Paragraphs cut in two by a column's or a page's end (断段)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import accumulate, pairwise

from convert.blocks import APART, Block, Kind, Survey
from convert.blocks.lines import ended, han
from convert.clean.junction import join
from convert.facts import Fact, fact
from convert.lexicon import spanning
from convert.repair import Confidence, Repair
from convert.settings import CleanSettings
from convert.text import Text

OPENS_NOTHING = frozenset("，。、；：！？）》”’」』")  # a paragraph that begins so is another's rest
CLINGS = re.compile("的(?![确確士])|[们們吗嗎呢]|了(?![解结結却卻不然])|着(?![手眼重力实實急装裝想陆陸])")  # begin no sentence
NUMBER = (
    re.compile(r"[0-9０-９]$"),
    re.compile(r"[.．][0-9０-９]|[0-9０-９]{0,2}[年月日时時分秒号號岁歲%％万萬亿億多余餘个個元米吨噸]"),
)
PAIRS = (("“", "”"), ("「", "」"), ("『", "』"), ("（", "）"), ("《", "》"))
FLOWING = frozenset((Kind.BODY, Kind.TURN, Kind.ITEM, Kind.DATELINE, Kind.DIRECTION))
BEGINS = APART | {Kind.ITEM}
DECISIVE = 5.0
LIKELY = 3.0  # the gain that is enough where no other block begins with these words
SIDES = ((3, 3), (4, 2), (2, 4))  # characters on each side of a break that stand together elsewhere
MOST = 400  # open ends: a text with more is broken by another rule, and searching it for each takes long
INDENTED = 0.9  # share of blocks with an indent from which one without it begins no paragraph
HABIT = 0.8  # where fewer blocks than this end in a full stop, an open end is the text's habit and no sign


def cuts(text: Text, seen: Survey, settings: CleanSettings) -> Iterator[Repair]:
    """Two halves of one paragraph are joined where a positive sign says so; an open end alone only holds.

    Signs: the second half begins with a mark that begins nothing; a known word spans the break (gain above 5, or above 3 where
    no other block begins so); the words at the break stand together elsewhere in the text; the first half ends in ，or 、 and
    the same speaker's turn goes on, or the second half lacks the indent that paragraphs here have.
    Or a bracket opened in the first half closes in the second; a number is cut from its rest; a form feed stands between.
    Never across a heading, a speaker's label, a caption. Not in a text broken into lines at a width (another matter).
    """
    if seen.wrap is not None:
        return
    blocks, known = seen.blocks, Known(text, seen)
    turns = accumulate(blocks, lambda turn, b: b.kind is Kind.TURN or (turn and b.kind in (Kind.BODY, Kind.ITEM)), initial=False)
    said = list(turns)[1:]
    able = [i for i, (a, b) in enumerate(pairwise(blocks)) if a.kind in FLOWING and b.kind not in BEGINS]
    found: dict[int, list[Repair]] = {}
    joined: set[int] = set()
    first, last = list(range(len(blocks))), list(range(len(blocks)))  # of the blocks that are one by now: told at its edges
    todo, level = able, Confidence[settings.apply_at.upper()]
    while todo:  # two that are one may show that the part before or behind belongs to them too
        for i in todo:
            left, right = _one(blocks[first[i]], blocks[i]), _one(blocks[i + 1], blocks[last[i + 1]])
            found[i] = list(junction(text, seen, left, right, said[i], known))
        new = [i for i in todo if any(r.confidence >= level for r in found[i])]
        joined.update(new)
        beside: set[int] = set()
        for i in new:
            a, b = first[i], last[i + 1]
            last[a], first[b] = b, a
            beside |= {a - 1, b}
        if settings.reject:  # a join that the editor rejects tells nothing of the next: what is one by then, the next round sees
            break
        todo = sorted(i for i in beside if i in found and i not in joined)
    for i in able:
        yield from found[i]


def _one(first: Block, last: Block) -> Block:
    """All from one block to another as a block that does what the first does."""
    return first._replace(at=(first.at[0], last.at[1]))


class Known:
    """What a text's other lines tell of a break: how blocks begin here, which words stand together."""

    def __init__(self, text: Text, seen: Survey) -> None:
        prose = [b for b in seen.blocks if b.kind in (Kind.BODY, Kind.TURN)]
        self._chars, self._left = text.chars, MOST
        self._begins = Counter(text.chars[b.at[0] : b.at[0] + n] for b in seen.blocks for n in (2, 3))
        self.indented = sum(b.indent > 0 for b in prose) >= INDENTED * len(prose) > 0

        near = zip(seen.blocks, seen.blocks[1:], [*seen.blocks[2:], None], strict=False)
        self._lone = {b.at[0] for a, b, c in near if a.indent and (c is None or c.indent)}

    def lone(self, right: Block) -> bool:
        """Does it stand alone without an indent, between blocks that have one? Lines of verse stand together."""
        return self.indented and not right.indent and right.at[0] in self._lone

    def begins(self, right: str, n: int = 2) -> bool:
        """Does another block begin with the same characters?"""
        return self._begins[right[:n]] > 1

    def together(self, left: str, right: str) -> str | None:
        """Six characters that reach over the break and stand inside a line elsewhere, though no other block begins so."""
        self._left -= 1
        if self._left < 0 or left[-2:] + right[:2] not in self._chars:  # what all of the sides share
            return None
        for a, b in SIDES:
            words = left[-a:] + right[:b]
            if han(words) >= 5 and not self.begins(right, min(b, 3)) and words in self._chars:
                return words
        return None


def junction(
    text: Text, seen: Survey, left: Block, right: Block, turn: bool, known: Known | None = None
) -> Iterator[Repair]:
    """The repair that joins two blocks, if a sign says that they are one; ``turn``: a speaker's words go on."""
    a, b = left.words(text.chars), right.words(text.chars)
    if b[0] in OPENS_NOTHING:
        yield join("cuts", "cut", text, left, right, Confidence.PROBABLE, fact("opens-nothing", mark=b[0]))
        return
    between = text.chars[left.at[1] : right.at[0]]
    if "\f" in between and known and known.indented and not right.indent and right.kind is Kind.BODY:
        signs = fact("form-feed"), fact("no-indent", columns=seen.indent)
        yield join("cuts", "cut", text, left, right, Confidence.PROBABLE, *signs)
        return
    if ended(a) or han(a) < 12 or not any(c in a for c in "，。；、！？"):
        return
    if sign := _goes_on(a, b, between):
        r = join("cuts", "cut", text, left, right, Confidence.PROBABLE, fact("open-end", left=a[-8:], right=b[:8]), sign)
        yield replace(r, after="") if a[-1].isdigit() else r
        return
    across = spanning(a, b) if han(a[-1]) and han(b[0]) else None
    if across is not None and across[1] > (LIKELY if known and not known.begins(b) else DECISIVE):
        yield join(
            "cuts",
            "cut",
            text,
            left,
            right,
            Confidence.PROBABLE,
            fact("spans", word=across[0], gain=f"{across[1]:.1f}"),
        )
    elif known and (words := known.together(a, b)):
        signs = fact("open-end", left=a[-8:], right=b[:8]), fact("stands-together", words=words)
        yield join("cuts", "cut", text, left, right, Confidence.PROBABLE, *signs)
    elif known and known.lone(right) and seen.ends >= HABIT and (han(a[-1]) or a[-1] in "，、"):
        signs = fact("open-end", left=a[-8:], right=b[:8]), fact("no-indent", columns=seen.indent)
        yield join("cuts", "cut", text, left, right, Confidence.PROBABLE, *signs)
    elif a[-1] in "，、":
        first = fact("ends-in", mark=a[-1])
        second = (
            fact("same-speaker") if turn else fact("no-indent", columns=seen.indent) if seen.indent and not right.indent else None
        )
        both = (first, second) if second else (first,)
        yield join(
            "cuts",
            "cut",
            text,
            left,
            right,
            Confidence.PROBABLE if second and seen.ends >= HABIT else Confidence.POSSIBLE,
            *both,
        )
    elif seen.ends >= HABIT:
        first = fact("open-end", left=a[-8:], right=b[:8])
        weak = (fact("might-span", word=across[0], gain=f"{across[1]:.1f}"),) if across else ()
        yield join("cuts", "cut", text, left, right, Confidence.POSSIBLE, first, *weak)


def _goes_on(left: str, right: str, between: str) -> Fact | None:
    """A sign in the two halves themselves that they are one, where the first ends open."""
    if m := CLINGS.match(right):
        return fact("clings", words=m[0])
    if NUMBER[0].search(left) and (NUMBER[1].match(right) or ("\f" in between and right[0].isdigit())):
        return fact("number-cut")
    for opener, closer in PAIRS:
        if left.count(opener) > left.count(closer) and 0 <= right.find(closer) < (right.find(opener) % (len(right) + 1)):
            return fact("bracket-closes", mark=opener + closer)
    if "\f" in between:
        return fact("form-feed")
    return None
