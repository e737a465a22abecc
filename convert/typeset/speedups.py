"""Small speed-ups of WeasyPrint 70 that change nothing on the page: what is the same for many boxes is worked out once.

Each is a function of its own, listed in `SPEEDUPS`, and can be left out by its name. Some mend what takes time by the
square of the number of pages; those are marked so.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable
from typing import Any

from convert.typeset.patches import Patches


def page_styles(patches: Patches) -> None:
    """Styles of pages and margin boxes once for all pages that the same @page rules match (was quadratic)."""
    from weasyprint.layout import page

    def set_page_type_computed_styles(plain: Any, page_type: Any, html: Any, style_for: Any) -> None:
        matched = tuple(
            style_for._page_type_match(selector, page_type)
            for sheet, _, _ in style_for._sheets
            for _, selectors, _ in sheet.page_rules
            for _, _, selector in selectors
        )
        known = style_for.__dict__.setdefault("_page_styles", {})
        key = matched, style_for.initial_page_sizes["box"] is None
        if key not in known:
            cascaded, style_for._cascaded_styles = style_for._cascaded_styles, {}
            try:
                plain(page_type, html, style_for)
                pseudo_types = {None, *(pseudo_type for _, pseudo_type in style_for._cascaded_styles)}
            finally:
                style_for._cascaded_styles = cascaded
            known[key] = {name: style_for._computed_styles[page_type, name] for name in pseudo_types}
        for name, style in known[key].items():
            style_for._computed_styles[page_type, name] = style

    patches.wrap(page, "set_page_type_computed_styles", set_page_type_computed_styles)


_RESOLVED = [
    *(f"{edge}_{side}" for edge in ("margin", "padding") for side in ("top", "right", "bottom", "left")),
    *(f"border_{side}_width" for side in ("top", "right", "bottom", "left")),
    *(f"{limit}{size}" for limit in ("", "min_", "max_") for size in ("width", "height")),
]


def percentages(patches: Patches) -> None:
    """Lengths resolved once for a style and a containing block."""
    from weasyprint.formatting_structure import boxes
    from weasyprint.layout import percent

    def resolve_percentages(plain: Any, box: Any, containing_block: Any) -> None:
        if isinstance(containing_block, boxes.Box):
            width, height = containing_block.width, containing_block.height
        else:
            width, height = containing_block
        style = box.style
        key = (
            width,
            height,
            isinstance(box, boxes.PageBox),
            # Flex and grid items have these changed while they are laid out.
            style["width"],
            style["height"],
            style["min_width"],
            style["min_height"],
            style["max_width"],
            style["max_height"],
        )
        known = style.__dict__.setdefault("_resolved", {})
        values = known.get(key)
        if values is not None:
            box.__dict__.update(values)
            return
        plain(box, containing_block)
        if style["border_collapse"] != "collapse":
            if len(known) > 200:
                known.clear()
            known[key] = {name: box.__dict__[name] for name in _RESOLVED}

    patches.wrap(percent, "resolve_percentages", resolve_percentages)


def struts(patches: Patches) -> None:
    """Height and baseline of a line without text once for a style."""
    from weasyprint.text import line_break

    def strut(plain: Any, style: Any) -> Any:
        key = style["font_size"], style["line_height"]
        known = style.__dict__.get("_strut")
        if known is None or known[0] != key:
            known = style.__dict__["_strut"] = key, plain(style)
        return known[1]

    patches.wrap(line_break, "strut", strut)


def backgrounds(patches: Patches) -> None:
    """Nothing to lay out for a style without background, border image, shadow and rounded corners."""
    from weasyprint.draw.color import get_color
    from weasyprint.formatting_structure import boxes
    from weasyprint.layout import background

    corners = ("top_left", "top_right", "bottom_right", "bottom_left")
    for corner in corners:
        patches.set(boxes.Box, f"border_{corner}_radius", (0, 0))
    patches.set(boxes.Box, "background", None)

    def bare(style: Any) -> bool:
        return (
            all((0, "px") in style[f"border_{corner}_radius"] for corner in corners)
            and style["border_image_source"][0] == "none"
            and style["mask_border_source"][0] == "none"
            and all(kind == "none" for kind, _ in style["background_image"])
            and not style["box_shadow"]
            and get_color(style, "background_color").alpha == 0
        )

    def layout_box_backgrounds(
        plain: Any, page: Any, box: Any, get_image: Any, layout_children: bool = True, style: Any = None
    ) -> None:
        if style is not None or box is page:
            plain(page, box, get_image, layout_children, style)
            return
        style = box.style
        known = style.__dict__.get("_bare")
        if known is None:
            known = style.__dict__["_bare"] = bare(style)
        if not known:
            plain(page, box, get_image, layout_children)
            return
        box.background = None
        if layout_children:
            for child in box.all_children():
                background.layout_box_backgrounds(page, child, get_image)

    patches.wrap(background, "layout_box_backgrounds", layout_box_backgrounds)


class _Earlier:
    """The page maker as `make_page` sees it: earlier pages come as one, with all their anchors and counter look-ups."""

    def __init__(self) -> None:
        self.made: list[Any] = []
        self.count = 0
        self.state: dict[str, list[Any]] = {"anchors": [], "content_lookups": []}

    def __len__(self) -> int:
        return len(self.made)

    def __getitem__(self, index: Any) -> Any:
        if not isinstance(index, slice):
            return self.made[index]
        if index.stop < self.count:         # pages are made again from an earlier one on
            self.count = 0
            self.state = {name: [] for name in self.state}
        for *_, state in self.made[self.count : index.stop]:
            for name, values in self.state.items():
                values += state.get(name, ())
        self.count = index.stop
        return [(None, None, None, None, self.state)]


def earlier_pages(patches: Patches) -> None:
    """Anchors of earlier pages gathered as pages are made, not again for every page (was quadratic)."""
    from weasyprint.layout import page

    def make_page(plain: Any, context: Any, *arguments: Any) -> Any:
        seen = context.__dict__.setdefault("_earlier_pages", _Earlier())
        made = seen.made = context.page_maker
        context.page_maker = seen
        try:
            return plain(context, *arguments)
        finally:
            context.page_maker = made

    patches.wrap(page, "make_page", make_page)


def fixed_boxes(patches: Patches) -> None:
    """Pages are searched for fixed boxes once, not for every page (was quadratic)."""
    from weasyprint import layout

    def layout_fixed_boxes(plain: Any, context: Any, pages: list[Any], containing_page: Any) -> Iterable[Any]:
        if not pages:
            return ()
        known = context.__dict__.get("_any_fixed")
        if known is None:       # first asked of all pages but one
            known = any(page.fixed_boxes for page in (*pages, containing_page))
            context.__dict__["_any_fixed"] = known
        return plain(context, pages, containing_page) if known else ()

    patches.wrap(layout, "layout_fixed_boxes", layout_fixed_boxes)


class _Footnotes(list[Any]):
    """Footnotes yet to come. Every box of every line asks whether its own is among them, and most have none."""

    def __contains__(self, footnote: object) -> bool:
        return footnote is not None and super().__contains__(footnote)

    def copy(self) -> _Footnotes:
        return _Footnotes(self)


def footnotes(patches: Patches) -> None:
    """No search of all footnotes for a box that has none (was quadratic)."""
    from weasyprint.layout import LayoutContext

    plain = LayoutContext.__init__

    def __init__(self: Any, *arguments: Any, **options: Any) -> None:  # noqa: N807 (it stands in for a method of that name)
        plain(self, *arguments, **options)
        self.footnotes = _Footnotes(self.footnotes)

    patches.set(LayoutContext, "__init__", __init__)


def page_references(patches: Patches) -> None:
    """References to pages written out once, not for every tag (was quadratic)."""
    import pydyf

    plain = pydyf.PDF.page_references.fget

    def references(self: Any) -> Any:
        count = len(self.pages["Kids"])
        known = self.__dict__.get("_page_references")
        if known is None or known[0] != count:
            known = self.__dict__["_page_references"] = count, plain(self)
        return known[1]

    patches.set(pydyf.PDF, "page_references", property(references))


def garbage(patches: Patches) -> None:
    """Cyclic garbage is sought more seldom: pages under way are many objects, and none of them garbage."""
    before = gc.get_threshold()
    gc.set_threshold(100_000, 50, 50)
    patches.undo_with(lambda: gc.set_threshold(*before))


SPEEDUPS: dict[str, Callable[[Patches], None]] = {
    speedup.__name__: speedup
    for speedup in (
        page_styles,
        percentages,
        struts,
        backgrounds,
        earlier_pages,
        fixed_boxes,
        footnotes,
        page_references,
        garbage,
    )
}
