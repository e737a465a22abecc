"""Characters of the cleaned text as inline nodes: plain runs, gaps, words in doubt."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence

from convert.blocks.lines import BLANKS, GAP_MARKS
from convert.blocks.markdown import INLINE
from convert.repair import Repair
from convert.tree import Emphasis, Gap, Inline, Link, Note, Run, Unclear

MARK = re.compile("|".join(re.escape(m) for m in GAP_MARKS))
BOLD = "**"  # of Markdown, round a whole label or line


class Inlines:
    """Makes inline nodes for ranges of one text; ``doubts`` are the held repairs' places in it, from left to right.

    ``notes``: the range of each mark that calls a note, and the range of the note's words. ``markdown``: its marks of
    emphasis, code and links are read too.
    """

    def __init__(
        self,
        chars: str,
        doubts: Sequence[Repair],
        notes: Mapping[tuple[int, int], tuple[int, int]] | None = None,
        markdown: bool = False,
    ) -> None:
        self._chars = chars
        self._doubts = doubts
        self._starts = [d.at[0] for d in doubts]
        self._notes = dict(sorted((notes or {}).items()))
        self._calls = list(self._notes)
        self._markdown = markdown
        self.called: set[tuple[int, int]] = set()  # the calls that have become notes
        self.marks: set[tuple[int, int]] = set()  # what of the text is Markdown's marks, as far as it has been read

    def __call__(self, start: int, end: int) -> tuple[Inline, ...]:
        """The nodes of a range, blanks at its edges left out."""
        chars = self._chars
        while start < end and chars[start] in BLANKS:
            start += 1
        while start < end and chars[end - 1] in BLANKS:
            end -= 1
        if chars[start : start + 2] == chars[end - 2 : end] == BOLD and chars.count(BOLD, start, end) == 2:
            start, end = start + 2, end - 2
        out: list[Inline] = []
        at = start
        for doubt in self._doubts[bisect_left(self._starts, start) : bisect_left(self._starts, end)]:
            a, b = doubt.at
            if a < at or b > end:
                continue
            out += self._plain(at, a)
            out.append(Unclear(at=(a, b), children=tuple(self._plain(a, b)), repair=doubt.id))
            at = b
        return (*out, *self._plain(at, end))

    def _plain(self, start: int, end: int) -> list[Inline]:
        out: list[Inline] = []
        for m in INLINE.finditer(self._chars, start, end) if self._markdown else ():
            if m.start() < start:
                continue
            inner = m.span(next(name for name in ("strong", "em", "code", "link") if m[name]))
            out += self._noted(start, m.start())
            self.marks |= {(m.start(), inner[0]), (inner[1], m.end())}
            children = tuple(self._noted(*inner))
            if m["href"]:
                out.append(Link(at=m.span(), children=children, href=m["href"]))
            elif m["code"]:
                out += children
            else:
                out.append(Emphasis(at=m.span(), children=children))
            start = m.end()
        return out + self._noted(start, end)

    def _noted(self, start: int, end: int) -> list[Inline]:
        out: list[Inline] = []
        for call in self._calls[bisect_left(self._calls, (start, start)) : bisect_left(self._calls, (end, end))]:
            if call[1] <= end:
                out += self._runs(start, call[0])
                self.called.add(call)
                out.append(Note(at=call, mark=self._chars[slice(*call)], children=self(*self._notes[call])))
                start = call[1]
        return out + self._runs(start, end)

    def _runs(self, start: int, end: int) -> list[Inline]:
        out: list[Inline] = []
        at = start
        for m in MARK.finditer(self._chars, start, end):
            if m.start() > at:
                out.append(Run(at=(at, m.start()), value=self._chars[at : m.start()]))
            reason = "gap.character" if m[0] == "\ufffd" else "gap.ending"
            out.append(Gap(at=m.span(), mark=m[0], reason=reason))
            at = m.end()
        if at < end:
            out.append(Run(at=(at, end), value=self._chars[at:end]))
        return out
