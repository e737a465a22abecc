"""Words that look wrong, by a few named rules (存疑). All are held: only a reader can tell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator

from convert.blocks import Kind, Survey
from convert.blocks.marks import DATE
from convert.clean.slips import slips
from convert.clean.unpaired import unpaired
from convert.facts import Fact, fact
from convert.repair import Confidence, Repair
from convert.settings import CleanSettings
from convert.text import Text

Finding = tuple[tuple[int, int], str, Fact]  # where, what might stand there, why


def wording(text: Text, seen: Survey, settings: CleanSettings) -> Iterator[Repair]:
    """Slips of wording that a rule with few false hits can see: a crossed frame, a word short of a character, a look-alike."""
    found: list[Finding] = []
    for rule in RULES:
        found += rule(text, seen)
    for (start, end), after, why in sorted(found):
        yield Repair("wording", "wording", (start, end), text.chars[start:end], after, Confidence.POSSIBLE, (why,))


def _frames(text: Text, seen: Survey) -> Iterator[Finding]:
    """为……而努力 whose frame goes on into a noun: two sayings crossed (…而努力 + 努力的目标)."""
    for m in re.finditer(r"而(?:努力|奋斗|奮鬥)(?P<noun>目[标標]|方向|任[务務])", text.chars):
        yield m.span(), m[0], fact("frame", frame=m[0][:3], noun=m["noun"])


REGIONS = (
    "拉美|亚太|亞太|中东|中東|东盟|東盟|欧盟|歐盟|非洲|亚洲|亞洲|欧洲|歐洲|南方|"
    "阿拉伯|中亚|中亞|东南亚|東南亞|南亚|南亞|北欧|北歐|东欧|東歐|西方|海湾|海灣"
)


def _regions(text: Text, seen: Survey) -> Iterator[Finding]:
    """A region's name and 国 where 国家 is meant: no region is a 国."""
    for m in re.finditer(rf"(?:{REGIONS})[国國](?![家际際内內土籍有会會民人])", text.chars):
        if re.search("[美非欧歐]", m[0][-2]) and text.chars[m.end() : m.end() + 1] in ("、", "和", "与"):
            continue
        yield m.span(), m[0] + "家", fact("region")


def _lookalikes(text: Text, seen: Survey) -> Iterator[Finding]:
    """高 where 搞 is meant: 不搞对抗, 大搞形式主义. 高 takes no such object."""
    taken = r"[\u4e00-\u9fff]{0,4}(?:算[计計]|[对對]抗|主[义義]|[阵陣][营營]|博弈)"
    for m in re.finditer(f"高(?<=[不要大]高)(?={taken})", text.chars):
        if not re.match("高[大度层層等端速尚于於新科]", text.chars[m.start() : m.start() + 2]):
            yield m.span(), "搞", fact("lookalike")


def _echoes(text: Text, seen: Survey) -> Iterator[Finding]:
    """为和平发展，为发展加力: a noun that closes one of two parallel clauses and opens the other."""
    for m in re.finditer(r"[为為](?P<a>[\u4e00-\u9fff]{2,6})，[为為](?P<b>[\u4e00-\u9fff]{3,6})(?=[。，；！])", text.chars):
        if m["a"][-2:] == m["b"][:2] and m["a"] != m["b"]:
            yield m.span(), m[0], fact("echo", noun=m["b"][:2])


def _dates(text: Text, seen: Survey) -> Iterator[Finding]:
    """本月初 of something still to come, in a piece dated later in the month."""
    dateline = next((b for b in seen.blocks if b.kind is Kind.DATELINE), None)
    if dateline is None:
        return
    date = re.search(DATE, dateline.words(text.chars))
    in_month = re.search(r"月(\d+)日", date[0]) if date else None
    day = int(in_month[1]) if in_month else 0
    if day < 5:
        return
    for m in re.finditer(r"本月初(?=[^。！？\n]{0,20}(?:[将將]|期待|即[将將]|拟|擬|[计計][划劃]|[预預][计計]))", text.chars):
        yield m.span(), m[0], fact("month", day=day)


def _minority(text: Text, seen: Survey) -> Iterator[Finding]:
    """作出 and 做出 in one text: the rarer of the two is shown, where the other is the rule."""
    seen_forms = Counter(re.findall(r"[作做]出(?!版|品|[场場])", text.chars))
    (common, many), (rare, few) = (*seen_forms.most_common(2), ("", 0), ("", 0))[:2]
    if few and many >= 4 and many >= 4 * few:
        for m in re.finditer(rare + r"(?!版|品|[场場])", text.chars):
            yield m.span(), common, fact("minority", rare=rare, few=few, common=common, many=many)


def _doubles(text: Text, seen: Survey) -> Iterator[Finding]:
    """Marks set twice: ，， 。。 、、"""
    for m in re.finditer(r"([，、；：。])\1", text.chars):
        beside = text.chars[max(0, m.start() - 1) : m.start()] + text.chars[m.end() : m.end() + 1]
        if not set("。." if m[1] == "。" else "，。、；：") & set(beside):
            yield m.span(), m[1], fact("double-mark")


RULES: tuple[Callable[[Text, Survey], Iterator[Finding]], ...] = (
    _frames,
    _regions,
    _lookalikes,
    _echoes,
    _dates,
    _minority,
    _doubles,
    unpaired,
    slips,
)
