"""A printed table of contents (目录): the editions make their own, with pages that are true."""

from __future__ import annotations

import re
from collections.abc import Iterator

from convert.blocks import Kind, Survey
from convert.clean.junction import whole
from convert.facts import fact
from convert.repair import Confidence, Repair
from convert.settings import CleanSettings
from convert.text import Text

TITLE = re.compile(r"[\W_]*(?:《[^《》]{1,30}》)?[\W_]*(?:目[\s　]*[录錄次]|contents)[\W_]*", re.I)
LEADER = re.compile(r"[\s　.．…·⋯_\-—]*\d{0,4}$")
FEWEST = 3


def contents(text: Text, seen: Survey, settings: CleanSettings) -> Iterator[Repair]:
    """A run of headings with nothing under them leaves the text if every one of them comes back further down.

    Its wording may differ from the headings in the body in places: form and number must return for all, and most of the
    words for four in five. What does not return stays: then it is the only witness of a lost chapter.
    """
    heads = [i for i, b in enumerate(seen.blocks) if b.kind is Kind.HEAD]
    start = 0
    while start < len(heads):
        end = start
        listed = {_entry(text, seen, heads[start])}
        while end + 1 < len(heads) and heads[end + 1] == heads[end] + 1:
            entry = _entry(text, seen, heads[end + 1])
            if entry in listed:  # the list is over, and the first chapter begins right below it
                break
            listed.add(entry)
            end += 1
        run = heads[start : end + 1]
        if len(run) >= FEWEST and _return(text, seen, run, heads[end + 1 :]):
            first = run[0] - 1
            if first >= 0 and TITLE.fullmatch(seen.blocks[first].words(text.chars)):
                run = [first, *run]
            for i in run:
                at = whole(seen, i)
                evidence = (fact("contents-return", n=len(run)),)
                yield Repair("contents", "contents", at, text.chars[slice(*at)], "", Confidence.CERTAIN, evidence)
        start = end + 1


def _return(text: Text, seen: Survey, run: list[int], later: list[int]) -> bool:
    below: dict[tuple[str, int], list[str]] = {}
    for i in later:
        key, title = _entry(text, seen, i)
        below.setdefault(key, []).append(title)
    alike = 0
    for i in run:
        key, title = _entry(text, seen, i)
        if key not in below:
            return False
        alike += any(_alike(title, other) for other in below[key])
    return alike * 5 >= len(run) * 4


def _entry(text: Text, seen: Survey, i: int) -> tuple[tuple[str, int], str]:
    block = seen.blocks[i]
    words = LEADER.sub("", block.words(text.chars))
    h = block.heading
    title = re.sub(r"[\W_]", "", h.title if h else words)
    return (h.form if h else "", h.number if h else 0), title


def _alike(a: str, b: str) -> bool:
    if not a or not b:  # a number alone, its title on another line
        return True
    shared = sum(min(a.count(c), b.count(c)) for c in set(a))
    return shared * 2 >= max(len(a), len(b))
