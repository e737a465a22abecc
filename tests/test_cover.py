"""The drawn cover."""
from __future__ import annotations

from io import BytesIO

import pytest
from every import document
from PIL import Image

from convert.render.cover import Palette, Wording, draw, unknown, wording
from convert.render.sense import em, phrases, sense_lines

COLOURS = Palette("#f3eee3", "#000000", "#5f5f5f", "#9d2933")
TITLES = ["茶馆", "红楼梦", "不断续写和平、发展、合作、共赢的时代篇章", "“三体”：黑暗森林", "Python 编程：从入门到实践",
          "长" * 300, "A", "——"]


@pytest.mark.parametrize("title", TITLES)
def test_any_title_stays_on_the_sheet(title: str) -> None:
    """The margins keep the paper's tone, the sheet bears ink and the seal's colour."""
    image = Image.open(BytesIO(draw(Wording(title, kicker="引题——", creator="某某 著；某人 译", publisher="某社"), COLOURS)))
    assert image.size == (1600, 2400)
    edges = (image.crop((0, 0, 1600, 80)), image.crop((0, 2320, 1600, 2400)), image.crop((0, 0, 60, 2400)),
             image.crop((1540, 0, 1600, 2400)))
    paper = image.getpixel((5, 5))
    for edge in edges:
        assert all(abs(a - b) < 12 for low_high, b in zip(edge.getextrema(), paper, strict=True) for a in low_high)
    assert sum(image.convert("L").histogram()[:60]) > 2000
    red, green, _ = image.crop((1200, 1900, 1560, 2300)).convert("RGB").split()
    assert red.getextrema()[1] - green.getextrema()[0] > 100


def test_same_words_same_bytes() -> None:
    assert draw(Wording("茶馆"), COLOURS) == draw(Wording("茶馆"), COLOURS)


def test_a_character_that_the_faces_lack_is_named() -> None:
    assert unknown(Wording("茶馆", subtitle="三幕\n话剧")) == []
    assert unknown(Wording("茶\U0003134a馆")) == ["\U0003134a"]


def test_what_it_says_is_said_to_those_who_do_not_see_it() -> None:
    assert wording(document(), "x").spoken == "水文站手稿，河上记，一九三五年手稿，秋水 著；林渡 译，河声书局"


@pytest.mark.parametrize(("title", "measure", "lines"), [
    ("人工智能：一种现代的方法", 8, ["人工智能：一种", "现代的方法"]),
    ("王毅就中国外交政策和对外关系回答中外记者提问——", 10, ["王毅就中国外交政策", "和对外关系回答", "中外记者提问——"]),
    ("红楼梦", 8, ["红楼梦"]), ("", 8, [""]),
])
def test_lines_break_at_sense(title: str, measure: int, lines: list[str]) -> None:
    assert sense_lines(title, measure) == lines


@pytest.mark.parametrize("title", TITLES)
def test_lines_are_the_title(title: str) -> None:
    for measure in (3, 8, 20):
        lines = sense_lines(title, measure)
        assert "".join(lines).replace(" ", "") == title.replace(" ", "")
        assert all(em(line) <= measure or line.isascii() for line in lines)
    assert "".join(phrases(title)) == title
