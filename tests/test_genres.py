"""Plays, reports at three levels and prose with verse: every line is found as what it is, wrapped or damaged or printed again."""

from __future__ import annotations

import damage_faults as faults
import pytest
from conftest import cases, made
from damage import Fault, Layout, damage
from damage_genres import STAGED, found, stage, tell

from convert.blocks import Kind, survey
from convert.clean import clean, printed
from convert.parse import parse
from convert.tree import Note, Table, Verse, outline, walk, words

WAYS = {
    "indented": Layout(),
    "gapped": Layout(indent="", blank=1),
    "wrapped": Layout(wrap=35),
}


@pytest.mark.parametrize("layout", WAYS.values(), ids=list(WAYS))
@pytest.mark.parametrize("genre", STAGED)
def test_every_part_is_found_and_none_invented(genre: str, layout: Layout) -> None:
    for seed in range(3):
        verdict, parts = tell(damage(stage(genre, seed, 2500), seed=seed, layout=layout))
        assert verdict.harms == []
        assert len(set(verdict.heads)) == 1
        assert all(true == given == right for true, given, right in parts.values()), parts


@pytest.mark.parametrize("clause", ["{}带来了三样东西", "{}数着桥上的灯", "{}想起一件事情"])
def test_a_clause_before_a_colon_names_no_speaker(clause: str) -> None:
    """In a novel the same words come back with one name after the other."""
    people = ["邮差", "梁师傅", "表舅", "祖母", "林医生", "船老大"]
    lines = [f"{clause.format(who)}：煤、麻绳和一本旧书，后来才明白那是最后一次。天刚亮，雾还没有散。" for who in people * 3]
    kinds = {block.kind for block in survey(made("河湾纪事\n\n" + "\n".join(f"　　{line}" for line in lines) + "\n")).blocks}
    assert Kind.TURN not in kinds


@pytest.mark.parametrize("laid", [[(faults.cuts, 0.2)], [(faults.page_ends, 1 / 300)]], ids=["cuts", "pages"])
@pytest.mark.parametrize("genre", STAGED)
def test_damage_moves_no_heading_and_hides_few_lines(genre: str, laid: list[tuple[Fault, float]]) -> None:
    layout = Layout(wrap=39 if laid[0][0] is faults.page_ends else None)
    verdict, parts = tell(damage(stage(genre, 1, 3000), laid, 1, layout=layout))
    assert len(set(verdict.heads)) == 1
    assert all(right >= 0.9 * max(true, given) for true, given, right in parts.values()), parts


@pytest.mark.parametrize("genre", STAGED)
def test_the_printed_text_has_the_same_parts(genre: str) -> None:
    once = clean(made(damage(stage(genre, 4, 2500)).chars))
    again = clean(made(printed(once.text)))
    assert again.applied == ()
    assert sorted(found(parse(again.text))) == sorted(found(parse(once.text)))


@pytest.mark.parametrize("case", cases("genres"), ids=lambda c: c["label"])
def test_case(case: dict[str, object]) -> None:
    """``kinds``: what the lines are; ``headings`` and the printed text read again are tried wherever they are given."""
    text = clean(made(str(case["before"]))).text
    lines = [f"{b.kind} {b.words(text.chars)}" for b in survey(text).blocks if b.kind is not Kind.BODY]
    assert lines == case["lines"]
    document = parse(text)
    for kind, count in (("verses", Verse), ("tables", Table), ("notes", Note)):
        if kind in case:
            assert sum(isinstance(n, count) for n, _ in walk(document)) == case[kind]
    if "headings" in case:
        assert ["  " * e.depth + e.title for e in outline(document)] == case["headings"]
    again = made(printed(text))
    assert [words(n) for n, _ in walk(parse(again))] == [words(n) for n, _ in walk(document)]
