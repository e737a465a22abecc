"""The faults that ``damage`` can lay over a clean work, each as it is met in real files.

A fault takes the sheet and a rate (of the places where it could happen) and says by its kind what a repair must undo.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from damage import SOUND, Block, Cell, Sheet, foreign

SENTENCE = re.compile(r"[^。！？…]+[。！？…]+[”」』）]*")
KEPT = frozenset(("lost", "replacement", "private-kept", "mojibake-lossy"))  # beyond repair: to be left or marked, not mended
# where GB 18030-2000 had private places for characters that Unicode has since given their own
GB_PRIVATE = dict(zip("龴龵龶龷龸龹龺龻", "\ue81e\ue826\ue82b\ue82c\ue832\ue843\ue854\ue864", strict=True))


def _han(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff"


# paragraphs cut


def cuts(page: Sheet, rate: float) -> None:
    """Paragraphs cut in two at any place by a column's end; one on four loses what stood behind the cut instead."""
    between = "\n" * (page.layout.blank + 1) + (page.layout.indent if page.rng.random() < 0.5 else "")
    for i in page.chance(page.bodies(50), rate * 1.25, 5):
        cells = page.blocks[i].cells
        at = page.rng.choice([n for n in range(12, len(cells) - 8) if not cells[n].clean.isascii()])
        if page.rng.random() < 0.2:
            tail = "".join(c.clean for c in cells[at:])
            page.blocks[i].cells = [*cells[:at], Cell("", tail, page.fault("lost"), frozenset(range(len(tail))))]
        else:
            page.blocks[i].cells = [*cells[:at], Cell(between, "", page.fault("cut")), *cells[at:]]


FOLIOS: tuple[Callable[[int, str, str], tuple[str, ...]], ...] = (
    lambda n, title, head: (str(n),),
    lambda n, title, head: (f"- {n} -",),
    lambda n, title, head: (f"第 {n} 页",),
    lambda n, title, head: (f"·{n}·", title),
    lambda n, title, head: (f"{title}　{head}　{n}",) if n % 2 else (f"{n}　{title}",),
    lambda n, title, head: (f"第{n}页/共99页", head or title),
)


def page_ends(page: Sheet, rate: float) -> None:
    """Page numbers, headers and footers between two halves of a paragraph; in some files a form feed with them."""
    folio, feed = page.rng.choice(FOLIOS), "\f" if page.rng.random() < 0.3 else ""
    head, n, count = "", page.rng.randint(1, 30), 0.0
    for block in page.blocks:
        if block.role == "head":
            head = block.clean
        count += len(block.cells) * rate
        if count < 1 or block.role != "body" or len(block.cells) < 30 or any(c.fault != SOUND for c in block.cells):
            continue
        count, n = 0.0, n + 1
        at = page.rng.randint(10, len(block.cells) - 10)
        cut, over = page.fault("page-cut"), page.fault("furniture")
        block.cells[at:at] = [Cell("\n" + feed, "", cut)]
        for line in folio(n, page.work.title, head):
            block.cells[at + 1 : at + 1] = [*foreign(line, over), Cell("\n", "", cut)]


def form_feeds(page: Sheet, rate: float) -> None:
    """A form feed where a page ended, with nothing else."""
    for i in page.chance(page.bodies(40), rate):
        cells = page.blocks[i].cells
        cells.insert(page.rng.randint(10, len(cells) - 10), Cell("\n\f", "", page.fault("page-cut")))


def oversplit(page: Sheet, rate: float) -> None:
    """Every sentence on a line of its own; indents or blank lines still tell where paragraphs begin."""
    for i in page.bodies():
        ends = [m.end() for m in SENTENCE.finditer(page.blocks[i].clean)][:-1]
        cells = page.blocks[i].cells
        for at in sorted((n for n in ends if page.rng.random() < rate), reverse=True):
            if at < len(cells) and "“" not in page.blocks[i].clean[:at].rpartition("”")[2]:
                cells.insert(at, Cell("\n", "", page.fault("oversplit")))


def one_line(page: Sheet, rate: float) -> None:
    """The whole book on one line: two ideographic spaces stand where paragraphs began."""
    for block in page.blocks[1:]:
        block.before = Cell("　　", "\n", page.fault("one-line")) if block.clean else Cell("　　", "")


def glued(page: Sheet, rate: float) -> None:
    """Headings that stand at the end of the paragraph above them."""
    heads = [i for i, (a, b) in enumerate(pairwise(page.blocks), 1) if b.role == "head" and b.clean and a.clean]
    for i in page.chance(heads, rate):
        page.blocks[i].before = Cell("", "\n", page.fault("glued"))


def run_in(page: Sheet, rate: float) -> None:
    """Headings that stand on one line with the paragraph below them, with a blank or two between."""
    heads = [i for i, (a, b) in enumerate(pairwise(page.blocks), 1) if a.role == "head" and a.clean and b.role == "body"]
    blank = page.rng.choice(("　　", "  ", "　"))
    for i in page.chance(heads, rate):
        page.blocks[i].before = Cell(blank, "\n", page.fault("run-in"))


# what a site or a printer adds

TITLE = "墨香阁 书海轩 万卷楼 青竹文学"
SPELLINGS = (
    "www.{d}.com", "ｗｗｗ．{f}．ｃｏｍ", "WwW.{d}.CoM", "w w w . {d} . c o m", "www。{d}。com", "ωωω.{d}.com", "www.{d}.cοm",
)
LINES = (
    "本书首发{s}，请到{s}阅读最新章节！", "手机用户请访问：{u}", "{s}（{u}）提供全文阅读", "喜欢本书的读者请收藏{s}：{u}",
    "-----{s}{u}-----", "ps：求推荐票，求收藏！更多好书请看{s}",
)
MARKS = ("（{s}{u}）", "【{u}】", "[{s} {u}]", "{u}", "本书来自{u}", "{s}首发{u}")


class _Site:
    """One site of made-up name, its address spelled now plainly, now in look-alike letters."""

    def __init__(self, page: Sheet) -> None:
        self.rng = page.rng
        self.name = self.rng.choice(TITLE.split())
        self.domain = self.rng.choice(("moxg", "shuhx", "wjl8", "qzwx"))

    def __call__(self, patterns: tuple[str, ...]) -> str:
        full = "".join(chr(ord(c) + 0xFEE0) for c in self.domain)
        address = self.rng.choice(SPELLINGS).format(d=self.domain, f=full)
        return self.rng.choice(patterns).format(s=self.name, u=address)


def _inserted(page: Sheet, at: int, words: str, kind: str) -> None:
    page.blocks.insert(at, Block("foreign", foreign(words, page.fault(kind))))


def template(page: Sheet, rate: float) -> None:
    """A site's own lines round every chapter: when it was put up, how long it is, that it is over."""
    heads = [i for i, b in enumerate(page.blocks) if b.role == "head"]
    draw = page.rng.randint
    for n, i in reversed(list(enumerate(heads))):
        put_up = f"更新时间:2019-{n % 12 + 1}-{draw(1, 28)} {draw(0, 23)}:{draw(10, 59)}:{draw(10, 59)}"
        _inserted(page, i + 1, f"{put_up} 本章字数:{draw(900, 6000)}", "template")
        if n:
            _inserted(page, i, "（本章完）", "template")


def adverts(page: Sheet, rate: float) -> None:
    """Advert lines between paragraphs, each again and again, the address spelled anew each time."""
    site = _Site(page)
    patterns = tuple(page.rng.sample(LINES, 2))
    for i in reversed(page.chance(page.bodies(), rate, 6)):
        _inserted(page, i, site(patterns), "advert")


def watermarks(page: Sheet, rate: float) -> None:
    """A site's name and address inside sentences, the address spelled anew each time."""
    site = _Site(page)
    pattern = (page.rng.choice(MARKS),)
    for i in page.chance(page.bodies(30), rate, 6):
        cells = page.blocks[i].cells
        at = page.rng.choice([n for n in range(8, len(cells) - 8) if not (cells[n - 1].clean + cells[n].clean).isascii()])
        cells[at:at] = foreign(site(pattern), page.fault("watermark"))


def contents(page: Sheet, rate: float) -> None:
    """A printed contents list in front, its entries with or without page numbers or spaced numerals."""
    first = next(i for i, b in enumerate(page.blocks) if b.role not in ("title", "author"))
    style = page.rng.randrange(3)
    entries = [b.clean for b in page.blocks if b.role == "head"]
    lines = [
        e if style == 0 else f"{e}……{9 + 7 * n}" if style == 1 else re.sub("^第(.{1,3}?)([章回篇])", r"第　\1　\2", e)
        for n, e in enumerate(entries)
    ]
    for line in reversed(["目录", *lines]):
        _inserted(page, first, line, "contents")


# things that stand twice


def _copy(cells: list[Cell], fault: int) -> tuple[list[Cell], list[Cell]]:
    """The cells and their copy, both of one fault: which of two equals leaves is nobody's business."""
    return [c._replace(fault=fault) for c in cells], [Cell(c.damaged, "", fault) for c in cells]


def repeated_sentences(page: Sheet, rate: float) -> None:
    """A sentence two or three times running inside a paragraph."""
    places = [i for i in page.bodies(40) if len(SENTENCE.findall(page.blocks[i].clean)) >= 2]
    for i in page.chance(places, rate, 3):
        block = page.blocks[i]
        spans = [m.span() for m in SENTENCE.finditer(block.clean) if len(m[0]) >= 12 and not set("“”「」：") & set(m[0])]
        if spans:
            a, b = page.rng.choice(spans)
            first, copy = _copy(block.cells[a:b], page.fault("repeat"))
            block.cells[a:b] = first + copy * page.rng.choice((1, 1, 2))


def repeated_paragraphs(page: Sheet, rate: float) -> None:
    """A paragraph twice running."""
    for i in reversed(page.chance(page.bodies(40), rate, 3)):
        first, copy = _copy(page.blocks[i].cells, page.fault("repeat-paragraph"))
        page.blocks[i].cells = first
        page.blocks.insert(i + 1, Block("body", copy))


def repeated_chapter(page: Sheet, rate: float) -> None:
    """A chapter, heading and all, twice running."""
    heads = [i for i, b in enumerate(page.blocks) if b.role == "head"]
    good = [(a, b) for a, b in pairwise(heads) if b - a > 2]
    if good:
        a, b = page.rng.choice(good)
        fault = page.fault("repeat-chapter")
        pairs = [_copy(block.cells, fault) for block in page.blocks[a:b]]
        for block, (first, _) in zip(page.blocks[a:b], pairs, strict=True):
            block.cells = first
        page.blocks[b:b] = [Block(o.role, copy) for o, (_, copy) in zip(page.blocks[a:b], pairs, strict=True)]


# characters


def _replace(page: Sheet, rate: float, marks: dict[str, str], kind: str, roles: tuple[str, ...] = ("body",)) -> None:
    places = [
        (i, n)
        for i, b in enumerate(page.blocks)
        if b.role in roles
        for n, c in enumerate(b.cells)
        if c.fault == SOUND and c.clean in marks
    ]
    for i, n in page.chance(places, rate):
        was = page.blocks[i].cells[n].clean
        page.blocks[i].cells[n] = Cell(marks[was], was, page.fault(kind))


def _insert(page: Sheet, rate: float, words: tuple[str, ...], kind: str, between_han: bool = False) -> None:
    for i in page.bodies(20):
        cells, out = page.blocks[i].cells, []
        for a, b in pairwise(cells):
            out.append(a)
            free = _han(a.clean) and _han(b.clean) if between_han else True
            if free and page.rng.random() < rate:
                out.append(Cell(page.rng.choice(words), "", page.fault(kind)))
        page.blocks[i].cells = [*out, cells[-1]]


def entities(page: Sheet, rate: float) -> None:
    """Marks written as HTML entities, and blanks that were never there."""
    marks = {"“": "&ldquo;", "”": "&rdquo;", "…": "&hellip;", "。": "&#12290;", "，": "&#xff0c;"}
    _replace(page, rate, marks, "entity")
    _insert(page, rate / 20, ("&nbsp;", "&#160;", "&ensp;"), "entity")


def tags(page: Sheet, rate: float) -> None:
    """Leftover tags: paragraphs in <p>, line breaks at their ends, a bold word."""
    for i in page.chance(page.bodies(), rate):
        fault, block = page.fault("tag"), page.blocks[i]
        if page.rng.random() < 0.5:
            block.cells = [*foreign("<p>", fault), *block.cells, *foreign("</p>", fault)]
        elif page.rng.random() < 0.5:
            block.cells = [*block.cells, *foreign(page.rng.choice(("<br>", "<br/>", "<br />")), fault)]
        else:
            block.cells[2:2] = foreign("<b>", fault)
            block.cells[8:8] = foreign("</b>", fault)


def invisible(page: Sheet, rate: float) -> None:
    """Zero-width characters and control characters inside the text."""
    _insert(page, rate, ("\u200b", "\ufeff", "\u200c", "\u2060", "\u00ad", "\u200e"), "zero-width")
    _insert(page, rate / 2, ("\x08", "\x00", "\x1a", "\x07", "\x7f"), "control")


def stray_spaces(page: Sheet, rate: float) -> None:
    """Blanks between Han characters."""
    _insert(page, rate, (" ", " ", "  ", "　"), "stray-space", between_han=True)


def spaced_title(page: Sheet, rate: float) -> None:
    """A title set letter by letter with blanks between."""
    cells, fault = page.blocks[0].cells, page.fault("spaced-title")
    blank = page.rng.choice((" ", "　"))
    page.blocks[0].cells = [x for c in cells for x in (Cell(blank, "", fault), c)][1:]


def half_width(page: Sheet, rate: float) -> None:
    """Half-width marks behind Han characters."""
    marks = dict(zip("，。？！：；（）", ",.?!:;()", strict=True))
    _replace(page, rate, marks, "half-width")


def straight_quotes(page: Sheet, rate: float) -> None:
    """Straight quotes for curled ones, in whole paragraphs where they pair."""
    for i in page.chance(page.bodies(), rate):
        block = page.blocks[i]
        block.cells = [Cell('"', c.clean, page.fault("straight-quote")) if c.clean in ("“", "”") else c for c in block.cells]


def private_use(page: Sheet, rate: float) -> None:
    """Rare characters in the private area: some whose place a published table knows, some that nobody knows."""
    for i in page.chance(page.bodies(30), rate, 4):
        cells = page.blocks[i].cells
        at = page.rng.randint(5, len(cells) - 5)
        if page.rng.random() < 0.5:
            right = page.rng.choice(sorted(GB_PRIVATE))
            cells.insert(at, Cell(GB_PRIVATE[right], right, page.fault("private-known")))
        else:
            strange = chr(page.rng.randint(0xE100, 0xE400))
            cells.insert(at, Cell(strange, strange, page.fault("private-kept")))


def replacement(page: Sheet, rate: float) -> None:
    """Characters that are lost for good: U+FFFD, 锟斤拷."""
    for i in page.chance(page.bodies(30), rate, 3):
        cells = page.blocks[i].cells
        at = page.rng.randint(5, len(cells) - 6)
        word = page.rng.choice(("\ufffd", "\ufffd", "锟斤拷"))
        cells[at] = Cell(word, cells[at].clean, page.fault("replacement"), frozenset((0,)))
