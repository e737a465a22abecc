"""Laws that hold for any text: nothing is lost, everything can be undone, a clean text stays as it is."""

from __future__ import annotations

import random

import pytest
from conftest import made
from hypothesis import given, settings
from hypothesis import strategies as st
from test_passes import PARAGRAPHS, PROSE, TALK, TALK_END

from convert.clean import Cleaned, clean, printed
from convert.dump import from_json, to_json
from convert.parse import parse
from convert.repair import Confidence, Repair
from convert.report.account import account
from convert.text import Text, apply, collides, edits, undo
from convert.tree import LAYOUT, check, walk

ALPHABET = "国山水人一二三五是的，。：；！？“”（）《》、—…第章回节 \n\u3000aB1％〔〕\ufffd#⼈"
PIECES = [*PROSE, "第一章　起", "第二章　承", "记者：", "问：", "答：", "一是修路。", "二是通水。", "三是种树。"]
PIECES += ["（下转02版）", "图为山中小路。", "新华社北京3月8日电", "——", "\n\n\n\n", "\u3000\u3000", "\n", "\n"]
PIECES += ["山里的秋天来得早，九月刚", "过，坡上的树", "，", "。", "〔原文此处有缺〕"]
UNDAMAGED = ["\n".join(PROSE), "\n\n".join(PARAGRAPHS), TALK + TALK_END, "\n".join(f"　　{p}" for p in PROSE)]
texts = st.one_of(st.text(ALPHABET, max_size=200), st.lists(st.sampled_from(PIECES), max_size=40).map("".join))


def everything_undone(cleaned: Cleaned) -> str:
    chars = cleaned.text.chars
    for stage in reversed(cleaned.stages):
        chars = undo(chars, stage.applied)
    return chars


@settings(max_examples=150)
@given(texts)
def test_undo_gives_back_the_decoded_source(words: str) -> None:
    text = made(words + "\n完。")
    cleaned = clean(text)
    assert everything_undone(cleaned) == text.chars


@settings(max_examples=150)
@given(texts)
def test_cleaning_what_is_clean_changes_nothing(words: str) -> None:
    once = clean(made(words + "\n完。"))
    again = clean(made(printed(once.text)))
    assert again.applied == ()
    assert printed(again.text) == printed(once.text)


@settings(max_examples=150)
@given(texts)
def test_every_character_lost_or_gained_stands_in_a_repair(words: str) -> None:
    text = made(words + "\n完。")
    cleaned = clean(text)
    kept = sorted(text.chars + "".join(r.after for r in cleaned.applied))
    left = sorted(cleaned.text.chars + "".join(r.before for r in cleaned.applied))
    assert kept == left
    counted = account(cleaned)
    assert counted.balanced
    assert counted.now == len("".join(printed(cleaned.text).split()))


@settings(max_examples=150)
@given(texts)
def test_origins_lie_in_the_file_and_the_tree_holds_the_text(words: str) -> None:
    cleaned = clean(made(words + "\n完。"))
    text = cleaned.text
    assert all(0 <= a <= b <= len(text.source.raw) for a, b in zip(text.starts, text.ends, strict=True))
    document = parse(text, cleaned.held)
    check(document, text.chars)
    assert from_json(to_json(document)) == document


@settings(max_examples=100)
@given(texts)
def test_the_printed_text_has_the_same_tree(words: str) -> None:
    cleaned = clean(made(words + "\n完。"))
    again = clean(made(printed(cleaned.text)))
    assert shape(cleaned) == shape(again)


def shape(cleaned: Cleaned) -> list[tuple[object, ...]]:
    """A tree without its places: what stands in it, in which order and depth."""
    rows: list[tuple[object, ...]] = []
    for node, ancestors in walk(parse(cleaned.text)):
        rows.append((len(ancestors), type(node).__name__, getattr(node, "value", None), getattr(node, "role", None)))
    return rows


@pytest.mark.parametrize("words", UNDAMAGED)
def test_an_undamaged_text_passes_untouched(words: str) -> None:
    cleaned = clean(made(words))
    assert cleaned.applied == ()
    assert cleaned.held == ()
    assert cleaned.text.chars == words


def test_random_splices_and_moves_are_undone_exactly() -> None:
    chance = random.Random(8)
    for _ in range(500):
        words = "".join(chance.choices("甲乙丙丁戊己庚辛", k=chance.randint(1, 40)))
        text = made(words)
        repairs: list[Repair] = []
        for _ in range(chance.randint(1, 6)):
            a = chance.randint(0, len(words))
            b = min(len(words), a + chance.randint(0, 4))
            before = words[a:b]
            to = chance.randint(0, len(words)) if chance.random() < 0.3 and before else None
            if to is not None and a <= to <= b:
                continue
            after = before if to is not None else "".join(chance.choices("子丑寅", k=chance.randint(0, 3)))
            repair = Repair("any", "any", (a, b), before, after, Confidence.CERTAIN, to=to)
            if not any(collides(x, y) for r in repairs for x in edits([r]) for y in edits([repair])):
                repairs.append(repair)
        changed = apply(text, repairs)
        assert len(changed.starts) == len(changed.ends) == len(changed.chars)
        assert undo(changed.chars, repairs) == words


def test_layout_is_all_that_printing_drops() -> None:
    text: Text = made("　　甲乙\r\n\r\n\r\n　丙　丁  \r\n")
    assert printed(text).translate({ord(c): None for c in LAYOUT}) == "甲乙丙丁"
