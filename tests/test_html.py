"""The XHTML that print and ebook share: every node, every word, anchors, page breaks, escaping."""
from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from every import document, head, p, run, section
from hypothesis import given
from hypothesis import strategies as st

from convert import tree
from convert.anchors import Anchors, printed
from convert.render import PageStart
from convert.render.html import Html, Medium
from convert.tree import Document, Meta, Node, Note, Paragraph, Run, SectionRole, walk, words

MEDIA: tuple[Medium, ...] = ("print", "ebook")
BESIDE = {"note", "noteref", "footnote", "imprint"}     # markup that stands beside the text


def markup(of: Document, medium: Medium, pages: tuple[PageStart, ...] = ()) -> ElementTree.Element:
    """Title page and sections as one element: fails unless the markup is well-formed XML."""
    html = Html(of, medium, pages=pages)
    parts = "".join(html.node(part) for part in (of, *of.children))
    return ElementTree.fromstring(f'<body xmlns:epub="http://www.idpf.org/2007/ops">{parts}</body>')


def text(element: ElementTree.Element) -> str:
    """The words of the text, without notes and readings."""
    if BESIDE & set((element.get("class") or "").split()) or element.tag == "rt":
        return ""
    return (element.text or "") + "".join(text(child) + (child.tail or "") for child in element)


def bare(chars: str) -> str:
    return "".join(chars.split())


def only(*children: Node) -> Document:
    return Document(meta=Meta(title="灯"), head=head(headline="灯"), children=(
        section(SectionRole.CHAPTER, "岸", *children),))       # type: ignore[arg-type]  # made of parts, known at run time


def test_the_sample_holds_every_node() -> None:
    kinds = {kind for kind in vars(tree).values() if isinstance(kind, type) and issubclass(kind, Node) and kind is not Node}
    assert {type(node) for node, _ in walk(document())} == kinds


@pytest.mark.parametrize("medium", MEDIA)
def test_every_word_is_printed_once_and_in_order(medium: Medium) -> None:
    assert bare(text(markup(document(), medium))) == bare(printed(words(document())))


@pytest.mark.parametrize("medium", MEDIA)
def test_anchors_are_the_ids(medium: Medium) -> None:
    of = document()
    anchors = Anchors(of)
    ids = [e.get("id") for e in markup(of, medium).iter() if e.get("id")]
    assert len(ids) == len(set(ids))
    blocks = {leaf.anchor for leaf in anchors.leaves}
    assert [i for i in ids if i.startswith("b")] == [f"b{n + 1}" for n in range(sum(i.startswith("b") for i in ids))]
    assert blocks <= set(ids)
    for element in markup(of, medium).iter():
        if element.get("id") in blocks:
            assert bare(text(element)) == bare(anchors.text(element.get("id", "")))


def test_a_node_without_a_macro_raises() -> None:
    @dataclass(frozen=True, slots=True, kw_only=True)
    class Marginal(Node):
        value: str

    with pytest.raises(TypeError, match="no macro prints a Marginal"):
        Html(only(p("水")), "print").node(Marginal(value="旁注"))


def test_a_node_may_not_stand_twice() -> None:
    twice = p("水")
    with pytest.raises(ValueError, match="Paragraph stands twice"):
        Anchors(only(twice, twice))


@pytest.mark.parametrize("medium", MEDIA)
def test_nothing_stands_between_inline_elements(medium: Medium) -> None:
    for element in markup(document(), medium).iter():
        if element.tag in ("p", "h1", "h2", "h3", "figcaption", "td", "th"):
            assert not re.search(r"[\n\t]| {2}", "".join(element.itertext())), ElementTree.tostring(element)


def test_levels_are_depths_without_a_jump() -> None:
    levels = [int(e.tag[1]) for e in markup(document(), "print").iter() if re.fullmatch(r"h\d", e.tag)]
    assert levels[0] == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))
    assert {2, 3, 4} <= set(levels)


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=40))
def test_any_characters_are_escaped_or_left_out(chars: str) -> None:
    of = only(Paragraph(children=(Run(value=chars),)))
    found = next(e for e in markup(of, "ebook").iter("p"))
    assert bare("".join(found.itertext())) == bare(printed(chars).replace("\r", ""))


@given(st.lists(st.text("水火山川 　", min_size=1, max_size=9), min_size=1, max_size=5), st.data())
def test_a_page_break_stands_before_its_very_character(parts: list[str], data: st.DataObject) -> None:
    inside = [n for part in parts for n in (Run(value=part), Note(children=run("注")))]
    of = only(Paragraph(children=tuple(inside)))
    whole = "".join(parts)
    at = data.draw(st.integers(0, len(whole) - 1))
    block = Anchors(of).of(of.children[0].children[0])
    found = next(e for e in markup(of, "ebook", (PageStart("7", block, at),)).iter("p"))
    flat = "".join("|" if e.get("class") == "pagebreak" else text(e) for e in _leaves(found))
    assert flat == whole[:at] + "|" + whole[at:]


def _leaves(paragraph: ElementTree.Element) -> list[ElementTree.Element]:
    """The paragraph's own text, page breaks and tails as one list of elements."""
    out = []
    for element in paragraph:
        out.append(element)
        tail = ElementTree.Element("t")
        tail.text = element.tail
        out.append(tail)
    first = ElementTree.Element("t")
    first.text = paragraph.text
    return [first, *out]


def test_a_gap_and_a_lost_character_show() -> None:
    of = only(Paragraph(children=(Run(value="一"), tree.Gap(mark="\ufffd", reason="gap.character"), Run(value="二"))))
    assert 'class="gap">□<' in Html(of, "print").node(of.children[0])
