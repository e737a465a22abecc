"""Headings that have run into the paragraph before or behind them (标题粘连)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from convert.blocks import Kind, Survey
from convert.blocks.heads import NUMERAL, value
from convert.facts import fact
from convert.repair import Confidence, Repair
from convert.settings import CleanSettings
from convert.text import Text

# behind a sentence's end: 第N章 and a title, up to the line's end or the wide gap that parts it from the text
HEADING = re.compile(
    r"(?:^|(?<=[。！？…”』」）]))(?P<gap>[ 　]*(?:正文[ 　]*)?)"
    rf"(?P<head>第(?P<num>{NUMERAL}{{1,9}}?)[章回](?:[^。！？，；\n]{{0,36}}$|[^。！？，；\n]{{0,36}}?(?=　　)))",
    re.M,
)
INDENT = re.compile(r"(?<=[。！？…”』」）])　　(?=\S)(?!第[〇零一二三四五六七八九十百千0-9]{1,6}[章回])")
LINE = 1500  # characters: no paragraph is as long, and one in so many must be told by its indent


def glued(text: Text, seen: Survey, settings: CleanSettings) -> Iterator[Repair]:
    """A heading at a paragraph's end begins its own line, where its number is the one that is missing there.

    The number must follow the heading before and come before the one behind: prose that speaks of 第三章 does not.
    Paragraphs that stand on one endless line are parted where their indents still show.
    """
    yield from sorted([*_headings(text, seen), *_paragraphs(text, seen)], key=lambda r: r.at)


def _headings(text: Text, seen: Survey) -> Iterator[Repair]:
    heads = [
        (b.at[0], b.heading.number) for b in seen.blocks if b.kind is Kind.HEAD and b.heading and b.heading.form == "chapter"
    ]
    found = []
    for m in HEADING.finditer(text.chars):
        number = value(m["num"])
        if number is not None:
            found.append((m, number))
    known = sorted([*heads, *((m.start("head"), n) for m, n in found)])
    numbers = [n for _, n in known]
    for m, n in found:
        at = known.index((m.start("head"), n))
        before = numbers[at - 1] if at else 0
        after = numbers[at + 1] if at + 1 < len(numbers) else n + 1
        if before + 1 != n or after not in (n, n + 1, 1) or (len(known) < 3):
            continue
        why = (fact("number-fits", before=before, number=n, after=after),)
        if m.start() and text.chars[m.start() - 1] != "\n":
            yield Repair("glued", "glued", m.span("gap"), m["gap"], "\n", Confidence.PROBABLE, why)
        end = m.end("head")
        if text.chars[end : end + 2] == "　　":
            yield Repair("glued", "glued", (end, end + 2), "　　", "\n", Confidence.PROBABLE, why)


def _paragraphs(text: Text, seen: Survey) -> Iterator[Repair]:
    """A book on one line whose paragraphs are still told by the wide indent behind a sentence's end."""
    for block in seen.blocks:
        if block.at[1] - block.at[0] < LINE:
            continue
        gaps = list(INDENT.finditer(text.chars, *block.at))
        if len(gaps) * LINE >= block.at[1] - block.at[0]:
            for m in gaps:
                yield Repair("glued", "glued", m.span(), m[0], "\n", Confidence.PROBABLE, (fact("indent-inside", n=len(gaps)),))
