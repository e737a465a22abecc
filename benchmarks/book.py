"""A Chinese novel of any length, made of word lists: always the same, and nobody's text.

    python benchmarks/book.py 200000 > book.txt

Chapters, dialogue, numbers, percentages and Latin words stand in it as they do in books; there is no damage in it.
"""
from __future__ import annotations

import sys
from random import Random

TITLE, AUTHOR = "河湾纪事", "沈一苇"

WORDS = {
    "person": "阿岚 陈伯 宋先生 小满 林医生 周校长 老船工 何嫂 罗会计 梁师傅 巡堤员 二姐 邮差 表舅 看灯人 祖母",
    "time": "清晨 天刚亮 午后 黄昏 入夜以后 三更时分 立春那天 雨停以后 收工之前 集市散了 涨潮的时候 "
            "头一场雪过后",
    "place": "渡口 码头 仓库里 堤上 茶馆 药铺门口 学堂 灯塔下 旧桥边 船坞 晒场 河神庙前 邮局 后院 石阶上 粮站",
    "act": "清点货单 修补渔网 翻看去年的账本 等一封没有寄出的信 教孩子们认星 擦拭那盏铜灯 打听上游的水情 "
           "量河水涨了多少 把湿透的稻谷摊开 收拾搁浅的小船 抄写告示 听收音机里的天气 给堤坝添土 "
           "磨一把钝了的镰刀 替邻居看店 核对船期",
    "manner": "一声不响地 慢慢地 照例 好像什么也没有发生似的 趁人不注意 很仔细地 一面咳嗽一面 头也不抬地 "
              "犹豫了很久才 不慌不忙地",
    "sky": "风从下游吹来 雾还没有散 河面上浮着碎冰 檐下的水滴得很匀 远处传来汽笛声 芦苇一片一片地倒下去 "
           "星星低得像要落到水里 空气里有桐油的味道 云压得很低 柳絮飞得满街都是 炊烟贴着屋顶走 "
           "水鸟忽然全都飞了起来",
    "thought": "心里却想着别的事 谁也没有再提起那一年的大水 仿佛日子本来就该这样过 后来才明白那是最后一次 "
               "总觉得还有什么没有说完 这件事镇上的人记了很多年 连自己也说不清为什么 到底没有把话说出口 "
               "手上的活计并没有停 直到灯油快要烧干",
    "speech": "船要明天才到 今年的水比往年早了半个月 你把钥匙放在哪里了 这笔账不能这样算 堤是大家的堤 "
              "孩子们总要念书的 我在这里等了整整一个冬天 药已经煎好了 没有人见过那张图 先把人接上岸再说 "
              "这话我只讲一遍 路还长着呢 灯一亮就回来",
    "said": "说 答道 低声说 笑着说 摇摇头说 想了想说 抬起头来问 隔着门喊道",
    "thing": "稻谷 棉纱 桐油 食盐 煤 木料 茶叶 瓷碗 麻绳 石灰",
    "unit": "担 吨 箱 包 船 公斤",
    "latin": "Harbour Weather|North Light|MS-42|Ida Bell|Telegraph Office|type B|River Survey|Hotel Astor|"
             "No. 7 Pier|kilowatt",
    "head": "渡口的灯 上游来信 涨水 旧桥 冬天的账本 船期 没有寄出的信 看灯人 雾中 晒场上 一张图 石阶 "
            "后院的井 修堤 归航 药铺 星图 雪后",
}
LISTS = {name: words.split("|" if "|" in words else " ") for name, words in WORDS.items()}
RANGES = {"count": (11, 2400), "few": (2, 9), "percent": (3, 60), "year": (1921, 1979), "month": (1, 12),
          "day": (1, 28)}

NARRATION = (
    "{time}，{person}在{place}{act}，{sky}。",
    "{person}{manner}{act}，{thought}。",
    "{sky}，{person}和{person}都在{place}，{thought}。",
    "{time}，{sky}；{person}{manner}{act}。",
    "从{place}到{place}要走{count}步，{person}每天走{few}趟，{thought}。",
    "账上记着{count}{unit}{thing}，折合{money}元，比上一年多了{percent}%。",
    "{place}的木牌上写着“{latin}”，{person}不认得，只是{manner}{act}。",
    "——那是{year}年{month}月{day}日的事，{sky}，{person}正在{place}{act}……",
    "{person}带来了三样东西：{thing}、{thing}和一本《{head}》，{thought}。",
)
DIALOGUE = (
    "“{speech}。”{person}{said}，“{speech}。”",
    "{person}{said}：“{speech}，{speech}！”",
    "“{speech}？”{person}{said}。",
    "“{speech}……”{person}没有说下去，{sky}。",
)


def book(characters: int) -> str:
    """The novel with at least so many characters, one paragraph a line; the same number gives the same text."""
    random = Random(characters)
    lines, written, chapter = [f"《{TITLE}》", f"作者：{AUTHOR}", ""], 0, 0
    while written < characters:
        chapter += 1
        lines += [f"第{numeral(chapter)}章　{random.choice(LISTS['head'])}", ""]
        end = min(written + 5000, characters)
        while written < end:
            paragraph = _paragraph(random)
            lines += [f"　　{paragraph}"]
            written += len(paragraph)
        lines += [""]
    return "\n".join(lines)


def numeral(number: int) -> str:
    """A chapter's number in Chinese, 1 to 999.

    >>> [numeral(n) for n in (1, 10, 12, 20, 101, 110, 345)]
    ['一', '十', '十二', '二十', '一百零一', '一百一十', '三百四十五']
    """
    digits = "零一二三四五六七八九"
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    out = f"{digits[hundreds]}百" if hundreds else ""
    if tens:
        out += ("" if tens == 1 and not hundreds else digits[tens]) + "十"
    elif hundreds and ones:
        out += "零"
    return out + (digits[ones] if ones else "")


def _paragraph(random: Random) -> str:
    if random.random() < .35:
        return _sentence(random, DIALOGUE)
    return "".join(_sentence(random, NARRATION) for _ in range(random.randint(2, 6)))


def _sentence(random: Random, patterns: tuple[str, ...]) -> str:
    return random.choice(patterns).format_map(_Words(random))


class _Words(dict[str, str]):
    """Answers every blank of a sentence: a word not yet used in it, or a number in a likely range."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._used = {""}

    def __missing__(self, name: str) -> str:
        if name == "money":
            return f"{self._random.randint(100, 9_000_000) / 100:,.2f}"
        if name in RANGES:
            return str(self._random.randint(*RANGES[name]))
        word = ""
        while word in self._used:
            word = self._random.choice(LISTS[name])
        self._used.add(word)
        return word


if __name__ == "__main__":
    sys.stdout.write(book(int(sys.argv[1]) if len(sys.argv) > 1 else 200_000))
