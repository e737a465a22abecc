"""Headings that are a name or a number alone (篇名、菜名、插题、序码): told by form and place all through the text."""

from __future__ import annotations

import re
from itertools import pairwise

from convert.blocks import marks
from convert.blocks.articles import signed
from convert.blocks.heads import value
from convert.blocks.kinds import STRUCTURAL, Found, Kind, Page
from convert.blocks.letters import DATED
from convert.blocks.lines import GAP_MARKS, ended, han
from convert.blocks.persons import named

TOP = 4  # lines among which an author's name stands
LONGEST = 14  # characters of a name
PARAGRAPH = 20  # Han that the paragraph below a name has at least
NUMBER = re.compile(r"[（(]?(?P<num>[〇一二三四五六七八九十]{1,3}|[0-9０-９]{1,2})[)）]?")
WORDED = 20  # characters of a title in the place of others
QUOTED = re.compile("“[^“”]+”|‘[^‘’]+’|「[^「」]+」|『[^『』]+』|《[^《》]+》")


def short(words: str, longest: int = 36) -> bool:
    """Could a line be a heading by its form: short, not ended?

    >>> short("旧书摊"), short("他走了。"), short("凝心聚力——")
    (True, False, True)
    """
    if not words or len(words) > longest or words.endswith(GAP_MARKS):
        return False
    return words[-1] not in "。；，、：:,;…—" or words.endswith("——")


def names(page: Page) -> dict[int, Found]:
    """Names above paragraphs (a tale's, an essay's, a crosshead's), where form and place agree all through the text.

    Form: a few characters, no mark. Place: behind a finished block or the author's name, before a paragraph. Nearly every
    such line must stand so, and one must come every few paragraphs; cast lists, tables and lines of verse do not. Of the
    title's own lines at the top only the last may be a name.
    """
    words = page.words
    top = next((i for i, k in enumerate(page.kind) if k in STRUCTURAL or ended(words[i]) or "。" in words[i]), 0)
    bare = [i for i in range(max(1, top - 1), len(words) - 1) if _bare(page, i)]
    placed = [i for i in bare if _prose(page, i + 1) and _behind(page, i - 1)]
    bare = [i for i in bare if i >= top or i in placed[:1]]
    often = len(words) <= 40 * len(placed) if len(placed) >= 8 else len(words) <= 25 * len(placed)
    different = len({words[i] for i in placed}) * 10 >= 9 * len(placed)
    if len(placed) >= 3 and often and different and len(placed) * 20 >= len(bare) * 19:
        return {i: Found(Kind.HEAD) for i in [*placed, *_alike(page, placed)]}
    return {}


def _alike(page: Page, placed: list[int]) -> list[int]:
    """Titles with marks (谁在敲门？ “慢船去，慢船归”) that blank lines set apart as they do all the names, and nothing else."""
    usual = {page.lines[i].blank for i, w in enumerate(page.words) if i - 1 not in placed and ended(w)}
    apart = min(min(page.lines[i].blank, page.lines[i + 1].blank) for i in placed)
    if apart < 1 or 0 not in usual:
        return []
    return [
        i
        for i in range(placed[0] + 1, len(page.words) - 1)
        if i not in placed and page.free(i) and _worded(page.words[i])
        and min(page.lines[i].blank, page.lines[i + 1].blank) >= apart
        and page.free(i + 1) and han(page.words[i + 1]) >= PARAGRAPH and _behind(page, i - 1)
    ]  # fmt: skip


def _worded(words: str) -> bool:
    """Is it a title's words: short, what it quotes whole, no mark outside but ？ or ！ at the end?"""
    bare = QUOTED.sub("", words).rstrip("？！?!")
    return short(words, WORDED) and not DATED.search(words) and not set(marks.BARE) - set("0123456789") & set(bare)


def numerals(page: Page) -> dict[int, Found]:
    """Numbers alone on their lines (一 / 1 / （一）) that count the sections of a story, an essay.

    They count from one without a hole, begin anew only at one, stand behind what is finished, and each has words below. A
    page's number also stands alone: so for digits the first must follow a title, as none of a page's words stand above it,
    and there must be three.
    """
    last = len(page.words) - 1
    found = [(i, value(m["num"]) or 0) for i, w in enumerate(page.words) if len(w) <= 5 and (m := NUMBER.fullmatch(w)) and i]
    digits = any(page.words[i].strip("（()）")[:1].isdecimal() for i, _ in found)
    if len(found) < 2 + digits or found[0][1] != 1 or any(n not in (1, before + 1) for (_, before), (_, n) in pairwise(found)):
        return {}
    for i, n in found:
        above, heads = page.words[i - 1], page.kind[i - 1] in STRUCTURAL
        begins = heads or (ended(above) and not (digits and n == 1)) or (n == 1 and short(above) and i <= TOP)
        worded = i < last and page.kind[i + 1] in (Kind.BODY, Kind.TURN) and not NUMBER.fullmatch(page.words[i + 1])
        if not (page.free(i) and page.own(i) and begins and worded):
            return {}
    return {i: Found(Kind.HEAD) for i, _ in found}


def above_parts(page: Page) -> dict[int, Found]:
    """What stands above 其一 names the poems that follow."""
    return {
        i: Found(Kind.HEAD)
        for i, (w, below) in enumerate(pairwise(page.words))
        if i and below.startswith("其一") and page.kind[i + 1] is Kind.HEAD and page.free(i) and short(w, LONGEST)
        and (page.kind[i - 1] in STRUCTURAL | {Kind.VERSE, Kind.NOTE} - {Kind.TITLE} or ended(page.words[i - 1]))
    }  # fmt: skip


def labelled(page: Page) -> dict[int, Found]:
    """Names that each stand above the same label: 原料：, 地址：, 【释义】.

    The label must stand three times, and nowhere but below such a name, what stands above being finished; above the first
    there may be the text's title.
    """
    below: dict[str, list[int]] = {}
    for i in page.edges:
        if page.kind[i] in (Kind.BODY, Kind.ITEM) and (m := marks.LABEL.match(page.words[i])):
            below.setdefault(m[0], []).append(i - 1)
    out: dict[int, Found] = {}
    for at in below.values():
        different = len({page.words[i] for i in at}) == len(at)
        if len(at) >= 3 and different and at[0] > 0 and all(_bare(page, i) and (i == at[0] or _apart(page, i)) for i in at):
            out.update({i: Found(Kind.HEAD) for i in at})
    return out


def _bare(page: Page, i: int) -> bool:
    w = page.words[i]
    if not page.free(i) or not page.own(i) or page.full[i] or len(w) > LONGEST:
        return False
    return bool(marks.NAME.fullmatch(w)) and short(w) and not (marks.credit(w) or DATED.search(w) or signed(w))


def _prose(page: Page, i: int) -> bool:
    """Does a paragraph stand here, or the first number of its own sections?"""
    first = page.kind[i] is Kind.HEAD and (m := NUMBER.fullmatch(page.words[i])) and value(m["num"]) == 1
    return bool(first) or (page.free(i) and han(page.words[i]) >= PARAGRAPH)


def _apart(page: Page, i: int) -> bool:
    return _behind(page, i - 1) or page.lines[i].blank > page.lines[i + 1].blank


def _behind(page: Page, i: int) -> bool:
    w = page.words[i]
    author = 0 < i < TOP and (signed(w) or named(w) or marks.BYLINE.match(w) is not None)
    return page.kind[i] in STRUCTURAL or ended(w) or author or DATED.fullmatch(w) is not None


NAMED = (above_parts, numerals, names, labelled)  # in this order: a name may stand above a first number
