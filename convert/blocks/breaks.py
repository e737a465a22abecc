"""Where a blank line means something (分隔): scenes, stanzas, tables, articles, the titles of poems."""

from __future__ import annotations

from convert.blocks.kinds import FLOWING, Kind
from convert.blocks.survey import Survey

GROUPED = (Kind.VERSE, Kind.ROW)


def breaks_before(seen: Survey, i: int) -> bool:
    """Does a scene, stanza or table begin with block ``i``: more blank lines before it than paragraphs, or lines, have here?

    Where blank lines part every paragraph, more of them say nothing (the slot of a picture, a page's end). Before a
    speaker's label or an item they part turns and lists, not scenes.
    """
    if i == 0:
        return False
    a, b = seen.blocks[i - 1], seen.blocks[i]
    if a.kind is b.kind and a.kind in GROUPED:
        return b.blank > seen.close
    return not seen.gapped and b.blank > 0 and a.kind in FLOWING and b.kind is Kind.BODY and a.inner < a.at[1]


def blank_before(seen: Survey, i: int) -> bool:
    """Does the printed text need a blank line there, so that read again it has the same breaks and the same kinds?"""
    if i == 0:
        return False
    a, b = seen.blocks[i - 1], seen.blocks[i]
    if breaks_before(seen, i):
        return True
    if a.kind is b.kind:
        return False
    if Kind.VERSE in (a.kind, b.kind):  # a poem's title stands alone, a prose line after verse is none of it
        return a.heading is None or b.kind is not Kind.VERSE
    return b.kind is Kind.ARTICLE or a.kind is Kind.ROW or (a.kind is Kind.SIGNATURE and b.heading is None)
