"""Words that stand twice or more on end, by a slip of the page make-up (衍文)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from convert.blocks import Kind, Survey
from convert.blocks.lines import finished, han
from convert.blocks.marks import containment
from convert.clean.junction import whole
from convert.facts import fact
from convert.repair import Confidence, Repair
from convert.settings import CleanSettings
from convert.text import Text

# the end is optional, or a long text without one would be scanned from each of its characters anew
SENTENCE = re.compile(r"[^。！？!?…\n]+(?P<end>[。！？!?…]+[”’』」）)]*)?")
PROSE = frozenset((Kind.BODY, Kind.TURN, Kind.ITEM, Kind.DATELINE, Kind.DIRECTION, Kind.ADDRESS, Kind.QUOTED))
SHORTEST = 8  # Han characters; shorter ones are ABAB words, cries and refrains (好了好了。 起来！起来！)
SLIP = 6  # copies of a sentence that a slip makes; more are meant, or a matter for an editor
PARAGRAPH = 12  # an answer may come back word for word (“是。”“是。”), a long paragraph does not; nor is it a line of verse
ALIKE, LONG = 0.8, 20  # share of three-character pieces in common, and Han, of two versions of one paragraph


def repeats(text: Text, seen: Survey, settings: CleanSettings) -> Iterator[Repair]:
    """A sentence or paragraph that follows itself word for word is kept once.

    In 19,484 lines of sound newspaper prose no sentence of this length follows itself. What comes back later, as a
    refrain does, stays.
    """
    before = ""
    for i, block in enumerate(seen.blocks):
        words = block.words(text.chars)
        if block.kind in PROSE or (block.kind is Kind.CAPTION and before == words):  # so a copy of the lead is read
            if before == words and han(words) >= PARAGRAPH and (finished(words) or han(words) >= LONG):
                at = whole(seen, i)
                yield Repair("repeats", "repeat", at, text.chars[slice(*at)], "", Confidence.CERTAIN, (fact("same-paragraph"),))
            elif abs(len(before) - len(words)) <= 4 and han(words) >= LONG and before != words and _alike(before, words):
                at = whole(seen, i)
                said, why = text.chars[slice(*at)], fact("versions", words=words[:10])
                yield Repair("repeats", "repeat", at, said, "", Confidence.POSSIBLE, (why,))
            else:
                yield from _sentences(text, block.inner, block.at[1])
        before = words


def _alike(a: str, b: str) -> bool:
    """Do two paragraphs begin or end with the same words, and share most of what is between?"""
    return (a[:6] == b[:6] or a[-6:] == b[-6:]) and containment(b, a) >= ALIKE and containment(a, b) >= ALIKE


def _sentences(text: Text, start: int, end: int) -> Iterator[Repair]:
    last, copies = "", 1
    for m in SENTENCE.finditer(text.chars, start, end):
        words = m[0]
        if not m["end"]:
            continue
        if words.strip() == last and han(words) >= SHORTEST:
            copies += 1
            sure = Confidence.CERTAIN if copies <= SLIP else Confidence.POSSIBLE
            yield Repair("repeats", "repeat", m.span(), words, "", sure, (fact("copy", n=copies),))
        else:
            last, copies = words.strip(), 1
