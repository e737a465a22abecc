"""The text of one block as a single flow: its runs of text, the inline boxes round them, its forced breaks.

Only what can be planned becomes a flow; for all else `flow_of` gives None and the block is set as WeasyPrint sets it:
floats and positioned boxes in the line, inline flex and grid boxes, preserved white space, right-to-left text, text
without anything Chinese.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Mapping
from typing import Any, NamedTuple

CHINESE = re.compile("[\u2e80-\u30ff\u3400-\u9fff\uf900-\ufaff\uff01-\uff60\U00020000-\U0003ffff]|……|——")
_UNPLANNED = re.compile("[\x00-\x09\x0b-\x1f\u0590-\u08ff\u2028-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc]")


class Run(NamedTuple):
    """A run of text: `box` holds it from byte `offset` on; `path` leads to the box from the line box.

    `glued`: it is one piece and keeps to what it follows: a note mark, the leader of a contents line.
    """

    box: Any
    path: tuple[int, ...]
    offset: int
    text: str
    glued: bool


class Atom(NamedTuple):
    """A box in the line that is set as one: a picture, an inline block."""

    box: Any
    path: tuple[int, ...]


class Open(NamedTuple):
    """An inline box begins; or goes on, if an earlier line or page holds its beginning."""

    box: Any
    path: tuple[int, ...]
    begins: bool


class Close(NamedTuple):
    box: Any


class Break(NamedTuple):
    """A forced break 强制换行, and the places before and after it: path to a text box, byte in its text."""

    before: tuple[tuple[int, ...], int]
    after: tuple[tuple[int, ...], int]


Event = Run | Atom | Open | Close | Break
Skip = Mapping[int, Any] | None


class Flow(NamedTuple):
    """Events in order, and what makes two flows the same to a planner."""

    events: list[Event]
    signature: Hashable


def flow_of(line: Any, skip: Skip = None) -> Flow | None:
    """The flow of a line box before layout, from the place `skip` (WeasyPrint's resume_at) on; None if it has none."""
    from weasyprint.formatting_structure import boxes

    style = line.style
    if style["direction"] != "ltr" or line.text_overflow != "clip":
        return None
    children = line.children
    if len(children) == 1 and type(children[0]) is boxes.TextBox:
        box = children[0]
        offset = 0
        if skip:
            (below,) = skip.values()
            offset = next(iter(below)) if below else 0
        text = box.text.encode()[offset:].decode() if offset else box.text
        if "\n" not in text:
            if not (CHINESE.search(text) and _plain(box)):
                return None
            return Flow([Run(box, (0,), offset, text, False)], (text, offset, id(box.style)))
    events: list[Event] = []
    try:
        events.extend(_walk(line, skip, (), False))
    except _UnplannedError:
        return None
    if not any(CHINESE.search(event.text) for event in events if isinstance(event, Run)):
        return None
    return Flow(events, tuple(map(_sign, events)))


def _sign(event: Event) -> Hashable:
    """What makes two events alike: the style of a box, not the box, for boxes are copied; but an atom is its own."""
    kind = type(event).__name__
    if isinstance(event, Run):
        return kind, id(event.box.style), event.text, event.offset, event.path
    if isinstance(event, Open | Close):
        return kind, id(event.box.style)
    return kind, *(map(id, event) if isinstance(event, Atom) else event)


class _UnplannedError(Exception):
    """Something that is left to WeasyPrint."""


def _walk(parent: Any, skip: Skip, path: tuple[int, ...], glued: bool) -> Iterator[Event]:
    from weasyprint.formatting_structure import boxes

    first, below = next(iter(skip.items())) if skip else (0, None)
    for index, child in enumerate(parent.children[first:], first):
        inside = below if index == first else None
        here = (*path, index)
        if not child.is_in_normal_flow():
            raise _UnplannedError
        if type(child) is boxes.TextBox:
            yield from _text(child, next(iter(inside)) if inside else 0, here, glued)
        elif type(child) is boxes.InlineBox:
            style = child.style
            shift = style["vertical_align"]
            if style["box_decoration_break"] == "clone":
                raise _UnplannedError
            if isinstance(shift, str) and shift != "baseline":
                raise _UnplannedError
            yield Open(child, here, inside is None)
            yield from _walk(child, inside, here, glued or child.is_leader or shift not in ("baseline", 0))
            yield Close(child)
        elif isinstance(child, boxes.AtomicInlineLevelBox):
            yield Atom(child, here)
        else:
            raise _UnplannedError


def _text(box: Any, offset: int, path: tuple[int, ...], glued: bool) -> Iterator[Event]:
    text = box.text.encode()[offset:].decode() if offset else box.text
    if not text:
        return
    if not _plain(box, glued):
        raise _UnplannedError
    if "\n" not in text:
        yield Run(box, path, offset, text, glued)
        return
    if box.style["white_space"] != "pre-line":
        raise _UnplannedError
    for n, part in enumerate(text.split("\n")):
        if n:
            yield Break((path, offset - 1), (path, offset))
        if part:
            yield Run(box, path, offset, part, glued)
        offset += len(part.encode()) + 1


def _plain(box: Any, glued: bool = False) -> bool:
    """Whether a text box asks for nothing a planned line lacks; remembered with its style."""
    if _UNPLANNED.search(box.text):
        return False
    style = box.style
    known = style.__dict__.get("_plain")
    if known is None:
        known = style.__dict__["_plain"] = (
            (glued or style["white_space"] in ("normal", "nowrap", "pre-line"))
            and style["direction"] == "ltr"
            and style["word_spacing"] == 0
            and style["visibility"] == "visible"
            and style["font_size"] > 0
        )
    return bool(known)
