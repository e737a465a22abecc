"""The digest as a page, as Markdown and as JSON: who says it and where, no sentence twice, lines fit to read."""
from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import every
import pytest
from bridge import (
    CARRIER,
    PLAIN,
    POINTED,
    TITLE,
    chapter,
    edition,
    facts_of,
    gap,
    interview,
    said,
    text_of,
    turn,
)
from conftest import SEED
from every import head, p, run, section
from hypothesis import given
from hypothesis import strategies as st

from convert import book
from convert.anchors import Anchors
from convert.render import PageStart
from convert.render.digest import enclose, render_markdown
from convert.render.quotes import Headline, pick
from convert.render.wrap import wrap
from convert.text import width
from convert.tree import (
    Document,
    Emphasis,
    Line,
    Meta,
    Paragraph,
    Section,
    SectionRole,
    Verse,
)
from convert.words import WORDS

ROOT = Path(__file__).parent.parent
TEXTS = sorted([*(ROOT / "seeds").glob("*.txt"), *(ROOT / "tests" / "texts").glob("*.txt")])
DOCS = ROOT / "docs" / "digest.md"


def test_a_speech_in_a_story_says_where_it_is_from() -> None:
    told = "水生笑道：“{}石头重得很。”阿七就走了。"
    assert "——水生笑道（第1节）" in text_of(interview(chapter(TITLE, p(told.format(POINTED)))), 1)
    assert "（第1节，文中引语）" in text_of(interview(chapter("渡口", p(f"“{POINTED}石头重得很。”"))), 1)


def test_verse_is_quoted_in_lines() -> None:
    lines = ("水上人家水上愁，", "一篙撑过一篙秋。", "灯前莫问前滩险，", "滩尽")
    stanza = Verse(children=tuple(Line(children=run(line)) for line in lines))
    (quote,) = pick(chapter("渡", stanza), 2).quotes
    assert (quote.sentence.value, dict(quote.signs)["verse"]) == ("水上人家水上愁，\n一篙撑过一篙秋。", 1)
    document = interview(chapter("渡", stanza))
    assert "　　“水上人家水上愁，\n　　一篙撑过一篙秋。”\n" in text_of(document)
    assert "> 水上人家水上愁，\\\n> 一篙撑过一篙秋。\n" in render_markdown(document, edition()).content.decode()


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


@given(st.text("桥水石，。！“”（）——……·《》 Abc123年月/.-", max_size=90), st.integers(24, 80), st.sampled_from(["", "　　"]))
def test_wrapped_lines(chars: str, columns: int, indent: str) -> None:
    lines = wrap(chars, columns, indent, indent)
    assert "".join(line.removeprefix(indent) for line in lines).replace(" ", "") == chars.replace(" ", "")
    assert all(width(line) <= columns for line in lines)
    tangled = any(width(run) > columns // 2 for run in "".join(c if c in "，。！“”（）《》·" else " " for c in chars).split())
    if not tangled:
        assert not any(line.removeprefix(indent)[:1] in set("，。！”）》·") for line in lines[1:])
        assert not any(line[-1:] in set("“（《") for line in lines[:-1])


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
    later = (pages[2]._replace(offset=pages[2].offset + 10**6),)
    assert "——石匠（第1节）\n" in text_of(document, 1, later)


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
