"""What reading systems do otherwise than the standard wants, a test a row of docs/readers.md."""
from __future__ import annotations

import re
from pathlib import Path

import pytest
from every import document, p, run, section
from test_epub import TYPE, Book, H, book, edition

from convert.book import open_book
from convert.render import PageStart
from convert.render.epub import render
from convert.render.navigation import NCX_DEPTH, Point, depth, grouped
from convert.settings import EpubSettings, Settings
from convert.tree import Document, Meta, Note, Paragraph, Run, SectionRole

TABLE = Path(__file__).parent.parent / "docs" / "readers.md"


@pytest.fixture(scope="module")
def every() -> Book:
    return book(document(), PageStart("1", "b6", 0), PageStart("2", "b17", 3))


@pytest.fixture(scope="module")
def vertical() -> Book:
    return Book(render(document(), edition(settings=Settings(epub=EpubSettings(vertical=True, fonts=True)))).content)


def test_every_row_of_the_table_has_its_test() -> None:
    named = re.findall(r"`(test_\w+)`", TABLE.read_text("utf-8"))
    assert sorted(named) == sorted(n for n in globals() if n.startswith("test_") and "table" not in n)


def test_apple_books_pops_up_notes_of_the_same_file(every: Book) -> None:
    root = every.files["c0004.xhtml"]
    call = next(a for a in root.iter(f"{H}a") if a.get(TYPE) == "noteref")
    (note,) = (e for e in root.iter() if e.get("id") == call.get("href")[1:])
    assert (note.tag, note.get(TYPE)) == (f"{H}aside", "footnote")


def test_duokan_opens_notes_by_its_own_classes(every: Book) -> None:
    root = every.files["c0004.xhtml"]
    call = next(a for a in root.iter(f"{H}a") if a.get(TYPE) == "noteref")
    (item,) = root.iterfind(f".//{H}aside/{H}ol[@class='duokan-footnote-content']/{H}li[@class='duokan-footnote-item']")
    assert "duokan-footnote" in call.get("class").split()
    assert "原文在此中断。" in "".join(item.itertext())
    assert "duokan" not in every.zip.read("EPUB/content.opf").decode()


def test_koreader_follows_marks_that_are_text(every: Book) -> None:
    for root in every.files.values():
        for link in root.iter(f"{H}a"):
            assert "".join(link.itertext()).strip()


def test_kindle_shows_two_levels_and_takes_the_ncx() -> None:
    inner = section(SectionRole.CHAPTER, "三", p("丁。"))
    nested = section(SectionRole.PART, "一", section(SectionRole.CHAPTER, "二", p("丙。"), inner))
    ncx = book(Document(meta=Meta(), children=(nested,))).file("toc.ncx")
    points = [(len(list(x.iterancestors("{*}navPoint"))), x.findtext("{*}navLabel/{*}text")) for x in ncx.iter("{*}navPoint")]
    assert points == [(0, "一"), (1, "二"), (1, "三")]
    assert ncx.find(".//{*}meta[@name='dtb:depth']").get("content") == str(NCX_DEPTH)


def test_kobo_goes_to_pages_by_the_ncx(every: Book) -> None:
    ncx = every.file("toc.ncx")
    assert [t.findtext("{*}navLabel/{*}text") for t in ncx.iterfind(".//{*}pageTarget")] == ["1", "2"]


def test_shelves_find_the_cover_by_its_old_name(every: Book) -> None:
    (cover,) = (e.get("content") for e in every.opf.iter("{*}meta") if e.get("name") == "cover")
    assert [e.get("properties") for e in every.opf.iter("{*}item") if e.get("id") == cover] == ["cover-image"]


def test_old_engines_get_no_variables_and_no_calculations(every: Book, vertical: Book) -> None:
    for made in (every, vertical):
        assert not re.search(r"var\(|calc\(|--", made.zip.read("EPUB/book.css").decode())


def test_night_modes_find_no_colour_on_text(every: Book) -> None:
    css = every.zip.read("EPUB/book.css").decode()
    assert set(re.findall(r"(?<![-\w])color:\s*([^;}]+)", css)) == {"inherit"}
    assert not re.search(r"background", css)


def test_no_reader_shows_gaps_between_inline_elements(every: Book) -> None:
    for name, root in every.files.items():
        for block in (e for tag in ("p", "li", "h1", "h2", "h3") for e in root.iter(f"{H}{tag}") if not list(e.iter(f"{H}ol"))):
            assert "\n" not in "".join(block.itertext()).strip(), name


def test_contents_pages_hide_page_list_and_landmarks(every: Book) -> None:
    hidden = {n.get(TYPE): n.get("hidden") for n in every.files["nav.xhtml"].iter(f"{H}nav")}
    assert hidden == {"toc": None, "landmarks": "hidden", "page-list": "hidden"}


def test_screen_readers_say_the_page_and_its_break_is_empty(every: Book) -> None:
    marks = [e for root in every.files.values() for e in root.iter(f"{H}span") if e.get(TYPE) == "pagebreak"]
    assert [(m.get("role"), m.get("aria-label"), m.text) for m in marks] == [("doc-pagebreak", n, None) for n in "12"]


def test_files_stay_small_enough_for_adobe_s_engine() -> None:
    long = [p(f"第{n}句，" + "风雨不来，灯火自明，" * 400) for n in range(60)]
    noted = Paragraph(children=(*run("末句"), Note(children=(Run(value="末注。"),))))
    made = book(Document(meta=Meta(), children=(section(SectionRole.CHAPTER, "长夜", *long, noted),)))
    sizes = [len(made.zip.read(f"EPUB/{n}")) for n in made.spine]
    assert max(sizes) < 250_000
    assert made.spine[3:] == [f"c{n:04}.xhtml" for n in range(1, 6)]
    assert [f"第{n}句" in made.text() for n in (0, 59)] == [True, True]
    assert made.files["c0005.xhtml"].find(f".//{H}aside") is not None
    assert made.nav("toc") == [("长夜", "c0001.xhtml")]


def test_fingers_scroll_through_no_list_of_thousands() -> None:
    points = grouped(tuple(Point(f"第{n}章\u3000题", f"c{n}.xhtml") for n in range(1, 3001)), "zh-Hans")
    assert len(points) == 30
    assert depth(points) == 2
    assert (points[1].title, points[1].href, points[1].children[0].title) == ("第101章—第200章", "c101.xhtml", "第101章\u3000题")
    assert grouped(tuple(Point(f"题{'很' * 9}长{n}", "a") for n in range(301)), "zh-Hans")[3].title == "第 301—301 篇"


def test_apple_books_shows_embedded_faces_only_when_told(vertical: Book, every: Book) -> None:
    option = "META-INF/com.apple.ibooks.display-options.xml"
    assert b'"specified-fonts">true<' in vertical.zip.read(option)
    assert option not in every.zip.namelist()


def test_kindle_is_told_of_columns(vertical: Book, every: Book) -> None:
    said = [{e.get("name"): e.get("content") for e in made.opf.iter("{*}meta")} for made in (vertical, every)]
    assert [s.get("primary-writing-mode") for s in said] == ["vertical-rl", None]


def test_koreader_has_no_columns_so_lines_are_the_default(vertical: Book, every: Book) -> None:
    sheets = [made.zip.read("EPUB/book.css").decode() for made in (vertical, every)]
    assert ["vertical-rl" in css for css in sheets] == [True, False]
    assert [made.opf.find("{*}spine").get("page-progression-direction") for made in (vertical, every)] == ["rtl", None]


def test_readers_with_one_library_keep_editions_apart(tmp_path: Path) -> None:
    """A script is another publication, not another version of the same."""
    source = "夜航\n\n　　船在夜里靠了岸，灯还亮着。\n".encode()
    made = [Book(open_book(source, {"edition.pages": False, **more}, name="boat").render("epub").content)
            for more in ({}, {"edition.script": "zh-TW"})]
    assert len({m.facts("dc:identifier")[0] for m in made}) == 2
