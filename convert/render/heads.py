"""Headings broken for the page they stand on (标题断行): lines at sense, and a title page's size by its title's length."""
from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from convert.anchors import printed
from convert.render.sense import em, sense_lines
from convert.theme import Theme
from convert.tree import Document, Head, HeadLine, HeadRole, Inline, Run, Section, walk, words

Lines = dict[int, list[tuple[int, int]]]        # of a run (by identity): where each of its lines begins and ends


class Step(NamedTuple):
    """One way to set a book's title: the token of its size, and how many lines it may take there."""

    token: str
    lines: int


# a short title stands on one line of 一号; what is long steps down, so that the page holds it
STEPS = (Step("short", 1), Step("title", 3), Step("chapter", 4), Step("contents", 6), Step("sub", 12))
SHORT = 9           # characters of a title that stands in 一号


def parted_heads(document: Document, measure: float, look: Theme, upper: str) -> Lines:
    """The lines of heading groups that are too long for the measure, each by the size that it is set in.

    ``upper`` names the size of the first level: chapter where sections open pages, section where they run on. Lines of
    more than plain words stay as they are.
    """
    size = {role: measure / look.points(f"size-{role}") for role in ("kicker", "chapter", "section")}
    size["title"] = measure / look.points(f"size-{title_step(document, measure, look)}")
    out: Lines = {}
    for head, ancestors in walk(document):
        if isinstance(head, Head):
            depth = sum(isinstance(a, Section) and a.head is not None for a in ancestors[:-1])
            title = "title" if len(ancestors) == 1 else upper if depth == 0 else "section"
            for line in head.children:
                most = int(size[title if line.role is HeadRole.HEADLINE else "kicker"])
                for run in _sole(line):
                    if len(parts := parted(printed(run.value), most)) > 1:
                        out[id(run)] = parts
    return out


def title_style(document: Document, measure: float, look: Theme) -> str:
    """The title page's own values: the size of its title, and its spacing where it is short."""
    found = [line for line in document.head.children if line.role is HeadRole.HEADLINE] if document.head else []
    spacing = spread(printed(words(found[0])).strip()) if len(found) == 1 else ""
    size = look.points(f"size-{title_step(document, measure, look)}")
    return f"--size-title: {size:g}pt" + (f"; --spread: {spacing}" if spacing else "")


def title_step(document: Document, measure: float, look: Theme) -> str:
    """The token of the size that the title page's headline is set in: the largest whose lines are few enough."""
    head = document.head
    headlines = [printed(words(line)).strip() for line in head.children if line.role is HeadRole.HEADLINE] if head else []
    for token, most in STEPS:
        chars = int(measure / look.points(f"size-{token}"))
        if token == "short" and max(map(em, headlines), default=0) > SHORT:
            continue
        if sum(len(sense_lines(line, chars)) for line in headlines) <= max(most, len(headlines)):
            return token
    return "small"


def spread(title: str) -> str:
    """How a short title is spaced out (疏排): to some four characters' room, so that two do not stand lost on a page.

    >>> spread("茶馆"), spread("红楼梦"), spread("水浒传奇"), spread("《茶馆》")
    ('1em', '0.5em', '', '')
    """
    return {2: "1em", 3: "0.5em"}.get(len(title), "") if title.isalpha() and not title.isascii() else ""


def parted(title: str, most: int) -> list[tuple[int, int]]:
    """Where the lines of a title begin and end when it is parted at sense; white space at a break belongs to neither.

    >>> [title[a:b] for title in ["第一回　风起"] for a, b in parted(title, 4)]
    ['第一回', '风起']
    """
    out, at = [], 0
    for line in sense_lines(title, most):
        letters = line.replace(" ", "")
        start = end = title.index(letters[0], at) if letters else at
        for char in letters:
            end = title.index(char, end) + 1
        out.append((start, end))
        at = end
    return out


def _sole(line: HeadLine) -> Iterator[Run]:
    """The only run of a line that holds nothing else."""
    first: tuple[Inline, ...] = line.children[:1 if len(line.children) == 1 else 0]
    yield from (run for run in first if isinstance(run, Run))
