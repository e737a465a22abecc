"""Draws the pictures of the READMEs from what the program makes of the seeds: pages, the ebook, the page of repairs, the site.

    make pictures

What to show is found by the words that stand there, so that the pictures follow the book when its design changes. The
ebook, the page of repairs and the site are drawn by Chromium; where there is none, their pictures are left as they are.
"""
from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory
from zipfile import ZipFile

import pypdfium2
from PIL import Image, ImageOps

import convert
from convert.press import editions
from convert.site.publish import publish
from convert.words import say

ROOT = Path(__file__).resolve().parent.parent
SEEDS = ROOT / "seeds"
SEED = SEEDS / "000_fcaa43b0c36ff328.txt"
KINDS = (("shoal", "（一）"), ("beacon", "第二场"), ("quay", "本报讯"))       # a seed, and words of its page to show
IMAGES = ROOT / "docs" / "images"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
GROUND, EDGE = "#e8e6e1", "#cfccc5"     # behind the pages, and round them
HEIGHT, GAP = 820, 28                   # pixels: of a page, between pages
LARGEST = 150_000                       # bytes of a picture


def main() -> None:
    """Make the editions of the seed and draw every picture."""
    book = convert.open_book(SEED)
    made, _ = editions(book, ["pdf", "epub"])
    gap, contents, apparatus = (say(key, book.language) for key in ("gap.mark", "print.contents", "apparatus"))
    pdf = pypdfium2.PdfDocument(made["pdf"])
    with_gap, last = find(pdf, gap), len(pdf) - 1
    left = with_gap if with_gap % 2 else with_gap - 1       # counted from 0, pages on the left are odd
    with TemporaryDirectory() as scratch:
        folder = Path(scratch)
        with ZipFile(BytesIO(made["epub"])) as epub:
            epub.extractall(folder)
        cover = Image.open(next(folder.rglob("cover-image.*")))
        save("front", beside([cover, page(pdf, 0), page(pdf, find(pdf, contents))]))
        save("spread", beside([page(pdf, left), page(pdf, left + 1)], gap=0))
        novel = printed("ferry")
        opening = find(novel, "第二章", after=find(novel, "第一章", after=find(novel, contents)) - 1)
        left = opening if opening % 2 else opening - 1
        save("novel", beside([page(novel, left), page(novel, left + 1)], gap=0))
        of_kinds = [(kind, find(kind, words, after=find(kind, contents))) for kind, words in
                    ((printed(name), words) for name, words in KINDS)]
        save("kinds", beside([page(kind, number) for kind, number in of_kinds]))
        save("apparatus", beside([page(pdf, find(pdf, apparatus, after=with_gap)), page(pdf, last)]))

        if browser := next(filter(None, map(which, BROWSERS)), None):
            section = next(f for f in sorted(folder.rglob("c*.xhtml")) if gap in f.read_text("utf-8"))
            save("ebook", beside([leaf(browser, f, (500, 700), 36) for f in (next(folder.rglob("nav.xhtml")), section)]))
            report = folder / "repairs.html"
            report.write_text(convert.explain(SEED, form="html"), "utf-8")
            save("repairs", screen(browser, report, (1100, 880)))
            site = folder / "site"
            publish(sorted(SEEDS.glob("*.txt")), site, "2026-03-08T12:00:00Z")
            save("site", beside([screen(browser, site / "index.html", (1000, 820)),
                                 screen(browser, site / "books" / "ferry" / "index.html", (500, 820))]))
        else:
            print(f"No browser ({', '.join(BROWSERS)}): ebook, repairs and site are left as they are.", file=sys.stderr)


def printed(name: str) -> pypdfium2.PdfDocument:
    """The print edition of a seed."""
    made, _ = editions(convert.open_book(SEEDS / f"{name}.txt"), ["pdf"])
    return pypdfium2.PdfDocument(made["pdf"])


def find(pdf: pypdfium2.PdfDocument, words: str, after: int = 0) -> int:
    """The first page behind the title page, or behind ``after``, that bears the words; counted from 0."""
    wanted = "".join(words.split())
    for number in range(after + 1, len(pdf)):
        if wanted in "".join(pdf[number].get_textpage().get_text_range().split()):
            return number
    raise LookupError(f"no page bears {words}")


def page(pdf: pypdfium2.PdfDocument, number: int) -> Image.Image:
    """A page as a picture."""
    picture: Image.Image = pdf[number].render(scale=HEIGHT / pdf[number].get_height()).to_pil()
    return picture


def screen(browser: str, file: Path, size: tuple[int, int]) -> Image.Image:
    """What a browser's window shows of a file."""
    picture = file.with_suffix(".png")
    # no sandbox: the page is our own, and root cannot have one
    subprocess.run([browser, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
                    f"--window-size={size[0]},{size[1]}", f"--screenshot={picture}", file.as_uri()],
                   check=True, capture_output=True, timeout=60)
    return Image.open(picture).convert("RGB")


def leaf(browser: str, file: Path, size: tuple[int, int], margin: int) -> Image.Image:
    """A file of the ebook as a reading program pages it: in columns as large as the screen, with a margin."""
    width, height = (n - 2 * margin for n in size)
    columns = f"<style>html {{height: {height}px; columns: {width}px; column-fill: auto; overflow: hidden}}</style>"
    file.write_text(file.read_text("utf-8").replace("</head>", columns + "</head>"), "utf-8")
    return ImageOps.expand(screen(browser, file, (width, height)), margin, "white")


def beside(pictures: Sequence[Image.Image], gap: int = GAP) -> Image.Image:
    """Pictures of one height side by side on a ground."""
    edged = [ImageOps.expand(ImageOps.contain(p.convert("RGB"), (10 * HEIGHT, HEIGHT)), 1, EDGE) for p in pictures]
    width = sum(p.width for p in edged) + gap * (len(edged) - 1) + 2 * GAP
    sheet = Image.new("RGB", (width, max(p.height for p in edged) + 2 * GAP), GROUND)
    x = GAP
    for picture in edged:
        sheet.paste(picture, (x, GAP))
        x += picture.width + gap
    return sheet


def save(name: str, picture: Image.Image) -> None:
    """Write a picture with as many colours as its size allows, 64 at most."""
    for colours in (64, 32, 16, 8):
        out = BytesIO()
        picture.quantize(colours, Image.Quantize.MAXCOVERAGE, kmeans=2, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
        if out.tell() <= LARGEST:
            break
    else:
        raise ValueError(f"{name}: {out.tell()} bytes, and {LARGEST} is the most")
    IMAGES.mkdir(parents=True, exist_ok=True)
    path = IMAGES / f"{name}.png"
    path.write_bytes(out.getvalue())
    print(f"{path.relative_to(ROOT)}  {picture.width} × {picture.height}  {out.tell() // 1000} kB")


if __name__ == "__main__":
    main()
