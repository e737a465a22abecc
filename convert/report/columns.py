"""Lines of the source beside the lines that became of them (对照), paired by the bytes they come from."""
from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING

from convert.report.record import Entry, hull
from convert.source import Span
from convert.text import LINE_ENDS, Places, Text, line_starts

if TYPE_CHECKING:
    from convert.clean import Cleaned

Range = tuple[int, int]


@dataclass(slots=True)
class Mark:
    """A range of characters that a repair touches, in one of the two texts; an empty range is a point."""

    start: int
    end: int
    entry: Entry


@dataclass(slots=True)
class Row:
    """Lines of the source beside the lines that became of them; either may be missing. ``notes`` are for both."""

    left: Range | None
    right: Range | None = None
    notes: list[Entry] = field(default_factory=list)
    moved: Entry | None = None


def marks(cleaned: Cleaned, places: Places, found: Iterable[Entry]) -> tuple[list[Mark], list[Mark]]:
    """Where each repair shows in the source and in the repaired text, found by bytes alone."""
    text = cleaned.text
    order = sorted(range(len(text)), key=lambda i: (text.starts[i], i))
    firsts = [text.starts[i] for i in order]
    before, after = [], []
    for entry in found:
        before += [Mark(places.index(s.start), places.index(max(s.start, s.end)), entry) for s in entry.repair.origin]
        span = entry.bytes
        low, high = bisect_left(firsts, span.start), bisect_right(firsts, max(span.start, span.end - 1))
        empty = span.start == span.end
        inside = [i for i in order[low:high] if text.ends[i] <= span.end and (empty or text.starts[i] < span.end)]
        if inside and (entry.repair.after or not entry.applied):
            after.append(Mark(min(inside), max(inside) + 1, entry))
        elif entry.applied:
            point = order[high] if high < len(order) else len(text)
            after.append(Mark(point, point, entry))
    return before, after


def _solid(text: Text) -> list[Range]:
    """The lines of a text that hold words, without their line ends."""
    starts = line_starts(text.chars)
    ends = [*starts[1:], len(text)]
    out = []
    for a, b in zip(starts, ends, strict=True):
        while b > a and text.chars[b - 1] in LINE_ENDS:
            b -= 1
        if text.chars[a:b].strip():
            out.append((a, b))
    return out


def rows(cleaned: Cleaned, places: Places, found: Iterable[Entry]) -> list[Row]:
    """Lines of both texts paired by the bytes they come from; a moved passage stands alone at both its places."""
    original, text = cleaned.original, cleaned.text
    lines = _solid(original)
    begins = [original.starts[a] for a, _ in lines]
    moves = [e for e in found if e.applied and e.repair.is_move]

    def moved(span: Span) -> Entry | None:
        return next((e for e in moves if e.bytes.start <= span.start and span.end <= e.bytes.end and span.start < span.end), None)

    def line_of(byte: int) -> int:
        return max(0, bisect_right(begins, byte) - 1)

    rows: list[Row] = []
    done = -1                               # the last line of the source that stands in a row
    for a, b in _solid(text):
        spans = text.spans((a, b))
        if (move := moved(hull(spans))) is not None:
            rows.append(Row(None, (a, b), moved=move))
            continue
        ours = [s for s in spans if moved(s) is None] or list(spans)
        low, high = line_of(ours[0].start), line_of(max(ours[0].start, ours[-1].end - 1))
        rows += [Row(lines[n], moved=moved(_bytes(original, lines[n]))) for n in range(done + 1, low)]
        if low > done:
            rows.append(Row((lines[low][0], lines[max(low, high)][1]), (a, b)))
        elif rows and rows[-1].right and not rows[-1].moved:
            last = rows[-1]
            last.right = (last.right[0] if last.right else a, b)
            if high > done and last.left:
                last.left = (last.left[0], lines[high][1])
        else:
            rows.append(Row(None, (a, b)))
        done = max(done, low, high)
    rows += [Row(lines[n], moved=moved(_bytes(original, lines[n]))) for n in range(done + 1, len(lines))]
    _annotate(rows, cleaned.original.chars, places, found)
    return rows


def _bytes(text: Text, line: Range) -> Span:
    return Span(text.starts[line[0]], text.ends[line[1] - 1])


def _annotate(rows: list[Row], chars: str, places: Places, found: Iterable[Entry]) -> None:
    """Give each repair to the row of the source where its words begin."""
    with_left = [row for row in rows if row.left]
    begins = [row.left[0] for row in with_left if row.left]
    for entry in found if with_left else ():
        at = places.index(entry.bytes.start)
        while entry.repair.before.strip() and at < len(chars) - 1 and chars[at].isspace():
            at += 1
        with_left[max(0, bisect_right(begins, at) - 1)].notes.append(entry)


class Cell:
    """Writes ranges of one text as HTML with its marks. Ranges are asked for in any order.

    ``told`` says which repairs are told of on the page: their marks bear a number that leads there.
    """

    def __init__(self, chars: str, marks: Iterable[Mark], told: Callable[[Entry], bool] = lambda entry: True) -> None:
        self._chars, self._told = chars, told
        ordered = sorted(marks, key=lambda m: (m.start, m.end))
        self._long = [m for m in ordered if m.end - m.start > LONG]
        self._short = [m for m in ordered if m.end - m.start <= LONG]
        self._starts = [m.start for m in self._short]

    def html(self, at: Range | None) -> str:
        """A range as paragraphs, one a line; empty for no range."""
        if at is None:
            return ""
        start, end = at
        near = self._short[bisect_left(self._starts, start - LONG):bisect_right(self._starts, end)] + self._long
        marks = sorted((m for m in near if (m.end > start or m.start >= start) and m.start <= end), key=lambda m: m.start)
        cuts = sorted({start, end, *(min(max(x, start), end) for m in marks for x in (m.start, m.end))})
        ends: dict[int, list[Mark]] = {}
        for m in marks:
            ends.setdefault(min(m.end, end), []).append(m)
        out = [self._label(m) for m in marks if m.start == m.end == start]
        over: list[Mark] = []
        coming = 0
        for a, b in pairwise(cuts):
            while coming < len(marks) and marks[coming].start <= a:
                over.append(marks[coming])
                coming += 1
            over = [m for m in over if m.end > a]
            out.append(self._piece(a, b, over))
            out += map(self._label, ends.get(b, ()))
        return "<p>" + "".join(out).replace("\n", "</p><p>") + "</p>"

    def _piece(self, a: int, b: int, over: list[Mark]) -> str:
        words = re.sub(r"\n\s*\n", "\n", escape(self._chars[a:b].translate(_BREAKS), quote=False))
        if not over:
            return words
        kinds = " ".join(dict.fromkeys(state(m.entry) for m in over))
        return f'<span class="{kinds}">{words.replace(chr(10), "⏎")}</span>'

    def _label(self, mark: Mark) -> str:
        if not self._told(mark.entry):
            return ""
        seq = mark.entry.seq
        return f'<a class="ref {state(mark.entry)} {facets(mark.entry)}" href="#r{seq}">{seq}</a>'


LONG = 2000         # characters; longer marks are few, and are looked at for every row
_BREAKS = str.maketrans(dict.fromkeys(LINE_ENDS, "\n"))


def state(entry: Entry) -> str:
    """What a mark looks like."""
    return "held" if not entry.applied else "moved" if entry.repair.is_move else "changed"


def facets(entry: Entry) -> str:
    """The classes that the page's filters go by: kind, confidence, status."""
    return f"k-{entry.repair.kind} c-{entry.repair.confidence.word} s-{entry.status}"
