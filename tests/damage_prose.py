"""Endless clean Chinese prose of four genres, made by a small grammar: ground for the damage generator.

Nobody's text and always the same for one seed. Things that only look damaged stand in it on purpose: words such as
很多很多, refrains, 第三天 at a line's beginning, decimals, Latin words, paragraphs that open alike.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from random import Random
from typing import Any

GENRES = ("novel", "press", "report", "essay")


@dataclass(frozen=True, slots=True)
class Chapter:
    """A heading (None for what stands before the first one) and the paragraphs below it, one string each."""

    heading: str | None
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Work:
    """A clean document: what a perfect repair must give back. A speaker's label is part of its paragraph."""

    genre: str
    title: str
    author: str | None
    chapters: tuple[Chapter, ...]

    @property
    def headings(self) -> list[str]:
        """The true headings in order."""
        return [c.heading for c in self.chapters if c.heading is not None]

    @property
    def blocks(self) -> list[tuple[str, str]]:
        """Every block as (role, words): title, author, head, body."""
        out = [("title", self.title)] + ([("author", self.author)] if self.author else [])
        for chapter in self.chapters:
            out += [("head", chapter.heading)] if chapter.heading is not None else []
            out += [("body", p) for p in chapter.paragraphs]
        return out


_TABLE: dict[str, Any] = tomllib.loads((Path(__file__).parent / "damage_words.toml").read_text("utf-8"))
TRAPS: list[list[str]] = _TABLE.pop("traps")
SLOTS: dict[str, list[str]] = _TABLE

NARRATION = (
    "{when}，{who}在{where}{act}，{sky}。",
    "{sky}，{who}{how}{act}，{mind}。",
    "{who}{how}从{where}走到{where}，{mind}；{sky}，{who}却还在{act}。",
    "{when}，{sky}。",
    "{who}和{who}都在{where}，{mind}。",
    "那一回，{who}带来了{num}{unit}{thing}和{num}{unit}{thing}，{mind}，{sky}。",
    "其实{who}早就知道，{mind}，只是{when}{sky}，{how}{act}的人又那么多。",
    "从{where}到{where}不过{num}步路，{who}却走了整整一个下午，一面走，一面{act}。",
    "{when}，{who}在{where}遇见了{who}，两个人{how}说起{thing}的价钱，说起{where}的变化，说起那些年一同吃过的苦，{mind}。",
    "他想：{say}，{mind}……",
)
DIALOGUE = (
    "“{say}。”{who}{said}，“{say}，{say}。”",
    "{who}{said}：“{say}，{say}！”",
    "“{say}？”{who}{how}{said}。",
    "“{say}。”",
    "{who}听了，{mind}，过了好一会儿才{said}：“{say}。{say}，{say}。”",
    "“好。”",
    "“起来！起来！”{who}在{where}{said}。",
)
QUESTION = (
    "{outlet}记者：{topic}？",
    "{outlet}记者：我们注意到，{year}年以来{city}在{trade}方面{fact}。请问{topic}？",
    "{outlet}记者：不少居民关心{trade}，请问{topic}？对此有什么考虑？",
)
ANSWER = (
    "这个问题问得好。{trade}关系到千家万户，我们的目标是{aim}。",
    "{year}年{month}月，{city}启动了{trade}，到目前为止已经{fact}。",
    "下一步，我们将{means}、{means}，{aim}。",
    "同时要看到，{trade}还存在一些薄弱环节，有的地方没有{means}，有的地方没有{means}，离{aim}还有不小的差距。",
    "一句话，既要{means}，又要{means}，最终是为了{aim}。",
    "大家可能不知道，仅{year}年一年，就{fact}，{fact}。",
    "有人担心{topic}，这种心情完全可以理解；但是，只要{means}，就一定能够{aim}。",
    "我可以负责任地说，{trade}不会停下来，也不会走回头路。",
)
REPORT = (
    "一年来，我们坚持{means}，大力推进{trade}，{fact}，{fact}。",
    "{trade}取得新进展，{fact}。",
    "着力{means}、{means}，{aim}，全年{fact}。",
    "{year}年，全市{trade}{fact}；{trade}{fact}，较上年有明显提高。",
    "在肯定成绩的同时，也要清醒地看到，{trade}仍然是一块短板，{means}的任务还很繁重。",
    "要以{trade}为抓手，{means}，{means}，努力{aim}。",
    "今年计划{fact}，并通过{latin}系统{means}。",
    "各部门要{means}，把{trade}摆在更加突出的位置，{aim}。",
)
ESSAY = (
    "我常常想起{memory}，{mind}。",
    "{muse}。",
    "{muse}，{muse}。",
    "记得{when}，{sky}，我一个人坐在{where}，{act}，{mind}。",
    "后来读书、工作、成家，走过的地方多了，{memory}却始终留在心里，{mind}。",
    "{memory}，说起来不过是一件小事，可是{when}每逢{sky}，我就{mind}。",
    "友人来信说，{where}已经变了样，{memory}也不在了。",
    "为什么会这样呢？我想，{muse}。",
    "那时候，{who}总是{how}{act}，而我在一旁看着，{sky}，{mind}。",
)
CAST = {"novel": (NARRATION, (2, 5)), "answer": (ANSWER, (2, 5)), "report": (REPORT, (2, 6)), "essay": (ESSAY, (2, 7))}
HAN_NUMERALS = "零一二三四五六七八九十"


def numeral(n: int) -> str:
    """A number below 100 in Chinese.

    >>> [numeral(n) for n in (7, 10, 14, 20, 35)]
    ['七', '十', '十四', '二十', '三十五']
    """
    tens, ones = divmod(n, 10)
    return (("" if tens == 1 else HAN_NUMERALS[tens]) + "十" if tens else "") + (HAN_NUMERALS[ones] if ones or not tens else "")


class Writer:
    """Expands templates with one random source; a sentence of some length hardly ever stands twice in a text."""

    def __init__(self, seed: str) -> None:
        self.rng = Random(seed)
        self.last: dict[str, str] = {}
        self.said: set[str] = set()

    def sentence(self, template: str) -> str:
        for _ in range(20):  # a long text runs out of new ones
            words = self.fill(template)
            if words not in self.said or len(words) < 12:
                break
        self.said.add(words)
        return words

    def fill(self, template: str) -> str:
        return re.sub(r"\{(\w+)\}", lambda m: self.fill(self.pick(m[1])), template)

    def pick(self, slot: str) -> str:
        word = self.rng.choice([w for w in SLOTS[slot] if w != self.last.get(slot)])
        self.last[slot] = word
        return word

    def paragraph(self, cast: str) -> str:
        templates, (low, high) = CAST[cast]
        count = 1 if self.rng.random() < 0.12 else self.rng.randint(low, high)
        return "".join(map(self.sentence, self.rng.sample(templates, min(count, len(templates)))))

    def pages(self, cast: str, size: int, talk: float = 0.0) -> tuple[str, ...]:
        out: list[str] = []
        while sum(map(len, out)) < size:
            out.append(self.sentence(self.rng.choice(DIALOGUE)) if self.rng.random() < talk else self.paragraph(cast))
        return tuple(out)


def compose(genre: str, seed: int = 0, size: int = 8000, *, traditional: bool = False) -> Work:
    """A clean work of about ``size`` characters; in traditional script its quotes are 「」 for every other seed."""
    w = Writer(f"{genre}:{seed}")
    work = {"novel": _novel, "press": _press, "report": _report, "essay": _essay}[genre](w, seed, size)
    return convert(work, "s2t", corner=seed % 2 == 1) if traditional else work


def trapped(work: Work, seed: int = 0) -> Work:
    """The work with paragraphs strewn in that look damaged and are right: a cleaner must leave every one."""
    rng = Random(seed)
    groups = iter(rng.sample(TRAPS, len(TRAPS)))
    chapters: list[Chapter] = []
    for chapter in work.chapters:
        body = list(chapter.paragraphs)
        for at in (
            sorted(rng.sample(range(1, len(body)), min(len(body) - 1, 4)), reverse=True)
            if chapter.heading and len(body) > 2
            else ()
        ):
            body[at:at] = next(groups, [])
        chapters.append(Chapter(chapter.heading, tuple(body)))
    return Work(work.genre, work.title, work.author, tuple(chapters))


def _novel(w: Writer, seed: int, size: int) -> Work:
    """Chapters of one of five shapes; volumes over them, a prologue and an afterword in some."""
    count = max(4, min(30, size // 1600))
    shape = seed % 5
    titles = w.rng.sample(SLOTS["thead"], min(count, len(SLOTS["thead"])))
    chapters: list[Chapter] = []
    if shape == 1:
        chapters.append(Chapter("楔子", w.pages("novel", 500, 0.3)))
    for n in range(1, count + 1):
        title = titles[(n - 1) % len(titles)]
        if shape == 2 and n in (1, count // 2 + 1):
            chapters.append(Chapter(f"卷{numeral(1 if n == 1 else 2)}　{w.pick('thead')}", ()))
        heading = {
            0: f"第{numeral(n)}章　{title}", 1: f"第{n}章 {title}", 2: f"第{numeral(n)}章　{title}",
            3: f"第{numeral(n)}回　{w.pick('couplet')}", 4: f"第{numeral(n)}章",
        }[shape]
        chapters.append(Chapter(heading, w.pages("novel", size // count, 0.35)))
    if shape == 1:
        chapters.append(Chapter("后记", w.pages("essay", 500)))
    author = w.rng.choice(("沈一苇", "江远帆", "许慎言"))
    return Work("novel", f"{w.pick('thead')}{w.pick('thead')}记", f"作者：{author}", tuple(chapters))


def _press(w: Writer, seed: int, size: int) -> Work:
    count = max(4, min(len(SLOTS["topic"]), size // 700))
    city, official = w.pick("city"), w.rng.choice(("黄市长", "陈局长", "方主任"))
    trade = w.pick("trade")
    lead = f"{{month}}月{{day}}日，{city}就{trade}举行记者会，{official}回答了中外记者的提问。会上介绍，全市已经{{fact}}。"
    chapters = [Chapter(None, (w.fill(lead),))]
    for topic in w.rng.sample(SLOTS["topic"], count):
        answer = w.pages("answer", size // count - 60)
        question = w.sentence(w.rng.choice(QUESTION))
        chapters.append(Chapter(topic, (question, f"{official}：{answer[0]}", *answer[1:])))
    return Work("press", f"{official}就{trade}答记者问", None, tuple(chapters))


def _report(w: Writer, seed: int, size: int) -> Work:
    count = max(2, min(6, size // 2400))
    chapters = [Chapter(None, ("各位代表：", *w.pages("report", 300)))]
    for n in range(1, count + 1):
        chapters.append(Chapter(f"{numeral(n)}、{w.pick('year')}年{w.pick('trade')}情况", w.pages("report", 200)))
        for k, trade in enumerate(w.rng.sample(SLOTS["trade"], 4), 1):
            chapters.append(Chapter(f"（{numeral(k)}）{trade}取得新成效", w.pages("report", size // count // 4)))
    return Work("report", "政府工作报告", None, tuple(chapters))


def _essay(w: Writer, seed: int, size: int) -> Work:
    count = max(4, min(20, size // 1200))
    chapters = [Chapter("序", w.pages("essay", 400))]
    for n, memory in enumerate(w.rng.sample(SLOTS["memory"] * 2, count), 1):
        heading = f"第{numeral(n)}篇　{memory}" if seed % 2 else f"{numeral(n)}、{memory}"
        chapters.append(Chapter(heading, w.pages("essay", size // count)))
    return Work("essay", f"{w.pick('thead')}集", w.rng.choice(("文／周望川", "苏晚晴　著")), tuple(chapters))


def convert(work: Work, config: str, *, corner: bool = False) -> Work:
    """The work in another script, character by phrase (OpenCC), with 「」 for “” on request."""

    def words(chars: str) -> str:
        chars = _converter(config).convert(chars)
        return chars.translate(str.maketrans("“”‘’", "「」『』")) if corner else chars

    chapters = tuple(Chapter(c.heading and words(c.heading), tuple(map(words, c.paragraphs))) for c in work.chapters)
    return Work(work.genre, words(work.title), work.author and words(work.author), chapters)


@lru_cache
def _converter(config: str) -> Any:
    import opencc

    return opencc.OpenCC(config)
