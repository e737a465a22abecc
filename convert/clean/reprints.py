"""Articles and captions that a file holds twice (重稿、重图说)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from convert.blocks import Kind, Survey
from convert.blocks.articles import PAGE, RULE
from convert.blocks.lines import han
from convert.clean.continuations import FROM
from convert.clean.junction import whole
from convert.facts import fact
from convert.repair import Confidence, Repair
from convert.settings import CleanSettings
from convert.text import Text, solid

SHORTEST = 10  # Han characters of a caption; a credit alone comes back under every picture
ENOUGH = 40  # characters of an article's body
SAME = 0.9  # of them that the earlier article must hold


def reprints(text: Text, seen: Survey, settings: CleanSettings) -> Iterator[Repair]:
    """An article with its heading, or a caption with its credit, that stood before word for word is kept once."""
    words = [b.words(text.chars) for b in seen.blocks]
    gone: set[int] = set()
    known: dict[str, list[frozenset[str]]] = {}
    for span in _articles(seen, words):
        heading = "".join(solid(words[i]) for i in span if seen.blocks[i].kind is Kind.ARTICLE)
        body = [solid(words[i]) for i in span if seen.blocks[i].kind is not Kind.ARTICLE]
        length = sum(map(len, body))
        for earlier in known.get(heading, []):
            share = sum(len(w) for w in body if w in earlier) / length if length >= ENOUGH else 0.0
            if share >= SAME:
                gone.update(span)
                at = whole(seen, span[0])[0], seen.blocks[span[-1]].at[1]
                why = fact("chapter-twice", heading=words[span[0]], share=f"{share:.0%}")
                yield Repair("reprints", "copy", at, text.chars[slice(*at)], "", Confidence.PROBABLE, (why,))
                break
        else:
            known.setdefault(heading, []).append(frozenset(body))
    said: dict[str, int] = {}
    for i, block in enumerate(seen.blocks):
        if i in gone or block.kind is not Kind.CAPTION or han(words[i]) < SHORTEST:
            continue
        first = said.setdefault(solid(words[i]), i)
        if first != i:
            end = i
            while words[end + 1 : end + 2] == words[first + end + 1 - i : first + end + 2 - i] and _captioned(seen, end + 1):
                end += 1
            at = whole(seen, i)[0], seen.blocks[end].at[1]
            why = fact("caption-twice", words=words[first][:10])
            yield Repair("reprints", "copy", at, text.chars[slice(*at)], "", Confidence.PROBABLE, (why,))


def _articles(seen: Survey, words: list[str]) -> Iterator[range]:
    heads = [
        i for i, b in enumerate(seen.blocks) if b.kind is Kind.ARTICLE and (i == 0 or seen.blocks[i - 1].kind is not Kind.ARTICLE)
    ]
    for i, end in pairwise([*heads, len(seen.blocks)]):
        stop = next((j for j in range(i, end) if PAGE.fullmatch(words[j]) or RULE.fullmatch(words[j]) or _resumes(words, j)), end)
        yield range(i, stop)


def _resumes(words: list[str], i: int) -> bool:
    """Does the rest of some other article begin here: “（上接第一版）”, or its title above that?"""
    return any(FROM.search(w) for w in words[i : i + 2])


def _captioned(seen: Survey, i: int) -> bool:
    return i < len(seen.blocks) and seen.blocks[i].kind is Kind.CAPTION
