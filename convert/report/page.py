"""Source and repaired text side by side (修补对照): one static page for an editor's browser, with every repair marked."""
from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import escape
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from convert.report import clip, counts, grouped, kind_name
from convert.report.record import Entry, entries, evidence, hull
from convert.source import Span
from convert.text import LINE_ENDS, Places, Text, line_starts
from convert.words import say

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


def page(cleaned: Cleaned, language: str = "zh-Hans") -> str:
    """The page as HTML. It needs nothing from outside and no script; dark where the reader's system is dark."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup
    found = entries(cleaned)
    places = Places(cleaned.original)
    before, after = _marks(cleaned, places, found)
    rows = [*_rows(cleaned, places, found)]
    left, right = _Cell(cleaned.original.chars, before), _Cell(cleaned.text.chars, after)
    shown = [{
        "line": places.of(cleaned.original.starts[row.left[0]]).line if row.left else "",
        "left": Markup(left.html(row.left)), "right": Markup(right.html(row.right)),
        "notes": [_note(e, language) for e in sorted(row.notes, key=lambda e: e.bytes)],
        "moved": row.moved.seq if row.moved else None,
    } for row in rows]
    environment = Environment(loader=FileSystemLoader(Path(__file__).parent / "templates"), autoescape=True,
                              undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    source = cleaned.original.source
    kinds = [{"name": kind_name(kind, language), "entries": group, **counts(group)} for kind, group in grouped(found)]
    return environment.get_template("repairs.html").render(
        rows=shown, kinds=kinds, counts=counts(found), source=source, lang=language,
        say=lambda key, **facts: say(key, language, **facts))


def _note(entry: Entry, language: str) -> dict[str, Any]:
    r = entry.repair
    return {"entry": entry, "kind": kind_name(r.kind, language), "before": clip(r.before), "after": clip(r.after),
            "move": r.is_move, "doubt": r.is_note, "state": say(f"explain.{entry.status}", language),
            "confidence": say(f"confidence.{r.confidence.word}", language),
            "place": say("explain.place", language, line=entry.line, column=entry.column), "evidence": evidence(r, language)}


def _marks(cleaned: Cleaned, places: Places, found: Iterable[Entry]) -> tuple[list[Mark], list[Mark]]:
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


def _rows(cleaned: Cleaned, places: Places, found: Iterable[Entry]) -> Iterator[Row]:
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
    return iter(rows)


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


class _Cell:
    """Writes ranges of one text as HTML with its marks. Ranges are asked for in any order."""

    def __init__(self, chars: str, marks: list[Mark]) -> None:
        self._chars = chars
        self._marks = sorted(marks, key=lambda m: (m.start, m.end))
        self._starts = [m.start for m in self._marks]
        self._longest = max((m.end - m.start for m in marks), default=0)

    def html(self, at: Range | None) -> str:
        """A range as paragraphs, one a line; empty for no range."""
        if at is None:
            return ""
        start, end = at
        low = bisect_left(self._starts, start - self._longest)
        near = self._marks[low:bisect_right(self._starts, end)]
        marks = [m for m in near if m.end > start or m.start >= start]
        cuts = sorted({start, end, *(min(max(x, start), end) for m in marks for x in (m.start, m.end))})
        out = ["".join(map(self._label, (m for m in marks if m.start == m.end == start)))]
        for a, b in pairwise(cuts):
            out.append(self._piece(a, b, [m for m in marks if m.start <= a and b <= m.end and m.start < m.end]))
            out += [self._label(m) for m in marks if min(m.end, end) == b]
        return "<p>" + "".join(out).replace("\n", "</p><p>") + "</p>"

    def _piece(self, a: int, b: int, over: list[Mark]) -> str:
        words = re.sub(r"\n\s*\n", "\n", escape(self._chars[a:b].translate(_BREAKS), quote=False))
        if not over:
            return words
        kinds = " ".join(dict.fromkeys(_class(m.entry) for m in over))
        return f'<span class="{kinds}">{words.replace(chr(10), "⏎")}</span>'

    @staticmethod
    def _label(mark: Mark) -> str:
        point = " point" if mark.start == mark.end else ""
        return f'<a class="ref {_class(mark.entry)}{point}" href="#r{mark.entry.seq}">{mark.entry.seq}</a>'


_BREAKS = str.maketrans(dict.fromkeys(LINE_ENDS, "\n"))


def _class(entry: Entry) -> str:
    return "held" if not entry.applied else "moved" if entry.repair.is_move else "changed"
