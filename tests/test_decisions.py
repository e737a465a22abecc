"""The editor's word goes before the program's: accepted, rejected, put in words of his own."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from conftest import made
from hypothesis import given
from hypothesis import strategies as st
from interview import INTERVIEW
from test_passes import PROSE, TALK, TALK_END

from convert.book import open_book
from convert.clean import Unmet, clean, printed
from convert.clean.ids import Identify
from convert.read import read
from convert.repair import Confidence, Repair
from convert.settings import CleanSettings
from convert.text import apply
from convert.tree import Document, Figure, Turn, outline, walk, words

DAMAGED = "\n".join([*PROSE[:4], "天亮了，，路上还没有人。", PROSE[4] + PROSE[4], *PROSE[5:]])
CUT_OFF = "黄市长：这件事我们已经做了半年。第一批设备上个月运到了港口，接下来要做的是把全市的老旧小区逐一登记造册并且"


def ids(words: str, settings: CleanSettings | None = None) -> dict[str, Repair]:
    cleaned = clean(made(words), settings)
    return {r.kind: r for r in (*cleaned.applied, *cleaned.held)}


def test_a_held_repair_is_applied_when_accepted() -> None:
    doubt = ids(DAMAGED)["wording"]
    cleaned = clean(made(DAMAGED), CleanSettings(accept=(doubt.id,)))
    assert "天亮了，路上" in cleaned.text.chars
    assert cleaned.unmet == ()


def test_an_applied_repair_is_held_when_rejected() -> None:
    repeat = ids(DAMAGED)["repeat"]
    cleaned = clean(made(DAMAGED), CleanSettings(reject=(repeat.id,)))
    assert PROSE[4] + PROSE[4] in cleaned.text.chars
    assert [r.id for r in cleaned.rejected] == [repeat.id]
    assert repeat.id not in [r.id for r in cleaned.held]


def test_the_editors_own_words_fill_a_gap() -> None:
    source = TALK + CUT_OFF + TALK_END
    gap = ids(source)["gap"]
    cleaned = clean(made(source), CleanSettings(edit={gap.id: "开工。"}))
    assert "登记造册并且开工。" in printed(cleaned.text)
    (mine,) = (r for r in cleaned.applied if r.id == gap.id)
    assert mine.evidence[-1].say("en") == "the editor's own words"


def test_decisions_hold_in_another_encoding_and_after_an_edit_elsewhere() -> None:
    doubt = ids(DAMAGED)["wording"]
    elsewhere = PROSE[0].replace("早", "特别早") + DAMAGED[len(PROSE[0]) :].replace("\n", "\r\n")
    assert ids(elsewhere)["wording"].id == doubt.id


def test_a_decision_that_meets_nothing_is_reported() -> None:
    cleaned = clean(made(DAMAGED), CleanSettings(accept=("cut-00000000",), edit={"gap-00000000": "字"}))
    assert [(u.key, u.words) for u in cleaned.unmet] == [("clean.accept", "cut-00000000"), ("clean.edit", "gap-00000000")]
    slip = ids(DAMAGED)["wording"].id
    (missed,) = clean(made(DAMAGED), CleanSettings(reject=(slip[:-1] + "x",))).unmet
    assert missed.near == slip


def test_the_editors_whole_sentence_leaves_the_paragraph_s_end_where_it_is() -> None:
    halves = ["那一年的雨下得特别早，山上的路断了三回，他仍旧每天走", "村里的人都记得他背着药箱的样子。"]
    source = "\n".join([*PROSE[:4], *halves, *PROSE[5:]])
    cut = ids(source)["cut"].id
    whole, part = (printed(clean(made(source), CleanSettings(edit={cut: w})).text) for w in ("山路。", "山路，"))
    assert "他仍旧每天走山路。\n村里的人都记得" in whole
    assert "他仍旧每天走山路，村里的人都记得" in part


def test_words_that_are_open_too_are_put_in_once() -> None:
    source = TALK + CUT_OFF + TALK_END
    gap = ids(source)["gap"]
    cleaned = clean(made(source), CleanSettings(edit={gap.id: "准备开工"}))
    assert printed(cleaned.text).count("准备开工") == 1
    assert [r.verdict for r in cleaned.applied] == ["edited"]


@given(
    st.lists(st.integers(0, len(DAMAGED.split("\n"))), max_size=6),
    st.sampled_from(["utf-8", "gb18030", "utf-16", "utf-8-sig"]),
    st.sampled_from(["\n", "\r\n"]),
)
def test_no_decision_is_lost_when_paragraphs_are_put_between(places: list[int], encoding: str, end: str) -> None:
    lines = DAMAGED.split("\n")
    for n, place in enumerate(sorted(places, reverse=True)):
        lines.insert(place, f"这是编者第{n}次添的一段，与别处没有什么关系。")
    found = clean(read(end.join(lines).encode(encoding), "hill"))
    assert {r.id for r in (*found.applied, *found.held)} == {r.id for r in ids(DAMAGED).values()}


def test_one_decision_voids_no_other_about_the_same_words() -> None:
    text = made(DAMAGED)
    at = text.chars.index("，，")
    inner = Repair("wording", "wording", (at, at + 2), "，，", "，", Confidence.POSSIBLE)
    start, end = at - 3, at + 8
    passage = text.chars[start:end]
    outer = Repair("moves", "move", (start, end), passage, passage, Confidence.POSSIBLE, to=0)
    identify = Identify(text)
    (first,) = identify(text, [outer])
    (slip,) = identify(text, [inner])
    changed = apply(text, [slip])
    passage = changed.chars[start : end - 1]
    (second,) = identify(changed, [replace(outer, at=(start, end - 1), before=passage, after=passage)])
    (anew,) = Identify(text)(changed, [replace(outer, at=(start, end - 1), before=passage, after=passage)])
    assert first.id == second.id == anew.id


TOLD = INTERVIEW.replace("风大的时候，先把", "关于风\n\n风大的时候，先把").replace(
    "我相信这盏灯", "灯塔的照片，很旧了\n\n阿灯 我也守过。\n\n我相信这盏灯"
)


def parsed(**told: object) -> tuple[Document, tuple[Unmet, ...]]:
    book = open_book(TOLD.encode(), {f"parse.{key}": value for key, value in told.items()}, name="news")
    return book.document, book.cleaned.unmet


def test_the_editor_says_what_lines_are() -> None:
    before = [e.title for e in outline(parsed()[0])]
    assert before == ["每一盏灯都有自己的脾气", "让年轻人愿意留在岛上"]
    document, missed = parsed(heading=["关于 风"], not_heading=["让年轻人…"], caption=["灯塔的照片，很旧了"], speaker=["阿灯"])
    assert missed == ()
    assert [e.title for e in outline(document)] == ["每一盏灯都有自己的脾气", "关于风"]
    assert [words(n) for n, _ in walk(document) if isinstance(n, Figure)] == ["灯塔的照片，很旧了"]
    assert "阿灯" in [n.speaker for n, _ in walk(document) if isinstance(n, Turn)]


def test_the_editor_gives_headings_their_level() -> None:
    document, _ = parsed(level={"每一盏灯都有自己的脾气": 1, "让年轻人愿意留在岛上": 2, "关于风": 3})
    assert [(e.depth, e.title) for e in outline(document)] == [
        (0, "每一盏灯都有自己的脾气"),
        (1, "让年轻人愿意留在岛上"),
        (2, "关于风"),
    ]
    document, _ = parsed(level={"每一盏灯都有自己的脾气": 1}, heading=["关于风"])
    assert [(e.depth, e.title) for e in outline(document)] == [
        (0, "每一盏灯都有自己的脾气"),
        (1, "让年轻人愿意留在岛上"),
        (1, "关于风"),
    ]


def test_a_line_that_the_text_does_not_have_is_reported_with_the_nearest() -> None:
    _, missed = parsed(heading=["让年轻人愿意留在船上", "别处的题目"], speaker=["老王"])
    assert missed == (
        Unmet("parse.heading", "让年轻人愿意留在船上", "让年轻人愿意留在岛上"),
        Unmet("parse.heading", "别处的题目"),
        Unmet("parse.speaker", "老王"),
    )


def test_a_decision_that_met_nothing_says_where_it_stands(tmp_path: Path) -> None:
    (tmp_path / "news.txt").write_text(TOLD, "utf-8")
    (tmp_path / "news.toml").write_text('[clean]\naccept = [\n  "cut-00000000",\n]\n[parse]\nspeaker = ["老王"]\n', "utf-8")
    book = open_book(tmp_path / "news.txt", {"language": "en"})
    told = book.summary().unmet
    assert told == (
        f"{tmp_path}/news.toml, line 3: the id cut-00000000 belongs to no repair.",
        f"{tmp_path}/news.toml, line 6: no line of the text begins with “老王：”.",
    )
