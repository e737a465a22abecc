"""A printed table of contents (目录): the editions make their own, with pages that are true."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from convert.blocks import Block, Kind, Survey
from convert.blocks.heads import candidate
from convert.clean.junction import whole
from convert.facts import fact
from convert.repair import Confidence, Repair
from convert.settings import CleanSettings
from convert.text import Text

TITLE = re.compile(r"[\W_]*(?:《[^《》]{1,30}》)?[\W_]*(?:目[\s　]*[录錄次]|contents)[\W_]*", re.I)
LEADER = re.compile(r"[\s　.．…·⋯_\-—]*\d{0,4}$")
FEWEST = 3
LONGEST = 60  # characters, leader and page number included


def contents(text: Text, seen: Survey, settings: CleanSettings) -> Iterator[Repair]:
    """A run of headings with nothing under them leaves the text if every one of them comes back further down.

    Its wording may differ from the headings in the body in places: form and number must return for all, and most of the
    words for four in five; a heading without a number must return word for word. What does not return stays: then it is the
    only witness of a lost chapter.
    """
    heads = {i: _Entry.of(b.words(text.chars)) for i, b in enumerate(seen.blocks) if b.kind is Kind.HEAD}
    last = max(heads, default=0)
    names = {e.title for e in heads.values()}
    entries = {i: e for i, b in enumerate(seen.blocks[:last]) if (e := _listed(text, b, names))}
    done = 0
    for start in sorted(entries):
        if start < done:
            continue
        run = [start]
        while run[-1] + 1 in entries and entries[run[-1] + 1] not in [entries[i] for i in run]:
            run.append(run[-1] + 1)  # an entry given before is the first chapter itself: the list is over
        done = run[-1] + 1
        if len(run) >= FEWEST and _return([entries[i] for i in run], [e for i, e in heads.items() if i > run[-1]]):
            run = _framed(text, seen, run)
            at = whole(seen, run[0])[0], seen.blocks[run[-1]].at[1]
            why = (fact("contents-return", n=len(run)),)
            yield Repair("contents", "contents", at, text.chars[slice(*at)], "", Confidence.CERTAIN, why)


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
        words = LEADER.sub("", words)
        h = candidate(words)
        return _Entry(h.form if h else "", h.number if h else 0, re.sub(r"[\W_]", "", words))


def _listed(text: Text, block: Block, names: set[str]) -> _Entry | None:
    """A block as an entry: a heading by its own form, or the words of a heading that stands further down."""
    words = block.words(text.chars)
    if len(words) > LONGEST:
        return None
    entry = _Entry.of(words)
    return entry if entry.title and (entry.form or entry.title in names) else None


def _return(listed: Sequence[_Entry], below: Sequence[_Entry]) -> bool:
    alike = 0
    for entry in listed:
        same = [e for e in below if (e.form, e.number) == (entry.form, entry.number)]
        if not same or (not entry.form and entry.title not in {e.title for e in same}):
            return False
        alike += any(_alike(entry.title, e.title) for e in same)
    return alike * 5 >= len(listed) * 4


def _alike(a: str, b: str) -> bool:
    shared = sum(min(a.count(c), b.count(c)) for c in set(a))
    return shared * 2 >= min(len(a), len(b))
