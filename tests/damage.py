"""Damaged texts with exact truth: a clean work goes in, a damaged file and what is wrong with it come out.

A text is a row of cells, each of which says what the damaged file writes and what is right. Joining the right sides gives
the clean text back, whatever faults were laid over each other; ``damage_score`` judges a repaired text by the same cells.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import NamedTuple, TypeVar

from damage_prose import Work

Place = TypeVar("Place", int, tuple[int, int])

SOUND = -1
LOST = "\ufffd"  # stands where a character is lost for good
PAGE = ("page-cut", "furniture")  # the kinds of faults that a page's end brings
CLOSING = frozenset("，。、；：！？”’」』）》】…,.!?;:)")
OPENING = frozenset("“‘「『（《【(")


class Cell(NamedTuple):
    """One character, or a few that belong together: as the file has it, as it should be, and the fault it is part of.

    ``lost``: which characters of ``clean`` nothing in the file can bring back.
    """

    damaged: str
    clean: str
    fault: int = SOUND
    lost: frozenset[int] = frozenset()

    @property
    def known(self) -> str:
        """What is right as far as it can be known, ``LOST`` for each character that cannot."""
        return "".join(LOST if i in self.lost else c for i, c in enumerate(self.clean)) if self.lost else self.clean


@dataclass(slots=True)
class Block:
    """A heading, a paragraph or a title line while it is being damaged; ``before`` parts it from the block above."""

    role: str
    cells: list[Cell]
    before: Cell | None = None  # None: as the layout has it

    @property
    def clean(self) -> str:
        """What the block says when nothing is wrong with it."""
        return "".join(c.clean for c in self.cells)


@dataclass(frozen=True, slots=True)
class Layout:
    """How a file sets its paragraphs: indent, blank lines between them, the width in Han characters its lines break at.

    ``kinsoku`` says what happens to a closing mark at the edge: ``hang`` (it goes over), ``carry`` (the character before it
    comes down), ``none`` (it begins the next line). ``region``: shares of the text between which lines are broken.
    """

    indent: str = "　　"
    blank: int = 0
    wrap: int | None = None
    kinsoku: str = "hang"
    region: tuple[float, float] = (0.0, 1.0)


@dataclass(slots=True)
class Sheet:
    """A work on which faults do their work. ``faults`` names every fault laid so far; cells point into it."""

    work: Work
    blocks: list[Block]
    rng: Random
    layout: Layout = Layout()
    faults: list[str] = field(default_factory=list)
    whole: Callable[[list[Cell]], list[Cell]] | None = None  # a fault of the file as a whole, laid last

    def fault(self, kind: str) -> int:
        """A new fault of a kind; its number is what its cells bear."""
        self.faults.append(kind)
        return len(self.faults) - 1

    def bodies(self, shortest: int = 0) -> list[int]:
        """The places of the paragraphs of some length that hold no fault yet."""
        return [
            i
            for i, b in enumerate(self.blocks)
            if b.role == "body" and len(b.cells) >= shortest and all(c.fault == SOUND for c in b.cells)
        ]

    def chance(self, places: Sequence[Place], rate: float, least: int = 1) -> list[Place]:
        """About ``rate`` of the places, but ``least`` of them where there are so many, in order."""
        count = min(len(places), max(least, round(rate * len(places))))
        return sorted(self.rng.sample(places, count))


Fault = Callable[[Sheet, float], None]


@dataclass(frozen=True, slots=True)
class Damaged:
    """A damaged file and its truth: the bytes, the cells they are made of, the kind of each fault, the clean work."""

    work: Work
    cells: tuple[Cell, ...]
    faults: tuple[str, ...]
    encoding: str = "utf-8"
    bom: bytes = b""
    eol: str = "\n"

    @property
    def chars(self) -> str:
        """The damaged text."""
        return "".join(c.damaged for c in self.cells)

    @property
    def truth(self) -> str:
        """The clean text: one block a line. What was lost stands in it too."""
        return "".join(c.clean for c in self.cells)

    @property
    def known(self) -> str:
        """The clean text, as far as it can be known."""
        return "".join(c.known for c in self.cells)

    def written(self, cell: Cell) -> bytes:
        """The bytes of one cell in this file."""
        return cell.damaged.replace("\n", self.eol).encode(self.encoding)

    @property
    def raw(self) -> bytes:
        """The file."""
        return self.bom + b"".join(map(self.written, self.cells))


def sound(words: str) -> list[Cell]:
    """Cells of words with nothing wrong."""
    return [Cell(c, c) for c in words]


def foreign(words: str, fault: int) -> list[Cell]:
    """Cells of words that do not belong into the text."""
    return [Cell(c, "", fault) for c in words]


def sheet(work: Work, rng: Random) -> Sheet:
    """A work laid out for damage."""
    return Sheet(work, [Block(role, sound(words)) for role, words in work.blocks], rng)


def damage(
    work: Work,
    faults: Iterable[tuple[Fault, float]] = (),
    seed: int = 0,
    *,
    layout: Layout = Layout(),
    encoding: str = "utf-8",
    bom: bytes = b"",
    eol: str = "\n",
) -> Damaged:
    """Lay faults, each with its rate, over a work, in their order; then set it in lines and write it in an encoding.

    The same arguments give the same file. A fault draws its own chances, so that one more fault moves no other.
    """
    page = sheet(work, Random(seed))
    page.layout = layout
    for lay, rate in faults:
        page.rng = Random(f"{seed}:{getattr(lay, '__name__', repr(lay))}")
        lay(page, rate)
    page.rng = Random(f"{seed}:lines")
    cells = list(_lines(page))
    if page.whole is not None:
        cells = page.whole(cells)
    return Damaged(work, tuple(cells), tuple(page.faults), encoding, bom, eol)


def _lines(page: Sheet) -> Iterator[Cell]:
    """The cells of the whole file: blocks with the layout between them, broken into lines where the layout says so."""
    layout = page.layout
    first, last = (round(share * len(page.blocks)) for share in layout.region)
    begun = False  # has anything stood above that stays?
    for i, block in enumerate(page.blocks):
        if i:
            yield from _between(page, i, begun)
        begun = begun or block.clean != ""
        indented = block.role == "body" and block.before is None
        yield from (Cell(c, "") for c in layout.indent if indented)
        if layout.wrap and first <= i < last and block.role == "body":
            yield from _broken(page, block.cells, layout.wrap, len(layout.indent) if indented else 0)
        else:
            yield from block.cells
    yield Cell("\n", "\n")


def _between(page: Sheet, i: int, begun: bool) -> Iterator[Cell]:
    above, block = page.blocks[i - 1], page.blocks[i]
    if block.before is not None:
        yield block.before
        return
    yield Cell("\n", "\n" if begun and block.clean else "")  # a line that leaves takes its line end along
    if extra := page.layout.blank or int({"head", "author"} & {above.role, block.role} != set()):
        yield Cell("\n" * extra, "")


def _broken(page: Sheet, cells: Sequence[Cell], columns: int, used: int) -> Iterator[Cell]:
    """Break a paragraph into lines of so many Han characters; words and numbers in Latin letters stay whole.

    Each break is a fault of its own. A page ends where a line does: its furniture waits for the next break.
    """
    line: list[Cell] = []
    wide, waiting, since = float(used), list[Cell](), 0
    for cell in cells:
        kind = page.faults[cell.fault] if cell.fault != SOUND else ""
        if kind in PAGE:
            since = since if waiting else len(line)
            waiting.append(cell)
            continue
        if "\n" in cell.damaged:  # broken already, by another fault: begin anew
            yield from (*line[:since], *waiting, *line[since:], cell)
            line, wide, waiting, since = [], 0.0, [], 0
            continue
        step = _columns(cell)
        if wide + step > columns and (keep := _carried(page.layout.kinsoku, line, cell)) is not None:
            yield from line[: len(line) - keep]
            yield from waiting or [Cell("\n", "", page.fault("wrap"))]
            line, waiting, since = line[len(line) - keep :], [], 0
            wide = sum(map(_columns, line))
        line.append(cell)
        wide += step
    yield from (*line[:since], *waiting, *line[since:])


def _columns(cell: Cell) -> float:
    return sum(0.5 if c.isascii() else 1.0 for c in cell.damaged)


def _carried(kinsoku: str, line: Sequence[Cell], cell: Cell) -> int | None:
    """How many cells at the line's end go down with the next one; None where the line may not break here."""
    if kinsoku == "hang" and cell.damaged[:1] in CLOSING:
        return None
    for keep in range(min(12, len(line) - 6)):
        left, right = line[len(line) - keep - 1].damaged[-1:], (line[-keep] if keep else cell).damaged[:1]
        if (
            (kinsoku != "none" and (left in OPENING or right in CLOSING))
            or left.isspace()
            or right.isspace()
            or (left.isascii() and right.isascii() and left + right != "")
        ):
            continue
        return keep
    return None
