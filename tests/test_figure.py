"""Lost pictures that the editor has found: set at their captions, looked at before the work."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from interview import INTERVIEW
from PIL import Image

from convert.book import open_book
from convert.matter.pictures import MEGABYTES, attach, inspect
from convert.refusal import Refusal
from convert.settings import Picture
from convert.tree import Figure, Paragraph, Run, walk, words

CAPTION = "石浦港的灯塔，落成五十年。"
TEXT = INTERVIEW.replace("我相信这盏灯", f"{CAPTION}\n\n我相信这盏灯")
ALT = "海边礁石上的白色灯塔，塔顶亮着灯。"


def picture(form: str = "PNG", size: tuple[int, int] = (90, 60)) -> bytes:
    out = io.BytesIO()
    Image.new("L", size, 200).save(out, form)
    return out.getvalue()


@pytest.fixture
def news(tmp_path: Path) -> Path:
    (tmp_path / "news.txt").write_text(TEXT, "utf-8")
    (tmp_path / "lamp.png").write_bytes(picture())
    return tmp_path / "news.txt"


def told(news: Path, **figure: str) -> None:
    table = f'[figure."{CAPTION}"]\n' + "".join(f'{key} = "{value}"\n' for key, value in figure.items())
    news.with_suffix(".toml").write_text(table, "utf-8")


def test_a_picture_stands_at_its_caption_in_every_edition(news: Path) -> None:
    lost = open_book(news, {"parse.caption": [CAPTION]})
    assert [n.href for n, _ in walk(lost.completed) if isinstance(n, Figure)] == [None]
    told(news, file="lamp.png", alt=ALT, credit="渔港日报资料图")
    book = open_book(news, {"edition.pages": False})
    (figure,) = (n for n, _ in walk(book.completed) if isinstance(n, Figure))
    assert (figure.href, figure.alt, words(figure)) == ("lamp.png", ALT, f"{CAPTION}\u3000渔港日报资料图")
    assert book.cleaned.unmet == ()
    with zipfile.ZipFile(io.BytesIO(book.render("epub").content)) as epub:
        pages = "".join(epub.read(name).decode() for name in epub.namelist() if name.endswith((".xhtml", ".opf")))
        assert f'alt="{ALT}"' in pages
        assert "渔港日报资料图" in pages
        assert "均有替代文字" in pages
        assert picture() in [epub.read(name) for name in epub.namelist() if name.endswith(".png")]


def test_a_caption_may_be_named_by_its_beginning_and_only_once() -> None:
    two = Paragraph(children=(Run(value=CAPTION),)), Figure(caption=(Run(value=CAPTION),)), Figure(caption=(Run(value=CAPTION),))
    given = {"石浦港的灯…": Picture("lamp.png", ALT)}
    assert [getattr(attach(node, given), "href", None) for node in two] == [None, "lamp.png", "lamp.png"]
    from convert.tree import Document, Meta, Section, SectionRole

    document = Document(meta=Meta(), children=(Section(role=SectionRole.ARTICLE, children=two),))
    assert [n.href for n, _ in walk(attach(document, given)) if isinstance(n, Figure)] == ["lamp.png", None]


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (picture("WEBP"), "refuse.figure_kind"),
        (b"%PDF-1.7", "refuse.figure_kind"),
        (picture("JPEG", (400, 400))[:300], "refuse.figure_broken"),
        (picture()[:40], "refuse.figure_broken"),
        (picture(size=(8000, 5001)), "refuse.figure_large"),
        (picture() + bytes(MEGABYTES * 1_000_000), "refuse.figure_large"),
    ],
)
def test_a_picture_that_no_reader_could_open_is_refused(content: bytes, key: str) -> None:
    with pytest.raises(Refusal) as refused:
        inspect(content, "lamp.png", "news.toml, line 3: ")
    assert refused.value.key == key
    assert str(refused.value).startswith("news.toml, line 3: lamp.png")


@pytest.mark.parametrize(
    ("figure", "key"),
    [
        ({"file": "lamp.png"}, "refuse.figure"),
        ({"alt": ALT}, "refuse.figure"),
        ({"file": "lamp.png", "alt": " "}, "refuse.figure"),
        ({"file": "lamp.png", "alt": ALT, "size": "1"}, "refuse.key"),
        ({"file": "none.png", "alt": ALT}, "refuse.missing"),
        ({"file": "../lamp.png", "alt": ALT}, "refuse.outside"),
    ],
)
def test_what_is_missing_is_said_before_the_work(news: Path, figure: dict[str, str], key: str) -> None:
    told(news, **figure)
    with pytest.raises(Refusal) as refused:
        open_book(news)
    assert refused.value.key == key


def test_a_caption_that_the_text_does_not_have_is_reported(news: Path) -> None:
    told(news, file="lamp.png", alt=ALT)
    news.write_text(TEXT.replace("五十", "六十"), "utf-8")
    (said,) = open_book(news, {"language": "en"}).summary().unmet
    assert said.startswith(f"{news.with_suffix('.toml')}, line 1: the text has no line “{CAPTION}”.")
    assert "The nearest is “石浦港的灯塔，落成六十年。" in said
