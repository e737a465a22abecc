"""Speakers' labels (说话人): “某某：” at the beginning of a line, and when such a thing is one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from convert.text import LINES

LABEL = re.compile(
    r"(?P<label>(?:[^\s：:，。！？；、“”‘’…—（(《》]|《[^《》]{1,12}》|[（(][^（()）]{1,14}[)）]|"
    r"(?<=[\u4e00-\u9fff]{2})[ 　]{1,2}(?=[\u4e00-\u9fff·]{2,4}[：:])"  # 医政处处长　贺兰
    r"|(?<=^[\u4e00-\u9fff])[ 　]{1,4}(?=[\u4e00-\u9fff][：:])"  # 王　毅
    r"|(?<=[A-Za-z.]) (?=[A-Z][^：:]{0,20}[：:])){1,26})[：:](?!//)"
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
CLAUSE = re.compile(  # 邮差带来了三样东西：
    r"(?<=[\u4e00-\u9fff]{2})[了着過过](?=[\u4e00-\u9fff]{2})|[一二三四五六七八九十两兩几幾数數][样樣件个個种種条條句点點张張封项項步][\u4e00-\u9fff]{1,4}$"
)
KEY = re.compile(  # what a line states (地点：北京) where nobody speaks
    r"(?:.{0,4}[时時][间間]|.{0,4}地[点點址]|.{0,2}日期|[来來]源|[来來]自.*|作者|[编編][辑輯者审審号號]?|[责責任][编編][辑輯]?|[责責]任[编編][辑輯]|[摄攝]影|摘要|"
    r"[关關][键鍵][词詞点點]|[标標][题題签籤]|[书書]名|[备備備]?注|[图圖]|附|注意|例如|比如|[电電][话話]|[网網]址|[邮郵][箱编編]|人物|布景|[题題]记|按|[编編]者按|[译譯][者文]|"
    r"[校对對]+|[审審][核校]|[监監][制製]|出版社?|[发發]表|更新.*|字[数數号號]|内容.*|[简簡]介|其[一二三四五]|第[一二三四五]|[一二三四五六七八九十]+是|[结結][论論果]|[总總]之|"
    r"原[标標]?[题題文]|[链鏈]接|[导導][读讀語语]|[记記]者|"
    r"[\u4e00-\u9fff]{0,2}(?:要求|目[标標的]|任[务務]|原[则則因]|[优優缺特][点點]|提示|提醒|[说說]明|背景|建[议議]|措施|步[骤驟]|方法|做法|材料|用法|主[题題]|[贴貼]士|心得|功效|口味|特色|[赏賞]析|[释釋][义義])|"
    r"[原主辅輔配调調用食]料|例句|[译譯]文|[规規]格|[产產]地|"
    r"主[办辦]|承[办辦]|[协協][办辦]|案由|[时時][长長]|口[号號]|[价價]格|性[别別]|年[龄齡]|[职職][业業]|[学學][历歷]|[数數]量|答案|解析|[点點][评評]|出[处處]|示例|文[号號]|事[项項]|"
    r"情[况況]|[问問][题題][一二三四五0-9]?|[重难難][点點]|分享[到至]|[上下]一.{1,2}|[当當]前位置|[浏瀏][览覽].*|[阅閱][读讀].*|[点點][击擊].*|[分栏欄][类類目]|[专專][题題]|"
    r"[采採][写寫访訪]|[出列缺]席.{0,4}|[记記][录錄]|整理)$"
)


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

    >>> candidate("《海州日报》记者：请问"), candidate("他笑着说：“好。”"), candidate("邮差带来了三样东西：煤")
    ('《海州日报》记者', None, None)
    """
    m = LABEL.match(line)
    if m is None or SPEECH_VERB.search(m["label"]) or CLAUSE.search(m["label"]):
        return None
    return m["label"]


def states(line: str) -> bool:
    """Does the line state a fact by a key's name?

    >>> states("案由：房屋买卖合同纠纷"), states("老周：好。")
    (True, False)
    """
    words = candidate(line)
    return words is not None and KEY.match(words) is not None
