"""Chapters and passages that a file holds twice (重章、重段)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from convert.blocks import Kind, Survey
from convert.blocks.lines import finished, han
from convert.blocks.marks import containment
from convert.clean.junction import whole
from convert.facts import Fact, fact
from convert.repair import Confidence, Repair
from convert.settings import CleanSettings
from convert.text import Text

LONG = 15  # Han characters: shorter paragraphs come back in any book
ENOUGH = 200  # characters that a passage repeats at least
FOLLOWING = 80  # of one that follows itself
SAME = 0.9  # of a chapter's characters that must stand in the earlier one of its name
BODY = 60  # characters of a chapter's body at least


def copies(text: Text, seen: Survey, settings: CleanSettings) -> Iterator[Repair]:
    """The second copy of a chapter, or of a run of paragraphs, leaves the text.

    A chapter: the same heading, and nine tenths of its characters in paragraphs that the first one has word for word. A
    run: two long paragraphs at least, 200 characters or fewer that follow themselves, in the same order as before. A single
    paragraph that comes back later (a reprinted notice, a refrain) stays.
    """
    gone: set[int] = set()
    for _, second, share in _chapters(text, seen):
        name = seen.blocks[second[0]].words(text.chars)
        why = fact("chapter-twice", heading=name, share=f"{share:.0%}")
        if share >= SAME:
            gone.update(second)
            yield from _drop(text, seen, second, why)
        else:  # two versions: which is the right one only an editor can tell
            yield from (replace(r, confidence=Confidence.POSSIBLE) for r in _drop(text, seen, second, why))
    for run, before in _runs(text, seen, gone):
        yield from _drop(text, seen, run, fact("passage-twice", n=len(run), words=seen.blocks[before].words(text.chars)[:10]))


def _drop(text: Text, seen: Survey, blocks: range, why: Fact) -> Iterator[Repair]:
    at = whole(seen, blocks[0])[0], seen.blocks[blocks[-1]].at[1]
    yield Repair("copies", "copy", at, text.chars[slice(*at)], "", Confidence.PROBABLE, (why,))


def _chapters(text: Text, seen: Survey) -> Iterator[tuple[range, range, float]]:
    """Chapters of one name, the first with each later one that holds the same or nearly the same."""
    heads = [i for i, b in enumerate(seen.blocks) if b.kind is Kind.HEAD]
    known: dict[str, range] = {}
    for n, i in enumerate(heads):
        here = range(i, heads[n + 1] if n + 1 < len(heads) else len(seen.blocks))
        name = seen.blocks[i].words(text.chars)
        share = _share(text, seen, known[name], here) if name in known else 0.0
        if share >= SAME or (share and _near(text, seen, known[name], here) >= SAME):
            yield known[name], here, share
        else:
            known.setdefault(name, here)


def _share(text: Text, seen: Survey, first: range, second: range) -> float:
    """How much of the second chapter's body the first one holds, paragraph for paragraph; 0 for one without a body."""
    have = {seen.blocks[i].words(text.chars) for i in first[1:]}
    body = [seen.blocks[i].words(text.chars) for i in second[1:]]
    length = sum(map(len, body))
    return sum(len(w) for w in body if w in have) / length if length >= BODY and len(body) > 1 else 0.0


def _near(text: Text, seen: Survey, first: range, second: range) -> float:
    """How much of the second chapter's words, three characters at a time, the first one holds."""
    have, body = ("\n".join(seen.blocks[i].words(text.chars) for i in chapter[1:]) for chapter in (first, second))
    return containment(body, have)


def _runs(text: Text, seen: Survey, gone: set[int]) -> Iterator[tuple[range, int]]:
    first: dict[str, int] = {}
    i = done = 0
    while i < len(seen.blocks):
        words = seen.blocks[i].words(text.chars)
        if i in gone or han(words) < LONG:
            i += 1
            continue
        before = first.setdefault(words, i)
        end = i
        if before < i:
            while (
                end < len(seen.blocks) and end not in gone and before + end - i < i and _same(text, seen, before + end - i, end)
            ):
                end += 1
        start, least = i, max(done, before + end - i, i - before)
        while start > least and start - 1 not in gone and _same(text, seen, before + start - i - 1, start - 1):
            start -= 1  # the heading that stands twice with it
        run, length = range(start, end), sum(seen.blocks[j].at[1] - seen.blocks[j].at[0] for j in range(start, end))
        prose = all(b.kind is not Kind.VERSE for b in seen.blocks[start:end]) and finished(seen.blocks[end - 1].words(text.chars))
        follows = before + end - i >= start and length >= FOLLOWING and prose
        if end - i >= 2 and (length >= ENOUGH or follows):
            yield run, before + start - i
            i = done = end
        else:
            i += 1


def _same(text: Text, seen: Survey, a: int, b: int) -> bool:
    return seen.blocks[a].words(text.chars) == seen.blocks[b].words(text.chars)
