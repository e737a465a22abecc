"""Headings that have run into the paragraph before or behind them (标题粘连), and paragraphs on one endless line."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from convert.blocks import Block, Kind, Survey
from convert.blocks.heads import Heading, candidate
from convert.blocks.labels import ASKER
from convert.blocks.labels import candidate as speaker
from convert.blocks.lines import finished, han
from convert.blocks.marks import ASKING
from convert.facts import fact
from convert.repair import Confidence, Repair
from convert.settings import CleanSettings
from convert.text import Text

NUMBERED = (
    r"(?:第[〇零一二三四五六七八九十百千两兩0-9０-９ 　]{1,9}[章回节節篇]|[一二三四五六七八九十]{1,3}、|"
    "[（(][一二三四五六七八九十]{1,3}[)）]|楔子|引子|前言|序|序章|尾声|尾聲|后记|後記)"
)
WORDS = r"[^\s　。！？，；：\n「“]"
BEHIND = re.compile(
    rf"(?<=[。！？…”』」）；])(?P<gap>[ 　]*(?:正文[ 　]*)?)(?P<head>{NUMBERED}[^。！？，；\n]{{0,36}})$",
    re.M,
)
COUNTED = re.compile(
    r"(?<=[。！？…”』」）])(?P<gap>[ 　]*)(?P<head>[0-9]{1,2}[.．、][ 　]?[^0-9\s。！？，；][^。！？，；\n]{1,30})$", re.M
)
FIRST = re.compile(r"(?P<gap>[ 　]*)(?P<head>第[ 　]?[一1１壹][ 　]?[章回节節篇][^。！？，；\n]{0,36})$", re.M)
TOP = re.compile(rf"(?P<title>{WORDS}{{2,20}}?){FIRST.pattern}", re.M)
BEFORE = re.compile(
    rf"^[ 　]*(?P<head>{NUMBERED}(?:[ 　]*(?P<one>{WORDS}{{1,18}})(?:[ 　]+(?P<two>{WORDS}{{4,11}}))??)??)(?P<gap>[ 　]+)"
    r"(?=[「“]|[^\s　。！？\n]{7,}[，。！？])",
    re.M,
)
INDENT = re.compile(r"　　(?=\S)")
LINE = 1500  # characters: no paragraph is as long, and one in so many must be told by its indent
SHORT = 150  # characters of a file that is one line
CLOSED = frozenset("。！？…”’」』")
ASKED = re.compile(r"(?P<head>[^\s　。，；：:“”]{4,30})(?P<gap>[ 　]+)(?P<turn>[^\s　。，；]{1,24}[：:])")
TAIL = re.compile(r"(?<=[。！？”』」）])(?P<head>[^\s　。！？，；：“”]{4,30}[？！]?)$")


def glued(text: Text, seen: Survey, settings: CleanSettings) -> Iterator[Repair]:
    """A heading glued to a paragraph's end or beginning gets its own line, where its number is the one missing there.

    The number must follow the heading of its kind before and come before the one behind: prose that speaks of 第三章 does
    not. A crosshead without a number is told by its place: an open end behind a full stop, right before a question, in a
    text whose other questions have their crossheads. A speech glued to the one before is told by its label, word for word as
    it opens others. Paragraphs on one endless line are parted where their indents show.
    """
    found = [*_endless(text, seen)] or [
        *_numbered(text, seen),
        *_crossheads(text, seen),
        *_run_in(text, seen),
        *_speeches(text, seen),
    ]
    yield from sorted(found, key=lambda r: r.at)


def _endless(text: Text, seen: Survey) -> Iterator[Repair]:
    whole = len(text.chars.strip())
    for block in seen.blocks:
        length = block.at[1] - block.at[0]
        alone = length * 5 >= whole * 4 and length >= SHORT
        gaps = list(INDENT.finditer(text.chars, *block.at)) if length >= LINE or alone else []
        closed = sum(text.chars[m.start() - 1] in CLOSED for m in gaps)
        if gaps and len(gaps) * LINE >= length and (length >= LINE or (len(gaps) >= 3 and closed * 2 >= len(gaps))):
            why = (fact("indent-inside", n=len(gaps)),)
            for m in gaps:
                yield Repair("glued", "glued", m.span(), m[0], "\n", Confidence.PROBABLE, why)


def _numbered(text: Text, seen: Survey) -> Iterator[Repair]:
    # not only what has proved a heading already: a series with a hole, where one is glued, proves nothing yet
    known = [(b.at[0], h) for b in seen.blocks if (h := b.heading or candidate(b.words(text.chars)))]
    matches = [*BEHIND.finditer(text.chars), *COUNTED.finditer(text.chars), *BEFORE.finditer(text.chars)]
    top = TOP.match(text.chars, *seen.blocks[0].at) if seen.blocks else None
    matches += [top] if top else []
    matches += [m for b in seen.blocks if b.heading and (m := _below_volume(text.chars, b))]
    read = [(m, h) for m in matches if _whole(m) and (h := candidate(m["head"]))]
    row = sorted([*known, *((m.start("head"), h) for m, h in read)], key=lambda p: p[0])
    for m, h in read:
        fit = _fits(row, m.start("head"), h)
        if fit is not None and (m is not top or fit[1] == 2):  # else the title speaks of a first chapter that stands below
            why = (
                fact("number-fits", before=fit[0], number=h.number, after=fit[1]) if h.number else fact("name-fits", name=h.label)
            )
            yield Repair("glued", "glued", m.span("gap"), m["gap"], "\n", Confidence.PROBABLE, (why,))


def _below_volume(chars: str, block: Block) -> re.Match[str] | None:
    """The first chapter's heading on the line of its volume's."""
    m = FIRST.search(chars, block.at[0] + 2, block.at[1])
    volume, chapter = (candidate(chars[block.at[0] : m.start("gap")]), candidate(m["head"])) if m else (None, None)
    return m if volume and chapter and volume.rank < chapter.rank else None


def _whole(m: re.Match[str]) -> bool:
    """Are the two halves of a couplet of one length? Else the second is the paragraph's."""
    found = m.groupdict()
    return not found.get("two") or len(found["one"]) == len(found["two"])


def _fits(row: list[tuple[int, Heading]], at: int, h: Heading) -> tuple[int, int] | None:
    """The numbers before and behind, if this one belongs between them; a name (后记) needs only other headings."""
    if len(row) < 3:
        return None
    if h.form == "name":
        return (0, 0) if any(other.form != "name" for _, other in row) else None
    same = [(p, o.number) for p, o in row if o.form == h.form]
    i = bisect_left(same, (at, h.number))
    before = same[i - 1][1] if i else 0
    after = same[i + 1][1] if i + 1 < len(same) else h.number + 1
    higher = any(o.rank < h.rank and (same[i - 1][0] if i else -1) < p < at for p, o in row)
    begins = h.number == 1 and (i == 0 or higher)
    return (before, after) if (before + 1 == h.number or begins) and after in (h.number, h.number + 1, 1) else None


def _crossheads(text: Text, seen: Survey) -> Iterator[Repair]:
    """插题 at the end of the answer before it."""
    asked = [(a, b) for a, b in pairwise(seen.blocks) if b.kind is Kind.TURN and b.label is not None and b.label.asks]
    headed = sum(a.kind is Kind.HEAD for a, _ in asked)
    if headed < 2 or headed * 3 < len(asked):
        return
    for a, _ in asked:
        m = TAIL.search(text.chars, a.at[0], a.at[1]) if a.kind in (Kind.BODY, Kind.TURN, Kind.ITEM, Kind.HEAD) else None
        if m and a.kind is Kind.HEAD and text.chars[m.start() - 1] != "。":
            continue  # a heading may quote: “最难”的是什么
        if m and han(m["head"]) >= 4 and not ASKING.match(m["head"]) and (not finished(m["head"]) or m["head"][-1] in "？！"):
            why = (fact("crosshead-fits", n=headed, of=len(asked)),)
            yield Repair("glued", "glued", (m.start(), m.start()), "", "\n", Confidence.PROBABLE, why)


def _run_in(text: Text, seen: Survey) -> Iterator[Repair]:
    """插题 before the speaker on one line, a wide gap between: twice at least."""
    found = [
        m for b in seen.blocks if (m := ASKED.match(text.chars, *b.at)) and (label := speaker(m["turn"])) and ASKER.search(label)
    ]
    if len(found) >= 2:
        for m in found:
            yield Repair(
                "glued", "glued", m.span("gap"), m["gap"], "\n", Confidence.PROBABLE, (fact("label-behind", n=len(found)),)
            )


def _speeches(text: Text, seen: Survey) -> Iterator[Repair]:
    """Speakers' labels behind a sentence's end: the very words that open speeches on lines of their own, three at least.

    Nobody follows himself: there a sentence stands twice, with its label.
    """
    turns = [b for b in seen.blocks if b.kind is Kind.TURN and b.inner < b.at[1]]
    times = Counter(text.chars[b.at[0] : b.inner] for b in turns)
    known = [label for label, n in times.items() if n >= 3 and label[-1] in "：:　" and len(label) >= 3]
    if not known:
        return
    glued_on = re.compile(rf"(?<=[。！？…”』」）〕])(?:{'|'.join(map(re.escape, sorted(known, key=len, reverse=True)))})(?=\S)")
    for b in seen.blocks:
        if b.kind not in (Kind.TURN, Kind.BODY, Kind.DIRECTION):
            continue
        speaks = text.chars[b.at[0] : b.inner]
        for m in glued_on.finditer(text.chars, b.inner + 1, b.at[1]):
            before, above, speaks = text.chars[b.inner : m.start()], speaks, m[0]
            if above != speaks and all(before.count(a) == before.count(z) for a, z in ("“”", "「」", "『』", "（）")):
                why = (fact("label-opens", label=m[0].rstrip("：:　"), n=times[m[0]]),)
                yield Repair("glued", "glued", (m.start(), m.start()), "", "\n", Confidence.PROBABLE, why)
