"""Bytes read in a wrong encoding (乱码), in stretches or in the whole file."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

from convert.blocks import Survey
from convert.blocks.lines import IS_HAN
from convert.clean.chars import LEVEL_ONE
from convert.clean.misread import LATIN, SHIFTED, TORN, Misreading, Stretch, stretches
from convert.clean.suspects import Suspect, pairs, suspects
from convert.facts import fact
from convert.lexicon import simplified
from convert.repair import Confidence, Repair
from convert.settings import CleanSettings
from convert.text import Text

Found = tuple[Misreading | None, Stretch]
NAMES = {LATIN: "Latin-1", "gb18030": "GB 18030", "big5hkscs": "Big5", "utf-8": "UTF-8"}
LOST = re.compile(
    "\ufffd*(?:斤?拷)?(?:锟斤拷)+(?:锟斤?)?\ufffd*"  # U+FFFD, written in UTF-8, read as GBK
    "|(?<![“‘「『烫])烫{5,}(?![！!”’」』烫])|(?<!屯)屯{3,}(?!屯)"  # memory that nothing was ever written to
)
COMMON_MARKS = frozenset("，。、；：？！")
SIGNS = ("锟斤拷", "烫烫烫烫烫", "屯屯屯")
ABOUT = re.compile("[乱亂][码碼]|[编編][码碼]|字符集|Unicode|UTF-8|GBK")  # a text that speaks of such things quotes them
OPENED, CLOSED = re.compile("[“‘「『《\"'`].{0,2}$"), re.compile(".{0,2}[”’」』》\"'`]")
REMAINS = re.compile("[\ufffd?€\ue000-\uf8ff]")  # what is left where bytes were lost
SHARE = 0.6  # of a line's Han in GB 2312 level 1; below it in 0 of 16,228 lines of news, in 4 of 70,000 of old books
ENOUGH = 10  # Han characters that such a share takes
HABIT = 0.5  # of what is not ASCII, misread in one way: the whole file was
ALL = 0.95  # of it, where each code is one character: less, and bytes were lost unseen
SHORT = 6  # bits: enough for a short line of such a file


def mojibake(text: Text, seen: Survey, settings: CleanSettings) -> Iterator[Repair]:
    """Stretches that were read in a wrong encoding are read in the right one, where every byte is still there.

    Where bytes were lost the right reading, with a gap for what is lost, is held; in a file that was misread as a whole it
    is applied. 锟斤拷 and its like are gaps: nothing can be read from them. What no reading explains is only shown.
    """
    found = list(_found(text.chars, suspects(text.chars)))
    habit = _habit(text.chars, found)
    whole: bool | None = None
    if habit and habit.unicode:
        found, whole = list(_found(text.chars, _lines(text.chars, habit._replace(right=TORN, dear=16, least=SHORT)))), True
        found = _apart(found, list(_alone(text.chars, habit)))
    elif habit:
        lines = list(_found(text.chars, _lines(text.chars, habit._replace(whole=True, dear=13, least=SHORT))))
        found = _apart(lines, found)
        # a byte dropped from a code of two leaves no mark, and makes other characters of all that follow
        whole = habit.wrong == LATIN or _share(text.chars, lines) >= ALL
    lost = list(LOST.finditer(text.chars)) if any(sign in text.chars for sign in SIGNS) else []
    about = bool(found or lost) and len(ABOUT.findall(text.chars)) >= 2
    repairs = sorted((_repair(text.chars, way, s, about, whole) for way, s in found), key=lambda r: r.at)
    for m in lost:
        i = bisect_left(repairs, m.end(), key=lambda r: r.at[0])
        if not i or repairs[i - 1].at[1] <= m.start():
            sure = Confidence.POSSIBLE if _quoted(text.chars, m.span(), about) else Confidence.CERTAIN
            key = "replaced-twice" if "锟" in m[0] else "unwritten"
            repairs.insert(i, Repair("mojibake", "gap", m.span(), m[0], "\ufffd", sure, (fact(key, words=m[0][:3]),)))
    yield from repairs


def _repair(chars: str, way: Misreading | None, s: Stretch, about: bool, whole: bool | None) -> Repair:
    """``whole``: is what was misread from end to end to be trusted throughout? None: it was not."""
    sure = Confidence.POSSIBLE
    if way is None:
        why = fact("unreadable", share=f"{s.gain}%")
    elif way.right == SHIFTED.right:
        why = fact("half-a-character")
    else:
        why = fact("misread" if s.exact else "misread-lost", right=NAMES[way.right.partition(",")[0]], wrong=NAMES[way.wrong])
        if s.exact and whole is not False:
            sure = Confidence.CERTAIN
        elif whole and way.unicode:
            sure = Confidence.PROBABLE
    if _quoted(chars, s.at, about):
        sure = Confidence.POSSIBLE
    evidence = (why,) if whole is None else (why, fact("misread-throughout"))
    return Repair("mojibake", "mojibake", s.at, chars[slice(*s.at)], s.after, sure, evidence)


def _quoted(chars: str, at: tuple[int, int], about: bool) -> bool:
    """Is it quoted, in a text that speaks of encodings?"""
    return about and bool(OPENED.search(chars[max(0, at[0] - 3) : at[0]]) and CLOSED.match(chars[at[1] : at[1] + 3]))


def _habit(chars: str, found: list[Found]) -> Misreading | None:
    """The way in which the file was misread as a whole, if it was."""
    share: Counter[Misreading] = Counter()
    for way, s in found:
        if way:
            share[way] += s.at[1] - s.at[0]
    best = share.most_common(1)[0][0] if share else None
    return best if best and _share(chars, [f for f in found if f[0] == best]) > HABIT else None


def _share(chars: str, found: list[Found]) -> float:
    """How much of what is neither ASCII nor layout was misread."""
    misread = sum(_foreign(chars[slice(*s.at)]) for _, s in found)
    return misread / _foreign(chars) if misread else 0.0


def _apart(first: list[Found], others: list[Found]) -> list[Found]:
    """All of the first, and those of the others that keep out of their way."""
    starts = [s.at[0] for _, s in first]
    out = list(first)
    for found in others:
        i = bisect_left(starts, found[1].at[1])
        if not i or first[i - 1][1].at[1] <= found[1].at[0]:
            out.append(found)
    return out


def _alone(chars: str, habit: Misreading) -> Iterator[Found]:
    """What is left of single characters (锛\ufffd of ：): two bytes of three, read as one, and the mark of the third."""
    if habit.wrong == "gb18030":
        for m in re.finditer(pairs(range(0xE2, 0xF0), range(0x80, 0xC0)) + "\ufffd", chars):
            yield habit, Stretch(m.span(), "\ufffd", 0, False)


def _foreign(chars: str) -> int:
    return sum(c > "\x7f" and not c.isspace() for c in chars)


def _lines(chars: str, way: Misreading) -> Iterator[Suspect]:
    """Every line of a file that was misread as a whole, to be weighed once more, the short ones too."""
    starts = [0, *(m.end() for m in re.finditer("\n", chars)), len(chars)]
    yield from (Suspect(a, b, (way,)) for a, b in pairwise(starts))


def _found(chars: str, parts: Iterable[Suspect]) -> Iterator[Found]:
    """All stretches, apart from each other; where two readings compete the one that saves more wins."""
    for start, end, ways in parts:
        piece = chars[start:end]
        tried: list[tuple[Misreading, Stretch]] = []
        for way in ways:
            tried += ((way, s) for s in stretches(piece, way))
            if way.unicode and sum(s.at[1] - s.at[0] for _, s in tried) > 0.8 * len(piece.strip()):
                break  # no other reading could make so much of it
        best: list[Found] = []  # apart, in the line's order
        for found in sorted(tried, key=lambda found: -found[1].gain):
            i = bisect_left(best, found[1].at[1], key=lambda b: b[1].at[0])
            if not i or best[i - 1][1].at[1] <= found[1].at[0]:
                best.insert(i, found)
        if not best and (odd := _unreadable(piece)):
            best = [(None, Stretch((0, len(piece)), piece, odd, False))]
        for how, s in best:
            yield how, s._replace(at=(start + s.at[0], start + s.at[1]))


def _unreadable(line: str) -> int:
    """The share of everyday characters, in hundredths, in a line that has far too few of them; 0 where it is as it should be."""
    words = IS_HAN.findall(simplified(line))
    everyday = sum(c in LEVEL_ONE for c in words)
    if len(words) < ENOUGH or everyday >= SHARE * len(words) or not REMAINS.search(line) or not COMMON_MARKS.isdisjoint(line):
        return 0
    return max(1, round(100 * everyday / len(words)))
