"""A printed table of contents (目录): the editions make their own, with pages that are true."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from convert.blocks import Block, Kind, Survey
from convert.blocks.heads import candidate
from convert.blocks.lines import finished
from convert.clean.junction import whole
from convert.facts import fact
from convert.repair import Confidence, Repair
from convert.settings import CleanSettings
from convert.text import Text

TITLE = re.compile(
    r"[\W_]*(?:《[^《》]{1,30}》)?[\W_]*(?:(?:[本全][书書]|章[节節]|[总總])?目[\s　]*[录錄次]|篇目|contents)[\W_]*", re.I
)
LEADER = " \t\u00a0\u3000.．…·⋯_-—"  # what leads to a page's number
PAGE = re.compile(r"\d+$")
FEWEST = 3
LONGEST = 60  # characters, leader and page number included


def contents(text: Text, seen: Survey, settings: CleanSettings) -> Iterator[Repair]:
    """A run of headings with nothing under them leaves the text if every one of them comes back further down.

    Its wording may differ from the headings in the body in places: form and number must return for all, and most of the
    words for four in five; a heading without a number must return word for word. What does not return stays: then it is the
    only witness of a lost chapter. Lines that nothing but their place tells to be headings (an essay book's titles) are a
    list under its title alone (目录).
    """
    titled = list(_titled(text, seen))
    for run in titled:
        yield _leaves(text, seen, run)
    heads = {i: _Entry.of(b.words(text.chars)) for i, b in enumerate(seen.blocks) if b.kind is Kind.HEAD}
    last = max(heads, default=0)
    latest = {(e.form, e.number): i for i, e in heads.items()}
    names = {e.title for e in heads.values()}
    begin = {title[:1] for title in names}
    entries = {i: e for i, b in enumerate(seen.blocks[:last]) if (e := _entry(text, b, begin)) and (e.form or e.title in names)}
    done = titled[-1][-1] + 1 if titled else 0
    for start in sorted(entries):
        if start < done:
            continue
        run, given = [start], {entries[start]}
        while (entry := entries.get(run[-1] + 1)) and entry not in given:
            run.append(run[-1] + 1)  # an entry given before is the first chapter itself: the list is over
            given.add(entry)
        done = run[-1] + 1
        listed = [entries[i] for i in run]
        if len(run) < FEWEST or any(latest.get((e.form, e.number), 0) <= run[-1] for e in listed):
            continue
        if _return(listed, [e for i, e in heads.items() if i > run[-1]]):
            yield _leaves(text, seen, run)


def _leaves(text: Text, seen: Survey, run: list[int]) -> Repair:
    framed = _framed(text, seen, run)
    at = whole(seen, framed[0])[0], seen.blocks[framed[-1]].at[1]
    why = (fact("contents-return", n=len(run)),)
    return Repair("contents", "contents", at, text.chars[slice(*at)], "", Confidence.CERTAIN, why)


def _titled(text: Text, seen: Survey) -> Iterator[list[int]]:
    """Lists under 目录 whose lines all come back further down, in their order, each with words of its own below it."""
    tops = [i for i, b in enumerate(seen.blocks) if b.at[1] - b.at[0] <= LONGEST and TITLE.fullmatch(b.words(text.chars))]
    if not tops:
        return
    keys = [_key(b.words(text.chars)) if b.at[1] - b.at[0] <= LONGEST else "" for b in seen.blocks]
    places: dict[str, list[int]] = defaultdict(list)
    for i, key in enumerate(keys):
        places[key].append(i)
    for top, below in pairwise([*tops, len(keys)]):  # a list ends where another begins
        ruled = top + 1 < len(seen.blocks) and seen.blocks[top + 1].kind is Kind.BREAK
        run = list(_listed(keys, places, range(top + 1 + ruled, below)))
        if len(run) < FEWEST or (ruled and seen.blocks[run[-1] + 1].kind is not Kind.BREAK):
            continue
        if _over(text, seen, run[-1] + 1, keys[run[0]]) and _in_order(keys, places, run):
            yield run


def _listed(keys: Sequence[str], places: dict[str, list[int]], lines: range) -> Iterator[int]:
    """The first of these lines, up to one that comes back nowhere, or that the list has already given."""
    given: set[str] = set()
    for i in lines:
        if not keys[i] or keys[i] in given or places[keys[i]][-1] == i:
            return
        given.add(keys[i])
        yield i


def _over(text: Text, seen: Survey, i: int, first: str) -> bool:
    """Is the list over: the first title again, a rule, or a paragraph? Any other line may be an entry that does not return."""
    words = seen.blocks[i].words(text.chars)
    return _key(words) == first or seen.blocks[i].kind is Kind.BREAK or (finished(words) and len(words) > LONGEST)


def _in_order(keys: Sequence[str], places: dict[str, list[int]], run: Sequence[int]) -> bool:
    at = run[-1] - 1
    for i in run:
        below = places[keys[i]]
        n = bisect_left(below, at + 2)
        if n == len(below):
            return False
        at = below[n]
    return at + 1 < len(keys)


def _key(words: str) -> str:
    return re.sub(r"[\W_]", "", _bare(words))


def _bare(words: str) -> str:
    """An entry without its page and what leads to it.

    >>> _bare("第三章　渡口……………… 27")
    '第三章　渡口'
    """
    page = PAGE.search(words, max(0, len(words) - 4))
    return (words[: page.start()] if page else words).rstrip(LEADER)


def _framed(text: Text, seen: Survey, run: list[int]) -> list[int]:
    """The list with its title above, and with the rules over and under it if it has both."""
    start, end = run[0], run[-1] + 1
    ruled = seen.blocks[start - 1].kind is Kind.BREAK if start else False
    if ruled and end < len(seen.blocks) and seen.blocks[end].kind is Kind.BREAK:
        start, end = start - 1, end + 1
    if start and TITLE.fullmatch(seen.blocks[start - 1].words(text.chars)):
        start -= 1
        if not ruled and end < len(seen.blocks) and seen.blocks[end].kind is Kind.BREAK:
            end += 1  # a rule between the list and the text
    return [*range(start, end)]


class _Entry(NamedTuple):
    """A heading as a list of contents gives it: its form and number, its title without marks."""

    form: str
    number: int
    title: str

    @staticmethod
    def of(words: str) -> _Entry:
        h = candidate(_bare(words))
        return _Entry(h.form if h else "", h.number if h else 0, _key(words))


def _entry(text: Text, block: Block, begin: set[str]) -> _Entry | None:
    """A block as an entry: a heading by its own form, or one that begins as headings without a form ``begin`` here."""
    words = block.words(text.chars)
    if len(words) > LONGEST or (words[0].isalnum() and words[0] not in begin and candidate(_bare(words)) is None):
        return None
    entry = _Entry.of(words)
    return entry if entry.title else None


def _return(listed: Sequence[_Entry], below: Sequence[_Entry]) -> bool:
    alike = 0
    titles: dict[tuple[str, int], set[str]] = defaultdict(set)
    for e in below:
        titles[e.form, e.number].add(e.title)
    for entry in listed:
        same = titles.get((entry.form, entry.number))
        if not same or (not entry.form and entry.title not in same):
            return False
        alike += entry.title in same or any(_alike(entry.title, title) for title in same)
    return alike * 5 >= len(listed) * 4


def _alike(a: str, b: str) -> bool:
    shared = sum(min(a.count(c), b.count(c)) for c in set(a))
    return shared * 2 >= min(len(a), len(b))
