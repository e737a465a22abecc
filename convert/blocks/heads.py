"""Headings (标题) that number themselves or bear a known name, and the proof that they are headings.

A pattern alone proves nothing: “第三天他走了” looks like one. A candidate counts when the numbers of its kind run on,
or, for the names (序, 后记 …), when it stands alone on its line.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from convert.text import LINES
from convert.tree import SectionRole

HOLE = 3  # chapters on end that a file may lack
DIGITS = {
    c: i
    for i, row in enumerate(("〇零○Ｏ", "一壹", "二贰貳两兩", "三叁參", "四肆", "五伍", "六陆陸", "七柒", "八捌", "九玖"))
    for c in row
}
TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000, "万": 10000, "萬": 10000, "廿": 20, "卅": 30}
NUMERAL = "[〇零○一二三四五六七八九十百千万萬两兩廿卅壹贰貳叁參肆伍陆陸柒捌玖拾佰仟0-9０-９ 　]"
WRAP = r"[【\[〔〖☆★●○◎◆◇■□▲△▼※＊*#\s]*"
TITLE_END = re.compile(r"[。；，,、：:]$")
WORD = r"[\u4e00-\u9fffA-Za-z《“「]"
SEP = r"[\s　:：、.．·・—–\-《〈【]"


class Form(NamedTuple):
    """One way of numbering: a name, how high it ranks (0 highest), the pattern, what a section under it is."""

    name: str
    rank: int
    pattern: re.Pattern[str]
    role: SectionRole


def _form(name: str, rank: int, pattern: str, role: SectionRole) -> Form:
    return Form(
        name,
        rank,
        re.compile(WRAP + "(?:正文" + SEP + "*)?" + pattern.replace("NUM", f"(?P<num>{NUMERAL}{{1,9}}?)")),
        role,
    )


FORMS: tuple[Form, ...] = (
    # measure words need a separator or the line's end: 第一封信, 第二部队, 第四本书 are no headings
    _form(
        "part",
        0,
        rf"(?P<label>第NUM(?:[卷编編辑輯]|[部集册冊](?![分赛賽游队隊门門属屬件落合和子中])))(?:】|\]|〕)?(?P<title>(?={SEP}).*|)$",
        SectionRole.PART,
    ),
    _form("volume", 0, rf"(?P<label>卷(?:之)?NUM)(?:】|\]|〕)?(?P<title>(?={SEP}).*|)$", SectionRole.PART),
    # strong units may take their title at once
    _form(
        "chapter",
        1,
        r"(?P<label>第NUM(?:章|回(?![合来來事去头頭])|[讲講](?!话)|[话話](?!题|題|剧)|[折出齣幕](?![时時])|篇(?![张張幅])"
        r"|\ufffd(?=[\s　]|$)))"  # the unit is lost, and the numbers run on
        r"(?:】|\]|〕)?(?P<title>.*)$",
        SectionRole.CHAPTER,
    ),
    _form(
        "scene",
        2,
        r"(?P<label>第NUM(?:[节節](?![课課日目])|[场場](?![和合比电電是面])))(?:】|\]|〕)?(?P<title>.*)$",
        SectionRole.CHAPTER,
    ),
    _form(  # parts of a collection that stand alone on their lines: 第三封信, 第二夜
        "unit",
        2,
        rf"(?P<label>第NUM(?:封信?|夜|[天日]|[课課首则則场場]|[乐樂]章|部分))(?P<title>(?={SEP}).*|)$",
        SectionRole.CHAPTER,
    ),
    _form("壹、", 2, r"(?P<label>(?P<num>[壹贰貳叁參肆伍陆陸柒捌玖拾]{1,3})[、.．　])(?P<title>.+)$", SectionRole.CHAPTER),
    _form("一、", 3, r"(?P<label>(?P<num>[一二三四五六七八九十]{1,3})[、.．])(?P<title>.+)$", SectionRole.CHAPTER),
    _form("一　", 3, rf"(?P<label>(?P<num>[一二三四五六七八九十]{{1,3}}))[ 　]+(?P<title>{WORD}.*)$", SectionRole.CHAPTER),
    _form("（一）", 4, r"(?P<label>[（(](?P<num>[一二三四五六七八九十]{1,3})[)）])(?P<title>.+)$", SectionRole.CHAPTER),
    _form("1.", 5, r"(?P<label>(?P<num>[0-9０-９]{1,3})[.．、](?![0-9]))(?P<title>.+)$", SectionRole.CHAPTER),
    _form("1　", 5, rf"(?P<label>(?P<num>[0-9]{{1,2}}))[ 　]+(?P<title>{WORD}.*)$", SectionRole.CHAPTER),
    _form("1.1", 6, rf"(?P<label>[0-9]{{1,2}}[.．](?P<num>[0-9]{{1,2}}))[.．]?[ 　]*(?P<title>{WORD}.*)$", SectionRole.CHAPTER),
    _form(
        "1.1.1",
        7,
        rf"(?P<label>[0-9]{{1,2}}[.．][0-9]{{1,2}}[.．](?P<num>[0-9]{{1,2}}))[.．]?[ 　]*(?P<title>{WORD}.*)$",
        SectionRole.CHAPTER,
    ),
    _form("（1）", 8, r"(?P<label>[（(]?(?P<num>[0-9０-９]{1,3})[)）])(?P<title>.+)$", SectionRole.CHAPTER),
    _form("其一", 10, rf"(?P<label>其(?P<num>[一二三四五六七八九十]{{1,3}}))(?P<title>(?={SEP}).*|)$", SectionRole.CHAPTER),
)
BLANKED = re.compile(r"[（(][ 　]*[)）]|_{2,}")  # a question that waits for its answer
# forms that also number paragraphs and lists
LOOSE = frozenset(("壹、", "一、", "一　", "（一）", "1.", "1　", "1.1", "1.1.1", "（1）"))

NAMES: dict[str, SectionRole] = {}
for _role, _words in (
    (
        SectionRole.PREFACE,
        "内容简介 內容簡介 内容提要 內容提要 作者简介 作者簡介 序 序言 自序 前言 引言 代序 原序 序章 小引 弁言 凡例 緒言 绪言",
    ),
    (SectionRole.PROLOGUE, "楔子 引子 序幕 缘起 緣起"),
    (SectionRole.EPILOGUE, "尾声 尾聲 终章 終章 结局 結局"),
    (
        SectionRole.CHAPTER,
        "本期节目 本期節目 节目简介 節目簡介 嘉宾介绍 嘉賓介紹 时间轴 時間軸 文字稿 逐字稿 "
        "摘要 绪论 緒論 导论 導論 导言 導言 结论 結論 致谢 致謝 参考文献 參考文獻 重要提示 释义 釋義",
    ),
    (SectionRole.AFTERWORD, "后记 後記 跋 编后记 編後記 结语 結語 后序 後序"),
    (SectionRole.APPENDIX, "附录 附錄 番外 外传 外傳"),
):
    NAMES.update(dict.fromkeys(_words.split(), _role))
NAMED = re.compile(
    WRAP + rf"(?P<label>{'|'.join(sorted(NAMES, key=len, reverse=True))})(?P<num>{NUMERAL}{{0,3}})"
    r"(?P<title>(?:[\s　:：·—]+.{1,30})?)[】\]〕]?$"
)
BEGINS = re.compile(
    WRAP + f"[正第卷其（(0-9０-９一二三四五六七八九十壹贰貳叁參肆伍陆陸柒捌玖拾{''.join(sorted({n[0] for n in NAMES}))}]"
)


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that heads a section: its form, rank, number, and where in the line its title begins."""

    form: str
    rank: int
    role: SectionRole
    number: int
    label: str
    title: str


def value(numeral: str) -> int | None:
    """The number that Chinese or other digits spell, or None.

    >>> [value(n) for n in ("一百二十三", "十", "廿三", "二〇二六", "１２", "一〇〇", "第")]
    [123, 10, 23, 2026, 12, 100, None]
    """
    numeral = re.sub(r"[\s　]", "", numeral)
    if not numeral:
        return None
    if numeral.isdigit() and numeral not in DIGITS:
        return int(numeral)
    if all(c in DIGITS for c in numeral):
        return int("".join(str(DIGITS[c]) for c in numeral))
    total = part = 0
    for c in numeral:
        if c in DIGITS:
            part = DIGITS[c]
        elif c in ("廿", "卅"):
            total += TENS[c]
            part = 0
        elif c == "万" or c == "萬":
            total, part = (total + part) * 10000, 0
        elif c in TENS:
            total += (part or 1) * TENS[c]
            part = 0
        else:
            return None
    return total + part


@lru_cache(maxsize=LINES)
def candidate(line: str, longest: int = 46) -> Heading | None:
    """What a line would be if it were a heading.

    >>> candidate("第十二章　夜航").number, candidate("（二）扩大内需").form, candidate("第三天他走了")
    (12, '（一）', None)
    """
    if len(line) > longest or not BEGINS.match(line):
        return None
    for form in FORMS:
        m = form.pattern.match(line)
        if m is None:
            continue
        number = value(m["num"])
        title = m["title"].strip(" 　:：】]〕")
        if number is None or TITLE_END.search(title) or (form.name in LOOSE and title[-1:] in "！？!?…”"):
            continue
        if form.name in LOOSE and BLANKED.search(title):
            continue
        if "。" in title or len(title) > 40 or ("，" in title and title[-1:].isdigit()):  # 惠及居民12: cut before its unit
            continue
        return Heading(form.name, form.rank, form.role, number, m["label"].strip(), title)
    m = NAMED.match(line)
    if m is not None and not re.search("[，。；]", m["title"]):
        return Heading(
            "name",
            1,
            NAMES[m["label"]],
            value(m["num"]) or 0,
            (m["label"] + m["num"]).strip(),
            m["title"].strip(" 　:：·—"),
        )
    return None


def run_on(numbers: Sequence[int], fresh: Sequence[bool] | None = None) -> list[bool]:
    """Which of a series of numbers, in text order, are part of a run that counts up by one.

    A run may begin anew at 1 (a new volume), repeat a number (a chapter given twice), or miss a few that stand nowhere
    else; what fits no neighbour is prose that only looks like a heading. ``fresh`` says where a higher heading stands
    before a number: a 1 there begins a run even if nothing follows it.

    >>> run_on([1, 2, 9, 3, 4]), run_on([3]), run_on([1, 2, 1, 2])
    ([True, True, False, True, True], [False], [True, True, True, True])
    >>> run_on([1, 2, 4])
    [True, True, True]
    """
    keep = [False] * len(numbers)
    last: int | None = None
    for i, n in enumerate(numbers):
        following = numbers[i + 1 : i + 3]
        keep[i] = (
            (last is not None and n in (last, last + 1))
            or (n == 1 and (2 in following or 1 in following or (last is not None and fresh is not None and fresh[i])))
            or (n + 1 in following and (last is None or 0 < n - last <= 5))
            or (last is not None and 0 < n - last <= HOLE and last + 1 not in numbers[i + 1 :])
        )
        if keep[i]:
            last = n
    return keep


def _with_words(at: Sequence[int], numbers: dict[int, int], end: int) -> list[int]:
    """Of lines that number themselves, those with words of their own below; not the last of a row that has none."""
    out = []
    for i in at:
        row = i
        while row - 1 in numbers and numbers[row - 1] == numbers[row] - 1:
            row -= 1
        listed = i - row >= 2 or (i > row and numbers[row] == 1)
        if i + 1 < end and i + 1 not in numbers and not listed:
            out.append(i)
    return out


def headings(lines: Sequence[str], alone: Sequence[bool]) -> dict[int, Heading]:
    """The numbered and named headings of a text: {index of line: heading}.

    ``alone`` says of each line whether it could be a block of its own (not a wrapped line's rest).
    """
    found = {i: h for i, line in enumerate(lines) if alone[i] and (h := candidate(line)) is not None}
    out: dict[int, Heading] = {}
    for form in FORMS:  # from the highest rank down: a higher heading lets the numbers below begin anew
        at = [i for i, h in found.items() if h.form == form.name]
        if form.name in LOOSE:  # 一、 and the like also number paragraphs: a heading has words of its own below it
            at = _with_words(at, {i: found[i].number for i in at}, len(lines))
        higher = sorted(i for i, h in out.items() if h.rank < form.rank)
        fresh = [bisect_left(higher, i) > bisect_left(higher, before) for before, i in pairwise([-1, *at])]
        kept = run_on([found[i].number for i in at], fresh)
        out.update({i: found[i] for i, ok in zip(at, kept, strict=True) if ok})
        if len(at) == 1 and at[0] <= 3 and form.name not in LOOSE:
            out[at[0]] = found[at[0]]  # one chapter handed in alone, its heading on top
    known = {lines[i] for i in out}
    out.update({i: h for i, h in found.items() if lines[i] in known})  # a chapter that stands twice
    named = [i for i, h in found.items() if h.form == "name"]
    if out or len(named) > 1:
        out.update({i: found[i] for i in named})
    return dict(sorted(out.items()))
