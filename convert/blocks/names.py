"""Headings that are a name alone (篇名、菜名、插题): told by form and place all through the text."""

from __future__ import annotations

from convert.blocks import marks
from convert.blocks.articles import signed
from convert.blocks.kinds import STRUCTURAL, Found, Kind, Page
from convert.blocks.lines import GAP_MARKS, ended, han
from convert.blocks.persons import named

TOP = 4  # lines among which an author's name stands
LONGEST = 14  # characters of a name
PARAGRAPH = 20  # Han that the paragraph below a name has at least


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
    top = next((i for i, k in enumerate(page.kind) if k in STRUCTURAL or ended(words[i])), 0)
    bare = [i for i in range(max(1, top - 1), len(words) - 1) if _bare(page, i)]
    placed = [i for i in bare if page.free(i + 1) and han(words[i + 1]) >= PARAGRAPH and _behind(page, i - 1)]
    bare = [i for i in bare if i >= top or i in placed[:1]]
    often = len(words) <= 40 * len(placed) if len(placed) >= 8 else len(words) <= 25 * len(placed)
    different = len({words[i] for i in placed}) * 10 >= 9 * len(placed)
    if len(placed) >= 3 and often and different and len(placed) * 20 >= len(bare) * 19:
        return {i: Found(Kind.HEAD) for i in placed}
    return {}


def labelled(page: Page) -> dict[int, Found]:
    """Names that each stand above the same label: 原料：, 地址：, 【释义】.

    The label must stand three times, and nowhere but below such a name, what stands above being finished; above the first
    there may be the text's title.
    """
    below: dict[str, list[int]] = {}
    for i, w in enumerate(page.words):
        if page.kind[i] in (Kind.BODY, Kind.ITEM) and (m := marks.LABEL.match(w)):
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
    return bool(marks.NAME.fullmatch(w)) and short(w) and not (marks.CREDIT.search(w) or signed(w))


def _apart(page: Page, i: int) -> bool:
    return _behind(page, i - 1) or page.lines[i].blank > page.lines[i + 1].blank


def _behind(page: Page, i: int) -> bool:
    w = page.words[i]
    author = 0 < i < TOP and (signed(w) or named(w) or marks.BYLINE.match(w) is not None)
    return page.kind[i] in STRUCTURAL or ended(w) or author
