"""The planner by itself: every rule as a case, and the laws that hold for any text."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from convert.typeset.adjust import Line, adjust
from convert.typeset.kinds import KINDS
from convert.typeset.plan import Paragraph, plan
from convert.typeset.profile import PROFILES, Profile
from convert.typeset.solid import Solid, solid
from convert.typeset.tokens import Tokens, hyphenator, join, read
from convert.typeset.words import NEVER

CASES = [case for name in ("typeset", "typeset_more")
         for case in tomllib.loads((Path(__file__).parent / f"cases/{name}.toml").read_text(encoding="utf-8"))["case"]]


def width(token: str) -> int:
    """A font in which Latin letters are half an em wide, a word space a quarter, an interpunct .3."""
    kind = KINDS[token]
    if kind in "LDRQ":
        return 500 * len(token)
    return {"S": 250, "M": 300}.get(kind, 1000 * len(token))


def paragraph(tokens: Tokens) -> Paragraph:
    return Paragraph(tokens.kinds, [width(text) for text in tokens.texts], tokens.ties, hyphen=500)


def moved(tokens: Tokens, line: Line) -> list[list[Any]]:
    return [[tokens.texts[k], *move] for k, move in sorted(line.moves.items())]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_rule(case: dict[str, Any]) -> None:
    hyphenate = hyphenator(case["hyphenate"]) if "hyphenate" in case else None
    tokens = join([read(case["text"], hyphenate, case.get("shatter", False))])
    lines = plan(
        paragraph(tokens),
        [round((case["measure"] - indent) * 1000) for indent in (case.get("indent", 0), 0)],
        PROFILES[case.get("profile", "mainland")],
        justify=case.get("justify", True),
        even=case.get("even", False),
    )
    assert ["".join(tokens.texts[line.start : line.stop]) for line in lines] == case["lines"]
    if "moved" in case:
        assert moved(tokens, lines[0]) == case["moved"]
        assert lines[0].each == case.get("each", 0)


TEXT = st.lists(
    st.sampled_from([*"天地玄黄宇宙洪荒，。：、？！”“（）《》·年 ", "——", "……", "A4", "60%", "hyphenation", "2048"]),
    min_size=1,
    max_size=60,
).map("".join)
MEASURE = st.integers(8, 30).map(lambda em: em * 1000)
PROFILE = st.sampled_from(sorted(PROFILES)).map(PROFILES.__getitem__)


def set_width(p: Paragraph, line: Line) -> int:
    """How wide a line comes out: its tokens, what they moved, what every gap was given."""
    natural = sum(p.widths[line.start : line.stop]) + sum(a + b for a, b in line.moves.values())
    return natural + line.each * (line.stop - line.start - 1) + line.extra


@given(TEXT, MEASURE, st.integers(0, 2), PROFILE)
@settings(max_examples=150, deadline=None)
def test_laws(text: str, measure: int, indent: int, profile: Profile) -> None:
    tokens = join([read(text.strip() or "空", hyphenator("en"))])
    p = paragraph(tokens)
    measures = [measure - indent * 1000, measure]
    lines = plan(p, measures, profile)
    assert lines == plan(p, measures, profile), "the same every time"

    kept = "".join("".join(tokens.texts[line.start : line.stop]) for line in lines)
    assert kept.replace(" ", "") == "".join(tokens.texts).replace(" ", ""), "no character lost or moved"

    s = solid(p.kinds, p.widths, p.ties, profile)
    for n, line in enumerate(lines):
        last = n == len(lines) - 1
        room = measures[min(n, 1)]
        hyphen = p.hyphen if not last and p.ties.get(line.stop - 1) == 1 else 0
        if line.over == line.short == 0:
            assert set_width(p, line) + hyphen == room, "as wide as the measure, to the thousandth"
        assert last or not line.short or s.joints[line.stop - 1] == s.joints[line.start], "nothing to stretch"
        assert last or s.tie[line.stop - 1] != NEVER, "a break only where one may be"
        if n and not line.over:
            assert p.kinds[line.start] not in profile.no_start
        if not last:
            assert p.kinds[line.stop - 1] not in profile.no_end
        squeezed, stretched = adjustments(s, p, line, profile)
        assert not (squeezed and stretched), "never both in one line"
        if "PX" in squeezed:
            assert not loose(s, p, line), "。？！ last"


def adjustments(s: Solid, p: Paragraph, line: Line, profile: Profile) -> tuple[set[str], bool]:
    """What a line did besides being set solid: the steps it was squeezed by, whether a space or gap was stretched."""
    squeezed = set()
    stretched = False
    for k in range(line.start, line.stop):
        before, after = line.moves.get(k, (0, 0))
        edge = k == line.stop - 1
        change = before + after + s.left.get(k, 0) + s.right.get(k, 0) - (0 if edge else s.gap.get(k, 0))
        if k == line.start:
            change += s.head.get(k, 0)
        if edge and p.kinds[k] in "CKPX":
            change += s.room.get(k, 0)
        if change < 0:
            step = "G" if k in s.gap and p.kinds[k] not in "OCKPXM" else p.kinds[k]
            squeezed.add(next(name for name in profile.squeeze if step in name))
        stretched |= change > 0
    stretched |= line.each + line.extra > 0
    return squeezed, stretched


def loose(s: Solid, p: Paragraph, line: Line) -> list[str]:
    """Commas and brackets of a line that could still give."""
    found = []
    for k in range(line.start, line.stop - 1):
        before, after = line.moves.get(k, (0, 0))
        lost = -before - after - s.left.get(k, 0) - s.right.get(k, 0)
        if p.kinds[k] in "OCK" and k in s.room and k != line.start and lost < s.room[k]:
            found.append(p.kinds[k])
    return found


@given(TEXT, MEASURE)
@settings(max_examples=60, deadline=None)
def test_ragged_lines_are_never_stretched(text: str, measure: int) -> None:
    p = paragraph(join([read(text.strip() or "空")]))
    for line in plan(p, [measure], justify=False, even=True):
        assert line.each == line.extra == 0


def test_a_lone_character_only_where_nothing_else_can_be() -> None:
    p = Paragraph("H" * 3, [1000] * 3)
    assert [(line.start, line.stop) for line in plan(p, [1000])] == [(0, 1), (1, 2), (2, 3)]


def test_what_may_not_be_cut_may_stick_out() -> None:
    p = Paragraph("HLH", [1000, 9000, 1000])
    assert [line.over for line in plan(p, [4000])] == [0, 5000, 0]


def test_two_halved_marks_never_begin_at_one_point() -> None:
    """Readers put in order what begins at one point as they like."""
    s = solid("HKOH", [1000] * 4, {}, PROFILES["mainland"])
    line = adjust(s, 0, 4, 3000, PROFILES["mainland"])
    assert 1000 + line.moves[1][1] + line.moves[2][0] > 0
    assert sum(1000 + line.moved(k) for k in range(4)) == 3000
