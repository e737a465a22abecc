"""What a block (a line of words) does, and the block itself."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from convert.blocks.heads import Heading
from convert.blocks.labels import Label


class Kind(StrEnum):
    """What a block (a line of words) does."""

    TITLE = "title"  # a line of the document's own heading group
    HEAD = "head"  # a section's heading
    SUBHEAD = "subhead"  # the title line below a heading that is a number alone
    TURN = "turn"  # a speaker's words, beginning with the label
    BODY = "body"
    ITEM = "item"  # of an enumeration whose numbers run on
    DATELINE = "dateline"  # begins with a dateline; the lead may follow on the line
    CAPTION = "caption"
    JUMP = "jump"
    BREAK = "break"  # a row of marks between scenes


STRUCTURAL = frozenset((Kind.TITLE, Kind.HEAD, Kind.SUBHEAD, Kind.TURN, Kind.DATELINE, Kind.CAPTION, Kind.JUMP, Kind.BREAK))
FLOWING = frozenset((Kind.BODY, Kind.TURN, Kind.ITEM))


@dataclass(frozen=True, slots=True)
class Block:
    """A line of words: what it does, where it stands, the layout before it, and what it is made of.

    ``inner`` is where its words begin behind a label, a number or a dateline (equal to ``at[0]`` otherwise). ``level`` is
    what the editor has given a heading, 1 for the highest.
    """

    kind: Kind
    at: tuple[int, int]
    blank: int
    indent: int
    inner: int
    heading: Heading | None = None
    label: Label | None = None
    level: int | None = None

    def words(self, chars: str) -> str:
        """The block's characters."""
        return chars[self.at[0] : self.at[1]]
