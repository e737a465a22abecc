"""Characters with their origins, and the one way to change them.

Everything the cleaner does is a list of repairs on a ``Text``; ``apply`` makes the next ``Text``, ``undo`` the one before.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from convert.repair import Repair
from convert.source import Source, Span, merge


@dataclass(frozen=True, slots=True, eq=False)
class Text:
    """A string whose every character knows the bytes it came from.

    ``starts[i]`` and ``ends[i]`` are the byte range of ``chars[i]`` in ``source.raw``. A character that a repair wrote
    carries the range of what it replaced; an inserted one carries the empty range at its place.
    """

    source: Source
    chars: str
    starts: array[int]
    ends: array[int]

    def __len__(self) -> int:
        return len(self.chars)

    def spans(self, at: tuple[int, int]) -> tuple[Span, ...]:
        """The bytes of a range of characters: one span, or several where text was joined or moved."""
        a, b = at
        if a < b:
            return merge(map(Span, self.starts[a:b], self.ends[a:b]))
        return (self.place(a),)

    def place(self, at: int) -> Span:
        """The empty span where something inserted before character ``at`` stands."""
        if 0 < at <= len(self.chars):
            return Span(self.ends[at - 1], self.ends[at - 1])
        byte = self.starts[at] if at < len(self.chars) else 0
        return Span(byte, byte)


class Edit(NamedTuple):
    """One splice of characters: what stands in ``[start, end)`` becomes ``after``; ``origin`` says whence it is taken."""

    start: int
    end: int
    before: str
    after: str
    origin: tuple[int, int] | None  # a moved passage: its place in the text before


def edits(repairs: Iterable[Repair]) -> list[Edit]:
    """The splices that applying these repairs takes, from left to right; a move is a cut and a paste."""
    out: list[Edit] = []
    for r in repairs:
        if r.to is not None:
            out.append(Edit(*r.at, r.before, "", None))
            out.append(Edit(r.to, r.to, "", r.after, r.at))
        elif r.before != r.after:
            out.append(Edit(*r.at, r.before, r.after, None))
    out.sort(key=lambda e: (e.start, e.end))
    return out


def collides(a: Edit, b: Edit) -> bool:
    """Do two splices touch the same characters, or the same point?

    >>> collides(Edit(0, 3, "甲乙丙", "", None), Edit(3, 3, "", "丁", None))
    False
    """
    if a.start == b.start and (a.start == a.end or b.start == b.end):
        return a.start == a.end and b.start == b.end
    return a.start < b.end and b.start < a.end


def apply(text: Text, repairs: Sequence[Repair]) -> Text:
    """The text after the repairs, which must not collide (``clean()`` sees to that).

    A replacement of equal length keeps each character's origin; otherwise every new character carries the whole
    replaced range; an inserted one carries the empty range at its place; moved characters keep their own.
    """
    parts: list[str] = []
    starts, ends = array(text.starts.typecode), array(text.ends.typecode)
    done = 0
    for e in edits(repairs):
        parts.append(text.chars[done : e.start])
        starts.extend(text.starts[done : e.start])
        ends.extend(text.ends[done : e.start])
        parts.append(e.after)
        if e.origin is not None:
            starts.extend(text.starts[slice(*e.origin)])
            ends.extend(text.ends[slice(*e.origin)])
        elif len(e.after) == e.end - e.start:
            starts.extend(text.starts[e.start : e.end])
            ends.extend(text.ends[e.start : e.end])
        else:
            low, high = _range(text, e.start, e.end)
            starts.extend([low] * len(e.after))
            ends.extend([high] * len(e.after))
        done = e.end
    parts.append(text.chars[done:])
    starts.extend(text.starts[done:])
    ends.extend(text.ends[done:])
    return Text(text.source, "".join(parts), starts, ends)


def _range(text: Text, start: int, end: int) -> tuple[int, int]:
    if start == end:
        return text.place(start)
    return min(text.starts[start:end]), max(text.ends[start:end])


def undo(chars: str, repairs: Iterable[Repair]) -> str:
    """The characters as they stood before ``apply`` with the same repairs.

    Raises ValueError where ``chars`` is not what those repairs left: a record that does not fit its text.
    """
    parts: list[str] = []
    done = shift = 0
    for e in edits(repairs):
        at = e.start + shift
        if chars[at : at + len(e.after)] != e.after:
            raise ValueError(f"the record does not fit the text at character {at}: {e.after!r} is not there")
        parts.append(chars[done:at])
        parts.append(e.before)
        done = at + len(e.after)
        shift += len(e.after) - (e.end - e.start)
    parts.append(chars[done:])
    return "".join(parts)


class Place(NamedTuple):
    """Where a byte stands for a reader of the source: line and column from 1, and the line itself."""

    line: int
    column: int
    text: str


class Places:
    """Finds line and column of bytes in the text as it was read (before any repair)."""

    def __init__(self, original: Text) -> None:
        self._text = original
        self._lines = line_starts(original.chars)

    def index(self, byte: int) -> int:
        """The character that holds this byte, or the first one behind it."""
        i = bisect_right(self._text.starts, byte) - 1
        if i >= 0 and byte >= self._text.ends[i]:
            i += 1
        return max(0, min(i, len(self._text)))

    def of(self, byte: int, *, past_layout: bool = False) -> Place:
        """Line and column of a byte; ``past_layout``: of the first word behind the line ends and blanks that stand there."""
        i = self.index(byte)
        while past_layout and i < len(self._text) - 1 and self._text.chars[i].isspace():
            i += 1
        n = bisect_right(self._lines, i) - 1
        start = self._lines[n]
        end = self._lines[n + 1] if n + 1 < len(self._lines) else len(self._text)
        return Place(n + 1, i - start + 1, self._text.chars[start:end].rstrip(LINE_ENDS))


LINE_ENDS = "\n\r\f\v\x1c\x1d\x1e\x85\u2028\u2029"


def line_starts(chars: str) -> list[int]:
    r"""The character places where lines begin (LF, CR, CRLF, form feed and Unicode's own).

    >>> line_starts("甲\r\n乙\n\n丙")
    [0, 3, 5, 6]
    """
    out, at = [0], 0
    for line in chars.splitlines(keepends=True):
        at += len(line)
        out.append(at)
    return out[:-1] or [0]  # nothing stands behind the last line's end


def solid(chars: str) -> str:
    """Characters without white space, which an encoding, a wrap or a copy from the screen may change.

    >>> solid("目　录 \\n")
    '目录'
    """
    return "".join(chars.split())


LINES = 1 << 17  # so much is kept of what has been asked of lines: a text is surveyed anew after every change


@lru_cache(maxsize=4096)
def cell(char: str) -> int:
    """Columns that one character takes on a terminal or in a monospaced source (UAX #11; ambiguous counts as wide).

    >>> [cell(c) for c in "中a“\u0301"]
    [2, 1, 2, 0]
    """
    if unicodedata.combining(char) or unicodedata.category(char) in ("Cf", "Cc", "Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WFA" else 1


@lru_cache(maxsize=LINES)
def width(chars: str) -> int:
    """Columns that a string takes.

    >>> width("中国 CCTV")
    9
    """
    if chars.isascii() and chars.isprintable():
        return len(chars)
    others = NOT_FULL.findall(chars)
    return 2 * (len(chars) - len(others)) + sum(map(cell, others))


NOT_FULL = re.compile("[^\u3400-\u4dbf\u4e00-\u9fff、。〈-】！-～“”‘’…—]")  # nearly all of a Chinese text takes two columns
