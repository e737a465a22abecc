"""Straight quotes (直引号), which do not say whether they open or close."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from convert.blocks import Survey
from convert.blocks.lines import han
from convert.facts import fact
from convert.repair import Confidence, Repair
from convert.settings import CleanSettings
from convert.text import Text

STRAIGHT = re.compile(r"\"|(?<![A-Za-z0-9])'|'(?![A-Za-z0-9])")  # but no apostrophe: don't, O'Neill, '98
STYLES = {"“": ("“”", "‘’"), "「": ("「」", "『』"), "『": ("『』", "「」")}
LETTERS = re.compile("[A-Za-z]")
CODE = re.compile(r"[=\\{}<>]\s*[\"']|[\"']\s*[=\\{}<>;]")
NOT_AFTER = frozenset("：:（(“‘「『《〈、\"'")  # a quote that closes never stands behind one of these …
NOT_BEFORE = frozenset("，。！？；：、）)”’」』》〉…,.!?;: \u3000")  # … nor one that opens before one of these
OPENS = frozenset("：:，。！？；、…—（(《“‘「『 \u3000\"'")  # what an opening one stands behind, if no word
CLOSES = frozenset("，。！？；：、…—）)》”’」』\"'")  # what a closing one stands before, if no word
ENDS = frozenset("。！？…，—～.!?")  # and what it stands behind
QUOTED = 20  # characters of a phrase or a line of verse that is quoted without any mark beside it


def quotes(text: Text, seen: Survey, settings: CleanSettings) -> Iterator[Repair]:
    """Straight quotes become the pair that the text uses, where a paragraph's pair exactly.

    They alternate, open before words and close behind them; a speech of several paragraphs may open each anew and close only
    the last. Where they do not pair nothing is changed, and one note for the paragraph says so. Not in Latin or in code.
    """
    chars = text.chars
    if '"' not in chars and "'" not in chars:
        return
    double, single = STYLES[max("“「『", key=chars.count)]
    words = [block.words(chars) for block in seen.blocks]
    for i, (block, w) in enumerate(zip(seen.blocks, words, strict=True)):
        found = [m.start() for m in STRAIGHT.finditer(w)]
        if not found or han(w) <= len(LETTERS.findall(w)) or CODE.search(w):
            continue
        goes_on = words[i + 1].startswith(('"', double[0])) if i + 1 < len(words) else False
        for mark, pair in (('"', double), ("'", single)):
            at = [p for p in found if w[p] == mark]
            odd = len(at) % 2 == 1 and not (mark == '"' and goes_on)
            if at and (odd or not _pairs(w, at, pair)):
                start = block.at[0] + at[0]
                note = fact("unpaired", n=len(at))
                yield Repair("quotes", "quote", (start, start + 1), mark, mark, Confidence.POSSIBLE, (note,))
            elif at:
                why = (fact("paired", n=len(at)),)
                for n, p in enumerate(at):
                    start = block.at[0] + p
                    yield Repair("quotes", "quote", (start, start + 1), mark, pair[n % 2], Confidence.PROBABLE, why)


def _pairs(w: str, at: Sequence[int], pair: str) -> bool:
    """Can every other one open, and the rest close; do curled ones of the same kind keep out of their way?"""
    for n, p in enumerate(at):
        before, after = w[p - 1 : p] if p else "", w[p + 1 : p + 2]
        if n % 2 == 0 and (not after or after in NOT_BEFORE or (before.isascii() and before.isalnum())):
            return False
        if n % 2 == 1 and (before in NOT_AFTER or (after.isascii() and after.isalnum())):
            return False
        if n % 2 == 1 and not _marked(w, at[n - 1], p):
            return False
    for opening, closing in zip(at[::2], at[1::2], strict=False):
        inside, ahead = w[opening:closing], w[:opening]
        if inside.count(pair[0]) != inside.count(pair[1]) or ahead.count(pair[0]) != ahead.count(pair[1]) or pair[0] in inside:
            return False
    return True


def _marked(w: str, opening: int, closing: int) -> bool:
    """Does a mark show on which side the words of a pair stand? A phrase or a line of verse may be quoted without any."""
    inside = w[opening + 1 : closing]
    shown = opening == 0 or w[opening - 1] in OPENS or closing + 1 == len(w) or w[closing + 1] in CLOSES or inside[-1:] in ENDS
    return shown or (len(inside) <= QUOTED and not re.search("[。！？；：]", inside))
