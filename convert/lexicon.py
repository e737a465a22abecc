"""What the language itself says of a junction: does a known word stand across it?"""

from __future__ import annotations

import logging
import os
from functools import lru_cache
from pathlib import Path
from typing import Any

REACH = 8  # characters weighed on each side


@lru_cache(maxsize=1)
def _tokenizer() -> Any:
    """jieba with its dictionary, the cache in the user's own folder (jieba's default is a fixed, world-writable path)."""
    import jieba

    jieba.setLogLevel(logging.CRITICAL)  # a cache that cannot be written is no matter
    folder = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "kanxing"
    tokenizer = jieba.Tokenizer()
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        tokenizer.tmp_dir = str(folder)
        tokenizer.cache_file = "jieba.cache"
        tokenizer.initialize()
    except OSError:  # no folder of one's own: read the dictionary anew each time, and leave nothing anywhere else
        tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
        tokenizer.initialized = True
    return tokenizer


def _route(words: str) -> dict[int, tuple[float, int]]:
    tokenizer = _tokenizer()
    route: dict[int, tuple[float, int]] = {}
    tokenizer.calc(words, tokenizer.get_DAG(words), route)
    return route


def terms(words: str) -> list[str]:
    """The words of two characters or more, as the dictionary alone parts them.

    >>> terms("联合国需要改革")
    ['联合国', '需要', '改革']
    """
    words = _simplifier().convert(words)
    return [w for w in _tokenizer().cut(words, HMM=False) if len(w) > 1 and not w.isspace()]


@lru_cache(maxsize=1)
def _simplifier() -> Any:
    import opencc

    return opencc.OpenCC("t2s")


def spanning(left: str, right: str) -> tuple[str, float] | None:
    """The known word that stands across the junction of two texts, and how much likelier it makes them joined.

    The gain is the best unigram log-probability of the characters joined, less that of the two sides apart; None
    where the likeliest reading has no word across. A gain above 5 was right in all but .0003 to .0007 of junctions.

    >>> spanning("哪里就有中", "国外交人员在守望")[0]
    '中国'
    """
    left, right = left[-REACH:], right[:REACH]
    if not left or not right:
        return None
    whole = left + right
    known = _simplifier().convert(whole)  # the dictionary is simplified; the conversion is one to one
    if len(known) != len(whole):
        known = whole
    route = _route(known)
    at = 0
    while at < len(left):
        end = route[at][1] + 1
        if end > len(left):
            return whole[at:end], route[0][0] - _route(known[: len(left)])[0][0] - _route(known[len(left) :])[0][0]
        at = end
    return None
