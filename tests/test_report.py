"""Repairs told to people and programs: the report, its carets, the record and its undoing, the page, the summary."""
from __future__ import annotations

import json
import re
import tomllib
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from conftest import made
from hypothesis import given, settings
from hypothesis import strategies as st
from interview import INTERVIEW
from rich.cells import cell_len

from convert import report
from convert.book import open_book
from convert.clean import Cleaned, Stage, clean
from convert.repair import Confidence, Repair
from convert.report import record
from convert.report.page import TOLD, page
from convert.report.summary import DOUBTFUL, GARBLED, LOST, Damage, lines
from convert.settings import CleanSettings
from convert.text import Places, apply

KINDS = ["repeat", "jump", "cut", "gap"]


def test_report_counts_first_then_tells_each_repair() -> None:
    told = report.explain(clean(made(INTERVIEW)), "en")
    assert told.startswith("sample · utf-8 · 4 repairs: 3 applied, 1 held\n")
    assert re.findall(r"\((\w+)\) · 1:", told) == KINDS
    assert "line 11, column 43  applied · probable · cuts · cut-" in told
    assert "line 17, column 43  held · possible · gaps · gap-" in told


@pytest.mark.parametrize(("language", "word"), [
    ("zh-Hans", "已改 3，待定 1"), ("zh-Hant", "修補 4 處"), ("en", "3 applied, 1 held")])
def test_report_speaks_the_language_asked_for(language: str, word: str) -> None:
    assert word in report.explain(clean(made(INTERVIEW)), language)


def test_report_keeps_to_a_kind_a_pass_or_what_is_held() -> None:
    cleaned = clean(made(INTERVIEW))
    assert "repeat" not in report.explain(cleaned, "en", kind="cut")
    assert report.explain(cleaned, "en", kind="cut") == report.explain(cleaned, "en", kind="cuts")
    assert "applied ·" not in report.explain(cleaned, "en", held=True)
    assert "no repairs of this sort" in report.explain(cleaned, "en", kind="mojibake")
    assert "Nothing was found" in report.explain(clean(made("灯亮着。\n")), "en")


def test_samples_of_a_kind_are_three_unless_all_are_asked_for() -> None:
    said = ("灯塔在山顶上亮着，照着夜里的海。", "邮差骑着灰马，一早就过了河。", "祠堂门前的石狮子，缺了半只耳朵。",
            "谁家的炊烟先起，谁家就先开饭。", "雪化了以后，山路上全是脚印。")
    many = "\n\n".join(words * 2 for words in said) + "\n"
    few, every = (report.explain(clean(made(many)), "en", every=every) for every in (False, True))
    assert few.count("applied · certain") == 3
    assert "2 more" in few
    assert every.count("applied · certain") == 5


def caret_words(words: str, caret: str) -> str:
    """What stands above the carets in a terminal."""
    left = len(caret) - len(caret.lstrip())
    out, column = "", 0
    for char in words:
        if left <= column < len(caret):
            out += char
        column += cell_len(char)
    return out


@pytest.mark.parametrize(("before", "wrong", "after"), [
    ("夜里", "灯塔", "亮着"), ("“CCTV—", "灯", "”·①"), ("a\u0301b", "x", "灯"),
    ("\t\u3000", "灯", "\r\n下一行"), ("", "灯", ""),
    ("灯" * 60, "错", "灯" * 60), ("𠀀𠀁", "𠀂", "﷽"), ("灯", "\r\n\r\n", "塔")])
def test_carets_stand_under_the_glyphs(before: str, wrong: str, after: str) -> None:
    text = made(before + wrong + after)
    start = len(before.encode())
    piece = report.excerpt(text, Places(text), record.Span(start, start + len(wrong.encode())))
    assert caret_words(piece.words, piece.caret) == report.show(wrong)


def test_a_caret_for_words_that_are_missing_stands_where_they_belong() -> None:
    text = made("中方牵头发起\n\n灯")
    piece = report.excerpt(text, Places(text), record.Span(18, 18))
    assert caret_words(piece.words, piece.caret) == "⏎"


def test_record_names_the_source_and_every_repair_in_order() -> None:
    cleaned = clean(made(INTERVIEW))
    head, *rows = map(json.loads, record.record(cleaned).splitlines())
    assert (head["source"], head["encoding"]) == ("sample", "utf-8")
    assert head["sha256"] == cleaned.original.source.sha256
    assert head["passes"].index("repeats") < head["passes"].index("gaps")
    assert [row["kind"] for row in rows] == KINDS
    assert [row["seq"] for row in rows] == [1, 2, 3, 4]
    assert {"id", "by", "status", "confidence", "before", "after", "bytes", "line", "col", "evidence"} <= set(rows[0])
    for row in rows:
        assert INTERVIEW.encode()[slice(*row["bytes"])].decode() == row["before"]
        line = INTERVIEW.splitlines()[row["line"] - 1]
        assert line[row["col"] - 1:].startswith(row["before"].strip("\n")[:1])


def test_record_undoes_the_repairs() -> None:
    cleaned = clean(made(INTERVIEW))
    assert cleaned.text.chars != INTERVIEW
    assert record.original(cleaned.text.chars, record.record(cleaned)) == INTERVIEW


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from([*INTERVIEW.split("\n\n"), "（上接01版）", "灯\u2028塔\x85", "\ufffd"]), max_size=12))
def test_any_record_undoes_its_repairs(blocks: list[str]) -> None:
    source = "\n\n".join(["灯。", *blocks])
    cleaned = clean(made(source))
    assert record.original(cleaned.text.chars, record.record(cleaned)) == source
    assert len(record.lines(cleaned).splitlines()) == sum(len(s.applied) + len(s.held) for s in cleaned.stages)


class Page(HTMLParser):
    """Reads back the words of each column, what refers outside, and whether the tags close."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.columns: dict[str, str] = {"left": "", "right": ""}
        self.asks: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.open: list[tuple[str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        self.asks += [tag] if tag in ("script", "link", "img", "iframe", "object") or "src" in known else []
        self.ids += [i for i in [known.get("id")] if i]
        self.links += [h for h in [known.get("href")] if h]
        if tag not in ("meta", "br", "input"):
            self.open.append((tag, known.get("class") or ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "p":
            self.handle_data("\n")
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        classes = [c for _, c in self.open]
        if not any(c.startswith(("ref", "arrow")) for c in classes):
            for side in self.columns.keys() & set(classes):
                self.columns[side] += data


def test_page_sets_both_texts_side_by_side_and_asks_for_nothing() -> None:
    cleaned = clean(made(INTERVIEW.replace("老周", "<老周>&")))
    found = Page(page(cleaned))
    assert not found.open
    assert not found.asks
    assert set(found.links) <= {f"#{i}" for i in found.ids}
    assert {f"r{n}" for n in range(1, 5)} <= set(found.ids)
    for side, chars in (("left", cleaned.original.chars), ("right", cleaned.text.chars)):
        assert re.sub(r"[\s⏎]", "", found.columns[side]) == re.sub(r"\s", "", chars)


def test_page_speaks_two_languages_and_filters_without_a_script() -> None:
    cleaned = clean(made(INTERVIEW))
    told = page(cleaned, "en", other="zh-Hant")
    assert '<html lang="en">' in told
    assert '<span class="l1" lang="zh-Hant">sample · utf-8 · 修補 4 處：已改 3，待定 1</span>' in told
    found = Page(told)
    wanted = {"k-repeat", "k-jump", "k-cut", "k-gap", "c-certain", "c-probable", "c-possible", "s-applied", "s-held", "l0", "l1"}
    assert wanted <= set(found.ids)
    for name in wanted - {"l0", "l1"}:
        assert f":has(#{name}:not(:checked))" in told
    for entry in record.entries(cleaned):
        kind, sure = entry.repair.kind, entry.repair.confidence.word
        wanted_by = "".join(f":has(#{name}:checked)" for name in (f"k-{kind}", f"c-{sure}", f"s-{entry.status}"))
        assert f"body{wanted_by} .k-{kind}--c-{sure}--s-{entry.status} {{ display: grid; }}" in told
        assert f'class="note k-{kind} c-{sure} s-{entry.status}" id="r{entry.seq}"' in told


def test_page_of_a_long_text_stays_small() -> None:
    line = "第{}夜，守灯的人，，记下风向和过往的船，再给灯添一回油。"
    cleaned = clean(made("".join(f"{line.format(n)}\n又是平静的夜晚，没有船经过，灯油还剩{n}两。\n" for n in range(1200))))
    told = page(cleaned)
    found = Page(told)
    assert len(cleaned.held) == 1200
    assert len([i for i in found.ids if re.fullmatch(r"r\d+", i)]) == TOLD
    assert set(found.links) <= {f"#{i}" for i in found.ids}
    assert "此页列 500" in told
    assert len(told) < 2_000_000


def test_what_the_editor_rejects_is_neither_applied_nor_held() -> None:
    wanted = {e.repair.kind: e.repair.id for e in record.entries(clean(made(INTERVIEW)))}
    cleaned = clean(made(INTERVIEW), CleanSettings(reject=(wanted["repeat"], wanted["gap"])))
    assert {e.repair.kind: e.status for e in record.entries(cleaned)} == {
        "repeat": "rejected", "gap": "rejected", "jump": "applied", "cut": "applied"}
    told = report.explain(cleaned, "en")
    assert told.startswith("sample · utf-8 · 4 repairs: 2 applied, 0 held, 2 rejected by the editor\n")
    assert "no repairs of this sort" in report.explain(cleaned, "en", held=True)
    assert "convert review" not in told
    assert "，编者不采纳 2" in page(cleaned)
    assert record.original(cleaned.text.chars, record.record(cleaned)) == INTERVIEW


def test_summary_points_at_the_editor_s_desk(tmp_path: Path) -> None:
    (tmp_path / "boat.txt").write_text(INTERVIEW, "utf-8")
    told = dict(lines(open_book(tmp_path / "boat.txt", {"language": "en"}).summary()))
    assert told["next"] == f"convert review {tmp_path}/boat.txt    (1 held: decide on them one by one)"
    assert "next" not in dict(lines(open_book("灯亮着。\n".encode()).summary()))


def test_summary_says_what_was_found_and_asks_for_what_is_missing() -> None:
    told = dict(lines(open_book(INTERVIEW.encode(), {"language": "en"}, name="boat").summary()))
    assert told["encoding"].startswith("utf-8")
    assert told["title"] == "一盏灯要照亮所有回家的船"
    assert told["creator"] == 'not found. Write it into boat.toml: [edition] creator = "…"'
    assert told["repairs"] == "3 applied (repeated words 1, jump line 1, cut paragraph 1) · 1 held (lost text 1)"
    assert told["sections"] == "2"
    assert told["characters"] == ("465 read · 435 kept · 30 removed (repeated words 23, jump line 7) · 0 added · 435 now "
                                  "(white space not counted)")
    assert "warning" not in told


def test_summary_takes_what_the_editor_has_given() -> None:
    given = {"edition.creator": "老周", "language": "en", "clean.accept": ["cut-0"]}
    book = open_book("灯亮着。\n".encode(), given, name="boat")
    told = dict(lines(book.summary()))
    assert told["creator"] == "老周"
    assert "boat" in told["title"]
    assert "[edition] title" in told["title"]
    assert "cut-0" in told["warning"]


def test_summary_warns_where_much_of_the_source_is_gone() -> None:
    told = dict(lines(open_book(("灯在桥头亮着，河水静静流过去。" * 9).encode(), {"language": "en"}, name="boat").summary()))
    assert "89% of the source was removed" in told["warning"]


def test_an_account_that_does_not_balance_says_so() -> None:
    summary = open_book(INTERVIEW.encode(), {"language": "en"}, name="boat").summary()
    assert summary.account.balanced
    off = replace(summary, account=replace(summary.account, now=summary.account.now + 1))
    assert "does not balance" in dict(lines(off))["warning"]


@pytest.mark.parametrize(("damage", "beyond"), [
    (Damage(0, 0, 0), []), (Damage(LOST, GARBLED, DOUBTFUL), []), (Damage(LOST + 1, 0, 0), ["lost"]),
    (Damage(0, 1, 0), ["garbled"]), (Damage(0, 0, DOUBTFUL * 2), ["doubtful"])])
def test_damage_is_beyond_repair_past_its_stated_bounds(damage: Damage, beyond: list[str]) -> None:
    assert [key for key, _ in damage.beyond()] == beyond


@pytest.mark.parametrize(("text", "fact"), [
    ("".join(f"{n}更天\ufffd\ufffd很长，守灯的{n}个人\ufffd\ufffd敢睡。\n" for n in range(30)), "unreadable characters"),
    (INTERVIEW.encode().decode("gb18030", "ignore"), "mojibake"),
    (INTERVIEW.encode("gb18030").decode("big5hkscs", "ignore"), "mojibake")])
def test_a_ruined_text_is_beyond_safe_repair(text: str, fact: str) -> None:
    told = dict(lines(open_book(text.encode(), {"language": "en"}, name="ruin").summary()))
    assert "beyond safe repair" in told["warning"]
    assert fact in told["warning"]



def test_page_shows_a_moved_passage_at_both_its_places() -> None:
    text = made("甲段在前，先说此事。\n\n乙段居中，再说彼事。\n\n丙段在后，末了收住。\n")
    at, to, passage = (22, 34), 10, "\n\n丙段在后，末了收住。"
    move = Repair("moves", "move", at, passage, passage, Confidence.CERTAIN, to=to, origin=text.spans(at),
                  target=(text.place(to),), id="move-1")
    cleaned = Cleaned(text, apply(text, [move]), (Stage("moves", (move,), ()),))
    found = Page(page(cleaned))
    assert not found.open
    assert found.links.count("#r1") >= 3
    lines = {side: [w for w in re.split(r"\s+", words) if w] for side, words in found.columns.items()}
    assert lines["left"] == ["甲段在前，先说此事。", "乙段居中，再说彼事。", "丙段在后，末了收住。"]
    assert lines["right"] == ["甲段在前，先说此事。", "丙段在后，末了收住。", "乙段居中，再说彼事。"]
    (row,) = map(json.loads, record.lines(cleaned).splitlines())
    assert (row["bytes"], row["to_bytes"], row["line"], row["col"]) == (list(record.hull(text.spans(at))), [30, 30], 5, 1)
    told = report.explain(cleaned, "en")
    assert "line 5, column 1" in told
    assert "moved to  line 1, column 11" in told
    assert record.original(cleaned.text.chars, record.record(cleaned)) == text.chars


def test_every_kind_of_repair_has_a_name() -> None:
    found = {case["kind"] for path in (Path(__file__).parent / "cases").glob("*.toml")
             for case in tomllib.loads(path.read_text("utf-8"))["case"] if "kind" in case}
    assert {"repeat", "cut"} <= found
    assert not {kind for kind in found if report.kind_name(kind, "zh-Hans") == kind}
