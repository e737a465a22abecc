"""Notes (注) at a page's foot or a chapter's end, and the marks in the text that call them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict

from convert.blocks.kinds import Found, Kind, Page

MARK = re.compile(
    r"\[\^[^\]\s]{1,12}\]|"
    r"[①-⑳㉑-㊿]|[\[［〔【](?:[注註]?[0-9０-９]{1,3}|[注註]?[一二三四五六七八九十]{1,3})[\]］〕】]|[（(][0-9０-９]{1,2}[)）]|[*＊]{1,3}|[†‡]"
)
SOURCES = re.compile(r"(?:主要)?(?:[参參]考[文书書资資][献獻目料]|引用文[献獻]|[注註][释釋]|尾[注註]|附[注註])")
FAR = 120  # lines that a note may stand below its mark


def notes(page: Page) -> dict[int, Found]:
    """The lines that are notes: each begins with a mark that stands once inside a paragraph above, in the same order.

    Two notes at least, or one under a paragraph that ends with its mark's sentence; a list whose numbers no paragraph cites is
    none, and what stands under a heading of its own (参考文献, 注释) stays there.
    """
    found = ((i, MARK.match(page.words[i])) for i in page.edges if page.free(i) and page.own(i))
    heads = [(i, m) for i, m in found if m is not None and m.end() < len(page.words[i])]
    if not heads:
        return {}
    called: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for i, w in enumerate(page.words):
        if page.kind[i] in (Kind.HEAD, Kind.JUMP, Kind.BREAK):
            continue
        for m in MARK.finditer(w, 1):
            called[m[0]].append((i, m.start()))
    out: dict[int, Found] = {}
    used: set[tuple[int, int]] = set()
    for i, m in heads:
        if _listed(page, i):
            continue
        places = called.get(m[0], [])
        at = bisect_left(places, (i, 0)) - 1
        if at < 0 or places[at] in used or i - places[at][0] > FAR or places[at][0] in out:
            continue
        if m[0][0] in "（([［〔【" and len(places) > 1 and sum(i - FAR <= p[0] < i for p in places) > 1:
            continue  # cited more than once: a list of sources, or a numbering
        line, start = places[at]
        used.add(places[at])
        base = page.lines[line].at[0]
        inner = m.end() + len(page.words[i][m.end() :]) - len(page.words[i][m.end() :].lstrip(" 　、.．：:"))
        out[i] = Found(Kind.NOTE, inner, call=(base + start, base + start + len(m[0])))
    sure = len(out) >= 2 or all(m[0][0] in "①*＊[［〔†" for i, m in heads if i in out)
    return out if sure and len(out) * 2 >= len(heads) else {}


def _listed(page: Page, i: int) -> bool:
    """Does the line stand under a heading of its own?"""
    while i >= 0 and MARK.match(page.words[i]):
        i -= 1
    return i >= 0 and SOURCES.fullmatch(page.words[i].strip("：:【】[]（） 　")) is not None
