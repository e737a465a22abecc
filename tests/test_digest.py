"""The digest: what is quoted and what never is, who says it and where, lines fit to read."""
from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import every
import pytest
from conftest import SEED
from every import head, p, run, section
from hypothesis import given
from hypothesis import strategies as st

from convert import book
from convert.anchors import Anchors
from convert.render import Edition, PageStart
from convert.render.digest import enclose, render, render_json, render_markdown
from convert.render.quotes import Headline, Reason, pick
from convert.render.sentences import sentences, speakers
from convert.render.wrap import wrap
from convert.settings import DigestSettings, Settings
from convert.text import width
from convert.tree import (
    Block,
    Document,
    Emphasis,
    Gap,
    Inline,
    Line,
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
    Verse,
    words,
)
from convert.words import WORDS

ROOT = Path(__file__).parent.parent
TEXTS = sorted([*(ROOT / "seeds").glob("*.txt"), *(ROOT / "tests" / "texts").glob("*.txt")])
DOCS = ROOT / "docs" / "digest.md"

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


def edition(n: int = 2, pages: tuple[PageStart, ...] = (), **more: bool | int) -> Edition:
    return Edition(Settings(digest=DigestSettings(quotes=n, **more)), "book", pages)  # type: ignore[arg-type]


def text_of(document: Document, n: int = 2, pages: tuple[PageStart, ...] = (), **more: bool | int) -> str:
    return render(document, edition(n, pages, **more)).content.decode()


def facts_of(document: Document, n: int = 2, pages: tuple[PageStart, ...] = (), **more: bool | int) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(render_json(document, edition(n, pages, **more)).content)
    return found


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


def test_a_speech_in_a_story_says_where_it_is_from() -> None:
    told = "水生笑道：“{}石头重得很。”阿七就走了。"
    assert "——水生笑道（第1节）" in text_of(interview(chapter(TITLE, p(told.format(POINTED)))), 1)
    assert "（第1节，文中引语）" in text_of(interview(chapter("渡口", p(f"“{POINTED}石头重得很。”"))), 1)


def test_speakers_of_a_story_are_those_who_speak_often() -> None:
    told = p("水生笑道：“不要。”阿七道：“走。”水生道：“好。”他忙说：“是。”便说：“是。”又说：“是。”水生叹道：“唉。”")
    assert speakers([told]) == {"水生"}


def test_verse_is_quoted_in_lines() -> None:
    lines = ("水上人家水上愁，", "一篙撑过一篙秋。", "灯前莫问前滩险，", "滩尽")
    stanza = Verse(children=tuple(Line(children=run(line)) for line in lines))
    (quote,) = pick(chapter("渡", stanza), 2).quotes
    assert (quote.sentence.value, dict(quote.signs)["verse"]) == ("水上人家水上愁，\n一篙撑过一篙秋。", 1)
    document = interview(chapter("渡", stanza))
    assert "　　“水上人家水上愁，\n　　一篙撑过一篙秋。”\n" in text_of(document)
    assert "> 水上人家水上愁，\\\n> 一篙撑过一篙秋。\n" in render_markdown(document, edition()).content.decode()


@pytest.mark.parametrize(("lines", "together"), [
    (("水上人家", "一篙秋水", "灯前一问", "滩尽天明"), 2), (("水上人家", "一篙秋水"), 2),
    (("灯灭了", "船还在", "人走了", "水还在"), 4)])
def test_verse_without_marks_goes_two_by_two(lines: tuple[str, ...], together: int) -> None:
    stanza = Verse(children=tuple(Line(children=run(line)) for line in lines))
    assert [s.value for s in sentences(stanza)] == ["\n".join(lines[i:i + together]) for i in range(0, len(lines), together)]


@pytest.mark.parametrize(("chars", "marks", "expected"), [
    ("桥是“大年”。", "“”", "“桥是‘大年’。”"),
    ("他问：“谁说‘怕’？”", "“”", "“他问：‘谁说“怕”？’”"),
    ("桥是‘大年’。", "“”", "“桥是‘大年’。”"),
    ("貨『全』到，「橋」也通。", "「」", "「貨『全』到，『橋』也通。」"),
    ("桥是「大年」。", "“”", "“桥是「大年」。”"),
    ("It’s “so”.", "“”", "“It’s ‘so’.”"),
    ("只开“不关", "“”", "“只开“不关”"),
])
def test_marks_in_marks(chars: str, marks: str, expected: str) -> None:
    assert enclose(chars, marks) == expected


@given(st.text("桥水“”‘’「」『』", max_size=30), st.sampled_from(["“”", "「」"]))
def test_marks_turn_and_words_stay(chars: str, marks: str) -> None:
    kinds = str.maketrans("‘’『』", "“”「」")
    assert enclose(chars, marks).translate(kinds) == (marks[0] + chars + marks[1]).translate(kinds)


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


def test_no_sentence_twice_in_a_whole_digest() -> None:
    again = interview(chapter("桥头", p(POINTED)), chapter("桥尾", p("老话讲，" + POINTED), p(PLAIN)),
                      chapter(TITLE, p(POINTED + CARRIER)))
    found = [[q["text"] for q in s["quotes"]] for s in facts_of(again)["sections"]]
    assert found == [[POINTED], [], [CARRIER]]


def test_a_long_book_has_a_short_digest() -> None:
    def name(n: int) -> str:
        return chr(0x4E00 + 37 * n) + chr(0x5E00 + 41 * n)

    many = interview(*(chapter(f"渡{n}", p(f"{name(n)}桥是{name(n)}路的头，{name(n + 50)}路是{name(n + 50)}桥的尾。"),
                               chapter("注", p(f"{name(n + 100)}在水边看{name(n + 150)}，风很大。"))) for n in range(1, 41)))
    assert facts_of(many, total=200)["omitted"] == 0
    few = facts_of(many, total=12)
    assert sum(len(s["quotes"]) for s in few["sections"]) == 12
    assert few["omitted"] + len(few["sections"]) == 80
    assert f"其余{few['omitted']}节从略。" in text_of(many, total=12)
    inner = [s["number"] for s in few["sections"] if "." in s["number"] and s["quotes"]]
    assert {n.partition(".")[0] for n in inner} <= {s["number"] for s in few["sections"]}


def test_a_heading_that_opens_a_list_says_so() -> None:
    found = chapter(TITLE, p("我说，修桥先要修人心，要做几件事："), p(POINTED))
    assert pick(found, 2).headline == Headline.OPENS
    assert "引起下文" in text_of(interview(found))


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

全文2节，摘2句。
原文有缺1处（第2节），未作补充。
原文未载年份，未作补充。

　　石匠答问。

1　{TITLE}

　　“{CARRIER}”
　　　　——石匠（第1节）

　　“{POINTED}”
　　　　——石匠（第1节）

2　年轻人为什么不肯学
　　（原文此节有缺，标题所说的话已不在其中。）

引文均照修补后的原文逐字摘出。
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
    assert facts_of(document, 2, pages)["sections"][0]["quotes"][0]["page"] == "2"
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
    assert text_of(document, 1) == f"{TITLE}\n\n摘1句。\n\n　　“{CARRIER}”\n\n引文均照修补后的原文逐字摘出。\n"


def test_a_long_text_without_headings_is_taken_in_stretches() -> None:
    filler = [p("".join(chr(0x4E00 + (n * 97 + m * 13) % 9000) for m in range(100)) + "。") for n in range(60)]
    filler[5], filler[35], filler[45] = p(CARRIER), p(POINTED), p("俗话说修桥先要修人心啊。")
    document = Document(meta=Meta(title=TITLE), head=head(headline=TITLE),
                        children=(Section(role=SectionRole.ARTICLE, children=tuple(filler)),))
    found = facts_of(document)["sections"]
    assert [s["number"] for s in found] == [None] * len(found)
    assert len(found) == 2
    assert [(q["text"], q["reason"]) for s in found for q in s["quotes"] if q["reason"] != "gist"] == [
        (CARRIER, "heading"), (POINTED, "point")]


def test_quotation_marks_are_those_of_the_text() -> None:
    text = text_of(interview(chapter(TITLE, p("「橋」字怎麼寫，他不知道。"), p(CARRIER)), language="zh-Hant"), 1)
    assert f"「{CARRIER}」\n　　　　（第1節）" in text


def test_json_says_what_the_page_says() -> None:
    document = every.document()
    content = facts_of(document)
    text = text_of(document).replace("\n", "").replace("\u3000", "")
    assert [s["number"] for s in content["sections"]] == ["1", "2", "2.1", "2.1.1", "2.2", "3"]
    for quote in [q for s in content["sections"] for q in s["quotes"]]:
        assert enclose(quote["text"], "“”").replace("\n", "") in text
        assert quote["why"] in text_of(document, explain=True).replace("\n", "").replace("\u3000", "")


def test_the_edition_s_own_pages_are_not_quoted() -> None:
    added = section(SectionRole.APPARATUS, "校勘记", Paragraph(children=(Emphasis(children=run("衍文　2 处")),)), p(POINTED))
    text = text_of(replace(interview(chapter(TITLE, p(CARRIER))), children=(chapter(TITLE, p(CARRIER)), added)))
    assert POINTED not in text
    assert "原文的修补：衍文 2 处。" in text


def keys(value: object) -> set[str]:
    if isinstance(value, dict):
        return set(value) - SIGNS | {key for one in value.values() for key in keys(one)}
    return {key for one in value for key in keys(one)} if isinstance(value, list) else set()


SIGNS = {name.removeprefix("digest.sign.") for name in WORDS if name.startswith("digest.sign.")} - {"heading"}


def test_the_keys_of_the_json_are_those_that_are_written_down() -> None:
    rows = [row for row in DOCS.read_text("utf-8").splitlines() if row.startswith("| `")]
    written = {key for row in rows for key in re.findall("`([a-z]+)`", row)}
    assert written >= SIGNS
    assert keys(facts_of(interview(chapter(TITLE, p(CARRIER), p(POINTED))))) - {"heading"} == written - SIGNS - {"heading"}


def test_markdown_prints_words_as_they_are() -> None:
    document = interview(chapter("1. *桥*_水_", p("桥<b>通了，路*就*通了；路[通](了)，人#就#来了。")))
    page = render_markdown(document, edition()).content.decode()
    assert "## 1　1. \\*桥\\*\\_水\\_" in page
    assert "> 桥\\<b\\>通了，路\\*就\\*通了；路\\[通\\](了)，人\\#就\\#来了。" in page


def test_a_paragraph_a_line_for_chats() -> None:
    long = "，".join(["桥通了路就通了"] * 9) + "。"
    assert f"　　“{long}”\n" in text_of(interview(chapter(None, turn("石匠", p(long)))), wrap=False)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_every_quote_is_word_for_word(path: Path) -> None:
    source = book.open_book(path)
    repaired = source.cleaned.text.chars
    facts = json.loads(source.render("digest-json", ()).content)
    quotes = [q for section in facts["sections"] for q in section["quotes"]]
    assert quotes
    for quote in quotes:
        assert re.sub(r"\s+", "\n", repaired[slice(*quote["at"])]) == re.sub(r"\s+", "\n", quote["text"])
        assert not quote["said"] or quote["said"] in repaired
        assert quote["text"][-1] in "。！…”’」』）"
        assert not re.match("[，。；、：！？”’」』）但他这此]", quote["text"])
    assert len({q["text"] for q in quotes}) == len(quotes)


def test_the_seed(golden: Callable[[str, str], None]) -> None:
    seed = book.open_book(SEED)
    golden("seed/digest.txt", seed.render("digest", ()).content.decode())
    golden("seed/digest.md", render_markdown(seed.completed, edition(explain=True)).content.decode())
    content = json.loads(seed.render("digest-json", ()).content)
    assert len(content["sections"]) == 15
    assert all(q["speaker"] for s in content["sections"] for q in s["quotes"])
    assert [s["number"] for s in content["sections"] if s["headline"] != "found"] == [None, "4", "5"]
    assert all(width(line) <= 80 for line in text_of(seed.completed).splitlines())
