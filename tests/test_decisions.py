"""The editor's word goes before the program's: accepted, rejected, put in words of his own."""

from __future__ import annotations

from conftest import made
from test_passes import PROSE, TALK, TALK_END

from convert.clean import clean, printed
from convert.repair import Repair
from convert.settings import CleanSettings

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
    assert [r.id for r in cleaned.held if r.kind == "repeat"] == [repeat.id]


def test_the_editors_own_words_fill_a_gap() -> None:
    words = TALK + CUT_OFF + TALK_END
    gap = ids(words)["gap"]
    cleaned = clean(made(words), CleanSettings(edit={gap.id: "开工。"}))
    assert "登记造册并且开工。" in printed(cleaned.text)
    (mine,) = (r for r in cleaned.applied if r.id == gap.id)
    assert mine.evidence[-1].say("en") == "the editor's own words"


def test_decisions_hold_in_another_encoding_and_after_an_edit_elsewhere() -> None:
    doubt = ids(DAMAGED)["wording"]
    elsewhere = PROSE[0].replace("早", "特别早") + DAMAGED[len(PROSE[0]) :].replace("\n", "\r\n")
    assert ids(elsewhere)["wording"].id == doubt.id


def test_a_decision_that_meets_nothing_is_reported() -> None:
    cleaned = clean(made(DAMAGED), CleanSettings(accept=("cut-00000000",), edit={"gap-00000000": "字"}))
    assert cleaned.unmet == ("cut-00000000", "gap-00000000")
