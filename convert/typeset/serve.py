"""Planned lines served to WeasyPrint as line boxes that are ready: placed, measured, and carrying what to draw."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from weasyprint.formatting_structure import boxes
from weasyprint.layout import percent
from weasyprint.layout.float import avoid_collisions
from weasyprint.layout.inline import _adjust_line_height, atomic_box
from weasyprint.layout.leader import handle_leader
from weasyprint.text import line_break

from convert.typeset.compose import Edge, Inset, Piece, Place, Row, Setting, compose
from convert.typeset.compose import content_widths as compose_widths
from convert.typeset.flow import Break, Event, Flow, Open, Run, Skip, flow_of
from convert.typeset.glyphs import Shows
from convert.typeset.profile import Profile

LONG = 30
"""A paragraph of more lines may well run over several pages: what was found of it is kept from one to the next."""

Served = Iterator[tuple[Any, Any]]
"""Line boxes, each with the resume_at that leads to the next."""


class SetLine(boxes.LineBox):
    """A planned line."""


class SetText(boxes.TextBox):
    """A run of text in a planned line: `shows` and `spacing` are drawn as they are."""

    shows: Shows
    spacing: float

    @property
    def pango_layout(self) -> _Metrics:
        """What drawing asks of a Pango layout where there is none."""
        known: _Metrics | None = self.style.__dict__.get("_metrics")
        if known is None:
            known = self.style.__dict__["_metrics"] = _Metrics(self.style)
        return known


# Nothing surrounds a line box or a text box. Their classes say so, not each of the tens of thousands in a book.
_FLAT = {f"{edge}_{side}" for edge in ("margin", "padding") for side in ("top", "right", "bottom", "left")}
_FLAT |= {f"border_{side}_width" for side in ("top", "right", "bottom", "left")}
for _name in _FLAT:
    setattr(SetLine, _name, 0)
    setattr(SetText, _name, 0)


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


class Plan(NamedTuple):
    """The rows of a block, and the number of each by the place where it begins; `styles` are those its key names."""

    rows: tuple[Row, ...]
    numbers: dict[Place, int]
    setting: Setting
    styles: Sequence[Any]


class Block(NamedTuple):
    """What WeasyPrint gives to lay a line box out with."""

    context: Any
    line: Any
    block: Any
    absolute: Any
    fixed: Any


def lines(given: Block, skip: Skip, y: float, profile: Profile) -> Served | None:
    """The planned lines of a line box before layout, from `skip` on; None where it cannot be planned.

    A block that goes on after a page break is served from the plan of the whole, if one was made for this width.
    """
    long: dict[Any, tuple[Any, Plan, Sequence[Event]]] = given.context.__dict__.setdefault("_long", {})
    if skip and given.line in long:
        lanes, whole, events = long[given.line]
        number = whole.numbers.get(_place(given.line, skip))
        if number is not None and lanes == _lanes(given, y):
            return _serve(given, whole, number, events, y)
    for start in (None, skip) if skip else (None,):
        flow = flow_of(given.line, start)
        if flow is None:
            return None
        plan = _planned(given, flow, start, y, profile, known=bool(skip) and start is None)
        if plan:
            number = plan.numbers.get(_place(given.line, skip)) if skip and start is None else 0
            if number is not None:
                if start is None and len(plan.rows) > LONG and not _generated(flow):
                    long[given.line] = _lanes(given, y), plan, flow.events
                _resolve_all(given, flow.events)
                return _serve(given, plan, number, flow.events, y)
    return None


def _generated(flow: Flow) -> bool:
    """Whether some of it is generated content, which may yet change when pages are known."""
    return any("::" in (event.box.element_tag or "") for event in flow.events if not isinstance(event, Break))


def _resolve_all(given: Block, events: Sequence[Event]) -> None:
    for event in events:
        if isinstance(event, Open):
            _resolve_edges(event.box, given.block)


def _planned(given: Block, flow: Flow, start: Skip, y: float, profile: Profile, known: bool) -> Plan | None:
    """The plan of a flow: made once for a layout, a width and a text, so that copies and repeated layouts share it."""
    context, line, block, *_ = given
    style = line.style
    line.text_indent = 0
    if start is None:
        percent.resolve_one_percentage(line, "text_indent", block.width)
    lanes = _lanes(given, y)
    if lanes is None:
        return None
    plans: dict[Any, Plan | None] = context.__dict__.setdefault("_plans", {})
    key = flow.signature, start is None, id(style), lanes
    if known or key in plans:
        return plans.get(key)
    _resolve_all(given, flow.events)
    em = style["font_size"]
    align = {"left": "start", "right": "end"}.get(style["text_align_all"], style["text_align_all"])
    last = style["text_align_last"]
    if last == "auto":
        last = "start" if align == "justify" else align
    setting = Setting(
        em,
        tuple((round(left / em * 1000), round(width / em * 1000)) for left, width in lanes),
        align,
        {"left": "start", "right": "end"}.get(last, last),
    )
    rows = compose(flow.events, setting, profile, lambda box: float(_atom(given, box, 0).margin_width()))
    if rows is None:
        plans[key] = None
        return None
    plan = plans[key] = Plan(rows, {row.begins: n for n, row in enumerate(rows)}, setting, _styles(style, flow))
    return plan


def _lanes(given: Block, y: float) -> tuple[tuple[float, float], ...] | None:
    """(left edge, width) of the first lines in pixels, the last being those of all others; None if floats move a line.

    The first is shorter by the indent, and those beside a float by the float.
    """
    context, line, block, *_ = given
    # left and right pages place a block a rounding error apart: its plan must fit both
    indent, whole = line.text_indent, (0.0, round(block.width, 3))
    height, _ = line_break.strut(line.style)
    shapes = [shape for shape in context.excluded_shapes if shape.position_y + shape.margin_height() > y]
    lanes: list[tuple[float, float]] = []
    if shapes:
        percent.resolve_percentages(line, block)
        probe = line.copy()
        probe.height, probe.width = height, 4 * line.style["font_size"]
        bottom = max(shape.position_y + shape.margin_height() for shape in shapes)
        while y < bottom:
            probe.position_y = y
            x, moved_to, width = avoid_collisions(context, probe, block, outer=False)
            if moved_to != y:
                return None
            lanes.append((round(x - block.content_box_x(), 3), round(width, 3)))
            y += height or bottom
    lanes.append(whole)
    if indent:
        left, width = lanes[0]
        lanes[:1] = [(round(left + indent, 3), round(width - indent, 3)), *([whole] if len(lanes) == 1 else [])]
    while len(lanes) > 1 and lanes[-2] == whole:
        lanes.pop()
    return tuple(lanes)


def _resolve_edges(box: Any, block: Any) -> None:
    percent.resolve_percentages(box, block)
    for side in ("margin_left", "margin_right"):
        if getattr(box, side) == "auto":
            setattr(box, side, 0)


def _atom(given: Block, box: Any, x: float) -> Any:
    """A picture or inline block laid out, its left edge at `x`."""
    percent.resolve_percentages(box, given.block)
    laid = atomic_box(given.context, box, x, None, given.block, given.absolute, given.fixed)
    laid.position_x = x
    return laid


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
    return widths  # type: ignore[no-any-return]  # kept on the box, which has no types


def _styles(style: Any, flow: Flow) -> list[Any]:
    return [style, *(event.box.style for event in flow.events if isinstance(event, Run | Open))]


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


def _serve(given: Block, plan: Plan, number: int, events: Sequence[Event], y: float) -> Served:
    context, line, block, *_ = given
    percent.resolve_percentages(line, block)
    unit = plan.setting.em / 1000
    height, baseline = line_break.strut(line.style)
    common = {name: value for name, value in line.__dict__.items() if name not in _FLAT}
    rows = plan.rows
    for n in range(number, len(rows)):
        row, following = rows[n], rows[n + 1] if n + 1 < len(rows) else None
        align = plan.setting.align_last if row.ends else plan.setting.align
        short = max(0, row.short) * unit
        x = block.content_box_x() + {"center": short / 2, "end": short}.get(align, 0)
        children, above, below = _Filling(given, events, unit, height, baseline).fill(row, x, y)
        filled = SetLine.__new__(SetLine)
        filled.__dict__.update(
            common,
            children=children,
            position_x=x,
            position_y=y,
            width=block.width - short,
            height=height + above + below,
            baseline=baseline + above,
        )
        if any(isinstance(part, Edge) and events[part.event].box.is_leader for part in row.parts):  # type: ignore[union-attr]  # an Edge is Open
            handle_leader(context, filled, block)
        yield filled, following and resume_at(following.begins)
        y += filled.height


class _Filling:
    """Boxes of a row. Whatever size or face text has, it stands on the line's baseline and does not move it.

    Only an atom that is higher or deeper than the line makes it so.
    """

    def __init__(self, given: Block, events: Sequence[Event], unit: float, height: float, baseline: float) -> None:
        self.given, self.events, self.unit = given, events, unit
        self.height, self.baseline = height, baseline

    def fill(self, row: Row, x: float, y: float) -> tuple[tuple[Any, ...], float, float]:
        """(boxes, what the line must be higher above and below)."""
        line, unit = self.given.line, self.unit
        baseline, style = y + self.baseline, line.style
        top, bottom = y, y + self.height
        children: list[Any] = []
        opened: list[tuple[Any, list[Any], float, Any]] = []
        for part in row.parts:
            box = self.events[part.event].box  # type: ignore[union-attr]  # a part names what opens it
            if isinstance(part, Piece):
                children.append(_text(box, part, x, baseline, unit))
            elif isinstance(part, Inset):
                atom = _atom(self.given, box, x + part.x * unit)
                edge = self._top(atom, style, baseline, y)
                if isinstance(atom, boxes.ReplacedBox):
                    atom.position_y = edge
                else:
                    atom.translate(dy=edge - atom.position_y)
                top, bottom = min(top, edge), max(bottom, edge + atom.margin_height())
                children.append(atom)
            elif part.opens:
                inner = box.copy()
                inner.remove_decoration_sides = set()
                if not part.whole:
                    inner.remove_decoration(start=True, end=False)
                inner.position_x = x + part.x * unit
                opened.append((inner, children, baseline, style))
                children = []
                baseline -= _raise(inner, style)
                style = inner.style
            else:
                inner, outer, outer_baseline, style = opened.pop()
                if not part.whole:
                    inner.remove_decoration(start=False, end=True)
                inner.children = tuple(children)
                right = inner.padding_right + inner.border_right_width + inner.margin_right
                inner.width = x + part.x * unit - right - inner.content_box_x()
                _adjust_line_height(inner)
                inner.position_y = baseline - inner.baseline
                children, baseline = outer, outer_baseline
                children.append(inner)
        above, below = y - top, bottom - y - self.height
        if above:
            for child in children:
                child.translate(dy=above)
        return tuple(children), above, below

    def _top(self, atom: Any, parent: Any, baseline: float, y: float) -> float:
        """Upper edge of an atom, by its vertical-align (CSS 2.1, 10.8.1)."""
        align = atom.style["vertical_align"]
        if align in ("top", "text-top"):
            return y
        if align in ("bottom", "text-bottom"):
            return float(y + self.height - atom.margin_height())
        if align == "middle":
            ex = parent["font_size"] * line_break.character_ratio(parent, "ex")
            return float(baseline - (ex + atom.margin_height()) / 2)
        return float(baseline - _raise(atom, parent) - atom.baseline)


def _raise(box: Any, parent: Any) -> float:
    """How much higher than its parent's baseline a box stands."""
    align = box.style["vertical_align"]
    if align == "baseline":
        return 0
    if isinstance(align, int | float):
        return align
    return float(percent.percentage(align, parent, line_break.strut(parent)[0]))


def _text(box: Any, piece: Piece, x: float, baseline: float, unit: float) -> SetText:
    height, above = line_break.strut(box.style)
    text = SetText.__new__(SetText)
    text.__dict__.update(
        box.__dict__,
        text=piece.text,
        position_x=x + piece.x * unit,
        position_y=baseline - above,
        width=piece.width * unit,
        height=height,
        baseline=above,
        shows=piece.shows,
        spacing=piece.spacing,
    )
    return text
