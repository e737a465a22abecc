"""Captions that the page make-up has set inside a paragraph (图说插入文中)."""

from __future__ import annotations

from collections.abc import Iterator

from convert.blocks import Block, Kind, Survey
from convert.blocks.lines import han
from convert.clean.cuts import junction
from convert.facts import Fact, fact
from convert.repair import Confidence, Repair
from convert.settings import CleanSettings
from convert.text import Text

LONG = 20  # Han characters of a paragraph whose open end is a sign
ORDERLY = 0.85  # share of blocks that end in good order, which makes it one
FLOWING = (Kind.BODY, Kind.TURN, Kind.ITEM, Kind.DATELINE)


def captions(text: Text, seen: Survey, settings: CleanSettings) -> Iterator[Repair]:
    """A caption that stands between two halves of one paragraph goes behind the paragraph.

    Only where the two halves show by a sign of their own that they are one (see ``cuts``), or where the first ends open and
    the second has no indent that would begin a paragraph; the halves are joined at once. Elsewhere an open end is held.
    """
    if seen.wrap is not None:
        return
    turn = False
    i = 0
    while i < len(seen.blocks):
        left, end = seen.blocks[i], i + 1
        turn = left.kind is Kind.TURN or (turn and left.kind in (Kind.BODY, Kind.ITEM, Kind.CAPTION))
        while end < len(seen.blocks) and seen.blocks[end].kind is Kind.CAPTION:
            end += 1
        if left.kind in FLOWING and end > i + 1 and end < len(seen.blocks) and seen.blocks[end].kind is Kind.BODY:
            right = seen.blocks[end]
            why = _sign(text, seen, left, right, turn)
            if why is not None:
                sure = Confidence.PROBABLE if why else Confidence.POSSIBLE
                at = (left.at[1], seen.blocks[end - 1].at[1])
                words = text.chars[slice(*at)]
                why = (fact("caption-between"), *why)
                yield Repair("captions", "caption", at, words, words, sure, why, to=right.at[1])
                if sure > Confidence.POSSIBLE:
                    at = (at[1], right.at[0])
                    yield Repair("captions", "cut", at, text.chars[slice(*at)], "", sure, why)
        i = end


def _sign(text: Text, seen: Survey, left: Block, right: Block, turn: bool) -> tuple[Fact, ...] | None:
    """The facts that make two blocks one: none where only an open end speaks for it, None where nothing does."""
    found = next(junction(text, seen, left, right, turn), None)
    if found is None:
        return None
    if found.confidence > Confidence.POSSIBLE:
        return found.evidence
    if seen.indent:
        return (*found.evidence, fact("no-indent", columns=seen.indent)) if not right.indent else ()
    return found.evidence if seen.ends >= ORDERLY and han(left.words(text.chars)) >= LONG else ()
