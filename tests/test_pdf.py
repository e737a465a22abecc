"""The print edition as readers see it: outline, folios, links, tags, fonts, words, two engines, the same bytes."""
from __future__ import annotations

import logging
import re
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from typing import Any

import pikepdf
import pymupdf
import pypdfium2
import pytest
from every import document, head, p, picture, section
from fontTools.cffLib import CFFFontSet

from convert.anchors import Anchors, printed
from convert.render import Edition, Rendered
from convert.render.columns import columns
from convert.render.pdf import Book, opens_pages, picture_size, render
from convert.settings import Settings
from convert.theme import load
from convert.tree import Block, Cell, Document, Note, Paragraph, Row, Run, SectionRole, Table, outline, walk, words

RARE = "𠮟"       # in no font of the install
SIZE = 10.5


def prose(n: int, about: str = "灯") -> list[Any]:
    """Paragraphs enough for some pages, no two of a kind."""
    return [p("".join(f"渡口的第 {i} 盏{about}在雨里亮着，过河的人撑伞等船，到第 {j} 天也不催谁。" for j in range(i % 5 + 3)))
            for i in range(n)]


def long() -> Paragraph:
    """A paragraph of more than a page, with a note near its beginning."""
    rest = (Run(value=f"渡口的第 {i} 盏灯在雨里亮着，过河的人撑伞等船。") for i in range(40))
    return Paragraph(children=(Run(value="先说船"), Note(children=(Run(value="渡船。"),)), *rest))


def a_book() -> Document:
    """Every node, a character that no font has, and chapters long enough to turn pages."""
    whole = document()
    back = [s for s in whole.children if s.role in (SectionRole.APPARATUS, SectionRole.COLOPHON)]
    front = [s for s in whole.children if s not in back]
    return replace(whole, children=(
        *front, section(SectionRole.CHAPTER, f"灯火与{RARE}字", *prose(14), p(f"船上有人叫{RARE}石。"), number="第三章"),
        section(SectionRole.CHAPTER, "一个很长的题目，长到目录里一行放不下，只好在有停顿的地方转行", *prose(9, "雨"), long()),
        *back))


def edition(**look: str) -> Edition:
    settings = Settings()
    return Edition(replace(settings, print=replace(settings.print, **look)), "book", files={"河.png": picture()},
                   place=lambda at: f"第 {at} 字")


class Printed:
    """A PDF opened by two readers, and what it was made from."""

    def __init__(self, of: Document, with_: Edition) -> None:
        self.document = of
        self.edition = with_
        self.rendered: Rendered = render(of, with_)
        self.pages = pymupdf.open(stream=self.rendered.content)
        self.file = pikepdf.open(BytesIO(self.rendered.content))

    def lines(self, page: int) -> list[tuple[float, float, str]]:
        """The lines of a page: baseline, size, words."""
        return [(s["origin"][1], s["size"], s["text"]) for b in self.pages[page].get_text("dict")["blocks"]
                for line in b.get("lines", ()) for s in line["spans"] if s["text"].strip()]

    def folio(self, page: int) -> str | None:
        """The printed page number: small, alone, at the foot."""
        foot = [text for y, size, text in self.lines(page) if y > 0.88 * self.pages[page].rect.height]
        return foot[-1] if foot and re.fullmatch(r"[0-9ivx]+", foot[-1]) else None


@pytest.fixture(scope="session")
def book() -> Printed:
    return Printed(a_book(), edition())


def bare(chars: str) -> str:
    return re.sub(r"\s+", "", chars)


def test_the_log_is_empty_but_for_missing_characters(book: Printed) -> None:
    assert len(book.rendered.warnings) == 1
    assert "U+20B9F" in book.rendered.warnings[0]
    assert RARE in book.rendered.warnings[0]
    assert logging.getLogger("weasyprint").handlers


def test_a_missing_character_shows_a_geta_and_keeps_its_text(book: Printed) -> None:
    text = bare("".join(page.get_text() for page in book.pages))
    assert f"船上有人叫{RARE}石" in text
    glyphs = [glyph for page in book.pages for span in page.get_texttrace() for _, glyph, *_ in span["chars"]]
    assert 0 not in glyphs


def test_outline_is_the_tree_s(book: Printed) -> None:
    wanted = [(e.depth + 1, e.title) for e in outline(book.document)]
    found = book.pages.get_toc()
    assert [(level, title) for level, title, _ in found] == wanted
    for _, title, page in found:
        assert bare(title).replace(RARE, "") in bare(book.pages[page - 1].get_text()).replace(RARE, "")


def test_labels_are_the_printed_folios(book: Printed) -> None:
    labels = [str(page.label) for page in book.file.pages]
    printed_folios = {n: folio for n in range(len(labels)) if (folio := book.folio(n))}
    assert all(labels[n] == folio for n, folio in printed_folios.items())
    assert labels[:2] == ["i", "ii"]
    first = labels.index("1")
    assert labels[first:] == [str(n + 1) for n in range(len(labels) - first)]
    assert len(printed_folios) > len(labels) / 2
    assert 0 not in printed_folios       # the title page bears none


def test_contents_lines_lead_to_their_pages(book: Printed) -> None:
    labels = [str(page.label) for page in book.file.pages]
    entries = [e for e in outline(book.document) if e.section.role is not SectionRole.COLOPHON]
    links = [(n, link) for n in range(labels.index("1")) for link in book.pages[n].get_links()]
    assert len(links) == len(entries)
    for (n, link), entry in zip(links, entries, strict=True):
        line = bare(book.pages[n].get_text(clip=link["from"]))
        assert re.search(rf"{re.escape(bare(entry.title))[:6]}.*·{labels[link['page']]}$", line.replace("〓", RARE)), line


def test_folios_of_the_contents_stand_under_one_another(book: Printed) -> None:
    contents = [n for n in range(len(book.pages)) if str(book.file.pages[n].label).isalpha() and book.pages[n].get_links()]
    ends = {round(link["from"].x1, 1) - round(char["bbox"][2], 1) for n in contents for link in book.pages[n].get_links()
            for block in book.pages[n].get_text("rawdict", clip=link["from"])["blocks"] for line in block["lines"]
            for span in line["spans"] for char in span["chars"][-1:] if char["c"].isdigit() and char["bbox"][2] > 300}
    assert ends
    assert all(abs(end) < 1 for end in ends), ends


def test_links_print_and_say_where_they_lead(book: Printed) -> None:
    for page in book.file.pages:
        for note in page.get("/Annots", []):
            assert note["/F"] == 4
            assert str(note["/Contents"])
            assert "/StructParent" in note


def test_contents_are_tagged_as_such(book: Printed) -> None:
    tags = [str(o["/S"]) for o in book.file.objects if isinstance(o, pikepdf.Dictionary) and "/S" in o]
    entries = [e for e in outline(book.document) if e.section.role is not SectionRole.COLOPHON]
    assert tags.count("/TOC") >= 1
    assert tags.count("/TOCI") == tags.count("/Reference") == len(entries)
    named = {str(note["/Contents"]) for page in book.file.pages for note in page.get("/Annots", [])}
    assert entries[0].title in named


def test_furniture_is_no_content(book: Printed) -> None:
    kinds = {str(ops[1].get("/Subtype")) for page in book.file.pages for ops, op in pikepdf.parse_content_stream(page)
             if str(op) == "BDC" and str(ops[0]) == "/Artifact"}
    assert kinds == {"/Header", "/Footer"}
    parents = book.file.Root["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    for page in book.file.pages:
        ids = [int(ops[1]["/MCID"]) for ops, op in pikepdf.parse_content_stream(page)
               if str(op) == "BDC" and "/MCID" in ops[1]]
        array = parents[2 * int(page["/StructParents"]) + 1]
        assert all(array[n] is not None for n in ids)


def test_notes_are_tagged_and_stand_at_the_foot(book: Printed) -> None:
    notes = [o for o in book.file.objects if isinstance(o, pikepdf.Dictionary) and o.get("/S") == "/Note"]
    assert notes
    assert len({str(note["/ID"]) for note in notes}) == len(notes)
    page = next(n for n in range(len(book.pages)) if "①" in book.pages[n].get_text())
    (y, size, _), *_ = [line for line in book.lines(page) if line[2].startswith("①") and line[1] > 8]
    assert size < SIZE
    assert y > 0.7 * book.pages[page].rect.height


def test_only_the_theme_s_fonts_embedded_and_subset(book: Printed) -> None:
    fonts = {font[3:6] for page in book.pages for font in page.get_fonts(full=True)}
    assert {name.partition("+")[2] for _, name, *_ in {(f[0], f[0]) for f in fonts}} <= {"Song", "Hei"}
    for stream in _font_files(book.file):
        top = _cff(stream)
        assert [top.charset[n] for n in (1, 2, 9)] == ["cid00001", "cid00002", "cid00009"]
        assert 0 < len(stream) < 2_000_000


def _font_files(file: pikepdf.Pdf) -> list[bytes]:
    return [bytes(o["/FontFile3"].read_bytes()) for o in file.objects
            if isinstance(o, pikepdf.Dictionary) and "/FontFile3" in o]


def _cff(font: bytes) -> Any:
    from fontTools.ttLib import TTFont

    table = TTFont(BytesIO(font), lazy=True, checkChecksums=2).reader["CFF "]
    outlines = CFFFontSet()
    outlines.decompile(BytesIO(table), None)
    return outlines[outlines.fontNames[0]]


def test_two_engines_draw_the_same_ink(book: Printed) -> None:
    other = pypdfium2.PdfDocument(book.rendered.content)
    for n in (0, 4, 8, len(book.pages) - 3):
        one = sum(255 - v for v in book.pages[n].get_pixmap(dpi=60, colorspace="gray", alpha=False).samples)
        two = sum(255 - v for v in other[n].render(scale=60 / 72, grayscale=True).to_pil().tobytes())
        assert one > 3000
        assert abs(one - two) < 0.15 * max(one, two)


def test_title_language_and_conformance(book: Printed) -> None:
    root = book.file.Root
    assert str(root["/Lang"]) == "zh-Hans"
    assert bool(root["/ViewerPreferences"]["/DisplayDocTitle"])
    assert (str(book.file.docinfo["/Title"]), str(book.file.docinfo["/Author"])) == ("河上记", "秋水 著；林渡 译")
    with book.file.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as meta:
        assert meta["pdfuaid:part"] == "1"


def test_words_are_the_tree_s(book: Printed) -> None:
    """All that is printed is the text, in order; contents, furniture, notes and readings aside."""
    labels = [str(page.label) for page in book.file.pages]
    found = ""
    for n in (0, *range(labels.index("1"), len(labels))):
        height = book.pages[n].rect.height
        foot = 0.87 if n else 0.7       # low on the title page stands the imprint
        body = [(y, size, text) for y, size, text in book.lines(n) if 0.11 * height < y < foot * height and size > 7.9]
        at_foot = next((i for i, (_, size, text) in enumerate(body) if size < 9.1 and text[0] in "①②"), len(body))
        found += "".join(text for *_, text in body[:at_foot])
    wanted = printed("".join(map(words, (book.document.head, *book.document.children))))      # type: ignore[arg-type]  # made of parts, known at run time
    assert bare(found).replace(RARE, "").replace("〓", "") == bare(wanted).replace(RARE, "")


def a_chapter(*blocks: Block, title: str | None = None) -> Document:
    """A document of one section."""
    return Document(meta=document().meta, head=head(headline="河上记"),
                    children=(section(SectionRole.PREAMBLE if title is None else SectionRole.CHAPTER, title, *blocks),))


@pytest.mark.parametrize("sheet", ["A3", "A4", "B5", "120x180"])
def test_a_note_stands_on_the_page_of_its_mark(sheet: str) -> None:
    made = Printed(a_chapter(long(), *prose(20)), edition(paper=sheet))
    texts = [bare(page.get_text()) for page in made.pages]
    found = [{n for n, text in enumerate(texts) if words_ in text} for words_ in ("先说船", "渡船。")]
    assert found == [{2}, {2}]


def test_a_text_without_headings_bears_its_title_on_both_pages() -> None:
    made = Printed(a_chapter(*prose(30)), edition())
    tops = [min(made.lines(n))[2] for n in range(3, len(made.pages))]
    assert set(tops) == {"河上记"}


def test_right_pages_bear_the_section_s_title(book: Printed) -> None:
    tops = {min(book.lines(n))[2] for n in range(4, len(book.pages), 2) if book.folio(n) and min(book.lines(n))[0] < 70}
    assert "附记" in tops
    assert not tops & {"河上记", "目　录"}


def test_what_prints_nothing_is_no_missing_character() -> None:
    made = Printed(a_chapter(p("水\u200b面\u202e如\ufe0f镜\U000e0100。")), edition())
    assert made.rendered.warnings == ()
    assert "水面如镜。" in bare(made.pages[2].get_text())


def test_traditional_text_has_characters_of_taiwan_and_marks_that_can_be_squeezed() -> None:
    of = a_chapter(p("這裡的「燈籠」，還亮著。"))
    made = Printed(replace(of, meta=replace(of.meta, language="zh-Hant")), edition())
    faces = {char: span["font"].split("+")[-1] for span in made.pages[2].get_texttrace()
             for code, *_ in span["chars"] if (char := chr(code)).strip() and not char.isascii()}
    assert {face: {c for c in faces if faces[c] == face} for face in faces.values()} == {
        "Song": set("這裡的燈籠還亮著"), "SongCN": set("「」，。"), **({"Hei": set("河上記")} if "Hei" in faces.values() else {})}


def test_a_table_s_columns_are_as_wide_as_their_words() -> None:
    cells = (("站名", "水位（米）", "备注"), ("白鹭渡", "9.8", "汛期之前以人工观测为主，每日三次，夜间由渡工代记"))
    table = Table(header=1, children=tuple(Row(children=tuple(Cell(children=(Run(value=c),)) for c in row)) for row in cells))
    first, second, third = columns(table, 32)
    assert first + second + third == pytest.approx(100, abs=0.05)
    assert first * 0.32 >= 3.5
    assert second * 0.32 >= 5.5
    assert third > 60
    made = Printed(a_chapter(p("水。"), table, p("水。")), edition())
    words_ = [text for *_, text in made.lines(2)]
    assert {"站名", "水位（米）", "白鹭渡"} <= set(words_)
    grid = [y for y, size, _ in made.lines(2) if size in (SIZE, 9)]
    assert all(abs((y - grid[0]) / 17.5 - round((y - grid[0]) / 17.5)) < 0.06 for y in grid)


def test_the_imprint_stands_at_the_foot_of_the_title_page(book: Printed) -> None:
    last = book.lines(0)[-3:]
    assert [bare(text) for *_, text in last] == ["河声旧藏", "河声书局", "2026年3月8日"]
    assert last[-1][0] / book.pages[0].rect.height > 0.7


def test_a_short_title_is_large_and_a_long_one_fits_its_page() -> None:
    sizes = {}
    for title in ("夜航", "白鹭渡口", "关于进一步加强城市生活垃圾分类管理工作的若干意见" * 3, "水" * 300):
        made = Printed(Document(meta=replace(document().meta, title=title), head=head(headline=title, byline="某"),
                                children=(section(SectionRole.PREAMBLE, None, p("水。")),)), edition())
        assert len(made.pages) == 3
        assert [text for *_, text in made.lines(0)].count("某") == 1
        sizes[title] = max(size for _, size, _ in made.lines(0))
    assert list(sizes.values()) == sorted(sizes.values(), reverse=True)
    assert len(set(sizes.values())) == 3


def test_a_text_without_headings_is_found_by_its_title() -> None:
    made = Printed(Document(meta=document().meta, head=head(headline="河上记"), children=(
        section(SectionRole.PREAMBLE, None, p("水。")), section(SectionRole.COLOPHON, "版本记录", p("书名")))), edition())
    assert made.pages.get_toc() == [[1, "河上记", 1], [1, "版本记录", 4]]


def test_pages_begin_where_it_says(book: Printed) -> None:
    anchors = Anchors(book.document)
    labels = [str(page.label) for page in book.file.pages]
    assert len(book.rendered.pages) > 8
    for start in book.rendered.pages:
        n = labels.index(start.label)
        height = book.pages[n].rect.height
        top = bare("".join(text for y, _, text in book.lines(n) if 0.11 * height < y < 0.87 * height))
        wanted = bare(anchors.text(start.anchor)[start.offset:])[:8]
        assert top.replace("〓", RARE).startswith(wanted)
        assert start.printed == (book.folio(n) is not None)


def test_body_stands_on_the_line_grid(book: Printed) -> None:
    labels = [str(page.label) for page in book.file.pages]
    baselines = [y for n in range(labels.index("1"), len(labels)) for y, size, _ in book.lines(n) if abs(size - SIZE) < 0.01]
    first = baselines[0]
    on_grid = [abs((y - first) / 17.5 - round((y - first) / 17.5)) < 0.03 for y in baselines]
    assert all(on_grid)
    assert all(b - a > 17 or b <= a + 0.1 for a, b in pairwise(baselines) if b > a)


def test_the_same_bytes_twice(book: Printed) -> None:
    assert render(a_book(), book.edition).content == book.rendered.content


def test_a_date_is_that_of_the_edition(book: Printed) -> None:
    assert str(book.file.docinfo["/CreationDate"]).startswith("D:20260308")


def test_a_text_without_structure_is_a_book() -> None:
    bare_text = Document(meta=replace(document().meta, title="无题", date=None), head=head(headline="无题"),
                         children=(section(SectionRole.PREAMBLE, None, *prose(2)),))
    made = Printed(bare_text, edition(paper="A6"))
    assert made.rendered.warnings == ()
    assert str(made.file.docinfo["/CreationDate"]).startswith("D:20000101")
    assert round(made.pages[0].rect.width * 25.4 / 72) == 105
    assert "目" not in made.pages[1].get_text()


@pytest.mark.parametrize(("chapters", "length", "opens"), [(6, 2400, True), (30, 600, False), (2, 3000, False),
                                                                  (1, 20000, False)])
def test_long_chapters_open_pages(chapters: int, length: int, opens: bool) -> None:
    of = Document(meta=document().meta, children=tuple(
        section(SectionRole.CHAPTER, f"第{n}", p("水" * length)) for n in range(chapters)))
    assert opens_pages(of) is opens


def test_a_thick_book_has_a_half_title() -> None:
    thin = Book(a_book(), load(), edition(), frozenset())
    assert "halftitle" not in thin.html()
    thin.sheets = 100
    assert "halftitle" in thin.html()


def test_a_picture_is_whole_lines_high() -> None:
    style = picture_size(picture(), 294, 437.5, 17.5)
    height = float(re.findall(r"height: ([\d.]+)pt", style)[0])
    assert height % 17.5 == 0
    assert picture_size(b"<svg/>", 294, 437.5, 17.5) == ""


def test_every_run_of_the_sample_is_seen(book: Printed) -> None:
    assert any(RARE in node.value for node, _ in walk(book.document) if isinstance(node, Run))
