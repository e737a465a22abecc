"""Marks of the wrong width or make (半角标点) in Chinese: , for ， and ... for ……"""

from __future__ import annotations

import re
from collections.abc import Iterator

from convert.blocks import Survey, wrap_of
from convert.blocks.lines import BLANKS, HAN, IS_HAN, han
from convert.clean.chars import BEGIN, END, before, behind
from convert.facts import fact
from convert.repair import Confidence, Repair
from convert.settings import CleanSettings
from convert.text import LINE_ENDS, Text

FULL = dict(zip(",;:!?.()", "，；：！？。（）", strict=True))
VARIANTS = dict(zip("﹐﹑﹔﹕﹖﹗︰﹙﹚｡､｢｣", "，、；：？！：（）。、「」", strict=True))  # small, vertical and kana forms
CLOSERS, OPENERS = '”’」』）》〉】〕"', '“‘「『（《〈【〔"'
CLOSED = frozenset("”’」』")  # no lost character stands before one of these
SIDE = f"{HAN}{CLOSERS}{OPENERS}，。；：！？、"  # Han or a Chinese mark
BEFORE = rf"(?:(?=[{HAN}{OPENERS}])|{END})"

# The mark comes first in each pattern, and what stands before it is looked at afterwards: ten times as fast.
PLAIN = re.compile(
    rf"[,:](?<=[{HAN}{CLOSERS}].)(?:{BEFORE}|(?=[0-9]+[{HAN}]))|,(?<=[{HAN}],)(?=[”’」』])|, (?<=[{HAN}{CLOSERS}]..)(?=[{HAN}])"
    rf"|[,;](?<=[0-9%％].)(?=[{HAN}])"
    rf"|;(?<=[{HAN}{CLOSERS}].){BEFORE}"
    rf"|!(?<=[{HAN}{CLOSERS}].)!*(?:{BEFORE}|(?=[{CLOSERS}]))"
)
ASKED = re.compile(rf"\?(?<=[{HAN}].)\?*(?:{BEFORE}|(?=[{CLOSERS}]))")
STOP = re.compile(rf"\.(?:(?<=[{HAN}%％”’」』》）].)(?:(?=[{HAN}{CLOSERS}]|\d{{1,4}}[年月])|{END}))")
DOTS = re.compile(rf"\.(?<=[{SIDE}].)\.{{2,11}}(?:(?=[{SIDE}])|{END})|。(?<!。。)。{{2,11}}(?!。)")
DASH = re.compile(rf"(?P<dash>--(?<=[{SIDE}]--)|－－(?<=[{SIDE}]－－))(?:(?=[{SIDE}])|{END})")
DECK = re.compile(rf"{BEGIN}(?P<dash>--|－－)(?=[{HAN}{OPENERS}0-9][^{LINE_ENDS}]*[{HAN}])")  # a deck begins with one
PARENS = re.compile(r"(?P<open>[(（])(?P<inner>[^()（）\s]{1,80})(?P<close>[)）])")
VARIANT = re.compile(f"[{''.join(VARIANTS)}](?:(?<=[{HAN}{CLOSERS}].)|(?=[{HAN}{OPENERS}]))")
NUMERALS = frozenset("〇零一二三四五六七八九十百千")
REFERENCE = re.compile(r"[\[［][0-9]{1,3}[\]］]")  # GB/T 7714: entries end in a full stop of ASCII
ITEM = re.compile("[一二三四五六七八九十百]{1,3}")
QUESTION = re.compile("[吗嗎呢么麼谁誰何哪怎几幾孰乎耶哉欤歟否]|多少|是不是|有没有|有沒有|[能会會要]不[能会會要]")
NAMED = frozenset(  # what foreign names are written with: 列夫.托尔斯泰
    "阿埃艾安奥奧巴贝貝比彼波伯布查达達德迪杜恩尔爾法费費弗夫福盖蓋戈格古哈赫亨胡霍基吉加贾賈卡凯凱科克库庫拉莱萊兰蘭劳勞勒雷里"
    "丽麗利林卢盧鲁魯伦倫罗羅洛马馬玛瑪迈邁麦麥曼梅米莫姆穆纳納娜内內尼诺諾欧歐帕佩皮普齐齊乔喬切萨薩塞桑沙舍斯什史司索塔泰特提图"
    "圖托瓦维維韦韋沃伍西希谢謝辛雅亚亞扬揚耶叶葉伊因尤约約泽澤扎詹兹茲列"
)
CLAUSE = 4  # Han that stand before a full stop inside a line, if the line does not end in another
HABIT = 0.6  # of the half-width question marks that stand behind a question: then they are not lost characters


Change = tuple[tuple[int, int], str, Confidence]


def halfwidth(text: Text, seen: Survey, settings: CleanSettings) -> Iterator[Repair]:
    """A half-width mark between Han becomes the full-width one; three dots or more an ellipsis, two hyphens a dash.

    Only where Han or a Chinese mark stands on either side, so never in numbers, Latin, addresses or code, and never in a
    list's number. A lone ? in a clause that asks nothing stands for a lost character more often than for ？ and is held.
    """
    chars = text.chars
    found = sorted([*_plain(chars), *_questions(chars), *_stops(chars), *_parens(chars), *_dashes(chars)])
    if not found:
        return
    between, lone = fact("between-han", wide=sum(map(chars.count, "，。；：！？"))), fact("asks-nothing")
    for at, after, sure in found:
        why = between if sure > Confidence.POSSIBLE else lone
        yield Repair("halfwidth", "halfwidth", at, chars[slice(*at)], after, sure, (why,))


def _plain(chars: str) -> Iterator[Change]:
    for m in PLAIN.finditer(chars):
        start, end = m.span()
        if chars[start - 1] not in NUMERALS or chars[end : end + 1] not in NUMERALS:
            yield (start, end), "".join(FULL[c] for c in m[0].rstrip()), Confidence.PROBABLE
    for m in VARIANT.finditer(chars):
        yield m.span(), VARIANTS[m[0]], Confidence.PROBABLE
    for m in DOTS.finditer(chars):
        yield m.span(), "……", Confidence.PROBABLE


def _questions(chars: str) -> Iterator[Change]:
    found = []
    for m in ASKED.finditer(chars):
        clause = re.split("[，。；：？！…]", chars[max(0, m.start() - 40) : m.start()])[-1]
        found.append((m, QUESTION.search(clause) is not None))
    habit = sum(asks for _, asks in found) >= HABIT * len(found)
    for m, asks in found:
        sure = habit or chars[m.end() : m.end() + 1] in CLOSED or (asks and chars[m.start() - 1] in "吗嗎呢么麼")
        yield m.span(), "？" * len(m[0]), Confidence.PROBABLE if sure else Confidence.POSSIBLE


def _stops(chars: str) -> Iterator[Change]:
    """The full stop, where it does not part a foreign name, or a title's parts, nor number an item."""
    for m in STOP.finditer(chars):
        at = m.start()
        left, right = before(chars, at), behind(chars, at + 1)
        if ITEM.fullmatch(left) or REFERENCE.match(left) or left.rfind("《") > left.rfind("》"):
            continue
        if not right and (chars[m.end() : m.end() + 40].lstrip(BLANKS + LINE_ENDS)[:1] == "." or wrap_of(chars)):
            continue  # dots that a line's end has parted
        parts = NAMED.issuperset(left[-2:] + right[:2]) or NUMERALS.issuperset(left[-1:] + right[:1])
        sentence = (han(left) >= CLAUSE and han(right) >= 2) or right.endswith(".")
        if not right or right[0] in CLOSERS or (sentence and not parts):
            yield m.span(), "。", Confidence.PROBABLE


def _parens(chars: str) -> Iterator[Change]:
    if "(" not in chars and ")" not in chars:
        return
    for m in PARENS.finditer(chars):
        start, end = m.start(), m.end() - 1
        left, right = before(chars, start).rstrip(BLANKS)[-1:], behind(chars, end + 1).lstrip(BLANKS)[:1]
        mixed = (m["open"] == "(") != (m["close"] == ")")
        number = ITEM.fullmatch(m["inner"]) and not left
        if not mixed and (m["open"] == "（" or number or not han(m["inner"]) or not (_chinese(left) and _chinese(right))):
            continue
        if m["open"] == "(":
            yield (start, start + 1), "（", Confidence.PROBABLE
        if m["close"] == ")":
            yield (end, end + 1), "）", Confidence.PROBABLE


def _chinese(char: str) -> bool:
    """Is it Han, a Chinese mark or one that should be, or a line's end?"""
    return char in ",.;:!?" or IS_HAN.match(char) is not None or "\u2010" <= char <= "\u303f" or char > "\uff00"


def _dashes(chars: str) -> Iterator[Change]:
    """Two hyphens are written as the text writes its dashes otherwise."""
    if "--" in chars or "－－" in chars:
        usual = max(("——", "――", "──"), key=chars.count)
        for found in (DASH, DECK):
            yield from ((m.span("dash"), usual, Confidence.PROBABLE) for m in found.finditer(chars))
