"""The style sheets: every class is styled somewhere, colours stand in tokens and themes alone, var() is known."""
from __future__ import annotations

import re

import pytest
from every import document

from convert import theme
from convert.paper import PAPERS, geometry, paper
from convert.refusal import Refusal
from convert.render.html import Html
from convert.tree import HeadRole, ParagraphRole, SectionRole, TurnRole

ROOT = theme.folder()
SHEETS = {path.stem: path.read_text(encoding="utf-8") for path in ROOT.glob("*.css")}
TEMPLATES = theme.Path(theme.__file__).parent / "render" / "templates"
BARE = {"section", "turn", *SectionRole, "contents", "entries", "missing", "pagebreak", "titlepage", "line-of-head"}


def comments_gone(css: str) -> str:
    return re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)


def used() -> set[str]:
    """The classes in templates, with every role that a class may be, and those of a whole document's markup."""
    found = {str(role) for roles in (HeadRole, ParagraphRole, TurnRole) for role in roles}
    for path in TEMPLATES.rglob("*.xhtml"):
        for value in re.findall(r'class="([^"]*)"', path.read_text(encoding="utf-8")):
            found |= set(re.sub(r"\{\{.*?\}\}", " ", value).split())
    of = document()
    html = Html(of, "print")
    for value in re.findall(r'class="([^"]*)"', "".join(html.node(part) for part in (of, *of.children))):
        found |= set(value.split())
    return {name for name in found if not re.fullmatch(r"depth\d?", name)}


def test_every_class_is_styled() -> None:
    styled = set(re.findall(r"\.([a-z][\w-]*)", comments_gone("".join(SHEETS.values()))))
    epub = {name for path in (TEMPLATES / "epub").glob("*.xhtml")
            for value in re.findall(r'class="([^"]*)"', path.read_text(encoding="utf-8")) for name in value.split()}
    assert used() - styled - {str(b) for b in BARE} - epub == set()


@pytest.mark.parametrize("name", sorted(set(SHEETS) - {"tokens"}))
def test_no_colour_outside_tokens(name: str) -> None:
    css = comments_gone(SHEETS[name])
    assert not re.search(r"#[0-9a-fA-F]{3,8}\b|rgba?\(|hsla?\(|:\s*(black|white|gr[ae]y|red)\b", css)


@pytest.mark.parametrize("name", theme.names())
def test_every_var_has_a_value(name: str) -> None:
    look = theme.load(name)
    for css in (look.print_css("A5"), look.ebook_css()):
        asked = set(re.findall(r"var\(--([\w-]+)", comments_gone(css)))
        assert asked <= set(look.tokens) | set(theme.values(css))
    assert "var(" not in look.ebook_css()
    assert "--" not in re.sub(r"-->|<!--", "", comments_gone(look.ebook_css()))


def test_body_is_five_hao_on_its_pitch() -> None:
    look = theme.load("book")
    assert (look.points("size"), look.points("pitch"), look.tokens["indent"]) == (10.5, 17.5, "2em")


@pytest.mark.parametrize("sheet", PAPERS)
def test_type_areas_are_whole(sheet: str) -> None:
    page = geometry(paper(sheet), 10.5, 17.5)
    assert page.measure == page.chars * 10.5
    assert page.depth == page.lines * 17.5
    assert page.head + page.depth + page.foot == pytest.approx(page.height)
    assert page.gutter + page.measure + page.edge == pytest.approx(page.width)
    assert page.gutter < page.edge
    assert page.head < page.foot
    assert 12 <= page.chars <= 42


def test_unknown_theme_paper_and_font_are_refused() -> None:
    with pytest.raises(Refusal, match="book"):
        theme.load("bok")
    with pytest.raises(Refusal, match="A4"):
        paper("A44")
    with pytest.raises(Refusal, match="12 by 8"):
        geometry(paper("60x110"), 10.5, 17.5)
    with pytest.raises(Refusal, match=r"nowhere\.otf"):
        theme.load("book", {"Kai": "nowhere.otf"})
    with pytest.raises(Refusal, match="Kai"):
        theme.load("book", {"Kia": "nowhere.otf"})


def test_a_theme_s_own_font_is_a_file_beside_it() -> None:
    css, faces = theme._faces('@font-face {font-family: Kai; src: url("kai.otf")} :root {--size: 12pt}')
    assert faces == {"Kai": "kai.otf"}
    assert "font-face" not in css
    assert "--size" in css
