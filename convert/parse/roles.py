"""What each line of a heading group (题组) is: kicker 引题, headline 主题, deck 副题, byline 署名."""

from __future__ import annotations

import re
from collections.abc import Sequence

from convert.blocks.articles import BYLINE, STAMP
from convert.blocks.lines import han
from convert.blocks.marks import BYLINE as SIGNED
from convert.blocks.persons import NAME, named
from convert.tree import HeadRole

DASHES = ("——", "--", "──", "－－", "—")
OFFICE = re.compile(  # 县长　王大山
    r"[\u4e00-\u9fff]{0,14}(?:[长長]|主任|[书書][记記]|主席|[总總]理|代表|委[员員]|教授|院士|[总總]裁|[经經]理|研究[员員])"
    rf"[ 　]+{NAME.pattern}"
)
SAID = re.compile(r"(?P<deck>副[题題]\s*[：:])|(?P<kicker>(?:引|肩|眉)[题題]\s*[：:])")
COLUMN = re.compile(  # a column's name (栏目) above a headline
    r"[\u4e00-\u9fff]{0,4}(?:[闻聞讯訊评評谈談论論]|[观觀]察|随[笔筆]|漫[笔筆]|速[览覽]|副刊|[专專][栏欄题題版]|[热熱][点點]|[关關]注|[头頭][条條]|[触觸]目|版|周刊|天地|之[窗声])|"
    r"[【\[].{2,10}[】\]]|.{2,8}[：:]$"
)


def signs(words: str, first: bool = False) -> bool:
    """Does the line say who wrote or spoke, or where it comes from? The first line of a group is no bare name.

    >>> signs("文／林舟"), signs("县长　王大山"), signs("林小雨"), signs("白雪", first=True)
    (True, True, True, False)
    """
    if SIGNED.match(words) or BYLINE.fullmatch(words):
        return True
    return not first and any((named(words), OFFICE.fullmatch(words), STAMP.fullmatch(words)))


def roles(lines: Sequence[str]) -> list[HeadRole]:
    """The role of each line of an article's heading group; exactly one headline where there is a line for it.

    A line that ends in —— leads to the headline below it, one that begins with —— explains the one above. Without such a
    sign the middle one of three is the headline; of two the first, unless it is a column's name or looks longer and has the
    comma that a kicker has.

    >>> [r.value for r in roles(["凝心聚力谋发展——", "重点项目集中开工", "总投资三百亿元", "本报记者　何文"])]
    ['kicker', 'headline', 'deck', 'byline']
    >>> [r.value for r in roles(["港聞", "颱風逼近　料今晚改發八號波"])]
    ['kicker', 'headline']
    """
    out = [HeadRole.BYLINE if signs(w, first=i == 0) else None for i, w in enumerate(lines)]
    for i, w in enumerate(lines):
        if out[i] is None and (said := SAID.match(w)):
            out[i] = HeadRole.DECK if said["deck"] else HeadRole.KICKER
        elif out[i] is None and w.endswith(DASHES) and i + 1 < len(lines):
            out[i] = HeadRole.KICKER
        elif out[i] is None and w.startswith(DASHES) and i:
            out[i] = HeadRole.DECK
    rest = [i for i, r in enumerate(out) if r is None]
    head = _headline([lines[i] for i in rest], led=HeadRole.KICKER in out) if rest else -1
    for n, i in enumerate(rest):
        out[i] = HeadRole.HEADLINE if n == head else HeadRole.KICKER if n < head else HeadRole.DECK
    return [r or HeadRole.DECK for r in out]


def _headline(rest: Sequence[str], led: bool) -> int:
    """Which of the lines that bear no sign is the headline; ``led``: a kicker stands above them already."""
    if len(rest) == 1 or led:
        return 0
    if len(rest) == 2:
        first, second = rest
        column = COLUMN.fullmatch(first) is not None and han(first) <= 6 and not COLUMN.fullmatch(second)
        return int(column or (len(first) > len(second) + 2 and "，" in first and "，" not in second))
    return 1
