"""What the EPUB's options change and what they leave: columns, embedded fonts, another script, the publisher's cover."""
from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
from every import document, p, picture, section
from fontTools.ttLib import TTFont
from test_epub import Book, H, edition, epubcheck

from convert.book import open_book
from convert.matter import titled
from convert.refusal import Refusal
from convert.render import Edition
from convert.render.embed import face
from convert.render.epub import render
from convert.render.vertical import latin, turned
from convert.settings import EditionSettings, EpubSettings, Settings
from convert.theme import default_fonts, load
from convert.tree import Document, Meta, SectionRole


def made(d: Document, **epub: bool) -> Book:
    return Book(render(titled(d, "he", EditionSettings()), edition(settings=Settings(epub=EpubSettings(**epub)))).content)


@pytest.fixture(scope="module")
def plain() -> Book:
    return made(document())


@pytest.fixture(scope="module")
def columns() -> Book:
    return made(document(), vertical=True)


@pytest.fixture(scope="module")
def faced() -> Book:
    return made(document(), fonts=True)


def test_all_options_at_once_pass_epubcheck(tmp_path: Path) -> None:
    source = "夜航记\n\n第一章　启程\n\n　　3月12日，船在夜里靠了岸，他说：“GDP 与灯还亮着。”\n".encode()
    asked = {"edition.script": "zh-TW", "epub.vertical": True, "epub.fonts": True, "edition.pages": False}
    assert epubcheck(open_book(source, asked, name="boat").render("epub").content, tmp_path) == []


def test_columns_change_no_word(plain: Book, columns: Book) -> None:
    assert columns.text() == plain.text()
    assert columns.nav("toc") == plain.nav("toc")


def test_numbers_and_letters_stand_in_columns() -> None:
    chapter = section(SectionRole.CHAPTER, "3月12日", p("2026年3月12日，A座，GDP增5.2%，KTV"))
    book = made(Document(meta=Meta(), children=(chapter,)), vertical=True)
    spans = [(e.get("class"), e.text) for e in book.files["c0001.xhtml"].iter(f"{H}span") if e.text]
    assert spans == [("upright", "3"), ("across", "12"), ("upright", "3"), ("across", "12"), ("upright", "A"), ("upright", "GDP"),
                     ("upright", "KTV")]


@pytest.mark.parametrize(("words", "found"), [
    ("A/B", []), ("10.5", []), ("iPhone 12", []), ("12 34", []), ("Q1", []), ("UNESCO", []), ("35%", []),
    ("7", [("7", "upright")]), ("08", [("08", "across")]), ("１２", []), ("12，34", [("12", "across"), ("34", "across")])])
def test_what_stands_upright(words: str, found: list[tuple[str, str]]) -> None:
    assert [piece for piece in latin(words) if piece[1]] == found
    assert "".join(piece for piece, _ in latin(words)) == words


def test_the_sheet_is_turned_with_the_lines(plain: Book, columns: Book) -> None:
    assert turned("a {margin: 1px} b {padding: 1em 2em 3em}") == "a {margin: 1px} b {padding: 2em 1em 2em 3em}"
    assert turned("@media x {y {z: 1}} .cover img {height: 1em}") == "@media x {y {z: 1}} .cover img {height: 1em}"
    css = [b.zip.read("EPUB/book.css").decode() for b in (plain, columns)]
    sides = [len(re.findall(r"(?:margin|padding|border)-(?:left|right)", c)) for c in css]
    others = [len(re.findall(r"(?:margin|padding|border)-(?:top|bottom)", c)) for c in css]
    assert sides == others[::-1]
    assert sides[0] != others[0]


def test_the_cover_stays_upright(columns: Book) -> None:
    assert columns.files["cover.xhtml"].get("class") == "cover"
    assert re.search(r"html\.cover {[^}]*; writing-mode: horizontal-tb", columns.zip.read("EPUB/book.css").decode())


def test_fonts_hold_every_character_and_little_else(faced: Book) -> None:
    names = [n for n in faced.zip.namelist() if n.endswith(".otf")]
    assert names == ["EPUB/fonts/song.otf", "EPUB/fonts/hei.otf"]
    wanted = set(map(ord, faced.text()))
    for name in names:
        font = TTFont(BytesIO(faced.zip.read(name)))
        assert wanted <= set(font.getBestCmap())
        assert len(font.getBestCmap()) < 700
        assert {"vert"} <= {f.FeatureTag for f in font["GSUB"].table.FeatureList.FeatureRecord}
    assert "SIL OPEN FONT LICENSE" in faced.zip.read("EPUB/fonts/licence.txt").decode()


def test_only_embedded_families_are_named(faced: Book) -> None:
    css = faced.zip.read("EPUB/book.css").decode()
    named = {f.strip() for value in re.findall(r"font-family:\s*([^;}]+)", css) for f in value.split(",")}
    assert named <= {"Song", "Hei", "serif", "sans-serif", "inherit"}
    assert {"Song", "Hei"} <= named


def test_fonts_are_cut_down_to_the_same_bytes() -> None:
    path = default_fonts()["Song"]
    assert face(path, "Song", "河上记") == face(path, "Song", "记上河")


def test_a_font_that_may_not_be_embedded_is_refused(tmp_path: Path) -> None:
    cut, _ = face(default_fonts()["Song"], "Song", "河")
    font = TTFont(BytesIO(cut))
    font["OS/2"].fsType = 2
    font.save(tmp_path / "own.otf")
    with pytest.raises(Refusal, match=r"own\.otf"):
        face(tmp_path / "own.otf", "Kai", "河")


def test_a_font_without_a_name_for_its_licence_goes_without(tmp_path: Path) -> None:
    cut, said = face(default_fonts()["Song"], "Song", "河")
    assert any("SIL Open Font License" in words for words in said)
    font = TTFont(BytesIO(cut))
    font["name"].names = [n for n in font["name"].names if n.nameID not in (0, 13, 14)]
    font.save(tmp_path / "own.otf")
    assert face(tmp_path / "own.otf", "Kai", "河")[1] == []


def image(size: tuple[int, int], mode: str = "RGB", form: str = "JPEG") -> bytes:
    from PIL import Image

    out = BytesIO()
    Image.new(mode, size).save(out, form)
    return out.getvalue()


@pytest.mark.parametrize(("content", "said"), [
    (image((800, 1200)), ()), (image((400, 600)), ("1000",)), (image((2400, 3200)), ("5.6", "560")),
    (image((1500, 1000)), ("竖幅",)), (image((60, 40), form="PNG"), ("1000", "竖幅"))])
def test_the_publishers_cover_is_looked_at(content: bytes, said: tuple[str, ...]) -> None:
    own = Edition(Settings(edition=EditionSettings(cover="c.jpg")), "he", (), {"c.jpg": content, "河.png": picture()})
    done = render(document(), own)
    assert len(done.warnings) == (1 if "5.6" in said else len(said))
    assert all(any(word in warning for word in said) for warning in done.warnings)


@pytest.mark.parametrize(("content", "word"), [
    (image((800, 1200), "CMYK"), "CMYK"), (image((800, 1200), form="GIF"), "JPEG"),
    (image((800, 1200), form="PNG")[:900], "打不开"), (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "JPEG")])
def test_a_cover_that_shelves_cannot_show_is_refused(content: bytes, word: str) -> None:
    own = Edition(Settings(edition=EditionSettings(cover="c.jpg")), "he", (), {"c.jpg": content, "河.png": picture()})
    with pytest.raises(Refusal) as caught:
        render(document(), own)
    assert word in caught.value.say("zh-Hans")


def test_an_ebook_without_fonts_names_none() -> None:
    assert set(re.findall(r"font-family:\s*([^;}]+)", load().ebook_css())) <= {"serif", "sans-serif", "inherit"}
