"""Vertical setting (竖排) of the ebook: its style sheet turned by a quarter, its numbers and letters set upright.

clreq 2.2.4 and JLREQ 3.2.5 name three ways for Latin in a column: letters upright one below another, numbers of two
digits across (纵中横), everything else lying on its side.
"""
from __future__ import annotations

import re
from collections.abc import Iterator

SIDES = {"top": "right", "right": "bottom", "bottom": "left", "left": "top"}
SIZES = {"width": "height", "height": "width"}
BOXES = ("margin", "padding", "border-width", "border-style", "border-color")
UPRIGHT = ("img", ".cover")      # selectors of what stands as it stood
_LATIN = re.compile(r"[0-9A-Za-z](?:[0-9A-Za-z.,:%/&+'’ -]*[0-9A-Za-z%])?")


def turned(css: str) -> str:
    """A sheet for horizontal lines, its sides and sizes turned clockwise with the lines; pictures stay as they are.

    >>> turned("p {margin: 1em 2em; border-top: 1px solid; max-width: 80%; line-height: 2} img {width: 9em}")
    'p {margin: 2em 1em 2em 1em; border-right: 1px solid; max-height: 80%; line-height: 2} img {width: 9em}'
    """
    import tinycss2

    out = []
    for rule in tinycss2.parse_stylesheet(css):
        if rule.type == "qualified-rule" and not any(name in tinycss2.serialize(rule.prelude) for name in UPRIGHT):
            found = tinycss2.parse_declaration_list(rule.content, skip_comments=True, skip_whitespace=True)
            body = "; ".join(_declaration(d.name, tinycss2.serialize(d.value).strip()) for d in found)
            out.append(f"{tinycss2.serialize(rule.prelude)}{{{body}}}")
        else:
            out.append(rule.serialize())
    return "".join(out)


def _declaration(name: str, value: str) -> str:
    if name in BOXES and len(sides := value.split()) > 1 and "(" not in value:
        top, right, bottom, left = *sides, *sides[len(sides) - 2:2]
        return f"{name}: {left} {top} {right} {bottom}"
    first, dash, last = name.rpartition("-")
    if last in SIZES and first in ("", "min", "max"):
        return f"{first}{dash}{SIZES[last]}: {value}"
    parts = name.split("-")
    turned = "-".join(SIDES.get(part, part) for part in parts) if parts[0] in ("margin", "padding", "border") else name
    return f"{turned}: {value}"


def latin(chars: str) -> Iterator[tuple[str, str]]:
    """The pieces of a text, each with the class of its setting: ``across``, ``upright``, or none.

    >>> [(piece, kind) for piece, kind in latin("3月12日，A座，GDP增5.2%") if kind]
    [('3', 'upright'), ('12', 'across'), ('A', 'upright'), ('GDP', 'upright')]
    """
    done = 0
    for found in _LATIN.finditer(chars):
        if kind := _kind(found[0]):
            yield chars[done:found.start()], ""
            yield found[0], kind
            done = found.end()
    yield chars[done:], ""


def _kind(word: str) -> str:
    if len(word) == 2 and word.isdigit():
        return "across"
    return "upright" if len(word) == 1 or (len(word) <= 5 and word.isalpha() and word.isupper()) else ""
