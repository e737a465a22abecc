"""Pages' own lines (版头): the paper's name, the date and the page's number, above every page of a newspaper's file."""

from __future__ import annotations

import re
from collections.abc import Iterator

from convert.blocks import Kind, Survey
from convert.blocks.articles import PAGE
from convert.blocks.lines import ended
from convert.clean.junction import whole
from convert.facts import fact
from convert.repair import Confidence, Repair
from convert.settings import CleanSettings
from convert.text import Text, solid

LONGEST = 50  # characters
NUMBER = re.compile("[0-9０-９〇一二三四五六七八九十]+")


def mastheads(text: Text, seen: Survey, settings: CleanSettings) -> Iterator[Repair]:
    """A page's own line that came before, but for its numbers, leaves; the first one stays as the paper's.

    Only in a file of several articles, where such lines part the pages.
    """
    if not any(b.kind is Kind.ARTICLE for b in seen.blocks):
        return
    first: dict[str, str] = {}
    for i, block in enumerate(seen.blocks):
        words = block.words(text.chars)
        if block.kind not in (Kind.BODY, Kind.TITLE) or len(words) > LONGEST or not PAGE.fullmatch(words) or ended(words):
            continue
        shape = NUMBER.sub("0", solid(words))
        above = first.setdefault(shape, words)
        if above is not words and block.kind is Kind.BODY:
            at = whole(seen, i)
            why = fact("page-line", words=above)
            yield Repair("mastheads", "furniture", at, text.chars[slice(*at)], "", Confidence.PROBABLE, (why,))
