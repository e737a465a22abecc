"""Text that the source has lost (缺文): shown as a gap, never filled."""

from __future__ import annotations

import re
from collections.abc import Iterator

from convert.blocks import STRUCTURAL, Kind, Survey
from convert.blocks.lines import ended, han
from convert.facts import fact
from convert.repair import Confidence, Repair
from convert.settings import CleanSettings
from convert.text import Text
from convert.words import say

FORMULA = re.compile(r"(?:分解|下回|知端的)$")  # 且听下回分解: how a chapter of a tale ends, with or without a stop
PARTICLES = "也矣哉乎焉耳歟欤"  # a classical sentence may end in one without a stop
ENOUGH, HABIT = 8, 0.85  # so many blocks, and that share, that end in good order show that an open end is a loss
FEWEST, LEAST = 3, 0.5  # fewer, or a smaller share: a doubt, and only in long prose


def gaps(text: Text, seen: Survey, settings: CleanSettings) -> Iterator[Repair]:
    """A paragraph that breaks off where something else begins has lost its ending: a gap mark says so.

    Certain enough only for long prose in a text whose paragraphs otherwise end in full stops; a shorter block is held (it
    may be a line of verse, a signature, a title), and so is long prose where few paragraphs show how they end. The mark
    itself counts as an end, so that no second one follows. Held too where the rest may stand behind a caption.
    """
    prose = [b for b in seen.blocks if b.kind in (Kind.BODY, Kind.TURN, Kind.ITEM) and han(b.words(text.chars)) >= 8]
    if seen.wrap is not None or seen.ends < LEAST or len(prose) < FEWEST:
        return
    steady = seen.ends >= HABIT and len(prose) >= ENOUGH
    mark = say("gap.mark", seen.script)
    for i, block in enumerate(seen.blocks):
        following = seen.blocks[i + 1] if i + 1 < len(seen.blocks) else None
        if block.kind not in (Kind.BODY, Kind.TURN, Kind.ITEM) or (following is not None and following.kind not in STRUCTURAL):
            continue
        words = text.chars[block.inner : block.at[1]]
        if not words or ended(words) or han(words) < 15 or not re.search("[，。；]", words) or FORMULA.search(words):
            continue
        rest = next((b for b in seen.blocks[i + 1 :] if b.kind is not Kind.CAPTION), None)
        parted = following is not None and following.kind is Kind.CAPTION and rest is not None and rest.kind is Kind.BODY
        closes = words[-1] not in PARTICLES and (han(words[-1]) or words[-1] in "，、")
        sure = not parted and han(words) >= 30 and "。" in words and closes
        if not sure and seen.ends < HABIT:
            continue
        end = block.at[1]
        where = fact("text-ends") if following is None else fact("followed-by", what=following.kind.value)
        yield Repair(
            "gaps",
            "gap",
            (end, end),
            "",
            mark,
            Confidence.PROBABLE if sure and steady else Confidence.POSSIBLE,
            (fact("breaks-off", words=words[-8:]), where, fact("share-ended", share=f"{seen.ends:.0%}")),
        )
