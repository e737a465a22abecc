"""From a text to what the planner is given: tokens, classes, and what words and numbers close or open."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from convert.typeset.kinds import KINDS, classify, tokenize, with_typed_gaps
from convert.typeset.words import LAST_RESORT, cuts, forbidden_edges

Hyphenate = Callable[[str], Iterable[int]]


class Tokens(NamedTuple):
    """A text cut up: `texts` joined are the text; `kinds` has one letter for each; `ties` as in `plan.Paragraph`.

    `parts`: {token: (word, start, stop)} for tokens that are pieces of a word, which a font must measure as a whole.
    """

    texts: list[str]
    kinds: str
    ties: dict[int, int]
    parts: dict[int, tuple[str, int, int]]


_WORD = re.compile("[LDRQ]")


def read(text: str, hyphenate: Hyphenate | None = None, shatter: bool = False) -> Tokens:
    """Cut a text into tokens, words at the places where they may be broken.

    `shatter` allows, as a last resort, a break after every character of a Latin word: for a measure narrower than the
    word.

    >>> read('读hyphenation', lambda word: (2, 6))  # doctest: +ELLIPSIS
    Tokens(texts=['读', 'hy', 'phen', 'ation'], kinds='HLLL', ties={1: 1, 2: 1}, parts={...})
    """
    texts = tokenize(text)
    kinds = classify(texts)
    ties: dict[int, int] = {}
    parts: dict[int, tuple[str, int, int]] = {}
    grown = 0
    for found in list(_WORD.finditer(kinds)):
        at = found.start() + grown
        word = texts[at]
        if len(word) == 1:
            continue
        places = cuts(word, hyphenate)
        if shatter:
            places = dict.fromkeys(range(1, len(word)), LAST_RESORT) | places
        if not places:
            continue
        edges = [0, *sorted(places), len(word)]
        pieces = [word[a:b] for a, b in pairwise(edges)]
        texts[at : at + 1] = pieces
        kinds = kinds[:at] + "".join(KINDS[piece] for piece in pieces) + kinds[at + 1 :]
        for n, (a, b) in enumerate(pairwise(edges)):
            parts[at + n] = word, a, b
            if b in places:
                ties[at + n] = places[b]
        grown += len(pieces) - 1
    return Tokens(texts, kinds, ties, parts)


def join(pieces: Sequence[Tokens]) -> Tokens:
    """The tokens of a whole paragraph from those of its pieces of text, with the rules that look across their borders.

    >>> join([read('第3'), read('月')]).ties
    {1: -1}
    """
    if len(pieces) == 1:
        texts, kinds, ties, parts = pieces[0]
    else:
        texts, kinds, ties, parts = [], "", {}, {}
        for piece in pieces:
            at = len(texts)
            ties |= {at + k: cost for k, cost in piece.ties.items()}
            parts |= {at + k: part for k, part in piece.parts.items()}
            texts += piece.texts
            kinds += piece.kinds
    return Tokens(texts, with_typed_gaps(kinds), ties | forbidden_edges(texts, kinds), parts)


@lru_cache(maxsize=16)
def hyphenator(language: str, total: int = 5, left: int = 2, right: int = 2) -> Hyphenate | None:
    """Hyphenation 断词 of words of one language by its TeX patterns; None if there are none for it.

    `total`, `left`, `right`: the fewest letters a word to be cut has, and leaves on either side.
    """
    import pyphen

    name = pyphen.language_fallback(language)
    if name is None:
        return None
    dictionary = pyphen.Pyphen(lang=name, left=left, right=right)

    @lru_cache(maxsize=4096)
    def hyphenate(word: str) -> tuple[int, ...]:
        return tuple(dictionary.positions(word)) if len(word) >= total else ()

    return hyphenate
