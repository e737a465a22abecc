"""Long sections in several files: no word lost or doubled, every anchor once and where links look for it."""
from __future__ import annotations

from collections import Counter
from io import BytesIO
from itertools import chain
from zipfile import ZipFile

import pytest
from every import document, p, run, section
from test_epub import Book, H, edition, squeezed
from test_epub_package import package

from convert.anchors import Anchors
from convert.matter import titled
from convert.render import PageStart
from convert.render.epub import render
from convert.render.files import files
from convert.render.package import write
from convert.settings import EditionSettings
from convert.tree import BlockQuote, Document, Figure, Link, Meta, Note, Paragraph, Run, SectionRole, Turn, TurnRole, words

LONG = [p(f"第{n}句，风雨不来，灯火自明。") for n in range(8)]


def speech(*children: Paragraph | Figure) -> Turn:
    return Turn(speaker="守灯人", role=TurnRole.SPEECH, label=run("守灯人："), children=children)


def talk() -> Document:
    """Speeches that go on for files, one that begins with a picture, a section in a section, a quoted document."""
    copies = [[Paragraph(children=(Run(value=words(x)),)) for x in LONG] for _ in range(4)]
    noted = Paragraph(children=(*run("末句"), Note(children=run("末注。")), Link(children=run("见首句"), href="#b2")))
    inner = section(SectionRole.CHAPTER, "里", *copies[2], BlockQuote(children=tuple(copies[3])), noted)
    return titled(Document(meta=Meta(title="长谈"), children=(
        section(SectionRole.CHAPTER, "外", speech(*copies[0]), speech(Figure(caption=run("图为灯塔。")), *copies[1]), inner),)),
        "he", EditionSettings())


@pytest.mark.parametrize("large", [1, 20, 40, 100, 10_000])
@pytest.mark.parametrize("make", [talk, document])
def test_words_anchors_and_pages_are_whole(make: type[Document], large: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("convert.render.files.files.__defaults__", (large,))
    whole = titled(make(), "he", EditionSettings())
    blocks = list(dict.fromkeys(leaf.anchor for leaf in Anchors(whole).leaves))
    pages = [PageStart(str(n), anchor, 0) for n, anchor in enumerate(blocks[::5], 1)]
    made = Book(render(whole, edition(*pages)).content)
    assert squeezed(words(whole)) == made.text()
    ids = Counter(chain.from_iterable((e.get("id") for e in root.iter() if e.get("id")) for root in made.files.values()))
    assert max(ids.values()) == 1
    assert [label for label, _ in made.nav("page-list")] == [page.label for page in pages]
    for name, root in made.files.items():
        for link in root.iter(f"{H}a"):
            href, _, anchor = link.get("href").partition("#")
            if "//" not in link.get("href") and anchor:
                assert anchor in {e.get("id") for e in made.files[href or name].iter()}, link.get("href")


def test_a_speaker_is_named_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("convert.render.files.files.__defaults__", (40,))
    made = Book(render(talk(), edition()).content)
    assert len(made.spine) > 10
    assert made.text().count("守灯人：") == 2
    assert made.nav("toc")[0] == ("外", "c0001.xhtml")
    assert made.nav("toc")[1][1].endswith("#s2")
    assert [made.files[n].findtext(f".//{H}title") for n in made.spine[3:5]] == ["外", "外（续）"]


def test_small_sections_stay_whole() -> None:
    assert [len(f.blocks) for f in files(talk())] == [3]


def test_files_beside_the_container_are_written() -> None:
    names = ZipFile(BytesIO(write(package(asides={"own.xml": b"<x/>"})))).namelist()
    assert names[:3] == ["mimetype", "META-INF/container.xml", "META-INF/own.xml"]
