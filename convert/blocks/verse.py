"""Verse (韵文) among prose and on its own: poems, couplets, songs; and the titles of poems in a collection."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import groupby, pairwise

from convert.blocks.kinds import Found, Kind, Page
from convert.blocks.letters import DATED
from convert.blocks.lines import CLOSERS, han
from convert.blocks.marks import BYLINE
from convert.blocks.persons import named
from convert.text import width

PARTS = re.compile(r"[，。；！？、：,;!?:…—\s　·]+")
QUOTED = frozenset("“「『\"'‘")
NAMED = re.compile(  # what announces verse by its name
    r"(?:[诗詩词詞曲歌赋賦赞讚贊偈联聯谣謠诀訣令][\u4e00-\u9fff]{0,3}?[云曰道]|[为為][证證]|口占[\u4e00-\u9fff]{0,6}|"
    r"[诗詩词詞曲歌偈联聯律句][\u4e00-\u9fff]{0,8}[道云曰])[：:]?$|[（(][^（()）]{0,16}(?:唱|念|[诗詩]云|[诗詩]曰|吟|[数數]板)[)）]$"
)
OPENS = re.compile(  # what may announce verse
    r"(?:正是|真是|道是|但[见見]|[见見]得|有道是|[吟念题題唱写寫][道曰云]|[是云曰道])[：:]$|(?:正是|但[见見]|有道是)$"
)
PROSE = re.compile(r"话说|話說|却[说說]|[卻]說|且[说說]|看官|[写寫看念吟]罢|[说說]罢|[话話]休|[不]知")
FUNCTION = re.compile(r"[的了着在我你他她它不是有把像和与也还都就一这那吧吗呢從与從與還這沒没从]")
SEEN = re.compile("(?:但[见見]|[见見]得|[只祇][见見])[：:]?$")  # announces a description in pairs of clauses
METRES = (4, 5, 6, 7, 8)
LONGEST = 20  # Han in a line of free verse
LINES = 5  # lines of free verse on end
NARROW = 24  # columns: below, equal lines prove no hard wrap


def clauses(words: str) -> list[int]:
    """How many Han characters stand between a line's marks.

    >>> clauses("春去也，飞红万点愁如海。")
    [3, 7]
    """
    return [n for p in PARTS.split(words.strip("”’」』（）()")) if (n := han(p))]


def metre(words: str) -> int | None:
    """The length of all clauses, if they are of one length and hold nothing but Han.

    >>> metre("莫道断桥人不见，有人桥上看人归。"), metre("他走了，没有回头。")
    (7, None)
    """
    if words[0] in QUOTED or words[-1] in "：:" or len(words) > 80:
        return None
    parts = clauses(words)
    solid = sum(parts) + len(PARTS.findall(words)) >= len(words) - 4
    return parts[0] if parts and solid and len(set(parts)) == 1 and parts[0] in METRES else None


def verse(page: Page) -> dict[int, Found]:
    """Lines of verse: announced and in metre, in metre for four clauses, or free verse by its open ends; poems' titles."""
    out: dict[int, Found] = {}
    able = [len(w) <= 80 and not page.full[i] and page.free(i) and page.own(i) for i, w in enumerate(page.words)]
    metres = [metre(w) if ok else None for w, ok in zip(page.words, able, strict=True)]
    done = 0
    sure: dict[int, int] = {}
    for i in (i for i, ok in enumerate(able) if ok):
        if i < done:
            continue
        end = i
        above = page.words[i - 1] if i and page.kind[i - 1] is not Kind.HEAD else ""
        if NAMED.search(above[-24:]):
            end = _announced(page, able, metres, i)
        elif OPENS.search(above[-6:]) and (metres[i] or (SEEN.search(above[-6:]) and _paired(page.words[i]))):
            end = _same(page, metres, i) if metres[i] else i + 1
            end = end if end - i > 1 or _couplet(page.words[i]) else i
        if end == i and metres[i] in (5, 7):
            if i not in sure:
                sure = _poems(page, i, _same(page, metres, i))
            end = sure[i]
        out |= {j: Found(Kind.VERSE) for j in range(i, end)}
        done = end
    for start, end in _stretches(page, able, out):
        out |= {j: Found(Kind.VERSE) for j in range(start, end)}
    _collected(page, able, out)
    _titled(page, out)
    return out


def _announced(page: Page, able: Sequence[bool], metres: Sequence[int | None], i: int) -> int:
    """Where verse announced by name ends: with its metre, or, for uneven lines, where they grow long or prose begins."""
    first = metres[i]
    if first is not None:
        end = _same(page, metres, i)
        if end - i > 1 or len(clauses(page.words[i])) >= 4:
            return end
    parts = clauses(page.words[i])
    if not parts or max(parts) > 9 or page.words[i][0] in QUOTED or PROSE.match(page.words[i]):
        return i
    end = i
    while end < len(page.words) and end - i < 40 and able[end]:
        w = page.words[end]
        parts = clauses(w)
        if not parts or max(parts) > 10 or han(w) > 32 or w[0] in QUOTED or PROSE.match(w) or w[-1] in "：:":
            break
        parted = page.lines[end].blank > (page.lines[i + 1].blank if end > i + 1 else 0)
        if end > i and parted and not _stanza(page, able, i, end):
            break
        end += 1
    return end if end > i + 1 else end if _paired(page.words[i]) or max(clauses(page.words[i])) <= 9 else i


def _stanza(page: Page, able: Sequence[bool], first: int, start: int) -> bool:
    """Is what a blank line parts from verse another stanza: as many lines as stand above, none much longer?"""
    above = 1
    while start - above - 1 >= first and not page.lines[start - above].blank:
        above += 1
    longest = max(han(page.words[i]) for i in range(first, start)) + 1
    below = range(start, start + above)
    if below.stop > len(able):
        return False
    alike = all(able[i] and han(page.words[i]) <= longest and (page.lines[i].blank > 0) == (i == start) for i in below)
    return above > 1 and alike and page.words[start][0] not in QUOTED


def _same(page: Page, metres: Sequence[int | None], i: int) -> int:
    """The end of the lines on end that share one metre."""
    end = i
    while end < len(metres) and metres[end] == metres[i] and (end == i or page.lines[end].blank <= page.lines[i + 1].blank + 1):
        end += 1
    return end


def _couplet(words: str) -> bool:
    parts = clauses(words)
    return len(parts) >= 2 and (parts[0] >= 5 or len(parts) >= 4) and (metre(words) is not None or _paired(words))


def _paired(words: str) -> bool:
    """Clauses in pairs of one length, as in 赋 and couplets of uneven halves."""
    parts = clauses(words)
    if words[0] in QUOTED or len(parts) < 4 or max(parts) > 9:
        return False
    even = sum(a == b for a, b in zip(parts[::2], parts[1::2], strict=False))
    return even * 4 >= 3 * (len(parts) // 2)


def _poems(page: Page, start: int, end: int) -> dict[int, int]:
    """For every line of a run in one metre: where verse that begins there ends, which is there where it is none.

    Verse has two lines or more, four clauses, and the marks of verse: no prose comes so by chance.
    """
    out: dict[int, int] = {}
    marked = parts = 0
    for i in range(end - 1, start - 1, -1):
        marked += page.words[i][-1] in "，。；！？,;"
        parts += len(clauses(page.words[i]))
        out[i] = end if parts >= 4 and marked * 2 >= end - i >= 2 else i
    return out


def _stretches(page: Page, able: Sequence[bool], taken: dict[int, Found]) -> list[tuple[int, int]]:
    """Free verse: short lines on end, most of them open, with the small words that lists lack, and no common edge."""
    out: list[tuple[int, int]] = []
    liney = [ok and _liney(w) for ok, w in zip(able, page.words, strict=True)]
    for together, run in groupby(range(len(liney)), liney.__getitem__):
        i, *more = run
        end = i + 1 + len(more)
        if not together or len(more) + 1 < LINES:
            continue
        start = max(i, _titles(page, i, end))
        lines = [page.words[j] for j in range(start, end) if j not in taken]
        if len(lines) >= LINES and _free(lines):
            out.append((start, end))
    return out


def _liney(words: str) -> bool:
    n = han(words)
    return (
        1 <= n <= LONGEST
        and words[0] not in QUOTED
        and words[-1] not in "：:"
        and n * 10 >= 7 * len(words.strip("，。；！？、：…—"))
        and not re.search(r"[0-9/=|｜<>【】\t]|　{2,}|^.{1,8}[：:]\S", words)
    )


def _titles(page: Page, start: int, end: int) -> int:
    """A text that begins with a poem has its title, and perhaps a name, above it."""
    if start:
        return start
    at = 1
    if at < end and (named(page.words[at]) or BYLINE.match(page.words[at])):
        return 2
    while at < min(end, 4) and page.lines[at].blank and at + 1 < end and page.lines[at + 1].blank:
        at += 1
    return at


def _free(lines: Sequence[str]) -> bool:
    opened = sum(w.rstrip("".join(CLOSERS))[-1:] not in ("。", "！", "？", "…") for w in lines)
    small = sum(bool(FUNCTION.search(w)) for w in lines)
    lengths = sorted(map(han, lines))
    edge = max(map(width, lines))
    at_edge = sum(width(w) >= edge - 2 for w in lines)
    return (
        opened * 5 >= 2 * len(lines)
        and small * 2 >= len(lines)
        and 3 <= lengths[len(lengths) // 2] <= 13
        and (edge < NARROW or at_edge * 2 < len(lines))
    )


def _collected(page: Page, able: Sequence[bool], out: dict[int, Found]) -> None:
    """A collection of old poems, lyrics in uneven lines among them: unmarked lines head what ends in marks.

    Nearly every line is one of these, three poems at least, and the verse that has proved itself is a third of it.
    """
    free = list(filter(page.free, range(len(page.words))))
    lyric = {i for i in free if able[i] and page.words[i][-1] in "。！？；，" and (i in out or _lyric(page.words[i]))}
    titles = {i for i in free if i not in lyric and i + 1 in lyric and _title(page, i) and not DATED.fullmatch(page.words[i])}
    top = min(titles, default=0)
    free = [i for i in free if i >= top]  # above stand the collection's own title and name
    if len(titles) >= 3 and len(lyric) + len(titles) >= 0.85 * len(free) and 3 * len(out) >= len(lyric):
        out |= {i: Found(Kind.VERSE) for i in lyric}
        out |= {i: Found(Kind.HEAD) for i in titles}


def _lyric(words: str) -> bool:
    parts = clauses(words)
    return len(parts) >= 2 and max(parts) <= 9 and words[0] not in QUOTED and "：" not in words and len(parts) <= 16


def _titled(page: Page, out: dict[int, Found]) -> None:
    """In a collection a line alone above each poem is its title: short, without a mark, blank lines around, none twice."""
    if len(out) < 12 or any(f.kind is Kind.HEAD for f in out.values()):
        return
    prose = sum(page.free(i) and i not in out and han(w) > LONGEST for i, w in enumerate(page.words))
    if len(out) < 2 * prose:
        return
    groups: list[list[int]] = []
    for i in range(len(page.words)):
        if i == 0 or page.lines[i].blank or page.kind[i] is Kind.HEAD or page.kind[i - 1] is Kind.HEAD:
            groups.append([])
        groups[-1].append(i)
    alone = [
        g[0] for g, below in pairwise(groups)
        if len(g) == 1 and page.free(g[0]) and _title(page, g[0]) and _poem(page, below[0], out)
    ]
    single = [g[0] for g in groups if len(g) == 1 and g[0] in out]
    usual = Counter(page.lines[g[0]].blank for g in groups[1:] if len(g) > 1).most_common(1)
    wide = [i for i in alone if usual and page.lines[i].blank > usual[0][0]]
    titles = wide if len(wide) >= 3 else alone if len(alone) * 4 >= 3 * len(single) else []
    titles = [i for i in titles if not DATED.fullmatch(page.words[i])]
    if len(titles) >= 3 and len({page.words[i] for i in titles}) * 10 >= 9 * len(titles) and 3 * len(titles) <= len(out):
        out |= {i: Found(Kind.SIGNATURE) for i in (*alone, *single) if DATED.fullmatch(page.words[i])}
        out |= {i: Found(Kind.HEAD) for i in titles}


def _poem(page: Page, i: int, out: dict[int, Found]) -> bool:
    """Does a poem begin here, or the first of several under one title?"""
    return (i in out and page.kind[i] is Kind.BODY) or (page.kind[i] is Kind.HEAD and page.words[i].startswith("其一"))


def _title(page: Page, i: int) -> bool:
    w = page.words[i]
    return han(w) <= 14 and w[-1] not in "，。；：、！…" and not re.search("[，。；]", w) and i > 0
