"""How well lines are set: planned lines beside plain WeasyPrint and Typst, on the same text, in one run.

    python benchmarks/typography.py                        a novel of 200,000 characters, 26 characters a line
    python benchmarks/typography.py --dense --measure 16   marks and Latin words crowded into a narrow column
    python benchmarks/typography.py --text FILE.txt        any text, a paragraph a line
    … --characters N   --json   --keep FOLDER (the three PDFs)
    python benchmarks/typography.py --rules                every rule of line setting, case by case, and which hold

Both novel and crowded text are made by scripts. Every program sets them on the same page from the same font, tagged;
WeasyPrint gets the same HTML with and without `convert.typeset`. All is measured from the places of the glyphs in the
PDF, of lines that another line of their paragraph follows:

flush        share of lines whose right edge is within .05 em of the type area's (a mark there may be halved)
starts, ends lines with a mark at their start or end that may not stand there
cut          lines that end within a number, a dash or an ellipsis
pairs        adjacent marks that take more than 1.62 em together
gaps         Han beside Latin or digits, not .10 to .50 em apart
lone         paragraphs whose last line holds one Han character 孤字
stretch_p99  space added between two Han characters, mean of a line, 99th percentile, in em
tight        Han characters less than .97 em apart
early        lines that squeeze 。？！ while a comma or a bracket of theirs is loose
mixed        lines squeezed at one mark and stretched elsewhere
cpu, MB      of the whole process, fonts and imports included
"""
from __future__ import annotations

import argparse
import html
import json
import os
import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Sequence
from contextlib import redirect_stdout
from importlib.metadata import version
from io import StringIO
from itertools import groupby, pairwise
from pathlib import Path
from random import Random
from statistics import mean
from typing import Any, NamedTuple

from book import book

EM, PITCH, LEFT, TOP, LINES = 10.5, 18.375, 40.0, 48.0, 27
SOURCES = {"plain": "page.html", "typst": "page.typ", "planned": "page.html"}
PROGRAMS = tuple(SOURCES)
NO_START, NO_END = set("，、；：。！？”’）》〉」』】〕～·％%"), set("“‘（《〈「『【〔")
CLOSING, OPENING, STOPS = set("，、；：。！？”’）》〉」』】〕"), NO_END, set("。？！")


class Glyph(NamedTuple):
    """A character of a line: where it begins, how wide it is, in em of the text."""

    x: float
    char: str
    width: float


Line = list[Glyph]


def crowded(characters: int) -> list[str]:
    """Paragraphs of marks, brackets, numbers and Latin words, more of them than any book has; always the same."""
    random = Random(16)
    han = "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳云腾致雨露结为霜"
    latin = re.findall(r"\S+", "typography hyphenation Python PDF the harbour light A4 2048 60% 3.14 state-of-the-art don’t")

    def some(least: int, most: int) -> str:
        return "".join(random.choice(han) for _ in range(random.randint(least, most)))

    forms = (
        lambda: f"“{some(1, 8)}{random.choice('，。？！')}”",
        lambda: f"（{some(1, 6)}）",
        lambda: f"《{some(1, 4)}》{random.choice(('', '、《' + some(2, 2) + '》'))}",
        lambda: f"{some(1, 4)}{random.choice((' ', ''))}{random.choice(latin)}{random.choice((' ', ''))}{some(1, 5)}",
        lambda: f"{some(2, 3)}——{some(3, 4)}",
        lambda: f"{some(2, 3)}……{some(2, 2)}",
        lambda: f"{some(2, 2)}·{some(3, 3)}",
        lambda: f"{random.randint(1, 2030)}年{random.randint(1, 12)}月{random.randint(1, 28)}日",
        lambda: some(2, 12),
        lambda: some(2, 12),
    )
    out: list[str] = []
    while sum(map(len, out)) < characters:
        clauses = [random.choice(forms)() + random.choice("，，，、；：。") for _ in range(random.randint(3, 14))]
        out.append("".join(clauses)[:-1] + random.choice(("。", "？", "！", "。", "？！")))
    return out


def as_html(paragraphs: Sequence[str], measure: int) -> str:
    """The page that both settings of WeasyPrint are given."""
    import pylopdf_fonts_zh_cn

    font = (Path(pylopdf_fonts_zh_cn.__file__).parent / "NotoSerifSC-Regular.otf").as_uri()
    style = f"""@font-face {{ font-family: Song; src: url({font}) }}
        @page {{ size: {measure * EM + 2 * LEFT}pt {LINES * PITCH + 2 * TOP}pt; margin: {TOP}pt {LEFT}pt }}
        html {{ font: {EM}pt/{PITCH}pt Song; text-align: justify; hyphens: auto; orphans: 1; widows: 1 }}
        body, p {{ margin: 0 }} p {{ text-indent: 2em }}"""
    body = "\n".join(f"<p>{html.escape(paragraph)}</p>" for paragraph in paragraphs)
    return f'<html lang="zh-CN"><meta charset="utf-8"><title>Book</title><style>{style}</style><body>{body}'


def as_typst(paragraphs: Sequence[str], measure: int) -> str:
    """The same page in Typst's markup."""
    head = f"""#set document(title: "Book")
#set page(width: {measure * EM + 2 * LEFT}pt, height: {LINES * PITCH + 2 * TOP}pt, margin: (x: {LEFT}pt, y: {TOP}pt))
#set text(font: "Noto Serif SC", size: {EM}pt, lang: "zh", region: "cn")
#set par(justify: true, first-line-indent: (amount: 2em, all: true), leading: {PITCH - EM}pt, spacing: {PITCH - EM}pt)
"""
    return head + "\n\n".join(re.sub(r"""[\\#$*_`<>@\[\]~"'/=+-]""", r"\\\g<0>", words) for words in paragraphs)


def set_page(program: str, source: Path, made: Path) -> None:
    """Make one PDF; what is timed."""
    if program == "typst":
        import pylopdf_fonts_zh_cn
        import typst

        fonts = [str(Path(pylopdf_fonts_zh_cn.__file__).parent)]
        typst.compile(str(source), output=str(made), font_paths=fonts, ignore_system_fonts=True)
        return
    import weasyprint

    if program == "planned":
        sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
        from convert import typeset

        if not typeset.install():
            sys.exit("planned lines could not be installed")
    weasyprint.HTML(source).write_pdf(made, pdf_variant="pdf/ua-1")


def timed(program: str, source: Path, made: Path) -> dict[str, float]:
    """Make a PDF in a process of its own: CPU seconds and MB."""
    process = subprocess.Popen([sys.executable, __file__, "--set", program, str(source), str(made)])
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{program} failed")
    return {"cpu": round(usage.ru_utime + usage.ru_stime, 2), "MB": usage.ru_maxrss // 1024}


def lines_of(made: Path) -> Iterator[Line]:
    """The lines of a PDF from top to bottom, page after page, lengths in em."""
    import pymupdf

    flags = pymupdf.TEXT_PRESERVE_LIGATURES | pymupdf.TEXT_PRESERVE_WHITESPACE | pymupdf.TEXT_MEDIABOX_CLIP
    document: Any = pymupdf.open(str(made))  # type: ignore[no-untyped-call]  # half of PyMuPDF is without types
    for page in document:
        glyphs = [
            (char["origin"][1], Glyph((char["origin"][0] - LEFT) / EM, char["c"], (char["bbox"][2] - char["bbox"][0]) / EM))
            for block in page.get_text("rawdict", flags=flags)["blocks"] for line in block.get("lines", ())
            for span in line["spans"] for char in span["chars"] if char["c"].strip()
        ]
        for _, line in groupby(sorted(glyphs, key=lambda g: (round(g[0]), g[1].x)), key=lambda g: round(g[0])):
            yield [glyph for _, glyph in line]


def is_han(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff"


def is_latin(char: str) -> bool:
    return char.isascii() and char.isalnum()


def marks(line: Line) -> Iterator[tuple[str, float]]:
    """Marks within a line that stand alone, each with the width it is given."""
    for before, mark, after in zip(line, line[1:], line[2:], strict=False):
        alone = not {before.char, after.char} & (CLOSING | OPENING | set("·—…"))
        if alone and mark.char in OPENING and is_han(before.char):
            yield mark.char, mark.x - before.x
        elif alone and mark.char in CLOSING and is_han(after.char):
            yield mark.char, after.x - mark.x


def measure_of(made: Path, measure: int) -> dict[str, float]:
    """The measures of one PDF (see above)."""
    paragraphs: list[list[Line]] = []
    for line in lines_of(made):
        if line[0].x > 1.2 or not paragraphs:
            paragraphs.append([])
        paragraphs[-1].append(line)
    every = [line for lines in paragraphs for line in lines]
    inner = [(line, following) for lines in paragraphs for line, following in pairwise(lines)]
    stretch, flush, pairs, loose, gaps, bad = [], 0, 0, 0, 0, 0
    counts = dict.fromkeys(("starts", "ends", "cut", "tight", "early", "mixed"), 0)
    for line, following in inner:
        last = line[-1]
        edge = last.x + (1.0 if not last.char.isascii() and last.width > 0.3 else last.width) - measure
        flush += abs(max(0.0, edge - 0.5) if last.char in CLOSING and edge > 0 else edge) <= 0.05
        added = [b.x - a.x - 1 for a, b in pairwise(line) if is_han(a.char) and is_han(b.char)]
        stretch += [mean(added)] if added else []
        end, start = last.char, following[0].char
        counts["cut"] += (end.isdigit() and (start.isdigit() or start in "%‰")) or (end == start and end in "—…")
        given = list(marks(line))
        squeezed = [char for char, width in given if width < 0.97]
        easy = [width for char, width in given if char not in STOPS]
        counts["early"] += bool(STOPS.intersection(squeezed)) and any(width > 0.53 for width in easy)
        counts["mixed"] += bool(squeezed) and bool(added) and max(added) > 0.005
    for line in every:
        counts["starts"] += line[0].char in NO_START
        counts["ends"] += line[-1].char in NO_END
        for a, b, c in zip(line, line[1:], [*line[2:], None], strict=False):
            counts["tight"] += is_han(a.char) and is_han(b.char) and b.x - a.x < 0.97
            if (is_han(a.char) and is_latin(b.char)) or (is_latin(a.char) and is_han(b.char)):
                gaps += 1
                bad += not 0.10 <= b.x - a.x - (1 if is_han(a.char) else a.width) <= 0.50
            if (a.char in CLOSING and b.char in CLOSING | OPENING) or (a.char in OPENING and b.char in OPENING):
                pairs += 1
                loose += (c.x - a.x if c else b.x - a.x + 0.5) > 1.62
    ends = [lines[-1] for lines in paragraphs if len(lines) > 1]
    lone = sum(sum(is_han(g.char) for g in line) < 2 and not any(is_latin(g.char) for g in line) for line in ends)
    at = min(len(stretch) - 1, int(0.99 * len(stretch)))
    return {
        "lines": len(every), "flush": round(flush / len(inner), 4), **counts, "pairs": loose, "of pairs": pairs,
        "gaps": bad, "of gaps": gaps, "lone": lone, "stretch_p99": round(sorted(stretch)[at], 4),
    }


def rules() -> bool:
    """Print every case of the tests of line setting under its rule, and whether it holds; True if all do."""
    import pytest

    held: dict[str, bool] = {}

    class Outcomes:
        """Notes what came of each test, by its case's label."""

        def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
            if report.when == "call" or report.failed:
                held[report.nodeid.partition("[")[2][:-1]] = report.passed

    tests = Path(__file__).parent.parent / "tests"
    cases = [case for file in sorted((tests / "cases").glob("typeset*.toml"))
             for case in tomllib.loads(file.read_text("utf-8"))["case"]]
    with redirect_stdout(StringIO()):
        pytest.main(["-q", "-k", "test_rule", *map(str, sorted(tests.glob("test_typeset_*.py")))], plugins=[Outcomes()])
    for rule in dict.fromkeys(case["rule"] for case in cases):
        print(rule)
        for case in cases:
            if case["rule"] == rule:
                label = case["label"].encode("unicode_escape").decode()     # as pytest writes it
                print("  ", "holds" if held[label] else "FAILS", case["label"])
    print(f"{sum(held.values())} of {len(cases)} cases hold")
    return all(held.values())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--characters", type=int, default=200_000)
    parser.add_argument("--measure", type=int, default=26, help="characters a line")
    parser.add_argument("--dense", action="store_true")
    parser.add_argument("--text", type=Path)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--rules", action="store_true")
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--set", nargs=3, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.set:
        set_page(given.set[0], Path(given.set[1]), Path(given.set[2]))
        return
    if given.rules:
        sys.exit(not rules())
    if given.dense:
        paragraphs = crowded(given.characters)
    else:
        words = given.text.read_text("utf-8") if given.text else book(given.characters)
        paragraphs = [line.strip() for line in words.splitlines() if line.strip()]
    with tempfile.TemporaryDirectory() as scratch:
        folder = given.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "page.html").write_text(as_html(paragraphs, given.measure), "utf-8")
        (folder / "page.typ").write_text(as_typst(paragraphs, given.measure), "utf-8")
        made = {program: folder / f"{program}.pdf" for program in PROGRAMS}
        # All are made before any is read: a process's peak counts what its parent held when it was begun.
        took = {program: timed(program, folder / SOURCES[program], made[program]) for program in PROGRAMS}
        table = {program: measure_of(made[program], given.measure) | took[program] for program in PROGRAMS}
    if given.json:
        print(json.dumps(table, ensure_ascii=False))
        return
    print(f"{sum(map(len, paragraphs)):,} characters, {given.measure} a line; "
          f"WeasyPrint {version('weasyprint')}, Typst {version('typst')}")
    print(f"{'':12}" + "".join(f"{program:>10}" for program in PROGRAMS))
    for name in table["planned"]:
        print(f"{name:12}" + "".join(f"{table[program][name]:>10}" for program in PROGRAMS))


if __name__ == "__main__":
    main()
