"""Ways along the tree: its nodes in order, its words, its outline, and the proof that it holds together."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields, replace
from typing import TypeVar

from convert.tree.nodes import (
    CONTENT,
    Break,
    Document,
    Gap,
    Head,
    HeadRole,
    Node,
    Note,
    Run,
    Section,
)


def parts(node: Node) -> Iterator[Node]:
    """A node's own children in reading order, whatever field they stand in (head, label, caption, children)."""
    for f in fields(node):
        value = getattr(node, f.name)
        if isinstance(value, Node):
            yield value
        elif isinstance(value, tuple):
            yield from (v for v in value if isinstance(v, Node))


N = TypeVar("N", bound=Node)


def rebuilt(node: N, part: Callable[[Node], Node], **values: object) -> N:
    """The node with what ``part`` makes of each of its own children, and new ``values`` of other fields.

    The very same node where nothing is new.

    >>> rebuilt(Paragraph(children=(Run(value="甲"),)), lambda n: Run(value="乙")).children[0].value
    '乙'
    """
    for f in fields(node):
        value = getattr(node, f.name)
        if isinstance(value, Node) and (made := part(value)) is not value:
            values[f.name] = made
        elif isinstance(value, tuple) and value and isinstance(value[0], Node):
            row = tuple(map(part, value))
            if any(new is not old for new, old in zip(row, value, strict=True)):
                values[f.name] = row
    return replace(node, **values) if values else node  # type: ignore[arg-type]  # fields() does not say which type is whose


def walk(node: Node, ancestors: tuple[Node, ...] = ()) -> Iterator[tuple[Node, tuple[Node, ...]]]:
    """Every node in reading order, each with its ancestors from the root down."""
    yield node, ancestors
    below = (*ancestors, node)
    for part in parts(node):
        yield from walk(part, below)


def words(node: Node) -> str:
    """The text of a node as it stands in the cleaned text, a note's mark but not its words.

    >>> words(Paragraph(children=(Run(value="甲"), Note(children=(Run(value="注"),)), Run(value="乙"))))
    '甲乙'
    """
    match node:
        case Run(value=value):
            return value
        case Gap(mark=mark) | Break(mark=mark) | Note(mark=mark):
            return mark
        case _:
            return "".join(map(words, parts(node)))


@dataclass(frozen=True, slots=True)
class Entry:
    """One heading of the outline: its words, its depth (0 for the highest) and its section."""

    depth: int
    title: str
    section: Section


def title_of(head: Head) -> str:
    """A heading on one line: number and headline parted by a full-width space, other lines left out."""
    return "\u3000".join(words(line) for line in head.children if line.role in (HeadRole.NUMBER, HeadRole.HEADLINE))


def outline(document: Document) -> list[Entry]:
    """The headings in reading order; the document's own title is not among them."""
    out: list[Entry] = []

    def visit(section: Section, depth: int) -> None:
        if section.head is not None:
            out.append(Entry(depth, title_of(section.head), section))
        for child in section.children:
            if isinstance(child, Section):
                visit(child, depth + (section.head is not None))

    for section in document.children:
        visit(section, 0)
    return out


class TreeError(ValueError):
    """The tree breaks its own rules: a fault of the program, not of the text."""


def check(document: Document, chars: str | None = None, marks: Iterable[tuple[int, int]] = ()) -> None:
    """Prove the content models, that ranges nest and never go back, and that leaves are the text they point at.

    With ``chars``, the cleaned text, also that no character of it but layout and ``marks`` (those that open a note's own line)
    is left out. Raises TreeError.
    """
    covered: list[tuple[int, int]] = []
    apart: list[tuple[int, int]] = [*marks]
    for node, ancestors in walk(document):
        name = type(node).__name__
        if ancestors and not isinstance(node, CONTENT[type(ancestors[-1])]):
            raise TreeError(f"{name} may not stand in {type(ancestors[-1]).__name__}")
        if isinstance(node, Head) and not node.children:
            raise TreeError("an empty heading group")
        if node.at is None:
            continue
        noted = any(isinstance(a, Note) for a in ancestors)
        outer = next((a.at for a in reversed(ancestors) if a.at is not None and not isinstance(a, Note)), None)
        if outer and not noted and not outer[0] <= node.at[0] <= node.at[1] <= outer[1]:
            raise TreeError(f"{name} {node.at} stands outside {outer}")
        if isinstance(node, Run | Gap | Break | Note) and (leaf := words(node)):
            if chars is not None and chars[slice(*node.at)] != leaf:
                raise TreeError(f"{name} {node.at} says {leaf!r}, the text {chars[slice(*node.at)]!r}")
            if covered and covered[-1][1] > node.at[0] and not noted:
                raise TreeError(f"{name} {node.at} stands before what came ahead of it")
            (apart if noted else covered).append(node.at)
    if chars is not None:
        done = 0
        for start, end in [*sorted([*covered, *apart]), (len(chars), len(chars))]:
            if start < done:
                raise TreeError(f"characters {start} to {done} are in two leaves: {chars[start:done]!r}")
            if left := MARKUP.sub("", chars[done:start]).strip(LAYOUT):
                raise TreeError(f"characters {done} to {start} are in no leaf: {left[:40]!r}")
            done = end


# Markdown's marks say what words are, and are none themselves
MARKUP = re.compile(r"(?<![^\n\r\f\v\x1c-\x1e\x85\u2028\u2029])[ \t\u3000]*#{1,6}(?=[ \t\u3000])|\*\*")
LAYOUT = " \t\u3000\u00a0\ufeff\n\r\f\v\x1c\x1d\x1e\x85\u2028\u2029"
