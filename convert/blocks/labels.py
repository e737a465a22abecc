"""Speakers' labels (说话人): “某某：” at the beginning of a line, and when such a thing is one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from convert.blocks.told import labelled
from convert.text import LINES

LABEL = re.compile(
    r"(?P<label>(?:[^\s：:，。！？；、“”‘’…—（(《》]|《[^《》]{1,12}》|[（(][^（()）]{1,14}[)）]|"
    r"(?<=[记記]者)[ 　](?=\S{2,4}[：:])"
    r"|(?<=[持言发發]人)[ 　](?=\S{2,4}[：:])){1,26})[：:](?!//)"
)
NAMED = r"(?:[（(].*[)）]|[ 　]?[\u4e00-\u9fff·]{2,4})?$"
ASKER = re.compile(
    rf"(?:[记記]者[问問]?|主持人?|网友|網友|[观觀][众眾]|[学學]生|听众|聽眾){NAMED}|^\d{{0,3}}[.、]?\s?(?:[提發发]?[问問]|Q\d*)$"
)
ANSWERER = re.compile(rf"(?:[发發]言人|[嘉来來][宾賓]|部[长長]|主任|局[长長]|教授){NAMED}|^\d{{0,3}}[.、]?\s?(?:[回]?答|A\d*)$")
OUTLET = re.compile(r"^(?P<outlet>.{2,}?)[记記]者")
SPEECH_VERB = re.compile(
    r"(?:[说說道曰]|[问問]道|想|喊|叫|笑|[讲講]|写道|寫道|表示|[认認][为為]|指出|[强強][调調]|介[绍紹]|透露|回忆|回憶)$"
)
KEY = re.compile(
    r"^(?:[时時][间間]|地[点點]|[来來]源|作者|[编編][辑輯者]?|[责責任][编編][辑輯]?|[摄攝]影|日期|摘要|[关關][键鍵][词詞]|[标標][题題]|[书書]名|[备備備]?注|[图圖]|"
    r"附|注意|例如|比如|[电電][话話]|地址|[网網]址|[邮郵][箱编編]|人物|布景|[题題]记|按|[编編]者按|[译譯]者|[校对對]+|出版社?|[发發]表|更新.*|字[数數]|内容.*|[简簡]介|其[一二三四五]|第[一二三四五]|[一二三四五六七八九十]+是|[结結][论論]|[总總]之|原[标標]?[题題]|[链鏈]接|[导導][读讀語语]|[来來]自.*|[记記]者)$"
)


class Role(StrEnum):
    """What a label says of its turn."""

    QUESTION = "question"
    ANSWER = "answer"


@dataclass(frozen=True, slots=True)
class Label:
    """A speaker's label: the words before the colon, the outlet they name, whether such a speaker asks, and whether as host."""

    words: str
    outlet: str | None
    asks: bool
    hosts: bool = False


@lru_cache(maxsize=LINES)
def candidate(line: str) -> str | None:
    """The words before a colon that might name a speaker.

    >>> candidate("《海州日报》记者：请问"), candidate("他笑着说：“好。”"), candidate("见 https://a.cn")
    ('《海州日报》记者', None, None)
    """
    m = LABEL.match(line)
    if m is None or SPEECH_VERB.search(m["label"]):
        return None
    return m["label"]


def speakers(lines: Iterable[str], told: Iterable[str] = ()) -> dict[str, Label]:
    """Which labels of a text name speakers: {words before the colon: label}.

    A label that says its role (记者, 问, 主持人) needs one companion in the text; a bare name must come back, and most
    of its lines must not go on with a quotation, as narrated speech does. What a text writes before a colon only once,
    and a key such as 时间 or 来源, names nobody.
    """
    seen: Counter[str] = Counter()
    quoted: Counter[str] = Counter()
    total = 0
    told = [*told]
    for line in lines:
        total += 1
        words = labelled(line, told) or candidate(line)
        if words is None:
            continue
        seen[words] += 1
        quoted[words] += line[len(words) + 1 :].lstrip()[:1] in ("“", "「", "『", '"')
    names = {w for w in seen if w in told}
    for words, n in seen.items():
        if KEY.match(words) and not (words in ("记者", "記者") and n >= 2):
            continue
        if ((ASKER.search(words) or ANSWERER.search(words)) and quoted[words] * 2 <= n) or (
            n >= 2 and quoted[words] * 2 <= n and len(words) <= 12
        ):
            names.add(words)
    turns = sum(seen[w] for w in names)
    asked = any(ASKER.search(w) for w in names)
    if not told and (turns < 3 or len(names) < 2 or (not asked and turns < max(6, total // 20))):
        return {}
    return {w: Label(w, _outlet(w), bool(ASKER.search(w)), "主持" in w) for w in names}


def _outlet(words: str) -> str | None:
    m = OUTLET.match(words)
    return m["outlet"] if m else None
