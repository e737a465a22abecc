"""What makes a sentence worth quoting by itself (警句), and what carries a section where none is (要旨).

Both are sums of signs that a reader can check, and both are told in the digest's explanations. A pointed sentence is
known by its form: clauses built alike, a turn (不是……而是), a plain “A is B”, a firm stand, words of all men and not of
one. Where a section has none, the sentence that has most of the section's own words in it is the gist: pairs of
characters weighed by tf-idf over the paragraphs of the book, for pairs serve Chinese retrieval as well as words do and
need no dictionary, in either script.
"""
from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log, sqrt

from convert.render.sentences import Sentence

BEST = (12, 60)                 # characters that a quote should have
SHORT = 32                      # and one that is taken in at a glance
FRAMES = re.compile(
    "不是.{1,20}而是|不是.{1,14}不是|不在.{1,14}而在|(?<![刚剛方，；：“「])(?<!^)才[是会會能](?![干幹力])|唯有|只有.{1,16}才|[越愈].{1,6}[越愈]|既.{1,8}，?又|"
    "与其.+不如|與其.+不如|[宁寧].{1,10}[不勿]|不等于|不等於|[无無][论論].{2,20}都|哪[里裡].{1,16}哪[里裡]|不.{1,5}，?不.{1,5}，?不|"
    "[没沒]有.{1,14}就[没沒]有|再[大多高难難苦长長远遠好小快].{,8}也|必须.+而不|应当.+而不|莫如|莫[过過]于|莫過於|"
    "都.{1,12}都.{1,12}但|只要.{1,20}就")
COPULA = re.compile(r"^[^，、；：]{2,16}是[^，；：]{2,24}(?:，[也更又]?是[^，；：]{2,24})*[。！]")
STANCE = re.compile(
    "永不|绝不|決不|决不|绝非|不应|不應|不能|不容|不得|必须|必須|应当|應當|始终|始終|"
    "从来|從來|终将|終將|必将|必將|永远|永遠")
GENERAL = re.compile("天下|世[间間人上事道]|人[心生间間情]|古今|生死|善恶|善惡|万物|萬物|凡人|"
    "有[心情恩罪]|无[心情]|無[心情]|命运|命運|人类|人類")
# what leans on words before it, and says nothing alone
LEANING = re.compile(
    "[这這那它牠他她其此该該]|以上|上述|因[此而]|所以|于是|於是|但(?!愿|願|凡)|可[是见見](?!的)|不过|不過|不料|然[而后後则則]|而[且况況]?|并[且非不]|並[且非不]|"
    "并|並|同时|同時|另外|此外|例如|比如|譬如|对此|對此|为此|為此|当然|當然|诚然|誠然|[也还還又再便遂乃则則故](?!乡|鄉|事|人|宫|宮|次)|就(?!业|業|医|醫)|"
    "却(?!步)|卻(?!步)|[一二三四五六七八九十]是|第[一二三四五六七八九十][，、]|首先|其次|最后|最後|如此|否则|否則|不然|如果说|就此|"
    "我们注意到|下一步|目前|近日|日前|去年|今年(?!是)|昨[天日]|前[天日]|[次翌]日|过去|[刚剛]才|只[见見听聽]|[听聽][了说說]|[说說道曰]|"
    "谁知|誰知|偏[偏值]|况|況|且(?!慢)|以及|及|和(?!平|睦|谐|諧|气|氣|为)|与此|與此|除此|如[上下前]|[当當][下时時日]|[俄忽既]|[正在]此|反[之而]|"
    "现在，|現在，|[各诸諸]位|[^，。：]{1,4}(?<![说說道曰云言是])[：:]|"
    "是以|只是|只怕|彼|渠|一[日夜]，|少[间間]|越日|先是|已[而，]|早有|次早|接着|接著|随后|隨後|[嗯啊哦喂唉哎]|[好是]的?[，,！]")
LISTED = re.compile(             # an enumeration: built alike because it counts or names, and no figure of speech
    "^.{0,6}[一二三四五六七八九十两兩](?:名|位|则|則).{1,12}[一二三四五六七八九十](?:名|位|则|則)|"
    "(?:(?:^|[，；：:])[一二三四五六七八九十长長次其][^，；：]{1,10}){3}|(?:[，；：]或[^，；：]{1,9}){3}|"
    "(?:[^，；：]{1,4}在[中左右前后後东東西南北上下][，；]){2}|(?:[^，；：]{0,4}[东東西南北][门門面][^，；：]{1,6}[，；：]?){3}|"
    "(?:[为為封].{0,4}[王侯公守尉相掾]|子曰?.{1,3}[为為]).*(?:[为為封].{0,4}[王侯公守尉相掾])")
TOLD = re.compile("[了着著]|[曰道说說][：:，]")
PLANS = re.compile("[将將]|计划|計劃|推动|推動|推进|推進|开展|開展|举行|舉行|落实|落實|继续|繼續|进一步|進一步")
COUNTED = re.compile(r"[0-9０-９]+(?:\.[0-9]+)?|[〇零一二三四五六七八九十百千万亿萬億]{2,}|"
                     "[一二三四五六七八九两兩][个個名位只隻条條件座斤两兩钱錢张張]")
FIGURE = re.compile(r"[0-9０-９][^，。；]{0,3}[%％倍万亿萬億元吨噸个個次家人]")
ASKED = re.compile("[你您咱]|奶奶|[老二三大少]爷|老爺|太太|姑娘|哥哥|妹妹|姐姐|大人|[臣某]")
PERSON = re.compile("[我你您他她咱俺]")
MARKS = re.compile(r"[^\w]|[\d_]")
NUMBER = re.compile(r"^\s*(?:[（(]?[一二三四五六七八九十百]+[）)、．.]|第[一二三四五六七八九十百千〇零\d]+[章节節回卷部篇]\s*)")
Signs = tuple[tuple[str, int], ...]


def bare(chars: str) -> str:
    """The letters and Han of a string, without marks, figures and a number in front.

    >>> bare("（二）2014年：修桥、铺路")
    '年修桥铺路'
    """
    return MARKS.sub("", NUMBER.sub("", chars))


def pairs(chars: str) -> set[str]:
    """Characters two by two.

    >>> sorted(pairs("修桥、铺路"))
    ['修桥', '桥铺', '铺路']
    """
    return {x + y for x, y in pairwise(bare(chars))}


def shared(heading: str, sentence: str) -> float:
    """The share of a heading's pairs that a sentence has."""
    held = pairs(heading)
    return sum(pair in sentence for pair in held) / len(held) if held else 0.0


def point(sentence: Sentence, names: re.Pattern[str] | None = None) -> tuple[float, Signs]:
    """How quotable a sentence is by itself, and by what signs: about 0 for a plain one, 1 for a good one, 3 for a proverb.

    ``names`` finds the persons of a narrative: there a sentence that tells what somebody did is weighed lower than what is
    said, and so is one with their names in it, or with 我 and 他. Without a figure of speech a sentence is worth nothing here.
    """
    value = sentence.value
    length = len(bare(value))
    listed = len(COUNTED.findall(value))
    alike = 0 if LISTED.search(value) or listed > 2 else min(parallels(value), 3)
    general, turns = bool(GENERAL.search(value)), bool(FRAMES.search(value))
    form = {
        "verse": (1, 0.8 * sentence.verse), "parallel": (alike, 0.7 * alike), "frame": (1, 1.0 * turns),
        "copula": (1, 0.6 * bool(COPULA.search(value))), "stance": (1, 0.4 * bool(STANCE.search(value))),
        "general": (1, 0.5 * general),
    }
    if not any(weight for _, weight in form.values()):
        return 0.0, ()
    signs = form | {"edge": (1, 0.3 * sentence.edge), "short": (length, 0.2 * (BEST[0] <= length <= SHORT))}
    score = sum(weight for _, weight in signs.values())
    score -= 0.2 * min(listed, 3) + 0.2 * min(len(TOLD.findall(value)), 4) + 0.2 * min(len(PLANS.findall(value)), 3)
    score -= 0.3 * max(0, value.count("、") - 2) + 0.5 * ("（" in value)
    told = names is not None and not (sentence.spoken or sentence.speaker or sentence.verse or general or turns)
    if names is not None:
        score -= 0.5 * bool(names.search(value)) + 0.5 * told + 0.3 * bool(PERSON.search(value))
    score -= 0.4 * bool(sentence.spoken and ASKED.search(value))
    score -= 0.03 * max(0, length - 45) + 0.05 * max(0, BEST[0] + 2 - length)
    return score, tuple((name, n) for name, (n, weight) in signs.items() if weight)


def parallels(sentence: str) -> int:
    """Pairs of near clauses built alike: of one length (or nearly), with a word in the same place.

    >>> parallels("还田以水，还山以绿，还人以安。"), parallels("第二天下了雨，谁也没有出门。")
    (3, 0)
    """
    clauses = [bare(c) for c in re.split("[，；：\n]", sentence)]
    near = [*pairwise(clauses), *zip(clauses, clauses[2:], strict=False)]
    alike = 0
    for a, b in near:
        if min(len(a), len(b)) >= 3 and abs(len(a) - len(b)) <= 1 and max(len(a), len(b)) <= 16:
            same = max(sum(x == y for x, y in zip(a, b, strict=False)),
                       sum(x == y for x, y in zip(a[::-1], b[::-1], strict=False)))
            alike += same * 5 >= len(a) and same < len(a)
    return alike + len(re.findall("，[也更又]?是[^，；：]{2,}(?=[，。！；])", sentence))


@dataclass(frozen=True, slots=True)
class Weights:
    """How telling a pair of characters is: the logarithm of all paragraphs over those that hold it."""

    idf: dict[str, float]

    @classmethod
    def of(cls, paragraphs: Iterable[str]) -> Weights:
        """Weigh the pairs of a whole book. Linear in its length."""
        held: Counter[str] = Counter()
        many = 1
        for chars in paragraphs:
            held.update(pairs(chars))
            many += 1
        return cls({pair: log(many / count) for pair, count in held.items()})

    def centrality(self, found: Sequence[Sentence]) -> list[float]:
        """How much each sentence has of its section's own words: tf-idf over the root of its length, the highest 1."""
        held = [pairs(s.value) for s in found]
        often = Counter(pair for one in held for pair in one)
        sums = [sum(often[p] * self.idf.get(p, 0.0) for p in one if often[p] > 1) / sqrt(max(len(one), BEST[0])) for one in held]
        most = max(sums, default=0.0) or 1.0
        return [x / most for x in sums]


def gist(sentence: Sentence, central: float, heading: float, first: bool) -> tuple[float, Signs]:
    """How well a sentence stands for its section, and by what signs.

    They are its centrality, the share of the heading that it has, its place, a figure, a good length.
    """
    length = len(bare(sentence.value))
    score = central + heading + 0.3 * first + 0.1 * sentence.edge + 0.1 * bool(FIGURE.search(sentence.value))
    score -= 0.3 * sentence.spoken + 0.02 * max(0, length - BEST[1]) + 0.05 * max(0, BEST[0] - length)
    signs = {"central": round(100 * central) if central >= 0.5 else 0, "named": int(heading > 0), "opening": int(first),
             "figure": int(bool(FIGURE.search(sentence.value)))}
    return score, tuple((name, n) for name, n in signs.items() if n) or (("only", 1),)
