"""A survey carried over changes says of the lines what they do, where they are now."""

from __future__ import annotations

import pytest
from conftest import made
from hypothesis import given
from hypothesis import strategies as st

from convert.blocks import Survey, carried, survey
from convert.repair import Confidence, Repair
from convert.text import Text, apply, edits

BOOK = """\
夜航船
第一章　渡口
　　船在夜里靠了岸，灯还亮着。
　　“谁在那里？”他问。
第二章　灯
　　没有人回答，只有水声。
"""


def splice(text: Text, at: tuple[int, int], after: str) -> tuple[Text, Repair]:
    repair = Repair("test", "test", at, text.chars[slice(*at)], after, Confidence.CERTAIN)
    return apply(text, [repair]), repair


def lines(seen: Survey, chars: str) -> list[tuple[str, str, str]]:
    return [(b.kind.value, b.words(chars), chars[b.inner : b.at[1]]) for b in seen.blocks]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("\n　　“谁在那里？”他问。", ""),  # a line leaves
        ("，灯还亮着", ""),  # words leave a line
        ("\n　　“谁", ""),  # two lines become one, less a few words
        ("“谁在那里？”", "「谁在那里？」"),  # words become others
        ("　　没有人", ""),  # layout leaves, and the words behind it
        ("\n　　", "\n"),  # a line's end stays one
    ],
)
def test_what_lines_do_is_carried_over(before: str, after: str) -> None:
    text = made(BOOK)
    start = text.chars.index(before)
    now, repair = splice(text, (start, start + len(before)), after)
    kept = carried(survey(text), now.chars, edits([repair]))
    assert kept is not None
    assert lines(kept, now.chars) == lines(survey(now), now.chars)
    assert kept.ends == survey(now).ends


@pytest.mark.parametrize(
    ("at", "after"),
    [((12, 12), "新的话"), ((14, 15), "新\n话"), ((11, 12), "甲")],  # words put in; a line put in; words in the place of layout
)
def test_what_has_to_be_looked_at_is_not_carried(at: tuple[int, int], after: str) -> None:
    text = made(BOOK)
    now, repair = splice(text, at, after)
    assert carried(survey(text), now.chars, edits([repair])) is None


@given(st.integers(0, len(BOOK) - 1), st.integers(1, 12), st.sampled_from(("", "\n", "甲")))
def test_carried_lines_are_the_text_s_lines(start: int, length: int, after: str) -> None:
    """Whatever leaves, each line that is left stands where the survey says, with all its words."""
    text = made(BOOK)
    now, repair = splice(text, (start, min(len(BOOK), start + length)), after)
    kept = carried(survey(text), now.chars, edits([repair]))
    if kept is not None:
        assert [b.words(now.chars) for b in kept.blocks] == [b.words(now.chars) for b in survey(now).blocks]
