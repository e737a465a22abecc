"""What a block (a line of words) does, and the block itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import NamedTuple

from convert.blocks.heads import Heading
from convert.blocks.labels import Label
from convert.blocks.lines import Line


class Kind(StrEnum):
    """What a block (a line of words) does."""

    TITLE = "title"  # a line of the document's own heading group
    ARTICLE = "article"  # a line of the heading group of one of several articles
    HEAD = "head"  # a section's heading
    SUBHEAD = "subhead"  # the title line below a heading that is a number alone
    TURN = "turn"  # a speaker's words, beginning with the label
    BODY = "body"
    ITEM = "item"  # of an enumeration whose numbers run on
    DATELINE = "dateline"  # begins with a dateline; the lead may follow on the line
    CAPTION = "caption"
    JUMP = "jump"
    BREAK = "break"  # a row of marks between scenes
    VERSE = "verse"  # a line of verse
    MEMBER = "member"  # of a list without numbers: a cast's
    DIRECTION = "direction"  # what happens on the stage
    ADDRESS = "address"  # whom a letter or a speech speaks to
    SIGNATURE = "signature"  # who signs at the end, and when
    NOTE = "note"  # a note's own words, at the page's foot or the chapter's end
    ROW = "row"  # of a table
    QUOTED = "quoted"  # a paragraph that Markdown's mark sets off as another's


APART = frozenset(Kind) - {Kind.BODY, Kind.ITEM}  # no line before goes on in these
STRUCTURAL = APART - {
    *(Kind.VERSE, Kind.MEMBER, Kind.DIRECTION, Kind.ADDRESS, Kind.SIGNATURE, Kind.NOTE, Kind.ROW, Kind.QUOTED),
}
HEADINGS = frozenset((Kind.TITLE, Kind.ARTICLE, Kind.HEAD, Kind.SUBHEAD))
RUNNING = frozenset((Kind.TURN, Kind.DIRECTION, Kind.NOTE, Kind.MEMBER, Kind.QUOTED))  # what may fill more lines than one
FLOWING = frozenset((Kind.BODY, Kind.TURN, Kind.ITEM))


class Block(NamedTuple):
    """A line of words: what it does, where it stands, the layout before it, and what it is made of.

    ``inner`` is where its words begin behind a label, a number or a dateline (equal to ``at[0]`` otherwise). ``level`` is
    what the editor has given a heading, 1 for the highest. ``call`` is where the mark stands that calls a note.
    """

    kind: Kind
    at: tuple[int, int]
    blank: int
    indent: int
    inner: int
    heading: Heading | None = None
    label: Label | None = None
    level: int | None = None
    call: tuple[int, int] | None = None

    def words(self, chars: str) -> str:
        """The block's characters."""
        return chars[self.at[0] : self.at[1]]


class Page(NamedTuple):
    """All lines of a text while their kinds are being found.

    ``free``: nothing has claimed the line yet. ``own``: it begins something (in a wrapped text a line may be another's rest).
    ``full``: it reaches the edge of a wrapped text. ``edges``: the lines at a paragraph's beginning or end, in text order: all,
    but in a wrapped text not those in the midst of one, which can be nothing else.
    """

    words: Sequence[str]
    lines: Sequence[Line]
    kind: Sequence[Kind]
    full: Sequence[bool]
    free: Callable[[int], bool]
    own: Callable[[int], bool]
    edges: Sequence[int]


class Found(NamedTuple):
    """What a line is found to be; ``inner`` counts the characters of its label or mark."""

    kind: Kind
    inner: int = 0
    label: Label | None = None
    call: tuple[int, int] | None = None
