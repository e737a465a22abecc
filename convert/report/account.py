"""The account of a text's characters (字数账): read, removed, added, and what stands at the end; it must balance."""
from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING

from convert.text import solid

if TYPE_CHECKING:
    from convert.clean import Cleaned


@dataclass(frozen=True, slots=True)
class Account:
    """Where every character went, white space left out: it is layout, which no repair has to answer for.

    ``read`` stood in the source, ``now`` stand in the repaired text; ``removed`` and ``added`` count by kind of repair what
    has left and come. Of a replacement only what differs counts; a moved passage has neither left nor come.
    """

    read: int
    removed: Mapping[str, int]
    added: Mapping[str, int]
    now: int

    @property
    def kept(self) -> int:
        """Characters of the source that are still there."""
        return self.read - sum(self.removed.values())

    @property
    def balanced(self) -> bool:
        """Is everything that left or came answered for?"""
        return self.kept + sum(self.added.values()) == self.now


def account(cleaned: Cleaned) -> Account:
    """Count a cleaned text's characters.

    >>> from convert.clean import clean
    >>> from convert.read import read
    >>> once = "灯在桥头亮着，河水从桥下静静流过去。"
    >>> counted = account(clean(read(f"夜航\\n\\n　　{once}{once}".encode(), "boat")))
    >>> counted.read, counted.kept, dict(counted.removed), dict(counted.added), counted.balanced
    (38, 20, {'repeat': 18}, {}, True)
    """
    removed: Counter[str] = Counter()
    added: Counter[str] = Counter()
    for r in cleaned.applied:
        if not r.is_move:
            before, after = _differing(solid(r.before), solid(r.after))
            removed[r.kind] += len(before)
            added[r.kind] += len(after)
    return Account(len(solid(cleaned.original.chars)), +removed, +added, len(solid(cleaned.text.chars)))


def _differing(before: str, after: str) -> tuple[str, str]:
    head = _alike(before, after)
    before, after = before[head:], after[head:]
    tail = _alike(before[::-1], after[::-1])
    return before[:len(before) - tail], after[:len(after) - tail]


def _alike(a: str, b: str) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(a, b, strict=False)))
