"""One tree, three editions: PDF, EPUB and digest of a source hold the words of its repaired text, and agree on its pages."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import SEED
from interview import INTERVIEW
from test_epub import TYPE, H, text
from test_epub import Book as Ebook
from test_pdf import Printed, bare

from convert import press
from convert.anchors import printed
from convert.book import Book, open_book
from convert.render import Edition
from convert.tree import words

MARK = "⟦{}⟧"
MARKS = r"[\s“”‘’「」『』]"         # quotation marks turn where marks stand around the whole


class Editions:
    """A source and what became of it, the PDF first, its pages handed to the others."""

    def __init__(self, source: Book) -> None:
        self.source = source
        self.print = Printed(source.completed, Edition(source.settings, source.name))
        self.pages = self.print.rendered.pages
        self.ebook = Ebook(source.render("epub", self.pages).content)
        self.digest = source.render("digest", self.pages).content.decode()

    @property
    def text(self) -> str:
        """The repaired text, in the script of the editions."""
        own = self.source.completed.children[: len(self.source.document.children)]
        head = self.source.completed.head
        return (words(head) if head else "") + "".join(map(words, own))

    def page(self, n: int) -> str:
        """The words in a page's type area, notes at its foot left out."""
        height = self.print.pages[n].rect.height
        lines = [(size, text) for y, size, text in self.print.lines(n) if 0.11 * height < y < 0.87 * height and size > 7.9]
        foot = next((i for i, (size, text) in enumerate(lines) if size < 9.1 and text[0] in "①②③"), len(lines))
        return bare("".join(text for _, text in lines[:foot]))


def behind_breaks(ebook: Ebook) -> Iterator[tuple[str, str]]:
    """Each page break of an EPUB: its label, and the words from there on."""
    roots = [root.find(f"{H}body") for root in ebook.files.values()]
    for root in roots:
        for mark in root.iter(f"{H}span"):
            if "pagebreak" in (mark.get(TYPE) or "").split():
                mark.text = MARK.format(mark.attrib.pop(TYPE) and mark.get("aria-label"))
    found = "".join(words for root in roots for words in text(root))
    for m in re.finditer(MARK.format("(.*?)"), found):
        yield m[1], bare(re.sub(MARK.format(".*?"), "", found[m.end() :]))


@pytest.fixture(scope="module", params=["seed", "interview", "turned"])
def editions(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Editions:
    if request.param == "seed":
        return Editions(open_book(SEED))
    path = tmp_path_factory.mktemp("editions") / "守灯人.txt"
    path.write_text(INTERVIEW, "utf-8")
    return Editions(open_book(path, {"edition.script": "zh-TW"} if request.param == "turned" else None))


def test_pdf_and_epub_hold_the_repaired_text(editions: Editions) -> None:
    wanted = bare(printed(editions.text))
    assert len(wanted) == len(bare(printed(editions.source.text)))
    assert (wanted == bare(printed(editions.source.text))) is (editions.source.settings.edition.script is None)
    labels = [str(page.label) for page in editions.print.file.pages]
    title = editions.page(0)
    body = "".join(editions.page(n) for n in range(labels.index("1"), len(labels)))
    assert (title + body).startswith(wanted)
    assert bare(editions.ebook.text()).startswith(wanted)


def test_page_breaks_stand_where_the_pdf_s_pages_begin(editions: Editions) -> None:
    labels = [str(page.label) for page in editions.print.file.pages]
    marked = list(behind_breaks(editions.ebook))
    assert [label for label, _ in marked] == [start.label for start in editions.pages if start.printed]
    for label, behind in marked:
        assert behind[:10] == editions.page(labels.index(label))[:10]


def test_quotes_are_words_of_the_text_on_the_page_they_name(editions: Editions) -> None:
    facts = json.loads(editions.source.render("digest-json", editions.pages).content)
    labels = [str(page.label) for page in editions.print.file.pages]
    quotes = [q for section in facts["sections"] for q in section["quotes"]]
    assert quotes
    for quote in quotes:
        assert bare(quote["text"]) in bare(editions.text)
        assert bare(quote["text"])[:6] in editions.page(labels.index(quote["page"])) + editions.page(
            min(labels.index(quote["page"]) + 1, len(labels) - 1)
        )
        assert re.sub(MARKS, "", quote["text"]) in re.sub(MARKS, "", editions.digest)


def test_the_ebook_names_the_pdf_whose_pages_it_bears(editions: Editions) -> None:
    with editions.print.file.open_metadata() as said:
        named = said["dc:identifier"]
    assert editions.ebook.facts("pageBreakSource") == [named]
    assert named not in editions.ebook.facts("dc:identifier")


def test_an_edition_alone_is_the_edition_of_a_build(tmp_path: Path) -> None:
    path = tmp_path / "守灯人.txt"
    path.write_text(INTERVIEW, "utf-8")
    (result,) = press.build(path, out=tmp_path / "out")
    made = {file.suffixes[-1]: file.read_bytes() for file in result.files}
    alone = {suffix: next(press.publish(form, [path], str(tmp_path / f"one{suffix}"))).files[0].read_bytes()
             for suffix, form in ((".epub", "epub"), (".txt", "digest"))}
    assert {suffix: made[suffix] == content for suffix, content in alone.items()} == {".epub": True, ".txt": True}


def test_without_pages_nothing_is_laid_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("convert.render.pdf.pages", lambda *_: pytest.fail("laid out"))
    book = open_book(INTERVIEW.encode(), {"edition.pages": False})
    ebook = Ebook(book.render("epub").content)
    assert not ebook.facts("pageBreakSource") + ebook.facts("dcterms:source")
    assert all(n.get(TYPE) != "page-list" for n in ebook.files["nav.xhtml"].iter(f"{H}nav"))
    assert "页）" not in book.render("digest").content.decode()


def test_the_same_bytes_from_another_folder(tmp_path: Path, editions: Editions) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "book.txt").write_bytes(editions.source.cleaned.original.source.raw)
    one, two = (open_book(tmp_path / name / "book.txt") for name in ("a", "b"))
    for form in ("epub", "digest"):
        assert one.render(form, editions.pages).content == two.render(form, editions.pages).content
