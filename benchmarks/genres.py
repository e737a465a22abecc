"""Plays, reports at three levels, prose with verse: is every line found as what it is, damaged or not?

Called by ``benchmarks/repair.py``. For each genre and fault: precision and recall of headings; of speeches with their speakers,
directions, verse, addresses, signatures; harms to the words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import damage_faults as f
from damage import Fault, Layout, damage
from damage_genres import STAGED, stage, tell

WAYS: tuple[tuple[str, Sequence[tuple[Fault, float]], tuple[Layout, ...]], ...] = (
    ("as written", (), (Layout(), Layout(indent="", blank=1), Layout(indent=""))),
    ("hard wraps", (), tuple(Layout(indent=i, blank=b, wrap=n) for i, b in (("　　", 0), ("", 1)) for n in (27, 35, 44))),
    ("page furniture, wrapped", ((f.page_ends, 1 / 300),), (Layout(wrap=39),)),
    ("paragraph cuts", ((f.cuts, 0.2),), (Layout(), Layout(indent="", blank=1))),
    ("half-width marks, repeats", ((f.half_width, 0.2), (f.repeated_sentences, 0.1)), (Layout(),)),
)
LINE = "{:10} {:26} {:>6} {:>6} {:>5}  {}"


def genres(seeds: int = 3, first: int = 0) -> Iterator[str]:
    """The table's lines; ``seeds`` works a row and layout."""
    yield LINE.format("genre", "fault", "headP", "headR", "harm", "part: recall/precision (count)")
    for genre in STAGED:
        for name, laid, layouts in WAYS:
            heads, harms, parts = [0, 0, 0], 0, Counter[tuple[str, int]]()
            for n in range(first, first + seeds):
                for layout in layouts:
                    verdict, found = tell(damage(stage(genre, n), laid, n, layout=layout))
                    heads = [a + b for a, b in zip(heads, verdict.heads, strict=True)]
                    harms += len(verdict.harms)
                    parts.update({(part, i): count for part, counts in found.items() for i, count in enumerate(counts)})
            yield LINE.format(
                genre, name, f"{heads[2] / max(1, heads[1]):.3f}", f"{heads[2] / max(1, heads[0]):.3f}", harms, _shares(parts)
            )


def _shares(parts: Counter[tuple[str, int]]) -> str:
    names = sorted({part for part, _ in parts})
    return "  ".join(
        f"{n} {parts[n, 2] / max(1, parts[n, 0]):.3f}/{parts[n, 2] / max(1, parts[n, 1]):.3f} ({parts[n, 0]})" for n in names
    )
