"""What becomes of a proposal (裁定): applied or held, the editor's word before the program's; and what his words missed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from convert.blocks import told as lines_told
from convert.blocks.lines import finished, lines
from convert.facts import fact
from convert.repair import Confidence, Repair
from convert.settings import CleanSettings, ParseSettings, nearest
from convert.text import Edit, collides, edits

ALIKE = 0.7  # difflib's ratio from which an id or a line may be what the editor meant


def decide(proposed: Iterable[Repair], settings: CleanSettings) -> tuple[tuple[Repair, ...], tuple[Repair, ...]]:
    """Part a pass's proposals into applied and held; of two that collide the first wins."""
    level = Confidence[settings.apply_at.upper()]
    applied: list[Repair] = []
    held: list[Repair] = []
    taken: list[Edit] = []
    for r in proposed:
        r, wanted = _judged(r, settings, level)
        mine = edits([r])
        if not wanted or r.is_note:
            held.append(r)
        elif _crowded(taken, mine):
            held.append(replace(r, evidence=(*r.evidence, fact("collides"))))
        else:
            applied.append(r)
            taken += mine
    return tuple(applied), tuple(held)


def _judged(r: Repair, settings: CleanSettings, level: Confidence) -> tuple[Repair, bool]:
    """A repair after the editor's word on it, and whether it is to be applied."""
    if r.id in settings.edit:
        words = settings.edit[r.id]
        if r.before and not r.before.strip() and finished(words):
            words += r.before  # a sentence that ends at a paragraph's end leaves that end where it is
        return replace(r, after=words, to=None, target=(), evidence=(*r.evidence, fact("edited"))), True
    if r.id in settings.reject:
        return replace(r, evidence=(*r.evidence, fact("rejected"))), False
    if r.id in settings.accept:
        return replace(r, evidence=(*r.evidence, fact("accepted"))), True
    return r, r.confidence >= level


def _crowded(taken: Sequence[Edit], mine: Sequence[Edit]) -> bool:
    # a pass proposes from left to right, so only the last few can be near; a move's two places reach anywhere
    near = taken[-4:] if len(mine) == 1 else taken
    return any(collides(a, b) for a in near for b in mine)


class Unmet(NamedTuple):
    """A decision of the editor's that met nothing: an id that no repair bears, or a line that the text does not have.

    ``key`` is the setting it stands in; ``near`` is what comes nearest to it, if anything does.
    """

    key: str
    words: str
    near: str | None = None


def unmet(given: set[str], chars: str, settings: CleanSettings, told: ParseSettings | None) -> Iterator[Unmet]:
    """The decisions that met nothing: ids that are not among those ``given`` to repairs, lines that the text does not have."""
    for key in ("accept", "reject", "edit"):
        for name in getattr(settings, key):
            if name not in given:
                ends = {known.rpartition("-")[2]: known for known in given}
                yield Unmet(f"clean.{key}", name, ends.get(nearest(name.rpartition("-")[2], ends, ALIKE) or ""))
    if told is not None and told != ParseSettings():
        written = [chars[slice(*line.at)] for line in lines(chars)]
        for key, words in lines_told.unmet(told, written):
            short = words.rstrip(lines_told.ELLIPSIS)
            near = nearest(short, {line[: len(short) + 4]: None for line in written}, ALIKE)
            yield Unmet(key, words, near)
