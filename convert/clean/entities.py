"""HTML entities and tags (网页代码) that stayed in a text when it was taken from a web page."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from itertools import pairwise

from convert.blocks import Survey
from convert.blocks.lines import BLANKS, IS_HAN
from convert.clean.chars import before
from convert.clean.spacing import in_prose
from convert.facts import fact
from convert.repair import Confidence, Repair
from convert.settings import CleanSettings
from convert.text import LINE_ENDS, Text

BLOCKS = (
    "p|div|li|ul|ol|dl|dt|dd|tr|td|th|table|tbody|thead|h[1-6]|hr|center|blockquote|section|article|header|footer|main|nav|"
    "html|head|body|title|form|option|select|figure|figcaption|pre"
)
INLINE = "span|font|a|b|i|u|s|em|strong|small|big|strike|del|ins|sub|sup|tt|img|ruby|rt|rp|rb|nobr|wbr|input|label|link|meta|o:p"
CODES = "b|i|u|s|url|img|color|size|font|align|quote|center|email|hide|indent|float|backcolor"  # of bulletin boards
TAG = re.compile(
    r"(?=[<\[])(?:<!--(?:(?!-->|<!--).){0,2000}-->|<(?P<drop>script|style)\b[^<>]*>(?:(?!</?(?P=drop)).){0,20000}</(?P=drop)\s*>"
    r"|<(?P<shift>su[pb])>(?P<small>[0-9+−-]{1,4})</(?P=shift)>"
    rf"|</?(?P<name>br|{BLOCKS}|{INLINE})(?:\s[^<>]{{0,600}})?/?>|<!DOCTYPE[^<>]{{0,200}}>|</?(?:script|style|iframe|noscript)\b[^<>]{{0,600}}>"
    rf"|\[img\][^\[\]\s]{{0,300}}\[/img\]|\[/?(?P<code>{CODES})(?:=[^\[\]\n]{{1,200}})?\])",
    re.IGNORECASE | re.DOTALL,
)
LINE_END = re.compile(rf"[{BLANKS}]*(?:\r\n|[{LINE_ENDS}]|\Z)")
BLOCK = re.compile(rf"</?(?:{BLOCKS})\b", re.IGNORECASE)
BREAK = re.compile(r"<br\b", re.IGNORECASE)
PICTURE = re.compile(r"<img\b|\[img\]", re.IGNORECASE)
SMALL = {"sup": str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻"), "sub": str.maketrans("0123456789+-−", "₀₁₂₃₄₅₆₇₈₉₊₋₋")}

ENTITY = re.compile(
    r"(?:&(?:amp[;；])*(?:#\d{2,7}|#[xX][0-9a-fA-F]{2,6}|[A-Za-z][A-Za-z0-9]{1,31})[;；]|&nbsp(?![A-Za-z0-9=;；])|(?<![A-Za-z0-9_&])nbsp[;；])+"
)
PLAIN = str.maketrans("\u00a0\u2002\u2003\u2009\r", "  \u3000 \n", "\u00ad\u200b\u200c\u200d\u200e\u200f\ufeff")

ABOUT = re.compile(  # what a text that explains such things speaks of
    r"(?<![A-Za-z./])(?:X?HTML5?|XML|CSS|JavaScript|BBCode)(?![A-Za-z])|[标標][签籤]|[转轉][义義]|[超][文][本]|源代?[码碼]|[前後后]端"
    r"|[实實][体體](?:引用|字符|[编編][码碼])|[网網][页頁][设設制製]",
    re.IGNORECASE,
)
OPENS, CLOSES = frozenset("“‘「『《（(\"'`"), re.compile("[”’」』》）)\"'`]|\\s*(?:[标標元][签籤记記素]|[实實][体體])")


MEANS = re.compile(r"[ ]?(?:表示|代表|用[来來于於]|[标標][签籤记記]|元素|[实實][体體]|符[号號]|[转轉][义義])")  # <br> 表示换行


def entities(text: Text, seen: Survey, settings: CleanSettings) -> Iterator[Repair]:
    """Entities become the characters they stand for; tags leave, those that end lines leaving a line end.

    A picture inside a sentence stood for a character that is lost: a gap. A text about web pages names tags on purpose: one
    note says so, and nothing is changed.
    """
    chars = text.chars
    if "&" not in chars and "<" not in chars and "[" not in chars and "nbsp;" not in chars:
        return
    found = sorted([*_tags(chars), *_entities(chars)], key=lambda r: r.at)
    if not found:
        return
    named = {
        r.at
        for r in found
        if (chars[max(0, r.at[0] - 1) : r.at[0]] in OPENS and CLOSES.match(chars, r.at[1])) or MEANS.match(chars, r.at[1])
    }
    about = len(ABOUT.findall(TAG.sub("", chars)))
    if len(named) * 5 >= len(found) or (about >= 3 and about * 10 >= len(found)):
        why = (fact("speaks-of-tags", n=len(found)),)
        yield Repair("entities", found[0].kind, found[0].at, found[0].before, found[0].before, Confidence.POSSIBLE, why)
        return
    yield from (r for r in found if r.at not in named)


def _entities(chars: str) -> Iterator[Repair]:
    for m in ENTITY.finditer(chars):
        after = re.sub(r"(?<!&)\bnbsp;", "&nbsp;", m[0].replace("；", ";"))
        for _ in range(4):  # escaped and escaped again
            after = html.unescape(after)
        after = after.replace("\r\n", "\n").translate(PLAIN)
        if len(after) == 1 and not after.strip() and _within(chars, m.span()):
            after = ""
        if after != m[0] and not re.search(r"&[A-Za-z]+;", after):
            why = fact("stands-for", entity=m[0][:24])
            yield Repair("entities", "entity", m.span(), m[0], after, Confidence.CERTAIN, (why,))


def _within(chars: str, at: tuple[int, int]) -> bool:
    """Does it stand between two Han or marks of a sentence, where no space belongs?"""
    beside = chars[max(0, at[0] - 1) : at[0]] + chars[at[1] : at[1] + 1]
    return len(beside) == 2 and re.search("[\0-\xff\u3000]", beside) is None and in_prose(chars, at)


def _tags(chars: str) -> Iterator[Repair]:
    """Tags, those that stand side by side together, each run with the one line end that it leaves."""
    if "<" not in chars and "[" not in chars:
        return
    run: list[re.Match[str]] = []
    closed = {name.lower() for pair in re.findall(r"</([A-Za-z:]+)|\[/([A-Za-z]+)\]", chars) for name in pair if name}
    for m in TAG.finditer(chars):
        name = (m["code"] or m["name"] or "").lower()
        if (m["code"] or len(name) == 1) and name not in closed and name != "p":
            continue  # <b> and [i] are also what lists and notes are marked with
        if run and chars[run[-1].end() : m.start()].strip(BLANKS + LINE_ENDS):
            yield _run(chars, run)
            run = []
        run.append(m)
    if run:
        yield _run(chars, run)


def _run(chars: str, run: list[re.Match[str]]) -> Repair:
    start, end = run[0].start(), run[-1].end()
    blank = "".join(chars[a.end() : b.start()] for a, b in pairwise(run))
    opens = not before(chars, start)
    following = LINE_END.match(chars, end)
    breaks = sum(bool(BREAK.match(m[0])) for m in run)
    kind, after, why = "tag", blank, fact("tag", tag=run[0][0][:24])
    if breaks or any(BLOCK.match(m[0]) for m in run):
        if opens or following:
            after = ""
            end = following.end() if opens and following else end  # a line of its own leaves whole
        elif "\n" not in blank:
            after = "\n" * min(2, max(1, breaks))
    elif any(PICTURE.match(m[0]) for m in run) and IS_HAN.match(chars[start - 1 : start]) and IS_HAN.match(chars[end : end + 1]):
        kind, after, why = "gap", "\ufffd", fact("picture", tag=run[0][0][:60])
    after = "".join(m["small"].translate(SMALL[m["shift"].lower()]) for m in run if m["small"]) + after
    return Repair("entities", kind, (start, end), chars[start:end], after, Confidence.CERTAIN, (why,))
