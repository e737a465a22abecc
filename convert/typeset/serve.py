"""Planned lines served to WeasyPrint as line boxes that are ready: placed, measured, and carrying what to draw."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from weasyprint.formatting_structure import boxes
from weasyprint.layout import percent
from weasyprint.layout.inline import _adjust_line_height
from weasyprint.text import line_break

from convert.typeset.compose import Piece, Place, Row, Setting, compose
from convert.typeset.compose import content_widths as compose_widths
from convert.typeset.flow import Event, Flow, Open, Run, Skip, flow_of
from convert.typeset.profile import Profile
from convert.typeset.show import Shows

Served = Iterator[tuple[Any, Any]]
"""Line boxes, each with the resume_at that leads to the next."""


class SetLine(boxes.LineBox):  # type: ignore[misc]
    """A planned line."""


class SetText(boxes.TextBox):  # type: ignore[misc]
    """A run of text in a planned line: `shows` and `spacing` are drawn as they are."""

    shows: Shows
    spacing: float

    @property
    def pango_layout(self) -> _Metrics:
        """What drawing asks of a Pango layout where there is none."""
        known = self.style.__dict__.get("_metrics")
        if known is None:
            known = self.style.__dict__["_metrics"] = _Metrics(self.style)
        return known  # type: ignore[no-any-return]


class _Metrics:
    """Where lines under, over and through the text of a style stand."""

    def __init__(self, style: Any) -> None:
        if style["text_decoration_line"] != "none":
            layout = line_break.Layout(style)
            self.ascent = layout.ascent
            self.underline_position = layout.underline_position
            self.underline_thickness = layout.underline_thickness
            self.strikethrough_position = layout.strikethrough_position
            self.strikethrough_thickness = layout.strikethrough_thickness

    def reactivate(self, style: Any) -> None:
        """Nothing to wake."""

    def deactivate(self) -> None:
        """Nothing to put to sleep."""


_FLAT = {f"{edge}_{side}": 0 for edge in ("margin", "padding") for side in ("top", "right", "bottom", "left")}
_FLAT |= {f"border_{side}_width": 0 for side in ("top", "right", "bottom", "left")}


class Plan(NamedTuple):
    """The rows of a block, and the number of each by the place where it begins; `styles` are those its key names."""

    rows: tuple[Row, ...]
    numbers: dict[Place, int]
    setting: Setting
    styles: Sequence[Any]


def lines(context: Any, line: Any, block: Any, skip: Skip, y: float, profile: Profile) -> Served | None:
    """The planned lines of a line box before layout, from `skip` on; None where it cannot be planned.

    A block that goes on after a page break is served from the plan of the whole, if one was made for this width.
    """
    for start in (None, skip) if skip else (None,):
        flow = flow_of(line, start)
        if flow is None:
            return None
        plan = _planned(context, flow, line, block, start, profile, known=bool(skip) and start is None)
        if plan:
            number = plan.numbers.get(_place(line, skip)) if skip and start is None else 0
            if number is not None:
                return _serve(plan, number, flow.events, line, block, y)
    return None


def _planned(
    context: Any, flow: Flow, line: Any, block: Any, start: Skip, profile: Profile, known: bool
) -> Plan | None:
    """The plan of a flow: made once for a layout, a width and a text, so that copies and repeated layouts share it."""
    style = line.style
    plans: dict[Any, Plan | None] = context.__dict__.setdefault("_plans", {})
    key = flow.signature, start is None, id(style), block.width
    if known or key in plans:
        return plans.get(key)
    line.text_indent = 0
    if start is None:
        percent.resolve_one_percentage(line, "text_indent", block.width)
    for event in flow.events:
        if isinstance(event, Open):
            _resolve_edges(event.box, block)
    em = style["font_size"]
    align = {"left": "start", "right": "end"}.get(style["text_align_all"], style["text_align_all"])
    last = style["text_align_last"]
    if last == "auto":
        last = "start" if align == "justify" else align
    setting = Setting(
        em,
        round(block.width / em * 1000),
        round(line.text_indent / em * 1000),
        align,
        {"left": "start", "right": "end"}.get(last, last),
    )
    rows = compose(flow.events, setting, profile)
    if rows is None:
        plans[key] = None
        return None
    plan = plans[key] = Plan(rows, {row.begins: n for n, row in enumerate(rows)}, setting, _styles(style, flow))
    return plan


def content_widths(context: Any, line: Any, profile: Profile) -> tuple[float, float] | None:
    """(min-content, max-content) width of a line box as it would be planned, in pixels; None where it would not be."""
    flow = flow_of(line)
    if flow is None:
        return None
    style = line.style
    known: dict[Any, Any] = context.__dict__.setdefault("_content_widths", {})
    key = flow.signature, id(style)
    if key not in known:
        for event in flow.events:
            if isinstance(event, Open):
                _resolve_edges(event.box, (0, 0))
        em, indent = style["font_size"], style["text_indent"]
        indent = round(indent.value / em * 1000) if getattr(indent, "unit", "") == "px" else 0
        widths = compose_widths(flow.events, em, indent, profile)
        known[key] = widths and (widths[0] * em / 1000, widths[1] * em / 1000), _styles(style, flow)
    widths, _ = known[key]
    return widths  # type: ignore[no-any-return]


def _styles(style: Any, flow: Flow) -> list[Any]:
    return [style, *(event.box.style for event in flow.events if isinstance(event, Run | Open))]


def _resolve_edges(box: Any, block: Any) -> None:
    percent.resolve_percentages(box, block)
    for side in ("margin_left", "margin_right"):
        if getattr(box, side) == "auto":
            setattr(box, side, 0)


def _place(line: Any, skip: Skip) -> Place:
    """A resume_at as a place."""
    path: tuple[int, ...] = ()
    box = line
    while skip:
        ((index, skip),) = skip.items()
        if isinstance(box, boxes.TextBox):
            return path, index
        path += (index,)
        box = box.children[index]
    return path, 0


def resume_at(place: Place) -> dict[int, Any]:
    """A place as WeasyPrint writes it.

    >>> resume_at(((0,), 12)), resume_at(((2, 0), 0))
    ({0: {12: None}}, {2: {0: None}})
    """
    path, byte = place
    stack: dict[int, Any] | None = {byte: None} if byte else None
    for index in reversed(path):
        stack = {index: stack}
    assert stack is not None
    return stack


def _serve(plan: Plan, number: int, events: Sequence[Event], line: Any, block: Any, y: float) -> Served:
    percent.resolve_percentages(line, block)
    for event in events:
        if isinstance(event, Open):
            _resolve_edges(event.box, block)
    left, unit = block.content_box_x(), plan.setting.em / 1000
    height, baseline = line_break.strut(line.style)
    for row, following in zip(plan.rows[number:], (*plan.rows[number + 1 :], None), strict=True):
        align = plan.setting.align_last if row.ends else plan.setting.align
        short = max(0, row.short) * unit
        x = left + {"center": short / 2, "end": short}.get(align, 0)
        filled = SetLine.__new__(SetLine)
        filled.__dict__.update(
            line.__dict__,
            children=_children(row, events, x, y + baseline, unit, block),
            position_x=x,
            position_y=y,
            width=block.width - short if align != "justify" else block.width,
            height=height,
            baseline=baseline,
            margin_top=0,
            margin_bottom=0,
        )
        yield filled, following and resume_at(following.begins)
        y += height


def _children(row: Row, events: Sequence[Event], x: float, baseline: float, unit: float, block: Any) -> tuple[Any, ...]:
    """The boxes of a row. Whatever size or face they have, they stand on the line's baseline and do not move it."""
    children: list[Any] = []
    opened: list[tuple[Any, list[Any], float, float]] = []
    for part in row.parts:
        box = events[part.event].box  # type: ignore[union-attr]
        if isinstance(part, Piece):
            height, above = line_break.strut(box.style)
            text = SetText.__new__(SetText)
            text.__dict__.update(
                box.__dict__ | _FLAT,
                text=part.text,
                position_x=x + part.x * unit,
                position_y=baseline - above,
                width=part.width * unit,
                height=height,
                baseline=above,
                shows=part.shows,
                spacing=part.spacing,
            )
            children.append(text)
        elif part.opens:
            inner = box.copy()
            inner.remove_decoration_sides = set()
            if not part.whole:
                inner.remove_decoration(start=True, end=False)
            inner.position_x = x + part.x * unit
            opened.append((inner, children, baseline, part.x))
            children = []
            if inner.style["vertical_align"] != "baseline":
                baseline -= inner.style["vertical_align"]
        else:
            inner, outer, above_inner, _ = opened.pop()
            if not part.whole:
                inner.remove_decoration(start=False, end=True)
            inner.children = tuple(children)
            inner.width = x + part.x * unit - inner.content_box_x() - (
                inner.padding_right + inner.border_right_width + inner.margin_right
            )
            _adjust_line_height(inner)
            inner.position_y = baseline - inner.baseline
            children, baseline = outer, above_inner
            children.append(inner)
    return tuple(children)
