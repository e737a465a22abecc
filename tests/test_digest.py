"""The digest: what is quoted and what never is, who says it and where, lines fit to read."""
from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import every
import pytest
from conftest import SEED
from every import head, p, run, section
from hypothesis import given
from hypothesis import strategies as st

from convert import book
from convert.anchors import Anchors
from convert.render import Edition, PageStart
from convert.render.digest import render, render_json
from convert.render.quotes import Headline, pick, sentences
from convert.render.wrap import wrap
from convert.settings import DigestSettings, Settings
from convert.text import width
from convert.tree import (
    Block,
    Document,
    Emphasis,
    Gap,
    Inline,
    LineBreak,
    Meta,
    Note,
    Paragraph,
    Run,
    Section,
    SectionRole,
    Turn,
    TurnRole,
    Unclear,
    words,
)

MARK = "〔原文此处有缺〕"
TITLE = "修桥先要修人心"
CARRIER = "我常说，修桥先要修人心，人心齐了石头才搬得动。"
PLAIN = "那一年村里来了三十二个石匠。"
POINTED = "桥通了，路就通了；路通了，人就来了。"


def gap(mark: str = MARK) -> Gap:
    return Gap(mark=mark, reason="gap.ending")


def unclear(words: str) -> Unclear:
    return Unclear(children=run(words) if words else (), repair="r")


def said(*children: Inline | str) -> Paragraph:
    return Paragraph(children=tuple(Run(value=c) if isinstance(c, str) else c for c in children))


def turn(speaker: str, *children: Block, role: TurnRole = TurnRole.ANSWER) -> Turn:
    return Turn(speaker=speaker, role=role, label=run(f"{speaker}："), children=children)


def chapter(title: str | None, *children: Block | Section, **more: str) -> Section:
    return section(SectionRole.CHAPTER, title, *children, **more)


def quoted(found: Section, n: int = 2) -> list[str]:
    return [q.sentence.value for q in pick(found, n).quotes]


def text_of(document: Document, n: int = 2, pages: tuple[PageStart, ...] = ()) -> str:
    return render(document, Edition(Settings(digest=DigestSettings(quotes=n)), "book", pages)).content.decode()


@pytest.mark.parametrize(("chars", "expected"), [
    ("船到了。货也到了！谁来搬？", ["船到了。", "货也到了！", "谁来搬？"]),
    ("他说：“船到了。货也到了。”说完就走。", ["船到了。", "货也到了。", "说完就走。"]),
    ("“船到了。”他说。", ["船到了。", "他说。"]),
    ("这叫“船到桥头”。货也到了。", ["这叫“船到桥头”。", "货也到了。"]),
    ("「船到了。」他說：「貨『全』到了。」", ["船到了。", "他說：「貨『全』到了。」"]),
    ('他道："船到了。貨也到了。"又走了。', ["船到了。", "貨也到了。", "又走了。"]),
    ("船到了（昨夜才到。）货没到", ["船到了（昨夜才到。）", "货没到"]),
    ("等一等……船就到了。", ["等一等……船就到了。"]),
])
def test_sentences(chars: str, expected: list[str]) -> None:
    assert [s.value for s in sentences(p(chars))] == expected


def test_a_sentence_too_long_is_cut_at_its_semicolons() -> None:
    clause = "，".join(["一年又一年的水从桥下流过"] * 5)
    assert [s.value for s in sentences(p(f"{clause}；{clause}；{clause}。"))] == [clause, clause, f"{clause}。"]
    assert quoted(chapter(None, p(f"{clause}；{clause}；{clause}。")), 1) == [clause]


def test_first_what_carries_the_heading_then_what_is_pointed() -> None:
    found = pick(chapter(TITLE, turn("石匠", p(PLAIN + POINTED), p(CARRIER))), 2)
    assert [(q.sentence.value, q.reason, q.sentence.speaker) for q in found.quotes] == [
        (CARRIER, "heading", "石匠"), (POINTED, "point", "石匠")]
    assert found.quotes[0].score == 1.0
    assert found.headline == Headline.FOUND


def test_what_may_be_the_rest_of_a_cut_sentence_is_not_quoted() -> None:
    rest = p(POINTED)
    assert quoted(chapter(None, p("这件事我们谈了很久，谈到后来"), rest)) == []
    assert quoted(chapter(None, p("这件事我们谈了很久："), rest)) == [POINTED]
    assert quoted(chapter(None, turn("石匠", p("谈到后来")), turn("船工", rest))) == [POINTED]


@pytest.mark.parametrize(("label", "speaker"), [("答", None), ("A2", None), ("3.答", None), ("石匠", "石匠"), ("答春", "答春")])
def test_a_label_that_names_nobody_is_no_speaker(label: str, speaker: str | None) -> None:
    assert [s.speaker for s in sentences(turn(label, p(PLAIN)))] == [speaker]


@pytest.mark.parametrize("n", [0, 1, 2, 9])
def test_never_more_than_asked_and_never_the_same_twice(n: int) -> None:
    found = quoted(chapter(TITLE, p(CARRIER), p("俗话说，" + CARRIER), p(POINTED), p("老话讲，" + POINTED)), n)
    assert len(found) == min(n, 2)


@pytest.mark.parametrize(("children", "state"), [
    ([p(PLAIN), p(CARRIER)], Headline.FOUND),
    ([p(PLAIN), said("我常说，修桥先要", unclear("修人心"), "，人心齐了石头才搬得动。")], Headline.DOUBTFUL),
    ([p(PLAIN), said("我常说，", gap())], Headline.LOST),
    ([p(PLAIN), said("我常说，修桥先要修人心，", gap())], Headline.DOUBTFUL),   # it stands there, though cut short
    ([p(PLAIN)], Headline.NONE),
])
def test_what_became_of_the_headline_sentence(children: list[Block], state: Headline) -> None:
    assert pick(chapter(TITLE, *children), 2).headline == state
    assert pick(chapter("后记", *children), 2).headline == Headline.LABEL
    assert pick(chapter(None, *children), 2).headline == Headline.LABEL


@pytest.mark.parametrize("block", [
    p("为什么修桥先要修人心？"),
    p("修桥先要修人心，理由如下："),
    p("修桥先要修人心"),
    p("（修桥先要修人心，这是后话。）"),
    p("修人心。"),
    said("修桥先要修人心，", unclear("石头"), "才搬得动。"),
    said("修桥先要修人心，石头", unclear(""), "才搬得动。"),
    said("修桥先要修人心，", gap("\ufffd"), "头才搬得动。"),
    said("修桥先要修人心，", gap(), "。"),
    turn("记者", p(CARRIER), role=TurnRole.QUESTION),
    every.Figure(caption=run(CARRIER)),
    said(Note(children=run(CARRIER))),
    p("河声社三月八日电修桥先要修人心。", every.ParagraphRole.DATELINE),
])
def test_what_is_never_quoted(block: Block) -> None:
    assert quoted(chapter(TITLE, block)) == []


def test_subsections_speak_for_themselves() -> None:
    assert quoted(chapter(TITLE, p(POINTED), chapter("桥头", p(CARRIER)))) == [POINTED]


PIECES = st.one_of(
    st.text("桥水石，；。！？“”（）「」\"…\ufffd", max_size=30).map(lambda s: Run(value=s)),
    st.text("疑", max_size=3).map(unclear), st.just(gap()), st.just(LineBreak()),
    st.text("桥。，", max_size=9).map(lambda s: Emphasis(children=run(s))),
    st.just(Note(children=run("注里的话不是原文。"))))


@given(st.lists(st.lists(PIECES, max_size=7).map(lambda c: Paragraph(children=tuple(c))), max_size=4))
def test_a_quote_is_word_for_word_and_beyond_doubt(paragraphs: list[Paragraph]) -> None:
    printed = [words(p) for p in paragraphs]
    for quote in pick(chapter("桥水石桥水石", *paragraphs), 9).quotes:
        value, start = quote.sentence.value, quote.sentence.run.value[quote.sentence.offset:]
        assert any(value in one for one in printed)
        assert value.startswith(start[:len(value)])
        assert not set(value) & set("疑〔〕\ufffd")
        assert value.count("“") == value.count("”")


@given(st.text("桥水石，。！“”（）——……·《》 Abc123年月/.-", max_size=90), st.integers(24, 80), st.sampled_from(["", "　　"]))
def test_wrapped_lines(chars: str, columns: int, indent: str) -> None:
    lines = wrap(chars, columns, indent, indent)
    assert "".join(line.removeprefix(indent) for line in lines).replace(" ", "") == chars.replace(" ", "")
    assert all(width(line) <= columns for line in lines)
    tangled = any(width(run) > columns // 2 for run in "".join(c if c in "，。！“”（）《》·" else " " for c in chars).split())
    if not tangled:
        assert not any(line.removeprefix(indent)[:1] in set("，。！”）》·") for line in lines[1:])
        assert not any(line[-1:] in set("“（《") for line in lines[:-1])


def interview(*sections: Section, language: str = "zh-Hans") -> Document:
    opening = Section(role=SectionRole.PREAMBLE, children=(
        p("河声社上滩3月8日电", every.ParagraphRole.DATELINE), p("石匠答问。", every.ParagraphRole.LEAD)))
    return Document(meta=Meta(title="桥", language=language), head=head(kicker="石匠说——", headline="桥"),
                    children=(opening, *sections))


def test_the_page() -> None:
    lost = chapter("年轻人为什么不肯学", turn("石匠", said("他们怕苦，", gap())))
    assert text_of(interview(chapter(TITLE, turn("石匠", p(CARRIER), p(POINTED))), lost)) == f"""\
石匠说——
桥
河声社上滩3月8日电

　　石匠答问。

1　{TITLE}

　　“{CARRIER}”
　　　　——石匠（第1节）

　　“{POINTED}”
　　　　——石匠（第1节）

2　年轻人为什么不肯学
　　（原文此节有缺，标题所说的话已不在其中。）

引文均照修补后的原文逐字摘出。
原文有缺1处（第2节），未作补充。
原文未载年份，未作补充。
"""


def test_a_gap_takes_no_headline_from_a_book_whose_headings_are_not_in_its_text() -> None:
    lost = chapter("夜渡寒江逢故人", said("船开了，", gap()))
    others = [chapter(title, p(PLAIN)) for title in ("访旧友石匠说桥", "换新梁乡亲出力")]
    assert pick(lost, 2).headline == Headline.LOST
    assert "标题所说的话" not in text_of(interview(lost, *others))
    assert "标题所说的话" in text_of(interview(lost, *others, *[chapter(TITLE, p(CARRIER)) for _ in others]))


def test_pages_are_named_where_they_are_known() -> None:
    document = interview(chapter(TITLE, turn("石匠", p(PLAIN + CARRIER + POINTED))))
    anchors = Anchors(document)
    leaf = next(leaf for leaf in anchors.leaves if CARRIER in leaf.words)
    second = leaf.offset + len(PLAIN + CARRIER)
    pages = (PageStart("1", "b1", 0), PageStart("2", leaf.anchor, leaf.offset), PageStart("3", leaf.anchor, second))
    assert "——石匠（第1节，第2页）\n" in text_of(document, 1, pages)
    assert "——石匠（第1节，第3页）\n" in text_of(document, 2, pages)
    assert json.loads(render_json(document, Edition(Settings(), "b", pages)).content)["sections"][0]["quotes"][0]["page"] == "2"
    later = (replace_offset(pages[2]), )
    assert "——石匠（第1节）\n" in text_of(document, 1, later)


def replace_offset(start: PageStart) -> PageStart:
    return start._replace(offset=start.offset + 10**6)


def test_a_book_that_numbers_its_chapters() -> None:
    text = text_of(interview(chapter(TITLE, p(CARRIER), number="第三回"), chapter("又记", p(POINTED))))
    assert f"\n第三回　{TITLE}\n\n　　“{CARRIER}”\n　　　　（第三回）\n" in text
    assert "\n又记\n\n" in text
    assert "　　　　（又记）\n" in text


def test_a_text_without_headings() -> None:
    document = Document(meta=Meta(title=TITLE), children=(Section(role=SectionRole.ARTICLE, children=(p(PLAIN), p(CARRIER))),))
    assert text_of(document, 1) == f"{TITLE}\n\n　　“{CARRIER}”\n\n引文均照修补后的原文逐字摘出。\n"


def test_quotation_marks_are_those_of_the_text() -> None:
    text = text_of(interview(chapter(TITLE, p("「橋」字怎麼寫，他不知道。"), p(CARRIER)), language="zh-Hant"), 1)
    assert f"「{CARRIER}」\n　　　　（第1節）" in text


def test_json_says_what_the_page_says() -> None:
    document = every.document()
    content = json.loads(render_json(document, Edition(Settings())).content)
    text = text_of(document).replace("\n", "").replace("\u3000", "")
    assert [s["number"] for s in content["sections"]] == ["1", "2", "2.1", "2.1.1", "2.2", "3"]
    for quote in [q for s in content["sections"] for q in s["quotes"]]:
        assert f"“{quote['text']}”" in text
        assert quote["reason"] in ("heading", "point")


def test_the_edition_s_own_pages_are_not_quoted() -> None:
    added = section(SectionRole.APPARATUS, "校勘记", Paragraph(children=(Emphasis(children=run("衍文　2 处")),)), p(POINTED))
    text = text_of(replace(interview(chapter(TITLE, p(CARRIER))), children=(chapter(TITLE, p(CARRIER)), added)))
    assert POINTED not in text
    assert "原文的修补：衍文 2 处。" in text


def test_the_seed(golden: Callable[[str, str], None]) -> None:
    seed = book.open_book(SEED)
    text = seed.render("digest").content.decode()
    golden("seed/digest.txt", text)
    repaired = seed.cleaned.text.chars
    content = json.loads(render_json(seed.completed, Edition(seed.settings)).content)
    assert len(content["sections"]) == 15
    for quote in [q for s in content["sections"] for q in s["quotes"]]:
        assert repaired[slice(*quote["at"])] == quote["text"]
        assert quote["speaker"]
    assert all(width(line) <= 80 for line in text.splitlines())
