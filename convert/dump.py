"""The tree for people and programs: pseudo-XML with source spans, and JSON out and in."""
from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields
from enum import StrEnum
from typing import Any

from convert import tree
from convert.text import Text
from convert.tree import Meta, Node, Run

NODES: dict[str, type[Node]] = {kind.__name__.lower(): kind for kind in tree.CONTENT}
ROLES: dict[str, type[StrEnum]] = {
    "section": tree.SectionRole, "headline": tree.HeadRole, "paragraph": tree.ParagraphRole, "turn": tree.TurnRole}


def dump(node: Node, text: Text | None = None) -> str:
    """The tree as pseudo-XML: one node a line, two spaces of indent a level, words in quotation marks.

    ``at`` is the range in the characters of the cleaned text; with that text also ``bytes``, the ranges in the source.

    >>> print(dump(tree.Paragraph(at=(0, 2), children=(Run(at=(0, 2), value="甲乙"),))), end="")
    <paragraph role="body" at="0-2">
      "甲乙" at="0-2"
    """
    return "".join(f"{line}\n" for line in _lines(node, text, 0))


def _lines(node: Node, text: Text | None, depth: int) -> Iterator[str]:
    indent = "  " * depth
    spans = _spans(node, text)
    if isinstance(node, Run):
        yield f"{indent}{_quoted(node.value)}{spans}"
        return
    facts = "".join(f" {name}={_quoted(str(value))}" for name, value in _facts(node).items())
    yield f"{indent}<{_tag(node)}{facts}{spans}>"
    if isinstance(node, tree.Document):
        known = {f.name: getattr(node.meta, f.name) for f in fields(Meta)}
        yield f"{indent}  <meta{''.join(f' {k}={_quoted(str(v))}' for k, v in known.items() if v is not None)}>"
    for name, group in _groups(node):
        inner = depth + 1
        if name not in ("children", "head"):
            yield f"{indent}  <{name}>"
            inner += 1
        for child in group:
            yield from _lines(child, text, inner)


def _tag(node: Node) -> str:
    return type(node).__name__.lower()


def _facts(node: Node) -> dict[str, object]:
    """A node's own fields that hold no node and are not empty."""
    out = {}
    for f in fields(node):
        value = getattr(node, f.name)
        if f.name not in ("at", "meta") and not isinstance(value, Node | tuple) and value:
            out[f.name] = value
    return out


def _groups(node: Node) -> Iterator[tuple[str, tuple[Node, ...]]]:
    for f in fields(node):
        value = getattr(node, f.name)
        if isinstance(value, Node):
            yield f.name, (value,)
        elif isinstance(value, tuple) and value and isinstance(value[0], Node):
            yield f.name, value


def _spans(node: Node, text: Text | None) -> str:
    if node.at is None:
        return ""
    out = f' at="{node.at[0]}-{node.at[1]}"'
    if text is not None:
        out += f' bytes="{" ".join(f"{s.start}-{s.end}" for s in text.spans(node.at))}"'
    return out


def _quoted(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)


def to_json(node: Node, text: Text | None = None) -> str:
    """The tree as JSON: every node an object with its ``type`` and its fields; with the cleaned text also its ``bytes``.

    >>> from_json(to_json(tree.Gap(mark="〔原文此处有缺〕", reason="ending")))
    Gap(at=None, mark='〔原文此处有缺〕', reason='ending')
    """
    return json.dumps(_plain(node, text), ensure_ascii=False, indent=1) + "\n"


def _plain(value: object, text: Text | None) -> Any:
    match value:
        case Node():
            out: dict[str, Any] = {"type": _tag(value)}
            for f in fields(value):
                if f.name == "at":
                    out |= _places(value, text)
                else:
                    out[f.name] = _plain(getattr(value, f.name), text)
            return out
        case Meta():
            return {f.name: getattr(value, f.name) for f in fields(Meta)}
        case tuple():
            return [_plain(v, text) for v in value]
        case _:
            return value


def _places(node: Node, text: Text | None) -> dict[str, Any]:
    if node.at is None:
        return {}
    out: dict[str, Any] = {"at": list(node.at)}
    if text is not None:
        out["bytes"] = [list(s) for s in text.spans(node.at)]
    return out


def from_json(source: str) -> Node:
    """The tree that ``to_json`` wrote. Raises ValueError where the JSON is no tree."""
    try:
        node = _node(json.loads(source))
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"this JSON is no document tree: {error}") from error
    if not isinstance(node, Node):
        raise ValueError("this JSON is no document tree: it has no type")
    return node


def _node(value: Any) -> Any:
    match value:
        case {"type": name, **rest}:
            kind = NODES[name]
            known: dict[str, Any] = {f.name: _node(rest[f.name]) for f in fields(kind) if f.name in rest}
            if known.get("at") is not None:
                known["at"] = (known["at"][0], known["at"][1])
            if "role" in known:
                known["role"] = ROLES[name](known["role"])
            return kind(**known)
        case {"version": _}:
            return Meta(**value)
        case list():
            return tuple(map(_node, value))
        case _:
            return value
