"""Each pass on faults it must mend and look-alikes it must leave alone; cases stand in ``cases/PASS.toml``."""

from __future__ import annotations

import inspect
import re
from typing import Any

import pytest
from conftest import cases, made
from damage_prose import compose

from convert.blocks import survey
from convert.clean import BY_CHARACTER, clean, printed
from convert.clean.copies import copies
from convert.parse import parse
from convert.settings import CleanSettings
from convert.text import width
from convert.tree import outline

TALK = """渡口市就供水改造答记者问

管网什么时候换完

城东晚报记者：黄市长，全市的老旧管网什么时候能够换完？

黄市长：明年年底以前全部换完。我们已经排好了时间表，每个月公布一次进度。

施工会不会影响交通

渡口电台记者：施工期间，主要路口的交通会不会受到影响？

黄市长：会有一些影响。我们尽量把挖路的活安排在夜里，白天盖上钢板，让车先走。

水价会不会上涨

"""
TALK_END = """

城东晚报记者：最后一个问题，水价会不会上涨？

黄市长：不会。这一条写进了合同，三年之内谁也不能改。

居民有意见到哪里去提

渡口电台记者：居民如果有意见，应该到哪里去提？

黄市长：每个街道都设了接待点，电话是公开的。打一次电话，三天之内一定有人上门。"""
PROSE = [
    "山里的秋天来得早，九月刚过，坡上的栎树就红了一半。",
    "老人把柴垛重新码了一遍，又把屋檐下的蜂箱搬进了里屋。",
    "他说，这个冬天会很长，雪要下到开春才肯停。",
    "邮差每个月来一回，骑一匹灰马，马铃铛在河谷里能响很久。",
    "那一回他带来了一封信，信封上的字已经被雨水泡得看不清了。",
    "老人不识字，就坐在门槛上，等他念给自己听。",
    "信是从很远的地方寄来的，写信的人说，自己一切都好。",
    "他还说，等路修通了，就回来看看。",
    "邮差念完信，喝了一碗热茶，又骑着马往山外去了。",
    "老人站在坡上，一直看到那一点灰色化进了雾里。",
]
CONTEXTS = {
    "none": ("", ""),
    "talk": (TALK, TALK_END),
    "talk-end": (TALK.rstrip() + TALK_END + "\n\n水池什么时候清洗\n\n城东晚报记者：水池什么时候清洗？\n\n", ""),
    "prose": ("\n".join(PROSE[:5]) + "\n", "\n" + "\n".join(PROSE[5:])),
    "prose-head": ("第一回　山居\n" + "\n".join(PROSE) + "\n", "\n江上的雾还没有散，渡船已经靠了岸。"),
}
LONG = "\n".join(("".join(PROSE[:5]), "".join(PROSE[5:])))  # two paragraphs of some length
LINE = "".join(PROSE) + "".join(PROSE[1:9]) + "".join(PROSE[2:8])  # a long paragraph
PASSES = (
    *("mojibake", "controls", "entities", "radicals", "spacing", "halfwidth", "private", "quotes"),
    *("sites", "watermarks", "furniture", "boxes", "contents", "glued"),
    *("copies", "repeats", "jumps", "cuts", "gaps", "wording"),
)


@pytest.mark.parametrize("case", [c for name in PASSES for c in cases(name)])
def test_case(case: dict[str, Any]) -> None:
    before, after = CONTEXTS[case.get("context", "prose")]
    case = {k: v.replace("{long}", LONG).replace("{line}", LINE) for k, v in case.items()}
    cleaned = clean(made(before + case["before"] + after))
    kinds = [r.kind for r in cleaned.applied]
    if case["expect"] == "fix":
        assert case["kind"] in kinds
        assert printed(cleaned.text) == printed(made(before + case["after"] + after))
    else:
        assert kinds == []
        assert (case["kind"] in [r.kind for r in cleaned.held]) == (case["expect"] == "hold")


PARAGRAPHS = [
    *(a + b + c for a, b, c in zip(PROSE, PROSE[3:], PROSE[6:], strict=False)),
    *PROSE,
    "".join(PROSE[2:9]),
    "".join(PROSE),
]


def broken(paragraph: str, columns: int, indent: str) -> str:
    """A paragraph broken into lines of at most ``columns`` columns; no closing mark begins a line."""
    lines, line = [], indent
    for char in paragraph:
        if width(line + char) > columns and char not in "，。：；！？”":
            lines.append(line)
            line = ""
        line += char
    return "\n".join([*lines, line])


@pytest.mark.parametrize("case", cases("wraps"))
def test_wrapped_lines_become_paragraphs(case: dict[str, Any]) -> None:
    between = "\n\n" if case.get("gapped") else "\n"
    text = made(between.join(broken(p, case["wrap"], "　　" if case["indent"] else "") for p in PARAGRAPHS))
    found = printed(clean(text).text).splitlines()
    if case["indent"] or case.get("gapped"):
        assert found == PARAGRAPHS
    else:  # a full line that ends a sentence may end its paragraph: a join is missed, never a wrong one made
        assert "".join(found) == "".join(PARAGRAPHS)
        ends = {len("".join(PARAGRAPHS[:i])) for i in range(len(PARAGRAPHS) + 1)}
        assert ends <= {len("".join(found[:i])) for i in range(len(found) + 1)}
        assert len(found) <= len(PARAGRAPHS) + 3


def test_blank_lines_part_paragraphs_where_few_lines_are_full() -> None:
    words = ["戚澜：", *PROSE[:3], "柯以诚：", *PROSE[3:6], PROSE[0] + PROSE[1] + PROSE[2], PROSE[4] + PROSE[5] + PROSE[7]]
    text = made("\n\n".join(broken(p, 66, "") for p in words))
    assert printed(clean(text).text).splitlines() == words


def test_lines_of_so_many_characters_come_back_to_the_letter() -> None:
    """Of one column or two: a space between words stays at the break, and words and numbers are cut anywhere."""
    named = [f"{p[:-1]}，木牌上写着 Harbour Weather No. {n} 和 19{n}3-1{n}2.5 米。" for n, p in enumerate(PARAGRAPHS, 11)]
    for size in (27, 31, 35):
        lines = [part for p in named for line in [f"　　{p}"] for part in (line[i : i + size] for i in range(0, len(line), size))]
        assert sum(width(line) < 2 * size - 6 for line in lines if len(line) == size) >= 3
        assert printed(clean(made("\n".join(lines))).text).splitlines() == named


SPOKEN = """\
秋桂 今天的邮差来得真早，可惜没有带来一封信。
老周 路上的雪还没有化完，骑马的人走得很慢。
阿澜 你们先坐下来，我去把门口的灯笼点亮。
秋桂 外面的风这么大，你拿着雨伞再出去吧。
老周 她说得对，昨天晚上桥头的栏杆都吹倒了。
阿澜 不要紧的，我从小在这条河边长大。
秋桂 等天亮以后，我们一起去渡口看看情况。
老周 我已经让他们准备好了干粮和绳子。
阿澜 那就这么决定了，大家早点休息吧。"""


def test_a_stray_space_leaves_and_one_behind_a_speaker_stays() -> None:
    strewn = SPOKEN
    for word in ("邮差", "骑马", "灯笼", "雨伞", "栏杆", "渡口", "准备", "休息"):
        assert strewn.count(word) == 1
        strewn = strewn.replace(word, " ".join(word))
    assert clean(made(strewn)).text.chars == SPOKEN


def test_a_heading_s_blank_line_tells_nothing_of_paragraphs() -> None:
    full = [("".join(PROSE[n:] + PROSE[:n]))[:59] + "。" for n in range(12)]  # each fills three lines of forty columns
    chapters = [(f"第{n}章　渡口", full[i], full[i - 6]) for i, n in enumerate("一二三四五六")]
    text = made("\n".join(f"\n{head}\n\n" + "\n".join(broken(p, 40, "") for p in paragraphs) for head, *paragraphs in chapters))
    found = printed(clean(text).text).splitlines()
    assert all(any(line.endswith(p[-8:]) for line in found) for p in full)  # each paragraph ends where it did


def test_a_title_behind_a_full_last_line_is_no_rest_of_it() -> None:
    full = (PROSE[1] + PROSE[3] + PROSE[4])[:63] + "。"
    words = [*PARAGRAPHS[:6], full, "看守灯塔的人", *PARAGRAPHS[6:]]
    lines = [broken(p, 66, "" if len(p) < 8 else "　　") for p in words]
    assert width(lines[6].splitlines()[-1]) >= 60
    assert printed(clean(made("\n".join(lines))).text).splitlines() == words


def test_a_wrapped_line_that_reads_like_a_menu_stays() -> None:
    words = (PROSE[0] + PROSE[1])[:23] + "可以放大　缩小　打印　关闭"
    text = "\n".join(broken(p, 54, "　　") for p in [words, *PARAGRAPHS])
    assert text.splitlines()[1] == "放大　缩小　打印　关闭"
    assert "site" not in [r.kind for r in clean(made(text)).applied]


def test_a_join_that_is_rejected_proves_no_other() -> None:
    parts = ["那年冬天他们在灯下坐着，断断续续地说起葡", "萄的事玻", "璃后来也碎了，没有人再去补它。"]
    text = made("\n".join([*PARAGRAPHS[:6], *parts, *PARAGRAPHS[6:9]]))
    first, _ = clean(text).applied  # the second half is too short by itself to be known as one
    assert not clean(text, CleanSettings(reject=(first.id,))).applied


@pytest.mark.parametrize("columns", range(60, 68))
def test_a_number_that_a_line_cuts_stays_one(columns: int) -> None:
    bill = "码头修缮一共花了351.75元，另付船工48216.50元，石料2,160元，占全年开支的百分之七，余下的钱留到来年再用。"
    words = [f"{p}{bill}" for p in PROSE]
    assert printed(clean(made("\n".join(broken(p, columns, "　　") for p in words))).text).splitlines() == words


@pytest.mark.parametrize(
    ("step", "left", "page", "gap"),
    [
        (5, False, 24, " "),
        (5, True, 24, " "),
        (5, True, 100, " "),
        (10, False, 100, " "),
        (1, True, 24, " "),
        (1, False, 24, " "),
        (1, False, 100, "　"),  # as the cells of a table stand
    ],
)
def test_numbers_that_count_the_lines_leave_the_text(step: int, left: bool, page: int, gap: str) -> None:
    lines = "\n".join(broken(p, 62, "　　") for p in PARAGRAPHS).splitlines()
    count = [i % page + 1 for i in range(len(lines))]
    numbers = [str(n) if n % step == 0 else "" for n in count]
    marked = [f"{n:<4}{w}" if left and n else f"{w}{gap}{n}".rstrip() for n, w in zip(numbers, lines, strict=True)]
    assert printed(clean(made("\n".join(marked))).text).splitlines() == PARAGRAPHS


def test_a_title_above_a_page_number_is_not_cut_by_it() -> None:
    full = (PROSE[1] + PROSE[3] + PROSE[4])[:32] + "。"
    lines = [*"\n".join(broken(p, 66, "") for p in PARAGRAPHS[:8]).splitlines(), full, "看守灯塔的人", "41", "\f渡口", PROSE[7]]
    found = printed(clean(made("\n".join(["渡口", *lines]))).text).splitlines()
    assert found[-3:] == [full, "看守灯塔的人", PROSE[7]]


def test_copies_that_stand_on_end_share_no_line() -> None:
    one, two, line = ["".join(PROSE), PROSE[0] * 4], [PROSE[1] * 4, "".join(PROSE[::-1])], "渡船"
    text = made("\n".join([*one, line, PROSE[2], line, *two, PROSE[3], *one, line, *two, PROSE[4]]))
    first, second = copies(text, survey(text), CleanSettings())
    assert first.before.endswith(line)
    assert first.at[1] <= second.at[0]


@pytest.mark.parametrize("case", cases("splits"))
def test_sentences_on_lines_of_their_own_become_paragraphs(case: dict[str, Any]) -> None:
    sentences = [re.findall("[^。]+。", p) for p in PARAGRAPHS]
    first = {"indent": "　　", "blank": "\n", "none": ""}[case["mark"]]
    text = "\n".join(first + "\n".join(p) for p in sentences)
    found = printed(clean(made(text)).text).splitlines()
    assert found == (PARAGRAPHS if case["mark"] != "none" else [s for p in sentences for s in p])


def test_a_title_among_sentences_on_lines_of_their_own_is_none_of_them() -> None:
    split = ["　　" + "\n".join(re.findall("[^。]+。", p)) for p in PARAGRAPHS[:8]]
    text = "\n".join([*split[:4], "\n山居\n", *split[4:]])
    found = [line for line in printed(clean(made(text)).text).splitlines() if line]
    assert found == [*PARAGRAPHS[:4], "山居", *PARAGRAPHS[4:8]]


@pytest.mark.parametrize(("right", "wrong"), [("utf-8", "latin-1"), ("gb18030", "latin-1"), ("gb18030", "cp1252")])
def test_a_file_misread_as_a_whole_comes_back(right: str, wrong: str) -> None:
    words = "\n".join(["渡口", *PARAGRAPHS, "完。"])
    assert printed(clean(made(words.encode(right).decode(wrong))).text) == words + "\n"


@pytest.mark.parametrize("errors", ["replace", "ignore"])
def test_what_was_lost_in_misreading_is_a_gap_and_never_guessed(errors: str) -> None:
    words = "\n".join(PARAGRAPHS)
    found = printed(clean(made(words.encode().decode("gb18030", errors))).text).splitlines()
    pieces = [(line, piece) for line, row in zip(PARAGRAPHS, found, strict=True) for piece in row.split("\ufffd")[:-1]]
    assert len(pieces) > len(PARAGRAPHS)
    assert all(piece in line for line, piece in pieces)


def test_no_two_readings_of_a_torn_file_are_in_each_other_s_way() -> None:
    words = "".join(p for chapter in compose("novel", 3, 12000).chapters for p in chapter.paragraphs)
    assert not [r for r in clean(made(words.encode().decode("gbk", "replace"))).held if r.by == "mojibake"]


def test_what_is_left_of_a_single_character_is_one_gap() -> None:
    words = "\n".join([*PARAGRAPHS, "时间：2021年4月"])
    assert printed(clean(made(words.encode().decode("gbk", "replace"))).text).splitlines()[-1] == "时间\ufffd2021\ufffd4\ufffd"


@pytest.mark.parametrize("case", cases("heads"))
def test_headings(case: dict[str, Any]) -> None:
    cleaned = clean(made(case["before"]))
    document = parse(cleaned.text, cleaned.held)
    found = ["  " * e.depth + e.title for e in outline(document)]
    assert [f.replace("\u3000", " ") for f in found] == [h.replace("\u3000", " ") for h in case["headings"]]


@pytest.mark.parametrize("propose", sorted(BY_CHARACTER, key=lambda p: p.__name__))
def test_a_pass_that_goes_by_characters_asks_nothing_of_the_survey(propose: Any) -> None:
    assert len(re.findall(r"\bseen\b", inspect.getsource(propose))) == 1, "it stands in the signature alone"
