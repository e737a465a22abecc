"""The forms of lines that say by themselves what they are: datelines, jump lines, captions, list numbers."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from convert.blocks.heads import value
from convert.text import LINES

DATE = r"(?:\d{2,4}年)?\d{1,2}月\d{1,2}日"
DATELINE = re.compile(
    rf"[【（(]?(?:本[报報刊网網台][讯訊]?|[\u4e00-\u9fffA-Za-z]{{1,10}}?(?:社|[报報]|[网網]|台|[讯訊]|[频頻]道))"
    rf"[\u4e00-\u9fff、·\s]{{0,16}}?{DATE}(?:[电電]|[讯訊]|消息|[专專][电電])[】）)]?(?:[（(][^（()）]{{1,40}}[)）])?[\s　:：]*"
    r"|本[报報刊][\u4e00-\u9fff]{0,6}[讯訊][\s　]*(?:[（(][^（()）]{1,40}[)）])?[\s　]*"
)
PAGE_NUMBER = r"[A-Za-z]?\s?[0-9０-９一二三四五六七八九十]{1,3}"
JUMP = re.compile(
    rf"[（(▶►▷☞→]*\s*(?P<way>下[转轉接]|上[接承]|[紧緊]接|[转轉][载載]?[自至])\s*第?\s*(?P<page>{PAGE_NUMBER})\s*版?[^（()）。，]{{0,12}}[)）]?"
)
_JUMP_AT_END = re.compile(
    rf"(?:[（(]\s*(?P<way>下[转轉接]|上[接承]|[紧緊]接)\s*第?\s*(?P<page>{PAGE_NUMBER})\s*版[^（()）。，]{{0,12}}[)）]\s*)+$"
)
BREAK = re.compile(r"[＊*※✽❈~～—\-=＝_·•◇◆○●☆★#＃…\s　]{3,}|[＊*※]")
CAPTION = re.compile(
    r"(?:[▲△▼↑↓←→]\s*\S|[图圖](?:[为為：]|[一二三四五六七八九十0-9①-⑩]{1,2}[：:　 ]|[说說][：:])|"
    r"[上下左右][图圖][为為：:]|[资資]料[图圖]|[图圖]片[说說][明]|[【\[]?[图圖]片?[】\]：:]|[图圖][／/]\S)"
)
_NAME = r"[\u4e00-\u9fff·]{2,4}"
_CREDIT = re.compile(
    rf"(?:(?:[记記]者|通[讯訊][员員])\s*{_NAME}(?:[\s　、]+{_NAME})?\s*[摄攝](?:影)?(?:[报報]道)?|"
    rf"[摄攝]影?[：:／/]\s*(?:[记記]者)?\s*{_NAME}|"
    rf"(?:^|[\s　（(。！])(?:{_NAME}[\s　]+|(?<=[（(]){_NAME})(?<!拍)[摄攝](?:影)?|"
    r"[\u4e00-\u9fff]{2,8}供[图圖]|[图圖]片?[来來]源[：:].{1,20}|(?:^|[（(])[图圖]片?[：:／/由][^。，；]{1,24}(?:提供)?|"
    r"[（(](?:[资資]料[图圖照]片?|[新]?[华華]社[发發].{0,12}))"
    r"[）)]?$"
)
JUMP_LENGTH = 100  # characters that such lines take
_CREDITED = re.compile("[摄攝图圖照社]")  # none is without
BARE = '，。！？：:；;“”‘’、…—（）()"0-9'
NAME = re.compile(rf"(?![〇一二三四五六七八九十百\s　年月日又闰閏正]+$)[^\s　{BARE}a-zA-Z][^{BARE}]*")
ASKING = re.compile(r"[请請][问問]|[对對]此|那[么麼]")  # how a question begins, not a heading
CROSSHEAD = re.compile(r"[■◆▌▎❖](?=\s*\S)")
BYLINE = re.compile(
    r"(?:[编編][剧劇][\s　：:／/]+[\u4e00-\u9fff·\s　]{2,16}|"
    r"(?:[（(〔\[]\S{1,3}[)）〕\]])?\s*(?:作者|[原]?著者?|[编編]著|[译譯]者|文|撰文|[编編][辑輯])\s*[：:／/]\s*.{1,24}|"
    r"(?:本[报報刊][记記]者|[新]?[华華]社[记記]者|[记記]者)(?![会會问問手])[\s　]*[\u4e00-\u9fff·\s　]{2,24}|"
    r".{2,20}?[\s　]*(?:著|[编編]著|[译譯])\s*)$"
)
LABEL = re.compile(r"(?:[\u4e00-\u9fff]{2,4}[：:]|【[\u4e00-\u9fff]{2,4}】)")  # what a recipe or an entry begins with
FACT_LINE = re.compile(
    r"\W{0,3}(?:[时時][间間]|地[点點]|日期|[来來]源|[发發]布[时時]?[间間]?|字[数數]|[点點][击擊]|[更][新])[：:]"
    r"|\d{1,2}[:：]\d{2}(?!\d)"
)
TITLED = re.compile(
    r"[\[［【]?\s*《(?P<title>[^《》]{1,40})》\s*(?:[（(][^（()）]*[)）])?\s*(?:(?:作者|著者?)[：:／/\s]*|[／/]\s*)?(?P<creator>(?!第)[^\s《》：:][^：:]{0,20}?)?\s*(?:著)?\s*[\]］】]?"
)


class ItemMark(NamedTuple):
    """The number that opens a list item: its style, its value, how many characters it takes."""

    style: str
    number: int
    length: int


ORDINALS = "一二三四五六七八九十"
_ITEMS = tuple(
    (style, re.compile(pattern))
    for style, pattern in (
        ("一是", rf"(?P<n>[{ORDINALS}])(?:是|要|[来來])[，,]?"),
        ("第一，", rf"第(?P<n>[{ORDINALS}])[，,：:、是]"),
        ("其一", rf"其(?P<n>[{ORDINALS}])[，,：:、]?"),
        ("一、", rf"(?P<n>[{ORDINALS}]{{1,2}})、"),
        ("（一）", rf"[（(](?P<n>[{ORDINALS}]{{1,2}})[)）]"),
        ("1.", r"(?P<n>\d{1,2})[.．、](?!\d)"),
        ("（1）", r"[（(](?P<n>\d{1,2})[)）]"),
        ("①", r"(?P<n>[①-⑳])"),
        ("首先", r"(?P<n>首先|其次|再次|[最]后|最後)[，,]"),
    )
)
NUMBERED = re.compile(rf"[{ORDINALS}\d第其（(①-⑳首再最]")  # what any of these begins with
_FIRST = {"首先": 1, "其次": 2, "再次": 3}


def jump_at_end(words: str) -> re.Match[str] | None:
    """The jump line (转版) that a block ends with, in brackets.

    >>> jump_at_end("全文见第三版。（下转第三版）")["page"], jump_at_end("他走了（又回来）")
    ('三', None)
    """
    return _JUMP_AT_END.search(words, max(0, len(words) - JUMP_LENGTH)) if words.endswith((")", "）")) else None


def credit(words: str) -> re.Match[str] | None:
    """Whom or what a line's end names as a picture's source (署名), if it does.

    >>> credit("渡口的黄昏。本报记者 何文 摄")[0], credit("他看了看天。")
    ('记者 何文 摄', None)
    """
    return _CREDIT.search(words) if _CREDITED.search(words) else None


@lru_cache(maxsize=LINES)
def item(words: str) -> ItemMark | None:
    """The number a line opens with, if it opens with one.

    >>> item("二是要稳住粮价。"), item("第三，修路。").number, item("三五、十二").number, item("一个人走着。")
    (ItemMark(style='一是', number=2, length=2), 3, 35, None)
    """
    for style, pattern in _ITEMS:
        m = pattern.match(words)
        if m:
            n = m["n"]
            if style == "首先":
                number = _FIRST.get(n, 0)
            elif "①" <= n <= "⑳":
                number = ord(n) - ord("①") + 1
            else:
                number = value(n) or 0
            return ItemMark(style, number, m.end())
    return None


def containment(words: str, other: str, n: int = 3) -> float:
    """How much of ``words`` stands in ``other``: the share of its runs of ``n`` characters.

    >>> containment("三月八日举行记者会", "三月八日在梅地亚举行记者会")
    0.7142857142857143
    """
    mine = {words[i : i + n] for i in range(len(words) - n + 1)}
    if not mine:
        return 0.0
    return len(mine & {other[i : i + n] for i in range(len(other) - n + 1)}) / len(mine)
