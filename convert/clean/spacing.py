"""Spaces between Han characters (字间空格): letter-spaced titles, and strays inside sentences."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from convert.blocks import Survey
from convert.blocks.heads import NAMES
from convert.blocks.labels import KEY
from convert.blocks.lines import BLANKS, HAN, han
from convert.clean.chars import BEGIN, END, before, behind
from convert.facts import fact
from convert.lexicon import cohesion, spanning
from convert.repair import Confidence, Repair
from convert.settings import CleanSettings
from convert.text import Text, width

SPACES = " \u00a0\u2000-\u200a\u202f\u205f"
GAP = f"[{SPACES}\u3000]{{1,8}}"
CELL = f"(?:[《〈（“「]?[{HAN}][》〉）”」，。、；：？！]{{0,2}}|[《〈（“「》〉）”」，。、；：？！])"
SPREAD = re.compile(f"{BEGIN}(?P<words>{CELL}(?:{GAP}{CELL})+){END}")
NUMERAL = "〇零一二三四五六七八九十百廿卅"
LABEL = re.compile(
    f"(?P<label>第(?:{GAP})?[{NUMERAL}](?:(?:{GAP})?[{NUMERAL}]){{0,4}}(?:{GAP})?[章回节節卷部篇集幕讲講话話折])(?=[\\s：:]|\\Z)"
)
STRAY = re.compile(f"[{SPACES}](?<=[{HAN}].)(?=[{HAN}])")
WIDE = re.compile(f"(?<=[{HAN}])(?:[{SPACES}]{{2}}|\u3000)(?=[{HAN}])")
BESIDE = re.compile(
    f"(?<=[{HAN}])[{SPACES}](?=[，。、；：？！”’」』）》])|(?<=[，。、；：？！”’」』）》“‘「『（《])[{SPACES}](?=[{HAN}“‘「『《])"
)
TITLES = frozenset(NAMES) | {"目录", "目錄", "总则", "總則", "附则", "附則", "题记", "題記", "简介", "簡介", "正文", "摘要"}
ROWS = frozenset(  # what stands in rows: numbers, stems and branches, seasons, quarters, elements
    "一二三四五六七八九十百千万上中下左右前后後东西南北東春夏秋冬甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥金木水火土日月"
)
HONOURED = frozenset("上旨谕諭诏詔皇帝圣聖钦欽御天恩宪憲钧鈞尊台臺祖宗先")  # old letters leave a space before them
COHESION = 2.5  # a title has more of it, a row of characters less
DECISIVE = 5.0  # a word across a space, as across a cut
STRAYS, SHARE = 3, 0.05  # so many spaces inside sentences part words, and that share of all: then all of them are strays
ALONE = 0.2  # of a few spaces, this share: then those that part words are
NEAR, GAPS = 60, 12  # characters of the line on each side: to tell a sentence by, to look for the gaps of a table
NAME = 5  # characters at most
SPEAKERS = 3  # names that show a play, or a conversation
LABELLED = 0.8  # of the lines that begin with a name, those with a space behind it
OPENING = re.compile(f"{BEGIN}(?P<words>[{HAN}](?:[{SPACES}]*[{HAN}]){{0,{NAME - 1}}}[{SPACES}]?)")
MOST = 600  # spaces inside sentences that are looked at
SIGNED = re.compile(  # behind an office, and so far nothing but names
    r"(?:[记記]者|通[讯訊][员員]|[摄攝]影|[编編][辑輯]|作者)(?:[ 　：:、]*[\u4e00-\u9fff·]{2,4}){0,4}$"
)


def spacing(text: Text, seen: Survey, settings: CleanSettings) -> Iterator[Repair]:
    """A title spread out with spaces is closed up; a space that parts a word inside a sentence leaves.

    Spaces with a meaning stay: between names, between the halves of a line of verse, in tables, before an honoured person;
    so does every space beside Latin and digits, and every full-width one in a sentence. Some files have a space where a
    rare character was lost: so one that parts no word leaves only where many others do part words.
    """
    titles = list(_spread(text.chars))
    taken = {r.at[0] for r in titles}
    titles += (r for r in _labels(text.chars) if r.at[0] not in taken)
    yield from sorted([*titles, *_strays(text.chars)], key=lambda r: r.at)


def _spread(chars: str) -> Iterator[Repair]:
    lines = list(SPREAD.finditer(chars))
    for m, rows in zip(lines, _stacks(chars, lines), strict=True):
        cells, gaps = re.split(GAP, m["words"]), re.findall(GAP, m["words"])
        solid = "".join(cells)
        narrow = min(map(width, gaps))
        if _names(cells, gaps, narrow):
            continue
        keep = {i for i, g in enumerate(gaps) if width(g) >= 2 * narrow}
        first = not chars[: m.start("words")].strip()
        even = all(width(g) == narrow for i, g in enumerate(gaps) if i not in keep) and len(gaps) - len(keep) >= 2
        prose = re.search("[，。；！？]", solid) is not None
        if not even or ROWS.issuperset(solid) or (han(solid) < 8 if prose else rows > 2):
            if solid in TITLES or (first and len(cells) == 2 and cohesion(solid) >= COHESION):
                yield _closed(m, solid, Confidence.PROBABLE)
            continue
        label = re.match(f"第[{NUMERAL}]+[章回节節卷部篇集幕讲講话話折]", solid)
        if label and not keep:  # the number stays apart from its title
            keep = {label.end() - 1}
        after = cells[0] + "".join((g if i in keep else "") + c for i, (g, c) in enumerate(zip(gaps, cells[1:], strict=True)))
        sure = cohesion(re.sub(f"[^{HAN}]", "", solid)) >= COHESION or label or prose or first
        yield _closed(m, after, Confidence.PROBABLE if sure else Confidence.POSSIBLE)


def _names(cells: list[str], gaps: list[str], narrow: int) -> bool:
    """Is it a row of names: three or more, of two or three characters, those of two spread to the width of three?"""
    sizes = [0]
    for cell, gap in zip(cells, [*gaps, ""], strict=True):
        sizes[-1] += han(cell)
        if width(gap) >= 2 * narrow:
            sizes.append(0)
    return len(sizes) >= 3 and set(sizes) <= {2, 3}


def _closed(m: re.Match[str], after: str, sure: Confidence) -> Repair:
    return Repair("spacing", "spacing", m.span("words"), m["words"], after, sure, (fact("spread"),))


def _stacks(chars: str, lines: list[re.Match[str]]) -> list[int]:
    """How many such lines each stands among: many are the rows of a table, of verse, of a primer."""
    out: list[int] = []
    for i, m in enumerate(lines):
        follows = i > 0 and len(chars[lines[i - 1].end() : m.start("words")].strip(BLANKS).replace("\r\n", "\n")) == 1
        out.append(out[-1] + 1 if follows else 1)
    for i in range(len(out) - 2, -1, -1):
        if out[i + 1] > out[i]:
            out[i] = out[i + 1]
    return out


def _labels(chars: str) -> Iterator[Repair]:
    for m in LABEL.finditer(chars):
        after = re.sub(GAP, "", m["label"])
        if after != m["label"] and not before(chars, m.start()):
            yield Repair("spacing", "spacing", m.span("label"), m["label"], after, Confidence.PROBABLE, (fact("spread-label"),))


def _strays(chars: str) -> Iterator[Repair]:
    """Spaces between two Han of a sentence: strays where they part words, narrow and wide ones judged apart."""
    strewn = False
    labels: set[int] = set()
    for space in (STRAY, WIDE):
        found = [m.span() for m in space.finditer(chars) if in_prose(chars, m.span()) and not _signed(chars, m.start())]
        if space is STRAY and any(len(before(chars, at, NEAR)) <= 2 * NAME for at, _ in found):
            labels = _behind_labels(chars)
        found = [at for at in found if at[0] not in labels]
        looked = found[:: 1 + len(found) // MOST]
        parted = {at: word for at in looked if (word := _parted(chars, at))}
        if space is STRAY:
            strewn = habit = len(parted) >= max(STRAYS, SHARE * len(looked))
            alone = len(parted) >= ALONE * len(found)
        else:  # a name before a speech has such a space behind it, and a lost character leaves one
            habit = strewn and len(parted) >= max(STRAYS, SHARE * len(looked))
            found = [at for at in found if at in parted or _long(chars, at[0])]
            alone = habit
        if not habit and (len(found) > MOST or space is WIDE):  # so many spaces that part no words are meant
            continue
        if habit and space is STRAY:
            labels = labels or _behind_labels(chars)
            beside = (m.span() for m in BESIDE.finditer(chars) if m.start() not in labels)
            found = sorted([*found, *(at for at in beside if in_prose(chars, at))])
        elif not habit and len(found) > 3 + len(chars) // 2000:
            found = sorted(parted)
        for at in found:
            why = [fact("parts-word", word=parted[at])] if at in parted else []
            if habit:
                why.append(fact("strays", n=len(parted), found=len(found)))
            stray = (habit or (alone and at in parted)) and chars[at[1]] not in HONOURED
            sure = Confidence.PROBABLE if stray else Confidence.POSSIBLE
            yield Repair("spacing", "spacing", at, chars[slice(*at)], "", sure, tuple(why) or (fact("may-be-lost"),))


def _behind_labels(chars: str) -> set[int]:
    """The spaces behind speakers' names, or the names of facts (时间 清晨): nearly every line that begins so has one there.

    Where three such names come back, whatever else a line begins with may be one more; and a speech may have run into the
    line before. The spaces inside a name (康　六) are its own.
    """
    begin, spaced = Counter[str](), Counter[str]()
    places: list[tuple[str, list[int]]] = []
    for line in OPENING.finditer(chars):
        name, spaces = "", list[int]()
        for i, c in enumerate(line["words"], line.start("words")):
            if c not in SPACES:
                name += c
                begin[name] += 1
            elif chars[i - 1] not in SPACES:
                spaces.append(i)
                spaced[name] += 1
                places.append((name, [*spaces]))
    names = {name for name, n in spaced.items() if n >= STRAYS and n >= LABELLED * begin[name]}
    every = len(names) >= SPEAKERS
    said = {i for name, spaces in places if name in names or KEY.match(name) or every for i in spaces}
    run_in = re.finditer(f"(?<=[。！？…）])(?:{'|'.join(names)})(?=[{SPACES}])", chars) if every else ()
    return said | {m.end() for m in run_in}


def _long(chars: str, at: int) -> bool:
    """Do more words stand before it, without a mark, than a name has?"""
    return len(re.split(f"[^{HAN}]", before(chars, at, 12))[-1]) > NAME


def in_prose(chars: str, at: tuple[int, int]) -> bool:
    """Does it stand in a line of sentences, with few spaces round about and hardly a wider one?"""
    left, right = before(chars, at[0], NEAR), behind(chars, at[1], NEAR)
    line = f"{left} {right}"
    return (
        han(line) >= 12
        and re.search("[，。；！？]", line) is not None
        and len(re.findall(f"[{SPACES}\u3000\t]{{2,}}|\u3000", f"{left[-GAPS:]}|{right[:GAPS]}")) <= 1
        and len(re.findall(f"[{SPACES}]", line)) * 4 <= han(line)
    )


def _signed(chars: str, at: int) -> bool:
    """Does the space part an office from a name, or names from each other: 记者 周明 何文?"""
    return SIGNED.search(chars, max(0, at - 24), at) is not None


def _parted(chars: str, at: tuple[int, int]) -> str | None:
    left = re.findall(f"[{HAN}]*$", re.sub(f"[{SPACES}]", "", chars[max(0, at[0] - 9) : at[0]]))[0]
    right = re.findall(f"^[{HAN}]*", re.sub(f"[{SPACES}]", "", chars[at[1] : at[1] + 9]))[0]
    across = spanning(left, right)
    return across[0] if across and across[1] > DECISIVE else None
