"""How well a repaired text agrees with the truth of ``damage``: fault by fault, and every harm done beside.

Nothing is guessed by likeness: every printed character knows its bytes, every cell of the truth its bytes, so both are laid
on each other exactly. What a repair has merged is compared as one stretch.

mended  the stretch reads as the clean text does; for a break between lines: it stands where, and only where, the truth has it
left    the stretch reads as the damaged file does
wrong   it reads as neither
harm    a sound stretch changed, lost or added to; two paragraphs made one, one made two
shown   a fault left, and a held repair or a gap mark at its place

A fault beyond repair (``KEPT``) counts as mended where its place is left as it is or bears a gap mark.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from damage import SOUND, Cell, Damaged
from damage_faults import KEPT
from damage_heads import bare, found_heads, matches, true_heads

from convert.blocks.lines import GAP_MARKS
from convert.clean import Cleaned, clean, printed
from convert.parse import parse
from convert.read import ReadError, read
from convert.repair import Repair
from convert.report.record import hull
from convert.text import Text
from convert.tree import outline

NEAR = 12  # bytes: so near must a held repair stand to show a fault


@dataclass(slots=True)
class Tally:
    """What became of the faults of one kind."""

    total: int = 0
    mended: int = 0
    shown: int = 0
    wrong: int = 0

    def __iadd__(self, other: Tally) -> Tally:
        self.total, self.mended = self.total + other.total, self.mended + other.mended
        self.shown, self.wrong = self.shown + other.shown, self.wrong + other.wrong
        return self


class Harm(NamedTuple):
    """A change where nothing was wrong: its nature, and the words around it."""

    nature: str
    words: str


@dataclass(slots=True)
class Verdict:
    """All that can be said of one repaired text.

    ``heads`` are true, found, and found rightly, as far as the file still tells what they were; ``verbatim`` the same word for
    word, so that a heading that has lost a character for good is found falsely and missed besides.
    """

    faults: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    harms: list[Harm] = field(default_factory=list)
    misses: list[tuple[str, str]] = field(default_factory=list)
    heads: tuple[int, int, int] = (0, 0, 0)
    verbatim: tuple[int, int, int] = (0, 0, 0)
    titled: bool = False
    balanced: bool = False
    lost: int = 0  # sound characters that are gone
    unsteady: str = ""  # what a second cleaning would change


class _Token(NamedTuple):
    """A printed character and the cells it comes from; ``low > high`` for one that was put in before cell ``low``."""

    char: str
    low: int
    high: int
    fresh: bool  # does a line begin with it?


def tell(damaged: Damaged, *, again: bool = False) -> Verdict:
    """Clean a damaged file and judge the outcome; ``again``: see too whether cleaning the outcome changes anything."""
    try:
        text = read(damaged.raw, "sample")
    except ReadError as error:
        return _refused(damaged, error)
    cleaned = clean(text)
    verdict = judge(damaged, cleaned)
    if again:
        once = printed(cleaned.text)
        twice = clean(read(once.encode(), "sample"))
        if twice.applied or printed(twice.text) != once:
            kinds = sorted({r.kind for r in twice.applied})
            words = "; ".join(f"{r.before!r}→{r.after!r}" for r in twice.applied[:2])
            verdict.unsteady = f"{kinds} {words}"
    return verdict


def judge(damaged: Damaged, cleaned: Cleaned) -> Verdict:
    """Lay what a cleaner has made of a file on its truth."""
    document = parse(cleaned.text, cleaned.held)
    verdict = Verdict(balanced=balanced(cleaned))
    true, found = true_heads(damaged), found_heads(damaged, cleaned.text, document)
    verdict.heads = (len(true), len(found), matches(true, found))
    true, found = [bare(h) for h in damaged.work.headings], [bare(e.title) for e in outline(document)]
    verdict.verbatim = (len(true), len(found), matches(true, found))
    verdict.titled = bare(document.meta.title or "") == bare(damaged.work.title)
    _Judge(damaged, cleaned, verdict).judge()
    return verdict


def _refused(damaged: Damaged, error: ReadError) -> Verdict:
    heads = len(damaged.work.headings), 0, 0
    verdict = Verdict(harms=[Harm("refused", str(error))], heads=heads, verbatim=heads, balanced=True)
    for kind in damaged.faults:
        verdict.faults[kind].total += 1
    return verdict


def balanced(cleaned: Cleaned) -> bool:
    """Does every character that left or entered stand in an applied repair?"""
    moved = [r for r in cleaned.applied if not r.is_move]
    kept = Counter(cleaned.original.chars) + Counter("".join(r.after for r in moved))
    return kept == Counter(cleaned.text.chars) + Counter("".join(r.before for r in moved))


def placed(text: Text) -> Iterator[tuple[str, int, int, bool]]:
    """The printed characters of a text: each with its bytes, and whether a line begins with it."""
    at, fresh = 0, True
    chars = text.chars
    for char in printed(text):
        if char == "\n" or (fresh and char == "\u3000"):  # a line's end, or the indent of a signature
            fresh = True
            continue
        while chars[at] != char:
            if not chars[at].isspace() and chars[at] != "\ufeff":
                raise ValueError(f"printing has lost {chars[at]!r} before {chars[at : at + 12]!r}")
            at += 1
        yield char, text.starts[at], text.ends[at], fresh
        at, fresh = at + 1, False


class _Judge:
    def __init__(self, damaged: Damaged, cleaned: Cleaned, verdict: Verdict) -> None:
        self.damaged, self.cleaned, self.verdict = damaged, cleaned, verdict
        self.cells = damaged.cells
        self.begins: list[int] = []  # the first byte of every cell that has bytes
        self.solid: list[int] = []  # and which cell that is
        self.bytes: list[tuple[int, int]] = []
        at = len(damaged.bom)
        for i, cell in enumerate(self.cells):
            size = len(damaged.written(cell))
            if size:
                self.begins.append(at)
                self.solid.append(i)
            self.bytes.append((at, at + size))
            at += size
        self.parent = list(range(len(self.cells)))
        self.fate: dict[int, str] = {}

    def judge(self) -> None:
        as_read = self.cleaned.original.chars.replace("\r\n", "\n").replace("\r", "\n")
        if as_read != self.damaged.chars:
            self.verdict.harms.append(Harm("misread", f"{self.cleaned.original.source.encoding} for {self.damaged.encoding}"))
            self.fate = dict.fromkeys(range(len(self.damaged.faults)), "left")
        else:
            tokens = [self._token(*p) for p in placed(self.cleaned.text)]
            self._stretches(tokens)
            self._breaks(tokens)
        self._count()

    def _token(self, char: str, start: int, end: int, fresh: bool) -> _Token:
        if start == end:
            n = bisect_left(self.begins, start)
            low = self.solid[n] if n < len(self.solid) else len(self.cells)
            return _Token(char, low, low - 1, fresh)
        low = self.solid[bisect_right(self.begins, start) - 1]
        return _Token(char, low, self.solid[bisect_right(self.begins, end - 1) - 1], fresh)

    # words

    def _root(self, i: int) -> int:
        while self.parent[i] != i:
            self.parent[i] = self.parent[self.parent[i]]
            i = self.parent[i]
        return i

    def _link(self, a: int, b: int) -> None:
        a, b = self._root(a), self._root(b)
        self.parent[max(a, b)] = min(a, b)

    def _stretches(self, tokens: Iterable[_Token]) -> None:
        """Lay printed characters on cells; compare what hangs together."""
        first: dict[int, int] = {}
        for i, cell in enumerate(self.cells):
            if cell.fault != SOUND:
                self._link(first.setdefault(cell.fault, i), i)
        said: dict[int, list[str]] = defaultdict(list)
        for t in tokens:
            for i in range(t.low + 1, t.high + 1):
                self._link(t.low, i)
        for t in tokens:
            home = self._root(t.low) if t.low <= t.high else self._home(t.low)
            said[home if home is not None else -1 - t.low].append(t.char)
        members: dict[int, list[int]] = defaultdict(list)
        for i in range(len(self.cells)):
            members[self._root(i)].append(i)
        for at in (key for key in said if key < 0):
            self._harm("added", "".join(said[at]), -1 - at)
        last = -9
        for root, cells in members.items():
            last = self._compare(root, [self.cells[i] for i in cells], "".join(said.get(root, "")), cells[-1], last)

    def _home(self, before: int) -> int | None:
        """The stretch to which words put in before a cell belong: that of lost words at this place."""
        i = before - 1
        while i >= 0 and not self.cells[i].damaged:
            if self.cells[i].fault != SOUND and "\n" not in self.cells[i].clean:
                return self._root(i)
            i -= 1
        return None

    def _compare(self, root: int, cells: Sequence[Cell], said: str, end: int, last: int) -> int:
        right = "".join(c.clean for c in cells).replace("\n", "")
        faults = {c.fault for c in cells} - {SOUND}
        if not faults:
            if said != right:
                self.verdict.lost += max(0, len(right) - len(said))
                if root > last + 1:  # a run of harm counts once
                    nature = "lost" if not said else "changed"
                    self._harm(nature, f"{right}→{said}", root)
                return end
            return last
        was = "".join(c.damaged for c in cells)
        for fault in faults:
            if self.damaged.faults[fault] in KEPT:
                kept = said in (was, right) or any(mark in said for mark in GAP_MARKS)
                self.fate[fault] = "mended" if kept else "wrong"
            elif said == right:
                self.fate[fault] = "mended"
            else:
                self.fate[fault] = "left" if bare(said) == bare(was) else "wrong"
        return last

    # breaks between lines

    def _breaks(self, tokens: Sequence[_Token]) -> None:
        breaks = [i for i, c in enumerate(self.cells) if "\n" in c.clean or "\n" in c.damaged or "\f" in c.damaged]
        for left, right in pairwise(tokens):
            if left.high >= right.low:
                continue
            inner = [self.cells[i] for i in breaks[bisect_right(breaks, left.high) : bisect_left(breaks, right.low)]]
            joins = {c.fault for c in inner if c.fault != SOUND and "\n" not in c.clean}
            parts = {c.fault for c in inner if c.fault != SOUND and "\n" in c.clean and "\n" not in c.damaged}
            wanted = any(c.fault not in joins and c.fault not in parts and "\n" in c.clean for c in inner)
            if self._foreign(left) or self._foreign(right):
                self._left(joins, False)
                self._left(parts, right.fresh)
            elif wanted or parts:
                self._left(parts, right.fresh)
                if wanted and not parts and not right.fresh:
                    self._harm("joined", "", right.low)
            elif joins:
                self._left(joins, not right.fresh)
            elif right.fresh:
                self._harm("parted", "", right.low)

    def _foreign(self, token: _Token) -> bool:
        if token.low > token.high:
            return False
        cell = self.cells[token.low]
        return cell.fault != SOUND and not cell.clean

    def _left(self, faults: Iterable[int], good: bool) -> None:
        for fault in faults:
            if not good:
                self.fate[fault] = "left"

    # the sum

    def _harm(self, nature: str, words: str, at: int) -> None:
        a, b = max(0, at - 14), at + 14
        around = "".join(c.damaged for c in self.cells[a:at]) + "｜" + "".join(c.damaged for c in self.cells[at:b])
        self.verdict.harms.append(Harm(nature, f"{words} @ {around}".replace("\n", "⏎")))

    def _count(self) -> None:
        where: dict[int, list[int]] = defaultdict(list)
        for i, cell in enumerate(self.cells):
            if cell.fault != SOUND:
                where[cell.fault].append(i)
        shows = _Shown(self.cleaned)
        for fault, kind in enumerate(self.damaged.faults):
            tally = self.verdict.faults[kind]
            fate = self.fate.get(fault, "left")
            tally.total += 1
            tally.mended += fate == "mended"
            tally.wrong += fate == "wrong"
            spot = where[fault]
            if fate != "mended" or kind in KEPT:
                tally.shown += bool(spot) and shows(self.bytes[spot[0]][0], self.bytes[spot[-1]][1])
            if fate != "mended":
                a, b = (max(0, spot[0] - 12), spot[-1] + 12) if spot else (0, 0)
                words = "".join(c.damaged for c in self.cells[a:b]).replace("\n", "⏎")
                self.verdict.misses.append((f"{kind}:{fate}", words[:90]))


class _Shown:
    """Says whether a held repair, or a gap that was marked, stands at some bytes."""

    def __init__(self, cleaned: Cleaned) -> None:
        doubts: list[Repair] = [*cleaned.held, *(r for r in cleaned.applied if r.kind == "gap")]
        spans = sorted(hull(r.origin) for r in doubts)
        self.starts = [s.start for s in spans]
        self.ends = [s.end for s in spans]
        self.longest = max((s.end - s.start for s in spans), default=0)

    def __call__(self, start: int, end: int) -> bool:
        low = bisect_left(self.starts, start - NEAR - self.longest)
        high = bisect_right(self.starts, end + NEAR)
        return any(self.ends[i] >= start - NEAR for i in range(low, high))
