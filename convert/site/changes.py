"""What became of the text between two versions (版次变更), paragraph by paragraph."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import zip_longest

from convert.site.model import Changes

SAMPLES = 12
LENGTH = 60  # characters of a paragraph that are shown
BEFORE = 12  # of them before the first that differs


def changes(since: str, old: Sequence[str], new: Sequence[str]) -> Changes:
    """How ``new`` differs from ``old``, the paragraphs of version ``since``.

    >>> found = changes("1", ["雨停了。", "船靠岸了。"], ["雨停了。", "船离岸了。", "灯亮着。"])
    >>> (found.changed, found.added, found.removed), found.samples
    ((1, 1, 0), (('船靠岸了。', '船离岸了。'), ('', '灯亮着。')))
    """
    changed = added = removed = 0
    samples: list[tuple[str, str]] = []
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        both = min(i2 - i1, j2 - j1)
        changed, added, removed = changed + both, added + j2 - j1 - both, removed + i2 - i1 - both
        samples += [_clip(a, b) for a, b in zip_longest(old[i1:i2], new[j1:j2], fillvalue="")][: SAMPLES - len(samples)]
    return Changes(since, changed, added, removed, tuple(samples))


def _clip(old: str, new: str) -> tuple[str, str]:
    """Both from shortly before they part, and not too long."""
    same = next((i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    start = max(0, same - BEFORE)

    def cut(words: str) -> str:
        shown = words[start : start + LENGTH]
        return ("…" if start and shown else "") + shown + ("…" if start + LENGTH < len(words) else "")

    return cut(old), cut(new)
