"""How long each command takes, as whole processes, medians of several runs in one sitting.

    make bench
    python benchmarks/speed.py --runs 9 --characters 1000000
    python benchmarks/speed.py --runs 3 --cleaning      # only: cleaning 1 and 5 million characters

Two texts: the seed, and a novel that book.py makes. Beside the program stands plain WeasyPrint on the very HTML that
the program hands to it. The runs go round and round through all rows, so that a busy spell of the machine falls on
every row alike. CPU is user and system time, steadier than the clock on a shared machine; MB is the largest resident
set. Both ratios are to the row named last.
"""
from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import NamedTuple

from book import book

SEED = Path(__file__).resolve().parent.parent / "seeds" / "000_fcaa43b0c36ff328.txt"
CONVERT = str(Path(sys.executable).with_name("convert"))
COLUMNS = 35            # characters of a line in the text that is broken into lines
PLAIN = str(Path(__file__).with_name("plain.py"))


class Run(NamedTuple):
    """What one process took: seconds by the clock, seconds of CPU, MB at its largest."""

    wall: float
    cpu: float
    peak: float


class Row(NamedTuple):
    """A command to time, and the name of the row that its time is divided by."""

    name: str
    command: Sequence[str]
    beside: str = ""


def run(command: Sequence[str], folder: Path) -> Run:
    """Time one process, in ``folder`` and with nothing to read. Stops the script if the process fails."""
    with open(folder / "errors.txt", "w+b") as errors:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                   stderr=errors)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            errors.seek(0)
            sys.exit(f"{' '.join(command)}: exit code {process.returncode}\n{errors.read().decode()}")
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def start_up() -> list[Row]:
    """Rows for starting: how near the program's start is to that of its command-line library alone."""
    library = "import typer"
    return [Row("python, nothing", (sys.executable, "-c", "")),
            Row(library, (sys.executable, "-c", library)),
            Row("convert --help", (CONVERT, "--help"), library)]


def editions(name: str, source: Path, folder: Path) -> list[Row]:
    """Rows for one text: every command that makes something of it, and plain WeasyPrint beside them."""
    page = folder / name
    run((sys.executable, PLAIN, "capture", str(source), str(page)), folder)
    plain = Row(f"{name}: plain WeasyPrint", (sys.executable, PLAIN, "set", str(page)))
    return [plain, *(Row(f"{name}: convert {verb}", (CONVERT, verb, str(source)), plain.name)
                     for verb in ("clean", "epub", "pdf", "build"))]


def cleaning(folder: Path, runs: int) -> str:
    """What cleaning takes of CPU and memory for one and for five million characters, unbroken and broken into lines."""
    lines = [f"{'':32}{'characters':>12}{'CPU s':>9}{'MB':>6}{'chars/s':>10}"]
    for name, columns in (("convert clean, unbroken", 0), (f"convert clean, lines of {COLUMNS}", COLUMNS)):
        spent = []
        for characters in (1_000_000, 5_000_000):
            source = folder / f"{columns}-{characters}.txt"
            source.write_text(broken(book(characters), columns) if columns else book(characters), encoding="utf-8")
            taken = [run((CONVERT, "clean", str(source)), folder) for _ in range(runs)]
            cpu, peak = median(r.cpu for r in taken), median(r.peak for r in taken)
            spent.append(cpu)
            lines.append(f"{name:32}{characters:12,}{cpu:9.2f}{peak:6.0f}{characters / cpu:10,.0f}")
        lines.append(f"{'five million to one million':44}{spent[1] / spent[0]:9.2f}")
    return "\n".join(lines)


def broken(chars: str, columns: int) -> str:
    """A text with its paragraphs broken into lines of so many characters.

    >>> broken("甲乙丙丁戊\\n己", 2)
    '甲乙\\n丙丁\\n戊\\n己'
    """
    return "\n".join(line[at : at + columns] for line in chars.split("\n") for at in range(0, max(1, len(line)), columns))


def table(rows: Sequence[Row], runs: dict[str, list[Run]]) -> str:
    """The medians, each beside the row it is measured against."""
    medians = {name: Run(*map(median, zip(*taken, strict=True))) for name, taken in runs.items()}
    lines = [f"{'':25}{'wall s':>9}{'CPU s':>9}{'MB':>6}{'× wall':>9}{'× CPU':>8}"]
    for row in rows:
        m = medians[row.name]
        line = f"{row.name:25}{m.wall:9.3f}{m.cpu:9.3f}{m.peak:6.0f}"
        if row.beside:
            other = medians[row.beside]
            line += f"{m.wall / other.wall:9.2f}{m.cpu / other.cpu:8.2f}  {row.beside}"
        lines.append(line)
    return "\n".join(lines)


def main() -> None:
    """Read the options, time every row, print the table."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--runs", type=int, default=5, help="how often each row is timed (default 5)")
    options.add_argument("--characters", type=int, default=200_000, help="length of the novel (default 200,000)")
    options.add_argument("--cleaning", action="store_true", help="only: cleaning 1 and 5 million characters")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        if chosen.cleaning:
            print(f"Python {platform.python_version()}, {os.cpu_count()} cores, medians of {chosen.runs} runs")
            print(cleaning(folder, chosen.runs))
            return
        novel = folder / "novel.txt"
        novel.write_text(book(chosen.characters), encoding="utf-8")
        rows = start_up()
        for name, source in (("seed", SEED), ("novel", novel)):
            rows += editions(name, source, folder)
        for row in rows:
            if "novel" not in row.name:
                run(row.command, folder)        # unmeasured: fills the caches of the disk and of jieba
        runs: dict[str, list[Run]] = {row.name: [] for row in rows}
        for _ in range(chosen.runs):
            for row in rows:
                runs[row.name].append(run(row.command, folder))
    print(f"Python {platform.python_version()}, WeasyPrint {version('weasyprint')}, {os.cpu_count()} cores, "
          f"medians of {chosen.runs} runs; the novel has {chosen.characters:,} characters")
    print(table(rows, runs))


if __name__ == "__main__":
    main()
