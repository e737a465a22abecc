"""The printed contents (目录): its lines, each parted at sense, numbers in a column of their own."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from convert.anchors import Anchors, printed
from convert.render.heads import parted
from convert.tree import Entry, HeadRole, words

if TYPE_CHECKING:
    from markupsafe import Markup

DEEPEST = 5         # the lowest level that the sheets know
UNEVEN = 4          # characters by which the numbers of one level may differ and still share a column


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the contents: where it leads, its depth, its title over one or more lines.

    ``number`` stands in a column of its own, ``lack`` em short of the widest; lines after the first stand in by ``hang``
    em.
    """

    anchor: str
    depth: int
    number: Markup | None
    lines: Sequence[Markup]
    lack: int
    hang: int


def lines(entries: Sequence[Entry], free: tuple[int, int], anchors: Anchors, escaped: Callable[[str], Markup]) -> list[Line]:
    """The lines for entries of the outline. ``free``: the ems that titles of the first and of lower levels may fill."""
    by_depth: dict[int, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_depth[min(entry.depth, DEEPEST)].append(entry)
    columns = {depth: _column(same) for depth, same in by_depth.items()}
    out = []
    for entry in entries:
        depth, head = min(entry.depth, DEEPEST), entry.section.head
        number = _number(entry) if columns[depth] else ""
        hang = columns[depth] + 1 if number else 1
        title = entry.title[len(number):].lstrip("\u3000") if number else entry.title
        most = free[depth > 0] - 2 * min(depth, 2) - (hang if number else 0)
        assert head is not None     # or it were no entry
        out.append(Line(anchors.of(head), depth, escaped(number) if number else None,
                        [escaped(title[a:b]) for a, b in parted(title, most)], columns[depth] - len(number), hang))
    return out


def _number(entry: Entry) -> str:
    """The number line of an entry's heading (第一章), where its title stands behind it."""
    head = entry.section.head
    first = head.children[0] if head is not None else None
    number = printed(words(first)).strip() if first is not None and first.role is HeadRole.NUMBER else ""
    return number if entry.title.startswith(f"{number}\u3000") else ""


def _column(entries: Iterable[Entry]) -> int:
    """The width of the numbers' column in em; 0 where there are none, or they differ too much to share one."""
    sizes = [len(number) for entry in entries if (number := _number(entry))]
    return max(sizes) if sizes and max(sizes) - min(sizes) <= UNEVEN else 0
