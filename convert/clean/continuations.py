"""Articles that go on elsewhere in the same file (转版、接版): the rest is put where the jump line points from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from convert.blocks import Kind, Survey
from convert.blocks.articles import LONGEST, PAGE, RULE
from convert.blocks.heads import value
from convert.blocks.lines import ended
from convert.blocks.marks import JUMP, PAGE_NUMBER, containment, jump_at_end
from convert.facts import Fact, fact
from convert.repair import Confidence, Repair
from convert.settings import CleanSettings
from convert.text import Text

FROM = re.compile(rf"[（(]\s*(?:上[接承]|[紧緊]接)\s*第?\s*(?P<page>{PAGE_NUMBER})\s*版?[^（()）。，]{{0,16}}[)）]\s*")
FOLIO = re.compile(r"(?:第\s*)?([A-Z]?[0-9０-９]{1,3}|[一二三四五六七八九十]{1,3})\s*版|([A-Z]\d{1,2})\s*$")
ALIKE = 0.6  # of the pairs of characters in the repeated title that the article's own heading must hold
WORDS = frozenset((Kind.BODY, Kind.TURN, Kind.ITEM, Kind.DATELINE))


@dataclass(frozen=True, slots=True)
class _Out:
    """Where an article breaks off: its block, the mark's range, the page it names, the page it stands on, its heading."""

    block: int
    mark: tuple[int, int]
    page: str
    on: str | None
    heading: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _In:
    """Where a rest stands: its first and last block, where its words begin, what goes (mark and repeated title), the pages."""

    first: int
    last: int
    start: int
    mark: tuple[int, int]
    page: str
    on: str | None
    title: str


def continuations(text: Text, seen: Survey, settings: CleanSettings) -> Iterator[Repair]:
    """The rest of an article, told by “（上接第一版）”, goes behind its “（下转第三版）”; both marks and a repeated title leave.

    Which rest belongs to which beginning is told by the title that stands over it again and by the pages that both name.
    Where neither decides between two, it is held. Where the other half is not in the file, ``jumps`` says so.
    """
    outs, ins = list(_outs(text, seen)), list(_ins(text, seen))
    for rest in ins:
        fitting = [o for o in outs if o.block < rest.first and _pages(o, rest)]
        named = [o for o in fitting if rest.title and _alike(rest.title, o.heading)]
        chosen = named or fitting
        if not chosen:
            continue
        out = chosen[-1]
        rivals = [i for i in ins if i is not rest and _pages(out, i) and (not i.title or _alike(i.title, out.heading))]
        sure = len(chosen) == 1 and (bool(named) or (not rest.title and not rivals))
        yield from _join(text, seen, out, rest, Confidence.PROBABLE if sure else Confidence.POSSIBLE, bool(named))


def _join(text: Text, seen: Survey, out: _Out, rest: _In, sure: Confidence, named: bool) -> Iterator[Repair]:
    chars = text.chars
    own = seen.blocks[out.block].kind is Kind.JUMP
    left = next((b for b in reversed(seen.blocks[: out.block + (not own)]) if b.kind in WORDS), None)
    if left is None:
        return
    end = out.mark[0] if not own else left.at[1]
    is_open = not ended(chars[left.at[0] : end])
    start = rest.start
    why: list[Fact] = [fact("continues-here", page=rest.page)]
    if named:
        why.append(fact("title-again", title=rest.title))
    if is_open and own:
        cut, to, after = (end, out.mark[1]), end, ""
    elif is_open or own:
        cut, to, after = out.mark, out.mark[0], ""
    else:
        cut, to, after = out.mark, out.mark[1], "\n"
    words = chars[start : seen.blocks[rest.last].at[1]]
    yield Repair("continuations", "jump", cut, chars[slice(*cut)], after, sure, (fact("continued-below", page=out.page),))
    yield Repair("continuations", "jump", rest.mark, chars[slice(*rest.mark)], "", sure, tuple(why))
    yield Repair("continuations", "continued", (start, start + len(words)), words, words, sure, tuple(why), to=to)


def _outs(text: Text, seen: Survey) -> Iterator[_Out]:
    for i, block in enumerate(seen.blocks):
        words = block.words(text.chars)
        m = JUMP.fullmatch(words) if block.kind is Kind.JUMP else jump_at_end(words)
        if m is not None and m["way"][0] == "下":
            mark = (block.at[0] + m.start(), block.at[0] + m.end())
            yield _Out(i, mark, m["page"].strip(), _on(text, seen, i), _heading(text, seen, i))


def _ins(text: Text, seen: Survey) -> Iterator[_In]:
    for i, block in enumerate(seen.blocks):
        words = block.words(text.chars)
        m = FROM.search(words)
        if m is None or (m.start() and m.end() < len(words)):
            continue
        top = i
        while top and m.start() == 0 and i - top < 3 and _titular(text, seen, top - 1) and _near(seen, top, i):
            top -= 1
        below = i if m.end() < len(words) else i + 1
        while below < len(seen.blocks) and below - i < 3 and below > i and _titular(text, seen, below):
            below += 1
        last = _last(text, seen, below)
        if last < below:
            continue
        begin = seen.blocks[top - 1].at[1] if top else block.at[0]
        start = block.at[0] + m.end() if below == i else seen.blocks[below].at[0]
        lines = [seen.blocks[j].words(text.chars) for j in range(top, below)]
        title = "".join(FROM.sub("", w) for w in lines if not JUMP.fullmatch(w))
        yield _In(below, last, start, (begin, start), m["page"].strip(), _on(text, seen, i), title)


def _titular(text: Text, seen: Survey, i: int) -> bool:
    block = seen.blocks[i]
    words = block.words(text.chars)
    return (block.kind is Kind.ARTICLE or (block.kind in (Kind.BODY, Kind.HEAD) and not ended(words))) and (
        len(words) <= LONGEST and not PAGE.fullmatch(words)
    )


def _near(seen: Survey, top: int, mark: int) -> bool:
    """Does the line above ``top`` stand as near as the title's lines above the mark stand to each other?"""
    return top == mark or seen.blocks[top].blank <= seen.blocks[mark].blank


def _last(text: Text, seen: Survey, first: int) -> int:
    """The last block of a rest that begins at ``first``: before the next article, page, rule or jump."""
    i = first
    while i < len(seen.blocks) and seen.blocks[i].kind not in (Kind.ARTICLE, Kind.JUMP, Kind.TITLE):
        words = seen.blocks[i].words(text.chars)
        if PAGE.fullmatch(words) or RULE.fullmatch(words) or (i > first and FROM.search(words)):
            break
        i += 1
    return i - 1


def _heading(text: Text, seen: Survey, i: int) -> tuple[str, ...]:
    """The heading lines above a block: those of its article, or of the whole."""
    at = next((j for j in range(i, -1, -1) if seen.blocks[j].kind in (Kind.ARTICLE, Kind.TITLE)), None)
    if at is None:
        return ()
    kind, top = seen.blocks[at].kind, at
    while top and seen.blocks[top - 1].kind is kind:
        top -= 1
    return tuple(b.words(text.chars) for b in seen.blocks[top : at + 1])


def _on(text: Text, seen: Survey, i: int) -> str | None:
    """The page that a block stands on, by the nearest page's own line above it."""
    for block in reversed(seen.blocks[:i]):
        words = block.words(text.chars)
        if len(words) <= 50 and PAGE.fullmatch(words) and (m := FOLIO.search(words)):
            return m[1] or m[2]
    return None


def _pages(out: _Out, rest: _In) -> bool:
    """Do the pages that both name agree with the pages they stand on, as far as either is known?"""
    return (out.on is None or _same(out.on, rest.page)) and (rest.on is None or rest.on == out.on or _same(rest.on, out.page))


def _same(a: str, b: str) -> bool:
    x, y = (re.sub(r"^0+(?=\d)", "", w.strip().upper()) for w in (a, b))
    return x == y or (value(x) is not None and value(x) == value(y))


def _alike(title: str, heading: tuple[str, ...]) -> bool:
    solid = re.sub(r"[\s　]", "", title)
    return any(containment(solid, re.sub(r"[\s　]", "", h), 2) >= ALIKE for h in heading)
