"""An edition in another script: OpenCC's tables, quotation marks, language; the tree keeps its places."""
from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest
from every import document, p, run, section
from hypothesis import given
from hypothesis import strategies as st

from convert.book import open_book
from convert.matter.script import LANGUAGES, TABLES, language, shared, turned, written
from convert.tree import Document, Gap, Inline, Meta, Node, Note, Paragraph, Quote, Run, SectionRole, Turn, walk, words


def said(words_: str, script: str, of: str = "zh-Hans", *more: str) -> str:
    """A paragraph in another script."""
    text = "".join((words_, *more))
    block = Paragraph(at=(0, len(text)), children=(Run(at=(0, len(text)), value=text),))
    return words(turned(Document(meta=Meta(language=of), children=(section(SectionRole.CHAPTER, None, block),)), script))


@pytest.mark.parametrize(("script", "before", "after"), [
    ("zh-Hant", "皇后后来发现头发里面，吃了面条，“为什么”？", "皇后後來發現頭髮裏面，喫了麪條，「爲什麼」？"),
    ("zh-TW", "皇后后来发现头发里面，吃了面条，“为什么”？", "皇后後來發現頭髮裡面，吃了麵條，「為什麼」？"),
    ("zh-HK", "他说：“皇后说‘里面’有什么。”", "他説：「皇后説『裏面』有什麼。」"),
    ("zh-TW", "软件、鼠标、出租车、信息", "軟件、鼠標、出租車、信息"),            # vocabulary stays
    ("zh-TW", "It’s “OK”，老板’s", "It’s 「OK」，老闆』s"),                       # an apostrophe stands between Latin letters
])
def test_simplified_is_turned(script: str, before: str, after: str) -> None:
    assert said(before, script) == after


@pytest.mark.parametrize(("of", "script", "before", "after"), [
    ("zh-Hant-TW", "zh-Hans", "他說：「裡面看著『乾淨』。」", "他说：“里面看着‘干净’。”"),
    ("zh-Hant", "zh-Hans", "『今夜』『月色』，皇后在裏面", "“今夜”“月色”，皇后在里面"),      # the pair in use is the outer
    ("zh-Hant", "zh-TW", "爲何在裏面？", "為何在裡面？"),
    ("zh-Hant", "zh-Hant", "為何在裡面？“”", "為何在裡面？“”"),                    # its own script: nothing is touched
    ("zh-Hans", "zh-Hans", "为何？「」", "为何？「」"),
])
def test_traditional_is_turned(of: str, script: str, before: str, after: str) -> None:
    assert said(before, script, of) == after


def test_words_are_known_across_runs() -> None:
    quote = Paragraph(children=(Run(value="头"), Quote(children=run("发")), Note(children=run("发现")), Run(value="里")))
    whole = turned(Document(meta=Meta(), children=(section(SectionRole.CHAPTER, None, quote),)), "zh-TW")
    assert [n.value for n, _ in walk(whole) if isinstance(n, Run)] == ["頭", "髮", "发现", "裡"]     # the program's note is not


@pytest.mark.parametrize("script", ["zh-Hant", "zh-TW", "zh-HK"])
def test_the_tree_keeps_its_shape_and_places(script: str) -> None:
    whole, other = document(), turned(document(), script)

    def shape(d: Document) -> list[tuple[type[Node], object]]:
        return [(type(n), n.at) for n, _ in walk(d)]

    assert shape(whole) == shape(other)
    assert other.meta.language == LANGUAGES[script] == language(document(), script)
    assert other.meta.publisher == "河聲書局"
    assert {n.mark for n, _ in walk(other) if isinstance(n, Gap)} == {"〔原文此處有缺〕"}
    assert {n.outlet for n, _ in walk(other) if isinstance(n, Turn)} == {None, "河聲報"}
    assert len(words(other)) == len(words(whole))


def test_all_inline_kinds_are_turned() -> None:
    """What holds words directly is a leaf of a block, so no kind needs a rule of its own."""
    kinds = {type(n) for n, _ in walk(document())}
    assert {k for k in get_args(Inline) if k in kinds} == set(get_args(Inline))


def test_the_scripts_of_the_settings_are_all_there() -> None:
    from convert.settings import SCRIPTS

    assert set(SCRIPTS) == set(LANGUAGES)
    assert {to for _, to in TABLES} == set(SCRIPTS)
    assert [written("zh-Hant-HK", "裡"), written("zh-TW", ""), written("zh-Hant", "為着裏")] == ["zh-HK", "zh-TW", "zh-HK"]


@given(st.lists(st.text("甲乙丙", max_size=4), min_size=1, max_size=5), st.text("甲乙丙丁", max_size=20))
def test_pieces_are_shared_out_whole(pieces: list[str], whole: str) -> None:
    assert len(shared(pieces, whole)) == len(pieces)
    assert "".join(shared(pieces, whole)) == whole
    assert shared(pieces, "".join(pieces)) == pieces


def test_all_editions_are_turned_and_say_so() -> None:
    source = "夜航记\n\n　　船在夜里靠了岸，他说：“灯还亮着。”\n".encode()
    book = open_book(source, {"edition.script": "zh-TW", "edition.pages": False}, name="boat")
    assert "他說：「燈還亮著。」" in words(book.completed)
    assert "OpenCC s2tw" in words(book.completed)
    assert b'xml:lang="zh-Hant-TW"' in _opf(book.render("epub").content)
    assert replace(book.document.meta) == open_book(source, name="boat").document.meta      # the source's own tree stays


def _opf(epub: bytes) -> bytes:
    import zipfile
    from io import BytesIO

    return zipfile.ZipFile(BytesIO(epub)).read("EPUB/content.opf")


def test_runs_beyond_a_paragraph_are_not_joined() -> None:
    whole = turned(Document(meta=Meta(), children=(section(SectionRole.CHAPTER, None, p("头"), p("发展")),)), "zh-TW")
    assert words(whole) == "頭發展"
