"""The samples written for this project: each damaged file comes back as its clean twin, and the twin is left alone."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import pytest
from conftest import HERE, SEEDS, made

from convert import book
from convert.clean import clean, printed
from convert.report.record import original, record
from convert.tree import outline


@dataclass(frozen=True, slots=True)
class Sample:
    """A sample: what its bytes are, whose it is, its headings, and how many repairs of each kind bring it back."""

    name: str
    encoding: str
    codec: str
    language: str
    title: str
    creator: str | None
    headings: tuple[str, ...]
    repairs: dict[str, int]

    @property
    def twin(self) -> str:
        """The text as it was before it was damaged."""
        return (HERE / "texts" / f"{self.name}_clean.txt").read_text("utf-8")


SAMPLES = [
    Sample(
        "ferry", "gb18030", "gb18030", "zh-Hans", "白鹭渡", "许青禾",
        ("第一章　雾里的铃声", "第二章　账本上的名字", "第三章　桥墩", "第四章　涨水", "第五章　通车那天"),
        {"site": 10, "watermark": 2, "contents": 1, "cut": 1, "glued": 1, "repeat": 1, "wrap": 56},
    ),
    Sample(
        "lantern", "big5hkscs", "big5", "zh-Hant", "燈籠巷", "江以寧",
        ("一、破了一角的燈", "二、竹篾與薄紙", "三、認路"),
        {"cut": 1, "repeat": 2},
    ),
    Sample(
        "shoal", "gb18030", "gb18030", "zh-Hans", "政府工作报告", None,
        (
            "一、过去一年的工作", "（一）港口建设有了新的起色", "（二）渔业生产稳中有进", "（三）百姓生活得到改善",
            "二、今年的主要任务", "（一）加快港口和园区建设", "（二）扎实办好民生实事", "（三）切实加强政府自身建设",
        ),
        {"furniture": 4, "repeat": 1, "spacing": 1, "wrap": 21},
    ),
    Sample(
        "beacon", "utf-8", "utf-8-sig", "zh-Hans", "灯塔来客", "林疏影",
        ("第一场", "第二场"),
        {"cut": 1, "glued": 2, "halfwidth": 6, "repeat": 1},
    ),
    Sample(
        "kiln", "gb18030", "gb18030", "zh-Hans", "在一千三百度里等一抹青", "苏禾",
        ("火是有脾气的", "一窑要等五天五夜", "青色不是调出来的", "让年轻人自己看见火"),
        {"cut": 2, "jump": 1, "repeat": 2},
    ),
    Sample(
        "quay", "utf-8", "utf-8", "zh-Hans", "石浦晚报", None,
        ("老码头修好了回家的路", "渔汛里的小饭馆", "■　一碗粥等一条船", "■　账本上只记船名"),
        {"caption": 1, "continued": 1, "copy": 1, "cut": 2, "furniture": 1, "jump": 2},
    ),
]


@pytest.fixture(params=SAMPLES, ids=lambda s: s.name, scope="module")
def sample(request: pytest.FixtureRequest) -> tuple[Sample, book.Book]:
    one: Sample = request.param
    return one, book.open_book(SEEDS / f"{one.name}.txt")


def test_the_clean_twin_comes_back(sample: tuple[Sample, book.Book]) -> None:
    one, source = sample
    assert source.text == one.twin


def test_each_known_damage_is_mended_and_nothing_else(sample: tuple[Sample, book.Book]) -> None:
    one, source = sample
    assert Counter(r.kind for r in source.cleaned.applied) == one.repairs
    assert source.cleaned.held == ()


def test_encoding_is_found(sample: tuple[Sample, book.Book]) -> None:
    one, source = sample
    assert source.cleaned.original.source.encoding == one.encoding
    assert source.cleaned.original.chars == (SEEDS / f"{one.name}.txt").read_bytes().decode(one.codec)


def test_outline_and_title_page(sample: tuple[Sample, book.Book]) -> None:
    one, source = sample
    assert tuple(e.title for e in outline(source.document)) == one.headings
    meta = source.document.meta
    assert (meta.title, meta.creator, source.language) == (one.title, one.creator, one.language)


def test_the_record_gives_back_the_source(sample: tuple[Sample, book.Book]) -> None:
    _, source = sample
    assert original(source.cleaned.text.chars, record(source.cleaned)) == source.cleaned.original.chars


def test_the_clean_twin_is_left_alone(sample: tuple[Sample, book.Book]) -> None:
    one, _ = sample
    cleaned = clean(made(one.twin))
    assert (cleaned.applied, cleaned.held) == ((), ())
    assert printed(cleaned.text) == one.twin
