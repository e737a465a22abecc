"""Planned lines in WeasyPrint: what is printed, read back and tagged, beside plain setting of the same page."""
from __future__ import annotations

import gc
import tomllib
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pylopdf_fonts_zh_cn
import pymupdf
import pypdfium2
import pytest
import weasyprint
from weasyprint.formatting_structure import boxes

from convert import typeset
from convert.typeset.speedups import SPEEDUPS

CASES = tomllib.loads((Path(__file__).parent / "cases/typeset_page.toml").read_text(encoding="utf-8"))["case"]
FONTS = Path(pylopdf_fonts_zh_cn.__file__).parent
EM = 14
CSS = f"""
@font-face {{ font-family: Song; src: url({(FONTS / "NotoSerifSC-Regular.otf").as_uri()}) }}
@page {{ size: {22 * EM + 80}px 400px; margin: 44px 40px;
  @bottom-center {{ content: "第" counter(page) "页" }} @top-center {{ content: string(head) }} }}
html {{ font: {EM}px/{1.5 * EM}px Song; text-align: justify; hyphens: auto; orphans: 2; widows: 2 }}
body, p, h1, ul, figure {{ margin: 0 }}
p {{ text-indent: 2em }}
h1 {{ font-size: {EM}px; text-align: center; string-set: head content() }}
.note {{ float: footnote; font-size: 10px; line-height: {1.5 * EM}px; text-indent: 0 }}
sup {{ font-size: 9px; line-height: 0 }}
"""
PAGE = """
<h1>灯塔：“守夜人”的笔记</h1>
<p>海上起了雾，灯塔每隔30秒亮一次。“你看，”他说，“那是Lighthouse 7号。”没有人答话——只有风声……<em>浪打在石阶上</em>，
一阵紧似一阵<sup>3</sup>。纸已发黄，<a href="https://example.org/log">日志</a>还在。</p>
<p>第二天，雾散了<span class="note">这一年共有雾天112天，见《港志》。</span>。他把日志合上，说：“走吧。”码头、堆栈、税关（旧址），
都在晨光里；the harbour was quiet，只有鸥鸟·渔船·缆绳。他数了数：一共60%的船没有回来，其中19%再也没有消息。</p>
<ul><li>油灯两盏，“备用”的一盏在阁楼，另一盏常年挂在门外的铁钩上面</li><li>缆绳</li></ul>
<table><tr><th>船名</th><th>归期</th></tr><tr><td>北斗A</td><td>三月八日，“雾”</td></tr></table>
<figure><figcaption>图说：从山上看去，海湾里的船只像一把撒开的米粒，越远越细，直到看不见</figcaption></figure>
<p>信的开头写着：<br>见字如面。<br><br>末尾没有署名。<span style="text-decoration: underline">旧港</span>的灯还亮着。</p>
"""
LONG = "<p>" + "潮水退去以后，沙滩上留下一行脚印，“往北去的，”他说，“不止一个人。”" * 12 + "</p>"


def html(body: str, css: str = "") -> weasyprint.HTML:
    return weasyprint.HTML(string=f'<html lang="zh-CN"><title>灯塔</title><style>{CSS}{css}</style><body>{body}')


def pdf(body: str, css: str = "") -> bytes:
    content: bytes = html(body, css).write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=b"same")
    return content


def lines(document: Any) -> list[list[Any]]:
    """Line boxes of each page's flow, in order."""
    return [[box for box in page._page_box.children[0].descendants() if isinstance(box, boxes.LineBox)]
            for page in document.pages]


def text_of(line: Any) -> str:
    return "".join(box.text for box in line.descendants() if isinstance(box, boxes.TextBox))


@pytest.fixture(scope="module")
def planned() -> Iterator[None]:
    with typeset.installed() as ok:
        assert ok
        yield


@pytest.fixture(scope="module")
def both() -> tuple[bytes, bytes]:
    """The same page plain and planned."""
    plain = pdf(PAGE + LONG)
    with typeset.installed() as ok:
        assert ok
        return plain, pdf(PAGE + LONG)


def read_mupdf(content: bytes) -> str:
    return "".join(page.get_text() for page in pymupdf.open(stream=content))


def read_pdfium(content: bytes) -> str:
    return "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content))


@pytest.mark.parametrize("read", [read_mupdf, read_pdfium])
def test_text_layer_is_plain_settings(both: tuple[bytes, bytes], read: Any) -> None:
    def characters(content: bytes) -> Counter[str]:
        return Counter("".join(read(content).replace("\ufffe", "").replace("\u2010", "-").replace("-", "").split()))

    plain, ours = map(characters, both)
    assert ours["“"] > 5
    folios = Counter("第页123456789")
    assert {c: n for c, n in (ours - plain + (plain - ours)).items() if c not in folios} == {}


@pytest.mark.parametrize("read", [read_mupdf, read_pdfium])
def test_two_characters_of_one_glyph_are_read_as_themselves(planned: None, read: Any) -> None:
    """— (U+2014) and ― (U+2015) look alike in Chinese fonts."""
    body = "<p>船靠了岸――灯还亮着，渡口的铃声响了三下——没有人应。</p><p>雾从江面漫过来――天快亮了</p>"
    found = "".join(read(pdf(body)).split())
    assert [found.count(mark) for mark in ("岸――灯", "下——没", "来――天")] == [1, 1, 1]


def tags(content: bytes) -> Counter[str]:
    found: Counter[str] = Counter()

    def visit(node: Any) -> None:
        if isinstance(node, pikepdf.Array):
            for kid in node:
                visit(kid)
        elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
            found[str(node.S)] += 1
            visit(node.get("/K"))

    with pikepdf.open(BytesIO(content)) as document:
        visit(document.Root.StructTreeRoot.K)
    return found


def test_tags_of_blocks_are_plain_settings(planned: None) -> None:
    one_page = "@page { size: 388px 2000px }"
    ours = tags(pdf(PAGE, one_page))
    typeset.uninstall()
    try:
        plain = tags(pdf(PAGE, one_page))
    finally:
        typeset.install()
    del ours["/Span"], plain["/Span"]
    assert ours == plain


def test_every_line_is_flush_and_stands_on_the_grid(planned: None) -> None:
    document = html(PAGE + LONG).render()
    height, above = EM * 1.5, None
    count = 0
    for page in lines(document):
        for line in page:
            assert line.height == pytest.approx(height), text_of(line)
            baseline = line.position_y + line.baseline
            above = baseline % height if above is None else above
            count += 1
            if line.resume_at and line.element_tag == "p" and text_of(line) not in ("信的开头写着：", "见字如面。", ""):
                last = [box for box in line.descendants() if isinstance(box, boxes.TextBox)][-1]
                assert last.position_x + last.width == pytest.approx(40 + 22 * EM, abs=0.02), text_of(line)
    assert count > 30


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_rule(planned: None, case: dict[str, Any]) -> None:
    width = case.get("measure", 22) * EM
    bare = f"body {{ width: {width}px }} @page {{ @bottom-center {{ content: none }} @top-center {{ content: none }} }}"
    (page,) = html(case["body"], bare).render().pages
    found = [box for box in page._page_box.descendants() if isinstance(box, boxes.LineBox)]
    assert ["".join(text_of(line).split()) for line in found] == case["lines"]
    if case.get("flush"):
        edges = [(line.width, max(box.position_x + box.width for box in line.descendants()) - line.position_x)
                 for line in found if line.resume_at]
        assert edges
        for room, edge in edges:
            assert edge == pytest.approx(room, abs=0.02)


def test_orphans_and_widows_are_kept(planned: None) -> None:
    pages = [[line for line in page if line.element_tag == "p"] for page in lines(html(LONG * 5).render())]
    assert len(pages) > 2
    text = "".join(text_of(line) for page in pages for line in page)
    assert text == LONG[3:-4] * 5
    for page in pages:
        runs = [len(list(run)) for run in _paragraphs(page)]
        assert min(runs) >= 2


def _paragraphs(page: list[Any]) -> list[list[Any]]:
    runs: list[list[Any]] = []
    for line in page:
        if not runs or line.position_x != runs[-1][-1].position_x or line.children[0].position_x > line.position_x:
            runs.append([])
        runs[-1].append(line)
    return runs


def test_a_paragraph_goes_on_in_another_width(planned: None) -> None:
    document = html(LONG * 2, "@page :left { margin-left: 68px }").render()
    assert "".join(text_of(line) for page in lines(document) for line in page) == LONG[3:-4] * 2
    for number, page in enumerate(lines(document)):
        width = (22 - 2 * (number % 2)) * EM
        for line in page:
            if line.resume_at:
                assert line.children[-1].position_x + line.children[-1].width == pytest.approx(
                    line.position_x + width, abs=0.02)


def test_notes_stand_on_the_page_of_their_mark(planned: None) -> None:
    for page in html(PAGE).render().pages:
        texts = [box.text for box in page._page_box.descendants() if isinstance(box, boxes.TextBox)]
        assert any("《港志》" in text for text in texts) == any("雾散了" in text for text in texts)


def test_links_cover_their_text(planned: None) -> None:
    document = html(PAGE).render()
    linked = [link for page in document.pages for link in page.links if link[1] == "https://example.org/log"]
    assert linked
    for _, _, (x1, y1, x2, y2), box in linked:
        assert x2 - x1 == pytest.approx(sum(child.width for child in box.children))
        assert y2 - y1 >= EM


def test_beside_a_float_lines_are_as_wide_as_there_is_room(planned: None) -> None:
    body = '<div style="float: right; width: 84px; height: 40px"></div>' + LONG
    page = lines(html(body).render())[0]
    widths = [line.children[-1].position_x + line.children[-1].width - line.position_x for line in page[:5]]
    assert widths == pytest.approx([16 * EM, 16 * EM, 22 * EM, 22 * EM, 22 * EM], abs=0.02)


def test_a_higher_box_makes_its_line_higher_and_only_that(planned: None) -> None:
    body = LONG.replace("脚印", '脚印<span style="display: inline-block; height: 60px; width: 14px"></span>', 1)
    first, second, third, *_ = lines(html(body).render())[0]
    assert (first.height, second.height, third.height) == (first.height, pytest.approx(21), pytest.approx(21))
    assert first.height > 60


def test_a_reading_above_its_character_moves_nothing(planned: None) -> None:
    ruby = ('<span style="white-space: nowrap">潮<span style="display: inline-block; width: 14px; margin-left: -14px;'
            ' font-size: 6px; line-height: 0; vertical-align: 13px">cháo</span></span>')
    with_ruby = [text_of(line) for line in lines(html(LONG.replace("潮", ruby, 1)).render())[0] if line.resume_at]
    without = [text_of(line) for line in lines(html(LONG).render())[0] if line.resume_at]
    assert [text.replace("cháo", "") for text in with_ruby if text != "cháo"] == without


def test_contents_lines_keep_their_leaders(planned: None) -> None:
    body = '<ol style="padding: 0"><li style="display: block"><a class="e" href="#x">第3章 雾</a></li></ol><p id="x">雾</p>'
    entry = lines(html(body, '.e::after { content: leader(".") target-counter(attr(href), page) }').render())[0][0]
    text = text_of(entry)
    assert text.startswith("第3章 雾....")
    assert text.endswith("1")
    last = [box for box in entry.descendants() if isinstance(box, boxes.TextBox)][-1]
    assert last.position_x + last.width == pytest.approx(40 + 22 * EM, abs=0.02)


def test_a_cell_is_as_wide_as_its_planned_text(planned: None) -> None:
    """Without the gaps counted in, 北斗A would not fit in the column made for it."""
    page = lines(html('<table><tr><td>北斗A北斗</td><td>雾</td></tr></table>').render())[0]
    assert [text_of(line) for line in page] == ["北斗A北斗", "雾"]


@pytest.mark.parametrize("body", [
    "<p>雾<em>起了<br>浪<b>也起<br></b></em><br></p><p>了</p>",
    "<p><em>雾<br></em><a id='x'></a></p>",
    '<p>1<span style="padding: 0 40px"></span>雾<sub></sub><u>中</u>·\xa0灯\u200b塔</p>',
    '<p style="width: 3px">雾hyphenation，“”</p><p style="width: 0">灯</p>',
    '<p lang="en">hyphenation<span style="font-size: 200%">hyphenation雾</span></p>' * 3,
    '<div style="columns: 3"><p>潮水退去以后，沙滩上留下一行脚印：hyphenation</p></div>',
])
def test_nothing_is_lost_whatever_stands_in_a_line(
    planned: None, caplog: pytest.LogCaptureFixture, body: str
) -> None:
    def words(document: Any) -> str:
        return "".join(text_of(line) for page in lines(document) for line in page).replace(" ", "").replace("\u2010", "")

    ours = words(html(body).render())
    assert "planned lines" not in caplog.text
    typeset.uninstall()
    try:
        assert ours == words(html(body).render())
    finally:
        typeset.install()


def test_a_missing_glyph_is_warned_of_and_kept_in_the_text(
    planned: None, caplog: pytest.LogCaptureFixture
) -> None:
    content = pdf("<p>雾中\U000310ff灯</p>")
    assert ".notdef" in caplog.text
    assert "雾中\U000310ff灯" in read_mupdf(content)


def test_the_same_page_twice_is_the_same_file(planned: None) -> None:
    assert pdf(PAGE) == pdf(PAGE)


def test_a_document_may_be_written_twice(planned: None) -> None:
    document = html(PAGE + LONG).render()
    first, second = (document.write_pdf(pdf_variant="pdf/ua-1") for _ in range(2))
    assert read_mupdf(first) == read_mupdf(second)
    assert tags(first) == tags(second)


OTHER = """
<style>@page :first { margin: 60px } @page { @top-left { content: "灯塔"; border-bottom: 1px solid } }
.box { background: #eee; border: 1px solid; border-radius: 4px } .fixed { position: fixed; top: 0 }
.flex { display: flex } .flex div { flex: 1 } .grid { display: grid; grid-template-columns: 1fr 2fr }
.cols { columns: 2 } .shadow { box-shadow: 2px 2px red }</style>
<div class="fixed">固定</div><div class="box">盒<p class="shadow">影</p></div>
<div class="flex"><div>甲</div><div>乙</div></div>
<div class="grid"><div>子</div><div>丑</div></div><div class="cols">寅卯辰巳午未申酉戌亥寅卯辰巳午未申酉戌亥</div>
<table class="box" style="border-collapse: collapse"><tr><td class="box">甲</td><td>乙</td></tr></table>
<p><a href="#end">见末页</a>，<span class="see"></span></p><style>.see::after { content: target-counter('#end', page) }</style>
"""
END = '<p id="end">末页</p>'


@pytest.fixture(scope="module")
def unhurried() -> bytes:
    """A page of many features without any speed-up."""
    typeset.uninstall()
    return pdf(PAGE + OTHER + LONG + END)


@pytest.mark.parametrize("only", ["all", *SPEEDUPS])
def test_speed_alone_changes_no_byte(unhurried: bytes, only: str) -> None:
    left_out = [name for name in SPEEDUPS if only not in ("all", name)]
    with typeset.installed(plan=False, without=left_out) as ok:
        assert ok
        assert pdf(PAGE + OTHER + LONG + END) == unhurried


def originals() -> list[Any]:
    from weasyprint import draw, layout
    from weasyprint.formatting_structure.boxes import Box
    from weasyprint.layout import block, page, percent, preferred
    from weasyprint.pdf import tags as pdf_tags

    return [vars(owner).copy() for owner in (draw, layout, block, page, percent, preferred, pdf_tags, Box)]


def test_everything_is_put_back() -> None:
    typeset.uninstall()
    before = originals(), gc.get_threshold()
    typeset.install()
    assert originals() != before[0]
    typeset.uninstall()
    assert (originals(), gc.get_threshold()) == before


@pytest.mark.parametrize("fault", ["version", "trial", "error"])
def test_where_it_does_not_hold_lines_are_set_plainly(
    fault: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    from convert.typeset import adapter

    def broken() -> bool:
        raise AttributeError("no such function")

    typeset.uninstall()
    before = originals()
    if fault == "version":
        monkeypatch.setattr(weasyprint, "__version__", "71.0")
    else:
        monkeypatch.setattr(adapter, "holds", broken if fault == "error" else lambda: False)
    assert not typeset.install()
    assert len([record for record in caplog.records if "plainly" in record.getMessage()]) == 1
    assert originals() == before


@pytest.mark.parametrize("profile", sorted(typeset.PROFILES))
def test_each_profile_prints(profile: str) -> None:
    with typeset.installed(profile) as ok:
        assert ok
        assert "".join(text_of(line) for page in lines(html(LONG).render()) for line in page) == LONG[3:-4]
