"""Paragraphs cut in two by a column's or a page's end (断段)."""

from __future__ import annotations

import re
from collections.abc import Iterator

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
    re.compile(r"[0-9０-９]{0,2}[年月日时時分秒号號岁歲%％万萬亿億多余餘个個元米吨噸]"),
)
PAIRS = (("“", "”"), ("「", "」"), ("『", "』"), ("（", "）"), ("《", "》"))
DECISIVE = 5.0
HABIT = 0.8  # where fewer blocks than this end in a full stop, an open end is the text's habit and no sign


def cuts(text: Text, seen: Survey, settings: CleanSettings) -> Iterator[Repair]:
    """Two halves of one paragraph are joined where a positive sign says so; an open end alone only holds.

    Signs: the second half begins with a mark that begins nothing; a known word spans the break (gain above 5); the first half
    ends in ，or 、and the same speaker's turn goes on, or the second half lacks the indent that paragraphs here have.
    Or a bracket opened in the first half closes in the second; a number is cut from its rest; a form feed stands between.
    Never across a heading, a speaker's label, a caption. Not in a text broken into lines at a width (another matter).
    """
    if seen.wrap is not None:
        return
    turn = False
    for left, right in zip(seen.blocks, seen.blocks[1:], strict=False):
        turn = left.kind is Kind.TURN or (turn and left.kind in (Kind.BODY, Kind.ITEM))
        if (
            left.kind not in (Kind.BODY, Kind.TURN, Kind.ITEM, Kind.DATELINE)
            or right.kind in APART
            or right.kind is Kind.ITEM
        ):
            continue
        yield from junction(text, seen, left, right, turn)


def junction(text: Text, seen: Survey, left: Block, right: Block, turn: bool) -> Iterator[Repair]:
    """The repair that joins two blocks, if a sign says that they are one; ``turn``: a speaker's words go on."""
    a, b = left.words(text.chars), right.words(text.chars)
    if b[0] in OPENS_NOTHING:
        yield join("cuts", "cut", text, left, right, Confidence.PROBABLE, fact("opens-nothing", mark=b[0]))
        return
    if ended(a) or han(a) < 12 or not any(c in a for c in "，。；、！？"):
        return
    if sign := _goes_on(a, b, text.chars[left.at[1] : right.at[0]]):
        yield join("cuts", "cut", text, left, right, Confidence.PROBABLE, fact("open-end", left=a[-8:], right=b[:8]), sign)
        return
    across = spanning(a, b) if han(a[-1]) and han(b[0]) else None
    if across is not None and across[1] > DECISIVE:
        yield join(
            "cuts",
            "cut",
            text,
            left,
            right,
            Confidence.PROBABLE,
            fact("spans", word=across[0], gain=f"{across[1]:.1f}"),
        )
    elif a[-1] in "，、":
        first = fact("ends-in", mark=a[-1])
        second = (
            fact("same-speaker") if turn else fact("no-indent", columns=seen.indent) if seen.indent and not right.indent else None
        )
        signs = (first, second) if second else (first,)
        yield join(
            "cuts",
            "cut",
            text,
            left,
            right,
            Confidence.PROBABLE if second and seen.ends >= HABIT else Confidence.POSSIBLE,
            *signs,
        )
    elif seen.ends >= HABIT:
        signs = (fact("open-end", left=a[-8:], right=b[:8]),)
        weak = (fact("might-span", word=across[0], gain=f"{across[1]:.1f}"),) if across else ()
        yield join("cuts", "cut", text, left, right, Confidence.POSSIBLE, *signs, *weak)


def _goes_on(left: str, right: str, between: str) -> Fact | None:
    """A sign in the two halves themselves that they are one, where the first ends open."""
    if m := CLINGS.match(right):
        return fact("clings", words=m[0])
    if NUMBER[0].search(left) and NUMBER[1].match(right):
        return fact("number-cut")
    for opener, closer in PAIRS:
        if left.count(opener) > left.count(closer) and 0 <= right.find(closer) < (right.find(opener) % (len(right) + 1)):
            return fact("bracket-closes", mark=opener + closer)
    if "\f" in between:
        return fact("form-feed")
    return None
