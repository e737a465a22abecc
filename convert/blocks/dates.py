"""Dates that head the entries of a diary (日记)."""

from __future__ import annotations

import re

from convert.blocks.kinds import Found, Kind, Page
from convert.blocks.lines import ended, han

NUMBER = "(?:[0-9０-９]{1,2}|[一二三四五六七八九十廿正冬腊臘]{1,3})"
DAY = re.compile(
    r"(?:(?:[0-9０-９]{4}|[〇零○一二三四五六七八九十]{2,4}|[\u4e00-\u9fff]{2}[〇一二三四五六七八九十元]{1,3})年[ 　]*)?"
    rf"{NUMBER}月[ 　]*初?{NUMBER}[日号號]?"
    r"(?:[ 　，,]*[（(]?(?:星期|礼拜|禮拜|[周週])[一二三四五六日天][)）]?)?(?:[ 　，,]+[^。！？；：，]{0,10})?"
)
YEAR = re.compile(r"(?:[0-9]{4}|[〇零○一二三四五六七八九]{4})年")  # of a chronicle
ENTRIES = 3


def dates(page: Page) -> dict[int, Found]:
    """Lines that are a date, perhaps with the weekday and the weather, each above its entry; three at least.

    A date below a letter signs it: there what stands above is a name and no finished sentence.
    """
    return {**_entries(page, DAY), **_entries(page, YEAR)}


def _entries(page: Page, form: re.Pattern[str]) -> dict[int, Found]:
    short = ((i, w) for i in page.edges if page.free(i) and len(w := page.words[i]) <= 32)
    bare = [i for i, w in short if w[0] in START and form.fullmatch(w)]
    if len(bare) < ENTRIES:
        return {}
    heads = [i for i in bare if _above(page, i) and _entry(page, i + 1)]
    sure = len(heads) >= ENTRIES and len(heads) * 10 >= 8 * len(bare) and len({page.words[i] for i in heads}) == len(heads)
    return {i: Found(Kind.HEAD) for i in heads} if sure else {}


START = frozenset("0123456789０１２３４５６７８９〇零○一二三四五六七八九十正冬腊臘民光宣同咸道嘉乾雍康")


def _above(page: Page, i: int) -> bool:
    """The first entry stands below the title; the others below an entry's end."""
    return i <= 3 or not page.free(i - 1) or ended(page.words[i - 1])


def _entry(page: Page, i: int) -> bool:
    return i < len(page.words) and page.free(i) and (han(page.words[i]) >= 10 or ended(page.words[i]))
