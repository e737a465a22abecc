"""How well pages of several articles and interviews are read and mended: the generator of tests/damage_news.py.

    python benchmarks/repair_news.py [--n 200] [--show N]

mended    faults whose lines stand in the repaired text, on end, as the clean page has them
harm      lines that neither the clean page nor the damaged file has
lost      lines of the clean page that the damaged file had whole, and the repaired text has not
headings  precision and recall of the outline, in any order;  turns: share of texts with the right number of turns
"""
from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from damage_news import Page, dump, interview

from convert.book import open_book
from convert.tree import Turn, outline, walk


def solid(line: str) -> str:
    """A line without its white space."""
    return "".join(line.split())


def measure(page: Page) -> tuple[Counter[str], list[str]]:
    """What came of one page: counts by name, and remarks on what went wrong."""
    book = open_book("\n".join(page.damaged).encode())
    found, text = Counter(map(solid, (e.title for e in outline(book.document)))), [solid(x) for x in book.text.splitlines() if x]
    true = Counter(map(solid, page.headings))
    out, remarks = Counter[str](), list[str]()
    out["heads"], out["hit"], out["false"] = sum(true.values()), sum((true & found).values()), sum((found - true).values())
    remarks += [f"missing head {h}" for h in true - found] + [f"false head {h}" for h in found - true]
    turns = sum(isinstance(n, Turn) and bool(n.label) for n, _ in walk(book.document))
    out["texts"], out["turned"] = 1, int(turns == page.turns)
    if turns != page.turns:
        remarks.append(f"{turns} turns for {page.turns}")
    for kind, lines in page.faults:
        want = [*map(solid, lines)]
        right = any(text[i : i + len(want)] == want for i in range(len(text))) and (
            kind not in ("caption-twice", "article-twice") or text.count(want[0]) == 1)
        out[f"{kind} laid"] += 1
        out[f"{kind} mended"] += right
        if not right:
            remarks.append(f"{kind} not mended: {lines[0][:40]}")
    clean, damaged = {*map(solid, page.clean)}, {*map(solid, page.damaged)}
    harm = [x for x in text if x not in clean and x not in damaged]
    lost = [x for x in clean & damaged if x not in text]
    out["harm"], out["lost"] = len(harm), len(lost)
    return out, remarks + [f"harm {x[:60]}" for x in harm] + [f"lost {x[:60]}" for x in lost]


def main() -> None:
    """Measure both genres and print the figures."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--n", type=int, default=120)
    options.add_argument("--show", type=int, default=0)
    given = options.parse_args()
    for make in (dump, interview):
        total, shown = Counter[str](), 0
        for seed in range(given.n):
            found, remarks = measure(make(seed))
            total += found
            if remarks and shown < given.show:
                shown += 1
                print(f"  {make.__name__} {seed}:", *remarks, sep="\n    ")
        hit, false, heads = total["hit"], total["false"], total["heads"]
        right = f"P {hit / max(1, hit + false):.3f} R {hit / max(1, heads):.3f}"
        turned = total["turned"] / total["texts"]
        print(f"{make.__name__}: {total['texts']} texts · headings {right} · turns right {turned:.3f} · "
              f"harm {total['harm']} lines · lost {total['lost']}")
        for kind in sorted(k.removesuffix(" laid") for k in total if k.endswith(" laid")):
            print(f"    {kind}: {total[f'{kind} mended']} of {total[f'{kind} laid']}")


if __name__ == "__main__":
    main()
