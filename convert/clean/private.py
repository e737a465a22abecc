"""Private-use characters (私用字): what old code tables put there for want of a place in Unicode."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from convert.blocks import Survey, script
from convert.facts import fact
from convert.repair import Confidence, Repair
from convert.settings import CleanSettings
from convert.text import Text

PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010fffd]")
EVERY = 20  # kinds that get a note each; the rest share one
FONT = 40  # unknown kinds: a text with more of them was set in a font of its own, and no table holds for it
CANTONESE = re.compile("[嘅咗喺嘢冇佢唔啲嚟睇咁哋]")
ENOUGH = 3  # such characters show that Hong Kong's table is meant


def _gb18030() -> dict[str, str]:
    """GBK's 80 Han and radicals at FE50–FEA0, ten vertical marks and two letters: private in GBK, encoded since.

    The places are GB 18030's own; for those that Python's table of 2000 still keeps private, GB 18030-2022 and glibc's
    charmap name the character.
    """
    trails = (*range(0x50, 0x7F), *range(0x80, 0xA1))
    out = {chr(0xE815 + i): bytes((0xFE, trail)).decode("gb18030") for i, trail in enumerate(trails)}
    supplementary = "\U00020087\U00020089\U000200cc\U000215d7\U0002298f\U000241fe"
    out |= dict(zip("\ue816\ue817\ue818\ue831\ue83b\ue855", supplementary, strict=True))
    out |= dict(zip("\ue81e\ue826\ue82b\ue82c\ue832\ue843\ue854\ue864", map(chr, range(0x9FB4, 0x9FBC)), strict=True))
    out |= dict(zip(map(chr, range(0xE78D, 0xE797)), "︐︒︑︓︔︕︖︗︘︙", strict=True))
    return out | {"\ue5e5": "\u3000", "\ue7c7": "ḿ", "\ue7c8": "ǹ"}


def _hong_kong() -> dict[str, str]:
    """HKSCS characters where Windows put Big5's user-defined rows (CP950), for those that have a place in Unicode now."""
    out = {}
    for leads, base in ((range(0xFA, 0xFF), 0xE000), (range(0x8E, 0xA1), 0xE311), (range(0x81, 0x8E), 0xEEB8)):
        for lead in leads:
            for i, trail in enumerate((*range(0x40, 0x7F), *range(0xA1, 0xFF))):
                char = bytes((lead, trail)).decode("big5hkscs", "ignore")
                if len(char) == 1:
                    out[chr(base + 157 * (lead - leads[0]) + i)] = char
    return out


GB = _gb18030()
LETTERS = frozenset("\ue7c7\ue7c8")  # of pinyin: only before others


def private(text: Text, seen: Survey, settings: CleanSettings) -> Iterator[Repair]:
    """A private-use character whose meaning a published table settles is written as itself; the others stay and are shown.

    The tables: GB 18030 for what GBK kept private, and Hong Kong's HKSCS in a text that is plainly Cantonese. Each kind is
    shown once, at its first place, with its number; nothing is guessed.
    """
    chars = text.chars
    if not PRIVATE.search(chars):
        return
    kinds = Counter(PRIVATE.findall(chars))
    cantonese = script(chars) == "zh-Hant" and len(set(CANTONESE.findall(chars))) >= ENOUGH
    table = _hong_kong() | GB if cantonese else GB
    unknown = [char for char, _ in kinds.most_common() if char not in table]
    rest = set(unknown[EVERY:]) if len(unknown) > EVERY + 1 else set()
    shown: set[str] = set()
    for m in PRIVATE.finditer(chars):
        char, at = m[0], m.span()
        if len(unknown) <= FONT and char in table and (char not in LETTERS or chars[at[1] : at[1] + 1].isascii()):
            why = fact("table", code=f"U+{ord(char):04X}", table="GB 18030" if char in GB else "HKSCS")
            yield Repair("private", "private", at, char, table[char], Confidence.PROBABLE, (why,))
        elif char in rest and not rest & shown:
            shown.add(char)
            why = fact("private-kinds", kinds=len(rest), n=sum(kinds[k] for k in rest))
            yield Repair("private", "private", at, char, char, Confidence.POSSIBLE, (why,))
        elif char not in rest and char not in shown:
            shown.add(char)
            why = fact("private", code=f"U+{ord(char):04X}", n=kinds[char])
            yield Repair("private", "private", at, char, char, Confidence.POSSIBLE, (why,))
