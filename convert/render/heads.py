"""Headings broken for the page they stand on (标题断行): lines at sense, and a title page's size by its title's length."""
from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from convert.anchors import printed
from convert.paper import Geometry
from convert.render.sense import em, sense_lines
from convert.theme import Theme
from convert.tree import Document, Head, HeadLine, HeadRole, Inline, Run, Section, walk, words

Lines = dict[int, list[tuple[int, int]]]        # of a run (by identity): where each of its lines begins and ends


class Step(NamedTuple):
    """One way to set a book's title: the token of its size, and how many lines it may take there."""

    token: str
    lines: int


# a short title stands on one line of 一号; what is long steps down, so that the page holds it
STEPS = (Step("short", 1), Step("title", 3), Step("chapter", 4), Step("contents", 6), Step("sub", 12), Step("small", 99))
SHORT = 9           # characters of a title that stands in 一号
LEADING = 1.6       # of the headline on the title page, as the sheet has it
DROP = 0.17         # of the type area above the heading group, where the page is not full
TIGHT = 0.667       # how far white and leading give way on a full title page


def parted_heads(document: Document, page: Geometry, look: Theme, upper: str) -> Lines:
    """The lines of heading groups that are too long for the measure, each by the size that it is set in.

    ``upper`` names the size of the first level: chapter where sections open pages, section where they run on. Lines of
    more than plain words stay as they are.
    """
    size = {role: page.measure / look.points(f"size-{role}") for role in ("kicker", "chapter", "section")}
    size["title"] = page.measure / look.points(f"size-{_step(document, page, look).token}")
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


def title_style(document: Document, page: Geometry, look: Theme, imprint: int) -> str:
    """The title page's own values: size of the title, its spacing where it is short, and how far the white gives way.

    ``imprint`` is how many lines stand low on the page.
    """
    headlines = _said(document, HeadRole.HEADLINE)
    size = look.points(f"size-{_step(document, page, look).token}")
    title = LEADING * size * sum(len(sense_lines(line, int(page.measure / size))) for line in headlines)
    beats = _beats(document, page, look) + (1 + 1.25 * imprint if imprint else 0)
    beat = max(TIGHT * page.pitch, min(page.pitch, (page.depth - title) / beats))
    drop = max(0.0, min(DROP * page.depth, page.depth - title - beat * beats))
    values = {"size-title": f"{size:g}pt", "beat": f"{beat:g}pt", "drop": f"{drop:g}pt",
              "spread": spread(headlines[0]) if len(headlines) == 1 else ""}
    return "; ".join(f"--{name}: {value}" for name, value in values.items() if value)


def _step(document: Document, page: Geometry, look: Theme) -> Step:
    """How the title page's headline is set: the largest size at which its lines are few enough, and the page holds them."""
    headlines = _said(document, HeadRole.HEADLINE)
    room = page.depth - TIGHT * page.pitch * _beats(document, page, look)
    for step in STEPS:
        size = look.points(f"size-{step.token}")
        lines = sum(len(sense_lines(line, int(page.measure / size))) for line in headlines)
        if step.token == "short" and max(map(em, headlines), default=0) > SHORT:
            continue
        if lines <= max(step.lines, len(headlines)) and lines * LEADING * size <= room:
            return step
    return STEPS[-1]


def _beats(document: Document, page: Geometry, look: Theme) -> float:
    """The height of what stands around the headline, in beats: lines and the white between them, as the sheet has it."""
    chars, beats = int(page.measure / look.points("size-kicker")), 1.5      # the rule
    for role in (HeadRole.KICKER, HeadRole.NUMBER, HeadRole.DECK, HeadRole.BYLINE):
        if said := _said(document, role):
            beats += 1.5 + 1.5 * sum(len(sense_lines(line, chars)) for line in said)
    return beats


def _said(document: Document, role: HeadRole) -> list[str]:
    """The lines of a role in the document's heading group."""
    return [printed(words(line)).strip() for line in document.head.children if line.role is role] if document.head else []


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
