"""Tags of planned lines 标记: one marked-content sequence for a paragraph's part on a page, owned by the block itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from convert.typeset.serve import SetLine, SetText

BLOCKS = frozenset(["p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "td", "th", "figcaption", "caption"])


def build_box_tree(
    plain: Any, box: Any, parent: Any, pdf: Any, page_number: int, nums: dict[int, Any], annotations: Any, tags: Any
) -> Iterator[Any]:
    """WeasyPrint's `_build_box_tree`, which here sees only the first of the runs that were drawn as one.

    Where they are all that a block holds, their sequence is the block's own; else it is a Span among the others, as in
    plain setting.
    """
    lines = [child for child in getattr(box, "children", ()) if type(child) is SetLine]
    if not lines:
        yield from plain(box, parent, pdf, page_number, nums, annotations, tags)
        return
    whole = [line.children for line in lines]
    seen = [[child for child in line.children if type(child) is not SetText or child in tags] for line in lines]
    kid = None
    if len(lines) == len(box.children) and box.element is not None and box.element_tag in BLOCKS:
        alone = [child for children in seen for child in children]
        if len(alone) == 1 and type(alone[0]) is SetText:
            kid = tags.pop(alone[0])
            seen = [[] for _ in lines]
    try:
        for line, children in zip(lines, seen, strict=True):
            line.children = children
        for element in plain(box, parent, pdf, page_number, nums, annotations, tags):
            if kid is not None:
                element["K"].append(kid["mcid"])
                nums[kid["mcid"]] = element.reference
                kid = None
            yield element
    finally:
        for line, children in zip(lines, whole, strict=True):
            line.children = children
