"""WeasyPrint 70 set to print planned lines: what is replaced in it, and the proof on one line that it holds."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import weasyprint
import weasyprint.draw.text
import weasyprint.pdf.tags
from weasyprint.formatting_structure import boxes
from weasyprint.layout import block as block_layout
from weasyprint.layout import preferred
from weasyprint.logger import LOGGER

from convert.typeset import draw, tags
from convert.typeset.flow import CHINESE
from convert.typeset.glyphs import survey
from convert.typeset.patches import Patches
from convert.typeset.profile import Profile
from convert.typeset.serve import Block, SetLine, content_widths, lines


def apply(patches: Patches, profile: Profile) -> None:
    """Replace the functions of WeasyPrint that break, draw and tag lines."""
    failed: list[str] = []

    def iter_line_boxes(
        plain: Any,
        context: Any,
        box: Any,
        position_y: float,
        bottom_space: float,
        skip_stack: Any,
        containing_block: Any,
        absolute_boxes: Any,
        fixed_boxes: Any,
        first_letter_style: Any,
        first_line_style: Any,
    ) -> Iterator[tuple[Any, Any]]:
        served = None
        if not (first_letter_style or first_line_style) and containing_block.style["block_ellipsis"] == "none":
            given = Block(context, box, containing_block, absolute_boxes, fixed_boxes)
            try:
                served = lines(given, skip_stack, position_y, profile)
            except Exception as error:
                if not failed:
                    LOGGER.warning("A paragraph is set without planned lines: %r", error)
                failed.append(repr(error))
        return served or plain(
            context,
            box,
            position_y,
            bottom_space,
            skip_stack,
            containing_block,
            absolute_boxes,
            fixed_boxes,
            first_letter_style,
            first_line_style,
        )

    def inline_min_content_width(
        plain: Any,
        context: Any,
        box: Any,
        outer: bool = True,
        skip_stack: Any = None,
        first_line: bool = False,
        is_line_start: bool = False,
    ) -> float:
        widths = None
        if isinstance(box, boxes.LineBox) and not (skip_stack or first_line):
            widths = content_widths(context, box, profile)
        width: float = widths[0] if widths else plain(context, box, outer, skip_stack, first_line, is_line_start)
        return width

    def inline_max_content_width(
        plain: Any, context: Any, box: Any, outer: bool = True, is_line_start: bool = False
    ) -> float:
        widths = content_widths(context, box, profile) if isinstance(box, boxes.LineBox) else None
        width: float = widths[1] if widths else plain(context, box, outer, is_line_start)
        return width

    def layout_document(plain: Any, html: Any, root_box: Any, context: Any, *options: Any) -> Any:
        survey(
            box
            for root in (root_box, *context.footnotes)
            for box in root.descendants()
            if isinstance(box, boxes.TextBox) and CHINESE.search(box.text)
        )
        return plain(html, root_box, context, *options)

    patches.wrap(weasyprint.layout, "layout_document", layout_document)
    patches.wrap(preferred, "inline_min_content_width", inline_min_content_width)
    patches.wrap(preferred, "inline_max_content_width", inline_max_content_width)
    patches.wrap(block_layout, "iter_line_boxes", iter_line_boxes)
    patches.wrap(weasyprint.draw, "draw_block_level", draw.draw_block_level)
    patches.wrap(weasyprint.draw.text, "draw_first_line", draw.draw_first_line)
    patches.wrap(weasyprint.pdf.tags, "_build_box_tree", tags.build_box_tree)


def holds() -> bool:
    """Whether a line is planned, served and drawn: tried on one line."""
    import pydyf
    from weasyprint.pdf.stream import Stream

    class Trial(Stream):
        def add_font(self, pango_font: Any) -> tuple[Any, float]:       # reading a whole font would cost more than all else
            return SimpleNamespace(hash="F", widths={}, to_unicode={}), 1

    text = "“试排”，一行。"
    page = weasyprint.HTML(string=f'<p lang="zh" style="text-align: justify">{text}').render().pages[0]
    resources = pydyf.Dictionary({"ExtGState": pydyf.Dictionary(), "XObject": pydyf.Dictionary(), "ColorSpace": None})
    stream = Trial({}, (0, 0, page.width, page.height), resources, {}, None, {}, None)
    page.paint(stream)
    served = [box for box in page._page_box.descendants() if type(box) is SetLine]
    drawn = b" ".join(part if isinstance(part, bytes) else str(part).encode() for part in stream.stream)
    return [child.text for line in served for child in line.children] == [text] and b"]TJ" in drawn
