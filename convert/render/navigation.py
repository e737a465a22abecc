"""The EPUB's navigation (导航): one contents tree, written as navigation document and as NCX.

The NCX is for readers of the second version of EPUB and for Kobo, Nook and Kindle, which still prefer it.
"""
from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import TYPE_CHECKING

from convert.render.html import environment
from convert.words import say

if TYPE_CHECKING:
    from markupsafe import Markup

NCX_DEPTH = 2       # Kindle shows no more levels than these
MANY, GROUP = 300, 100      # entries of one list that a finger still scrolls through; entries of a group
NUMBER = 10         # characters of a chapter's number at most: 第一千二百三十四章


@dataclass(frozen=True, slots=True)
class Point:
    """An entry of the contents with those beneath it."""

    title: str
    href: str
    children: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True)
class Landmark:
    """A part of the book that a reader jumps to by its kind: an epub:type, its name and its place."""

    type: str
    title: str
    href: str


@dataclass(frozen=True, slots=True)
class PageTarget:
    """The beginning of a page of the print edition."""

    label: str
    href: str


@dataclass(frozen=True, slots=True)
class Navigation:
    """All the ways through one publication. ``toc`` is never empty: EPUB 3.3, 5.4.1, allows no empty list."""

    title: str
    creator: str
    identifier: str
    language: str
    toc: tuple[Point, ...]
    landmarks: tuple[Landmark, ...]
    pages: tuple[PageTarget, ...] = ()


def nest(flat: Iterable[tuple[int, str, str]]) -> tuple[Point, ...]:
    """Entries (depth, title, href) in reading order as a tree; a depth left out counts as one level.

    >>> [(p.title, len(p.children)) for p in nest([(0, "上", "a"), (2, "一", "b"), (2, "二", "c"), (0, "下", "d")])]
    [('上', 2), ('下', 0)]
    """
    entries = list(flat)
    out: list[Point] = []
    at = 0
    while at < len(entries):
        depth, title, href = entries[at]
        end = at + 1
        while end < len(entries) and entries[end][0] > depth:
            end += 1
        out.append(Point(title, href, nest(entries[at + 1:end])))
        at = end
    return tuple(out)


def depth(points: Iterable[Point]) -> int:
    """How many levels a contents tree has."""
    return max((1 + depth(p.children) for p in points), default=0)


def cut(points: Iterable[Point], levels: int) -> tuple[Point, ...]:
    """A contents tree of so many levels at most; deeper entries move up to the last one.

    >>> [p.title for p in cut(nest([(0, "上", "a"), (1, "一", "b"), (2, "甲", "c")]), 2)[0].children]
    ['一', '甲']
    """
    if levels == 1:
        return tuple(replace(p, children=()) for p in _flat(points))
    return tuple(replace(p, children=cut(p.children, levels - 1)) for p in points)


def _flat(points: Iterable[Point]) -> Iterator[Point]:
    for point in points:
        yield point
        yield from _flat(point.children)


def grouped(points: tuple[Point, ...], language: str) -> tuple[Point, ...]:
    """A contents tree without lists of more than MANY entries: longer ones get a level above them, a hundred in each.

    >>> [p.title for p in grouped(tuple(Point(f"第{n}章　甲", "a") for n in range(1, 302)), "zh-Hans")]
    ['第1章—第100章', '第101章—第200章', '第201章—第300章', '第301章']
    """
    deep = tuple(replace(p, children=grouped(p.children, language)) for p in points)
    if len(deep) <= MANY:
        return deep
    hundreds = [deep[at:at + GROUP] for at in range(0, len(deep), GROUP)]
    return tuple(Point(_reach(group, n * GROUP + 1, language), group[0].href, group) for n, group in enumerate(hundreds))


def _reach(group: Sequence[Point], first: int, language: str) -> str:
    """From where to where a group goes: by the numbers that the titles bear, else by its place."""
    ends = [group[i].title.partition("\u3000")[0] for i in (0, -1)]
    if max(map(len, ends)) <= NUMBER and len(set(ends)) == len({id(group[0]), id(group[-1])}):
        return "—".join(dict.fromkeys(ends))
    return say("epub.group", language, first=first, last=first + len(group) - 1)


def document(navigation: Navigation, style: str, shown: Callable[[str], Markup]) -> bytes:
    """The navigation document (EPUB 3.3, 5.4): contents, landmarks, and the page list where there are pages.

    ``shown`` turns an entry's words into markup.
    """
    return environment().get_template("epub/nav.xhtml").render(n=navigation, style=style, say=say, shown=shown).encode()


def ncx(navigation: Navigation) -> bytes:
    """The NCX (OPF 2.0.1, 2.4.1), with its true depth and a target for each page."""
    points = cut(navigation.toc, NCX_DEPTH)
    order = {href: n for n, href in enumerate(dict.fromkeys(p.href for p in _flat(points)), 1)}
    arabic = [int(p.label) for p in navigation.pages if p.label.isascii() and p.label.isdigit()]
    return environment().get_template("epub/toc.ncx").render(
        say=say, n=navigation, points=points, depth=depth(points), order=order, ids=count(1).__next__,
        last=max(arabic, default=0), kind=lambda label: "normal" if label.isdigit() else "front").encode()
