"""A site of many titles: how long publication takes, the first time and again, and how large its lists become.

    python benchmarks/site.py 1000

The titles are one small book under many names, each with an identifier of its own.
"""

from __future__ import annotations

import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

from convert.press import build
from convert.site.publish import publish
from convert.site.verify import verify

STORY = "夜航\n\n江以宁\n\n　　船在夜里靠了岸，灯还亮着，渡口的铃声响了三下。没有人应。\n"
SETTINGS = '[edition]\ntitle = "夜航"\ncreator = "江以宁"\ndate = "2026-03-08"\nidentifier = "urn:x-bench:0000"\n'
NOW = "2026-03-08T12:00:00Z"


def titles(folder: Path, n: int) -> Path:
    """A folder of ``n`` built titles."""
    (folder / "boat.txt").write_text(STORY, encoding="utf-8")
    (folder / "boat.toml").write_text(SETTINGS, encoding="utf-8")
    build(folder / "boat.txt", out=folder / "one")
    made = folder / "one" / "boat"
    pdf, digest = (made / "boat.pdf").read_bytes(), (made / "boat.digest.txt").read_bytes()
    with zipfile.ZipFile(made / "boat.epub") as epub:
        parts = [(entry, epub.read(entry)) for entry in epub.infolist()]
    for i in range(n):
        name = f"book{i:04}"
        there = folder / "build" / name
        there.mkdir(parents=True)
        (there / f"{name}.pdf").write_bytes(pdf)
        (there / f"{name}.digest.txt").write_bytes(digest)
        with zipfile.ZipFile(there / f"{name}.epub", "w") as out:
            for entry, content in parts:
                out.writestr(entry, content.replace(b"x-bench:0000", f"x-bench:{i:04}".encode()))
    return folder / "build"


def timed(label: str, work: Callable[[], str]) -> None:
    """A line of the table: wall clock and processor, and what the work says of itself."""
    wall, cpu = time.perf_counter(), time.process_time()
    told = work()
    print(f"{label:22} {time.perf_counter() - wall:7.2f} s  {time.process_time() - cpu:7.2f} s CPU  {told}")


def main(n: int) -> None:
    """Print the table for ``n`` titles."""
    with tempfile.TemporaryDirectory() as temporary:
        folder, site = Path(temporary), Path(temporary) / "site"
        made = titles(folder, n)

        def run(moment: str = NOW, version: str | None = None, only: str = "") -> str:
            done = publish([made / only], site, moment, base="https://books.example/", version=version)
            return f"{len(done.written)} written, {done.kept} kept"

        def look() -> str:
            found = verify(site)
            return f"{found.files} files, {found.links} links, {len(found.faults)} faults"

        timed(f"first, {n} titles", run)
        timed("again, nothing new", run)
        timed("one title's update", lambda: run("2026-04-01T00:00:00Z", "2", "book0007"))
        timed("verify", look)
        for path in ("opds/new.xml", "opds/new.json", "opds/all.xml", "opds/all.json", "feed.xml", "index.html"):
            print(f"{path:22} {(site / path).stat().st_size / 1024:7.0f} KB")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
