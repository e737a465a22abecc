"""How well faults are mended, fault by fault: recall, precision, and every harm done beside.

    python benchmarks/repair.py                     the damage generator, 4 genres, both scripts
    python benchmarks/repair.py --full              the same, more and longer texts
    python benchmarks/repair.py --texts FOLDER      damage laid over the real clean texts of a folder
    python benchmarks/repair.py FOLDER…             real files: see repair_files.py
    … --only genres                                 plays, reports at three levels, verse: see genres.py
    … --json   --show N (misses and harms)   --only NAME   --seed N

The generator (tests/damage*.py) knows for every character of a damaged file what is right there. Of the faults of a row

recall     share mended: the place reads, character for character and line for line, as the clean text does
precision  mended / (mended + wrongly changed + harms); a harm is any change where nothing was wrong, whatever its kind:
           a word changed, lost or added, two paragraphs joined, one parted, a gap marked where nothing is missing
shown      share of what is not mended that a held repair or a gap mark points at
headings   precision and recall of the outline against the true headings, in order; one that has lost characters for good is
           right with all that is left of it and a mark where they stood; below the table once more word for word, where
           such a heading is wrong whatever is done
titled, balanced   documents whose title is found; whose account of characters comes out even
unsteady   documents that a second cleaning would change (tried on every fourth document, on all with --full)

Kinds in brackets are beyond repair (a lost ending, a replacement character): mended means left alone or marked as a gap; they
count in no precision.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # the checkout's own program
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))  # and generator

import damage_faults as f
import damage_misread as m
from damage import Fault, Layout, damage
from damage_prose import GENRES, Chapter, Work, compose, trapped
from damage_score import Tally, Verdict, tell
from genres import genres
from repair_files import files, told

BARE, GAPPED, ASCII, PLAIN = Layout(indent=""), Layout(indent="", blank=1), Layout(indent="    "), Layout()
LAYOUTS = (PLAIN, BARE, GAPPED, ASCII, Layout(blank=1))
WIDTHS, HABITS = (27, 35, 39, 44), ("hang", "carry", "none")


def wraps(indent: str, blank: int = 0, region: tuple[float, float] = (0.0, 1.0)) -> tuple[Layout, ...]:
    """The layouts of one habit: every width, every way with marks at the edge."""
    return tuple(Layout(indent, blank, w, HABITS[(n + k) % 3], region) for k in range(3) for n, w in enumerate(WIDTHS))


@dataclass(frozen=True)
class Row:
    """One line of the table: the faults it lays, and the layouts and encodings that its documents take in turn."""

    name: str
    laid: Sequence[tuple[Fault, float]] = ()
    layouts: Sequence[Layout] = LAYOUTS
    codes: Sequence[tuple[str, bytes, str]] = (("utf-8", b"", "\n"),)
    genres: Sequence[str] = GENRES
    scripts: Sequence[bool] = (False, True)


UTF8 = ("utf-8", b"", "\n")
CODES = (
    ("gb18030", b"", "\n"), ("utf-16-le", b"\xff\xfe", "\r\n"), ("utf-16-be", b"\xfe\xff", "\n"), ("utf-16-le", b"", "\n"),
    ("utf-8", b"\xef\xbb\xbf", "\r\n"), ("utf-8", b"", "\r"), ("gb18030", b"", "\r\n"),
)
ROWS = (
    Row("nothing"),
    Row("nothing, one sentence a paragraph"),
    Row("nothing, but looks damaged"),
    Row("encodings", codes=CODES),
    Row("encodings: Big5", codes=(("big5hkscs", b"", "\r\n"),), scripts=(True,)),
    Row("wraps, indented", layouts=wraps("　　") + wraps("    ")),
    Row("wraps, blank lines", layouts=wraps("", 1)),
    Row("wraps, no sign", layouts=wraps("")),
    Row("wraps, in a part", layouts=wraps("　　", 0, (0.3, 0.7)) + wraps("", 0, (0.25, 0.6))),
    Row("wraps, with what looks damaged", layouts=wraps("　　") + wraps("", 1) + wraps("")),
    Row("cuts", [(f.cuts, 0.2)]),
    Row("page ends", [(f.page_ends, 1 / 450)]),
    Row("page ends in wraps", [(f.page_ends, 1 / 450)], wraps("　　") + wraps("")),
    Row("form feeds", [(f.form_feeds, 0.15)]),
    Row("over-split", [(f.oversplit, 0.9)], (PLAIN, GAPPED)),
    Row("whole book on one line", [(f.one_line, 1.0)], (PLAIN,)),
    Row("glued headings", [(f.glued, 0.3)]),
    Row("headings run in", [(f.run_in, 0.5)]),
    Row("site template", [(f.template, 1.0)]),
    Row("advert lines", [(f.adverts, 0.1)]),
    Row("watermarks", [(f.watermarks, 0.1)]),
    Row("contents list", [(f.contents, 1.0)]),
    Row("repeated sentences", [(f.repeated_sentences, 0.15)]),
    Row("repeated paragraphs", [(f.repeated_paragraphs, 0.08)]),
    Row("repeated chapter", [(f.repeated_chapter, 1.0)]),
    Row("entities", [(f.entities, 0.1)]),
    Row("tags", [(f.tags, 0.5)]),
    Row("invisible characters", [(f.invisible, 0.01)]),
    Row("stray spaces", [(f.stray_spaces, 0.03)]),
    Row("letter-spaced title", [(f.spaced_title, 1.0)]),
    Row("half-width marks", [(f.half_width, 0.2)]),
    Row("half-width marks, all", [(f.half_width, 1.0)]),
    Row("straight quotes", [(f.straight_quotes, 0.3)], genres=("novel",) * 4, scripts=(False,)),
    Row("private use", [(f.private_use, 0.15)]),
    Row("replacement characters", [(f.replacement, 0.08)]),
    Row("mojibake, stretches", [(m.mojibake, 0.1)]),
    Row("mojibake, file as Latin-1", [(m.file_as_latin1, 1.0)]),
    Row("mojibake, GBK as Latin-1", [(m.file_gbk_as_latin1, 1.0)]),
    Row("mojibake, file as GBK", [(m.file_as_gbk, 1.0)]),
    Row(
        "a novel from a site",
        [(f.template, 1.0), (f.adverts, 0.05), (f.watermarks, 0.05), (f.contents, 1.0), (f.repeated_paragraphs, 0.02)],
        wraps("　　"),
        (("gb18030", b"", "\r\n"),),
        ("novel", "essay"),
    ),
    Row("a scanned book", [(f.page_ends, 1 / 450), (f.half_width, 0.1)], wraps(""), CODES, ("novel", "essay", "report")),
    Row("a newspaper page", [(f.cuts, 0.25), (f.repeated_sentences, 0.05)], (GAPPED, PLAIN), genres=("press", "report")),
    Row("a saved web page", [(f.entities, 0.05), (f.tags, 0.3), (f.invisible, 0.003), (f.adverts, 0.05)], (GAPPED,)),
)


# what is asked for: name, beginnings of the rows' names, kinds (none: all), recall, precision
BARS: tuple[tuple[str, tuple[str, ...], frozenset[str], float, float], ...] = (
    ("hard wraps", ("wraps",), frozenset(("wrap",)), 0.95, 0.998),
    ("paragraph cuts, an ending lost on four", ("cuts",), frozenset(("cut",)), 0.47, 0.99),
    ("page furniture", ("page ends",), frozenset(("furniture",)), 0.97, 0.99),
    ("site furniture, contents lists", ("site", "advert", "watermarks", "contents"), frozenset(), 0.97, 0.99),
    ("repeats", ("repeated",), frozenset(), 0.97, 0.99),
    ("entities and tags", ("entities", "tags"), frozenset(), 0.97, 0.99),
    ("mojibake that turns back exactly", ("mojibake",), frozenset(("mojibake", "mojibake-file")), 0.97, 0.99),
)
HEADINGS_BAR = (0.98, 0.995)


@dataclass
class Sum:
    """The verdicts of a row's documents, added up."""

    documents: int = 0
    faults: dict[str, Tally] = field(default_factory=dict)
    heads: tuple[int, int, int] = (0, 0, 0)
    verbatim: tuple[int, int, int] = (0, 0, 0)
    harms: list[str] = field(default_factory=list)
    misses: list[str] = field(default_factory=list)
    titled: int = 0
    balanced: int = 0
    chars: int = 0
    lost: int = 0
    unsteady: list[str] = field(default_factory=list)

    def add(self, name: str, verdict: Verdict, chars: int) -> None:
        """One more document."""
        self.documents += 1
        self.chars += chars
        harms = [f"{name} {h.nature}: {h.words}" for h in verdict.harms]
        self.merge(Sum(faults=verdict.faults, heads=verdict.heads, verbatim=verdict.verbatim, harms=harms))
        self.misses += [f"{name} {kind}: {words}" for kind, words in verdict.misses]
        self.titled += verdict.titled
        self.lost += verdict.lost
        self.unsteady += [f"{name} {verdict.unsteady}"] if verdict.unsteady else []
        self.balanced += verdict.balanced

    def merge(self, other: Sum) -> None:
        """The documents of another row besides."""
        for kind, tally in other.faults.items():
            self.faults.setdefault(kind, Tally()).__iadd__(tally)
        self.heads = _added(self.heads, other.heads)
        self.verbatim = _added(self.verbatim, other.verbatim)
        self.harms += other.harms

    def recall(self, kinds: frozenset[str] = frozenset()) -> float | None:
        """Of all faults, or those of some kinds, the share mended."""
        asked = [t for kind, t in self.faults.items() if kind not in f.KEPT and (not kinds or kind in kinds)]
        total = sum(t.total for t in asked)
        return sum(t.mended for t in asked) / total if total else None

    @property
    def precision(self) -> float | None:
        """Of all that was changed, the share that is right."""
        live = [t for kind, t in self.faults.items() if kind not in f.KEPT]
        right, wrong = sum(t.mended for t in live), sum(t.wrong for t in live) + len(self.harms)
        return right / (right + wrong) if right + wrong else None


def _added(a: tuple[int, int, int], b: tuple[int, int, int]) -> tuple[int, int, int]:
    return a[0] + b[0], a[1] + b[1], a[2] + b[2]


def works(row: Row, full: bool, grounds: Sequence[Work], seed: int = 0) -> Iterator[tuple[str, int, Work]]:
    """The documents of a row: made by the grammar, or the real ones given."""
    if grounds:
        yield from ((f"{work.title}/{n}", n, changed(row, work, n)) for n, work in enumerate(grounds, 100 * seed))
        return
    n = 100 * seed
    for _ in range(3 if full else 1):
        for genre in row.genres:
            for script in row.scripts:
                work = compose(genre, n, 12000 if full else 6000, traditional=script)
                yield f"{genre}{'-hant' if script else ''}/{n}", n, changed(row, work, n)
                n += 1


def changed(row: Row, work: Work, n: int) -> Work:
    """Some rows want clean works of another kind."""
    return sentences(work) if "sentence a" in row.name else trapped(work, n) if "looks" in row.name else work


def sentences(work: Work) -> Work:
    """The work with every sentence a paragraph, as many novels on the web are written; none stands twice on end."""

    def parted(p: str) -> list[str]:
        return [p] if re.search("[“「]", p) else re.findall("[^。！？…]+[。！？…：]*", p)

    def single(c: Chapter) -> Chapter:
        return Chapter(c.heading, tuple(s for s, _ in groupby(s for p in c.paragraphs for s in parted(p))))

    return Work(work.genre, work.title, work.author, tuple(map(single, work.chapters)))


def measure(row: Row, full: bool, grounds: Sequence[Work], seed: int = 0) -> Sum:
    """Damage, clean and judge all documents of a row."""
    out = Sum()
    for name, n, work in works(row, full, grounds, seed):
        encoding, bom, eol = row.codes[n % len(row.codes)]
        layout = row.layouts[(n * 5 + n // len(row.layouts)) % len(row.layouts)]
        try:
            damaged = damage(work, row.laid, n, layout=layout, encoding=encoding, bom=bom, eol=eol)
            raw = damaged.raw
        except UnicodeEncodeError:  # a character that this encoding lacks
            damaged = damage(work, row.laid, n, layout=layout)
            raw = damaged.raw
        out.add(name, tell(damaged, again=full or n % 4 == 0), len(raw))
    return out


HEADING = re.compile(
    r"(?:第[〇零一二两三四五六七八九十百千0-9]{1,6}[章回节篇卷幕折]|卷[一二三四五六七八九十]{1,3}(?=\s|$)|[一二三四五六七八九十]{1,3}、.{2,30}$"
    r"|（[一二三四五六七八九十]{1,3}）.{2,36}$|(?:楔子|引子|序幕?|小引|自序|后记|尾声|附录)$)"
)


def ground(path: Path, longest: int = 20_000) -> Work:
    """A real clean text as a work: the first line is its title, numbered or named short lines are headings."""
    lines = [" ".join(line.split()) for line in path.read_text("utf-8-sig").splitlines() if line.strip()]
    title, size = lines[0].strip("《》"), 0
    chapters: list[Chapter] = []
    heading: str | None = None
    body: list[str] = []
    for line in lines[1:]:
        if len(line) <= 40 and HEADING.match(line) and line[-1] not in "。，；":
            chapters.append(Chapter(heading, tuple(body)))
            heading, body = line, []
        else:
            body.append(line)
        size += len(line)
        if size > longest:
            break
    chapters.append(Chapter(heading, tuple(body)))
    return Work("real", title, None, tuple(c for c in chapters if c.heading or c.paragraphs))


def ratio(part: float, whole: float) -> str:
    """A share to three places, or nothing."""
    return f"{part / whole:.3f}" if whole else ""


COLUMNS = "{:32} {:>17} {:>7} {:>7} {:>7} {:>6} {:>5} {:>6} {:>6} {:>6}"


def table(name: str, found: Sum) -> Iterator[str]:
    """A row as lines of the table: one for each kind of fault, the first with what holds for all."""
    true, given, right = found.heads
    overall = [ratio(found.precision or 0, 1) if found.precision is not None else "", str(len(found.harms))]
    overall += [ratio(right, given), ratio(right, true), f"{found.titled}/{found.documents}"]
    for kind, t in found.faults.items() or [("", Tally())]:
        shown = ratio(t.shown, t.total if kind in f.KEPT else t.total - t.mended)
        label = f"[{kind}]" if kind in f.KEPT else kind
        yield COLUMNS.format(name, label, t.total or "", ratio(t.mended, t.total), shown, *overall)
        name, overall = "", [""] * 5
    if found.balanced < found.documents:
        yield f"    {found.documents - found.balanced} of {found.documents} documents do not balance"
    if found.lost:
        yield f"    {found.lost} sound characters lost"
    for unsteady in found.unsteady[:2]:
        yield f"    cleaning again changes {unsteady[:140]}"


def bars(rows: dict[str, Sum]) -> Iterator[str]:
    """What is asked for beside what was found."""
    everything = Sum()
    for found in rows.values():
        everything.merge(found)
    for name, begins, kinds, recall, precision in BARS:
        group = Sum()
        for row, found in rows.items():
            if row.startswith(begins):
                group.merge(found)
        if group.faults:
            yield _bar(name, group.recall(kinds), recall, group.precision, precision)
    true, given, right = everything.heads
    yield _bar("headings, all rows", right / max(1, true), HEADINGS_BAR[0], right / max(1, given), HEADINGS_BAR[1])
    true, given, right = everything.verbatim  # no bar: what has lost characters for good cannot come back word for word
    yield f"{'headings, word for word':42} recall {right / max(1, true):.4f}               precision {right / max(1, given):.4f}"


def _bar(name: str, recall: float | None, low: float, precision: float | None, least: float) -> str:
    met = (recall or 0) >= low and (precision or 0) >= least
    shares = f"recall {recall or 0:.4f} (asked {low})  precision {precision or 0:.4f} (asked {least})"
    return f"{name:42} {shares}  {'met' if met else 'NOT MET'}"


def summary(found: Sum) -> dict[str, Any]:
    """A row for --json."""
    return {
        "documents": found.documents, "bytes": found.chars, "precision": found.precision, "harms": len(found.harms),
        "headings": dict(zip(("true", "found", "right"), found.heads, strict=True)), "titled": found.titled,
        "balanced": found.balanced, "unsteady": len(found.unsteady), "lost": found.lost,
        "faults": {kind: asdict(tally) for kind, tally in found.faults.items()},
    }


def generated(options: argparse.Namespace) -> dict[str, Any]:
    """The table over the generator."""
    paths = sorted(p for p in options.texts.iterdir() if p.suffix in (".txt", ".md")) if options.texts else []
    grounds = [ground(p, 60_000 if options.full else 20_000) for p in paths if p.name != "README.md"]
    out: dict[str, Sum] = {}
    if not options.json:
        print(COLUMNS.format("row", "fault", "count", "recall", "shown", "prec.", "harm", "headP", "headR", "titled"))
    for row in ROWS:
        if options.only and options.only not in row.name:
            continue
        found = measure(row, options.full, grounds, options.seed)
        out[row.name] = found
        if not options.json:
            print("\n".join(table(row.name, found)), flush=True)
        if options.show:
            print("\n".join(f"      {line}" for line in (*found.harms[: options.show], *found.misses[: options.show])))
    if out and not options.json:
        print("\n".join(("", *bars(out))))
    return {name: summary(found) for name, found in out.items()}


def main() -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path, help="folders of real files")
    parser.add_argument("--full", action="store_true", help="more and longer texts")
    parser.add_argument("--texts", type=Path, help="a folder of clean texts to damage instead of the grammar's")
    parser.add_argument("--seed", type=int, default=0, help="other texts and other damage")
    parser.add_argument("--only", help="rows whose name holds this")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="N misses and N harms of each row")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    began = time.perf_counter()
    out: dict[str, Any] = {}
    if options.folders:
        for folder in options.folders:
            out[str(folder)] = found = files(folder)
            if not options.json:
                print("\n".join(told(found, options.show)))
    else:
        out = generated(options)
        if not options.json and not options.texts and (not options.only or options.only == "genres"):
            print("\n".join(("", *genres(6 if options.full else 3, 100 * options.seed))))
    if options.json:
        print(json.dumps(out, ensure_ascii=False, indent=1))
    else:
        print(f"{time.perf_counter() - began:.0f} s")


if __name__ == "__main__":
    main()
