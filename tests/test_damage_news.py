"""Newspapers' pages and interviews of the generator: every heading found, every turn, nothing added and nothing lost."""
from __future__ import annotations

import pytest
from conftest import made
from damage_news import LABELS, dump, interview

from convert.clean import clean, printed
from convert.parse import parse
from convert.tree import Turn, outline, walk


def solid(line: str) -> str:
    return "".join(line.split())


@pytest.mark.parametrize("seed", range(12))
def test_a_page_of_several_articles(seed: int) -> None:
    page = dump(seed)
    cleaned = clean(made("\n".join(page.damaged)))
    lines = [solid(line) for line in printed(cleaned.text).splitlines() if line]
    assert sorted(solid(e.title) for e in outline(parse(cleaned.text))) == sorted(map(solid, page.headings))
    known = {solid(line) for line in (*page.clean, *page.damaged)}
    assert not [line for line in lines if line not in known]
    assert {solid(line) for line in page.clean if line in page.damaged} <= set(lines)
    for kind, want in page.faults:
        if kind != "cut":  # a cut without a sign is held
            assert lines.count(solid(want[0])) == 1, kind


@pytest.mark.parametrize("seed", range(len(LABELS)), ids=[*LABELS])
def test_an_interview(seed: int) -> None:
    page = interview(seed)
    cleaned = clean(made("\n".join(page.damaged)))
    document = parse(cleaned.text)
    assert cleaned.applied == ()
    assert [e.title for e in outline(document)] == page.headings
    assert sum(isinstance(n, Turn) for n, _ in walk(document)) == page.turns


@pytest.mark.parametrize("seed", range(6))
def test_a_clean_page_is_left_alone(seed: int) -> None:
    text = "\n".join(dump(seed).clean) + "\n"
    cleaned = clean(made(text))
    assert cleaned.applied == ()
    again = printed(cleaned.text)
    assert [e.title for e in outline(parse(made(again)))] == [e.title for e in outline(parse(cleaned.text))]
