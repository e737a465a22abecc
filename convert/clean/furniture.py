"""What belongs to a page and not to the text (页眉、页脚、页码), left standing in a scan's or a PDF's words."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from convert.blocks import Kind, Survey
from convert.blocks.heads import run_on
from convert.blocks.lines import ended, han
from convert.clean.junction import whole
from convert.clean.margins import line_numbers
from convert.facts import Fact, fact
from convert.repair import Confidence, Repair
from convert.settings import CleanSettings
from convert.text import Text, width

FOLIO = re.compile(
    r"[-—–·•─~～\s　\[（(〔〈]*(?:第|P(?:age|\.)?)?\s*(?P<n>[0-9０-９]{1,4})\s*[页頁]?\s*"
    r"(?:(?:[/／]\s*共?|[,，·|]?\s*共)\s*[0-9]{1,4}\s*[页頁]?)?[-—–·•─~～\s　\]）)〕〉]*",
    re.I,
)
BESIDE = re.compile(
    r"[-—–·•\s　]*(?P<n>[0-9０-９]{1,4})[\s　·|｜/／—–-]+(?P<tail>[^\s0-9。，；：！？][^。，；：]{1,44})|"
    r"(?P<head>[^。，；：]{1,44}[^\s0-9。，；：])[\s　·|｜/／—–-]+(?P<m>[0-9０-９]{1,4})[-—–·•\s　]*"
)
PARTS = re.compile(r"[\s　]*[|｜/／][\s　]*|[　\s]{1,}·?[　\s]*")  # between a book's title and a chapter's in a running head
LOOSE = (Kind.BODY, Kind.TITLE, Kind.ITEM, Kind.HEAD)  # a running head may read like a chapter's
MARKED = re.compile(  # a number that no section bears so
    r"第[\s　]*[0-9０-９]|[页頁/／]|(?:^|[\s　])[-—–·•─~～\[（(〔〈][\s　]*[0-9０-９]{1,4}[\s　]*[-—–·•─~～\]）)〕〉](?:$|[\s　])"
)
MARKS = re.compile("[。！？…”，；：]")
FEWEST = 3
TWICE = 2  # where marks stand round the number, and the text's own title beside it
PAGED = 4  # of so many page numbers one must show by more than itself that a page ends there
ALONE, BEGUN = 12, 4  # Han that an unfinished block has at least, fewer where it begins a paragraph or goes on from a full line
SLACK = 6  # columns that a full line may fall short by
HEADER = 52  # characters a running head has at most, its folio with it


def furniture(text: Text, seen: Survey, settings: CleanSettings) -> Iterator[Repair]:
    """Page numbers that count up through the file, and running heads that come back, leave the text.

    A number alone on its line is a folio only where it and its neighbours count up page by page and one in four shows by more
    that a page ends there, or right above a form feed. A line that comes back is a running head where most of its copies
    stand beside a folio or a form feed, or break a paragraph in two.
    """
    folios = _folios(text, seen)
    out: dict[int, tuple[Fact, ...]] = {i: (fact("folio", n=n, count=len(folios)),) for i, n in folios.items()}
    out.update(_heads(text, seen, set(folios)))
    for run in _runs(sorted(out)):
        before, behind = run[0] - 1, run[-1] + 1
        if before >= 0 and behind < len(seen.blocks) and _open(text, seen, before, behind):
            at = seen.blocks[before].at[1], seen.blocks[behind].at[0]
            evidence = (*out[run[0]], fact("page-cuts"))
            after = "\n" if _full(text, seen, before) else ""  # a full line is joined with those around it, as one of them
            yield Repair("furniture", "furniture", at, text.chars[slice(*at)], after, Confidence.PROBABLE, evidence)
            continue
        for i in run:
            at = whole(seen, i)
            yield Repair("furniture", "furniture", at, text.chars[slice(*at)], "", Confidence.PROBABLE, out[i])
    yield from line_numbers(text, seen)


def _runs(blocks: Sequence[int]) -> Iterator[list[int]]:
    run: list[int] = []
    for i in blocks:
        if run and i != run[-1] + 1:
            yield run
            run = []
        run.append(i)
    if run:
        yield run


def _full(text: Text, seen: Survey, i: int) -> bool:
    block = seen.blocks[i]
    return seen.wrap is not None and block.indent + width(block.words(text.chars)) >= seen.wrap.columns - SLACK


def _open(text: Text, seen: Survey, before: int, after: int) -> bool:
    """Does the page's end stand inside a paragraph: an unfinished block before it, one that begins nothing behind it?"""
    b = seen.blocks[after]
    return b.kind is Kind.BODY and b.indent <= 0 and _unfinished(text, seen, before)


def _unfinished(text: Text, seen: Survey, i: int) -> bool:
    block = seen.blocks[i]
    words = block.words(text.chars)
    begins = seen.indent and block.indent >= seen.indent
    goes_on = i and _full(text, seen, i - 1) and not ended(seen.blocks[i - 1].words(text.chars))
    least = BEGUN if begins or goes_on else ALONE
    prose = block.kind in (Kind.BODY, Kind.TURN, Kind.ITEM, Kind.DIRECTION)
    return prose and not ended(words) and han(words) >= least


def _fed(text: Text, seen: Survey, i: int) -> bool:
    """Does a form feed stand beside the line?"""
    low = seen.blocks[i - 1].at[1] if i else 0
    high = seen.blocks[i + 1].at[0] if i + 1 < len(seen.blocks) else len(text.chars)
    return "\f" in text.chars[low:high]


def _folios(text: Text, seen: Survey) -> dict[int, int]:
    """Numbers that count up page by page, alone on their lines or with the running head beside them."""
    out: dict[int, int] = {}
    short = [(i, b.words(text.chars)) for i, b in enumerate(seen.blocks) if b.kind in LOOSE and b.at[1] - b.at[0] <= HEADER]
    alone = [(i, int(m["n"])) for i, words in short if (m := FOLIO.fullmatch(words)) and seen.blocks[i].kind is not Kind.HEAD]
    beside = [(i, m) for i, words in short if (m := BESIDE.fullmatch(words))]
    names = {i: [part for part in PARTS.split(m["head"] or m["tail"]) if han(part) >= 2] for i, m in beside}
    times = Counter(name for parts in names.values() for name in set(parts))
    titled = [(i, int(m["n"] or m["m"])) for i, m in beside if any(times[name] >= 2 for name in names[i])]
    for found in (alone, titled):
        kept = [(i, n) for (i, n), ok in zip(found, run_on([n for _, n in found]), strict=True) if ok]
        paged = sum(_ends_page(text, seen, i) for i, _ in kept)
        if len(kept) >= FEWEST and all(b[0] - a[0] > 1 for a, b in pairwise(kept)) and paged * PAGED >= len(kept):
            out.update(kept)
    title = seen.blocks[0].words(text.chars).strip("《》") if seen.blocks else ""
    named = [(i, n) for i, n in titled if title in names[i] and MARKED.search(seen.blocks[i].words(text.chars))]
    below = (text.chars[a.at[1] : b.at[0]] for a, b in pairwise(seen.blocks))  # the layout behind each block
    fed = {i for i, layout in enumerate(below) if "\f" in layout} if "\f" in text.chars else set()
    above_feeds = [(i, n) for i, n in alone if i in fed]
    inside = [(i, n) for i, n in alone if MARKED.search(seen.blocks[i].words(text.chars)) and _parts(text, seen, i)]
    for found, least in ((named, TWICE), (above_feeds, 1), (inside, 1)):
        if len(found) >= least and all(a < b for (_, a), (_, b) in pairwise(found)):
            out.update(found)
    return out


def _ends_page(text: Text, seen: Survey, i: int) -> bool:
    """Does a page's end show by more than its number: marks round it, a form feed, an unfinished paragraph above?

    Else it may as well count sections, alone (1, 2, 3) or behind a name (渡口 1, 渡口 2).
    """
    words = seen.blocks[i].words(text.chars)
    return MARKED.search(words) is not None or _fed(text, seen, i) or (i > 0 and _unfinished(text, seen, i - 1))


def _parts(text: Text, seen: Survey, i: int) -> bool:
    """Does it part a sentence, alone or with a running head: an open end above, nothing that begins a paragraph below?"""
    above = next((j for j in (i - 1, i - 2) if j >= 0 and _prose(text, seen, j)), None)
    below = next((j for j in (i + 1, i + 2) if j < len(seen.blocks) and _prose(text, seen, j)), None)
    if above is None or below is None:
        return False
    rest = seen.blocks[below]
    return rest.kind is Kind.BODY and rest.indent <= 0 and _unfinished(text, seen, above)


def _prose(text: Text, seen: Survey, i: int) -> bool:
    words = seen.blocks[i].words(text.chars)
    return han(words) >= ALONE or MARKS.search(words) is not None


def _heads(text: Text, seen: Survey, folios: set[int]) -> Iterator[tuple[int, tuple[Fact, ...]]]:
    places: dict[str, list[int]] = defaultdict(list)
    for i, block in enumerate(seen.blocks):
        words = block.words(text.chars)
        if (
            len(words) <= HEADER
            and (han(words) or block.kind is Kind.BREAK)
            and not MARKS.search(words)
            and block.kind is not Kind.TURN
            and i not in folios
        ):
            places[re.sub(r"[\s　0-9０-９]+", "", words)].append(i)
    for key, at in places.items():
        beside = sum(i - 1 in folios or i + 1 in folios for i in at)
        if seen.blocks[at[0]].kind is Kind.BREAK and beside < len(at):
            continue  # rules round a folio are its own; others part scenes
        if not key or (len(at) < FEWEST and (len(at) < 2 or not beside)):
            continue
        if seen.blocks[at[0]].kind in (Kind.HEAD, Kind.TITLE) or at[0] == 0:
            at = at[1:]  # the heading itself stays
        there = [i for i in at if _at_page(text, seen, folios, i)]
        if len(there) >= min(FEWEST - 1, len(at)) and len(there) * 10 >= len(at) * 6:
            for i in there:
                yield i, (fact("recurs", n=len(at)), fact("at-page"))


def _at_page(text: Text, seen: Survey, folios: set[int], i: int) -> bool:
    """Does the line stand where a page ends: beside a folio, a form feed, or in the middle of a paragraph?"""
    if i - 1 in folios or i + 1 in folios or i == 0 or i + 1 == len(seen.blocks) or _fed(text, seen, i):
        return True
    return _open(text, seen, i - 1, i + 1)
