"""What is quoted and what never is: whole sentences, what carries a heading, what is pointed, the gist."""
from __future__ import annotations

import every
import pytest
from bridge import (
    CARRIER,
    PLAIN,
    POINTED,
    TITLE,
    chapter,
    gap,
    quoted,
    said,
    turn,
    unclear,
)
from every import p, run
from hypothesis import given
from hypothesis import strategies as st

from convert.render.quotes import Headline, Reason, pick
from convert.render.sentences import sentences, speakers
from convert.tree import (
    Block,
    Emphasis,
    Line,
    LineBreak,
    Note,
    Paragraph,
    Run,
    TurnRole,
    Verse,
    words,
)


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


def test_parallel_clauses_are_kept_whole() -> None:
    clauses = "；".join(f"修了{name}，人心就向着{name}那一边聚拢了一回" for name in ("东桥", "西桥", "南桥", "北桥"))
    heading = "修了东桥人心就聚拢"
    assert quoted(chapter(heading, p(f"{clauses}。")), 1) == [f"{clauses}。"]
    longer = "，".join(["一年又一年的水从桥下流过"] * 9)
    assert quoted(chapter("一年又一年的水", p(f"{longer}；{longer}。"))) == []


@pytest.mark.parametrize(("chars", "spoken", "said"), [
    ("水生笑道：“船到了。货也到了。”", [True, True], ["水生笑道", "水生笑道"]),
    ("“船到了。”水生说，“货也到了。”", [True, False], ["", ""]),
    ("便笑道：“船到了。货也到了。”", [True, True], ["", ""]),
    ("这叫“船到桥头”。货也到了。", [False, False], ["", ""]),
])
def test_how_the_text_brings_in_a_speech(chars: str, spoken: list[bool], said: list[str]) -> None:
    found = list(sentences(p(chars)))
    assert ([s.spoken for s in found], [s.said for s in found]) == (spoken, said)
    assert all(s.said in chars for s in found)


def test_speakers_of_a_story_are_those_who_speak_often() -> None:
    told = p("水生笑道：“不要。”阿七道：“走。”水生道：“好。”他忙说：“是。”便说：“是。”又说：“是。”水生叹道：“唉。”")
    assert speakers([told]) == {"水生"}


@pytest.mark.parametrize(("lines", "together"), [
    (("水上人家", "一篙秋水", "灯前一问", "滩尽天明"), 2), (("水上人家", "一篙秋水"), 2),
    (("灯灭了", "船还在", "人走了", "水还在"), 4)])
def test_verse_without_marks_goes_two_by_two(lines: tuple[str, ...], together: int) -> None:
    stanza = Verse(children=tuple(Line(children=run(line)) for line in lines))
    assert [s.value for s in sentences(stanza)] == ["\n".join(lines[i:i + together]) for i in range(0, len(lines), together)]


def test_where_nothing_is_pointed_the_gist() -> None:
    plain = ["有人送来一篮鸡蛋和青菜。", "河边的石头多，石匠先量河边的石头。", "石匠量完了河水的深浅和河边的石头。",
             "晚饭以后下了一阵小雨。"]
    (quote,) = pick(chapter("河边", *map(p, plain)), 2).quotes
    assert quote.sentence.value in plain[1:3]
    assert (quote.reason, dict(quote.signs)["central"] > 50) == (Reason.GIST, True)


@pytest.mark.parametrize("start", ["但", "因此，", "他说，", "这样，", "此外，", "一是", "而且", "于是", "其中，"])
def test_nothing_begins_with_what_leans_on_words_before(start: str) -> None:
    plain = "石匠在河边住下了三十二天。"
    assert quoted(chapter(None, p(plain + start + POINTED))) == [plain]


@pytest.mark.parametrize("chars", [
    "长子名桥，次子名路，三子名水，四子名石。",
    "一人挑石头，一人挑河沙，一人挑木料，三人同行。",
    "头一名石匠，次一名木匠，末一名船匠。"])
def test_a_list_is_no_figure_of_speech(chars: str) -> None:
    assert pick(chapter(None, p(chars)), 1).quotes[0].reason == Reason.GIST


def test_first_what_carries_the_heading_then_what_is_pointed() -> None:
    found = pick(chapter(TITLE, turn("石匠", p(PLAIN + POINTED), p(CARRIER))), 2)
    assert [(q.sentence.value, q.reason.value, q.sentence.speaker) for q in found.quotes] == [
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
BLOCKS = st.one_of(
    st.lists(PIECES, max_size=7).map(lambda c: Paragraph(children=tuple(c))),
    st.lists(st.lists(PIECES, max_size=3).map(lambda c: Line(children=tuple(c))), min_size=1, max_size=5).map(
        lambda lines: Verse(children=tuple(lines))))


@given(st.lists(BLOCKS, max_size=4))
def test_a_quote_is_word_for_word_and_beyond_doubt(blocks: list[Block]) -> None:
    printed = [words(p) for p in blocks]
    for quote in pick(chapter("桥水石桥水石", *blocks), 9).quotes:
        value, start = quote.sentence.value, quote.sentence.run.value[quote.sentence.offset:]
        assert any(value.replace("\n", "") in one for one in printed)
        assert value.startswith(start[:len(value)])
        assert not set(value) & set("疑〔〕\ufffd")
        assert value.count("“") == value.count("”")
