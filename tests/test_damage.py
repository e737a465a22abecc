"""The damage generator tells the truth, and the passes hold the ground they have won on it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import damage_faults as faults
import damage_misread as misread
import pytest
from damage import LOST, Cell, Damaged, Fault, Layout, Sheet, damage
from damage_prose import GENRES, Chapter, Work, compose
from damage_score import Tally, Verdict, judge, tell
from hypothesis import given, settings
from hypothesis import strategies as st

from convert.clean import Cleaned, Stage
from convert.read import read
from convert.repair import Confidence, Repair
from convert.text import apply

LAID: list[Fault] = [
    faults.cuts, faults.page_ends, faults.form_feeds, faults.oversplit, faults.one_line, faults.glued, faults.run_in,
    faults.template, faults.adverts, faults.watermarks, faults.contents, faults.repeated_sentences, faults.repeated_paragraphs,
    faults.repeated_chapter, faults.entities, faults.tags, faults.invisible, faults.stray_spaces, faults.spaced_title,
    faults.half_width, faults.straight_quotes, faults.private_use, faults.replacement, misread.mojibake,
    misread.file_as_latin1, misread.file_gbk_as_latin1, misread.file_as_gbk,
]
layouts = st.builds(
    Layout,
    indent=st.sampled_from(("", "　　", "    ")),
    blank=st.integers(0, 2),
    wrap=st.sampled_from((None, 27, 35, 39, 44)),
    kinsoku=st.sampled_from(("hang", "carry", "none")),
    region=st.sampled_from(((0.0, 1.0), (0.3, 0.7))),
)


def printed(work: Work) -> str:
    return "".join(words + "\n" for _, words in work.blocks)


@settings(max_examples=30)
@given(
    st.sampled_from(GENRES),
    st.booleans(),
    st.lists(st.tuples(st.sampled_from(LAID), st.sampled_from((0.01, 0.2, 1.0))), max_size=4, unique_by=lambda f: f[0]),
    st.integers(0, 99),
    layouts,
    st.sampled_from(("utf-8", "utf-16-le", "gb18030")),
    st.sampled_from(("\n", "\r\n")),
)
def test_undamaging_by_truth_gives_the_original(
    genre: str, traditional: bool, laid: list[tuple[Fault, float]], seed: int, layout: Layout, encoding: str, eol: str
) -> None:
    work = compose(genre, seed, 1000, traditional=traditional)
    damaged = damage(work, laid, seed, layout=layout, encoding=encoding, eol=eol)
    wanted = printed(work)
    if faults.private_use in [f for f, _ in laid]:  # the only fault that adds characters to what is right
        wanted = re.sub("[\ue000-\uf8ff龴-龻]", "", wanted)
        assert re.sub("[\ue000-\uf8ff龴-龻]", "", damaged.truth) == wanted
    else:
        assert damaged.truth == wanted
    assert damaged.raw.decode(encoding).replace(eol, "\n") == damaged.chars
    assert damaged == damage(work, laid, seed, layout=layout, encoding=encoding, eol=eol)
    assert {c.fault for c in damaged.cells} <= {-1, *range(len(damaged.faults))}


def test_an_undamaged_work_is_judged_whole() -> None:
    for genre in GENRES:
        work = compose(genre, 2, 3000)
        verdict = tell(damage(work))
        assert verdict.harms == []
        assert verdict.heads == (len(work.headings),) * 3
        assert verdict.balanced


def mended(damaged: Damaged) -> Cleaned:
    """What a perfect cleaner would make of a damaged file: the truth, applied as repairs."""
    text = read(damaged.raw, "sample")
    repairs, at = [], 0
    for cell in damaged.cells:
        end = at + len(cell.damaged)
        if cell.damaged != cell.clean and not (cell.fault >= 0 and damaged.faults[cell.fault] in faults.KEPT):
            repairs.append(Repair("truth", "truth", (at, end), cell.damaged, cell.clean, Confidence.CERTAIN))
        at = end
    repairs = [replace(r, origin=text.spans(r.at)) for r in repairs]
    return Cleaned(text, apply(text, repairs), (Stage("truth", tuple(repairs), ()),))


@pytest.mark.parametrize("fault", [f for f in LAID if not f.__name__.startswith("file_")], ids=lambda f: f.__name__)
@pytest.mark.parametrize("wrap", [None, 35])
def test_the_judge_praises_the_truth_and_only_the_truth(fault: Fault, wrap: int | None) -> None:
    work = compose("novel", 2, 1500)
    damaged = damage(work, [(fault, 0.2)], 4, layout=Layout(wrap=wrap))
    best = judge(damaged, mended(damaged))
    assert best.harms == []
    assert {k: t.mended for k, t in best.faults.items()} == {k: t.total for k, t in best.faults.items()}
    assert best.titled
    text = read(damaged.raw, "sample")
    idle = judge(damaged, Cleaned(text, text, ()))
    assert idle.harms == []
    assert {k for k, t in idle.faults.items() if t.mended} <= faults.KEPT | {"zero-width"}  # U+FEFF at a line's edge is layout


def test_the_judge_sees_harm() -> None:
    """A truth that is not what stands there makes the untouched text look harmed."""
    damaged = damage(compose("novel", 2, 3000))
    shifted = replace(damaged, cells=tuple(c._replace(clean="丁") if c.clean == "一" else c for c in damaged.cells))
    assert {h.nature for h in tell(shifted).harms} == {"changed"}
    text = read(damaged.raw, "sample")
    at = text.chars.index("\n", 500)
    blow = Repair(
        "blow", "blow", (at, at + 5), text.chars[at : at + 5], "", Confidence.CERTAIN, (), None, text.spans((at, at + 5))
    )
    struck = judge(damaged, Cleaned(text, apply(text, [blow]), (Stage("blow", (blow,), ()),)))
    assert {h.nature for h in struck.harms} == {"lost", "joined"}
    assert struck.lost == 2  # of the five characters the others are layout
    assert struck.balanced


@pytest.mark.parametrize("genre", GENRES)
def test_lost_is_what_the_bytes_of_the_file_cannot_give_back(genre: str) -> None:
    damaged = damage(compose(genre, 3, 1500), [(misread.file_as_gbk, 1.0)], 3, layout=Layout(indent=""))
    torn = [c for c in damaged.cells if c.fault >= 0 and damaged.faults[c.fault] == "mojibake-lossy"]
    assert torn
    for cell in torn:
        left = b"".join(b"\xff" if c == LOST else b"\x80" if c == "€" else c.encode("gb18030") for c in cell.damaged)
        at = 0
        for i, char in enumerate(cell.clean):
            end = at + len(char.encode())
            assert (left[at:end] == char.encode()) is (i not in cell.lost)
            at = end


PARAGRAPH = "船到渡口的时候，雨刚停。岸上站着三个人，谁也没有先开口，只听见水声。"
CHAPTERS = tuple(Chapter(h, (f"{PARAGRAPH}{h[-2:]}。",)) for h in ("第一章　看戏", "第二章　远信", "第三章　归人"))
BLOWS: dict[str, tuple[dict[str, str], int]] = {  # what is made of the file, and how many of its three headings are right then
    "left as it is": ({}, 3),
    "marked as a gap": ({"远\ufffd": "远〔原文此处有缺〕"}, 3),
    "guessed": ({"远\ufffd": "远信"}, 2),
    "guessed wrongly": ({"远\ufffd": "远方"}, 2),
    "dropped": ({"远\ufffd": "远"}, 2),
    "a character missing": ({"远\ufffd": "\ufffd"}, 2),
    "marked in another place": ({"远\ufffd": "\ufffd远"}, 2),
    "words merged into it": ({"远\ufffd": "远\ufffd船到渡口"}, 2),
    "a false heading": ({"归人。": "归人。\n第四章　桥"}, 3),
    "at another place": ({"第二章　远\ufffd\n\n": "", "第三章": "第二章　远\ufffd\n第三章"}, 2),
}


@pytest.mark.parametrize(("changes", "right"), BLOWS.values(), ids=list(BLOWS))
def test_a_torn_heading_is_right_with_all_that_is_left_of_it_and_nothing_else(changes: dict[str, str], right: int) -> None:
    def tear(page: Sheet, rate: float) -> None:
        block = next(b for b in page.blocks if b.clean.endswith("远信"))
        block.cells[-1] = Cell(LOST, "信", page.fault("replacement"), frozenset((0,)))

    damaged = damage(Work("novel", "河灯记", None, CHAPTERS), [(tear, 1.0)])
    text = read(damaged.raw, "sample")
    repairs = []
    for before, after in changes.items():
        at = text.chars.index(before), text.chars.index(before) + len(before)
        repairs.append(Repair("blow", "blow", at, before, after, Confidence.CERTAIN, (), None, text.spans(at)))
    verdict = judge(damaged, Cleaned(text, apply(text, repairs), (Stage("blow", tuple(repairs), ()),)))
    true, found, good = verdict.heads
    assert (true, good) == (3, right)
    assert found == 3 + ("归人。" in changes)
    assert verdict.verbatim[2] == 2 + (changes.get("远\ufffd") == "远信")


# what holds today: name, faults, layout, least recall, least precision
GROUND: list[Any] = [
    pytest.param([], Layout(wrap=35), "wrap", 0.999, 0.999, id="wrapped-indented"),
    pytest.param([], Layout(indent="", blank=1, wrap=39), "wrap", 0.99, 0.998, id="wrapped-gapped"),
    pytest.param([], Layout(indent="", wrap=27), "wrap", 0.93, 0.998, id="wrapped-bare"),
    pytest.param([(faults.cuts, 0.2)], Layout(), "cut", 0.3, 0.99, id="cuts"),
    pytest.param([], Layout(wrap=44, region=(0.3, 0.7)), "wrap", 0.8, 0.998, id="wrapped-in-a-part"),
    pytest.param([(faults.repeated_sentences, 0.2)], Layout(), "repeat", 0.97, 0.99, id="repeated-sentences"),
    pytest.param([(faults.repeated_paragraphs, 0.2)], Layout(), "repeat-paragraph", 0.97, 0.99, id="repeated-paragraphs"),
    pytest.param([(faults.template, 1.0)], Layout(), "template", 0.97, 0.99, id="site-template"),
    pytest.param([(faults.watermarks, 0.2)], Layout(), "watermark", 0.97, 0.99, id="watermarks"),
    pytest.param([(faults.page_ends, 1 / 300)], Layout(), "furniture", 0.9, 0.88, id="page-furniture"),
]


@pytest.mark.parametrize(("laid", "layout", "kind", "recall", "precision"), GROUND)
def test_ground_won(laid: list[tuple[Fault, float]], layout: Layout, kind: str, recall: float, precision: float) -> None:
    sum_, harm = Tally(), 0
    for n, genre in enumerate(GENRES):
        verdict: Verdict = tell(damage(compose(genre, n, 3000, traditional=bool(n % 2)), laid, n, layout=layout))
        sum_ += verdict.faults[kind]
        harm += len(verdict.harms)
    assert sum_.total >= 10
    assert sum_.mended >= recall * sum_.total
    assert sum_.mended >= precision * (sum_.mended + sum_.wrong + harm)


def test_one_more_fault_moves_no_other() -> None:
    work = compose("essay", 3, 3000)
    alone = damage(work, [(faults.cuts, 0.3)], 5)
    both = damage(work, [(faults.cuts, 0.3), (faults.spaced_title, 1)], 5)
    assert alone.chars.split("\n", 1)[1] == both.chars.split("\n", 1)[1]
